"""A printer's faults are read once from a calibration sheet, kept in a file, and taken out of every sheet."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pieces import text_of
from stock import near, sheet_of, through_the_paper

import generator.imposition.printers
from generator.foundation.measures import MM, Box, Size
from generator.foundation.problems import Problems
from generator.imposition.impose import Card, impose, only_sides
from generator.imposition.printers import Printer, read_printer
from generator.tasks.calibration import calibration_sheet, save_printer

SETTINGS_FOLDER = generator.imposition.printers.settings_folder


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    """A settings folder of the test's own."""
    monkeypatch.setattr(generator.imposition.printers, "settings_folder", lambda: tmp_path / "printers")


def problem(make, *arguments):
    with pytest.raises(Problems) as found:
        make(*arguments)
    return str(found.value)


def test_what_was_saved_is_read_back():
    save_printer("front-office", "1.5,-0.5,99.5,100.2")
    printer = read_printer("front-office")
    assert (printer.id, printer.right, printer.down, printer.across, printer.along) == ("front-office", "1.5", "-0.5", "99.5", "100.2")


def test_two_numbers_are_enough():
    save_printer("office", "2,0")
    printer = read_printer("office")
    assert (printer.right, printer.down, printer.across, printer.along) == ("2", "0", "100", "100")


@pytest.mark.parametrize(
    ("name", "measured", "message"),
    [
        ("Front Office", "1,1", "'Front Office' cannot be a printer's name; use small letters, digits and hyphens, such as front-office"),
        ("office", "1", "'1' is not a measure; write X,Y in millimetres, such as 1.5,-0.5, or X,Y,ACROSS,ALONG with the percentages"),
        ("office", "a,b", "'a,b' is not a measure; write X,Y in millimetres, such as 1.5,-0.5, or X,Y,ACROSS,ALONG with the percentages"),
        ("office", "50,1", "a back lies at most 20 mm off; measure in millimetres"),
        ("office", "1,1,80,100", "a printer scales to 90 to 110 percent; print the calibration sheet at 100 % first"),
    ],
)
def test_what_cannot_have_been_measured_is_refused(name, measured, message):
    assert problem(save_printer, name, measured) == message


def test_a_printer_that_was_never_measured_is_named():
    assert problem(read_printer, "office") == "there is no printer 'office'; makecards calibrate --printer NAME --save X,Y keeps one"


def test_a_printer_that_is_not_there_brings_the_near_ones():
    save_printer("front-office", "1,1")
    assert problem(read_printer, "font-office") == "there is no printer 'font-office'; did you mean 'front-office'?"


def moved(flip, paper_lies=False):
    """How a back moves for a printer that lays backs 2 mm too far right and 1 mm too low, seen from the front."""
    sheet = sheet_of(3, 4, paper=Size(792, 612)) if paper_lies else sheet_of()
    straight = impose(sheet.card, [Card(0, 1)], sheet, flip=flip)
    crooked = Printer(name="x", right="2", down="1").adjust(straight)
    (front, back), (own_front, own_back) = straight.runs[0].sides, crooked.runs[0].sides
    assert front == own_front
    one, other = back.placements[0].cell, own_back.placements[0].cell
    return round((other.x - one.x) / MM, 3), round((other.y - one.y) / MM, 3)


@pytest.mark.parametrize(
    ("flip", "paper_lies", "expected"),
    [
        ("long", False, (2, -1)),  # mirrored sideways: a move to the right on the back is a move to the left from the front
        ("short", False, (-2, 1)),
        ("long", True, (-2, 1)),
        ("short", True, (2, -1)),
    ],
)
def test_backs_are_moved_against_the_fault(flip, paper_lies, expected):
    assert moved(flip, paper_lies) == expected


def test_a_printer_without_faults_changes_nothing():
    imposition = impose(Size(252, 144), [Card(0, 1)], sheet_of())
    assert Printer(name="x").adjust(imposition) == imposition


def test_a_calibration_sheet_has_two_sides(shop):
    assert len(text_of(calibration_sheet(shop))) == 2


# Where printers are kept


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places for settings")
def test_a_printer_is_kept_where_the_system_keeps_settings(tmp_path, monkeypatch):
    monkeypatch.setattr(generator.imposition.printers, "settings_folder", SETTINGS_FOLDER)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert save_printer("office", "1,1") == tmp_path / "config/makecards/printers/office.yaml"
    assert read_printer("office").right == "1"


def test_a_printers_file_is_for_people_too(tmp_path):
    text = """\
# Read from a calibration sheet; makecards --printer office uses it.
name: office
right: "1.5"
down: "-0.5"
across: "99.5"
along: "100"
"""
    assert save_printer("office", " 1.50, -0.5 ,99.5,100.0").read_text() == text


def test_a_printer_that_is_measured_again_is_replaced(tmp_path):
    save_printer("office", "1,1,99,99")
    save_printer("office", "2,0")
    assert read_printer("office").across == "100"
    assert [path.name for path in (tmp_path / "printers").iterdir()] == ["office.yaml"]


tenths = st.integers(-200, 200).map(lambda number: number / 10)
percents = st.integers(900, 1100).map(lambda number: number / 10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example replaces the file of the one before
@given(tenths, tenths, percents, percents)
def test_whatever_was_read_to_a_tenth_is_read_back(right, down, across, along):
    save_printer("office", f"{right},{down},{across},{along}")
    printer = read_printer("office")
    assert tuple(map(float, (printer.right, printer.down, printer.across, printer.along))) == (right, down, across, along)


@pytest.mark.parametrize("measured", ["1.234,0", "0,0,99.999,100", "0.00001,0"])
def test_what_is_kept_can_be_read(measured):
    save_printer("office", measured)
    assert read_printer("office").name == "office"


@pytest.mark.parametrize("measured", ["nan,0", "inf,0", "0,-inf", "0,0,nan,100"])
def test_what_is_no_number_is_not_kept(tmp_path, measured):
    assert problem(save_printer, "office", measured)
    assert not (tmp_path / "printers").exists()


@pytest.mark.parametrize("measured", ["", "1,2,3", "1,2,99,100,5", "1;2", "1,", "1 2", "one,two"])
def test_what_is_not_two_or_four_numbers_is_refused(measured):
    hint = "write X,Y in millimetres, such as 1.5,-0.5, or X,Y,ACROSS,ALONG with the percentages"
    assert problem(save_printer, "office", measured) == f"'{measured}' is not a measure; {hint}"


@pytest.mark.parametrize("name", ["", "Office", "front office", "../office", "office.yaml", "con", "-office", "a" * 41])
def test_a_printer_has_a_name_that_can_be_a_files(tmp_path, name):
    hint = "use small letters, digits and hyphens, such as front-office"
    assert problem(save_printer, name, "1,1") == f"'{name}' cannot be a printer's name; {hint}"
    assert not (tmp_path / "printers").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('right: "1"', 'right: "50"', "a back lies at most 20 mm off; measure in millimetres"),
        ('right: "1"', 'right: "2in"', "'right' cannot be '2in'; wanted: millimetres between -20 and 20, such as 1.5"),
        ('right: "1"', 'rigth: "1"', "unknown key 'rigth'; did you mean 'right'?"),
        ('across: "99"', 'across: "50"', "a printer scales to 90 to 110 percent; print the calibration sheet at 100 % first"),
        ("name: office", "", "the key 'name' is missing"),
    ],
)
def test_a_file_that_was_edited_by_hand_is_looked_at(old, new, message):
    path = save_printer("office", "1,1,99,99")
    path.write_text(path.read_text().replace(old, new))
    told = problem(read_printer, "office")
    assert told.split("office.yaml:", 1)[1].lstrip("0123456789:").strip() == message


# What becomes of a sheet in a printer that has the fault


def printed(cell, paper, printer, grown):
    """Where the printer lays a box of a page: the page is scaled as the press was told, then as the printer does."""
    across, down = grown[0] * float(printer.across) / 100, grown[1] * float(printer.along) / 100
    middle = paper.width / 2, paper.height / 2
    return Box(middle[0] + (cell.x - middle[0]) * across, middle[1] + (cell.y - middle[1]) * down, cell.width * across, cell.height * down)


def landed(imposition, printer):
    """Where fronts and backs lie on the paper as somebody sees them who looks at the front."""
    front, back = imposition.runs[0].sides
    paper, grown = imposition.paper, (imposition.scale_across, imposition.scale_down)
    dx, dy = float(printer.right) * MM, float(printer.down) * MM
    fronts = [printed(placement.cell, paper, printer, grown) for placement in front.placements]
    backs = [through_the_paper(printed(placement.cell, paper, printer, grown), paper, imposition.flip).moved(dx, dy) for placement in back.placements]
    return fronts, backs


@given(tenths, tenths, percents, percents, st.sampled_from(["long", "short"]), st.booleans())
def test_whatever_the_fault_backs_come_to_lie_behind_their_fronts(right, down, across, along, flip, paper_lies):
    sheet = sheet_of(3, 4, paper=Size(792, 612), gutter=5, left=10, top=8) if paper_lies else sheet_of(left=30, top=50)
    printer = Printer(name="x", right=str(right), down=str(down), across=str(across), along=str(along))
    straight = impose(sheet.card, [Card(0, 1)], sheet, flip=flip)
    fronts, backs = landed(printer.adjust(straight), printer)
    assert all(near(front, cell) for front, cell in zip(fronts, sheet.cells, strict=True))
    assert all(near(front, back) for front, back in zip(fronts, backs, strict=True))


def test_the_simulation_above_sees_a_fault_that_is_not_taken_out():
    printer = Printer(name="x", right="2", down="1")
    fronts, backs = landed(impose(Size(252, 144), [Card(0, 1)], sheet_of()), printer)
    assert (backs[0].x - fronts[0].x, backs[0].y - fronts[0].y) == (pytest.approx(2 * MM), pytest.approx(1 * MM))


def test_the_ticks_of_a_back_move_with_its_cards():
    straight = impose(Size(252, 144), [Card(0, 1)], sheet_of())
    (_, back), (_, own) = straight.runs[0].sides, Printer(name="x", right="2", down="1").adjust(straight).runs[0].sides
    moves = {(round(after.x - before.x, 3), round(after.y - before.y, 3)) for before, after in zip(back.ticks, own.ticks, strict=True)}
    assert moves == {(round(2 * MM, 3), round(-1 * MM, 3))}


def test_backs_that_are_printed_alone_are_moved_too():
    straight = impose(Size(252, 144), [Card(0, 1)], sheet_of())
    printer = Printer(name="x", right="2", down="1")
    assert printer.adjust(only_sides(straight, "back")).runs[0].sides[0] == printer.adjust(straight).runs[0].sides[1]
