"""Right-to-left text is put in order for the eye, and a number inside it still dials from left to right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import HERE, bold, span

from generator.typesetting.directions import APART, has_two_directions, in_order, levels, runs_leftwards
from generator.typesetting.lines import set_lines

NUMBER = "1-888-373-7888"
CALL = "اتصل بالرقم "


@pytest.mark.parametrize(
    ("language", "leftwards"), [("en", False), ("es", False), ("zh-Hans", False), ("ar", True), ("fa", True), ("he", True), ("ur", True), ("qq", False)]
)
def test_a_language_runs_as_it_runs(language, leftwards):
    assert runs_leftwards(language) is leftwards


@pytest.mark.parametrize(
    ("text", "leftwards", "expected"), [("Call 911", False, False), ("Call 911", True, True), ("línea", False, False), (CALL, False, True)]
)
def test_only_some_texts_have_to_be_put_in_order(text, leftwards, expected):
    assert has_two_directions(text, leftwards=leftwards) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", [2, 2]),
        ("אב", [1, 1]),
        ("א1", [1, 2]),
        (f"א {APART} ב", [1, 1, 1, 1, 1]),
        ("א (b) ב", [1, 1, 1, 2, 1, 1, 1]),
        ("א\u200cב", [1, 1, 1]),  # a joiner has the level of the letter before it
    ],
)
def test_levels_are_those_of_the_algorithm(text, expected):
    assert levels(text, leftwards=True) == expected


def test_a_text_that_runs_rightwards_has_level_nought():
    assert levels("ab", leftwards=False) == [0, 0]


@pytest.mark.parametrize(
    ("found", "expected"),
    [([0, 0, 0], [0, 1, 2]), ([1, 1, 1], [2, 1, 0]), ([1, 2, 2, 1], [3, 1, 2, 0]), ([0, 1, 1, 0], [0, 2, 1, 3]), ([1, 2, 1], [2, 1, 0]), ([], [])],
)
def test_pieces_are_turned_round_level_by_level(found, expected):
    assert in_order(found) == expected


@given(st.lists(st.integers(0, 4), max_size=12))
def test_every_piece_stands_somewhere_once(found):
    assert sorted(in_order(found)) == list(range(len(found)))


def placed(*spans, width=400, leftwards=True):
    (line,) = set_lines(spans, width, HERE, leftwards=leftwards)
    return {fragment.text.strip(): (fragment.x, fragment.leftwards) for fragment in line.fragments}


def arabic(text):
    from pieces import case

    return span(text, font=case().font("regular", "ar"))


def test_a_number_is_one_piece_that_runs_rightwards_inside_arabic():
    found = placed(arabic(CALL), span(NUMBER, font=bold(), number=True), arabic(" الآن"))
    (before, leftwards), (number, rightwards), (behind, _) = found[CALL.strip()], found[NUMBER], found["الآن"]
    assert (leftwards, rightwards, behind < number < before) == (True, False, True)


def test_an_address_is_not_turned_round():
    found = placed(arabic("موقع "), span("humantraffickinghotline.org/chat", link="humantraffickinghotline.org/chat"))
    assert [text for text, (_, leftwards) in found.items() if not leftwards] == ["humantraffickinghotline.org/chat"]


def test_a_bare_number_in_a_sentence_keeps_its_digits_together():
    found = placed(arabic(f"{CALL}911 الآن"))
    assert {text: leftwards for text, (_, leftwards) in found.items()} == {CALL.strip(): True, "911": False, "الآن": True}


def test_arabic_words_in_an_english_line_are_turned_round_among_themselves():
    found = placed(span("Say "), arabic("اتصل"), span(" now"), leftwards=False)
    assert [text for text, _ in sorted(found.items(), key=lambda entry: entry[1][0])] == ["Say", "اتصل", "now"]


def test_a_line_is_as_wide_as_its_pieces_and_the_gaps_between_them():
    spans = [arabic(CALL), span(NUMBER, font=bold(), number=True)]
    (line,) = set_lines(spans, 400, HERE, leftwards=True)
    gap = spans[0].font.width(" ", 11)
    assert line.width == pytest.approx(sum(fragment.width for fragment in line.fragments) + gap)
