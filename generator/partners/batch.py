"""A table of partners -> the pieces of each, made by several processes, every row on its own.

What a row needs is hashed; a row whose files lie there, made from the same, is passed over. Each row's files appear whole.
A row that fails does not stop the others. What was made is written down row by row, so that a killed run goes on.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.foundation.problems import Place, Problem, Problems, printable
from generator.foundation.publish import publish
from generator.making.receipts import Receipt, lie_there, read_receipts, receipt_for
from generator.partners.rows import folder_of, row_of, with_cells
from generator.partners.shards import WHOLE_TABLE, Shard
from generator.partners.workers import Lost, each_done

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from generator.making.shop import Shop
    from generator.partners.rows import PartnerRow
    from generator.partners.tables import Table

OUR_FAULT = "this is a fault of makecards; please report it with this row"

Cells = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is made for each partner: a kit, or layouts for audiences. All of it can be sent to another process."""

    content: Path
    layouts: Path
    folder: Path  # where the table lies: logos are found beside it
    out: Path
    kit: str = ""
    participants: int = 20
    pieces: tuple[tuple[str, str], ...] = ()  # audience and layout
    languages: tuple[str, ...] = ()
    sheet: str = ""
    copies: int | None = None
    options: tuple[tuple[str, Any], ...] = ()  # further fields of the Shop: theme, paper, press, ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: "made", "kept" or "failed"."""

    row: int
    partner: str
    state: str
    receipt: Receipt | None = None  # of files below the partner's folder
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


class RowMaker:
    """What one process keeps from row to row: the shop with its content, fonts and themes. Rows have been looked at before."""

    def __init__(self, wanted: Wanted, table: Table, base: str) -> None:
        from generator.languages.catalogues import every_language
        from generator.library.stored import compiled_library
        from generator.making.shop import Shop
        from generator.partners.stamp import Personaliser

        self.wanted, self.table, self.base = wanted, table, base
        self.shop = Shop(compiled_library(wanted.content), wanted.layouts, content=wanted.content, **dict(wanted.options))
        self.languages = every_language(wanted.content)
        self.themes: dict[str, Any] = {}
        self.personaliser = Personaliser()

    def print_row(self, cells: Cells) -> Outcome:
        """Make a row's files and publish them, whole or not at all; whatever goes wrong is told of that row."""
        started = time.perf_counter()
        number, values = cells
        made_from = made_from_row(self.base, cells, self.table, self.wanted.folder)
        partner = ""
        try:
            row = row_of(self.table, number, values, self.languages)
            partner = row.partner.id
            files = {name.removeprefix(f"{partner}/"): data for name, data in self._files(row).items()}
            publish(self.wanted.out / partner, files)
        except Problems as problems:
            found = with_cells(problems, self.table).problems
            return Outcome(number, partner, "failed", seconds=time.perf_counter() - started, problems=found)
        except Exception as error:  # noqa: BLE001 - one row must not take the others with it, whatever is wrong with it
            reason = printable(f"{type(error).__name__}: {error}", 200)
            fault = Problem(Place(self.table.file, number), "E673", f"this row could not be made: {reason}", OUR_FAULT)
            return Outcome(number, partner, "failed", seconds=time.perf_counter() - started, problems=(fault,))
        return Outcome(number, partner, "made", receipt_for(made_from, files), time.perf_counter() - started)

    def _files(self, row: PartnerRow) -> dict[str, bytes]:
        from generator.kits.kit import make_kit
        from generator.making.make import make_all
        from generator.making.order import Order

        shop = self.shop_of(row)
        languages = row.languages or self.wanted.languages
        if self.wanted.kit:
            return make_kit(shop, shop.library.kits[self.wanted.kit], row.participants or self.wanted.participants, languages)
        orders = [
            Order(audience, layout, language, self.wanted.sheet, self.wanted.copies)
            for audience, layout in self.wanted.pieces
            for language in languages or ("en",)
        ]
        files: dict[str, bytes] = {}
        left: list[Order] = []
        for order in orders:
            found = self.personaliser.files_for(shop, order)
            if found is None:
                left.append(order)
            else:
                files |= found
        return files | make_all(shop, left)

    def shop_of(self, row: PartnerRow) -> Shop:
        """Return the shop with a partner in it. Themes are kept for every accent."""
        from generator.library.partners import beside

        partner = row.partner
        themes = self.themes.setdefault(partner.accent if isinstance(partner.accent, str) else "", {})
        return replace(self.shop, library=beside(self.shop.library, partner), partner=partner, partner_folder=self.wanted.folder, themes=themes)


def made_from_row(base: str, cells: Cells, table: Table, folder: Path) -> str:
    """Return the hash of what a row's files are made from: its cells, its logo, and `base` for all that rows share."""
    digest = hashlib.sha256(f"{base} {table.columns!r} {cells[1]!r}".encode())
    if "logo" in table.columns and (logo := cells[1][table.columns.index("logo")]):
        path = folder / logo
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def make_batch(
    wanted: Wanted,
    table: Table,
    base: str,
    *,
    jobs: int = 1,
    fail_fast: bool = False,
    told: Callable[[Outcome], None] = lambda _: None,
    begin: Callable[[], None] | None = None,
    shard: Shard = WHOLE_TABLE,
) -> list[Outcome]:
    """Make what is wanted for every row and return what became of each, in the order of the rows.

    `shard` tells of which part of a table these rows are; else they are all. `base` is the fingerprint of what all rows share; `told` hears of each row when it is done; `begin` is called first in
    each further process. Nothing is raised for a row; Problems are raised if the list of what was made cannot be written.
    """
    before = _receipts(wanted.out, shard)
    outcomes: dict[int, Outcome] = {}
    todo: list[Cells] = []
    for cells in table.rows:
        made_from = made_from_row(base, cells, table, wanted.folder)
        earlier = before.get(made_from)
        folder = folder_of(table, cells[1])
        if earlier is not None and lie_there(wanted.out / folder, earlier):
            outcomes[cells[0]] = Outcome(cells[0], folder, "kept", earlier)
            told(outcomes[cells[0]])
        else:
            todo.append(cells)
    wanted.out.mkdir(parents=True, exist_ok=True)
    made = _outcomes(wanted, table, base, todo, jobs, begin)
    with (wanted.out / shard.journal).open("a", encoding="utf-8") as receipts, closing(made):
        for outcome in made:
            outcomes[outcome.row] = outcome
            if outcome.receipt is not None:
                receipts.write(outcome.receipt.line())
                receipts.flush()
            told(outcome)
            if fail_fast and outcome.state == "failed":
                break
    found = [outcomes[number] for number, _ in table.rows if number in outcomes]
    publish(wanted.out, {shard.summary: summary(wanted, table, found)})
    return found


def _receipts(out: Path, shard: Shard) -> dict[str, Receipt]:
    """Return the receipts of what a shard finds made: by itself and by runs over the whole table; these find what all shards made."""
    whole = WHOLE_TABLE.journal
    lists = sorted(out.glob(f"{whole}*")) if shard.is_whole else [out / whole, out / shard.journal]
    return {made_from: receipt for path in lists for made_from, receipt in read_receipts(path).items()}


def _outcomes(wanted: Wanted, table: Table, base: str, todo: list[Cells], jobs: int, begin: Callable[[], None] | None) -> Generator[Outcome, None, None]:
    """Yield the outcome of each row, as it is done."""
    bare = replace(table, rows=())  # each process gets its rows one by one
    with closing(each_done(partial(_row_printer, wanted, bare, base), todo, jobs, begin=begin)) as done:
        for cells, found in done:
            if isinstance(found, Lost):
                fault = Problem(Place(table.file, cells[0]), "E675", f"this row could not be made: {found.why}", found.hint)
                yield Outcome(cells[0], folder_of(table, cells[1]), "failed", problems=(fault,))
            else:
                yield found


def _row_printer(wanted: Wanted, table: Table, base: str) -> Callable[[Cells], Outcome]:
    return RowMaker(wanted, table, base).print_row


def _as_json(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"row": outcome.row, "partner": outcome.partner, "state": outcome.state, "seconds": round(outcome.seconds, 3)}
    if outcome.receipt is not None:
        told |= {"files": outcome.receipt.files, "bytes": outcome.receipt.size, "sha256": outcome.receipt.sum}
    if outcome.problems:
        told["problems"] = [str(one) for one in outcome.problems]
    return told


def summary(wanted: Wanted, table: Table, outcomes: list[Outcome]) -> bytes:
    """Return what became of all rows, as JSON: the counts, then a line for each row."""
    from generator import __version__

    counts = {state: sum(one.state == state for one in outcomes) for state in ("made", "kept", "failed")}
    head = {
        "makecards": __version__,
        "table": table.file,
        "kit": wanted.kit,
        "pieces": [f"{audience}/{layout}" for audience, layout in wanted.pieces],
        "rows": len(table.rows),
        **counts,
        "not_tried": len(table.rows) - len(outcomes),
    }
    rows = ",\n".join("  " + json.dumps(_as_json(one), ensure_ascii=False) for one in outcomes)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]},\n "partners": [\n{rows}\n]}}\n'.encode()
