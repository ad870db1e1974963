"""Words in, files out. The only module that knows click, prints and exits; it has no rule of its own.

stdout has the paths made, or the listing asked for, and nothing else. Everything a command needs is imported when it
runs, so that `--help` costs no more than click.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator import __version__

if TYPE_CHECKING:
    from generator.library import Library
    from generator.making import Order, Shop
    from generator.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])
DIRECTORY = click.Path(path_type=Path)
LISTED = ("agencies", "audiences", "layouts", "themes", "sheets", "languages", "kits", "contacts", "topics")


def with_folders(command: Command) -> Command:
    """Add the options that every command understands."""
    options = (
        click.option("--content", type=DIRECTORY, help="A content folder in place of the shipped one."),
        click.option("--layouts", type=DIRECTORY, help="A folder of layouts in place of the shipped one."),
        click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How problems and listings are written."),
        click.option("--quiet", is_flag=True, help="Say nothing but problems."),
        click.option("--verbose", is_flag=True, help="Say how long each step takes."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def with_looks(command: Command) -> Command:
    """Add the options that decide how pieces look."""
    options = (
        click.option(
            "--paper", type=click.Choice(["letter", "a4", "tabloid", "a3"]), default="letter", show_default=True, help="Paper of handouts and family of sheets."
        ),
        click.option("--theme", default="plain", show_default=True, metavar="NAME", help="The looks; see 'makecards list themes'."),
    )
    for option in reversed(options):
        command = option(command)
    return with_folders(command)


def with_making(command: Command) -> Command:
    """Add the options of everything that makes files."""
    return click.option("--out", type=DIRECTORY, default=Path("output"), show_default=True, help="The folder where files go.")(with_looks(command))


def with_choice(command: Command) -> Command:
    """Add the options that say which pieces are wanted."""
    options = (
        click.option("-a", "--audience", "audiences", multiple=True, metavar="NAME", help="Who reads it: an audience, one of its aliases, or all. Repeatable."),
        click.option(
            "-l",
            "--layout",
            "wanted",
            multiple=True,
            metavar="NAME",
            help="What to make, or all that suits; else what the audience's profile lists. Repeatable.",
        ),
        click.option("--lang", "languages", multiple=True, metavar="CODE", default=["en"], show_default=True, help="The language. Repeatable."),
        click.option("--sheet", default="", metavar="NAME", help="The sheet of cards, such as avery-5371 or 8371, or none."),
    )
    for option in reversed(options):
        command = option(command)
    return with_making(command)


def with_press(command: Command) -> Command:
    """Add the options of printing: how many, on what is left of a sheet, for which printer or shop."""
    options = (
        click.option("--copies", type=click.IntRange(1, 100_000), metavar="N", help="How many of each card at least; else one full sheet."),
        click.option("--start-at", type=click.IntRange(1, 200), default=1, metavar="N", help="The first unused place of a part-used sheet, from 1."),
        click.option("--mixed", is_flag=True, help="Put all cards asked for on one sheet, in equal shares."),
        click.option("--sides", type=click.Choice(["both", "fronts", "backs"]), default="both", help="For printers that jam: one side of the sheets a file."),
        click.option("--printer", "printer_name", default="", metavar="NAME", help="A printer that was calibrated: backs are moved behind their fronts."),
        click.option("--tag-copies", type=click.Choice(["first", "all"]), default="first", help="Which copies on a sheet a screen reader reads."),
        click.option("--twins", is_flag=True, help="Also each piece as an accessible web page and as plain text."),
        click.option("--press", is_flag=True, help="Also the print shop's edition: CMYK, bleed, crop marks, with a report."),
        click.option("--icc", type=DIRECTORY, metavar="FILE", help="The print shop's ICC profile, embedded in its edition."),
    )
    for option in reversed(options):
        command = option(command)
    return command


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
    from generator.making import make_all, make_mixed
    from generator.publishing import publish

    started = time.perf_counter()
    shop = open_shop(**given)
    orders = find_orders(shop, audiences, **given)
    clock = [started]

    def done(order: Order) -> None:
        clock.append(time.perf_counter())
        if given["verbose"]:
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

    from generator.checking import check_layouts, warnings
    from generator.problems import Problems

    shop = open_shop(**given)
    problems = check_layouts(shop)
    doubts = list(warnings(shop.library, datetime.now(tz=UTC).date()))
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
    proved, problems = verify_paths(paths, shop.library.contacts)
    if problems:
        raise Problems(problems)
    for name in proved:
        click.echo(name)
    say(given, f"{len(proved)} files: every number and code is as the registry says.")


@makecards.command()
@click.argument("name")
@click.option("--participants", type=click.IntRange(1, 5000), default=20, show_default=True, help="How many people will be in the room.")
@with_making
def kit(name: str, participants: int, out: Path, **given: Any) -> None:
    """Pack what a workshop needs: the pieces in the right number, a packing list, a manifest, and a zip of all."""
    from generator.kits import make_kit
    from generator.publishing import publish

    shop = open_shop(**given)
    kits = shop.library.kits
    if name not in kits:
        from generator.problems import did_you_mean

        raise click.BadParameter(f"there is no kit '{name}'; {did_you_mean(name, kits)}", param_hint="NAME")
    for path in publish(out, make_kit(shop, kits[name], participants)):
        click.echo(path)
    say(given, f"The kit for {participants} participants is packed; print packing-list.pdf first.")


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


def open_shop(content: Path | None, layouts: Path | None, theme: str = "plain", paper: str = "letter", **given: Any) -> Shop:
    """Read the content and open the folder of layouts. Raises Problems, or a usage error for an unknown theme."""
    from generator.library import read_library, yaml_files
    from generator.making import Shop
    from generator.problems import did_you_mean
    from generator.shipped import shipped

    folder = layouts or shipped("layouts")
    themes = [path.stem for path in yaml_files(folder / "themes")]
    if folder.is_dir() and theme not in themes:
        raise click.BadParameter(f"there is no theme '{theme}'; {did_you_mean(theme, themes)}", param_hint="--theme")
    printer = profile = None
    if given.get("printer_name"):
        from generator.printers import read_printer

        printer = read_printer(given["printer_name"])
    if given.get("icc"):
        from generator.profiles import read_profile

        profile = read_profile(given["icc"])
    return Shop(
        read_library(content or shipped("content")),
        folder,
        theme,
        paper,
        given.get("sides", "both"),
        given.get("start_at", 1),
        printer,
        bool(given.get("press") or profile),
        profile,
        given.get("tag_copies") == "all",
        bool(given.get("twins")),
    )


def find_orders(shop: Shop, audiences: Iterable[str], wanted: tuple[str, ...], languages: tuple[str, ...], sheet: str, **given: Any) -> list[Order]:
    """Return the orders that the words on the command line mean, each once."""
    from generator.making import Order

    check_languages(languages)
    check_names(shop, wanted, sheet)
    orders = [
        Order(audience, layout, language, sheet, given.get("copies"))
        for audience in find_audiences(shop.library, audiences)
        for layout in find_layouts(shop, audience, wanted, skip="all" in audiences)
        for language in languages
    ]
    return list(dict.fromkeys(orders))


def find_audiences(library: Library, words: Iterable[str]) -> list[str]:
    """Return the ids of audiences, each once, in the order asked for; `all` stands for every one."""
    found: dict[str, None] = {}
    for word in words:
        if word == "all":
            found |= dict.fromkeys(library.audiences)
            continue
        try:
            found[library.audience(word).id] = None
        except KeyError as error:
            raise click.BadParameter(f"there is no audience '{word}'; {error.args[0]}", param_hint="--audience") from None
    return list(found)


def find_layouts(shop: Shop, audience: str, wanted: tuple[str, ...], *, skip: bool) -> tuple[str, ...]:
    """Return the layouts asked for, or those of the audience's profile; `all` stands for every one that suits it.

    With `skip`, those that do not suit it are passed over: who asks for all audiences means those it is for.
    """
    from generator.layouts import find_layout, layout_names

    profile = shop.library.audiences[audience]
    if not wanted or not (skip or "all" in wanted):
        return wanted or profile.layouts
    layouts = [find_layout(shop.layouts, name) for name in (layout_names(shop.layouts) if "all" in wanted else wanted)]
    return tuple(layout.id for layout in layouts if layout.subject == "audience" and not layout.unsuited(profile))


def check_names(shop: Shop, layouts: Iterable[str], sheet: str) -> None:
    """Refuse layouts and sheets that do not exist before anything is made."""
    from generator.layouts import layout_names
    from generator.problems import did_you_mean
    from generator.sheets import names_of, read_sheets

    names = layout_names(shop.layouts)
    for name in layouts:
        if name not in names and name != "all":
            raise click.BadParameter(f"there is no layout '{name}'; {did_you_mean(name, names)}", param_hint="--layout")
    if sheet and sheet != "none":
        known = [name for one in read_sheets(shop.layouts).values() for name in names_of(one)]
        if sheet.lower() not in known:
            raise click.BadParameter(f"there is no sheet '{sheet}'; {did_you_mean(sheet, known)}", param_hint="--sheet")


def check_languages(languages: Iterable[str]) -> None:
    """Refuse languages that no catalogue is there for."""
    from generator.listing import LANGUAGES
    from generator.problems import did_you_mean

    for language in languages:
        if language not in LANGUAGES:
            raise click.BadParameter(f"there is no language '{language}'; {did_you_mean(language, LANGUAGES)}", param_hint="--lang")


def say(given: dict[str, Any], message: str) -> None:
    if not given.get("quiet"):
        click.echo(message, err=True)


def echo_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def report(problems: tuple[Problem, ...], form: str) -> None:
    """Print problems to stderr, one a line, or as JSON."""
    if form == "json":
        import json

        rows = [{"file": p.place.file, "line": p.place.line, "column": p.place.column, "message": p.message, "hint": p.hint} for p in problems]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False), err=True)
        return
    for one in problems:
        click.echo(one, err=True)
    if len(problems) > 1:
        click.echo(f"{len(problems)} problems.", err=True)


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 problems, 2 wrong use, 130 interrupted."""
    from generator.problems import Problems

    words = sys.argv[1:] if arguments is None else arguments
    try:
        sys.exit(makecards.main(words, prog_name="makecards", standalone_mode=False) or 0)
    except Problems as found:
        report(found.problems, "json" if _asked_for_json(words) else "text")
        sys.exit(1)
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
