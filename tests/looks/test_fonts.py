"""A font tells its measures and what it lacks; a letter that would print as a box is never drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import HERE, THEMES, bold, regular

from generator.foundation.problems import Problems
from generator.looks.fonts import letters_in_words
from generator.looks.typecase import load_font


def test_a_font_is_read_from_an_installed_package():
    assert [regular().name, regular().family] == ["AtkinsonHyperlegible-Regular", "Atkinson Hyperlegible"]


def test_a_font_is_kept():
    assert regular() is regular()


@given(st.text("abcdefghijklmnopqrstuvwxyz ABC0123456789-", max_size=30), st.floats(1, 100))
def test_a_width_is_that_of_its_words_and_spaces_and_grows_with_the_size(text, size):
    words = [word for part in text.split(" ") for word in (part, " ")][:-1]
    assert regular().width(text, size) == pytest.approx(sum(regular().width(word, size) for word in words))
    assert regular().width(text, 2 * size) == pytest.approx(2 * regular().width(text, size))


def test_bold_is_wider():
    assert bold().width("Hotline", 10) > regular().width("Hotline", 10)


def test_the_measures_of_a_font_are_shares_of_its_size():
    font = regular()
    assert 0.6 < font.cap_height < font.ascent < 1.2
    assert 0.1 < font.descent < 0.5


def test_missing_letters_are_said_once_and_in_order():
    assert regular().lacking("Tel ☎ 曲 ☎") == "☎曲"


def test_missing_letters_have_their_code_and_name():
    assert letters_in_words("☎\ue000") == "'☎' (U+260E BLACK TELEPHONE), '\ue000' (U+E000 without a name)"


@pytest.mark.parametrize("letters", ["áéíóúñü¿¡", "“”‘’…–—·×•€", "0123456789+-()", "\u00a0"])
def test_the_house_font_has_what_english_and_spanish_need(letters):
    assert [regular().lacking(letters), bold().lacking(letters)] == ["", ""]


@pytest.mark.parametrize(
    "file",
    [
        "nowhere/A.ttf",
        "fontpkg_atkinson_hyperlegible/files/None.ttf",
        "fontpkg_atkinson_hyperlegible/../../evil.ttf",
        "../plain.yaml",
        "/etc/hostname",
        "os/x.ttf",
        "",
    ],
)
def test_a_font_that_is_not_there_is_a_problem(file):
    with pytest.raises(Problems) as found:
        load_font(file, THEMES, HERE)
    assert str(found.value) == f"{HERE}: the font '{file}' was not found; give a path below the folder of this file, or package/path/Face.ttf"


def test_a_file_that_is_no_font_is_a_problem(tmp_path):
    (tmp_path / "Mine.ttf").write_bytes(b"this is no font at all")
    with pytest.raises(Problems, match=r"Mine\.ttf: this font cannot be used; use a static TrueType file \(\.ttf\)"):
        load_font("Mine.ttf", tmp_path, HERE)
