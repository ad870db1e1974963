"""The composed page of a piece, and who reads it -> what on it breaks a rule of safety: P01 to P04, P08 and P09.

Pages are looked at as they are composed, before anything is laid out. What has to stand beside something else (P03, P09) is
looked for in each version of a page, down to the least that it shows where room is short: a language with longer words
prints that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.checking.rules import PROMISES, TELLING, found
from generator.checking.texts import OTHER_PICTURE, bad_address, harmful_picture
from generator.foundation.addresses import full_address
from generator.library.numbers import THREE_DIGITS, digits_of
from generator.library.safeguards import ENFORCEMENT_NUMBERS, LIMITS, PUBLIC_MUST_SAY, contact_barred
from generator.markup.elements import TEXT_BLOCKS
from generator.typesetting.versions import versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checking.rules import Finding
    from generator.library.library import Library
    from generator.library.models import Audience, Holder
    from generator.markup.elements import Element
    from generator.markup.layouts import Layout

TYPED_NUMBER = re.compile(r"\+?\d[\d\s().-]{3,}\d|\b(?:" + "|".join(sorted(THREE_DIGITS - {"911"})) + r")\b")
UNLESS = "may have to"  # the words of a contact's privacy text that say what its staff may pass on


@dataclass(frozen=True, slots=True)
class ComposedPiece:
    """A piece as it was composed in English."""

    library: Library
    audience: Audience
    layout: Layout
    page: Element

    @property
    def name(self) -> str:
        return f"{self.audience.id}/{self.layout.id}"


def check_piece(piece: ComposedPiece) -> Iterator[Finding]:
    """Yield what is found on a piece."""
    if piece.audience.reader == "may-be-trafficked":
        yield from _outside(piece)
        yield from _enforcement(piece)
    if piece.audience.reader == "public":
        yield from _confronting(piece)
    yield from _addresses(piece)
    yield from _pictures(piece)
    if piece.audience.reader != "professional":
        yield from _secrecy(piece)


def unmarked(layout: Layout, page: Element) -> bool:
    """Tell whether a card folds, and does not say which of its parts lie outside."""
    tags = [element for element in page.walk() if element.tag in ("face", "panel")]
    return layout.medium == "card" and any(one.tag == "panel" for one in tags) and not any(one.get("outer") for one in tags)


def _outside(piece: ComposedPiece) -> Iterator[Finding]:
    if unmarked(piece.layout, piece.page):
        hint = 'write outer="yes" at the faces and panels that lie outside'
        yield found("P01", piece.layout.place, "W920", f"the card '{piece.name}' folds, and no part of it is discreet", hint, piece.name, "warning")
    for part in _outer(piece.page):
        where = f"the {part.tag} '{part.get('name')}' lies outside on '{piece.name}'"
        numbers = [one.get("number") for one in part.walk() if one.tag == "phone" and one.get("number") != "911"]
        numbers += [match.group() for match in TYPED_NUMBER.finditer(part.text())]
        if numbers:
            yield found(
                "P01", part.place, "E261", f"{where} and shows a number, {numbers[0]}", "only 911 tells nothing: print other numbers inside", piece.name
            )
        said = " ".join([part.text(), *(one.get(name) for one in part.walk() for name in ("alt", "address", "to", "file"))])
        if match := TELLING.search(re.sub(r"[^\w]+", " ", said)):
            yield found("P01", part.place, "E262", f"{where} and says '{match.group()}'", "who finds the card must not learn what it is", piece.name)
        if codes := [one for one in part.walk() if one.tag == "qr"]:
            yield found("P01", codes[0].place, "E263", f"{where} and has a QR code", "anybody can open it: print it inside", piece.name)


def _outer(page: Element) -> Iterator[Element]:
    """Yield the parts that lie outside: a face that does, and a panel on a face that does not."""
    for face in page.parts():
        if face.get("outer"):
            yield face
        else:
            yield from (panel for panel in face.parts() if panel.get("outer"))


def _enforcement(piece: ComposedPiece) -> Iterator[Finding]:
    lines = {number.removeprefix("+").removeprefix("1") for number in ENFORCEMENT_NUMBERS}
    barred = [one for one in piece.library.contacts.values() if contact_barred(one, "may-be-trafficked", piece.library.purposes)]
    sites = {_same(address) for one in barred for address in (one.web, one.chat, one.form) if isinstance(address, str)}
    for element in piece.page.walk():
        if element.tag in TEXT_BLOCKS and not element.blocks():
            digits = digits_of(f"{element.text()} {element.get('short')}")
            if line := next((line for line in sorted(lines) if line in digits), ""):
                message = f"'{piece.name}' shows the number of an enforcement agency, {line}"
                yield found("P02", element.place, "E264", message, "take it off this piece", piece.name)
        elif element.tag in ("link", "qr") and _same(element.get("to") or element.get("address")) in sites:
            address = element.get("to") or element.get("address")
            yield found("P02", element.place, "E265", f"'{piece.name}' leads to an enforcement agency, {address}", "take it off this piece", piece.name)


def _same(address: str) -> str:
    """Return an address without what makes two of the same page look different."""
    return full_address(address).split("://", 1)[1].lower().removeprefix("www.").rstrip("/")


def _confronting(piece: ComposedPiece) -> Iterator[Finding]:
    doing = _places(piece.library, {topic for chapter in piece.audience.chapters if chapter.role == "do" for topic in chapter.topics})
    warning = _places(piece.library, {PUBLIC_MUST_SAY})
    if any(_tells(page, doing) and not _tells(page, warning) for page in versions(piece.page)):
        hint = f"show a point of the topic '{PUBLIC_MUST_SAY}', and let it stay where room is short"
        yield found("P03", piece.layout.place, "W921", f"'{piece.name}' tells the public what to do and does not say not to confront", hint, piece.name)


def _places(library: Library, topics: set[str]) -> set[str]:
    """Return where the points of any of these topics stand."""
    holders: list[Holder] = [*library.guidance.values(), *library.agencies.values()]
    return {str(point.place) for holder in holders for point in holder.points if topics.intersection(point.topics)}


def _tells(page: Element, places: set[str]) -> bool:
    """Tell whether a page shows a point that stands in one of these places."""
    return any(element.get("at") in places for element in page.walk())


def _addresses(piece: ComposedPiece) -> Iterator[Finding]:
    for element in piece.page.walk():
        if element.tag in ("link", "qr"):
            code, message, hint = bad_address(element.get("to") or element.get("address"))
            if message:
                yield found("P04", element.place, code, message, hint, piece.name)


def _pictures(piece: ComposedPiece) -> Iterator[Finding]:
    for element in piece.page.walk():
        if element.tag == "image" and (thing := harmful_picture(f"{element.get('alt')} {element.get('file')}")):
            yield found("P08", element.place, "E269", f"this picture shows or names '{thing}'", OTHER_PICTURE, piece.name)


def _secrecy(piece: ComposedPiece) -> Iterator[Finding]:
    limits = _places(piece.library, {LIMITS})
    privacy = [" ".join(one.privacy.split()) for one in piece.library.contacts.values() if isinstance(one.privacy, str) and UNLESS in one.privacy]
    for page in versions(piece.page):
        texts = [element for element in page.walk() if element.tag in TEXT_BLOCKS and not element.blocks()]
        promises = [(element, match.group()) for element in texts if (match := PROMISES.search(element.text()))]
        if not promises or _tells(page, limits) or any(one in page.text() for one in privacy):
            continue
        hint = f"show a point of the topic '{LIMITS}' beside it, and let it stay where room is short"
        for element, promise in promises:
            yield found("P09", element.place, "W925", f"'{piece.name}' promises '{promise}' and does not say what may be passed on", hint, piece.name)
        return
