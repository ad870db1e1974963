"""Rows of a page are piled and levelled: nothing is lost, the order stays, and what is glued is not cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pieces import HERE

from generator.foundation.measures import Box
from generator.typesetting.faces import Fill
from generator.typesetting.strips import ColumnSet, Strip, last_break, piled, whole


def strip(name: str, height: float = 10, **more) -> Strip:
    """A strip whose only mark says its name."""
    return Strip(height, (Fill(Box(0, 0, 1, height), name),), HERE, **more)


def names(strips) -> list[str]:
    return [mark.colour for one in strips for mark in one.marks]


def columns(*strips: Strip, count: int = 2) -> ColumnSet:
    return ColumnSet(strips, count, 100, HERE)


def picture(one: Strip) -> dict[str, tuple[float, float]]:
    """Where each mark stands."""
    return {mark.colour: (mark.box.x, mark.box.y) for mark in one.marks}


@st.composite
def piles(draw):
    heights = draw(st.lists(st.tuples(st.integers(5, 30), st.integers(0, 8), st.integers(0, 8), st.booleans()), min_size=1, max_size=14))
    return tuple(
        strip(str(number), float(height), before=float(before), after=float(after), glued=glued)
        for number, (height, before, after, glued) in enumerate(heights)
    )


def test_strips_stand_below_each_other_with_the_larger_space_between():
    height, marks = piled([strip("a", after=3), strip("b", before=5, after=2), strip("c", before=1)])
    assert [height, [(mark.colour, mark.box.y) for mark in marks]] == [37, [("a", 0), ("b", 15), ("c", 27)]]


def test_the_space_before_the_first_and_behind_the_last_does_not_count():
    assert piled([strip("a", before=50, after=50)])[0] == 10


def test_fills_share_what_is_left_over():
    rows = [strip("a"), strip("", 0, fill=1), strip("b"), strip("", 0, fill=3), strip("c")]
    height, marks = piled(rows, room=70)
    assert [height, [(mark.colour, mark.box.y) for mark in marks if mark.colour]] == [70, [("a", 0), ("b", 20), ("c", 60)]]


def test_fills_take_nothing_where_nothing_is_left():
    assert piled([strip("a"), strip("", 0, fill=1), strip("b")], room=5)[0] == 20


@given(piles(), st.integers(0, 200))
def test_a_break_never_cuts_what_is_glued(strips, height):
    end = last_break(strips, height)
    assert end == 0 or end == len(strips) or not strips[end - 1].glued


@given(piles(), st.integers(0, 200))
def test_what_stands_before_a_break_fits(strips, height):
    end = last_break(strips, height)
    assert piled(strips[:end])[0] <= height + 0.01


@given(piles(), st.integers(0, 200))
def test_a_break_comes_as_late_as_it_can(strips, height):
    end = last_break(strips, height)
    later = [at for at in range(end + 1, len(strips) + 1) if (at == len(strips) or not strips[at - 1].glued) and piled(strips[:at])[0] <= height + 0.01]
    assert later == []


def test_strips_fill_columns_of_equal_height():
    found = whole(columns(*(strip(name) for name in "abcdef")))
    assert [found.height, picture(found)] == [30, {"a": (0, 0), "b": (0, 10), "c": (0, 20), "d": (100, 0), "e": (100, 10), "f": (100, 20)}]


def test_the_first_column_is_the_longer_one():
    assert picture(whole(columns(*(strip(name) for name in "abc")))) == {"a": (0, 0), "b": (0, 10), "c": (100, 0)}


def test_a_heading_does_not_stand_at_the_foot_of_a_column():
    found = whole(columns(strip("a"), strip("heading", glued=True), strip("b")))
    assert picture(found) == {"a": (0, 0), "heading": (100, 0), "b": (100, 10)}


@given(piles(), st.integers(1, 4))
def test_nothing_is_lost_and_the_order_is_kept_in_columns(strips, count):
    assert names([whole(columns(*strips, count=count))]) == names(strips)


@given(piles(), st.integers(2, 4), st.integers(20, 120))
def test_nothing_is_lost_and_the_order_is_kept_over_pages(strips, count, room):
    placed, rest = columns(*strips, count=count).take(room)
    assert names([one for one in [placed] if one]) + names(rest.strips if rest else ()) == names(strips)


@given(piles(), st.integers(2, 4), st.integers(20, 120))
def test_what_is_taken_fits_the_room(strips, count, room):
    placed, _ = columns(*strips, count=count).take(room)
    assert placed is None or placed.height <= room + 0.01


@given(piles(), st.integers(2, 4), st.integers(20, 120))
def test_what_is_left_is_not_cut_from_what_it_is_glued_to(strips, count, room):
    placed, rest = columns(*strips, count=count).take(room)
    if placed and rest:
        assert not strips[len(strips) - len(rest.strips) - 1].glued


@given(piles(), st.integers(2, 4))
def test_no_lower_columns_would_hold_it_all(strips, count):
    found = whole(columns(*strips, count=count))
    rest = strips
    for _ in range(count):
        rest = rest[last_break(rest, found.height - 0.1) :]
    assert rest


def test_a_set_of_columns_keeps_the_space_around_it():
    found = whole(replace(columns(strip("a"), strip("b")), before=7.0, after=9.0))
    assert (found.before, found.after) == (7, 9)


@pytest.mark.parametrize("room", [0, 5, 9.9])
def test_nothing_is_taken_where_not_a_line_fits(room):
    set_of_two = columns(strip("a"), strip("b"))
    assert set_of_two.take(room) == (None, set_of_two)


def test_a_single_strip_is_whole():
    one = strip("a")
    assert whole(one) is one
