"""The content and the layouts -> every message that a translator is asked for, with its context and its places.

A message is known by its English text and its context: a changed English text is a new message, and the old translation
is never printed again. Contexts are few, so that equal words are translated once. Reads no catalogue.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.library.models import Agency, Holder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.library.library import Library

DRAFT = "Draft translation, not yet reviewed"  # stands on every piece in a language whose catalogue nobody has reviewed
I_SPEAK = "I speak English"  # lets a reader point at their language on a piece in all languages
SAY = "Say “%(language)s” to ask for an interpreter"
CONTACT_WORDS = ("name", "short", "operator", "hours", "languages", "cost", "privacy", "call_for", "card_note")
AUDIENCE_WORDS = ("name", "title", "written_for", "intro", "urgent")
CARD_WORDS = ("title", "lead", "helpline")
AGENCY_WORDS = ("name", "summary")


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate. `context` tells card wording (short) and layouts apart from running text.

    `many` is its wording for more than one, where it counts something: "%(count)s sheets".
    """

    context: str
    text: str
    many: str = field(default="", kw_only=True)
    places: tuple[str, ...] = field(default=(), compare=False)
    note: str = field(default="", compare=False)


def context_of(name: str) -> str:
    """Return the context of a field: `short` for the wording of cards, `content` for all else."""
    return "short" if name in ("short", "card_note", "lead", "helpline") else "content"


def messages_of(library: Library, layouts: Path) -> list[Message]:
    """Return every message once, with all its places, in the order in which a translator best reads them."""
    found: dict[tuple[str, str], Message] = {}
    own = (
        Message("layout", DRAFT, ("layouts",), "stands in the small print, followed by the same in English"),
        Message("layout", I_SPEAK, ("layouts",), "write I speak and the name of your language: Je parle français"),
        Message("layout", SAY, ("layouts",), "%(language)s becomes the English name of your language, which the caller says to somebody who speaks English"),
    )
    for message in (*own, *_audiences(library), *_contacts(library), *_holders(library), *_kits(library), *_layouts(layouts)):
        key = message.context, message.text
        before = found.get(key)
        found[key] = Message(*key, (*before.places, *message.places) if before else message.places, message.note, many=message.many)
    return list(found.values())


def _words(value: object, names: tuple[str, ...], context: str, place: str, note: str = "") -> Iterator[Message]:
    for name in names:
        text = getattr(value, name)
        if isinstance(text, str) and text:
            yield Message(context_of(name) if context == "content" else context, text, (place,), note or name.replace("_", " "))


def _audiences(library: Library) -> Iterator[Message]:
    for audience in library.audiences.values():
        yield from _words(audience, AUDIENCE_WORDS, "content", str(audience.place))
        yield from _words(audience.card, CARD_WORDS, "content", str(audience.card.place))
        for chapter in audience.chapters:
            yield Message("content", chapter.heading, (str(chapter.place),), "heading")


def _contacts(library: Library) -> Iterator[Message]:
    for contact in library.contacts.values():
        yield from _words(contact, CONTACT_WORDS, "content", str(contact.place))


def _holders(library: Library) -> Iterator[Message]:
    holders: list[Holder] = [*library.guidance.values(), *library.agencies.values()]
    for holder in holders:
        if isinstance(holder, Agency):
            yield from _words(holder, AGENCY_WORDS, "content", str(holder.place))
        for point in holder.points:
            yield from _words(point, ("text", "short"), "content", str(point.place), f"depth: {point.depth}; topics: {', '.join(point.topics)}")


def _kits(library: Library) -> Iterator[Message]:
    """Yield what of kits is printed for participants: their names, and the quizzes."""
    for kit in library.kits.values():
        yield Message("content", kit.name, (str(kit.place),), "name of a workshop")
    for quiz in library.quizzes.values():
        yield Message("content", quiz.name, (str(quiz.place),), "title of a quiz")
        for question in quiz.questions:
            yield Message("content", question.ask, (str(question.place),), "question of a quiz")
            for letter, answer in zip("abcd", question.answers, strict=False):
                yield Message("content", answer, (str(question.place),), f"answer {letter}; {question.right} is right")
            yield Message("content", question.why, (str(question.place),), "why the answer is right")


def _layouts(folder: Path) -> Iterator[Message]:
    """Yield what layouts say in _("...") and _n("...", "...", count), as Babel finds it in a Jinja2 template."""
    from babel.messages.extract import extract

    from generator.foundation.files import read_text, shown_path
    from generator.foundation.problems import Place, problem

    for path in (*sorted(folder.glob("shared/*.xml.j2")), *sorted(folder.glob("*.xml.j2"))):
        source = io.BytesIO(read_text(path).encode())
        try:
            found = list(extract("jinja2", source, keywords={"_": None, "_n": (1, 2)}, options={"trimmed": "true"}))
        except RecursionError:
            raise problem(
                Place(shown_path(path)), "E410", "the layout cannot be read: its brackets are too deep", "see docs/adding.md for what a layout may use"
            ) from None
        for line, text, _, _ in found:
            one, many = text if isinstance(text, tuple) else (text, "")
            yield Message("layout", one, (f"{shown_path(path)}:{line}",), many=many)
