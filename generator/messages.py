"""The content and the layouts -> every message that a translator is asked for, with its context and its places.

A message is known by its English text and its context: a changed English text is a new message, and the old translation
is never printed again. Contexts are few, so that equal words are translated once. Reads no catalogue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.models import Agency, Audience, Contact, Holder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.library import Library

# What a layout says is wrapped in _("..."); a message may hold places such as %(day)s.
WRAPPED = re.compile(r"""_\(\s*(?P<quote>["'])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)\s*\)""")

DRAFT = "Draft translation, not yet reviewed"  # stands on every piece in a language whose catalogue nobody has reviewed
CONTACT_WORDS = ("name", "short", "operator", "hours", "languages", "cost", "privacy", "call_for", "card_note")
AUDIENCE_WORDS = ("name", "title", "written_for", "intro", "urgent")
CARD_WORDS = ("title", "lead", "helpline")
AGENCY_WORDS = ("name", "summary")


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate. `context` tells card wording (short) and layouts apart from running text."""

    context: str
    text: str
    places: tuple[str, ...] = field(default=(), compare=False)
    note: str = field(default="", compare=False)


def context_of(name: str) -> str:
    """Return the context of a field: `short` for the wording of cards, `content` for all else."""
    return "short" if name in ("short", "card_note", "lead", "helpline") else "content"


def messages_of(library: Library, layouts: Path) -> list[Message]:
    """Return every message once, with all its places, in the order in which a translator best reads them."""
    found: dict[tuple[str, str], Message] = {}
    notice = Message("layout", DRAFT, ("layouts",), "stands in the small print, followed by the same in English")
    for message in (notice, *_audiences(library), *_contacts(library), *_holders(library), *_layouts(layouts)):
        key = message.context, message.text
        before = found.get(key)
        found[key] = Message(*key, (*before.places, *message.places) if before else message.places, message.note)
    return list(found.values())


def _words(value: object, names: tuple[str, ...], context: str, place: str, note: str = "") -> Iterator[Message]:
    for name in names:
        text = getattr(value, name)
        if isinstance(text, str) and text:
            yield Message(context_of(name) if context == "content" else context, text, (place,), note or name.replace("_", " "))


def _audiences(library: Library) -> Iterator[Message]:
    for audience in library.audiences.values():
        yield from _audience(audience)


def _audience(audience: Audience) -> Iterator[Message]:
    place = str(audience.place)
    yield from _words(audience, AUDIENCE_WORDS, "content", place)
    yield from _words(audience.card, CARD_WORDS, "content", str(audience.card.place))
    for chapter in audience.chapters:
        yield Message("content", chapter.heading, (str(chapter.place),), "heading")


def _contacts(library: Library) -> Iterator[Message]:
    for contact in library.contacts.values():
        yield from _contact(contact)


def _contact(contact: Contact) -> Iterator[Message]:
    yield from _words(contact, CONTACT_WORDS, "content", str(contact.place))


def _holders(library: Library) -> Iterator[Message]:
    holders: list[Holder] = [*library.guidance.values(), *library.agencies.values()]
    for holder in holders:
        if isinstance(holder, Agency):
            yield from _words(holder, AGENCY_WORDS, "content", str(holder.place))
        for point in holder.points:
            yield from _words(point, ("text", "short"), "content", str(point.place), f"depth: {point.depth}; topics: {', '.join(point.topics)}")


def _layouts(folder: Path) -> Iterator[Message]:
    from generator.library import read_text, shown_path

    for path in sorted(folder.glob("*.xml.j2")):
        source = read_text(path)
        for match in WRAPPED.finditer(source):
            line = source.count("\n", 0, match.start()) + 1
            text = re.sub(r"\\(.)", r"\1", match.group("text"))
            yield Message("layout", text, (f"{shown_path(path)}:{line}",))
