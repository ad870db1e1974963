"""Sheets to impose cards on, and what a person sees who holds one against the light."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace
from pieces import HERE

from generator.foundation.measures import PAPERS, Box, Size
from generator.imposition.sheets import Sheet

CARD = Size(252, 144)


def sheet_of(columns=2, rows=5, card=CARD, paper=PAPERS["letter"], gutter=0.0, left=None, top=None):
    """A sheet with a grid, in the middle of its paper unless told."""
    x = (paper.width - columns * card.width - (columns - 1) * gutter) / 2 if left is None else left
    y = (paper.height - rows * card.height - (rows - 1) * gutter) / 2 if top is None else top
    cells = tuple(Box(x + c * (card.width + gutter), y + r * (card.height + gutter), card.width, card.height) for r in range(rows) for c in range(columns))
    return Sheet("test", "Test", HERE, "letter", paper, card, columns, rows, cells, 0.0, (), "a test")


@st.composite
def sheets(draw):
    paper = PAPERS[draw(st.sampled_from(["letter", "a4"]))]
    paper = paper.turned() if draw(st.booleans()) else paper
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    gutter = float(draw(st.integers(0, 20)))
    width = draw(st.integers(20, int((paper.width - 20) / columns - gutter)))
    height = draw(st.integers(20, int((paper.height - 20) / rows - gutter)))
    left = draw(st.integers(0, int(paper.width - columns * (width + gutter))))
    top = draw(st.integers(0, int(paper.height - rows * (height + gutter))))
    return sheet_of(columns, rows, Size(width, height), paper, gutter, float(left), float(top))


def through_the_paper(box: Box, paper: Size, flip: str) -> Box:
    """Where a box on the back is seen from the front: the paper was turned about its upright or its lying middle line.

    Turned over an edge that stands upright, left and right are mirrored; over one that lies, top and bottom.
    """
    long_edge_is_upright = paper.height >= paper.width
    if long_edge_is_upright == (flip == "long"):
        return replace(box, x=paper.width - box.x - box.width)
    return replace(box, y=paper.height - box.y - box.height)


def near(one: Box, other: Box) -> bool:
    return one.holds(other, 0.001) and other.holds(one, 0.001)
