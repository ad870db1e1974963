"""Change finished files at random and see whether verify finds out: python bench/mutations.py [TRIES]

Prints a table for docs/reliability.md: each kind of change, how often it was made on which pieces, how often it was missed.
Needs the test extra (pip install -c constraints.txt -e ".[test]").
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutating import CHANGES, mutated, wrong  # noqa: E402 - found by the line above
from shipping import SHOP, made  # noqa: E402

from generator.making.make import make  # noqa: E402
from generator.making.order import Order  # noqa: E402

PIECES = [("survivors", "wallet-card"), ("public", "poster"), ("survivors", "shoe-card"), ("law-enforcement", "wallet-card")]
LANGUAGES = ("ar", "zh-Hans", "th")


def files() -> dict[str, bytes]:
    """The files that are changed: screen editions of cards and posters, and cards in other scripts."""
    found = {f"{audience}/{layout}.en.pdf": made(audience, layout)[f"{audience}/{layout}.en.pdf"] for audience, layout in PIECES}
    for language in LANGUAGES:
        name = f"survivors/wallet-card.{language}.pdf"
        found[name] = make(SHOP, Order("survivors", "wallet-card", language))[name]
    return found


def main(tries: int) -> None:
    fonts, held = SHOP.fonts(), files()
    print(f"| change | tries on {len(held)} files | missed |\n|---|---|---|")
    total = lost = 0
    for change in CHANGES:
        made_so_far = missed = 0
        for name, data in held.items():
            for seed in range(tries):
                changed = mutated(data, change, random.Random(f"{name}{seed}"))
                if changed is not None:
                    made_so_far += 1
                    missed += not wrong(changed, fonts)
        total, lost = total + made_so_far, lost + missed
        print(f"| {change.__name__.replace('_', ' ')} | {made_so_far} | {missed} |", flush=True)
    print(f"| **all** | **{total}** | **{lost}** |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
