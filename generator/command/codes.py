"""A problem's message -> the kind of problem that it is: a code that stays, and one sentence for whoever has to mend it.

The places that report problems know nothing of codes. A kind is found by its message: `says` is the message as it stands
in the program, with {names} where values stand. {one|other} is one of these words and no other. A code is given once: a
kind that nobody reports any more leaves its code in RETIRED. Only JSON, GitHub's annotations and docs/problems.md ask
for kinds, and only then are the patterns compiled.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# What a code begins with, and what its kinds are about.
FAMILIES = {
    "E0": "Files and YAML",
    "E1": "Keys and values of content files",
    "E2": "What files say about each other, and the rules that protect readers",
    "E3": "Contacts and numbers",
    "E4": "Layouts, markup, themes, sheets, fonts, pictures",
    "E5": "What does not fit, or cannot be laid out or imposed",
    "E6": "Languages, and tables of partners",
    "E7": "Writing files, printers, the print shop",
    "E8": "Finished files",
    "W9": "Warnings: what a person should look at before a large print run",
}
RETIRED: frozenset[str] = frozenset()  # codes of kinds that are no longer reported; never given again

# What may stand for these names in a message; for any other name, anything.
PLACEHOLDER_FORMS = {
    "attribute": r"[a-z0-9-]+",
    "number": r"\+?[0-9]+",
    "printed": r"[^a-z]+",  # a number as it is printed: 1-866-DHS-2-ICE
}
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class Kind(NamedTuple):
    """A kind of problem. `means` is one sentence: what it means and what to do."""

    code: str
    says: str
    means: str

    @property
    def severity(self) -> str:
        """Return "error", or "warning" for what does not stop a print run."""
        return "warning" if self.code.startswith("W") else "error"


NOT_LISTED = Kind("E000", "{message}", "This kind of problem has no code yet; the message says what is wrong and what to do.")


def kind_of(message: str) -> Kind:
    """Return the kind of a problem's message (without place and hint), or NOT_LISTED."""
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(message)), NOT_LISTED)


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Return every kind, by code."""
    from generator.command import codes_content, codes_finished, codes_pages

    rows = (*codes_content.CONTENT_KINDS, *codes_pages.PAGES_KINDS, *codes_finished.FINISHED_KINDS)
    return tuple(sorted(Kind(*row) for row in rows))


def pattern_of(kind: Kind) -> re.Pattern[str]:
    """Return the pattern that the messages of a kind match as a whole."""
    parts = PLACEHOLDER.split(kind.says)
    return re.compile("".join(_form(part) if number % 2 else re.escape(part) for number, part in enumerate(parts)), re.DOTALL)


def _form(name: str) -> str:
    if "|" in name:
        return "(?:" + "|".join(map(re.escape, name.split("|"))) + ")"
    return PLACEHOLDER_FORMS.get(name, ".*?")


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Return the kinds with their patterns, those that say the most first: a message that fits two is of the more special kind."""
    kinds = sorted(all_kinds(), key=lambda kind: (-len(PLACEHOLDER.sub("", kind.says)), kind.code))
    return tuple((kind, pattern_of(kind)) for kind in kinds)
