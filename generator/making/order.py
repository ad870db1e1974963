"""An order for a piece, and the piece that came of it: laid out, before it is a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.markup.elements import Element
    from generator.markup.layouts import Layout
    from generator.typesetting.faces import Face


@dataclass(frozen=True, slots=True)
class Order:
    """One piece to make. `sheet` is a sheet's name, "" for the layout's own, or "none"; `copies` counts cards.

    `language` is one, or several on one piece: `en+es`. With `where_complete` it is passed over if its language has no
    words for it yet.
    """

    audience: str
    layout: str
    language: str = "en"
    sheet: str = ""
    copies: int | None = None
    where_complete: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as it was laid out: what it says, and its faces. `stem` is its file's name without endings."""

    stem: str
    title: str
    language: str
    layout: Layout
    page: Element
    faces: tuple[Face, ...]
    edition: str  # a code that changes with its words
    notice: str = ""  # what it has to say as long as nobody has reviewed its translation
