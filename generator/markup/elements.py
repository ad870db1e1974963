"""The element tree: what a page says and means, before anybody knows where it will stand.

A closed list of semantic elements with their attributes; how they look is the theme's business. Add one only when two
layouts cannot be made without it (CONTRIBUTING.md says how).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.foundation.problems import Place

# at: the place in the content where the text comes from; role: the style of the theme; lang: another language
COMMON = frozenset({"at", "role", "lang"})

BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "layout": frozenset({"size", "medium", "sheet", "flip", "max-pages", "subject", "depth", "readers", "needs", "margin", "title", "summary"}),
        "face": frozenset({"name", "across", "down", "outer"}),
        "panel": frozenset({"name", "cell", "turned", "outer"}),
        "header": frozenset(),
        "footer": frozenset(),
        "section": frozenset({"least"}),
        "heading": frozenset({"level"}),
        "para": frozenset({"align", "short"}),
        "list": frozenset({"columns", "least"}),
        "item": frozenset({"short", "stays"}),
        "table": frozenset({"columns", "summary", "least"}),
        "row": frozenset({"kind"}),
        "cell": frozenset({"align"}),
        "callout": frozenset(),
        "columns": frozenset({"widths", "gap", "flow"}),
        "column": frozenset(),
        "keep": frozenset(),
        "break": frozenset(),
        "space": frozenset({"height", "fill"}),
        "rule": frozenset(),
        "image": frozenset({"file", "alt", "width", "height", "from"}),
        "qr": frozenset({"address", "alt", "size"}),
    }
)
INLINES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "b": frozenset(),
        "i": frozenset(),
        "br": frozenset(),
        "link": frozenset({"to"}),
        "phone": frozenset({"number", "contact", "channel"}),
        "page": frozenset(),
        "pages": frozenset(),
    }
)
ELEMENTS = {name: own | COMMON for name, own in {**BLOCKS, **INLINES}.items()}
TEXT_BLOCKS = frozenset({"heading", "para", "item", "cell"})  # what may hold letters
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"  # BCP 47, as far as it is used here
# What may stand directly inside what; anything else holds blocks.
HOLDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "list": frozenset({"item"}),
        "table": frozenset({"row"}),
        "row": frozenset({"cell"}),
        **dict.fromkeys(("break", "space", "rule", "image", "qr"), frozenset()),
    }
)
INSIDE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "item": frozenset({"list"}),
        "row": frozenset({"table"}),
        "cell": frozenset({"row"}),
        "column": frozenset({"columns"}),
        "panel": frozenset({"face"}),
        "face": frozenset({"layout"}),
        "header": frozenset({"layout"}),
        "footer": frozenset({"layout"}),
    }
)
LENGTH_FORM = r"[0-9]{1,4}(\.[0-9]{1,4})?(pt|mm|cm|in)"
SHARE = r"[0-9]{1,4}(\.[0-9]{1,4})?"
# The form of what an attribute may say, and how to put it to a person.
FORMS: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("layout", "margin"): (LENGTH_FORM, "a length such as 18mm"),
        ("layout", "max-pages"): (r"[1-9][0-9]?", "a number from 1 to 99"),
        ("heading", "level"): (r"[1-4]", "a number from 1 to 4"),
        ("list", "columns"): (r"[1-4]", "a number from 1 to 4"),
        ("list", "least"): (r"[1-9]", "a number from 1 to 9"),
        ("table", "least"): (r"[1-9]", "a number from 1 to 9"),
        ("section", "least"): (r"[0-9]", "a number from 0 to 9"),
        ("item", "stays"): (r"yes|", "yes"),
        ("columns", "flow"): (r"[1-4]", "a number from 1 to 4"),
        ("columns", "gap"): (LENGTH_FORM, "a length such as 6mm"),
        ("columns", "widths"): (rf"{SHARE}( {SHARE})*", 'shares such as "2 1"'),
        ("space", "height"): (LENGTH_FORM, "a length such as 4mm"),
        ("space", "fill"): (SHARE, "a share such as 1"),
        ("image", "from"): (r"layouts|partner", "layouts or partner"),
        ("image", "height"): (LENGTH_FORM, "a length such as 12mm"),
        ("image", "width"): (LENGTH_FORM, "a length such as 30mm"),
        ("qr", "size"): (LENGTH_FORM, "a length such as 25mm"),
        ("panel", "turned"): (r"yes|no", "yes or no"),
        ("face", "outer"): (r"yes|", "yes"),  # lies outside when the piece is folded or carried, and is meant to tell nothing
        ("panel", "outer"): (r"yes|", "yes"),
        ("row", "kind"): (r"head|", "head"),
        ("para", "align"): (r"start|center|end", "start, center or end"),
        ("cell", "align"): (r"start|center|end", "start, center or end"),
        ("link", "to"): (r"(https?://)?[A-Za-z0-9.-]+\.[A-Za-z]{2,}(/[!-~]*)?", "a web address such as example.org/help"),
        ("qr", "address"): (r"(HTTPS?://|https?://)?[A-Za-z0-9.-]+\.[A-Za-z]{2,}(/[!-~]*)?", "a web address such as https://example.org"),
    }
)
NEEDED = MappingProxyType(
    {
        "layout": ("medium", "summary"),
        "face": ("name",),
        "panel": ("name", "cell"),
        "heading": ("level",),
        "table": ("columns",),
        "image": ("file", "alt"),
        "qr": ("address", "alt"),
        "link": ("to",),
        "phone": ("number", "contact", "channel"),
    }
)


class Element(Struct, frozen=True, eq=False):
    """One element: compared by identity, because equal words at two places are two things on a page."""

    tag: str
    attributes: Mapping[str, str]
    place: Place
    children: tuple[Element | str, ...]

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def parts(self) -> Iterator[Element]:
        """Yield the child elements, without the text between them."""
        for child in self.children:
            if isinstance(child, Element):
                yield child

    def blocks(self) -> list[Element]:
        """Return the child elements that are blocks: an item or a cell without any holds text."""
        return [part for part in self.parts() if part.tag in BLOCKS]

    def holding(self, children: tuple[Element | str, ...]) -> Element:
        """Return this element with other children; itself if they are its own."""
        if len(children) == len(self.children) and all(one is other for one, other in zip(children, self.children, strict=True)):
            return self
        return Element(self.tag, self.attributes, self.place, children)

    def speaking(self, language: str) -> Element:
        """Return this element said to be in a language."""
        return Element(self.tag, MappingProxyType({**self.attributes, "lang": language}), self.place, self.children)

    def filled(self, words: Mapping[int, str]) -> Element:
        """Return this element with all characters replaced for which `words` has something else."""
        attributes = MappingProxyType({name: value.translate(words) for name, value in self.attributes.items()})
        children = tuple(child.filled(words) if isinstance(child, Element) else child.translate(words) for child in self.children)
        return Element(self.tag, attributes, self.place, children)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for child in self.parts():
            yield from child.walk()

    def said(self) -> Iterator[str]:
        """Yield every text of this element and all below it, those in attributes too: what may have to be translated."""
        for element in self.walk():
            yield from element.attributes.values()
            yield from (child for child in element.children if isinstance(child, str))

    def text(self) -> str:
        """Return all text in reading order, with single spaces."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        """Yield the text piece by piece, with a space where a block begins or ends."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield " " if child.tag in BLOCKS or child.tag == "br" else ""
                yield from child.texts()
                yield " " if child.tag in BLOCKS else ""


BULLETS = dict.fromkeys(("dot", "box", "cross"), "\u2022")  # a box would be read as "ballot box" before every sign
