"""A finished file that was changed is found out, whatever was changed: hundreds of changes, each a slip that really happens.

The full count, thousands of changes on every kind of piece, is bench/mutations.py; its table is in docs/reliability.md.
"""

import random

import pytest
from mutating import CHANGES, mutated, wrong
from shipping import SHOP, made

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
