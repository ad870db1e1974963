"""Faces, and an imposition where there is one -> the bytes of a PDF. The only module that draws with reportlab.

The screen edition draws each face once, flat, with live links. The paper edition records each face once as a form and
stamps it into its cells. Same input, same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.faces import Code, Face, Fill, Frame, Link, Mark, Picture, Stroke, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.imposing import Imposition, Side
    from generator.themes import Theme

TICK_WEIGHT = 0.25  # points: the thinnest line that every printer holds


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF says of itself: its title, its language, what it is about."""

    title: str
    subject: str
    language: str
    font: str
    keywords: str = ""
    duplex: str = ""  # "long", "short" or "" for one side


def press_pages(faces: Iterable[Face], theme: Theme, document: Document) -> bytes:
    """Return a PDF with a page for each face, in its own size, with live links."""
    buffer, canvas = _canvas(document)
    for face in faces:
        canvas.setPageSize((face.size.width, face.size.height))
        _draw(canvas, face.marks, theme, face.size.height, links=True)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def press_sheets(faces: tuple[Face, ...], imposition: Imposition, theme: Theme, document: Document, notes: tuple[Mark, ...]) -> bytes:
    """Return a PDF of imposed sheets, front and back in turn, with cut ticks and the notes in the margin of the first side."""
    buffer, canvas = _canvas(document)
    for number, face in enumerate(faces):
        canvas.beginForm(f"face{number}", 0, 0, face.size.width, face.size.height)
        _draw(canvas, face.marks, theme, face.size.height, links=False)
        canvas.endForm()
    for run in imposition.runs:
        for side in run.sides * run.sheets:
            canvas.setPageSize((imposition.paper.width, imposition.paper.height))
            _stamp(canvas, side, imposition.paper.height)
            _draw(canvas, notes, theme, imposition.paper.height, links=False)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _canvas(document: Document) -> tuple[io.BytesIO, Any]:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # smaller files; reportlab offers no argument for it
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, lang=document.language, initialFontName=document.font, pdfVersion=(1, 7), initialFontSize=10)
    canvas.setTitle(document.title)
    canvas.setSubject(document.subject)
    canvas.setKeywords(document.keywords)
    canvas.setAuthor("makecards")
    canvas.setCreator("makecards")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    if document.duplex:
        canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge" if document.duplex == "long" else "DuplexFlipShortEdge")
    return buffer, canvas


def _stamp(canvas: Any, side: Side, height: float) -> None:
    for placement in side.placements:
        canvas.saveState()
        if placement.turned:
            canvas.translate(placement.cell.right, height - placement.cell.y)
            canvas.rotate(180)
        else:
            canvas.translate(placement.cell.x, height - placement.cell.bottom)
        canvas.doForm(f"face{placement.face}")
        canvas.restoreState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(TICK_WEIGHT)
    for tick in side.ticks:
        canvas.line(tick.x, height - tick.y, tick.to_x, height - tick.to_y)


def _draw(canvas: Any, marks: Iterable[Mark], theme: Theme, height: float, *, links: bool) -> None:
    """Draw marks on a page or a form of this height; PDF counts upwards from the bottom."""
    from reportlab.lib.colors import HexColor

    for mark in marks:
        if isinstance(mark, Words):
            text = canvas.beginText(mark.x, height - mark.y)
            text.setFont(mark.font, mark.size)
            text.setFillColor(HexColor(theme.colours[mark.colour]))
            text.textOut(mark.text)
            canvas.drawText(text)
        elif isinstance(mark, Fill):
            canvas.setFillColor(HexColor(theme.colours[mark.colour]))
            _rectangle(canvas, mark, height, stroke=0, fill=1)
        elif isinstance(mark, Frame):
            canvas.setStrokeColor(HexColor(theme.colours[mark.colour]))
            canvas.setLineWidth(mark.width)
            inner = Frame(mark.box.inset(mark.width / 2), mark.colour, mark.width, mark.radius)
            _rectangle(canvas, inner, height, stroke=1, fill=0)
        elif isinstance(mark, Stroke):
            canvas.setStrokeColor(HexColor(theme.colours[mark.colour]))
            canvas.setLineWidth(mark.width)
            canvas.line(mark.x, height - mark.y, mark.to_x, height - mark.to_y)
        elif isinstance(mark, Code):
            _code(canvas, mark, theme, height)
        elif isinstance(mark, Picture):
            _picture(canvas, mark, height)
        elif isinstance(mark, Link) and links:
            box = mark.box
            canvas.linkURL(_address(mark.address), (box.x, height - box.bottom, box.right, height - box.y), thickness=0)


def _rectangle(canvas: Any, mark: Fill | Frame, height: float, *, stroke: int, fill: int) -> None:
    box = mark.box
    if mark.radius:
        canvas.roundRect(box.x, height - box.bottom, box.width, box.height, mark.radius, stroke=stroke, fill=fill)
    else:
        canvas.rect(box.x, height - box.bottom, box.width, box.height, stroke=stroke, fill=fill)


def _code(canvas: Any, mark: Code, theme: Theme, height: float) -> None:
    """Draw all dark modules as one path: no hairlines between them, and nothing for a viewer to smooth apart."""
    from reportlab.lib.colors import HexColor

    from generator.codes import QUIET_ZONE

    module = mark.box.width / (mark.modules + 2 * QUIET_ZONE)
    canvas.setFillColor(HexColor(theme.colours["paper"]))
    canvas.rect(mark.box.x, height - mark.box.bottom, mark.box.width, mark.box.height, stroke=0, fill=1)
    path = canvas.beginPath()
    for row, runs in enumerate(mark.rows):
        y = height - mark.box.y - (row + 1 + QUIET_ZONE) * module
        for first, count in runs:
            path.rect(mark.box.x + (first + QUIET_ZONE) * module, y, count * module, module)
    canvas.setFillColor(HexColor(theme.colours["ink"]))
    canvas.drawPath(path, stroke=0, fill=1)


def _picture(canvas: Any, mark: Picture, height: float) -> None:
    from reportlab.lib.utils import ImageReader

    box = mark.box
    canvas.drawImage(ImageReader(mark.pixels), box.x, height - box.bottom, box.width, box.height)


def _address(address: str) -> str:
    return address if ":" in address.split("/", 1)[0] else f"https://{address}"
