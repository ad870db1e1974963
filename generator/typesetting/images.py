"""A picture's file -> pixels in a box. Only PNG and JPEG, only from the layout's own folder, only of a bounded size.

The pixels are decoded here and handed on, never the path: what a file claims to be is not believed.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from generator.foundation.measures import Box
from generator.foundation.problems import Problems, printable, problem
from generator.typesetting.faces import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from generator.markup.elements import Element

LARGEST_PICTURE = 5 * 1024 * 1024  # bytes
MOST_PIXELS = 16_000_000


def picture(element: Element, width: float, folder: Path) -> Picture:
    """Return the mark of an `image` element, `width` points wide. Raises Problems if the file cannot be trusted."""
    from generator.foundation.files import read_bytes

    name = element.get("file")
    path = folder / name
    try:
        inside = folder.resolve() in path.resolve().parents
        size_of_file = path.lstat().st_size if inside else 0
    except (OSError, ValueError):
        raise problem(element.place, "E497", f"the picture '{printable(name)}' was not found", "name a PNG or JPEG file in the layouts' folder") from None
    if not inside:
        raise problem(element.place, "E494", f"the picture '{printable(name)}' lies outside the layouts' folder")
    if size_of_file > LARGEST_PICTURE:
        raise problem(element.place, "E495", f"the picture '{name}' has {size_of_file:,} bytes; {LARGEST_PICTURE:,} are allowed")
    data = read_bytes(path)
    pixels = decoded(data, element, name)
    size = pixels.size  # type: ignore[attr-defined]
    return Picture(Box(0, 0, width, width * size[1] / size[0]), pixels, element)


def decoded(data: bytes, element: Element, name: str) -> object:
    """Return the pixels of a PNG or a JPEG in RGB. Raises Problems if it cannot be trusted or read."""
    import io

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if opened.width * opened.height > MOST_PIXELS:
                raise problem(element.place, "E495", f"the picture '{name}' has {opened.width * opened.height:,} pixels; {MOST_PIXELS:,} are allowed")
            opened.load()
            if opened.mode == "RGB":
                return opened
            whole = opened.convert("RGBA")
            return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")  # what is clear shows paper
    except Problems:
        raise
    except Exception as error:  # noqa: BLE001 - Pillow raises many kinds for a broken file; all mean the same to the reader
        raise problem(element.place, "E496", f"the picture '{name}' cannot be read: {printable(str(error), 200)}", "save it again as PNG or JPEG") from None


def in_inks(pixels: Any) -> Any:
    """Return a picture in CMYK, for a press, with all that is grey in it moved to the black plate."""
    from PIL import Image, ImageChops

    cyan, magenta, yellow = ImageChops.invert(pixels).split()
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    return Image.merge("CMYK", [*(ImageChops.subtract(plate, black) for plate in (cyan, magenta, yellow)), black])
