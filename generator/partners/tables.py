"""The bytes of a table saved by Excel or its kin -> rows of cells that keep their places.

Semicolons, tabs, byte order marks and Windows-1252 are read; what a spreadsheet has spoilt is refused by name. It knows
which columns a table may have from its caller, and nothing of what they mean.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.problems import Findings, Place, did_you_mean, printable, problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST_TABLE = 64 * 1024 * 1024  # bytes
MOST_ROWS = 20_000
LONGEST_CELL = 2_000  # characters
SAVE_AS = "in Excel: File, Save As, CSV UTF-8"
AS_TEXT = "format the column as Text, type it again, and save as CSV"
ROUNDED = re.compile(r"[+-]?\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
FAILED = re.compile(r"#(REF|NAME|N/A|VALUE|DIV/0|NUM|NULL|SPILL)[!?]?|#+", re.IGNORECASE)
BROKEN_LETTERS = re.compile("[ÃÂâ][\u0080-\u00bf\u20ac\u2122\u0153\u017e\u2018-\u201e]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns and rows. A row is its number, as the spreadsheet counts (the columns' names are 1), and its cells."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...]  # what was read in another way than it should have been saved

    def place(self, row: int, column: str) -> Place:
        """Return the place of a cell; of the row, if the table has no such column."""
        return Place(self.file, row, self.columns.index(column) + 1 if column in self.columns else 0)

    def cell_name(self, place: Place) -> str:
        """Return how a spreadsheet calls a cell: K5."""
        name, number = "", place.column
        while number:
            number, letter = divmod(number - 1, 26)
            name = chr(ord("A") + letter) + name
        return f"{name}{place.line}"


def read_table(path: Path, known: Callable[[str], bool], names: tuple[str, ...], needed: tuple[str, ...] = ()) -> Table:
    """Return the table in a file. `known` tells whether a column may be there, `names` are shown to who mistypes one.

    Raises Problems with everything that is wrong in any cell.
    """
    from generator.foundation.files import shown_path

    file = shown_path(path)
    text, notes = _text(_bytes(path, file), file)
    separator, text = _separator(text)
    if separator != ",":
        notes += (f"its columns are parted by {'tabs' if separator == chr(9) else 'semicolons'}",)
    records = _records(text, separator, file)
    if not records:
        raise problem(Place(file), "E651", "this table is empty", "'makecards batch --template' prints its first two lines")
    columns = _columns(records, known, names, needed, file)
    findings = Findings()
    rows = [(number, tuple(map(clean, cells))) for number, cells in records[1:]]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    for number, cells in rows:
        _check_row(number, cells, columns, file, findings)
    if len(rows) > MOST_ROWS:
        findings.add(Place(file, rows[MOST_ROWS][0]), "E657", f"this table has {len(rows):,} rows; {MOST_ROWS:,} are allowed", "split it")
    if not rows:
        findings.add(Place(file), "E658", "this table has no rows below the names of its columns")
    findings.raise_if_any()
    return Table(file, columns, tuple(rows), notes)


def _columns(records: list[tuple[int, list[str]]], known: Callable[[str], bool], names: tuple[str, ...], needed: tuple[str, ...], file: str) -> tuple[str, ...]:
    """Return the names of the columns. Raises Problems for those that nobody knows."""
    findings = Findings()
    columns = tuple(_column(cell) for cell in records[0][1])
    for at, column in enumerate(columns, 1):
        if not column:
            if any(len(cells) >= at and cells[at - 1].strip() for _, cells in records[1:]):
                findings.add(Place(file, 1, at), "E652", "this column has no name", f"known: {', '.join(names)}")
        elif not known(column):
            findings.add(Place(file, 1, at), "E653", f"there is no column '{printable(column)}'", did_you_mean(column, names))
        elif column in columns[: at - 1]:
            findings.add(Place(file, 1, at), "E654", f"the column '{column}' is there twice")
    for column in needed:
        if column not in columns:
            findings.add(Place(file, 1), "E655", f"the column '{column}' is missing")
    findings.raise_if_any()
    return columns


def _bytes(path: Path, file: str) -> bytes:
    try:
        if not path.exists():
            raise problem(Place(file), "E674", "this file does not exist", "name a CSV file")
        if not path.is_file():
            raise problem(Place(file), "E023", "this is not a plain file", "name a CSV file")
        if path.stat().st_size > LARGEST_TABLE:
            raise problem(Place(file), "E001", f"this file has {path.stat().st_size:,} bytes; {LARGEST_TABLE:,} are allowed", "split it")
        return path.read_bytes()
    except OSError as error:
        raise problem(Place(file), "E024", f"cannot be read: {error.strerror}") from None


def _text(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """Return a file's text, and what was noticed of how it was saved."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise problem(Place(file), "E659", "this is a spreadsheet's own file, not CSV", SAVE_AS)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ("it is UTF-16, as Excel's 'Unicode Text' is",)
        except UnicodeDecodeError:
            raise problem(Place(file), "E660", "this is not text in UTF-8 or Windows-1252", SAVE_AS) from None
    if b"\0" in data:
        raise problem(Place(file), "E660", "this is not text in UTF-8 or Windows-1252", SAVE_AS)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), ("it is not UTF-8 and was read as Windows-1252; look at the accents",)
    except UnicodeDecodeError:
        raise problem(Place(file), "E660", "this is not text in UTF-8 or Windows-1252", SAVE_AS) from None


def _separator(text: str) -> tuple[str, str]:
    """Return what parts the columns, and the text without Excel's own line that says so."""
    first, _, rest = text.partition("\n")
    if told := re.fullmatch(r'"?sep=(.)"?\r?', first):
        return told.group(1), "\n" + rest  # rows keep their numbers
    outside = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=lambda sign: (outside.count(sign), sign == ",")), text


def _records(text: str, separator: str, file: str) -> list[tuple[int, list[str]]]:
    """Return the rows, each with its number; what follows the last row with anything in it is left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                records.append((number, cells))
    except csv.Error as error:
        hint = "is a quotation mark missing, or one too many?"
        raise problem(Place(file, number + 1), "E661", f"this row cannot be read: {error}", hint) from None
    return records


def _column(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", clean(cell).lower())


def clean(cell: str) -> str:
    """Return a cell without the spaces around it and the apostrophe by which a spreadsheet is told that it is text."""
    cell = " ".join(cell.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").split())
    return cell[1:] if re.match(r"'[+\d(]", cell) else cell


def _check_row(number: int, cells: tuple[str, ...], columns: tuple[str, ...], file: str, findings: Findings) -> None:
    if len(cells) != len(columns):
        parts = "a cell with a comma in it needs quotation marks around it" if len(cells) > len(columns) else "is something missing?"
        findings.add(Place(file, number), "E662", f"this row has {len(cells)} cells, and there are {len(columns)} columns", parts)
        return
    for at, cell in enumerate(cells, 1):
        _check_cell(cell, Place(file, number, at), findings)


def _check_cell(cell: str, place: Place, findings: Findings) -> None:
    """Find what a spreadsheet has made of a value, and what came along unseen."""
    if len(cell) > LONGEST_CELL:
        findings.add(place, "E663", f"this cell has {len(cell):,} characters; {LONGEST_CELL:,} are allowed", "is a quotation mark missing in a row above?")
    elif not cell.isprintable():
        findings.add(place, "E664", "an invisible or control character is hidden in this cell", "retype it")
    elif ROUNDED.fullmatch(cell):
        findings.add(place, "E665", f"a spreadsheet turned a number into '{printable(cell)}'; its last digits are lost", AS_TEXT)
    elif FAILED.fullmatch(cell):
        findings.add(place, "E666", f"the spreadsheet shows an error in place of a value: '{printable(cell)}'", "mend its formula, or type the value")
    elif cell.startswith("=") and len(cell) > 1:
        findings.add(place, "E667", f"'{printable(cell)}' is a formula, not a value", "copy the column and paste it as values")
    elif meant := _before_it_broke(cell):
        findings.add(
            place, "E668", f"the letters of '{printable(cell)}' were broken when it was saved", f"was '{printable(meant)}' meant? Type it again, then {SAVE_AS}"
        )


def _before_it_broke(cell: str) -> str:
    """Return what stood in a cell whose UTF-8 was taken for Windows-1252, else ""."""
    with suppress(UnicodeError):
        return cell.encode("cp1252").decode("utf-8") if BROKEN_LETTERS.search(cell) else ""
    return ""
