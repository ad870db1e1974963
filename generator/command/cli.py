"""Words in, files out: the main command, the list of the others, and how a run ends. It has no rule of its own.

stdout has the paths made, or the listing asked for, and nothing else. Everything a command needs is imported when it
runs, so that `--help` costs no more than click.
"""

from __future__ import annotations

import itertools
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.command import content, finished, make, many, signals
from generator.command.options import with_choice, with_press
from generator.command.speaking import report, say
from generator.command.words import find_orders, open_shop

if TYPE_CHECKING:
    from pathlib import Path

    from generator.making.order import Order


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
    started = time.perf_counter()
    shop = open_shop(**given)
    orders = find_orders(shop, audiences, **given)
    clock = [started]

    kept: list[Order] = []

    def done(order: Order, became: str) -> None:
        clock.append(time.perf_counter())
        if became == "passed over":
            say(given, f"Passed over: {order.audience} {order.layout} is not complete in '{order.language}' yet.")
        elif became == "kept":
            kept.append(order)
        elif given["verbose"]:
            click.echo(f"{(clock[-1] - clock[-2]) * 1000:6.0f} ms  {order.audience} {order.layout} {order.language}", err=True)

    if given["mixed"]:
        from generator.foundation.publish import publish
        from generator.making.make import make_mixed

        paths = publish(out, make_mixed(shop, orders))
    else:
        from generator.making.remake import remake

        paths = remake(shop, orders, out, done)
    for path in paths:
        click.echo(path)
    same = f" {len(kept)} of {len(orders)} pieces were there already, made from the same." if kept else ""
    say(given, f"{len(paths)} files in {time.perf_counter() - started:.1f} s; every number on them was read back and matches the registry.{same}")


COMMANDS = (
    make.preview,
    make.calibrate,
    make.kit,
    many.batch,
    many.watch,
    content.list_kind,
    content.explain,
    content.check,
    content.catalogue,
    content.init,
    content.new,
    content.schema,
    content.dial_list,
    content.dialled,
    finished.verify,
    finished.where_used,
    finished.diff,
)
for command in COMMANDS:
    makecards.add_command(command)


def run_words(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 problems, 2 wrong use, 130 interrupted, 143 ended from outside."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        code = makecards.main(words, prog_name="makecards", standalone_mode=False) or 0
    except BaseException as error:  # noqa: BLE001 - every end of a run is put in words here
        code = _end(error, words)
    sys.exit(code)


def _end(error: BaseException, words: list[str]) -> int:  # noqa: PLR0911 - one answer for each way in which a run ends
    """Say why a run ended, and return its exit code. What nobody has thought of is raised again."""
    from generator.foundation.problems import Problems

    if signals.by or isinstance(error, click.Abort | KeyboardInterrupt):  # whatever a library made of it on the way
        from generator.foundation.publish import give_up

        give_up()
        click.echo("Interrupted; files that were finished are whole.", err=True)
        return signals.exit_code()
    if isinstance(error, Problems):
        report(error.problems, _form(words), end="" if "verify" in words else "; nothing was written")
        return 1 if any(one.place.file for one in error.problems) else 2  # what stands in no file was typed here
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        sys.stderr.close()  # whoever read our output has gone; there is nobody to tell
        return 1
    if isinstance(error, MemoryError) or (isinstance(error, ImportError) and "failed to map" in str(error)):
        click.echo("There is not enough memory; close other programs, and run it again. Files that were finished are whole.", err=True)
        return 1
    if isinstance(error, OSError):
        click.echo(f"{error.filename or 'output'}: {error.strerror}", err=True)
        return 1
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    raise error


def _form(words: list[str]) -> str:
    """Return the form in which problems were asked for, read from the words: what they mean was never reached."""
    given = [after for one, after in itertools.pairwise(words) if one == "--format"]
    given += [word.removeprefix("--format=") for word in words if word.startswith("--format=")]
    return given[-1] if given and given[-1] in ("json", "github") else "text"
