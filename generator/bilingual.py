"""The same piece in several languages -> one piece that has them all.

A card has one side for each language: its front, which is the side that says whom to call. A poster has one side for
each, a handout follows one language after the other. What is one whole in its language, such as a card that folds, is
made once for each language instead.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.elements import Element
from generator.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.making import Piece

SIDES = 2  # of a card


def together(pieces: Sequence[Piece]) -> Piece:
    """Return pieces of one layout as one. Raises Problems for a layout that cannot be shared.

    It is in the first language; what is in the others says so.
    """
    first = pieces[0]
    layout = first.layout
    languages = "+".join(piece.language for piece in pieces)
    edition = " ".join(piece.edition for piece in pieces)
    if layout.size:
        if any(face.get("across") or face.get("down") for face in first.page.parts()):
            raise problem(
                layout.place, f"the layout '{layout.id}' folds: each language needs one of its own", f"ask for {' and '.join(languages.split('+'))} apart"
            )
        if layout.shares_a_sheet and len(pieces) > SIDES:
            raise problem(layout.place, f"a card has two sides, and {languages} are {len(pieces)} languages", "ask for two, or for a poster or a handout")
        for piece in pieces:
            if piece.notice not in next(piece.page.parts()).text():
                raise problem(
                    layout.place, f"the front of '{layout.id}' has no place to say that a translation is a draft", "print {{ draft }} there if together"
                )
        page = first.page.holding(tuple(_speaking(next(piece.page.parts()), piece.language) for piece in pieces))
        faces = tuple(replace(piece.faces[0], name=f"{piece.faces[0].name} ({piece.language})") for piece in pieces)
        return replace(first, stem=_stem(first, languages), page=page, faces=tuple(replace(face, shown=None) for face in faces), edition=edition)
    parts = tuple(Element("section", MappingProxyType({"lang": piece.language}), piece.page.place, piece.page.children) for piece in pieces)
    faces = tuple(face for piece in pieces for face in piece.faces)
    return replace(first, stem=_stem(first, languages), page=first.page.holding(parts), faces=faces, edition=edition)


def _speaking(element: Element, language: str) -> Element:
    return Element(element.tag, MappingProxyType({**element.attributes, "lang": language}), element.place, element.children)


def _stem(piece: Piece, languages: str) -> str:
    return piece.stem.removesuffix(f".{piece.language}") + f".{languages}"
