"""What a layout that is being filled in may still do: every round, call, text and list of it is counted, and it is stopped in time.

What is counted does not depend on the machine: a layout that is refused here is refused everywhere. The clock is a last
resort. What a layout may use at all stands in `sandbox.py`.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from generator.foundation.problems import Place
from generator.markup.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator


MOST_WORK = 20_000_000  # units: a letter is one; the longest shipped layout takes under a hundredth of it
MOST_LETTERS = 500_000  # of the markup that a layout makes; the longest shipped one has under a tenth
MOST_ITEMS = 100_000  # of a list
ROUND, ITEM = 20, 10  # what a round of a loop or a call, and what an item of a list take
SECONDS = 10.0
LARGEST_NUMBER = 10**15
WIDEST = 6  # letters that one letter becomes where it is escaped

LARGE = (str, list, tuple, dict)


class TooMuch(SecurityError):
    """A layout makes more than any piece can hold."""


class Meter:
    """What a layout may still do until it is stopped."""

    def __init__(self) -> None:
        self.left, self.beat = MOST_WORK, 0
        self.until = time.monotonic() + SECONDS


_METER: ContextVar[Meter | None] = ContextVar("meter", default=None)


def spend(cost: int) -> None:
    """Count work of the layout that is being filled in, one unit a letter. Raises TooMuch."""
    meter = _METER.get()
    if meter is None:
        return
    meter.left -= cost
    meter.beat += 1
    if meter.left < 0:
        raise TooMuch("it makes too much: a loop or a text in it grows without end")
    if not meter.beat % 16 and time.monotonic() > meter.until:
        raise TooMuch(f"it takes longer than {SECONDS:.0f} seconds: is a loop inside another loop?")


@contextmanager
def metered() -> Iterator[None]:
    """Give a layout its meter while it is read and filled in."""
    token = _METER.set(Meter())
    try:
        yield
    finally:
        _METER.reset(token)


def gathered(pieces: Iterator[str]) -> str:
    """Return the markup that a template yields piece by piece. Raises TooMuch."""
    kept, letters = [], 0
    for piece in pieces:
        kept.append(piece)
        letters += len(piece)
        if letters > MOST_LETTERS:
            raise TooMuch(f"it makes more than {MOST_LETTERS:,} letters")
    return "".join(kept)


def weight(value: Any) -> int:
    """Return how large a value is when all in it is written out, as far as anybody wants to know."""
    total, waiting = 0, [value]
    while waiting and total <= MOST_WORK:
        one = waiting.pop()
        if isinstance(one, str):
            total += len(one) + 1
        elif isinstance(one, list | tuple):
            total += ITEM * len(one)
            waiting.extend(one if len(one) <= MOST_ITEMS else one[:MOST_ITEMS])
        elif isinstance(one, dict):
            total += 2 * ITEM * len(one)
            waiting.extend(one)
            waiting.extend(one.values())
        else:
            total += 1
    return total


def held(value: Any) -> Any:
    """Return a value that a layout made, counted. What is made bit by bit becomes a list."""
    kind = type(value)
    if kind is str or kind is Markup:
        spend(len(value) + 1)
        return value
    if hasattr(kind, "__next__"):
        value = list(islice(value, MOST_ITEMS + 1))
    if isinstance(value, list | tuple | dict) and len(value) > MOST_ITEMS:
        raise TooMuch(f"a list in it has more than {MOST_ITEMS:,} items")
    spend(weight(value))
    return value


def only_text(value: Any) -> Any:
    """Let texts and whole numbers be printed, and places; anything else is a mistake in the layout."""
    if isinstance(value, str):
        spend(0 if isinstance(value, Slot) else len(value))
        return value
    if isinstance(value, Undefined | Place) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError("this value was not given; ask with {% if ... %} before it is printed" if value is None else f"a {type(value).__name__} is no text")


def in_places(text: str, values: Any, places: int) -> None:
    """Count what a text becomes when values are put into its places."""
    longest = max((1 if isinstance(value, Slot) else len(text_of_value(value)) for value in values), default=0)
    spend(len(text) + places * longest * WIDEST)


def text_of_value(value: Any) -> str:
    shown = only_text(value)
    return shown if isinstance(shown, str) else str(shown)


def joined_texts(between: str, values: Any) -> list[str]:
    """Return texts that are about to be joined, counted beforehand."""
    texts = [text_of_value(one) for one in held(values if isinstance(values, list | tuple) else iter(values))]
    spend((sum(map(len, texts)) + len(between) * len(texts)) * (WIDEST if isinstance(between, Markup) else 1))
    return texts


def count_replaced(text: str, old: str, new: str) -> None:
    """Count what a text becomes when parts of it are replaced."""
    spend(len(text) + (text.count(old) if old else len(text) + 1) * len(new) * WIDEST)
