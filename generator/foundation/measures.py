"""Lengths as written in files -> points; boxes and sizes as named values, never bare tuples of numbers.

One point is 1/72 in. Boxes are measured from the top left corner, y downwards, as a person reads a page; only the
press turns them over for PDF.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
INCH = 72.0
MM = 72 / 25.4
LENGTH = re.compile(r"(-?[0-9]{1,4}(?:\.[0-9]{1,4})?)\s?(pt|mm|cm|in)")


class Size(Struct, frozen=True):
    """Width and height in points."""

    width: float
    height: float

    def turned(self) -> Size:
        return Size(self.height, self.width)

    def resembles(self, other: Size) -> bool:
        """Tell whether two sizes are the same but for half a point: vendors round 85 x 54 mm."""
        return abs(self.width - other.width) < 0.51 and abs(self.height - other.height) < 0.51


class Box(Struct, frozen=True):
    """A rectangle in points: x and y of its top left corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, by: float) -> Box:
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def holds(self, other: Box, tolerance: float = 0.01) -> bool:
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box, tolerance: float = 0.01) -> bool:
        return self.x < other.right - tolerance and other.x < self.right - tolerance and self.y < other.bottom - tolerance and other.y < self.bottom - tolerance


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all boxes."""
    held = list(boxes)
    x, y = min(box.x for box in held), min(box.y for box in held)
    return Box(x, y, max(box.right for box in held) - x, max(box.bottom for box in held) - y)


PAPERS = {"letter": Size(8.5 * INCH, 11 * INCH), "a4": Size(210 * MM, 297 * MM), "tabloid": Size(11 * INCH, 17 * INCH), "a3": Size(297 * MM, 420 * MM)}


def length(text: str) -> float:
    """Return the points of a length such as `12mm`, `3.5in` or `9pt`. Raises ValueError for anything else."""
    match = LENGTH.fullmatch(text.strip())
    if not match:
        raise ValueError(f"'{text}' is not a length; write a number and pt, mm, cm or in, such as 12mm")
    return float(match.group(1)) * POINTS[match.group(2)]


def size(text: str) -> Size:
    """Return the size written as `3.5in x 2in`. Raises ValueError."""
    width, cross, height = text.partition(" x ")
    if not cross:
        raise ValueError(f"'{text}' is not a size; write width x height, such as 3.5in x 2in")
    return Size(length(width), length(height))


def in_words(points: float) -> str:
    """Return a length for a message, in both units that readers use."""
    return f"{points:.1f} pt ({points / MM:.1f} mm)"
