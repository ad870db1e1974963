"""Words in a style -> lines of a given width. All text of every page is set here, and only here.

Lines are ragged right and never hyphenated. A telephone number never breaks and is never smaller than the floor of its
medium. A word that does not fit is an error, with the place and the measure. It does not know pages or elements' looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.fonts import letters_in_words
from generator.measures import in_words
from generator.problems import Place, problem
from generator.reading import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.elements import Element
    from generator.fonts import Font

# A web address may break behind these signs (Chicago Manual of Style 7.46); a hyphenated word behind its hyphen.
ADDRESS_BREAKS = re.compile(r"(?<=[/?&=_#])(?=.)|(?<=[a-z0-9])(?=\.[a-z])|(?<=-)(?=.)")
PLAIN_SPACES = dict.fromkeys(map(ord, " \t\r\n"))  # where lines may break; other spaces must be in the font
WORD_BREAKS = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])|(?<=[^\W\d]/)(?=[^\W\d])|(?<=—)(?=.)")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one kind. `leaf` is the element it belongs to; `number` marks a telephone number."""

    text: str
    font: Font
    size: float
    colour: str
    leaf: Element
    link: str = ""
    number: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a span on a line; x in points from the start of the line."""

    x: float
    width: float
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class TextLine:
    """One set line. `ends` tells whether a break was asked for behind it, or the text ends there."""

    fragments: tuple[Fragment, ...]
    width: float
    ends: bool


@dataclass(frozen=True, slots=True)
class _Atom:
    """What never breaks: text, its width, the width of the space before it, and whether a line may begin with it."""

    text: str
    width: float
    span: Span
    space: float
    may_begin: bool
    forced: bool = False


def set_lines(spans: Iterable[Span], width: float, place: Place, *, balanced: bool = False) -> tuple[TextLine, ...]:
    """Return the lines of a text set to `width` points.

    `balanced` makes the lines of a heading about equally long. Raises Problems at `place` if a letter is missing from
    a font or a word is wider than the line.
    """
    atoms = list(_atoms(spans, place))
    if not atoms:
        return ()
    groups = _fill(atoms, width, place)
    if len(groups) > 1:
        narrowest = width * 0.55 if balanced else width * 0.82
        if balanced or _line_width(groups[-1]) < width * 0.16:
            groups = _narrower(atoms, groups, width, narrowest, place)
    following = [*groups[1:], None]
    return tuple(_line(group, after[0] if after else None) for group, after in zip(groups, following, strict=True))


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
        if missing := span.font.lacking(span.text.translate(PLAIN_SPACES)):
            hint = "use another sign, or a theme whose font has it"
            raise problem(place, f"the font {span.font.name} has no {letters_in_words(missing)}", hint)
        for part in re.findall(r"[ \t\r\n]+|[^ \t\r\n]+", span.text):
            if part.isspace() and not span.number:
                pending_space, may_begin = span.font.width(" ", span.size), True
                continue
            pieces = [part] if span.number else (ADDRESS_BREAKS if span.link else WORD_BREAKS).split(part)
            for piece in pieces:
                yield _Atom(piece, span.font.width(piece, span.size), span, pending_space, may_begin or forced, forced)
                pending_space, may_begin, forced = 0.0, True, False
            may_begin = False


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
            raise problem(place, f"'{shown(text)}' is wider than its line by {in_words(over)}", "use a shorter word, or a wider place")
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


def _narrower(atoms: list[_Atom], groups: list[list[_Atom]], width: float, narrowest: float, place: Place) -> list[list[_Atom]]:
    """Set the same number of lines as narrow as possible: the last line is no longer a lonely word."""
    best, low, high = groups, narrowest, width
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


def _line(atoms: list[_Atom], after: _Atom | None) -> TextLine:
    """Join the atoms of a line into as few fragments as possible.

    A line that was broken at a space ends with that space (ISO 32000-1, 14.8.2.5), so that what is copied or read aloud
    has all its words.
    """
    fragments: list[Fragment] = []
    x = 0.0
    for number, atom in enumerate(atoms):
        space = atom.space if number else 0.0
        before = fragments[-1] if fragments else None
        if before and before.span is atom.span:
            text = before.text + (" " if space else "") + atom.text
            fragments[-1] = Fragment(before.x, before.width + space + atom.width, text, atom.span)
        else:
            if before and space:
                fragments[-1] = Fragment(before.x, before.width, before.text + " ", before.span)
            fragments.append(Fragment(x + space, atom.width, atom.text, atom.span))
        x += space + atom.width
    if after and (after.space or after.forced):
        end = fragments[-1]
        fragments[-1] = Fragment(end.x, end.width, end.text + " ", end.span)
    return TextLine(tuple(fragments), x, after is None or after.forced)
