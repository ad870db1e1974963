"""The looks: fonts, colours, and a style for each role in each medium; and what in them nobody could read.

A medium is a way of reading: `page` (a handout in the hand), `card` (a wallet card), `notice` (a poster of a page's size),
`wall` (a poster across the room). The floors below are absolute: no theme goes under them, and no text is ever set smaller
than its style says. WCAG 2.1 as it stands, and stricter where ink is worse than a screen: text that must be read has 7:1
(1.4.6), all other text 4.5:1 at least (1.4.3). It knows no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, Problem, did_you_mean, problem
from generator.looks.colours import contrast, ratio_in_words
from generator.looks.former import meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Floor:
    """The smallest sizes of a medium in points: running text, small print, telephone numbers (which are bold)."""

    text: float
    small: float
    number: float


# Why these sizes: docs/decisions/type-sizes.md (RNIB and ACB guidance, and the floors of the project's own rules).
FLOORS: Mapping[str, Floor] = MappingProxyType({"page": Floor(11, 8, 12), "card": Floor(8, 8, 12), "notice": Floor(16, 10, 24), "wall": Floor(24, 14, 40)})
BODY = 7.0
LARGE_TYPE = 4.5  # for bold type of 14 pt and more (WCAG's "large text" needs only 3:1)


@dataclass(frozen=True, slots=True)
class Style:
    """A text style in points, ready to set type with."""

    role: str
    size: float
    leading: float
    bold: bool
    italic: bool
    colour: str
    before: float
    after: float
    balanced: bool
    bullet: str
    indent: float


@dataclass(frozen=True, slots=True)
class Look:
    """A box style in points; colours are names, "" means none."""

    fill: str
    bar: str
    bar_width: float
    line: str
    line_width: float
    padding: float
    padding_side: float
    padding_foot: float
    radius: float
    before: float
    after: float
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The looks of every medium. Colours are asked for by name."""

    id: str
    name: str
    summary: str
    place: Place
    most_columns: int
    more_pages: int
    fonts: Mapping[str, str]
    colours: Mapping[str, str]
    inks: Mapping[str, tuple[float, float, float, float]]
    styles: Mapping[tuple[str, str], Style]
    looks: Mapping[tuple[str, str], Look]

    def style(self, medium: str, role: str, place: Place) -> Style:
        """Return the text style of a role. Raises Problems at `place` if the theme has none."""
        try:
            return self.styles[medium, role]
        except KeyError:
            known = [name for of, name in self.styles if of == medium]
            raise problem(place, "E472", f"the theme '{self.id}' has no text style '{role}' for a {medium}", meant(medium, "text", role, known)) from None

    def look(self, medium: str, role: str, place: Place) -> Look:
        """Return the box style of a role. Raises Problems at `place` if the theme has none."""
        try:
            return self.looks[medium, role]
        except KeyError:
            known = [name for of, name in self.looks if of == medium]
            raise problem(place, "E472", f"the theme '{self.id}' has no box style '{role}' for a {medium}", meant(medium, "box", role, known)) from None


def least_contrast(style: Style) -> float:
    """Return the contrast that text of this style must have with what is behind it."""
    return LARGE_TYPE if style.bold and style.size >= 14 else BODY


def check_colours(theme: Theme) -> Iterator[Problem]:
    """Yield each colour that a theme asks for and does not have, and each text that has too little contrast."""
    known = theme.colours
    missing = list(_unknown(theme))
    yield from missing
    if missing:
        return
    for (medium, role), style in theme.styles.items():
        ratio, least = contrast(known[style.colour], known["paper"]), least_contrast(style)
        if ratio < least:
            message = f"the text '{role}' of a {medium} has a contrast of {ratio_in_words(ratio)} with the paper; {least}:1 is needed"
            yield Problem(theme.place, "E476", message, "choose a darker colour")
    for (medium, role), look in theme.looks.items():
        if look.fill and (ratio := contrast(known[look.text], known[look.fill])) < BODY:
            yield Problem(theme.place, "E477", f"text in the box '{role}' of a {medium} has a contrast of {ratio_in_words(ratio)}; {BODY}:1 is needed")


def _unknown(theme: Theme) -> Iterator[Problem]:
    wanted = [("every theme", name) for name in ("paper", "ink")]
    wanted += [(f"the text '{role}' of a {medium}", style.colour) for (medium, role), style in theme.styles.items()]
    for (medium, role), look in theme.looks.items():
        wanted += [(f"the box '{role}' of a {medium}", name) for name in (look.fill, look.bar, look.line, look.text) if name]
    for where, name in wanted:
        if name not in theme.colours:
            yield Problem(theme.place, "E479", f"{where} wants the colour '{name}'", did_you_mean(name, theme.colours))
