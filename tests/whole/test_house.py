"""The house: which room may know which, read from the program's own text, imports inside functions and for types included."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest
from checkout import ROOT
from rooms import FEWEST_MODULES, FLOOR, GENERATOR, MODULES, house

# Each library has one home, so that changing it changes one room and not the house.
HOMES = {
    "babel": {"foundation.locales", "languages.catalogues", "languages.dates", "languages.messages", "languages.pofiles"},
    "bidi": {"typesetting.directions"},
    "click": {"command"},
    "jinja2": {"markup.compose", "markup.meter", "markup.sandbox"},
    "phonenumbers": {"library.numbers"},
    "pikepdf": {"pdf.merge", "pdf.preflight", "pdf.profiles", "proof.foreign", "proof.listener"},
    "markupsafe": {"markup.compose", "markup.meter", "markup.sandbox", "markup.slots"},
    "PIL": {"proof.pixels", "proof.readback", "tasks.previews", "typesetting.images"},
    "platformdirs": {"foundation.cache", "imposition.printers"},
    "pypdfium2": {"proof.readback"},
    "reportlab": {"pdf"},
    "segno": {"typesetting.qr"},
    "resvg_py": {"typesetting.logos"},
    "rich": {"command.progress"},
    "ruamel": {"tasks.dialling"},
    "uharfbuzz": {"looks.fonts"},
    "watchfiles": {"command.watching"},
    "yaml": {"library.nodes"},
    "zxingcpp": {"proof.prove"},
}
EVERYWHERE = {"msgspec"}  # the values that flow through all stages
LONGEST = 350  # lines; a longer module has a second noun in it

# The doors of each room: what others may import of it. All else is imported from inside alone.
INSIDE = {
    "library": {"references"},
    "languages": {"pofiles"},
    "markup": {"meter", "parser", "sandbox"},
    "typesetting": {"lines", "panels", "paragraphs", "sides", "spans", "tables"},
    "pdf": {"canvas", "structure"},
    "proof": {"foreign", "listener", "pixels"},
    "making": {"margins", "twins"},
    "checking": {"pieces", "reading_level", "rules", "texts"},
    "partners": {"blanks", "bound", "cluster", "stamp", "stencils", "workers"},
}


def all_imports(tree: ast.Module) -> Iterator[str]:
    """Yield the full name of everything that a module imports: at its top, inside functions, and for types alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def imports(module: str) -> list[str]:
    return list(all_imports(house()[module]))


def own_imports(names: Iterable[str], modules: Iterable[str]) -> set[str]:
    """The modules of this program among what is imported, named ROOM.MODULE."""
    known = set(modules)
    parts = (name.split(".") for name in names if name.startswith("generator."))
    return {f"{one[1]}.{one[2]}" for one in parts if len(one) > 2 and f"{one[1]}.{one[2]}" in known}


@cache
def plan() -> dict[str, set[str]]:
    """What each module imports of the others."""
    return {module: own_imports(imports(module), MODULES) for module in MODULES}


def upwards(plan: Mapping[str, set[str]]) -> set[str]:
    """The imports between rooms that do not lead to a lower floor."""
    found = set()
    for module, known in plan.items():
        for other in known:
            room, below = module.split(".")[0], other.split(".")[0]
            if room != below and FLOOR[below] >= FLOOR[room]:
                found.add(f"{module} -> {other}")
    return found


def circle(plan: Mapping[str, set[str]]) -> list[str]:
    """A circle of imports, or nothing."""
    try:
        TopologicalSorter(plan).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_the_house_was_found():
    assert len(MODULES) > FEWEST_MODULES


def test_every_room_stands_on_a_floor_and_holds_modules_only():
    folders = {path.name for path in GENERATOR.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {"starters"} == set(FLOOR)
    assert {path.name for path in GENERATOR.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_a_room_imports_from_lower_floors_only():
    assert upwards(plan()) == set()


def test_no_modules_go_round_in_a_circle():
    assert circle(plan()) == []


def test_a_circle_and_an_import_upwards_would_be_found():
    """Even one made of an import inside a function and one for types alone."""
    sources = {
        "library.one": "def read():\n    from generator.library.two import two\n",
        "library.two": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from generator.library.one import one\n",
        "foundation.three": "from generator.library.one import one\n",
    }
    made = {name: own_imports(all_imports(ast.parse(source)), sources) for name, source in sources.items()}
    assert upwards(made) == {"foundation.three -> library.one"}
    assert sorted(set(circle(made))) == ["library.one", "library.two"]


def doors_used() -> set[str]:
    """The modules that are imported from another room, or by the way in."""
    return {other for module, known in plan().items() for other in known if module.split(".")[0] != other.split(".")[0]}


def test_what_is_inside_a_room_is_imported_from_inside_alone():
    assert doors_used() & {f"{room}.{module}" for room, modules in INSIDE.items() for module in modules} == set()


def test_what_is_said_to_be_inside_is_there():
    assert {f"{room}.{module}" for room, modules in INSIDE.items() for module in modules} - set(MODULES) == set()


def test_a_room_promises_and_imports_nothing():
    """Its docstring is its promise, what it does not know, and its doors; start-up time is a feature."""
    rooms = {room: house()[f"{room}.__init__"] for room in FLOOR}
    assert {room for room, tree in rooms.items() if len(tree.body) != 1 or len(ast.get_docstring(tree) or "") < 80} == set()


@pytest.mark.parametrize("room", FLOOR)
def test_a_room_names_its_doors(room):
    """Those that others use, and no other."""
    told = (ast.get_docstring(house()[f"{room}.__init__"]) or "").rsplit("Doors: ", 1)[-1]
    used = {door.split(".")[1] for door in doors_used() if door.split(".")[0] == room}
    assert set(re.findall(r"`(\w+)`", told)) == (used or {"run"})


def importers(library: str) -> set[str]:
    return {module for module in MODULES if any(name.split(".")[0] == library for name in imports(module))}


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_where_it_is_at_home_and_nowhere_else(library):
    rooms = {home for home in HOMES[library] if "." not in home}
    assert {module.split(".")[0] if module.split(".")[0] in rooms else module for module in importers(library)} == HOMES[library]


def test_no_library_is_used_that_has_no_home():
    known = {*HOMES, *EVERYWHERE, "generator", *sys.stdlib_module_names}
    assert {(module, name) for module in MODULES for name in imports(module) if name.split(".")[0] not in known} == set()


def test_content_selection_and_imposition_load_no_pdf_no_template_and_no_command_line():
    """Not directly and not through others: asked of a fresh interpreter."""
    rooms = ("foundation", "library", "imposition", "looks")
    names = ", ".join(f"generator.{module}" for module in MODULES if module.split(".")[0] in rooms)
    script = f"import sys; import {names}; print(sorted({{'reportlab', 'jinja2', 'click'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def public_names(tree: ast.Module) -> Iterator[str]:
    """Yield the classes, functions and constants that a module defines at its top."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


TWICE = {"Value", "Key"}  # type variables


def test_one_thing_has_one_name():
    """No public class, function or constant of one name in two modules."""
    homes = Counter(name for module in MODULES for name in set(public_names(house()[module])) if not name.startswith("_"))
    twice = {name for name, times in homes.items() if times > 1} - TWICE
    assert {name: [module for module in MODULES if name in public_names(house()[module])] for name in twice} == {}


def test_the_whole_shop_is_known_from_making_upwards_only():
    knowing = {module for module in MODULES if "generator.making.shop.Shop" in imports(module)}
    assert {module for module in knowing if FLOOR[module.split(".")[0]] < FLOOR["making"]} == set()


def calls(module: str) -> Iterator[str]:
    for node in ast.walk(house()[module]):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
        elif isinstance(node, ast.Attribute):
            yield ast.unparse(node)


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith("command.")])
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
    assert len(ast.get_docstring(house()[module]) or "") > 20


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_enough_to_read(module):
    assert len((GENERATOR / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_tour_names_every_room_from_the_ground_up():
    tour = ast.get_docstring(ast.parse((GENERATOR / "__init__.py").read_text(encoding="utf-8"))) or ""
    rooms = re.findall(r"^    ([a-z]+) {2,}", tour, re.MULTILINE)
    assert rooms == list(FLOOR)


def test_the_tour_names_functions_that_are_there():
    tour = ast.get_docstring(ast.parse((GENERATOR / "__init__.py").read_text(encoding="utf-8"))) or ""
    steps = re.findall(r"^    (\w+\.\w+)\.(\w+) ", tour, re.MULTILINE)
    assert [(module, name) for module, name in steps if name not in public_names(house()[module])] == []
    assert len(steps) == 6
