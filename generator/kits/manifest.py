"""A kit's files -> its manifest: what is in the box, from what it was made, which numbers each file shows, and every SHA-256."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.foundation.files import read_bytes
from generator.library.selection import oldest_reading
from generator.proof.manifests import contacts_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.kits.packing import Packed
    from generator.kits.runs import PrintRun
    from generator.library.library import Library
    from generator.library.models import Kit
    from generator.making.shop import Shop

VERSION_LETTERS = 12  # letters of a SHA-256 that tell one version of a file from another


def manifest(shop: Shop, kit: Kit, participants: int, packed: Sequence[Packed], runs: Sequence[PrintRun], files: Mapping[str, bytes]) -> bytes:
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
    return hashlib.sha256(data).hexdigest()[:VERSION_LETTERS]


def content_date(library: Library) -> str:
    """Return the day of the content: the last one on which anybody read a source or a number for it."""
    holders = (*library.agencies.values(), *library.guidance.values())
    return max((*(source.read_on for holder in holders for source in holder.sources.values()), *(contact.read_on for contact in library.contacts.values())))
