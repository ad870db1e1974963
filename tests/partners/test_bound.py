"""Many partners' copies in one file: each page is that of the partner's own file, and each copy is told and proved by itself."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from types import MappingProxyType

import pikepdf
import pytest
from houses import partner, shop_of
from judge import failures
from msgspec.structs import replace as edited
from shipping import LIBRARY, SHOP

from generator.making.make import make
from generator.making.order import Order
from generator.partners.batch import RowMaker, Wanted
from generator.partners.bound import Binder
from generator.partners.one_file import Bindery
from generator.partners.tables import Table
from generator.pdf.document import Document
from generator.proof.foreign import foreign_to_us
from generator.proof.ledgers import read_ledger, sections_of
from generator.proof.listener import inspect
from generator.proof.prove import prove, prove_places
from generator.proof.readback import ReadBack

CARD, HANDOUT, FOLD = Order("law-enforcement", "wallet-card"), Order("survivors", "handout"), Order("public", "fold-card")
PARTNERS = (partner(id="one"), partner("South Side Clinic", "+13125550178", id="two"), partner("Casa Niño", "+13125550191", id="three"))


def bound(order: Order) -> tuple[bytes, Bindery]:
    wanted = Wanted(SHOP.content, SHOP.layouts, SHOP.content, SHOP.content, pieces=((order.audience, order.layout),))
    bindery = Bindery(RowMaker(wanted, Table("t", (), (), ()), ""))
    for one in PARTNERS:
        bindery.add(shop_of(one), order)
    (data,) = bindery.closed().values()
    return data, bindery


ORDERS = pytest.mark.parametrize("order", [CARD, HANDOUT, FOLD], ids=["card", "handout of three pages", "made the long way"])


@ORDERS
def test_every_copy_looks_as_it_does_alone(order):
    data, _ = bound(order)
    alone = [list(make(shop_of(one), order).values())[-1] for one in PARTNERS]
    images = list(ReadBack(data).images(60))
    at = 0
    for one in alone:
        own = list(ReadBack(one).images(60))
        assert [image.tobytes() for image in own] == [image.tobytes() for image in images[at : at + len(own)]]
        at += len(own) + (len(own) % 2 if order is HANDOUT else 0)  # the next copy begins on the front of a sheet
    assert at == len(images)


@ORDERS
def test_it_is_tagged_and_archival_and_like_what_we_make(order):
    data, _ = bound(order)
    assert failures({"bound.pdf": data}) == []
    assert (list(inspect(data, "bound.pdf")), foreign_to_us(data)) == ([], "")


@ORDERS
def test_it_carries_the_ledger_of_every_copy(order):
    data, _ = bound(order)
    alone = [read_ledger(ReadBack(list(make(shop_of(one), order).values())[-1]).keywords) for one in PARTNERS]
    sections = sections_of(ReadBack(data).keywords)
    assert sections is not None
    assert [(dict(one.numbers), one.editions) for one in alone if one] == [(dict(section.ledger.numbers), section.ledger.editions) for section in sections]


def test_what_was_made_the_long_way_tells_of_its_codes_as_they_are():
    hotline = edited(LIBRARY.contacts["nhth"], web="https://example.org/a(b\\1")
    library = replace(LIBRARY, contacts=MappingProxyType({**LIBRARY.contacts, "nhth": hotline}))
    binder = Binder()
    binder.add_whole(make(replace(SHOP, library=library), Order("public", "one-page"))["public/one-page.en.pdf"])
    (section,) = sections_of(ReadBack(binder.closed(Document("A", "B", "en"))).keywords) or []
    assert section.ledger.codes == {"https://example.org/a(b\\1": 1}


def test_what_is_the_same_for_all_is_in_it_once():
    card, sheet = bound(CARD)[0], list(make(shop_of(PARTNERS[0]), CARD).values())[-1]
    assert len(card) < len(sheet) + len(PARTNERS) * 5_000


def test_same_partners_same_bytes():
    assert bound(CARD)[0] == bound(CARD)[0]


def proved(data: bytes, contacts) -> list[str]:
    document = ReadBack(data)
    ledger = read_ledger(document.keywords)
    assert ledger is not None
    return [str(one) for one in (*prove(data, contacts, "b.pdf"), *prove_places(document, ledger, contacts, "b.pdf"))]


def test_every_copy_is_proved_on_its_own_pages():
    data, bindery = bound(CARD)
    assert proved(data, bindery.contacts) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda pdf: pdf.pages.reverse(), "elsewhere"),
        (lambda pdf: pdf.pages.__delitem__(-1), "it has 5 pages, and carries the places of numbers on 6"),
    ],
    ids=["pages in another order", "a page that is gone"],
)
def test_a_copy_on_another_partners_page_is_found(change, says):
    data, bindery = bound(CARD)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert any(says in one or "was read" in one for one in proved(buffer.getvalue(), bindery.contacts))


def test_a_number_that_changed_since_is_named_with_the_edition_to_recall():
    data, bindery = bound(CARD)
    changed = {**bindery.contacts, **partner("South Side Clinic", "+13125550179", id="two").contacts}
    assert any("it shows +13125550178 for 'two-line' (voice); the registry says +13125550179; recall this edition" in one for one in proved(data, changed))


@pytest.fixture
def together(small, ask):
    def together(*words: str, rows: str = "North House\nSouth House\n"):
        (small / "partners.csv").write_text(f"name\n{rows}", encoding="utf-8")
        given = ("--content", small / "content", "--layouts", small / "layouts")
        return ask("batch", "partners.csv", "--together", "-a", "public", "-l", "card", "--quiet", *given, *words)

    return together


def test_the_command_makes_one_file_of_each_piece(small, together):
    ran = together()
    assert (ran.code, ran.stdout, ran.stderr) == (0, "output/together/public/card.en.ten-up.pdf\noutput/batch.json\n", "")
    told = json.loads((small / "output/batch.json").read_text())
    assert (
        [(row["partner"], row["state"]) for row in told["partners"]],
        len(ReadBack((small / "output/together/public/card.en.ten-up.pdf").read_bytes())),
    ) == ([("north-house", "made"), ("south-house", "made")], 4)


def test_a_row_that_fails_is_left_out_and_told(small, together, edit):
    edit(small, "layouts/card.xml.j2", "</heading>", "</heading><para>{{ partner.name }}</para>")
    ran = together(rows="North House\n" + "W" * 70 + "\n")
    assert (ran.code, len(ReadBack((small / "output/together/public/card.en.ten-up.pdf").read_bytes()))) == (1, 2)
    assert "is wider than its line" in ran.stderr


def test_a_kit_cannot_be_bound(small, ask):
    (small / "partners.csv").write_text("name\nNorth House\n", encoding="utf-8")
    ran = ask("batch", "partners.csv", "--together", "--kit", "evening", "--content", small / "content", "--layouts", small / "layouts")
    assert (ran.code, "a kit is packed for each partner by itself" in ran.stderr) == (2, True)
