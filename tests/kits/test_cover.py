"""The cover says what is in the box, where to begin, whom to ask, and how old every number is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed
from pieces import text_of
from shipping import LIBRARY, SHOP

from generator.kits.kit import make_kit
from generator.kits.manifest import content_date
from generator.languages.dates import day_in_words
from generator.library.models import Partner
from generator.library.numbers import shown_number


def cover(kit: str = "police-workshop", shop=SHOP, languages: tuple[str, ...] = ()) -> str:
    files = make_kit(shop, LIBRARY.kits[kit], 25, languages)
    data = next(data for name, data in files.items() if name.endswith("/cover.pdf"))
    return " ".join(" ".join(text_of(data)).split())


@pytest.fixture(scope="module")
def police() -> str:
    return cover()


def test_it_lists_each_file_with_its_edition_its_copies_and_its_pages(police):
    rows = re.findall(r"((?:[a-z-]+/)?[a-z0-9.-]+\.pdf)(?: · ([A-Z]{5}))? (\d+) (\d+)", police)
    assert [(file, bool(edition), int(copies), int(pages)) for file, edition, copies, pages in rows] == [
        ("law-enforcement/handout.en.pdf", True, 25, 4),
        ("law-enforcement/wallet-card.en.avery-5371.pdf", True, 50, 2),
        ("survivors/wallet-card.en.avery-5371.pdf", True, 125, 2),
        ("service-providers/handout.en.pdf", True, 2, 4),
        ("workshop/quiz-officers.en.pdf", True, 25, 2),
        ("workshop/certificate.en.pdf", True, 25, 1),
        ("workshop/sign-in.en.pdf", True, 1, 2),
        ("workshop/quiz-key-officers.en.pdf", True, 1, 2),
        ("trainers/facilitator-notes.en.pdf", True, 1, 3),
        ("packing-list.pdf", False, 1, 2),
    ]


def test_it_says_where_to_begin_and_whom_to_ask(police):
    assert re.search(r"Begin here packing-list.pdf: print it first\..* print/: .* print-shop/: ", police)
    assert "Whom to ask Who packed this box Who knows the local numbers" in police


def test_it_says_how_old_the_texts_and_each_number_are(police):
    hotline = LIBRARY.contacts["nhth"]
    assert f"The texts are as of {day_in_words(content_date(LIBRARY), 'en')}" in police
    assert f"{hotline.name} {shown_number(hotline.voice)} Text 233733 {day_in_words(hotline.read_on, 'en')} right" in police


def test_nobody_is_asked_to_dial_911_as_a_test(police):
    assert re.search(r"Emergency services 911 \w+ \d+, \d+ never as a test", police)


def test_a_number_that_was_dialled_says_when_and_by_whom():
    dialled = changed(LIBRARY.contacts["nhth"], dialled_on="2026-11-25", dialled_by="Ana Ruiz")
    shop = replace(SHOP, library=replace(LIBRARY, contacts={**LIBRARY.contacts, "nhth": dialled}))
    assert "November 25, 2026, Ana Ruiz" in cover("community-evening", shop)


def test_it_names_the_partner_and_the_languages():
    shop = replace(SHOP, partner=Partner(id="river", name="House of the River", line="For all of the county"))
    said = cover("community-evening", shop, ("es", "en"))
    assert ("Kit for 25 participants · Spanish, English" in said, "House of the River For all of the county" in said) == (True, True)
