"""The same piece in several languages -> one piece that has them all.

A card has one side for each language: its front, which is the side that says whom to call. A poster has one side for
each, a handout follows one language after the other. What is one whole in its language, such as a card that folds, is
made once for each language instead.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from generator.foundation.problems import problem
from generator.markup.elements import Element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.making.order import Piece
    from generator.typesetting.faces import Face

CARD_SIDES = 2  # of a card


def together(pieces: Sequence[Piece]) -> Piece:
    """Return pieces of one layout as one. Raises Problems for a layout that cannot be shared.

    It is in the first language; what is in the others says so.
    """
    first = pieces[0]
    stem = f"{first.stem.removesuffix(f'.{first.language}')}.{_named(pieces)}"
    page, faces = _sides(pieces) if first.layout.size else _one_after_the_other(pieces)
    return replace(first, stem=stem, page=page, faces=faces, edition=" ".join(piece.edition for piece in pieces))


def _named(pieces: Sequence[Piece]) -> str:
    return "+".join(piece.language for piece in pieces)


def _sides(pieces: Sequence[Piece]) -> tuple[Element, tuple[Face, ...]]:
    """Return the fronts of cards as the sides of one. Raises Problems."""
    first, layout = pieces[0], pieces[0].layout
    if any(face.get("across") or face.get("down") for face in first.page.parts()):
        apart = " and ".join(piece.language for piece in pieces)
        raise problem(layout.place, "E605", f"the layout '{layout.id}' folds: each language needs one of its own", f"ask for {apart} apart")
    if layout.shares_a_sheet and len(pieces) > CARD_SIDES:
        raise problem(
            layout.place, "E606", f"a card has two sides, and {_named(pieces)} are {len(pieces)} languages", "ask for two, or for a poster or a handout"
        )
    fronts = [next(piece.page.parts()) for piece in pieces]
    if any(piece.notice not in front.text() for piece, front in zip(pieces, fronts, strict=True)):
        raise problem(
            layout.place, "E412", f"the front of '{layout.id}' has no place to say that a translation is a draft", "print {{ draft }} there if together"
        )
    page = first.page.holding(tuple(front.speaking(piece.language) for piece, front in zip(pieces, fronts, strict=True)))
    return page, tuple(changed(piece.faces[0], name=f"{piece.faces[0].name} ({piece.language})", shown=None) for piece in pieces)


def _one_after_the_other(pieces: Sequence[Piece]) -> tuple[Element, tuple[Face, ...]]:
    parts = tuple(Element("section", MappingProxyType({"lang": piece.language}), piece.page.place, piece.page.children) for piece in pieces)
    return pieces[0].page.holding(parts), tuple(face for piece in pieces for face in piece.faces)
