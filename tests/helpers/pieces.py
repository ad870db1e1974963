"""Small things that tests are made of: elements, settings in the plain theme, and pages as a person reads them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2

from generator.foundation.files import shipped
from generator.foundation.measures import Box
from generator.foundation.problems import Place
from generator.looks.fonts import Font
from generator.looks.theme import Theme
from generator.looks.theme_files import read_theme
from generator.looks.typecase import TypeCase, load_font
from generator.markup.elements import Element
from generator.markup.parser import parse
from generator.pdf.document import Document
from generator.pdf.press import press_pages
from generator.typesetting.faces import Face, Mark, Words
from generator.typesetting.lay_out import lay_out
from generator.typesetting.lines import Span
from generator.typesetting.setting import Setting

FILE = "layouts/test.xml.j2"
THEMES = shipped("layouts") / "themes"
HERE = Place(FILE, 3)


@cache
def plain() -> Theme:
    return read_theme(THEMES, "plain")


def setting(medium: str = "page") -> Setting:
    return Setting(plain(), medium, THEMES)


@cache
def regular() -> Font:
    return load_font(plain().fonts["regular"], THEMES, HERE)


@cache
def bold() -> Font:
    return load_font(plain().fonts["bold"], THEMES, HERE)


@cache
def case() -> TypeCase:
    """The fonts of the plain theme, and those for other scripts."""
    return TypeCase(plain().fonts, THEMES, HERE)


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element; `max_pages` stands for the attribute max-pages."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, MappingProxyType(named), HERE, children)


def block(xml: str) -> Element:
    """The one element that stands in a layout, from markup."""
    return next(parse(f'<layout medium="page" summary="A test">{xml}</layout>', FILE).parts())


def page_tree(xml: str, root: str = "") -> Element:
    """The element tree of pages; `root` is more attributes of its first element."""
    return parse(f'<layout medium="page" summary="A test" {root}>{xml}</layout>', FILE)


def pages(xml: str, paper: str = "letter", root: str = "") -> tuple[Face, ...]:
    """The pages of a layout that holds this markup."""
    return lay_out(page_tree(xml, root), setting(), paper)


def card_tree(xml: str, size: str = "3.5in x 2in") -> Element:
    """The element tree of a card."""
    return parse(f'<layout medium="card" size="{size}" summary="A test">{xml}</layout>', FILE)


def card(xml: str, size: str = "3.5in x 2in") -> tuple[Face, ...]:
    """The sides of a card that holds this markup."""
    return lay_out(card_tree(xml, size), setting("card"), "letter")


def span(text: str, size: float = 11.0, **more: Any) -> Span:
    """A span in the regular face of the plain theme."""
    return Span(text, more.pop("font", None) or regular(), size, "ink", element("para"), **more)


def words_of(marks: tuple[Mark, ...] | list[Mark]) -> list[Words]:
    return [mark for mark in marks if isinstance(mark, Words)]


def lines_of(marks: tuple[Mark, ...] | list[Mark]) -> list[str]:
    """What stands on each baseline, from top to bottom and left to right, without the spaces at the ends."""
    baselines: dict[float, list[Words]] = {}
    for mark in words_of(marks):
        baselines.setdefault(round(mark.y, 1), []).append(mark)
    return ["".join(mark.text for mark in sorted(line, key=lambda mark: mark.x)).rstrip() for _, line in sorted(baselines.items())]


def outside(face: Face, tolerance: float = 1.0) -> list[str]:
    """The texts of a face that leave its safe boxes by more than a point."""
    return [mark.text for mark in words_of(face.marks) if not any(safe.holds(mark.box, tolerance) for safe in face.safe)]


def document(**more: str) -> Document:
    """What a test's PDF says of itself."""
    return Document(**{"title": "A test", "subject": "Tests", "language": "en", **more})


def pressed(faces: Sequence[Face], tree: Element | None = None, **said: str) -> bytes:
    """The screen edition of faces; without their tree all that stands on them is decoration."""
    return press_pages(faces, tree or element("layout"), plain(), document(**said))


def text_of(data: bytes) -> list[str]:
    """The text of each page of a PDF, as another program reads it."""
    return [page.get_textpage().get_text_bounded().replace("\r", "") for page in pypdfium2.PdfDocument(data)]


def pixels(data: bytes, page: int = 0, dpi: float = 200) -> Any:
    """A page of a PDF as a picture."""
    return pypdfium2.PdfDocument(data)[page].render(scale=dpi / 72).to_pil()


def saved(pdf: Any) -> bytes:
    """The bytes of an edited PDF."""
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def places(data, page, text):
    """The boxes of a text on a page, from the top left corner, in reading order."""
    opened_page = pypdfium2.PdfDocument(data)[page]
    height = opened_page.get_height()
    textpage = opened_page.get_textpage()
    search = textpage.search(text)
    found = []
    while hit := search.get_next():
        edges = [textpage.get_charbox(index) for index in range(hit[0], hit[0] + hit[1])]
        left, bottom, right, top = (side(edge[at] for edge in edges) for at, side in enumerate((min, min, max, max)))
        found.append(Box(left, height - top, right - left, top - bottom))
    return sorted(found, key=lambda box: (round(box.y), round(box.x)))


def same(one: Box, other: Box, by: float = 0.1) -> bool:
    return one.holds(other, by) and other.holds(one, by)
