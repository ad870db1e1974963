"""The main line: audience x layout -> files. It joins the stages and holds no rule of its own.

selection  = select(library, audience)      what this reader is told
page       = compose(selection, layout)     what it says and means
faces      = lay_out(page, setting, paper)  where everything stands
imposition = impose(cards, sheet, copies)   how it lies on the paper
pdf        = press(faces, imposition)       the bytes, proved before anybody gets them
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.foundation.files import shipped
from generator.foundation.problems import Findings, Problems, problem
from generator.markup.layouts import SUBJECTS, Layout, find_layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.imposition.printers import Printer
    from generator.languages.catalogues import Catalogue
    from generator.languages.translation import Speaker
    from generator.library.library import Library
    from generator.library.models import Contact, Partner
    from generator.library.selection import Selection
    from generator.looks.theme import Theme
    from generator.markup.elements import Element
    from generator.typesetting.faces import Face
    from generator.typesetting.spans import Setting


@dataclass(frozen=True)
class Shop:
    """What a run prints from and on: content, layouts, theme, paper, and how the printer is fed.

    `sides` is "both", "fronts" or "backs"; `start_at` is the first unused place of a sheet, from 1.
    """

    library: Library
    layouts: Path
    theme: str = "plain"
    paper: str = "letter"
    sides: str = "both"
    start_at: int = 1
    printer: Printer | None = None
    press: bool = False
    profile: bytes | None = None
    tag_copies: bool = False
    twins: bool = False
    partner: Partner | None = None
    partner_folder: Path | None = None
    content: Path = field(default_factory=lambda: shipped("content"))
    themes: dict[str, Theme] = field(default_factory=dict)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """The folder of a partner's pieces, "" without one."""
        return f"{self.partner.id}/" if self.partner else ""

    def catalogue(self, language: str) -> Catalogue:
        """Return a language's catalogue, read once. Raises Problems."""
        from generator.languages.catalogues import read_catalogue

        if language not in self.catalogues:
            self.catalogues[language] = read_catalogue(self.content, language)
        return self.catalogues[language]

    def looks(self, name: str) -> Theme:
        """Return a theme, read once. Raises Problems."""
        from generator.looks.theme import read_theme

        if name not in self.themes:
            theme = read_theme(self.layouts / "themes", name)
            if self.partner:
                from generator.library.partners import in_their_colour

                theme = in_their_colour(theme, self.partner)
            self.themes[name] = theme
        return self.themes[name]

    def setting(self, layout: Layout, language: str = "en") -> Setting:
        """Return the looks for a layout's medium, and the language that its texts are in."""
        from generator.typesetting.spans import Setting

        return Setting(self.looks(self.theme), layout.medium, self.layouts / "themes", language=language, partner=self.partner_folder)

    def fonts(self) -> dict[str, Path]:
        """Return every font that pieces may be set in, by name. Raises Problems."""
        from generator.library.library import yaml_files
        from generator.looks.typecase import known_fonts

        return known_fonts(self.layouts, [self.looks(path.stem) for path in yaml_files(self.layouts / "themes")])


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


def lay_out_piece(shop: Shop, order: Order) -> Piece:
    """Return the laid-out piece of an order. Raises Problems; Incomplete if a language has no words for it yet."""
    languages = order.language.split("+")
    if len(languages) == 1:
        return _in_one_language(shop, order)
    from generator.making.together import together

    return together([_in_one_language(shop, replace(order, language=language), together=True) for language in languages])


def _in_one_language(shop: Shop, order: Order, *, together: bool = False) -> Piece:
    from generator.languages.translation import Speaker
    from generator.library.safeguards import permitted
    from generator.library.selection import select

    audience = shop.library.audiences[order.audience]
    layout = find_layout(shop.layouts, order.layout)
    if layout.subject != "audience":
        raise problem(layout.place, f"the layout '{layout.id}' is for a {layout.subject}, not for an audience", f"{SUBJECTS[layout.subject]} uses it")
    if reason := layout.unsuited(audience):
        raise problem(layout.place, f"the layout '{layout.id}' is not for the audience '{audience.id}': {reason}", "choose another layout or audience")
    speaker = Speaker(shop.catalogue(order.language))
    selection = speaker.selection(select(shop.library, audience, layout.depth))
    contacts = permitted(shop.library.contacts, audience.reader, shop.library.purposes)
    stem = f"{shop.prefix}{audience.id}/{layout.id}.{order.language}"
    return laid_out(
        shop,
        layout,
        values_for(shop, selection),
        stem,
        layout.id if audience.reader == "may-be-trafficked" else f"{layout.id} · {audience.name}",
        speaker,
        contacts,
        together=together,
    )


def values_for(shop: Shop, selection: Selection) -> dict[str, Any]:
    """Return what a layout for an audience may print: the selection, and its first words in all languages."""
    from generator.languages.first_words import tongues

    return {"selection": selection, "partner": shop.partner, "tongues": partial(tongues, shop, selection.audience.id, selection.contacts[0].id)}


def laid_out(
    shop: Shop,
    layout: Layout,
    values: Mapping[str, Any],
    stem: str,
    title: str,
    speaker: Speaker | None = None,
    contacts: Mapping[str, Contact] | None = None,
    *,
    together: bool = False,
) -> Piece:
    """Return a layout filled with values and laid out on the shop's paper. Raises Problems.

    `speaker` says its words, in English without it; `contacts` are those that its reader may be shown, else all;
    `together` tells that other languages will stand on the same piece.
    """
    from generator.languages.translation import Speaker
    from generator.markup.compose import Words, compose
    from generator.markup.edition_code import with_edition
    from generator.markup.lint import lint
    from generator.typesetting.lay_out import as_shown, lay_out

    speaker = speaker or Speaker(shop.catalogue("en"))
    language = speaker.catalogue.language
    words = Words(language, speaker.say, draft_notice(speaker), speaker.catalogue.spoken, speaker.say_many, together)
    page = compose(layout, values, shop.library.contacts if contacts is None else contacts, words)
    speaker.check(page, stem)
    page, edition = with_edition(page)
    if wrong := list(lint(page)):
        raise Problems(wrong)
    faces = lay_out(page, shop.setting(layout, language), shop.paper)
    return Piece(stem, title, language, layout, as_shown(page, faces), faces, edition, words.draft)


def draft_notice(speaker: Speaker) -> str:
    """Return what a piece in a language says as long as nobody has reviewed its catalogue."""
    from generator.languages.messages import DRAFT

    return "" if speaker.catalogue.reviewed_by else speaker.say(DRAFT)


def make(shop: Shop, order: Order) -> dict[str, bytes]:
    """Return the files of one piece by name: the screen edition, the paper edition of a card, the press edition if wanted.

    Names are `AUDIENCE/LAYOUT.LANG.pdf`, `AUDIENCE/LAYOUT.LANG.SHEET.pdf` and `AUDIENCE/LAYOUT.LANG.press.pdf`. Every
    number on them has been read back. Raises Problems.
    """
    from generator.imposition.sheets import TilePaper, find_sheet
    from generator.making.editions import ganged_edition, paper_edition, press_edition, screen_edition, tiled_edition, twin_editions

    piece = lay_out_piece(shop, order)
    files = screen_edition(shop, piece, 1 if piece.layout.shares_a_sheet else order.copies or 1)
    if shop.twins:
        files |= twin_editions(shop, piece)
    stock = find_sheet(shop.layouts, order.sheet) if order.sheet not in ("", "none") else None
    if isinstance(stock, TilePaper):
        files |= tiled_edition(shop, piece, stock)
    elif piece.layout.shares_a_sheet and order.sheet != "none":
        files |= paper_edition(shop, [piece], order.sheet, order.copies)
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
    from generator.making.editions import paper_edition, screen_edition

    findings = Findings()
    pieces: list[Piece] = []
    files: dict[str, bytes] = {}
    for order in orders:
        with findings.collect():
            piece = lay_out_piece(shop, order)
            pieces.append(piece)
            files |= screen_edition(shop, piece)
    findings.raise_if_any()
    for piece in pieces:
        if piece.layout.size is None:
            raise problem(
                piece.layout.place, f"'{piece.layout.id}' is not a card and cannot be mixed with cards", "name cards with --layout, such as wallet-card"
            )
        if pieces[0].layout.size is None or not piece.layout.size.resembles(pieces[0].layout.size):
            raise problem(piece.layout.place, f"'{piece.layout.id}' cannot share a sheet with '{pieces[0].layout.id}'", "mix cards of one size")
    return files | paper_edition(shop, pieces, orders[0].sheet, orders[0].copies)
