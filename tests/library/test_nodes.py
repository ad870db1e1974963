"""A YAML file says what a person sees in it: every scalar stays the text that was typed, and every node knows its place."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.foundation.files import LARGEST_TEXT
from generator.foundation.problems import Place, Problems
from generator.library.nodes import Group, Node, Scalar, Series, read_nodes

TYPED = [
    "0711", "0o17", "0x1F", "1_888", "+18883737888", "1-888-373-7888", "911", "1e3", "1.10", ".5", "9:30", "190:20:30",
    "no", "off", "No", "y", "true", "True", "null", "~", "=", "<<", ".inf", ".nan", "2026-11-24", "2026-11-24 09:30:00",
]  # fmt: skip


def plain(node: Node) -> object:
    """A tree of nodes without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Series):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def read(text: str) -> Group:
    return read_nodes(text.encode(), "a.yaml")


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(Problems) as found:
        read_nodes(text.encode() if isinstance(text, str) else text, "a.yaml")
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize("typed", TYPED)
def test_a_value_stays_the_text_that_was_typed(typed):
    assert plain(read(f"voice: {typed}\n")) == {"voice": typed}


@pytest.mark.parametrize("typed", TYPED)
def test_an_item_of_a_list_stays_the_text_that_was_typed(typed):
    assert plain(read(f"list: [{typed}, {typed}]\n")) == {"list": [typed, typed]}


@pytest.mark.parametrize("typed", [typed for typed in TYPED if typed != "~"])
def test_a_key_stays_the_text_that_was_typed(typed):
    assert plain(read(f"{typed}: x\n")) == {typed: "x"}


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_whatever_stands_in_quotes_is_kept_letter_by_letter(text):
    quoted = text.replace("'", "''")
    assert plain(read(f"text: '{quoted}'\n")) == {"text": text}


def test_folded_text_is_one_line():
    assert plain(read("text: >-\n  Call the Hotline\n  at any hour.\n")) == {"text": "Call the Hotline at any hour."}


def test_every_node_knows_its_line_and_column():
    nodes = read("name: A\npoints:\n  - text: B\n    topics: [c, d]\n")
    points = nodes.entries["points"][1]
    first = points.items[0]
    topics = first.entries["topics"][1]
    found = {
        "name": nodes.entries["name"][0],
        "A": nodes.entries["name"][1].place,
        "points": nodes.entries["points"][0],
        "first point": first.place,
        "B": first.entries["text"][1].place,
        "topics": first.entries["topics"][0],
        "d": topics.items[1].place,
    }
    assert found == {
        "name": Place("a.yaml", 1, 1),
        "A": Place("a.yaml", 1, 7),
        "points": Place("a.yaml", 2, 1),
        "first point": Place("a.yaml", 3, 5),
        "B": Place("a.yaml", 3, 11),
        "topics": Place("a.yaml", 4, 5),
        "d": Place("a.yaml", 4, 17),
    }


def test_a_mark_that_an_editor_puts_at_the_start_is_not_text():
    assert plain(read_nodes(b"\xef\xbb\xbfname: A\n", "a.yaml")) == {"name": "A"}


def test_windows_line_ends_change_nothing():
    assert plain(read("name: A\r\nlist:\r\n  - b\r\n")) == {"name": "A", "list": ["b"]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: the key 'a' stands here a second time (first in line 1)"),
        ("a: &x 1\n", "a.yaml:1:4: anchors and aliases (& and *) are not allowed; write the value out, or quote it"),
        ("a: *x\n", "a.yaml:1:4: anchors and aliases (& and *) are not allowed; write the value out, or quote it"),
        ("a: !!python/object/apply:os.system [ls]\n", "a.yaml:1:4: tags (!) are not allowed; remove the tag, or put the text into quotes"),
        ("a: !!int '7'\n", "a.yaml:1:4: tags (!) are not allowed; remove the tag, or put the text into quotes"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document starts here; make it a file of its own"),
        ("[a]: 1\n", "a.yaml:1:1: a key must be one word"),
        ("- a\n", "a.yaml:1:1: this file must consist of lines 'key: value'"),
        ("# nothing\n", "a.yaml: this file is empty; see docs/adding.md for what belongs into it"),
        ("", "a.yaml: this file is empty; see docs/adding.md for what belongs into it"),
        ("a: b: c\n", "a.yaml:1:5: this is not YAML: mapping values are not allowed in this context; put text that contains ': ' into quotes"),
        ("a: x\u202ey\n", "a.yaml:1:4: an invisible or control character (U+202E) is hidden in this text; retype it"),
        ("a: 1\u200b2\n", "a.yaml:1:4: an invisible or control character (U+200B) is hidden in this text; retype it"),
        (b"a: caf\xe9\n", "a.yaml:1: this is not UTF-8 text (byte 7 is 0xE9); save the file as UTF-8"),
        ("a: " + "[" * 30 + "]" * 30, "a.yaml:1:23: this is nested more than 20 levels deep"),
        (b"a: " + b"x" * LARGEST_TEXT, "a.yaml: this file has 262,147 bytes; 262,144 are allowed; split it"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)  # fmt: skip
def test_what_does_not_mean_what_it_seems_is_refused(text, problem):
    assert problems(text) == [problem]


def test_a_comment_behind_words_is_a_comment():
    assert plain(read("order: 10 # first\nname: A # 2nd\n")) == {"order": "10", "name": "A"}


def test_all_that_is_wrong_is_said_at_once():
    assert problems("a: 1\na: 2\nb: x\u00ady\n") == [
        "a.yaml:2:1: the key 'a' stands here a second time (first in line 1)",
        "a.yaml:3:4: an invisible or control character (U+00AD) is hidden in this text; retype it",
    ]


@given(st.binary(max_size=80))
def test_no_bytes_make_anything_but_nodes_or_problems(data):
    with suppress(Problems):
        assert isinstance(read_nodes(data, "a.yaml"), Group)
