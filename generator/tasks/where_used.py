"""A contact, or a number as somebody read it -> everything that shows it: files of content, pieces, kits, finished PDFs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from generator.foundation.problems import Problems, did_you_mean
from generator.library.numbers import channels_of, digits_of, shown_number
from generator.proof.finished import files_below, is_manifest, is_zip, pdfs_in
from generator.proof.ledgers import read_ledger
from generator.proof.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.library.models import Audience, Contact
    from generator.making.shop import Shop
    from generator.markup.layouts import Layout


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that shows a contact: which contact, what kind of thing, its name, and through which channels."""

    contact: str
    kind: str
    name: str
    channels: tuple[str, ...] = ()


def find_contacts(contacts: Mapping[str, Contact], word: str) -> dict[str, frozenset[str]]:
    """Return which channels of which contacts a word means: all of the contact with this id, or those with this number.

    A number may be written in any form: 1-888-373-7888, +18883737888, 233733. Raises KeyError with a hint that names the
    near ones.
    """
    if word in contacts:
        return {word: frozenset(channels_of(contacts[word]))}
    wanted = digits_of(word)
    found = {one.id: frozenset(channel for channel, number in channels_of(one).items() if wanted and wanted in _written(number)) for one in contacts.values()}
    if any(found.values()):
        return {name: channels for name, channels in found.items() if channels}
    numbers = [shown_number(number) for one in contacts.values() for number in channels_of(one).values()]
    raise KeyError(did_you_mean(word, [*contacts, *numbers]))


def _written(number: str) -> set[str]:
    """The digits of a number as people write them: a North American one also without the 1 in front."""
    return {number.removeprefix("+"), number[2:]} if number.startswith("+1") else {number.removeprefix("+")}


def uses(shop: Shop, wanted: Mapping[str, frozenset[str]]) -> Iterator[Use]:
    """Yield what in the content shows contacts: agencies that name them, audiences that are told them, pieces, kits.

    `wanted` has the channels that count by contact: only pieces that show one of these are named, and kits with such pieces.
    """
    from generator.library.selection import select

    for agency in shop.library.agencies.values():
        yield from (Use(name, "agency", agency.id) for name in wanted if name in agency.contacts)
    for audience in shop.library.audiences.values():
        told = {contact.id for contact in select(shop.library, audience).contacts}
        yield from (Use(name, "audience", audience.id) for name in wanted if name in told)
    pieces = list(_pieces(shop, wanted))
    yield from pieces
    for kit in shop.library.kits.values():
        packed = {f"{shop.library.audience(piece.audience).id}/{piece.layout}" for piece in kit.pieces if isinstance(piece.audience, str)}
        yield from (Use(name, "kit", kit.id) for name in wanted if any(use.contact == name and use.name in packed for use in pieces))


def _pieces(shop: Shop, wanted: Mapping[str, frozenset[str]]) -> Iterator[Use]:
    from generator.markup.layouts import find_layout, layout_names

    for name in layout_names(shop.layouts):
        layout = find_layout(shop.layouts, name)
        for audience in filter(layout.suits, shop.library.audiences.values()):
            shown = _shown(shop, audience, layout)
            yield from _among(shown, wanted, "piece", f"{audience.id}/{name}")


def _among(shown: Iterable[tuple[str, str]], wanted: Mapping[str, frozenset[str]], kind: str, name: str) -> Iterator[Use]:
    """Yield the uses of a thing that shows these channels of contacts, if one that is wanted is among them."""
    for contact, channels in wanted.items():
        own = sorted({channel for other, channel in shown if other == contact})
        if channels.intersection(own):
            yield Use(contact, kind, name, tuple(own))


def _shown(shop: Shop, audience: Audience, layout: Layout) -> set[tuple[str, str]]:
    """Return the contacts and channels that a piece shows."""
    from generator.languages.translation import Speaker
    from generator.making.pieces import filling_for
    from generator.markup.compose import compose

    try:
        page = compose(layout, filling_for(shop, audience, layout, Speaker(shop.catalogue("en"))).values, shop.library.contacts)
    except Problems:
        return set()  # what cannot be made shows nothing; check says why
    return {(element.get("contact"), element.get("channel")) for element in page.walk() if element.tag == "phone"}


def finished_uses(paths: Iterable[Path], contacts: Mapping[str, Contact], wanted: Mapping[str, frozenset[str]]) -> Iterator[Use]:
    """Yield the finished PDFs, in folders and zips too, whose list of contacts names a wanted channel, or which print its number."""
    numbers = {name: _printed(contacts[name], channels) for name, channels in wanted.items()}
    for file, data in _finished(paths):
        try:
            document = ReadBack(data)
        except Unreadable:
            continue
        ledger = read_ledger(document.keywords)
        listed = {(contact, channel) for contact, channel, _ in ledger.numbers} if ledger else set()
        named = list(_among(listed, wanted, "file", file))
        yield from named
        for name in wanted.keys() - {use.contact for use in named}:
            if any(number in text for text in document.texts() for number in numbers[name]):
                yield Use(name, "file", file, tuple(sorted(channel for contact, channel in listed if contact == name)))


def _finished(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the finished PDFs at paths by name. What cannot be read shows nothing; verify says what is wrong with it."""
    for path in paths:
        for file in files_below(path) if path.is_dir() else [path]:
            with suppress(OSError, BadZipFile):
                if is_zip(file.name):
                    yield from ((f"{file}/{name}", data) for name, data in pdfs_in(file))
                elif not is_manifest(file.name):
                    yield str(file), file.read_bytes()


def _printed(contact: Contact, channels: Iterable[str]) -> set[str]:
    """Return how numbers are printed, but for those of three digits: these may be part of anything."""
    return {shown_number(number) for channel, number in channels_of(contact).items() if channel in channels and len(number) > 3}
