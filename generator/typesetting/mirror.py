"""A face laid out from left to right -> the same face for a language that runs from right to left.

Columns, bullets, bars, panels, folds and the order of a booklet's pages change sides; letters, codes and pictures keep
their shape. Nothing before this stage needs to know in which direction a piece runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.foundation.measures import Box
from generator.typesetting.faces import Face, Fold, Inset, Mark, Stroke, Turned, Words

if TYPE_CHECKING:
    from collections.abc import Iterable


def mirrored(face: Face) -> Face:
    """Return a face with everything on the other side."""
    whole = Box(0, 0, face.size.width, face.size.height)
    return replace(face, safe=tuple(_over(box, whole) for box in face.safe), marks=tuple(mirrored_in(face.marks, whole)))


def mirrored_in(marks: Iterable[Mark], whole: Box) -> list[Mark]:
    """Return marks on the other side of a box."""
    return [_mirrored(mark, whole) for mark in marks]


def _over(box: Box, whole: Box) -> Box:
    return replace(box, x=whole.x + whole.right - box.right)


def _mirrored(mark: Mark, whole: Box) -> Mark:
    if isinstance(mark, Words):
        return replace(mark, x=whole.x + whole.right - mark.x - mark.width)
    if isinstance(mark, Stroke | Fold):
        edge = whole.x + whole.right
        return replace(mark, x=edge - mark.to_x, y=mark.to_y, to_x=edge - mark.x, to_y=mark.y)
    if isinstance(mark, Turned):  # what stands upside down is mirrored where it stands, and its place with the face
        own = mirrored_in(mark.marks, mark.box)
        moved = _over(mark.box, whole)
        return Turned(moved, tuple(inside.moved(moved.x - mark.box.x, 0) for inside in own))
    assert not isinstance(mark, Inset)  # insets are put on faces that are laid out
    return replace(mark, box=_over(mark.box, whole))
