"""Faces -> the list of the numbers and codes that a file shows, carried in the file itself, and read from it again.

So a finished file can be proved without the content it was made from, and an old edition shows itself. A file that binds
the pieces of many partners carries what is the same in all of them once, and for each partner what is their own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from generator.library.numbers import THREE_DIGITS
from generator.proof.spots import Pages, read_runs, spots_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.typesetting.faces import Face

KEYWORD = re.compile(r"(?<= )(?:([a-z0-9-]+)\.(voice|vanity|text|tty)=(\+?\d+)x(\d+)|qr=(\S+)x(\d+))(?= |$)")
EDITION_KEYWORD = re.compile(r"(?<= )edition=([A-Z]+)")
MENTION = re.compile(r"(?<= )(\d{3})x(\d+)(?= |$)")
BOUND, BETWEEN = "makecards bound", " ;; "
LET = re.compile(r"(?<= )let=(\d{5,6})x(\d+)(?= |$)")
LOOSE_CODE = re.compile(r"(?<![\d.,/-])\d{5,6}(?!\d|[.,/-]\d)")  # what could be a short code: a ZIP code looks the same
SHORT = re.compile(r"(?<!\d)(?:" + "|".join(sorted(THREE_DIGITS)) + r")(?!\d)")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a piece shows how often: (contact, channel, number) and QR addresses, over all its pages."""

    numbers: Mapping[tuple[str, str, str], int]
    codes: Mapping[str, int]
    mentions: Mapping[str, int] = field(default_factory=dict)  # three-digit numbers, in sentences too: 911, 988
    tiled: bool = False  # cut over several pages: what it shows cannot be counted on any of them
    editions: tuple[str, ...] = ()  # the codes of what is in the file
    places: tuple[Pages, ...] = ()  # where the numbers stand
    loose: Mapping[str, int] = field(default_factory=dict)  # digits that look like a short code and are none: ZIP codes, houses

    def keywords(self) -> str:
        """Return the ledger as the text that a PDF carries."""
        parts = ["makecards", *(["tiled"] if self.tiled else []), *(f"edition={code}" for code in self.editions)]
        parts += [f"{number}x{count}" for number, count in sorted(self.mentions.items())]
        parts += [f"{contact}.{channel}={number}x{count}" for (contact, channel, number), count in sorted(self.numbers.items())]
        parts += [f"let={digits}x{count}" for digits, count in sorted(self.loose.items())]
        parts += [f"qr={address}x{count}" for address, count in sorted(self.codes.items())]
        parts += [spots_written(self.places, sorted(self.numbers))] if self.places else []
        return " ".join(parts)

    def with_own(self, own: Ledger) -> Ledger:
        """Return the ledger of a copy of which this is what all copies share: with a partner's own on the same pages."""
        places = self.places
        if own.places:
            places = tuple(
                Pages(one.times, tuple((*spots, *more) for spots, more in zip(one.spots, other.spots, strict=True)))
                for one, other in zip(self.places, own.places, strict=True)
            )
        numbers, codes, mentions, loose = Counter(self.numbers), Counter(self.codes), Counter(self.mentions), Counter(self.loose)
        numbers.update(own.numbers)
        codes.update(own.codes)
        mentions.update(own.mentions)
        loose.update(own.loose)
        return Ledger(numbers, codes, mentions, self.tiled, own.editions, places, loose)


def ledger_of(faces: Iterable[tuple[Face, int]]) -> Ledger:
    """Return the ledger of faces, each with how often it is printed in the file."""
    from generator.typesetting.faces import Code, Words

    numbers: Counter[tuple[str, str, str]] = Counter()
    codes: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    for face, times in faces:
        for mark in face.flat():
            if isinstance(mark, Words):
                for number in SHORT.findall(mark.text):
                    mentions[number] += times
                for digits in LOOSE_CODE.findall(mark.text) if not mark.number else ():
                    loose[digits] += times
            if isinstance(mark, Words) and mark.number:
                numbers[mark.leaf.get("contact"), mark.leaf.get("channel"), mark.leaf.get("number")] += times
            elif isinstance(mark, Code):
                codes[mark.address] += times
    return Ledger(numbers, codes, mentions, loose=loose)


def read_ledger(keywords: str) -> Ledger | None:
    """Return the ledger that a PDF carries, or None if makecards did not make it."""
    if not keywords.startswith("makecards"):
        return None
    numbers: Counter[tuple[str, str, str]] = Counter()
    codes: Counter[str] = Counter()
    for contact, channel, number, count, address, times in KEYWORD.findall(keywords):
        if contact:
            numbers[contact, channel, number] += int(count)
        else:
            codes[address] += int(times)
    mentions = {number: int(count) for number, count in MENTION.findall(keywords)}
    return Ledger(
        numbers,
        codes,
        mentions,
        keywords.startswith("makecards tiled"),
        tuple(EDITION_KEYWORD.findall(keywords)),
        loose={digits: int(count) for digits, count in LET.findall(keywords)},
    )


class Section(NamedTuple):
    """Pages of a bound file that follow each other, and what they show."""

    pages: int
    ledger: Ledger


def bound(bases: Sequence[tuple[int, Ledger]], copies: Iterable[tuple[int, Ledger]]) -> str:
    """Return what a bound file carries: bases with their pages, then for each copy the number of its base and its own ledger."""
    parts = [BOUND, *(f"base pages={pages} {_bare(ledger)}" for pages, ledger in bases), *(f"copy={base} {_bare(ledger)}" for base, ledger in copies)]
    return BETWEEN.join(parts)


def _bare(ledger: Ledger) -> str:
    return ledger.keywords().removeprefix("makecards ")


def sections_of(keywords: str) -> list[Section] | None:
    """Return the sections of a bound file, in order; None if it is no bound file. No section if it cannot be read."""
    if not keywords.startswith(BOUND):
        return None
    bases: list[tuple[int, Ledger]] = []
    found: list[Section] = []
    for part in keywords.split(BETWEEN)[1:]:
        if told := re.match(r"base pages=(\d{1,4}) ", part):
            bases.append((int(told.group(1)), whole_ledger(f"makecards {part}")))
        elif (told := re.match(r"copy=(\d{1,4})(?: |$)", part)) and int(told.group(1)) < len(bases):
            pages, base = bases[int(told.group(1))]
            found.append(Section(pages, base.with_own(whole_ledger(f"makecards {part}"))))
        else:
            return []
    return found


def whole_ledger(keywords: str) -> Ledger:
    """Return the ledger that a PDF of ours carries, with the places."""
    ledger = read_ledger(keywords)
    assert ledger is not None
    return replace(ledger, places=read_runs(keywords, sorted(ledger.numbers)) or ())


BLANK = Pages(1, ((),))  # a page without a number


def one_after_the_other(parts: Sequence[tuple[int, Ledger]], *, on_fronts: bool) -> Ledger:
    """Return the ledger of files that follow each other in one, each with how many pages it has.

    With `on_fronts` every file begins on the front of a sheet: a blank page stands behind an odd number of pages.
    """
    ledgers: list[Ledger] = []
    at = 0
    for pages, ledger in parts:
        if on_fronts and at % 2:
            ledgers.append(Ledger({}, {}, places=(BLANK,)))
            at += 1
        ledgers.append(ledger)
        at += pages
    return added(ledgers)


def added(ledgers: Sequence[Ledger]) -> Ledger:
    """Return the ledger of files that follow each other: every number as often as in all of them, and where it stands."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    codes: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    for ledger in ledgers:
        numbers.update(ledger.numbers)
        codes.update(ledger.codes)
        mentions.update(ledger.mentions)
        loose.update(ledger.loose)
    editions = tuple(dict.fromkeys(chain.from_iterable(ledger.editions for ledger in ledgers)))
    told = all(ledger.places for ledger in ledgers)  # a file that was moved for a printer carries no places
    places = tuple(chain.from_iterable(ledger.places for ledger in ledgers)) if told else ()
    return Ledger(numbers, codes, mentions, editions=editions, places=places, loose=loose)
