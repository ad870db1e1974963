"""The layouts' folder -> what it offers: layouts, sheets and themes by name, and what a layout says of itself.

A layout is one file NAME.xml.j2. The attributes of its first element are plain text, so that they can be read without
rendering: what it is for, on which medium, how large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from generator.library import read_file, read_text, shown_path, yaml_files
from generator.measures import PAPERS, Box, Size, in_words, length, size
from generator.models import DEPTHS, Line, Placed
from generator.problems import Place, did_you_mean, problem

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".xml.j2"
ROOT = re.compile(r"<layout\b([^>]*)>", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)\s*=\s*"([^"]*)"')
MEDIA = ("page", "card", "notice")
SUBJECTS = ("audience", "kit")

Length = Annotated[str, Meta(pattern=r"\A\d{1,3}(\.\d{1,4})?(pt|mm|cm|in)\Z", description="a length such as 3.5in or 85mm")]
Count = Annotated[str, Meta(pattern=r"\A([1-9]|[1-4][0-9])\Z", description="a number from 1 to 49")]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout's file says of itself.

    `size` is that of a face in points, or None if the text flows over pages; `depth`, if given, goes before the audience's.
    """

    id: str
    path: Path
    place: Place
    summary: str
    medium: str
    size: Size | None
    sheet: str
    flip: str
    subject: str
    depth: str = ""


class SheetFile(Placed, frozen=True, kw_only=True):
    """layouts/sheets/ID.yaml: a paper and its grid in six numbers. Distances are from the top left corner."""

    id: str = ""
    name: Line
    paper: Literal["letter", "a4"]
    card_width: Length
    card_height: Length
    columns: Count
    rows: Count
    left: Length
    top: Length
    step_right: Length
    step_down: Length
    radius: Length = "0mm"
    equivalents: tuple[Line, ...] = ()
    source: Line
    remark: Line | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cards: the paper, and where each card lies, row by row from the top left."""

    id: str
    name: str
    place: Place
    paper: str
    paper_size: Size
    card: Size
    columns: int
    rows: int
    cells: tuple[Box, ...]
    equivalents: tuple[str, ...]
    source: str


def layout_names(folder: Path) -> list[str]:
    """Return the names of the layouts in a folder. Files that begin with _ are parts of others."""
    if not folder.is_dir():
        what = "this is a file, not a folder of layouts" if folder.exists() else "this folder of layouts does not exist"
        raise problem(Place(str(folder)), what, "makecards init DIR makes one")
    return sorted(path.name.removesuffix(ENDING) for path in folder.iterdir() if path.name.endswith(ENDING) and path.name[0] not in "._")


def find_layout(folder: Path, name: str) -> Layout:
    """Return the layout of this name. Raises Problems: none of that name, or it does not say what it is."""
    names = layout_names(folder)
    if name not in names:
        raise problem(Place(shown_path(folder)), f"there is no layout '{name}'", did_you_mean(name, names))
    path = folder / f"{name}{ENDING}"
    text = read_text(path)
    root = ROOT.search(text)
    place = Place(shown_path(path), text.count("\n", 0, root.start()) + 1 if root else 1)
    if not root:
        raise problem(place, "this layout does not begin with <layout ...>")
    said = dict(ATTRIBUTE.findall(root.group(1)))
    medium, subject = said.get("medium", ""), said.get("subject", "audience")
    if medium not in MEDIA:
        raise problem(place, f"the medium cannot be '{medium}'", did_you_mean(medium, MEDIA))
    if subject not in SUBJECTS:
        raise problem(place, f"the subject cannot be '{subject}'", did_you_mean(subject, SUBJECTS))
    flip = said.get("flip", "long")
    if flip not in ("long", "short"):
        raise problem(place, f"flip cannot be '{flip}'", "known: long, short")
    depth = said.get("depth", "")
    if depth and depth not in DEPTHS:
        raise problem(place, f"the depth cannot be '{depth}'", did_you_mean(depth, DEPTHS))
    try:
        face_size = size(said["size"]) if "size" in said else None
    except ValueError as error:
        raise problem(place, str(error)) from None
    return Layout(name, path, place, said.get("summary", ""), medium, face_size, said.get("sheet", ""), flip, subject, depth)


def read_sheets(folder: Path) -> dict[str, Sheet]:
    """Return all sheets of a layouts' folder by id. Raises Problems for a grid that leaves its paper or overlaps."""
    return {path.stem: _sheet(read_file(path, SheetFile)) for path in yaml_files(folder / "sheets")}


def find_sheet(folder: Path, word: str) -> Sheet:
    """Return the sheet with this id or stock number (`avery-5371`, `8371`). Raises Problems that name the near ones."""
    sheets = read_sheets(folder)
    for sheet in sheets.values():
        if word == sheet.id or word.lower() in (number.lower() for number in sheet.equivalents):
            return sheet
    known = [*sheets, *(number for sheet in sheets.values() for number in sheet.equivalents)]
    raise problem(Place(shown_path(folder / "sheets")), f"there is no sheet '{word}'", did_you_mean(word, known))


def _sheet(file: SheetFile) -> Sheet:
    paper = PAPERS[file.paper]
    card = Size(length(file.card_width), length(file.card_height))
    columns, rows = int(file.columns), int(file.rows)
    step = Size(length(file.step_right), length(file.step_down))
    left, top = length(file.left), length(file.top)
    for count, pitch, own, what in ((columns, step.width, card.width, "step_right"), (rows, step.height, card.height, "step_down")):
        if count > 1 and pitch < own - 0.01:
            raise problem(file.place, f"'{what}' is smaller than the card: cards would overlap by {in_words(own - pitch)}")
    cells = tuple(Box(left + column * step.width, top + row * step.height, card.width, card.height) for row in range(rows) for column in range(columns))
    last = cells[-1]
    for over, edge in ((last.right - paper.width, "right"), (last.bottom - paper.height, "lower")):
        if over > 0.01:
            raise problem(file.place, f"the grid leaves the paper by {in_words(over)} at the {edge} edge")
    return Sheet(file.id, file.name, file.place, file.paper, paper, card, columns, rows, cells, file.equivalents, file.source)
