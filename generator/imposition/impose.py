"""Cards of one size and a sheet -> where each face lies on each side of the paper. Arithmetic on boxes, nothing else.

A printer that turns the sheet over its long edge puts the back's right behind the front's left: a back lies at the
mirror image of its front, so that both coincide through the paper whatever the grid. Knows no PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.foundation.measures import INCH, Box, Size, around, in_words
from generator.foundation.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.imposition.sheets import Sheet

UNPRINTABLE = 0.25 * INCH  # a margin that every office printer can leave white
TICK_GAP = 3.0  # points between the grid and its ticks: a cut that drifts must not leave ink on a card
TICK_LENGTH = 12.0
TICK_LEAST = 2.0  # a shorter tick nobody sees
MOST_CARDS = 100_000


class Card(Struct, frozen=True):
    """A card by the numbers of its faces; `back` is None if it has one side."""

    front: int
    back: int | None = None


class Placement(Struct, frozen=True):
    """A face (by its number) in a cell of the paper; turned by 180 degrees if `turned`, cut to `clip` if given."""

    face: int
    cell: Box
    turned: bool = False
    clip: Box | None = None


class Tick(Struct, frozen=True):
    """A short line outside the cards, at which a person cuts."""

    x: float
    y: float
    to_x: float
    to_y: float

    @property
    def box(self) -> Box:
        return Box(min(self.x, self.to_x), min(self.y, self.to_y), abs(self.to_x - self.x), abs(self.to_y - self.y))


class Side(Struct, frozen=True):
    """One side of the paper."""

    name: str
    placements: tuple[Placement, ...]
    ticks: tuple[Tick, ...]

    @property
    def grid(self) -> Box:
        """The box around all that lies on it."""
        return around(placement.cell for placement in self.placements)


class Run(Struct, frozen=True):
    """A sheet's sides, front first, and how many equal sheets there are of it."""

    sides: tuple[Side, ...]
    sheets: int


class Imposition(Struct, frozen=True):
    """All sheets of a job, in order, on one paper."""

    paper: Size
    runs: tuple[Run, ...]
    flip: str
    scale_across: float = 1.0  # what a printer that shrinks or stretches needs
    scale_down: float = 1.0

    @property
    def sheets(self) -> int:
        return sum(run.sheets for run in self.runs)

    def times(self, face: int) -> int:
        """Return how often a face is printed in the whole job."""
        return sum(run.sheets * sum(placement.face == face for side in run.sides for placement in side.placements) for run in self.runs)


def impose(
    card_size: Size, cards: Sequence[Card], sheet: Sheet, *, copies: int | None = None, start_at: int = 1, flip: str = "long", tumble: bool = False
) -> Imposition:
    """Return the imposition of cards on sheets, cell after cell from `start_at` on the first sheet.

    `copies` is how many of each card are wanted at least; without it one sheet is filled with equal shares. No cell is
    wasted: what is left of the last sheet is filled with more of the same. `flip` is the edge over which the printer
    turns the sheet, "long" or "short"; a `tumble` card is turned over its top edge by whoever reads it.
    Raises Problems if the cards do not fit their cells, or start or count cannot be.
    """
    _check_size(card_size, sheet)
    cells = len(sheet.cells)
    if not 1 <= start_at <= cells:
        raise problem(sheet.place, "E520", f"the sheet has the places 1 to {cells}; it cannot start at {start_at}")
    if copies is not None and not 1 <= copies * len(cards) <= MOST_CARDS:
        raise problem(sheet.place, "E521", f"{copies} copies cannot be made", f"ask for 1 to {MOST_CARDS // len(cards):,}")
    order = _in_order(cards, cells, copies, start_at)
    runs: list[Run] = []
    for number in range(0, len(order), cells):
        sides = _sides(order[number : number + cells], sheet, flip, tumble=tumble)
        if runs and runs[-1].sides == sides:
            runs[-1] = Run(sides, runs[-1].sheets + 1)
        else:
            runs.append(Run(sides, 1))
    return Imposition(sheet.paper_size, tuple(runs), flip)


def _check_size(card: Size, sheet: Sheet) -> None:
    for own, cell, what in ((card.width, sheet.card.width, "wide"), (card.height, sheet.card.height, "high")):
        if abs(own - cell) > 0.51:  # half a point: vendors round 85 x 54 mm
            difference = "too " + what if own > cell else "not " + what + " enough"
            message = f"the card is {difference} for this sheet, by {in_words(abs(own - cell))}"
            raise problem(sheet.place, "E522", message, "choose another sheet or another layout")


def _in_order(cards: Sequence[Card], cells: int, copies: int | None, start_at: int) -> list[Card | None]:
    """Return what lies in each cell of all sheets, one after the other; None is a cell that was used before."""
    used: list[Card | None] = [None] * (start_at - 1)
    if copies is None:
        room = cells - len(used)
        counts = [room // len(cards) + (number < room % len(cards)) for number in range(len(cards))]
    else:
        total = len(used) + copies * len(cards)
        spare = -total % cells
        counts = [copies + spare // len(cards) + (number < spare % len(cards)) for number in range(len(cards))]
    return used + [card for card, count in zip(cards, counts, strict=True) for _ in range(count)]


def _sides(order: list[Card | None], sheet: Sheet, flip: str, *, tumble: bool) -> tuple[Side, ...]:
    placed = [(card, cell) for card, cell in zip(order, sheet.cells, strict=True) if card]
    fronts = tuple(Placement(card.front, cell) for card, cell in placed)
    ticks = cut_ticks(sheet.cells, sheet.paper_size)
    if all(card.back is None for card, _ in placed):
        return (Side("front", fronts, ticks),)
    turned = turned_sideways(sheet.paper_size, flip) == tumble
    backs = tuple(Placement(card.back, behind(cell, sheet.paper_size, flip), turned) for card, cell in placed if card.back is not None)
    behind_cells = tuple(behind(cell, sheet.paper_size, flip) for cell in sheet.cells)
    return Side("front", fronts, ticks), Side("back", backs, cut_ticks(behind_cells, sheet.paper_size))


def only_sides(imposition: Imposition, name: str) -> Imposition:
    """Return the imposition with one side of each sheet alone ("front" or "back"), for printers that jam; "" keeps both."""
    if not name:
        return imposition
    runs = tuple(Run(tuple(side for side in run.sides if side.name == name), run.sheets) for run in imposition.runs)
    return replace(imposition, runs=tuple(run for run in runs if run.sides))


def turned_sideways(paper: Size, flip: str) -> bool:
    """Tell whether the printer turns the sheet like the page of a book; else it turns it like a calendar's."""
    return (flip == "long") == (paper.height >= paper.width)


def behind(cell: Box, paper: Size, flip: str) -> Box:
    """Return the box on the back of the paper that lies exactly behind a box on the front.

    Turned over the long edge of a portrait sheet, left and right change places; over the short edge, top and bottom.
    On a landscape sheet it is the other way round.
    """
    if turned_sideways(paper, flip):
        return Box(paper.width - cell.right, cell.y, cell.width, cell.height)
    return Box(cell.x, paper.height - cell.bottom, cell.width, cell.height)


def for_the_shop(imposition: Imposition, bleed: float) -> Imposition:
    """Return an imposition for a print shop: each card is clipped where its bleed ends, or half way to its neighbour.

    The ticks begin behind the bleed.
    """
    runs = tuple(Run(tuple(_with_bleed(side, bleed, imposition.paper) for side in run.sides), run.sheets) for run in imposition.runs)
    return replace(imposition, runs=runs)


def _with_bleed(side: Side, bleed: float, paper: Size) -> Side:
    cells = tuple(placement.cell for placement in side.placements)
    across = min((b.x - a.right for a in cells for b in cells if b.x >= a.right - 0.01), default=2 * bleed)
    down = min((b.y - a.bottom for a in cells for b in cells if b.y >= a.bottom - 0.01), default=2 * bleed)
    grid = side.grid
    placements = []
    for placement in side.placements:
        cell = placement.cell
        left = bleed if cell.x <= grid.x + 0.01 else min(bleed, across / 2)
        right = bleed if cell.right >= grid.right - 0.01 else min(bleed, across / 2)
        top = bleed if cell.y <= grid.y + 0.01 else min(bleed, down / 2)
        bottom = bleed if cell.bottom >= grid.bottom - 0.01 else min(bleed, down / 2)
        clip = Box(cell.x - left, cell.y - top, cell.width + left + right, cell.height + top + bottom)
        placements.append(replace(placement, clip=clip))
    return Side(side.name, tuple(placements), cut_ticks(cells, paper, gap=bleed))


def cut_ticks(cells: tuple[Box, ...], paper: Size, gap: float = TICK_GAP) -> tuple[Tick, ...]:
    """Return the ticks at every cut line: outside the grid by `gap`, and clear of the paper's unprintable edge."""
    grid = around(cells)
    across = sorted({round(edge, 3) for cell in cells for edge in (cell.x, cell.right)})
    down = sorted({round(edge, 3) for cell in cells for edge in (cell.y, cell.bottom)})
    ticks: list[Tick] = []
    for start, end in _tick_spans(grid.y, grid.bottom, paper.height, gap):
        ticks += [Tick(x, start, x, end) for x in across]
    for start, end in _tick_spans(grid.x, grid.right, paper.width, gap):
        ticks += [Tick(start, y, end, y) for y in down]
    return tuple(ticks)


def _tick_spans(first: float, last: float, paper: float, gap: float) -> list[tuple[float, float]]:
    """Return where ticks begin and end before the first and behind the last cut, where there is room for them."""
    before = (first - gap, max(first - gap - TICK_LENGTH, UNPRINTABLE))
    after = (last + gap, min(last + gap + TICK_LENGTH, paper - UNPRINTABLE))
    return [(start, end) for start, end, length in ((*before, before[0] - before[1]), (*after, after[1] - after[0])) if length >= TICK_LEAST]
