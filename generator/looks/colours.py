"""Colours -> contrasts, and what in a theme nobody could read.

WCAG 2.1 as it stands, and stricter where ink is worse than a screen: text that must be read has 7:1 (1.4.6), all other
text 4.5:1 at least (1.4.3).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.foundation.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.looks.theme import Style, Theme

BODY = 7.0
LARGE = 4.5  # for bold type of 14 pt and more (WCAG's "large text" needs only 3:1)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, from 1 to 21 (WCAG 2.1, "contrast ratio")."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a #rrggbb colour, from 0 to 1 (WCAG 2.1, "relative luminance")."""
    red, green, blue = map(linear, rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> tuple[float, float, float]:
    """Return #rrggbb as three numbers from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def linear(part: float) -> float:
    """Return how much light a part of an sRGB colour gives, both from 0 to 1 (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def in_words(ratio: float) -> str:
    """Return a ratio for a message, rounded down: 4.48 must not read as 4.5."""
    return f"{math.floor(ratio * 10) / 10:.1f}:1"


def least_contrast(style: Style) -> float:
    """Return the contrast that text of this style must have with what is behind it."""
    return LARGE if style.bold and style.size >= 14 else BODY


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
            message = f"the text '{role}' of a {medium} has a contrast of {in_words(ratio)} with the paper; {least}:1 is needed"
            yield Problem(theme.place, message, "choose a darker colour")
    for (medium, role), look in theme.looks.items():
        if look.fill and (ratio := contrast(known[look.text], known[look.fill])) < BODY:
            yield Problem(theme.place, f"text in the box '{role}' of a {medium} has a contrast of {in_words(ratio)}; {BODY}:1 is needed")


def _unknown(theme: Theme) -> Iterator[Problem]:
    wanted = [("every theme", name) for name in ("paper", "ink")]
    wanted += [(f"the text '{role}' of a {medium}", style.colour) for (medium, role), style in theme.styles.items()]
    for (medium, role), look in theme.looks.items():
        wanted += [(f"the box '{role}' of a {medium}", name) for name in (look.fill, look.bar, look.line, look.text) if name]
    for where, name in wanted:
        if name not in theme.colours:
            yield Problem(theme.place, f"{where} wants the colour '{name}'", did_you_mean(name, theme.colours))
