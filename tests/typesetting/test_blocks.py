"""Each block element becomes rows of marks: aligned, bulleted, framed, side by side."""

import pytest
from pieces import FILE, block, lines_of, plain, setting, words_of

from generator.foundation.measures import MM, Box
from generator.foundation.problems import Problems
from generator.markup.elements import BLOCKS
from generator.typesetting.blocks import FLOWS, rows_of
from generator.typesetting.faces import Code, Fill, Frame, Link, Stroke
from generator.typesetting.strips import ColumnSet, whole

PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'
NOT_IN_A_FLOW = {"layout", "face", "panel", "header", "footer", "item", "row", "cell", "column"}  # their parents set them


def rows(xml, width=300.0, medium="page"):
    return rows_of(block(xml), width, setting(medium))


def marks(xml, width=300.0, medium="page"):
    return whole(rows(xml, width, medium)[0]).marks


def problem(xml, width=300.0):
    with pytest.raises(Problems) as found:
        rows(xml, width)
    return str(found.value)


def test_every_block_has_its_function():
    assert set(FLOWS) == set(BLOCKS) - NOT_IN_A_FLOW


def test_a_paragraph_is_a_strip_a_line():
    assert [lines_of(row.marks) for row in rows("<para>one<br/>two<br/>three</para>")] == [["one"], ["two"], ["three"]]


def test_a_paragraph_has_its_space_before_the_first_and_behind_the_last_line():
    style = plain().styles["page", "heading2"]
    found = rows('<heading level="2">one<br/>two</heading>')
    assert [(row.before, row.after) for row in found] == [(style.before, 0), (0, style.after)]


@pytest.mark.parametrize(("count", "expected"), [(1, [False]), (2, [True, False]), (3, [True, True, False]), (5, [True, False, False, True, False])])
def test_no_page_may_end_behind_the_first_line_or_before_the_last(count, expected):
    lines = "<br/>".join("x" * count)
    assert [row.glued for row in rows(f"<para>{lines}</para>")] == expected


def test_a_heading_is_glued_to_what_follows():
    assert [row.glued for row in rows('<heading level="2">one<br/>two</heading>')] == [True, True]


@pytest.mark.parametrize(("align", "expected"), [("start", 0), ("center", 0.5), ("end", 1)])
def test_text_stands_where_it_is_aligned(align, expected):
    (word,) = words_of(marks(f'<para align="{align}">one</para>'))
    assert word.x == pytest.approx((300 - word.width) * expected)


def test_a_wrong_alignment_is_refused():
    assert problem('<para align="left">one</para>') == f"{FILE}: align cannot be 'left'; write start, center or end"


def test_a_link_covers_its_words():
    found = marks('<para>see <link to="example.org">there</link></para>')
    (link,) = [mark for mark in found if isinstance(mark, Link)]
    assert (link.address, link.box) == ("example.org", next(word.box for word in words_of(found) if word.text == "there"))


def test_a_number_is_marked_as_one():
    assert [(word.text, word.number) for word in words_of(marks(f"<para>Call {PHONE} now</para>"))] == [
        ("Call ", False),
        ("1-888-373-7888 ", True),
        ("now", False),
    ]


def test_items_hang_behind_their_bullets():
    style = plain().styles["page", "item"]
    found = rows("<list><item>one<br/>two</item></list>")
    assert [[word.x for word in words_of(row.marks)] for row in found] == [[style.indent], [style.indent]]
    assert [[type(mark) for mark in row.marks if not words_of([mark])] for row in found] == [[Fill], []]


@pytest.mark.parametrize(("role", "shapes"), [("item", [Fill]), ("sign", [Frame]), ("never", [Stroke, Stroke]), ("source", [])])
def test_a_bullet_is_drawn_and_no_letter(role, shapes):
    found = marks(f'<list role="{role}"><item>one</item></list>')
    assert [type(mark) for mark in found if not words_of([mark])] == shapes


def test_a_bullet_stands_left_of_its_text_and_beside_it():
    found = marks('<list role="sign"><item>one</item></list>')
    (word,) = words_of(found)
    (bullet,) = [mark for mark in found if isinstance(mark, Frame)]
    assert bullet.box.right < word.x
    assert word.y - word.size < bullet.box.y < bullet.box.bottom < word.y + 1


def test_a_list_in_columns_flows_from_one_to_the_next():
    (found,) = rows('<list columns="2"><item>a</item><item>b</item><item>c</item><item>d</item></list>')
    assert isinstance(found, ColumnSet)
    places = {word.text: (round(word.x), round(word.y)) for word in words_of(whole(found).marks)}
    assert [places["a"][0] == places["b"][0], places["c"][0] == places["d"][0], places["a"][1] == places["c"][1], places["b"][1] == places["d"][1]] == [
        True
    ] * 4


def test_five_columns_are_too_many():
    assert problem('<list columns="5"><item>a</item></list>').startswith(f"{FILE}: columns cannot be '5'; ")


def test_a_callout_is_a_box_as_wide_as_its_place():
    look = plain().looks["page", "callout"]
    (found,) = rows("<callout><para>one</para></callout>")
    (ground,) = [mark for mark in found.marks if isinstance(mark, Fill)]
    (word,) = words_of(found.marks)
    assert (ground.box, ground.colour, word.x) == (Box(0, 0, 300, found.height), look.fill, look.padding_side)


def test_a_callout_never_splits():
    assert len(rows("<callout>" + "<para>one</para>" * 30 + "</callout>")) == 1


def test_columns_stand_side_by_side_in_their_shares():
    found = marks('<columns widths="2 1" gap="10mm"><column><para>a</para></column><column><para>b</para></column></columns>')
    room = 300 - 10 * MM
    assert {word.text: pytest.approx(word.x) for word in words_of(found)} == {"a": 0, "b": room * 2 / 3 + 10 * MM}


def test_columns_need_a_share_each():
    assert problem('<columns widths="1"><column/><column/></columns>') == f"{FILE}: <columns> has 2 columns and widths for 1"


def test_what_is_kept_together_is_one_row():
    assert len(rows("<keep><para>a</para><para>b</para></keep>")) == 1


def test_a_section_is_what_it_holds():
    assert [lines_of(row.marks) for row in rows("<section><para>a</para><para>b</para></section>")] == [["a"], ["b"]]


def test_a_rule_is_as_wide_as_its_place():
    (mark,) = marks("<rule/>")
    assert (mark.x, mark.to_x, mark.y == mark.to_y) == (0, 300, True)


def test_a_space_is_as_high_as_it_says():
    (found,) = rows('<space height="12pt"/>')
    assert (found.height, found.marks, found.fill) == (12, (), 0)


def test_a_code_is_a_square_with_its_address():
    (found,) = marks('<qr address="HTTPS://EXAMPLE.ORG" alt="x" size="30mm"/>')
    assert isinstance(found, Code)
    assert (found.box, found.address) == (Box(0, 0, 30 * MM, 30 * MM), "HTTPS://EXAMPLE.ORG")


def test_a_code_that_is_wider_than_its_place_is_refused():
    assert problem('<qr address="HTTPS://EXAMPLE.ORG" alt="x" size="2in"/>', 100) == f"{FILE}: the QR code is wider than its place by 44.0 pt (15.5 mm)"


def test_a_style_that_the_theme_lacks_is_named():
    assert problem('<para role="nmae">a</para>') == f"{FILE}: the theme 'plain' has no text style 'nmae' for a page; did you mean 'name'?"
