"""Faces -> the bytes of a print shop's PDF: CMYK, bleed, the boxes that say where it is cut, crop and fold marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.foundation.measures import INCH, Box, Size
from generator.pdf.canvas import new_canvas
from generator.pdf.drawing import draw
from generator.pdf.grounds import BLEED, bled
from generator.pdf.inks import PressInks
from generator.pdf.press import TICK_WEIGHT, draw_ticks, stamp
from generator.typesetting.faces import Fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.imposition.impose import Imposition
    from generator.looks.theme import Theme
    from generator.pdf.document import Document
    from generator.typesetting.faces import Face

SLUG = 0.5 * INCH  # from the trim to the edge of the sheet: room for marks
MARK_LENGTH = 0.25 * INCH
ALL_PLATES = (1, 1, 1, 1)  # marks stand on every plate: that is how a printer sees whether they register


def press_ready(faces: Iterable[Face], theme: Theme, document: Document) -> bytes:
    """Return the print shop's PDF: a face a page in CMYK, with bleed, trim and bleed boxes, crop and fold marks.

    Crop marks begin where the bleed ends, so that a cut that drifts never shows one. No link, no RGB.
    """
    buffer, canvas = new_canvas(document, colour_space="CMYK")
    inks = PressInks(theme)
    for face in faces:
        sheet = Size(face.size.width + 2 * SLUG, face.size.height + 2 * SLUG)
        trim = Box(SLUG, SLUG, face.size.width, face.size.height)
        bleed = trim.inset(-BLEED)
        canvas.setPageSize((sheet.width, sheet.height))
        canvas.setTrimBox((trim.x, trim.y, trim.right, trim.bottom))
        canvas.setBleedBox((bleed.x, bleed.y, bleed.right, bleed.bottom))
        _crop_marks(canvas, trim, bleed)
        _fold_marks(canvas, [mark for mark in face.marks if isinstance(mark, Fold)], trim, bleed, sheet)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(bleed.x, bleed.y, bleed.width, bleed.height)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.translate(trim.x, trim.y)
        draw(canvas, bled(face), inks, face.size.height, links=False)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def press_ganged(faces: tuple[Face, ...], imposition: Imposition, theme: Theme, document: Document) -> bytes:
    """Return the print shop's PDF with cards ganged on sheets in CMYK: each bleeds as far as its neighbours leave room.

    The trim box is the whole grid; cut ticks stand outside it, behind the bleed.
    """
    buffer, canvas = new_canvas(document, colour_space="CMYK")
    inks = PressInks(theme)
    height = imposition.paper.height
    for run in imposition.runs:
        for side in run.sides * run.sheets:
            canvas.setPageSize((imposition.paper.width, height))
            grid = side.grid
            bleed = grid.inset(-BLEED)
            canvas.setTrimBox((grid.x, height - grid.bottom, grid.right, height - grid.y))
            canvas.setBleedBox((bleed.x, height - bleed.bottom, bleed.right, height - bleed.y))
            # drawn flat: reportlab's forms lose the overprint state
            stamp(canvas, side, height, lambda one: draw(canvas, bled(faces[one.face]), inks, faces[one.face].size.height, links=False))
            canvas.setStrokeColorCMYK(*ALL_PLATES)
            draw_ticks(canvas, side, height)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _crop_marks(canvas: Any, trim: Box, bleed: Box) -> None:
    """Draw two marks at each corner."""
    canvas.setStrokeColorCMYK(*ALL_PLATES)
    canvas.setLineWidth(TICK_WEIGHT)
    for x in (trim.x, trim.right):
        _below_and_above(canvas, x, bleed)
    for y in (trim.y, trim.bottom):
        _left_and_right(canvas, y, bleed)


def _fold_marks(canvas: Any, folds: list[Fold], trim: Box, bleed: Box, sheet: Size) -> None:
    canvas.setDash(2, 2)
    for fold in folds:
        if fold.x == fold.to_x:
            _below_and_above(canvas, trim.x + fold.x, bleed)
        else:
            _left_and_right(canvas, sheet.height - (trim.y + fold.y), bleed)
    canvas.setDash()


def _below_and_above(canvas: Any, x: float, bleed: Box) -> None:
    canvas.line(x, bleed.y, x, bleed.y - MARK_LENGTH)
    canvas.line(x, bleed.bottom, x, bleed.bottom + MARK_LENGTH)


def _left_and_right(canvas: Any, y: float, bleed: Box) -> None:
    canvas.line(bleed.x, y, bleed.x - MARK_LENGTH, y)
    canvas.line(bleed.right, y, bleed.right + MARK_LENGTH, y)
