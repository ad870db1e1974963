"""Write docs/problems.md, the table of all problems by code: python docs/problems.py

What a problem says is read from the place that reports it: whoever mends a sentence mends it once. Run it after a message
or a meaning was changed; a test compares the two.
"""

from __future__ import annotations

import ast
import itertools
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # so that a plain checkout is described, whatever is installed

from generator.command.codes import FAMILIES, meanings  # noqa: E402

CODE = re.compile(r"[EW]\d{3}")
VALUE = "…"
HEAD = """# What makecards reports

Every problem is printed as `file:line:column: what is wrong; what to do`. With `--format json` each also has the code
below, which stays the same when its words change. `E` stops a print run, `W` is a warning. `…` stands for a value.

Whoever reports a new problem names a new code, says in `generator/command/codes_content.py`, `codes_pages.py` or
`codes_finished.py` what it means, and runs `python docs/problems.py`. A code is never used a second time.
"""


def reported() -> dict[str, list[str]]:
    """Return what is said under each code, as it is found in the program's text: a code, and behind it the message."""
    found: dict[str, set[str]] = {}
    paths = [path for path in sorted((DOCS.parent / "generator").glob("*/*.py")) if not path.stem.startswith("codes")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    public = {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}
    for tree in trees:
        for code, texts in _in_module(tree, public):
            found.setdefault(code, set()).update(texts)
    return {code: sorted(texts) for code, texts in sorted(found.items())}


REPORTS = {"problem", "Problem", "add", "found", "PressCheck"}
Given = dict[str, ast.expr]  # what a function's parameters are, if somebody who calls it names a code


def _in_module(tree: ast.Module, public: dict[str, ast.FunctionDef]) -> Iterator[tuple[str, list[str]]]:
    functions = {**public, **{node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}}
    for node in ast.walk(tree):
        row = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        name = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else getattr(getattr(node, "func", None), "id", "")
        codes = [one.value for one in row if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value)]
        if name in functions and name not in REPORTS and codes:
            given = dict(zip((one.arg for one in functions[name].args.args), row, strict=False))
            yield codes[0], [text for said in _behind_code(functions[name]) for text in _texts(said, functions[name], given)]
        elif codes and (name in REPORTS or isinstance(node, ast.Tuple)):
            around = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.lineno <= node.lineno <= (one.end_lineno or 0)]
            message = row[[getattr(one, "value", None) for one in row].index(codes[0]) + 1]
            yield codes[0], _texts(message, min(around, key=lambda one: (one.end_lineno or 0) - one.lineno, default=None), {})


def _behind_code(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Yield the messages that a function reports under the code that it is given."""
    for node in ast.walk(function):
        row = node.args if isinstance(node, ast.Call) else []
        yield from (message for code, message in itertools.pairwise(row) if isinstance(code, ast.Name) and code.id == "code")


def _texts(node: ast.expr, around: ast.FunctionDef | None, given: Given) -> list[str]:
    """Return everything that an expression may say, with … for values."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [_part(part, given) for part in node.values]
        return ["".join(said) for said in itertools.product(*parts)]
    if isinstance(node, ast.BinOp):
        return [one + other for one in _texts(node.left, around, given) for other in _texts(node.right, around, given)]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, around, given), *_texts(node.orelse, around, given)]
    if isinstance(node, ast.Name) and around is not None:
        assigned = [one.value for one in ast.walk(around) if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == node.id]
        return [text for value in assigned for text in _texts(value, None, given)] or [VALUE]
    return [VALUE]


def _part(part: ast.expr, given: Given) -> list[str]:
    """Return what a part of an f-string may say: itself, what a caller gave for it, or …"""
    if isinstance(part, ast.FormattedValue):
        value = given.get(part.value.id) if isinstance(part.value, ast.Name) else None
        return _texts(value, None, {}) if value is not None else [VALUE]
    return _texts(part, None, {})


def table() -> str:
    """Return the text of docs/problems.md."""
    said = reported()
    parts = [HEAD]
    for family, about in FAMILIES.items():
        rows = [f"| {code} | {shown(said.get(code, []))} | {plain(means)} |" for code, means in meanings().items() if code.startswith(family)]
        parts.append("\n".join([f"## {family}xx: {about}\n", "| code | what it says | what it means, and what to do |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def shown(texts: list[str]) -> str:
    """Return what is said under a code, one below the other."""
    return "<br>".join(f"`{text}`" for text in texts if text.strip(VALUE)) or VALUE


def plain(sentence: str) -> str:
    """Return a sentence in which Markdown finds no markup of its own."""
    return re.sub(r"([*_<>|])", r"\\\1", sentence)


def main() -> None:
    (DOCS / "problems.md").write_text(table(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
