"""Two kits, folders or files -> what is different between them, in words a trainer can act on.

Numbers come first: a changed number is a reason to recall what is out there. Then the lines that changed.
"""

from __future__ import annotations

import difflib
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, problem
from generator.library.numbers import shown_number
from generator.markup.edition_code import CODE_LENGTH, CODE_LETTERS
from generator.proof.finished import is_zip, pdfs_below, pdfs_in
from generator.proof.ledgers import Ledger, read_ledger
from generator.proof.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_LINES = 40  # of a file whose every line is another
EDITION_SHOWN = re.compile(rf" · [{CODE_LETTERS}]{{{CODE_LENGTH}}}(?![A-Z])")


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a file: `added`, `removed` or `changed`, with the numbers and the lines that are different."""

    name: str
    what: str
    numbers: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def compare(old: Path, new: Path) -> list[Difference]:
    """Return what is different in `new`, by the names of files. Raises Problems for what cannot be read."""
    before, after = _told_once(dict(_files(old))), _told_once(dict(_files(new)))
    if len(before) == len(after) == 1:
        after = dict.fromkeys(before, next(iter(after.values())))  # two files are compared whatever they are called
    found = []
    for name in sorted({*before, *after}):
        if name not in after:
            found.append(Difference(name, "removed"))
        elif name not in before:
            found.append(Difference(name, "added"))
        elif before[name] != after[name]:
            found.append(_difference(name, before[name], after[name]))
    return found


def _told_once(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files without the merged ones of a kit: they hold the same pieces again, and their names change with the number of people."""

    def merged(name: str) -> bool:
        kit, folder, _ = f"/{name}".rpartition("/print/")
        return bool(folder) and f"{kit}/packing-list.pdf".lstrip("/") in files

    return {name: data for name, data in files.items() if not merged(name)}


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the PDFs of a folder, a kit's zip or a single file, by their names below it. A zip's only folder is left out."""
    try:
        if path.is_dir():
            yield from ((file.relative_to(path).as_posix(), file.read_bytes()) for file in pdfs_below(path))
        elif is_zip(path.name):
            yield from ((name.split("/", 1)[-1], data) for name, data in pdfs_in(path))
        else:
            yield path.name, path.read_bytes()
    except (OSError, zipfile.BadZipFile) as error:
        raise problem(Place(str(path)), "E024", f"cannot be read: {getattr(error, 'strerror', None) or error}", "name a PDF, a folder or a kit's zip") from None


def _difference(name: str, old: bytes, new: bytes) -> Difference:
    try:
        before, after = ReadBack(old), ReadBack(new)
    except Unreadable as error:
        raise problem(Place(name), "E801", f"this PDF cannot be opened: {error}") from None
    numbers = tuple(_numbers(read_ledger(before.keywords), read_ledger(after.keywords)))
    told = difflib.unified_diff(_lines(before), _lines(after), lineterm="", n=0)
    lines = dict.fromkeys(line for line in told if line[:1] in "+-" and line[:3] not in ("+++", "---"))  # ten cards of a sheet say the same
    return Difference(name, "changed", numbers, tuple(lines)[:MOST_LINES])


def _lines(document: ReadBack) -> list[str]:
    """Return the lines of a file without their edition codes, which change with any of them."""
    lines = (EDITION_SHOWN.sub("", line).strip() for text in document.texts() for line in text.splitlines())
    return [line for line in lines if line]


def _numbers(before: Ledger | None, after: Ledger | None) -> Iterator[str]:
    """Yield in words which numbers are others, are new, or are gone."""
    if before is None or after is None:
        return
    old = {(contact, channel): number for contact, channel, number in before.numbers}
    new = {(contact, channel): number for contact, channel, number in after.numbers}
    for key in sorted({*old, *new}):
        what = f"{key[0]} ({key[1]})"
        if key not in new:
            yield f"{what}: {shown_number(old[key])} is gone"
        elif key not in old:
            yield f"{what}: {shown_number(new[key])} is new"
        elif old[key] != new[key]:
            yield f"{what}: {shown_number(old[key])} is now {shown_number(new[key])}"
