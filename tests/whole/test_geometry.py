"""Every shipped layout, for whoever it suits, in every theme, on either paper: where its words and codes really lie.

Nothing is pressed here: marks are looked at as they are laid out, those of panels that stand on their heads included.
"""

from __future__ import annotations

from functools import cache

import pytest
from pieces import HERE, element, regular

from generator.foundation.files import shipped
from generator.foundation.measures import MM, PAPERS, Box, Size
from generator.library.read import read_library
from generator.looks.theme import FLOORS
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.making.shop import Shop
from generator.markup.layouts import find_layout, layout_names
from generator.typesetting.faces import Code, Face, Fill, Fold, Frame, Mark, Picture, Stroke, Turned, Words
from generator.typesetting.qr import QUIET_ZONE, qr_modules

LIBRARY = read_library(shipped("content"))
LAYOUTS = shipped("layouts")
FOUR = ["law-enforcement", "public", "service-providers", "survivors"]
SUITS = {
    "agency-guide": ["law-enforcement", "public", "service-providers"],
    "badge-back": ["law-enforcement", "public", "service-providers"],
    "brochure": FOUR,
    "cling": ["public", "survivors"],
    "eu-card": FOUR,
    "facilitator-notes": ["trainers"],
    "fold-card": FOUR,
    "handout": FOUR,
    "id-card": FOUR,
    "label": [*FOUR, "trainers"],
    "notice-card": ["public", "survivors"],
    "one-page": FOUR,
    "poster": FOUR,
    "poster-a3": FOUR,
    "poster-languages": ["public", "survivors"],
    "poster-tabloid": FOUR,
    "safety-card": ["public", "survivors"],
    "shoe-card": ["survivors"],
    "tent-card": FOUR,
    "wallet-card": FOUR,
    "zine": FOUR,
}
LOOKS = [(theme, paper) for theme in ("plain", "low-ink", "high-contrast") for paper in ("letter", "a4")]
LARGE_PRINT = ["handout"]  # the others are too small for it and say so

every_look = pytest.mark.parametrize(("theme", "paper"), [*LOOKS, ("large-print", "letter"), ("large-print", "a4")])


@cache
def laid_out(theme: str, paper: str) -> list[tuple[str, str, Face]]:
    """Every side of every piece: (what it is, its layout, the side). A card is the same on any paper: it is here once."""
    shop = Shop(LIBRARY, LAYOUTS, theme, paper)
    found = []
    for layout in LARGE_PRINT if theme == "large-print" else SUITS:
        if paper != "letter" and find_layout(LAYOUTS, layout).size:
            continue
        for audience in SUITS[layout]:
            piece = lay_out_piece(shop, Order(audience, layout))
            found += [(f"{audience}/{layout}: {face.name}", layout, face) for face in piece.faces]
    return found


def medium_of(layout: str) -> str:
    return find_layout(LAYOUTS, layout).medium


def real(face: Face) -> list[tuple[Mark, Box]]:
    """The marks of a side that have a box, with the box where they really lie."""
    upright = [(mark, mark.box) for mark in face.marks if not isinstance(mark, Turned | Fold)]
    turned = [(mark, whole.turn(mark.box)) for whole in face.marks if isinstance(whole, Turned) for mark in whole.marks if not isinstance(mark, Fold)]
    return [*upright, *turned]


def said(mark: Mark) -> str:
    """What a mark shows, for a person who looks for it."""
    return mark.text if isinstance(mark, Words) else f"{type(mark).__name__} {mark.box}" if not isinstance(mark, Turned | Fold) else type(mark).__name__


def outside(face: Face) -> list[str]:
    """Words, codes and pictures that leave the safe boxes of their side by more than a point."""
    return [said(mark) for mark, box in real(face) if isinstance(mark, Words | Code | Picture) and not any(safe.holds(box, 1.0) for safe in face.safe)]


def overlapping(face: Face) -> list[tuple[str, str]]:
    """Pairs of words, codes or pictures that lie over one another."""
    marks = sorted(((mark, box) for mark, box in real(face) if isinstance(mark, Words | Code | Picture)), key=lambda one: one[1].y)
    found = []
    for at, (one, box) in enumerate(marks):
        for other, its_box in marks[at + 1 :]:
            if its_box.y > box.bottom:
                break
            if box.overlaps(its_box, 0.3):
                found.append((said(one), said(other)))
    return found


def off_the_face(face: Face) -> list[str]:
    """Grounds, frames and lines that leave their side."""
    whole = Box(0, 0, face.size.width, face.size.height)
    return [said(mark) for mark, box in real(face) if isinstance(mark, Fill | Frame | Stroke) and not whole.holds(box, 0.5)]


def on_a_fold(face: Face) -> list[str]:
    """Words, codes and pictures that lie across a fold."""
    folds = [
        Box(min(fold.x, fold.to_x), min(fold.y, fold.to_y), abs(fold.to_x - fold.x), abs(fold.to_y - fold.y)) for fold in face.marks if isinstance(fold, Fold)
    ]
    wide = [Box(fold.x - 0.5, fold.y - 0.5, fold.width + 1, fold.height + 1) for fold in folds]
    return [said(mark) for mark, box in real(face) if isinstance(mark, Words | Code | Picture) and any(box.overlaps(fold) for fold in wide)]


def module(code: Code) -> float:
    """The width of a module in millimetres."""
    return code.box.width / (code.modules + 2 * QUIET_ZONE) / MM


def too_small(layout: str, face: Face) -> list[tuple[str, float]]:
    floor = FLOORS[medium_of(layout)]
    return [(mark.text, mark.size) for mark in face.flat() if isinstance(mark, Words) and mark.size < (floor.number if mark.number else floor.small) - 0.001]


@every_look
def test_nothing_stands_outside_the_safe_boxes(theme, paper):
    assert {what: found for what, _, face in laid_out(theme, paper) if (found := outside(face))} == {}


@every_look
def test_no_two_words_overlap(theme, paper):
    assert {what: found for what, _, face in laid_out(theme, paper) if (found := overlapping(face))} == {}


@every_look
def test_no_ground_and_no_line_leaves_its_side(theme, paper):
    assert {what: found for what, _, face in laid_out(theme, paper) if (found := off_the_face(face))} == {}


@every_look
def test_nothing_lies_across_a_fold(theme, paper):
    assert {what: found for what, _, face in laid_out(theme, paper) if (found := on_a_fold(face))} == {}


@every_look
def test_a_phone_can_read_every_code(theme, paper):
    codes = [(what, module(mark)) for what, _, face in laid_out(theme, paper) for mark in face.flat() if isinstance(mark, Code)]
    assert codes
    assert [(what, size) for what, size in codes if size < 0.4 - 0.0004] == []


@every_look
def test_no_text_is_smaller_than_its_floor(theme, paper):
    assert {what: found for what, layout, face in laid_out(theme, paper) if (found := too_small(layout, face))} == {}


@every_look
def test_every_number_is_bold(theme, paper):
    words = [(what, mark) for what, _, face in laid_out(theme, paper) for mark in face.flat() if isinstance(mark, Words) and mark.number]
    assert {what: mark.text for what, mark in words if not mark.font.name.endswith("Bold")} == {}


@pytest.mark.parametrize(("layout", "least"), [("cling", 10), ("notice-card", 11)])
@pytest.mark.parametrize("theme", ["plain", "low-ink", "high-contrast"])
def test_a_notice_keeps_the_size_that_a_law_asks_for(layout, least, theme):
    sizes = [mark.size for _, own, face in laid_out(theme, "letter") if own == layout for mark in face.flat() if isinstance(mark, Words)]
    assert min(sizes) >= least


@pytest.mark.parametrize("theme", ["plain", "low-ink", "high-contrast"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_page_is_as_large_as_its_paper(theme, paper):
    sizes = {face.size for _, layout, face in laid_out(theme, paper) if find_layout(LAYOUTS, layout).size is None}
    assert sizes == {PAPERS[paper], PAPERS[paper].turned()}


def test_a_card_is_as_large_as_it_says():
    sizes = {layout: face.size for _, layout, face in laid_out("plain", "letter") if find_layout(LAYOUTS, layout).size}
    assert sizes == {layout: find_layout(LAYOUTS, layout).size for layout in sizes}


def test_the_table_above_names_every_layout_and_whom_it_suits():
    layouts = [layout for name in layout_names(LAYOUTS) if (layout := find_layout(LAYOUTS, name)).subject == "audience"]
    assert {layout.id: sorted(name for name, audience in LIBRARY.audiences.items() if not layout.unsuited(audience)) for layout in layouts} == SUITS


# These checks would find a fault.


def words(text: str, x: float, y: float) -> Words:
    return Words(x, y, 40, text, regular(), 10, "ink", element("para"))


def face(*marks: Mark) -> Face:
    return Face("front", Size(100, 100), (Box(5, 5, 90, 40), Box(5, 55, 90, 40)), marks)


def test_a_word_outside_its_box_would_be_found():
    assert outside(face(words("inside", 10, 30), words("too far right", 70, 30), words("between", 10, 53))) == ["too far right", "between"]


def test_a_word_that_is_turned_is_looked_at_where_it_really_lies():
    """What is at the top of a panel that stands on its head is at the foot of its cell; there it is too near the edge."""
    turned = Turned(Box(0, 50, 100, 50), (words("top", 10, 57), words("middle", 10, 80)))
    assert outside(face(turned)) == ["top"]


def test_words_over_one_another_would_be_found_even_if_one_is_turned():
    turned = Turned(Box(0, 0, 100, 100), (words("turned", 50, 74),))
    assert [set(pair) for pair in overlapping(face(words("upright", 20, 30), turned))] == [{"upright", "turned"}]


def test_words_below_one_another_do_not_overlap():
    assert overlapping(face(words("one", 10, 30), words("other", 10, 41))) == []


def test_a_word_on_a_fold_would_be_found():
    assert on_a_fold(face(words("above", 10, 30), words("across", 10, 52), Fold(0, 50, 100, 50))) == ["across"]


def test_a_ground_that_leaves_its_side_would_be_found():
    assert off_the_face(face(Fill(Box(-2, 0, 50, 50), "ink"), Fill(Box(0, 0, 100, 100), "ink"))) == [f"Fill {Box(-2, 0, 50, 50)}"]


def test_the_width_of_a_module_is_measured_with_the_quiet_zone():
    count, rows = qr_modules("HTTPS://EXAMPLE.ORG", 29 * MM, HERE)
    assert (count, module(Code(Box(0, 0, 29 * MM, 29 * MM), count, rows, "", element("qr")))) == (21, pytest.approx(1.0))


def test_small_words_would_be_found():
    leaf = element("para")
    marks = [Words(0, 0, 10, str(size), regular(), size, "ink", leaf, number) for size, number in ((8, False), (7.9, False), (12, True), (11.9, True))]
    assert too_small("wallet-card", face(*marks)) == [("7.9", 7.9), ("11.9", 11.9)]
