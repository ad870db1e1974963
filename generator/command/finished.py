"""The commands for finished files: prove them, compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.command.options import DIRECTORY, with_folders, with_looks
from generator.command.speaking import echo_json, say
from generator.command.words import open_shop

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("paths", nargs=-1, required=True, type=DIRECTORY)
@click.option("--batch", "table", type=DIRECTORY, metavar="FILE.csv", help="The table of a batch: each partner's files show their own numbers too.")
@click.option("--sample", type=click.IntRange(0, 1_000_000), metavar="N", help="With --batch: look at the pixels of N files only, evenly spread; all are read.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="With --batch: how many processes work at once.  [default: one for each core]")
@with_looks
def verify(paths: tuple[Path, ...], table: Path | None, sample: int | None, jobs: int | None, **given: Any) -> None:
    """Prove every number and QR code of finished PDFs, folders and kits."""
    from generator.foundation.problems import Problems
    from generator.proof.verify import verify_paths

    shop = open_shop(**given)
    if table is not None:
        from generator.command.progress import cores, progress
        from generator.command.signals import as_a_worker
        from generator.partners.verify import Many, units_of, verify_many

        units = units_of(paths, sample)
        with progress(len(units), "Files", quiet=given["quiet"]) as advance:
            proved, problems = verify_many(Many(shop.content, shop.layouts, table), units, jobs or cores(), advance, as_a_worker)
    else:
        proved, problems = verify_paths(paths, shop.library.contacts, shop.fonts())
    if problems:
        raise Problems(problems)
    for name in proved:
        click.echo(name)
    say(given, f"{len(proved)} files: every number and code is as the registry says.")


@click.command("where-used")
@click.argument("word", metavar="CONTACT-OR-NUMBER")
@click.argument("paths", nargs=-1, type=DIRECTORY)
@with_folders
def where_used(word: str, paths: tuple[Path, ...], form: str, **given: Any) -> None:
    """List everything that shows a contact or a number: pieces, audiences, agencies, kits, and finished files in PATHS."""
    from dataclasses import asdict

    from generator.tasks.where_used import find_contacts, finished_uses, uses

    shop = open_shop(**given)
    try:
        wanted = find_contacts(shop.library.contacts, word)
    except KeyError as error:
        raise click.BadParameter(f"there is no contact or number '{word}'; {error.args[0]}", param_hint="CONTACT-OR-NUMBER") from None
    found = [*uses(shop, wanted), *finished_uses(paths, shop.library.contacts, wanted)]
    rows = [asdict(use) for name in wanted for use in found if use.contact == name]
    if form == "json":
        echo_json(rows)
        return
    for row in rows:
        channels = f" ({', '.join(row['channels'])})" if row["channels"] else ""
        click.echo(f"{row['contact']}  {row['kind']:<8}  {row['name']}{channels}")


@click.command()
@click.argument("old", type=DIRECTORY)
@click.argument("new", type=DIRECTORY)
@with_folders
def diff(old: Path, new: Path, form: str, **given: Any) -> None:
    """Say what is different in NEW: which pieces, which numbers, which lines. OLD and NEW are kits, folders or PDFs."""
    from dataclasses import asdict

    from generator.tasks.differences import compare

    found = compare(old, new)
    if form == "json":
        echo_json([asdict(one) for one in found])
        return
    for one in found:
        click.echo(f"{one.what}  {one.name}")
        for line in (*one.numbers, *one.lines):
            click.echo(f"    {line}")
    say(given, f"{len(found)} files are different." if found else "Nothing is different.")
