"""A composed page -> the same page with its edition code: five letters that are the same as long as its words are.

Two cards with one code say the same; a corrected number or sentence gives another. The letters have no vowel, so that
they make no word, and no digit, so that nobody dials them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.markup.elements import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITION_SLOT = "\ue002"  # stands in a page where its code belongs, until its words are known
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
CODE_LENGTH = 5
UNSAID = ("at", "role")  # where a text stands in files, and the name of its looks: no words


def with_edition(page: Element) -> tuple[Element, str]:
    """Return a page with its code wherever it is printed, and the code."""
    code = code_of(said_by(page))
    return _stamped(page, code), code


def said_by(page: Element) -> str:
    """Return all that a page says, as one text."""
    return "\n".join(_said(page))


def code_of(said: str) -> str:
    """Return the code of what a page says."""
    number = int.from_bytes(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest())
    code = ""
    for _ in range(CODE_LENGTH):
        number, letter = divmod(number, len(CODE_LETTERS))
        code += CODE_LETTERS[letter]
    return code


def _said(page: Element) -> Iterator[str]:
    """Yield all that a page says and what its links, numbers and codes lead to; not where it stands in files or how it looks."""
    for element in page.walk():
        yield element.tag
        yield from (f"{name}={value}" for name, value in sorted(element.attributes.items()) if name not in UNSAID)
        yield from (child for child in element.children if isinstance(child, str))


def _stamped(element: Element, code: str) -> Element:
    children = tuple(_stamped(child, code) if isinstance(child, Element) else _filled(child, code) for child in element.children)
    return element.holding(children)


def _filled(text: str, code: str) -> str:
    return text.replace(EDITION_SLOT, code) if EDITION_SLOT in text else text
