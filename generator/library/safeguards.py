"""The rules that protect people, whatever the content's files say.

They are code, not data, so that no edit of a file can put a tip line of immigration enforcement on the card of a person
who may be trafficked. The reasons: docs/decisions/safeguards.md. Selection asks here; `makecards check` reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.library.library import Library
    from generator.library.models import Audience, Contact, Point, Reader, Word

# A survivor's piece leads with these, in this order.
SURVIVORS_FIRST = ("trafficking-help", "emergency")
# Never on a survivor's piece, even if the vocabulary's file should forget it.
ENFORCEMENT = frozenset({"federal-tips", "federal-tips-abroad", "fraud-oversight"})
# The tip lines of agencies that enforce, by their numbers, so that no relabelling of a contact's file gets them through:
# ICE/HSI at home and abroad, its TTY and the toll-free line seen on its form; FBI, Know2Protect (run by HSI), the
# inspectors general of the departments of Labor and Defense.
ENFORCEMENT_NUMBERS = frozenset(
    {"+18663472423", "+18028726199", "+18028726196", "+18774474847", "+18002255324", "+18335915669", "+18003473756", "+18004249098"}
)
SURVIVORS_LEAD = ("+18883737888", "911")  # the Hotline, then the emergency number, by their numbers
# Topics that only professionals are told, even if the vocabulary's file should forget it.
INVESTIGATIVE = frozenset({"signs-on-patrol", "first-contact", "interviewing", "investigation", "task-forces", "federal-help", "keep-trust"})
# A piece for the public must say this.
LIMITS = "limits"  # a promise that no name is needed never stands without what may be passed on all the same
PUBLIC_MUST_SAY = "do-not-confront"


def topic_barred(topic: str, reader: Reader, words: Mapping[str, Word]) -> str:
    """Return why a reader must never be shown a topic, or "" if they may."""
    if reader != "professional" and topic in INVESTIGATIVE:
        return f"'{topic}' is for professionals only"
    return _barred(topic, reader, words)


def contact_barred(contact: Contact, reader: Reader, words: Mapping[str, Word]) -> str:
    """Return why a reader must never be shown a contact, or "" if they may. One barred purpose is enough."""
    if reader == "may-be-trafficked" and {contact.voice, contact.tty} & ENFORCEMENT_NUMBERS:
        return f"the number of '{contact.id}' is that of an enforcement agency, never shown to people who may be trafficked"
    for purpose in contact.purposes:
        if reader == "may-be-trafficked" and purpose in ENFORCEMENT:
            return f"'{purpose}' is never shown to people who may be trafficked"
        if reason := _barred(purpose, reader, words):
            return reason
    return ""


def check_selection(audience: Audience, contacts: Sequence[Contact], points: Iterable[Point]) -> Iterator[Problem]:
    """Yield what is missing from what a reader is really told, whatever the files asked for: `points` are those outside the chapter of agencies."""
    if audience.reader == "may-be-trafficked" and tuple(contact.voice for contact in contacts[:2]) != SURVIVORS_LEAD:
        yield Problem(audience.place, "E244", "the first two contacts must be the Hotline and 911", "look at the purposes and the order of the contacts")
    elif audience.purposes and not contacts:
        yield Problem(
            audience.place, "E246", "no contact that it may be shown has one of its purposes", "name another purpose, or add a contact with one of these"
        )
    if audience.reader == "public" and not any(PUBLIC_MUST_SAY in point.topics for point in points):
        yield Problem(
            audience.place, "E245", "nothing that is told says not to confront or rescue", f"a chapter must tell a point of the topic '{PUBLIC_MUST_SAY}'"
        )


def permitted(contacts: Mapping[str, Contact], reader: Reader, words: Mapping[str, Word]) -> dict[str, Contact]:
    """Return the contacts that a reader may be shown: a layout that names another one is refused."""
    return {name: contact for name, contact in contacts.items() if not contact_barred(contact, reader, words)}


def _barred(name: str, reader: Reader, words: Mapping[str, Word]) -> str:
    word = words.get(name)
    if word is not None and reader in word.never_for:
        return f"'{name}' is never for readers of the kind '{reader}'"
    return ""


def check_audience(audience: Audience, library: Library) -> Iterator[Problem]:
    """Yield each way in which an audience's file asks for what its reader must not get, or omits what it must have."""
    for chapter in audience.chapters:
        for topic in chapter.topics:
            if reason := topic_barred(topic, audience.reader, library.topics):
                yield Problem(chapter.place, "E240", f"this chapter asks for the topic '{topic}', but {reason}")
    for purpose in audience.purposes:
        word = library.purposes.get(purpose)
        if (word and audience.reader in word.never_for) or (audience.reader == "may-be-trafficked" and purpose in ENFORCEMENT):
            yield Problem(audience.place, "E241", f"the purpose '{purpose}' is never for readers of the kind '{audience.reader}'")
    if audience.reader == "may-be-trafficked" and audience.purposes[:2] != SURVIVORS_FIRST:
        yield Problem(
            audience.place, "E242", "'purposes' must begin with " + " and ".join(SURVIVORS_FIRST), "the Hotline and 911 come first on a survivor's piece"
        )
    if audience.reader == "public" and not any(PUBLIC_MUST_SAY in chapter.topics for chapter in audience.chapters):
        yield Problem(audience.place, "E243", f"no chapter has the topic '{PUBLIC_MUST_SAY}'", "a piece for the public must say not to confront or rescue")
