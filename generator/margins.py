"""What stands in the margin of a sheet or below a tile: how to print it, and what it is. For whoever prints, not for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.imposing import UNPRINTABLE
from generator.layouts import Layout, part_of
from generator.measures import Box
from generator.pressing import Margin

if TYPE_CHECKING:
    from generator.elements import Element
    from generator.faces import Mark
    from generator.imposing import Imposition
    from generator.making import Piece, Shop
    from generator.sheets import Sheet

GAP = 6.0  # points between a note and the edge of its place


def tile_note(shop: Shop, piece: Piece, which: str, imposition: Imposition) -> Margin:
    """Return what stands below a tile of a poster."""
    place = Box(UNPRINTABLE + 24, 0, imposition.paper.width - 2 * UNPRINTABLE - 48, 0)
    taken = imposition.paper.height - 2 * UNPRINTABLE
    return _noted(shop, piece, part_of(piece.layout, "_tile-note", "card"), {"tile": which, "title": piece.title}, [place], imposition.paper.height, taken)


def sheet_note(shop: Shop, piece: Piece, sheet: Sheet, imposition: Imposition, title: str) -> Margin:
    """Return what stands in a sheet's lower margin, in its first and last column between the ticks, where it is high enough."""
    values = {"sheet": sheet.name, "title": title, "flip": imposition.flip, "sides": len(imposition.runs[0].sides)}
    first, last = sheet.cells[0], sheet.cells[-1]
    if sheet.columns == 1:
        half = first.width / 2
        places = [Box(first.x, 0, half, 0), Box(first.x + half, 0, half, 0)]
    else:
        places = [Box(first.x, 0, first.width, 0), Box(last.x, 0, last.width, 0)]
    return _noted(shop, piece, part_of(piece.layout, "_sheet-note", "card"), values, places, sheet.paper_size.height, last.bottom)


def _noted(shop: Shop, piece: Piece, note: Layout, values: dict[str, object], places: list[Box], height: float, taken: float) -> Margin:
    """Set a note's paragraphs side by side at the foot of a page of this height, if there is room below what is taken."""
    from generator.flow import rows_of
    from generator.mirroring import mirrored_in
    from generator.strips import piled

    marks: list[Mark] = []
    page = _in_words(shop, piece, note, values)
    setting = shop.setting(note, piece.language).facing(page.get("lang"))
    for para, box in zip(page.parts(), places, strict=True):
        width = box.width - 2 * GAP
        tall, own = piled(rows_of(para, width, setting))
        if setting.mirrored:
            own = mirrored_in(own, Box(0, 0, width, tall))
        top = height - UNPRINTABLE - tall
        if top >= taken + 3:
            marks.extend(mark.moved(box.x + GAP, top) for mark in own)
    return Margin(tuple(marks), page if marks else None)


def _in_words(shop: Shop, piece: Piece, note: Layout, values: dict[str, object]) -> Element:
    """Return a note in the piece's language; in English, and said to be so, if that has no words for it yet."""
    from generator.composing import Words, compose
    from generator.translating import Incomplete, Speaker

    speaker = Speaker(shop.catalogue(piece.language))
    page = compose(note, values, shop.library.contacts, Words(piece.language, speaker.say))
    try:
        speaker.check(page, note.id)
    except Incomplete:
        return compose(note, values, shop.library.contacts).speaking("en")
    return page
