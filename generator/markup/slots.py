"""A partner -> the same with slots in place of their own words: a layout is filled in once for all partners of one form.

A slot is a single character that no text has. A layout may print it, and may ask whether something was given; whoever
looks into it, to compare or to measure it, is told that this layout has to be filled in for each partner anew.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from markupsafe import Markup
from msgspec.structs import asdict
from msgspec.structs import replace as changed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.library.models import Contact, Partner

FIRST_SLOT = 0xE100  # of the characters that stand for slots, in a part of Unicode that is nobody's
MOST = 0x700
OF_PARTNER = ("name", "line", "address", "web")
CONTACT_SLOTS = ("name", "short", "operator", "web", "hours", "languages", "call_for", "cost", "privacy", "card_note", "remark", "verify_by", "dialled_by")
SHAPED = ("purposes", "order", "vanity", "text", "tty", "chat", "form", "answers_in", "same_as", "near", "seen", "read_on", "dialled_on")


class Opened(Exception):
    """A layout looked into a slot."""


class Slot(str):
    """A character that stands for a partner's own word."""

    __slots__ = ("kept",)
    kept: Slots

    def through(self, make: Callable[[str], str]) -> Slot:
        """Return the slot of what `make` makes of the word."""
        return self.kept.derived(self, make)

    def __html__(self) -> str:
        return Markup(str.__str__(self))  # noqa: S704 - a character that means nothing to markup

    def __bool__(self) -> bool:
        return True

    __hash__ = str.__hash__

    def _opened(self, *_: object, **__: object) -> NoReturn:
        raise Opened

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _opened
    __len__ = __contains__ = __getitem__ = __iter__ = __add__ = __mod__ = _opened
    upper = lower = title = strip = split = replace = startswith = endswith = join = removeprefix = removesuffix = _opened


class Comparable(Slot):
    """A slot for a number or an id. None of the registry is the same, so it differs from all that it is compared with."""

    __slots__ = ()
    __hash__ = str.__hash__
    __eq__ = str.__eq__  # type: ignore[assignment]
    __ne__ = str.__ne__  # type: ignore[assignment]


@dataclass(slots=True)
class Slots:
    """The slots of a form, by character, and how each word is found in a partner."""

    words: dict[str, Callable[[Partner], str]] = field(default_factory=dict)
    made: dict[tuple[str, Any], Slot] = field(default_factory=dict)

    def new(self, kind: type[Slot], find: Callable[[Partner], str]) -> Slot:
        slot = kind(chr(FIRST_SLOT + len(self.words)))
        slot.kept = self
        self.words[str.__str__(slot)] = find
        return slot

    def derived(self, slot: Slot, make: Callable[[str], str]) -> Slot:
        """Return the slot of what a function makes of another slot's word; the same one for the same."""
        key = (str.__str__(slot), make)
        if key not in self.made:
            find = self.words[key[0]]
            self.made[key] = self.new(Slot, lambda partner: make(find(partner)))
        return self.made[key]

    def filled(self, partner: Partner) -> dict[int, str]:
        """Return the words that stand in the slots for a partner, as str.translate takes them."""
        return {ord(character): find(partner) for character, find in self.words.items()}


@dataclass(frozen=True, slots=True)
class Form:
    """What partners have in common for whom a layout is filled in once: which words they gave, and all that is no word."""

    key: tuple[object, ...]
    partner: Partner
    slots: Slots


def has_slot(text: str) -> bool:
    """Tell whether a text has a slot in it."""
    return not text.isascii() and any(FIRST_SLOT <= ord(character) < FIRST_SLOT + MOST for character in text)


def form_key(partner: Partner, contacts: Mapping[str, Contact], barred: Callable[[Contact], str]) -> tuple[object, ...] | None:
    """Return what decides how a partner's pieces are filled in, apart from their words; None if they need to be filled in alone.

    `contacts` is the registry. Contacts are printed in an order that their ids decide where all else is equal, so their
    places among the others belong to it; so does what `barred` says of them, which a number decides.
    """
    parts: list[object] = [partner.accent, partner.logo, *(isinstance(getattr(partner, name), str) for name in OF_PARTNER)]
    known = {contact.voice for contact in contacts.values()}
    if any("**" in getattr(partner, name) for name in OF_PARTNER if isinstance(getattr(partner, name), str)):
        return None  # bold words are markup
    for contact in partner.contacts.values():
        told = asdict(contact)
        if any("**" in told[name] for name in CONTACT_SLOTS if isinstance(told[name], str)) or contact.voice in known:
            return None
        if isinstance(contact.voice, str) and not contact.voice.startswith("+"):
            return None
        given = tuple(isinstance(told[name], str) for name in (*CONTACT_SLOTS, "voice"))
        parts.append((contact.id.removeprefix(partner.id), given, *(str(told[name]) for name in SHAPED), barred(contact), _place(contact, contacts)))
    return tuple(parts)


def _place(contact: Contact, contacts: Mapping[str, Contact]) -> int:
    """Return before how many of the registry a contact comes among those of the same order: they are sorted by their ids."""
    return bisect(sorted(name for name, one in contacts.items() if int(one.order) == int(contact.order)), contact.id)


def form_of(partner: Partner, key: tuple[object, ...]) -> Form:
    """Return a partner's form: the partner with slots in place of all words, contacts by their ids as they are."""
    slots = Slots()

    def word(name: str) -> Any:
        value = getattr(partner, name)
        return slots.new(Slot, lambda one: getattr(one, name)) if isinstance(value, str) else value

    contacts = {contact.id: _slotted(contact, number, slots) for number, contact in enumerate(partner.contacts.values())}
    return Form(key, changed(partner, contacts=contacts, **{name: word(name) for name in OF_PARTNER}), slots)


def _slotted(contact: Contact, number: int, slots: Slots) -> Contact:
    def own(partner: Partner) -> Contact:
        return list(partner.contacts.values())[number]

    def word(name: str, kind: type[Slot] = Slot) -> Any:
        value = getattr(contact, name)
        return slots.new(kind, lambda partner: str(getattr(own(partner), name))) if isinstance(value, str) else value

    told = {name: word(name) for name in CONTACT_SLOTS} | {name: word(name, Comparable) for name in ("id", "voice")}
    title = slots.new(Slot, lambda partner: own(partner).source.title)
    address = slots.new(Slot, lambda partner: own(partner).source.address)
    return changed(contact, source=changed(contact.source, title=title, address=address), **told)
