"""docs/tour.md tells of the house as it stands: what it types comes back as it says, and it names every room."""

from __future__ import annotations

import contextlib
import io
import re

import pytest
from checkout import ROOT
from rooms import FLOOR, MODULES

TEXT = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def at_home(monkeypatch):
    monkeypatch.chdir(ROOT)


def expected(block: str) -> list[str]:
    """What a block says will come back: behind a print, or on lines of their own below it."""
    return [line.split("# ", 1)[1] for line in block.splitlines() if line.startswith(("# ", "print(")) and "# " in line]


def test_what_the_tour_types_comes_back_as_it_says(at_home):
    namespace: dict[str, object] = {}
    found, says = [], []
    for block in BLOCKS:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, "tour.md", "exec"), namespace)
        found.append(printed.getvalue().splitlines())
        says.append(expected(block))
    assert says == found
    assert len(says) > 5


def test_the_tour_names_every_room_from_the_ground_up():
    rows = re.findall(r"^\| `([a-z]+)` \|", TEXT, re.MULTILINE)
    assert rows == list(FLOOR)


def test_the_modules_that_it_names_are_there():
    rows = re.findall(r"^\| `([a-z]+)` \|[^|]*\|(.*)\|$", TEXT, re.MULTILINE)
    named = {f"{room}.{module}" for room, cell in rows for module in re.findall(r"`(\w+)`", cell)}
    assert named - set(MODULES) == set()
