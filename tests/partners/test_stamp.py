"""What is stamped into a blank is what would have been made for the partner alone: the same words, numbers and pixels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from houses import partner, shop_of
from judge import failures
from msgspec.structs import replace as changed
from PIL import ImageChops
from shipping import LIBRARY, SHOP

from generator.library.models import Partner
from generator.library.partners import joined
from generator.making.make import make
from generator.making.order import Order
from generator.partners.stamp import Personaliser
from generator.proof.ledgers import read_ledger
from generator.proof.readback import ReadBack

FIRST, SECOND = partner(), partner("South Side Clinic", "+13125550178", line="Care for everybody", web="clinic.example.org")
PIECES = [
    ("law-enforcement", "wallet-card"),
    ("law-enforcement", "handout"),
    ("service-providers", "agency-guide"),
    ("public", "brochure"),
    ("public", "poster"),
    ("survivors", "wallet-card"),
    ("survivors", "one-page"),
    ("survivors", "label"),
]
every_piece = pytest.mark.parametrize("order", [Order(*piece) for piece in PIECES], ids=["-".join(piece) for piece in PIECES])


def stamped(order: Order, *partners: Partner) -> dict[str, bytes] | None:
    """The files of the last partner, made after those of the others."""
    personaliser = Personaliser()
    files = None
    for one in partners:
        files = personaliser.files_for(shop_of(one), order)
    return files


def seen(data: bytes) -> tuple[object, ...]:
    document = ReadBack(data)
    return document.keywords, [sorted(text.split()) for text in document.texts()]


def differences(one: bytes, other: bytes) -> list[tuple[int, int, int, int] | None]:
    pages = zip(ReadBack(one).images(100), ReadBack(other).images(100), strict=True)
    return [ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() for first, second in pages]


@every_piece
def test_it_says_and_shows_what_is_made_for_the_partner_alone(order):
    alone, files = make(shop_of(SECOND), order), stamped(order, FIRST, SECOND)
    assert files is not None
    assert list(alone) == list(files)
    for name, data in alone.items():
        assert seen(data) == seen(files[name])
        assert [None] * len(ReadBack(data)) == differences(data, files[name])


@every_piece
def test_it_is_tagged_and_archival(order):
    assert failures(stamped(order, FIRST, SECOND)) == []


@pytest.mark.parametrize("order", [Order("law-enforcement", "wallet-card"), Order("public", "handout")], ids=["card", "handout"])
@pytest.mark.parametrize(
    "before",
    [(), (FIRST,), (partner("Ångström Østergård"), FIRST), (partner("A much longer name of a house than the others have"),), (FIRST, partner("Žižkov 北京"))],
    ids=range(5),
)
def test_its_bytes_do_not_depend_on_who_came_before(order, before):
    assert stamped(order, SECOND) == stamped(order, *before, SECOND)


@pytest.mark.parametrize(
    "name", ["Casa Niño", "Dům Žižkov", "Fifty-Five Affiliates", "A much longer name of a house than the others have, for all of Cook County"]
)
def test_names_with_other_letters_and_lengths_come_out_as_they_are(name):
    order, one = Order("law-enforcement", "wallet-card"), partner(name)
    alone, files = make(shop_of(one), order), stamped(order, FIRST, one)
    assert files is not None
    assert [seen(data) for data in alone.values()] == [seen(data) for data in files.values()]
    assert failures(files) == []


@pytest.mark.parametrize(
    ("why", "one", "order"),
    [
        ("a script that needs another font", partner("北京之家"), Order("law-enforcement", "wallet-card")),
        ("bold words are markup", partner("The **Bold** House"), Order("law-enforcement", "wallet-card")),
        ("two languages on one piece", FIRST, Order("public", "wallet-card", "en+es")),
        ("a card that folds is upside down in part", FIRST, Order("public", "fold-card")),
    ],
)
def test_what_does_not_go_with_a_stencil_is_left_to_the_long_way(why, one, order):
    assert stamped(order, one) is None


def test_a_layout_that_looks_into_the_words_is_filled_in_for_each_partner(layouts, edit):
    edit(layouts, "wallet-card.xml.j2", '<face name="back">', '<face name="back">{% if partner.name|length > 20 %}<para role="small">long</para>{% endif %}')
    assert Personaliser().files_for(replace(shop_of(FIRST), layouts=layouts), Order("law-enforcement", "wallet-card")) is None


def test_partners_who_gave_other_words_do_not_share_a_stencil():
    bare = changed(SECOND, line=changed(Partner(name="x")).line, contacts={})
    order = Order("law-enforcement", "handout")
    files = stamped(order, FIRST, bare)
    assert files is not None
    assert [seen(data) for data in make(shop_of(bare), order).values()] == [seen(data) for data in files.values()]


def test_a_line_that_survivors_must_not_see_stays_off_though_the_first_partner_had_another():
    """The number decides, and a number is a word in a slot: so what is barred belongs to the form."""
    tips = partner("Tips", "+18003473756")  # not in the registry's contacts by this test's library
    library = replace(LIBRARY, contacts={name: one for name, one in LIBRARY.contacts.items() if one.voice != "+18003473756"})
    personaliser, order = Personaliser(), Order("survivors", "wallet-card")
    for one in (FIRST, tips):
        shop = replace(SHOP, library=joined(library, one), partner=one, themes={})
        files = personaliser.files_for(shop, order)
    assert files is not None
    ledger = read_ledger(ReadBack(files["house/survivors/wallet-card.en.pdf"]).keywords)
    assert ledger is not None
    assert "house-line" not in {contact for contact, _, _ in ledger.numbers}
