"""Days as people write them in their language. Babel knows how; it is imported only when a day is printed."""

from __future__ import annotations

from datetime import date

from generator.foundation.locales import locale_of

NUMERIC = frozenset({"ht"})  # CLDR has no names of months for them, or those of another language


def day_in_words(day: str, language: str = "en") -> str:
    """Return a day (YYYY-MM-DD) in words: November 24, 2026."""
    from babel.dates import format_date

    locale = locale_of(language)
    if locale is None or language in NUMERIC:
        return day
    words = format_date(date.fromisoformat(day), format="long", locale=locale)
    return words.replace("\u202f", "\u00a0")  # the narrow space of some languages is in few fonts
