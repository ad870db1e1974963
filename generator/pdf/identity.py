"""What a PDF says of itself, and by which colours it is meant: XMP metadata and an sRGB output intent.

PDF/UA-1 (ISO 14289-1, clause 5) and PDF/A-2a (ISO 19005-2, 6.6.4) are claimed in XMP; that the claim holds is checked
by the tests and by .ci/run, not here.
"""

from __future__ import annotations

import struct
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from generator.looks.colours import linear

if TYPE_CHECKING:
    from generator.pdf.document import Document

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>makecards</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<xmp:CreatorTool>makecards</xmp:CreatorTool>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def packet(document: Document) -> bytes:
    """Return a document's XMP metadata."""
    return PACKET.format(**{key: escape(getattr(document, key), quote=False) for key in ("title", "subject", "language", "keywords")}).encode()


def identify(canvas: Any, document: Document) -> None:
    """Give a document its metadata and its output intent."""
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

    xmp = packet(document)
    metadata = pdfdoc.XMP(creator=lambda _: xmp)
    metadata.filters = []  # PDF/UA and PDF/A want to find it without unpacking
    catalog = canvas._doc.Catalog  # noqa: SLF001
    catalog.Metadata = metadata
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile())
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": canvas._doc.Reference(profile),  # noqa: SLF001
        }
    )
    catalog.OutputIntents = PDFArray([canvas._doc.Reference(intent)])  # noqa: SLF001


@cache
def srgb_profile() -> bytes:
    """Return a small sRGB display profile (ICC.1:2001-04, three-component matrix; values of IEC 61966-2-1 adapted to D50)."""
    curve = struct.pack(">4s4xI", b"curv", 256) + b"".join(struct.pack(">H", round(linear(step / 255) * 65535)) for step in range(256))
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", _description("sRGB")),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", _xyz(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", _xyz(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", _xyz(0.14307, 0.06061, 0.7141)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s4sI8xQI", 2000, 1, 1, 0, 0, 0, b"acsp", b"\0" * 4, 0, 0, 0) + struct.pack(
        ">3i", *(round(v * 65536) for v in (0.9642, 1.0, 0.8249))
    )
    return header.ljust(128, b"\0") + table + body


def _xyz(x: float, y: float, z: float) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in (x, y, z)))


def _description(text: str) -> bytes:
    name = text.encode() + b"\0"
    return struct.pack(">4s4xI", b"desc", len(name)) + name + struct.pack(">IIHB67x", 0, 0, 0, 0)
