"""Shards make together what one run makes, and a shard that broke off goes on."""

from __future__ import annotations

import json

import pytest

from generator.foundation.problems import Problems
from generator.partners.batch import Wanted, make_batch
from generator.partners.cluster import make_on_cluster, make_shard
from generator.partners.rows import read_rows

ROWS = "name\nNorth House\nSouth House\nWest House\nEast House\nMid House\n"


class OneByOne:
    """A Dask client as far as it is used: it makes one shard after the other."""

    def map(self, function, *lists, **given):
        del given["pure"]
        return [function(*one, **given) for one in zip(*lists, strict=True)]

    def gather(self, futures):
        return futures


@pytest.fixture
def wanted(small) -> Wanted:
    (small / "partners.csv").write_text(ROWS, encoding="utf-8")
    return Wanted(small / "content", small / "layouts", small, small / "out", pieces=(("public", "card"),))


def pdfs(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


def test_shards_make_what_one_run_makes(small, wanted):
    found = make_on_cluster(OneByOne(), wanted, small / "partners.csv", 3)
    assert [(one.row, one.state) for one in found] == [(2, "made"), (3, "made"), (4, "made"), (5, "made"), (6, "made")]
    from dataclasses import replace

    make_batch(replace(wanted, out=small / "alone"), read_rows(small / "partners.csv"), "x")
    assert pdfs(small / "alone") == pdfs(small / "out")


def test_each_shard_tells_of_its_rows(small, wanted):
    make_shard(2, wanted, small / "partners.csv", 3)
    told = json.loads((small / "out/batch.2-of-3.json").read_text())
    assert [(row["row"], row["partner"]) for row in told["partners"]] == [(3, "south-house"), (6, "mid-house")]


def test_what_a_shard_made_before_is_not_made_again(small, wanted):
    make_shard(1, wanted, small / "partners.csv", 2)
    found = make_on_cluster(OneByOne(), wanted, small / "partners.csv", 2)
    assert [one.state for one in found] == ["kept", "made", "kept", "made", "kept"]


def test_a_table_with_a_mistake_is_refused_before_any_shard_is_made(small, wanted):
    (small / "partners.csv").write_text(ROWS + "South House\n", encoding="utf-8")
    with pytest.raises(Problems, match="is also that of row 3"):
        make_on_cluster(OneByOne(), wanted, small / "partners.csv", 2)
    assert not (small / "out").exists()
