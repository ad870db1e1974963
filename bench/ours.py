"""Our own engine under the interface of the peers: python bench/ours.py WORKLOAD COUNT DATA.json OUT [--no-proof] [--untagged].

`cold` is the real command in this process. `batch` is `makecards batch` on a file of COUNT rows, [--jobs J]. What is measured
without its proof or its tags is the same program with that part taken out: nobody else can, and nobody should.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

NOT_YET = 3  # the exit code for what this version of the program cannot do


def without_proof() -> None:
    """Let finished files go out unread."""
    from generator import editions

    editions.proved = lambda data, *_, **__: data


def without_tags() -> None:
    """Let pages be pressed without a structure tree, as if the program knew of none."""
    from generator import pressing

    real = pressing.draw

    class Untagged(SimpleNamespace):
        def artifact(self) -> None: ...
        def leave(self) -> None: ...
        def finish(self) -> None: ...
        def end_page(self) -> None:
            self.canvas.showPage()

    def draw(*given: Any, tags: object = None, **named: Any) -> None:
        real(*given, **named)

    pressing.draw = draw
    pressing.structure_of = lambda *_, **__: SimpleNamespace(root=SimpleNamespace())
    pressing._tagger = lambda canvas, _: Untagged(canvas=canvas, root=SimpleNamespace(), structures=[], frames=[])  # noqa: SLF001


def cold(out: Path) -> None:
    from generator.cli import run

    run(["--audience", "police", "--quiet", "--out", str(out)])


def personalised(records: list[dict[str, str]], workload: str, out: Path) -> None:
    """Make the personalised pages of partners: a file each, or one file of all.

    The only place that knows how the program does it: a shop, a selection and a layout for each partner. Where one file is
    wanted, the files are joined afterwards, since a file of many partners cannot be made yet.
    """
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from data import AUDIENCE, bench_layouts, partner_of

    from generator.editions import paper_edition, screen_edition
    from generator.library import read_library
    from generator.making import Order, Shop, lay_out_piece
    from generator.partners import joined
    from generator.shipped import shipped

    base = Shop(read_library(shipped("content")), shipped("layouts"))
    with TemporaryDirectory() as folder:
        if workload == "sheets-qr":
            base = replace(base, layouts=bench_layouts(Path(folder)))
        layout = "handout" if workload.startswith("handouts") else "wallet-card-qr" if workload == "sheets-qr" else "wallet-card"
        made: list[bytes] = []
        for record in records:
            partner = partner_of(record)
            shop = replace(base, library=joined(base.library, partner), partner=partner)
            piece = lay_out_piece(shop, Order(AUDIENCE, layout))
            (data,) = (screen_edition(shop, piece) if layout == "handout" else paper_edition(shop, [piece], "", None)).values()
            if workload.endswith("-each"):
                (out / f"{record['id']}.pdf").write_bytes(data)
            else:
                made.append(data)
    if made:
        _join(made, out / f"{workload}.pdf")


def _join(files: list[bytes], out: Path) -> None:
    import io

    import pikepdf

    with pikepdf.new() as whole:
        for data in files:
            with pikepdf.open(io.BytesIO(data)) as part:
                whole.pages.extend(part.pages)
        whole.save(out)


def batch(records: list[dict[str, str]], out: Path, jobs: str) -> None:
    """Run `makecards batch` on as many rows as there are partners."""
    import subprocess
    from tempfile import TemporaryDirectory

    command = [sys.executable, "-m", "generator", "batch"]
    asked = subprocess.run([*command, "--template"], capture_output=True, text=True, check=False)
    if asked.returncode:
        sys.stderr.write("this version has no 'makecards batch'\n")
        sys.exit(NOT_YET)
    import csv

    headers = next(csv.reader(asked.stdout.lstrip("\ufeff").splitlines()))
    with TemporaryDirectory() as folder:
        file = write_rows(Path(folder) / "partners.csv", headers, records)
        words = [*command, str(file), "--layout", "wallet-card", "--audience", "police", "--jobs", jobs, "--quiet", "--out", str(out)]
        sys.exit(subprocess.run(words, stdout=subprocess.DEVNULL, check=False).returncode)


def write_rows(file: Path, headers: list[str], records: list[dict[str, str]]) -> Path:
    """Write a table with a row for each partner under these headers; what a partner has no value for stays empty."""
    import csv

    with file.open("w", newline="", encoding="utf-8") as open_file:
        writer = csv.writer(open_file)
        writer.writerow(headers)
        writer.writerows([_value(header, record) for header in headers] for record in records)
    return file


def _value(header: str, record: dict[str, str]) -> str:
    """Return what a partner has for a column, by the last word of its name: `contact_name`, `Contact: number`."""
    words = "".join(letter if letter.isalnum() else " " for letter in header.lower()).split() or [""]
    voice = dict.fromkeys(("voice", "number", "phone", "telephone"), record["voice"])
    days = {"read_on": "2026-11-24", "verify_by": "2027-05-24"}
    own = {name: record[name] for name in ("id", "line", "web", "short", "hours")}
    others = {"label": record["short"], "operator": record["name"], "for": record["call_for"], "source": f"https://{record['web']}/contact"}
    others["name"] = record["contact"] if "contact" in words else record["name"]
    values = {**own, **voice, **others, **days}
    return values.get("_".join(words[-2:]), values.get(words[-1], ""))


def main(workload: str, count: str, file: str, folder: str, *options: str) -> None:
    out = Path(folder)
    if "--no-proof" in options:
        without_proof()
    if "--untagged" in options:
        without_tags()
    if workload == "cold":
        cold(out)
        return
    import json

    out.mkdir(parents=True, exist_ok=True)
    records = json.loads(Path(file).read_text(encoding="utf-8"))["records"][: int(count)]
    if workload == "batch":
        batch(records, out, options[options.index("--jobs") + 1] if "--jobs" in options else "1")
    else:
        personalised(records, workload, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
