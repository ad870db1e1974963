"""Faces of one size and a sheet -> where each face lies on each side of the paper. Arithmetic on boxes, nothing else.

A printer that turns the sheet over its long edge puts the back's right behind the front's left: a back lies at the
mirror image of its front, so that both coincide through the paper whatever the grid. Knows no PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.measures import INCH, Box, Size, in_words
from generator.problems import problem

if TYPE_CHECKING:
    from generator.layouts import Sheet

UNPRINTABLE = 0.25 * INCH  # a margin that every office printer can leave white
TICK_GAP = 3.0  # points between the grid and its ticks: a cut that drifts must not leave ink on a card
TICK_LENGTH = 12.0


@dataclass(frozen=True, slots=True)
class Placement:
    """A face (by its number) in a cell of the paper; turned by 180 degrees if `turned`."""

    face: int
    cell: Box
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A short line outside the grid, at which a person cuts."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the paper."""

    name: str
    placements: tuple[Placement, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Imposition:
    """The sides of one sheet, front first, and how many such sheets there are."""

    paper: Size
    sides: tuple[Side, ...]
    sheets: int
    flip: str


def impose(face_size: Size, faces: int, sheet: Sheet, copies: int | None = None, flip: str = "long") -> Imposition:
    """Return the imposition of a card with one or two faces on a sheet, the same card in every cell.

    `copies` is how many cards are wanted at least; without it one sheet is filled. Sheets are always full.
    Raises Problems if the card does not fit its cell.
    """
    for own, cell, what in ((face_size.width, sheet.card.width, "wide"), (face_size.height, sheet.card.height, "high")):
        if abs(own - cell) > 0.51:  # half a point: vendors round 85 x 54 mm
            difference = "too " + what if own > cell else "not " + what + " enough"
            raise problem(sheet.place, f"the card is {difference} for this sheet, by {in_words(abs(own - cell))}", "choose another sheet or another layout")
    sheets = 1 if copies is None else -(-copies // len(sheet.cells))
    ticks = cut_ticks(sheet.cells, sheet.paper_size)
    sides = [Side("front", tuple(Placement(0, cell) for cell in sheet.cells), ticks)]
    if faces > 1:
        backs = tuple(Placement(1, behind(cell, sheet.paper_size, flip), turned=flip == "short") for cell in sheet.cells)
        sides.append(Side("back", backs, cut_ticks(tuple(placement.cell for placement in backs), sheet.paper_size)))
    return Imposition(sheet.paper_size, tuple(sides), sheets, flip)


def behind(cell: Box, paper: Size, flip: str) -> Box:
    """Return the box on the back of the paper that lies exactly behind a box on the front.

    Turned over the long edge of a portrait sheet, left and right change places; over the short edge, top and bottom.
    On a landscape sheet it is the other way round.
    """
    sideways = (flip == "long") == (paper.height >= paper.width)
    if sideways:
        return Box(paper.width - cell.right, cell.y, cell.width, cell.height)
    return Box(cell.x, paper.height - cell.bottom, cell.width, cell.height)


def cut_ticks(cells: tuple[Box, ...], paper: Size) -> tuple[Tick, ...]:
    """Return the ticks at every cut line, outside the grid and away from the paper's unprintable edge."""
    left, right = min(cell.x for cell in cells), max(cell.right for cell in cells)
    top, bottom = min(cell.y for cell in cells), max(cell.bottom for cell in cells)
    across = sorted({round(edge, 3) for cell in cells for edge in (cell.x, cell.right)})
    down = sorted({round(edge, 3) for cell in cells for edge in (cell.y, cell.bottom)})
    ticks = []
    for start, end in (
        (top - TICK_GAP, max(top - TICK_GAP - TICK_LENGTH, UNPRINTABLE)),
        (bottom + TICK_GAP, min(bottom + TICK_GAP + TICK_LENGTH, paper.height - UNPRINTABLE)),
    ):
        if (end < start) == (start < paper.height / 2) and abs(end - start) > 2:
            ticks += [Tick(x, start, x, end) for x in across]
    for start, end in (
        (left - TICK_GAP, max(left - TICK_GAP - TICK_LENGTH, UNPRINTABLE)),
        (right + TICK_GAP, min(right + TICK_GAP + TICK_LENGTH, paper.width - UNPRINTABLE)),
    ):
        if (end < start) == (start < paper.width / 2) and abs(end - start) > 2:
            ticks += [Tick(start, y, end, y) for y in down]
    return tuple(ticks)
