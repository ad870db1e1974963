"""The text of an element in a style -> a strip for each of its lines; and the box around what an element holds.

It knows no element by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.measures import Box
from generator.typesetting.directions import runs_leftwards
from generator.typesetting.faces import Fill, Frame, Link, Mark, Words
from generator.typesetting.lines import SetLine, set_lines
from generator.typesetting.spans import spans_of
from generator.typesetting.strips import Strip

if TYPE_CHECKING:
    from generator.looks.theme import Look, Style
    from generator.markup.elements import Element
    from generator.typesetting.setting import Setting


def text_strips(element: Element, style: Style, width: float, setting: Setting, align: str = "start") -> list[Strip]:
    """Return a strip for each line of an element's text.

    No page ends behind the first line or before the last one (a widow or an orphan is a line alone).
    """
    language = element.get("lang", setting.language)
    leftwards = runs_leftwards(language)
    lines = set_lines(spans_of(element, style, setting), width - style.indent, element.place, balanced=style.balanced, leftwards=leftwards)
    font = setting.font(style, language)
    strips = []
    for number, line in enumerate(lines):
        size = max(fragment.span.size for fragment in line.fragments)
        leading = max(style.leading, *(fragment.span.size * fragment.span.font.leading for fragment in line.fragments))
        baseline = (leading - (font.ascent + font.descent) * size) / 2 + font.ascent * size
        marks = _line_marks(line, width - style.indent, align, baseline, style.indent, mirrored=setting.mirrored, against=leftwards != setting.mirrored)
        strips.append(
            Strip(
                leading,
                marks,
                element.place,
                style.before if number == 0 else 0.0,
                style.after if number == len(lines) - 1 else 0.0,
                glued=number == 0 != len(lines) - 1 or number == len(lines) - 2,
                baseline=baseline,
            )
        )
    return strips


def _line_marks(line: SetLine, width: float, align: str, baseline: float, indent: float, *, mirrored: bool, against: bool) -> tuple[Mark, ...]:
    """Place a line. A piece that runs from right to left is laid out as if it did not, and mirrored as a whole.

    `against` is a text that runs against its piece, such as English words in an Arabic one: it begins at the other side.
    """
    if against and align != "center":
        align = "end" if align == "start" else "start"
    start = indent + {"start": 0.0, "center": (width - line.width) / 2, "end": width - line.width}[align]
    marks: list[Mark] = []
    for fragment in line.fragments:
        span = fragment.span
        x = start + (line.width - fragment.x - fragment.width if mirrored else fragment.x)
        words = Words(x, baseline, fragment.width, fragment.text, span.font, span.size, span.colour, span.leaf, span.number, fragment.leftwards)
        marks.append(words)
        if span.link:
            marks.append(Link(words.box, span.link, span.leaf))
    return tuple(marks)


def box_marks(look: Look, box: Box) -> list[Mark]:
    """Return the ground, the bar and the frame of a box."""
    marks: list[Mark] = []
    if look.fill:
        marks.append(Fill(box, look.fill, look.radius))
    if look.bar:
        marks.append(Fill(Box(box.x, box.y, look.bar_width, box.height), look.bar))
    if look.line:
        marks.append(Frame(box, look.line, look.line_width, look.radius))
    return marks
