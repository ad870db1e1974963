"""A sheet of cards is a paper and its grid in six numbers; every shipped one fits its paper."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import HERE

from generator.foundation.files import shipped
from generator.foundation.measures import MM, PAPERS, Box, Size
from generator.foundation.problems import Problems
from generator.imposition.sheets import PlainPaper, Sheet, TilePaper, find_sheet, names_of, read_sheets

SHIPPED = read_sheets(shipped("layouts"))
MINE = """name: Mine
paper: letter
card_width: 3.5in
card_height: 2in
columns: 2
rows: 5
left: 0.75in
top: 0.5in
step_right: 3.5in
step_down: 2in
source: measured
"""


@pytest.fixture
def write(tmp_path):
    """Write a sheet's file and read it."""

    def write(text):
        (tmp_path / "sheets").mkdir()
        (tmp_path / "sheets/mine.yaml").write_text(text)
        return read_sheets(tmp_path)["mine"]

    return write


def test_six_numbers_are_a_grid(write):
    sheet = write(MINE)
    assert (sheet.card, len(sheet.cells)) == (Size(252, 144), 10)
    assert (sheet.cells[0], sheet.cells[1], sheet.cells[-1]) == (Box(54, 36, 252, 144), Box(306, 36, 252, 144), Box(306, 612, 252, 144))


def test_the_grid_of_avery_5371_is_that_of_its_maker():
    assert SHIPPED["avery-5371"].cells == tuple(Box(54 + 252 * column, 36 + 144 * row, 252, 144) for row in range(5) for column in range(2))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("step_right: 3.5in", "step_right: 3in", "'step_right' is smaller than the card: cards would overlap by 36.0 pt (12.7 mm)"),
        ("step_down: 2in", "step_down: 1.9in", "'step_down' is smaller than the card: cards would overlap by 7.2 pt (2.5 mm)"),
        ("left: 0.75in", "left: 2in", "the grid leaves the paper by 36.0 pt (12.7 mm) at the right edge"),
        ("top: 0.5in", "top: 1.5in", "the grid leaves the paper by 36.0 pt (12.7 mm) at the lower edge"),
        ("rows: 5", "rows: 0", "'rows' cannot be '0'; wanted: a number from 1 to 49"),
        ("left: 0.75in", "left: -1mm", "'left' cannot be '-1mm'; wanted: a length such as 3.5in or 85mm"),
        ("paper: letter", "paper: legal", "'paper' cannot be 'legal'"),
    ],
)
def test_a_grid_that_cannot_be_is_refused(write, old, new, message):
    with pytest.raises(Problems) as found:
        write(MINE.replace(old, new))
    assert str(found.value).split(": ", 1)[1].startswith(message)


@pytest.mark.parametrize("word", ["avery-5371", "5371", "8371"])
def test_a_sheet_is_found_by_its_id_or_its_stock_number(word):
    assert find_sheet(SHIPPED, word, HERE).id == "avery-5371"


def test_a_sheet_that_is_not_there_brings_the_near_ones():
    with pytest.raises(Problems, match=r"there is no sheet 'avery-5731'; did you mean 'avery-5371'\?"):
        find_sheet(SHIPPED, "avery-5731", HERE)


@pytest.mark.parametrize("sheet", [sheet for sheet in SHIPPED.values() if isinstance(sheet, Sheet)], ids=lambda sheet: sheet.id)
def test_every_shipped_grid_lies_on_its_paper_without_overlap(sheet):
    paper = Box(0, 0, sheet.paper_size.width, sheet.paper_size.height)
    assert [cell for cell in sheet.cells if not paper.holds(cell)] == []
    assert [(one, other) for at, one in enumerate(sheet.cells) for other in sheet.cells[at + 1 :] if one.overlaps(other)] == []


@pytest.mark.parametrize("sheet", [sheet for sheet in SHIPPED.values() if isinstance(sheet, Sheet)], ids=lambda sheet: sheet.id)
def test_every_shipped_grid_lies_in_the_middle_of_its_paper(sheet):
    """Else the maker's grid was mistyped: these stocks have about equal margins."""
    left, right = sheet.cells[0].x, sheet.paper_size.width - sheet.cells[-1].right
    assert left == pytest.approx(right, abs=2 * MM)


def test_a_stock_number_names_one_sheet():
    names = [name for sheet in SHIPPED.values() for name in names_of(sheet)]
    assert sorted(names) == sorted(set(names))


def test_every_shipped_sheet_has_its_source():
    assert [sheet.id for sheet in SHIPPED.values() if not sheet.source] == []


def plain_paper(margin=18.0, gutter=0.0):
    return PlainPaper("plain", "Plain", HERE, "any", margin, gutter, (), "x")


@given(st.sampled_from(list(PAPERS)), st.integers(60, 500), st.integers(60, 500), st.integers(0, 40), st.integers(0, 30))
def test_plain_paper_holds_as_many_cards_as_it_can(paper, width, height, margin, gutter):
    try:
        sheet = plain_paper(float(margin), float(gutter)).on(paper, Size(width, height))
    except Problems:
        across, down = PAPERS[paper].width - 2 * margin, PAPERS[paper].height - 2 * margin
        upright, lying = width <= across and height <= down, width <= down and height <= across
        assert not upright
        assert not lying
        return
    printable = Box(0, 0, sheet.paper_size.width, sheet.paper_size.height).inset(margin)
    assert all(printable.holds(cell) for cell in sheet.cells)
    assert not any(one.overlaps(other) for at, one in enumerate(sheet.cells) for other in sheet.cells[at + 1 :])
    for size in (PAPERS[paper], PAPERS[paper].turned()):
        assert int((size.width - 2 * margin + gutter) // (width + gutter)) * int((size.height - 2 * margin + gutter) // (height + gutter)) <= len(sheet.cells)


def test_plain_paper_lies_if_more_cards_go_on_it_so():
    sheet = plain_paper().on("letter", Size(252, 144))
    assert (sheet.columns, sheet.rows, sheet.paper_size) == (3, 4, Size(792, 612))


def test_a_card_that_is_larger_than_its_paper_is_refused():
    with pytest.raises(Problems, match=r"the card is too large for letter paper, by 124\.0 pt \(43\.7 mm\); choose another paper"):
        plain_paper().on("letter", Size(700, 700))


# What the makers sell, as it stands on the pack


@pytest.mark.parametrize(
    ("name", "paper", "grid", "card"),
    [
        ("avery-5029", "letter", "2 x 15", (87.3, 16.9)),
        ("avery-5371", "letter", "2 x 5", (88.9, 50.8)),
        ("avery-5388", "letter", "1 x 3", (127.0, 76.2)),
        ("avery-5389", "letter", "1 x 2", (152.4, 101.6)),
        ("avery-5395", "letter", "2 x 4", (85.7, 59.3)),
        ("avery-8373", "letter", "2 x 4", (88.9, 50.8)),
        ("avery-c32011", "a4", "2 x 5", (85.0, 54.0)),
        ("avery-c32015", "a4", "2 x 4", (85.0, 54.0)),
        ("avery-l4785", "a4", "2 x 5", (80.0, 50.0)),
        ("avery-l7414", "a4", "2 x 5", (90.0, 52.0)),
        ("zweckform-32010", "a4", "2 x 5", (85.0, 54.0)),
    ],
)
def test_every_shipped_stock_has_the_grid_of_its_maker(name, paper, grid, card):
    sheet = SHIPPED[name]
    assert isinstance(sheet, Sheet)
    assert (sheet.paper, f"{sheet.columns} x {sheet.rows}", len(sheet.cells)) == (paper, grid, sheet.columns * sheet.rows)
    assert (sheet.card.width / MM, sheet.card.height / MM) == (pytest.approx(card[0], abs=0.06), pytest.approx(card[1], abs=0.06))


def test_every_shipped_stock_is_in_the_table_above():
    (table,) = [mark for mark in test_every_shipped_stock_has_the_grid_of_its_maker.pytestmark if mark.name == "parametrize"]
    assert {row[0] for row in table.args[1]} == {sheet.id for sheet in SHIPPED.values() if isinstance(sheet, Sheet)}


@pytest.mark.parametrize(("number", "name"), [("C32011", "avery-c32011"), ("L7414", "avery-l7414"), ("5881", "avery-8373"), ("32010", "zweckform-32010")])
def test_a_number_on_the_pack_is_found_in_capitals_too(number, name):
    assert find_sheet(SHIPPED, number, HERE).id == name


# Files that cannot be read


@pytest.fixture
def wrong(tmp_path):
    """Write some sheets' files and return what is wrong with them, without the folder's name."""

    def wrong(**files):
        (tmp_path / "sheets").mkdir()
        for name, text in files.items():
            (tmp_path / f"sheets/{name}.yaml").write_text(text)
        with pytest.raises(Problems) as found:
            read_sheets(tmp_path)
        return str(found.value).replace(f"{tmp_path}/", "").splitlines()

    return wrong


PLAIN = 'name: Mine\npaper: any\nmargin: 0.5in\ngutter: 0mm\nsource: "measured"\n'
EITHER = "a sheet has a grid (card_width, card_height, columns, rows, left, top, step_right, step_down), or a margin and a gutter on plain paper"


def test_two_sheets_cannot_have_one_number(wrong):
    one, other = MINE + 'equivalents: ["77"]\n', MINE + 'equivalents: ["77"]\n'
    assert wrong(one=one, other=other) == ["sheets/other.yaml:1:1: the stock number '77' is also that of 'one'; a number names one sheet"]


def test_a_number_cannot_be_the_name_of_another_sheet(wrong):
    assert wrong(one=MINE, other=MINE + 'equivalents: ["ONE"]\n') == [
        "sheets/other.yaml:1:1: the stock number 'one' is also that of 'one'; a number names one sheet"
    ]


def test_a_grid_that_lacks_a_number_is_refused(wrong):
    assert wrong(mine=MINE.replace("left: 0.75in\n", "")) == [f"sheets/mine.yaml:1:1: the key 'left' is missing; {EITHER}"]


def test_a_grid_needs_a_paper_of_its_own(wrong):
    assert wrong(mine=MINE.replace("paper: letter", "paper: any")) == [f"sheets/mine.yaml:1:1: 'paper' must be named where there is a grid; {EITHER}"]


def test_plain_paper_with_half_a_grid_is_refused(wrong):
    assert wrong(mine=PLAIN + "columns: 2\n") == [f"sheets/mine.yaml:1:1: the key 'card_width' is missing; {EITHER}"]


def test_what_is_wrong_in_several_sheets_is_told_at_once(wrong):
    assert [line.split(":")[0] for line in wrong(one=MINE.replace("rows: 5", "rows: 50"), two=MINE, three=PLAIN.replace("0mm", "wide"))] == [
        "sheets/one.yaml",
        "sheets/three.yaml",
    ]


def test_paper_with_an_overlap_is_for_tiles(tmp_path):
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets/mine.yaml").write_text(PLAIN.replace("gutter: 0mm", "overlap: 10mm"))
    (sheet,) = read_sheets(tmp_path).values()
    assert (type(sheet), sheet.margin, sheet.overlap) == (TilePaper, 36.0, pytest.approx(10 * MM))


# Plain paper, whatever the card


@given(st.sampled_from(list(PAPERS)), st.integers(60, 400), st.integers(60, 400), st.integers(0, 40), st.integers(0, 30))
def test_neighbours_on_plain_paper_are_a_gutter_apart(paper, width, height, margin, gutter):
    sheet = plain_paper(float(margin), float(gutter)).on(paper, Size(width, height))
    across = sorted({cell.x for cell in sheet.cells})
    down = sorted({cell.y for cell in sheet.cells})
    assert {round(b - a - width, 6) for a, b in itertools.pairwise(across)} <= {gutter}
    assert {round(b - a - height, 6) for a, b in itertools.pairwise(down)} <= {gutter}


@given(st.sampled_from(list(PAPERS)), st.integers(60, 400), st.integers(60, 400))
def test_cards_on_plain_paper_lie_in_its_middle(paper, width, height):
    sheet = plain_paper().on(paper, Size(width, height))
    first, last = sheet.cells[0], sheet.cells[-1]
    assert (first.x, first.y) == (pytest.approx(sheet.paper_size.width - last.right), pytest.approx(sheet.paper_size.height - last.bottom))


@pytest.mark.parametrize(
    ("name", "paper", "card", "grid", "lies"),
    [
        ("plain", "letter", Size(252, 144), "2 x 5", False),
        ("plain", "a4", Size(252, 144), "2 x 5", False),
        ("plain", "letter", Size(252, 576), "2 x 1", False),
        ("plain", "letter", Size(576, 252), "1 x 2", True),
        ("plain", "letter", Size(300, 240), "2 x 2", True),
        ("plain-gutter", "letter", Size(252, 144), "2 x 4", False),
        ("plain-gutter", "a4", Size(252, 144), "2 x 4", False),
    ],
)
def test_the_shipped_plain_papers_hold_so_many(name, paper, card, grid, lies):
    stock = SHIPPED[name]
    assert isinstance(stock, PlainPaper)
    sheet = stock.on(paper, card)
    assert (f"{sheet.columns} x {sheet.rows}", sheet.paper_size.width > sheet.paper_size.height) == (grid, lies)


def test_plain_paper_that_is_named_stays_that_paper():
    a3 = PlainPaper("mine", "Mine", HERE, "a3", 36.0, 0.0, (), "x")
    assert a3.on("letter", Size(252, 144)).paper_size in (PAPERS["a3"], PAPERS["a3"].turned())
