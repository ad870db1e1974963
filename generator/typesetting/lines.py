"""Words in a style -> lines of a given width. All text of every page is set here, and only here.

Lines are ragged right and never hyphenated. A telephone number never breaks and is never smaller than the floor of its
medium. A word that does not fit is an error, with the place and the measure. It does not know pages or elements' looks.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.foundation.measures import in_words
from generator.foundation.problems import Place, printable, problem
from generator.looks.fonts import letters_in_words
from generator.typesetting.directions import APART, has_two_directions, in_order, levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.looks.fonts import Font
    from generator.markup.elements import Element

# A web address may break behind these signs (Chicago Manual of Style 7.46); a hyphenated word behind its hyphen.
ADDRESS_BREAKS = re.compile(r"(?<=[/?&=_#])(?=.)|(?<=[a-z0-9])(?=\.[a-z])|(?<=-)(?=.)")
MAY_BREAK = "\u200b"  # stands in Thai texts where a word ends
WORD_PARTS = re.compile(rf"[ \t\r\n]+|{MAY_BREAK}|[^ \t\r\n{MAY_BREAK}]+")
UNPRINTED = dict.fromkeys(map(ord, f" \t\r\n{MAY_BREAK}\u200c\u200d"))  # every other sign must be in the font
NEVER_FIRST = frozenset("、。，．・：；？！）］｝〕〉》」』】〗”’…‥％々ー,.!?:;)]}%")
NEVER_LAST = frozenset("（［｛〔〈《「『【〖“‘([{")
WORD_BREAKS = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])|(?<=[^\W\d]/)(?=[^\W\d])|(?<=—)(?=.)")


class Span(Struct, frozen=True):
    """A run of text of one kind. `leaf` is the element it belongs to; `number` marks a telephone number."""

    text: str
    font: Font
    size: float
    colour: str
    leaf: Element
    link: str = ""
    number: bool = False


class Fragment(Struct, frozen=True):
    """A piece of a span on a line; x in points from the left end of the line. `leftwards` is read from right to left."""

    x: float
    width: float
    text: str
    span: Span
    leftwards: bool = False


class SetLine(Struct, frozen=True):
    """One set line, its fragments as they are read. `ends`: a break was asked for behind it, or the text ends there."""

    fragments: tuple[Fragment, ...]
    width: float
    ends: bool


class _Atom(Struct, frozen=True):
    """What never breaks: text, its width, the width of the space before it, and whether a line may begin with it.

    `levels` has the level of each character where a text runs in two directions, `gap` that of the space.
    """

    text: str
    width: float
    span: Span
    space: float
    may_begin: bool
    forced: bool = False
    gap: int = 0
    levels: tuple[int, ...] = ()


@dataclass(slots=True)
class _Run:
    """What is set in one go: a text of one span and one direction, and the gap behind it."""

    text: str
    span: Span
    level: int
    gap: float = 0.0
    gap_level: int = 0

    @property
    def width(self) -> float:
        return self.span.font.width(self.text, self.span.size)


def set_lines(spans: Iterable[Span], width: float, place: Place, *, balanced: bool = False, leftwards: bool = False) -> tuple[SetLine, ...]:
    """Return the lines of a text set to `width` points.

    `balanced` makes the lines of a heading about equally long; `leftwards` is a text that runs from right to left. Raises Problems at `place` if a letter is missing from
    a font or a word is wider than the line.
    """
    atoms = _levelled(list(_atoms(spans, place)), leftwards=leftwards)
    if not atoms:
        return ()
    groups = _fill(atoms, width, place)
    if len(groups) > 1 and _line_width(groups[-1]) < width * 0.16:
        groups = _narrower(atoms, groups, width * 0.82, place)
    lines = _joined(groups)
    if len(groups) > 1 and balanced:
        narrower = _joined(_narrower(atoms, groups, width * 0.55, place))
        return narrower if _widest(narrower) <= _widest(lines) + 0.01 else lines  # letters that are joined stand closer, or wider
    return lines


def _joined(groups: list[list[_Atom]]) -> tuple[SetLine, ...]:
    return tuple(_line(group, after[0] if after else None) for group, after in zip(groups, [*groups[1:], None], strict=True))


def _widest(lines: Iterable[SetLine]) -> float:
    return max(line.width for line in lines)


def natural_width(spans: Iterable[Span], place: Place) -> float:
    """Return the width of a text on one line, in points: of the longest line if breaks are asked for."""
    widest = line = 0.0
    for atom in _atoms(spans, place):
        line = atom.width if atom.forced else line + atom.space + atom.width
        widest = max(widest, line)
    return widest


def _atoms(spans: Iterable[Span], place: Place) -> Iterator[_Atom]:
    pending_space = 0.0
    may_begin = True
    forced = False
    for span in spans:
        if span.text == "\n":
            forced, pending_space = True, 0.0
            continue
        if missing := span.font.lacking(span.text.translate(UNPRINTED)):
            message = f"no font has {letters_in_words(missing)}, for a text in '{span.font.language}'"
            raise problem(place, "E493", message, "use another sign, or add a font that has it: docs/adding.md")
        for part in WORD_PARTS.findall(span.text):
            if part == MAY_BREAK:
                may_begin = True
                continue
            if part.isspace() and not span.number:
                pending_space, may_begin = span.font.width(" ", span.size), True
                continue
            for piece in [part] if span.number else ADDRESS_BREAKS.split(part) if span.link else breakable(part):
                yield _Atom(piece, span.font.width(piece, span.size), span, pending_space, may_begin or forced, forced)
                pending_space, may_begin, forced = 0.0, True, False
            may_begin = False


def breakable(word: str) -> list[str]:
    """Return the pieces of a word behind each of which a line may end.

    Chinese and Japanese may break between any two signs, but no line begins with a closing mark or ends with an opening
    one (Requirements for Chinese Text Layout, 3.1.3). Korean breaks at its spaces.
    """
    if word.isascii():
        return [word] if word.isalnum() else WORD_BREAKS.split(word)
    pieces: list[str] = []
    for part in WORD_BREAKS.split(word):
        start = 0
        for at in range(1, len(part)):
            before, after = part[at - 1], part[at]
            if (_is_ideograph(before) or _is_ideograph(after)) and before not in NEVER_LAST and after not in NEVER_FIRST:
                pieces.append(part[start:at])
                start = at
        pieces.append(part[start:])
    return pieces


def _is_ideograph(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3"


def _levelled(atoms: list[_Atom], *, leftwards: bool) -> list[_Atom]:
    """Return atoms with the level of each of their characters, where a text runs in two directions.

    Numbers and addresses are set apart: they run from left to right whatever surrounds them.
    """
    printable = [APART if atom.span.number or atom.span.link else atom.text for atom in atoms]
    text = "".join((" " if atom.space else "") + part for atom, part in zip(atoms, printable, strict=True))
    if not has_two_directions(text, leftwards=leftwards):
        return atoms
    found = levels(text, leftwards=leftwards)
    at = 0
    levelled = []
    for atom, part in zip(atoms, printable, strict=True):
        gap = int(leftwards)
        if atom.space:
            gap = found[at]
            at += 1
        own = found[at : at + len(part)]
        at += len(part)
        levelled.append(replace(atom, gap=gap, levels=tuple([own[0] + own[0] % 2] * len(atom.text) if part == APART else own)))
    return levelled


def _fill(atoms: list[_Atom], width: float, place: Place) -> list[list[_Atom]]:
    """Fill line after line, as much as goes in."""
    lines: list[list[_Atom]] = []
    line: list[_Atom] = []
    used = 0.0
    for group in _unbreakable(atoms):
        first = group[0]
        needed = sum(atom.width for atom in group)
        if needed > width + 0.01:
            text = "".join(atom.text for atom in group)
            over = needed - width
            raise problem(place, "E504", f"'{printable(text)}' is wider than its line by {in_words(over)}", "use a shorter word, or a wider place")
        if line and (first.forced or used + first.space + needed > width + 0.01):
            lines.append(line)
            line, used = [], 0.0
        used += needed + (first.space if line else 0.0)
        line.extend(group)
    return [*lines, line]


def _unbreakable(atoms: list[_Atom]) -> Iterator[list[_Atom]]:
    group: list[_Atom] = []
    for atom in atoms:
        if group and atom.may_begin:
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _narrower(atoms: list[_Atom], groups: list[list[_Atom]], narrowest: float, place: Place) -> list[list[_Atom]]:
    """Set the same number of lines as narrow as possible: the last line is no longer a lonely word."""
    best, low, high = groups, narrowest, max(map(_line_width, groups))  # never wider than it was
    for _ in range(7):
        middle = (low + high) / 2
        if any(sum(atom.width for atom in group) > middle for group in _unbreakable(atoms)):
            low = middle
            continue
        tried = _fill(atoms, middle, place)
        if len(tried) == len(groups):
            best, high = tried, middle
        else:
            low = middle
    return best


def _line_width(atoms: list[_Atom]) -> float:
    return sum(atom.width + (atom.space if number else 0.0) for number, atom in enumerate(atoms))


def _line(atoms: list[_Atom], after: _Atom | None) -> SetLine:
    """Join the atoms of a line into as few fragments as possible, in the order in which they are read.

    A line that was broken at a space ends with that space (ISO 32000-1, 14.8.2.5), so that what is copied or read aloud
    has all its words.
    """
    runs: list[_Run] = []
    for number, atom in enumerate(atoms):
        space = atom.space if number else 0.0
        for level, text in _by_level(atom):
            before = runs[-1] if runs else None
            if before and before.span is atom.span and before.level == level and (not space or atom.gap == level):
                before.text += (" " if space else "") + text
            else:
                if before and space:
                    before.gap, before.gap_level = space, atom.gap
                runs.append(_Run(text, atom.span, level))
            space = 0.0
    placed, width = _placed(runs)
    fragments = [
        Fragment(x, run.width, run.text + (" " if run.gap else ""), run.span, leftwards=bool(run.level % 2)) for x, run in zip(placed, runs, strict=True)
    ]
    if after and (after.space or after.forced):
        fragments[-1] = replace(fragments[-1], text=fragments[-1].text + " ")
    return SetLine(tuple(fragments), width, after is None or after.forced)


def _by_level(atom: _Atom) -> Iterator[tuple[int, str]]:
    """Yield the pieces of an atom that run in one direction, with their levels."""
    if not atom.levels:
        yield 0, atom.text
        return
    for level, letters in itertools.groupby(zip(atom.text, atom.levels, strict=True), key=lambda pair: pair[1]):
        yield level, "".join(letter for letter, _ in letters)


def _placed(runs: list[_Run]) -> tuple[list[float], float]:
    """Return where each run of a line begins, from the left, and how wide the line is."""
    items: list[tuple[int, float, int]] = []  # level, width, which run; a gap between two runs is none
    for number, run in enumerate(runs):
        items.append((run.level, run.width, number))
        if run.gap:
            items.append((run.gap_level, run.gap, -1))
    places = [0.0] * len(runs)
    x = 0.0
    for at in in_order([level for level, _, _ in items]):
        _, width, number = items[at]
        if number >= 0:
            places[number] = x
        x += width
    return places, x
