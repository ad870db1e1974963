"""Make everything that can be made, and write down the sum of each file: python bench/everything.py FOLDER

Every piece in every language, paper and theme that has it, every kit, a batch of fifty partners, bound and one by one, and
what the program says of what it cannot make. Run it before and after a change of structure and compare FOLDER.sums: a
change of structure changes no byte. It takes about a minute.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENDINGS = {".pdf", ".zip", ".txt", ".html", ".png", ".csv"}
AUDIENCES = ("police", "providers", "public", "survivors", "trainers")


def made(folder: Path, *words: str) -> str:
    """Run makecards with some words in a folder, and return what it said of problems."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MAKECARDS_CACHE": str(folder / ".cache")}
    done = subprocess.run([sys.executable, "-m", "generator", *words, "--quiet"], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return "".join(f"{' '.join(words)}: {done.returncode}\n{done.stderr}" if done.returncode else done.stderr).replace(str(ROOT), "HERE")


def partners(folder: Path, count: int, name: str) -> None:
    """Write a table of made-up partners."""
    asked = subprocess.run(
        [sys.executable, "-m", "generator", "batch", "--template"], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    rows = [
        f",House {n},A made-up shelter,,house{n}.example.org,,,5,en,Advocate {n},1-312-555-01{n:02},A bed tonight,trafficking-help,"
        f"https://house{n}.example.org,2026-11-24,\n"
        for n in range(1, count + 1)
    ]
    (folder / name).write_bytes(asked.stdout + "".join(rows).encode())


def everything(folder: Path) -> list[str]:
    """Make everything into a folder, and return what was said of problems."""
    partners(folder, 48, "partners.csv")
    partners(folder, 1, "few.csv")
    pieces = ("-l", "wallet-card", "-l", "handout")
    return [
        *(made(folder, "-a", "all", "-l", "all", "--paper", paper, "--twins", "--press", "--out", paper) for paper in ("letter", "a4")),
        *(made(folder, "-a", "all", "-l", "all", "--theme", theme, "--out", theme) for theme in ("low-ink", "high-contrast")),
        *(made(folder, "-a", one, "-l", "all", "--theme", "large-print", "--out", "large-print") for one in AUDIENCES),
        *(made(folder, "-a", one, "-l", "handout", "--theme", "large-print", "--out", "large-print") for one in AUDIENCES[:4]),
        made(folder, "-a", "all", "-l", "all", "--lang", "all", "--out", "languages"),
        *(made(folder, "-a", "survivors", *pieces[:2], "--lang", pair, "--twins", "--out", "languages") for pair in ("en+es", "en+ar", "es+zh-Hans")),
        *(made(folder, "kit", kit, "--participants", "25", "--out", "kits") for kit in sorted(path.stem for path in (ROOT / "content/kits").glob("*.yaml"))),
        made(folder, "kit", "outreach", "--participants", "12", "--lang", "es", "--out", "kits-es"),
        made(folder, "batch", "partners.csv", "-a", "police", *pieces, "-l", "fold-card", "--jobs", "2", "--out", "batch"),
        made(folder, "batch", "partners.csv", "-a", "police", *pieces, "--paper", "a4", "--together", "--out", "bound"),
        made(folder, "batch", "few.csv", "--kit", "police-workshop", "--jobs", "2", "--out", "batch-kits"),
        made(folder, "preview", "-a", "police", "--out", "preview"),
        made(folder, "-a", "police", "-l", "wallet-card", "--mixed", "--out", "mixed"),
        made(folder, "-a", "public", "-l", "poster", "--sheet", "tiles", "--out", "tiled"),
    ]


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True)
    said = everything(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and (path.suffix in ENDINGS or path.name == "manifest.json"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files]
    folder.with_suffix(".sums").write_text("".join([*lines, *said]), encoding="utf-8")
    sys.stderr.write(f"{len(lines)} files: {folder.with_suffix('.sums')}\n")


if __name__ == "__main__":
    main()
