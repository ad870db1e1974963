"""What went wrong and where -> one value and one exception that carry it.

Every stage reports in these words: the place, what is wrong, what to do. Only the command line prints them.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Place(Struct, frozen=True, order=True):
    """Where something stands in a file. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


class Problem(Struct, frozen=True):
    """One thing a person has to mend. Its code is given by the place that reports it, and stays when its words change."""

    place: Place
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place.file else self.message
        return f"{text}; {self.hint}" if self.hint else text


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by place; those of one place by what they say."""
    return tuple(sorted(problems, key=attrgetter("place", "message", "hint")))


class Problems(Exception):
    """All the problems that a stage found, sorted by place. Never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = by_place(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(slots=True)
class Findings:
    """Collects problems while a stage goes on, so that a person hears of all of them at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.found.append(Problem(place, code, message, hint))

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Take in the problems of a stage that raises, and go on."""
        try:
            yield
        except Problems as more:
            self.found.extend(more.problems)

    def raise_if_any(self) -> None:
        if self.found:
            raise Problems(self.found)


def problem(place: Place, code: str, message: str, hint: str = "") -> Problems:
    """Return the exception for a single problem, to be raised by the caller."""
    return Problems([Problem(place, code, message, hint)])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the nearest known word, else the list of all known words."""
    words = sorted(set(known))
    near = get_close_matches(word.lower(), [known_word.lower() for known_word in words], n=1, cutoff=0.6)
    for known_word in words:
        if near and known_word.lower() == near[0]:
            return f"did you mean '{known_word}'?"
    return "known: " + ", ".join(words) if words else ""


def printable(text: str, longest: int = 60) -> str:
    """Return text fit for a message: shortened, and printable whatever it holds."""
    printable = "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)
    return printable if len(printable) <= longest else printable[: longest - 1] + "…"
