"""The police's pages by Typst, compiled in this process: its command line's way without its command line.

One compile for one PDF; for a PDF each, one compiler for all, so that what does not change is kept. Typst reads the data
itself. Tagged, as is Typst's default. It makes no QR codes without a package from its store: it draws modules that stand in
the data.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

PIECES = {"sheets": "sheet", "sheets-each": "sheet", "sheets-qr": "sheet-qr", "handouts": "handout", "handouts-each": "handout"}


def main(workload: str, count: int, data: Path, out: Path, *options: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_fonts()])
    compiler = typst.Compiler(Path(__file__).with_name("pages.typ"), root="/", font_paths=fonts)

    def make(file: str, piece: str, first: int = 0, last: int = 0) -> None:
        wanted = {"data": str(data.resolve()), "piece": piece, "first": str(first), "last": str(last)}
        compiler.compile(output=out / file, sys_inputs=wanted, pdf_tags="--untagged" not in options)

    if workload == "cold":
        for piece, file in (("handout", "handout"), ("guide", "agency-guide"), ("card", "wallet-card"), ("sheet", "wallet-card.avery-5371")):
            make(f"{file}.pdf", piece)
    elif workload.endswith("-each"):
        for number in range(count):
            make(f"{number:05d}.pdf", PIECES[workload], number, number + 1)
    else:
        make(f"{workload}.pdf", PIECES[workload], 0, count)


def _fonts() -> Path:
    """Return the folder of the typeface, without importing its package."""
    from importlib.util import find_spec

    spec = find_spec("fontpkg_atkinson_hyperlegible")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "files"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), *sys.argv[5:])
