"""A ground ends where a printer can print it, or goes on into the bleed."""

from generator.foundation.measures import Box, Size
from generator.imposition.impose import UNPRINTABLE
from generator.pdf.grounds import BLEED, bled, drawn_back
from generator.typesetting.faces import Face, Fill, Fold

PAGE = Size(612, 792)


def face(*boxes):
    return Face("front", PAGE, (), tuple(Fill(box, "brand") for box in boxes))


def test_a_ground_to_the_edge_is_drawn_back_and_one_inside_stays():
    whole, inside = Box(0, 0, 612, 100), Box(100, 200, 50, 50)
    marks = drawn_back(face(whole, inside)).marks
    assert [mark.box for mark in marks] == [Box(UNPRINTABLE, UNPRINTABLE, 612 - 2 * UNPRINTABLE, 100 - UNPRINTABLE), inside]


def test_a_ground_to_the_edge_goes_on_into_the_bleed_and_a_fold_is_no_mark_of_it():
    whole, inside = Box(0, 0, 612, 100), Box(100, 200, 50, 50)
    both = face(whole, inside)
    marks = bled(Face("front", PAGE, (), (*both.marks, Fold(306, 0, 306, 792))))
    assert [mark.box for mark in marks] == [Box(-BLEED, -BLEED, 612 + 2 * BLEED, 100 + BLEED), inside]
