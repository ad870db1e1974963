"""Whatever bytes a file holds, its reader returns a value or says what is wrong; nothing else ever comes out.

Bytes at random, and shipped files with pieces flipped, put in, taken out and doubled. bench/fuzz.py runs the same targets
for longer, guided by which lines of the program are reached.
"""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pieces import THEMES, block, bold, card, pressed, regular
from PIL import Image

from generator.foundation.files import decode, shipped
from generator.foundation.problems import Problems
from generator.imposition.sheets import read_sheets
from generator.languages.pofiles import notes_in, read_messages
from generator.library.library import Library
from generator.library.nodes import read_nodes
from generator.library.read import FOLDERS, read_library
from generator.library.selection import select
from generator.library.values import read
from generator.looks.fonts import Font, Typeface
from generator.looks.theme_files import read_theme
from generator.making.pieces import values_for
from generator.making.shop import Shop
from generator.markup.compose import compose
from generator.markup.layouts import find_layout
from generator.pdf.profiles import read_profile, with_profile
from generator.proof.verify import verify_paths
from generator.typesetting.images import picture

Target = Callable[[bytes], object]


@cache
def room() -> Path:
    """A folder for the files that readers want to have on a disk."""
    folder = Path(tempfile.mkdtemp(prefix="makecards-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(shipped("layouts") / "shared", folder / "layouts/shared")
    (folder / "themes").mkdir()
    shutil.copy(THEMES / "plain.yaml", folder / "themes")
    return folder


@cache
def content() -> Library:
    return read_library(shipped("content"))


def on_disk(name: str, data: bytes) -> Path:
    path = room() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def read_content(data: bytes) -> None:
    nodes = read_nodes(data, "a.yaml")
    for kind in FOLDERS.values():
        with suppress(Problems):
            read(kind, nodes, "a")


@cache
def values() -> dict[str, Any]:
    shop = Shop(content(), shipped("layouts"))
    return values_for(shop, select(content(), content().audiences["law-enforcement"], ""))


def read_layout(data: bytes) -> None:
    on_disk("layouts/mine.xml.j2", data)
    compose(find_layout(room() / "layouts", "mine"), values(), content().contacts)


def read_looks(data: bytes) -> None:
    read_theme(on_disk("themes/mine.yaml", data).parent, "mine")


def read_stock(data: bytes) -> None:
    read_sheets(on_disk("stock/sheets/mine.yaml", data).parent.parent)


def read_po(data: bytes) -> None:
    text = decode(data, "es.po")
    _, plurals, form = read_messages(text, "es.po")
    notes_in(text)
    for forms in plurals.values():
        for count in (0, 1, 2, 5, 10**6):
            forms[min(form(count), len(forms) - 1)].strip()


def read_picture(data: bytes) -> None:
    on_disk("logo.png", data)
    picture(block('<image file="logo.png" alt="x" width="30mm"/>'), 100, room())


def read_font(data: bytes) -> None:
    font = Font(Typeface(on_disk("Mine-Regular.ttf", data)))
    font.lacking("Call 911")
    font.typeface.part({glyph.number for glyph in font.shaped("Call 911 fi")})


def read_icc(data: bytes) -> None:
    with_profile(made_pdf(), read_profile(on_disk("shop.icc", data)))


def read_pdf(data: bytes) -> None:
    verify_paths([on_disk("card.pdf", data)], content().contacts, {"AtkinsonHyperlegible-Bold": Path(bold().typeface.path)})


def read_kit(data: bytes) -> None:
    verify_paths([on_disk("kit.zip", data)], content().contacts, {})


@cache
def made_pdf() -> bytes:
    return pressed(card('<face name="front"><para>Call 911</para><qr address="https://example.org" alt="x" size="20mm"/></face>'))


def made_png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (12, 8), "red").save(buffer, "PNG")
    return buffer.getvalue()


def made_jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (12, 8), "red").save(buffer, "JPEG")
    return buffer.getvalue()


def made_icc() -> bytes:
    return (200).to_bytes(4, "big") + bytes(8) + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(160)


def made_kit() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "kit/manifest.json", '{"files": {"a.txt": {"bytes": 1, "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}}}'
        )
        archive.writestr("kit/a.txt", "a")
    return buffer.getvalue()


def shipped_files(folder: str, pattern: str, most: int = 4) -> list[bytes]:
    return [path.read_bytes() for path in sorted(shipped(folder).glob(pattern), key=lambda path: path.stat().st_size)[:most]]


# Each reader, and whole files for it to begin with.
TARGETS: dict[str, tuple[Target, Callable[[], list[bytes]]]] = {
    "content": (read_content, lambda: shipped_files("content", "contacts/*.yaml") + shipped_files("content", "agencies/*.yaml", 1)),
    "layout": (read_layout, lambda: shipped_files("layouts", "[a-z]*.xml.j2", 8)),
    "theme": (read_looks, lambda: [THEMES.joinpath("plain.yaml").read_bytes(), *shipped_files("layouts", "themes/*.yaml", 2)]),
    "sheet": (read_stock, lambda: shipped_files("layouts", "sheets/*.yaml")),
    "po": (read_po, lambda: [b"\n\n".join(path.read_bytes().split(b"\n\n")[:12]) for path in sorted(shipped("content").glob("languages/*.po"))[:3]]),
    "picture": (read_picture, lambda: [made_png(), made_jpeg()]),
    "font": (read_font, lambda: [Path(regular().typeface.path).read_bytes()]),
    "icc": (read_icc, lambda: [made_icc()]),
    "pdf": (read_pdf, lambda: [made_pdf()]),
    "kit": (read_kit, lambda: [made_kit()]),
}


def is_said(target: Target, data: bytes) -> None:
    with suppress(Problems):
        target(data)


@st.composite
def mutated(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """A whole file in which a few pieces were flipped, put in, taken out or doubled."""
    data = bytearray(draw(st.sampled_from(files)))
    for how, at, length, new in draw(
        st.lists(st.tuples(st.sampled_from("fidc"), st.integers(0, 1 << 20), st.integers(1, 60), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4)
    ):
        start = at % (len(data) + 1)
        if how == "f":
            data[start : start + len(new)] = new
        elif how == "i":
            data[start:start] = new
        elif how == "d":
            del data[start : start + length]
        else:
            data[start:start] = data[start : start + length]
    return bytes(data)


# How many examples a reader gets: those that render or subset are slow.
EXAMPLES = {"layout": 40, "theme": 25, "font": 25, "icc": 25, "pdf": 15}
fuzzed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("name", TARGETS)
def test_a_shipped_file_with_pieces_changed_makes_a_value_or_problems(name):
    target, files = TARGETS[name]

    @settings(fuzzed, max_examples=EXAMPLES.get(name, 60))
    @given(mutated(files()))
    def check(data: bytes) -> None:
        is_said(target, data)

    check()


@pytest.mark.parametrize("name", TARGETS)
def test_bytes_at_random_make_a_value_or_problems(name):
    target, _ = TARGETS[name]

    @settings(fuzzed, max_examples=30)
    @given(st.binary(max_size=200))
    def check(data: bytes) -> None:
        is_said(target, data)

    check()


@pytest.mark.parametrize("name", TARGETS)
def test_a_whole_file_is_read(name):
    """Else the tests above would look at nothing but the first refusal."""
    target, files = TARGETS[name]
    for data in files():
        target(data)
