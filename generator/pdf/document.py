"""What a PDF says of itself: its title, its language, what it is about, how it wants to be printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF says of itself: its title, its language, what it is about."""

    title: str
    subject: str
    language: str
    keywords: str = ""
    duplex: str = ""  # "long", "short" or "" for one side
    copies: int = 1  # what a print dialogue offers; viewers heed 2 to 5 (ISO 32000-1, table 150)
