"""The commands that make things again and again: for many partners, and at every change. No rule of their own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.command.options import DIRECTORY, with_choice, with_making, with_press
from generator.command.speaking import report, say
from generator.command.words import check_names, find_audiences, find_languages, find_layouts, find_orders, open_shop

if TYPE_CHECKING:
    from generator.foundation.problems import Problem
    from generator.making.order import Order
    from generator.making.shop import Shop
    from generator.partners.batch import Outcome, Wanted
    from generator.partners.shards import Shard
    from generator.partners.tables import Table


def _print_template(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from generator.partners.rows import template

        click.echo(template(), nl=False)
        context.exit()


def _as_shard(_: click.Context, __: click.Parameter, given: str) -> Shard:
    from generator.partners.shards import Shard

    one, of = given.partition("/")[::2]
    if not (one.isdigit() and of.isdigit() and 1 <= int(one) <= int(of) <= 10_000):
        raise click.BadParameter(f"'{given}' is no part of a table; write 1/4 for the first of four parts")
    return Shard(int(one), int(of))


@click.command()
@click.argument("table", type=DIRECTORY, metavar="FILE.csv")
@click.option("--kit", default="", metavar="NAME", help="The kit that is packed for each partner.")
@click.option("-a", "--audience", "audiences", multiple=True, metavar="NAME", help="Or pieces: who reads them. Repeatable.")
@click.option("-l", "--layout", "wanted", multiple=True, metavar="NAME", help="Which pieces; else what the audience's profile lists. Repeatable.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="The language, where a row does not say. Repeatable.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of cards, such as avery-5371 or 8371, or none.")
@click.option("--copies", type=click.IntRange(1, 100_000), metavar="N", help="How many of each card at least; else one full sheet.")
@click.option("--participants", type=click.IntRange(1, 5000), default=20, show_default=True, help="How many people, where a row does not say.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes work at once.  [default: one for each core]")
@click.option("--fail-fast", is_flag=True, help="Stop at the first partner for whom something cannot be made.")
@click.option("--together", is_flag=True, help="One file of each piece for all partners, in the order of the rows, instead of a folder for each.")
@click.option("--shard", default="1/1", metavar="K/N", callback=_as_shard, help="Only this part of the table: 1/4 is every fourth row.")
@click.option("--template", is_flag=True, is_eager=True, expose_value=False, callback=_print_template, help="Print a table's first two lines, and stop.")
@with_making
@click.pass_context
def batch(context: click.Context, /, table: Path, out: Path, jobs: int | None, fail_fast: bool, together: bool, shard: Shard, **given: Any) -> None:
    """Make a kit or pieces for every partner in a table (CSV), one row each. Run it again and it goes on where it was."""
    from dataclasses import replace

    from generator.command.progress import cores, in_time, progress
    from generator.command.signals import as_a_worker
    from generator.making.fingerprints import fingerprint
    from generator.partners.batch import make_batch
    from generator.partners.rows import check_rows, read_rows

    if given.get("partner"):
        raise click.UsageError("the partners stand in the table; leave out --partner")
    started = time.monotonic()
    shop = open_shop(**given)
    wanted = _find_wanted(shop, table, out, **given)
    rows = read_rows(table)
    for note in rows.notes:
        say(given, f"{rows.file}: {note}.")
    check_rows(rows, shop.library, find_languages(shop, ["all"]), table.parent, shop.looks(shop.theme))
    rows = shard.rows_of(rows)
    if together:
        if wanted.kit:
            raise click.UsageError("--together binds pieces; a kit is packed for each partner by itself")
        _bind(context, wanted, rows, shard, given)
        return
    base = fingerprint((shop.content, shop.layouts), replace(wanted, out=Path()))
    problems: list[Problem] = []
    with progress(len(rows.rows), "Partners", quiet=given["quiet"]) as advance:

        def told(outcome: Outcome) -> None:
            advance(1)
            problems.extend(outcome.problems)
            if outcome.state == "made" and outcome.receipt is not None:
                for name in outcome.receipt.files:
                    click.echo(out / outcome.partner / name)

        found = make_batch(wanted, rows, base, jobs=jobs or cores(), fail_fast=fail_fast, told=told, begin=as_a_worker, shard=shard)
    click.echo(out / shard.summary)
    counts = {state: sum(one.state == state for one in found) for state in ("made", "kept", "failed")}
    seconds = time.monotonic() - started
    from generator.foundation.problems import by_place

    report(by_place(problems), given["form"])
    rest = len(rows.rows) - len(found)
    told_rest = f", {rest:,} not tried" if rest else ""
    rate = f", {counts['made'] / seconds:.1f} partners a second" if counts["made"] else ""
    say(given, f"{counts['made']:,} made, {counts['kept']:,} were there already, {counts['failed']:,} failed{told_rest}; {in_time(seconds)}{rate}.")
    if counts["failed"]:
        context.exit(1)


def _bind(context: click.Context, wanted: Wanted, rows: Table, shard: Shard, given: dict[str, Any]) -> None:
    from generator.command.progress import in_time, progress
    from generator.foundation.problems import by_place
    from generator.partners.one_file import bind_batch

    started = time.monotonic()
    with progress(len(rows.rows), "Partners", quiet=given["quiet"]) as advance:
        paths, found = bind_batch(wanted, rows, told=lambda _: advance(1), shard=shard)
    for path in paths:
        click.echo(path)
    problems = by_place(one for outcome in found for one in outcome.problems)
    report(problems, given["form"])
    failed = sum(outcome.state == "failed" for outcome in found)
    say(given, f"{len(found) - failed:,} bound, {failed:,} failed; {in_time(time.monotonic() - started)}.")
    if failed:
        context.exit(1)


@click.command()
@with_choice
@with_press
def watch(audiences: tuple[str, ...], out: Path, **given: Any) -> None:
    """Make pieces again at every change of content or layout, for people who edit. End it with Ctrl-C."""
    from generator.command.watching import changes
    from generator.foundation.problems import Problems

    if given["mixed"]:
        raise click.UsageError("--mixed is for printing; leave it out while you edit")
    for changed in changes(_edited(**given)):
        started = time.monotonic()
        for path in changed:
            say(given, f"{path} has changed.")
        try:
            made = _made_again(audiences, out, given, first=not changed)
        except Problems as problems:
            report(problems.problems, given["form"], end="; nothing was written")
            continue
        names = ", ".join(dict.fromkeys(f"{order.audience} {order.layout}" for order in made))
        say(given, f"{names or 'Nothing'} made in {time.monotonic() - started:.1f} s; waiting for the next change.")


def _made_again(audiences: tuple[str, ...], out: Path, given: dict[str, Any], *, first: bool) -> list[Order]:
    """Make what has changed and return the orders for which something was made. Raises Problems."""
    from generator.making.remake import remake

    shop = open_shop(**given)
    made: list[Order] = []

    def done(order: Order, became: str) -> None:
        if became == "made":
            made.append(order)

    for path in remake(shop, find_orders(shop, audiences or ["all"], **given), out, done):
        if first:
            click.echo(path)
    return made


def _edited(content: Path | None, layouts: Path | None, partner: Path | None, **_: Any) -> list[Path]:
    """Return the folders whose files people edit."""
    from generator.foundation.files import shipped

    return [content or shipped("content"), layouts or shipped("layouts"), *([partner.parent] if partner else [])]


def _find_wanted(shop: Shop, table: Path, out: Path, **given: Any) -> Wanted:
    """Return what the words ask for, once it is known that all of it is there."""
    from generator.partners.batch import Wanted

    kit, audiences, wanted = given["kit"], given["audiences"], given["wanted"]
    if bool(kit) == bool(audiences):
        raise click.UsageError("say what each partner gets: --kit NAME, or --audience NAME with or without --layout NAME")
    languages = find_languages(shop, given["languages"])
    options = tuple((name, getattr(shop, name)) for name in ("theme", "paper"))
    common = {"participants": given["participants"], "languages": languages, "sheet": given["sheet"], "copies": given["copies"], "options": options}
    if kit:
        if kit not in shop.library.kits:
            from generator.foundation.problems import did_you_mean

            raise click.BadParameter(f"there is no kit '{kit}'; {did_you_mean(kit, shop.library.kits)}", param_hint="--kit")
        if wanted:
            raise click.UsageError("a kit lists its own pieces; leave out --layout")
        return Wanted(shop.content, shop.layouts, table.parent, out, kit=kit, **common)
    check_names(shop, wanted, given["sheet"])
    pieces = [
        (audience, layout) for audience in find_audiences(shop.library, audiences) for layout in find_layouts(shop, audience, wanted, skip="all" in audiences)
    ]
    return Wanted(shop.content, shop.layouts, table.parent, out, pieces=tuple(pieces), **common)
