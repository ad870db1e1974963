"""A laid-out piece -> its files: for the screen, for an office printer's sheets, for a print shop.

Each is proved before it leaves: its numbers are read back from its own bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.foundation.measures import Box, Size
from generator.foundation.problems import Problems, did_you_mean, problem
from generator.imposition.impose import Card, for_the_shop, impose, only_sides
from generator.imposition.sheets import PlainPaper, Sheet, Stock, TilePaper
from generator.making.margins import sheet_note, tile_note
from generator.pdf.document import Document
from generator.pdf.grounds import BLEED, drawn_back
from generator.pdf.press import press_pages, press_sheets
from generator.pdf.printshop import SLUG, press_ganged, press_ready
from generator.proof.ledgers import Ledger, ledger_of
from generator.proof.prove import prove
from generator.proof.spots import Pages, on_faces, on_sheets
from generator.typesetting.faces import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from generator.imposition.impose import Imposition
    from generator.making.order import Piece
    from generator.making.shop import Shop
    from generator.markup.elements import Element
    from generator.markup.layouts import Layout
    from generator.pdf.press import Insets, Margin
    from generator.typesetting.faces import Face

ONE_SIDE = {"fronts": "front", "backs": "back"}


def screen_edition(shop: Shop, piece: Piece, copies: int = 1) -> dict[str, bytes]:
    """Return the piece with each face once, live links and its own size: to read, to send, to print a handout from.

    `copies` is how many a print dialogue offers at first.
    """
    ledger = _ledger([piece], ((face, 1) for face in piece.faces), on_faces(piece.faces))
    name = f"{piece.stem}.pdf"
    return {name: proved(press_screen(shop, piece, ledger.keywords(), copies), shop, name, coded_pages(piece.faces))}


def press_screen(shop: Shop, piece: Piece, keywords: str, copies: int = 1, insets: Insets | None = None) -> bytes:
    """Return the screen edition before it is proved."""
    flows = not piece.layout.size and not piece.layout.whole_page
    duplex = piece.layout.flip if not piece.layout.size and len(piece.faces) > 1 else ""
    document = replace(document_of(piece, keywords, duplex), copies=copies)
    faces = [drawn_back(face) for face in piece.faces] if piece.layout.whole_page else piece.faces
    return press_pages(faces, piece.page, shop.setting(piece.layout).theme, document, outline=flows, insets=insets)


def twin_editions(shop: Shop, piece: Piece) -> dict[str, bytes]:
    """Return the piece as one accessible HTML file and as plain text, from the same elements as its pages."""
    from generator.making.twins import html_twin, text_twin

    title = title_of(piece)
    colours = shop.setting(piece.layout).theme.colours
    html = html_twin(piece.page, title, piece.language, colours)
    return {f"{piece.stem}.html": html.encode(), f"{piece.stem}.txt": text_twin(piece.page, title, piece.language).encode()}


@dataclass(frozen=True, slots=True)
class Imposed:
    """Cards as they lie on their sheets: the file's name, the faces with the pages that they show, and what stands in the margin."""

    name: str
    first: Piece
    faces: tuple[Face, ...]
    pages: tuple[Element, ...]
    imposition: Imposition
    note: Margin
    duplex: str

    @property
    def coded_pages(self) -> tuple[int, ...]:
        """The pages that show a QR code, from 0."""
        coded = set(coded_pages(self.faces))
        sides = (side for run in self.imposition.runs for side in run.sides * run.sheets)
        return tuple(page for page, side in enumerate(sides) if any(placement.face in coded for placement in side.placements))


def paper_edition(shop: Shop, pieces: Sequence[Piece], sheet_name: str, copies: int | None) -> dict[str, bytes]:
    """Return cards imposed on a sheet: one card in every place, or several cards in equal shares. Raises Problems."""
    job = imposed(shop, pieces, sheet_name, copies)
    if job is None:
        return {}
    shown = ((face, job.imposition.times(number)) for number, face in enumerate(job.faces))
    ledger = _ledger(pieces, shown, on_sheets(job.faces, job.imposition))
    return {job.name: proved(press_imposed(shop, job, ledger.keywords()), shop, job.name, job.coded_pages)}


def imposed(shop: Shop, pieces: Sequence[Piece], sheet_name: str, copies: int | None) -> Imposed | None:
    """Return how cards lie on a sheet; None if a card of one side is asked for its backs. Raises Problems."""
    first = pieces[0]
    assert first.layout.size is not None
    sheet = sheet_for(shop, first.layout, sheet_name)
    cards: list[Card] = []
    faces: list[Face] = []
    pages: list[Element] = []
    for piece in pieces:
        cards.append(Card(len(faces), len(faces) + 1 if len(piece.faces) > 1 else None))
        faces.extend(piece.faces[:2])
        pages.extend(piece.page for _ in piece.faces[:2])
    whole = impose(first.layout.size, cards, sheet, copies=copies, start_at=shop.start_at, flip=first.layout.flip)
    imposition = only_sides(whole, ONE_SIDE.get(shop.sides, ""))
    if not imposition.runs:
        return None
    if shop.printer:
        imposition = shop.printer.adjust(imposition)
    stem = first.stem if len(pieces) == 1 else f"{shop.prefix}mixed"
    name = ".".join([stem, sheet.id, *([shop.sides] if shop.sides != "both" else []), "pdf"])
    note = sheet_note(shop, first, sheet, imposition, first.title if len(pieces) == 1 else " + ".join(dict.fromkeys(piece.title for piece in pieces)))
    duplex = whole.flip if len(imposition.runs[0].sides) > 1 else ""
    return Imposed(name, first, tuple(faces), tuple(pages), imposition, note, duplex)


def press_imposed(shop: Shop, job: Imposed, keywords: str, insets: Insets | None = None) -> bytes:
    """Return the paper edition before it is proved."""
    document = document_of(job.first, keywords, job.duplex)
    theme = shop.setting(job.first.layout).theme
    return press_sheets(job.faces, job.pages, job.imposition, theme, document, [job.note], tag_copies=shop.tag_copies, insets=insets)


def press_edition(shop: Shop, piece: Piece) -> dict[str, bytes]:
    """Return the print shop's PDF, a face a page, and the report of what was checked. Raises Problems if a check fails."""
    ledger = _ledger([piece], ((face, 1) for face in piece.faces))
    document = document_of(piece, ledger.keywords(), "")
    data = press_ready(piece.faces, shop.setting(piece.layout).theme, document)
    return _for_the_shop(shop, f"{piece.stem}.press.pdf", data, [Box(SLUG, SLUG, face.size.width, face.size.height) for face in piece.faces])


def ganged_edition(shop: Shop, piece: Piece, sheet_name: str, copies: int | None) -> dict[str, bytes]:
    """Return the print shop's PDF with the card ganged on a sheet, and its report. Raises Problems if a check fails."""
    assert piece.layout.size is not None
    sheet = sheet_for(shop, piece.layout, sheet_name)
    card = Card(0, 1 if len(piece.faces) > 1 else None)
    imposition = for_the_shop(impose(piece.layout.size, [card], sheet, copies=copies, flip=piece.layout.flip), BLEED)
    ledger = _ledger([piece], ((face, imposition.times(number)) for number, face in enumerate(piece.faces)))
    document = document_of(piece, ledger.keywords(), imposition.flip if len(piece.faces) > 1 else "")
    data = press_ganged(piece.faces, imposition, shop.setting(piece.layout).theme, document)
    grids = [side.grid for run in imposition.runs for side in run.sides * run.sheets]
    trims = [Box(grid.x, imposition.paper.height - grid.bottom, grid.width, grid.height) for grid in grids]
    return _for_the_shop(shop, f"{piece.stem}.{sheet.id}.press.pdf", data, trims)


def _for_the_shop(shop: Shop, name: str, data: bytes, trims: list[Box]) -> dict[str, bytes]:
    from generator.pdf.preflight import preflight

    if shop.profile is not None:
        from generator.pdf.profiles import with_profile

        data = with_profile(data, shop.profile)
    report = preflight(proved(data, shop, name), name, trims)
    return {name: data, name.replace(".pdf", ".txt"): report.encode()}


def _ledger(pieces: Sequence[Piece], shown: Iterable[tuple[Face, int]], places: tuple[Pages, ...] = ()) -> Ledger:
    """Return the ledger of a file: what it shows how often and where, and the codes of its editions."""
    return replace(ledger_of(shown), places=places, editions=tuple(dict.fromkeys(code for piece in pieces for code in piece.edition.split())))


def title_of(piece: Piece) -> str:
    """Return a piece's title: its heading of level 1, or what the layout is."""
    headings = (element.text() for element in piece.page.walk() if element.tag == "heading" and element.get("level") == "1")
    return next(headings, piece.layout.summary)


def document_of(piece: Piece, keywords: str, duplex: str) -> Document:
    """Return what a piece's PDF says of itself: its first heading is its title."""
    return Document(title_of(piece), piece.layout.summary, piece.language, keywords, duplex)


def sheet_for(shop: Shop, layout: Layout, name: str = "") -> Sheet:
    """Return the sheet that is asked for, or the layout's own, or else one of this paper for cards of this size."""
    assert layout.size is not None
    if name:
        return _on_paper(shop.sheet(name), shop, layout.size)
    sheets = shop.sheets()
    if layout.sheet and layout.sheet not in sheets:
        raise problem(layout.place, "E208", f"there is no sheet '{layout.sheet}'", did_you_mean(layout.sheet, sheets))
    own = sheets.get(layout.sheet)
    if own and own.paper in (shop.paper, "any"):
        return _on_paper(own, shop, layout.size)
    for sheet in sheets.values():
        if isinstance(sheet, Sheet) and sheet.paper == shop.paper and sheet.card.resembles(layout.size):
            return sheet
    plain = [sheet for sheet in sheets.values() if isinstance(sheet, PlainPaper) and sheet.paper in (shop.paper, "any")]
    if not plain:
        raise problem(layout.place, "E524", f"there is no {shop.paper} sheet for cards of this size", "name one with --sheet, or --sheet none")
    return min(plain, key=lambda sheet: (sheet.gutter, sheet.id)).on(shop.paper, layout.size)


def _on_paper(stock: Stock, shop: Shop, card: Size) -> Sheet:
    if isinstance(stock, TilePaper):
        raise problem(stock.place, "E525", "tiles are for posters, not for cards that share a sheet", "name a sheet of cards with --sheet")
    return stock if isinstance(stock, Sheet) else stock.on(shop.paper, card)


def tiled_edition(shop: Shop, piece: Piece, tiles: TilePaper) -> dict[str, bytes]:
    """Return a poster in tiles of the shop's paper, each with what it is and how to join it in the margin."""
    from generator.imposition.tiles import tile

    if len(piece.faces) > 1:
        raise problem(tiles.place, "E526", f"'{piece.layout.id}' has {len(piece.faces)} sides; tiles have one", "tile a poster")
    face = piece.faces[0]
    imposition = tile(face.size, 0, shop.paper, tiles)
    ledger = replace(_ledger([piece], [(face, 1)]), tiled=True)  # a number may lie across two tiles: it was proved on the whole poster
    notes = [tile_note(shop, piece, side.name, imposition) for run in imposition.runs for side in run.sides]
    document = document_of(piece, ledger.keywords(), "")
    name = f"{piece.stem}.{tiles.id}.pdf"
    return {name: proved(press_sheets(piece.faces[:1], [piece.page], imposition, shop.setting(piece.layout).theme, document, notes), shop, name)}


def _has_code(face: Face) -> bool:
    return any(isinstance(mark, Code) for mark in face.flat())


def coded_pages(faces: Sequence[Face]) -> tuple[int, ...]:
    """Return the numbers of the faces that show a QR code, from 0."""
    return tuple(number for number, face in enumerate(faces) if _has_code(face))


def proved(data: bytes, shop: Shop, name: str, coded: Collection[int] | None = None, *, codes: bool = True) -> bytes:
    """Return the bytes of a PDF once every number and code on it was read back. Raises Problems.

    `coded`, if given, are the pages on which codes are looked for, from 0; without `codes` they are looked for on none.
    """
    found = list(prove(data, shop.library.contacts, name, coded, codes=codes))
    if found:
        raise Problems(found)
    return data
