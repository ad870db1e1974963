"""A table element -> a strip for each row, with the first baselines of a row's cells on one line.

Column widths are written as `* fit 30mm`: shares of what is left, as wide as the widest cell, or a length. A row never
splits; a contact therefore never does.
"""

from __future__ import annotations

from dataclasses import replace as changed_look
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.foundation.measures import Box, in_words, length
from generator.foundation.problems import problem
from generator.typesetting.faces import Mark, Stroke
from generator.typesetting.lines import natural_width
from generator.typesetting.paragraphs import box_marks, text_strips
from generator.typesetting.spans import spans_of
from generator.typesetting.strips import Row, Strip, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.looks.theme import Look
    from generator.markup.elements import Element
    from generator.typesetting.setting import Setting

    RowsIn = Callable[[Element, float, Setting], list[Row]]


def table_rows(element: Element, width: float, setting: Setting, rows_in: RowsIn) -> list[Strip]:
    """Return the strips of a table set to `width` points; `rows_in` sets the blocks that a cell holds. Raises Problems if its columns do not fit."""
    rows = list(element.parts())
    if not rows:
        raise problem(element.place, "E439", "this table has no row")
    look = setting.look(element, element.get("role", "table"))
    widths = _widths(element, rows, width, look.padding_side, setting)
    strips: list[Strip] = []
    for row in rows:
        row_look = setting.look(row, row.get("role", "head" if row.get("kind") == "head" else "row"))
        make = partial(_row, row, widths, look.padding_side, row_look, rows_in, last=row is rows[-1])
        strips += setting.watch.over(row, setting, make) if setting.watch else make(setting)
    strips[0] = replace(strips[0], before=look.before, glued=len(strips) > 1)
    strips[-2:-1] = [replace(strip, glued=True) for strip in strips[-2:-1]]  # the last row does not stand alone on a page
    strips[-1] = replace(strips[-1], after=look.after)
    return strips


def _row(row: Element, widths: list[float], gap: float, look: Look, rows_in: RowsIn, setting: Setting, *, last: bool) -> list[Strip]:
    cells = list(row.parts())
    if len(cells) != len(widths):
        raise problem(row.place, "E440", f"this row has {len(cells)} cells; the table has {len(widths)} columns")
    piles = [_cell_strips(cell, width, setting.on(look), rows_in) for cell, width in zip(cells, widths, strict=True)]
    baseline = max((pile[0].baseline or 0.0 for pile in piles if pile), default=0.0)
    marks: list[Mark] = []
    x, tallest = look.padding_side, 0.0
    for pile, width in zip(piles, widths, strict=True):
        drop = baseline - (pile[0].baseline or 0.0) if pile and pile[0].baseline is not None else 0.0
        y = drop
        for number, strip in enumerate(pile):
            y += max(pile[number - 1].after, strip.before) if number else 0.0
            marks.extend(mark.moved(x, y + look.padding) for mark in strip.marks)
            y += strip.height
        tallest = max(tallest, y)
        x += width + gap
    height = tallest + 2 * look.padding
    total = sum(widths) + gap * (len(widths) - 1) + 2 * look.padding_side
    ground = box_marks(changed_look(look, line=""), Box(0, 0, total, height))
    if look.line and not last:
        ground.append(Stroke(0, height, total, height, look.line, look.line_width))
    return [Strip(height, (*ground, *marks), row.place, baseline=baseline + look.padding)]


def _cell_strips(cell: Element, width: float, setting: Setting, rows_in: RowsIn) -> list[Strip]:
    if cell.blocks():
        return [whole(row) for row in rows_in(cell, width, setting.speaking(cell.get("lang")))]
    style = setting.style(cell, cell.get("role", "cell"))
    return text_strips(cell, style, width, setting, cell.get("align", "start"))


def _widths(table: Element, rows: list[Element], width: float, gap: float, setting: Setting) -> list[float]:
    wanted = table.get("columns").split()
    row_look = setting.look(rows[-1], rows[-1].get("role", "row"))
    room = width - gap * (len(wanted) - 1) - 2 * row_look.padding_side
    widths = [0.0] * len(wanted)
    for number, word in enumerate(wanted):
        if word == "fit":
            natural = [(row, partial(_natural, row, number)) for row in rows]
            widths[number] = (setting.watch.widest(natural, setting) if setting.watch else max(make(setting) for _, make in natural)) + 0.01
        elif word != "*":
            try:
                widths[number] = length(word)
            except ValueError as error:
                raise problem(table.place, "E441", f"the column width {error}", "write *, fit or a length") from None
    left = room - sum(widths)
    stars = wanted.count("*")
    if left < -0.01 or (stars and left < 18):
        raise problem(table.place, "E507", f"the columns of this table are too wide by {in_words(max(18 * stars - left, -left))}")
    return [left / stars if word == "*" else own for word, own in zip(wanted, widths, strict=True)]


def _natural(row: Element, number: int, setting: Setting) -> float:
    cells = list(row.parts())
    if number >= len(cells):
        return 0.0
    cell = cells[number]
    blocks = cell.blocks() or [cell]
    texts = [(block, setting.style(block, block.get("role", "cell" if block is cell else block.tag))) for block in blocks if block.tag in ("para", "cell")]
    return max((natural_width(spans_of(block, style, setting), block.place) for block, style in texts), default=0.0)
