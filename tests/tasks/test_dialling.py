"""Who dialled a number is written into its file and nothing else is touched; the sheet has every number once."""

from datetime import date
from pathlib import Path

import pytest
from checkout import Ran
from pieces import text_of
from shipping import LIBRARY, SHOP

from generator.foundation.problems import Problems
from generator.library.numbers import shown_number
from generator.tasks.dialling import by_need, dial_sheet, record

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("contact", sorted(LIBRARY.contacts))
def test_two_lines_are_written_and_all_else_stays_as_it_was(content, contact):
    path, after = record(content, LIBRARY.contacts[contact], "Ana Ruiz", date(2026, 11, 20), TODAY)
    before = path.read_text(encoding="utf-8").splitlines()
    place = next(at for at, line in enumerate(before) if line.startswith("verify_by")) + 1
    assert after.decode().splitlines() == [*before[:place], "dialled_on: 2026-11-20", "dialled_by: Ana Ruiz", *before[place:]]


def test_a_second_call_replaces_the_first(content):
    contact = LIBRARY.contacts["nhth"]
    path, once = record(content, contact, "Ana Ruiz", date(2026, 11, 20), TODAY)
    path.write_bytes(once)
    _, twice = record(content, contact, "Bo Li", TODAY, TODAY)
    assert twice == once.replace(b"2026-11-20", b"2026-11-24").replace(b"Ana Ruiz", b"Bo Li")


@pytest.mark.parametrize(
    ("by", "on", "message"), [("Ana", date(2026, 11, 25), "2026-11-25 is a day to come"), ("  ", TODAY, "'  ' is no name"), ("A\u202eB", TODAY, "is no name")]
)
def test_what_cannot_be_is_refused(content, by, on, message):
    with pytest.raises(Problems, match=message):
        record(content, LIBRARY.contacts["nhth"], by, on, TODAY)


def test_the_command_writes_the_file_and_check_is_content(content, ask):
    ran = ask("dialled", "nhth", "--by", "Ana Ruiz", "--on", "2026-11-20", "--content", content)
    assert Ran(0, f"{content}/contacts/nhth.yaml\n", "") == ran
    doubts = ask("check", "--content", content).stderr
    assert ("nobody has dialled 'nhth' yet" in doubts, "nobody has dialled '988' yet" in doubts) == (False, True)


def test_an_unknown_contact_brings_the_near_ones(content, ask):
    ran = ask("dialled", "nhht", "--by", "Ana", "--content", content)
    assert (ran.code, "there is no contact 'nhht'; did you mean 'nhth'?" in " ".join(ran.stderr.split())) == (2, True)


def test_the_sheet_has_every_number_of_the_registry():
    words = " ".join(" ".join(text_of(dial_sheet(SHOP))).split())
    assert [contact.id for contact in LIBRARY.contacts.values() if isinstance(contact.voice, str) and shown_number(contact.voice) not in words] == []


def test_those_that_nobody_dialled_come_first_then_those_that_are_due():
    contacts = by_need(LIBRARY.contacts)
    assert [contact.verify_by for contact in contacts] == sorted(contact.verify_by for contact in contacts)


def test_the_command_makes_the_sheet(tmp_path, ask):
    assert Ran(0, f"{tmp_path}/dial-list.pdf\n", "") == ask("dial-list", "--out", tmp_path, "--quiet")
    assert Path(tmp_path / "dial-list.pdf").is_file()
