"""A poster in tiles: together they show all of it, each shares a strip with its neighbours, and nothing leaves the paper."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import HERE

from generator.foundation.measures import PAPERS, Size
from generator.foundation.problems import Problems
from generator.imposition.impose import UNPRINTABLE
from generator.imposition.sheets import TilePaper
from generator.imposition.tiles import tile

PAPER = TilePaper("tiles", "Tiles", HERE, "any", 36.0, 36.0, (), "x")
sizes = st.builds(Size, st.integers(300, 2600).map(float), st.integers(300, 2600).map(float))
papers = st.sampled_from(["letter", "a4"])


def windows(imposition):
    """What each tile shows of the face, in the face's own measure: (x, y, right, bottom)."""
    found = []
    for run in imposition.runs:
        (placement,) = run.sides[0].placements
        clip, cell = placement.clip, placement.cell
        found.append((clip.x - cell.x, clip.y - cell.y, clip.right - cell.x, clip.bottom - cell.y))
    return found


def test_a_poster_of_two_letter_pages_takes_four_tiles_with_their_margins():
    imposition = tile(Size(792, 1224), 0, "letter", PAPER)
    assert [run.sides[0].name for run in imposition.runs] == ["row 1, column 1", "row 1, column 2", "row 2, column 1", "row 2, column 2"]


def test_what_goes_on_one_page_is_one_tile():
    assert len(tile(Size(500, 700), 0, "letter", PAPER).runs) == 1


@given(sizes, papers)
def test_together_the_tiles_show_all_of_the_face(face, paper):
    shown = windows(tile(face, 0, paper, PAPER))
    for at, length in ((0, face.width), (1, face.height)):
        reach = 0.0
        for start, end in sorted({(window[at], window[at + 2]) for window in shown}):
            assert start <= reach + 0.01
            reach = max(reach, end)
        assert reach >= length - 0.02


@given(sizes, papers)
def test_neighbours_share_the_strip_that_is_asked_for(face, paper):
    shown = windows(tile(face, 0, paper, PAPER))
    for at in (0, 1):
        spans = sorted({(round(window[at], 3), round(window[at + 2], 3)) for window in shown})
        assert all(abs(end - start - PAPER.overlap) < 0.01 for (_, end), (start, _) in itertools.pairwise(spans))


@given(sizes, papers)
def test_a_tile_prints_nothing_in_its_margin(face, paper):
    imposition = tile(face, 0, paper, PAPER)
    for run in imposition.runs:
        clip = run.sides[0].placements[0].clip
        assert (clip.x, clip.y, imposition.paper.width - clip.right, imposition.paper.height - clip.bottom) == (36, 36, 36, 36)


@given(sizes, papers)
def test_the_ticks_of_a_tile_are_printed_and_touch_no_print(face, paper):
    imposition = tile(face, 0, paper, PAPER)
    for run in imposition.runs:
        (side,) = run.sides
        clip = side.placements[0].clip
        for tick in side.ticks:
            box = tick.box
            assert box.x >= UNPRINTABLE - 0.01
            assert box.y >= UNPRINTABLE - 0.01
            assert box.right <= imposition.paper.width - UNPRINTABLE + 0.01
            assert box.bottom <= imposition.paper.height - UNPRINTABLE + 0.01
            shown = side.placements[0].cell
            print_right, print_bottom = min(clip.right, shown.right), min(clip.bottom, shown.bottom)
            inside = box.right > max(clip.x, shown.x) and box.x < print_right and box.bottom > max(clip.y, shown.y) and box.y < print_bottom
            assert not inside


@given(sizes, papers)
def test_no_other_way_to_lay_the_paper_takes_fewer_sheets(face, paper):
    def count(size):
        room = size.width - 72, size.height - 72
        steps = [max(1, -(-(length - own - 0.01) // (own - 36)) + 1) for length, own in zip((face.width, face.height), room, strict=True)]
        return steps[0] * steps[1]

    assert len(tile(face, 0, paper, PAPER).runs) == min(count(PAPERS[paper]), count(PAPERS[paper].turned()))


@pytest.mark.parametrize(
    ("face", "paper", "tiles", "lies"),
    [
        ((792, 1224), "letter", "2 x 2", False),  # a tabloid poster
        ((792, 1224), "a4", "2 x 2", False),
        ((842, 1191), "letter", "2 x 2", False),  # an A3 poster
        ((842, 1191), "a4", "2 x 2", False),
        ((792, 1224), "tabloid", "1 x 2", True),  # the paper's own size: its margins do not print
        ((720, 540), "letter", "1 x 1", True),
        ((721, 540), "letter", "2 x 1", False),  # as many either way: upright
    ],
)
def test_so_many_tiles_are_needed(face, paper, tiles, lies):
    imposition = tile(Size(*face), 0, paper, PAPER)
    columns, rows = (len({run.sides[0].placements[0].cell.x for run in imposition.runs}), len({run.sides[0].placements[0].cell.y for run in imposition.runs}))
    assert (f"{columns} x {rows}", imposition.paper.width > imposition.paper.height) == (tiles, lies)


@given(sizes, papers)
def test_every_tile_is_a_sheet_of_its_own_that_shows_something(face, paper):
    imposition = tile(face, 0, paper, PAPER)
    assert all(right > 0 and x < face.width and bottom > 0 and y < face.height for x, y, right, bottom in windows(imposition))
    assert {(len(run.sides), run.sheets) for run in imposition.runs} == {(1, 1)}


@given(sizes, papers)
def test_a_tile_that_is_trimmed_at_its_ticks_ends_on_the_print_of_the_next(face, paper):
    """The right ticks of a tile stand at the end of its print; the left ones of its neighbour at the begin of the same strip."""
    imposition = tile(face, 0, paper, PAPER)
    rows = itertools.groupby(imposition.runs, key=lambda run: run.sides[0].name.split(",")[0])
    for one, other in ((one.sides[0], other.sides[0]) for _, row in rows for one, other in itertools.pairwise(list(row))):
        end = max(tick.x for tick in one.ticks if tick.x == tick.to_x) - one.placements[0].cell.x
        begin = min(tick.x for tick in other.ticks if tick.x == tick.to_x) - other.placements[0].cell.x
        assert abs(end - begin - PAPER.overlap) < 0.01


def test_tiles_whose_margins_leave_nothing_are_refused():
    with pytest.raises(Problems):
        tile(Size(792, 1224), 0, "letter", replace(PAPER, margin=400.0))


def test_tiles_stay_on_the_paper_that_their_file_names():
    assert tile(Size(792, 1224), 0, "letter", replace(PAPER, paper="tabloid")).paper == PAPERS["tabloid"].turned()
