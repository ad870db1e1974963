"""A face of several panels -> the face: each panel set on its own, some upside down, and the folds between them.

Panels are written in the order in which they are read; `cell` says where each lies ("column row", from 1). Widths and
heights are shares ("1 1 1") or lengths ("3.6875in 3.6875in 3.625in").
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from generator.foundation.measures import Box, Size, in_words, length
from generator.foundation.problems import Findings, problem
from generator.typesetting.faces import Face, Fold, Mark, Turned
from generator.typesetting.sides import filled

if TYPE_CHECKING:
    from generator.markup.elements import Element
    from generator.typesetting.setting import Setting


def panelled(element: Element, whole: Box, setting: Setting) -> Face:
    """Return a face with its panels. Raises Problems: a text too long for its panel, a cell that is not there."""
    columns = _edges(element, "across", whole.width)
    rows = _edges(element, "down", whole.height)
    findings = Findings()
    safe: list[Box] = []
    marks: list[Mark] = []
    shown: list[Element] = []
    taken: set[str] = set()
    for panel in element.parts():
        with findings.collect():
            box = _cell(panel, columns, rows)
            if panel.get("cell") in taken:
                raise problem(panel.place, "E455", f"two panels stand in the cell '{panel.get('cell')}'", "each panel has a cell of its own")
            taken.add(panel.get("cell"))
            own, inside, one = filled(panel, box, setting, "panel")
            shown.append(one)
            turned = Turned(box, inside)
            upside_down = panel.get("turned") == "yes"
            safe.append(turned.turn(own) if upside_down else own)
            marks.extend((turned,) if upside_down else inside)
    findings.raise_if_any()
    marks.extend(Fold(x, 0, x, whole.height) for x in columns[1:-1])
    marks.extend(Fold(0, y, whole.width, y) for y in rows[1:-1])
    return Face(element.get("name"), Size(whole.width, whole.height), tuple(safe), tuple(marks), element.holding(tuple(shown)))


def _edges(element: Element, name: str, room: float) -> list[float]:
    words = element.get(name, "1").split()
    try:
        parts = [float(word) if _is_share(word) else length(word) for word in words]
    except ValueError as error:
        raise problem(element.place, "E452", f"{name}: {error}", 'write shares such as "1 1", or lengths') from None
    if min(parts, default=0) <= 0:
        raise problem(element.place, "E450", f"a panel {name} cannot have no size", 'write shares such as "1 1", or lengths')
    if all(_is_share(word) for word in words):
        parts = [part * room / sum(parts) for part in parts]
    if abs(sum(parts) - room) > 0.1 or min(parts) <= 0:
        raise problem(element.place, "E451", f"the panels {name} are {in_words(sum(parts))} in all, the face has {in_words(room)}")
    return [0.0, *accumulate(parts)]


def _cell(panel: Element, columns: list[float], rows: list[float]) -> Box:
    words = panel.get("cell").split()
    if len(words) != 2 or not all(word.isascii() and word.isdigit() for word in words):
        raise problem(panel.place, "E453", f"a panel's cell cannot be '{panel.get('cell')}'", 'write its column and its row, such as "2 1"')
    column, row = int(words[0]), int(words[1])
    if not (1 <= column < len(columns) and 1 <= row < len(rows)):
        raise problem(panel.place, "E454", f"there is no cell '{panel.get('cell')}'", f"the face has {len(columns) - 1} columns and {len(rows) - 1} rows")
    return Box(columns[column - 1], rows[row - 1], columns[column] - columns[column - 1], rows[row] - rows[row - 1])


def _is_share(word: str) -> bool:
    return word.isascii() and word.replace(".", "", 1).isdigit()
