"""reportlab's canvas as our documents need it: what it says of itself, and what reportlab 5.1 lacks, put right on its private names.

Each patch has its reason. tests/pdf/test_canvas.py asserts that every one of these names still is what is thought here, so
that an upgrade of reportlab fails loudly and not on a reader's screen.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.pdf.fonts import Embedded

if TYPE_CHECKING:
    from generator.pdf.document import Document


@cache
def apply() -> None:
    """Put the patches in place, once a process."""
    from reportlab.pdfbase import pdfdoc

    # Pages have no keys for the structure tree: without them no mark leads back to its element (ISO 32000-1, 14.7.4.4).
    for key in ("StructParents", "Tabs"):
        if key not in pdfdoc.PDFPage.__NoDefault__:
            pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, key]
    # The catalogue drops the output intent without a word; PDF/A needs it (ISO 19005-2, 6.2.3).
    if "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__:
        pdfdoc.PDFCatalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    # The print dialogue's number of copies is not among the preferences that it lets through (ISO 32000-1, table 150).
    pdfdoc.ViewerPreferencesPDFDictionary.validate["NumCopies"] = int
    pdfdoc.PDFStream.format = _stream_with_line_end


def _stream_with_line_end(self: Any, document: Any) -> bytes:
    """Format a stream with a line end before `endstream`, which PDF/A demands (ISO 19005-2, 6.1.7.1)."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, format  # noqa: A004 - reportlab's name

    dictionary = PDFDictionary(self.dictionary.dict.copy())
    content = self.content
    filters = document.defaultStreamFilters if self.filters is None else self.filters
    if filters and "Filter" not in dictionary.dict:
        for one in reversed(list(filters)):
            content = one.encode(content)
        dictionary["Filter"] = PDFArray([PDFName(one.pdfname) for one in filters])
    written = format(document.encrypt.encode(content), document)
    dictionary["Length"] = len(written)
    head: bytes = format(dictionary, document)
    # data that ends with a carriage return would swallow half of the line end in the eyes of a strict reader
    end = b"\r\n" if written.endswith(b"\r") else b"\n"
    return b"".join([head, b"\nstream\n", written, end, b"endstream\n"])


@cache
def bare_canvas() -> type:
    """Return a canvas that begins no page with a font of reportlab's: they are not embedded, and nothing is set in them."""
    from reportlab.pdfgen.canvas import Canvas

    class BareCanvas(Canvas):  # type: ignore[misc]
        def _make_preamble(self) -> None:
            self._preamble = "1 0 0 1 0 0 cm"

    return BareCanvas


def new_canvas(document: Document, colour_space: str | None = None) -> tuple[io.BytesIO, Any]:
    """Return where the bytes will be, and a canvas that says what the document says of itself.

    With a `colour_space` reportlab refuses every colour of another.
    """
    from reportlab import rl_config

    apply()
    rl_config.useA85 = 0  # smaller files; reportlab offers no argument for it
    buffer = io.BytesIO()
    canvas = bare_canvas()(
        buffer,
        invariant=1,
        pageCompression=1,
        lang=document.language,
        pdfVersion=(1, 7),
        enforceColorSpace=colour_space,
    )
    canvas._doc.delayedFonts.append(Embedded())  # noqa: SLF001 - reportlab knows fonts of its own kinds only
    canvas.setTitle(document.title)
    canvas.setSubject(document.subject)
    canvas.setKeywords(document.keywords)
    canvas.setAuthor("makecards")
    canvas.setCreator("makecards")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    if document.copies > 1:
        canvas.setViewerPreference("NumCopies", document.copies)
    if document.duplex:
        canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge" if document.duplex == "long" else "DuplexFlipShortEdge")
    return buffer, canvas
