"""The harness of bench/speed.py reckons rightly, and the other programs are given what stands on our own pages."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import pikepdf
import pytest
from checkout import ROOT

BENCH = ROOT / "bench"


def loaded(name: str):
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


speed = loaded("speed")


def figures(name: str, *walls: float, count: int = 1, pages: int = 0, peak: float = 10.0):
    return speed.Figures("group", name, name, count, [speed.Turn(wall, wall, peak) for wall in walls], pages)


def test_the_time_of_a_case_is_the_median_of_its_turns():
    assert figures("ours", 3.0, 1.0, 100.0).wall == 3.0


def test_a_ratio_is_taken_within_each_turn_and_for_one_document():
    """The machine was ten times slower in the third turn; both met it, and the ratio is the same."""
    ours, theirs = figures("ours", 1.0, 1.1, 10.0, count=10), figures("theirs", 2.0, 2.2, 20.0, count=5)
    assert speed.ratio(theirs, ours) == pytest.approx(4.0)


def test_growth_is_the_cost_of_further_pages_without_the_start():
    pages = [figures("a", 1.02, pages=2), figures("b", 2.0, pages=100), figures("c", 100.0, pages=5000)]
    assert speed.growth(pages) == pytest.approx(2.0)
    assert speed.growth(pages[:2]) is None


def test_a_table_has_text_on_the_left_and_figures_on_the_right():
    rows = [["program", "made", "ms"], ["ours", "2 PDF", "1.50"], ["another", "", "12.0"]]
    assert speed.table(rows, markdown=True).splitlines() == [
        "| program | made  |   ms |",
        "|---------|-------|-----:|",
        "| ours    | 2 PDF | 1.50 |",
        "| another |       | 12.0 |",
    ]


def test_figures_have_as_many_digits_as_they_are_good_for():
    assert [speed.number(value) for value in (0.123, 12.34, 1234.5)] == ["0.12", "12.3", "1,234"]


def test_what_was_promised_is_compared_with_what_was_measured():
    found = {"cold": [figures("makecards", 0.5), figures("makecards, no proof", 0.3), figures("typst", 0.1)]}
    verdicts = {row[0]: row[1:] for row in speed.targets(found)}
    assert verdicts["cold, no proof, against Typst"] == ["at most 1.5 x", "3.00 x", "NO"]
    assert verdicts["two processes against one"] == ["at least 1.8 x", "not measured", ""]


def test_what_did_not_run_is_said(tmp_path):
    plan = speed.Plan(tmp_path, [], quick=True, rounds=1)
    group = speed.Group("g", "G", "run", 1, [speed.Case("broken", "x", [sys.executable, "-c", "raise SystemExit('no such thing')"])])
    found = speed.run_group(group, tmp_path)
    assert found[0].wrong == "failed with exit code 1: no such thing"
    assert "no such thing" in speed.report([group], {"g": found}, {}, markdown=False)
    assert set(plan.groups()) == {"help", "cold", "sheets", "sheets-qr", "sheets-each", "handouts", "handouts-each", "pages", "batch", "jobs"}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    file = tmp_path_factory.mktemp("bench") / "data.json"
    subprocess.run([sys.executable, BENCH / "data.py", file, "3"], check=True, cwd=ROOT)
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_others_are_given_the_numbers_of_the_card(exported):
    card = exported["card"]
    assert card["number"] == "1-888-373-7888"
    assert card["code"] == "233733"
    assert card["danger"] == ["In danger now", "911"]
    assert card["rows"] == [["FBI tip line", "1-800-225-5324"], ["ICE/HSI tip line", "1-866-347-2423"]]


def test_a_partners_card_begins_with_its_own_number_and_ends_with_its_name(exported):
    card, partner = exported["personal_card"], exported["records"][0]
    assert card["rows"][0] == [partner["short"], partner["number"]]
    assert card["small"][0] == partner["name"]
    assert len({record["number"] for record in exported["records"]}) == 3


def test_the_handout_is_given_whole(exported):
    handout = exported["handout"]
    assert [chapter["heading"] for chapter in handout["chapters"]] == ["What to look for", "What to do", "What not to do", "Know the law"]
    assert len(handout["agencies"]["points"]) == 6
    assert len(handout["more"]["rows"]) == 6
    assert handout["sources"]


def test_without_tags_there_are_none(tmp_path):
    """bench/ours.py takes a part of the program out; if that part moves, it must be seen here."""
    subprocess.run([sys.executable, BENCH / "ours.py", "cold", "0", "-", tmp_path, "--no-proof", "--untagged"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    for file in tmp_path.rglob("*.pdf"):
        with pikepdf.open(file) as document:
            assert "/StructTreeRoot" not in document.Root
    assert len(list(tmp_path.rglob("*.pdf"))) == 4
