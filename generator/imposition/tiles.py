"""A face larger than the paper, and paper -> the tiles that a person trims and glues together. Arithmetic on boxes.

Neighbouring tiles share a strip, so that the edge of one lies on the print of the next.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from generator.foundation.measures import PAPERS, Box, Size
from generator.foundation.problems import problem
from generator.imposition.impose import UNPRINTABLE, Imposition, Placement, Run, Side, Tick

if TYPE_CHECKING:
    from generator.imposition.sheets import TilePaper

TILE_TICK_GAP = 2.0  # points between the print and a tick


def tile(face: Size, number: int, paper: str, tiles: TilePaper) -> Imposition:
    """Return the tiles of a face (by its number), row by row from the top left, each on a sheet of its own.

    The paper lies so that fewer sheets are needed.
    """
    upright = PAPERS[paper if tiles.paper == "any" else tiles.paper]
    sizes = [size for size in (upright, upright.turned()) if min(_room(size, tiles).width, _room(size, tiles).height) > tiles.overlap]
    if not sizes:
        raise problem(tiles.place, "E528", "margin and overlap leave no room for a tile", "make them smaller")
    best = min(((_counts(face, size, tiles), size.width > size.height, size) for size in sizes), key=lambda one: one[:2])
    (_, columns, rows), _, size = best
    room = _room(size, tiles)
    window = Box(tiles.margin, tiles.margin, room.width, room.height)
    runs = []
    for row, column in product(range(rows), range(columns)):
        x = tiles.margin - column * (room.width - tiles.overlap)
        y = tiles.margin - row * (room.height - tiles.overlap)
        placement = Placement(number, Box(x, y, face.width, face.height), clip=window)
        runs.append(Run((Side(f"row {row + 1}, column {column + 1}", (placement,), _ticks(window, placement.cell)),), 1))
    return Imposition(size, tuple(runs), "long")


def _room(paper: Size, tiles: TilePaper) -> Size:
    return Size(paper.width - 2 * tiles.margin, paper.height - 2 * tiles.margin)


def _counts(face: Size, paper: Size, tiles: TilePaper) -> tuple[int, int, int]:
    room = _room(paper, tiles)
    columns = _needed(face.width, room.width, tiles.overlap)
    rows = _needed(face.height, room.height, tiles.overlap)
    return columns * rows, columns, rows


def _needed(length: float, room: float, overlap: float) -> int:
    count = 1
    while room + (count - 1) * (room - overlap) < length - 0.01:
        count += 1
    return count


def _ticks(window: Box, face: Box) -> tuple[Tick, ...]:
    """Ticks at the corners of what is printed on a tile: there it is trimmed, and there its neighbour is laid."""
    left, right = max(window.x, face.x), min(window.right, face.right)
    top, bottom = max(window.y, face.y), min(window.bottom, face.bottom)
    ticks = []
    for x in (left, right):
        ticks += [Tick(x, top - TILE_TICK_GAP, x, UNPRINTABLE), Tick(x, bottom + TILE_TICK_GAP, x, bottom + window.y - UNPRINTABLE)]
    for y in (top, bottom):
        ticks += [Tick(left - TILE_TICK_GAP, y, UNPRINTABLE, y), Tick(right + TILE_TICK_GAP, y, right + window.x - UNPRINTABLE, y)]
    return tuple(ticks)
