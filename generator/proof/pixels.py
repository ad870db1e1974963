"""A finished PDF -> every number on it read off its pixels, sign by sign, as an eye reads it from left to right.

The text of a PDF says which sign is meant at a place; a wrong map of signs, a number that runs backwards or a patch over
a digit leave it as it is. So each digit is held against the digits of its font, drawn by another library (FreeType) than
the one that drew the page (PDFium), which in turn is another than the one that wrote it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.foundation.problems import Place, Problem
from generator.library.numbers import THREE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from PIL.Image import Image

    from generator.proof.readback import ReadBack, Sign

DIGITS = "0123456789"
PRINTED_NUMBER = re.compile(r"(?<![\d-])(?:\+\d[\d -]{6,}\d|\d[\d-]{5,}\d|\d{5,6}|" + "|".join(sorted(THREE_DIGITS)) + r")(?![\d-])")
DIGIT_GRID = (20, 28)  # pixels to which every digit is brought before it is compared
SAME_INK = 0.6  # of a digit's ink: how far what is printed may be from what was drawn
HEIGHT = 34  # pixels of a digit when it is looked at
SMALLEST, FINEST = 120.0, 1200.0  # dots an inch
ROOM = 0.12  # of a digit's height: what of its surroundings is looked at above and below it; beside it stand others


class Likeness(NamedTuple):
    """How a digit looks: its ink on the grid, and how wide it is for its height."""

    digit: str
    ink: Image | None
    width: float


def prove_pixels(document: ReadBack, fonts: Mapping[str, Path], file: str) -> Iterator[Problem]:
    """Yield each number whose pixels say something else than its text. `fonts` are font files by name."""
    for page in range(len(document)):
        signs = document.signs(page)
        for match in PRINTED_NUMBER.finditer("".join(sign.text for sign in signs)):
            digits = [sign for sign in signs[match.start() : match.end()] if sign.text.isdigit()]
            if seen := _read(document, page, digits, fonts):
                place = f"page {page + 1}" if len(document) > 1 else "it"
                yield Problem(Place(file), "E817", f"{place} says {match.group()}, and what is printed there reads {seen}", "do not hand it out; make it again")


def _read(document: ReadBack, page: int, digits: Sequence[Sign], fonts: Mapping[str, Path]) -> str:
    """Return what the pixels of a number say if that is not what its text says, else ""."""
    upside_down = digits[0].turned
    if not all((two.left - one.left) * (-1 if upside_down else 1) > 0 or two.bottom != one.bottom for one, two in pairwise(digits)):
        return "backwards"
    read = []
    for line in _lines(digits):
        image, scale, left, top = document.picture(page, line, _dpi(line))
        for sign in line:
            room = ROOM * (sign.top - sign.bottom)
            edges = ((sign.left - left) * scale, (top - sign.top - room) * scale, (sign.right - left) * scale, (top - sign.bottom + room) * scale)
            crop = image.crop(tuple(round(edge) for edge in edges))  # type: ignore[arg-type]
            font = fonts.get(sign.font.split("+")[-1])
            read.append(read_digit(crop.rotate(180) if upside_down else crop, font) if font else "?")
    seen = "".join(read)
    return "" if seen == "".join(sign.text for sign in digits) else seen


def _lines(digits: Sequence[Sign]) -> list[list[Sign]]:
    """Return the digits of a number line by line: a number that was broken is read in pieces."""
    lines: list[list[Sign]] = [[digits[0]]]
    for before, sign in pairwise(digits):
        if abs(sign.bottom - before.bottom) > (before.top - before.bottom):
            lines.append([])
        lines[-1].append(sign)
    return lines


def _dpi(line: Sequence[Sign]) -> float:
    """Return how finely a line must be drawn for its digits to be told apart."""
    return min(max(HEIGHT * 72 / max(line[0].top - line[0].bottom, 0.1), SMALLEST), FINEST)


def read_digit(crop: Image, font: Path) -> str:
    """Return the digit that a crop of a page shows, or "?" if it looks like none of this font's digits."""
    seen = _likeness("", _ink(crop))
    if seen.ink is None:
        return "?"
    distance, digit = min((_distance(seen, known), known.digit) for known in _digits(font))
    return digit if distance < SAME_INK else "?"


@cache
def _digits(font: Path) -> tuple[Likeness, ...]:
    """Return how the digits of a font look."""
    from PIL import Image, ImageDraw, ImageFont

    drawn = ImageFont.truetype(str(font), 4 * HEIGHT)
    found = []
    for digit in DIGITS:
        image = Image.new("L", (6 * HEIGHT, 6 * HEIGHT), 0)
        ImageDraw.Draw(image).text((HEIGHT, 5 * HEIGHT), digit, fill=255, font=drawn, anchor="ls")
        found.append(_likeness(digit, image))
    return tuple(found)


def _ink(crop: Image) -> Image:
    """Return a crop with its ground black and its ink white, whatever their colours are."""
    from PIL import Image, ImageChops, ImageOps

    grey = crop.convert("L")
    corners = sorted(int(grey.getpixel((x, y))) for x in (0, grey.width - 1) for y in (0, grey.height - 1))  # type: ignore[arg-type]
    return ImageOps.autocontrast(ImageChops.difference(grey, Image.new("L", grey.size, corners[1])))


def _likeness(digit: str, ink: Image) -> Likeness:
    box = ink.point(lambda value: 255 if value > 100 else 0).getbbox()
    if box is None or box[3] - box[1] < HEIGHT / 4:
        return Likeness(digit, None, 0.0)
    tight = ink.crop(box)
    return Likeness(digit, tight.resize(DIGIT_GRID), tight.width / tight.height)


def _distance(one: Likeness, other: Likeness) -> float:
    """Return how different two digits look: near 0 for the same, about 1 for strangers."""
    from PIL import ImageChops, ImageStat

    assert one.ink is not None
    assert other.ink is not None
    apart: float = ImageStat.Stat(ImageChops.difference(one.ink, other.ink)).sum[0]
    whole: float = ImageStat.Stat(other.ink).sum[0]
    return apart / max(whole, 1.0) + abs(one.width - other.width)
