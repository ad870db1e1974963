"""The packed pieces of a kit -> print runs: one merged file for what is printed alike, as often as the file's name says.

Alike means on the same stock, on as many sides, and as often. So nobody has to choose pages or count: who prints each file as
often as its name says, once through, has every piece in the right number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.problems import Problems
from generator.making.editions import coded_faces
from generator.pdf.document import Document
from generator.pdf.merge import Bundle, merge
from generator.proof.ledgers import one_after_the_other, whole_ledger
from generator.proof.prove import prove
from generator.proof.readback import ReadBack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.imposition.sheets import Sheet
    from generator.kits.packing import Packed
    from generator.making.shop import Shop

SIDES_IN_WORDS = {"": "one-sided", "long": "two-sided", "short": "two-sided-short-edge"}
MOST_PAGES = 300  # of a file: what a person would still print in one go


@dataclass(frozen=True, slots=True)
class PrintRun:
    """Pieces that go through the printer together. `times` is how often the file is printed, `sheets` how many sheets that takes."""

    file: str
    stock: str
    sheet: Sheet | None
    flip: str
    times: int
    pages: int
    lines: tuple[Packed, ...]

    @property
    def sheets(self) -> int:
        return self.times * (-(-self.pages // 2) if self.flip else self.pages)


def print_runs(packed: Sequence[Packed], paper: str) -> list[PrintRun]:
    """Return the print runs of a kit, plain paper first; every piece is in one of them."""
    groups: dict[tuple[str, str, int], list[Packed]] = {}
    for line in packed:
        stock = line.sheet.id if line.sheet else paper
        groups.setdefault((stock, SIDES_IN_WORDS[line.flip], 1 if line.sheet else line.wanted), []).append(line)
    runs = []
    for (stock, sides, times), lines in sorted(groups.items(), key=lambda group: (group[1][0].sheet is not None, group[0][0], group[0][1], -group[0][2])):
        for number, held in enumerate(_short_enough(lines)):
            name = f"print/{stock}-{sides}-{times}x{f'-part-{number + 1}' if number else ''}.pdf"
            runs.append(PrintRun(name, held[0].stock, held[0].sheet, held[0].flip, times, _pages(held), tuple(held)))
    return runs


def _pages(lines: Sequence[Packed]) -> int:
    """Return how many pages pieces have in one file; two-sided, each begins on a front."""
    pages = 0
    for line in lines:
        pages += pages % 2 if line.flip else 0
        pages += line.pages
    return pages


def _short_enough(lines: Sequence[Packed]) -> Iterator[list[Packed]]:
    """Yield pieces in shares that a file can hold."""
    held: list[Packed] = []
    for line in lines:
        if held and _pages([*held, line]) > MOST_PAGES:
            yield held
            held = []
        held.append(line)
    yield held


def run_files(shop: Shop, runs: Sequence[PrintRun], files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """Return the merged file of each run, its numbers read back. `name` is the kit's. Raises Problems."""
    return {run.file: _merged(shop, run, files, name) for run in runs}


def _merged(shop: Shop, run: PrintRun, files: Mapping[str, bytes], name: str) -> bytes:
    if len(run.lines) == 1:
        return files[run.lines[0].file]
    languages = list(dict.fromkeys(line.laid.language for line in run.lines))
    title = (
        f"{name}: {run.stock}, {SIDES_IN_WORDS[run.flip].replace('-', ' ')}, print {run.times} times" if run.times > 1 else f"{name}: {run.stock}, print once"
    )
    ledgers = [(line.pages, whole_ledger(ReadBack(files[line.file]).keywords)) for line in run.lines]
    shown = one_after_the_other(ledgers, on_fronts=bool(run.flip))
    said = Document(title, "Pieces of a kit that are printed together", languages[0], shown.keywords(), run.flip, run.times)
    data = merge([Bundle(line.title, files[line.file]) for line in run.lines], said, on_fronts=bool(run.flip))
    coded: list[int] = []
    at = 0
    for line in run.lines:
        at += at % 2 if run.flip else 0
        coded += (at + page for page in (line.coded if line.sheet is None else range(line.pages) if coded_faces(line.laid.faces) else ()))
        at += line.pages
    if found := list(prove(data, shop.library.contacts, run.file, coded)):
        raise Problems(found)
    return data
