"""The Library -> what its files say about each other that cannot be true.

Every id that is named must exist; contacts must be diallable; what protects readers must hold. It reads no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.problems import Place, Problem, did_you_mean
from generator.library.impostors import VOUCH
from generator.library.models import ANSWERS
from generator.library.numbers import check_contact, near_miss, numbers_of
from generator.library.printed import check_digits
from generator.library.safeguards import check_audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.library.library import Library
    from generator.library.models import Contact, Holder


FEWEST_ANSWERS = 3


def check_references(library: Library) -> Iterator[Problem]:
    """Yield a Problem for each reference that leads nowhere and each rule between files that is broken."""
    holders: list[Holder] = [*library.agencies.values(), *library.guidance.values()]
    for holder in holders:
        yield from _check_points(holder, library)
    for agency in library.agencies.values():
        yield from _known("E201", "contact", agency.contacts, library.contacts, agency.place)
        if isinstance(agency.part_of, str):
            yield from _known("E205", "agency", [agency.part_of], library.agencies, agency.place)
    yield from check_contacts(library, library.contacts)
    printed = (library.agencies, library.guidance, library.audiences, library.quizzes, library.kits)
    yield from check_digits((value for values in printed for value in values.values()), library.contacts)
    yield from _check_audiences(library)
    yield from _check_quizzes(library)
    for kit in library.kits.values():
        for piece in kit.pieces:
            names = [name for audience in library.audiences.values() for name in (audience.id, *audience.aliases)]
            if isinstance(piece.audience, str):
                yield from _known("E206", "audience", [piece.audience], names, piece.place)
            if isinstance(piece.quiz, str):
                yield from _known("E210", "quiz", [piece.quiz], library.quizzes, piece.place)


def _check_points(holder: Holder, library: Library) -> Iterator[Problem]:
    used: set[str] = set()
    for point in holder.points:
        yield from _known("E202", "topic", point.topics, library.topics, point.place)
        yield from _known("E204", "source", point.source, holder.sources, point.place)
        used.update(point.source)
    for name, source in holder.sources.items():
        if name not in used:
            yield Problem(source.place, "E220", f"no point uses the source '{name}'", "remove it, or name it in a point")


def _check_quizzes(library: Library) -> Iterator[Problem]:
    for quiz in library.quizzes.values():
        for question in quiz.questions:
            count = len(question.answers)
            if not FEWEST_ANSWERS <= count <= len(ANSWERS):
                yield Problem(
                    question.place, "E212", f"this question has {count} answers", f"give it {FEWEST_ANSWERS} or {len(ANSWERS)}, of which one is right"
                )
            elif question.right not in ANSWERS[:count]:
                yield Problem(
                    question.place, "E213", f"the right answer is '{question.right}', and there are {count} answers", f"known: {', '.join(ANSWERS[:count])}"
                )
            yield from _known("E211", "guidance", [question.guidance], library.guidance, question.place)
            if question.guidance in library.guidance:
                yield from _known("E204", "source", question.source, library.guidance[question.guidance].sources, question.place)


def check_contacts(library: Library, contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    """Yield what is wrong with these contacts of a Library, and what does not go with its others."""
    numbers: dict[str, Contact] = {}
    for name, contact in library.contacts.items():
        if name not in contacts and isinstance(contact.voice, str):
            numbers.setdefault(contact.voice, contact)
    for contact in contacts.values():
        yield from _known("E203", "purpose", contact.purposes, library.purposes, contact.place)
        yield from check_contact(contact)
        yield from check_digits([contact], library.contacts)
        if isinstance(contact.same_as, str):
            yield from _known("E201", "contact", [contact.same_as], library.contacts, contact.place)
        if not isinstance(contact.voice, str):
            continue
        earlier = numbers.setdefault(contact.voice, contact)
        if earlier is not contact and contact.same_as != earlier.id and earlier.same_as != contact.id:
            message = f"the number {contact.voice} is also that of '{earlier.id}'"
            stranger = contact.partner and not earlier.partner
            hint = "leave it out: the piece has it already" if stranger else f"if that is right, say so with 'same_as: {earlier.id}'"
            yield Problem(contact.place, "E309", message, hint)
    yield from _near_misses(library, contacts)


def _near_misses(library: Library, contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    """Yield numbers that are one slip of a finger away from another one: one of the two may be a typing error."""
    numbers = [(number, contact) for contact in library.contacts.values() for number in sorted(numbers_of(contact))]
    for contact in contacts.values():
        yield from _known("E201", "contact", contact.near, library.contacts, contact.place)
    for at, (number, contact) in enumerate(numbers):
        if contact.id not in contacts:
            continue
        for earlier, other in numbers[:at]:
            if other is contact or other.id in contact.near or contact.id in other.near:
                continue
            if what := near_miss(number, earlier):
                stranger = contact.partner and not other.partner
                rest = VOUCH if stranger else f"if they are right, say so with 'near: [{other.id}]'"
                hint = f"check both digit by digit; {rest}"
                yield Problem(contact.place, "E310", f"the number {number} differs from that of '{other.id}' ({earlier}) {what}", hint)


def _check_audiences(library: Library) -> Iterator[Problem]:
    names: dict[str, str] = {}
    for audience in library.audiences.values():
        wanted = [topic for chapter in audience.chapters for topic in chapter.topics]
        yield from _known("E202", "topic", [*wanted, *audience.never.topics], library.topics, audience.place)
        yield from _known("E203", "purpose", [*audience.purposes, *audience.never.purposes], library.purposes, audience.place)
        yield from check_audience(audience, library)
        if "all" in (audience.id, *audience.aliases):
            yield Problem(audience.place, "E221", "'all' stands for every audience", "choose another name")
        for name in (audience.id, *audience.aliases):
            if names.setdefault(name, audience.id) != audience.id:
                yield Problem(audience.place, "E222", f"the name '{name}' also stands for the audience '{names[name]}'")


def _known(code: str, what: str, names: Iterable[str], known: Iterable[str], place: Place) -> Iterator[Problem]:
    known = set(known)
    for name in names:
        if name not in known:
            yield Problem(place, code, f"there is no {what} '{name}'", did_you_mean(name, known))
