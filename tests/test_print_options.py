"""The options of printing: how many, on what is left of a sheet, one side at a time, for which printer, for a print shop.

What each makes is read back from the files; what cannot be is refused with the exit code that docs/ promise.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Ran
from PIL import Image
from test_pressing import places, same
from test_profiles import icc

from generator.measures import MM, Box
from generator.shipped import shipped

SHEETS = ("plain", "plain-gutter", "tiles", "avery-5371", "avery-5388")
POSTER = """<layout medium="card" size="20in x 24in" summary="A poster">
<face name="front"><heading level="1">{{ selection.audience.card.title }}</heading><space fill="1"/><para>the very foot</para></face>
</layout>
"""


@pytest.fixture
def desk(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """tests/small with some of the shipped sheets, a layout of one side, and a settings folder of its own."""
    for name in SHEETS:
        shutil.copy(shipped("layouts") / f"sheets/{name}.yaml", small / "layouts/sheets")
    shutil.copy(shipped("layouts") / "_tile-note.xml.j2", small / "layouts")
    card = (small / "layouts/card.xml.j2").read_text()
    (small / "layouts/one-side.xml.j2").write_text(card[: card.index('<face name="back">')] + "</layout>\n")
    (small / "layouts/big-card.xml.j2").write_text(card.replace("3.5in x 2in", "5in x 3in"))
    monkeypatch.setattr("generator.printers.settings_folder", lambda: tmp_path / "settings")
    return small


@pytest.fixture
def here(desk: Path, ask: Callable[..., Ran]) -> Callable[..., Ran]:
    """Run a command on the content and the layouts of this desk, quietly."""
    return lambda words: ask(*words.split(), "--quiet", "--content", desk / "content", "--layouts", desk / "layouts")


def pages(path: str | Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def counts(path: str | Path, text: str) -> list[int]:
    """How often a text stands on each page."""
    return [page.count(text) for page in pages(path)]


FRONT, BACK = "1-202-555-0100", "sign"  # on each card once


@pytest.fixture(scope="module")
def card_says() -> tuple[str, str]:
    """What stands once on the front and once on the back of the card in tests/small for the public."""
    return FRONT, BACK


def made(ran: Ran) -> list[str]:
    """The files made, if all went well."""
    assert (ran.code, ran.stderr) == (0, "")
    return [name.removeprefix("output/") for name in ran.stdout.splitlines()]
