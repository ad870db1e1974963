"""A table of partners -> one PDF of each piece, with every partner's copy in the order of the rows.

A row that fails is left out and told; the others are bound all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.foundation.problems import Problems
from generator.foundation.publish import publish
from generator.making.make import make
from generator.making.order import Order
from generator.markup.layouts import find_layout
from generator.partners.batch import Outcome, RowMaker, summary
from generator.partners.bound import Binder
from generator.partners.rows import TOGETHER, row_of, with_cells
from generator.partners.shards import WHOLE_TABLE, Shard
from generator.pdf.document import Document
from generator.proof.prove import prove

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.library.models import Contact
    from generator.making.shop import Shop
    from generator.partners.batch import Wanted
    from generator.partners.tables import Table


@dataclass
class Book:
    """A piece that is bound: its file's name below the folder, and what it says of itself."""

    binder: Binder
    name: str
    said: Document
    coded: set[int] = field(default_factory=set)  # the pages of a copy that show a code of its own


@dataclass
class Bindery:
    """Binds pieces of many partners, each piece in a file of its own."""

    press: RowMaker
    shard: Shard = WHOLE_TABLE
    books: dict[Order, Book] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(init=False)  # the registry's, and those of all partners

    def __post_init__(self) -> None:
        self.contacts = dict(self.press.shop.library.contacts)

    def add(self, shop: Shop, order: Order) -> None:
        """Add a partner's copy of a piece. Raises Problems."""
        self.contacts |= shop.partner.contacts if shop.partner else {}
        found = self.press.personaliser.blanks_for(shop, order)
        if found is not None:
            blank = found.cut.blanks[-1]
            name = f"{TOGETHER}/{blank.edition.name}"
            if order not in self.books:
                self._open(shop, order, name, blank.edition.document.duplex)
            if blank.own_codes:
                self.books[order].coded.update(blank.coded_pages)
            if self.books[order].binder.add(blank, found.filled, found.words, found.code):
                return
        name, data = list(make(shop, order).items())[-1]  # of a card its sheet, of anything else the screen edition
        if order not in self.books:
            self._open(shop, order, f"{TOGETHER}/{name.removeprefix(shop.prefix)}", find_layout(shop.layouts, order.layout).flip)
        self.books[order].coded.update(range(99))  # nobody has looked where its own codes are
        self.books[order].binder.add_whole(data)

    def _open(self, shop: Shop, order: Order, name: str, duplex: str) -> None:
        layout, audience = find_layout(shop.layouts, order.layout), shop.library.audiences[order.audience]
        said = Document(audience.title, layout.summary, order.language, "", duplex)
        self.books[order] = Book(Binder(), self.shard.own(name), said)

    def closed(self) -> dict[str, bytes]:
        """Return the files, proved: every number on each copy's own pages. Raises Problems."""
        files = {book.name: book.binder.closed(book.said) for book in self.books.values()}
        for book in self.books.values():
            if found := list(prove(files[book.name], self.contacts, book.name, book.coded or None, codes=bool(book.coded))):
                raise Problems(found)
        return files


def bind_batch(
    wanted: Wanted, table: Table, *, told: Callable[[Outcome], None] = lambda _: None, shard: Shard = WHOLE_TABLE
) -> tuple[list[Path], list[Outcome]]:
    """Bind what is wanted for all rows and publish it. Return the files, and what became of each row. Raises Problems.

    `shard` tells of which part of a table these rows are; else they are all.
    """
    press = RowMaker(wanted, table, "")
    bindery = Bindery(press, shard)
    outcomes: list[Outcome] = []
    for number, values in table.rows:
        partner = ""
        try:
            row = row_of(table, number, values, press.languages)
            partner = row.partner.id
            shop = press.shop_of(row)
            for audience, layout in wanted.pieces:
                for language in row.languages or wanted.languages or ("en",):
                    bindery.add(shop, Order(audience, layout, language, wanted.sheet, wanted.copies))
            outcomes.append(Outcome(number, partner, "made"))
        except Problems as problems:
            outcomes.append(Outcome(number, partner, "failed", problems=with_cells(problems, table).problems))
        told(outcomes[-1])
    files = bindery.closed()
    paths = publish(wanted.out, files | {shard.summary: summary(wanted, table, outcomes)})
    return paths, outcomes
