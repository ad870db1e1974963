"""Two pieces with one code say the same; a changed digit gives another code; nobody dials it."""

import re
from dataclasses import replace
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as edited
from pieces import block, text_of
from shipping import LIBRARY, PIECES, SHOP, laid_out, made

from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.markup.edition_code import CODE_LENGTH, CODE_LETTERS, EDITION_SLOT, with_edition
from generator.proof.ledgers import read_ledger
from generator.proof.prove import LOOSE_CODE, PHONE
from generator.proof.readback import ReadBack


def code(xml):
    return with_edition(block(xml))[1]


def test_the_same_words_have_the_same_code_wherever_they_stand_in_a_file():
    assert code('<para at="a.yaml:1:1">Call now</para>') == code('<para at="b.yaml:9:9">Call now</para>')


def test_the_same_words_have_the_same_code_whatever_their_looks_are_called():
    assert code('<para role="lead">Call now</para>') == code('<para role="note">Call now</para>')


def test_a_changed_word_a_changed_address_and_a_changed_number_have_other_codes():
    said = ["<para>Call now</para>", "<para>Call soon</para>", '<para><link to="a.org">x</link></para>', '<para><link to="b.org">x</link></para>']
    assert len({code(xml) for xml in said}) == len(said)


def test_the_code_stands_where_the_page_has_a_place_for_it():
    page, printed = with_edition(block(f"<para>Read in May · {EDITION_SLOT}</para>"))
    assert page.text() == f"Read in May · {printed}"


@given(st.text(max_size=20))
def test_a_code_is_no_word_and_no_number(text):
    found = with_edition(edited(block("<para>x</para>"), children=(text,)))[1]
    assert re.fullmatch(f"[{CODE_LETTERS}]{{{CODE_LENGTH}}}", found)
    assert (set(found) & set("AEIOUY0123456789"), PHONE.findall(found), LOOSE_CODE.findall(found)) == (set(), [], [])


def test_no_two_pieces_have_the_same_code():
    codes = [laid_out(audience, layout).edition for audience, layout in PIECES if layout != "label"]
    assert len(set(codes)) == len(codes)


def test_the_code_is_printed_and_the_file_carries_it():
    data = made("survivors", "wallet-card")["survivors/wallet-card.en.pdf"]
    printed = laid_out("survivors", "wallet-card").edition
    assert (f" · {printed}" in text_of(data)[1], read_ledger(ReadBack(data).keywords).editions) == (True, (printed,))


def test_a_new_number_gives_a_new_edition():
    contacts = {**LIBRARY.contacts, "ndvh": edited(LIBRARY.contacts["ndvh"], voice="+18007997299", vanity="1-800-799-7299")}
    shop = replace(SHOP, library=replace(LIBRARY, contacts=MappingProxyType(contacts)))
    assert lay_out_piece(shop, Order("survivors", "wallet-card")).edition != laid_out("survivors", "wallet-card").edition


def test_each_side_of_two_languages_has_its_own():
    both = lay_out_piece(SHOP, Order("survivors", "wallet-card", "en+es"))
    assert [part.text().count(one) for part, one in zip(both.page.parts(), both.edition.split(), strict=True)] == [1, 1]
