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
    from collections.abc import Callable, Collection, Sequence

    from generator.making.order import Piece
    from generator.making.shop import Shop
    from generator.markup.elements import Element
    from generator.markup.layouts import Layout
    from generator.pdf.press import Insets
    from generator.typesetting.faces import Face

ONE_SIDE = {"fronts": "front", "backs": "back"}


@dataclass(frozen=True, slots=True)
class Edition:
    """A file before it is pressed: its name, what it says of itself, what it shows on which page, and how it is pressed.

    `shown` says how often each face is in the file, `pages` which faces stand on each of its pages, by their numbers; `pressed`
    takes the document, its keywords filled in, and who draws what stands in insets; `spots` tells where numbers stand on
    faces that take the places of these.
    """

    name: str
    document: Document
    faces: tuple[Face, ...]
    shown: tuple[int, ...]
    pages: tuple[frozenset[int], ...]
    codes: tuple[str, ...]
    pressed: Callable[[Document, Insets | None], bytes]
    spots: Callable[[Sequence[Face]], tuple[Pages, ...]] = lambda _: ()
    tiled: bool = False

    @property
    def ledger(self) -> Ledger:
        """What the file shows how often and where, and the codes of what is in it."""
        ledger = ledger_of(zip(self.faces, self.shown, strict=True))
        return replace(ledger, places=self.spots(self.faces), editions=self.codes, tiled=self.tiled)

    def press(self, keywords: str, insets: Insets | None = None) -> bytes:
        """Return the file before it is proved."""
        return self.pressed(replace(self.document, keywords=keywords), insets)

    def pages_of(self, faces: Collection[int]) -> tuple[int, ...]:
        """Return the pages on which any of these faces stands, from 0."""
        return tuple(page for page, held in enumerate(self.pages) if not held.isdisjoint(faces))


def printed(shop: Shop, edition: Edition | None) -> dict[str, bytes]:
    """Return the file of an edition by its name, every number and code on it read back. Raises Problems."""
    if edition is None:
        return {}
    coded = None if edition.tiled else edition.pages_of(coded_faces(edition.faces))
    return {edition.name: proved(edition.press(edition.ledger.keywords()), shop, edition.name, coded)}


def screen_edition(shop: Shop, piece: Piece, copies: int = 1) -> Edition:
    """Return the piece with each face once, live links and its own size: to read, to send, to print a handout from.

    `copies` is how many a print dialogue offers at first.
    """
    layout = piece.layout
    duplex = layout.flip if not layout.size and len(piece.faces) > 1 else ""
    faces = [drawn_back(face) for face in piece.faces] if layout.whole_page else piece.faces
    theme, outline = shop.setting(layout).theme, not layout.size and not layout.whole_page
    return Edition(
        f"{piece.stem}.pdf",
        replace(document_of(piece, duplex), copies=copies),
        piece.faces,
        (1,) * len(piece.faces),
        tuple(frozenset({number}) for number in range(len(piece.faces))),
        _codes([piece]),
        lambda document, insets: press_pages(faces, piece.page, theme, document, outline=outline, insets=insets),
        on_faces,
    )


def twin_editions(shop: Shop, piece: Piece) -> dict[str, bytes]:
    """Return the piece as one accessible HTML file and as plain text, from the same elements as its pages."""
    from generator.making.twins import html_twin, text_twin

    title = title_of(piece)
    colours = shop.setting(piece.layout).theme.colours
    html = html_twin(piece.page, title, piece.language, colours)
    return {f"{piece.stem}.html": html.encode(), f"{piece.stem}.txt": text_twin(piece.page, title, piece.language).encode()}


def paper_edition(shop: Shop, pieces: Sequence[Piece], sheet_name: str, copies: int | None) -> Edition | None:
    """Return cards imposed on a sheet: one card in every place, or several cards in equal shares. Raises Problems.

    None if a card of one side is asked for its backs.
    """
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
    note = sheet_note(shop, first, sheet, imposition, first.title if len(pieces) == 1 else " + ".join(dict.fromkeys(piece.title for piece in pieces)))
    theme = shop.setting(first.layout).theme
    return Edition(
        ".".join([stem, sheet.id, *([shop.sides] if shop.sides != "both" else []), "pdf"]),
        document_of(first, whole.flip if len(imposition.runs[0].sides) > 1 else ""),
        tuple(faces),
        tuple(imposition.times(number) for number in range(len(faces))),
        tuple(frozenset(placement.face for placement in side.placements) for run in imposition.runs for side in run.sides * run.sheets),
        _codes(pieces),
        lambda document, insets: press_sheets(faces, pages, imposition, theme, document, [note], tag_copies=shop.tag_copies, insets=insets),
        lambda faces: on_sheets(faces, imposition),
    )


def press_edition(shop: Shop, piece: Piece) -> dict[str, bytes]:
    """Return the print shop's PDF, a face a page, and the report of what was checked. Raises Problems if a check fails."""
    ledger = replace(ledger_of((face, 1) for face in piece.faces), editions=_codes([piece]))
    document = replace(document_of(piece, ""), keywords=ledger.keywords())
    data = press_ready(piece.faces, shop.setting(piece.layout).theme, document)
    return _for_the_shop(shop, f"{piece.stem}.press.pdf", data, [Box(SLUG, SLUG, face.size.width, face.size.height) for face in piece.faces])


def ganged_edition(shop: Shop, piece: Piece, sheet_name: str, copies: int | None) -> dict[str, bytes]:
    """Return the print shop's PDF with the card ganged on a sheet, and its report. Raises Problems if a check fails."""
    assert piece.layout.size is not None
    sheet = sheet_for(shop, piece.layout, sheet_name)
    card = Card(0, 1 if len(piece.faces) > 1 else None)
    imposition = for_the_shop(impose(piece.layout.size, [card], sheet, copies=copies, flip=piece.layout.flip), BLEED)
    ledger = replace(ledger_of((face, imposition.times(number)) for number, face in enumerate(piece.faces)), editions=_codes([piece]))
    document = replace(document_of(piece, imposition.flip if len(piece.faces) > 1 else ""), keywords=ledger.keywords())
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


def _codes(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the codes of what is in a file, each once."""
    return tuple(dict.fromkeys(code for piece in pieces for code in piece.edition.split()))


def title_of(piece: Piece) -> str:
    """Return a piece's title: its heading of level 1, or what the layout is."""
    headings = (element.text() for element in piece.page.walk() if element.tag == "heading" and element.get("level") == "1")
    return next(headings, piece.layout.summary)


def document_of(piece: Piece, duplex: str) -> Document:
    """Return what a piece's PDF says of itself, but for the list of what it shows: its first heading is its title."""
    return Document(title_of(piece), piece.layout.summary, piece.language, duplex=duplex)


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


def tiled_edition(shop: Shop, piece: Piece, tiles: TilePaper) -> Edition:
    """Return a poster in tiles of the shop's paper, each with what it is and how to join it in the margin. Raises Problems."""
    from generator.imposition.tiles import tile

    if len(piece.faces) > 1:
        raise problem(tiles.place, "E526", f"'{piece.layout.id}' has {len(piece.faces)} sides; tiles have one", "tile a poster")
    face = piece.faces[0]
    imposition = tile(face.size, 0, shop.paper, tiles)
    notes = [tile_note(shop, piece, side.name, imposition) for run in imposition.runs for side in run.sides]
    theme = shop.setting(piece.layout).theme
    return Edition(
        f"{piece.stem}.{tiles.id}.pdf",
        document_of(piece, ""),
        piece.faces,
        (1,),
        tuple(frozenset({0}) for note in notes),
        _codes([piece]),
        lambda document, _: press_sheets(piece.faces, [piece.page], imposition, theme, document, notes),
        tiled=True,  # a number may lie across two tiles: it was proved on the whole poster
    )


def coded_faces(faces: Sequence[Face]) -> tuple[int, ...]:
    """Return the numbers of the faces that show a QR code, from 0."""
    return tuple(number for number, face in enumerate(faces) if any(isinstance(mark, Code) for mark in face.flat()))


def proved(data: bytes, shop: Shop, name: str, coded: Collection[int] | None = None, *, codes: bool = True) -> bytes:
    """Return the bytes of a PDF once every number and code on it was read back. Raises Problems.

    `coded`, if given, are the pages on which codes are looked for, from 0; without `codes` they are looked for on none.
    """
    found = list(prove(data, shop.library.contacts, name, coded, codes=codes))
    if found:
        raise Problems(found)
    return data
