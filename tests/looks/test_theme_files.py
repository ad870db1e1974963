"""A theme is looks in a file: it extends another one, and nothing in it goes below the floors."""

import re

import pytest
from pieces import HERE, THEMES, plain

from generator.foundation.problems import Problems
from generator.looks.former import FORMER
from generator.looks.theme import FLOORS
from generator.looks.theme_files import read_theme

SHIPPED = sorted(path.stem for path in THEMES.glob("*.yaml"))


@pytest.fixture
def write(layouts):
    """Write a theme beside the shipped ones and read it."""

    def write(text, name="mine"):
        (layouts / "themes" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return read_theme(layouts / "themes", name)

    return write


def problems(make, *arguments):
    with pytest.raises(Problems) as found:
        make(*arguments)
    return [re.sub(r"^.*/mine\.yaml", "mine.yaml", str(problem)) for problem in found.value.problems]


MINE = "name: Mine\nsummary: A theme of a test\nextends: plain\n"


def test_a_theme_that_extends_another_is_the_same_but_for_what_it_says(write):
    mine = write(MINE + "colours:\n  brand: '#000000'\nmedia:\n  page:\n    text:\n      para: {size: 13pt, leading: 17pt}\n")
    base = plain()
    assert (mine.name, mine.colours["brand"], mine.styles["page", "para"].size) == ("Mine", "#000000", 13)
    assert {key: style for key, style in mine.styles.items() if key != ("page", "para")} == {
        key: style for key, style in base.styles.items() if key != ("page", "para")
    }
    assert mine.styles["page", "para"].after == base.styles["page", "para"].after
    assert mine.looks == base.looks


def test_a_theme_may_extend_one_that_extends_another(write):
    write("name: A\nsummary: A\nextends: plain\ncolours: {brand: '#111111', line: '#222222'}\n", "first")
    mine = write("name: B\nsummary: B\nextends: first\ncolours: {line: '#333333'}\n")
    assert (mine.colours["brand"], mine.colours["line"]) == ("#111111", "#333333")


def test_themes_do_not_extend_each_other_in_a_circle(write, layouts):
    (layouts / "themes/other.yaml").write_text("name: A\nsummary: A\nextends: mine\n")
    assert problems(write, MINE.replace("plain", "other"))[0].endswith("the theme extends itself: mine -> other -> mine")


def test_a_theme_that_is_not_there_brings_the_near_ones(layouts):
    with pytest.raises(Problems, match=r"there is no theme 'plian'; did you mean 'plain'\?"):
        read_theme(layouts / "themes", "plian")


def test_what_it_extends_must_be_there(write):
    assert problems(write, MINE.replace("plain", "plane"))[0].endswith("there is no theme 'plane'; did you mean 'plain'?")


@pytest.mark.parametrize(
    ("medium", "role", "size", "floor"),
    [
        ("page", "para", "10.9pt", "10.9 pt (3.8 mm); the floor is 11.0 pt (3.9 mm)"),
        ("page", "number", "11.9pt", "11.9 pt (4.2 mm); the floor is 12.0 pt (4.2 mm)"),
        ("page", "small", "7.9pt", "7.9 pt (2.8 mm); the floor is 8.0 pt (2.8 mm)"),
        ("card", "label", "7.9pt", "7.9 pt (2.8 mm); the floor is 8.0 pt (2.8 mm)"),
        ("card", "number1", "11pt", "11.0 pt (3.9 mm); the floor is 12.0 pt (4.2 mm)"),
        ("notice", "para", "15pt", "15.0 pt (5.3 mm); the floor is 16.0 pt (5.6 mm)"),
    ],
)
def test_no_text_is_smaller_than_the_floor_of_its_medium(write, medium, role, size, floor):
    text = MINE + f"media:\n  {medium}:\n    text:\n      {role}: {{size: {size}, leading: 60pt}}\n"
    assert problems(write, text) == [f"mine.yaml:7:{8 + len(role) + 1}: '{role}' on a {medium} is {floor}"]


def test_numbers_are_bold(write):
    text = MINE + "media: {card: {text: {number: {bold: no}}}}\n"
    assert problems(write, text)[0].endswith("'number' on a card is not bold; telephone numbers are bold")


def test_lines_do_not_run_into_each_other(write):
    text = MINE + "media: {page: {text: {para: {size: 12pt, leading: 11pt}}}}\n"
    assert problems(write, text)[0].endswith("the leading of 'para' is smaller than its size")


def test_colours_that_nobody_can_read_are_refused(write):
    assert any("has a contrast of 4.5:1 with the paper" in problem for problem in problems(write, MINE + "colours: {quiet: '#767676'}\n"))


def test_a_colour_is_written_in_hex(write):
    assert problems(write, MINE + "colours: {brand: teal}\n") == [
        "mine.yaml:4:18: 'brand' cannot be 'teal'; wanted: a colour such as #0b4a5c".replace("5c", "5a")
    ]


def test_a_role_that_the_theme_lacks_is_named_where_it_is_used():
    with pytest.raises(Problems) as found:
        plain().style("page", "nubmer", HERE)
    assert str(found.value) == f"{HERE}: the theme 'plain' has no text style 'nubmer' for a page; did you mean 'number'?"


def test_a_role_under_its_former_name_is_told_the_one_that_it_has_now(write):
    text = MINE + "media:\n  notice:\n    text:\n      tent-title: {size: 34pt, leading: 38pt}\n    box:\n      mine: {fill: tint}\n"
    assert problems(write, text) == ["mine.yaml:7:7: the role 'tent-title' of a notice has another name now; write 'heading1-small'"]
    with pytest.raises(Problems) as found:
        plain().look("page", "leaf-call", HERE)
    assert str(found.value) == f"{HERE}: the theme 'plain' has no box style 'leaf-call' for a page; it is called 'call-small' now"


def test_a_former_name_may_be_that_of_a_role_of_ones_own(write, layouts):
    base = (layouts / "themes/plain.yaml").read_text(encoding="utf-8")
    (layouts / "themes/old.yaml").write_text(base.replace("      heading1-small:", "      tent-title:"), encoding="utf-8")
    text = MINE.replace("plain", "old") + "media:\n  notice:\n    text:\n      tent-title: {size: 34pt, leading: 38pt}\n"
    assert write(text).styles["notice", "tent-title"].size == 34


def test_every_former_name_leads_to_a_role_of_the_plain_theme():
    theme = plain()
    roles = {"text": theme.styles, "box": theme.looks}
    for (medium, kind), names in FORMER.items():
        for before, now in names.items():
            assert (medium, now) in roles[kind]
            assert (medium, before) not in roles[kind]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_theme_keeps_to_the_floors(name):
    theme = read_theme(THEMES, name)
    small = [(medium, role, style.size) for (medium, role), style in theme.styles.items() if style.size < FLOORS[medium].small]
    numbers = [(medium, role) for (medium, role), style in theme.styles.items() if role.startswith("number") and not (style.bold and style.size >= 12)]
    assert (small, numbers) == ([], [])


def test_the_floors_are_not_lowered_unseen():
    """What people with low vision, and people in fear, can read: docs/decisions/type-sizes.md."""
    found = {medium: (floor.text, floor.small, floor.number) for medium, floor in FLOORS.items()}
    assert {medium: found[medium] for medium in ("page", "card", "notice")} == {"page": (11, 8, 12), "card": (8, 8, 12), "notice": (16, 10, 24)}
