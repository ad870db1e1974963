"""What tags cost: the same faces pressed with and without them. Run: python bench/tags.py [RUNS]"""

from __future__ import annotations

import statistics
import sys
import time

from generator.foundation.files import shipped
from generator.library.read import read_library
from generator.making.editions import document_of
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.making.shop import Shop
from generator.pdf.press import press_pages

PIECES = (("law-enforcement", "handout"), ("survivors", "wallet-card"), ("public", "poster"))


def main(runs: int) -> None:
    shop = Shop(read_library(shipped("content")), shipped("layouts"))
    print(f"{'piece':<28}{'untagged':>20}{'tagged':>20}{'time':>8}{'bytes':>8}")
    for audience, layout in PIECES:
        piece = lay_out_piece(shop, Order(audience, layout))
        document = document_of(piece, "makecards", "")
        theme = shop.setting(piece.layout).theme
        figures = {}
        times: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(runs):
            for tagged in (False, True):  # in turn, so that a slow moment meets both
                started = time.perf_counter()
                data = press_pages(piece.faces, piece.page, theme, document, tagged=tagged)
                times[tagged].append(time.perf_counter() - started)
                figures[tagged] = len(data)
        plain, tagged_time = (statistics.median(times[which]) * 1000 for which in (False, True))
        row = f"{audience} {layout}"
        sizes = f"{plain:>9.1f} ms {figures[False] / 1000:>5.0f} KB{tagged_time:>11.1f} ms {figures[True] / 1000:>5.0f} KB"
        print(f"{row:<28}{sizes}{tagged_time / plain:>8.2f}{figures[True] / figures[False]:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
