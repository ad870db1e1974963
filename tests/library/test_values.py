"""Nodes become one frozen value, or every problem in the file at once, each with its place and a hint."""

from typing import Annotated, Literal

import pytest
from msgspec import UNSET, Meta, Struct, UnsetType

from generator.foundation.problems import Place, Problems, printable
from generator.library.nodes import read_nodes
from generator.library.values import given, keys_of, read


class Bell(Struct, frozen=True, kw_only=True):
    place: Place = Place("")
    tone: Literal["high", "low"]
    weight: Annotated[str, Meta(pattern=r"\A[0-9]+\Z", description="a number of pounds")] = "1"


class Tower(Struct, frozen=True, kw_only=True):
    place: Place = Place("")
    id: str = ""
    name: Annotated[str, Meta(max_length=12)]
    tags: tuple[str, ...] = ()
    bells: tuple[Bell, ...] = ()
    by_side: dict[Annotated[str, Meta(pattern=r"\A[a-z]+\Z", description="small letters")], Bell] = {}
    remark: str | UnsetType = UNSET


def tower(text: str) -> Tower:
    return read(Tower, read_nodes(text.encode(), "a.yaml"), "old-tower")


def problems(text: str) -> list[str]:
    with pytest.raises(Problems) as found:
        tower(text)
    return [str(problem) for problem in found.value.problems]


def test_a_file_becomes_one_value_with_its_places():
    text = "name: Old\ntags: [a, b]\nbells:\n  - {tone: high, weight: 0711}\nby_side:\n  north: {tone: low}\nremark: no\n"
    assert tower(text) == Tower(
        place=Place("a.yaml", 1, 1),
        id="old-tower",
        name="Old",
        tags=("a", "b"),
        bells=(Bell(place=Place("a.yaml", 4, 5), tone="high", weight="0711"),),
        by_side={"north": Bell(place=Place("a.yaml", 6, 10), tone="low")},
        remark="no",
    )


def test_a_key_that_may_be_missing_is_unset_and_not_empty():
    assert [tower("name: Old\n").remark, given(tower("name: Old\n").remark)] == [UNSET, False]


def test_a_list_of_one_word_may_be_the_bare_word():
    assert tower("name: Old\ntags: a\n").tags == ("a",)


def test_a_list_of_one_group_may_be_the_bare_group():
    assert tower("name: Old\nbells: {tone: low}\n").bells == (Bell(place=Place("a.yaml", 2, 8), tone="low"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nam: Old\nname: Old\n", "a.yaml:1:1: unknown key 'nam'; did you mean 'name'?"),
        ("name: Old\nplace: x\n", "a.yaml:2:1: unknown key 'place'; known: bells, by_side, name, remark, tags"),
        ("name: Old\nid: x\n", "a.yaml:2:1: unknown key 'id'; known: bells, by_side, name, remark, tags"),
        ("tags: a\n", "a.yaml:1:1: the key 'name' is missing"),
        ("name:\n", "a.yaml:1:6: 'name' is empty; write a value, or remove the key"),
        ("name: '  '\n", "a.yaml:1:7: 'name' is empty; write a value, or remove the key"),
        ("name: [Old]\n", "a.yaml:1:7: 'name' must be text, not a list"),
        ("name: {a: b}\n", "a.yaml:1:7: 'name' must be text, not a group of keys"),
        ("name: A very long name\n", "a.yaml:1:7: 'name' has 16 characters; 12 are allowed"),
        ("name: Old\ntags: []\n", "a.yaml:2:7: 'tags' is an empty list; remove the key, or name something"),
        ("name: Old\ntags: {a: b}\n", "a.yaml:2:7: 'tags' must be a list of words"),
        ("name: Old\nbells: high\n", "a.yaml:2:8: lines 'key: value' are expected here; needed: tone"),
        ("name: Old\nbells: {tone: hihg}\n", "a.yaml:2:15: 'tone' cannot be 'hihg'; did you mean 'high'?"),
        ("name: Old\nbells: {tone: loud}\n", "a.yaml:2:15: 'tone' cannot be 'loud'; known: high, low"),
        ("name: Old\nbells: {tone: low, weight: 7kg}\n", "a.yaml:2:28: 'weight' cannot be '7kg'; wanted: a number of pounds"),
        ("name: Old\nby_side: [a]\n", "a.yaml:2:10: 'by_side' must consist of lines 'name: ...'"),
        ("name: Old\nby_side: {North: {tone: low}}\n", "a.yaml:2:11: 'by_side' cannot be 'North'; wanted: small letters"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(text, problem):
    assert problems(text) == [problem]


def test_all_problems_of_a_file_come_at_once():
    assert problems("nmae: Old\nbells:\n  - {tone: x}\n  - {weight: heavy}\n") == [
        "a.yaml:1:1: the key 'name' is missing",
        "a.yaml:1:1: unknown key 'nmae'; did you mean 'name'?",
        "a.yaml:3:12: 'tone' cannot be 'x'; known: high, low",
        "a.yaml:4:5: the key 'tone' is missing",
        "a.yaml:4:14: 'weight' cannot be 'heavy'; wanted: a number of pounds",
    ]


def test_a_value_that_was_read_cannot_be_changed():
    with pytest.raises(AttributeError):
        tower("name: Old\n").name = "New"


def test_the_keys_of_a_kind_leave_out_what_comes_from_the_file_itself():
    assert list(keys_of(Tower)) == ["name", "tags", "bells", "by_side", "remark"]


def test_a_message_shows_no_control_characters_and_no_endless_text():
    assert [printable("a\x1b[2Jb"), printable("x" * 70)] == ["a\\x1b[2Jb", "x" * 59 + "…"]
