"""A path -> what lies there: plain files of bounded size, as bytes or as text, named as a person would name them.

It also knows where the shipped content and layouts lie, and what a file may be called. It knows nothing of what a file says.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_TEXT = 256 * 1024  # bytes; the largest shipped file is under a tenth of it
LARGEST_READ = 8 * 1024 * 1024  # bytes of any file, pictures included; each reader has a limit of its own below it
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))})


def shipped(name: str) -> Path:
    """Return the shipped folder `content`, `layouts` or `starters`."""
    here = Path(__file__).resolve().parent.parent  # generator/, of which this room is a part
    inside = here / name
    return inside if inside.is_dir() else here.parent / name


def decode(data: bytes, file: str) -> str:
    """Return the text of a file, or raise Problems for another encoding than UTF-8, or for an oversized file."""
    if len(data) > LARGEST_TEXT:
        raise problem(Place(file), "E001", f"this file has {len(data):,} bytes; {LARGEST_TEXT:,} are allowed", "split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"this is not UTF-8 text (byte {error.start + 1} is 0x{data[error.start]:02X})"
        raise problem(Place(file, line), "E002", message, "save the file as UTF-8") from None


def yaml_files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder by name. Files that an editor or a desktop left are passed over."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and not path.name.startswith((".", "~")))


def strangers(folder: Path) -> list[Path]:
    """Return the files of a folder that look like YAML under another ending, and would be passed over in silence."""
    endings = (".yml", ".yaml", ".txt", ".json")
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in files if path.suffix.lower() in endings and path.suffix != ".yaml" and not path.name.startswith((".", "~"))]


def read_bytes(path: Path) -> bytes:
    """Return what a plain file holds. A link, a pipe or a device is refused: content is data that lies in its folder."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise problem(Place(shown_path(path)), "E023", "this is not a plain file", "put the file itself here, not a link")
        if found.st_size > LARGEST_READ:
            raise problem(Place(shown_path(path)), "E001", f"this file has {found.st_size:,} bytes; {LARGEST_READ:,} are allowed", "split it")
        return path.read_bytes()
    except OSError as error:
        raise problem(Place(shown_path(path)), "E024", f"cannot be read: {error.strerror}") from None


def read_text(path: Path) -> str:
    """Return the text of a plain UTF-8 file of bounded size. Raises Problems."""
    return decode(read_bytes(path), shown_path(path))


def shown_path(path: Path) -> str:
    """Return the path as a person would name it: from the current folder if it lies below, else whole."""
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def is_id(word: str) -> bool:
    """Tell whether a word can be an id, and so a file name on every system (Windows keeps a few for itself)."""
    return bool(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?", word)) and word not in RESERVED
