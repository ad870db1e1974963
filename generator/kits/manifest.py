"""A kit's files -> its manifest: what is in the box, from what it was made, which numbers each file shows, and every SHA-256."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.foundation.problems import Place, Problem
from generator.library.library import read_bytes
from generator.library.selection import oldest_reading
from generator.proof.ledgers import read_ledger
from generator.proof.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.kits.packing import Packed
    from generator.kits.runs import Run
    from generator.library.library import Library
    from generator.library.models import Contact, Kit
    from generator.making.make import Shop

CODE = 12  # letters of a SHA-256 that tell one version of a file from another


def manifest(shop: Shop, kit: Kit, participants: int, packed: Sequence[Packed], runs: Sequence[Run], files: Mapping[str, bytes]) -> bytes:
    """Return a kit's manifest as JSON."""
    said = {
        "kit": kit.id,
        "name": kit.name,
        "participants": participants,
        "partner": {"id": shop.partner.id, "name": shop.partner.name} if shop.partner else None,
        "languages": list(dict.fromkeys(line.laid.language for line in packed)),
        "paper": shop.paper,
        "made_from": made_from(shop, packed),
        "makecards": __version__,
        "content_date": content_date(shop.library),
        "numbers_read_on": oldest_reading(shop.library.contacts.values()),
        "pieces": [
            {
                "file": line.file,
                "audience": line.audience,
                "language": line.language or "English",
                "edition": line.edition,
                "wanted": line.wanted,
                "made": line.made,
                "sheets": line.sheets,
                "stock": line.stock,
            }
            for line in packed
        ],
        "print": [{"file": run.file, "times": run.times, "sides": 2 if run.flip else 1, "sheets": run.sheets, "stock": run.stock} for run in runs],
        "contacts": contacts_shown(files, shop.library.contacts),
        "files": {name: {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()} for name in sorted(files)},
    }
    return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()


def made_from(shop: Shop, packed: Sequence[Packed]) -> dict[str, Any]:
    """Return the versions of what a kit was made from: the theme, and each layout, by the first letters of its SHA-256."""
    layouts = {line.laid.layout.id: line.laid.layout.path for line in packed}
    return {
        "theme": {"id": shop.theme, "sha256": _code(read_bytes(shop.layouts / "themes" / f"{shop.theme}.yaml"))},
        "layouts": {name: _code(read_bytes(layouts[name])) for name in sorted(layouts)},
    }


def _code(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:CODE]


def content_date(library: Library) -> str:
    """Return the day of the content: the last one on which anybody read a source or a number for it."""
    holders = (*library.agencies.values(), *library.guidance.values())
    return max((*(source.read_on for holder in holders for source in holder.sources.values()), *(contact.read_on for contact in library.contacts.values())))


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
            yield Problem(Place(name), "this file shows other numbers than the kit's manifest lists", "pack the kit again")
