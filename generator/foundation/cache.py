"""What a run worked out and the next one would work out again -> a folder of this account's own, by what it was made from.

Nothing in it is needed: what is missing, damaged or too old is worked out again. A folder that others may write to is not
used, for what lies in it is trusted.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_KEPT = 12  # files of a kind: the oldest go
MOST_IN_ALL = 400
HOUSE = Path(__file__).resolve().parent.parent  # generator/, with all rooms
KEPT_WORK_OF = ("babel", "jinja2", "markupsafe", "msgspec", "phonenumbers", "segno", "yaml")  # what is kept depends on how they work
WHERE = "MAKECARDS_CACHE"  # names another folder; "off" keeps nothing


def read_kept(kind: str, key: str) -> bytes | None:
    """Return what was kept under a key, or None."""
    folder = kept_folder()
    if folder is None:
        return None
    with suppress(OSError):
        return (folder / f"{kind}-{key}").read_bytes()
    return None


def store(kind: str, key: str, data: bytes) -> None:
    """Keep something under a key, whole or not at all. That it cannot be kept is no problem."""
    folder = kept_folder()
    if folder is None:
        return
    part = folder / f".{kind}-{os.getpid()}"
    with suppress(OSError):
        part.write_bytes(data)
        part.replace(folder / f"{kind}-{key}")
        kept = sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink()


@cache
def kept_folder() -> Path | None:
    """Return the folder, made if need be; None if there can be none that only this account writes to."""
    told = os.environ.get(WHERE, "")
    if told == "off":
        return None
    if told:
        folder = Path(told)
    else:
        import platformdirs

        folder = Path(platformdirs.user_cache_dir("makecards", appauthor=False))
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
        if not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022):
            _tidy(folder)
            return folder
    return None


def _tidy(folder: Path) -> None:
    """Delete what was used longest ago if there is too much: programs of layouts that have changed since."""
    held = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
    if len(held) > MOST_IN_ALL:
        for entry in sorted(held, key=lambda entry: entry.stat().st_mtime)[: len(held) - MOST_IN_ALL // 2]:
            Path(entry.path).unlink(missing_ok=True)


def key_of(*told: object) -> str:
    """Return a key for what is told, for this program as it is, and for the libraries whose work is kept: another version has other keys."""
    return hashlib.sha256(f"{__version__} {program()} {installed(KEPT_WORK_OF)} {told!r}".encode()).hexdigest()[:32]


@cache
def installed(libraries: tuple[str, ...]) -> str:
    """Return a hash of libraries as they are installed, which takes a hundredth of asking for their versions. None is imported."""
    return stamps(Path(spec.origin) for name in libraries if (spec := find_spec(name)) and spec.origin)


@cache
def program() -> str:
    """Return the hash of the modules of all rooms, by their paths, sizes and the moments at which they were written."""
    return stamps(sorted(HOUSE.rglob("*.py")), HOUSE)


def stamps(paths: Iterable[Path], below: Path | None = None) -> str:
    """Return a hash of files by their names (their paths below a folder, if one is given), sizes and the moments at which they were written."""
    digest = hashlib.sha256()
    for path in paths:
        told = path.stat()
        name = path.relative_to(below).as_posix() if below else path.name
        digest.update(f"{name} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()
