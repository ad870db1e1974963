"""Problems -> what is printed of them: lines for people, JSON for programs, annotations for GitHub. It prints nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.command.codes import severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.foundation.problems import Problem


def as_text(problems: Iterable[Problem]) -> list[str]:
    """Return a line for each problem: `file:line:column: what is wrong; what to do`."""
    return [str(one) for one in problems]


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list with an object for each problem.

    Its keys are code, severity ("error" or "warning"), file, line, column, message and hint. Lines and columns count from
    1; 0 is the file as a whole, and a file of "" the command line.
    """
    import json

    rows = []
    for one in problems:
        place = {"file": one.place.file, "line": one.place.line, "column": one.place.column}
        rows.append({"code": one.code, "severity": severity(one.code), **place, "message": one.message, "hint": one.hint})
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_github(problems: Iterable[Problem]) -> list[str]:
    """Return a workflow command for each problem, which GitHub shows beside the line that it is about.

    `::error file=...,line=...,col=...,title=E031::what is wrong; what to do`. Source: GitHub's documentation of workflow
    commands ("Setting an error message"); signs are escaped as its own toolkit does (actions/toolkit, core/src/command.ts).
    """
    return [_command(one) for one in problems]


def _command(one: Problem) -> str:
    given = {"file": one.place.file, "line": one.place.line, "col": one.place.column, "title": one.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in given.items() if value)
    said = f"{one.message}; {one.hint}" if one.hint else one.message
    return f"::{severity(one.code)} {properties}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
