"""Lengths carry their unit in files and are points inside; boxes know what lies inside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.foundation.measures import PAPERS, Box, Size, in_words, length, size

points = st.integers(0, 800).map(float)
sides = st.integers(1, 400).map(float)
boxes = st.builds(Box, points, points, sides, sides)


@pytest.mark.parametrize(("text", "expected"), [("1in", 72), ("25.4mm", 72), ("2.54cm", 72), ("72pt", 72), ("9 pt", 9), (" 0.5in ", 36), ("-2pt", -2)])
def test_a_length_is_so_many_points(text, expected):
    assert length(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "12", "12px", "mm", "1,5mm", "1e3pt", "12 mm x", "inf pt", "99999mm", "1.23456mm", "12MM"])
def test_anything_else_is_no_length(text):
    with pytest.raises(ValueError, match="is not a length; write a number and pt, mm, cm or in, such as 12mm"):
        length(text)


def test_a_size_is_width_by_height():
    assert size("3.5in x 2in") == Size(252, 144)


@pytest.mark.parametrize("text", ["3.5in", "3.5in×2in", "3.5inx2in"])
def test_a_size_without_a_cross_between_spaces_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a size; write width x height, such as 3\.5in x 2in"):
        size(text)


def test_a_size_is_turned():
    assert Size(252, 144).turned() == Size(144, 252)


def test_papers_have_their_sizes():
    assert [PAPERS["letter"], PAPERS["a4"].width, PAPERS["a4"].height] == [Size(612, 792), pytest.approx(595.276, abs=0.001), pytest.approx(841.89, abs=0.001)]


def test_a_length_is_said_in_both_units():
    assert in_words(12.0) == "12.0 pt (4.2 mm)"


def test_a_box_knows_its_right_and_its_bottom():
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom) == (40, 60)


def test_a_box_is_inset_on_all_sides():
    assert Box(10, 20, 30, 40).inset(5) == Box(15, 25, 20, 30)


@given(boxes, st.integers(0, 50))
def test_a_box_holds_itself_and_whatever_is_inset(box, by):
    assert box.holds(box)
    assert box.holds(box.inset(by)) or box.width < 2 * by or box.height < 2 * by


@given(boxes, boxes)
def test_two_boxes_that_hold_each_other_are_one(one, other):
    assert (one.holds(other) and other.holds(one)) == (one == other)


@given(boxes, boxes, boxes)
def test_what_a_held_box_holds_is_held(outer, middle, inner):
    if outer.holds(middle) and middle.holds(inner):
        assert outer.holds(inner)


@given(boxes, boxes)
def test_overlapping_is_mutual(one, other):
    assert one.overlaps(other) == other.overlaps(one)


@given(boxes, boxes)
def test_boxes_overlap_exactly_where_they_share_an_area(one, other):
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    assert one.overlaps(other) == (across > 0 and down > 0)


@given(boxes)
def test_neighbours_that_share_an_edge_do_not_overlap(box):
    for neighbour in (box.moved(box.width, 0), box.moved(0, box.height)):
        assert (box.overlaps(neighbour), neighbour.overlaps(box)) == (False, False)


@given(boxes, boxes, points, points)
def test_moving_both_changes_nothing(one, other, dx, dy):
    assert one.overlaps(other) == one.moved(dx, dy).overlaps(other.moved(dx, dy))
    assert one.holds(other) == one.moved(dx, dy).holds(other.moved(dx, dy))
