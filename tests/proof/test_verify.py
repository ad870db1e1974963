"""A finished file that was changed is found out, whatever was changed: hundreds of changes, each a slip that really happens.

The full count, thousands of changes on every kind of piece, is bench/mutations.py; its table is in docs/reliability.md.
"""

import json
import random

import pytest
from mutating import CHANGES, mutated, wrong
from shipping import LIBRARY, SHOP, made

from generator.kits.kit import zipped
from generator.proof.verify import verify_paths

PIECES = [("survivors", "wallet-card"), ("public", "poster")]


@pytest.fixture(scope="module")
def fonts():
    return SHOP.fonts()


@pytest.mark.parametrize(("audience", "layout"), PIECES)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_file_is_found_out(audience, layout, change, fonts):
    data = made(audience, layout)[f"{audience}/{layout}.en.pdf"]
    missed = []
    for seed in range(12):
        changed = mutated(data, change, random.Random(seed))
        if changed is not None and not wrong(changed, fonts):
            missed.append(seed)
    assert missed == []


def test_an_unchanged_file_is_right(fonts):
    assert wrong(made("survivors", "wallet-card")["survivors/wallet-card.en.pdf"], fonts) == []


WRONG = "this PDF cannot be opened"


@pytest.mark.parametrize("given", ["", "CARD.PDF", "deep/Card.Pdf", "KIT.ZIP"])
def test_a_wrong_file_is_found_whatever_the_case_of_its_ending(tmp_path, fonts, given):
    (tmp_path / "deep").mkdir()
    (tmp_path / "card.pdf").write_bytes(made("survivors", "wallet-card")["survivors/wallet-card.en.pdf"])
    for name in ("CARD.PDF", "deep/Card.Pdf"):
        (tmp_path / name).write_bytes(b"no PDF at all")
    (tmp_path / "KIT.ZIP").write_bytes(zipped({"kit/CARD.PDF": b"no PDF at all"}))
    _, problems = verify_paths([tmp_path / given], LIBRARY.contacts, fonts)
    found = [str(tmp_path / name) for name in ("CARD.PDF", "KIT.ZIP/kit/CARD.PDF", "deep/Card.Pdf")]
    wanted = [name for name in found if name.startswith(str(tmp_path / given))]
    assert [one.place.file for one in problems if one.message.startswith(WRONG)] == wanted


def test_a_manifest_in_capitals_is_held_against_its_folder(tmp_path, fonts):
    (tmp_path / "MANIFEST.JSON").write_text(json.dumps({"files": {"card.pdf": {"sha256": "0"}}}), encoding="utf-8")
    (tmp_path / "STRAY.PDF").write_bytes(made("survivors", "wallet-card")["survivors/wallet-card.en.pdf"])
    _, problems = verify_paths([tmp_path], LIBRARY.contacts, fonts)
    assert [(one.place.file.removeprefix(f"{tmp_path}/"), one.message) for one in problems] == [
        ("STRAY.PDF", "the kit's manifest does not name this file"),
        ("MANIFEST.JSON", "the file 'card.pdf' is missing"),
    ]
