"""Marks -> what reportlab's canvas is told to draw, in the inks that it is given.

Marks count downwards from the top, PDF upwards from the bottom: they are turned over here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.foundation.addresses import full_address
from generator.pdf.inks import Inks, PressInks
from generator.pdf.tags import Stance, Tagger
from generator.pdf.text import text_operators
from generator.typesetting.faces import Code, Fill, Fold, Frame, Inset, Link, Mark, Picture, Stroke, Turned, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.foundation.measures import Box

FOLD_TICK = 6.0  # points at each end of a fold: enough to find it, too little to spoil the page
FOLD_WEIGHT = 0.4
UNPRINTED_EDGE = 18.0  # points from a page's edge that printers leave white: a fold tick begins behind them on large faces
PEN_UP = 400.0  # faces wider or higher than this are pages, whose edges do not print


def draw(canvas: Any, marks: Iterable[Mark], inks: Inks, height: float, *, links: bool, tags: Tagger | None = None) -> None:
    """Draw marks on a page or a form of this height, in points. Links are live areas, or left out.

    With `tags` every mark becomes content of the structure tree, or an artifact.
    """
    for mark in marks:
        if isinstance(mark, Link):
            if links:
                _link(canvas, mark, mark.box, height, tags)
        elif isinstance(mark, Turned):
            _turned(canvas, mark, inks, height, links=links, tags=tags)
        else:
            if tags:
                tags.enter(mark, height)
            DRAWN[type(mark)](canvas, mark, inks, height)
    if tags:
        tags.leave()


def _words(canvas: Any, mark: Words, inks: Inks, height: float) -> None:
    inks.text(canvas, mark.colour)
    canvas._code.append(text_operators(canvas, mark, height - mark.y))  # noqa: SLF001 - reportlab shows text of its own fonts only


def _fill(canvas: Any, mark: Fill, inks: Inks, height: float) -> None:
    inks.fill(canvas, mark.colour)
    _rectangle(canvas, mark.box, mark.radius, height, stroke=0, fill=1)


def _frame(canvas: Any, mark: Frame, inks: Inks, height: float) -> None:
    inks.stroke(canvas, mark.colour)
    canvas.setLineWidth(mark.width)
    _rectangle(canvas, mark.box.inset(mark.width / 2), mark.radius, height, stroke=1, fill=0)


def _stroke(canvas: Any, mark: Stroke, inks: Inks, height: float) -> None:
    inks.stroke(canvas, mark.colour)
    canvas.setLineWidth(mark.width)
    canvas.line(mark.x, height - mark.y, mark.to_x, height - mark.to_y)


def _fold(canvas: Any, mark: Fold, inks: Inks, height: float) -> None:
    inks.stroke(canvas, "ink")
    canvas.setLineWidth(FOLD_WEIGHT)
    canvas.setDash(1, 1.5)
    for x, y, to_x, to_y in fold_ticks(mark):
        canvas.line(x, height - y, to_x, height - to_y)
    canvas.setDash()


def fold_ticks(mark: Fold) -> list[tuple[float, float, float, float]]:
    """Return the short lines at both ends of a fold, clear of the edge that a printer cannot reach on a page."""
    length = max(abs(mark.to_x - mark.x), abs(mark.to_y - mark.y))
    start = UNPRINTED_EDGE if length > PEN_UP else 0.0
    if mark.x == mark.to_x:
        return [(mark.x, mark.y + start, mark.x, mark.y + start + FOLD_TICK), (mark.x, mark.to_y - start, mark.x, mark.to_y - start - FOLD_TICK)]
    return [(mark.x + start, mark.y, mark.x + start + FOLD_TICK, mark.y), (mark.to_x - start, mark.y, mark.to_x - start - FOLD_TICK, mark.y)]


def _turned(canvas: Any, mark: Turned, inks: Inks, height: float, *, links: bool, tags: Tagger | None) -> None:
    box = mark.box
    if tags:
        tags.leave()
    corner = Stance(2 * box.x + box.width, 2 * (height - box.y) - box.height, turned=True)
    canvas.saveState()
    canvas.translate(corner.x, corner.y)
    canvas.rotate(180)
    if tags:
        tags.frames.append(corner)
    draw(canvas, (inside for inside in mark.marks if not isinstance(inside, Link)), inks, height, links=False, tags=tags)
    if tags:
        tags.frames.pop()
    canvas.restoreState()
    for inside in mark.marks:
        if links and isinstance(inside, Link):
            _link(canvas, inside, mark.turn(inside.box), height, tags)


def _rectangle(canvas: Any, box: Box, radius: float, height: float, *, stroke: int, fill: int) -> None:
    if radius:
        canvas.roundRect(box.x, height - box.bottom, box.width, box.height, radius, stroke=stroke, fill=fill)
    else:
        canvas.rect(box.x, height - box.bottom, box.width, box.height, stroke=stroke, fill=fill)


def _code(canvas: Any, mark: Code, inks: Inks, height: float) -> None:
    """Draw all dark modules as one path: no hairlines between them, and nothing for a viewer to smooth apart."""
    from generator.typesetting.qr import QUIET_ZONE

    module = mark.box.width / (mark.modules + 2 * QUIET_ZONE)
    inks.fill(canvas, "paper")
    canvas.rect(mark.box.x, height - mark.box.bottom, mark.box.width, mark.box.height, stroke=0, fill=1)
    inks.fill(canvas, "ink")
    for row, runs in enumerate(mark.rows):
        y = height - mark.box.y - (row + 1 + QUIET_ZONE) * module
        path = [f"{mark.box.x + (first + QUIET_ZONE) * module:.4f} {y:.4f} {count * module:.4f} {module:.4f} re" for first, count in runs]
        canvas._code.extend(path)  # noqa: SLF001 - a path of reportlab's takes ten times as long
    canvas._code.append("f")  # noqa: SLF001


def _picture(canvas: Any, mark: Picture, inks: Inks, height: float) -> None:
    from reportlab.lib.utils import ImageReader

    box = mark.box
    from generator.typesetting.images import in_inks

    pixels = in_inks(mark.pixels) if isinstance(inks, PressInks) else mark.pixels
    canvas.drawImage(ImageReader(pixels), box.x, height - box.bottom, box.width, box.height)


def _inset(canvas: Any, mark: Inset, inks: Inks, height: float) -> None:
    canvas.doForm(mark.name)


def _link(canvas: Any, mark: Link, box: Box, height: float, tags: Tagger | None) -> None:
    full = full_address(mark.address)
    if tags:
        tags.link(mark, box, full, height)
    else:
        canvas.linkURL(full, (box.x, height - box.bottom, box.right, height - box.y), thickness=0)


DRAWN: dict[type, Callable[[Any, Any, Inks, float], None]] = {
    Words: _words,
    Fill: _fill,
    Frame: _frame,
    Stroke: _stroke,
    Fold: _fold,
    Code: _code,
    Picture: _picture,
    Inset: _inset,
}
