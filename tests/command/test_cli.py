"""Words in, files out: what each command prints where, and with which exit code. docs/ and scripts rely on all of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from checkout import ROOT, Ran

import generator
from generator.command import cli
from generator.command.cli import makecards
from generator.foundation import publish as publishing


@pytest.fixture
def here(small, ask):
    """Run a command on the content and the layouts of tests/small."""
    return lambda *words: ask(*words, "--content", small / "content", "--layouts", small / "layouts")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# Making


def test_stdout_has_the_paths_made_and_nothing_else(small, here):
    ran = here("--audience", "public")

    made = ["output/public/page.en.pdf", "output/public/card.en.pdf", "output/public/card.en.ten-up.pdf"]
    assert (0, made) == (ran.code, ran.stdout.splitlines())
    assert {path.removeprefix("output/") for path in made} == set(files(small / "output")) - {".makecards.jsonl"}  # what makes a second run short


def test_how_it_went_is_said_on_stderr(here):
    ran = here("--audience", "public")

    assert ran.stderr.startswith("3 files in ")
    assert ran.stderr.endswith(" s; every number on them was read back and matches the registry.\n")


def test_quiet_says_nothing_but_the_paths(here):
    assert here("--audience", "public", "--quiet").stderr == ""


MAKING = {
    "--audience community": ["public/page.en.pdf", "public/card.en.pdf", "public/card.en.ten-up.pdf"],
    "--audience survivors --audience public --layout page": ["survivors/page.en.pdf", "public/page.en.pdf"],
    "--audience all --layout page": ["public/page.en.pdf", "survivors/page.en.pdf"],
    "--audience public --audience community --audience all --layout page": ["public/page.en.pdf", "survivors/page.en.pdf"],
    "--audience public --layout card --layout page": ["public/card.en.pdf", "public/card.en.ten-up.pdf", "public/page.en.pdf"],
    "--audience public --layout page --layout page": ["public/page.en.pdf"],
    "--audience public --layout page --lang en --lang en": ["public/page.en.pdf"],
    "--audience public --layout card --sheet none": ["public/card.en.pdf"],
    "--audience public --layout card --sheet ten-up": ["public/card.en.pdf", "public/card.en.ten-up.pdf"],
    "--audience public --layout card --sheet 1234": ["public/card.en.pdf", "public/card.en.ten-up.pdf"],
    "-a public -l page --theme plain --paper letter": ["public/page.en.pdf"],
    "-a public -l page --out here/and/there": ["public/page.en.pdf"],
}


@pytest.mark.parametrize("words", MAKING)
def test_the_words_choose_the_pieces(words, here):
    ran = here(*words.split())

    out = "here/and/there" if "--out" in words else "output"
    assert (0, [f"{out}/{name}" for name in MAKING[words]]) == (ran.code, ran.stdout.splitlines())


def test_a_stock_number_finds_its_sheet(tmp_path, ask):
    ran = ask("--audience", "police", "--layout", "wallet-card", "--sheet", "8371", "--out", tmp_path)

    assert f"{tmp_path}/law-enforcement/wallet-card.en.avery-5371.pdf" == ran.stdout.splitlines()[-1]


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_paper_is_that_of_handouts_and_of_sheets(paper, size, tmp_path, ask):
    ran = ask("--audience", "public", "--layout", "handout", "--layout", "wallet-card", "--paper", paper, "--out", tmp_path)

    handout, _, sheet = (pypdfium2.PdfDocument(path) for path in ran.stdout.splitlines())
    assert [size, size] == [tuple(round(length) for length in document.get_page_size(0)) for document in (handout, sheet)]


def test_the_same_words_give_the_same_bytes_everywhere(tmp_path, run):
    places = {
        "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        "two": {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "en_US.UTF-8"},
    }
    ran = [run("--audience", "public", "--quiet", "--out", out, **environment) for out, environment in places.items()]

    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert [ran[0].stdout.replace("one/", "two/"), ""] == [ran[1].stdout, ran[1].stderr]
    assert one
    assert [name for name in {*one, *two} if one.get(name) != two.get(name)] == []


def test_making_again_touches_no_file_that_is_the_same(small, here):
    here("--audience", "public")
    before = {path: path.stat().st_mtime_ns for path in (small / "output").rglob("*.pdf")}

    here("--audience", "public")

    assert before == {path: path.stat().st_mtime_ns for path in (small / "output").rglob("*.pdf")}


def test_an_interrupted_run_says_so(here, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.making.remake.publish", interrupted)

    assert Ran(130, "", "\nInterrupted; files that were finished are whole.\n") == here("--audience", "public")


# Problems


def test_problems_can_be_read_by_programs(small, here, edit):
    edit(small, "content/agencies/bureau.yaml", "summary:", "sumary:")

    ran = here("--audience", "public", "--format", "json")

    bureau = "content/agencies/bureau.yaml"
    assert (ran.code, ran.stdout) == (1, "")
    assert [
        {"code": "E103", "severity": "error", "file": bureau, "line": 1, "column": 1, "message": "the key 'summary' is missing", "hint": ""},
        {"code": "E102", "severity": "error", "file": bureau, "line": 3, "column": 1, "message": "unknown key 'sumary'", "hint": "did you mean 'summary'?"},
    ] == json.loads(ran.stderr)


def test_problems_can_be_shown_beside_their_lines(small, here, edit):
    edit(small, "content/agencies/bureau.yaml", "summary:", "sumary:")
    ran = here("check", "--format", "github")
    assert ran.stderr.splitlines()[1].startswith("::error file=content/agencies/bureau.yaml,line=3,col=1,title=")


# Listing


LISTED = {
    "agencies": ["bureau  The Bureau"],
    "audiences": ["public     The public", "survivors  People who may be trafficked"],
    "layouts": ["card          A card", "cover         What lies on top of the box", "packing-list  What goes into the box", "page          One page"],
    "themes": ["plain  For the tests"],
    "sheets": ["ten-up  Ten cards"],
    "languages": ["en  English"],
    "kits": ["evening  An evening"],
    "quizzes": ["neighbors  What neighbors know"],
    "contacts": ["911      Emergency services  911", "hotline  National Human Trafficking Hotline  1-888-373-7888", "tips     A tip line  1-866-347-2423"],
    "topics": [
        "signs            What may be noticed",
        "do-not-confront  Never to confront anyone",
        "getting-help     What happens when a person calls",
        "agency-role      What an agency is for",
        "investigation    Who investigates",
    ],
}


@pytest.mark.parametrize("kind", LISTED)
def test_what_there_is_of_a_kind_is_listed_one_a_line(kind, here):
    assert Ran(0, "\n".join(LISTED[kind]) + "\n", "") == here("list", kind)


@pytest.mark.parametrize("kind", LISTED)
def test_a_list_for_programs_has_the_same_things(kind, here):
    rows = json.loads(here("list", kind, "--format", "json").stdout)

    assert [line.split("  ", 1)[0].strip() for line in LISTED[kind]] == [row["id"] for row in rows]


def test_a_list_for_programs_has_all_fields_of_a_contact(here):
    rows = json.loads(here("list", "contacts", "--format", "json").stdout)

    assert {key: value for key, value in rows[0].items() if key != "source"} == {
        "id": "911",
        "name": "Emergency services  911",
        "short": "Emergency",
        "operator": "Local police, fire and ambulance",
        "purposes": ["emergency"],
        "order": "20",
        "voice": "911",
        "answers_in": [],
        "near": [],
        "call_for": "Anyone in danger",
        "seen": "operator",
        "read_on": "2026-01-31",
        "verify_by": "2027-01-31",
        "file": "content/contacts/911.yaml",
    }


def test_a_list_for_programs_has_all_fields_of_a_sheet(here):
    rows = json.loads(here("list", "sheets", "--format", "json").stdout)

    assert [rows[0][key] for key in ("id", "name", "paper", "cards", "equivalents")] == ["ten-up", "Ten cards", "letter", 10, ["1234"]]


# Explaining


EXPLAINED = """\
in   Signs: Somebody else does the talking.
     topic 'signs' of the chapter 'Look', essential  [content/guidance/signs.yaml:10:5]
in   Signs: Confront nobody.
     topic 'do-not-confront' of the chapter 'Do not', essential  [content/guidance/signs.yaml:15:5]
out  Signs: The call is free.
     no chapter asks for 'getting-help'  [content/guidance/signs.yaml:20:5]
out  The Bureau: It is for everybody.
     no chapter asks for 'agency-role'  [content/agencies/bureau.yaml:13:5]
out  The Bureau: It investigates with others.
     no chapter asks for 'investigation'  [content/agencies/bureau.yaml:17:5]
in   National Human Trafficking Hotline
     purpose 'trafficking-help'  [content/contacts/hotline.yaml:1:1]
in   Emergency services
     purpose 'emergency'  [content/contacts/911.yaml:1:1]
in   A tip line
     purpose 'federal-tips'  [content/contacts/tips.yaml:1:1]
"""


def test_each_point_and_contact_is_explained(here):
    assert Ran(0, EXPLAINED, "") == here("explain", "public")


def test_a_contact_that_is_left_out_for_safety_is_explained(here):
    said = here("explain", "survivors").stdout

    assert said.endswith(
        "out  A tip line\n     the number of 'tips' is that of an enforcement agency, never shown to people who may be trafficked  [content/contacts/tips.yaml:1:1]\n",
    )


def test_an_alias_is_explained_like_its_audience(here):
    assert here("explain", "community").stdout == EXPLAINED


def test_an_explanation_for_programs_says_the_same(here):
    rows = json.loads(here("explain", "public", "--format", "json").stdout)

    assert "".join(f"{'in ' if row['in'] else 'out'}  {row['what']}\n     {row['why']}  [{row['place']}]\n" for row in rows) == EXPLAINED


# Checking


def test_a_check_warns_of_numbers_that_nobody_has_dialled_and_is_content(here):
    ran = here("check")

    hint = "nobody has dialled '{}' yet; dial it before a large print run"
    assert [f"warning: content/contacts/{name}.yaml:1:1: {hint.format(name)}" for name in ("911", "hotline", "tips")] == ran.stderr.splitlines()[:3]
    assert (ran.code, ran.stdout) == (0, "")


def test_a_strict_check_is_not_content_with_warnings(here):
    ran = here("check", "--strict")

    assert ran.code == 1
    assert ran.stderr.splitlines()[0] == "content/contacts/911.yaml:1:1: nobody has dialled '911' yet; dial it before a large print run"


def test_a_quiet_check_says_nothing_when_all_is_well(here):
    assert Ran(0, "", "") == here("check", "--quiet")


def test_a_check_writes_nothing(small, here):
    before = files(small)

    here("check")

    assert before == files(small)


def test_a_check_makes_every_piece_and_tells_what_does_not_fit(small, here, edit):
    edit(small, "layouts/card.xml.j2", 'level="1"', 'level="1" role="heading"')
    edit(small, "layouts/page.xml.j2", 'level="1"', 'level="1" role="heading"')

    ran = here("check", "--quiet")

    says = """\
layouts/card.xml.j2:4: the theme 'plain' has no text style 'heading' for a card; did you mean 'heading1'?
layouts/page.xml.j2:2: the theme 'plain' has no text style 'heading' for a page; did you mean 'heading1'?
2 problems; nothing was written.
"""
    assert Ran(1, "", says) == ran


def test_the_shipped_content_has_no_problem(ask):
    assert Ran(0, "", "") == ask("check", "--quiet")


# Beginning


def test_init_copies_out_everything_that_ships_but_the_fonts(tmp_path, ask):
    ran = ask("init", tmp_path / "desk", "--quiet")

    shipped = {f"{name}/{file}": data for name in ("content", "layouts") for file, data in files(ROOT / name).items() if not file.startswith("fonts/")}
    assert shipped == files(tmp_path / "desk")
    assert [f"{tmp_path}/desk/{name}" for name in sorted(shipped)] == sorted(ran.stdout.splitlines())


def test_init_leaves_alone_what_is_there(tmp_path, ask):
    (tmp_path / "layouts").mkdir()

    ran = ask("init", tmp_path)

    assert Ran(1, "", f"{tmp_path}/layouts: is there already and is left as it is; name another folder\n") == ran
    assert [path.name for path in tmp_path.iterdir()] == ["layouts"]


def test_new_leaves_alone_what_is_there(small, here):
    before = files(small)

    ran = here("new", "agency", "bureau")

    assert Ran(1, "", f"{small}/content/agencies/bureau.yaml: is there already and is left as it is; choose another name\n") == ran
    assert before == files(small)


@pytest.mark.parametrize("name", ["My Agency", "../agency", "agency.yaml", "agency-", "con", "a" * 41, ""])
def test_new_refuses_a_name_that_cannot_be_an_id(name, small, here):
    before = files(small)

    ran = here("new", "agency", name)

    assert Ran(2, "", f"'{name}' cannot be a name; use small letters, digits and hyphens, such as my-agency\n") == ran
    assert before == files(small)


def test_new_refuses_a_kind_that_there_is_not(here):
    assert Ran(2, "", "there is no kind of file 'agncy'; did you mean 'agency'?\n") == here("new", "agncy", "mine")


# Help


@pytest.mark.parametrize("command", ["", *sorted(makecards.commands)])
def test_every_command_says_how_it_is_used(command, ask):
    ran = ask(*command.split(), "--help")

    assert (ran.code, ran.stderr) == (0, "")
    assert f"makecards {command}".rstrip() in ran.stdout.splitlines()[0]


def test_without_words_the_help_is_shown(ask):
    assert ask("--help") == ask()


def test_the_version_is_that_of_the_package(ask):
    ran = ask("--version")

    assert (ran.code, ran.stderr) == (0, "")
    assert generator.__version__ in ran.stdout


def test_help_costs_no_more_than_click(tmp_path):
    heavy = ("reportlab", "jinja2", "msgspec", "yaml", "babel", "phonenumbers", "pypdfium2", "PIL", "zxingcpp", "segno")
    code = f"""
import sys
from generator.command.cli import run_words
try:
    run_words(["--help"])
except SystemExit:
    print(*[name for name in {heavy} if name in sys.modules], file=sys.stderr, end="")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stderr == ""


def test_an_interrupted_run_clears_away_what_it_was_still_clearing(tmp_path, monkeypatch):
    bench = tmp_path / ".makecards-0.part"
    bench.mkdir()
    (bench / "0.part").write_bytes(b"half")
    monkeypatch.setattr(publishing, "AT_WORK", {bench})

    assert (cli._end(KeyboardInterrupt(), []), list(tmp_path.iterdir())) == (130, [])
