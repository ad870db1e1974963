"""A face -> the same with its grounds ending elsewhere: drawn back from the edge for an office printer, or on into the bleed for a shop.

An office printer cuts off what lies at the edge, unevenly and each on its own; a ground that ends before it on purpose looks
as it was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.foundation.measures import INCH, Box, Size
from generator.imposition.impose import UNPRINTABLE
from generator.typesetting.faces import Fold, with_grounds

if TYPE_CHECKING:
    from generator.typesetting.faces import Face, Mark


BLEED = 0.125 * INCH  # what US print shops ask for; 3 mm elsewhere is less


def drawn_back(face: Face) -> Face:
    """Return the face with every ground inside the printable area."""
    return replace(face, marks=with_grounds(face.marks, lambda ground: _within(ground, face.size)))


def _within(ground: Box, paper: Size) -> Box:
    x, y = max(ground.x, UNPRINTABLE), max(ground.y, UNPRINTABLE)
    right, bottom = min(ground.right, paper.width - UNPRINTABLE), min(ground.bottom, paper.height - UNPRINTABLE)
    return Box(x, y, max(right - x, 0.0), max(bottom - y, 0.0))


def bled(face: Face) -> tuple[Mark, ...]:
    """Return the marks of a face with every ground that reaches its edge drawn on into the bleed."""
    return with_grounds((mark for mark in face.marks if not isinstance(mark, Fold)), lambda ground: _to_bleed(ground, face.size))


def _to_bleed(ground: Box, trim: Size) -> Box:
    x, y = (edge - BLEED if edge <= 0.01 else edge for edge in (ground.x, ground.y))
    right = ground.right + BLEED if ground.right >= trim.width - 0.01 else ground.right
    bottom = ground.bottom + BLEED if ground.bottom >= trim.height - 0.01 else ground.bottom
    return Box(x, y, right - x, bottom - y)
