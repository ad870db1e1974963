"""What is installed with makecards: every dependency stands in constraints.txt, with a version that pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib

import pytest
from checkout import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from quick import FILES

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
    *(one for group in PROJECT["dependency-groups"].values() for one in group),
]
CONSTRAINTS = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def pins() -> dict[str, list[Requirement]]:
    """The lines of constraints.txt by package; one has several where its version depends on Python's."""
    found: dict[str, list[Requirement]] = {}
    for line in CONSTRAINTS:
        one = Requirement(line)
        found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


def version(pin: Requirement) -> Version:
    (only,) = pin.specifier
    return Version(only.version)


@pytest.mark.parametrize("asked", DIRECT)
def test_every_direct_dependency_is_pinned_within_its_bounds(asked):
    """If not: CONTRIBUTING.md has the command that makes constraints.txt again."""
    wanted = Requirement(asked)
    found = pins().get(canonicalize_name(wanted.name), [])

    assert found
    assert [str(pin) for pin in found if not wanted.specifier.contains(version(pin))] == []


@pytest.mark.parametrize("asked", [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]])
def test_every_dependency_has_a_lowest_version(asked):
    """.ci/environments tests it; a plain number, so that what is tested is what is written."""
    assert re.search(r">=[0-9.]+(,|$)", asked)


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_a_constraint_is_an_exact_version_and_nothing_else(line):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.]*( ; [a-z_]+ [<>=!]+ '[\w.]+')?", line)


def test_the_quick_part_names_files_that_are_there():
    assert {name for name in FILES if not (ROOT / "tests" / name).is_file()} == set()
