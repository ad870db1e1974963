"""A path -> the finished files there: PDFs, kits' zips and manifests, in whatever case a system has written their endings."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_MEMBER = 512 * 1024 * 1024  # bytes that one file of a zip may unpack to


def is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")


def is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def is_manifest(name: str) -> bool:
    return name.lower().endswith("manifest.json")


def files_below(folder: Path) -> list[Path]:
    """Return the files of a folder that can be verified, by name."""
    found = (path for path in folder.rglob("*") if is_pdf(path.name) or is_zip(path.name) or path.name.lower() == "manifest.json")
    return sorted(found)


def pdfs_below(folder: Path) -> list[Path]:
    """Return the PDFs of a folder, by name."""
    return [path for path in files_below(folder) if is_pdf(path.name)]


def pdfs_in(zipped: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the PDFs of a zip by their names in it. Raises OSError, or BadZipFile for one that is broken, locked or strangely packed."""
    with zipfile.ZipFile(zipped) as archive:
        for entry in archive.infolist():
            if is_pdf(entry.filename) and entry.file_size <= LARGEST_MEMBER:
                try:
                    data = archive.read(entry)
                except (RuntimeError, EOFError, ValueError, zlib.error) as error:
                    raise zipfile.BadZipFile(str(error)) from None
                yield entry.filename, data
