"""A piece of a kit comes in the right number, and what belongs to the workshop itself is filled in from the kit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed
from pieces import text_of
from shipping import LIBRARY, SHOP

from generator.foundation.problems import Problems
from generator.kits.kit import make_kit
from generator.kits.packing import MOST_SIGN_IN_LINES, Packed, pack
from generator.library.models import Kit, KitPiece, Partner

KIT = LIBRARY.kits["police-workshop"]


def packed(layout: str, participants: int = 25, language: str = "en", **more: str) -> tuple[Packed, dict[str, bytes]]:
    """The line and the files of the first piece of a layout in the police kit, with some of its keys changed."""
    piece = next(piece for piece in KIT.pieces if piece.layout == layout)
    ((line, files),) = pack(SHOP, KIT, changed(piece, **more), participants, [language])
    return line, files


def printed(made: tuple[Packed, dict[str, bytes]]) -> str:
    line, files = made
    return " ".join(" ".join(text_of(files[line.file])).split())


@pytest.mark.parametrize(
    ("participants", "last", "copies"),
    [(1, 5, 1), (25, 25, 1), (26, 30, 1), (MOST_SIGN_IN_LINES, MOST_SIGN_IN_LINES, 1), (MOST_SIGN_IN_LINES + 1, MOST_SIGN_IN_LINES, 2)],
)
def test_a_sign_in_sheet_has_a_line_for_everybody(participants, last, copies):
    line, files = packed("sign-in", participants)
    numbers = [int(found) for text in text_of(files[line.file]) for found in re.findall(r"^(\d+)$", text, re.MULTILINE)]
    assert (numbers, line.wanted) == (list(range(1, last + 1)), copies)


def test_a_sign_in_sheet_says_that_nobody_has_to_sign_and_who_sees_it():
    said = printed(packed("sign-in"))
    for words in ("Signing is up to you.", "Only the trainer and the host see it.", "Nobody asks why you are here.", "To be destroyed on"):
        assert words in said


def test_a_quiz_has_the_questions_and_not_the_answers():
    said = printed(packed("quiz"))
    questions = LIBRARY.quizzes["officers"].questions
    assert [(question.ask in said, question.why in said) for question in questions] == [(True, False)] * len(questions)


def test_the_answers_to_a_quiz_say_why_and_where_that_was_read():
    said = printed(packed("quiz-key"))
    for question in LIBRARY.quizzes["officers"].questions:
        sources = [LIBRARY.guidance[question.guidance].sources[name].title for name in question.source]
        assert [text for text in (question.answers["abcd".index(question.right)], question.why, *sources) if text not in said] == []


@pytest.mark.parametrize("layout", ["sign-in", "quiz", "quiz-key", "certificate"])
def test_what_is_the_workshops_own_comes_in_spanish(layout):
    line, files = packed(layout, language="es")
    assert (line.language, line.file.endswith(".es.pdf")) == ("Spanish", True)
    assert "Taller para la policía" in printed((line, files))


def test_what_has_no_words_in_a_language_comes_in_english():
    assert packed("certificate", language="ko")[0].language == ""


def test_two_languages_stand_one_after_the_other_in_a_quiz():
    line, files = packed("quiz", language="en+es")
    said = printed((line, files))
    assert (line.file, "Before" in said, "Antes" in said) == ("workshop/quiz-officers.en+es.pdf", True, True)


def test_a_certificate_is_one_page_for_each_participant_and_promises_nothing():
    line, files = packed("certificate", 12)
    said = printed((line, files))
    assert (line.wanted, line.pages, line.flip) == (12, 1, "")
    assert "It is no license and no qualification, and gives no legal standing." in said


def test_a_certificate_names_the_partner():
    shop = replace(SHOP, partner=Partner(id="river", name="House of the River"))
    piece = next(piece for piece in KIT.pieces if piece.layout == "certificate")
    ((line, files),) = pack(shop, KIT, piece, 3, [])
    assert (line.file, printed((line, files)).count("House of the River")) == ("workshop/certificate.en.pdf", 2)


def test_a_card_tells_how_often_it_is_folded():
    outreach = LIBRARY.kits["outreach"]
    lines = {piece.layout: next(pack(SHOP, outreach, piece, 1, []))[0] for piece in outreach.pieces if piece.layout in ("shoe-card", "wallet-card")}
    assert {layout: line.folds for layout, line in lines.items()} == {"shoe-card": 1, "wallet-card": 0}


def wrong(**keys: str) -> str:
    piece = KitPiece(per="workshop", copies="1", use="A test", **keys)
    with pytest.raises(Problems) as found:
        list(pack(SHOP, Kit(id="mine", name="Mine", summary="A test", pieces=(piece,)), piece, 1, []))
    return str(found.value)


def test_a_piece_must_say_what_its_layout_needs():
    assert [
        wrong(layout="handout"),
        wrong(layout="quiz"),
        wrong(layout="sign-in", audience="public"),
        wrong(layout="sign-in", quiz="officers"),
        wrong(layout="dial-list"),
    ] == [
        "the layout 'handout' is for an audience, and this piece names none; add a line 'audience: NAME'",
        "the layout 'quiz' is for a quiz, and this piece names none; add a line 'quiz: NAME'",
        "the layout 'sign-in' is not for an audience, and this piece names one; remove that line",
        "the layout 'sign-in' is not for a quiz, and this piece names one; remove that line",
        "the layout 'dial-list' is not for kits; makecards dial-list uses it",
    ]


def test_a_count_of_five_digits_is_not_taken_for_a_code():
    """Printed as 20000 it would look like a number to send texts to, and the packing list would be refused."""
    outreach = LIBRARY.kits["outreach"]
    few = changed(outreach, pieces=tuple(piece for piece in outreach.pieces if piece.layout == "one-page"))
    data = make_kit(SHOP, few, 5000)["kits/outreach/packing-list.pdf"]
    assert "10,000 copies" in " ".join(" ".join(text_of(data)).split())
