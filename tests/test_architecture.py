"""Who may know what: read from the program's own text, imports inside functions included."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from conftest import ROOT

MODULES = {path.stem: path for path in sorted((ROOT / "generator").glob("*.py"))}
LAYOUTS = sorted((ROOT / "layouts").glob("*.xml.j2"))

COMMAND_LINE = {"asking", "cli", "cli_batch", "cli_content", "cli_finished", "cli_make", "interrupted", "options", "progress", "speaking"}

# Each library has one home, so that changing it changes one room and not the house. reportlab has a home of several rooms.
HOMES = {
    "babel": {"catalogues", "dates", "locales", "messages", "pofiles"},
    "bidi": {"directions"},
    "click": COMMAND_LINE - {"interrupted"},
    "jinja2": {"composing", "limits"},
    "phonenumbers": {"numbers"},
    "pikepdf": {"foreign", "inspecting", "merging", "preflight", "profiles"},
    "markupsafe": {"composing", "limits", "slots"},
    "PIL": {"images", "pixels", "previewing", "readback"},
    "platformdirs": {"kept", "printers"},
    "pypdfium2": {"readback"},
    "reportlab": {"drawing", "embedding", "identity", "patches", "pressing", "tagging"},
    "segno": {"codes"},
    "resvg_py": {"logos"},
    "rich": {"progress"},
    "ruamel": {"dialling"},
    "uharfbuzz": {"fonts"},
    "watchfiles": {"watching"},
    "yaml": {"yaml_nodes"},
    "zxingcpp": {"proving"},
}
EVERYWHERE = {"msgspec"}  # the values that flow through all stages
LONGEST = 350  # lines; a longer module has a second noun in it


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """Yield the full name of everything that a module imports, wherever it does."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def importers(library: str) -> set[str]:
    return {module for module in MODULES if any(name.split(".")[0] == library for name in imports(module))}


def own_imports(module: str) -> set[str]:
    """The modules of this program that a module imports."""
    found = {name.split(".")[1] for name in imports(module) if name.startswith("generator.")}
    return found & set(MODULES)


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_where_it_is_at_home_and_nowhere_else(library):
    assert importers(library) == HOMES[library]


def test_no_library_is_used_that_has_no_home():
    known = {*HOMES, *EVERYWHERE, "generator", *sys.stdlib_module_names}
    assert {(module, name) for module in MODULES for name in imports(module) if name.split(".")[0] not in known} == set()


STAGES_WITHOUT_PDF = ["library", "selecting", "imposing", "checking", "safeguards", "numbers", "sheets", "starting", "listing"]


def test_content_selection_and_imposition_load_no_pdf_no_template_and_no_command_line():
    """Not directly and not through others: asked of a fresh interpreter."""
    script = f"import sys; import {', '.join(f'generator.{name}' for name in STAGES_WITHOUT_PDF)}; print(sorted({{'reportlab', 'jinja2', 'click'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_imposition_knows_boxes_and_nothing_of_pages():
    assert own_imports("imposing") <= {"measures", "problems", "sheets"}


@pytest.mark.parametrize("module", ["elements", "faces", "fonts", "typesetting", "spans", "strips", "flow", "tables", "panels", "paging"])
def test_the_layout_of_pages_does_not_know_how_they_are_drawn(module):
    assert own_imports(module) & {"drawing", "pressing", "proving", "editions", "making", "cli"} == set()


@pytest.mark.parametrize("module", ["models", "reading", "yaml_nodes", "library", "references", "safeguards", "selecting"])
def test_the_content_does_not_know_what_is_made_of_it(module):
    assert own_imports(module) <= {"addresses", "models", "reading", "yaml_nodes", "library", "references", "safeguards", "selecting", "numbers", "problems"}


def calls(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
        elif isinstance(node, ast.Attribute):
            yield ast.unparse(node)


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"__main__", *COMMAND_LINE}))
def test_only_the_command_line_prints_and_exits(module):
    assert set(calls(module)) & {"print", "input", "click.echo", "exit", "sys.exit", "sys.stdout", "sys.stderr", "os._exit", "warnings.warn"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_logged_and_skipped(module):
    assert {name.split(".")[0] for name in imports(module)} & {"logging"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_nothing_runs_what_it_is_given_and_nothing_reaches_out(module):
    bad = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
    reaching = {"socket", "urllib", "http", "ftplib", "smtplib", "requests", "subprocess", "pickle", "marshal", "shelve"}
    assert (set(calls(module)) & bad, {name.split(".")[0] for name in imports(module)} & reaching) == (set(), set())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_turns_into_what(module):
    assert len(ast.get_docstring(tree(module)) or "") > 20


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_enough_to_read(module):
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


# Every word of a layout can be translated.

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)([^>]*)>", re.DOTALL)
SPOKEN = re.compile(r'\b(alt|summary|title|short)\s*=\s*"([^"]*)"')  # attributes that people read or hear
LETTER = re.compile(r"[^\W\d_]")


def words_outside_tags(source: str) -> list[str]:
    return [line.strip() for line in TAG.sub("", JINJA.sub("", source)).splitlines() if LETTER.search(line)]


def words_in_attributes(source: str) -> list[str]:
    tags = TAG.findall(JINJA.sub("", source))
    return [f"{tag} {name}={value}" for _, tag, attributes in tags if tag != "layout" for name, value in SPOKEN.findall(attributes) if LETTER.search(value)]


def printed_words(source: str) -> list[str]:
    """Words that an expression prints as they stand: {{ "Call" }} instead of {{ _("Call") }}."""
    found: list[str] = []

    def look(node: jinja2.nodes.Node) -> None:
        if isinstance(node, jinja2.nodes.Const) and isinstance(node.value, str) and re.search(r"[A-Z]|\s[a-z]", node.value):
            found.append(node.value)
        elif isinstance(node, jinja2.nodes.CondExpr | jinja2.nodes.Concat | jinja2.nodes.Add | jinja2.nodes.Or):
            for child in node.iter_child_nodes():
                look(child)

    for output in jinja2.Environment(autoescape=True).parse(source).find_all(jinja2.nodes.Output):
        for child in output.nodes:
            look(child)
    return found


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.name)
def test_every_word_of_a_layout_can_be_translated(path: Path):
    source = path.read_text(encoding="utf-8")
    assert (words_outside_tags(source), words_in_attributes(source), printed_words(source)) == ([], [], [])


def test_these_checks_would_find_a_word():
    source = '<layout summary="A card"><para at="{{ x }}">{{ _("Call") }} now</para><qr alt="A code for {{ x }}"/>{{ "Text us" }}{# remark #}</layout>'
    assert (words_outside_tags(source), words_in_attributes(source), printed_words(source)) == (["now"], ["qr alt=A code for "], ["Text us"])
