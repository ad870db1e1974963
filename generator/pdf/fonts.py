"""Shaped text -> what shows it on a page, and the part of its font that the PDF carries.

reportlab's own fonts know letters; these know forms: an Arabic letter has four, a Hindi syllable one of its own. A code
stands for a form together with the characters that it was set for, so that what is copied, searched or read aloud is the
text that was set (ISO 32000-1, 9.10.3). With drawing and pressing it knows reportlab.
"""

from __future__ import annotations

import hashlib
import itertools
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.looks.fonts import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.looks.fonts import Font, Glyph, Typeface
    from generator.typesetting.faces import Words

UNSEEN = "\u200b"  # what the second and later forms of a cluster stand for: nothing


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
                f"{_number(correction) if correction else ''}<{codes.get(form) or codes.setdefault(form, len(codes) + 1):04X}>" for correction, form in strokes
            ]
            shown = "".join(parts)
        kept(self.words)[key] = shown
        return shown

    def addObjects(self, document: Any) -> None:  # noqa: N802 - the name that reportlab calls when it saves
        """Write the font into the document."""
        _write(self, document)


def case_of(canvas: Any, typeface: Typeface) -> Case:
    """Return the codes of a typeface in the document of a canvas."""
    document = canvas._doc  # noqa: SLF001 - reportlab knows fonts of its own kinds only
    cases: dict[Typeface, Case] = document.__dict__.setdefault("_cases", {})
    if typeface not in cases:
        name = f"F{len(document.fontMapping) + 1}"
        document.fontMapping[f"makecards-{name}"] = f"/{name}"
        cases[typeface] = Case(name, typeface)
        document.delayedFonts.append(cases[typeface])
    return cases[typeface]


def shown(canvas: Any, mark: Words, y: float) -> str:
    """Return the operators that show words at their x and at y, in points upwards from the bottom."""
    typeface = mark.font.typeface
    case = case_of(canvas, typeface)
    if not mark.leftwards and (run := case.run(mark.font, mark.text)) is not None:
        return f"BT /{case.name} {_number(mark.size)} Tf 1 0 0 1 {_number(mark.x)} {_number(y)} Tm [{run}] TJ ET"
    glyphs = mark.font.shaped(mark.text, leftwards=mark.leftwards)
    x = mark.x
    if mark.leftwards:  # a space behind the text lies to the left of it
        x += mark.width - sum(glyph.advance for glyph in glyphs) / 1000 * mark.size
    writer = _Writer(case, mark.size, [f"BT /{case.name} {_number(mark.size)} Tf 1 0 0 1 {_number(x)} {_number(y)} Tm"])
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
            self.parts.append(f"/Span <</ActualText <{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>>> BDC")
        for number, glyph in enumerate(glyphs):
            self._glyph(glyph, UNSEEN if number else text)
        if len(glyphs) > 1:
            self.flush()
            self.parts.append("EMC")

    def _glyph(self, glyph: Glyph, text: str) -> None:
        x = self.at + glyph.right
        if round(self.pen - x, 3):
            self.run.append(_number(self.pen - x))
            self.pen = x
        if glyph.up:
            self.flush()
            self.parts.append(f"{_number(glyph.up / 1000 * self.size)} Ts")
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


def _number(value: float) -> str:
    """Return a number as PDF writes it, to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


PARTS = ("file", "descriptor", "places", "forms", "texts", "font")  # of a font in a PDF, each an object of its own


def _write(case: Case, document: Any) -> None:
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    for part in PARTS:
        document.Reference(b"", f"{case.name}-{part}")
    numbers = numbers_of(case, document)
    for part, data in font_objects(case, numbers).items():
        document.idToObject[f"{case.name}-{part}"] = data
    document.idToObject["BasicFonts"].dict[case.name] = PDFObjectReference(f"{case.name}-font")


def numbers_of(case: Case, document: Any) -> dict[str, int]:
    """Return the numbers of a font's objects in a document that it was written into."""
    return {part: document.idToObjectNumberAndVersion[f"{case.name}-{part}"][0] for part in PARTS}


def font_objects(case: Case, numbers: dict[str, int]) -> dict[str, bytes]:
    """Return the objects of a font of two-byte codes: its part of the file, the widths, and which text each code stands for (9.7, 9.10.3)."""
    face = case.typeface
    data, moved = face.part(glyph for glyph, _ in case.codes)
    used = sorted(case.codes.items(), key=lambda entry: entry[1])
    name = f"{_tag(data)}+{face.name.replace(' ', '')}"
    places = b"\0\0" + b"".join(moved[glyph].to_bytes(2) for (glyph, _), _ in used)
    widths = " ".join(_number(face.advance(glyph)) for (glyph, _), _ in used)
    measures = f"/Ascent {round(face.ascent * 1000)} /Descent {-round(face.descent * 1000)} /CapHeight {round(face.cap_height * 1000)}"
    return {
        "file": _stream(data, f"/Length1 {len(data)} "),
        # 4 among the flags: its codes are no letters of a standard set (table 123)
        "descriptor": (
            f"<</Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{' '.join(map(str, map(int, face.box)))}] /ItalicAngle 0 "
            f"{measures} /StemV 80 /FontFile2 {numbers['file']} 0 R>>"
        ).encode(),
        "places": _stream(places),
        "forms": (
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            f"/FontDescriptor {numbers['descriptor']} 0 R /W [1 [{widths}]] /CIDToGIDMap {numbers['places']} 0 R>>"
        ).encode(),
        "texts": _stream(_texts([text for (_, text), _ in used]).encode()),
        "font": (
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{numbers['forms']} 0 R] "
            f"/ToUnicode {numbers['texts']} 0 R>>"
        ).encode(),
    }


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return stream_object(f"/Filter /FlateDecode {entries}", packed)


def stream_object(entries: str, data: bytes) -> bytes:
    """Return a stream as an object. Data that ends with a carriage return would swallow half of the line end in the eyes of a strict reader."""
    end = b"\r\n" if data.endswith(b"\r") else b"\n"
    return b"<<%s/Length %d>>\nstream\n%s%sendstream" % (entries.encode(), len(data), data, end)


def _tag(data: bytes) -> str:
    """Return six capitals that name a part of a font: the same for the same part (9.6.4)."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _texts(texts: list[str]) -> str:
    """Return the map from codes to texts, in blocks of a hundred as they are allowed (Adobe Technical Note 5014)."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts, 1)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for at in range(0, len(rows), 100):
        block = rows[at : at + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
