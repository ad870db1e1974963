"""One problem in three forms: for people, for programs, for GitHub."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from checkout import ROOT

from generator.command.reporting import as_github, as_json, as_text
from generator.foundation.problems import Place, Problem

MISSPELT = Problem(Place("content/agencies/fbi.yaml", 3, 1), "E102", "unknown key 'sumary'", "did you mean 'summary'?")
WHOLE_FILE = Problem(Place("content/agencies/fbi.yaml"), "E004", "this file is empty")
TYPED = Problem(Place(""), "E710", "there is no printer 'ofice'", "did you mean 'office'?")
DOUBT = Problem(Place("content/contacts/911.yaml", 1, 1), "W901", "nobody has dialled '911' yet", "dial it before a large print run")
STRANGE = Problem(Place("a,b:c/100%.yaml", 2), "E003", "this is not YAML: 50 %\r\nof it, here: x")
ALL = [MISSPELT, WHOLE_FILE, TYPED, DOUBT]


def test_people_get_a_line_for_each_problem_with_its_place_and_its_hint():
    says = [
        "content/agencies/fbi.yaml:3:1: unknown key 'sumary'; did you mean 'summary'?",
        "content/agencies/fbi.yaml: this file is empty",
        "there is no printer 'ofice'; did you mean 'office'?",
        "content/contacts/911.yaml:1:1: nobody has dialled '911' yet; dial it before a large print run",
    ]
    assert says == as_text(ALL)


def test_programs_get_a_row_for_each_problem_with_its_code():
    rows = [
        {
            "code": "E102",
            "severity": "error",
            "file": "content/agencies/fbi.yaml",
            "line": 3,
            "column": 1,
            "message": "unknown key 'sumary'",
            "hint": "did you mean 'summary'?",
        },
        {"code": "E004", "severity": "error", "file": "content/agencies/fbi.yaml", "line": 0, "column": 0, "message": "this file is empty", "hint": ""},
        {"code": "E710", "severity": "error", "file": "", "line": 0, "column": 0, "message": "there is no printer 'ofice'", "hint": "did you mean 'office'?"},
        {
            "code": "W901",
            "severity": "warning",
            "file": "content/contacts/911.yaml",
            "line": 1,
            "column": 1,
            "message": "nobody has dialled '911' yet",
            "hint": "dial it before a large print run",
        },
    ]
    assert rows == json.loads(as_json(ALL))


def test_a_row_has_its_keys_in_this_order():
    assert list(json.loads(as_json([MISSPELT]))[0]) == ["code", "severity", "file", "line", "column", "message", "hint"]


def test_letters_stand_in_json_as_they_are():
    assert "“ñ”" in as_json([Problem(Place("a.yaml"), "E102", "unknown key '“ñ”'")])


def test_github_gets_an_annotation_for_each_problem():
    says = [
        "::error file=content/agencies/fbi.yaml,line=3,col=1,title=E102::unknown key 'sumary'; did you mean 'summary'?",
        "::error file=content/agencies/fbi.yaml,title=E004::this file is empty",
        "::error title=E710::there is no printer 'ofice'; did you mean 'office'?",
        "::warning file=content/contacts/911.yaml,line=1,col=1,title=W901::nobody has dialled '911' yet; dial it before a large print run",
    ]
    assert says == as_github(ALL)


def test_signs_that_mean_something_to_github_are_escaped():
    assert as_github([STRANGE]) == ["::error file=a%2Cb%3Ac/100%25.yaml,line=2,title=E003::this is not YAML: 50 %25%0D%0Aof it, here: x"]


@pytest.mark.parametrize(("form", "nothing"), [(as_text, []), (as_json, "[]"), (as_github, [])])
def test_no_problem_is_no_row(form, nothing):
    assert form([]) == nothing


def test_lines_for_people_need_no_list_of_codes():
    script = (
        "import sys; from generator.foundation.problems import Place, Problem; from generator.command.reporting import as_text; "
        "as_text([Problem(Place('a'), 'E004', 'b')]); print([name for name in sys.modules if name.startswith('generator.command.codes_')])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
