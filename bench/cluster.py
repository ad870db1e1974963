"""What shards of a table cost on a Dask cluster, beside the command on the same machine: python bench/cluster.py [ROWS] [WORKERS]

Needs `pip install -c constraints.txt -e ".[cluster]"`. The cluster is of this machine: processes of one thread.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import data
import ours

from generator.foundation.files import shipped
from generator.partners.batch import Wanted, make_batch
from generator.partners.cluster import make_on_cluster
from generator.partners.rows import read_rows, template


def main(rows: int, workers: int) -> None:
    from distributed import Client, LocalCluster

    with TemporaryDirectory() as place:
        folder = Path(place)
        table = ours.write_rows(folder / "partners.csv", next(csv.reader(template().splitlines())), data.records(rows))
        pieces = (("law-enforcement", "wallet-card"),)
        alone = Wanted(shipped("content"), shipped("layouts"), folder, folder / "alone", pieces=pieces)
        started = time.perf_counter()
        make_batch(alone, read_rows(table), "x", jobs=workers)
        by_command = time.perf_counter() - started
        shared = Wanted(shipped("content"), shipped("layouts"), folder, folder / "shared", pieces=pieces)
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            started = time.perf_counter()
            found = make_on_cluster(client, shared, table, shards=4 * workers)
            by_cluster = time.perf_counter() - started
        same = all((folder / "shared" / path.relative_to(folder / "alone")).read_bytes() == path.read_bytes() for path in (folder / "alone").rglob("*.pdf"))
        print(f"{rows:,} rows, {workers} workers, {4 * workers} shards; made: {sum(one.state == 'made' for one in found):,}; the same bytes: {same}")
        print(f"batch --jobs {workers}: {by_command:.1f} s, {by_command / rows * 1000:.1f} ms a row")
        print(f"cluster:        {by_cluster:.1f} s, {by_cluster / rows * 1000:.1f} ms a row")


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("2000", "2")[len(sys.argv) - 1 :])))
