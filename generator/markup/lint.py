"""An element tree -> what a person who listens to it would stumble over, and no machine's checker sees.

The rules, each with its id: S1 one heading of level 1 at most, S2 the first heading is of level 1, S3 no level is
skipped, S4 a picture says where it leads, S5 links with the same words lead to the same place, S6 a link's words mean
something by themselves. (WCAG 2.1: 1.3.1, 2.4.4, 2.4.6; ISO 14289-1, 7.4.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.markup.elements import Element

EMPTY_WORDS = frozenset({"here", "click here", "link", "more", "read more", "this", "page", "website"})


def lint(page: Element) -> Iterator[Problem]:
    """Yield what is wrong with the structure of a composed page."""
    yield from _headings(page)
    yield from _pictures(page)
    yield from _links(page)


def _headings(page: Element) -> Iterator[Problem]:
    before = 0
    for heading in (element for element in page.walk() if element.tag == "heading"):
        number = int(heading.get("level"))
        if before and number == 1:
            yield Problem(heading.place, "E460", "a second heading of level 1", "a piece has one title (S1)")
        elif not before and number != 1:
            yield Problem(heading.place, "E461", f"the first heading has level {number}", "begin with level 1 (S2)")
        elif number > before + 1:
            yield Problem(heading.place, "E462", f"a heading of level {number} follows one of level {before}", f"level {before + 1} is skipped (S3)")
        if not heading.text():
            yield Problem(heading.place, "E463", "a heading without words")
        before = number


def _pictures(page: Element) -> Iterator[Problem]:
    for code in (element for element in page.walk() if element.tag == "qr"):
        site = code.get("address").split("://")[-1].lower().rstrip("/")
        if site not in code.get("alt").lower():
            yield Problem(code.place, "E464", f"the QR code's alt text does not say where it leads ({site})", "name the address in alt (S4)")


def _links(page: Element) -> Iterator[Problem]:
    leads: dict[str, str] = {}
    for link in (element for element in page.walk() if element.tag == "link"):
        words = link.text().lower()
        if words in EMPTY_WORDS or not words:
            yield Problem(link.place, "E465", f"the link '{words}' says nothing by itself", "name what it leads to (S6)")
        elif leads.setdefault(words, link.get("to")) != link.get("to"):
            yield Problem(link.place, "E466", f"two links are called '{words}' and lead to different places", "tell them apart (S5)")
