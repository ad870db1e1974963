"""The commands for who keeps the content: what there is, what is wrong with it, what to begin with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.command.options import DIRECTORY, with_folders, with_looks, with_making
from generator.command.speaking import echo_json, report, say
from generator.command.words import find_audiences, open_shop

if TYPE_CHECKING:
    from datetime import datetime

LISTED = ("agencies", "audiences", "layouts", "themes", "sheets", "languages", "kits", "quizzes", "contacts", "topics")


@click.command("list")
@click.argument("kind", type=click.Choice(LISTED))
@with_looks
def list_kind(kind: str, form: str, **given: Any) -> None:
    """List what there is of a KIND, one a line."""
    from generator.tasks.lists import list_rows

    rows = list_rows(kind, open_shop(**given))
    if form == "json":
        echo_json(rows)
        return
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        click.echo(f"{row['id']:<{width}}  {row['name']}")


@click.command()
@click.argument("audience")
@with_looks
def explain(audience: str, form: str, **given: Any) -> None:
    """Say of each point and contact whether AUDIENCE gets it, and why."""
    from generator.library.selection import select

    shop = open_shop(**given)
    selection = select(shop.library, shop.library.audiences[find_audiences(shop.library, [audience])[0]])
    if form == "json":
        echo_json([{"what": c.what, "in": c.chosen, "why": c.why, "place": c.place} for c in selection.choices])
        return
    for choice in selection.choices:
        click.echo(f"{'in ' if choice.chosen else 'out'}  {choice.what}\n     {choice.why}  [{choice.place}]")


@click.command()
@click.option("--strict", is_flag=True, help="Let warnings count as problems.")
@with_looks
def check(strict: bool, form: str, **given: Any) -> None:
    """Read everything and print every problem. Makes each piece in memory and writes nothing."""
    from datetime import UTC, datetime

    from generator.checking.content import check_layouts, language_report, warnings
    from generator.checking.safety import safety_report
    from generator.foundation.problems import Problems

    shop = open_shop(**given)
    unsafe, unsure = safety_report(shop)
    problems = [*check_layouts(shop), *unsafe]
    doubts = [*warnings(shop.library, datetime.now(tz=UTC).date()), *unsure, *language_report(shop)]
    if problems or (strict and doubts):
        raise Problems([*problems, *(doubts if strict else ())])
    if form != "text":
        report(doubts, form)
    elif not given["quiet"]:
        for doubt in doubts:
            click.echo(f"warning: {doubt}", err=True)
    library = shop.library
    say(given, f"No problem in {len(library.agencies)} agencies, {len(library.contacts)} contacts, {len(library.audiences)} audiences; {len(doubts)} warnings.")


@click.command()
@click.argument("language")
@with_looks
def catalogue(language: str, **given: Any) -> None:
    """Write the file that a translator works on for a LANGUAGE, or bring it up to date with changed texts."""
    from generator.foundation.publish import publish
    from generator.languages.catalogues import update

    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise click.BadParameter(f"'{language}' is not a language code; write one such as es or zh-Hans", param_hint="LANGUAGE")
    shop = open_shop(**given)
    path, data = update(shop.library, shop.content, shop.layouts, language)
    click.echo(publish(path.parent, {path.name: data})[0])


@click.command()
@click.argument("folder", type=DIRECTORY)
@with_folders
def init(folder: Path, **given: Any) -> None:
    """Copy the shipped content and layouts into FOLDER, to be edited there."""
    from generator.tasks.starters import copy_out

    for path in copy_out(folder):
        click.echo(path)
    say(given, f"Edit the files, then: makecards --content {folder / 'content'} --layouts {folder / 'layouts'} --audience ...")


@click.command()
@click.argument("kind")
@click.argument("name")
@with_folders
def new(kind: str, name: str, content: Path | None, layouts: Path | None, **given: Any) -> None:
    """Write one commented file of a KIND (agency, audience, contact, guidance, kit, layout, partner, sheet, theme)."""
    from generator.tasks.starters import new_file

    content, layouts = content or Path("content"), layouts or Path("layouts")
    path = new_file(kind, name, content, layouts)
    click.echo(path)
    how = f"makecards --partner {path} --audience ..." if kind == "partner" else f"makecards check --content {content} --layouts {layouts}"
    say(given, f"Edit it, then: {how}")


@click.command()
@click.argument("kind")
@with_folders
def schema(kind: str, **given: Any) -> None:
    """Print the JSON Schema of a KIND of file, for editors."""
    from generator.tasks.schemas import json_schema

    echo_json(json_schema(kind))


@click.command("dial-list")
@with_making
def dial_list(out: Path, **given: Any) -> None:
    """Make a sheet with every number, for a person to dial and sign."""
    from generator.foundation.publish import publish
    from generator.tasks.dialling import dial_sheet

    for path in publish(out, {"dial-list.pdf": dial_sheet(open_shop(**given))}):
        click.echo(path)
    say(given, "Dial them, then keep what you found: makecards dialled CONTACT --by YOUR-NAME")


@click.command()
@click.argument("contact")
@click.option("--by", required=True, metavar="NAME", help="Who dialled it.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When, such as 2026-11-24; else today.")
@with_folders
def dialled(contact: str, by: str, day: datetime | None, **given: Any) -> None:
    """Write into the file of CONTACT that somebody has dialled its numbers and they are right."""
    from datetime import UTC, datetime

    from generator.foundation.problems import did_you_mean
    from generator.foundation.publish import publish
    from generator.tasks.dialling import record

    shop = open_shop(**given)
    contacts = shop.library.contacts
    if contact not in contacts:
        raise click.BadParameter(f"there is no contact '{contact}'; {did_you_mean(contact, contacts)}", param_hint="CONTACT")
    today = datetime.now(tz=UTC).astimezone().date()
    path, data = record(shop.content, contacts[contact], by, day.date() if day else today, today)
    click.echo(publish(path.parent, {path.name: data})[0])
