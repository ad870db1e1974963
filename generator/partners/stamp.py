"""The same piece for many partners -> the files of each, made from a stencil and a blank instead of from nothing.

A piece is filled in, laid out and drawn once for all partners of a form. For each of them only their own words are set,
drawn into the blank, and proved as always. What does not go with the stencil is left to the long way: `files_for` says None.
The bytes depend on the partner alone, not on who came before.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from generator.foundation.problems import Problems
from generator.imposition.sheets import TilePaper
from generator.languages.translation import Incomplete, Speaker
from generator.library.safeguards import contact_barred, permitted
from generator.making.editions import paper_edition, screen_edition, title_of
from generator.making.order import Piece
from generator.making.pieces import check_filled, digits_on, filling_for, values_for, voice_of
from generator.markup.compose import Voice, check_page, filled_in
from generator.markup.edition_code import EDITION_SLOT, code_of, said_by
from generator.markup.layouts import find_layout
from generator.markup.loose_digits import own_parts
from generator.markup.slots import FIRST_SLOT, MOST, Opened, form_key, form_of, has_slot
from generator.partners.blanks import Blanked
from generator.partners.stencils import Unstencilled, Watching, stencil_of
from generator.typesetting.faces import Words
from generator.typesetting.lay_out import as_shown, lay_out

if TYPE_CHECKING:
    from generator.making.order import Order
    from generator.making.shop import Shop
    from generator.markup.elements import Element
    from generator.markup.layouts import Layout
    from generator.markup.slots import Form
    from generator.partners.stencils import Filled, Stencil

SLOT = re.compile(f"([{chr(FIRST_SLOT)}-{chr(FIRST_SLOT + MOST)}])")
MOST_FORMS = 48  # kept at once: partners who give the same words are of one form, and most do
MOST_STENCILS = 8  # of a form, kept at once: as many as there are ways in which names break over lines


@dataclass(slots=True)
class Cut:
    """A stencil and the blanks that were drawn from it."""

    stencil: Stencil
    blanks: list[Blanked]


@dataclass(slots=True)
class Master:
    """A layout that was filled in once for all partners of a form."""

    order: Order
    form: Form
    layout: Layout
    page: Element
    own: Element  # what must be judged anew for each partner
    said: tuple[str, ...]  # all that the page says, in pieces: a slot is one by itself
    stem: str
    title: str
    words: Voice
    cuts: list[Cut] = field(default_factory=list)


class Ready(NamedTuple):
    """What is needed for a partner's copies: the blanks, their marks, their words, and the code of their edition."""

    cut: Cut
    filled: Filled
    words: dict[int, str]
    code: str


class Personaliser:
    """Keeps the masters of one run: for each order and each form of partners."""

    def __init__(self) -> None:
        self.masters: dict[tuple[Order, tuple[object, ...]], Master | None] = {}

    def files_for(self, shop: Shop, order: Order) -> dict[str, bytes] | None:
        """Return the files of an order for the shop's partner, as `make` would name them; None if they must be made the long way.

        Every number on them has been read back. Raises Problems if one is not as it should be.
        """
        found = self.blanks_for(shop, order)
        if found is None:
            return None
        files: dict[str, bytes] = {}
        for blank in found.cut.blanks:
            printed = blank.printed(shop, found.filled, found.words, found.code)
            if printed is None:
                return None
            files |= printed
        return files

    def blanks_for(self, shop: Shop, order: Order) -> Ready | None:
        """Return the blanks of an order, and what the shop's partner writes into them; None if it must be made the long way."""
        master = self._master_for(shop, order)
        if master is None or shop.partner is None:
            return None
        words = master.form.slots.filled(shop.partner)
        if any(EDITION_SLOT in word or has_slot(word) for word in words.values()):
            return None
        shown = permitted(shop.library.contacts, shop.library.audiences[order.audience].reader, shop.library.purposes)
        if any(digits_on(shop, master.layout, order.language, master.own.filled(words), shown)):
            return None  # the long way tells it with its place
        code = words[ord(EDITION_SLOT)] = code_of("".join(words.get(ord(part), part) if len(part) == 1 else part for part in master.said))
        found = _cut_for(shop, master, words)
        return None if found is None else Ready(*found, words, code)

    def _master_for(self, shop: Shop, order: Order) -> Master | None:
        """Return the master of an order for partners of this form, made once; None if there can be none."""
        partner = shop.partner
        if partner is None or "+" in order.language or not _is_plain(shop, order):
            return None
        audience = shop.library.audiences[order.audience]
        registry = {name: contact for name, contact in shop.library.contacts.items() if name not in partner.contacts}
        key = form_key(partner, registry, lambda contact: contact_barred(contact, audience.reader, shop.library.purposes))
        if key is None:
            return None
        known = (order, key)
        if known not in self.masters:
            if len(self.masters) >= MOST_FORMS:
                del self.masters[next(iter(self.masters))]
            self.masters[known] = _master(shop, order, form_of(partner, key))
        return self.masters[known]


def _cut_for(shop: Shop, master: Master, words: dict[int, str]) -> tuple[Cut, Filled] | None:
    """Return the stencil that these words go into, and their marks; None if no stencil can be cut for them.

    A stencil depends on the room that words take and not on whose they are: one that was thrown away is cut again alike.
    """
    for cut in master.cuts:
        with suppress(Unstencilled, Problems):
            return cut, cut.stencil.filled(words)
    with suppress(Unstencilled, Problems):
        cut = _cut(shop, master, words)
        master.cuts = [*master.cuts[-MOST_STENCILS + 1 :], cut]
        return cut, cut.stencil.first
    return None


def _is_plain(shop: Shop, order: Order) -> bool:
    """Tell whether an order asks for nothing but a piece for the screen and, of a card, its sheet."""
    if shop.press or shop.twins or shop.printer or shop.tag_copies:
        return False
    return order.sheet in ("", "none") or not isinstance(shop.sheet(order.sheet), TilePaper)


def _master(shop: Shop, order: Order, form: Form) -> Master | None:
    """Return a layout filled in with slots; None if it looks into what stands in them, or does not suit."""
    audience = shop.library.audiences[order.audience]
    layout = find_layout(shop.layouts, order.layout)
    if layout.subject != "audience" or layout.unsuited(audience):
        return None
    filling = filling_for(shop, audience, layout, Speaker(shop.catalogue(order.language)))
    slotted = form.partner.contacts
    selection = replace(filling.selection, contacts=tuple(slotted.get(contact.id, contact) for contact in filling.selection.contacts))
    words = voice_of(filling.speaker)
    try:
        page = filled_in(layout, values_for(replace(shop, partner=form.partner), selection), words, slotted=True)
        filling.speaker.check(page.said(), filling.stem)
    except (Opened, Incomplete):
        return None
    return Master(order, form, layout, page, own_parts(page), tuple(SLOT.split(said_by(page))), filling.stem, filling.title, words)


def _cut(shop: Shop, master: Master, words: dict[int, str]) -> Cut:
    """Return a stencil that goes with these words, and the blanks for it. Raises Unstencilled, or Problems if they do not fit."""
    real = master.page.filled(words)
    reader = shop.library.audiences[master.order.audience].reader
    contacts = permitted(shop.library.contacts, reader, shop.library.purposes)
    check_page(real, master.layout, contacts, master.words)
    check_filled(shop, master.layout, master.order.language, real, contacts)
    own, watching = dict(words), Watching()
    setting = replace(shop.setting(master.layout, master.order.language), words=own)
    faces = lay_out(master.page, replace(setting, watch=watching), shop.paper)
    widths = watching.widths
    if any(one.is_wider() for one in widths):
        watching = Watching(whole_tables=True)
        faces = lay_out(master.page, replace(setting, watch=watching), shop.paper)
    stencil = stencil_of(faces, watching, widths, own)
    own_fonts = {font.typeface for font in (setting.case.number_font(), *(setting.case.font(face, master.order.language) for face in setting.theme.fonts))}
    if any(isinstance(mark, Words) and mark.font.typeface not in own_fonts for marks in stencil.first.groups for mark in marks):
        raise Unstencilled  # a blank's fonts must not depend on the first partner's letters
    piece = Piece(master.stem, master.title, master.order.language, master.layout, as_shown(master.page, stencil.faces), stencil.faces, "", master.words.draft)
    if has_slot(title_of(piece)):
        raise Unstencilled
    shares, copies = piece.layout.shares_a_sheet, master.order.copies
    editions = [screen_edition(shop, piece, 1 if shares else copies or 1)]
    if shares and master.order.sheet != "none":
        paper = paper_edition(shop, [piece], master.order.sheet, copies)
        if paper is None:
            raise Unstencilled
        editions.append(paper)
    blanks = [Blanked(edition, stencil) for edition in editions]
    return Cut(stencil, blanks)
