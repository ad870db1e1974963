"""What every peer is told: python bench/peers/X.py WORKLOAD COUNT DATA.json OUT. All files go into the folder OUT."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Job(NamedTuple):
    """One run of a peer. `people` are the partners whose pages are wanted."""

    workload: str
    data: dict[str, Any]
    people: list[dict[str, str]]
    out: Path
    options: frozenset[str]


def read_job() -> Job:
    workload, count, file, out, *options = sys.argv[1:]
    data = json.loads(Path(file).read_text(encoding="utf-8"))
    people = data["records"][: int(count)]
    assert workload == "cold" or len(people) == int(count), f"{file} has {len(people)} partners, not {count}"
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    return Job(workload, data, people, folder, frozenset(options))


def card_of(data: dict[str, Any], person: dict[str, str] | None, kind: str) -> dict[str, Any]:
    """Return the words of a card, with a partner's in place of the sample's: its contact comes first, its name last but one."""
    card = data[kind]
    if person is None:
        return card
    rows = [[person["short"], person["number"]], *card["rows"][1:]]
    return {**card, "rows": rows, "small": [person["name"], *card["small"][1:]], "qr": person["qr"] if kind == "personal_card_qr" else ""}


def rows_of(handout: dict[str, Any], person: dict[str, str] | None) -> list[dict[str, str]]:
    """Return the further numbers of a handout, those of a partner first."""
    if person is None:
        return handout["more"]["rows"]
    own = {"name": person["contact"], "note": f"{person['call_for']} · {person['hours']}", "number": person["number"], "vanity": "", "text": ""}
    return [own, *handout["more"]["rows"]]


KINDS = {"sheets": "personal_card", "sheets-each": "personal_card", "sheets-qr": "personal_card_qr"}


def run(cold: Callable[[Job], None], sheets: Callable[[Job, list, str, Path], None], handouts: Callable[[Job, list, Path], None]) -> None:
    """Do what was asked with a peer's three ways of making a file: the four files for the police, sheets, handouts."""
    job = read_job()
    if job.workload == "cold":
        cold(job)
    elif job.workload in ("sheets", "sheets-qr"):
        sheets(job, job.people, KINDS[job.workload], job.out / "sheets.pdf")
    elif job.workload == "sheets-each":
        for person in job.people:
            sheets(job, [person], KINDS[job.workload], job.out / f"{person['id']}.pdf")
    elif job.workload == "handouts":
        handouts(job, job.people, job.out / "handouts.pdf")
    elif job.workload == "handouts-each":
        for person in job.people:
            handouts(job, [person], job.out / f"{person['id']}.pdf")
    else:
        sys.exit(f"there is no workload '{job.workload}'")
