"""Every piece that ships, for every audience that it suits, made once for all tests that look at it."""

from __future__ import annotations

from functools import cache

import pytest

from generator.foundation.files import shipped
from generator.library.read import read_library
from generator.making.make import make
from generator.making.order import Order, Piece
from generator.making.pieces import lay_out_piece
from generator.making.shop import Shop
from generator.markup.layouts import find_layout, layout_names

LIBRARY = read_library(shipped("content"))
SHOP = Shop(LIBRARY, shipped("layouts"))
LAYOUTS = {name: find_layout(SHOP.layouts, name) for name in layout_names(SHOP.layouts)}
PIECES = [
    (audience.id, layout.id)
    for layout in LAYOUTS.values()
    if layout.subject == "audience"
    for audience in LIBRARY.audiences.values()
    if not layout.unsuited(audience)
]
every_piece = pytest.mark.parametrize(("audience", "layout"), PIECES, ids=["-".join(piece) for piece in PIECES])


@cache
def made(audience: str, layout: str) -> dict[str, bytes]:
    """The files of a piece: its screen edition, and for a card its sheet."""
    return make(SHOP, Order(audience, layout))


@cache
def laid_out(audience: str, layout: str) -> Piece:
    return lay_out_piece(SHOP, Order(audience, layout))
