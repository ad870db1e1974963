"""The content and the sources of the layouts -> what in their texts, addresses and pictures breaks a rule of safety.

Here are the rules that need no page: P04 on addresses, P06 and P07 on words, P08 on pictures. They hold for every piece
that may ever be made of the content.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.checking.rules import HARMFUL, LABELS, PROFILING, SIGN_TOPICS, TRACKING, VICTIMS, found
from generator.foundation.addresses import full_address, site_of
from generator.foundation.files import read_text, shown_path
from generator.foundation.problems import Place, Problems
from generator.languages.messages import AGENCY_WORDS, AUDIENCE_WORDS, CARD_WORDS, CONTACT_WORDS
from generator.library.impostors import SHORTENERS
from generator.library.models import Agency
from generator.markup.layouts import ENDING, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.checking.rules import Finding
    from generator.library.library import Library
    from generator.library.models import Audience, Holder

IMAGE = re.compile(r"<image\b[^>]*>")
NOT_PROFILING = "do-not-profile"
OTHER_PICTURE = "choose one of a person at work or of somebody who helps, or none"


def check_texts(library: Library, layouts: Path) -> Iterator[Finding]:
    """Yield what is found in the content and in the sources of the layouts."""
    yield from _addresses(library)
    yield from _labels(library)
    yield from _victims(library)
    yield from _profiling(library)
    yield from _pictures(layouts)


def bad_address(address: str) -> tuple[str, str, str]:
    """Return the code of what is wrong with a web address, what it is and what to do, or three times "": it is a short one, or tells who came from where."""
    full = full_address(address.strip())
    if SHORTENERS.fullmatch(re.split("[?#:]", site_of(full).lower())[0]):
        return "E266", f"the address {address} is one of a link shortener", "give the address that it leads to"
    names = [part.split("=")[0] for part in re.split("[?&#]", full)[1:]]
    if tracking := [name for name in names if TRACKING.fullmatch(name)]:
        return "E267", f"the address {address} has the tracking parameter '{tracking[0]}'", "cut the address off before it"
    return "", "", ""


def harmful_picture(words: str) -> str:
    """Return what harmful thing the words of a picture (its alt text, its file's name) speak of, or ""."""
    match = HARMFUL.search(re.sub(r"[^A-Za-z]+", " ", words))
    return match.group() if match else ""


def _holders(library: Library) -> Iterator[Holder]:
    yield from library.guidance.values()
    yield from library.agencies.values()


def _addresses(library: Library) -> Iterator[Finding]:
    for contact in library.contacts.values():
        for address in (contact.web, contact.chat, contact.form, contact.source.address):
            if isinstance(address, str):
                yield from _bad(contact.place, address)
    for holder in _holders(library):
        for source in holder.sources.values():
            yield from _bad(source.place, source.address)


def _bad(place: Place, address: str) -> Iterator[Finding]:
    code, message, hint = bad_address(address)
    if message:
        yield found("P04", place, code, message, hint)


def _texts_of(value: object, names: Iterable[str]) -> Iterator[str]:
    yield from (text for name in names if isinstance(text := getattr(value, name), str))


def _audience_texts(audience: Audience) -> Iterator[tuple[Place, str]]:
    yield from ((audience.place, text) for text in _texts_of(audience, AUDIENCE_WORDS))
    yield from ((audience.card.place, text) for text in _texts_of(audience.card, CARD_WORDS))
    yield from ((chapter.place, chapter.heading) for chapter in audience.chapters)


def _all_texts(library: Library) -> Iterator[tuple[Place, str]]:
    for audience in library.audiences.values():
        yield from _audience_texts(audience)
    for contact in library.contacts.values():
        yield from ((contact.place, text) for text in _texts_of(contact, CONTACT_WORDS))
    for holder in _holders(library):
        if isinstance(holder, Agency):
            yield from ((holder.place, text) for text in _texts_of(holder, AGENCY_WORDS))
        for point in holder.points:
            yield from ((point.place, text) for text in _texts_of(point, ("text", "short")))
    for kit in library.kits.values():
        yield from ((kit.place, text) for text in (kit.summary, *(piece.use for piece in kit.pieces)))
    for quiz in library.quizzes.values():
        yield from ((one.place, text) for one in quiz.questions for text in (one.ask, *one.answers, one.why))


def _labels(library: Library) -> Iterator[Finding]:
    for place, text in _all_texts(library):
        for label, instead in LABELS.items():
            for match in label.finditer(text):
                yield found("P06", place, "W923", f"'{match.group()}' names a person by one thing", instead)


def _victims(library: Library) -> Iterator[Finding]:
    """Yield each text that calls its own reader a victim."""
    from generator.library.selection import select

    for audience in library.audiences.values():
        if audience.reader != "may-be-trafficked":
            continue
        texts = list(_audience_texts(audience))
        with suppress(Problems):  # told by check
            selection = select(library, audience, "detailed")
            texts += [(told.point.place, text) for part in selection.parts for told in part.points for text in _texts_of(told.point, ("text", "short"))]
            texts += [(contact.place, text) for contact in selection.contacts for text in _texts_of(contact, CONTACT_WORDS)]
        for place, text in texts:
            for match in VICTIMS.finditer(text):
                yield found(
                    "P06", place, "W924", f"a text that is shown to '{audience.id}' says '{match.group()}'", "speak to the reader: say 'you', or 'people'"
                )


def _profiling(library: Library) -> Iterator[Finding]:
    for holder in _holders(library):
        for point in holder.points:
            if not SIGN_TOPICS.intersection(point.topics) or NOT_PROFILING in point.topics:
                continue
            for word in dict.fromkeys(match.group() for text in _texts_of(point, ("text", "short")) for match in PROFILING.finditer(text)):
                yield found(
                    "P07", point.place, "E268", f"a point about signs says '{word}'", "describe the situation, not where somebody is from or what they believe"
                )


def _pictures(layouts: Path) -> Iterator[Finding]:
    """Yield the pictures in the sources of the layouts: also those that stand in a branch which no piece takes today."""
    for path in (*sorted(layouts.glob(f"*{ENDING}")), *sorted(layouts.glob(f"{SHARED}/*{ENDING}"))):
        source = ""
        with suppress(Problems):  # told by check, as far as a piece needs it
            source = read_text(path)
        for image in IMAGE.finditer(source):
            if thing := harmful_picture(image.group()):
                place = Place(shown_path(path), source.count("\n", 0, image.start()) + 1)
                yield found("P08", place, "E269", f"this picture shows or names '{thing}'", OTHER_PICTURE)
