"""Pages as pictures, and one picture of them all with the trim and the safe area drawn on: for whoever signs off on a screen."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageColor

from generator.foundation.measures import MM
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.tasks.previews import ACROSS, DESK, DPI, PICTURE_GAP, SAFE, THUMB, TRIM, picture_pages


@pytest.fixture(scope="module")
def pieces(shop):
    """Pieces of every kind: two sides of a card, one upright page, two lying ones, and panels that stand on their heads."""
    orders = [
        Order("public", "wallet-card"),
        Order("survivors", "shoe-card"),
        Order("public", "poster"),
        Order("public", "brochure"),
        Order("public", "tent-card"),
    ]
    return [lay_out_piece(shop, order) for order in orders]


@pytest.fixture(scope="module")
def made(shop, pieces):
    return {name: Image.open(io.BytesIO(data)) for name, data in picture_pages(shop, pieces).items()}


def thumbs(sheet, count):
    """The places of so many thumbs on a contact sheet, from its pixels: (x, y, right, bottom)."""
    desk = ImageColor.getrgb(DESK)
    found, y = [], PICTURE_GAP
    while y < sheet.height - PICTURE_GAP and len(found) < count:
        row = []
        for column in range(ACROSS):
            x = PICTURE_GAP + column * (THUMB + PICTURE_GAP)
            if len(found) + len(row) == count:
                break
            right = next(at for at in range(x, sheet.width) if sheet.getpixel((at, y)) == desk)
            bottom = next(at for at in range(y, sheet.height) if sheet.getpixel((x, at)) == desk)
            row.append((x, y, right, bottom))
        found += row
        y = max(bottom for _, _, _, bottom in row) + PICTURE_GAP
    return found


def test_there_is_a_picture_of_each_side_and_one_of_all(made):
    assert list(made) == [
        "preview/public/wallet-card.en.1.png",
        "preview/public/wallet-card.en.2.png",
        "preview/survivors/shoe-card.en.1.png",
        "preview/survivors/shoe-card.en.2.png",
        "preview/public/poster.en.1.png",
        "preview/public/brochure.en.1.png",
        "preview/public/brochure.en.2.png",
        "preview/public/tent-card.en.1.png",
        "preview/contact-sheet.png",
    ]


@pytest.mark.parametrize(
    ("name", "inches"),
    [("public/wallet-card.en.1", (3.5, 2)), ("survivors/shoe-card.en.2", (3.5, 2)), ("public/poster.en.1", (8.5, 11)), ("public/brochure.en.2", (11, 8.5))],
)
def test_a_picture_is_as_large_as_its_side(made, name, inches):
    assert made[f"preview/{name}.png"].size == (pytest.approx(inches[0] * DPI, abs=1), pytest.approx(inches[1] * DPI, abs=1))


def test_a_picture_is_a_png_that_shows_something(made):
    assert {image.format for image in made.values()} == {"PNG"}
    assert [name for name, image in made.items() if image.convert("L").getextrema()[0] > 100] == []


def test_the_contact_sheet_has_a_thumb_for_each_side(made, pieces):
    faces = [face for piece in pieces for face in piece.faces]
    sizes = [(right - x, bottom - y) for x, y, right, bottom in thumbs(made["preview/contact-sheet.png"], len(faces))]
    scales = [THUMB / max(face.size.width, face.size.height) for face in faces]
    assert sizes == [(round(face.size.width * scale), round(face.size.height * scale)) for face, scale in zip(faces, scales, strict=True)]


def test_behind_the_last_thumb_the_contact_sheet_is_empty(made, pieces):
    sheet = made["preview/contact-sheet.png"]
    count = sum(len(piece.faces) for piece in pieces)
    bottom = max(bottom for _, _, _, bottom in thumbs(sheet, count))
    assert (count, sheet.size) == (8, (PICTURE_GAP + ACROSS * (THUMB + PICTURE_GAP), bottom + PICTURE_GAP))


def test_a_short_last_row_leaves_the_desk_bare(shop, pieces):
    sheet = Image.open(io.BytesIO(picture_pages(shop, pieces[2:3])["preview/contact-sheet.png"]))
    (x, y, right, bottom) = thumbs(sheet, 1)[0]
    assert sheet.crop((right, y, sheet.width, bottom)).getcolors() == [((sheet.width - right) * (bottom - y), ImageColor.getrgb(DESK))]
    assert x == PICTURE_GAP


def test_a_thumb_has_its_trim_and_its_safe_area_drawn_on(made, pieces):
    sheet = made["preview/contact-sheet.png"]
    x, y, right, bottom = thumbs(sheet, 1)[0]
    corners = {sheet.getpixel(corner) for corner in ((x, y), (right - 1, y), (x, bottom - 1), (right - 1, bottom - 1))}
    (safe,) = pieces[0].faces[0].safe
    scale = THUMB / 252
    edges = {sheet.getpixel((round(x + edge * scale), round(y + 72 * scale))) for edge in (safe.x, safe.right)}
    assert (corners, edges & {ImageColor.getrgb(SAFE)}) == ({ImageColor.getrgb(TRIM)}, {ImageColor.getrgb(SAFE)})


def test_every_panel_has_its_own_safe_area(made, pieces):
    shoe = pieces[1].faces[0]
    assert len(shoe.safe) == 2
    x, y, _, _ = thumbs(made["preview/contact-sheet.png"], 3)[2]
    scale = THUMB / shoe.size.width
    sheet = made["preview/contact-sheet.png"]
    found = [sheet.getpixel((round(x + box.x * scale) + 1, round(y + box.bottom * scale))) == ImageColor.getrgb(SAFE) for box in shoe.safe]
    assert found == [True, True]


def test_pages_on_other_paper_are_as_large_as_that(shop):
    other = replace(shop, paper="a4")
    files = picture_pages(other, [lay_out_piece(other, Order("public", "poster"))])
    with Image.open(io.BytesIO(files["preview/public/poster.en.1.png"])) as image:
        assert image.size == (pytest.approx(210 * MM / 72 * DPI, abs=1), pytest.approx(297 * MM / 72 * DPI, abs=1))


def test_the_same_pieces_give_the_same_pictures(shop, pieces):
    assert picture_pages(shop, pieces[:1]) == picture_pages(shop, pieces[:1])
