"""Faces, and an imposition where there is one -> the bytes of a PDF.

The screen edition draws each face once, flat, with live links. The paper edition records each face once as a form and
stamps it into its cells. The press edition has the inks, the bleed and the boxes of a print shop. Same input, same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator import patches
from generator.drawing import Inks, Press, Screen, draw
from generator.faces import Fold, Words, with_grounds
from generator.identity import identify
from generator.measures import INCH, Box, Size, around
from generator.structure import Node, structure_of
from generator.tagging import Place, Tagger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.elements import Element
    from generator.faces import Face, Mark
    from generator.imposing import Imposition, Placement, Side
    from generator.themes import Theme

TICK_WEIGHT = 0.25  # points: the thinnest line that every printer holds
BLEED = 0.125 * INCH  # what US print shops ask for; 3 mm elsewhere is less
SLUG = 0.5 * INCH  # from the trim to the edge of the sheet: room for marks
MARK_LENGTH = 0.25 * INCH


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF says of itself: its title, its language, what it is about."""

    title: str
    subject: str
    language: str
    font: str
    keywords: str = ""
    duplex: str = ""  # "long", "short" or "" for one side
    copies: int = 1  # what a print dialogue offers; viewers heed 2 to 5 (ISO 32000-1, table 150)


def press_pages(faces: Sequence[Face], page: Element, theme: Theme, document: Document, *, outline: bool = False, tagged: bool = True) -> bytes:
    """Return a PDF with a page for each face, in its own size, with live links, tagged from the element tree.

    With `outline`, its headings are bookmarks. Untagged it is only made to measure what tags cost.
    """
    buffer, canvas = _canvas(document)
    if not tagged:
        for face in faces:
            canvas.setPageSize((face.size.width, face.size.height))
            draw(canvas, face.marks, Screen(theme), face.size.height, links=True)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()
    tags = _tagger(canvas, document)
    structure = structure_of(page)
    structure.root.language = document.language
    tags.root = structure.root
    tags.structures.append(structure)
    headings = {part: heading for heading in page.walk() if heading.tag == "heading" for part in heading.walk()}
    for face in faces:
        canvas.setPageSize((face.size.width, face.size.height))
        if outline:
            _bookmarks(canvas, face, headings)
        draw(canvas, face.marks, Screen(theme), face.size.height, links=True, tags=tags)
        tags.end_page()
    tags.finish()
    canvas.save()
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in the margin of a sheet: its marks, and the elements that they show."""

    marks: tuple[Mark, ...] = ()
    page: Element | None = None


def press_sheets(
    faces: Sequence[Face],
    pages: Sequence[Element],
    imposition: Imposition,
    theme: Theme,
    document: Document,
    margins: Sequence[Margin],
    *,
    tag_copies: bool = False,
) -> bytes:
    """Return a PDF of imposed sheets, front and back in turn, with cut ticks and a note in the lower margin.

    The first copy of each face is content, its other copies are artifacts: a listener wants a card once. `tag_copies`
    makes every copy content. `pages` are the element trees of the faces; there is a margin for each run, or one for all.
    """
    buffer, canvas = _canvas(document)
    inks = Screen(theme)
    _record(canvas, faces, inks)
    tags = _tagger(canvas, document)
    tags.root.language = document.language
    for page in dict.fromkeys(pages):
        tags.structures.append(structure_of(page, tags.root, links=False))
    height = imposition.paper.height
    told: set[object] = set()

    def put(placement: Placement) -> None:
        number = placement.face
        if number in told:
            tags.artifact()
            canvas.doForm(f"face{number}")
            tags.leave()
            return
        if tag_copies:
            tags.structures[:] = [structure_of(pages[number], tags.root, links=False)]
        else:
            told.add(number)
        cell = placement.cell
        tags.frames[:] = [Place(cell.right, height - cell.y, turned=True) if placement.turned else Place(cell.x, height - cell.bottom)]
        draw(canvas, faces[number].marks, inks, faces[number].size.height, links=False, tags=tags)
        tags.frames.clear()

    for number, run in enumerate(imposition.runs):
        margin = margins[min(number, len(margins) - 1)]
        for side in run.sides * run.sheets:
            canvas.setPageSize((imposition.paper.width, height))
            _scale(canvas, imposition)
            _stamp(canvas, side, height, put)
            tags.artifact()
            _ticks(canvas, side, height)
            tags.leave()
            if margin.page is not None and margin.page not in told:
                told.add(margin.page)
                tags.structures.append(structure_of(margin.page, tags.root, links=False))
                draw(canvas, margin.marks, inks, height, links=False, tags=tags)
            else:
                tags.artifact()
                draw(canvas, margin.marks, inks, height, links=False)
                tags.leave()
            tags.end_page()
    tags.finish()
    canvas.save()
    return buffer.getvalue()


def _tagger(canvas: Any, document: Document) -> Tagger:
    identify(canvas, document)
    return Tagger(canvas, Node("Document", placed=True))


def _bookmarks(canvas: Any, face: Face, headings: dict[Element, Element]) -> None:
    """Make a bookmark of each heading on a page that begins there. `headings` has the heading of each of its parts."""
    seen = canvas.__dict__.setdefault("_bookmarked", set())
    for mark in face.flat():
        heading = headings.get(mark.leaf) if isinstance(mark, Words) else None
        if isinstance(mark, Words) and heading is not None and heading not in seen:
            seen.add(heading)
            key = f"heading{len(seen)}"
            canvas.bookmarkHorizontalAbsolute(key, face.size.height - mark.y + mark.size)
            canvas.addOutlineEntry(heading.text(), key, int(heading.get("level")) - 1, closed=False)


def press_ready(faces: Iterable[Face], theme: Theme, document: Document) -> bytes:
    """Return the print shop's PDF: a face a page in CMYK, with bleed, trim and bleed boxes, crop and fold marks.

    Crop marks begin where the bleed ends, so that a cut that drifts never shows one. No link, no RGB.
    """
    buffer, canvas = _canvas(document, colour_space="CMYK")
    inks = Press(theme)
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
        draw(canvas, _bled(face), inks, face.size.height, links=False)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def press_ganged(faces: tuple[Face, ...], imposition: Imposition, theme: Theme, document: Document) -> bytes:
    """Return the print shop's PDF with cards ganged on sheets in CMYK: each bleeds as far as its neighbours leave room.

    The trim box is the whole grid; cut ticks stand outside it, behind the bleed.
    """
    buffer, canvas = _canvas(document, colour_space="CMYK")
    inks = Press(theme)
    height = imposition.paper.height
    for run in imposition.runs:
        for side in run.sides * run.sheets:
            canvas.setPageSize((imposition.paper.width, height))
            grid = around([placement.cell for placement in side.placements])
            bleed = grid.inset(-BLEED)
            canvas.setTrimBox((grid.x, height - grid.bottom, grid.right, height - grid.y))
            canvas.setBleedBox((bleed.x, height - bleed.bottom, bleed.right, height - bleed.y))
            # drawn flat: reportlab's forms lose the overprint state
            _stamp(canvas, side, height, lambda one: draw(canvas, _bled(faces[one.face]), inks, faces[one.face].size.height, links=False))
            canvas.setStrokeColorCMYK(1, 1, 1, 1)
            canvas.setLineWidth(TICK_WEIGHT)
            _lines(canvas, side, height)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _canvas(document: Document, colour_space: str | None = None) -> tuple[io.BytesIO, Any]:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    patches.apply()
    rl_config.useA85 = 0  # smaller files; reportlab offers no argument for it
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        invariant=1,
        pageCompression=1,
        lang=document.language,
        initialFontName=document.font,
        initialFontSize=10,
        pdfVersion=(1, 7),
        enforceColorSpace=colour_space,
    )
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


def _record(canvas: Any, faces: Sequence[Face], inks: Inks) -> None:
    for number, face in enumerate(faces):
        canvas.beginForm(f"face{number}", 0, 0, face.size.width, face.size.height)
        draw(canvas, face.marks, inks, face.size.height, links=False)
        canvas.endForm()


def _scale(canvas: Any, imposition: Imposition) -> None:
    """Scale a page about its middle, against a printer that shrinks or stretches."""
    across, down = imposition.scale_across, imposition.scale_down
    if (across, down) != (1.0, 1.0):
        middle = imposition.paper.width / 2, imposition.paper.height / 2
        canvas.translate(middle[0] * (1 - across), middle[1] * (1 - down))
        canvas.scale(across, down)


def _stamp(canvas: Any, side: Side, height: float, put: Callable[[Placement], None]) -> None:
    """Put a face into each cell of a side."""
    for placement in side.placements:
        canvas.saveState()
        if placement.clip:
            path = canvas.beginPath()
            path.rect(placement.clip.x, height - placement.clip.bottom, placement.clip.width, placement.clip.height)
            canvas.clipPath(path, stroke=0, fill=0)
        if placement.turned:
            canvas.translate(placement.cell.right, height - placement.cell.y)
            canvas.rotate(180)
        else:
            canvas.translate(placement.cell.x, height - placement.cell.bottom)
        put(placement)
        canvas.restoreState()


def _ticks(canvas: Any, side: Side, height: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(TICK_WEIGHT)
    _lines(canvas, side, height)


def _lines(canvas: Any, side: Side, height: float) -> None:
    for tick in side.ticks:
        canvas.line(tick.x, height - tick.y, tick.to_x, height - tick.to_y)


def _bled(face: Face) -> tuple[Mark, ...]:
    """Return the marks of a face with every ground that reaches its edge drawn on into the bleed."""
    return with_grounds((mark for mark in face.marks if not isinstance(mark, Fold)), lambda ground: _to_bleed(ground, face.size))


def _to_bleed(ground: Box, trim: Size) -> Box:
    x, y = (edge - BLEED if edge <= 0.01 else edge for edge in (ground.x, ground.y))
    right = ground.right + BLEED if ground.right >= trim.width - 0.01 else ground.right
    bottom = ground.bottom + BLEED if ground.bottom >= trim.height - 0.01 else ground.bottom
    return Box(x, y, right - x, bottom - y)


def _crop_marks(canvas: Any, trim: Box, bleed: Box) -> None:
    """Draw two marks at each corner, on all plates: that is how a printer sees whether they register."""
    canvas.setStrokeColorCMYK(1, 1, 1, 1)
    canvas.setLineWidth(TICK_WEIGHT)
    for x in (trim.x, trim.right):
        canvas.line(x, bleed.y, x, bleed.y - MARK_LENGTH)
        canvas.line(x, bleed.bottom, x, bleed.bottom + MARK_LENGTH)
    for y in (trim.y, trim.bottom):
        canvas.line(bleed.x, y, bleed.x - MARK_LENGTH, y)
        canvas.line(bleed.right, y, bleed.right + MARK_LENGTH, y)


def _fold_marks(canvas: Any, folds: list[Fold], trim: Box, bleed: Box, sheet: Size) -> None:
    canvas.setDash(2, 2)
    for fold in folds:
        if fold.x == fold.to_x:
            canvas.line(trim.x + fold.x, bleed.y, trim.x + fold.x, bleed.y - MARK_LENGTH)
            canvas.line(trim.x + fold.x, bleed.bottom, trim.x + fold.x, bleed.bottom + MARK_LENGTH)
        else:
            y = sheet.height - (trim.y + fold.y)
            canvas.line(bleed.x, y, bleed.x - MARK_LENGTH, y)
            canvas.line(bleed.right, y, bleed.right + MARK_LENGTH, y)
    canvas.setDash()
