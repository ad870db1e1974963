"""What there is of a kind, as rows: an id and a name first, and the other fields for programs."""

import json

import pytest

from generator.markup.layouts import layout_names
from generator.tasks.lists import LISTINGS, list_rows


@pytest.mark.parametrize("kind", LISTINGS)
def test_every_row_begins_with_an_id_and_a_name(shop, kind):
    rows = list_rows(kind, shop)
    assert rows
    assert [row for row in rows if list(row)[:2] != ["id", "name"] or not row["id"] or not row["name"]] == []


@pytest.mark.parametrize("kind", LISTINGS)
def test_every_row_can_be_written_as_json(shop, kind):
    rows = list_rows(kind, shop)
    assert [list(row) for row in json.loads(json.dumps(rows))] == [list(row) for row in rows]


def test_everything_of_a_kind_is_listed(shop):
    library = shop.library
    expected = {
        "agencies": sorted(library.agencies),
        "audiences": sorted(library.audiences),
        "contacts": sorted(library.contacts),
        "kits": sorted(library.kits),
        "quizzes": sorted(library.quizzes),
        "topics": list(library.topics),
        "layouts": layout_names(shop.layouts),
        "sheets": list(shop.sheets()),
    }
    assert {kind: [row["id"] for row in list_rows(kind, shop)] for kind in expected} == expected


def test_a_contact_is_listed_with_its_number(shop):
    names = {row["id"]: row["name"] for row in list_rows("contacts", shop)}
    assert (names["nhth"], names["911"]) == ("National Human Trafficking Hotline  1-888-373-7888", "Emergency services  911")


def test_a_contact_has_all_its_fields_and_its_file(shop):
    row = next(row for row in list_rows("contacts", shop) if row["id"] == "nhth")
    assert (row["voice"], row["text"]["to"], row["purposes"], row["file"]) == ("+18883737888", "233733", ["trafficking-help"], "content/contacts/nhth.yaml")


def test_what_was_not_given_is_not_listed(shop):
    assert "vanity" not in next(row for row in list_rows("contacts", shop) if row["id"] == "nhth")


def test_a_sheet_is_listed_with_its_grid(shop):
    row = next(row for row in list_rows("sheets", shop) if row["id"] == "avery-5371")
    assert (row["paper"], row["cards"], row["card_pt"], "8371" in row["equivalents"]) == ("letter", 10, [252, 144], True)
