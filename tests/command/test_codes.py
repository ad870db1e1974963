"""Every problem that the program can report has one code, named where it is reported, and every code says what it means."""

from __future__ import annotations

import ast
import re
import runpy
from collections import Counter

import pytest
from checkout import ROOT

from generator.command import codes_content, codes_finished, codes_pages
from generator.command.codes import FAMILIES, RETIRED, meanings, severity

CODE = re.compile(r"E[0-8]\d\d|W9\d\d")
GENERATOR = sorted(path for path in (ROOT / "generator").glob("*/*.py") if not path.stem.startswith("codes"))
DOCS = runpy.run_path(str(ROOT / "docs" / "problems.py"))
SAID = DOCS["reported"]()
REPORTING = {"problem": 1, "Problem": 1, "found": 2}  # what reports a problem, and which of its arguments is the code
HANDS_ON = {"problems", "rules", "preflight"}  # these hand on the code that their callers name


def test_the_program_was_read():
    assert len(GENERATOR) > 100


def named() -> set[str]:
    """Every code that stands in the program's text, whoever reports it."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in GENERATOR]
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if CODE.fullmatch(text)}


def test_every_code_that_is_reported_says_what_it_means_and_every_other_is_gone():
    assert named() == set(meanings())


def codes_of_calls() -> list[tuple[str, str]]:
    """What stands in the place of the code where a problem is reported, by module."""
    found = []
    for path in GENERATOR:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in REPORTING and isinstance(node, ast.Call):
                found.append((path.stem, ast.unparse(node.args[REPORTING[name]])))
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("findings.add"):
                found.append((path.stem, ast.unparse(node.args[1])))
    return found


def test_a_problem_is_given_its_code_where_it_is_reported():
    """A code that is a name is a parameter `code`, which the caller names; nothing is guessed from the words."""
    calls = codes_of_calls()
    assert len(calls) > 250
    assert {(module, code) for module, code in calls if not CODE.fullmatch(code.strip("'")) and code != "code" and module not in HANDS_ON} == set()


def test_a_code_is_given_once():
    counts = Counter([*codes_content.CONTENT, *codes_pages.PAGES, *codes_finished.FINISHED])
    assert {code for code, times in counts.items() if times > 1 or code in RETIRED} == set()


def test_a_code_says_its_family():
    assert [code for code in meanings() if not CODE.fullmatch(code)] == []
    assert {code[:2] for code in meanings()} == set(FAMILIES)


def test_what_it_means_is_one_sentence():
    assert [code for code, means in meanings().items() if not re.fullmatch(r"[A-Za-z-].*\S\.", means) or re.search(r"\. [A-Z]", means)] == []


def test_a_warning_is_told_by_its_code():
    assert {code[0]: severity(code) for code in meanings()} == {"E": "error", "W": "warning"}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("E103", "the key '…' is missing"),
        ("E203", "there is no purpose '…'"),  # the word is a parameter of the function that says the sentence
        ("E301", "'…' cannot be …"),
        ("E502", "the text takes … pages where … are allowed; it does not fit: it is … too long, about … … (…)"),  # said by another module
    ],
)
def test_the_docs_read_what_is_said_under_a_code_from_the_program(code, says):
    assert says in SAID[code]


def test_the_table_in_the_docs_is_up_to_date():
    """If not: python docs/problems.py writes it."""
    assert DOCS["table"]() == (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
