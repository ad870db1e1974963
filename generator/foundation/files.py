"""Where the shipped content and layouts lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the shipped folder `content`, `layouts` or `starters`."""
    here = Path(__file__).resolve().parent.parent  # generator/, of which this room is a part
    inside = here / name
    return inside if inside.is_dir() else here.parent / name
