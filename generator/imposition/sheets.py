"""The folder of sheets -> sheets of cards: a paper, and the box of every card on it.

A file has a grid in six numbers, as the maker's template has it, or says how plain paper is to be filled; then the grid
follows from the card. Boxes are points from the paper's top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from generator.foundation.files import yaml_files
from generator.foundation.measures import PAPERS, Box, Size, in_words, length
from generator.foundation.problems import Findings, Place, did_you_mean, problem
from generator.library.models import Line, Placed
from generator.library.read import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SheetLength = Annotated[str, Meta(pattern=r"\A[0-9]{1,3}(\.[0-9]{1,4})?(pt|mm|cm|in)\Z", description="a length such as 3.5in or 85mm")]
Count = Annotated[str, Meta(pattern=r"\A([1-9]|[1-4][0-9])\Z", description="a number from 1 to 49")]
GRID = ("card_width", "card_height", "columns", "rows", "left", "top", "step_right", "step_down")


class SheetFile(Placed, frozen=True, kw_only=True):
    """layouts/sheets/ID.yaml: a stock with its grid, or plain paper with a margin and a gutter.

    Distances are from the top left corner. `any` paper is the one that --paper names.
    """

    id: str = ""
    name: Line
    paper: Literal["letter", "a4", "tabloid", "a3", "any"]
    card_width: SheetLength | UnsetType = UNSET
    card_height: SheetLength | UnsetType = UNSET
    columns: Count | UnsetType = UNSET
    rows: Count | UnsetType = UNSET
    left: SheetLength | UnsetType = UNSET
    top: SheetLength | UnsetType = UNSET
    step_right: SheetLength | UnsetType = UNSET
    step_down: SheetLength | UnsetType = UNSET
    margin: SheetLength | UnsetType = UNSET
    gutter: SheetLength | UnsetType = UNSET
    overlap: SheetLength | UnsetType = UNSET
    radius: SheetLength = "0mm"
    equivalents: tuple[Line, ...] = ()
    source: Line
    remark: Line | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cards: the paper, and where each card lies, row by row from the top left."""

    id: str
    name: str
    place: Place
    paper: str
    paper_size: Size
    card: Size
    columns: int
    rows: int
    cells: tuple[Box, ...]
    radius: float
    equivalents: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class PlainPaper:
    """Paper without a grid of its own: `on` fills it with cards of any size."""

    id: str
    name: str
    place: Place
    paper: str
    margin: float
    gutter: float
    equivalents: tuple[str, ...]
    source: str

    def on(self, paper: str, card: Size) -> Sheet:
        """Return the sheet with as many cards of a size as go on this paper, upright or lying, centred. Raises Problems."""
        upright = PAPERS[paper if self.paper == "any" else self.paper]
        best: tuple[int, int, int, Size] | None = None
        for size in (upright, upright.turned()):
            columns, rows = self._fits(size.width, card.width), self._fits(size.height, card.height)
            if columns * rows and (best is None or columns * rows > best[0]):
                best = (columns * rows, columns, rows, size)
        if best is None:
            over = max(card.width - upright.width, card.height - upright.height) + 2 * self.margin
            raise problem(self.place, "E523", f"the card is too large for {paper} paper, by {in_words(over)}", "choose another paper")
        _, columns, rows, size = best
        left = (size.width - columns * card.width - (columns - 1) * self.gutter) / 2
        top = (size.height - rows * card.height - (rows - 1) * self.gutter) / 2
        cells = _grid(Box(left, top, card.width, card.height), Size(card.width + self.gutter, card.height + self.gutter), columns, rows)
        return Sheet(self.id, self.name, self.place, paper, size, card, columns, rows, cells, 0.0, self.equivalents, self.source)

    def _fits(self, room: float, card: float) -> int:
        return int((room - 2 * self.margin + self.gutter + 0.01) // (card + self.gutter))


@dataclass(frozen=True, slots=True)
class TilePaper:
    """Paper for the tiles of a face that is larger than it. Lengths in points."""

    id: str
    name: str
    place: Place
    paper: str
    margin: float
    overlap: float
    equivalents: tuple[str, ...]
    source: str


Stock = Sheet | PlainPaper | TilePaper


def read_sheets(folder: Path) -> Mapping[str, Stock]:
    """Return all sheets of a layouts' folder by id. Raises Problems for grids that leave their paper, or overlap."""
    findings = Findings()
    sheets: dict[str, Stock] = {}
    for path in yaml_files(folder / "sheets"):
        with findings.collect():
            sheets[path.stem] = _stock(read_file(path, SheetFile))
    owners: dict[str, str] = {}
    for sheet in sheets.values():
        for name in names_of(sheet):
            if owners.setdefault(name, sheet.id) != sheet.id:
                findings.add(sheet.place, "E483", f"the stock number '{name}' is also that of '{owners[name]}'", "a number names one sheet")
    findings.raise_if_any()
    return sheets


def find_sheet(sheets: Mapping[str, Stock], word: str, place: Place) -> Stock:
    """Return the sheet with this id or stock number (`avery-5371`, `8371`). Raises Problems at `place` that name the near ones."""
    for sheet in sheets.values():
        if word.lower() in names_of(sheet):
            return sheet
    known = [name for sheet in sheets.values() for name in names_of(sheet)]
    raise problem(place, "E208", f"there is no sheet '{word}'", did_you_mean(word, known))


def names_of(sheet: Stock) -> tuple[str, ...]:
    """Return the words that name a sheet: its id and its stock numbers, in small letters."""
    return (sheet.id, *(number.lower() for number in sheet.equivalents))


def _stock(file: SheetFile) -> Stock:
    given = [name for name in GRID if isinstance(getattr(file, name), str)]
    if isinstance(file.margin, str) and isinstance(file.gutter, str) and not given:
        return PlainPaper(file.id, file.name, file.place, file.paper, length(file.margin), length(file.gutter), file.equivalents, file.source)
    if isinstance(file.margin, str) and isinstance(file.overlap, str) and not given:
        return TilePaper(file.id, file.name, file.place, file.paper, length(file.margin), length(file.overlap), file.equivalents, file.source)
    missing = [name for name in GRID if name not in given]
    if missing or file.paper == "any":
        hint = "a sheet has a grid (" + ", ".join(GRID) + "), or a margin and a gutter on plain paper"
        if missing:
            raise problem(file.place, "E103", f"the key '{missing[0]}' is missing", hint)
        raise problem(file.place, "E480", "'paper' must be named where there is a grid", hint)
    return _sheet(file)


def _sheet(file: SheetFile) -> Sheet:
    def points(name: str) -> float:
        return length(str(getattr(file, name)))

    paper = PAPERS[file.paper]
    card = Size(points("card_width"), points("card_height"))
    columns, rows = int(str(file.columns)), int(str(file.rows))
    step = Size(points("step_right"), points("step_down"))
    for count, pitch, own, what in ((columns, step.width, card.width, "step_right"), (rows, step.height, card.height, "step_down")):
        if count > 1 and pitch < own - 0.01:
            raise problem(file.place, "E481", f"'{what}' is smaller than the card: cards would overlap by {in_words(own - pitch)}")
    cells = _grid(Box(points("left"), points("top"), card.width, card.height), step, columns, rows)
    for over, edge in ((cells[-1].right - paper.width, "right"), (cells[-1].bottom - paper.height, "lower")):
        if over > 0.01:
            raise problem(file.place, "E482", f"the grid leaves the paper by {in_words(over)} at the {edge} edge")
    return Sheet(file.id, file.name, file.place, file.paper, paper, card, columns, rows, cells, length(file.radius), file.equivalents, file.source)


def _grid(first: Box, step: Size, columns: int, rows: int) -> tuple[Box, ...]:
    return tuple(first.moved(column * step.width, row * step.height) for row in range(rows) for column in range(columns))
