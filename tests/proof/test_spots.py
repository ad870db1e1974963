"""A number beside the name of another is found out, on every page and in every place of a sheet."""

import pytest
from pieces import card_tree, pressed, setting
from shipping import LIBRARY, SHOP, laid_out, made

from generator.making.make import make
from generator.making.order import Order
from generator.proof.ledgers import read_ledger
from generator.proof.prove import prove_places
from generator.proof.readback import ReadBack
from generator.proof.spots import Pages, Spot, on_faces, prove_spots, read_spots, spots_written
from generator.typesetting.faces import Turned, Words
from generator.typesetting.lay_out import lay_out

HOTLINE, CRISIS = ("nhth", "voice", "+18883737888"), ("988", "voice", "988")
KEYS = [CRISIS, HOTLINE]
FORMS = {HOTLINE: "1-888-373-7888", CRISIS: "988"}
PAGES = (Pages(1, ((Spot(CRISIS, 200, 41), Spot(HOTLINE, 63, 70)),)), Pages(2, ((Spot(HOTLINE, 63, 70),), ())))


def test_spots_are_written_short_and_read_back():
    text = spots_written(PAGES, KEYS)
    assert text == "at=1*0@200.41,1@63.70/2*1@63.70;"
    assert read_spots(f"makecards {text}", KEYS) == [PAGES[0].spots[0], *PAGES[1].spots, *PAGES[1].spots]


@pytest.mark.parametrize("keywords", ["makecards", "leaflet at the door"])
def test_a_file_without_them_has_none(keywords):
    assert read_spots(keywords, KEYS) is None


@pytest.mark.parametrize("text", ["at=x*0@1.1", "at=1*9@1.1", "at=1*0@a.b", "at=1*0"])
def test_what_cannot_be_read_is_not_taken_for_right(text):
    assert read_spots(f"makecards {text}", KEYS) == []


XML = """<face name="front"><para><phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone></para>
<para><phone contact="988" channel="voice" number="988">988</phone></para></face>"""


@pytest.fixture(scope="module")
def card():
    tree = card_tree(XML)
    faces = lay_out(tree, setting("card"), "letter")
    return faces, pressed(faces, tree)


def wrong(card, pages):
    spots = [page for run in pages for page in run.spots * run.times]
    return [problem.message for problem in prove_spots(ReadBack(card[1]), spots, FORMS, "a.pdf")]


def test_numbers_that_stand_where_they_were_put_are_right(card):
    assert wrong(card, on_faces(card[0])) == []


def test_two_numbers_that_have_changed_places_are_found(card):
    (pages,) = on_faces(card[0])
    one, other = pages.spots[0]
    swapped = (Pages(1, ((Spot(one.key, other.x, other.y), Spot(other.key, one.x, one.y)),)),)
    assert wrong(card, swapped) == ["it has 1-888-373-7888 ('nhth') elsewhere than it was put", "it has 988 ('988') elsewhere than it was put"]


def test_another_count_of_pages_is_found(card):
    assert wrong(card, (Pages(2, on_faces(card[0])[0].spots),)) == ["it has 1 pages, and carries the places of numbers on 2"]


@pytest.mark.parametrize(
    ("audience", "layout"),
    [
        ("survivors", "wallet-card"),
        ("survivors", "safety-card"),
        ("public", "tent-card"),
        ("law-enforcement", "handout"),
        ("public", "zine"),
        ("survivors", "label"),
    ],
)
def test_every_number_of_a_piece_is_found_where_it_was_put(audience, layout):
    """On faces and on sheets, upright and upside down."""
    for name, data in made(audience, layout).items():
        document = ReadBack(data)
        ledger = read_ledger(document.keywords)
        assert " at=" in document.keywords
        assert [problem.message for problem in prove_places(document, ledger, LIBRARY.contacts, name)] == []


def test_a_sheet_of_many_has_them_on_every_page():
    data = next(data for name, data in make(SHOP, Order("public", "wallet-card", copies=25)).items() if "5371" in name)
    document = ReadBack(data)
    keys = sorted(read_ledger(document.keywords).numbers)
    spots = read_spots(document.keywords, keys)
    assert (len(spots), {len(page) for page in spots}) == (len(document), {len(spots[0]), len(spots[1])})


def test_numbers_upside_down_have_their_place_on_the_paper():
    piece = laid_out("public", "tent-card")
    turned = [mark for mark in piece.faces[0].marks if isinstance(mark, Turned)]
    inside = [mark for whole in turned for mark in whole.marks if isinstance(mark, Words) and mark.number]
    assert len(on_faces(piece.faces)[0].spots[0]) == 2 * len(inside)
