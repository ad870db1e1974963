"""How fast makecards is, beside five other programs that make the same pages from the same data, in one run.

Run: python bench/speed.py [--quick] [--only NAME] [--engines NAME] [--rounds N] [--share PART] [--json FILE] [--markdown]. bench/README.md says
what is measured and what the numbers mean. Each measurement is a process of its own. Those of one group take turns, so that a
slow moment of the machine meets all of them; the first turn is thrown away; what is printed is the median of the others, and
the median of the ratios within each turn.

This file imports little and must go on doing so: a child's peak memory is never reported as less than that of its parent
at the moment when the child began.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
NOT_YET = 3  # the exit code of bench/ours.py for what this version cannot do
MIB = 1024 * 1024

# name: how to run it, what must be importable, and the packages whose versions say which it is
PEERS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "typst": ([PYTHON, "-m", "typst_peer"], [PYTHON, "-c", "import typst"], ["typst"]),
    "weasyprint": ([PYTHON, "-m", "weasyprint_peer"], [PYTHON, "-c", "import weasyprint, segno"], ["weasyprint", "segno"]),
    "fpdf2": ([PYTHON, "-m", "fpdf2_peer"], [PYTHON, "-c", "import fpdf, segno"], ["fpdf2", "segno"]),
    "z3c.rml": ([PYTHON, "-m", "rml_peer"], [PYTHON, "-c", "import z3c.rml.rml2pdf"], ["z3c.rml", "reportlab"]),
    "prawn": (["ruby", "prawn_peer.rb"], ["ruby", "-e", 'require "prawn"; require "rqrcode_core"'], []),
}
OURS = "makecards"
SLOW = {"weasyprint": 10, "fpdf2": 5, "z3c.rml": 10, "prawn": 5}  # by how much fewer documents they make: the cost of one is what counts


class Case(NamedTuple):
    """One thing to run, again and again. `count` is how many documents it makes."""

    name: str
    engine: str
    command: list[str]
    count: int = 1
    folder: Path = HERE


@dataclass
class Group:
    """Cases that take turns. `unit` is what one document is called."""

    name: str
    title: str
    unit: str
    rounds: int
    cases: list[Case]


@dataclass(frozen=True)
class Turn:
    """One run: seconds by the clock and of the processor, and the peak memory of its largest process in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass
class Figures:
    """All turns of a case; `pages`, `files` and `size` are of what it made, in bytes; `wrong` says why there are none."""

    group: str
    name: str
    engine: str
    count: int
    turns: list[Turn] = field(default_factory=list)
    pages: int = 0
    files: int = 0
    size: int = 0
    sheet: int = 0
    wrong: str = ""

    @property
    def wall(self) -> float:
        return statistics.median(turn.wall for turn in self.turns)

    @property
    def cpu(self) -> float:
        return statistics.median(turn.cpu for turn in self.turns)

    @property
    def peak(self) -> float:
        return max(turn.peak for turn in self.turns)

    @property
    def each(self) -> float:
        """Seconds for one document."""
        return self.wall / self.count

    @property
    def a_page(self) -> float:
        return self.wall / self.pages if self.pages else float("nan")


def ratio(one: Figures, other: Figures) -> float:
    """Return how many times as long as `other` a document of `one` takes: the median of the ratios within each turn."""
    pairs = zip(one.turns, other.turns, strict=False)
    return statistics.median((a.wall / one.count) / (b.wall / other.count) for a, b in pairs)


def table(rows: list[list[str]], *, markdown: bool) -> str:
    """Return rows, the first of them heads, as a table: text in the first two columns, figures in the others."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(row: list[str]) -> str:
        cells = [cell.ljust(width) if number < 2 else cell.rjust(width) for number, (cell, width) in enumerate(zip(row, widths, strict=True))]
        return f"| {' | '.join(cells)} |" if markdown else "  ".join(cells).rstrip()

    rule = "|" + "|".join("-" * (width + 2) if number < 2 else "-" * (width + 1) + ":" for number, width in enumerate(widths)) + "|"
    lines = [line(row) for row in rows]
    return "\n".join([lines[0], rule if markdown else "-" * len(lines[0]), *lines[1:]])


# ---- running


def measure(command: list[str], log: Path, folder: Path = HERE) -> tuple[Turn, int]:
    """Run a command in a folder to its end, and return what it took and its exit code. Its words on stderr go to `log`.

    Programs in Python may keep what they compiled, as an installed program does, even where a tester's shell forbids it.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=folder, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / 1024 if sys.platform != "darwin" else used.ru_maxrss / MIB
    return Turn(wall, used.ru_utime + used.ru_stime, peak), process.returncode


def made_in(folder: Path) -> dict[str, int]:
    """Return how many pages and files a folder has, and their bytes; asked in another process, for this one must stay small."""
    asked = subprocess.run([PYTHON, __file__, "--look-into", str(folder)], capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(asked.stdout)
    return found


def look_into(folder: Path) -> dict[str, int]:
    import pypdfium2

    files = sorted(folder.rglob("*.pdf"))
    pages = 0
    for file in files:
        document = pypdfium2.PdfDocument(file)
        pages += len(document)
        document.close()
    sheets = [file.stat().st_size for file in files if "5371" in file.name]
    return {"pages": pages, "files": len(files), "size": sum(file.stat().st_size for file in files), "sheet": sheets[0] if sheets else 0}


def run_group(group: Group, work: Path) -> list[Figures]:
    """Let the cases of a group take turns, and return their figures. The first turn is thrown away if there are more."""
    figures = [Figures(group.name, case.name, case.engine, case.count) for case in group.cases]
    turns = group.rounds + (1 if group.rounds > 1 else 0)
    for turn in range(turns):
        for case, found in zip(group.cases, figures, strict=True):
            if found.wrong:
                continue
            out = Path(tempfile.mkdtemp(dir=work))
            log = work / "stderr"
            taken, code = measure([word.replace("{out}", str(out)) for word in case.command], log, case.folder)
            if code:
                last = (log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""])[-1]
                found.wrong = last if code == NOT_YET else f"failed with exit code {code}: {last}"
            elif turn or turns == 1:
                found.turns.append(taken)
            if not code and not turn and "{out}" in " ".join(case.command):
                for name, value in made_in(out).items():
                    setattr(found, name, value)
                if not found.pages:
                    found.wrong = "failed: it made no page"
            shutil.rmtree(out)
            say(f"  {group.name:<14} {turn + 1}/{turns}  {case.name:<28} {found.wrong or f'{taken.wall * 1000:9.0f} ms  {taken.peak:6.0f} MiB'}")
    return figures


def say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


# ---- what is run


class Plan:
    """The groups of a run: which engines, how many documents, how many turns."""

    def __init__(self, work: Path, engines: list[str], *, quick: bool, rounds: int, share: float = 1.0) -> None:
        self.work, self.engines, self.quick, self.rounds, self.share = work, engines, quick, rounds, share
        self.files: dict[tuple[int, bool], Path] = {}

    def data(self, count: int, *, codes: bool = False) -> str:
        """Return the file of the data with so many partners, written once."""
        if (count, codes) not in self.files:
            path = self.work / f"data-{count}{'-codes' if codes else ''}.json"
            subprocess.run([PYTHON, str(HERE / "data.py"), str(path), str(count), *(["--codes"] if codes else [])], check=True)
            self.files[count, codes] = path
        return str(self.files[count, codes])

    def ours(self, workload: str, count: int, *options: str, name: str = OURS) -> Case:
        documents = 1 if workload == "cold" else count
        return Case(name, OURS, [PYTHON, "-m", "ours", workload, str(count), self.data(count), "{out}", *options], documents)

    def peer(self, engine: str, workload: str, count: int, *options: str, name: str = "") -> Case:
        file = self.data(count, codes=engine == "typst" and workload == "sheets-qr")
        command = [*PEERS[engine][0], workload, str(count), file, "{out}", *options]
        return Case(name or engine, engine, command, 1 if workload == "cold" else count, HERE / "peers")

    def turns(self, many: int) -> int:
        return self.rounds or (1 if self.quick else many)

    def groups(self) -> dict[str, Any]:
        return {
            "help": self.help,
            "cold": self.cold,
            "sheets": lambda: self.against("sheets", "personalised card sheets in one PDF", "sheet", 1000, 20),
            "sheets-qr": lambda: self.against("sheets-qr", "personalised card sheets in one PDF, a new QR code on each", "sheet", 1000, 20),
            "sheets-each": lambda: self.against("sheets-each", "personalised card sheets, a PDF each", "sheet", 1000, 20),
            "handouts": lambda: self.against("handouts", "personalised handouts in one PDF", "handout", 200, 5),
            "handouts-each": lambda: self.against("handouts-each", "personalised handouts, a PDF each", "handout", 200, 5),
            "pages": self.pages,
            "batch": self.batch,
            "jobs": self.jobs,
        }

    def help(self) -> Group:
        cases = [
            Case("makecards --help", OURS, [self.command(), "--help"]),
            Case("python -c 'import click'", "python", [PYTHON, "-c", "import click"]),
            Case("python -c pass", "python", [PYTHON, "-c", "pass"]),
        ]
        return Group("help", "The least that a command costs", "run", self.turns(20), cases)

    def command(self) -> str:
        """Return the installed command beside this interpreter."""
        return str(Path(PYTHON).parent / ("makecards.exe" if os.name == "nt" else "makecards"))

    def cold(self) -> Group:
        cases = [
            Case(OURS, OURS, [self.command(), "--audience", "police", "--quiet", "--out", "{out}"]),
            self.ours("cold", 0, "--no-proof", name="makecards, no proof"),
            self.ours("cold", 0, "--untagged", name="makecards, no tags"),
            self.ours("cold", 0, "--no-proof", "--untagged", name="makecards, neither"),
        ]
        cases += [self.peer(engine, "cold", 0) for engine in self.engines]
        cases += [self.peer(engine, "cold", 0, "--untagged", name=f"{engine}, no tags") for engine in self.engines if engine in ("typst", "weasyprint")]
        return Group("cold", "A cold start: handout, agency guide, card and sheet of cards for the police", "run", self.turns(15), cases)

    def against(self, workload: str, title: str, unit: str, many: int, few: int) -> Group:
        count = few if self.quick else max(few, round(many * self.share))
        cases = [
            self.ours(workload, count),
            self.ours(workload, count, "--no-proof", name="makecards, no proof"),
        ]
        cases += [self.peer(engine, workload, max(few // 4, count // SLOW.get(engine, 1))) for engine in self.engines]
        return Group(workload, f"{count} {title}", unit, self.turns(3), cases)

    def pages(self) -> Group:
        """Sheets have two pages: 2, 100 and 5,000 of them. Typst is left out: 5,000 pages take it many GiB."""
        counts = (1, 10, 50) if self.quick else (1, 50, max(100, round(2500 * self.share)))
        cases = [self.ours("sheets", count, name=f"makecards, {2 * count} pages") for count in counts]
        return Group("pages", "The cost of a page in a long file", "sheet", self.turns(3), cases)

    def batch(self) -> Group:
        counts = (20, 50) if self.quick else (100, 1000, *(max(2000, round(count * self.share)) for count in (5000, 20_000)))
        return Group(
            "batch", "makecards batch: a table of partners", "row", self.turns(1), [self.ours("batch", count, name=f"{count} rows") for count in counts]
        )

    def jobs(self) -> Group:
        count = 50 if self.quick else 2000
        cases = [self.ours("batch", count, "--jobs", jobs, name=f"{jobs} process{'es' if jobs != '1' else ''}") for jobs in ("1", "2")]
        return Group("jobs", f"makecards batch: {count} rows by one process and by two", "row", self.turns(3), cases)


# ---- what is said


def rows_of(group: Group, figures: list[Figures]) -> list[list[str]]:
    """Return the table of a group. Its last column compares every case with the first one that ran."""
    first = next((one for one in figures if one.turns), None)
    rows = [["program", "made", f"ms a {group.unit}", "range", "processor ms", "pages a second", "peak MiB", f"times {first.name if first else '-'}"]]
    for one in figures:
        if not one.turns:
            rows.append([one.name, one.wrong or "not run", "", "", "", "", "", ""])
            continue
        walls = [turn.wall / one.count * 1000 for turn in one.turns]
        made = f"{one.files} PDF, {one.pages} pages" if one.pages else ""
        speed = f"{one.pages / one.wall:,.0f}" if one.pages else ""
        spread = f"{number(min(walls))}-{number(max(walls))}"
        compared = f"{ratio(one, first):.2f}" if first else ""
        rows.append([one.name, made, number(one.each * 1000), spread, number(one.cpu / one.count * 1000), speed, f"{one.peak:.0f}", compared])
    return rows


def number(value: float) -> str:
    """Return a figure with as many digits as it is good for."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def targets(found: dict[str, list[Figures]]) -> list[list[str]]:
    """Return the table of what was promised and what was measured."""

    def case(group: str, name: str) -> Figures | None:
        return next((one for one in found.get(group, ()) if one.name == name and one.turns), None)

    def against(group: str, one: str, other: str) -> float | None:
        a, b = case(group, one), case(group, other)
        return ratio(a, b) if a and b else None

    def most(what: str, value: float | None, limit: float, unit: str = " x") -> list[str]:
        return [what, f"at most {limit:g}{unit}", *_verdict(value, value is not None and value <= limit, unit)]

    def least(what: str, value: float | None, limit: float) -> list[str]:
        return [what, f"at least {limit:g} x", *_verdict(value, value is not None and value >= limit, " x")]

    rows = [["what", "promised", "measured", "kept"]]
    rows.append(most("--help, against a bare import of click", against("help", "makecards --help", "python -c 'import click'"), 1.5))
    rows.append(most("cold, no proof, against Typst", against("cold", "makecards, no proof", "typst"), 1.5))
    rows.append(most("cold, with proof, against Typst", against("cold", OURS, "typst"), 2.5))
    rows += [most(f"cold, with proof, against {peer}", against("cold", OURS, peer), 1) for peer in ("weasyprint", "fpdf2", "prawn", "z3c.rml")]
    for what, group, limit in (
        ("sheets in one PDF", "sheets", 20),
        ("sheets with new QR codes", "sheets-qr", 10),
        ("sheets, a PDF each", "sheets-each", 4),
        ("handouts in one PDF", "handouts", 10),
        ("handouts, a PDF each", "handouts-each", 2.5),
    ):
        rows.append(least(f"{what}: Typst's time against ours", against(group, "typst", OURS), limit))
        rows.append(least(f"{what}: the same without our proof", against(group, "typst", "makecards, no proof"), limit))
    pages = [one for one in found.get("pages", ()) if one.engine == OURS and one.turns]
    rows.append(most("a page of a long file against a short one", pages[2].a_page / pages[1].a_page if len(pages) == 3 else None, 1.2))
    rows.append(most("the same without what a file of one sheet takes", growth(pages), 1.2))
    batches = [one for one in found.get("batch", ()) if one.turns]
    rows.append(most("memory of a process in a batch", max((one.peak for one in batches), default=None), 150, " MiB"))
    long = batches[-1].each / batches[1].each if len(batches) > 2 else None
    rows.append(most("a row of the longest batch against one of the second", long, 1.2))
    rows.append(least("two processes against one", against("jobs", "1 process", "2 processes"), 1.8))
    cold = case("cold", OURS)
    rows.append(most("a sheet's PDF, tagged", cold.sheet / 1000 if cold else None, 30, " KB"))
    return rows


def growth(pages: list[Figures]) -> float | None:
    """Return what a further page costs between the second and the third file, against between the first and the second."""
    if len(pages) != 3:
        return None
    first, second, third = pages
    return (third.wall - second.wall) / (third.pages - second.pages) / ((second.wall - first.wall) / (second.pages - first.pages))


def _verdict(value: float | None, kept: bool, unit: str) -> list[str]:
    return ["not measured", ""] if value is None else [f"{value:.2f}{unit}", "yes" if kept else "NO"]


def machine(engines: dict[str, str]) -> dict[str, str]:
    """Return what the figures were measured on, and with which versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    name = platform.processor()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        name = next((line.split(":", 1)[1].strip() for line in cpus.read_text().splitlines() if line.startswith("model name")), name)
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = platform.platform()
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processor": f"{name or 'unknown'}, {os.cpu_count()} cores",
        "memory": f"{memory:.1f} GiB",
        "system": f"{system}, {platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.2f}",
        OURS: version("makecards"),
        **engines,
    }


def version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed(package)
    except PackageNotFoundError:
        return "unknown"


def find_engines(wanted: list[str]) -> dict[str, str]:
    """Return for each engine its versions, or "not installed" and why."""
    found = {}
    for name in wanted:
        _, question, packages = PEERS[name]
        try:
            asked = subprocess.run(question, capture_output=True, text=True, check=False)
            why = (asked.stderr.strip().splitlines() or [""])[-1] if asked.returncode else ""
        except OSError as error:
            why = str(error)
        if why:
            found[name] = f"not installed: {why}"
        elif packages:
            found[name] = ", ".join(f"{package} {version(package)}" for package in packages)
        else:
            words = subprocess.run(
                ["ruby", "-e", 'require "prawn"; puts "prawn #{Prawn::VERSION}, ruby #{RUBY_VERSION}"'], capture_output=True, text=True, check=False
            )
            found[name] = words.stdout.strip()
    return found


def report(groups: list[Group], found: dict[str, list[Figures]], about: dict[str, str], *, markdown: bool) -> str:
    parts = ["\n".join(f"{'- ' if markdown else ''}{name}: {value}" for name, value in about.items())]
    for group in groups:
        parts.append(("### " if markdown else "") + group.title)
        parts.append(table(rows_of(group, found[group.name]), markdown=markdown))
    parts.append(("### " if markdown else "") + "What was promised")
    parts.append(table(targets(found), markdown=markdown))
    return "\n\n".join(parts)


def keep(file: Path, about: dict[str, str], found: dict[str, list[Figures]]) -> None:
    figures = {name: [asdict(one) for one in group] for name, group in found.items()}
    file.write_text(json.dumps({"machine": about, "figures": figures}, indent=1), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure makecards beside other programs that make the same pages.")
    names = ["help", "cold", "sheets", "sheets-qr", "sheets-each", "handouts", "handouts-each", "pages", "batch", "jobs"]
    parser.add_argument("--quick", action="store_true", help="few documents, one turn: to see that everything works, not to know anything")
    parser.add_argument("--only", action="append", choices=names, help="one group of measurements; repeatable")
    parser.add_argument("--engines", action="append", choices=list(PEERS), help="one of the other programs; repeatable; else all that are installed")
    parser.add_argument("--rounds", type=int, default=0, metavar="N", help="turns that count, in place of each group's own number")
    parser.add_argument("--share", type=float, default=1.0, metavar="PART", help="a part of the documents of each group of many, such as 0.1")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all figures, each turn of them, to a file")
    parser.add_argument("--markdown", action="store_true", help="print tables for docs/performance.md")
    parser.add_argument("--look-into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.look_into:
        sys.stdout.write(json.dumps(look_into(given.look_into)))
        return 0
    engines = find_engines(given.engines or list(PEERS))
    about = machine(engines)
    for name, what in engines.items():
        say(f"{name}: {what}")
    with tempfile.TemporaryDirectory(prefix="makecards-speed-") as folder:
        plan = Plan(
            Path(folder),
            [name for name, what in engines.items() if not what.startswith("not installed")],
            quick=given.quick,
            rounds=given.rounds,
            share=given.share,
        )
        groups: list[Group] = []
        found: dict[str, list[Figures]] = {}
        for name, make in plan.groups().items():
            if not given.only or name in given.only:
                groups.append(make())
                found[name] = run_group(groups[-1], Path(folder))
                about["load after"] = f"{os.getloadavg()[0]:.2f}"
                if given.json:  # after each group, so that a run that is broken off was not for nothing
                    keep(given.json, about, found)
    print(report(groups, found, about, markdown=given.markdown))
    failed = [one for group in found.values() for one in group if one.wrong.startswith("failed")]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
