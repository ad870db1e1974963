"""Words that have been set -> the operators that show them, and the codes of the forms that they are made of.

reportlab's own fonts know letters; these know forms: an Arabic letter has four, a Hindi syllable one of its own. A code
stands for a form together with the characters that it was set for.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.looks.fonts import with_room
from generator.pdf.objects import hexadecimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.looks.fonts import Font, Glyph, Typeface
    from generator.typesetting.faces import Words


NOTHING = "\u200b"  # what the second and later forms of a cluster stand for: nothing


@dataclass(slots=True)
class Case:
    """The codes that a document uses of a typeface. `name` is what its pages call it."""

    name: str
    typeface: Typeface
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    words: dict[tuple[Font, str], str | None] = field(default_factory=dict)  # how those that were shown before are shown

    def code(self, glyph: int, text: str) -> int:
        """Return the code of a form that was set for these characters; codes are given in order of use, from 1."""
        return self.codes.setdefault((glyph, text), len(self.codes) + 1)

    def run(self, font: Font, text: str) -> str | None:
        """Return what shows a text that is read from left to right, between the brackets of TJ; None if it needs more than that."""
        shown = []
        for number, word in enumerate(text.split(" ")):
            if number:
                shown.append(self.word(font, " "))
            if word:
                shown.append(self.word(font, word))
        return None if None in shown else "".join(shown).replace("><", "")  # type: ignore[arg-type]

    def word(self, font: Font, word: str) -> str | None:
        """Return what shows a word."""
        key = (font, word)
        if key in self.words:
            return self.words[key]
        strokes, codes = font.strokes(word), self.codes
        if strokes is None:
            shown = None
        else:
            parts = [
                f"{operand(correction) if correction else ''}<{codes.get(form) or codes.setdefault(form, len(codes) + 1):04X}>" for correction, form in strokes
            ]
            shown = "".join(parts)
        with_room(self.words)[key] = shown
        return shown


def case_of(canvas: Any, typeface: Typeface) -> Case:
    """Return the codes of a typeface in the document of a canvas."""
    document = canvas._doc  # noqa: SLF001 - reportlab knows fonts of its own kinds only
    cases: dict[Typeface, Case] = document.__dict__.setdefault("_cases", {})
    if typeface not in cases:
        name = f"F{len(document.fontMapping) + 1}"
        document.fontMapping[f"makecards-{name}"] = f"/{name}"
        cases[typeface] = Case(name, typeface)
    return cases[typeface]


def text_operators(canvas: Any, mark: Words, y: float) -> str:
    """Return the operators that show words at their x and at y, in points upwards from the bottom."""
    typeface = mark.font.typeface
    case = case_of(canvas, typeface)
    if not mark.leftwards and (run := case.run(mark.font, mark.text)) is not None:
        return f"BT /{case.name} {operand(mark.size)} Tf 1 0 0 1 {operand(mark.x)} {operand(y)} Tm [{run}] TJ ET"
    glyphs = mark.font.shaped(mark.text, leftwards=mark.leftwards)
    x = mark.x
    if mark.leftwards:  # a space behind the text lies to the left of it
        x += mark.width - sum(glyph.advance for glyph in glyphs) / 1000 * mark.size
    writer = _Writer(case, mark.size, [f"BT /{case.name} {operand(mark.size)} Tf 1 0 0 1 {operand(x)} {operand(y)} Tm"])
    for cluster, text in _clusters(glyphs, mark.text):
        writer.cluster(cluster, text)
    writer.flush()
    return " ".join([*writer.parts, "ET"])


@dataclass(slots=True)
class _Writer:
    """Follows the pen along a line. All measures are thousandths of the type size."""

    case: Case
    size: float
    parts: list[str]
    pen: float = 0.0  # where the PDF's own advance widths have brought the pen
    at: float = 0.0  # where the text has got to
    run: list[str] = field(default_factory=list)

    def cluster(self, glyphs: list[Glyph], text: str) -> None:
        """Show the forms of a cluster; one of several forms says in so many words which text it is (14.9.4)."""
        if len(glyphs) > 1:
            self.flush()
            self.parts.append(f"/Span <</ActualText {hexadecimal(text).decode()}>> BDC")
        for number, glyph in enumerate(glyphs):
            self._glyph(glyph, NOTHING if number else text)
        if len(glyphs) > 1:
            self.flush()
            self.parts.append("EMC")

    def _glyph(self, glyph: Glyph, text: str) -> None:
        x = self.at + glyph.right
        if round(self.pen - x, 3):
            self.run.append(operand(self.pen - x))
            self.pen = x
        if glyph.up:
            self.flush()
            self.parts.append(f"{operand(glyph.up / 1000 * self.size)} Ts")
        self.run.append(f"<{self.case.code(glyph.number, text):04X}>")
        if glyph.up:
            self.flush()
            self.parts.append("0 Ts")
        self.pen += self.case.typeface.advance(glyph.number)
        self.at += glyph.advance

    def flush(self) -> None:
        """Write what is waiting."""
        if self.run:
            self.parts.append(f"[{''.join(self.run).replace('><', '')}] TJ")
            self.run.clear()


def _clusters(glyphs: list[Glyph], text: str) -> Iterator[tuple[list[Glyph], str]]:
    """Yield the forms that stand together for some characters, from left to right, with these characters."""
    starts = sorted({glyph.start for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, together in itertools.groupby(glyphs, key=lambda glyph: glyph.start):
        yield list(together), text[start : ends[start]]


def operand(value: float) -> str:
    """Return a number as PDF writes it, to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
