"""The documentation holds: its commands are understood, its links lead somewhere, its pictures are those of the program.

`mkdocs build --strict` in .ci/run checks the site; what is here needs no more than the tests do.
"""

from __future__ import annotations

import re
import runpy
import shlex

import click
import pytest
from checkout import ROOT

from generator.command.cli import makecards

PICTURES = runpy.run_path(str(ROOT / "docs" / "pictures.py"))
for_the_site = runpy.run_path(str(ROOT / "docs" / "hooks.py"))["for_the_site"]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())

FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)|(?:src|href)=\"([^\"#]+)\"")
PLACEHOLDER = re.compile(r"\b[A-Z][A-Z-]{2,}\b|…|\.\.\.|\[")  # a line of grammar, not one to be typed


def commands(text: str) -> set[str]:
    """The lines of a page that are typed at makecards, in fences and in running text."""
    typed = [line for fence in FENCE.findall(text) for line in fence.splitlines()]
    typed += re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    found = {re.sub(r"^.*?[\\/]bin[\\/]|^\.venv\\Scripts\\", "", line.strip()).split("   ")[0] for line in typed}
    return {line for line in found if re.match(r"makecards( |$)", line) and not PLACEHOLDER.search(line)}


def understood(line: str) -> str:
    """Return what click says against a command line; "" if it is understood. Nothing is run."""
    words = shlex.split(line)[1:]
    try:
        context = makecards.make_context("makecards", words)
        held = vars(context)  # click keeps the command's name apart, under one name or another, or not at all
        rest = [*held.get("_protected_args", held.get("protected_args", ())), *context.args]
        if rest:
            name, command, others = makecards.resolve_command(context, rest)
            command.make_context(name, others, parent=context)
    except (click.exceptions.Exit, click.MissingParameter):
        return ""  # --help, or a command that is only named
    except click.ClickException as error:
        return error.format_message()
    return ""


@every_page
def test_makecards_understands_every_command_that_the_docs_say(page):
    if page.name == "CHANGELOG.md":
        pytest.skip("what was, was")
    assert {line: told for line in commands(page.read_text(encoding="utf-8")) if (told := understood(line))} == {}


def test_the_check_above_sees_a_wrong_command():
    assert commands("```\nmakecards list layuots\n```\nand `.venv/bin/makecards --audience NAME`") == {"makecards list layuots"}
    assert "layuots" in understood("makecards list layuots")
    assert understood("makecards --audience police --layuot poster") != ""


@every_page
def test_every_link_on_the_repositorys_pages_leads_to_a_file(page):
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    targets = {one or other for one, other in LINK.findall(text)}
    assert {one for one in targets if not re.match(r"[a-z]+:", one) and not (page.parent / one).exists()} == set()


@every_page
def test_every_picture_says_in_words_what_it_shows(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    told = re.findall(r"!\[([^\]]*)\]", text) + [next(iter(re.findall(r'alt="([^"]*)"', image)), "") for image in re.findall(r"<img [^>]*>", text)]
    assert [alt for alt in told if len(alt) < 20] == []


def test_the_gallery_is_up_to_date():
    """If not: python docs/pictures.py --text writes it, and without --text the pictures too."""
    assert PICTURES["gallery"]() == (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")


def test_the_pictures_are_there_and_small():
    files = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert set(files) == set(PICTURES["SHOTS"])
    assert max(files.values()) <= PICTURES["LARGEST"]
    assert sum(files.values()) <= PICTURES["LARGEST_OF_ALL"]


def test_the_gallery_shows_every_layout():
    """If not: give it a Shot in docs/pictures.py, and run that; or name it below if it looks like one that is shown."""
    shown = " ".join(shot.command for shot in PICTURES["SHOTS"].values())
    others = {
        "eu-card",
        "id-card",
        "fold-card",
        "poster-a3",
        "poster-tabloid",
        "packing-list",
        "dial-list",
        *("cover", "sign-in", "quiz", "quiz-key", "certificate"),  # in the kit
    }  # another size of one that is shown, or made by a command of its own
    layouts = {path.name.removesuffix(".xml.j2") for path in (ROOT / "layouts").glob("*.xml.j2")}
    assert {name for name in layouts - others if f"--layout {name}" not in shown} == set()


@pytest.mark.parametrize(
    ("page", "written", "on_the_site"),
    [
        ("tour.md", "[`making.py`](../generator/making/make.py)", "`making.py`"),
        ("tour.md", "[here](adding.md#a-kit)", "[here](adding.md#a-kit)"),
        ("reference/files.md", "[here](../adding.md#a-kit)", "[here](../adding.md#a-kit)"),
        ("tour.md", "[help](../CONTRIBUTING.md)", "[help](contributing.md)"),
        ("contributing.md", "[here](docs/adding.md)", "[here](adding.md)"),
        ("contributing.md", "[why](docs/decisions)", "[why](decisions/index.md)"),
        ("tour.md", "[out](https://example.org)", "[out](https://example.org)"),
        ("tour.md", "[gone](../generator/nothing.py)", "[gone](../generator/nothing.py)"),
        ("tour.md", "`[code](../generator/making/make.py)`", "`[code](../generator/making/make.py)`"),
    ],
)
def test_a_link_is_mended_for_the_site(page, written, on_the_site):
    assert for_the_site(written, page) == on_the_site
