"""Finished bytes -> files that appear whole or not at all.

Each file is written beside its place under a name of its own, synced, and put into place in one step, so that a crash,
a full disk or another run never leaves half a card where a good one lay.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from generator.problems import Place, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX, SUFFIX = ".makecards-", ".part"
ABANDONED = 3600  # seconds after which a part that a killed run left is swept away


def publish(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write all files below a folder and return their paths, in order. Raises Problems if the folder cannot be written.

    Names are relative, with "/" between folders. A file that already has these bytes is not touched.
    """
    paths = []
    for name, data in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(path.parent)
            if not _same(path, data):
                _put(path, data)
        except OSError as error:
            hint = "name another folder with --out" if not isinstance(error, FileNotFoundError) else ""
            raise problem(Place(str(path)), f"cannot be written: {error.strerror or error}", hint) from None
        paths.append(path)
    return paths


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data


def _put(path: Path, data: bytes) -> None:
    handle, part = mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove the parts that runs killed long ago left behind. Parts of runs that still go on are younger."""
    for part in folder.glob(f"{PREFIX}*{SUFFIX}"):
        try:
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink(missing_ok=True)
        except FileNotFoundError:
            continue  # another run was quicker
