"""Words become lines: nothing is lost, nothing is wider than asked, and a number never breaks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pieces import HERE, bold, span

from generator.foundation.problems import Problems
from generator.typesetting.lines import natural_width, set_lines

NUMBER = "1-888-373-7888"
words = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789.,’-/", min_size=1, max_size=10)
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)
widths = st.integers(120, 500).map(float)
forms = st.sampled_from([NUMBER, "1-866-DHS-2-ICE", "+44\u00a020\u00a07946\u00a00000", "911", "233733"])


def lines(text, width, **more):
    """The lines of a text as they would be copied from the page."""
    return ["".join(fragment.text for fragment in line.fragments) for line in set_lines([span(text)], width, HERE, **more)]


def test_text_is_set_ragged_right():
    text = "If someone is in danger now, call 911. For help at any hour, call the Hotline."
    assert lines(text, 200) == ["If someone is in danger now, call 911. For ", "help at any hour, call the Hotline."]


@given(texts, widths)
def test_no_word_and_no_space_is_lost(text, width):
    assert "".join(lines(text, width)) == text


@given(texts, widths, st.booleans())
def test_no_line_is_wider_than_asked(text, width, balanced):
    assert max(line.width for line in set_lines([span(text)], width, HERE, balanced=balanced)) <= width + 0.01


@given(texts, widths)
def test_the_ink_of_a_line_is_as_wide_as_the_line_says(text, width):
    for line in set_lines([span(text)], width, HERE):
        drawn = "".join(fragment.text for fragment in line.fragments).rstrip()
        assert span(text).font.width(drawn, 11) == pytest.approx(line.width)


@given(texts, widths)
def test_a_line_that_breaks_at_a_space_ends_with_it(text, width):
    """ISO 32000-1, 14.8.2.5: else what is copied or read aloud has two words in one."""
    rest = text
    for line in lines(text, width):
        assert line == line.lstrip()
        rest = rest.removeprefix(line)
        assert not rest.startswith(" ")


@given(texts, widths)
def test_a_text_takes_no_more_lines_when_its_place_is_wider(text, width):
    assert len(lines(text, width + 60)) <= len(lines(text, width))


@given(texts)
def test_the_natural_width_holds_the_text_on_one_line(text):
    assert len(lines(text, natural_width([span(text)], HERE) + 0.01)) == 1


def phone(form):
    """A number as it stands in a text: bold, and a link that dials."""
    return span(form, font=bold(), number=True, link="tel:+18883737888")


@given(st.lists(words, max_size=12), st.lists(words, max_size=12), widths, st.sampled_from(["", "("]), st.sampled_from(["", ")", ")."]), forms)
def test_a_number_never_breaks(before, after, width, opening, closing, form):
    spans = [span(" ".join([*before, opening])), phone(form), span(" ".join([closing, *after]))]
    found = [fragment.text for line in set_lines(spans, width, HERE) for fragment in line.fragments if fragment.span.number]
    assert [text.strip() for text in found] == [form]


@given(st.sampled_from(["(", "“", ""]), st.sampled_from([")", ".", "”,"]), st.integers(0, 12))
def test_a_sign_stays_with_the_number_it_belongs_to(opening, closing, count):
    spans = [span("a " * count + opening), span(NUMBER, number=True), span(closing + " b")]
    joined = ["".join(fragment.text for fragment in line.fragments) for line in set_lines(spans, 130, HERE)]
    assert any(opening + NUMBER + closing in line for line in joined)


def test_a_number_with_spaces_stays_on_one_line():
    spans = [span("Call from abroad:"), span(" "), span("+44\u00a020\u00a07946\u00a00000", number=True)]
    joined = ["".join(fragment.text for fragment in line.fragments) for line in set_lines(spans, 130, HERE)]
    assert joined == ["Call from abroad: ", "+44\u00a020\u00a07946\u00a00000"]


def problem(text, width, **more):
    with pytest.raises(Problems) as found:
        set_lines([span(text, **more)], width, HERE)
    return str(found.value)


def test_a_word_that_is_too_wide_is_an_error_with_its_measure():
    assert problem("Confidentiality", 50) == f"{HERE}: 'Confidentiality' is wider than its line by 19.9 pt (7.0 mm); use a shorter word, or a wider place"


def test_a_number_that_is_too_wide_is_an_error_and_not_broken():
    assert problem(NUMBER, 60, number=True).startswith(f"{HERE}: '{NUMBER}' is wider than its line by ")


def test_a_letter_that_the_font_lacks_is_an_error_with_its_code_and_name():
    assert problem("Tel ☎", 100) == (
        f"{HERE}: no font has '☎' (U+260E BLACK TELEPHONE), for a text in 'en'; use another sign, or add a font that has it: docs/adding.md"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-known co-workers", ["well-", "known ", "co-", "workers"]),
        ("1-888-373-7888", ["1-888-373-7888"]),
        ("and/or", ["and/", "or"]),
        ("24/7", ["24/7"]),
        ("one—two", ["one—", "two"]),
    ],
)
def test_a_word_may_break_behind_a_hyphen_but_figures_may_not(text, expected):
    narrowest = max(span(part).font.width(part.strip(), 11) for part in expected)
    assert lines(text, narrowest + 0.1) == expected


def test_a_web_address_may_break_behind_its_signs():
    address = "acf.hhs.gov/otip/victim-assistance"
    found = set_lines([span(address, link=f"https://{address}")], 90, HERE)
    assert ["".join(fragment.text for fragment in line.fragments) for line in found] == ["acf.hhs.gov/otip/", "victim-assistance"]


def test_a_break_that_was_asked_for_is_made():
    spans = [span("one two"), span("\n"), span("three")]
    found = set_lines(spans, 400, HERE)
    assert [("".join(fragment.text for fragment in line.fragments), line.ends) for line in found] == [("one two ", True), ("three", True)]


def test_a_break_counts_for_the_natural_width():
    wide = span("one two three")
    assert natural_width([wide, span("\n"), span("four")], HERE) == pytest.approx(wide.font.width("one two three", 11))


def test_the_lines_of_a_heading_are_about_equally_long():
    text = "Who does what against human trafficking"
    assert [lines(text, 195), lines(text, 195, balanced=True)] == [
        ["Who does what against human ", "trafficking"],
        ["Who does what against ", "human trafficking"],
    ]


@example("002379.nsx 000000 00000000 000 0000 0", 120.0)  # letters that are joined stand wider than one by one
@given(texts, widths)
def test_balancing_takes_no_more_lines_and_leaves_none_wider(text, width):
    greedy, balanced = set_lines([span(text)], width, HERE), set_lines([span(text)], width, HERE, balanced=True)
    assert len(balanced) == len(greedy)
    assert max(line.width for line in balanced) <= max(line.width for line in greedy) + 0.01


def test_a_text_does_not_end_with_a_lonely_word():
    text = "Keep the person safe, look at the whole situation, and bring in others early on."
    width = span(text).font.width(text.removesuffix(" on."), 11) + 1
    assert lines(text, width)[-1].split() != ["on."]


def test_no_text_is_no_line():
    assert [set_lines([], 100, HERE), set_lines([span("  \n ")], 100, HERE)] == [(), ()]


def test_neighbours_of_another_face_keep_the_space_between_them():
    spans = [span("Call "), span("911", font=bold()), span(" now")]
    (line,) = set_lines(spans, 200, HERE)
    assert [(fragment.text, round(fragment.x, 2)) for fragment in line.fragments] == [
        ("Call ", 0),
        ("911 ", round(span("").font.width("Call ", 11), 2)),
        ("now", round(span("").font.width("Call ", 11) + bold().width("911", 11) + span("").font.width(" ", 11), 2)),
    ]
