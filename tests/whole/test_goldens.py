"""A few pieces look as they did when somebody last looked at them. Small pictures, compared with some tolerance.

If the difference is meant: pytest --update-goldens, and look at the pictures before you keep them.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2  # no picture, no comparison: a machine without it fails here
import pytest
from checkout import GOLDENS
from PIL import Image, ImageChops, ImageStat

from generator.making.editions import paper_edition, printed, screen_edition
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.making.shop import Shop

WHOLE = 1.0  # of 255: what rasterisers and their versions differ by, on average over a picture
PART = 12.0  # and over any square of PART_SIZE pixels: a word that moved, a line that is missing
PART_SIZE = 16

# The picture: the piece, whether as a sheet, which side, how many dots an inch.
PICTURES = {
    "wallet-card-police-front": ("law-enforcement", "wallet-card", False, 0, 110),
    "shoe-card-inside": ("survivors", "shoe-card", False, 1, 110),
    "poster-public": ("public", "poster", False, 0, 45),
    "sheet-5371-police-front": ("law-enforcement", "wallet-card", True, 0, 45),
}


def drawn(shop: Shop, name: str) -> Image.Image:
    """The picture as it is now, in grey."""
    audience, layout, on_a_sheet, side, dpi = PICTURES[name]
    piece = lay_out_piece(shop, Order(audience, layout))
    files = printed(shop, paper_edition(shop, [piece], "avery-5371", None) if on_a_sheet else screen_edition(shop, piece))
    (data,) = files.values()
    return pypdfium2.PdfDocument(data)[side].render(scale=dpi / 72).to_pil().convert("L")


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """The mean difference of two pictures, over all and over the square where it is largest; 255 if their sizes differ."""
    if one.size != other.size:
        return 255.0, 255.0
    difference = ImageChops.difference(one, other)
    return ImageStat.Stat(difference).mean[0], float(difference.reduce(PART_SIZE).getextrema()[1])


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Callable[[str, Image.Image], Image.Image]:
    """The picture that is kept under a name; with --update-goldens the one that is made now is kept first."""

    def kept(name: str, now: Image.Image) -> Image.Image:
        path = GOLDENS / f"{name}.png"
        if request.config.getoption("--update-goldens"):
            buffer = io.BytesIO()
            now.save(buffer, "PNG", optimize=True)
            path.write_bytes(buffer.getvalue())
        if not path.exists():
            pytest.fail(f"{path.name} is not there yet: run pytest --update-goldens")
        with Image.open(path) as image:
            return image.convert("L")

    return kept


@pytest.mark.parametrize("name", PICTURES)
def test_a_piece_looks_as_it_did_when_a_person_last_looked(name, shop, kept, tmp_path):
    now = drawn(shop, name)
    whole, part = differences(kept(name, now), now)
    if whole > WHOLE or part > PART:
        now.save(tmp_path / f"{name}.png")
        pytest.fail(f"{name} has changed by {whole:.2f} of {WHOLE} on average, {part:.0f} of {PART:.0f} at most; it is now {tmp_path / name}.png")


def test_no_picture_is_kept_that_nobody_compares():
    assert sorted(path.stem for path in GOLDENS.glob("*.png")) == sorted(PICTURES)


def test_the_pictures_are_small():
    assert [path.name for path in GOLDENS.glob("*.png") if path.stat().st_size > 40_000] == []


# The comparison is neither blind nor squeamish.


def test_a_picture_differs_by_nothing_from_itself(shop):
    now = drawn(shop, "wallet-card-police-front")
    assert differences(now, now) == (0, 0)


def test_a_picture_that_moved_by_two_pixels_has_changed(shop):
    now = drawn(shop, "wallet-card-police-front")
    assert differences(now, ImageChops.offset(now, 2, 0))[1] > PART


def test_one_figure_of_a_number_makes_a_difference(shop):
    """A white spot of the size of one figure of the largest number: about 9 by 13 pixels."""
    now = drawn(shop, "wallet-card-police-front")
    other = now.copy()
    dark = min((now.crop((x, y, x + 9, y + 13)).reduce(3).getextrema()[0], x, y) for x in range(20, 200, 9) for y in range(60, 120, 13))
    other.paste(255, (dark[1], dark[2], dark[1] + 9, dark[2] + 13))
    assert differences(now, other)[1] > PART


def test_a_little_more_or_less_smoothing_does_not(shop):
    now = drawn(shop, "poster-public")
    assert differences(now, now.point(lambda light: min(255, light + 1))) <= (WHOLE, PART)


def test_another_size_is_another_picture():
    assert differences(Image.new("L", (10, 10)), Image.new("L", (11, 10))) == (255, 255)
