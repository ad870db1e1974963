"""What a piece is made from -> a hash: the content, its layout, the themes, the sheets, the fonts, the program and its libraries.

What has the hash of what lies there already need not be made again. It reads files and judges none of them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator import __version__
from generator.foundation.cache import installed, program, stamps
from generator.markup.layouts import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.making.order import Order
    from generator.making.shop import Shop

# The libraries that change what is printed when they change: who reads the content and fills in the layouts, who sets and
# draws, who joins the files of a kit. The last is the fonts of the plain theme.
PRINTING = (
    *("yaml", "msgspec", "phonenumbers", "babel", "jinja2", "markupsafe"),
    *("uharfbuzz", "bidi", "segno", "PIL", "resvg_py", "reportlab", "pikepdf"),
    "fontpkg_atkinson_hyperlegible",
)


def fingerprint(folders: Iterable[Path], *told: object) -> str:
    """Return the hash of all files in folders, of the program with its libraries, and of what else is told."""
    digest = hashlib.sha256(f"{__version__} {program()} {installed(PRINTING)} {told!r}".encode())
    for folder in folders:
        for path in _files_of(folder):
            _take(digest, folder, path)
    return digest.hexdigest()


def _files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _take(digest: hashlib._Hash, folder: Path, path: Path) -> None:
    """Take in a file of a folder by its name and its bytes; a font, which nobody edits, by its size and the moment of its writing."""
    data = stamps([path]).encode() if path.suffix in (".ttf", ".otf") else path.read_bytes()
    digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode())
    digest.update(data)


def of_orders(shop: Shop, orders: Iterable[Order]) -> dict[Order, str]:
    """Return the hash of what each order is made from. A layout counts for its own pieces only, what layouts share for all."""
    shared = hashlib.sha256()
    own: dict[str, bytes] = {}
    for path in _files_of(shop.layouts):
        if path.parent == shop.layouts and path.name.endswith(ENDING) and not path.name.startswith("_"):
            own[path.name.removesuffix(ENDING)] = path.read_bytes()
        else:
            _take(shared, shop.layouts, path)
    asked = (shop.theme, shop.paper, shop.sides, shop.start_at, shop.printer, shop.press, shop.profile, shop.tag_copies, shop.twins)
    base = fingerprint([shop.content], shared.hexdigest(), asked, shop.partner, _logo(shop))
    return {order: hashlib.sha256(f"{base} {order!r}".encode() + own.get(order.layout, b"")).hexdigest() for order in orders}


def _logo(shop: Shop) -> str:
    if shop.partner is None or shop.partner_folder is None or not isinstance(shop.partner.logo, str):
        return ""
    path = shop.partner_folder / shop.partner.logo
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
