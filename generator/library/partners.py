"""A partner's file -> the partner, and a Library in which their local contacts stand beside those of the registry.

A local contact is judged like any other: number, source, dates, what its purposes may be shown to whom. It never stands
before the Hotline, whatever its file says.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from generator.foundation.problems import Problems, problem
from generator.library.models import Contact, Partner

if TYPE_CHECKING:
    from pathlib import Path

    from generator.library.library import Library

FIRST_ORDER = 100  # the least order of a local contact: the Hotline has 10


def read_partner(path: Path) -> Partner:
    """Return the partner that a file describes. Raises Problems."""
    from generator.library.read import read_file

    return settled(read_file(path, Partner))


def settled(partner: Partner) -> Partner:
    """Return a partner whose local contacts have names and places of their own among all others. Raises Problems."""
    contacts = {f"{partner.id}-{name}": _local(contact, f"{partner.id}-{name}", partner.id) for name, contact in partner.contacts.items()}
    if too_long := next((name for name in contacts if len(name) > 40), ""):
        raise problem(partner.place, "E111", f"the contact '{too_long}' has too long a name", "shorten the file's name or the contact's")
    return changed(partner, contacts=contacts)


def _local(contact: Contact, contact_id: str, partner: str) -> Contact:
    return changed(contact, id=contact_id, partner=partner, order=str(max(int(contact.order), FIRST_ORDER)))


def beside(library: Library, partner: Partner) -> Library:
    """Return the Library with a partner's contacts, which have been looked at before."""
    return replace(library, contacts=MappingProxyType({**library.contacts, **partner.contacts}))


def joined(library: Library, partner: Partner) -> Library:
    """Return the Library with a partner's contacts. Raises Problems for what is wrong in them or does not go with the others."""
    from generator.library.impostors import impostors
    from generator.library.printed import check_digits
    from generator.library.references import check_contacts

    both = beside(library, partner)
    registry = {name: contact for name, contact in library.contacts.items() if not contact.partner}
    found = [*impostors(partner, registry), *check_contacts(both, partner.contacts), *check_digits([changed(partner, contacts={})], both.contacts)]
    if found:
        raise Problems(found)
    return both
