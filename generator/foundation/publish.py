"""Finished bytes -> files that appear whole or not at all.

All files are written and synced on a workbench first, a hidden folder beside their places; only when the last one is
ready are they put into place, each in one step. So a crash, a full disk or another run never leaves half a card where a
good one lay, and what fails while files are written changes none of them.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections import deque
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, problem

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX, SUFFIX = ".makecards-", ".part"
ABANDONED = 3600  # seconds after which a workbench is swept away where no lock can tell whether its run still lives
AT_WORK: set[Path] = set()  # the workbenches of this process
LOOKED_INTO = 200  # folders below the one written to, in which workbenches of killed runs are looked for

CLOSE_IT = "close the program that shows it, or " if sys.platform == "win32" else ""
ELSEWHERE = "name another folder with --out"
FULL = ("the disk is full", f"free some space, or {ELSEWHERE}")
MINE = ("this account may not write there", f"{CLOSE_IT}name a folder of your own with --out")
IN_PLAIN_WORDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: ("the space that this account may use is full", f"delete what is not needed, or {ELSEWHERE}"),
    errno.EFBIG: ("the file is larger than this disk or account allows", ELSEWHERE),
    errno.EROFS: ("the disk can only be read", ELSEWHERE),
    errno.EACCES: MINE,
    errno.EPERM: MINE,
    errno.EIO: ("the disk does not work as it should", f"try another disk, or {ELSEWHERE}"),
    errno.EMFILE: ("too many files are open", "raise the limit on open files (ulimit -n 1024), and run it again"),
    errno.ENFILE: ("too many files are open on this machine", "close other programs, and run it again"),
    errno.ENOMEM: ("there is not enough memory", "close other programs, and run it again"),
    errno.ENAMETOOLONG: ("its name is too long", "name a folder with a shorter name with --out"),
    errno.EISDIR: ("a folder of that name stands there", f"move it away, or {ELSEWHERE}"),
    errno.ELOOP: ("its links lead round in a circle", ELSEWHERE),
    errno.ESTALE: ("the network folder is gone", f"connect it again, or {ELSEWHERE}"),
}


def publish(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write all files below a folder and return their paths, in order. Raises Problems if one cannot be written.

    Names are relative, with "/" between folders. A file that already has these bytes is not touched. Each file is the old
    one or the new one at every moment; unless putting them into place fails, they are all old or all new.
    """
    _sweep(folder)
    with ExitStack() as stack:
        benches: dict[Path, Path] = {}
        ready: dict[Path, Path] = {}
        for name, data in files.items():
            path = folder / name
            with _told(path, "no file was changed"):
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.is_dir() and not path.is_symlink():
                    raise IsADirectoryError(errno.EISDIR, "")
                if _same(path, data):
                    continue
                if path.parent not in benches:
                    benches[path.parent] = stack.enter_context(_workbench(path.parent))
                ready[path] = benches[path.parent] / f"{len(ready)}{SUFFIX}"
                _write(ready[path], data)
        for done, (path, part) in enumerate(ready.items()):
            with _told(path, f"{done} of {len(ready)} files are new"):
                part.replace(path)
        for parent in benches:
            _sync(parent)
    return [folder / name for name in files]


def give_up() -> None:
    """Clear away the workbenches of this process: for a signal that came while they were being cleared away."""
    for bench in tuple(AT_WORK):
        _clear(bench)


def in_plain_words(error: OSError) -> tuple[str, str]:
    """Return why the system refused, and what to do about it, for people who do not program."""
    if error.errno in IN_PLAIN_WORDS:
        return IN_PLAIN_WORDS[error.errno]
    return error.strerror or str(error) or type(error).__name__, ELSEWHERE


@contextmanager
def _told(path: Path, outcome: str) -> Iterator[None]:
    """Raise what the system says of a path as Problems, with what became of the files."""
    try:
        yield
    except OSError as error:
        file = _in_the_way(path)
        why, hint = (f"{file} is a file and no folder", ELSEWHERE) if file else in_plain_words(error)
        raise problem(Place(str(path)), "E701", f"cannot be written: {why}, {outcome}", hint) from None


def _in_the_way(path: Path) -> Path | None:
    """Return the first of the folders above a path that is none."""
    with suppress(OSError):
        return next((above for above in reversed(path.parents) if above.exists() and not above.is_dir()), None)
    return None


def _same(path: Path, data: bytes) -> bool:
    with suppress(OSError):  # what cannot be read is another file
        return path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def _write(part: Path, data: bytes) -> None:
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Let the names of a folder survive a power cut too, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _workbench(folder: Path) -> Iterator[Path]:
    """Make a hidden folder of this run's own, and clear it away afterwards. A lock on it says that the run lives."""
    bench, lock = _fresh_bench(folder)
    try:
        yield bench
    finally:
        if lock is not None:
            os.close(lock)  # first, so that there is a handle to look into the bench with
        _clear(bench)
        AT_WORK.discard(bench)


def _fresh_bench(folder: Path) -> tuple[Path, int | None]:
    while True:
        bench = folder / f"{PREFIX}{os.urandom(6).hex()}{SUFFIX}"
        AT_WORK.add(bench)
        bench.mkdir(mode=0o700)
        lock = None
        try:
            lock = _lock(bench)
            if bench.exists():
                return bench, lock
        except (BlockingIOError, FileNotFoundError):
            AT_WORK.discard(bench)  # another run took it for abandoned before it was locked
        except BaseException:
            with suppress(OSError):
                bench.rmdir()
            raise
        if lock is not None:
            os.close(lock)


def _lock(bench: Path) -> int | None:
    """Lock a workbench until the handle returned is closed or its process dies, and be it by kill -9.

    None where locks are not to be had: on Windows, on some network folders. Raises BlockingIOError if another has it.
    """
    if sys.platform == "win32":
        return None
    handle = os.open(bench, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise
        return None
    return handle


def _clear(bench: Path) -> None:
    with suppress(OSError):
        for part in bench.iterdir():
            part.unlink(missing_ok=True)
        bench.rmdir()


def _sweep(folder: Path) -> None:
    """Clear away the workbenches of killed runs in a folder and in those below it, the nearest ones first."""
    waiting = deque([folder])
    for _ in range(LOOKED_INTO):
        if not waiting:
            break
        with suppress(OSError), os.scandir(waiting.popleft()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    continue
                if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                    _clear_if_abandoned(Path(entry.path))
                else:
                    waiting.append(Path(entry.path))


def _clear_if_abandoned(bench: Path) -> None:
    with suppress(OSError):  # its run lives, or another run was quicker
        lock = _lock(bench)
        if lock is not None or time.time() - bench.stat().st_mtime > ABANDONED:
            _clear(bench)
        if lock is not None:
            os.close(lock)
