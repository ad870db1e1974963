"""What the command line says: results to stdout, everything else to stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from generator.problems import Problem


def say(given: dict[str, Any], message: str) -> None:
    if not given.get("quiet"):
        click.echo(message, err=True)


def echo_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def report(problems: tuple[Problem, ...], form: str, *, wrote: bool) -> None:
    """Print problems to stderr, one a line, or as JSON."""
    if form == "json":
        import json

        rows = [{"file": p.place.file, "line": p.place.line, "column": p.place.column, "message": p.message, "hint": p.hint} for p in problems]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False), err=True)
        return
    for one in problems:
        click.echo(one, err=True)
    if len(problems) > 1:
        click.echo(f"{len(problems)} problems." if wrote else f"{len(problems)} problems; nothing was written.", err=True)
