"""The way in: signals are heeded before anything else is loaded, so that a run which is stopped in its first moment ends in words too."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

from generator.command import signals


def run() -> NoReturn:
    """Run the command line: the way in for whoever types makecards."""
    gc.set_threshold(50_000, 20, 20)  # a run makes much that stays, and is over soon: looking for what can go takes a tenth of it
    signals.listen()
    try:
        from generator.command.cli import run_words
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; nothing was written.\n")
        sys.exit(signals.exit_code())
    run_words()
