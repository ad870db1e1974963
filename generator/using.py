"""A contact, or a number as somebody read it -> everything that shows it: files of content, pieces, kits, finished PDFs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.composing import channels_of
from generator.numbers import digits_of, shown_number
from generator.problems import Problems, did_you_mean
from generator.proving import read_ledger
from generator.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.making import Shop
    from generator.models import Contact


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that shows a contact: what kind of thing, its name, and through which channels."""

    kind: str
    name: str
    channels: tuple[str, ...] = ()


def find_contacts(contacts: Mapping[str, Contact], word: str) -> list[Contact]:
    """Return the contact with this id, or those with this number in any form: 1-888-373-7888, +18883737888, 233733.

    Raises KeyError with a hint that names the near ones.
    """
    if word in contacts:
        return [contacts[word]]
    wanted = digits_of(word)
    found = [one for one in contacts.values() if wanted and channels_meant(one, word)]
    if found:
        return found
    numbers = [shown_number(number) for one in contacts.values() for number in channels_of(one).values()]
    raise KeyError(did_you_mean(word, [*contacts, *numbers]))


def channels_meant(contact: Contact, word: str) -> frozenset[str]:
    """Return the channels of a contact that a word means: all for its id, else those with this number."""
    channels = channels_of(contact)
    return frozenset(channels) if word == contact.id else frozenset(name for name, number in channels.items() if digits_of(word) in _written(number))


def _written(number: str) -> set[str]:
    """The digits of a number as people write them: a North American one also without the 1 in front."""
    return {number.removeprefix("+"), number[2:]} if number.startswith("+1") else {number.removeprefix("+")}


def uses(shop: Shop, contact: Contact, channels: frozenset[str] | None = None) -> Iterator[Use]:
    """Yield what in the content shows a contact: agencies that name it, audiences that are told it, pieces, kits.

    With `channels` only pieces that show one of these, and kits with such pieces.
    """
    from generator.selecting import select

    for agency in shop.library.agencies.values():
        if contact.id in agency.contacts:
            yield Use("agency", agency.id)
    for audience in shop.library.audiences.values():
        if contact in select(shop.library, audience).contacts:
            yield Use("audience", audience.id)
    pieces = [use for use in _pieces(shop, contact) if channels is None or channels.intersection(use.channels)]
    yield from pieces
    shown = {piece.name for piece in pieces}
    for kit in shop.library.kits.values():
        if any(f"{shop.library.audience(piece.audience).id}/{piece.layout}" in shown for piece in kit.pieces):
            yield Use("kit", kit.id)


def _pieces(shop: Shop, contact: Contact) -> Iterator[Use]:
    from generator.layouts import find_layout, layout_names
    from generator.making import values_for
    from generator.selecting import select

    for name in layout_names(shop.layouts):
        layout = find_layout(shop.layouts, name)
        for audience in shop.library.audiences.values():
            if layout.subject == "audience" and not layout.unsuited(audience):
                values = values_for(shop, select(shop.library, audience, layout.depth))
                if channels := _shown(shop, name, values, contact):
                    yield Use("piece", f"{audience.id}/{name}", channels)


def _shown(shop: Shop, layout: str, values: Mapping[str, object], contact: Contact) -> tuple[str, ...]:
    from generator.composing import compose
    from generator.layouts import find_layout

    try:
        page = compose(find_layout(shop.layouts, layout), values, shop.library.contacts)
    except Problems:
        return ()  # what cannot be made shows nothing; check says why
    return tuple(sorted({element.get("channel") for element in page.walk() if element.tag == "phone" and element.get("contact") == contact.id}))


def finished_uses(paths: Iterable[Path], contact: Contact, channels: frozenset[str] | None = None) -> Iterator[Use]:
    """Yield the finished PDFs, below folders too, whose list of contacts names this one, or which print one of its numbers.

    With `channels` only the numbers of these count.
    """
    wanted = channels_of(contact).keys() if channels is None else channels
    numbers = {shown_number(number) for channel, number in channels_of(contact).items() if channel in wanted and len(number) > 3}
    for path in paths:
        for file in sorted(path.rglob("*.pdf")) if path.is_dir() else [path]:
            try:
                document = ReadBack(file.read_bytes())
            except (Unreadable, OSError):
                continue
            ledger = read_ledger(document.keywords)
            shown = tuple(sorted({channel for name, channel, _ in ledger.numbers if name == contact.id})) if ledger else ()
            if any(channel in wanted for channel in shown) or any(number in text for text in document.texts() for number in numbers):
                yield Use("file", str(file), shown)
