"""A paper -> the two sides of a calibration sheet; and what a person read from it -> a printer's file.

The front has millimetre rulers through the middle and two lines of 100 mm; the back has one cross in the middle. Held
against the light, the cross shows on the rulers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.measures import MM, PAPERS, Box, Size
from generator.foundation.problems import Place, problem
from generator.imposition import printers
from generator.library.models import NOWHERE
from generator.markup.elements import Element
from generator.typesetting.faces import Face, Mark, Stroke, Words

if TYPE_CHECKING:
    from pathlib import Path

    from generator.making.shop import Shop
    from generator.typesetting.setting import Setting

REACH = 15  # mm that a ruler shows on each side of the middle
HAIR, THICK = 0.35, 0.8  # points


def calibration_sheet(shop: Shop) -> bytes:
    """Return the PDF of the two-sided sheet on the shop's paper."""
    from generator.markup.compose import compose
    from generator.markup.layouts import find_layout, layout_names, part_of
    from generator.pdf.document import Document
    from generator.pdf.press import press_pages

    layout = part_of(find_layout(shop.layouts, layout_names(shop.layouts)[0]), "calibrate", "page")
    page = compose(layout, {}, shop.library.contacts)
    setting = shop.setting(layout)
    paper = PAPERS[shop.paper]
    faces = [_face(section, paper, setting, front=number == 0) for number, section in enumerate(page.parts())]
    document = Document(page.get("summary"), "How a printer lays backs behind fronts", "en", "makecards", "long")
    return press_pages(faces, page, setting.theme, document)


def _face(section: Element, paper: Size, setting: Setting, *, front: bool) -> Face:
    from generator.typesetting.blocks import rows_in
    from generator.typesetting.strips import piled

    margin = 25 * MM
    _, text = piled(rows_in(section, paper.width - 2 * margin, setting))
    marks: list[Mark] = [mark.moved(margin, margin) for mark in text]
    middle = Box(paper.width / 2, paper.height / 2, 0, 0)
    marks += _rulers(middle, setting) if front else _cross(middle)
    return Face("front" if front else "back", paper, (Box(0, 0, paper.width, paper.height),), tuple(marks))


def _cross(middle: Box) -> list[Mark]:
    arm = 42 * MM  # over the rulers, however far off the back lies
    x, y = middle.x, middle.y
    return [Stroke(x, y - arm, x, y + arm, "ink", HAIR), Stroke(x - arm, y, x + arm, y, "ink", HAIR)]


def _rulers(middle: Box, setting: Setting) -> list[Mark]:
    """A ruler across above the middle, one down left of it, and the two lines of 100 mm at the foot of the page."""
    marks: list[Mark] = []
    font = setting.font(setting.theme.styles["page", "small"])
    leaf = Element("para", {}, NOWHERE, ())  # belongs to no page: the figures of a ruler are decoration to a listener
    top, left = middle.y - 24 * MM, middle.x - 24 * MM
    for step in range(-REACH, REACH + 1):
        long = 4 * MM if step % 5 == 0 else 2 * MM
        weight = THICK if step == 0 else HAIR
        marks.append(Stroke(middle.x + step * MM, top, middle.x + step * MM, top + long, "ink", weight))
        marks.append(Stroke(left, middle.y + step * MM, left + long, middle.y + step * MM, "ink", weight))
        if step % 5 == 0:
            word = f"{step:+d}" if step else "0"
            width = font.width(word, 8)
            marks.append(Words(middle.x + step * MM - width / 2, top - 1 * MM, width, word, font, 8, "ink", leaf))
            marks.append(Words(left - 1.5 * MM - width, middle.y + step * MM + 2.8, width, word, font, 8, "ink", leaf))
    foot, side, end = middle.y + 60 * MM, middle.x + 65 * MM, 2 * MM
    marks.append(Stroke(middle.x - 50 * MM, foot, middle.x + 50 * MM, foot, "ink", THICK))
    marks.append(Stroke(side, middle.y - 40 * MM, side, middle.y + 60 * MM, "ink", THICK))
    marks += [Stroke(x, foot - end, x, foot + end, "ink", THICK) for x in (middle.x - 50 * MM, middle.x + 50 * MM)]
    marks += [Stroke(side - end, y, side + end, y, "ink", THICK) for y in (middle.y - 40 * MM, middle.y + 60 * MM)]
    return marks


def save_printer(name: str, measured: str) -> Path:
    """Keep what was read from a calibration sheet, `X,Y` or `X,Y,ACROSS,ALONG`, and return the file. Raises Problems."""
    from generator.foundation.files import is_id
    from generator.foundation.publish import publish

    if not is_id(name):
        raise problem(Place(""), "E711", f"'{name}' cannot be a printer's name", "use small letters, digits and hyphens, such as front-office")
    words = [word.strip() for word in measured.split(",")]
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        numbers = []
    if len(numbers) not in (2, 4):
        raise problem(
            Place(""), "E712", f"'{measured}' is not a measure", "write X,Y in millimetres, such as 1.5,-0.5, or X,Y,ACROSS,ALONG with the percentages"
        )
    printers.check_measures(numbers[:2], numbers[2:], Place(""))
    keys = ("right", "down", "across", "along")
    lines = [f"# Read from a calibration sheet; makecards --printer {name} uses it.", f"name: {name}"]
    lines += [f'{key}: "{round(number, 2) + 0.0:g}"' for key, number in zip(keys, numbers, strict=False)]
    return publish(printers.settings_folder(), {f"{name}.yaml": ("\n".join(lines) + "\n").encode()})[0]
