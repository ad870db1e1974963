"""Merged files say all that their parts say: to a listener, to whoever proves them, and to a printer."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import page
import pikepdf
import pytest
from aloud import tree_of
from pieces import text_of
from shipping import LIBRARY, SHOP, made

from generator.pdf.document import Document
from generator.pdf.merge import Bundle, merge
from generator.proof.ledgers import Ledger, added, one_after_the_other, read_ledger, whole_ledger
from generator.proof.listener import inspect
from generator.proof.prove import prove, prove_places
from generator.proof.readback import ReadBack
from generator.proof.spots import Pages, Spot, read_runs

SAID = Document("Two pieces", "Tests", "en", duplex="long", copies=3)
HOTLINE = ("nhth", "voice", "+18883737888")


def files() -> list[bytes]:
    """A page, a handout with links and a QR code, and a sheet of cards: one page, three and two."""
    return [
        made("public", "one-page")["public/one-page.en.pdf"],
        made("public", "handout")["public/handout.en.pdf"],
        made("public", "wallet-card")["public/wallet-card.en.avery-5371.pdf"],
    ]


@cache
def merged(*, on_fronts: bool = True) -> bytes:
    shown = one_after_the_other([(len(ReadBack(data)), whole_ledger(ReadBack(data).keywords)) for data in files()], on_fronts=on_fronts)
    said = replace(SAID, keywords=shown.keywords())
    return merge([Bundle(f"Piece {number}", data) for number, data in enumerate(files(), 1)], said, on_fronts=on_fronts)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_the_pages_are_those_of_the_parts():
    assert text_of(merged(on_fronts=False)) == [text for data in files() for text in text_of(data)]


def test_two_sided_each_part_begins_on_a_front():
    (one,), handout, card = (text_of(data) for data in files())
    assert text_of(merged()) == [one, "", *handout, "", *card]


def test_a_listener_hears_each_part_as_a_section():
    """Between the parts only the name of the outermost node is another: a document in a document would be two."""
    pdf = opened(merged())
    document = pdf.Root.StructTreeRoot.K[0]
    assert (str(document.S), [str(part.S) for part in document.K], [str(part.Lang) for part in document.K]) == ("/Document", ["/Sect"] * 3, ["en"] * 3)


def test_nothing_that_is_read_aloud_is_lost():
    def said(data: bytes) -> list[tuple[str, str, str]]:
        return [(node.role, node.words(), node.alt) for node in tree_of(data).walk() if node.role not in ("Document", "Sect", "")]

    assert said(merged()) == [node for data in files() for node in said(data)]


def test_every_page_and_every_link_finds_its_place_in_the_tree():
    """ISO 32000-1, 14.7.4.4: the parent tree leads from a page's content, and from a link, to the node that holds it."""
    pdf = opened(merged())
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert list(parents) == list(range(int(pdf.Root.StructTreeRoot.ParentTreeNextKey)))
    links = 0
    for sheet in pdf.pages:
        if "/StructParents" not in sheet.obj:
            continue  # a blank page
        for node in parents[int(sheet.obj.StructParents)]:
            pages = [node.get("/Pg"), *(kid.get("/Pg") for kid in node.K if isinstance(kid, pikepdf.Dictionary))]
            assert sheet.obj.objgen in [one.objgen for one in pages if one is not None]
        for note in sheet.obj.get("/Annots", []):
            links += 1
            held = [kid.Obj.objgen for kid in parents[int(note.StructParent)].K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            assert note.objgen in held
    assert links == sum(len(one.obj.get("/Annots", [])) for data in files() for one in opened(data).pages) > 3


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A])
def test_an_outside_judge_finds_it_as_accessible_as_its_parts(profile):
    assert page.validate_pdf_bytes(merged(), profile=profile).failures == []


def test_its_structure_is_what_a_listener_expects():
    assert list(inspect(merged(), "merged.pdf")) == []


def test_its_numbers_and_codes_are_those_of_its_parts_and_stand_where_it_says():
    document = ReadBack(merged())
    ledger = read_ledger(document.keywords)
    assert ledger is not None
    assert [*prove(merged(), LIBRARY.contacts, "merged.pdf"), *prove_places(document, ledger, LIBRARY.contacts, "merged.pdf")] == []
    parts = [read_ledger(ReadBack(data).keywords) for data in files()]
    assert ledger.numbers[HOTLINE] == sum(part.numbers[HOTLINE] for part in parts if part) > 10


def test_ledgers_add_up():
    place = Pages(1, ((Spot(HOTLINE, 10, 20),),))
    one = Ledger({HOTLINE: 1}, {"A": 1}, {"911": 2}, editions=("AAAAA",), places=(place,))
    other = Ledger({HOTLINE: 2, ("fbi", "voice", "+18002255324"): 1}, {"A": 1}, {"911": 1, "988": 1}, editions=("BBBBB", "AAAAA"), places=(Pages(2, ((),)),))

    both = Ledger(
        {HOTLINE: 3, ("fbi", "voice", "+18002255324"): 1}, {"A": 2}, {"911": 3, "988": 1}, editions=("AAAAA", "BBBBB"), places=(place, Pages(2, ((),)))
    )
    assert both == added([one, other])


def test_where_one_part_tells_no_places_none_are_told():
    assert added([Ledger({}, {}, places=(Pages(1, ((),)),)), Ledger({}, {})]).places == ()


def test_places_are_read_run_by_run():
    assert read_runs("makecards at=3*0@63.70;/1*", [HOTLINE]) == (Pages(3, ((Spot(HOTLINE, 63, 70),), ())), Pages(1, ((),)))


def test_it_tells_the_printer_how_often_and_on_which_edge():
    pdf = opened(merged())
    wishes = pdf.Root.ViewerPreferences
    assert (str(wishes.Duplex), int(wishes.NumCopies), str(wishes.PrintScaling)) == ("/DuplexFlipLongEdge", 3, "/None")


def test_its_bookmarks_are_its_parts():
    with opened(merged()) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Piece 1", "Piece 2", "Piece 3"]


def test_it_is_the_same_bytes_a_second_time():
    assert merged.__wrapped__() == merged()


def test_it_says_that_it_is_in_the_languages_of_its_parts():
    spanish = made_in("es")
    data = merge([Bundle("English", files()[0]), Bundle("Spanish", spanish)], SAID, on_fronts=False)
    pdf = opened(data)
    assert [str(part.Lang) for part in pdf.Root.StructTreeRoot.K[0].K] == ["en", "es"]


def made_in(language: str) -> bytes:
    from generator.making.make import make
    from generator.making.order import Order

    return make(SHOP, Order("public", "one-page", language))[f"public/one-page.{language}.pdf"]
