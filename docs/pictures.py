"""The pictures of README.md, made by the program itself: python docs/pictures.py

Run it again when layouts or content change, and look at what it made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from generator.library import read_library
from generator.making import Order, Shop, make
from generator.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURES = Path(__file__).resolve().parent / "pictures"
COLOURS = 64
LARGEST = 150 * 1024  # bytes: a README must open on a slow line
BORDER = (176, 176, 176)


def pages(shop: Shop, audience: str, layout: str, ending: str, width: int, language: str = "en") -> list[Image.Image]:
    """Return the pages of the piece whose file name has this ending, each `width` pixels wide, with a thin border."""
    files = make(shop, Order(audience, layout, language))
    data = next(data for name, data in files.items() if name.endswith(ending))
    drawn = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        framed = Image.new("RGB", (picture.width + 2, picture.height + 2), BORDER)
        framed.paste(picture, (1, 1))
        drawn.append(framed)
    return drawn


def side_by_side(pictures: list[Image.Image], gap: int = 20) -> Image.Image:
    """Return one picture with all of them in a row on white."""
    whole = Image.new("RGB", (sum(one.width for one in pictures) + gap * (len(pictures) - 1), max(one.height for one in pictures)), "white")
    x = 0
    for one in pictures:
        whole.paste(one, (x, 0))
        x += one.width + gap
    return whole


def save(picture: Image.Image, name: str) -> Path:
    """Write an optimised PNG of few colours. Raises ValueError if it is too large for a README."""
    path = PICTURES / name
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} has {path.stat().st_size:,} bytes; {LARGEST:,} are allowed: make it narrower")
    return path


def main() -> None:
    shop = Shop(read_library(shipped("content")), shipped("layouts"))
    wanted: dict[str, Callable[[], Image.Image]] = {
        "handout-police.png": lambda: pages(shop, "law-enforcement", "handout", "/handout.en.pdf", 850)[0],
        "cards-police.png": lambda: pages(shop, "law-enforcement", "wallet-card", ".avery-5371.pdf", 850)[0],
        "card-arabic.png": lambda: side_by_side(pages(shop, "survivors", "wallet-card", "/wallet-card.en+ar.pdf", 480, "en+ar")),
        "poster-languages.png": lambda: pages(shop, "survivors", "poster-languages", "/poster-languages.en.pdf", 480)[0],
        "card-survivors.png": lambda: side_by_side(pages(shop, "survivors", "wallet-card", "/wallet-card.en.pdf", 480)),
    }
    PICTURES.mkdir(exist_ok=True)
    for name, picture in wanted.items():
        print(save(picture(), name))


if __name__ == "__main__":
    main()
