"""Every letter is set in a font that has it: that of its language, the theme's, or the first of the folder that can."""

import shutil

import pytest
from pieces import HERE, THEMES, case, plain

from generator.foundation.files import shipped
from generator.foundation.problems import Problems
from generator.looks.typecase import TypeCase, font_files, known_fonts

FONTS = {
    "en": "AtkinsonHyperlegible",
    "es": "AtkinsonHyperlegible",
    "ht": "AtkinsonHyperlegible",
    "ru": "NotoSans",
    "vi": "NotoSans",
    "zh-Hans": "NotoSansSC",
    "ko": "NotoSansKR",
    "ar": "NotoSansArabic",
    "hi": "NotoSansDevanagari",
    "th": "NotoSansThai",
}


@pytest.mark.parametrize("language", FONTS)
@pytest.mark.parametrize("face", ["Regular", "Bold"])
def test_a_language_is_set_in_the_font_that_is_meant_for_it(language, face):
    assert case().font(face.lower(), language).name == f"{FONTS[language]}-{face}"


def runs(text, language="en"):
    return [(part, font.name.split("-")[0]) for part, font in case().runs(text, "regular", language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Call now", "en", [("Call now", "AtkinsonHyperlegible")]),
        ("Call Привет now", "en", [("Call ", "AtkinsonHyperlegible"), ("Привет ", "NotoSans"), ("now", "AtkinsonHyperlegible")]),
        ("线 a 线", "ru", [("线 ", "NotoSansSC"), ("a ", "NotoSans"), ("线", "NotoSansSC")]),
        ("a\u0301", "en", [("a\u0301", "AtkinsonHyperlegible")]),  # a mark stays with its letter
        ("☎", "en", [("☎", "AtkinsonHyperlegible")]),  # nobody has it: whoever sets it will say so
    ],
)
def test_a_letter_that_is_missing_comes_from_the_first_font_that_has_it(text, language, expected):
    assert runs(text, language) == expected


@pytest.mark.parametrize("language", FONTS)
def test_numbers_to_dial_are_in_the_themes_own_font(language):
    assert (case().number_font().name, case().number_font().lacking("0123456789-+() ")) == ("AtkinsonHyperlegible-Bold", "")


def test_lines_of_some_scripts_are_farther_apart():
    assert [case().font("regular", language).leading for language in ("en", "zh-Hans", "th")] == [1.15, 1.25, 1.4]


@pytest.fixture
def own(tmp_path):
    """A folder of layouts with a font of somebody's own for Greek."""
    (tmp_path / "fonts").mkdir()
    shutil.copytree(THEMES, tmp_path / "themes")
    shutil.copyfile(shipped("layouts") / "fonts/noto-sans/NotoSans-Regular.ttf", tmp_path / "fonts/Mine.ttf")
    text = "name: Mine\nregular: Mine.ttf\nbold: Mine.ttf\nlanguages: [el]\nlicence: OFL\nsource: a friend\n"
    (tmp_path / "fonts/mine.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_font_for_a_language_is_one_file_and_its_font(own):
    assert TypeCase(plain().fonts, own / "themes", HERE).font("bold", "el").name == "Mine"


def test_fonts_that_ship_are_there_beside_ones_own(own):
    assert {"mine", "noto-sans"} <= {file.id for file, _ in font_files(own)}


def test_a_font_file_that_is_not_there_is_a_problem(own):
    (own / "fonts/Mine.ttf").unlink()
    with pytest.raises(Problems, match=r"the font 'Mine\.ttf' was not found"):
        TypeCase(plain().fonts, own / "themes", HERE).font("bold", "el")


def test_every_font_is_known_by_the_name_that_it_has_in_a_file():
    assert {"AtkinsonHyperlegible-Bold", "NotoSansThai-Regular"} <= set(known_fonts(shipped("layouts"), [plain()]))


@pytest.mark.parametrize("path", sorted((shipped("layouts") / "fonts").glob("*/")), ids=lambda path: path.name)
def test_every_font_that_ships_has_its_licence_beside_it(path):
    assert "SIL OPEN FONT LICENSE" in (path / "OFL.txt").read_text(encoding="utf-8").upper()


def test_the_fonts_that_ship_are_not_too_heavy_for_a_slow_line():
    assert sum(path.stat().st_size for path in (shipped("layouts") / "fonts").rglob("*.ttf")) < 8_000_000
