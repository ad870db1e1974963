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
    from generator.making import editions
    from generator.partners import blanks, one_file

    editions.proved = blanks.proved = lambda data, *_, **__: data
    one_file.prove = lambda *_, **__: ()


def without_tags() -> None:
    """Let pages be pressed without a structure tree, as if the program knew of none."""
    from generator.pdf import press

    real = press.draw

    class Untagged(SimpleNamespace):
        def artifact(self) -> None: ...
        def leave(self) -> None: ...
        def finish(self) -> None: ...
        def end_page(self) -> None:
            self.canvas.showPage()

    def draw(*given: Any, tags: object = None, **named: Any) -> None:
        real(*given, **named)

    press.draw = draw
    press.structure_of = lambda *_, **__: SimpleNamespace(root=SimpleNamespace())
    press._tagger = lambda canvas, _: Untagged(canvas=canvas, root=SimpleNamespace(), structures=[], frames=[])  # noqa: SLF001


def cold(out: Path) -> None:
    from generator.command.cli import run_words

    run_words(["--audience", "police", "--quiet", "--out", str(out)])


def personalised(records: list[dict[str, str]], workload: str, out: Path) -> None:
    """Make the personalised pages of partners as `makecards batch` does in one process: a file each, or one file of all."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from data import AUDIENCE, bench_layouts, partner_of

    from generator.foundation.files import shipped
    from generator.library.partners import beside
    from generator.making.order import Order
    from generator.partners.batch import RowMaker, Wanted
    from generator.partners.one_file import Bindery
    from generator.partners.tables import Table

    with TemporaryDirectory() as folder:
        layouts = bench_layouts(Path(folder)) if workload == "sheets-qr" else shipped("layouts")
        layout = "handout" if workload.startswith("handouts") else "wallet-card-qr" if workload == "sheets-qr" else "wallet-card"
        order = Order(AUDIENCE, layout)
        press = RowMaker(Wanted(shipped("content"), layouts, out, out, pieces=((AUDIENCE, layout),)), Table("", (), (), ()), "")
        bindery = Bindery(press)
        for record in records:
            partner = partner_of(record)
            shop = replace(press.shop, library=beside(press.shop.library, partner), partner=partner)
            if not workload.endswith("-each"):
                bindery.add(shop, order)
                continue
            ready = press.personaliser.blanks_for(shop, order)
            assert ready is not None
            (data,) = ready.cut.blanks[-1].printed(shop, ready.filled, ready.words, ready.code).values()
            (out / f"{record['id']}.pdf").write_bytes(data)
        for name, data in bindery.closed().items():
            (out / Path(name).name).write_bytes(data)


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
    """Return what a partner has for a column of the table."""
    own = {"folder": record["id"], "name": record["name"], "line": record["line"], "web": record["web"]}
    contact = {
        "name": record["contact"],
        "voice": record["number"],
        "call_for": record["call_for"],
        "purposes": "trafficking-help",
        "source": f"https://{record['web']}/contact",
        "read_on": "2026-11-24",
    }
    return own.get(header) or contact.get(header.removeprefix("contact_"), "") if header != "lang" else ""


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
