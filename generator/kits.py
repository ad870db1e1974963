"""A Kit and a number of participants -> the files of the box: pieces, a packing list, a manifest, and the zip of all.

Same kit, same content, same bytes: names are sorted and the zip's dates are fixed. It makes no piece itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator import __version__
from generator.catalogues import ENGLISH, language_name
from generator.editions import paper_edition, screen_edition, sheet_for, twin_editions
from generator.layouts import find_layout
from generator.making import Order, Shop, laid_out, lay_out_piece
from generator.problems import Findings
from generator.readback import ReadBack
from generator.selecting import oldest_reading
from generator.translating import Incomplete

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.making import Piece as LaidOut
    from generator.models import Kit, Piece


@dataclass(frozen=True, slots=True)
class Packed:
    """A line of the packing list: what to print, how often, on what, for what."""

    piece: Piece
    audience: str
    language: str  # "" is English
    edition: str
    file: str
    wanted: int
    sheets: int
    made: int
    stock: str
    pages: int

    @property
    def spare(self) -> int:
        return self.made - self.wanted


def make_kit(shop: Shop, kit: Kit, participants: int, languages: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the files of a kit by name, the zip of them included: `kits/NAME/...` and `kits/NAME.zip`.

    With `languages` every piece is in each of them that has words for it; a piece that none has is in the kit's own
    language. Raises Problems with everything that is wrong in any piece.
    """
    findings = Findings()
    packed: list[Packed] = []
    files: dict[str, bytes] = {}
    for piece in kit.pieces:
        with findings.collect():
            for laid_out_one in _in_languages(shop, piece, languages):
                line, made = _pack(shop, piece, laid_out_one, participants)
                packed.append(line)
                files |= made
    findings.raise_if_any()
    files["packing-list.pdf"] = _packing_list(shop, kit, packed, participants)
    files["manifest.json"] = _manifest(shop, kit, participants, packed, files)
    named = {f"{kit.id}/{name}": files[name] for name in sorted(files)}
    folder = f"{shop.prefix}kits"
    return {**{f"{folder}/{name}": data for name, data in named.items()}, f"{folder}/{kit.id}.zip": zipped(named)}


def _in_languages(shop: Shop, wanted: Piece, languages: Sequence[str]) -> list[LaidOut]:
    """Return a piece laid out in each language that has words for it, or in its own."""
    order = Order(shop.library.audience(wanted.audience).id, wanted.layout, wanted.language)
    found = []
    for language in languages:
        with suppress(Incomplete):
            found.append(lay_out_piece(shop, replace(order, language=language)))
    return [replace(piece, stem=piece.stem.removeprefix(shop.prefix)) for piece in found or [lay_out_piece(shop, order)]]


def _pack(shop: Shop, wanted: Piece, piece: LaidOut, participants: int) -> tuple[Packed, dict[str, bytes]]:
    """Return the line of the packing list for a piece, and its files: one to print, and its twins."""
    count = int(wanted.copies) * (participants if wanted.per == "participant" else 1)
    twins = twin_editions(shop, piece)
    audience = shop.library.audience(wanted.audience).name
    language = "" if piece.language == ENGLISH else language_name(piece.language)
    if not piece.layout.shares_a_sheet:
        ((name, data),) = screen_edition(shop, piece, count).items()
        pages = len(ReadBack(data))
        return Packed(wanted, audience, language, piece.edition, name, count, count, count, shop.paper.capitalize(), pages), {
            name: data,
            **twins,
        }
    sheet_name = wanted.sheet if isinstance(wanted.sheet, str) else ""
    sheet = sheet_for(shop, piece.layout, sheet_name)
    ((name, data),) = paper_edition(shop, [piece], sheet_name, count).items()
    sheets = -(-count // len(sheet.cells))
    line = Packed(wanted, audience, language, piece.edition, name, count, sheets, sheets * len(sheet.cells), sheet.name, len(ReadBack(data)))
    return line, {name: data, **twins}


def _packing_list(shop: Shop, kit: Kit, packed: list[Packed], participants: int) -> bytes:
    values = {"kit": kit, "packed": packed, "participants": participants, "oldest": oldest_reading(shop.library.contacts.values())}
    piece = laid_out(shop, find_layout(shop.layouts, "packing-list"), values, "packing-list", kit.name)
    return screen_edition(shop, piece)["packing-list.pdf"]


def _manifest(shop: Shop, kit: Kit, participants: int, packed: list[Packed], files: Mapping[str, bytes]) -> bytes:
    """The manifest: what is in the box, each file's SHA-256, and how old the oldest number is."""
    said = {
        "kit": kit.id,
        "name": kit.name,
        "participants": participants,
        "makecards": __version__,
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
