"""A question has its answers by letter, one of them right, and the sources that say so."""

from generator.kits.quizzes import asked
from generator.languages.translation import Speaker


def test_every_question_has_one_right_answer_and_its_sources(shop, library):
    for quiz in library.quizzes.values():
        questions = asked(quiz, library, Speaker(shop.catalogue("en")))
        assert [question.number for question in questions] == list(range(1, len(questions) + 1))
        assert [sum(answer.right for answer in question.answers) for question in questions] == [1] * len(questions)
        assert all(question.sources for question in questions)


def test_the_letters_follow_each_other(shop, library):
    first = asked(library.quizzes["officers"], library, Speaker(shop.catalogue("en")))[0]
    assert "".join(answer.letter for answer in first.answers) == "abcd"[: len(first.answers)]
    assert first.right.letter == library.quizzes["officers"].questions[0].right


def test_what_has_no_translation_is_marked(library):
    from generator.languages.catalogues import Catalogue

    speaker = Speaker(Catalogue("xx", "", "", "", {}))
    asked(library.quizzes["officers"], library, speaker)
    assert len(speaker.missing) >= 2 * len(library.quizzes["officers"].questions)
