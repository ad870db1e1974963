"""A side or a page -> the same with ever less on it, from all that it would like to say to the least that it must.

What does not fit is never made smaller. A text may have a short form; a list, a table or a section may say how few of its
entries will do (`least`): they stand in the order of their weight, so it is the lightest that goes. An entry that
protects the reader `stays`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markup.elements import Element

if TYPE_CHECKING:
    from collections.abc import Iterator


def versions(element: Element) -> Iterator[Element]:
    """Yield an element as it is, then with the short forms of all its texts, then with one entry less at a time."""
    yield element
    short = shortened(element)
    if short is not element:
        yield short
    while (bare := one_less(short)) is not None:
        yield bare
        short = bare


def shortened(element: Element) -> Element:
    """Return an element in which every text that has a short form is replaced by it; itself if there is none."""
    if short := element.get("short"):
        return element.holding((short,))
    return element.holding(tuple(shortened(child) if isinstance(child, Element) else child for child in element.children))


def one_less(element: Element) -> Element | None:
    """Return an element without the last entry of that list in it which has most to spare; None if none has any.

    Of two lists with as much to spare it is the later one.
    """
    spare = {held: _spare(held) for held in element.walk() if _spare(held) > 0}
    if not spare:
        return None
    most = max(spare.values())
    chosen = [held for held, entries in spare.items() if entries == most][-1]
    return _replaced(element, chosen, chosen.holding(_without_last(chosen)))


def _spare(element: Element) -> int:
    if not element.get("least"):
        return 0
    entries = list(element.parts())
    return min(len(entries) - int(element.get("least")), sum(not entry.get("stays") for entry in entries))


def _without_last(element: Element) -> tuple[Element | str, ...]:
    last = [entry for entry in element.parts() if not entry.get("stays")][-1]
    return tuple(child for child in element.children if child is not last)


def _replaced(element: Element, old: Element, new: Element) -> Element:
    if element is old:
        return new
    return element.holding(tuple(_replaced(child, old, new) if isinstance(child, Element) else child for child in element.children))
