"""The inline part of an element -> spans of text with their fonts, ready to be set into lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from generator.foundation.addresses import phone_address
from generator.looks.colours import contrast, in_words, least_contrast
from generator.looks.theme import FLOORS, Floor, Look, Style, Theme
from generator.looks.typecase import TypeCase
from generator.markup.elements import BLOCKS, Element
from generator.typesetting.directions import runs_leftwards
from generator.typesetting.lines import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.foundation.problems import Place
    from generator.looks.fonts import Font


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
            message = f"'{style.role}' would have a contrast of {in_words(ratio)} on '{self.ground}'; {least}:1 is needed"
            raise problem(place, message, f"choose other colours in the theme '{self.theme.id}'")
        return colour


FACES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}


def spans_of(element: Element, style: Style, setting: Setting) -> list[Span]:
    """Return the spans of an element's inline content. Blocks inside it are not looked at."""
    inline = _Inline(setting, style, setting.colour(style, element.place), style.bold, style.italic, "", setting.language)
    return list(_trimmed(_spans(element, element, inline)))


@dataclass(frozen=True)
class _Inline:
    """In what text stands: the looks of its block, and what the elements around it make of them."""

    setting: Setting
    style: Style
    colour: str
    bold: bool
    italic: bool
    link: str
    language: str

    def inside(self, element: Element) -> _Inline:
        return replace(
            self,
            bold=self.bold or element.tag == "b",
            italic=self.italic or element.tag == "i",
            link=self.setting.said(element.get("to", self.link)) if element.tag == "link" else self.link,
            language=element.get("lang", self.language),
        )

    def runs(self, text: str, leaf: Element) -> Iterator[Span]:
        for part, font in self.setting.case.runs(text, FACES[self.bold, self.italic], self.language):
            yield Span(part, font, self.style.size, self.colour, leaf, self.link)


def _spans(element: Element, leaf: Element, outer: _Inline) -> Iterator[Span]:
    inline = outer.inside(element)
    setting = inline.setting
    for child in element.children:
        if isinstance(child, str):
            yield from inline.runs(setting.said(child), leaf)
        elif child.tag == "br":
            yield Span("\n", setting.font(inline.style), inline.style.size, inline.colour, leaf)
        elif child.tag == "phone":
            size = max(inline.style.size, setting.floor.number)
            text = setting.said(child.text()).replace(" ", "\u00a0")
            address = phone_address(setting.said(child.get("number")), child.get("channel"))
            yield Span(text, setting.case.number_font(), size, inline.colour, child, address, number=True)
        elif child.tag in ("page", "pages"):
            yield from inline.runs(str(setting.page if child.tag == "page" else setting.pages), leaf)
        elif child.tag not in BLOCKS:
            yield from _spans(child, child if child.tag == "link" or child.get("lang") else leaf, inline)


def _trimmed(spans: Iterator[Span]) -> Iterator[Span]:
    """Drop the white space at the start and the end of the text, which the layout's line breaks left."""
    held = list(spans)
    while held and not held[0].text.strip() and held[0].text != "\n":
        held.pop(0)
    while held and not held[-1].text.strip() and held[-1].text != "\n":
        held.pop()
    yield from held
