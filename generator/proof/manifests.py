"""A kit's manifest -> the numbers that each of its files may show; and a finished file -> the contacts that it shows.

It knows no kit: a manifest says of itself what it lists.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, Problem
from generator.proof.ledgers import read_ledger
from generator.proof.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.library.models import Contact


def contacts_shown(files: Mapping[str, bytes], contacts: Mapping[str, Contact]) -> dict[str, list[dict[str, str | None]]]:
    """Return for each PDF that shows numbers which ones, and when each was read and dialled."""
    found = {}
    for name, data in sorted(files.items()):
        ledger = read_ledger(ReadBack(data).keywords) if name.endswith(".pdf") else None
        if ledger and ledger.numbers:
            found[name] = [
                {
                    "id": key,
                    "channel": channel,
                    "number": number,
                    "read_on": contacts[key].read_on,
                    "dialled_on": dialled if isinstance(dialled := contacts[key].dialled_on, str) else None,
                }
                for key, channel, number in sorted(ledger.numbers)
            ]
    return found


def numbers_listed(said: bytes) -> dict[str, set[tuple[str, str, str]]]:
    """Return the numbers that a manifest lists for each file, as (contact, channel, number); nothing of what cannot be read."""
    try:
        return {file: {(one["id"], one["channel"], one["number"]) for one in listed} for file, listed in json.loads(said)["contacts"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def check_numbers(name: str, data: bytes, listed: set[tuple[str, str, str]] | None) -> Iterator[Problem]:
    """Yield a Problem if a PDF shows other numbers than its manifest lists; what the manifest does not mention is passed over."""
    if listed is None:
        return
    with suppress(Unreadable):  # told by whoever proves the file
        ledger = read_ledger(ReadBack(data).keywords)
        if ledger is not None and set(ledger.numbers) != listed:
            yield Problem(Place(name), "E859", "this file shows other numbers than the kit's manifest lists", "pack the kit again")
