"""Real faults -> a table of what they left: kills, Ctrl-C, full disks, folders of others, too little of everything, eight runs at once.

Run: python bench/faults.py [--share 1.0] [--only NAME] [--tree FOLDER]. Linux; as root it mounts small disks, else they are passed over.

Each job is made twice beforehand, in two themes: that gives each file an old and a new edition, known by their SHA-256 and each
held against pikepdf (without recovery) or zipfile.testzip. A fault meets a run that puts the new edition over the old one.
Afterwards each file must be one of the two, byte for byte; then the job is run again, undisturbed, and no temporary file may be left.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import io
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM, default_int_handler, signal
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Disturbing = Callable[["Job", int], AbstractContextManager[dict[str, Any]]]

ROOT = Path(__file__).resolve().parent.parent
PARTS = ".makecards-*.part"
OLD_THEME, NEW_THEME = "high-contrast", "plain"
NOBODY = 65534
MAIN = ("--audience", "police", "--audience", "survivors")
CARDS = ("--audience", "survivors", "--layout", "wallet-card", "--layout", "shoe-card")
KIT = ("kit", "police-workshop")
LEFT = ("tries that left temporary files", "temporary files left after the next run")
COLUMNS = ("fault", "how it was done", "tries", "files: old, whole", "files: new, whole", "lost", "broken", *LEFT, "exit code or message wrong")


@dataclass
class Ended:
    """How a run ended: its code as a shell tells it, and what it said."""

    code: int
    said: str

    def __init__(self, run: subprocess.Popen[str]) -> None:
        _, self.said = run.communicate(timeout=120)
        self.code = run.returncode if run.returncode >= 0 else 128 - run.returncode

    def plain(self, *codes: int) -> bool:
        """One of these codes, something said, and nothing that only programmers read."""
        return self.code in codes and bool(self.said.strip()) and not any(word in self.said for word in ("Traceback", "Error:", "Fatal Python"))


@dataclass
class Row:
    """One fault: how it was done, and what it left, in files over all tries."""

    fault: str
    how: str
    tries: int = 0
    files: Counter[str] = field(default_factory=Counter)
    parts: int = 0  # tries after which a temporary file lay there
    left: int = 0  # temporary files after the next run
    wrong: Counter[str] = field(default_factory=Counter)

    def said(self, ended: Ended, *codes: int) -> None:
        if not ended.plain(*codes):
            lines = ended.said.strip().splitlines() or ["(nothing)"]
            self.wrong[f"{ended.code} {lines[-1][:60]}"] += 1

    def __str__(self) -> str:
        f = self.files
        cells = (self.fault, self.how, self.tries, f["old"], f["new"], f["lost"], f["broken"], self.parts, self.left, sum(self.wrong.values()))
        return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in cells) + " |"


class Job:
    """A command, and both editions of every file it makes."""

    def __init__(self, tree: Path, work: Path, *words: str) -> None:
        self.tree, self.words = tree, words
        self.old, self.new = (self._made(work / f"{words[-1]}-{theme}", theme) for theme in (OLD_THEME, NEW_THEME))
        self.out, self.last = work / f"{words[-1]}-out", max(self.old)
        started = time.perf_counter()
        self.again()
        self.takes = time.perf_counter() - started
        shutil.rmtree(self.out)

    def _made(self, folder: Path, theme: str) -> dict[str, bytes]:
        ended = Ended(self.start(folder, theme))
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        if ended.code or not files:
            sys.exit(f"{self.words} cannot be made at all: {ended.said}")
        for name, data in files.items():
            sound(name, data)
        return files

    def start(self, folder: Path | None = None, theme: str = NEW_THEME, **limits: Any) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "generator", *self.words, "--theme", theme, "--out", str(folder or self.out)]
        limits = {"stdout": subprocess.DEVNULL, **limits}
        return subprocess.Popen(words, cwd=self.tree, stderr=subprocess.PIPE, text=True, env={**os.environ, "HOME": "/nonexistent"}, **limits)

    def lay_old(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)  # but not a mounted disk itself
        for name, data in self.old.items():
            path = self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def what_is(self, name: str, data: bytes) -> str:
        seen = hashlib.sha256(data).digest()
        for edition, files in (("old", self.old), ("new", self.new)):
            if name in files and seen == hashlib.sha256(files[name]).digest():
                return edition
        return "broken"

    def judge(self, row: Row) -> bool:
        """Count what each file is now. Return whether temporary files lie there."""
        row.tries += 1
        here = {path.relative_to(self.out).as_posix(): path for path in self.out.rglob("*") if path.is_file() and ".makecards-" not in str(path)}
        row.files.update("lost" if name not in here else self.what_is(name, here[name].read_bytes()) for name in self.old)
        row.files["broken"] += len(set(here) - set(self.old))
        parts = bool(list(self.out.rglob(PARTS)))
        row.parts += parts
        return parts

    def again(self, row: Row | None = None) -> None:
        """The next run, undisturbed: everything must be new, and no temporary file left."""
        ended = Ended(self.start())
        made = {name: (self.out / name).read_bytes() for name in self.new if (self.out / name).is_file()}
        if ended.code or made != self.new:
            sys.exit(f"the next run failed: {ended.code} {ended.said}")
        if row:
            row.left += len(list(self.out.rglob(PARTS)))


def sound(name: str, data: bytes) -> None:
    """Stop if an edition is not whole."""
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.check_pdf_syntax():
                sys.exit(f"{name} is not sound")
    elif name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.testzip():
                sys.exit(f"{name} is not sound")
    elif name.endswith(".json"):
        json.loads(data)


def stopped(job: Job, number: int, name: str, codes: tuple[int, ...], tries: int, *, aimed: bool = False) -> Row:
    """Send a signal at a random moment of the run; aimed, at a random moment after its first temporary file is there."""
    when = "while it writes" if aimed else "at a random moment"
    row = Row(f"{name} {when}", f"a run of `{' '.join(job.words)}` that overwrites {len(job.old)} files")
    while row.tries < tries:
        job.lay_old()
        run = job.start()
        if aimed:
            while run.poll() is None and not any(job.out.rglob(PARTS)):
                pass
            time.sleep(random.uniform(0, 0.006))
        else:
            time.sleep(random.uniform(0, job.takes))
        run.send_signal(number)
        ended = Ended(run)
        if aimed and ended.code == 0:
            continue  # it was done before it was met
        if codes:
            row.said(ended, 0, *codes)
        if job.judge(row) or row.tries % 20 == 0:
            job.again(row)
    return row


def disturbed(job: Job, fault: str, how: str, tries: int, disturb: Disturbing, *codes: int) -> Row:
    """Run under what `disturb` does for the n-th time; it yields more for Popen, and puts all right again afterwards."""
    row = Row(fault, how)
    for number in range(tries):
        job.lay_old()
        with disturb(job, number) as limits:
            ended = Ended(job.start(**limits))
        if codes or ended.code not in (0, 1) or "Traceback" in ended.said:
            row.said(ended, *codes)
        job.judge(row)
        job.again(row)
    return row


@contextmanager
def small_disk(job: Job) -> Iterator[None]:
    job.out.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", job.out], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", job.out], check=True)


def pages(files: dict[str, bytes]) -> int:
    """Kilobytes that files take on a tmpfs."""
    return sum(-(-len(data) // 4096) * 4 for data in files.values())


def turned(options: Callable[[], str], back: str) -> Disturbing:
    """Mount the disk anew with other options for the time of a run."""

    @contextmanager
    def turn(job: Job, _: int) -> Iterator[dict[str, Any]]:
        subprocess.run(["mount", "-o", f"remount,{options()}", job.out], check=True)
        yield {}
        subprocess.run(["mount", "-o", f"remount,{back}", job.out], check=True)

    return turn


def disks(jobs: list[Job], tries: int) -> Iterator[Row]:
    """The old edition fits; of the new one, a random share. Then a disk that takes nothing."""
    for job in jobs:
        old, new = pages(job.old), pages(job.new)
        smaller = turned(lambda old=old, new=new: f"size={old + random.randrange(new)}k", "size=9m")  # type: ignore[misc]
        with small_disk(job):
            yield disturbed(job, "full disk", f"`{' '.join(job.words)}` on a tmpfs of {old} to {old + new} KB", tries, smaller, 1)
    with small_disk(job):
        yield disturbed(job, "disk that can only be read", "a tmpfs remounted read-only", 3, turned(lambda: "ro", "rw"), 1)


def without_rights_of_root() -> None:
    """Let the program that is started next be bound by owners and modes, as any user is, though its uid be 0."""
    for right in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


def not_mine(job: Job, tries: int) -> Iterator[Row]:
    """In turn one folder below the one written to, and all of it, lets the run write nothing."""
    for fault, owner, mode in (("read-only folder of one's own", os.geteuid(), 0o555), ("folder of another user", NOBODY, 0o755)):
        if owner == NOBODY and os.geteuid() != 0:
            continue

        @contextmanager
        def closed(job: Job, number: int, owner: int = owner, mode: int = mode) -> Iterator[dict[str, Any]]:
            for path in [job.out, *job.out.glob("*/")] if number % 2 else [(job.out / job.last).parent]:
                os.chown(path, owner, -1)
                path.chmod(mode)
            yield {"preexec_fn": without_rights_of_root}

        how = f"mode {mode:o}, in turn one folder below and all; the run had no right of root to pass over modes"
        yield disturbed(job, fault, how, tries, closed, 1)


@contextmanager
def in_the_way(job: Job, number: int) -> Iterator[dict[str, Any]]:
    """In turn a file where the folder should be, a file where one below it should be, a folder where a file should be."""
    last = job.out / job.last
    place = (job.out, last.parent, last)[number % 3]
    aside = place.rename(job.out.with_name("aside"))
    if place == last:
        place.mkdir()
    else:
        place.write_bytes(b"")
    yield {}
    if place == last:
        place.rmdir()
    else:
        place.unlink()
    aside.rename(place)


@contextmanager
def nobody_listens(job: Job, number: int) -> Iterator[dict[str, Any]]:
    """In turn stdout at a full device, and a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    full = os.open("/dev/full", os.O_WRONLY)
    yield {"stdout": full if number % 2 else writer}
    os.close(writer)
    os.close(full)


def limited(what: int, values: list[int]) -> Disturbing:
    @contextmanager
    def limit(job: Job, number: int) -> Iterator[dict[str, Any]]:
        yield {"preexec_fn": lambda: resource.setrlimit(what, (values[number], values[number]))}

    return limit


def too_little(job: Job, tries: int) -> Iterator[Row]:
    """Low limits. A run may get through; if not it has to say why."""
    sizes, memory = [random.randrange(120_000) for _ in range(10)], [megabytes << 20 for megabytes in range(40, 140, 10)]
    for fault, how, what, values in (
        ("no file handles", "RLIMIT_NOFILE of 5 to 14 (Python itself does not start with fewer)", resource.RLIMIT_NOFILE, list(range(5, 15))),
        ("files may not be large", "RLIMIT_FSIZE of 0 to 120 KB", resource.RLIMIT_FSIZE, sizes),
        ("too little memory", "RLIMIT_AS of 40 to 130 MB", resource.RLIMIT_AS, memory),
    ):
        yield disturbed(job, fault, how, tries, limited(what, values), 0, 1)


def read_on(job: Job, row: Row, done: threading.Event) -> None:
    """Open every file over and over until it is enough."""
    while not done.is_set():
        for name in job.old:
            row.tries += 1
            try:
                data = (job.out / name).read_bytes()
                sound(name, data)
                row.files[job.what_is(name, data)] += 1
            except FileNotFoundError:
                row.files["lost"] += 1
            except (pikepdf.PdfError, zipfile.BadZipFile, ValueError, SystemExit):
                row.files["broken"] += 1


def eight_at_once(job: Job, seconds: float, *, killed: bool = False) -> Iterator[Row]:
    """Four runs with the old edition and four with the new one, over and over, while a reader opens every file."""
    row = Row(f"eight runs at once{', two of them killed' * killed}", f"`{' '.join(job.words)}`: four write the old edition and four the new one")
    reads = Row("– a reader meanwhile", "opens file after file: pikepdf without recovery, testzip, SHA-256")
    job.lay_old()
    done = threading.Event()
    reader = threading.Thread(target=read_on, args=(job, reads, done))
    reader.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        runs = [job.start(theme=theme) for theme in (OLD_THEME, NEW_THEME) * 4]
        victims = random.sample(runs, 2) if killed else []
        while victims and not any(job.out.rglob(PARTS)) and any(run.poll() is None for run in runs):
            time.sleep(0.001)
        for victim in victims:
            time.sleep(random.uniform(0, 0.05))
            victim.send_signal(SIGKILL)
        for run in runs:
            ended = Ended(run)
            if run not in victims:
                row.wrong[f"{ended.code} {ended.said[-60:]}"] += ended.code != 0
        job.judge(row)
    done.set()
    reader.join()
    job.again(row)
    yield from (row, reads)


def faults(jobs: list[Job], share: Callable[[int], int], wanted: str) -> Iterator[Row]:
    """Do all faults whose kind is wanted; "" wants all."""
    main, cards, kit = jobs
    if wanted in "kill":
        for job, kills, aimed in ((main, 150, 40), (kit, 40, 20)):
            yield stopped(job, SIGKILL, "kill -9", (), share(kills))
            yield stopped(job, SIGKILL, "kill -9", (), share(aimed), aimed=True)
    if wanted in "signals":
        for number, name, code in ((SIGINT, "Ctrl-C (SIGINT)", 130), (SIGTERM, "SIGTERM", 143)):
            yield stopped(main, number, name, (code,), share(40))
            yield stopped(main, number, name, (code,), share(15), aimed=True)
    if wanted in "disks" and os.geteuid() == 0:
        yield from disks([cards, main], share(12))
    if wanted in "folders":
        yield from not_mine(main, share(4))
        how = "in turn: the folder, one below it, the last file"
        yield disturbed(main, "file where a folder should be, folder where a file should be", how, share(6), in_the_way, 1)
    if wanted in "printing":
        yield disturbed(main, "nobody takes what it prints", "in turn: stdout closed at the other end, stdout on /dev/full", share(6), nobody_listens)
    if wanted in "little":
        yield from too_little(main, share(10))
    if wanted in "eight":
        yield from eight_at_once(kit, share(40))
        yield from eight_at_once(main, share(40), killed=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=1.0, help="of the tries; 1.0 takes about ten minutes")
    parser.add_argument("--only", default="", choices=["", "kill", "signals", "disks", "folders", "printing", "little", "eight"])
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout to try; take a copy of one that others are editing")
    given = parser.parse_args()
    signal(SIGINT, default_int_handler)  # started in the background it would be ignored, and by all that is started here too
    started = time.time()
    wrong: Counter[str] = Counter()
    print("| " + " | ".join(COLUMNS) + f" |\n|---|---|{'---:|' * (len(COLUMNS) - 2)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="faults-") as work:
        jobs = [Job(given.tree, Path(work), *words) for words in (MAIN, CARDS, KIT)]
        for row in faults(jobs, lambda tries: max(1, round(tries * given.share)), given.only):
            print(row, flush=True)
            wrong.update({f"{row.fault}: {said}": count for said, count in row.wrong.items() if count})
    print(
        f"\nPython {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores; "
        f"{'as root' if os.geteuid() == 0 else 'not as root: small disks and other users were passed over'}; {(time.time() - started) / 60:.0f} minutes. "
        "Not tried: a crash of the machine itself, and the loss of power. Files are synced before they are put into place, and their folder after."
    )
    for said, count in wrong.most_common():
        print(f"\nWrong, {count} x: `{said}`", end="")
    print()


if __name__ == "__main__":
    main()
