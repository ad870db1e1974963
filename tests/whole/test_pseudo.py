"""Layouts hold a language that is longer than English by two fifths, and say nothing in English of their own accord."""

import re

import pytest
from pseudo import accented, in_pseudo
from shipping import PIECES, SHOP, every_piece

from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.typesetting.faces import Words

LONG = in_pseudo(SHOP, "es", 1.4)
MIRRORED = in_pseudo(SHOP, "ar", 1.0)


def test_a_pseudo_text_is_accented_and_longer_and_keeps_its_places():
    assert accented("Call 911 on %(day)s", 1.4) == "Çááll 911 ôôñ %(day)s"


@every_piece
def test_nothing_is_clipped_in_a_language_that_is_longer(audience, layout):
    """What does not fit would be refused; what is printed keeps to its safe boxes."""
    piece = lay_out_piece(LONG, Order(audience, layout, "es"))
    words = [mark for face in piece.faces for mark in face.marks if isinstance(mark, Words)]
    assert words
    for face in piece.faces:
        assert [mark.text for mark in face.marks if isinstance(mark, Words) and not any(safe.holds(mark.box, 1.5) for safe in face.safe)] == []


def own_words(element):
    """The words of an element that are in the language of the piece: without links, numbers and what says that it is in another."""
    if element.get("lang") or element.tag in ("link", "phone"):
        return ""
    return " ".join(child if isinstance(child, str) else own_words(child) for child in element.children)


@every_piece
def test_no_layout_says_anything_in_english_of_its_own_accord(audience, layout):
    """A paragraph of three words without a single accent was written into the layout, or was never translated."""
    page = lay_out_piece(LONG, Order(audience, layout, "es")).page
    texts = [own_words(element) for element in page.walk() if element.tag in ("para", "heading", "item", "cell") and not element.get("lang")]
    assert [text for text in texts if len(re.findall(r"[A-Za-z]{3,}", text)) > 2 and not re.search(r"[À-ÿ]", text)] == []


@pytest.mark.parametrize("layout", sorted({layout for _, layout in PIECES}))
def test_a_language_that_runs_leftwards_mirrors_every_layout(layout):
    audience = next(audience for audience, one in PIECES if one == layout)
    here = lay_out_piece(in_pseudo(SHOP, "es", 1.0), Order(audience, layout, "es"))
    there = lay_out_piece(MIRRORED, Order(audience, layout, "ar"))
    for face, mirror in zip(here.faces, there.faces, strict=False):
        if layout in ("handout", "agency-guide", "facilitator-notes"):
            continue  # where a page ends depends on the words of the dates
        assert [round(face.size.width - box.right, 3) for box in face.safe] == [round(box.x, 3) for box in mirror.safe]
        assert [mark.text for mark in mirror.marks if isinstance(mark, Words) and not any(safe.holds(mark.box, 1.5) for safe in mirror.safe)] == []
