"""The print runs of a kit -> what to buy or to take from the shelf: each stock, how many sheets, and some to spare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.proof.ledgers import LOOSE_CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.kits.runs import PrintRun

SPARE = 20  # one sheet in so many goes astray in a printer
LEAST_SPARE = 2  # one for the first look, one for a jam


@dataclass(frozen=True, slots=True)
class Bought:
    """A stock: how many sheets the kit needs, how many to have, and other stock numbers with the same grid.

    Numbers of five digits are left out: on paper they could be taken for a code to send texts to.
    """

    name: str
    needed: int
    spare: int
    sides: str  # "one", "two" or "both": how it is printed
    others: tuple[str, ...] = ()
    cards: bool = False

    @property
    def sheets(self) -> int:
        return self.needed + self.spare


def shopping_list(runs: Sequence[PrintRun]) -> list[Bought]:
    """Return what a kit is printed on, plain paper first."""
    stocks: dict[tuple[str, str], list[PrintRun]] = {}
    for run in runs:
        stocks.setdefault((run.stock, run.sheet.id if run.sheet else ""), []).append(run)
    bought = []
    for (stock, _), held in stocks.items():
        needed = sum(run.sheets for run in held)
        sides = {bool(run.flip) for run in held}
        others = tuple(one for one in held[0].sheet.equivalents if one not in stock and not LOOSE_CODE.fullmatch(one)) if held[0].sheet else ()
        spare = max(LEAST_SPARE, -(-needed // SPARE))
        bought.append(Bought(stock, needed, spare, "both" if len(sides) > 1 else "two" if True in sides else "one", others, held[0].sheet is not None))
    return bought
