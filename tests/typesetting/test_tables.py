"""A table is a row a strip: what belongs together stands on one baseline, and a row never splits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import FILE, block, plain, regular, setting, words_of

from generator.foundation.problems import Problems
from generator.typesetting.blocks import rows_of
from generator.typesetting.faces import Fill, Stroke

WORD = st.text("abcdefgh", min_size=1, max_size=8)


def rows(xml, width=300.0):
    return rows_of(block(xml), width, setting())


def problem(xml, width=300.0):
    with pytest.raises(Problems) as found:
        rows(xml, width)
    return str(found.value)


def test_a_row_is_a_strip():
    found = rows("<table columns='* *'><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell><cell>d</cell></row></table>")
    assert [[word.text for word in words_of(row.marks)] for row in found] == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(("small", "large"), [("note", "number1"), ("number", "label1"), ("small", "number-urgent")])
def test_the_first_lines_of_a_row_stand_on_one_baseline_whatever_their_size(small, large):
    for roles in ((small, large), (large, small)):
        cells = "".join(f'<cell role="{role}">x</cell>' for role in roles)
        (row,) = rows(f"<table columns='* *'><row>{cells}</row></table>")
        one, other = words_of(row.marks)
        assert one.y == pytest.approx(other.y)


def test_paragraphs_in_cells_stand_on_one_baseline_too():
    cells = '<cell><para role="note">a</para><para role="small">b</para></cell><cell><para role="number1">c</para></cell>'
    (row,) = rows(f"<table columns='* *'><row>{cells}</row></table>")
    places = {word.text: word.y for word in words_of(row.marks)}
    assert places["a"] == pytest.approx(places["c"])


@given(st.lists(WORD, min_size=1, max_size=30), st.lists(WORD, min_size=1, max_size=30))
def test_a_row_is_as_high_as_its_highest_cell(left, right):
    (row,) = rows(f"<table columns='* *'><row><cell>{' '.join(left)}</cell><cell>{' '.join(right)}</cell></row></table>")
    assert all(word.box.bottom <= row.height + 1 for word in words_of(row.marks))


def test_a_column_of_fixed_width_is_so_wide():
    gap = plain().looks["page", "table"].padding_side
    (row,) = rows("<table columns='40mm *'><row><cell>a</cell><cell>b</cell></row></table>")
    assert [word.x for word in words_of(row.marks)] == [0, pytest.approx(40 * 72 / 25.4 + gap)]


def test_a_fitting_column_is_as_wide_as_its_widest_cell():
    (first, second) = rows("<table columns='* fit'><row><cell>a</cell><cell>wide words</cell></row><row><cell>b</cell><cell>x</cell></row></table>")
    start = pytest.approx(300 - regular().width("wide words", 11), abs=0.02)
    assert [words_of(row.marks)[1].x for row in (first, second)] == [start, start]


def test_cells_are_aligned_in_their_column():
    (row,) = rows("<table columns='* *'><row><cell>a</cell><cell align='end'>b</cell></row></table>")
    word = words_of(row.marks)[1]
    assert word.x + word.width == pytest.approx(300)


def test_a_line_stands_between_rows_and_not_below_the_last():
    found = rows("<table columns='*'><row><cell>a</cell></row><row><cell>b</cell></row></table>")
    assert [[type(mark) for mark in row.marks if isinstance(mark, Stroke | Fill)] for row in found] == [[Stroke], []]


def test_the_first_and_the_last_row_do_not_stand_alone_on_a_page():
    found = rows("<table columns='*'>" + "<row><cell>a</cell></row>" * 5 + "</table>")
    assert [row.glued for row in found] == [True, False, False, True, False]


def test_a_table_has_a_row():
    assert problem("<table columns='*'/>") == f"{FILE}: this table has no row"


def test_a_row_has_a_cell_for_each_column():
    assert problem("<table columns='* *'><row><cell>a</cell></row></table>") == f"{FILE}: this row has 1 cells; the table has 2 columns"


def test_columns_that_leave_no_room_are_refused():
    xml = "<table columns='* 100mm'><row><cell>a</cell><cell>b</cell></row></table>"
    assert problem(xml) == f"{FILE}: the columns of this table are too wide by 15.6 pt (5.5 mm)"


def test_a_column_width_that_is_none_is_refused():
    xml = "<table columns='wide'><row><cell>a</cell></row></table>"
    message = f"{FILE}: the column width 'wide' is not a length; write a number and pt, mm, cm or in, such as 12mm; write *, fit or a length"
    assert problem(xml) == message
