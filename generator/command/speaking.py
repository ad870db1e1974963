"""What the command line says: results to stdout, everything else to stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.foundation.problems import Problem


def say(given: dict[str, Any], message: str) -> None:
    if not given.get("quiet"):
        click.echo(message, err=True)


def echo_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def report(problems: Sequence[Problem], form: str, *, end: str = "") -> None:
    """Print problems to stderr: one a line, as JSON, or as annotations that GitHub shows beside the line. `end` closes the text."""
    from generator.command.reporting import as_github, as_json, as_text

    if form == "json":
        click.echo(as_json(problems), err=True)
        return
    for line in as_github(problems) if form == "github" else as_text(problems):
        click.echo(line, err=True)
    if form == "text" and len(problems) > 1:
        click.echo(f"{len(problems)} problems{end}.", err=True)
