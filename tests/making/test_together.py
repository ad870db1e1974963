"""Two languages on one piece: a side or a part for each, said to be in it, with all that protects its reader."""

import pytest
from aloud import tree_of
from pieces import text_of

from generator.foundation.problems import Problems
from generator.making.make import make
from generator.making.order import Order
from generator.making.pieces import lay_out_piece


def piece(shop, layout, language, audience="survivors"):
    return lay_out_piece(shop, Order(audience, layout, language))


def test_a_card_has_the_front_of_each_language(shop):
    both = piece(shop, "wallet-card", "en+es")
    assert [face.name for face in both.faces] == ["front (en)", "front (es)"]
    assert [part.get("lang") for part in both.page.parts()] == ["en", "es"]


def test_each_side_says_whom_to_call_what_is_passed_on_and_when_it_was_read(shop):
    for part in piece(shop, "wallet-card", "en+es").page.parts():
        numbers = [phone.text() for phone in part.walk() if phone.tag == "phone"]
        assert (numbers[0:1], "911" in numbers, "18" in part.text(), "2026" in part.text()) == (["233733"], True, True, True)


def test_a_side_in_a_draft_says_so(shop):
    assert "Draft translation, not yet reviewed" in next(iter(reversed(list(piece(shop, "wallet-card", "en+es").page.parts())))).text()


def test_a_listener_hears_each_part_in_its_language(shop):
    data = make(shop, Order("survivors", "wallet-card", "en+ar"))["survivors/wallet-card.en+ar.pdf"]
    assert [(node.role, node.language) for node in tree_of(data).walk() if node.role == "Sect"] == [("Sect", "en"), ("Sect", "ar")]


def test_a_handout_has_one_language_after_the_other(shop):
    data = make(shop, Order("survivors", "one-page", "en+zh-Hans"))["survivors/one-page.en+zh-Hans.pdf"]
    assert ["You have rights" in page for page in text_of(data)] == [True, False]
    assert ["帮助是免费的" in page for page in text_of(data)] == [False, True]


def test_a_side_that_runs_leftwards_is_mirrored_and_the_other_is_not(shop):
    english, arabic = piece(shop, "wallet-card", "en+ar").faces
    lead = {face.name: min(mark.x for mark in face.flat() if getattr(mark, "number", False) and "888" in mark.text) for face in (english, arabic)}
    assert lead["front (en)"] < 20 < 100 < lead["front (ar)"]


@pytest.mark.parametrize(
    ("layout", "language", "message"),
    [
        ("shoe-card", "en+es", "the layout 'shoe-card' folds: each language needs one of its own"),
        ("wallet-card", "en+es+ar", "a card has two sides, and en\\+es\\+ar are 3 languages"),
    ],
)
def test_what_cannot_be_shared_is_refused(shop, layout, language, message):
    with pytest.raises(Problems, match=message):
        piece(shop, layout, language)


def test_a_poster_may_have_more_than_two(shop):
    assert len(piece(shop, "poster", "en+es+ko").faces) == 3


def test_a_layout_whose_front_cannot_say_that_it_is_a_draft_is_refused(shop, layouts, library):
    from dataclasses import replace

    path = layouts / "shared/cards.xml.j2"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{{ limits() }}<section", "<section").replace("</section>{{ read_on() }}", "</section>"), encoding="utf-8"
    )
    with pytest.raises(Problems, match="the front of 'wallet-card' has no place to say that a translation is a draft"):
        piece(replace(shop, layouts=layouts), "wallet-card", "en+es")
