"""A calibration sheet is measured on the finished page: every figure and every line of its rulers is where a person reads it."""

from dataclasses import replace

import pikepdf
import pytest
from pieces import opened, pixels, places, text_of

from generator.foundation.measures import MM, PAPERS
from generator.tasks.calibration import calibration_sheet

DPI = 254  # ten pixels a millimetre
FIGURES = [-15, -10, -5, 5, 10, 15]
RULER = -24.0  # mm from the middle of the page: where a ruler begins


@pytest.fixture(scope="session")
def sheet(shop):
    return calibration_sheet(shop)


@pytest.fixture(scope="session")
def front(sheet):
    return pixels(sheet, 0, DPI).convert("L")


@pytest.fixture(scope="session")
def back(sheet):
    return pixels(sheet, 1, DPI).convert("L")


def dark(image, right, down):
    """Whether there is ink within a tenth of a millimetre of a point, in millimetres right of and below the page's middle."""
    x, y = round(image.width / 2 + 10 * right), round(image.height / 2 + 10 * down)
    return image.crop((x - 1, y - 1, x + 2, y + 2)).getextrema()[0] < 192


def box_of(image, left, top, right, bottom):
    """The box of all ink in a part of the page: (left, top, right, bottom), all in millimetres from the page's middle."""
    edges = [image.width / 2 + 10 * left, image.height / 2 + 10 * top, image.width / 2 + 10 * right, image.height / 2 + 10 * bottom]
    part = image.crop(tuple(map(round, edges))).point(lambda light: 255 * (light < 192))
    x, y, to_x, to_y = part.getbbox()
    return tuple(round(edge, 1) for edge in (left + x / 10, top + y / 10, left + to_x / 10, top + to_y / 10))


def test_it_has_a_front_and_a_back(sheet):
    assert [text.split("\n")[0] for text in text_of(sheet)] == ["Calibration sheet: front", "Calibration sheet: back"]


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_as_large_as_its_paper(shop, paper):
    size = PAPERS[paper]
    with opened(calibration_sheet(replace(shop, paper=paper))) as pdf:
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]
    assert sizes == [(pytest.approx(size.width, abs=0.01), pytest.approx(size.height, abs=0.01))] * 2


def test_a_viewer_is_told_to_turn_it_over_the_long_edge_and_not_to_scale(sheet):
    with opened(sheet) as pdf:
        assert (pdf.Root.ViewerPreferences.Duplex, pdf.Root.ViewerPreferences.PrintScaling) == (pikepdf.Name.DuplexFlipLongEdge, pikepdf.Name("/None"))


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_stands_at_its_millimetre(sheet, figure):
    """On the ruler across right is plus, on the ruler down down is plus: as the printer's fault is kept."""
    across, down = places(sheet, 0, f"{figure:+d}")
    assert (across.x + across.right) / 2 == pytest.approx(306 + figure * MM, abs=0.8)
    assert (down.y + down.bottom) / 2 == pytest.approx(396 + figure * MM, abs=0.8)


def test_there_is_a_line_at_every_millimetre_and_none_between(front):
    steps = [half / 2 for half in range(-32, 33)]
    across = [step for step in steps if dark(front, step, RULER + 1)]
    down = [step for step in steps if dark(front, RULER + 1, step)]
    assert across == down == [float(step) for step in range(-15, 16)]


def test_every_fifth_line_is_longer(front):
    across = [step for step in range(-15, 16) if dark(front, step, RULER + 3)]
    down = [step for step in range(-15, 16) if dark(front, RULER + 3, step)]
    assert across == down == [-15, -10, -5, 0, 5, 10, 15]


def test_the_line_at_nought_is_the_boldest(front):
    def weight(step):
        left, _, right, _ = box_of(front, step - 0.4, RULER + 0.5, step + 0.4, RULER + 1.5)
        return right - left

    assert weight(0) > 1.5 * max(weight(step) for step in range(-15, 16) if step)


def test_the_two_long_lines_have_a_hundred_millimetres(front):
    left, _, right, _ = box_of(front, -60, 58, 60, 62)
    _, top, _, bottom = box_of(front, 63, -60, 67, 70)
    thick = 0.3  # mm: the strokes at both ends, from whose middles a person measures
    assert (right - left - thick, bottom - top - thick) == (pytest.approx(100, abs=0.2), pytest.approx(100, abs=0.2))


def test_the_cross_of_the_back_is_in_the_middle_of_the_page(back):
    left, top, right, bottom = box_of(back, -60, -60, 60, 60)
    assert (left + right, top + bottom) == (pytest.approx(0, abs=0.2), pytest.approx(0, abs=0.2))
    assert [dark(back, right, down) for right, down in ((0, 0), (19, 0), (-19, 0), (0, 19), (0, -19), (5, 5), (-5, 5))] == [True] * 5 + [False] * 2


def test_the_cross_reaches_over_the_rulers_however_far_off_it_is(back):
    """A back that lies 15 mm too low must still show its upright arm at the ruler across, whose far end is 24 mm away."""
    assert dark(back, 0, RULER - 15)
    assert dark(back, RULER - 15, 0)


def test_the_text_ends_above_the_rulers(front):
    middle = (front.width / 2, front.height / 2)
    between = (0, middle[1] - 330, middle[0] + 600, middle[1] - 290)  # 33 to 29 mm above the middle, left of the long upright line
    assert front.crop(tuple(map(round, between))).getextrema() == (255, 255)


def test_the_same_sheet_has_the_same_bytes(shop, sheet):
    assert calibration_sheet(shop) == sheet
