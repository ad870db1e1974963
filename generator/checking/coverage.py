"""A language -> which pieces it has words for, and how many words the others still lack. Nothing is laid out for that."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.problems import Problems
from generator.languages.messages import messages_of
from generator.library.models import TextChannel
from generator.library.numbers import answers
from generator.markup.layouts import find_layout, layout_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.making.shop import Shop


@dataclass(frozen=True, slots=True)
class Covered:
    """A piece in a language: how many messages it shows, and how many of them have no translation."""

    audience: str
    layout: str
    messages: int
    missing: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A language: its pieces, how many messages it has of how many, and how many translations are of texts that have changed."""

    language: str
    pieces: tuple[Covered, ...]
    messages: int
    translated: int
    stale: int

    @property
    def complete(self) -> tuple[Covered, ...]:
        return tuple(piece for piece in self.pieces if not piece.missing)


def coverage(shop: Shop, languages: Iterable[str]) -> list[Coverage]:
    """Return what each language has words for. Raises Problems for a catalogue or a layout that cannot be read."""
    wanted = {(message.context, message.text) for message in messages_of(shop.library, shop.layouts)}
    shown: dict[frozenset[str], dict[tuple[str, str], set[tuple[str, str]]]] = {}  # by who answers in the language: all else is the same
    found = []
    for language in languages:
        known = set(shop.catalogue(language).messages)
        answering = _answering(shop, language)
        if answering not in shown:
            shown[answering] = _shown(shop, language)
        pieces = (Covered(*piece, len(messages), len(messages - known)) for piece, messages in sorted(shown[answering].items()))
        found.append(Coverage(language, tuple(pieces), len(wanted), len(wanted & known), len(known - wanted)))
    return found


def _answering(shop: Shop, language: str) -> frozenset[str]:
    """Return who answers in a language: contacts, and text lines."""
    contacts = shop.library.contacts.values()
    return frozenset(one.id for one in contacts if answers(one, language)) | frozenset(
        f"{one.id}.text" for one in contacts if isinstance(one.text, TextChannel) and answers(one.text, language)
    )


def _shown(shop: Shop, language: str) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Return for each piece, by audience and layout, the messages that it shows."""
    found = {}
    for name in layout_names(shop.layouts):
        layout = find_layout(shop.layouts, name)
        for audience in shop.library.audiences.values():
            if layout.suits(audience):
                with suppress(Problems):  # what cannot be made in English either is told by check
                    found[audience.id, name] = shown_by(shop, audience.id, name, language)
    return found


def shown_by(shop: Shop, audience: str, name: str, language: str) -> set[tuple[str, str]]:
    """Return the messages that a piece shows in a language, by context and English text."""
    from generator.languages.catalogues import Catalogue
    from generator.languages.translation import Speaker
    from generator.making.pieces import filling_for
    from generator.markup.compose import Voice, compose

    layout = find_layout(shop.layouts, name)
    speaker = Speaker(Catalogue(language, "", "", "", {}))  # a language without a word: everything it is asked for is marked
    values = filling_for(shop, shop.library.audiences[audience], layout, speaker).values
    page = compose(layout, values, shop.library.contacts, Voice(language, speaker.say))
    return speaker.unsaid(page.said())
