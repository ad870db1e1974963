"""Shaped text -> what shows it on a page, and the part of its font that the PDF carries.

reportlab's own fonts know letters; these know forms: an Arabic letter has four, a Hindi syllable one of its own. A code
stands for a form together with the characters that it was set for, so that what is copied, searched or read aloud is the
text that was set (ISO 32000-1, 9.10.3). With drawing and pressing it knows reportlab.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.faces import Words
    from generator.fonts import Glyph, Typeface

UNSEEN = "\u200b"  # what the second and later forms of a cluster stand for: nothing


@dataclass(slots=True)
class Case:
    """The codes that a document uses of a typeface. `name` is what its pages call it."""

    name: str
    typeface: Typeface
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    def code(self, glyph: int, text: str) -> int:
        """Return the code of a form that was set for these characters; codes are given in order of use, from 1."""
        return self.codes.setdefault((glyph, text), len(self.codes) + 1)

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


def _write(case: Case, document: Any) -> None:
    """Write a font of two-byte codes: its part of the file, the widths, and which text each code stands for (9.7, 9.10.3)."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

    face = case.typeface
    data, moved = face.part(glyph for glyph, _ in case.codes)
    used = sorted(case.codes.items(), key=lambda entry: entry[1])
    name = f"{_tag(data)}+{face.name.replace(' ', '')}"
    places = b"\0\0" + b"".join(moved[glyph].to_bytes(2) for (glyph, _), _ in used)
    widths = [round(face.advance(glyph), 3) for (glyph, _), _ in used]
    descriptor = {
        "Type": PDFName("FontDescriptor"),
        "FontName": PDFName(name),
        "Flags": 4,  # its codes are no letters of a standard set (table 123)
        "FontBBox": PDFArray(list(face.box)),
        "ItalicAngle": 0,
        "Ascent": round(face.ascent * 1000),
        "Descent": -round(face.descent * 1000),
        "CapHeight": round(face.cap_height * 1000),
        "StemV": 80,
        "FontFile2": _stream(document, f"{case.name}-file", data, {"Length1": len(data)}),
    }
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("CIDFontType2"),
        "BaseFont": PDFName(name),
        "CIDSystemInfo": PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
        "FontDescriptor": document.Reference(PDFDictionary(descriptor), f"{case.name}-descriptor"),
        "W": PDFArray([1, PDFArray(widths)]),
        "CIDToGIDMap": _stream(document, f"{case.name}-places", places, {}),
    }
    font = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("Type0"),
        "BaseFont": PDFName(name),
        "Encoding": PDFName("Identity-H"),
        "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant), f"{case.name}-forms")]),
        "ToUnicode": _stream(document, f"{case.name}-texts", _texts([text for (_, text), _ in used]).encode(), {}),
    }
    document.idToObject["BasicFonts"].dict[case.name] = document.Reference(PDFDictionary(font), f"{case.name}-font")


def _stream(document: Any, name: str, data: bytes, entries: dict[str, int]) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFStreamFilterZCompress

    stream = PDFStream(PDFDictionary(dict(entries)), data)
    stream.filters = [PDFStreamFilterZCompress()]
    return document.Reference(stream, name)


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
