"""A face that is a whole page -> the same with its grounds drawn back from the edge that office printers leave white.

A printer cuts off what lies in that margin, unevenly and each on its own; a ground that ends there on purpose looks as it
was meant. The print shop's edition keeps its bleed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.faces import Fill, Turned
from generator.imposing import UNPRINTABLE
from generator.measures import Box

if TYPE_CHECKING:
    from generator.faces import Face, Mark


def drawn_back(face: Face) -> Face:
    """Return the face with every ground inside the printable area."""
    return replace(face, marks=tuple(_drawn_back(mark, face) for mark in face.marks))


def _drawn_back(mark: Mark, face: Face) -> Mark:
    if isinstance(mark, Turned):
        # a turned panel's left edge lies on the right: its marks are measured where they really are
        inside = tuple(replace(one, box=mark.turn(_within(mark.turn(one.box), face))) if isinstance(one, Fill) else one for one in mark.marks)
        return replace(mark, marks=inside)
    return replace(mark, box=_within(mark.box, face)) if isinstance(mark, Fill) else mark


def _within(box: Box, face: Face) -> Box:
    x, y = max(box.x, UNPRINTABLE), max(box.y, UNPRINTABLE)
    right, bottom = min(box.right, face.size.width - UNPRINTABLE), min(box.bottom, face.size.height - UNPRINTABLE)
    return Box(x, y, max(right - x, 0.0), max(bottom - y, 0.0))
