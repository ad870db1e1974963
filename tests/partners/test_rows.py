"""A row is judged like a partner's file, and what spreadsheets do to numbers and days is undone or refused."""

from __future__ import annotations

import pytest
from shipping import LIBRARY, SHOP

from generator.foundation.problems import Problems
from generator.partners.rows import check_rows, dialled_form, folder_for, read_rows, row_of, spoilt_day, template

HEADER = template().splitlines()[0]
CELLS = dict(zip(HEADER.split(","), ["" for _ in HEADER.split(",")], strict=True)) | {
    "name": "Harbor House",
    "contact_name": "Advocate",
    "contact_voice": "1-312-555-0142",
    "contact_call_for": "A bed tonight",
    "contact_purposes": "trafficking-help",
    "contact_source": "https://harborhouse.example.org",
    "contact_read_on": "2026-11-24",
}


def written(tmp_path, *rows: dict[str, str]):
    path = tmp_path / "partners.csv"
    lines = [HEADER, *(",".join(f'"{CELLS[column] if column not in row else row[column]}"' for column in HEADER.split(",")) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def checked(tmp_path, *rows: dict[str, str]) -> list[str]:
    table = read_rows(written(tmp_path, *rows))
    try:
        check_rows(table, LIBRARY, ["en", "es"], tmp_path, SHOP.looks("plain"))
    except Problems as found:
        return [str(one).removeprefix(f"{tmp_path.as_posix()}/") for one in found.problems]
    return []


@pytest.mark.parametrize("row", [{"name": "Together"}, {"folder": "together"}])
def test_a_partner_cannot_have_the_folder_of_what_is_bound(tmp_path, row):
    hint = "give this partner another 'folder'; cell A2, 'folder'"
    assert checked(tmp_path, row) == [f"partners.csv:2:1: the folder 'together' is for files that bind the pieces of all partners; {hint}"]


def test_the_template_is_a_table_without_a_mistake(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(template(), encoding="utf-8")
    check_rows(read_rows(path), LIBRARY, ["en"], tmp_path, SHOP.looks("plain"))


def test_a_row_is_a_partner_with_what_follows_from_it(tmp_path):
    table = read_rows(written(tmp_path, {"participants": "12", "lang": "en es+en"}))
    row = row_of(table, *table.rows[0], ["en", "es"])
    contact = row.partner.contacts["harbor-house-contact"]
    assert (row.partner.id, row.participants, row.languages) == ("harbor-house", 12, ("en", "es+en"))
    assert (
        *(contact.short, contact.operator, contact.voice, contact.purposes, contact.verify_by, contact.order),
        contact.source.address,
    ) == ("Advocate", "Harbor House", "+13125550142", ("trafficking-help",), "2027-05-25", "500", "https://harborhouse.example.org")


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("1-312-555-0142", "+13125550142"),
        ("(312) 555-0142", "+13125550142"),
        ("312.555.0142", "+13125550142"),
        ("3125550142.0", "+13125550142"),
        ("13125550142", "+13125550142"),
        ("+44 20 7946 0000", "+442079460000"),
        ("988", "988"),
        ("555-0142", "555-0142"),
        ("23125550142", "23125550142"),
        ("call us", "call us"),
    ],
)
def test_numbers_are_read_in_any_form_that_leaves_no_doubt(cell, form):
    assert form == dialled_form(cell)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2026-11-24", ""),
        ("11/24/2026", "2026-11-24 is: year, month, day"),
        ("24.11.26", "2026-11-24 is: year, month, day"),
        ("46350", "2026-11-24"),
        ("24-Nov-26", "2026-11-24 is: year, month, day"),
    ],
)
def test_days_that_were_rewritten_are_seen(cell, meant):
    assert meant == spoilt_day(cell)


def test_a_folder_is_named_after_its_partner():
    assert [folder_for(name) for name in ("Saint Anne’s House".replace("’", " ’"), "Niño & Co.", "北京", "abcdefghijklmnopqrstuvwxyz" * 2)] == [
        "saint-anne-s-house",
        "nino-co",
        "",
        "abcdefghijklmnopqrstuvwxyzabcd",
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"name": ""}, "partners.csv:2:2: the cell 'name' is empty; cell B2, 'name'"),
        ({"contact_voice": "1-888-373-7888"}, "partners.csv:2: the number +18883737888 is also that of 'nhth'; leave it out: the piece has it already"),
        ({"contact_voice": "555-0142"}, "partners.csv:2:11: 'voice' cannot be '555-0142'; wanted: \"+\" and digits only"),
        ({"contact_read_on": "11/24/2026"}, "partners.csv:2:15: a spreadsheet turned a day into '11/24/2026'; format the column as Text"),
        ({"contact_source": ""}, "partners.csv:2:14: the cell 'contact_source' is empty; a local contact needs"),
        ({"contact_purposes": "local"}, "partners.csv:2: there is no purpose 'local'"),
        ({"accent": "#ffd0e0"}, "partners.csv:2:7: in the accent #ffd0e0 the text"),
        ({"logo": "none.svg"}, "partners.csv:2:6: the logo 'none.svg' was not found; put it beside the partner's file; cell F2, 'logo'"),
        ({"participants": "many"}, "partners.csv:2:8: there cannot be 'many' participants; wanted: a number from 1 to 5000; cell H2, 'participants'"),
        ({"lang": "xx"}, "partners.csv:2:9: there is no language 'xx'; known: en, es; cell I2, 'lang'"),
        ({"folder": "../up"}, "partners.csv:2:1: '../up' cannot be a folder's name"),
    ],
)
def test_what_is_wrong_in_a_cell_is_said_with_the_cell(tmp_path, row, says):
    (found, *more) = checked(tmp_path, row)
    assert (found[: len(says)], more) == (says, [])


def test_two_partners_cannot_share_a_folder(tmp_path):
    assert checked(tmp_path, {}, {}) == [
        "partners.csv:3:1: the folder 'harbor-house' is also that of row 2; give one of them another 'folder'; cell A3, 'folder'"
    ]


def test_all_rows_are_looked_at(tmp_path):
    found = checked(tmp_path, {"lang": "xx"}, {"name": "B"}, {"name": "C", "participants": "0"})
    assert [one.split(": ")[0] for one in found] == ["partners.csv:2:9", "partners.csv:4:8"]
