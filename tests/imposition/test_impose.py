"""Cards lie on a sheet so that every back is exactly behind its front. The pictures show the paper as a person holds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import HERE
from stock import near, sheet_of, sheets, through_the_paper

from generator.foundation.measures import PAPERS, Box, Size
from generator.foundation.problems import Problems
from generator.imposition.impose import UNPRINTABLE, Card, Imposition, Side, behind, cut_ticks, impose, only_sides

CARD = Size(252, 144)
ONE = [Card(0, 1)]


def picture(side: Side) -> str:
    """The faces of a side where they lie; `~` behind one that stands on its head."""
    rows: dict[float, list] = {}
    for placement in side.placements:
        rows.setdefault(round(placement.cell.y, 2), []).append(placement)
    lines = [" ".join(f"{one.face}{'~' if one.turned else ''}" for one in sorted(row, key=lambda one: one.cell.x)) for _, row in sorted(rows.items())]
    return "\n".join(lines)


def pictures(imposition: Imposition) -> list[tuple[str, ...]]:
    return [tuple(picture(side) for side in run.sides) for run in imposition.runs]


def test_one_card_fills_the_sheet_on_both_sides():
    assert pictures(impose(CARD, ONE, sheet_of())) == [("0 0\n0 0\n0 0\n0 0\n0 0", "1 1\n1 1\n1 1\n1 1\n1 1")]


def test_a_card_of_one_side_has_no_back():
    assert pictures(impose(CARD, [Card(0)], sheet_of())) == [("0 0\n0 0\n0 0\n0 0\n0 0",)]


TEN = [Card(number, number + 50) for number in range(10, 20)]
FRONT = "10 11\n12 13\n14 15\n16 17\n18 19"


def test_over_the_long_edge_left_and_right_change_places():
    assert pictures(impose(CARD, TEN, sheet_of())) == [(FRONT, "61 60\n63 62\n65 64\n67 66\n69 68")]


def test_over_the_short_edge_top_and_bottom_change_places_and_backs_stand_on_their_heads():
    assert pictures(impose(CARD, TEN, sheet_of(), flip="short")) == [(FRONT, "68~ 69~\n66~ 67~\n64~ 65~\n62~ 63~\n60~ 61~")]


def test_a_card_that_is_turned_over_its_top_edge_has_its_back_the_other_way_up():
    assert pictures(impose(CARD, TEN, sheet_of(), tumble=True)) == [(FRONT, "61~ 60~\n63~ 62~\n65~ 64~\n67~ 66~\n69~ 68~")]


@pytest.mark.parametrize(("flip", "heads"), [("long", True), ("short", False)])
def test_on_paper_that_lies_it_is_the_other_way_round(flip, heads):
    """Turned over the long edge of a lying sheet, its back is upright for whoever turns it up like a calendar, not like a page."""
    sheet = sheet_of(3, 4, paper=PAPERS["letter"].turned())
    _, back = impose(CARD, ONE, sheet, flip=flip).runs[0].sides
    assert {placement.turned for placement in back.placements} == {heads}


def test_two_cards_share_the_sheet_equally():
    assert picture(impose(CARD, [Card(0, 1), Card(2, 3)], sheet_of()).runs[0].sides[0]) == "0 0\n0 0\n0 2\n2 2\n2 2"


def test_a_place_that_is_left_over_is_filled_too():
    cards = [Card(0), Card(1), Card(2)]
    assert picture(impose(CARD, cards, sheet_of()).runs[0].sides[0]) == "0 0\n0 0\n1 1\n1 2\n2 2"


def test_a_sheet_that_was_begun_is_used_up():
    assert pictures(impose(CARD, ONE, sheet_of(), start_at=4)) == [("0\n0 0\n0 0\n0 0", "1\n1 1\n1 1\n1 1")]


def test_a_begun_sheet_keeps_backs_behind_their_fronts():
    front, back = impose(CARD, ONE, sheet_of(), start_at=4).runs[0].sides
    assert (front.placements[0].cell.x, back.placements[0].cell.x) == (306, 54)


@pytest.mark.parametrize(("copies", "sheets"), [(1, 1), (10, 1), (11, 2), (20, 2), (101, 11)])
def test_copies_are_rounded_up_to_whole_sheets(copies, sheets):
    imposition = impose(CARD, ONE, sheet_of(), copies=copies)
    assert (imposition.sheets, imposition.times(0), imposition.times(1)) == (sheets, 10 * sheets, 10 * sheets)


def test_copies_count_for_each_card():
    imposition = impose(CARD, [Card(0, 1), Card(2, 3)], sheet_of(), copies=12)
    assert [imposition.times(face) for face in range(4)] == [15, 15, 15, 15]


@pytest.mark.parametrize(
    ("start_at", "copies", "message"),
    [(0, None, "it cannot start at 0"), (11, None, "it cannot start at 11"), (1, 0, "0 copies cannot be made"), (1, 100_001, "100001 copies cannot be made")],
)
def test_what_cannot_be_is_refused(start_at, copies, message):
    with pytest.raises(Problems, match=message):
        impose(CARD, ONE, sheet_of(), start_at=start_at, copies=copies)


@pytest.mark.parametrize(
    ("size", "message"),
    [(Size(260, 144), "too wide for this sheet, by 8.0 pt (2.8 mm)"), (Size(252, 140), "not high enough for this sheet, by 4.0 pt (1.4 mm)")],
)
def test_a_card_that_does_not_fit_its_place_is_refused(size, message):
    with pytest.raises(Problems) as found:
        impose(size, ONE, sheet_of())
    assert str(found.value) == f"{HERE}: the card is {message}; choose another sheet or another layout"


def test_a_printer_that_jams_gets_one_side_at_a_time():
    imposition = impose(CARD, TEN, sheet_of())
    both = [picture(side) for side in imposition.runs[0].sides]
    assert [pictures(only_sides(imposition, name)) for name in ("front", "back")] == [[(both[0],)], [(both[1],)]]


# From here on: whatever the grid.


flips = st.sampled_from(["long", "short"])


@given(sheets(), flips, st.booleans())
def test_every_back_lies_behind_its_front(sheet, flip, tumble):
    cards = [Card(2 * number, 2 * number + 1) for number in range(len(sheet.cells))]
    front, back = impose(sheet.card, cards, sheet, flip=flip, tumble=tumble).runs[0].sides
    seen = {placement.face: through_the_paper(placement.cell, sheet.paper_size, flip) for placement in back.placements}
    assert all(near(placement.cell, seen[placement.face + 1]) for placement in front.placements)


@given(sheets(), flips)
def test_behind_what_is_behind_lies_the_front(sheet, flip):
    assert all(near(cell, behind(behind(cell, sheet.paper_size, flip), sheet.paper_size, flip)) for cell in sheet.cells)


@given(sheets(), flips)
def test_ticks_touch_no_card(sheet, flip):
    for side in impose(sheet.card, ONE, sheet, flip=flip).runs[0].sides:
        for tick in side.ticks:
            around = Box(tick.box.x - 0.5, tick.box.y - 0.5, tick.box.width + 1, tick.box.height + 1)
            assert not any(around.overlaps(placement.cell) for placement in side.placements)


def test_a_tick_ends_a_quarter_inch_before_the_edge():
    ticks = cut_ticks(sheet_of(top=36).cells, PAPERS["letter"])
    assert {(tick.y, tick.to_y) for tick in ticks if tick.x == tick.to_x} == {(33, 21), (759, 771)}
    lower = cut_ticks(sheet_of(top=25).cells, PAPERS["letter"])
    assert {(tick.y, tick.to_y) for tick in lower if tick.x == tick.to_x} == {(22, 18), (748, 760)}


def test_where_no_tick_would_be_seen_there_is_none():
    assert {(tick.y, tick.to_y) for tick in cut_ticks(sheet_of(top=22).cells, PAPERS["letter"]) if tick.x == tick.to_x} == {(745, 757)}


@given(sheets(), flips)
def test_ticks_end_before_the_edge_that_no_printer_reaches(sheet, flip):
    paper = sheet.paper_size
    for side in impose(sheet.card, ONE, sheet, flip=flip).runs[0].sides:
        for tick in side.ticks:
            lying = tick.y == tick.to_y
            ends, length = ((tick.x, tick.to_x), paper.width) if lying else ((tick.y, tick.to_y), paper.height)
            assert UNPRINTABLE - 0.01 <= min(ends) < max(ends) <= length - UNPRINTABLE + 0.01


@given(sheets())
def test_every_tick_points_at_the_edge_of_a_card(sheet):
    across = {round(edge, 2) for cell in sheet.cells for edge in (cell.x, cell.right)}
    down = {round(edge, 2) for cell in sheet.cells for edge in (cell.y, cell.bottom)}
    for tick in cut_ticks(sheet.cells, sheet.paper_size):
        assert round(tick.x, 2) in across if tick.x == tick.to_x else round(tick.y, 2) in down


def test_a_sheet_with_margins_has_a_tick_at_both_ends_of_every_cut():
    ticks = cut_ticks(sheet_of().cells, PAPERS["letter"])
    upright = sorted((tick.x, tick.y < 396) for tick in ticks if tick.x == tick.to_x)
    lying = sorted((tick.y, tick.x < 306) for tick in ticks if tick.y == tick.to_y)
    assert upright == [(x, high) for x in (54, 306, 558) for high in (False, True)]
    assert lying == [(y, left) for y in (36, 180, 324, 468, 612, 756) for left in (False, True)]


@given(sheets(), st.integers(1, 4), st.integers(1, 60), st.data())
def test_no_place_is_wasted_and_nobody_gets_too_few(sheet, count, copies, data):
    start_at = data.draw(st.integers(1, len(sheet.cells)))
    cards = [Card(2 * number, 2 * number + 1) for number in range(count)]
    imposition = impose(sheet.card, cards, sheet, copies=copies, start_at=start_at)
    made = [imposition.times(card.front) for card in cards]
    assert min(made) >= copies
    assert sum(made) == imposition.sheets * len(sheet.cells) - (start_at - 1)
    assert sum(made) - copies * count < len(sheet.cells)
    assert max(made) - min(made) <= 1
