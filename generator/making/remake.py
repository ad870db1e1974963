"""Orders and a folder -> the files of the orders, of which only those are made that are not there already.

The receipts lie in the folder itself, hidden, so that a folder that is moved takes them along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.publish import publish
from generator.making.fingerprints import of_orders
from generator.making.make import make_all
from generator.making.receipts import lie_there, read_receipts, receipt_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.making.order import Order
    from generator.making.receipts import Receipt
    from generator.making.shop import Shop

RECEIPTS = ".makecards.jsonl"


def remake(shop: Shop, orders: list[Order], out: Path, done: Callable[[Order, str], None] = lambda *_: None) -> list[Path]:
    """Publish the files of all orders and return their paths, in the order of the orders. Raises Problems.

    `done` hears of each order: "made", "kept" or "passed over".
    """
    made_from = of_orders(shop, orders)
    before = read_receipts(out / RECEIPTS)
    receipts: dict[Order, Receipt] = {}
    for order in orders:
        earlier = before.get(made_from[order])
        if earlier is not None and lie_there(out, earlier):
            receipts[order] = earlier
            done(order, "kept")

    def made(order: Order, files: dict[str, bytes]) -> None:
        if files:
            receipts[order] = receipt_for(made_from[order], files)
        done(order, "made" if files else "passed over")

    files = make_all(shop, [order for order in orders if order not in receipts], made)
    written = {name for one in receipts.values() for name in one.files}
    others = [one for one in before.values() if not written.intersection(one.files)]  # of what other runs made into this folder
    told = "".join(one.line() for one in (*others, *receipts.values()))
    if files:
        publish(out, files | {RECEIPTS: told.encode()})
    return [out / name for order in orders if order in receipts for name in receipts[order].files]
