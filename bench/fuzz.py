"""Fuzz one reader: bytes in, and nothing but a value or Problems out. Run: python bench/fuzz.py TARGET SECONDS

The targets are those of tests/whole/test_fuzz.py. With atheris installed (an extra that nothing else needs) inputs are guided by
which lines are reached; without it hypothesis draws them. Prints one row for docs/fuzz-table.md, and what broke.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
LONGEST = 16_000  # bytes of an input
HANGS = 20  # seconds after which an input counts as one that hangs
BROKEN: Counter[str] = Counter()


def attempt(name: str, data: bytes, kept: Path) -> None:
    """Give one input to a reader; print what breaks it the first time, and keep the input."""
    from test_fuzz import TARGETS

    from generator.foundation.problems import Problems

    try:
        with suppress(Problems):
            TARGETS[name][0](data)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "/generator/" in frame.filename] or list(frames)
        where = f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno} (from {Path(frames[-1].filename).name}:{frames[-1].lineno}): {error}"
        signature = where.split(": ", maxsplit=1)[0]
        BROKEN[signature] += 1
        if BROKEN[signature] == 1:
            kept.joinpath(re.sub(r"\W+", "-", signature)).write_bytes(data)
            print(f"BROKEN {where[:300]}", file=sys.stderr, flush=True)


def with_atheris(name: str, seconds: int, folder: Path) -> None:
    """Run inside the child: libFuzzer drives, and ends the process."""
    import atheris

    with atheris.instrument_imports(include=["generator", "jinja2", "yaml", "babel"]):
        from test_fuzz import TARGETS
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, data in enumerate(TARGETS[name][1]()):
        (seeds / str(number)).write_bytes(data)
    longest = max(LONGEST, *(path.stat().st_size for path in seeds.iterdir()))
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={HANGS}",
        f"-max_len={longest}",
        "-rss_limit_mb=6000",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(seeds)], lambda data: attempt(name, data, folder))
    atheris.Fuzz()


def with_hypothesis(name: str, seconds: int, folder: Path) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from test_fuzz import TARGETS, mutated

    until, done = time.monotonic() + seconds, 0

    @settings(max_examples=2_000, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(mutated(TARGETS[name][1]()))
    def draw(data: bytes) -> None:
        nonlocal done
        if time.monotonic() < until:
            attempt(name, data, folder)
            done += 1

    while time.monotonic() < until:
        draw()
    print(f"Done {done} runs", file=sys.stderr)


def main(name: str, seconds: int) -> int:
    """Run a child that may hang or die, and say how it went."""
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    engine = "atheris" if find_spec("atheris") else "hypothesis"
    started = time.monotonic()
    with (folder / "log").open("w") as log:
        child = [sys.executable, __file__, name, str(seconds)]
        code = subprocess.run(child, env={**os.environ, "FUZZ_FOLDER": str(folder)}, stdout=log, stderr=log, timeout=seconds + 300, check=False).returncode
    said = (folder / "log").read_text(errors="replace")
    runs = re.findall(r"Done (\d+)|stat::number_of_executed_units: (\d+)|#(\d+)\s", said)
    executed = max((int(one) for found in runs for one in found if one), default=0)
    broken = re.findall(r"^BROKEN (.*)$", said, re.MULTILINE)
    died = [] if code == 0 else [f"the process ended with {code}: {' '.join(re.findall(r'ERROR: .*', said)[:1]) or said[-300:]}"]
    print(f"| {name} | {engine} | {time.monotonic() - started:.0f} | {executed:,} | {len(broken) + len(died)} |")
    for line in (*broken, *died):
        print(f"  {line}\n  kept in {folder}")
    return bool(broken or died)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    if home := os.environ.get("FUZZ_FOLDER"):
        run = with_atheris if find_spec("atheris") else with_hypothesis
        run(sys.argv[1], int(sys.argv[2]), Path(home))
    else:
        sys.exit(main(sys.argv[1], int(sys.argv[2])))
