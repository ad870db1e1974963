"""A problem's code -> how grave it is, and one sentence for whoever has to mend it.

The place that reports a problem names its code; here stands what it means. A code is given once: one that nobody reports
any more goes into RETIRED. Only docs/problems.md and JSON's and GitHub's forms of problems ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a code begins with, and what its problems are about.
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
RETIRED = frozenset({"E000", "E405"})  # codes that are no longer reported; never given again


def severity(code: str) -> str:
    """Return "error", or "warning" for what does not stop a print run."""
    return "warning" if code.startswith("W") else "error"


def meanings() -> Mapping[str, str]:
    """Return what each code means and what to do about it, in one sentence, by code."""
    from generator.command import codes_content, codes_finished, codes_pages

    return dict(sorted({**codes_content.CONTENT, **codes_pages.PAGES, **codes_finished.FINISHED}.items()))
