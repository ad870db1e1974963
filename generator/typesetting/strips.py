"""Strips: the rows from which a column of a page is piled up, and how they are piled.

A strip is as wide as its column and never cut. A paragraph is a strip a line, a callout is one strip. Between two
strips lies the larger of the space behind the one and the space before the other.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.foundation.problems import Place
    from generator.typesetting.faces import Mark


class Strip(Struct, frozen=True):
    """Marks from its own top left corner; `glued` to the next one: no page may end behind it.

    `baseline` is that of its first line, by which cells of a row are lined up; `fill` is its share of the height that
    is left over on a face.
    """

    height: float
    marks: tuple[Mark, ...]
    place: Place
    before: float = 0.0
    after: float = 0.0
    glued: bool = False
    baseline: float | None = None
    fill: float = 0.0
    page_break: bool = False


class ColumnSet(Struct, frozen=True):
    """Strips that flow through columns of equal width and are levelled; a page may end inside it."""

    strips: tuple[Strip, ...]
    count: int
    pitch: float
    place: Place
    before: float = 0.0
    after: float = 0.0

    def take(self, room: float) -> tuple[Strip | None, ColumnSet | None]:
        """Return what of it fits into a height of `room` points, levelled, and the rest. (None, itself) if nothing does."""
        heights = sorted(height for height in set(self._heights()) if height <= room + 0.01)
        least = bisect_left(heights, 1, key=lambda height: not self._filled(height)[1])  # what fits into a height fits into a larger one
        if least < len(heights):
            return self._strip(self._filled(heights[least])[0]), None
        columns, rest = self._filled(room)
        placed = len(self.strips) - len(rest)
        if placed < self.count or placed == 0:
            return None, self
        return self._strip(columns), replace(self, strips=rest, before=0.0)

    def _heights(self) -> Iterator[float]:
        """Yield the height of every run of strips: one of them is that of the levelled columns."""
        for start in range(len(self.strips)):
            used = 0.0
            for number in range(start, len(self.strips)):
                strip = self.strips[number]
                used += strip.height + (max(self.strips[number - 1].after, strip.before) if number > start else 0.0)
                yield used

    def _filled(self, height: float) -> tuple[list[tuple[Strip, ...]], tuple[Strip, ...]]:
        columns = []
        rest = self.strips
        for _ in range(self.count):
            end = last_break(rest, height)
            columns.append(rest[:end])
            rest = rest[end:]
        return columns, rest

    def _strip(self, columns: list[tuple[Strip, ...]]) -> Strip:
        marks: list[Mark] = []
        tallest = 0.0
        for number, column in enumerate(columns):
            height, own = piled(column)
            tallest = max(tallest, height)
            marks.extend(mark.moved(number * self.pitch, 0) for mark in own)
        return Strip(tallest, tuple(marks), self.place, self.before, self.after)


Row = Strip | ColumnSet


def last_break(strips: tuple[Strip, ...], height: float) -> int:
    """Return how many strips go into a height, so that none is cut off from what it is glued to."""
    used, before, end = 0.0, 0.0, 0
    for number, strip in enumerate(strips):
        used += (max(before, strip.before) if number else 0.0) + strip.height
        if used > height + 0.01:
            break
        before = strip.after
        if not strip.glued or number == len(strips) - 1:
            end = number + 1
    return end


def piled(rows: tuple[Row, ...] | list[Row] | tuple[Strip, ...] | list[Strip], room: float = 0.0) -> tuple[float, list[Mark]]:
    """Return the height of a pile and its marks. Strips with a `fill` share what `room` leaves over."""
    strips = [whole(row) for row in rows]
    natural = sum(strip.height for strip in strips) + sum(max(a.after, b.before) for a, b in itertools.pairwise(strips))
    shares = sum(strip.fill for strip in strips)
    spare = max(0.0, room - natural) / shares if shares else 0.0
    marks: list[Mark] = []
    y = 0.0
    for number, strip in enumerate(strips):
        if number:
            y += max(strips[number - 1].after, strip.before)
        marks.extend(mark.moved(0, y) for mark in strip.marks)
        y += strip.height + spare * strip.fill
    return y, marks


def whole(row: Row) -> Strip:
    """Return a row as one strip, whatever its height."""
    if isinstance(row, Strip):
        return row
    strip, _ = row.take(float("inf"))
    assert strip is not None
    return strip
