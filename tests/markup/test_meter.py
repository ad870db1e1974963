"""What a layout makes is counted, by what it is and not by how fast a machine is."""

import pytest

from generator.markup import meter
from generator.markup.meter import ITEM, MOST_ITEMS, MOST_LETTERS, MOST_WORK, TooMuch, gathered, held, metered, only_text, spend, weight


@pytest.mark.parametrize(
    ("value", "units"),
    [("abc", 4), (["a", "b"], 2 * ITEM + 4), ({"a": "b"}, 2 * ITEM + 4), (7, 1), ((("a",),), 2 * ITEM + 2)],
)
def test_how_large_a_value_is(value, units):
    assert weight(value) == units


def test_work_is_counted_until_there_is_none_left():
    with metered():
        spend(MOST_WORK)
        with pytest.raises(TooMuch, match="it makes too much"):
            spend(1)


def test_outside_of_a_layout_nothing_is_counted():
    spend(MOST_WORK + 1)


def test_each_layout_has_a_meter_of_its_own():
    for _ in range(2):
        with metered():
            spend(MOST_WORK)


def test_a_layout_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(meter, "SECONDS", -1.0)
    with metered():
        for _ in range(15):  # the clock is looked at every sixteenth time
            spend(1)
        with pytest.raises(TooMuch, match="it takes longer than"):
            spend(1)


def test_a_list_without_end_is_stopped_and_one_made_bit_by_bit_becomes_a_list():
    with metered():
        assert held(iter("abc")) == ["a", "b", "c"]
        with pytest.raises(TooMuch, match=f"more than {MOST_ITEMS:,} items"):
            held(iter(range(MOST_ITEMS + 1)))


def test_too_much_markup_is_stopped():
    with pytest.raises(TooMuch, match=f"more than {MOST_LETTERS:,} letters"):
        gathered(iter(["x" * MOST_LETTERS, "x"]))


@pytest.mark.parametrize("value", ["text", 7])
def test_texts_and_whole_numbers_are_printed(value):
    assert only_text(value) == value


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"], object()])
def test_nothing_else_is_printed(value):
    with pytest.raises(ValueError, match=r"was not given|is no text"):
        only_text(value)
