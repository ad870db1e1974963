"""A value of the content -> its texts that reach a page, and the digits in them that nothing lets stand.

A telephone number belongs into a contact, where it is checked; in any other text it would be printed as it was typed. The
rule is `digits.py`; here are the fields. It knows no page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.inspect import Metadata, StrType, UnionType

from generator.foundation.problems import Place, Problem
from generator.library.digits import MAKE_A_CONTACT, refused
from generator.library.numbers import channels_of
from generator.library.values import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.library.models import Contact

FOR_EACH_OTHER = frozenset({"remark", "reason", "meaning", "source", "dialled_by"})  # what people write for each other; a source names documents
NAMES = frozenset({"name", "short", "operator", "publisher"})  # a name may have a number: Mission 89


def texts_of(value: Struct) -> Iterator[tuple[Place, str, str]]:
    """Yield the free texts in a value of the content that reach a page: the place, the key, and what was typed."""
    place = getattr(value, "place", Place(""))
    for key in _free_texts(type(value)):
        if isinstance(text := getattr(value, key), str):
            yield place, key, text
    for key in value.__struct_fields__:
        if key not in FOR_EACH_OTHER and key != "place":
            yield from _inside(getattr(value, key), place, key)


def _inside(held: Any, place: Place, key: str) -> Iterator[tuple[Place, str, str]]:
    if isinstance(held, Struct) and not isinstance(held, Place):
        yield from texts_of(held)
    elif isinstance(held, tuple):
        for one in held:
            yield from _inside(one, place, key)
    elif isinstance(held, dict):
        for one in held.values():
            yield from _inside(one, place, key)


@cache
def _free_texts(kind: type[Struct]) -> tuple[str, ...]:
    """Return the keys of a kind whose values are words, not ids, numbers, days or addresses: those have a form of their own."""
    found = []
    for key, field in keys_of(kind).items():
        parts = field.type.types if isinstance(field.type, UnionType) else (field.type,)
        bare = [part.type if isinstance(part, Metadata) else part for part in parts]
        if key not in FOR_EACH_OTHER and any(isinstance(part, StrType) and part.pattern is None for part in bare):
            found.append(key)
    return tuple(found)


def registry_numbers(contacts: Mapping[str, Contact]) -> frozenset[str]:
    """Return every number of the registry, as it is kept: E.164, short codes, three-digit services."""
    return frozenset(number for contact in contacts.values() for number in channels_of(contact).values())


def check_digits(values: Iterable[Struct], contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    """Yield a Problem for each run of digits in the texts of values that is no part of a known number and of no kind that may stand."""
    numbers = registry_numbers(contacts)
    mentioned = {number for number in numbers if len(number) == 3}
    for value in values:
        for place, key, text in texts_of(value):
            where = "address" if key == "address" else "name" if key in NAMES else ""
            for run in refused(text, where, mentioned=mentioned, numbers=numbers):
                yield Problem(place, "E313", f"'{key}' shows {run.typed}: {run.why}", MAKE_A_CONTACT)


def masked(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield those of some texts, each with the field it stands in, whose digits may stand there but would be refused elsewhere."""
    for text, where in texts:
        if any(character.isdigit() for character in text) and not any(refused(text, where)) and any(refused(text)):
            yield text
