"""docs/reference/ is made from the program: an option, a key or a layout that is not in it yet fails here."""

from __future__ import annotations

import runpy

import pytest
from checkout import ROOT

from generator.library.meanings import MEANINGS
from generator.tasks.schemas import SCHEMAS, json_schema

REFERENCE = runpy.run_path(str(ROOT / "docs" / "reference.py"))
KEYS = {(part, key) for kind in SCHEMAS for part, definition in json_schema(kind)["$defs"].items() for key in definition["properties"]}


@pytest.mark.parametrize("name", REFERENCE["PAGES"])
def test_the_reference_is_up_to_date(name):
    """If not: python docs/reference.py writes it."""
    assert REFERENCE["PAGES"][name]() == (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


def test_every_key_of_every_file_says_what_it_is_for():
    """If not: write it into generator/library/meanings.py."""
    assert {(part, key) for part, keys in MEANINGS.items() for key in keys} == KEYS


def test_an_editor_is_told_what_a_key_is_for_and_how_it_is_written():
    told = json_schema("contact")["$defs"]["Contact"]["properties"]

    assert told["operator"]["description"] == "who runs it; a short line of text"
    assert told["answers_in"]["description"] == (
        "the languages of those who answer; readers of others are told how to ask for an interpreter; a language code such as es"
    )
