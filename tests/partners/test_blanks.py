"""A blank is pressed once; each copy is the partner's alone, whoever came before."""

from dataclasses import replace

import pytest
from houses import partner, shop_of

from generator.making.order import Order
from generator.partners.stamp import Personaliser
from generator.proof.readback import ReadBack

ORDER = Order("law-enforcement", "wallet-card")
FIRST, SECOND = partner(), partner("South Side Clinic", "+13125550178", line="Care for everybody", web="clinic.example.org")


def copies(*partners):
    """The files of partners, one after the other, from the same blanks."""
    press = Personaliser()
    return [press.files_for(shop_of(one), ORDER) for one in partners]


@pytest.fixture(scope="module")
def alone():
    return copies(SECOND)[0]


def test_a_copy_depends_on_nobody_who_came_before(alone):
    assert copies(FIRST, SECOND)[1] == alone
    assert copies(SECOND, FIRST, SECOND)[2] == alone


def test_letters_that_one_name_brought_are_gone_for_the_next(alone):
    accented = partner("Maison d’Été Žižkov")
    assert copies(accented, SECOND)[1] == alone


def test_nothing_of_the_first_partner_is_in_the_copy_of_the_second():
    text = " ".join(text for data in copies(FIRST, SECOND)[1].values() for text in ReadBack(data).texts())
    assert ("Harbor" in text, "South Side Clinic" in text) == (False, True)


def test_a_name_that_needs_another_font_takes_the_long_way():
    assert copies(partner("希望之家"))[0] is None


def test_a_copy_says_what_it_shows(alone):
    keywords = [ReadBack(data).keywords for data in alone.values()]
    assert all("house-line.voice=+13125550178x" in said and "+13125550142" not in said for said in keywords)


def test_a_sheet_with_another_name_is_another_blank():
    press = Personaliser()
    shop = shop_of(FIRST)
    names = [list(press.files_for(shop, replace(ORDER, sheet=sheet)) or {}) for sheet in ("", "none")]
    assert [len(one) for one in names] == [2, 1]
