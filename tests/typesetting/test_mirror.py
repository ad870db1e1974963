"""A mirrored face has everything on the other side, and nothing else is changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as edited
from pieces import element, regular

from generator.foundation.measures import Box, Size
from generator.typesetting.faces import Code, Face, Fill, Fold, Frame, Link, Stroke, Turned, Words, flattened
from generator.typesetting.mirror import mirrored, mirrored_in

LEAF = element("para")
numbers = st.integers(0, 200).map(float)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
plain_marks = st.one_of(
    st.builds(lambda x, y, width: Words(x, y, width, "word", regular(), 9, "ink", LEAF), numbers, numbers, numbers),
    st.builds(lambda box: Fill(box, "ink"), boxes),
    st.builds(lambda box: Frame(box, "ink", 1), boxes),
    st.builds(lambda x, y, to_x, to_y: Stroke(x, y, to_x, to_y, "ink", 1), numbers, numbers, numbers, numbers),
    st.builds(Fold, numbers, numbers, numbers, numbers),
    st.builds(lambda box: Link(box, "example.org", LEAF), boxes),
    st.builds(lambda box: Code(box, 21, (), "example.org", LEAF), boxes),
)
marks = st.one_of(plain_marks, st.builds(lambda box, inside: Turned(box, tuple(inside)), boxes, st.lists(plain_marks, max_size=3)))


def face(*held):
    return Face("front", Size(200, 100), (Box(10, 10, 120, 80),), held)


@given(st.lists(marks, max_size=4))
def test_twice_mirrored_is_as_before(held):
    assert mirrored(mirrored(face(*held))) == face(*held)


@given(st.lists(marks, max_size=4))
def test_nothing_moves_up_or_down(held):
    before = [getattr(mark, "box", None) and mark.box.y for mark in flattened(held) if not isinstance(mark, Stroke | Fold)]
    after = [getattr(mark, "box", None) and mark.box.y for mark in flattened(mirrored(face(*held)).marks) if not isinstance(mark, Stroke | Fold)]
    assert after == before


def test_words_keep_their_shape_and_change_sides():
    words = Words(10, 50, 30, "911", regular(), 12, "ink", LEAF, number=True)
    assert mirrored(face(words)).marks == (edited(words, x=160.0),)


def test_the_safe_box_changes_sides():
    assert mirrored(face()).safe == (Box(70, 10, 120, 80),)


def test_a_stroke_from_corner_to_corner_leans_the_other_way():
    assert mirrored(face(Stroke(0, 0, 20, 10, "ink", 1))).marks == (Stroke(180, 10, 200, 0, "ink", 1),)


def test_a_panel_upside_down_moves_with_all_that_is_in_it():
    """Its left edge is its right one on the paper: what lay near it still does."""
    turned = Turned(Box(0, 0, 100, 50), (Fill(Box(5, 5, 10, 10), "ink"),))
    (moved,) = mirrored(face(turned)).marks
    assert (moved.box, moved.marks[0].box, moved.turn(moved.marks[0].box)) == (Box(100, 0, 100, 50), Box(185, 5, 10, 10), Box(105, 35, 10, 10))
    assert turned.turn(turned.marks[0].box) == Box(85, 35, 10, 10)


def test_marks_are_mirrored_in_a_box_of_their_own():
    assert mirrored_in([Fill(Box(12, 0, 5, 5), "ink")], Box(10, 0, 50, 50)) == [Fill(Box(53, 0, 5, 5), "ink")]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_whole_page_is_the_mirror_image_of_the_same_page_in_english(language):
    from pieces import page_tree, setting

    from generator.typesetting.lay_out import lay_out

    xml = (
        '<heading level="1">Title</heading><callout role="contacts"><columns widths="5 2"><column><para>Words</para></column>'
        '<column><para align="end">End</para></column></columns></callout><list role="sign" columns="2"><item>One</item><item>Two</item></list>'
    )
    as_english = lay_out(page_tree(xml), replace(setting(), language="he", mirrored=False), "letter")
    (page,) = lay_out(page_tree(xml, f'lang="{language}"'), setting(), "letter")
    fills = [mark for mark in page.flat() if isinstance(mark, Fill | Frame)]
    assert len(fills) == len([mark for mark in as_english[0].flat() if isinstance(mark, Fill | Frame)])
    assert all(page.safe[0].holds(mark.box, 0.1) for mark in page.flat() if isinstance(mark, Words | Fill | Frame))
    by_text = {mark.text.strip(): mark for mark in page.flat() if isinstance(mark, Words)}
    assert by_text["End"].x < by_text["Words"].x
    assert by_text["Two"].x < by_text["One"].x
