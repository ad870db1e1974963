"""An order -> the piece: selected, spoken, filled in, checked and laid out. It makes no file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.foundation.problems import Problems, problem
from generator.making.order import Order, Piece
from generator.markup.layouts import SUBJECTS, Layout, find_layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.foundation.problems import Problem
    from generator.languages.translation import Speaker
    from generator.library.models import Audience, Contact
    from generator.library.selection import Selection
    from generator.making.shop import Shop
    from generator.markup.compose import Voice
    from generator.markup.elements import Element


def lay_out_piece(shop: Shop, order: Order) -> Piece:
    """Return the laid-out piece of an order. Raises Problems; Incomplete if a language has no words for it yet."""
    languages = order.language.split("+")
    if len(languages) == 1:
        return _in_one_language(shop, order)
    from generator.making.together import together

    return together([_in_one_language(shop, replace(order, language=language), together=True) for language in languages])


def _in_one_language(shop: Shop, order: Order, *, together: bool = False) -> Piece:
    from generator.languages.translation import Speaker

    audience = shop.library.audiences[order.audience]
    layout = find_layout(shop.layouts, order.layout)
    if layout.subject != "audience":
        raise problem(layout.place, "E406", f"the layout '{layout.id}' is for a {layout.subject}, not for an audience", f"{SUBJECTS[layout.subject]} uses it")
    if reason := layout.unsuited(audience):
        message = f"the layout '{layout.id}' is not for the audience '{audience.id}': {reason}"
        raise problem(layout.place, "E407", message, "choose another layout or audience")
    filling = filling_for(shop, audience, layout, Speaker(shop.catalogue(order.language)))
    return laid_out(shop, layout, filling.values, shop.prefix + filling.stem, filling.title, filling.speaker, filling.contacts, together=together)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a layout is filled in with for an audience, in a speaker's language, and what comes of it is called.

    `contacts` are those that the audience may be shown; `stem` is the file's name without the partner's folder and endings.
    """

    audience: Audience
    layout: Layout
    speaker: Speaker
    selection: Selection
    contacts: Mapping[str, Contact]
    values: Mapping[str, Any]

    @property
    def stem(self) -> str:
        return f"{self.audience.id}/{self.layout.id}.{self.speaker.catalogue.language}"

    @property
    def title(self) -> str:
        """The piece's title; on a piece for people who may be trafficked it names no audience."""
        return self.layout.id if self.audience.reader == "may-be-trafficked" else f"{self.layout.id} · {self.audience.name}"


def filling_for(shop: Shop, audience: Audience, layout: Layout, speaker: Speaker) -> Filling:
    """Return what a layout is filled in with: what the audience is told, as the speaker says it. Raises Problems.

    Whoever fills in a layout for an audience asks here: to print it, to stamp it, to check it, to see what it shows.
    """
    from generator.library.safeguards import permitted
    from generator.library.selection import select

    selection = speaker.selection(select(shop.library, audience, layout.depth))
    contacts = permitted(shop.library.contacts, audience.reader, shop.library.purposes)
    return Filling(audience, layout, speaker, selection, contacts, values_for(shop, selection))


def voice_of(speaker: Speaker, *, together: bool = False) -> Voice:
    """Return the voice in which a layout is filled in; `together` tells that other languages will stand on the same piece."""
    from generator.markup.compose import Voice

    return Voice(speaker.catalogue.language, speaker.say, draft_notice(speaker), speaker.catalogue.spoken, speaker.say_many, together)


def values_for(shop: Shop, selection: Selection) -> dict[str, Any]:
    """Return what a layout for an audience may print: the selection, and its first words in all languages."""
    from generator.languages.catalogues import every_language
    from generator.languages.first_words import Tongue, first_words

    def tongues() -> tuple[Tongue, ...]:
        audience, lead = shop.library.audiences[selection.audience.id], shop.library.contacts[selection.contacts[0].id]
        return first_words(audience, lead, map(shop.catalogue, every_language(shop.content)))

    return {"selection": selection, "partner": shop.partner, "tongues": tongues}


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
    from generator.markup.compose import compose
    from generator.markup.edition_code import with_edition
    from generator.typesetting.lay_out import as_shown, lay_out

    speaker = speaker or Speaker(shop.catalogue("en"))
    language = speaker.catalogue.language
    words = voice_of(speaker, together=together)
    contacts = shop.library.contacts if contacts is None else contacts
    page = compose(layout, values, contacts, words)
    speaker.check(page.said(), stem)
    page, edition = with_edition(page)
    check_filled(shop, layout, language, page, contacts)
    faces = lay_out(page, shop.setting(layout, language), shop.paper)
    return Piece(stem, title, language, layout, as_shown(page, faces), faces, edition, words.draft)


def check_filled(shop: Shop, layout: Layout, language: str, page: Element, contacts: Mapping[str, Contact]) -> None:
    """Refuse a page whose elements do not go together, or that shows digits which may not stand there. Raises Problems.

    Whoever lays out a page for readers asks here first, be it one piece or a stencil for many partners.
    """
    from generator.markup.lint import lint

    if wrong := [*lint(page), *digits_on(shop, layout, language, page, contacts)]:
        raise Problems(wrong)


def digits_on(shop: Shop, layout: Layout, language: str, page: Element, contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    """Yield what is wrong with the digits on a page whose reader may be shown these contacts."""
    from generator.library.printed import NAMES, registry_numbers, texts_of
    from generator.markup.loose_digits import loose_digits

    mentioned = {number for number in registry_numbers(contacts) if len(number) == 3}
    values = [*shop.library.contacts.values(), *shop.library.agencies.values(), *([shop.partner] if shop.partner else [])]
    known = ((text, "address" if key == "address" else "name") for value in values for _, key, text in texts_of(value) if key in {*NAMES, "address"})
    where = "list" if layout.subject != "audience" else "" if language == "en" else "translated"
    yield from loose_digits(page, mentioned, registry_numbers(shop.library.contacts), known, where)


def draft_notice(speaker: Speaker) -> str:
    """Return what a piece in a language says as long as nobody has reviewed its catalogue."""
    from generator.languages.messages import DRAFT

    return "" if speaker.catalogue.reviewed_by else speaker.say(DRAFT)
