"""A composed element tree -> faces: the sides of a card, or as many pages as the text needs.

What does not fit is an error that says by how much; type is never made smaller to fit. It knows no PDF.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.foundation.measures import MM, PAPERS, Box, Size, in_words, length, size
from generator.foundation.problems import Findings, problem
from generator.typesetting.blocks import rows_in
from generator.typesetting.faces import Face
from generator.typesetting.mirror import mirrored
from generator.typesetting.sides import filled, too_long
from generator.typesetting.strips import Row, Strip, piled
from generator.typesetting.versions import versions

if TYPE_CHECKING:
    from generator.markup.elements import Element
    from generator.typesetting.setting import Setting

LEAST_ROOM = 72.0  # points that a page must leave for its text, across and down
PAGE_PARTS = frozenset({"header", "footer"})


def lay_out(layout: Element, setting: Setting, paper: str) -> tuple[Face, ...]:
    """Return the faces of a layout, or its pages on `paper` (letter, a4, ...). Raises Problems for what does not fit."""
    setting = setting.facing(layout.get("lang"))
    wanted = layout.get("size")
    if not wanted:
        pages = _pages(layout, setting, PAPERS[paper])
        return tuple(map(mirrored, pages)) if setting.mirrored else pages
    upright = PAPERS[paper]
    face_size = upright if wanted == "paper" else upright.turned() if wanted == "paper turned" else size(wanted)
    findings = Findings()
    faces = []
    for element in layout.parts():
        with findings.collect():
            faces.append(_side(element, face_size, setting))
    findings.raise_if_any()
    return tuple(faces)


def _side(element: Element, face_size: Size, setting: Setting) -> Face:
    whole = Box(0, 0, face_size.width, face_size.height)
    own = setting.facing(element.get("lang"))
    if element.get("across") or element.get("down"):
        from generator.typesetting.panels import panelled

        face = panelled(element, whole, own)
    else:
        safe, marks, shown = filled(element, whole, own, "face")
        face = Face(element.get("name"), face_size, (safe,), marks, shown)
    return mirrored(face) if own.mirrored else face


def as_shown(page: Element, faces: tuple[Face, ...]) -> Element:
    """Return the page as its faces show it: in the version that fitted."""
    now = tuple(dict.fromkeys(face.shown for face in faces if face.shown is not None))
    if len(now) == 1 and now[0].tag == page.tag:
        return now[0]
    return page.holding(now) if len(now) == len(list(page.parts())) else page


def _pages(layout: Element, setting: Setting, paper: Size) -> tuple[Face, ...]:
    margin = length(layout.get("margin", "18mm"))
    area = Box(margin, margin, paper.width - 2 * margin, paper.height - 2 * margin)
    if min(area.width, area.height) < LEAST_ROOM:
        raise problem(layout.place, "E508", f"a margin of {layout.get('margin')} leaves no room on {in_words(paper.width)} of paper", "choose a smaller margin")
    header = _furniture(layout, "header", area.width, setting)
    footer = _furniture(layout, "footer", area.width, setting)  # its height; the numbers come when they are known
    top = area.y + (header.height + header.after if header else 0.0)
    bottom = area.bottom - (footer.height + footer.before if footer else 0.0)
    most = int(layout.get("max-pages", "40")) * setting.theme.more_pages
    for tried in versions(layout):
        body = tried.holding(tuple(part for part in tried.parts() if part.tag not in PAGE_PARTS))
        pages = _paginate(rows_in(body, area.width, setting), bottom - top)
        if len(pages) <= most:
            break
    else:
        over = sum(strip.height for page in pages[most:] for strip in page)
        raise too_long(
            layout,
            over,
            [strip for page in pages for strip in page],
            f"the text takes {len(pages)} pages where {most} are allowed; it",
            setting.language,
            "E502",
        )
    faces = []
    for number, page in enumerate(pages, 1):
        numbered = replace(setting, page=number, pages=len(pages))
        _, marks = piled(page)
        moved = [mark.moved(area.x, top) for mark in marks]
        if header and (strip := _furniture(layout, "header", area.width, numbered)):
            moved += [mark.moved(area.x, area.y) for mark in strip.marks]
        if footer and (strip := _furniture(layout, "footer", area.width, numbered)):
            moved += [mark.moved(area.x, area.bottom - footer.height) for mark in strip.marks]
        faces.append(Face(f"page {number}", paper, (area,), tuple(moved), tried))
    return tuple(faces)


def _furniture(layout: Element, tag: str, width: float, setting: Setting) -> Strip | None:
    """Return the strip of a header or a footer, which stands on every page."""
    for part in layout.parts():
        if part.tag == tag:
            height, marks = piled(rows_in(part, width, setting))
            return Strip(height, tuple(marks), part.place, before=5 * MM, after=5 * MM)
    return None


def _paginate(rows: list[Row], room: float) -> list[list[Strip]]:
    """Fill page after page. A page ends only behind a strip that is not glued to the next one."""
    pages: list[list[Strip]] = []
    waiting = list(rows)
    while waiting:
        page: list[Strip] = []
        legal = 0  # how many strips of this page may stand if it has to end
        legal_rest: list[Row] = waiting
        used = 0.0
        while waiting:
            row = waiting[0]
            if isinstance(row, Strip) and row.page_break:
                waiting = waiting[1:]
                if not page:
                    continue  # a page that has nothing on it yet is not ended
                legal, legal_rest = len(page), waiting
                break
            gap = max(page[-1].after, row.before) if page else 0.0
            strip, rest = (row, None) if isinstance(row, Strip) else row.take(room - used - gap)
            if strip is None or used + gap + strip.height > room + 0.01:
                break
            used += gap + strip.height
            page.append(strip)
            waiting = [*([rest] if rest else []), *waiting[1:]]
            if not strip.glued:
                legal, legal_rest = len(page), waiting
            if rest:
                break
        else:
            legal, legal_rest = len(page), waiting
        if legal == 0:
            tallest = waiting[0] if waiting else rows[0]
            height = tallest.height if isinstance(tallest, Strip) else piled(tallest.strips)[0]
            raise problem(tallest.place, "E503", f"this does not fit on a page: it is {in_words(max(height + used - room, 0.1))} too long", "shorten it")
        pages.append(page[:legal])
        waiting = legal_rest
    return pages or [[]]
