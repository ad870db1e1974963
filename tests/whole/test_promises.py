"""What CONTRIBUTING promises: each of these is one new file and no Python.

Each test begins as a newcomer does, with copies of the folders and `makecards new KIND NAME`; then it looks for what the new
file is for.
"""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from checkout import Ran


@pytest.fixture
def desk(tmp_path: Path, content: Path, layouts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that ships, as `makecards init` leaves it (tests/test_cli.py says so)."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def here(desk: Path, ask):
    """Run a command on the folders of this desk."""
    return lambda *words: ask(*words, "--content", desk / "content", "--layouts", desk / "layouts")


def printed(path: Path) -> str:
    """Return all that is printed in a PDF, on one line."""
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def listed(ran: Ran) -> list[str]:
    return [row["id"] for row in json.loads(ran.stdout)]


def test_a_new_agency_is_printed_in_who_does_what(desk, here):
    here("new", "agency", "my-agency")

    here("--audience", "public", "--layout", "handout")

    assert "One thing worth knowing, in one or two short sentences." in printed(desk / "output/public/handout.en.pdf")


def test_new_guidance_is_printed_for_whoever_asks_for_its_topic(desk, here):
    here("new", "guidance", "my-guidance")

    here("--audience", "public", "--layout", "handout")

    assert "One thing worth knowing, in one or two short sentences." in printed(desk / "output/public/handout.en.pdf")


def test_a_new_audience_gets_its_handout_and_its_card(here):
    here("new", "audience", "my-audience")

    made = here("--audience", "my-audience")

    pieces = ["handout.en.pdf", "wallet-card.en.pdf", "wallet-card.en.avery-5371.pdf"]
    assert [f"output/my-audience/{piece}" for piece in pieces] == made.stdout.splitlines()


def test_a_new_contact_is_listed_and_printed_with_its_number(desk, here):
    here("new", "contact", "my-contact")

    here("--audience", "public", "--layout", "handout")

    assert "my-contact" in listed(here("list", "contacts", "--format", "json"))
    assert "1-202-555-0123" in printed(desk / "output/public/handout.en.pdf")


def test_a_new_layout_is_made_for_every_audience(desk, here):
    here("new", "layout", "my-layout")

    made = here("--audience", "all", "--layout", "my-layout")

    audiences = ["law-enforcement", "public", "service-providers", "survivors"]
    assert [f"output/{audience}/my-layout.en.pdf" for audience in audiences] == made.stdout.splitlines()
    assert "See the situation. Make the call." in printed(desk / "output/public/my-layout.en.pdf")


def test_a_new_theme_changes_the_looks_and_not_the_words(desk, here):
    here("new", "theme", "my-theme")

    here("--audience", "public", "--layout", "wallet-card", "--out", "before")
    here("--audience", "public", "--layout", "wallet-card", "--out", "after", "--theme", "my-theme")

    before, after = (desk / name / "public/wallet-card.en.pdf" for name in ("before", "after"))
    assert before.read_bytes() != after.read_bytes()
    assert printed(before) == printed(after)


def test_a_new_sheet_takes_the_cards(desk, here):
    here("new", "sheet", "my-sheet")

    made = here("--audience", "public", "--layout", "wallet-card", "--sheet", "my-sheet")

    assert made.stdout.splitlines() == ["output/public/wallet-card.en.pdf", "output/public/wallet-card.en.my-sheet.pdf"]
    assert printed(desk / "output/public/wallet-card.en.my-sheet.pdf").count("See the situation. Make the call.") == 10


def test_a_new_kit_is_packed(desk, here):
    here("new", "kit", "my-kit")

    made = here("kit", "my-kit", "--participants", "12").stdout.splitlines()

    pieces = {f"output/kits/my-kit/public/{piece}" for piece in ("handout.en.pdf", "wallet-card.en.avery-5371.pdf")}
    assert {*pieces, "output/kits/my-kit.zip"} <= set(made)
    assert "For 12 participants." in printed(desk / "output/kits/my-kit/packing-list.pdf")


def test_a_new_quiz_is_printed_for_participants_and_answered_for_the_trainer(desk, here, edit):
    here("new", "quiz", "my-quiz")
    edit(desk, "content/kits/community-evening.yaml", "  - layout: quiz\n    quiz: neighbors\n", "  - layout: quiz\n    quiz: my-quiz\n")
    edit(desk, "content/kits/community-evening.yaml", "  - layout: quiz-key\n    quiz: neighbors\n", "  - layout: quiz-key\n    quiz: my-quiz\n")

    here("kit", "community-evening")

    why = "Why it is right, in one or two short sentences."
    box = desk / "output/kits/community-evening/workshop"
    assert "my-quiz" in listed(here("list", "quizzes", "--format", "json"))
    assert ("One question that the workshop answers?" in printed(box / "quiz-my-quiz.en.pdf"), why in printed(box / "quiz-my-quiz.en.pdf")) == (True, False)
    assert ("The answer that is right" in printed(box / "quiz-key-my-quiz.en.pdf"), why in printed(box / "quiz-key-my-quiz.en.pdf")) == (True, True)


def test_everything_that_is_new_is_right_as_it_stands(here):
    for kind in ("agency", "audience", "contact", "guidance", "kit", "quiz", "layout", "sheet", "theme"):
        here("new", kind, f"my-{kind}")

    assert Ran(0, "", "") == here("check", "--quiet")
