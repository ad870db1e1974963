"""Every problem that the program can report has one code, and every code is a problem that it can report.

The messages are read from the program's own text: what is given to `problem`, `Problem`, `findings.add` and their like,
with the names in them followed to where they are assigned, passed or yielded. Whoever writes a new message gives it a
kind in generator/command/codes_content.py, codes_pages.py or codes_finished.py, and runs docs/problems.py.
"""

from __future__ import annotations

import ast
import itertools
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from checkout import ROOT

from generator.command.codes import FAMILIES, NOT_LISTED, RETIRED, all_kinds, kind_of, pattern_of

HOLE = "\ue000"  # where a value stands that is known only when the program runs
SAMPLE = "7"
LENGTHS = "foundation.measures"  # its ValueErrors are messages: who catches them reports their words
REPORTS = {"problem": 1, "Problem": 1, "add": 1, "found": 2}  # what reports a problem, and which of its arguments is the message
PASSED_ON = {("foundation.problems", "message"), ("pdf.preflight", "finding.text"), ("checking.rules", "message")}  # these hand on what their callers say
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Reader:
    """Reads the messages in the text of one module, named as room.module."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = ast.parse((ROOT / "generator" / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
        self.functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, Function)}
        self.inside = {id(node): function for function in self.functions.values() for node in ast.walk(function)}
        self.calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        self.following: set[tuple[str, str]] = set()  # names, so that one that is passed round in a circle comes to an end

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield each message with holes where values stand, and the expression that it is made of."""
        for call in self.calls:
            if (said := self.said_by(call)) is not None:
                for text in self.texts(said):
                    yield text, ast.unparse(said)

    def said_by(self, call: ast.Call) -> ast.expr | None:
        """Return the expression of the message that a call reports, or None if it reports nothing."""
        name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name == "add" and not ast.unparse(call.func).endswith("findings.add"):
            return None
        if name == "PressCheck" and self.name == "pdf.preflight":
            right, said = call.args
            if isinstance(right, ast.Constant):
                return None  # it is always right
            return said.orelse if isinstance(said, ast.IfExp) else said  # what it says if it is right comes first
        if name == "ValueError" and self.name == LENGTHS:
            return call.args[0]
        return call.args[REPORTS[name]] if name in REPORTS else None

    def texts(self, node: ast.expr) -> list[str]:
        """Return everything that an expression may say."""
        if isinstance(node, ast.Constant):
            return [node.value if isinstance(node.value, str) else HOLE]
        if isinstance(node, ast.JoinedStr):
            return ["".join(parts) for parts in itertools.product(*map(self.part, node.values))]
        if isinstance(node, ast.BinOp):
            return [one + other for one in self.texts(node.left) for other in self.texts(node.right)]
        if isinstance(node, ast.IfExp):
            return [*self.texts(node.body), *self.texts(node.orelse)]
        if isinstance(node, ast.Name):
            return self.named(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "str":
                return self.texts(node.args[0])
            if node.func.id in self.functions:
                returned = [one.value for one in ast.walk(self.functions[node.func.id]) if isinstance(one, ast.Return) and one.value]
                return [text for one in returned for text in self.texts(one)]
        return [HOLE]

    def part(self, node: ast.expr) -> list[str]:
        """Return what a part of an f-string may say; a value that is computed, or that is no word, is a hole."""
        if not isinstance(node, ast.FormattedValue):
            return self.texts(node)
        texts = [HOLE] if isinstance(node.value, ast.Call) else self.texts(node.value)
        return [text or HOLE for text in texts] if any(re.search("[a-z]", text) for text in texts) else [HOLE]

    def named(self, name: ast.Name) -> list[str]:
        """Return what a name may say: as it was assigned, passed, caught or yielded in this module."""
        function = self.inside.get(id(name))
        if function is None or (function.name, name.id) in self.following:
            return [HOLE]
        self.following.add((function.name, name.id))
        found = self.found(function, name) or self.passed(function, name.id)
        self.following.discard((function.name, name.id))
        return found or [HOLE]

    def found(self, function: Function, name: ast.Name) -> list[str]:
        """Return what a name may say by what its own function does with it."""
        found: list[str] = []
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name) and target.id == name.id:
                        found += self.texts(node.value)
                    found += self.unpacked(target, node.value, name.id, ast.Return)
            elif isinstance(node, ast.comprehension):
                found += self.unpacked(node.target, node.iter, name.id, ast.Yield)
            elif isinstance(node, ast.ExceptHandler) and node.name == name.id and isinstance(node.type, ast.Name) and node.type.id == "ValueError":
                found += lengths()
        return found

    def passed(self, function: Function, name: str) -> list[str]:
        """Return what the callers of a function in this module pass for a parameter."""
        parameters = [one.arg for one in function.args.args]
        if name not in parameters or function.name not in self.functions:
            return []
        at = parameters.index(name)
        calls = [call for call in self.calls if isinstance(call.func, ast.Name) and call.func.id == function.name]
        return [text for call in calls if len(call.args) > at for text in self.texts(call.args[at])]

    def unpacked(self, target: ast.expr, call: ast.expr, name: str, gives: type[ast.Return | ast.Yield]) -> list[str]:
        """Return what a function gives for a name in `message, hint = function(...)` or `for message, hint in function(...)`."""
        if not (isinstance(target, ast.Tuple) and isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            return []
        names = [ast.unparse(one) for one in target.elts]
        home = self.home_of(call.func.id)
        if name not in names or home is None:
            return []
        given = [node.value for node in ast.walk(home.functions[call.func.id]) if isinstance(node, gives)]
        return [text for one in given if isinstance(one, ast.Tuple) for text in home.texts(one.elts[names.index(name)]) if text]

    def home_of(self, function: str) -> Reader | None:
        """Return the reader of the module that a function is written in, if it is one of ours."""
        if function in self.functions:
            return self
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator.") and function in [one.name for one in node.names]:
                return reader_of(str(node.module).removeprefix("generator."))
        return None


reader_of = cache(Reader)


@cache
def lengths() -> list[str]:
    return [text for text, _ in reader_of(LENGTHS).messages()]


@cache
def said() -> dict[tuple[str, str], str]:
    """Every message of every module, with holes, and the expression that it is made of."""
    readers = [reader_of(f"{path.parent.name}.{path.stem}") for path in sorted((ROOT / "generator").glob("*/*.py"))]
    return {(reader.name, text): source for reader in readers for text, source in reader.messages()}


def templates() -> list[tuple[str, str]]:
    return [(module, text) for module, text in said() if text.strip(HOLE)]


TEMPLATES = templates()


def shown(text: str) -> str:
    return text.replace(HOLE, "{}")


def codes_of(message: str) -> list[str]:
    """The codes of all kinds whose pattern a message matches."""
    return [kind.code for kind in all_kinds() if pattern_of(kind).fullmatch(message)]


def test_every_message_can_be_read_from_the_programs_text():
    assert {(module, source) for (module, text), source in said().items() if not text.strip(HOLE)} - PASSED_ON == set()


def test_the_messages_that_are_built_from_parts_are_among_them():
    texts = {(module, shown(text)) for module, text in TEMPLATES}
    parts = {
        ("imposition.impose", "the card is too {} for this sheet, by {}"),
        ("markup.layouts", "'{}' is not a size; write width x height, such as 3.5in x 2in"),
        ("library.read", "this is a file, not a content folder"),
        ("library.numbers", "'{}' {} has {} digits after +1"),
        ("typesetting.sides", "the side '{}' does not fit: it is {} too long, about {} line ({})"),
        ("pdf.preflight", "fonts not embedded: {}"),
        ("library.references", "there is no topic '{}'"),
    }
    assert parts - texts == set()


@pytest.mark.parametrize("message", sorted({text for _, text in TEMPLATES}), ids=shown)
def test_every_message_is_of_one_kind_and_no_other(message):
    filled = message.replace(HOLE, SAMPLE)
    assert [kind_of(filled).code] == codes_of(filled)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_every_kind_can_be_reported(kind):
    assert [text for _, text in TEMPLATES if pattern_of(kind).fullmatch(text.replace(HOLE, SAMPLE))] != []


def test_a_code_is_given_once():
    codes = Counter(kind.code for kind in all_kinds())
    assert {code for code, times in codes.items() if times > 1 or code in RETIRED or code == NOT_LISTED.code} == set()


def test_a_code_says_its_family():
    assert [kind.code for kind in all_kinds() if not re.fullmatch(r"E[0-8]\d\d|W9\d\d", kind.code)] == []
    assert {kind.code[:2] for kind in all_kinds()} == set(FAMILIES)


def test_what_it_means_is_one_sentence():
    assert [kind.code for kind in all_kinds() if not re.fullmatch(r"[A-Za-z-].*\S\.", kind.means)] == []
    assert [kind.code for kind in all_kinds() if re.search(r"\. [A-Z]", kind.means)] == []


def test_a_warning_is_told_by_its_code():
    assert {kind.code[0]: kind.severity for kind in all_kinds()} == {"E": "error", "W": "warning"}


def test_what_is_not_listed_says_so():
    assert kind_of("the moon is full") == NOT_LISTED


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("'voice' cannot be +18663737888", "E301"),
        ("'voice' cannot be '1-888-373-7888'", "E109"),
        ("'My Bureau' cannot be an id", "E025"),
        ("1-866-DHS-2-ICE should be on it 10 times, and was read 9 times", "E812"),
        ("the QR code for HTTPS://EXAMPLE.ORG should be on it 1 times, and was read 0 times", "E815"),
        ("the key 'b\nc' is missing", "E103"),
    ],
)
def test_messages_that_look_alike_are_told_apart(message, code):
    assert kind_of(message).code == code


def test_the_table_in_the_docs_is_up_to_date():
    """If not: python docs/problems.py writes it."""
    made = runpy.run_path(str(ROOT / "docs" / "problems.py"))["table"]()
    assert made == (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
