"""The commands for finished files: prove them, compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.asking import open_shop
from generator.options import DIRECTORY, with_looks
from generator.speaking import say

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
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
