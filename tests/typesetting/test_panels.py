"""A face of several panels: each is set on its own, some stand on their heads, and the folds lie between them."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import FILE, card, card_tree, outside, places, pressed, same, setting, text_of, words_of

from generator.foundation.measures import Box
from generator.foundation.problems import Problems
from generator.typesetting.faces import Fill, Fold, Turned
from generator.typesetting.lay_out import lay_out


def face(inside, attributes='across="1 1" down="1"', size="200pt x 100pt"):
    (one,) = card(f'<face name="inside" {attributes}>{inside}</face>', size)
    return one


def panel(name, cell, text="a", more=""):
    return f'<panel name="{name}" cell="{cell}" {more}><para>{text}</para></panel>'


def problem(*arguments, **more):
    with pytest.raises(Problems) as found:
        face(*arguments, **more)
    return str(found.value)


def test_each_panel_is_set_in_its_own_cell():
    found = face(panel("one", "1 1", "a") + panel("two", "2 1", "b"))
    places = {word.text: word.x for word in words_of(found.marks)}
    assert (places["a"] < 100, places["b"] > 100, outside(found)) == (True, True, [])


def test_a_fold_lies_between_panels():
    found = face(panel("one", "1 1"), 'across="1 1 2" down="1 1"')
    assert [(mark.x, mark.y, mark.to_x, mark.to_y) for mark in found.marks if isinstance(mark, Fold)] == [
        (50, 0, 50, 100),
        (100, 0, 100, 100),
        (0, 50, 200, 50),
    ]


def test_panels_may_have_lengths():
    found = face(panel("one", "2 1"), 'across="60pt 140pt"')
    (safe,) = found.safe
    assert 60 < safe.x < safe.right < 200


def test_a_panel_may_stand_on_its_head():
    upright, turned = face(panel("one", "1 1")), face(panel("one", "1 1", more='turned="yes"'))
    (mark,) = [mark for mark in turned.marks if isinstance(mark, Turned)]
    (word,), (own,) = words_of(upright.marks), [box for one in mark.marks if (box := mark.turn(one.box))]
    assert (own.right, own.bottom) == (pytest.approx(100 - word.box.x), pytest.approx(100 - word.box.y))


@pytest.mark.parametrize(
    ("inside", "attributes", "message"),
    [
        (panel("one", "3 1"), 'across="1 1"', "there is no cell '3 1'; the face has 2 columns and 1 rows"),
        (panel("one", "0 1"), 'across="1 1"', "there is no cell '0 1'; the face has 2 columns and 1 rows"),
        (panel("one", "left"), 'across="1 1"', "a panel's cell cannot be 'left'; write its column and its row, such as \"2 1\""),
        (panel("one", "1 1"), 'across="90pt 90pt"', "the panels across are 180.0 pt (63.5 mm) in all, the face has 200.0 pt (70.6 mm)"),
        (
            panel("one", "1 1"),
            'across="a b"',
            "across: 'a' is not a length; write a number and pt, mm, cm or in, such as 12mm; write shares such as \"1 1\", or lengths",
        ),
    ],
)
def test_panels_that_cannot_be_are_refused(inside, attributes, message):
    assert problem(inside, attributes) == f"{FILE}: {message}"


def test_a_text_that_is_too_long_names_its_panel():
    assert problem(panel("two", "2 1", "word " * 80)).startswith(f"{FILE}: the side 'two' does not fit: it is ")


# Read back from the finished file


def panels(*xml, attributes='across="1" down="1 1"', size="200pt x 100pt"):
    """A card of one face with these panels, and its tree."""
    tree = card_tree(f'<face name="flat" {attributes}>{"".join(xml)}</face>', size)
    return lay_out(tree, setting("card"), "letter"), tree


def test_a_turned_panel_is_printed_upside_down_in_its_own_cell():
    """Where "Alpha" stands in the lower panel it stands in the upper one if the whole card is turned by 180 degrees."""
    upright, turned = (pressed(*panels(panel("one", cell, "Alpha", more))) for cell, more in (("1 2", ""), ("1 1", 'turned="yes"')))
    (below,), (above,) = places(upright, 0, "Alpha"), places(turned, 0, "Alpha")
    assert same(above, Box(200 - below.right, 100 - below.bottom, below.width, below.height))
    assert above.bottom < 50


def test_the_letters_of_a_turned_panel_run_from_right_to_left():
    data = pressed(*panels(panel("one", "1 1", "Alpha Omega", 'turned="yes"')))
    (alpha,), (omega,) = places(data, 0, "Alpha"), places(data, 0, "Omega")
    assert omega.right < alpha.x


def test_a_turned_panel_is_read_in_its_turn():
    data = pressed(*panels(panel("two", "1 2", "Alpha"), panel("one", "1 1", "Omega", 'turned="yes"')))
    assert text_of(data)[0].split() == ["Alpha", "Omega"]


def test_a_link_in_a_turned_panel_lies_over_its_words():
    data = pressed(*panels('<panel name="one" cell="1 1" turned="yes"><para>See <link to="example.org">Alpha</link></para></panel>'))
    (word,) = places(data, 0, "Alpha")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].Annots[0].Rect)
    assert Box(left, 100 - top, right - left, top - bottom).holds(word, 1)


def test_the_ground_of_a_turned_panel_fills_its_own_cell():
    xml = '<panel name="one" cell="1 1" turned="yes"><callout role="danger"><para>a</para></callout></panel>'
    (flat,), _ = panels(xml)
    (mark,) = [mark for mark in flat.marks if isinstance(mark, Turned)]
    grounds = [mark.turn(one.box) for one in mark.marks if isinstance(one, Fill)]
    assert grounds
    assert [box for box in grounds if not Box(0, 0, 200, 50).holds(box)] == []


# Whatever the shares


shares = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@given(shares, shares)
def test_panels_share_the_whole_face_and_each_keeps_to_its_own_part(across, down):
    cells = [(column, row) for row in range(1, len(down) + 1) for column in range(1, len(across) + 1)]
    xml = "".join(f'<panel name="{column} {row}" cell="{column} {row}"></panel>' for column, row in cells)
    found = face(xml, f'across="{" ".join(map(str, across))}" down="{" ".join(map(str, down))}"', "2000pt x 2000pt")
    assert len(found.safe) == len(cells)
    assert not any(one.overlaps(other) for at, one in enumerate(found.safe) for other in found.safe[at + 1 :])
    for (column, row), safe in zip(cells, found.safe, strict=True):
        left, right = (2000 * sum(across[:end]) / sum(across) for end in (column - 1, column))
        top, bottom = (2000 * sum(down[:end]) / sum(down) for end in (row - 1, row))
        assert Box(left, top, right - left, bottom - top).holds(safe)


@given(shares, shares)
def test_there_is_a_fold_between_panels_and_none_at_the_edge(across, down):
    found = face('<panel name="one" cell="1 1"></panel>', f'across="{" ".join(map(str, across))}" down="{" ".join(map(str, down))}"', "2000pt x 2000pt")
    folds = [mark for mark in found.marks if isinstance(mark, Fold)]
    upright, level = ([mark for mark in folds if (mark.x == mark.to_x) is stands] for stands in (True, False))
    assert [round(mark.x, 3) for mark in upright] == [round(2000 * sum(across[:end]) / sum(across), 3) for end in range(1, len(across))]
    assert [round(mark.y, 3) for mark in level] == [round(2000 * sum(down[:end]) / sum(down), 3) for end in range(1, len(down))]


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ('across="100pt 99pt"', "the panels across are 199.0 pt (70.2 mm) in all, the face has 200.0 pt (70.6 mm)"),
        ('across="100pt 101pt"', "the panels across are 201.0 pt (70.9 mm) in all, the face has 200.0 pt (70.6 mm)"),
        ('across="1 100pt"', "the panels across are 101.0 pt (35.6 mm) in all, the face has 200.0 pt (70.6 mm)"),
        ('down="40pt 52pt"', "the panels down are 92.0 pt (32.5 mm) in all, the face has 100.0 pt (35.3 mm)"),
    ],
)
def test_panels_that_do_not_add_up_to_their_face_are_refused(attributes, message):
    assert problem(panel("one", "1 1"), attributes) == f"{FILE}: {message}"


def test_all_panels_that_do_not_fit_are_told_at_once():
    long = "word " * 80
    told = problem(panel("one", "1 1", long) + panel("two", "2 1", "short") + panel("three", "3 1", long), 'across="1 1 1"')
    assert [line.split("'")[1] for line in told.splitlines()] == ["one", "three"]


def test_shares_that_are_all_nothing_are_refused():
    assert problem(panel("one", "1 1"), 'across="0 0"')


def test_a_cell_is_told_by_ordinary_figures():
    assert problem(panel("one", "² 1"), 'across="1 1"') == f"{FILE}: a panel's cell cannot be '² 1'; write its column and its row, such as \"2 1\""


def test_two_panels_cannot_have_one_cell():
    assert problem(panel("one", "1 1") + panel("two", "1 1"), 'across="1 1"')
