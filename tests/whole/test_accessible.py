"""Everything that ships is PDF/UA-1 and PDF/A-2a for an outside judge, and is read in an order that a person has read and kept.

The judge sees that the marks are there; that they say the right thing, only a reader does: tests/goldens has three pieces as
they are read aloud.
"""

from __future__ import annotations

import re

import pytest
from aloud import outline, tree_of
from judge import failures
from shipping import LAYOUTS, LIBRARY, PIECES, SHOP, every_piece, made

from generator.kits.kit import make_kit
from generator.making.make import make, make_mixed
from generator.making.order import Order
from generator.making.shop import Shop
from generator.tasks.calibration import calibration_sheet

THEMES = sorted(path.stem for path in (SHOP.layouts / "themes").glob("*.yaml"))
LENGTH = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\n")


@every_piece
def test_every_edition_of_a_piece_is_as_it_claims(audience, layout):
    assert failures(made(audience, layout)) == []


@every_piece
def test_a_card_has_a_screen_and_a_paper_edition(audience, layout):
    """So that the test above sees both."""
    assert len(made(audience, layout)) == (2 if LAYOUTS[layout].shares_a_sheet else 1)


def test_the_judge_would_find_a_fault():
    (data,) = made("public", "handout").values()
    assert failures({"x.pdf": data.replace(b"/Marked true", b"/Marked none")}) != []


@every_piece
def test_every_stream_is_as_long_as_it_says(audience, layout):
    """ISO 19005-2, 6.1.7.1: behind as many bytes stand a line end and `endstream`."""
    for data in made(audience, layout).values():
        behind = [data[found.end() + int(found[1]) :][:11] for found in LENGTH.finditer(data)]
        assert len(behind) > 4
        assert [one for one in behind if not re.match(rb"\r?\nendstream", one)] == []


def test_there_is_no_layout_that_no_audience_may_have():
    assert [name for name, layout in LAYOUTS.items() if layout.subject == "audience" and name not in {name for _, name in PIECES}] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_handout_is_so_in_every_theme(theme):
    assert failures(make(Shop(LIBRARY, SHOP.layouts, theme=theme), Order("public", "handout"))) == []


def test_a_poster_in_tiles_is_so():
    assert failures(make(SHOP, Order("public", "poster-tabloid", sheet="tiles"))) == []


def test_a_sheet_of_which_every_copy_is_content_is_so():
    assert failures(make(Shop(LIBRARY, SHOP.layouts, tag_copies=True), Order("public", "wallet-card"))) == []


def test_a_sheet_of_mixed_cards_is_so():
    files = make_mixed(SHOP, [Order(audience, "wallet-card") for audience in ("law-enforcement", "public", "survivors")])
    assert (len(files), failures(files)) == (4, [])


def test_a_calibration_sheet_is_so():
    assert failures({"calibration.pdf": calibration_sheet(SHOP)}) == []


def test_a_kit_is_so():
    (kit, *_) = LIBRARY.kits
    files = make_kit(SHOP, LIBRARY.kits[kit], 12)
    assert failures({name: data for name, data in files.items() if "/print-shop/" not in name}) == []  # what a press gets has no tree


# What is read aloud


@every_piece
def test_every_picture_is_told_in_words_and_has_a_place(audience, layout):
    for data in made(audience, layout).values():
        pictures = [node for node in tree_of(data).walk() if node.role == "Figure"]
        assert [picture for picture in pictures if not picture.alt or len(picture.box) != 4] == []


@pytest.mark.parametrize(
    ("audience", "layout", "file"),
    [
        ("law-enforcement", "handout", "handout.en.pdf"),
        ("survivors", "wallet-card", "wallet-card.en.avery-5371.pdf"),
        ("public", "brochure", "brochure.en.pdf"),
    ],
    ids=["handout", "card", "brochure"],
)
def test_a_piece_is_read_aloud_as_it_was_when_a_person_last_read_it(audience, layout, file, golden):
    """If the difference is meant: pytest --update-goldens, and read it before you keep it."""
    found = outline(made(audience, layout)[f"{audience}/{file}"])
    assert golden(f"{audience}.{file.removesuffix('.pdf')}.txt", found) == found
