"""Write docs/problems.md, the table of all problems by code: python docs/problems.py

Run it after a kind was added or changed in generator/command/codes_*.py; a test compares the two.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # so that a plain checkout is described, whatever is installed

from generator.command.codes import FAMILIES, NOT_LISTED, PLACEHOLDER, all_kinds  # noqa: E402

HEAD = """# What makecards reports

Every problem is printed as `file:line:column: what is wrong; what to do`. With `--format json` each also has the code
below, which stays the same when its words change. `E` stops a print run, `W` is a warning. `…` stands for a value.

Whoever adds a message adds its kind to `generator/command/codes_content.py`, `codes_pages.py` or `codes_finished.py`, and runs
`python docs/problems.py`. A code is never used a second time.
"""


def table() -> str:
    """Return the text of docs/problems.md."""
    parts = [HEAD]
    for family, about in FAMILIES.items():
        rows = [f"| {kind.code} | `{shown(kind.says)}` | {plain(kind.means)} |" for kind in all_kinds() if kind.code.startswith(family)]
        parts.append("\n".join([f"## {family}xx: {about}\n", "| code | what it says | what it means, and what to do |", "|---|---|---|", *rows, ""]))
    parts.append(f"Whatever is not listed has the code {NOT_LISTED.code}.\n")
    return "\n".join(parts)


def shown(says: str) -> str:
    """Return a message with … for its values, and its alternatives side by side."""
    return PLACEHOLDER.sub(lambda found: _alternatives(found.group(1)), says)


def _alternatives(name: str) -> str:
    words = name.split("|")
    if len(words) == 1:
        return "…"
    return f"({'/'.join(filter(None, words))})" if "" in words else " / ".join(words)


def plain(sentence: str) -> str:
    """Return a sentence in which Markdown finds no markup of its own."""
    return re.sub(r"([*_<>|])", r"\\\1", sentence)


def main() -> None:
    (DOCS / "problems.md").write_text(table(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
