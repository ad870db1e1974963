"""A layout is filled in for an audience in one place, and what comes of it is named by one rule."""

import pytest

from generator.languages.translation import Speaker
from generator.making.pieces import filling_for, voice_of
from generator.markup.layouts import find_layout


def filling(shop, audience, layout, language="en"):
    return filling_for(shop, shop.library.audiences[audience], find_layout(shop.layouts, layout), Speaker(shop.catalogue(language)))


@pytest.mark.parametrize(("audience", "title"), [("public", "wallet-card · The public"), ("survivors", "wallet-card")])
def test_a_title_names_its_audience_unless_it_would_tell_what_its_holder_is(shop, audience, title):
    assert filling(shop, audience, "wallet-card").title == title


def test_the_file_is_named_after_audience_layout_and_language(shop):
    assert filling(shop, "public", "poster", "es").stem == "public/poster.es"


def test_the_contacts_are_those_that_the_reader_may_be_shown(shop):
    assert "hsi" in filling(shop, "law-enforcement", "wallet-card").contacts
    assert "hsi" not in filling(shop, "survivors", "wallet-card").contacts


def test_the_selection_is_as_deep_as_the_layout_asks(shop):
    deep, short = (len(filling(shop, "law-enforcement", layout).selection.parts) for layout in ("agency-guide", "wallet-card"))
    assert deep >= short


def test_a_draft_says_so_in_its_own_words(shop):
    assert (voice_of(Speaker(shop.catalogue("en"))).draft, voice_of(Speaker(shop.catalogue("es"))).draft != "") == ("", True)
