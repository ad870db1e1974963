"""What a print shop gets: its own editions, their reports, and an order that can be sent as it is."""

from __future__ import annotations

import pikepdf
import pytest
from checkout import Ran
from shipping import LIBRARY, SHOP

from generator.kits.kit import make_kit
from generator.kits.packing import pack
from generator.kits.shop_orders import shop_files

OUTREACH = LIBRARY.kits["outreach"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    lines = [line for piece in OUTREACH.pieces for line, _ in pack(SHOP, OUTREACH, piece, 10, [])]
    return shop_files(SHOP, lines, OUTREACH.name)


def test_there_is_an_edition_and_a_report_of_each_card_and_notice_and_of_nothing_else(files):
    names = [f"print-shop/survivors-{layout}.en.press" for layout in ("shoe-card", "wallet-card", "cling", "poster-languages")]
    assert sorted([*(f"{name}{ending}" for name in names for ending in (".pdf", ".txt")), "print-shop/order.txt"]) == sorted(files)


JOB = """\
Job 1: Shoe card · People who may be trafficked
  File:     survivors-shoe-card.en.press.pdf
  Quantity: 200
  Size:     3.5 x 2 in (89 x 51 mm), after cutting
  Sides:    2, printed in color on both (4/4)
  Turns on: the long edge; page 1 is the front, page 2 the back
  Stock:    uncoated card stock that a pen writes on; about the weight of a business card
  Fold:     once, at the dotted marks outside the trim
  Finish:   cut to size, score, fold
"""


def test_the_order_says_what_a_shop_asks_for(files):
    order = files["print-shop/order.txt"].decode()
    assert JOB in order
    assert "Bleed: 1/8 in (3.2 mm) on every side." in order


def test_every_file_of_the_order_is_there(files):
    order = files["print-shop/order.txt"].decode()
    named = [line.split()[1] for line in order.splitlines() if line.startswith("  File:")]
    assert sorted(f"print-shop/{name}" for name in named) == sorted(name for name in files if name.endswith(".pdf"))


def test_the_editions_are_those_of_a_press(files, tmp_path):
    path = tmp_path / "card.pdf"
    path.write_bytes(files["print-shop/survivors-shoe-card.en.press.pdf"])
    with pikepdf.open(path) as pdf:
        assert [float(edge) for edge in pdf.pages[0].trimbox] == [36, 36, 288, 180]


def test_a_kit_without_anything_for_a_shop_has_no_such_folder():
    notes = [line for piece in OUTREACH.pieces if piece.layout == "facilitator-notes" for line, _ in pack(SHOP, OUTREACH, piece, 10, [])]
    assert shop_files(SHOP, notes, OUTREACH.name) == {}


def test_a_kit_with_a_folder_for_a_shop_is_verified(tmp_path, ask):
    for name, data in make_kit(SHOP, LIBRARY.kits["community-evening"], 2).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    ran = ask("verify", tmp_path / "kits/community-evening", "--quiet")
    assert Ran(0, ran.stdout, "") == ran
