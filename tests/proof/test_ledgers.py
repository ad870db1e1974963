"""A file carries the list of what it shows, and it is read back as it was written."""

import pytest

from generator.proof.ledgers import BLANK, Ledger, added, bound, one_after_the_other, read_ledger, sections_of, whole_ledger
from generator.proof.spots import Pages, Spot

HOTLINE = ("nhth", "voice", "+18883737888")
TEXT = ("nhth", "text", "233733")
SPOTS = (Pages(2, ((Spot(TEXT, 63, 650), Spot(HOTLINE, 63, 700)), ())),)
FULL = Ledger(
    {HOTLINE: 4, TEXT: 2}, {"HTTPS://EXAMPLE.ORG/X24": 1, "https://example.org/x24": 3}, {"911": 2}, editions=("BVNQR",), places=SPOTS, loose={"60601": 2}
)


@pytest.mark.parametrize("ledger", [FULL, Ledger({}, {}), Ledger({HOTLINE: 1}, {}, tiled=True), Ledger({}, {"https://example.org/a(b)x7": 2})])
def test_what_is_written_is_read(ledger):
    assert whole_ledger(ledger.keywords()) == ledger


def test_a_list_says_what_it_has_in_one_order():
    assert FULL.keywords() == (
        "makecards edition=BVNQR 911x2 nhth.text=233733x2 nhth.voice=+18883737888x4 let=60601x2 "
        "qr=HTTPS://EXAMPLE.ORG/X24x1 qr=https://example.org/x24x3 at=2*0@63.650,1@63.700;"
    )


def test_another_programs_keywords_are_no_list():
    assert read_ledger("cards, trafficking") is None


def test_files_that_follow_each_other_show_what_both_show():
    assert added([FULL, FULL]).numbers == {HOTLINE: 8, TEXT: 4}
    assert (added([FULL, FULL]).loose, added([FULL, FULL]).editions) == ({"60601": 4}, ("BVNQR",))


def test_a_file_that_carries_no_places_takes_those_of_all():
    assert added([FULL, Ledger({HOTLINE: 1}, {})]).places == ()


def test_on_fronts_a_blank_page_stands_behind_an_odd_number_of_pages():
    one = Ledger({HOTLINE: 1}, {}, places=(Pages(1, ((Spot(HOTLINE, 1, 1),),)),))
    assert one_after_the_other([(1, one), (1, one)], on_fronts=True).places == (*one.places, BLANK, *one.places)
    assert one_after_the_other([(1, one), (1, one)], on_fronts=False).places == (*one.places, *one.places)


def test_a_copy_shows_what_all_share_and_its_own():
    own = Ledger({("line", "voice", "+13125550142"): 1}, {}, editions=("CMWWF",), loose={"60602": 1})
    both = Ledger({HOTLINE: 1}, {}, loose={"60601": 1}).with_own(own)
    assert (set(both.numbers), both.loose, both.editions) == ({HOTLINE, ("line", "voice", "+13125550142")}, {"60601": 1, "60602": 1}, ("CMWWF",))


def test_a_bound_file_says_of_each_copy_what_it_shows():
    base, own = Ledger({HOTLINE: 1}, {}), Ledger({}, {}, editions=("CMWWF",), loose={"60602": 1})
    (section,) = sections_of(bound([(2, base)], [(0, own)]))
    assert (section.pages, section.ledger.numbers, section.ledger.loose) == (2, {HOTLINE: 1}, {"60602": 1})


def test_a_bound_file_that_cannot_be_read_has_no_section():
    assert sections_of("makecards bound ;; copy=7 nhth.voice=+1") == []
