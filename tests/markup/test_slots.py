"""A layout is filled in once for all partners of one form: it may print a slot, and must not look into one."""

import pytest
from houses import partner

from generator.markup.slots import Opened, form_key, form_of, has_slot


def form(one):
    return form_of(one, form_key(one, {}, lambda _: ""))


def test_partners_who_gave_the_same_words_have_one_form():
    keys = [form_key(one, {}, lambda _: "") for one in (partner(), partner("South Side Clinic", "+13125550178"))]
    assert keys[0] == keys[1]


def test_who_gave_an_address_too_has_another():
    assert form_key(partner(), {}, lambda _: "") != form_key(partner(address="1 Lake Street"), {}, lambda _: "")


def test_bold_words_are_filled_in_alone():
    assert form_key(partner("**Harbor** House"), {}, lambda _: "") is None


def test_the_words_stand_in_their_slots():
    made = form(partner())
    words = made.slots.filled(partner("South Side Clinic", "+13125550178"))
    assert str.__str__(made.partner.name).translate(words) == "South Side Clinic"
    assert has_slot(str.__str__(made.partner.name))


@pytest.mark.parametrize("look", [len, list, str.upper, lambda slot: slot == "Harbor House", lambda slot: slot + "x", lambda slot: "a" in slot])
def test_who_looks_into_a_slot_is_told(look):
    slot = form(partner()).partner.name
    with pytest.raises(Opened):
        (slot.upper() if look is str.upper else look(slot))


def test_a_slot_is_given():
    assert bool(form(partner()).partner.name) is True


def test_what_is_made_of_a_slot_is_a_slot_of_its_own():
    slot = form(partner()).partner.name
    assert (slot.through(str.upper) is slot.through(str.upper), has_slot(str.__str__(slot.through(str.upper)))) == (True, True)
