"""Many finished files of many partners -> what was proved and what is wrong, by several processes.

A partner's files lie in a folder of their name, and show the numbers of the registry and their own; a file that binds them
all shows those of all.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from generator.foundation.problems import Place, Problem
from generator.partners.rows import TOGETHER, folder_of, read_rows, row_of
from generator.partners.shards import is_summary
from generator.partners.workers import Lost, each_done
from generator.proof.finished import files_below
from generator.proof.verify import verify_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from generator.library.models import Contact

FILES_AT_ONCE = 20  # files that are sent to a process together


class Unit(NamedTuple):
    """A file to look at, whether at its pixels too, and the folders of which one may be a partner's: the first that is counts."""

    path: Path
    pixels: bool
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Many:
    """Against what files are proved: the registry, and the table with the partners' own numbers."""

    content: Path
    layouts: Path
    table: Path


def units_of(paths: Iterable[Path], sample: int | None) -> list[Unit]:
    """Return the files at paths, `sample` of them with their pixels, evenly spread; all of them if it is not given."""
    folders_of = _folders()
    files = [(file, folders_of(path, file)) for path in paths for file in (files_below(path) if path.is_dir() else [path])]
    step = len(files) / sample if sample else 0.0
    chosen = {round(number * step) for number in range(sample)} if sample is not None and step >= 1 else set(range(len(files) if sample != 0 else 0))
    return [Unit(file, number in chosen, folders) for number, (file, folders) in enumerate(files)]


def _folders() -> Callable[[Path, Path], tuple[str, ...]]:
    """Return what tells the folders of which one may be the partner's of a file, the surest first.

    That is the folder below the one where a batch has left its summary; else one on the way from the path that was given
    to the file; else, upwards, one in which that path lies. What lies above has names of its own.
    """

    @cache
    def has_summary(folder: Path) -> bool:
        try:
            return any(is_summary(entry.name) for entry in folder.iterdir())
        except OSError:
            return False

    def folders_of(given: Path, file: Path) -> tuple[str, ...]:
        file, given = file.absolute(), given.absolute()
        base = next((folder for folder in file.parents if has_summary(folder)), None)
        surest = file.relative_to(base).parts[:1] if base else ()
        return (*surest, *file.relative_to(given).parts[:-1], *reversed(given.parts))

    return folders_of


class Prover:
    """What one process keeps from file to file: the registry, the partners' rows and the fonts."""

    def __init__(self, many: Many) -> None:
        from generator.languages.catalogues import every_language
        from generator.library.stored import compiled_library
        from generator.making.shop import Shop

        self.shop = Shop(compiled_library(many.content), many.layouts, content=many.content)
        self.fonts = self.shop.fonts()
        self.languages = every_language(many.content)
        self.table = read_rows(many.table)
        self.rows = {folder_of(self.table, cells): (number, cells) for number, cells in self.table.rows}

    def contacts_for(self, unit: Unit) -> dict[str, Contact]:
        """Return whose numbers a file may show."""
        registry = dict(self.shop.library.contacts)
        folder = next((folder for folder in unit.folders if folder == TOGETHER or folder in self.rows), "")
        for own in self.rows if folder == TOGETHER else [folder] if folder else []:
            registry |= self._own(own)
        return registry

    def _own(self, folder: str) -> dict[str, Contact]:
        return row_of(self.table, *self.rows[folder], self.languages).partner.contacts

    def verified(self, units: Sequence[Unit]) -> tuple[list[str], list[Problem]]:
        """Return what was proved, and what is wrong."""
        proved: list[str] = []
        problems: list[Problem] = []
        for unit in units:
            right, wrong = verify_paths([unit.path], self.contacts_for(unit), self.fonts, pixels=unit.pixels)
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
