"""A Kit and a number of participants -> the files of the box, and the zip of all.

The pieces, merged files to print them from, a folder for a print shop, a cover, a packing list, a manifest. Same kit, same
content, same bytes: names are sorted and the zip's dates are fixed. It makes no piece itself.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from generator.foundation.problems import Findings
from generator.kits.cover import cover
from generator.kits.manifest import manifest
from generator.kits.packing import Packed, pack
from generator.kits.runs import PrintRun, print_runs, run_files
from generator.kits.shop_orders import shop_files
from generator.kits.shopping import shopping_list
from generator.library.selection import oldest_reading
from generator.making.editions import printed, screen_edition
from generator.making.pieces import laid_out
from generator.markup.layouts import find_layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.library.models import Kit
    from generator.making.shop import Shop


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
            for line, made in pack(shop, kit, piece, participants, languages):
                packed.append(line)
                files |= made
    findings.raise_if_any()
    runs = print_runs(packed, shop.paper)
    files |= run_files(shop, runs, files, kit.name)
    files |= shop_files(shop, packed, kit.name)
    files["packing-list.pdf"] = _packing_list(shop, kit, packed, runs, participants)
    files["cover.pdf"] = cover(shop, kit, packed, runs, participants, files)
    files["manifest.json"] = manifest(shop, kit, participants, packed, runs, files)
    named = {f"{kit.id}/{name}": files[name] for name in sorted(files)}
    folder = f"{shop.prefix}kits"
    return {**{f"{folder}/{name}": data for name, data in named.items()}, f"{folder}/{kit.id}.zip": zipped(named)}


def _packing_list(shop: Shop, kit: Kit, packed: list[Packed], runs: list[PrintRun], participants: int) -> bytes:
    values = {
        "kit": kit,
        "packed": packed,
        "runs": runs,
        "bought": shopping_list(runs),
        "participants": participants,
        "oldest": oldest_reading(shop.library.contacts.values()),
    }
    piece = laid_out(shop, find_layout(shop.layouts, "packing-list"), values, "packing-list", kit.name)
    return printed(shop, screen_edition(shop, piece))["packing-list.pdf"]


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
