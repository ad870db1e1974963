"""Contrasts are those of WCAG 2.1; text that nobody could read is refused before anything is set."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import plain

from generator.looks.colours import contrast, luminance
from generator.looks.theme import check_colours, least_contrast

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes 4.5:1 on white
        ("#777777", "#ffffff", 4.48),  # and the darkest that does not
        ("#595959", "#ffffff", 7.0),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_known_pairs_have_their_known_contrast(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@given(colours, colours)
def test_a_contrast_is_mutual_and_between_1_and_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_white_is_light_and_black_is_dark():
    assert [luminance("#ffffff"), luminance("#000000")] == [pytest.approx(1), 0]


def test_only_large_bold_text_may_have_less_contrast():
    style = plain().styles["page", "para"]
    looks = [(14, True), (14, False), (13.9, True)]
    assert [least_contrast(replace(style, size=size, bold=bold)) for size, bold in looks] == [4.5, 7.0, 7.0]


def small_theme(**colours):
    """A theme of one text and one box, in the colours of a test."""
    theme = plain()
    return replace(
        theme,
        colours=MappingProxyType({"paper": "#ffffff", "ink": "#000000", "quiet": "#404040", "amber": "#ffc94d", **colours}),
        styles=MappingProxyType({key: theme.styles[key] for key in [("page", "small")]}),
        looks=MappingProxyType({key: theme.looks[key] for key in [("card", "danger")]}),
    )


def messages(theme):
    return [problem.message for problem in check_colours(theme)]


def test_the_plain_theme_has_nothing_to_mend():
    assert messages(plain()) == []


def test_pale_small_print_is_refused():
    assert messages(small_theme(quiet="#767676")) == ["the text 'small' of a page has a contrast of 4.5:1 with the paper; 7.0:1 is needed"]


def test_a_dark_ground_under_dark_text_is_refused():
    assert messages(small_theme(amber="#7a5200")) == ["text in the box 'danger' of a card has a contrast of 3.0:1; 7.0:1 is needed"]


def test_a_colour_that_the_theme_does_not_have_is_named():
    theme = small_theme()
    without = replace(theme, colours=MappingProxyType({name: value for name, value in theme.colours.items() if name != "amber"}))
    assert [str(problem) for problem in check_colours(without)] == [
        f"{theme.place}: the box 'danger' of a card wants the colour 'amber'; did you mean 'paper'?",
    ]
