"""A text as typed -> the text as a person reads it: digits are digits, dashes are dashes, and what cannot be seen is gone.

A number can be written with a dozen kinds of dashes, in full-width or Arabic digits, with signs between that take no room. Who
looks for numbers looks at the folded text; `at` leads back to what was typed. It judges nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Sources: Unicode 16, general categories Pd (dashes), Zs (spaces), Cf (format characters), Nd (decimal digits).
ALL_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u207b\u208b\u2e3a\u2e3b\ufe58\ufe63\uff0d\u30fc\u1806\u00af\u02d7")
HAN = {
    digit: str(number)
    for number, digits in enumerate(["〇零", "一壹", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"])
    for digit in digits
}
HAN_RUN = re.compile(f"[{''.join(HAN)}]{{5,}}")  # fewer are words: one, two, thirty-one


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is read. `at` has for each character the place in the typed text that it came from."""

    text: str
    at: tuple[int, ...]
    typed: str

    def typed_between(self, start: int, end: int) -> str:
        """Return what was typed for a part of the folded text."""
        if start >= end:
            return ""
        last = self.at[end - 1]
        return self.typed[self.at[start] : last + 1]


def fold(typed: str) -> Folded:
    """Return a text as it is read: NFKC, one kind of dash and space, digits of all scripts as 0 to 9, nothing invisible."""
    letters: list[str] = []
    at: list[int] = []
    for place, character in enumerate(typed):
        for part in _folded(character):
            letters.append(part)
            at.append(place)
    text = "".join(letters)
    text = HAN_RUN.sub(lambda run: "".join(HAN[one] for one in run.group()), text)
    return Folded(text, tuple(at), typed)


def _folded(character: str) -> str:
    if character.isascii():
        return " " if character.isspace() else character
    if character in ALL_DASHES:
        return "-"
    found = ""
    for part in unicodedata.normalize("NFKC", character):
        category = unicodedata.category(part)
        if category in ("Cf", "Mn", "Me", "Cc") and not part.isspace():
            continue
        if category == "Pd" or part in ALL_DASHES:
            found += "-"
        elif category.startswith("Z") or part.isspace():
            found += " "
        elif category == "Nd":
            found += str(unicodedata.decimal(part))
        elif category == "No" and (digit := unicodedata.digit(part, None)) is not None:
            found += str(digit)
        else:
            found += part
    return found
