"""Everything that ships can be made, read, dialled and traced to its source."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from pieces import outside, text_of
from shipping import LIBRARY, SHOP, laid_out, made

from generator.checking.content import warnings
from generator.library.models import Audience, Contact, Holder
from generator.library.numbers import shown_number
from generator.library.values import given
from generator.looks.theme import FLOORS
from generator.making.make import make
from generator.making.order import Order
from generator.making.shop import Shop
from generator.markup.layouts import check_kit_piece, find_layout
from generator.proof.prove import prove
from generator.typesetting.faces import Code, Mark, Picture, Words

PIECES = [(audience.id, layout) for audience in LIBRARY.audiences.values() for layout in audience.layouts]
HOLDERS: list[Holder] = [*LIBRARY.agencies.values(), *LIBRARY.guidance.values()]
POINTS = [(holder, point) for holder in HOLDERS for point in holder.points]

every_piece = pytest.mark.parametrize(("audience", "layout"), PIECES, ids=lambda word: word)
every_audience = pytest.mark.parametrize("audience", LIBRARY.audiences)

# The lines of the list of US federal anti-trafficking agencies compiled by Mission 89.
# fmt: off
SEED = [
    "1a", "1b", "1c", "1d", "1e", "1f",
    "2a", "2b", "2c", "2d", "2e", "2f",
    "3a", "3a.i", "3b", "3c", "3d",
    "4a", "4b", "4c", "4d",
    "5a", "5b", "5b.i", "5b.ii", "5b.iii",
    "6a", "6a.i", "6b", "6c",
]
# fmt: on
# Lines that say something that is not so: reference facts, section 2.
WRONG = ["1c", "1d", "2a", "3a", "3b", "3d", "4c", "5a", "5b.iii"]


def marks(audience: str, layout: str, kind: Any) -> list[tuple[str, Mark]]:
    return [(face.name, mark) for face in laid_out(audience, layout).faces for mark in face.flat() if isinstance(mark, kind)]


def text(audience: str, layout: str) -> str:
    """What a reader of the screen edition reads, with single spaces."""
    return " ".join(" ".join(text_of(made(audience, layout)[f"{audience}/{layout}.en.pdf"])).split())


# What is made


@every_piece
def test_every_number_and_code_is_read_back(audience, layout):
    assert {name: list(prove(data, LIBRARY.contacts, name)) for name, data in made(audience, layout).items()} == {name: [] for name in made(audience, layout)}


@every_piece
def test_the_hotline_and_911_are_on_every_piece(audience, layout):
    found = text(audience, layout)
    assert ("1-888-373-7888" in found, "911" in found or layout == "agency-guide") == (True, True)


@every_piece
def test_every_piece_can_be_made_on_a4(audience, layout):
    assert make(Shop(LIBRARY, SHOP.layouts, paper="a4", themes=SHOP.themes), Order(audience, layout))


@pytest.mark.parametrize("audience", [audience for audience, layout in PIECES if layout == "handout"])
def test_a_handout_has_two_to_four_pages(audience):
    assert 2 <= len(laid_out(audience, "handout").faces) <= 4


@pytest.mark.parametrize("audience", [audience for audience, layout in PIECES if layout == "wallet-card"])
def test_a_sheet_has_ten_cards(audience):
    front, _ = text_of(made(audience, "wallet-card")[f"{audience}/wallet-card.en.avery-5371.pdf"])
    assert front.count("1-888-373-7888") == 10


@pytest.mark.parametrize("kit", LIBRARY.kits)
def test_every_piece_of_a_kit_is_one_that_its_audience_may_get(kit):
    pieces = [piece for piece in LIBRARY.kits[kit].pieces if isinstance(piece.audience, str)]
    names = {(LIBRARY.audience(piece.audience).id, piece.layout) for piece in pieces}
    assert [name for name in names if not made(*name)] == []


@pytest.mark.parametrize("kit", LIBRARY.kits)
def test_every_piece_of_a_kit_says_what_its_layout_needs(kit):
    for piece in LIBRARY.kits[kit].pieces:
        check_kit_piece(find_layout(SHOP.layouts, piece.layout), piece)


@pytest.mark.parametrize("quiz", LIBRARY.quizzes)
def test_a_quiz_has_six_to_eight_questions_and_no_letter_is_always_right(quiz):
    questions = LIBRARY.quizzes[quiz].questions
    assert 6 <= len(questions) <= 8
    assert max(Counter(question.right for question in questions).values()) <= len(questions) / 2


@pytest.mark.parametrize("quiz", LIBRARY.quizzes)
def test_the_right_answer_of_a_quiz_is_not_given_away_by_its_length(quiz):
    longest = [max(question.answers, key=len) == question.answers["abcd".index(question.right)] for question in LIBRARY.quizzes[quiz].questions]
    assert sum(longest) <= len(longest) / 2 + 1


# How it looks


@every_piece
def test_no_text_is_smaller_than_its_floor(audience, layout):
    floor = FLOORS[find_layout(SHOP.layouts, layout).medium]
    small = {(face, word.text, word.size) for face, word in marks(audience, layout, Words) if word.size < (floor.number if word.number else floor.small)}
    assert small == set()


@every_piece
def test_every_number_is_bold(audience, layout):
    assert {word.font.name.split("-")[-1] for _, word in marks(audience, layout, Words) if word.number} == {"Bold"}


@every_piece
def test_nothing_stands_outside_the_box_that_is_safe(audience, layout):
    assert {face.name: outside(face) for face in laid_out(audience, layout).faces if outside(face)} == {}


@every_piece
def test_no_code_or_picture_leaves_its_face(audience, layout):
    for face in laid_out(audience, layout).faces:
        drawn = [mark.box for mark in face.flat() if isinstance(mark, Code | Picture)]
        assert [box for box in drawn if not any(safe.holds(box, 1.0) for safe in face.safe)] == []


@every_piece
def test_no_two_words_overlap(audience, layout):
    for face in laid_out(audience, layout).faces:
        words = sorted((mark for mark in face.flat() if isinstance(mark, Words | Code)), key=lambda mark: mark.box.y)
        found = []
        for at, one in enumerate(words):
            for other in words[at + 1 :]:
                if other.box.y > one.box.bottom:
                    break
                if one.box.overlaps(other.box, 0.3):
                    found.append((one, other))
        assert found == []


# What it says


@pytest.mark.parametrize("layout", LIBRARY.audiences["public"].layouts)
def test_every_piece_for_the_public_says_not_to_confront(layout):
    assert "confront" in text("public", layout).lower()


@pytest.mark.parametrize("layout", LIBRARY.audiences["survivors"].layouts)
def test_no_piece_for_survivors_names_an_agency_of_enforcement(layout):
    numbers = [shown_number(str(LIBRARY.contacts[key].voice)) for key in ("hsi", "hsi-intl", "fbi", "dod-ig", "k2p", "dol-oig")]
    found = text("survivors", layout).split(" Sources ")[0]  # who wrote a page that was read is said there
    names = re.findall(r"\b(?:ICE|HSI|FBI|DHS|Homeland Security|Customs|Inspector General)\b", found)
    assert ([number for number in numbers if number in found], names) == ([], [])


@pytest.mark.parametrize("layout", [layout for layout in LIBRARY.audiences["survivors"].layouts if layout.endswith("card")])
def test_a_survivors_card_does_not_name_the_crime_where_others_may_see_it(layout):
    """Whoever controls the reader may find the card."""
    front = laid_out("survivors", layout).faces[0]
    found = " ".join(mark.text for mark in front.flat() if isinstance(mark, Words))
    assert re.findall(r"(?i)traffick\w*|victim\w*|prostitut\w*", found) == []


@every_audience
def test_every_audience_is_told_something_in_each_of_its_chapters(audience):
    from generator.library.selection import select

    one = LIBRARY.audiences[audience]
    assert [part.heading for part in select(LIBRARY, one).parts] == [chapter.heading for chapter in one.chapters]


# Where it comes from


@pytest.mark.parametrize("line", SEED)
def test_every_line_of_the_list_is_served(line):
    assert [point for _, point in POINTS if line in point.seed] != []


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_wrong_is_corrected_and_says_how(line):
    assert [point for _, point in POINTS if line in point.seed and given(point.correction)] != []


def test_no_point_serves_a_line_that_there_is_not():
    assert {line for _, point in POINTS for line in point.seed} - set(SEED) == set()


def test_every_point_has_a_source_that_can_be_opened():
    without = [
        str(point.place)
        for holder, point in POINTS
        if not all(re.match(r"https?://[\w.-]+\.[a-z]{2,}(/|$)", holder.sources[name].address) for name in point.source)
    ]
    assert (without, [str(point.place) for _, point in POINTS if not point.source]) == ([], [])


def test_every_contact_has_a_source_that_can_be_opened():
    assert [contact.id for contact in LIBRARY.contacts.values() if not contact.source.address.startswith(("https://", "http://"))] == []


def test_no_source_was_read_before_it_was_written():
    days = [(str(source.place), source.read_on) for holder in HOLDERS for source in holder.sources.values()]
    assert [place for place, day in days if not "2026-01-01" <= day <= "2026-12-31"] == []


# Numbers stand in the registry and nowhere else

NUMBER = re.compile(r"(?:\d[ .()-]{0,2}){7,}|\b\d{5,6}\b|\b1-\d{3}-[0-9A-Z-]+|\b\d{3}-[A-Z]{4,}")


def spoken(value: Holder | Audience | Contact) -> list[str]:
    """The texts of a file that people read on paper."""
    if isinstance(value, Audience):
        chapters = [chapter.heading for chapter in value.chapters]
        return [value.name, value.title, value.written_for, value.intro, value.urgent, value.card.title, value.card.lead, value.card.helpline, *chapters]
    if isinstance(value, Contact):
        return [
            str(getattr(value, key))
            for key in ("name", "short", "hours", "languages", "cost", "privacy", "call_for", "card_note")
            if given(getattr(value, key))
        ]
    texts = [value.name, *(point.text for point in value.points), *(str(point.short) for point in value.points if given(point.short))]
    return [*texts, str(getattr(value, "summary", ""))]


def test_no_text_holds_a_telephone_number():
    values = [*HOLDERS, *LIBRARY.audiences.values(), *LIBRARY.contacts.values()]
    assert [(value.id, NUMBER.findall(line)) for value in values for line in spoken(value) if NUMBER.search(line)] == []


@pytest.mark.parametrize("line", ["Call 1-888-373-7888", "text 233733", "dial 888 373 7888", "1-866-DHS-2-ICE", "800-CALL-FBI", "+1 (888) 373 7888"])
def test_the_check_above_would_find_a_number(line):
    assert NUMBER.search(line)


@pytest.mark.parametrize("line", ["24/7 since 2015", "200+ languages", "18 U.S.C. 1591", "call 911", "in 2011 and 2015", "under 18", "Public Law 117-322"])
def test_the_check_above_leaves_other_figures_alone(line):
    assert not NUMBER.search(line)


def test_a_contact_that_nobody_dialled_says_so():
    undialled = {contact.id for contact in LIBRARY.contacts.values() if not given(contact.dialled_on)}
    said = {
        re.sub(r"nobody has dialled '(.+)' yet", r"\1", one.message)
        for one in warnings(LIBRARY, date(2026, 11, 24))
        if one.message.startswith("nobody has dialled")
    }
    assert said == undialled


def test_whoever_dialled_put_a_name_to_it():
    assert [contact.id for contact in LIBRARY.contacts.values() if given(contact.dialled_on) != given(contact.dialled_by)] == []


def test_every_number_is_looked_at_again_within_a_year():
    late = [contact.id for contact in LIBRARY.contacts.values() if (date.fromisoformat(contact.verify_by) - date.fromisoformat(contact.read_on)).days > 366]
    assert late == []
