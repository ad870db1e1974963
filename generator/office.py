"""A face that is a whole page -> the same with its grounds drawn back from the edge that office printers leave white.

A printer cuts off what lies in that margin, unevenly and each on its own; a ground that ends there on purpose looks as it
was meant. The print shop's edition keeps its bleed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.faces import with_grounds
from generator.imposing import UNPRINTABLE
from generator.measures import Box

if TYPE_CHECKING:
    from generator.faces import Face
    from generator.measures import Size


def drawn_back(face: Face) -> Face:
    """Return the face with every ground inside the printable area."""
    return replace(face, marks=with_grounds(face.marks, lambda ground: _within(ground, face.size)))


def _within(ground: Box, paper: Size) -> Box:
    x, y = max(ground.x, UNPRINTABLE), max(ground.y, UNPRINTABLE)
    right, bottom = min(ground.right, paper.width - UNPRINTABLE), min(ground.bottom, paper.height - UNPRINTABLE)
    return Box(x, y, max(right - x, 0.0), max(bottom - y, 0.0))
