"""A table of partners -> its shards, made by the workers of a Dask cluster. One function, and no scheduler of our own.

Needs the extra `makecards[cluster]`. Every worker sees the content, the table and the folder under the same paths. How
many partners that is good for: docs/scale.md.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.making.fingerprints import fingerprint
from generator.partners.batch import Wanted, make_batch
from generator.partners.rows import check_rows, read_rows
from generator.partners.shards import Shard

if TYPE_CHECKING:
    from generator.partners.batch import Outcome


def make_on_cluster(client: Any, wanted: Wanted, table: Path, shards: int) -> list[Outcome]:
    """Make what is wanted for every row of a table on a Dask client's workers, and return what became of each row.

    The table is looked at here before anything is made, and every shard by the worker that makes it. Each shard keeps its own
    receipts and its own summary, `batch.K-of-N.json`, so that a run that broke off goes on. Raises Problems for the table.
    """
    from generator.languages.catalogues import every_language
    from generator.library.stored import compiled_library
    from generator.looks.theme_files import read_theme

    rows = read_rows(table)
    theme = read_theme(wanted.layouts / "themes", str(dict(wanted.options).get("theme", "plain")))
    check_rows(rows, compiled_library(wanted.content), every_language(wanted.content), table.parent, theme)
    parts = client.map(make_shard, range(1, shards + 1), wanted=wanted, table=table, shards=shards, pure=False)
    return sorted((one for part in client.gather(parts) for one in part), key=lambda one: one.row)


def make_shard(shard: int, wanted: Wanted, table: Path, shards: int) -> list[Outcome]:
    """Make every Nth row of a table, in this process."""
    own = Shard(shard, shards)
    base = fingerprint((wanted.content, wanted.layouts), replace(wanted, out=Path()))
    return make_batch(wanted, own.rows_of(read_rows(table)), base, shard=own)
