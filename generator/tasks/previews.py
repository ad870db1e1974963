"""Laid-out pieces -> PNG pages, and one contact sheet of them all with the trim and the safe area drawn on.

For whoever signs off without a printer. The pixels come from the finished PDF, the lines from the layout.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.making.editions import printed, screen_edition
from generator.proof.readback import ReadBack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from generator.making.order import Piece
    from generator.making.shop import Shop

DPI = 110
THUMB = 380  # pixels: the longer side on the contact sheet
ACROSS = 4
PICTURE_GAP = 16
TRIM, SAFE, DESK = "#c2185b", "#00838f", "#d5dadc"


def picture_pages(shop: Shop, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the pages as PNG by name, `preview/AUDIENCE/LAYOUT.LANG.N.png`, and `preview/contact-sheet.png`."""
    files: dict[str, bytes] = {}
    thumbs: list[Image] = []
    for piece in pieces:
        data = next(iter(printed(shop, screen_edition(shop, piece)).values()))
        for number, image in enumerate(ReadBack(data).images(DPI), 1):
            files[f"preview/{piece.stem}.{number}.png"] = _png(image)
            thumbs.append(_thumb(image, piece, number - 1))
    files["preview/contact-sheet.png"] = _png(_contact_sheet(thumbs))
    return files


def _thumb(image: Image, piece: Piece, face: int) -> Image:
    from PIL import ImageDraw

    size = piece.faces[face].size
    scale = THUMB / max(size.width, size.height)
    small = image.resize((round(size.width * scale), round(size.height * scale)))
    pen = ImageDraw.Draw(small)
    for box in piece.faces[face].safe:
        pen.rectangle((box.x * scale, box.y * scale, box.right * scale, box.bottom * scale), outline=SAFE)
    pen.rectangle((0, 0, small.width - 1, small.height - 1), outline=TRIM)
    return small


def _contact_sheet(thumbs: Sequence[Image]) -> Image:
    from PIL import Image as Images

    cell = THUMB + PICTURE_GAP
    rows = [thumbs[at : at + ACROSS] for at in range(0, len(thumbs), ACROSS)]
    heights = [max(thumb.height for thumb in row) + PICTURE_GAP for row in rows]
    sheet = Images.new("RGB", (ACROSS * cell + PICTURE_GAP, sum(heights) + PICTURE_GAP), DESK)
    y = PICTURE_GAP
    for row, height in zip(rows, heights, strict=True):
        for column, thumb in enumerate(row):
            sheet.paste(thumb, (PICTURE_GAP + column * cell, y))
        y += height
    return sheet


def _png(image: Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
