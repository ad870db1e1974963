"""A Kit and a number of participants -> the files of the box: pieces, a packing list, a manifest, and the zip of all.

Same kit, same content, same bytes: names are sorted and the zip's dates are fixed. It makes no piece itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator import __version__
from generator.editions import screen_edition, sheet_for
from generator.layouts import find_layout
from generator.making import Order, Shop, laid_out, make
from generator.problems import Findings
from generator.readback import ReadBack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.models import Kit, Piece

MOST_PARTICIPANTS = 5000


@dataclass(frozen=True, slots=True)
class Packed:
    """A line of the packing list: what to print, how often, on what, for what."""

    piece: Piece
    title: str
    audience: str
    file: str
    wanted: int
    sheets: int
    made: int
    stock: str
    pages: int

    @property
    def spare(self) -> int:
        return self.made - self.wanted


def make_kit(shop: Shop, kit: Kit, participants: int) -> dict[str, bytes]:
    """Return the files of a kit by name, the zip of them included: `kits/NAME/...` and `kits/NAME.zip`.

    Raises Problems with everything that is wrong in any piece.
    """
    findings = Findings()
    packed: list[Packed] = []
    files: dict[str, bytes] = {}
    for piece in kit.pieces:
        with findings.collect():
            line, made = _pack(shop, piece, participants)
            packed.append(line)
            files |= made
    findings.raise_if_any()
    files["packing-list.pdf"] = _packing_list(shop, kit, packed, participants)
    files["manifest.json"] = _manifest(shop, kit, participants, packed, files)
    named = {f"{kit.id}/{name}": files[name] for name in sorted(files)}
    return {**{f"kits/{name}": data for name, data in named.items()}, f"kits/{kit.id}.zip": zipped(named)}


def _pack(shop: Shop, piece: Piece, participants: int) -> tuple[Packed, dict[str, bytes]]:
    wanted = int(piece.copies) * (participants if piece.per == "participant" else 1)
    layout = find_layout(shop.layouts, piece.layout)
    audience = shop.library.audience(piece.audience)
    sheet_name = piece.sheet if isinstance(piece.sheet, str) else ""
    made = make(replace(shop, twins=True), Order(audience.id, piece.layout, piece.language, sheet_name, wanted))
    twins = {name: data for name, data in made.items() if name.endswith((".html", ".txt"))}
    if not layout.shares_a_sheet:
        name, data = next(iter(made.items()))
        return Packed(piece, layout.summary, audience.name, name, wanted, wanted, wanted, shop.paper.capitalize(), len(ReadBack(data))), {name: data, **twins}
    sheet = sheet_for(shop, layout, sheet_name)
    name = next(name for name in made if name.endswith(f".{sheet.id}.pdf"))
    sheets = -(-wanted // len(sheet.cells))
    line = Packed(piece, layout.summary, audience.name, name, wanted, sheets, sheets * len(sheet.cells), sheet.name, len(ReadBack(made[name])))
    return line, {name: made[name], **twins}


def _packing_list(shop: Shop, kit: Kit, packed: list[Packed], participants: int) -> bytes:
    readings = [contact.read_on for contact in shop.library.contacts.values()]
    values = {"kit": kit, "packed": packed, "participants": participants, "oldest": min(readings, default="")}
    piece = laid_out(shop, find_layout(shop.layouts, "packing-list"), values, "packing-list", kit.name)
    return screen_edition(shop, piece)["packing-list.pdf"]


def _manifest(shop: Shop, kit: Kit, participants: int, packed: list[Packed], files: Mapping[str, bytes]) -> bytes:
    """The manifest: what is in the box, each file's SHA-256, and how old the oldest number is."""
    said = {
        "kit": kit.id,
        "name": kit.name,
        "participants": participants,
        "makecards": __version__,
        "numbers_read_on": min((contact.read_on for contact in shop.library.contacts.values()), default=""),
        "pieces": [
            {"file": line.file, "audience": line.audience, "wanted": line.wanted, "made": line.made, "sheets": line.sheets, "stock": line.stock}
            for line in packed
        ],
        "files": {name: {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()} for name in sorted(files)},
    }
    return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files, the same bytes for the same files: sorted, with a fixed date and fixed rights."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, files[name])
    return buffer.getvalue()
