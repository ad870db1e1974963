"""Orders -> their files by name: the screen edition of each piece, the paper edition of a card, what else was asked for.

It joins what `pieces.py` lays out with the editions that are printed of it, and holds no rule of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.problems import Findings, problem
from generator.making.pieces import lay_out_piece

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.making.order import Order, Piece
    from generator.making.shop import Shop


def make(shop: Shop, order: Order) -> dict[str, bytes]:
    """Return the files of one piece by name: the screen edition, the paper edition of a card, the press edition if wanted.

    Names are `AUDIENCE/LAYOUT.LANG.pdf`, `AUDIENCE/LAYOUT.LANG.SHEET.pdf` and `AUDIENCE/LAYOUT.LANG.press.pdf`. Every
    number on them has been read back. Raises Problems.
    """
    from generator.imposition.sheets import TilePaper
    from generator.making.editions import ganged_edition, paper_edition, press_edition, printed, screen_edition, tiled_edition, twin_editions

    piece = lay_out_piece(shop, order)
    files = printed(shop, screen_edition(shop, piece, 1 if piece.layout.shares_a_sheet else order.copies or 1))
    if shop.twins:
        files |= twin_editions(shop, piece)
    stock = shop.sheet(order.sheet) if order.sheet not in ("", "none") else None
    if isinstance(stock, TilePaper):
        files |= printed(shop, tiled_edition(shop, piece, stock))
    elif piece.layout.shares_a_sheet and order.sheet != "none":
        files |= printed(shop, paper_edition(shop, [piece], order.sheet, order.copies))
    if shop.press:
        files |= press_edition(shop, piece)
        if piece.layout.shares_a_sheet and order.sheet not in ("", "none"):
            files |= ganged_edition(shop, piece, order.sheet, order.copies)
    return files


def make_all(shop: Shop, orders: list[Order], done: Callable[[Order, dict[str, bytes]], None] = lambda *_: None) -> dict[str, bytes]:
    """Return the files of all orders. Raises Problems with everything that is wrong in any of them.

    `done` hears of each order when it is made, with its files; with none if it was passed over.
    """
    from generator.languages.translation import Incomplete

    findings = Findings()
    files: dict[str, bytes] = {}
    for order in orders:
        with findings.collect():
            try:
                made = make(shop, order)
            except Incomplete:
                if not order.where_complete:
                    raise
                made = {}
            files |= made
            done(order, made)
    findings.raise_if_any()
    return files


def make_mixed(shop: Shop, orders: list[Order]) -> dict[str, bytes]:
    """Return the screen editions of several cards, and one paper edition that holds them all, no place wasted.

    Raises Problems: anything wrong in one of them, or cards of different sizes.
    """
    from generator.making.editions import paper_edition, printed, screen_edition

    findings = Findings()
    pieces: list[Piece] = []
    files: dict[str, bytes] = {}
    for order in orders:
        with findings.collect():
            piece = lay_out_piece(shop, order)
            pieces.append(piece)
            files |= printed(shop, screen_edition(shop, piece))
    findings.raise_if_any()
    for piece in pieces:
        if piece.layout.size is None:
            raise problem(
                piece.layout.place, "E529", f"'{piece.layout.id}' is not a card and cannot be mixed with cards", "name cards with --layout, such as wallet-card"
            )
        if pieces[0].layout.size is None or not piece.layout.size.resembles(pieces[0].layout.size):
            raise problem(piece.layout.place, "E527", f"'{piece.layout.id}' cannot share a sheet with '{pieces[0].layout.id}'", "mix cards of one size")
    return files | printed(shop, paper_edition(shop, pieces, orders[0].sheet, orders[0].copies))
