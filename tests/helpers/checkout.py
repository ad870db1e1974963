"""Where the checkout lies that is tested, and what a command left behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "small"
GOLDENS = ROOT / "tests" / "goldens"


@dataclass(frozen=True)
class Ran:
    """What a command left behind: its exit code, and what it wrote."""

    code: int
    stdout: str
    stderr: str


def names(ran: Ran, *words: str) -> bool:
    """Tell whether an error names all of these, in whatever words the library says it and wherever it breaks its lines."""
    told = " ".join(ran.stderr.split())
    return all(word in told for word in words)
