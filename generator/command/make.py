"""The commands that make things to print, beside the main one. No rule of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.command.options import with_choice, with_making
from generator.command.speaking import say
from generator.command.words import find_languages, find_orders, open_shop

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@with_choice
def preview(audiences: tuple[str, ...], out: Path, **given: Any) -> None:
    """Make PNG pages and one contact sheet of all pieces, with trim and safe area drawn on."""
    from generator.foundation.publish import publish
    from generator.making.pieces import lay_out_piece
    from generator.tasks.previews import picture_pages

    shop = open_shop(**given)
    pieces = [lay_out_piece(shop, order) for order in find_orders(shop, audiences or ["all"], **given)]
    for path in publish(out, picture_pages(shop, pieces)):
        click.echo(path)


@click.command()
@click.option("--printer", "name", default="", metavar="NAME", help="The printer whose measures are kept.")
@click.option("--save", "measured", default="", metavar="X,Y[,ACROSS,DOWN]", help="What you read from the sheet: millimetres, and the percentages.")
@with_making
def calibrate(name: str, measured: str, out: Path, **given: Any) -> None:
    """Make a two-sided test sheet, or keep what you read from it for a printer."""
    if measured:
        if not name:
            raise click.UsageError("--save needs the printer's name: --printer NAME")
        from generator.tasks.calibration import save_printer

        click.echo(save_printer(name, measured))
        say(given, f"Kept. Use it with: makecards --audience ... --printer {name}")
        return
    from generator.foundation.publish import publish
    from generator.tasks.calibration import calibration_sheet

    shop = open_shop(**given)
    for path in publish(out, {f"calibrate.{shop.paper}.pdf": calibration_sheet(shop)}):
        click.echo(path)
    say(given, "Print it two-sided at 100 %, and read it as it says.")


@click.command()
@click.argument("name")
@click.option("--participants", type=click.IntRange(1, 5000), default=20, show_default=True, help="How many people will be in the room.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Make what has words in a language in it; the rest as the kit says. Repeatable.")
@with_making
def kit(name: str, participants: int, languages: tuple[str, ...], out: Path, **given: Any) -> None:
    """Pack what a workshop needs: the pieces in the right number, files to print them from, a packing list, and a zip of all."""
    from generator.foundation.publish import publish
    from generator.kits.kit import make_kit

    shop = open_shop(**given)
    kits = shop.library.kits
    if name not in kits:
        from generator.foundation.problems import did_you_mean

        raise click.BadParameter(f"there is no kit '{name}'; {did_you_mean(name, kits)}", param_hint="NAME")
    for path in publish(out, make_kit(shop, kits[name], participants, find_languages(shop, languages))):
        click.echo(path)
    say(given, f"The kit for {participants} participants is packed; begin with cover.pdf.")
