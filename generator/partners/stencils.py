"""A layout laid out once for all partners of a form: what is the same for all, and the places where their own words stand.

What holds a partner's words is laid out again for each of them, by the same functions and in the same width. If it takes
the same room as before, nothing else can have moved. If it does not, the piece is laid out anew, and remembered beside
the first. It knows no PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace as changed

from generator.markup.edition_code import EDITION_SLOT
from generator.markup.slots import has_slot as is_slotted
from generator.typesetting.faces import Code, Face, Inset, Link, Mark, Turned, Words
from generator.typesetting.strips import ColumnSet, Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.markup.elements import Element
    from generator.typesetting.setting import Setting

RELAID = frozenset({"para", "heading", "list", "qr", "row"})  # what is laid out again as a whole if a slot is in it


class Unstencilled(Exception):
    """What is laid out does not go with this stencil: it has to be laid out by itself."""


@dataclass(frozen=True, slots=True)
class Relaid:
    """A part that holds slots: what it was laid out from, and how that is done again."""

    setting: Setting
    make: Callable[[Setting], list[Any]]
    rows: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Widest:
    """The width of a table's column: the widest of the cells that are the same for all, and those that hold slots."""

    setting: Setting
    fixed: float
    makes: tuple[Callable[[Setting], float], ...]

    def is_wider(self) -> bool:
        """Tell whether what stands in the slots now makes the column wider than the cells that are the same for all."""
        return any(make(self.setting) > self.fixed for make in self.makes)


@dataclass(slots=True)
class Watching:
    """Looks on while a piece is laid out, and remembers every part that holds slots.

    A row of a table is a part, as long as what stands in its slots makes no column wider. With `whole_tables` a table is.
    """

    whole_tables: bool = False
    slotted: dict[Element, bool] = field(default_factory=dict)
    parts: list[Relaid] = field(default_factory=list)
    widths: list[Widest] = field(default_factory=list)

    def over(self, element: Element, setting: Setting, make: Callable[[Setting], list[Any]]) -> list[Any]:
        if not self._is_slotted(element):
            return make(replace(setting, watch=None))
        if element.tag not in RELAID and not (self.whole_tables and element.tag == "table"):
            return make(setting)
        alone = replace(setting, watch=None)
        rows = make(alone)
        self.parts.append(Relaid(alone, make, tuple(_strips(rows))))
        return rows

    def widest(self, makes: Sequence[tuple[Element, Callable[[Setting], float]]], setting: Setting) -> float:
        alone = replace(setting, watch=None)
        own = tuple(make for element, make in makes if self._is_slotted(element))
        fixed = max((make(alone) for element, make in makes if not self._is_slotted(element)), default=0.0)
        if not own:
            return fixed
        self.widths.append(Widest(alone, fixed, own))
        return max(fixed, *(make(alone) for make in own))

    def _is_slotted(self, element: Element) -> bool:
        if element not in self.slotted:
            own = (text for text in (*element.attributes.values(), *(child for child in element.children if isinstance(child, str))))
            inside = [self._is_slotted(part) for part in element.parts()]  # every one of them is looked at, and remembered
            self.slotted[element] = any(EDITION_SLOT in text or is_slotted(text) for text in own) or any(inside)
        return self.slotted[element]


class Stretch(NamedTuple):
    """Where a strip of a part stands on a face: which part and which strip of it, and how far it was moved.

    It `joins` the run before it if nothing stands between them.
    """

    face: int
    part: int
    strip: int
    dx: float
    dy: float
    joins: bool


@dataclass(frozen=True, slots=True)
class InsetGroup:
    """Marks beside each other that belong to one element: they are drawn together, under a name."""

    face: int
    name: str
    leaf: Element


@dataclass(frozen=True, slots=True)
class Filled:
    """A partner's own marks: those of each group, in order, and their links as they are met."""

    groups: tuple[tuple[Words | Code, ...], ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class Stencil:
    """A piece with insets in place of what is a partner's own. No mark of `faces` but links has a slot in it.

    `words` is what stands in the slots while it is laid out, and `first` are the marks of the partner it was made for.
    With `whole_tables` it is for those whose words make a column wider, and for nobody else.
    """

    faces: tuple[Face, ...]
    groups: tuple[InsetGroup, ...]
    parts: tuple[Relaid, ...]
    widths: tuple[Widest, ...]
    runs: tuple[Stretch, ...]
    first: Filled
    words: dict[int, str]
    whole_tables: bool

    def filled(self, words: Mapping[int, str]) -> Filled:
        """Return the marks for other words. Raises Unstencilled if they take other room."""
        self.words.clear()
        self.words.update(words)
        if any(one.is_wider() for one in self.widths) != self.whole_tables:
            raise Unstencilled
        rows = [_same_room(one.rows, list(_strips(one.make(one.setting)))) for one in self.parts]
        return _grouped(self.runs, [tuple(mark.moved(run.dx, run.dy) for mark in rows[run.part][run.strip].marks) for run in self.runs], self.groups)


def stencil_of(faces: Sequence[Face], watching: Watching, widths: Sequence[Widest], words: dict[int, str]) -> Stencil:
    """Return the stencil of a piece that was laid out under a watch with these words. Raises Unstencilled if it cannot be one.

    `widths` are those of the columns in which slots stand.
    """
    parts = _distinct(watching.parts)
    runs: list[Stretch] = []
    groups: list[InsetGroup] = []
    held: list[tuple[Mark, ...]] = []
    stencilled: list[Face] = []
    for number, face in enumerate(faces):
        taken = _runs_on(face.marks, parts)
        kept: list[Mark] = []
        at, joins = 0, False
        leaf: Element | None = None
        while at < len(face.marks):
            if at not in taken:
                mark = face.marks[at]
                if isinstance(mark, Words | Code | Link) and watching.slotted.get(mark.leaf):
                    raise Unstencilled
                kept.append(mark)
                at, joins, leaf = at + 1, False, None
                continue
            part, strip, dx, dy = taken[at]
            runs.append(Stretch(number, part, strip, dx, dy, joins))
            held.append(face.marks[at : at + len(parts[part].rows[strip].marks)])
            for mark in held[-1]:
                if isinstance(mark, Words | Code):
                    if leaf is not mark.leaf:
                        leaf = mark.leaf
                        groups.append(InsetGroup(number, f"own{len(groups)}", leaf))
                        kept.append(Inset(groups[-1].name, leaf))
                    continue
                kept.append(mark)
                leaf = leaf if isinstance(mark, Link) else None
            at, joins = at + len(held[-1]), True
        stencilled.append(changed(face, marks=tuple(kept)))
    first = _grouped(runs, held, groups)
    return Stencil(tuple(stencilled), tuple(groups), tuple(parts), tuple(widths), tuple(runs), first, words, watching.whole_tables)


def _distinct(parts: Iterable[Relaid]) -> list[Relaid]:
    """Return parts without those that were laid out several times alike: a footer is, on every page."""
    found: dict[tuple[object, ...], Relaid] = {}
    for one in parts:
        found.setdefault((*(mark.leaf for strip in one.rows for mark in strip.marks if isinstance(mark, Words)), one.rows), one)
    return list(found.values())


def _runs_on(marks: Sequence[Mark], parts: Sequence[Relaid]) -> dict[int, tuple[int, int, float, float]]:
    """Return where the strips of parts stand among the marks of a face: by the first mark, the part, the strip and the move."""
    if any(isinstance(mark, Turned) for mark in marks):
        raise Unstencilled
    firsts: dict[Element, list[int]] = {}
    for at, mark in enumerate(marks):
        if isinstance(mark, Words | Code):
            firsts.setdefault(mark.leaf, []).append(at)
    found: dict[int, tuple[int, int, float, float]] = {}
    for number, part in enumerate(parts):
        for which, strip in enumerate(part.rows):
            anchor = next((at for at, mark in enumerate(strip.marks) if isinstance(mark, Words | Code)), None)
            if anchor is None:
                continue
            for at in firsts.get(strip.marks[anchor].leaf, ()):  # type: ignore[union-attr, arg-type]
                start = at - anchor
                move = _moved_to(strip.marks, marks[start : start + len(strip.marks)], anchor) if start >= 0 else None
                if move:
                    found.setdefault(start, (number, which, *move))
    return found


def _moved_to(own: Sequence[Mark], there: Sequence[Mark], anchor: int) -> tuple[float, float] | None:
    """Return by how much marks were moved to be those that stand there, or None if they are others."""
    if len(own) != len(there) or type(own[anchor]) is not type(there[anchor]):
        return None
    (x, y), (to_x, to_y) = _corner(own[anchor]), _corner(there[anchor])
    dx, dy = to_x - x, to_y - y
    same = all(_resemble(mark.moved(dx, dy), other) for mark, other in zip(own, there, strict=True))
    return (dx, dy) if same else None


def _corner(mark: Mark) -> tuple[float, float]:
    if isinstance(mark, Words):
        return mark.x, mark.y
    box = mark.box  # type: ignore[union-attr]
    return box.x, box.y


def _resemble(one: Mark, other: Mark) -> bool:
    """Tell whether two marks are the same but for a rounding of their places."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Words) and isinstance(other, Words):
        near = abs(one.x - other.x) < 1e-6 and abs(one.y - other.y) < 1e-6
        return near and one.text == other.text and one.leaf is other.leaf and one.size == other.size
    first, second = one.box, other.box  # type: ignore[union-attr]
    return all(abs(a - b) < 1e-6 for a, b in ((first.x, second.x), (first.y, second.y), (first.width, second.width), (first.height, second.height)))


def _same_room(before: Sequence[Strip], rows: list[Strip]) -> list[Strip]:
    """Return the strips of a part that was laid out again. Raises Unstencilled if anything around it would have to move."""
    if len(rows) != len(before):
        raise Unstencilled
    for one, now in zip(before, rows, strict=True):
        if (one.height, one.before, one.after, one.glued, one.baseline, one.fill) != (now.height, now.before, now.after, now.glued, now.baseline, now.fill):
            raise Unstencilled
        kept, others = _constant(one), _constant(now)
        if len(kept) != len(others) or not all(map(_resemble, kept, others)):
            raise Unstencilled
    return rows


def _constant(strip: Strip) -> list[Mark]:
    """Return the marks of a strip that are no words: grounds, lines, bullets, pictures."""
    return [mark for mark in strip.marks if not isinstance(mark, Words | Code | Link)]


def _grouped(runs: Sequence[Stretch], held: Sequence[Sequence[Mark]], groups: Sequence[InsetGroup]) -> Filled:
    """Return own marks by group. Raises Unstencilled if they do not fall into these groups."""
    found: list[list[Words | Code]] = []
    links: list[Link] = []
    leaf: Element | None = None
    for run, marks in zip(runs, held, strict=True):
        leaf = leaf if run.joins else None
        for mark in marks:
            if isinstance(mark, Link):
                links.append(mark)
            elif isinstance(mark, Words | Code):
                if leaf is not mark.leaf:
                    leaf = mark.leaf
                    if len(found) == len(groups) or groups[len(found)].leaf is not leaf or groups[len(found)].face != run.face:
                        raise Unstencilled
                    found.append([])
                found[-1].append(mark)
            else:
                leaf = None
    if len(found) != len(groups):
        raise Unstencilled
    return Filled(tuple(map(tuple, found)), tuple(links))


def _strips(rows: Iterable[Any]) -> Iterator[Strip]:
    """Yield strips; those of a set of columns would be moved each by itself, and are no part of a stencil."""
    for row in rows:
        if isinstance(row, ColumnSet):
            raise Unstencilled
        yield row
