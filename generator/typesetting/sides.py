"""What an element holds and a box -> the marks of a side or a panel that is filled with it, in the fullest version that fits.

It knows no pages and no folds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.foundation.measures import Box, in_words
from generator.foundation.problems import Problems, problem
from generator.typesetting.blocks import rows_in
from generator.typesetting.paragraphs import box_marks
from generator.typesetting.strips import ColumnSet, Row, piled
from generator.typesetting.versions import versions

if TYPE_CHECKING:
    from generator.markup.elements import Element
    from generator.typesetting.faces import Mark
    from generator.typesetting.setting import Setting


def filled(element: Element, box: Box, setting: Setting, role: str) -> tuple[Box, tuple[Mark, ...], Element]:
    """Return the box that the text of a face or a panel keeps to, the marks that fill it, and what they show. Raises Problems.

    If all of it does not fit, the first of its `versions` that does is taken.
    """
    setting = setting.speaking(element.get("lang"))
    look = setting.look(element, element.get("role", role))
    safe = Box(box.x + look.padding_side, box.y + look.padding, box.width - 2 * look.padding_side, box.height - look.padding - look.padding_foot)
    ground = box_marks(look, box)
    for tried in versions(element):
        rows = rows_in(tried, safe.width, setting.on(look))
        height, marks = piled(rows, safe.height)
        if height <= safe.height + 0.01:
            return safe, (*ground, *(mark.moved(safe.x, safe.y) for mark in marks)), tried
    raise too_long(element, height - safe.height, rows, f"the side '{element.get('name')}'", setting.language, "E501")


def too_long(element: Element, over: float, rows: list[Row], what: str, language: str, code: str) -> Problems:
    """Name the longest text on the side: that is where a person will cut."""
    texts = [child for child in element.walk() if child.tag in ("para", "item", "heading", "cell") and child.place.file != element.place.file]
    longest = max(texts, key=lambda child: len(child.text()), default=element)
    lines = max(1, math.ceil(over / max(_leading(rows), 1.0)))
    plural = "line" if lines == 1 else "lines"
    message = f"{what} does not fit: it is {in_words(over)} too long, about {lines} {plural} ({language})"
    return problem(longest.place, code, message, f"shorten its texts; this is the longest: '{longest.text()[:50]}'")


def _leading(rows: list[Row]) -> float:
    heights = sorted(strip.height for row in rows for strip in (row.strips if isinstance(row, ColumnSet) else (row,)) if strip.baseline)
    return heights[len(heights) // 2] if heights else 12.0
