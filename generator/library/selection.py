"""A Library and an audience -> the Selection: what this reader is told, and the reason for everything left out.

Agencies and guidance say what their points are about, audiences say what they want to hear; here they meet. The rules
of `safeguards.py` have the last word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.addresses import site_of
from generator.foundation.problems import Problems
from generator.library.models import DEPTHS, Agency, Audience, Chapter, Contact, Holder, Point, Source
from generator.library.safeguards import LIMITS, SURVIVORS_LEAD, check_selection, contact_barred, topic_barred

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.library.library import Library


@dataclass(frozen=True, slots=True)
class Told:
    """A point that is in, with where it comes from and its sources."""

    point: Point
    holder: Holder
    sources: tuple[Source, ...]

    @property
    def text(self) -> str:
        return self.point.text

    @property
    def short(self) -> str:
        return self.point.short if isinstance(self.point.short, str) else ""

    @property
    def at(self) -> str:
        return str(self.point.place)

    @property
    def stays(self) -> str:
        """Say "yes" for what must not go where room is short."""
        return "yes" if LIMITS in self.point.topics else ""


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """An agency and those of its points that are in."""

    agency: Agency
    points: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter with its points; those of agencies are grouped by agency."""

    role: str
    heading: str
    at: str
    points: tuple[Told, ...]
    agencies: tuple[AgencyPart, ...]

    @property
    def shorts(self) -> tuple[Told, ...]:
        """The points that may stand on a card, the most important first."""
        return tuple(sorted((told for told in self.points if told.short), key=lambda told: DEPTHS.index(told.point.depth)))


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that was considered: what it is, whether it is in, and why."""

    what: str
    chosen: bool
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What an audience is told, in order, and the choices that led there."""

    audience: Audience
    parts: tuple[Part, ...]
    contacts: tuple[Contact, ...]
    choices: tuple[Choice, ...]

    def part(self, role: str) -> Part | None:
        """Return the first chapter with this role, or None."""
        return next((part for part in self.parts if part.role == role), None)

    def about(self, topic: str) -> tuple[Told, ...]:
        """Return everything told that has a topic, in the order of the page."""
        return tuple(told for part in self.parts for told in part.points if topic in told.point.topics)

    @property
    def oldest_reading(self) -> str:
        """The day on which the contact that was looked at longest ago was read (YYYY-MM-DD), or ""."""
        return oldest_reading(self.contacts)


def oldest_reading(contacts: Iterable[Contact]) -> str:
    """Return the day on which the contact that was looked at longest ago was read (YYYY-MM-DD), or ""."""
    return min((contact.read_on for contact in contacts), default="")


def by_site(points: Iterable[Told]) -> tuple[tuple[str, tuple[Source, ...]], ...]:
    """Return the sources of points, each once by title, under the site that they were read on."""
    found = {(site_of(source.address), source.title): source for told in points for source in told.sources}
    sites = sorted({site for site, _ in found})
    return tuple((site, tuple(found[key] for key in sorted(found) if key[0] == site)) for site in sites)


def select(library: Library, audience: Audience, depth: str = "") -> Selection:
    """Return what an audience is told. Pure: the same library and audience give the same Selection.

    `depth`, if given, goes before that of the audience and its chapters: a layout may want everything, or little. Raises
    Problems if the outcome lacks what protects its reader.
    """
    choices: list[Choice] = []
    parts: list[Part] = []
    used: set[int] = set()
    for chapter in audience.chapters:
        own = depth or (chapter.depth if isinstance(chapter.depth, str) else audience.depth)
        parts.append(_part(library, audience, chapter, own, choices, used))
    _note_unwanted(library, audience, choices, used)
    contacts = _contacts(library, audience, choices)
    selection = Selection(audience, tuple(part for part in parts if part.points), contacts, tuple(choices))
    told = (one.point for part in selection.parts if part.role != "agencies" for one in part.points)
    if wrong := list(check_selection(audience, contacts, told)):
        raise Problems(wrong)
    return selection


def _holders(library: Library, chapter: Chapter) -> Iterable[Holder]:
    if chapter.role == "agencies":
        return sorted(library.agencies.values(), key=lambda agency: (int(agency.order), agency.id))
    return library.guidance.values()


def _part(library: Library, audience: Audience, chapter: Chapter, depth: str, choices: list[Choice], used: set[int]) -> Part:
    told: list[Told] = []
    agencies: list[AgencyPart] = []
    by_topic: dict[str, list[Told]] = {topic: [] for topic in chapter.topics}
    for holder in _holders(library, chapter):
        own: list[Told] = []
        for point in holder.points:
            wanted = [topic for topic in chapter.topics if topic in point.topics]
            if not wanted or id(point) in used:
                continue
            used.add(id(point))
            reason = _why_not(library, audience, point, depth)
            where = f"{holder.name}: {_start(point)}"
            if reason:
                choices.append(Choice(where, False, reason, str(point.place)))
                continue
            choices.append(Choice(where, True, f"topic '{wanted[0]}' of the chapter '{chapter.heading}', {point.depth}", str(point.place)))
            one = Told(point, holder, tuple(holder.sources[name] for name in point.source))
            own.append(one)
            by_topic[wanted[0]].append(one)
        if own and isinstance(holder, Agency):
            agencies.append(AgencyPart(holder, tuple(own)))
    told = [one for part in agencies for one in part.points] if chapter.role == "agencies" else [one for topic in chapter.topics for one in by_topic[topic]]
    return Part(chapter.role, chapter.heading, str(chapter.place), tuple(told), tuple(agencies))


def _why_not(library: Library, audience: Audience, point: Point, depth: str) -> str:
    for topic in point.topics:
        if topic in audience.never.topics:
            return f"the audience must never be shown the topic '{topic}'"
        if barred := topic_barred(topic, audience.reader, library.topics):
            return barred
    if DEPTHS.index(point.depth) > [str(one) for one in DEPTHS].index(depth):
        return f"it is {point.depth}; this chapter goes as deep as {depth}"
    return ""


def _note_unwanted(library: Library, audience: Audience, choices: list[Choice], used: set[int]) -> None:
    holders: list[Holder] = [*library.guidance.values(), *library.agencies.values()]
    for holder in holders:
        for point in holder.points:
            if id(point) not in used:
                why = f"no chapter asks for {' or '.join(repr(topic) for topic in point.topics)}"
                choices.append(Choice(f"{holder.name}: {_start(point)}", False, why, str(point.place)))


def _contacts(library: Library, audience: Audience, choices: list[Choice]) -> tuple[Contact, ...]:
    chosen: list[Contact] = []
    ordered = sorted(library.contacts.values(), key=lambda contact: (int(contact.order), contact.id))
    for purpose in audience.purposes:
        for contact in ordered:
            if purpose not in contact.purposes or contact in chosen:
                continue
            if any(name in audience.never.purposes for name in contact.purposes) or contact_barred(contact, audience.reader, library.purposes):
                continue
            chosen.append(contact)
            choices.append(Choice(contact.name, True, f"purpose '{purpose}'", str(contact.place)))
    if audience.reader == "may-be-trafficked":  # whatever else a file asks for, these two lead
        chosen.sort(key=lambda contact: SURVIVORS_LEAD.index(contact.voice) if contact.voice in SURVIVORS_LEAD else len(SURVIVORS_LEAD))
    left = [contact for contact in ordered if contact not in chosen]
    choices.extend(Choice(contact.name, False, _why_no_contact(library, audience, contact), str(contact.place)) for contact in left)
    return tuple(chosen)


def _why_no_contact(library: Library, audience: Audience, contact: Contact) -> str:
    if barred := contact_barred(contact, audience.reader, library.purposes):
        return barred
    for purpose in contact.purposes:
        if purpose in audience.never.purposes:
            return f"the audience must never be shown the purpose '{purpose}'"
    return f"the audience does not ask for {' or '.join(repr(purpose) for purpose in contact.purposes)}"


def _start(point: Point) -> str:
    words = point.text.replace("**", "").split()
    text = " ".join(words)
    return text if len(text) <= 60 else text[:59].rsplit(" ", 1)[0] + " …"
