"""A part of a table, 2 of 4 -> its rows, and names of files that no other part writes to, so that several computers share a folder."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.partners.tables import Table

JOURNAL = ".batch.jsonl"  # the receipts of what was made so far, a line a row; only ever appended to
SUMMARY = "batch.json"


class Shard(NamedTuple):
    """Which part of how many. The first of one is the whole table."""

    part: int = 1
    parts: int = 1

    @property
    def is_whole(self) -> bool:
        return self.parts == 1

    @property
    def journal(self) -> str:
        """The name of its list of receipts."""
        return JOURNAL if self.is_whole else f"{JOURNAL}.{self._name}"

    @property
    def summary(self) -> str:
        """The name of the file that says what became of its rows."""
        return self.own(SUMMARY)

    def own(self, file: str) -> str:
        """Return the name of a file that every shard makes: `card.en.pdf` is its `card.en.2-of-4.pdf`."""
        if self.is_whole:
            return file
        stem, dot, ending = file.rpartition(".")
        return f"{stem}.{self._name}{dot}{ending}"

    def rows_of(self, table: Table) -> Table:
        """Return the table with the rows of this shard: every fourth of four, beginning with its own number."""
        return replace(table, rows=table.rows[self.part - 1 :: self.parts])

    @property
    def _name(self) -> str:
        return f"{self.part}-of-{self.parts}"


def is_summary(file: str) -> bool:
    """Tell whether a file of this name says what became of rows: of all, or of a shard's."""
    return re.fullmatch(r"batch(\.\d+-of-\d+)?\.json", file) is not None


WHOLE_TABLE = Shard()
