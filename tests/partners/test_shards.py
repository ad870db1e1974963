"""A shard has its own rows, and files that no other shard writes to."""

from __future__ import annotations

import pytest

from generator.partners.shards import WHOLE_TABLE, Shard, is_summary
from generator.partners.tables import Table


def test_every_row_is_in_one_shard():
    table = Table("t.csv", ("name",), ((2, ("a",)), (3, ("b",)), (4, ("c",)), (5, ("d",)), (6, ("e",))), ())
    assert [[number for number, _ in Shard(part, 2).rows_of(table).rows] for part in (1, 2)] == [[2, 4, 6], [3, 5]]
    assert WHOLE_TABLE.rows_of(table) == table


def test_its_files_have_its_name_and_those_of_the_whole_table_have_none():
    shard = Shard(2, 4)
    assert (shard.journal, shard.summary, shard.own("together/card.en.pdf")) == (".batch.jsonl.2-of-4", "batch.2-of-4.json", "together/card.en.2-of-4.pdf")
    assert (WHOLE_TABLE.journal, WHOLE_TABLE.summary, WHOLE_TABLE.own("card.en.pdf")) == (".batch.jsonl", "batch.json", "card.en.pdf")


@pytest.mark.parametrize(("name", "is_one"), [("batch.json", True), ("batch.2-of-4.json", True), ("batch.old.json", False), (".batch.jsonl", False)])
def test_a_summary_is_told_by_its_name(name, is_one):
    assert is_summary(name) == is_one
