"""A line of text -> the order in which its pieces stand on the paper. Only python-bidi's home.

Arabic and Hebrew run from right to left, numbers and Latin words inside them from left to right. A number to dial or an
address is set apart from what surrounds it (as U+2068 would: Unicode Standard Annex 9, section 2.7): inside Arabic
text 1-888-373-7888 would otherwise be printed as 7888-373-888-1, which looks right and dials wrong.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from generator.foundation.locales import locale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

APART = "\ufffc"  # stands for a piece that is set apart, neutral to what surrounds it
RIGHT_TO_LEFT = ("R", "AL")


@cache
def runs_leftwards(language: str) -> bool:
    """Tell whether texts of a language (BCP 47) run from right to left."""
    if language in ("en", "es", ""):
        return False  # without asking Babel, which costs time
    locale = locale_of(language)
    return locale is not None and locale.character_order == "right-to-left"


def has_two_directions(text: str, *, leftwards: bool) -> bool:
    """Tell whether a text has to be put in order at all."""
    from unicodedata import bidirectional

    return leftwards or (not text.isascii() and any(bidirectional(letter) in RIGHT_TO_LEFT for letter in text))


def levels(text: str, *, leftwards: bool) -> list[int]:
    """Return the level of each character of a paragraph (Unicode Standard Annex 9): odd ones run from right to left."""
    from bidi import algorithm

    base = int(leftwards)
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for at, letter in enumerate(storage["chars"]):
        letter["at"] = at  # signs without a shape are dropped on the way
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage, debug=False)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    known = {letter["at"]: int(letter["level"]) for letter in storage["chars"]}
    found: list[int] = []
    for at in range(len(text)):
        found.append(known.get(at, found[-1] if found else base))
    return found


def in_order(levels_of_pieces: Sequence[int]) -> list[int]:
    """Return the pieces of a line by number, as they stand from left to right (rule L2)."""
    order = list(range(len(levels_of_pieces)))
    highest = max(levels_of_pieces, default=0)
    lowest_odd = min((level for level in levels_of_pieces if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels_of_pieces[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order
