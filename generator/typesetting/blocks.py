"""Block elements in a setting and a width -> strips. One small function for each element, registered below it.

Looks come from the theme by role; the element's own name is the role if it has none. It does not know pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.foundation.measures import Box, in_words, length
from generator.foundation.problems import problem
from generator.markup.elements import BULLETS, Element
from generator.typesetting.faces import Code, Fill, Frame, Mark, Stroke
from generator.typesetting.paragraphs import box_marks, text_strips
from generator.typesetting.setting import Setting
from generator.typesetting.strips import ColumnSet, Row, Strip, piled, whole

if TYPE_CHECKING:
    from generator.looks.theme import Style

Flow = Callable[[Element, float, Setting], list[Row]]
COLUMN_GAP = length("8mm")
SHORT_ITEM = 6  # lines


def rows_of(element: Element, width: float, setting: Setting) -> list[Row]:
    """Return the strips of one block element, set to `width` points. Raises Problems."""
    own = setting.speaking(element.get("lang"))
    if own.watch is None:
        return FLOWS[element.tag](element, width, own)
    return own.watch.over(element, own, lambda setting: FLOWS[element.tag](element, width, setting))


def rows_in(element: Element, width: float, setting: Setting) -> list[Row]:
    """Return the strips of all that an element holds, one below the other."""
    return [row for child in element.parts() for row in rows_of(child, width, setting)]


def _aligned(element: Element) -> str:
    align = element.get("align", "start")
    if align not in ("start", "center", "end"):
        raise problem(element.place, "E426", f"align cannot be '{align}'", "known: start, center, end")
    return align


def para(element: Element, width: float, setting: Setting) -> list[Row]:
    style = setting.style(element, element.get("role", "para"))
    return [*text_strips(element, style, width, setting, _aligned(element))]


def heading(element: Element, width: float, setting: Setting) -> list[Row]:
    """A heading stays with the first lines of what follows it."""
    style = setting.style(element, element.get("role", f"heading{element.get('level')}"))
    strips = text_strips(element, style, width, setting)
    return [replace(strip, glued=True) for strip in strips]


def list_(element: Element, width: float, setting: Setting) -> list[Row]:
    count = _count(element, "columns", setting)
    strips = [strip for child in element.parts() for strip in item(child, _column_width(width, count), setting, element.get("role", "item"))]
    if not strips:
        raise problem(element.place, "E437", "this list has no item", "leave it out with {% if ... %}")
    return _levelled(element, strips, count, width)


def _count(element: Element, name: str, setting: Setting) -> int:
    return min(int(element.get(name, "1")), setting.theme.most_columns)


def _column_width(width: float, count: int) -> float:
    return (width - COLUMN_GAP * (count - 1)) / count


def _levelled(element: Element, strips: list[Strip], count: int, width: float) -> list[Row]:
    """Return strips as they are, or flowing through columns of equal height."""
    if count == 1 or not strips:
        return [*strips]
    return [ColumnSet(tuple(strips), count, _column_width(width, count) + COLUMN_GAP, element.place, strips[0].before, strips[-1].after)]


def item(element: Element, width: float, setting: Setting, role: str) -> list[Strip]:
    """An item is a hanging paragraph, or paragraphs, behind a drawn bullet."""
    style = setting.style(element, element.get("role", role))
    if element.blocks():
        strips = [whole(row) for row in rows_in(element, width - style.indent, setting)]
        strips = [replace(strip, marks=tuple(mark.moved(style.indent, 0) for mark in strip.marks)) for strip in strips]
    else:
        strips = text_strips(element, style, width, setting)
    if len(strips) <= SHORT_ITEM:  # an item of a few lines stays in one piece
        strips = [replace(strip, glued=number < len(strips) - 1) for number, strip in enumerate(strips)]
    if strips and style.bullet != "none":
        first = strips[0]
        marks = (*_bullet(element, style, first.baseline or first.height, setting.colour(style, element.place)), *first.marks)
        strips[0] = replace(first, marks=marks, before=max(first.before, style.before))
    return strips


def _bullet(element: Element, style: Style, baseline: float, colour: str) -> tuple[Mark, ...]:
    middle = baseline - 0.33 * style.size
    says = BULLETS[style.bullet]
    if style.bullet == "dot":
        across = 0.34 * style.size
        return (Fill(Box(0.08 * style.size, middle - across / 2, across, across), colour, across / 2, element, says),)
    across = 0.62 * style.size
    box = Box(0.0, middle - across / 2, across, across)
    if style.bullet == "box":
        return (Frame(box, colour, 0.09 * style.size, 0.1 * style.size, element, says),)
    weight = 0.16 * style.size
    return (
        Stroke(box.x, box.y, box.right, box.bottom, colour, weight, element, says),
        Stroke(box.x, box.bottom, box.right, box.y, colour, weight, element, says),
    )


def callout(element: Element, width: float, setting: Setting) -> list[Row]:
    """A box around what it holds; it never splits."""
    look = setting.look(element, element.get("role", "callout"))
    inner = width - 2 * look.padding_side - look.bar_width
    height, marks = piled(rows_in(element, inner, setting.on(look)))
    height += look.padding + look.padding_foot
    marks = [mark.moved(look.padding_side + look.bar_width, look.padding) for mark in marks]
    return [Strip(height, (*box_marks(look, Box(0, 0, width, height)), *marks), element.place, look.before, look.after)]


def columns(element: Element, width: float, setting: Setting) -> list[Row]:
    """Columns side by side with their own contents, `widths` being shares such as "2 1"; they stay on one page.

    With `flow="2"` the contents flow through columns of equal width instead, over pages where they must.
    """
    if element.get("flow"):
        count = _count(element, "flow", setting)
        return _levelled(element, [whole(row) for row in rows_in(element, _column_width(width, count), setting)], count, width)
    parts = list(element.parts())
    if setting.theme.most_columns < len(parts):
        return [row for part in parts for row in rows_in(part, width, setting.speaking(part.get("lang")))]
    gap = length(element.get("gap")) if element.get("gap") else COLUMN_GAP
    shares = [float(share) for share in element.get("widths", " ".join("1" for _ in parts)).split()]
    if len(shares) != len(parts) or any(share <= 0 for share in shares):
        raise problem(element.place, "E438", f"<columns> has {len(parts)} columns and widths for {len(shares)}")
    room = width - gap * (len(parts) - 1)
    marks: list[Mark] = []
    x = tallest = 0.0
    before = after = 0.0
    for part, share in zip(parts, shares, strict=True):
        own = room * share / sum(shares)
        rows = rows_in(part, own, setting.speaking(part.get("lang")))
        height, inside = piled(rows)
        if rows:
            before, after = max(before, rows[0].before), max(after, rows[-1].after)
        tallest = max(tallest, height)
        marks.extend(mark.moved(x, 0) for mark in inside)
        x += own + gap
    return [Strip(tallest, tuple(marks), element.place, before, after)]


def keep(element: Element, width: float, setting: Setting) -> list[Row]:
    """What it holds stays on one page."""
    rows = rows_in(element, width, setting)
    if not rows:
        return []
    height, marks = piled(rows)
    return [Strip(height, tuple(marks), element.place, rows[0].before, rows[-1].after)]


def section(element: Element, width: float, setting: Setting) -> list[Row]:
    return rows_in(element, width, setting)


def break_(element: Element, width: float, setting: Setting) -> list[Row]:
    return [Strip(0.0, (), element.place, page_break=True)]


def space(element: Element, width: float, setting: Setting) -> list[Row]:
    height = length(element.get("height")) if element.get("height") else 0.0
    return [Strip(height, (), element.place, fill=float(element.get("fill", "0")), glued=True)]


def rule(element: Element, width: float, setting: Setting) -> list[Row]:
    look = setting.look(element, element.get("role", "rule"))
    weight = look.line_width
    return [Strip(weight, (Stroke(0, weight / 2, width, weight / 2, look.line or "ink", weight),), element.place, look.before, look.after)]


def qr(element: Element, width: float, setting: Setting) -> list[Row]:
    from generator.typesetting.qr import qr_modules

    across = length(element.get("size")) if element.get("size") else min(width, length("25mm"))
    if across > width + 0.01:
        raise problem(element.place, "E505", f"the QR code is wider than its place by {in_words(across - width)}")
    address = setting.said(element.get("address"))
    modules, rows = qr_modules(address, across, element.place)
    return [Strip(across, (Code(Box(0, 0, across, across), modules, rows, address, element),), element.place)]


def image(element: Element, width: float, setting: Setting) -> list[Row]:
    from generator.typesetting.images import picture

    wide = length(element.get("width")) if element.get("width") else width
    if wide > width + 0.01:
        raise problem(element.place, "E505", f"the picture is wider than its place by {in_words(wide - width)}")
    if element.get("from") == "partner":
        from generator.typesetting.logos import logo

        high = length(element.get("height")) if element.get("height") else wide
        mark = logo(element, wide, high, setting.partner or setting.folder)
    else:
        mark = picture(element, wide, setting.folder.parent)
    return [Strip(mark.box.height, (mark,), element.place)]


def table(element: Element, width: float, setting: Setting) -> list[Row]:
    from generator.typesetting.tables import table_rows

    return [*table_rows(element, width, setting, rows_in)]


FLOWS: dict[str, Flow] = {
    "para": para,
    "heading": heading,
    "list": list_,
    "callout": callout,
    "columns": columns,
    "keep": keep,
    "section": section,
    "break": break_,
    "space": space,
    "rule": rule,
    "qr": qr,
    "image": image,
    "table": table,
}
