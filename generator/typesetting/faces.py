"""What a page looks like: marks at absolute places on faces of a given size. Nothing is left to decide.

A face is one side of a card or one page. All measures are points from its top left corner, y downwards. Each mark names
the element it shows, or None if it is decoration; that is all that tagging will need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.foundation.measures import Box, Size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.looks.fonts import Font
    from generator.markup.elements import Element


class Words(Struct, frozen=True):
    """Text on one line in one font; y is the baseline, width that of the ink without a space at the end.

    `leftwards` is text that is read from right to left; its x is its left end all the same.
    """

    x: float
    y: float
    width: float
    text: str
    font: Font
    size: float
    colour: str
    leaf: Element
    number: bool = False
    leftwards: bool = False

    def moved(self, dx: float, dy: float) -> Words:
        return Words(self.x + dx, self.y + dy, self.width, self.text, self.font, self.size, self.colour, self.leaf, self.number, self.leftwards)

    @property
    def box(self) -> Box:
        """The room that the letters take, from a little under the tallest to the deepest."""
        return Box(self.x, self.y - 0.75 * self.size, self.width, 0.97 * self.size)


class Fill(Struct, frozen=True):
    """A filled rectangle, with rounded corners if radius is given."""

    box: Box
    colour: str
    radius: float = 0.0
    leaf: Element | None = None  # the item whose bullet it is; None for decoration
    says: str = ""  # what a bullet is read as

    def moved(self, dx: float, dy: float) -> Fill:
        return Fill(self.box.moved(dx, dy), self.colour, self.radius, self.leaf, self.says)


class Frame(Struct, frozen=True):
    """The outline of a rectangle, drawn inside its box."""

    box: Box
    colour: str
    width: float
    radius: float = 0.0
    leaf: Element | None = None
    says: str = ""

    def moved(self, dx: float, dy: float) -> Frame:
        return Frame(self.box.moved(dx, dy), self.colour, self.width, self.radius, self.leaf, self.says)


class Stroke(Struct, frozen=True):
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    width: float
    leaf: Element | None = None
    says: str = ""

    def moved(self, dx: float, dy: float) -> Stroke:
        return Stroke(self.x + dx, self.y + dy, self.to_x + dx, self.to_y + dy, self.colour, self.width, self.leaf, self.says)

    @property
    def box(self) -> Box:
        x, y = min(self.x, self.to_x), min(self.y, self.to_y)
        return Box(x, y, abs(self.to_x - self.x), abs(self.to_y - self.y))


class Code(Struct, frozen=True):
    """A QR code with its quiet zone. `rows` has for each row of modules the runs of dark ones: (first, how many)."""

    box: Box
    modules: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    address: str
    leaf: Element

    def moved(self, dx: float, dy: float) -> Code:
        return Code(self.box.moved(dx, dy), self.modules, self.rows, self.address, self.leaf)


class Picture(Struct, frozen=True):
    """A picture in a box, as pixels that were read and checked before."""

    box: Box
    pixels: object
    leaf: Element

    def moved(self, dx: float, dy: float) -> Picture:
        return Picture(self.box.moved(dx, dy), self.pixels, self.leaf)


class Inset(Struct, frozen=True):
    """Where the words of each partner stand: a drawing of its own, by name, that belongs to an element."""

    name: str
    leaf: Element

    def moved(self, *_: float) -> Inset:
        raise TypeError("an inset is drawn where it was laid out")


class Link(Struct, frozen=True):
    """An area that a reader on a screen can follow."""

    box: Box
    address: str
    leaf: Element

    def moved(self, dx: float, dy: float) -> Link:
        return Link(self.box.moved(dx, dy), self.address, self.leaf)


class Fold(Struct, frozen=True):
    """A line along which the finished piece is folded; only its ends are drawn."""

    x: float
    y: float
    to_x: float
    to_y: float

    def moved(self, dx: float, dy: float) -> Fold:
        return Fold(self.x + dx, self.y + dy, self.to_x + dx, self.to_y + dy)


class Turned(Struct, frozen=True):
    """Marks that stand upside down: set in a box as if upright, and turned by 180 degrees with it."""

    box: Box
    marks: tuple[Mark, ...]

    def moved(self, dx: float, dy: float) -> Turned:
        return Turned(self.box.moved(dx, dy), tuple(mark.moved(dx, dy) for mark in self.marks))

    def turn(self, box: Box) -> Box:
        """Return where a box of the marks really lies."""
        return Box(self.box.x + self.box.right - box.right, self.box.y + self.box.bottom - box.bottom, box.width, box.height)


Mark = Words | Fill | Frame | Stroke | Code | Picture | Inset | Link | Fold | Turned


class Face(Struct, frozen=True):
    """One side of a card or one page, with the boxes that all its text keeps to: one, or one for each panel."""

    name: str
    size: Size
    safe: tuple[Box, ...]
    marks: tuple[Mark, ...]
    shown: Element | None = None  # the element that it shows: in its short words, if the long ones did not fit

    def flat(self) -> Iterator[Mark]:
        """Yield every mark, those that stand upside down in their upright form."""
        yield from flattened(self.marks)


def flattened(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """Yield marks and the marks inside them."""
    for mark in marks:
        if isinstance(mark, Turned):
            yield from flattened(mark.marks)
        else:
            yield mark


def with_grounds(marks: Iterable[Mark], moved: Callable[[Box], Box]) -> tuple[Mark, ...]:
    """Return marks with the box of every ground changed by `moved`, which is asked where the ground really lies.

    A turned panel's left edge lies on the right: its grounds are turned before they are changed, and back.
    """
    return tuple(_with_ground(mark, moved) for mark in marks)


def _with_ground(mark: Mark, moved: Callable[[Box], Box]) -> Mark:
    if isinstance(mark, Turned):
        return replace(mark, marks=with_grounds(mark.marks, lambda box: mark.turn(moved(mark.turn(box)))))
    return replace(mark, box=moved(mark.box)) if isinstance(mark, Fill) else mark
