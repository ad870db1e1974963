"""Ctrl-C and the system's request to end, from the first moment on: a run goes back through its calls and clears up.

Libraries may swallow the exception, or make another of it. So the signal is kept, and asked for at the end.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import NoReturn

by: int = 0  # the signal that came, or none


def _came(number: int, _: object) -> NoReturn:
    global by  # noqa: PLW0603 - signals belong to the whole process
    by = number
    raise KeyboardInterrupt


def listen() -> None:
    """Heed signals from now on."""
    with suppress(ValueError):  # only a program's first thread may say how it is ended
        signal.signal(signal.SIGINT, _came)
        signal.signal(signal.SIGTERM, _came)


def exit_code() -> int:
    """Return the code with which a run ends that was interrupted: 130 by Ctrl-C, 143 by the system."""
    return 143 if by == signal.SIGTERM else 130


def as_a_worker() -> None:
    """Let a further process of a run finish what it has begun when the run is interrupted, and end when the run is gone."""
    import os
    import threading
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the run itself says when it is over
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:

        def follow() -> None:
            wait([parent.sentinel])
            os._exit(exit_code())

        threading.Thread(target=follow, daemon=True).start()
