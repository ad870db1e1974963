"""A theme -> its colours as inks: red, green and blue for a screen, plates for a print shop.

It draws nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.looks.colours import rgb

if TYPE_CHECKING:
    from generator.looks.theme import Theme


DARK = 0.5  # of black ink: what is lighter is a tint, not type to overprint


NEAR_BLACK = 0.2  # what has no part lighter than this is black: a colour so dark would need four full plates


class ScreenInks:
    """The colours of the theme in RGB."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def fill(self, canvas: Any, name: str) -> None:
        canvas.setFillColorRGB(*rgb(self.theme.colours[name]))

    def stroke(self, canvas: Any, name: str) -> None:
        canvas.setStrokeColorRGB(*rgb(self.theme.colours[name]))

    def text(self, canvas: Any, name: str) -> None:
        self.fill(canvas, name)


class PressInks:
    """The same colours in CMYK: grey and black are black ink alone, and black text prints over what lies below it.

    A thin letter that is knocked out of a tint shows a white rim if the plates shift; overprinted it does not.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def fill(self, canvas: Any, name: str) -> None:
        canvas.setFillOverprint(False)
        canvas.setFillColorCMYK(*cmyk(self.theme, name))

    def stroke(self, canvas: Any, name: str) -> None:
        canvas.setStrokeColorCMYK(*cmyk(self.theme, name))

    def text(self, canvas: Any, name: str) -> None:
        inks = cmyk(self.theme, name)
        over = inks[:3] == (0, 0, 0) and inks[3] >= DARK  # white letters must be knocked out, or they vanish
        if over:
            canvas._setOverprintMask(1)  # noqa: SLF001 - inks that are not named leave what lies below (ISO 32000-1, 8.6.7)
        canvas.setFillOverprint(over)
        canvas.setFillColorCMYK(*inks)


Inks = ScreenInks | PressInks


def cmyk(theme: Theme, name: str) -> tuple[float, float, float, float]:
    """Return the inks of a colour, from 0 to 1: the theme's own, or converted with all grey moved to the black plate.

    So no text is ever made of four plates, and the sum of inks stays far below the 280 % that print shops ask for.
    """
    if name in theme.inks:
        return theme.inks[name]
    red, green, blue = rgb(theme.colours[name])
    light = max(red, green, blue)
    if light < NEAR_BLACK or light - min(red, green, blue) < 0.02:  # grey: the naked black plate
        return 0.0, 0.0, 0.0, 1.0 if light < NEAR_BLACK else round(1 - light, 3)
    black = 1 - light
    cyan, magenta, yellow = (round((1 - part - black) / (1 - black), 3) for part in (red, green, blue))
    return cyan, magenta, yellow, round(black, 3)
