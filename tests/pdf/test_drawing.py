"""A colour of the theme becomes ink, and a mark becomes lines on a page, the right way up."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pieces import THEMES, element, pixels, plain, pressed

from generator.foundation.files import yaml_files
from generator.foundation.measures import Box, Size
from generator.imposition.impose import UNPRINTABLE
from generator.looks.colours import rgb
from generator.looks.theme_files import read_theme
from generator.pdf.drawing import FOLD_TICK, UNPRINTED_EDGE, fold_ticks
from generator.pdf.inks import cmyk
from generator.pdf.preflight import MOST_INK
from generator.typesetting.faces import Code, Face, Fill, Fold, Stroke, Turned

SHIPPED = [(path.stem, colour) for path in yaml_files(THEMES) for colour in read_theme(THEMES, path.stem).colours]
parts = st.integers(0, 255)


def inks(red, green, blue):
    """The inks of a colour that a theme writes as #rrggbb."""
    return cmyk(replace(plain(), colours={"mine": f"#{red:02x}{green:02x}{blue:02x}"}, inks={}), "mine")


# Inks


@pytest.mark.parametrize(("theme", "colour"), SHIPPED)
def test_no_shipped_colour_takes_too_much_ink(theme, colour):
    assert sum(cmyk(read_theme(THEMES, theme), colour)) <= MOST_INK


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((255, 255, 255), (0, 0, 0, 0)),
        ((0, 0, 0), (0, 0, 0, 1)),
        ((20, 20, 20), (0, 0, 0, 1)),  # near black is black: two blacks side by side look like a mistake
        ((128, 128, 128), (0, 0, 0, 0.498)),
        ((255, 0, 0), (0, 1, 1, 0)),
        ((0, 255, 0), (1, 0, 1, 0)),
        ((0, 0, 255), (1, 1, 0, 0)),
        ((10, 74, 92), (0.891, 0.196, 0, 0.639)),
    ],
)
def test_a_colour_becomes_these_inks(colour, expected):
    assert inks(*colour) == tuple(pytest.approx(ink, abs=0.0011) for ink in expected)


@given(parts)
def test_every_grey_is_black_ink_alone(light):
    assert inks(light, light, light)[:3] == (0, 0, 0)


@given(parts, parts)
def test_a_darker_grey_takes_no_less_ink(one, other):
    light, dark = max(one, other), min(one, other)
    assert inks(light, light, light)[3] <= inks(dark, dark, dark)[3]


@given(parts, parts, parts)
def test_every_ink_is_a_share(red, green, blue):
    assert all(0 <= ink <= 1 for ink in inks(red, green, blue))


@given(parts, parts, parts)
def test_three_colours_of_ink_never_stand_for_grey(red, green, blue):
    """What is common to cyan, magenta and yellow goes to the black plate."""
    assert min(inks(red, green, blue)[:3]) == 0


@given(parts, parts, parts)
def test_inks_mix_to_the_colour_again(red, green, blue):
    cyan, magenta, yellow, black = inks(red, green, blue)
    mixed = [255 * (1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
    assert max(red, green, blue) < 52 or mixed == [pytest.approx(part, abs=6) for part in (red, green, blue)]


@given(st.integers(52, 255), parts, parts)
def test_no_colour_but_the_darkest_takes_too_much_ink(light, one, other):
    assert sum(inks(light, min(one, light), min(other, light))) <= MOST_INK


@pytest.mark.parametrize("colour", [(10, 0, 0), (0, 0, 20), (0, 30, 0)])
def test_the_darkest_colours_do_not_take_too_much_ink_either(colour):
    assert sum(inks(*colour)) <= MOST_INK


@pytest.mark.parametrize("colour", [(39, 0, 0), (0, 0, 45), (0, 50, 0)])
def test_colours_that_are_nearly_black_do_not_take_too_much_ink(colour):
    assert sum(inks(*colour)) <= MOST_INK


def test_the_inks_that_a_theme_names_are_taken_as_they_are():
    assert cmyk(replace(plain(), inks={"brand": (0.9, 0.4, 0.35, 0.4)}), "brand") == (0.9, 0.4, 0.35, 0.4)


@given(parts, parts, parts)
def test_a_colour_of_the_screen_is_what_it_says(red, green, blue):
    assert tuple(round(part * 255) for part in rgb(f"#{red:02x}{green:02x}{blue:02x}")) == (red, green, blue)


# Folds


@pytest.mark.parametrize(
    ("fold", "ticks"),
    [
        (Fold(100, 0, 100, 144), [(100, 0, 100, 6), (100, 144, 100, 138)]),  # a card is cut at its edge
        (Fold(0, 72, 252, 72), [(0, 72, 6, 72), (252, 72, 246, 72)]),
        (Fold(264, 0, 264, 612), [(264, 18, 264, 24), (264, 594, 264, 588)]),  # a page has a margin that no printer reaches
        (Fold(0, 306, 792, 306), [(18, 306, 24, 306), (774, 306, 768, 306)]),
    ],
)
def test_a_fold_is_a_tick_at_both_its_ends(fold, ticks):
    assert fold_ticks(fold) == ticks


@given(st.floats(20, 1300), st.booleans())
@example(400.0, True)
def test_a_tick_of_a_fold_stays_on_its_fold(length, upright):
    fold = Fold(50, 0, 50, length) if upright else Fold(0, 50, length, 50)
    for x, y, to_x, to_y in fold_ticks(fold):
        along, across = ((y, to_y), (x, to_x)) if upright else ((x, to_x), (y, to_y))
        assert (set(across), abs(along[1] - along[0])) == ({50}, pytest.approx(FOLD_TICK))
        assert 0 <= min(along) < max(along) <= length


def test_a_fold_on_a_page_begins_where_printers_print():
    assert UNPRINTED_EDGE >= UNPRINTABLE


def face(*marks, width=200, height=100):
    return Face("front", Size(width, height), (Box(0, 0, width, height),), marks)


def dark_box(data, scale=4):
    """The box of all ink on a page in points."""
    image = pixels(data, dpi=72 * scale).convert("L").point(lambda light: 255 * (light < 192))
    return tuple(edge / scale for edge in image.getbbox())


def test_only_the_ends_of_a_fold_are_drawn():
    image = pixels(pressed([face(Fold(100, 0, 100, 100))]), dpi=288).convert("L")
    dark = [y for y in range(100) if image.crop((396, y * 4, 404, y * 4 + 4)).getextrema()[0] < 192]
    assert (min(dark), max(dark), [y for y in dark if 7 <= y < 93]) == (pytest.approx(0, abs=1.5), pytest.approx(99, abs=1.5), [])


# The right way up


def test_marks_count_downwards_from_the_top():
    assert dark_box(pressed([face(Fill(Box(10, 20, 30, 40), "ink"))])) == (10, 20, 40, 60)


@pytest.mark.parametrize(
    ("box", "expected"),
    [(Box(0, 0, 10, 10), (190, 90, 200, 100)), (Box(20, 30, 10, 5), (170, 65, 180, 70)), (Box(190, 90, 10, 10), (0, 0, 10, 10))],
)
def test_turned_marks_lie_where_they_say_that_they_lie(box, expected):
    turned = Turned(Box(0, 0, 200, 100), (Fill(box, "ink"),))
    where = turned.turn(box)
    assert (where.x, where.y, where.right, where.bottom) == dark_box(pressed([face(turned)])) == expected


def test_marks_are_turned_about_the_middle_of_their_own_box():
    assert dark_box(pressed([face(Turned(Box(100, 50, 100, 50), (Fill(Box(100, 50, 10, 20), "ink"),)))])) == (190, 80, 200, 100)


def test_what_comes_after_a_turned_mark_is_upright():
    marks = (Turned(Box(0, 0, 200, 100), (Fill(Box(0, 0, 10, 10), "paper"),)), Stroke(10, 20, 60, 20, "ink", 4))
    assert dark_box(pressed([face(*marks)])) == (10, 18, 60, 22)


def test_a_code_is_drawn_module_by_module():
    """Three modules with four of quiet around them: eleven across, ten points each. One is dark in the first row, two in the last."""
    code = Code(Box(0, 0, 110, 110), 3, (((0, 1),), (), ((1, 2),)), "HTTPS://EXAMPLE.ORG", element("qr"))
    image = pixels(pressed([face(code, width=110, height=110)]), dpi=72).convert("L")
    rows = ["".join("#" if image.getpixel((column * 10 + 5, row * 10 + 5)) < 128 else "." for column in range(11)) for row in range(11)]
    assert rows == [*["..........."] * 4, "....#......", "...........", ".....##....", *["..........."] * 4]
