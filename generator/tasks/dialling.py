"""A person with a telephone -> the sheet that they take to it, and what they found, written into the contact's file.

The only home of ruamel.yaml, which writes a YAML file back with its comments, its order and its quotes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from generator.library.models import Contact
    from generator.making.shop import Shop

KEYS = ("dialled_on", "dialled_by")


def dial_sheet(shop: Shop) -> bytes:
    """Return the PDF of the sheet: every contact, those first that nobody has dialled or that are due. Raises Problems."""
    from generator.making.editions import printed, screen_edition
    from generator.making.pieces import laid_out
    from generator.markup.layouts import find_layout

    piece = laid_out(shop, find_layout(shop.layouts, "dial-list"), {"contacts": by_need(shop.library.contacts)}, "dial-list", "Numbers to dial")
    return printed(shop, screen_edition(shop, piece))["dial-list.pdf"]


def by_need(contacts: Mapping[str, Contact]) -> list[Contact]:
    """Return contacts in the order in which they need a call: never dialled, then by the day on which they are due."""
    return sorted(contacts.values(), key=lambda one: (isinstance(one.dialled_on, str), one.verify_by, one.id))


def record(content: Path, contact: Contact, by: str, on: date, today: date) -> tuple[Path, bytes]:
    """Return a contact's file and its bytes with who dialled it and when; nothing else in it is changed.

    Raises Problems: a day to come, no name, a file that is not there any more.
    """
    from generator.foundation.files import read_bytes, shown_path

    path = content / "contacts" / f"{contact.id}.yaml"
    if on > today:
        raise problem(Place(shown_path(path)), "E311", f"{on.isoformat()} is a day to come", "write the day on which the number was dialled")
    if not by.strip() or len(by) > 100 or not by.isprintable():
        raise problem(Place(shown_path(path)), "E312", f"'{by[:40]}' is no name", "say who dialled, so that they can be asked")
    before = read_bytes(path)
    after = _with(before, {"dialled_on": on, "dialled_by": by.strip()})
    _check_nothing_else_changed(before, after, shown_path(path))
    return path, after


def _with(data: bytes, values: Mapping[str, object]) -> bytes:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000  # no line of the file is broken anew
    yaml.indent(mapping=2, sequence=4, offset=2)
    held = yaml.load(data.decode("utf-8"))
    place = list(held).index("verify_by") + 1
    for name, value in values.items():
        if name in held:
            held[name] = value
        else:
            held.insert(place, name, value)
        place = list(held).index(name) + 1
    written = io.StringIO()
    yaml.dump(held, written)
    return written.getvalue().encode()


def _check_nothing_else_changed(before: bytes, after: bytes, file: str) -> None:
    def others(data: bytes) -> list[str]:
        return [line for line in data.decode("utf-8").splitlines() if not line.startswith(KEYS)]

    if others(before) != others(after):
        raise problem(Place(file), "E027", "this file cannot be written back as it is", f"write {' and '.join(KEYS)} into it by hand")
