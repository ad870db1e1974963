"""A packed kit -> its cover: what is in the box, where to begin, and how old every number in it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.kits.manifest import content_date
from generator.languages.catalogues import language_name
from generator.library.selection import oldest_reading
from generator.making.editions import printed, screen_edition
from generator.making.pieces import laid_out
from generator.markup.layouts import find_layout
from generator.proof.manifests import contacts_shown
from generator.proof.readback import ReadBack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.kits.packing import Packed
    from generator.kits.runs import PrintRun
    from generator.library.models import Contact, Kit
    from generator.making.shop import Shop


@dataclass(frozen=True, slots=True)
class OnCover:
    """A contact that pieces of the kit show, and on how many of them it stands."""

    contact: Contact
    pieces: int


def cover(shop: Shop, kit: Kit, packed: Sequence[Packed], runs: Sequence[PrintRun], participants: int, files: Mapping[str, bytes]) -> bytes:
    """Return the cover of a kit. `files` are those that are in the box already. Raises Problems."""
    shown = contacts_shown({line.file: files[line.file] for line in packed}, shop.library.contacts)
    pieces = [{held["id"] for held in numbers} for numbers in shown.values()]
    values = {
        "kit": kit,
        "packed": packed,
        "runs": runs,
        "participants": participants,
        "partner": shop.partner,
        "languages": list(dict.fromkeys(language_name(code) for line in packed for code in line.laid.language.split("+"))),
        "list_pages": len(ReadBack(files["packing-list.pdf"])),
        "for_a_shop": sum(name.startswith("print-shop/") and name.endswith(".pdf") for name in files),
        "shown": [
            OnCover(contact, sum(contact.id in held for held in pieces))
            for contact in sorted(shop.library.contacts.values(), key=lambda contact: (int(contact.order), contact.id))
            if any(contact.id in held for held in pieces)
        ],
        "content_date": content_date(shop.library),
        "oldest": oldest_reading(shop.library.contacts.values()),
    }
    piece = laid_out(shop, find_layout(shop.layouts, "cover"), values, "cover", kit.name)
    return printed(shop, screen_edition(shop, piece))["cover.pdf"]
