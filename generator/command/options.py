"""The options of the command line, in groups that commands share. One of the few modules that know click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
DIRECTORY = click.Path(path_type=Path)


def with_folders(command: Command) -> Command:
    """Add the options that every command understands."""
    options = (
        click.option("--content", type=DIRECTORY, help="A content folder in place of the shipped one."),
        click.option("--layouts", type=DIRECTORY, help="A folder of layouts in place of the shipped one."),
        click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems and listings are written."),
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
        click.option("--partner", type=DIRECTORY, metavar="FILE", help="A partner's name, logo and local contacts (YAML)."),
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
