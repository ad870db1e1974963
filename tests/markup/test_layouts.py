"""What a layout's file says of itself is read without filling it in."""

import pytest

from generator.foundation.measures import Size
from generator.foundation.problems import Problems
from generator.markup.layouts import find_layout, layout_names, part_of

ROOT = '<layout medium="card" size="85mm x 54mm" sheet="plain" flip="short" summary="A card">'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.xml.j2").write_text(f"{{# about it #}}\n{ROOT}\n</layout>\n")
    return tmp_path


def problem(folder, text):
    (folder / "mine.xml.j2").write_text(text)
    with pytest.raises(Problems) as found:
        find_layout(folder, "mine")
    return str(found.value).replace(f"{folder}/", "")


def test_a_layout_says_what_it_is(folder):
    layout = find_layout(folder, "mine")
    assert (layout.id, layout.medium, layout.sheet, layout.flip, layout.subject, layout.summary, layout.depth) == (
        "mine", "card", "plain", "short", "audience", "A card", "",
    )  # fmt: skip
    assert layout.size == Size(pytest.approx(240.945, abs=0.001), pytest.approx(153.071, abs=0.001))
    assert layout.place.line == 2


def test_a_layout_without_a_size_flows_over_pages(folder):
    (folder / "mine.xml.j2").write_text('<layout medium="page" summary="x"></layout>')
    assert find_layout(folder, "mine").size is None


def test_parts_of_layouts_are_no_layouts(folder):
    (folder / "shared").mkdir()
    for name in ("shared/macros.xml.j2", "_macros.xml.j2", ".mine.xml.j2", "notes.txt", "other.xml"):
        (folder / name).write_text(ROOT)
    assert layout_names(folder) == ["mine"]


def test_a_note_that_stands_beside_pieces_is_one_of_the_shared_parts(folder):
    (folder / "shared").mkdir()
    (folder / "shared/sheet-note.xml.j2").write_text(ROOT)
    note = part_of(find_layout(folder, "mine"), "sheet-note", "card")
    assert (note.id, note.file, note.path, note.size) == ("sheet-note", "shared/sheet-note.xml.j2", folder / "shared/sheet-note.xml.j2", None)


def test_a_folder_without_the_notes_is_a_problem(folder):
    with pytest.raises(Problems) as found:
        part_of(find_layout(folder, "mine"), "sheet-note", "card")
    assert str(found.value) == f"{folder}: there is no layout 'shared/sheet-note.xml.j2'; makecards init DIR makes a folder that has it"


def test_a_layout_that_is_not_there_brings_the_near_ones(folder):
    with pytest.raises(Problems, match=r"there is no layout 'mime'; did you mean 'mine'\?"):
        find_layout(folder, "mime")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(Problems) as found:
        layout_names(tmp_path / "nowhere")
    assert str(found.value) == f"{tmp_path}/nowhere: this folder of layouts does not exist; makecards init DIR makes one"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('medium="card"', 'medium="cart"', "mine.xml.j2:1: the medium cannot be 'cart'; did you mean 'card'?"),
        ('medium="card" ', "", "mine.xml.j2:1: the medium cannot be ''; known: card, notice, page"),
        ('flip="short"', 'flip="up"', "mine.xml.j2:1: flip cannot be 'up'; known: long, short"),
        ('flip="short"', 'subject="kitt"', "mine.xml.j2:1: the subject cannot be 'kitt'; did you mean 'kit'?"),
        ('flip="short"', 'depth="deep"', "mine.xml.j2:1: the depth cannot be 'deep'; "),
        ("85mm x 54mm", "85 x 54", "mine.xml.j2:1: '85' is not a length; write a number and pt, mm, cm or in, such as 12mm"),
        ("<layout ", "<lay ", "mine.xml.j2:1: this layout does not begin with <layout ...>"),
    ],
)
def test_what_a_layout_cannot_say_is_refused(folder, old, new, message):
    assert problem(folder, ROOT.replace(old, new)).startswith(message)


def test_every_shipped_layout_can_be_found(shop):
    names = layout_names(shop.layouts)
    assert [find_layout(shop.layouts, name).id for name in names] == names
    assert [name for name in names if not find_layout(shop.layouts, name).summary] == []
