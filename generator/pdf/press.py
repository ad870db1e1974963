"""Faces, and an imposition where there is one -> the bytes of a PDF.

The screen edition draws each face once, flat, with live links. The paper edition records each face once as a form and
stamps it into its cells. What a print shop gets is the business of `printshop.py`. Same input, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from generator.pdf.canvas import new_canvas
from generator.pdf.drawing import draw
from generator.pdf.identity import identify
from generator.pdf.inks import Inks, ScreenInks
from generator.pdf.structure import TagNode, structure_of
from generator.pdf.tags import Stance, Tagger
from generator.typesetting.faces import Inset, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.imposition.impose import Imposition, Placement, Side
    from generator.looks.theme import Theme
    from generator.markup.elements import Element
    from generator.pdf.document import Document
    from generator.typesetting.faces import Face, Mark

TICK_WEIGHT = 0.25  # points: the thinnest line that every printer holds


class Insets(Protocol):
    """Who draws what stands in the insets of faces, and keeps what the press knows of the document when it is done."""

    def begin(self, canvas: Any, inks: Inks) -> None:
        """Draw the insets, each as a form of its name, before anything else is drawn."""

    def end(self, tags: Tagger) -> None:
        """Take note of where everything is, before the document is closed."""


def press_pages(
    faces: Sequence[Face], page: Element, theme: Theme, document: Document, *, outline: bool = False, tagged: bool = True, insets: Insets | None = None
) -> bytes:
    """Return a PDF with a page for each face, in its own size, with live links, tagged from the element tree.

    With `outline`, its headings are bookmarks. Untagged it is only made to measure what tags cost.
    """
    buffer, canvas = new_canvas(document)
    if not tagged:
        for face in faces:
            canvas.setPageSize((face.size.width, face.size.height))
            draw(canvas, face.marks, ScreenInks(theme), face.size.height, links=True)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()
    if insets:
        insets.begin(canvas, ScreenInks(theme))
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
        draw(canvas, face.marks, ScreenInks(theme), face.size.height, links=True, tags=tags)
        tags.end_page()
    tags.finish()
    if insets:
        insets.end(tags)
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
    insets: Insets | None = None,
) -> bytes:
    """Return a PDF of imposed sheets, front and back in turn, with cut ticks and a note in the lower margin.

    The first copy of each face is content, its other copies are artifacts: a listener wants a card once. `tag_copies`
    makes every copy content. `pages` are the element trees of the faces; there is a margin for each run, or one for all.
    """
    buffer, canvas = new_canvas(document)
    inks = ScreenInks(theme)
    if insets:
        insets.begin(canvas, inks)
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
            for inset in _insets(faces[number]):
                canvas.doForm(inset.name)
            tags.leave()
            return
        if tag_copies:
            tags.structures[:] = [structure_of(pages[number], tags.root, links=False)]
        else:
            told.add(number)
        cell = placement.cell
        tags.frames[:] = [Stance(cell.right, height - cell.y, turned=True) if placement.turned else Stance(cell.x, height - cell.bottom)]
        draw(canvas, faces[number].marks, inks, faces[number].size.height, links=False, tags=tags)
        tags.frames.clear()

    for number, run in enumerate(imposition.runs):
        margin = margins[min(number, len(margins) - 1)]
        for side in run.sides * run.sheets:
            canvas.setPageSize((imposition.paper.width, height))
            _scale(canvas, imposition)
            stamp(canvas, side, height, put)
            tags.artifact()
            canvas.setStrokeGray(0)
            draw_ticks(canvas, side, height)
            tags.leave()
            _note(canvas, margin, inks, height, tags, first=margin.page not in told)
            told.add(margin.page)
            tags.end_page()
    tags.finish()
    if insets:
        insets.end(tags)
    canvas.save()
    return buffer.getvalue()


def _note(canvas: Any, margin: Margin, inks: Inks, height: float, tags: Tagger, *, first: bool) -> None:
    """Draw what stands in a margin. It is told once, on the first sheet that it stands on."""
    if margin.page is not None and first:
        tags.structures.append(structure_of(margin.page, tags.root, links=False))
        draw(canvas, margin.marks, inks, height, links=False, tags=tags)
        return
    tags.artifact()
    draw(canvas, margin.marks, inks, height, links=False)
    tags.leave()


def _tagger(canvas: Any, document: Document) -> Tagger:
    identify(canvas, document)
    return Tagger(canvas, TagNode("Document", placed=True))


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


def _record(canvas: Any, faces: Sequence[Face], inks: Inks) -> None:
    for number, face in enumerate(faces):
        canvas.beginForm(f"face{number}", 0, 0, face.size.width, face.size.height)
        draw(canvas, (mark for mark in face.marks if not isinstance(mark, Inset)), inks, face.size.height, links=False)
        canvas.endForm()


def _insets(face: Face) -> list[Inset]:
    """Return the insets of a face. They are stamped beside it: a form inside a form is a puzzle for whoever looks into the file."""
    return [mark for mark in face.marks if isinstance(mark, Inset)]


def _scale(canvas: Any, imposition: Imposition) -> None:
    """Scale a page about its middle, against a printer that shrinks or stretches."""
    across, down = imposition.scale_across, imposition.scale_down
    if (across, down) != (1.0, 1.0):
        middle = imposition.paper.width / 2, imposition.paper.height / 2
        canvas.translate(middle[0] * (1 - across), middle[1] * (1 - down))
        canvas.scale(across, down)


def stamp(canvas: Any, side: Side, height: float, put: Callable[[Placement], None]) -> None:
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


def draw_ticks(canvas: Any, side: Side, height: float) -> None:
    """Draw the lines at which a person cuts, in the colour that is set."""
    canvas.setLineWidth(TICK_WEIGHT)
    for tick in side.ticks:
        canvas.line(tick.x, height - tick.y, tick.to_x, height - tick.to_y)
