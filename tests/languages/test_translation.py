"""The languages that ship: complete for what is promised, a draft that says so, and right to the last digit."""

import re
import unicodedata

import pytest
from shipping import SHOP

from generator.checking.coverage import Coverage, coverage
from generator.foundation.files import shipped
from generator.languages.catalogues import ENGLISH, languages_in, read_catalogue
from generator.languages.messages import SAY, messages_of
from generator.languages.pofiles import notes_in
from generator.library.numbers import shown_number
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.typesetting.faces import Words

CONTENT = shipped("content")
SPANISH = "es"
DRAFTS = ["ar", "fr", "hi", "ht", "ko", "pt", "ru", "th", "tl", "vi", "zh-Hans"]
PROMISED = ["wallet-card", "id-card", "eu-card", "fold-card", "safety-card", "poster", "poster-a3", "poster-tabloid", "one-page"]
COVERED: dict[str, Coverage] = {one.language: one for one in coverage(SHOP, [SPANISH, *DRAFTS])}
every_language = pytest.mark.parametrize("language", [SPANISH, *DRAFTS])


def test_these_languages_ship():
    assert sorted(languages_in(CONTENT)) == sorted([SPANISH, *DRAFTS])


@pytest.mark.parametrize("language", DRAFTS)
def test_what_is_promised_is_complete(language):
    complete = {(piece.audience, piece.layout) for piece in COVERED[language].complete}
    wanted = {(audience, layout) for audience in ("public", "survivors") for layout in PROMISED} | {("survivors", "shoe-card")}
    assert wanted - complete == set()


def test_spanish_is_complete_for_everything():
    found = COVERED[SPANISH]
    assert (found.translated, found.stale, len(found.complete)) == (found.messages, 0, len(found.pieces))


@pytest.mark.parametrize("language", DRAFTS)
def test_nothing_is_left_over_from_texts_that_have_changed(language):
    assert COVERED[language].stale == 0


@every_language
def test_a_translation_that_nobody_reviewed_is_a_draft(language):
    assert read_catalogue(CONTENT, language).reviewed_by == ""


HIDDEN = {"Cf", "Cc", "Co", "Cs", "Cn"}


def hidden(text, language):
    """The signs of a text that nobody sees: a word space of Thai is one, and no other."""
    allowed = {"\u200b"} if language == "th" else set()
    return [f"U+{ord(sign):04X}" for sign in text if unicodedata.category(sign) in HIDDEN and sign not in allowed]


@every_language
def test_a_translation_has_no_hidden_signs_and_its_letters_are_whole(language):
    said = read_catalogue(CONTENT, language).messages
    assert [(text, hidden(text, language)) for text in said.values() if hidden(text, language)] == []
    assert [text for text in said.values() if text != unicodedata.normalize("NFC", text)] == []


@every_language
def test_the_numbers_of_a_text_are_those_of_the_english(language):
    """In digits that a telephone has: 911 in Eastern Arabic or Devanagari digits is no number for a keypad."""
    said = read_catalogue(CONTENT, language).messages
    wrong = [
        (source, text)
        for (_, source), text in said.items()
        if sorted(re.findall(r"\b(?:911|988|233733|711)\b", source)) != sorted(re.findall(r"(?<!\d)(?:911|988|233733|711)(?!\d)", text))
        or any(sign.isdigit() and not sign.isascii() for sign in text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", DRAFTS)
def test_a_caller_says_a_word_that_an_english_speaker_knows(language):
    catalogue = read_catalogue(CONTENT, language)
    assert re.fullmatch(r"[A-Z][A-Za-z ]+", catalogue.spoken)
    assert "%(language)s" in (catalogue.say("layout", SAY) or "")


@every_language
def test_every_translation_was_put_back_into_english(language):
    text = (CONTENT / "languages" / f"{language}.po").read_text(encoding="utf-8")
    assert set(read_catalogue(CONTENT, language).messages) - set(notes_in(text)) == set()


def pieces(language):
    for one in COVERED[language].complete:
        if one.layout in (*PROMISED, "shoe-card"):
            yield lay_out_piece(SHOP, Order(one.audience, one.layout, language))


@every_language
def test_nothing_is_clipped_and_every_number_reads_from_left_to_right(language):
    """What does not fit is refused; what fits keeps to its safe boxes; the digits of a number rise from left to right."""
    for piece in pieces(language):
        for face in piece.faces:
            for mark in face.flat():
                if isinstance(mark, Words) and mark.number:
                    glyphs = mark.font.shaped(mark.text)
                    starts = [glyph.start for glyph in glyphs]
                    assert (mark.leftwards, starts) == (False, sorted(starts))
            words = [mark for mark in face.marks if isinstance(mark, Words)]
            assert [mark.text for mark in words if not any(safe.holds(mark.box, 1.5) for safe in face.safe)] == []


@pytest.mark.parametrize("language", DRAFTS)
def test_nobody_is_sent_to_a_text_line_that_does_not_speak_their_language(language):
    """The Hotline answers texts in English and Spanish; on the telephone it finds an interpreter."""
    for audience in ("public", "survivors"):
        page = lay_out_piece(SHOP, Order(audience, "wallet-card", language)).page
        numbers = {phone.text() for phone in page.walk() if phone.tag == "phone"}
        spoken = read_catalogue(CONTENT, language).spoken
        assert ("233733" in numbers, shown_number("+18883737888") in numbers, spoken in page.text()) == (False, True, True)


def test_a_reader_of_english_and_spanish_gets_the_text_code():
    for language in (ENGLISH, SPANISH):
        page = lay_out_piece(SHOP, Order("public", "wallet-card", language)).page
        assert "233733" in page.text()


def test_a_notice_in_all_languages_has_each_of_them_once():
    page = lay_out_piece(SHOP, Order("survivors", "poster-languages")).page
    spoken = [element.get("lang") for element in page.walk() if element.get("role") == "name"]
    assert sorted(spoken) == sorted([ENGLISH, SPANISH, *DRAFTS])


def test_every_message_is_known_by_its_context_and_text():
    wanted = {(message.context, message.text) for message in messages_of(SHOP.library, SHOP.layouts)}
    for language in DRAFTS:
        assert set(read_catalogue(CONTENT, language).messages) <= wanted
