"""The inline part of an element -> spans of text with their fonts, ready to be set into lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.foundation.addresses import phone_address
from generator.markup.elements import BLOCKS, Element
from generator.typesetting.lines import Span
from generator.typesetting.setting import FACES, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.looks.theme import Style


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
