"""A text is read as a person reads it, and leads back to what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.library.folding import fold


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1–888—373‑7889", "1-888-373-7889"),
        ("１８８８", "1888"),
        ("٨٨٨ ८८८ ๘๘๘", "888 888 888"),
        ("8\u200b8\u20608\u00ad8", "8888"),
        ("8\u20e38\ufe0f", "88"),
        ("⑧③", "83"),
        ("½", "1⁄2"),
        ("八八八三七三七", "8883737"),
        ("一个人，两天", "一个人,两天"),  # a word is no number: fewer than five in a row
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("é", "é"),
    ],
)
def test_what_is_read(typed, read):
    assert fold(typed).text == read


def test_it_leads_back_to_what_was_typed():
    folded = fold("Ring １\u200b－8!")
    assert (folded.text, folded.typed_between(5, 8)) == ("Ring 1-8!", "１\u200b－8")


@given(st.text(max_size=40))
def test_every_character_has_its_place(typed):
    folded = fold(typed)
    assert len(folded.text) == len(folded.at)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= place < len(typed) for place in folded.at)
