"""Many finished files of many partners -> what was proved and what is wrong, by several processes.

A partner's files lie in a folder of their name, and show the numbers of the registry and their own; a file that binds them
all shows those of all.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.foundation.problems import Place, Problem
from generator.partners.workers import Lost, each_done
from generator.proof.verify import files_below, verify_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from generator.library.models import Contact

FILES_AT_ONCE = 20  # files that are sent to a process together
TOGETHER = "together"


class Unit(NamedTuple):
    """A file to look at, and whether at its pixels too."""

    path: Path
    pixels: bool


@dataclass(frozen=True, slots=True)
class Many:
    """Against what files are proved: the registry, and the table with the partners' own numbers."""

    content: Path
    layouts: Path
    table: Path


def units_of(paths: Iterable[Path], sample: int | None) -> list[Unit]:
    """Return the files at paths, `sample` of them with their pixels, evenly spread; all of them if it is not given."""
    files = [file for path in paths for file in (files_below(path) if path.is_dir() else [path])]
    step = len(files) / sample if sample else 0.0
    chosen = {round(number * step) for number in range(sample)} if sample is not None and step >= 1 else set(range(len(files) if sample != 0 else 0))
    return [Unit(file, number in chosen) for number, file in enumerate(files)]


class Prover:
    """What one process keeps from file to file: the registry, the partners' rows and the fonts."""

    def __init__(self, many: Many) -> None:
        from generator.languages.catalogues import every_language
        from generator.library.stored import compiled_library
        from generator.making.shop import Shop
        from generator.partners.rows import folder_of, read_rows

        self.shop = Shop(compiled_library(many.content), many.layouts, content=many.content)
        self.fonts = self.shop.fonts()
        self.languages = every_language(many.content)
        self.table = read_rows(many.table)
        self.rows = {folder_of(self.table, cells): (number, cells) for number, cells in self.table.rows}

    def contacts_for(self, path: Path) -> dict[str, Contact]:
        """Return whose numbers a file may show."""
        registry = dict(self.shop.library.contacts)
        folders = [part for part in path.parts if part in self.rows][:1] or (list(self.rows) if TOGETHER in path.parts else [])
        for folder in folders:
            registry |= self._own(folder)
        return registry

    def _own(self, folder: str) -> dict[str, Contact]:
        from generator.partners.rows import row_of

        return row_of(self.table, *self.rows[folder], self.languages).partner.contacts

    def verified(self, units: Sequence[Unit]) -> tuple[list[str], list[Problem]]:
        """Return what was proved, and what is wrong."""
        proved: list[str] = []
        problems: list[Problem] = []
        for unit in units:
            right, wrong = verify_paths([unit.path], self.contacts_for(unit.path), self.fonts, pixels=unit.pixels)
            proved += right
            problems += wrong
        return proved, problems


def verify_many(
    many: Many, units: Sequence[Unit], jobs: int, told: Callable[[int], None] = lambda _: None, begin: Callable[[], None] | None = None
) -> tuple[list[str], list[Problem]]:
    """Return the names of the files that are right, and the problems of those that are not. `told` hears how many more are done.

    Raises Problems if the table cannot be read.
    """
    prover = Prover(many)
    parts = [units[at : at + FILES_AT_ONCE] for at in range(0, len(units), FILES_AT_ONCE)]
    proved: list[str] = []
    problems: list[Problem] = []
    prepare = partial(_verifier, many) if jobs > 1 and len(parts) > 1 else lambda: prover.verified
    with closing(each_done(prepare, parts, jobs, begin=begin, parts_of=lambda part: [[unit] for unit in part])) as done:
        for part, found in done:
            if isinstance(found, Lost):
                problems += [Problem(Place(str(unit.path)), "E860", f"this file was not read: {found.why}", found.hint) for unit in part]
            else:
                proved += found[0]
                problems += found[1]
            told(len(part))
    return proved, problems


def _verifier(many: Many) -> Callable[[Sequence[Unit]], tuple[list[str], list[Problem]]]:
    return Prover(many).verified
