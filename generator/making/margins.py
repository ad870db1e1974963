"""What stands in the margin of a sheet or below a tile: how to print it, and what it is. For whoever prints, not for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.measures import Box
from generator.imposition.impose import UNPRINTABLE
from generator.markup.layouts import Layout, part_of
from generator.pdf.press import Margin

if TYPE_CHECKING:
    from generator.imposition.impose import Imposition
    from generator.imposition.sheets import Sheet
    from generator.making.order import Piece
    from generator.making.shop import Shop
    from generator.markup.elements import Element
    from generator.typesetting.faces import Mark

NOTE_GAP = 6.0  # points between a note and the edge of its place


def tile_note(shop: Shop, piece: Piece, which: str, imposition: Imposition) -> Margin:
    """Return what stands below a tile of a poster."""
    place = Box(UNPRINTABLE + 24, 0, imposition.paper.width - 2 * UNPRINTABLE - 48, 0)
    taken = imposition.paper.height - 2 * UNPRINTABLE
    return _noted(shop, piece, part_of(piece.layout, "tile-note", "card"), {"tile": which, "title": piece.title}, [place], imposition.paper.height, taken)


def sheet_note(shop: Shop, piece: Piece, sheet: Sheet, imposition: Imposition, title: str) -> Margin:
    """Return what stands in a sheet's lower margin, in its first and last column between the ticks, where it is high enough."""
    values = {"sheet": sheet.name, "title": title, "flip": imposition.flip, "sides": len(imposition.runs[0].sides)}
    first, last = sheet.cells[0], sheet.cells[-1]
    if sheet.columns == 1:
        half = first.width / 2
        places = [Box(first.x, 0, half, 0), Box(first.x + half, 0, half, 0)]
    else:
        places = [Box(first.x, 0, first.width, 0), Box(last.x, 0, last.width, 0)]
    return _noted(shop, piece, part_of(piece.layout, "sheet-note", "card"), values, places, sheet.paper_size.height, last.bottom)


def _noted(shop: Shop, piece: Piece, note: Layout, values: dict[str, object], places: list[Box], height: float, taken: float) -> Margin:
    """Set a note's paragraphs side by side at the foot of a page of this height, if there is room below what is taken."""
    from generator.typesetting.blocks import rows_of
    from generator.typesetting.mirror import mirrored_in
    from generator.typesetting.strips import piled

    marks: list[Mark] = []
    page = _in_words(shop, piece, note, values)
    setting = shop.setting(note, piece.language).facing(page.get("lang"))
    for para, box in zip(page.parts(), places, strict=True):
        width = box.width - 2 * NOTE_GAP
        tall, own = piled(rows_of(para, width, setting))
        if setting.mirrored:
            own = mirrored_in(own, Box(0, 0, width, tall))
        top = height - UNPRINTABLE - tall
        if top >= taken + 3:
            marks.extend(mark.moved(box.x + NOTE_GAP, top) for mark in own)
    return Margin(tuple(marks), page if marks else None)


def _in_words(shop: Shop, piece: Piece, note: Layout, values: dict[str, object]) -> Element:
    """Return a note in the piece's language; in English, and said to be so, if that has no words for it yet."""
    from generator.languages.translation import Incomplete, Speaker
    from generator.markup.compose import Voice, compose

    speaker = Speaker(shop.catalogue(piece.language))
    page = compose(note, values, shop.library.contacts, Voice(piece.language, speaker.say))
    try:
        speaker.check(page.said(), note.id)
    except Incomplete:
        return compose(note, values, shop.library.contacts).speaking("en")
    return page
