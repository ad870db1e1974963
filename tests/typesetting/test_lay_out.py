"""Text becomes pages and cards: no line stands alone, a heading keeps what follows, and what does not fit says by how much."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pieces import FILE, HERE, card, lines_of, outside, pages, words_of

from generator.foundation.measures import MM, Box, Size
from generator.foundation.problems import Problems
from generator.typesetting.faces import Fill
from generator.typesetting.lay_out import _paginate
from generator.typesetting.strips import Strip, piled

LINE = "A line of text. "
FOOTER = "<footer><para>Page <page/> of <pages/></para></footer>"


def problem(make, *arguments, **more):
    with pytest.raises(Problems) as found:
        make(*arguments, **more)
    return [str(one) for one in found.value.problems]


def paragraph(name, count):
    """A paragraph of so many lines; each says its name and number."""
    return "<para>" + "<br/>".join(f"{name}{number}" for number in range(1, count + 1)) + "</para>"


def filled(lines):
    """Single lines that leave room for so many more on a letter page with a margin of 18 mm."""
    return "".join(f"<para>x{number}</para>" for number in range(lines))


def first_and_last(faces):
    return [(lines_of(face.marks)[0], lines_of(face.marks)[-1]) for face in faces]


def test_a_short_text_is_one_page():
    (page,) = pages("<para>Hello</para>")
    assert (page.name, page.size, lines_of(page.marks)) == ("page 1", Size(612, 792), ["Hello"])


def test_the_same_text_is_set_on_the_paper_that_is_asked_for():
    (page,) = pages("<para>Hello</para>", paper="a4")
    assert (round(page.size.width / MM), round(page.size.height / MM)) == (210, 297)


def test_the_margin_is_kept_on_all_sides():
    (page,) = pages("<rule/>", root='margin="20mm"')
    assert page.safe == (Box(20 * MM, 20 * MM, 612 - 40 * MM, 792 - 40 * MM),)


def test_a_page_ends_where_a_break_is():
    assert [lines_of(face.marks) for face in pages("<para>a</para><break/><para>b</para>")] == [["a"], ["b"]]


def test_a_break_at_the_end_makes_no_empty_page():
    assert [lines_of(face.marks) for face in pages("<para>a</para><break/>")] == [["a"]]


@pytest.mark.parametrize("count", range(2, 7))
@pytest.mark.parametrize("before", range(32, 41))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(before, count):
    """A first line at the foot of a page is an orphan, a last one at the head a widow."""
    for face in pages(filled(before) + paragraph("y", count) + filled(3)):
        own = [line for line in lines_of(face.marks) if line.startswith("y")]
        assert len(own) != 1


@pytest.mark.parametrize("before", range(30, 41))
def test_a_heading_stays_with_what_follows(before):
    for face in pages(filled(before) + '<heading level="2">Heading</heading>' + paragraph("y", 4) + filled(3)):
        lines = lines_of(face.marks)
        assert "Heading" not in lines or {"y1", "y2"} <= set(lines)


@pytest.mark.parametrize("before", range(30, 41))
def test_a_heading_stays_with_the_columns_that_follow(before):
    items = "".join(f"<item>y{number}</item>" for number in range(8))
    for face in pages(filled(before) + f'<heading level="2">Heading</heading><list columns="2">{items}</list>' + filled(3)):
        lines = lines_of(face.marks)
        assert "Heading" not in lines or any(line.startswith("y") for line in lines)


@pytest.mark.parametrize("before", range(34, 41))
def test_what_is_kept_together_stays_on_one_page(before):
    found = [{"a", "b", "c"} & set(lines_of(face.marks)) for face in pages(filled(before) + "<keep><para>a</para><para>b</para><para>c</para></keep>")]
    assert [own for own in found if own] == [{"a", "b", "c"}]


def test_every_line_comes_once_and_in_order():
    faces = pages("".join(f"<para>{number}</para>" for number in range(120)))
    assert [line for face in faces for line in lines_of(face.marks)] == [str(number) for number in range(120)]


def test_nothing_leaves_the_box_of_a_page():
    for face in pages(FOOTER + f"<para>{LINE * 600}</para>"):
        assert outside(face) == []


def test_the_foot_of_each_page_has_its_number():
    faces = pages(FOOTER + filled(90))
    assert [line for _, line in first_and_last(faces)] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_the_head_of_each_page_has_its_number():
    faces = pages("<header><para>Page <page/></para></header>" + filled(90))
    assert [line for line, _ in first_and_last(faces)] == ["Page 1", "Page 2", "Page 3"]


def test_head_and_foot_take_their_room_from_the_text():
    (page,) = pages("<header><para>Head</para></header>" + FOOTER + "<para>Text</para>")
    head, text, foot = (word.box for word in sorted(words_of(page.marks), key=lambda word: word.y) if not word.text.startswith(("of", "1")))
    assert head.bottom < text.y < text.bottom < foot.y


def test_more_pages_than_are_allowed_is_an_error():
    (message,) = problem(pages, filled(90), root='max-pages="2"')
    assert message.startswith(f"{FILE}: the text takes 3 pages where 2 are allowed; it does not fit: it is ")


def test_what_is_higher_than_a_page_is_an_error():
    (message,) = problem(pages, '<keep><space height="800pt"/></keep>', root='margin="1in"')  # 11 in without two margins are 648 pt
    assert message == f"{FILE}: this does not fit on a page: it is 152.0 pt (53.6 mm) too long; shorten it"


def strips(draw_heights):
    return [
        Strip(float(height), (Fill(Box(0, 0, 1, 1), str(number)),), HERE, float(before), 0.0, glued)
        for number, (height, before, glued) in enumerate(draw_heights)
    ]


@given(st.lists(st.tuples(st.integers(5, 40), st.integers(0, 10), st.integers(0, 3).map(lambda number: number == 0)), min_size=1, max_size=40))
def test_pages_lose_nothing_fit_and_end_at_no_glue(drawn):
    rows = strips(drawn)
    try:
        found = _paginate(list(rows), 120.0)
    except Problems:
        runs = "".join("g" if row.glued else "." for row in rows)
        assert "ggg" in runs or max(row.height for row in rows) > 30  # only a long run of glue may be too long
        return
    assert [mark for page in found for strip in page for mark in strip.marks] == [mark for row in rows for mark in row.marks]
    assert all(piled(page)[0] <= 120.01 for page in found)
    assert not any(page[-1].glued for page in found[:-1])


def test_a_card_has_the_sides_that_its_layout_names():
    sides = card('<face name="front"><para>a</para></face><face name="back"><para>b</para></face>')
    assert [(side.name, side.size, lines_of(side.marks)) for side in sides] == [("front", Size(252, 144), ["a"]), ("back", Size(252, 144), ["b"])]


def test_what_is_left_over_on_a_side_is_shared_by_its_fills():
    (side,) = card('<face name="front"><para>a</para><space fill="1"/><para>b</para></face>')
    top, bottom = (word.box for word in words_of(side.marks))
    (safe,) = side.safe
    assert [top.y - safe.y < 4, safe.bottom - bottom.bottom < 4] == [True, True]


def test_a_side_that_does_not_fit_names_its_longest_text_and_by_how_much():
    text = "This sentence is much longer than everything else on the card."
    (message,) = problem(card, f'<face name="front"><para>{text}</para>' + "<para>short</para>" * 12 + "</face>")
    assert re.sub(r"[\d.]+ pt \([\d.]+ mm\)", "so much", message) == (
        f"{FILE}: the side 'front' does not fit: it is so much too long, about 3 lines (en); "
        "shorten its texts; this is the longest: 'This sentence is much longer than everything else '"
    )


def test_both_sides_are_judged_before_anybody_hears_of_them():
    many = "<para>short</para>" * 20
    messages = problem(card, f'<face name="front">{many}</face><face name="back">{many}</face>')
    assert [message.split(": ")[1].split(" does")[0] for message in messages] == ["the side 'back'", "the side 'front'"]


def test_glue_at_the_end_of_the_text_is_no_mistake():
    rows = [replace(row, glued=True) for row in strips([(10, 0, True), (10, 0, True)])]
    assert [len(page) for page in _paginate(rows, 100.0)] == [2]
