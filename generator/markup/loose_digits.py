"""An element tree -> the digits on it that are part of no contact's number and of no kind that may stand.

Whatever text a layout, a translation or a table brings to a page is judged here, as it will be read: with its numbers left
out, its lines joined, and what people hear judged like what they see.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.foundation.problems import Place, Problem
from generator.library.digits import MAKE_A_CONTACT, NUMBER, refused
from generator.library.printed import masked
from generator.markup.elements import TEXT_BLOCKS
from generator.markup.slots import has_slot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.markup.elements import Element

SPOKEN = ("alt", "summary", "title")  # attributes that people hear or read
WITHOUT_WORDS = re.compile(r"[^\w]*(?:\d[^\w]*)+")


def loose_digits(
    page: Element, mentioned: Collection[str], numbers: Collection[str], known: Iterable[tuple[str, str]] = (), where: str = ""
) -> Iterator[Problem]:
    """Yield a Problem for each run of digits on a page that may not stand there.

    `mentioned` are the three-digit numbers that its reader may be told in a sentence; `numbers` are those of the registry;
    `known` are names and addresses that were judged where they were typed, each with its field; `where` is "list" for what
    goes with a kit, "translated" for another language.
    """
    letters: dict[str, str] | None = None
    said: set[Problem] = set()
    for place, text in _texts(page, rows=where != "list"):
        if not any(refused(text, where, mentioned=mentioned, numbers=numbers)):
            continue
        if letters is None:  # most pages need none of them
            letters = {one: re.sub(r"\w", "n", one) for one in sorted(masked(known), key=len, reverse=True)}
        for whole, stand_in in letters.items():
            text = text.replace(whole, stand_in)  # noqa: PLW2901 - the text with what was judged before taken out
        for run in refused(text, where, mentioned=mentioned, numbers=numbers):
            found = Problem(place, "E323", f"a text on this piece shows {run.typed}: {run.why}", MAKE_A_CONTACT)
            if found not in said:
                said.add(found)
                yield found


def own_parts(page: Element) -> Element:
    """Return of a page with slots what must be judged anew for each partner: the texts with slots, and digits that stand alone."""
    parts = [element for element in page.walk() if element.tag in TEXT_BLOCKS and not element.blocks() and _is_own("".join(_said(element)))]
    parts += [element for element in page.walk() if element not in parts and any(has_slot(element.get(name)) for name in SPOKEN)]
    return replace(page, children=tuple(parts))


def _is_own(text: str) -> bool:
    return has_slot(text) or bool(WITHOUT_WORDS.fullmatch(text))


def _texts(page: Element, *, rows: bool) -> Iterator[tuple[Place, str]]:
    """Yield each text of a page with its place; digits that stand alone in blocks that follow each other are one text."""
    alone: list[tuple[Place, str]] = []
    for element in page.walk():
        for name in SPOKEN:
            if element.tag != "layout" and element.get(name):
                yield _place(element), element.get(name)
        if element.tag in TEXT_BLOCKS and not element.blocks():
            place, text = _place(element), " ".join("".join(_said(element)).split())
            yield place, text
            if rows and WITHOUT_WORDS.fullmatch(text):
                alone.append((place, text))
                continue
            if text:
                yield from _row(alone)
                alone = []
    yield from _row(alone)


def _row(alone: list[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    """Yield digits that stand alone in several blocks as one text, but for lines that are counted: 1, 2, 3."""
    numbers = [int(one) for one in re.findall(r"\d+", " ".join(text for _, text in alone))]
    if len(alone) > 1 and any(after != one + 1 for one, after in itertools.pairwise(numbers)):
        yield alone[0][0], " ".join(text for _, text in alone)


def _said(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "phone":
            yield NUMBER
        elif child.tag == "br":
            yield " "
        else:
            yield from _said(child)


def _place(element: Element) -> Place:
    """Return where a text was typed, as far as the element knows; else where its layout puts it."""
    found = re.fullmatch(r"(.+?):(\d+)(?::(\d+))?", element.get("at"))
    return Place(found[1], int(found[2]), int(found[3] or 0)) if found else element.place
