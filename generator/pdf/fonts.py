"""The codes that a document uses of a typeface -> the part of the font that the PDF carries, and which text each code stands for.

What is copied, searched or read aloud is the text that was set (ISO 32000-1, 9.10.3). Which codes are used is `text.py`'s business.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from generator.pdf.text import Case, operand

FONT_PARTS = ("file", "descriptor", "places", "forms", "texts", "font")  # of a font in a PDF, each an object of its own


class Embedded:
    """The fonts of a document, for reportlab: it asks for their objects when it saves."""

    def addObjects(self, document: Any) -> None:  # noqa: N802 - the name that reportlab calls
        """Write every font that was used into the document."""
        for case in document.__dict__.get("_cases", {}).values():
            _write(case, document)


def _write(case: Case, document: Any) -> None:
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    for part in FONT_PARTS:
        document.Reference(b"", f"{case.name}-{part}")
    numbers = object_numbers(case, document)
    for part, data in font_objects(case, numbers).items():
        document.idToObject[f"{case.name}-{part}"] = data
    document.idToObject["BasicFonts"].dict[case.name] = PDFObjectReference(f"{case.name}-font")


def object_numbers(case: Case, document: Any) -> dict[str, int]:
    """Return the numbers of a font's objects in a document that it was written into."""
    return {part: document.idToObjectNumberAndVersion[f"{case.name}-{part}"][0] for part in FONT_PARTS}


def font_objects(case: Case, numbers: dict[str, int]) -> dict[str, bytes]:
    """Return the objects of a font of two-byte codes: its part of the file, the widths, and which text each code stands for (9.7, 9.10.3)."""
    face = case.typeface
    data, moved = face.part(glyph for glyph, _ in case.codes)
    used = sorted(case.codes.items(), key=lambda entry: entry[1])
    name = f"{_tag(data)}+{face.name.replace(' ', '')}"
    places = b"\0\0" + b"".join(moved[glyph].to_bytes(2) for (glyph, _), _ in used)
    widths = " ".join(operand(face.advance(glyph)) for (glyph, _), _ in used)
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
