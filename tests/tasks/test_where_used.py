"""Whoever hears that a number has changed finds everything that shows it."""

import json

import pytest
from shipping import LIBRARY, PIECES, SHOP, laid_out, made

from generator.kits.kit import zipped
from generator.making.make import make
from generator.making.order import Order
from generator.tasks.where_used import Use, find_contacts, finished_uses, uses


def meant(word):
    return find_contacts(LIBRARY.contacts, word)


@pytest.mark.parametrize("word", ["nhth", "+18883737888", "1-888-373-7888", "888-373-7888", "(888) 373-7888", "233733", "BEFREE"])
def test_a_contact_is_found_by_its_name_and_by_its_numbers_however_they_are_written(word):
    assert list(find_contacts(LIBRARY.contacts, word)) == ["nhth"]


def test_a_number_that_several_share_finds_all():
    assert set(find_contacts(LIBRARY.contacts, "711")) >= {"nhth", "whd"}


def test_a_number_that_nobody_has_brings_the_near_one():
    with pytest.raises(KeyError, match="did you mean '1-888-373-7888'"):
        find_contacts(LIBRARY.contacts, "1-888-373-7889")


def test_every_piece_that_prints_a_contact_is_named_and_no_other():
    contact = LIBRARY.contacts["strong"]
    named = {use.name for use in uses(SHOP, meant("strong")) if use.kind == "piece"}
    printed = {f"{audience}/{layout}" for audience, layout in PIECES if any(shows(element, contact) for element in laid_out(audience, layout).page.walk())}
    assert named == printed


def shows(element, contact):
    return element.tag == "phone" and element.get("contact") == contact.id


def test_a_piece_says_through_which_channels_it_shows_a_contact():
    assert Use("nhth", "piece", "survivors/wallet-card", ("text", "voice")) in list(uses(SHOP, meant("nhth")))


def test_a_kit_is_named_for_the_pieces_in_it():
    assert Use("hsi", "kit", "police-workshop") in list(uses(SHOP, meant("hsi")))


def test_a_number_finds_only_the_pieces_that_show_that_number():
    text = {use for use in uses(SHOP, meant("233733")) if use.kind == "piece"}
    assert text == {use for use in uses(SHOP, meant("nhth")) if "text" in use.channels}


def test_a_finished_file_without_the_text_code_is_not_found_by_it(folder):
    (folder / "chinese.pdf").write_bytes(make(SHOP, Order("survivors", "wallet-card", "zh-Hans"))["survivors/wallet-card.zh-Hans.pdf"])
    assert "chinese.pdf" in {use.name.rpartition("/")[2] for use in finished_uses([folder], LIBRARY.contacts, meant("nhth"))}
    assert "chinese.pdf" not in {use.name.rpartition("/")[2] for use in finished_uses([folder], LIBRARY.contacts, meant("233733"))}


def test_a_survivors_piece_never_shows_the_tip_line():
    assert [use for use in uses(SHOP, meant("hsi")) if "survivors" in use.name] == []


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    for name, data in made("survivors", "wallet-card").items():
        (tmp_path / "deep" / name.rpartition("/")[2]).write_bytes(data)
    (tmp_path / "other.pdf").write_bytes(b"no PDF at all")
    return tmp_path


def test_finished_files_that_show_a_number_are_found_in_folders(folder):
    found = [use.name.rpartition("/")[2] for use in finished_uses([folder], LIBRARY.contacts, meant("nhth"))]
    assert found == ["wallet-card.en.avery-5371.pdf", "wallet-card.en.pdf"]


def test_endings_in_capitals_and_zips_are_looked_into(tmp_path):
    card = made("survivors", "wallet-card")["survivors/wallet-card.en.pdf"]
    (tmp_path / "CARD.PDF").write_bytes(card)
    (tmp_path / "KIT.Zip").write_bytes(zipped({"kit/Card.Pdf": card}))
    (tmp_path / "broken.zip").write_bytes(b"PK")
    found = [use.name.removeprefix(f"{tmp_path}/") for use in finished_uses([tmp_path, tmp_path / "CARD.PDF"], LIBRARY.contacts, meant("nhth"))]
    assert found == ["CARD.PDF", "KIT.Zip/kit/Card.Pdf", "CARD.PDF"]


def test_finished_files_without_it_are_not(folder):
    assert list(finished_uses([folder], LIBRARY.contacts, meant("fbi"))) == []


def test_the_command_lists_a_use_a_line(folder, ask):
    ran = ask("where-used", "988", str(folder))
    assert (ran.code, ran.stderr) == (0, "")
    assert f"988  file      {folder}/deep/wallet-card.en.pdf (voice)" in ran.stdout.splitlines()
    rows = json.loads(ask("where-used", "988", "--format", "json").stdout)
    assert {"contact": "988", "kind": "audience", "name": "survivors", "channels": []} in rows


def test_an_unknown_number_is_wrong_use(ask):
    ran = ask("where-used", "1-800-000-0000")
    assert (ran.code, ran.stdout, "there is no contact or number" in " ".join(ran.stderr.split())) == (2, "", True)
