"""A picture's file -> pixels in a box. Only PNG and JPEG, only from the layout's own folder, only of a bounded size.

The pixels are decoded here and handed on, never the path: what a file claims to be is not believed.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from generator.faces import Picture
from generator.measures import Box
from generator.problems import Problems, problem

if TYPE_CHECKING:
    from pathlib import Path

    from generator.elements import Element

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_PIXELS = 16_000_000


def picture(element: Element, width: float, folder: Path) -> Picture:
    """Return the mark of an `image` element, `width` points wide. Raises Problems if the file cannot be trusted."""
    from generator.library import read_bytes

    name = element.get("file")
    path = folder / name
    if folder.resolve() not in path.resolve().parents:
        raise problem(element.place, f"the picture '{name}' lies outside the layouts' folder")
    data = read_bytes(path)
    if len(data) > LARGEST_FILE:
        raise problem(element.place, f"the picture '{name}' has {len(data):,} bytes; {LARGEST_FILE:,} are allowed")
    pixels = _decoded(data, element, name)
    size = pixels.size  # type: ignore[attr-defined]
    return Picture(Box(0, 0, width, width * size[1] / size[0]), pixels, element)


def _decoded(data: bytes, element: Element, name: str) -> object:
    import io

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if opened.width * opened.height > MOST_PIXELS:
                raise problem(element.place, f"the picture '{name}' has {opened.width * opened.height:,} pixels; {MOST_PIXELS:,} are allowed")
            opened.load()
            return opened.convert("RGB")
    except Problems:
        raise
    except Exception as error:  # noqa: BLE001 - Pillow raises many kinds for a broken file; all mean the same to the reader
        raise problem(element.place, f"the picture '{name}' cannot be read: {error}", "save it again as PNG or JPEG") from None


def in_inks(pixels: Any) -> Any:
    """Return a picture in CMYK, for a press, with all that is grey in it moved to the black plate."""
    from PIL import Image, ImageChops

    cyan, magenta, yellow = ImageChops.invert(pixels).split()
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    return Image.merge("CMYK", [*(ImageChops.subtract(plate, black) for plate in (cyan, magenta, yellow)), black])
