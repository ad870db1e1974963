"""The first words to a reader in every language, for a piece at which people point."""

from generator.languages.catalogues import Catalogue, every_language
from generator.languages.first_words import first_words


def test_english_comes_first_and_the_others_by_their_english_names(shop, library):
    found = first_words(library.audiences["survivors"], library.contacts["nhth"], map(shop.catalogue, every_language(shop.content)))
    names = [one.english_name for one in found]
    assert (found[0].code, names[1:]) == ("en", sorted(names[1:]))
    assert len(found) == 13


def test_a_language_without_the_words_is_left_out(library):
    silent = Catalogue("xx", "", "", "", {})
    assert first_words(library.audiences["survivors"], library.contacts["nhth"], [silent]) == ()


def test_who_is_answered_in_their_language_need_not_ask_for_an_interpreter(shop, library):
    found = {one.code: one for one in first_words(library.audiences["survivors"], library.contacts["nhth"], map(shop.catalogue, ("en", "es", "ar")))}
    assert (found["en"].interpreter, found["es"].interpreter) == ("", "")
    assert "Arabic" in found["ar"].interpreter
