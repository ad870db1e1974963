"""The packed pieces of a kit -> the folder for a print shop: press editions, their reports, and a sheet to order from.

Only what a shop prints better than an office printer is in it: cards, notices, brochures. What the workshop runs on is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.measures import INCH, MM
from generator.making.editions import press_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.kits.packing import Packed
    from generator.making.order import Piece
    from generator.making.shop import Shop

SHOP_FOLDER = "print-shop"
STOCKS = {  # by medium; in words that a shop understands, since names of weights differ from shop to shop
    "card": "uncoated card stock that a pen writes on; about the weight of a business card",
    "notice": "poster paper, matt, so that lamps do not glare on it",
    "wall": "poster paper, matt, so that lamps do not glare on it",
    "page": "uncoated paper, heavier than in a copier, so that a fold does not crack",
}
STICKERS = ("cling", "label")


def shop_files(shop: Shop, packed: Sequence[Packed], kit: str) -> dict[str, bytes]:
    """Return the folder for a print shop, empty if the kit has nothing for one. `kit` is its name. Raises Problems."""
    lines = [line for line in packed if _for_a_shop(line.laid)]
    if not lines:
        return {}
    files: dict[str, bytes] = {}
    jobs = []
    for number, line in enumerate(lines, 1):
        made = press_edition(shop, line.laid)
        files |= {f"{SHOP_FOLDER}/{name.replace('/', '-')}": data for name, data in made.items()}
        name = next(name for name in made if name.endswith(".pdf")).replace("/", "-")
        jobs.append("\n".join(_job(number, name, line)))
    files[f"{SHOP_FOLDER}/order.txt"] = "\n\n".join([_head(shop, kit), *jobs, FOOT]).encode()
    return files


def _for_a_shop(piece: Piece) -> bool:
    return piece.layout.subject == "audience" and bool(piece.layout.size or piece.layout.whole_page)


def _head(shop: Shop, kit: str) -> str:
    asks = [shop.partner.name] if shop.partner else []
    asks += [shop.partner.web] if shop.partner and isinstance(shop.partner.web, str) else []
    who = " · ".join(asks) or "______________________________"
    return f"Print order: {kit}\n\nFrom: {who}\nAsk: ______________________________ (name and number)\nNeeded by: ________________________"


FOOT = """For every job
  Colors: CMYK. Bleed: 1/8 in (3.2 mm) on every side. Crop marks stand outside the bleed.
  Please do not scale, and do not change the files: the numbers in them were proved.
  Please send a proof on paper. We dial every number from the proof before you print.
  The report beside each file says what was checked. Tell us if you want your own color profile.
"""


def _job(number: int, name: str, line: Packed) -> Iterator[str]:
    faces = line.laid.faces
    size = faces[0].size
    folds = line.folds
    stock = "sticker or cling film, removable without a trace" if line.laid.layout.id in STICKERS else STOCKS[line.laid.layout.medium]
    two = len(faces) > 1
    yield f"Job {number}: {line.title}"
    yield f"  File:     {name}"
    yield f"  Quantity: {line.wanted:,}"
    yield f"  Size:     {size.width / INCH:.4g} x {size.height / INCH:.4g} in ({size.width / MM:.0f} x {size.height / MM:.0f} mm), after cutting"
    yield f"  Sides:    {'2, printed in color on both (4/4)' if two else '1, printed in color (4/0)'}"
    if two:
        yield f"  Turns on: the {line.laid.layout.flip} edge; page 1 is the front, page 2 the back"
    yield f"  Stock:    {stock}"
    yield f"  Fold:     {f'{folds} times' if folds > 1 else 'once' if folds else 'none'}{', at the dotted marks outside the trim' if folds else ''}"
    yield f"  Finish:   {'cut to size; nothing else, no gloss' if not folds else 'cut to size, score, fold'}"
