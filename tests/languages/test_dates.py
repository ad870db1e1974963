"""Days are written as people write them."""

import pytest

from generator.languages.dates import day_in_words


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        ("2026-11-24", "en", "November 24, 2026"),
        ("2026-01-05", "en", "January 5, 2026"),
        ("2026-11-24", "es", "24 de noviembre de 2026"),
        ("2026-11-24", "en-GB", "24 November 2026"),
    ],
)
def test_a_day_is_written_out(day, language, expected):
    assert day_in_words(day, language) == expected


def test_english_is_the_language_unless_another_is_asked_for():
    assert day_in_words("2024-02-29") == "February 29, 2024"


def test_a_day_that_no_calendar_has_is_refused():
    with pytest.raises(ValueError, match="day"):
        day_in_words("2026-02-30")
