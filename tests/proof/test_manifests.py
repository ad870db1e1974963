"""A manifest says from what a kit was made and which numbers each file shows, and `verify` holds the files against it."""

from __future__ import annotations

import hashlib
import json

import pytest
from checkout import Ran
from shipping import LIBRARY, SHOP

from generator import __version__
from generator.kits.kit import make_kit
from generator.kits.manifest import content_date
from generator.proof.manifests import numbers_listed


@pytest.fixture(scope="module")
def said() -> dict[str, object]:
    files = make_kit(SHOP, LIBRARY.kits["outreach"], 3, ["es", "en"])
    found: dict[str, object] = json.loads(files["kits/outreach/manifest.json"])
    return found


def test_it_says_of_whom_it_is_and_in_which_languages(said):
    keys = ("kit", "participants", "partner", "languages", "paper", "makecards", "content_date")
    assert {key: said[key] for key in keys} == {
        "kit": "outreach",
        "participants": 3,
        "partner": None,
        "languages": ["es", "en"],
        "paper": "letter",
        "makecards": __version__,
        "content_date": content_date(LIBRARY),
    }


def test_it_says_from_which_theme_and_layouts_the_kit_was_made(said):
    theme = (SHOP.layouts / "themes/plain.yaml").read_bytes()
    cling = (SHOP.layouts / "cling.xml.j2").read_bytes()
    made = said["made_from"]
    assert (made["theme"], made["layouts"]["cling"]) == (
        {"id": "plain", "sha256": hashlib.sha256(theme).hexdigest()[:12]},
        hashlib.sha256(cling).hexdigest()[:12],
    )
    assert sorted(made["layouts"]) == sorted({piece.layout for piece in LIBRARY.kits["outreach"].pieces})


def test_it_lists_the_numbers_of_each_file_with_the_days_on_which_they_were_read_and_dialled(said):
    hotline = LIBRARY.contacts["nhth"]
    assert said["contacts"]["survivors/cling.es.plain.pdf"] == [
        {"id": "911", "channel": "voice", "number": "911", "read_on": LIBRARY.contacts["911"].read_on, "dialled_on": None},
        {"id": "nhth", "channel": "text", "number": "233733", "read_on": hotline.read_on, "dialled_on": None},
        {"id": "nhth", "channel": "voice", "number": "+18883737888", "read_on": hotline.read_on, "dialled_on": None},
    ]


def test_it_says_how_often_each_file_is_printed(said):
    assert [one for one in said["print"] if one["file"].startswith("print/plain")] == [
        {"file": "print/plain-one-sided-1x.pdf", "times": 1, "sides": 1, "sheets": 4, "stock": "Plain paper, shared cuts"}
    ]


def test_the_day_of_the_content_is_the_last_on_which_anything_was_read():
    days = [source.read_on for holder in (*LIBRARY.agencies.values(), *LIBRARY.guidance.values()) for source in holder.sources.values()]
    assert content_date(LIBRARY) == max(*days, *(contact.read_on for contact in LIBRARY.contacts.values()))


@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b'{"contacts": 1}', b'{"contacts": {"a.pdf": [1]}}', b'{"contacts": {"a.pdf": [{"id": 1}]}}', b"\xff"])
def test_of_a_manifest_that_cannot_be_read_no_number_is_listed(junk):
    assert numbers_listed(junk) == {}


def test_a_manifest_that_lists_another_number_than_its_file_shows_is_found(small, ask):
    ask("kit", "evening", "--content", small / "content", "--layouts", small / "layouts", "--quiet")
    path = small / "output/kits/evening/manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"number": "+18663472423"', '"number": "+18663472424"'), encoding="utf-8")

    ran = ask("verify", path, "--content", small / "content", "--layouts", small / "layouts")

    says = "this file shows other numbers than the kit's manifest lists; pack the kit again"
    assert Ran(1, "", f"{path.parent}/print/letter-one-sided-2x.pdf: {says}\n{path.parent}/public/page.en.pdf: {says}\n2 problems.\n") == ran
