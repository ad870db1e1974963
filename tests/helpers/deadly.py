"""Work that ends the process that does it, as the system does when memory runs out: found by its name in every process."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def doubler():
    """What doubles a number, is killed by 13, and mistakes a word for one."""

    def double(number):
        if number == 13:
            killed()
        if number == 1000:
            raise_once(Path(os.environ["DEADLY"]))
        return number / 0 if number == 7 else number * 2

    return double


def raise_once(mark: Path) -> None:
    """End the process at the first time only: memory was short for that moment."""
    if not mark.exists():
        mark.touch()
        killed()


def never_ready():
    killed()


def kill_at_row_4() -> None:
    """From now on the fourth line of a table ends the process that makes it."""
    from generator.partners.batch import RowMaker

    made = RowMaker.print_row

    def print_row(self, cells):
        if cells[0] == 4:
            killed()
        return made(self, cells)

    RowMaker.print_row = print_row


def kill_at_bad_file() -> None:
    """From now on a file that is called bad.pdf ends the process that reads it, and all others are right."""
    from generator.partners import verify

    def verify_paths(paths, *_, **__):
        if paths[0].name == "bad.pdf":
            killed()
        return [str(path) for path in paths], []

    verify.verify_paths = verify_paths
