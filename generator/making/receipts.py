"""What was made earlier, kept beside it -> what need not be made again: files that lie there, made from the same.

A receipt has the hash of all that files were made from, their names, and one sum over their bytes. A file that is gone or
was changed makes its receipt worthless, and so does a word of the content.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Receipt:
    """Files that were made together: from what (a hash), their names below a folder, their SHA-256 in this order, and their bytes."""

    made_from: str
    files: tuple[str, ...]
    sum: str
    size: int

    def line(self) -> str:
        """Return the receipt as a line of a list."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


def receipt_for(made_from: str, files: dict[str, bytes]) -> Receipt:
    """Return the receipt of files that were just made."""
    return Receipt(made_from, tuple(files), sum_of(files.items()), sum(map(len, files.values())))


def read_receipts(path: Path) -> dict[str, Receipt]:
    """Return the receipts of a list by what they were made from. A line that a kill cut off counts for nothing."""
    found: dict[str, Receipt] = {}
    known: dict[tuple[str, ...], tuple[str, ...]] = {}  # most have files of the same names
    if not path.is_file():
        return found
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                told = json.loads(line)
                names = tuple(map(str, told["files"]))
                found[told["made_from"]] = Receipt(str(told["made_from"]), known.setdefault(names, names), str(told["sum"]), int(told["size"]))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
    return found


def lie_there(folder: Path, receipt: Receipt) -> bool:
    """Tell whether every file is still what it was, byte by byte."""
    try:
        return bool(receipt.files) and sum_of((name, (folder / name).read_bytes()) for name in receipt.files) == receipt.sum
    except (OSError, ValueError):
        return False


def sum_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return one SHA-256 for several files, by name and bytes, in this order."""
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
