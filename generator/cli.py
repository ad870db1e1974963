"""Words in, files out. The only module that knows click, prints and exits; it has no rule of its own.

stdout has the paths made, or the listing asked for, and nothing else. Everything a command needs is imported when it
runs, so that `--help` costs no more than click.
"""

from __future__ import annotations

import itertools
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.asking import find_audiences, find_languages, find_orders, open_shop
from generator.options import DIRECTORY, with_choice, with_folders, with_looks, with_making, with_press

if TYPE_CHECKING:
    from generator.making import Order
    from generator.problems import Problem

LISTED = ("agencies", "audiences", "layouts", "themes", "sheets", "languages", "kits", "contacts", "topics")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@with_choice
@with_press
@click.version_option(__version__, prog_name="makecards")
@click.pass_context
def makecards(context: click.Context, /, audiences: tuple[str, ...], out: Path, **given: Any) -> None:
    """Make printable material against human trafficking.

    makecards --audience police makes the handout and the cards for police officers as PDF files, ready to print.
    """
    if context.invoked_subcommand:
        typed = {name: value for name, value in context.params.items() if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE}
        context.default_map = {context.invoked_subcommand: typed}  # what stands before a command counts for it
        return
    if not audiences:
        click.echo(context.get_help())
        return
    if given["mixed"] and (given["press"] or given["icc"]):
        raise click.UsageError("--mixed is for office printers; a print shop wants each card in a file of its own: leave out --mixed or --press")
    from generator.making import make_all, make_mixed
    from generator.publishing import publish

    started = time.perf_counter()
    shop = open_shop(**given)
    orders = find_orders(shop, audiences, **given)
    clock = [started]

    def done(order: Order, made: bool) -> None:
        clock.append(time.perf_counter())
        if not made:
            say(given, f"Passed over: {order.audience} {order.layout} is not complete in '{order.language}' yet.")
        elif given["verbose"]:
            click.echo(f"{(clock[-1] - clock[-2]) * 1000:6.0f} ms  {order.audience} {order.layout} {order.language}", err=True)

    paths = publish(out, make_mixed(shop, orders) if given["mixed"] else make_all(shop, orders, done))
    for path in paths:
        click.echo(path)
    say(given, f"{len(paths)} files in {time.perf_counter() - started:.1f} s; every number on them was read back and matches the registry.")


@makecards.command()
@with_choice
def preview(audiences: tuple[str, ...], out: Path, **given: Any) -> None:
    """Make PNG pages and one contact sheet of all pieces, with trim and safe area drawn on."""
    from generator.making import lay_out_piece
    from generator.previewing import preview as previewed
    from generator.publishing import publish

    shop = open_shop(**given)
    pieces = [lay_out_piece(shop, order) for order in find_orders(shop, audiences or ["all"], **given)]
    for path in publish(out, previewed(shop, pieces)):
        click.echo(path)


@makecards.command()
@click.option("--printer", "name", default="", metavar="NAME", help="The printer whose measures are kept.")
@click.option("--save", "measured", default="", metavar="X,Y[,ACROSS,DOWN]", help="What you read from the sheet: millimetres, and the percentages.")
@with_making
def calibrate(name: str, measured: str, out: Path, **given: Any) -> None:
    """Make a two-sided test sheet, or keep what you read from it for a printer."""
    if measured:
        if not name:
            raise click.UsageError("--save needs the printer's name: --printer NAME")
        from generator.printers import save_printer

        click.echo(save_printer(name, measured))
        say(given, f"Kept. Use it with: makecards --audience ... --printer {name}")
        return
    from generator.calibrating import calibration_sheet
    from generator.publishing import publish

    shop = open_shop(**given)
    for path in publish(out, {f"calibrate.{shop.paper}.pdf": calibration_sheet(shop)}):
        click.echo(path)
    say(given, "Print it two-sided at 100 %, and read it as it says.")


@makecards.command("list")
@click.argument("kind", type=click.Choice(LISTED))
@with_looks
def list_(kind: str, form: str, **given: Any) -> None:
    """List what there is of a KIND, one a line."""
    from generator.listing import rows_of

    rows = rows_of(kind, open_shop(**given))
    if form == "json":
        echo_json(rows)
        return
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        click.echo(f"{row['id']:<{width}}  {row['name']}")


@makecards.command()
@click.argument("audience")
@with_looks
def explain(audience: str, form: str, **given: Any) -> None:
    """Say of each point and contact whether AUDIENCE gets it, and why."""
    from generator.selecting import select

    shop = open_shop(**given)
    selection = select(shop.library, shop.library.audiences[find_audiences(shop.library, [audience])[0]])
    if form == "json":
        echo_json([{"what": c.what, "in": c.chosen, "why": c.why, "place": c.place} for c in selection.choices])
        return
    for choice in selection.choices:
        click.echo(f"{'in ' if choice.chosen else 'out'}  {choice.what}\n     {choice.why}  [{choice.place}]")


@makecards.command()
@click.option("--strict", is_flag=True, help="Let warnings count as problems.")
@with_looks
def check(strict: bool, **given: Any) -> None:
    """Read everything and print every problem. Makes each piece in memory and writes nothing."""
    from datetime import UTC, datetime

    from generator.checking import check_layouts, language_report, warnings
    from generator.problems import Problems

    shop = open_shop(**given)
    problems = check_layouts(shop)
    doubts = [*warnings(shop.library, datetime.now(tz=UTC).date()), *language_report(shop)]
    if problems or (strict and doubts):
        raise Problems([*problems, *(doubts if strict else ())])
    if not given["quiet"]:
        for doubt in doubts:
            click.echo(f"warning: {doubt}", err=True)
    library = shop.library
    say(given, f"No problem in {len(library.agencies)} agencies, {len(library.contacts)} contacts, {len(library.audiences)} audiences; {len(doubts)} warnings.")


@makecards.command()
@click.argument("paths", nargs=-1, required=True, type=DIRECTORY)
@with_looks
def verify(paths: tuple[Path, ...], **given: Any) -> None:
    """Prove every number and QR code of finished PDFs, folders and kits."""
    from generator.problems import Problems
    from generator.verifying import verify_paths

    shop = open_shop(**given)
    proved, problems = verify_paths(paths, shop.library.contacts, shop.fonts())
    if problems:
        raise Problems(problems)
    for name in proved:
        click.echo(name)
    say(given, f"{len(proved)} files: every number and code is as the registry says.")


@makecards.command()
@click.argument("name")
@click.option("--participants", type=click.IntRange(1, 5000), default=20, show_default=True, help="How many people will be in the room.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Make what has words in a language in it; the rest as the kit says. Repeatable.")
@with_making
def kit(name: str, participants: int, languages: tuple[str, ...], out: Path, **given: Any) -> None:
    """Pack what a workshop needs: the pieces in the right number, a packing list, a manifest, and a zip of all."""
    from generator.kits import make_kit
    from generator.publishing import publish

    shop = open_shop(**given)
    kits = shop.library.kits
    if name not in kits:
        from generator.problems import did_you_mean

        raise click.BadParameter(f"there is no kit '{name}'; {did_you_mean(name, kits)}", param_hint="NAME")
    for path in publish(out, make_kit(shop, kits[name], participants, find_languages(shop, languages))):
        click.echo(path)
    say(given, f"The kit for {participants} participants is packed; print packing-list.pdf first.")


@makecards.command()
@click.argument("language")
@with_looks
def catalogue(language: str, **given: Any) -> None:
    """Write the file that a translator works on for a LANGUAGE, or bring it up to date with changed texts."""
    from generator.catalogues import update
    from generator.publishing import publish

    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise click.BadParameter(f"'{language}' is not a language code; write one such as es or zh-Hans", param_hint="LANGUAGE")
    shop = open_shop(**given)
    path, data = update(shop.library, shop.content, shop.layouts, language)
    click.echo(publish(path.parent, {path.name: data})[0])


@makecards.command()
@click.argument("folder", type=DIRECTORY)
@with_folders
def init(folder: Path, **given: Any) -> None:
    """Copy the shipped content and layouts into FOLDER, to be edited there."""
    from generator.starting import copy_out

    for path in copy_out(folder):
        click.echo(path)
    say(given, f"Edit the files, then: makecards --content {folder / 'content'} --layouts {folder / 'layouts'} --audience ...")


@makecards.command()
@click.argument("kind")
@click.argument("name")
@with_folders
def new(kind: str, name: str, content: Path | None, layouts: Path | None, **given: Any) -> None:
    """Write one commented file of a KIND (agency, audience, contact, guidance, kit, layout, sheet, theme)."""
    from generator.starting import new_file

    content, layouts = content or Path("content"), layouts or Path("layouts")
    click.echo(new_file(kind, name, content, layouts))
    say(given, f"Edit it, then: makecards check --content {content} --layouts {layouts}")


@makecards.command()
@click.argument("kind")
@with_folders
def schema(kind: str, **given: Any) -> None:
    """Print the JSON Schema of a KIND of file, for editors."""
    from generator.starting import schema as schema_of

    echo_json(schema_of(kind))


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


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 problems, 2 wrong use, 130 interrupted."""
    from generator.problems import Problems

    words = sys.argv[1:] if arguments is None else arguments
    try:
        sys.exit(makecards.main(words, prog_name="makecards", standalone_mode=False) or 0)
    except Problems as found:
        report(found.problems, "json" if _asked_for_json(words) else "text", wrote="verify" in words)
        sys.exit(1 if any(one.place.file for one in found.problems) else 2)  # what stands in no file was typed here
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; files that were finished are whole.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; there is nobody to tell
        sys.exit(1)
    except OSError as error:
        click.echo(f"{error.filename or 'output'}: {error.strerror}", err=True)
        sys.exit(1)


def _asked_for_json(words: list[str]) -> bool:
    return "--format=json" in words or any(one == "--format" and after == "json" for one, after in itertools.pairwise(words))
