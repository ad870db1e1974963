"""The inline part of an element -> spans of text with their fonts, ready to be set into lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.addresses import phone_address
from generator.contrast import contrast, in_words, least_contrast
from generator.elements import BLOCKS, Element
from generator.fonts import Font, load_font
from generator.themes import FLOORS, Floor, Look, Style, Theme
from generator.typesetting import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.problems import Place


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

    @cached_property
    def floor(self) -> Floor:
        return FLOORS[self.medium]

    def on(self, look: Look) -> Setting:
        """Return the setting for what stands in a box."""
        if not look.fill:
            return self
        return replace(self, ground=look.fill, text_colour="" if look.text == "ink" else look.text)

    def font(self, style: Style, *, bold: bool = False, italic: bool = False) -> Font:
        face = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}
        wanted = face[bold or style.bold, italic or style.italic]
        files = self.theme.fonts
        name = wanted if wanted in files else "bold" if bold or style.bold else "regular"
        return load_font(files[name], self.folder, self.theme.place)

    def style(self, element: Element, role: str) -> Style:
        return self.theme.style(self.medium, role, element.place)

    def look(self, element: Element, role: str) -> Look:
        return self.theme.look(self.medium, role, element.place)

    def colour(self, style: Style, place: Place) -> str:
        """Return the colour of a text on this ground. Raises Problems if nobody could read it."""
        from generator.problems import problem

        colour = self.text_colour or style.colour
        colours = self.theme.colours
        ratio = contrast(colours[colour], colours[self.ground])
        least = least_contrast(style)
        if ratio < least:
            message = f"'{style.role}' would have a contrast of {in_words(ratio)} on '{self.ground}'; {least}:1 is needed"
            raise problem(place, message, f"choose other colours in the theme '{self.theme.id}'")
        return colour


def spans_of(element: Element, style: Style, setting: Setting) -> list[Span]:
    """Return the spans of an element's inline content. Blocks inside it are not looked at."""
    colour = setting.colour(style, element.place)
    return list(_trimmed(_spans(element, element, style, setting, colour, bold=False, italic=False, link="", language="")))


def _spans(
    element: Element, leaf: Element, style: Style, setting: Setting, colour: str, *, bold: bool, italic: bool, link: str, language: str
) -> Iterator[Span]:
    language = element.get("lang", language)
    for child in element.children:
        if isinstance(child, str):
            yield Span(child, setting.font(style, bold=bold, italic=italic), style.size, colour, leaf, link, language=language)
        elif child.tag == "br":
            yield Span("\n", setting.font(style), style.size, colour, leaf)
        elif child.tag == "phone":
            size = max(style.size, setting.floor.number)
            text = child.text().replace(" ", "\u00a0")
            address = phone_address(child.get("number"), child.get("channel"))
            yield Span(text, setting.font(style, bold=True), size, colour, child, address, number=True, language=language)
        elif child.tag in ("page", "pages"):
            number = setting.page if child.tag == "page" else setting.pages
            yield Span(str(number), setting.font(style, bold=bold), style.size, colour, leaf)
        elif child.tag not in BLOCKS:
            inner = child if child.tag == "link" or child.get("lang") else leaf
            yield from _spans(
                child,
                inner,
                style,
                setting,
                colour,
                bold=bold or child.tag == "b",
                italic=italic or child.tag == "i",
                link=child.get("to", link) if child.tag == "link" else link,
                language=language,
            )


def _trimmed(spans: Iterator[Span]) -> Iterator[Span]:
    """Drop the white space at the start and the end of the text, which the layout's line breaks left."""
    held = list(spans)
    while held and not held[0].text.strip() and held[0].text != "\n":
        held.pop(0)
    while held and not held[-1].text.strip() and held[-1].text != "\n":
        held.pop()
    yield from held
