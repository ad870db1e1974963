"""A theme, a medium and a language -> the setting in which blocks and texts are set: style, look, colour and font by role.

It knows no element's content and sets no type.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from generator.looks.colours import contrast, ratio_in_words
from generator.looks.theme import FLOORS, Floor, Look, Style, Theme, least_contrast
from generator.looks.typecase import TypeCase
from generator.typesetting.directions import runs_leftwards

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from generator.foundation.problems import Place
    from generator.looks.fonts import Font
    from generator.markup.elements import Element


class Watch(Protocol):
    """Who looks on while a piece is laid out, to lay out parts of it once more with other words."""

    def over(self, element: Element, setting: Setting, make: Callable[[Setting], list[Any]]) -> list[Any]:
        """Return the rows that `make` makes of an element in a setting."""

    def widest(self, makes: Sequence[tuple[Element, Callable[[Setting], float]]], setting: Setting) -> float:
        """Return the largest of the widths that are found for elements in a setting."""


@dataclass(frozen=True)
class Setting:
    """With what looks a piece is set, and on what ground: changed by the boxes that text stands in."""

    theme: Theme
    medium: str
    folder: Path
    ground: str = "paper"
    text_colour: str = ""
    page: int = 1
    pages: int = 1
    language: str = "en"
    mirrored: bool = False  # laid out for a language that runs from right to left
    partner: Path | None = None  # the folder of a partner's file, for the logo
    words: Mapping[int, str] | None = None  # what stands in the slots of a text that is laid out for many partners; it may change between two of them
    watch: Watch | None = None  # who looks on while it is laid out

    def said(self, text: str) -> str:
        """Return a text with its slots filled."""
        return text.translate(self.words) if self.words else text

    @cached_property
    def floor(self) -> Floor:
        return FLOORS[self.medium]

    def on(self, look: Look) -> Setting:
        """Return the setting for what stands in a box."""
        if not look.fill:
            return self
        return replace(self, ground=look.fill, text_colour="" if look.text == "ink" else look.text)

    @cached_property
    def case(self) -> TypeCase:
        return TypeCase(self.theme.fonts, self.folder, self.theme.place)

    def font(self, style: Style, language: str = "") -> Font:
        """Return the font by which lines in a style are measured."""
        return self.case.font(FACES[style.bold, style.italic], language or self.language)

    def speaking(self, language: str) -> Setting:
        """Return the setting for what is in another language; itself for ""."""
        return replace(self, language=language) if language and language != self.language else self

    def facing(self, language: str) -> Setting:
        """Return the setting for a whole side in a language: it runs as the language does."""
        spoken = self.speaking(language)
        return replace(spoken, mirrored=runs_leftwards(spoken.language))

    def style(self, element: Element, role: str) -> Style:
        return self.theme.style(self.medium, role, element.place)

    def look(self, element: Element, role: str) -> Look:
        return self.theme.look(self.medium, role, element.place)

    def colour(self, style: Style, place: Place) -> str:
        """Return the colour of a text on this ground. Raises Problems if nobody could read it."""
        from generator.foundation.problems import problem

        colour = self.text_colour or style.colour
        colours = self.theme.colours
        ratio = contrast(colours[colour], colours[self.ground])
        least = least_contrast(style)
        if ratio < least:
            message = f"'{style.role}' would have a contrast of {ratio_in_words(ratio)} on '{self.ground}'; {least}:1 is needed"
            raise problem(place, "E478", message, f"choose other colours in the theme '{self.theme.id}'")
        return colour


FACES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}
