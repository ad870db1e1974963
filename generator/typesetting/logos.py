"""A partner's logo -> pixels in a box: PNG and JPEG as they are, SVG drawn by resvg after what it may not hold is refused.

An SVG is a program in disguise: it can name other files and addresses, nest entities and carry scripts. Only shapes,
paths, gradients and text that stand in the file itself are let through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from generator.foundation.measures import Box
from generator.foundation.problems import problem
from generator.typesetting.faces import Picture
from generator.typesetting.images import LARGEST_PICTURE, MOST_PIXELS, decoded

if TYPE_CHECKING:
    from pathlib import Path

    from generator.markup.elements import Element

FINENESS = 600 / 72  # pixels a point: what a print shop asks for
REFUSED = frozenset({"script", "image", "foreignObject", "use", "iframe", "audio", "video", "handler", "animate", "set", "feImage"})
MOST_ELEMENTS = 20_000


def logo(element: Element, width: float, height: float, folder: Path) -> Picture:
    """Return the mark of a logo as large as fits into `width` x `height` points. Raises Problems if the file cannot be trusted."""
    from generator.foundation.files import read_bytes

    name = element.get("file")
    path = folder / name
    if "/" in name or "\\" in name or path.is_symlink() or not path.is_file():
        raise problem(element.place, "E485", f"the logo '{name}' was not found", "put it beside the partner's file")
    size = path.stat().st_size
    if size > LARGEST_PICTURE:
        raise problem(element.place, "E486", f"the logo '{name}' has {size:,} bytes; {LARGEST_PICTURE:,} are allowed")
    data = read_bytes(path)
    pixels: Any = _drawn(data, element, name, width) if name.lower().endswith(".svg") else decoded(data, element, name)
    scale = min(width / pixels.width, height / pixels.height)
    return Picture(Box(0, 0, pixels.width * scale, pixels.height * scale), pixels, element)


def _drawn(data: bytes, element: Element, name: str, width: float) -> Any:
    import resvg_py

    _check_svg(data, element, name)
    wanted = min(round(width * FINENESS), int(MOST_PIXELS**0.5))
    try:
        png = bytes(resvg_py.svg_to_bytes(svg_string=data.decode("utf-8-sig"), width=wanted, skip_system_fonts=True))
    except (ValueError, UnicodeDecodeError) as error:
        raise problem(element.place, "E489", f"the logo '{name}' cannot be drawn: {str(error)[:120]}", "save it again as plain SVG, or as PNG") from None
    return decoded(png, element, name)


def _check_svg(data: bytes, element: Element, name: str) -> None:
    """Refuse what reaches out of the file. Raises Problems."""
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        """Look at an element, or at the text of a style sheet."""
        nonlocal count
        count += 1
        local = tag.rpartition(":")[2]
        if local in REFUSED or count > MOST_ELEMENTS:
            raise problem(
                element.place, "E487", f"the logo '{name}' holds <{local}>, which is not drawn", "save it as plain SVG with its text as paths, or as PNG"
            )
        for key, value in attributes.items():
            outside = ("url(" in value and "url(#" not in value.replace(" ", "").replace("'", "").replace('"', "")) or "@import" in value
            if key.lower().startswith("on") or (key.endswith("href") and not value.startswith("#")) or outside:
                raise problem(element.place, "E488", f"the logo '{name}' names something outside itself ({key})", "save it as plain SVG, or as PNG")

    def doctype(*_: object) -> None:
        raise problem(element.place, "E469", f"the logo '{name}' has a document type, which is not read", "save it as plain SVG, or as PNG")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = doctype
    parser.CharacterDataHandler = lambda text: start("style", {"style": text})
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise problem(element.place, "E489", f"the logo '{name}' is no SVG: {expat.errors.messages[error.code]}") from None
