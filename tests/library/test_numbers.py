"""A number is printed as people dial it, letters are those of the keypad, and what cannot be dialled is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from generator.library.models import TextChannel
from generator.library.numbers import KEYPAD, KNOWN_WRONG, check_contact, digits_of, near_miss, shown_number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+18883737888", "1-888-373-7888"),
        ("+12022054582", "1-202-205-4582"),
        ("+442079460000", "+44 20 7946 0000"),
        ("+525550222000", "+52 55 5022 2000"),
        ("911", "911"),
        ("711", "711"),
        ("233733", "233733"),
    ],
)
def test_a_number_is_printed_as_people_dial_it(number, shown):
    assert shown_number(number) == shown


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("1-888-373-7888", "18883737888"),
        ("1-866-DHS-2-ICE", "18663472423"),
        ("BEFREE", "233733"),
        ("1-800-THE-LOST", "18008435678"),
        ("1-800-CALL-FBI", "18002255324"),
        ("1-800-787-RUNAWAY", "18007877862929"),
        ("(402) 401 9200", "4024019200"),
        ("befree", ""),
    ],
)
def test_letters_dial_what_stands_on_their_key(printed, dialled):
    assert digits_of(printed) == dialled


def test_a_keypad_has_every_letter_once():
    keys = {}
    for letter, digit in KEYPAD.items():
        keys[digit] = keys.get(digit, "") + letter
    assert keys == {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}


@given(st.from_regex(r"\A\+1[2-9][0-9]{9}\Z"))
def test_a_printed_north_american_number_dials_itself(number):
    assert f"+{digits_of(shown_number(number))}" == number


def found(contact, **changes):
    return [(problem.message, problem.hint) for problem in check_contact(replace(contact, **changes))]


def test_every_shipped_contact_can_be_dialled(library):
    assert [problem for contact in library.contacts.values() for problem in check_contact(contact)] == []


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("+1888373788", ("'voice' +1888373788 has 9 digits after +1", "a North American number has 10")),
        ("+188837378888", ("'voice' +188837378888 has 11 digits after +1", "a North American number has 10")),
        ("+11883737888", ("'voice' +11883737888 is not a telephone number in use", "check it against the source, digit by digit")),
        ("+18880737888", ("'voice' +18880737888 is not a telephone number in use", "check it against the source, digit by digit")),
        ("+9991234567", ("'voice' +9991234567 is not a telephone number", "write '+', the country code and the number")),
        ("912", ("'voice' cannot be 912", "a three-digit number must be one of 211, 311, 711, 911, 988")),
        ("711", ("'voice' cannot be 711", "711 is the relay for people who are deaf: put it into 'tty'")),
    ],
)
def test_a_number_that_nobody_can_dial_is_refused(library, number, problem):
    assert found(library.contacts["ncmec"], voice=number, vanity=UNSET) == [problem]


@pytest.mark.parametrize("number", [number for number in KNOWN_WRONG if number.startswith("+")])
def test_a_number_that_stands_wrong_on_public_pages_is_refused(library, number):
    assert found(library.contacts["ncmec"], voice=number, vanity=UNSET) == [(f"'voice' cannot be {number}", KNOWN_WRONG[number])]


def test_the_text_code_that_stands_wrong_on_a_public_page_is_refused(library):
    wrong = replace(library.contacts["nhth"].text, to="233722", vanity=UNSET)
    expected = [("'text' cannot be 233722", "a public page prints it for the Hotline's text code, which is 233733")]
    assert found(library.contacts["nhth"], text=wrong) == expected


def test_letters_must_dial_the_number(library):
    expected = [("'vanity' 1-866-DHS-2-FBI dials 18663472324", "'voice' is +18663472423")]
    assert found(library.contacts["hsi"], vanity="1-866-DHS-2-FBI") == expected


def test_letters_need_a_number(library):
    assert found(library.contacts["hsi"], voice=UNSET) == [("'vanity' 1-866-DHS-2-ICE dials 18663472423", "'voice' is missing")]


def test_letters_must_spell_the_text_code(library):
    assert found(library.contacts["nhth"], text=TextChannel(to="233733", vanity="BEFREED")) == [("'vanity' BEFREED spells 2337333", "'to' is 233733")]


def test_a_contact_has_a_channel(library):
    without = dict.fromkeys(("voice", "vanity", "text", "tty", "web", "chat", "form"), UNSET)
    assert found(library.contacts["nhth"], **without) == [("this contact has no channel", "give at least one of voice, text, web, chat, form")]


@pytest.mark.parametrize("given_key", [{"dialled_on": "2026-11-24"}, {"dialled_by": "A. Trainer"}])
def test_who_dialled_and_when_belong_together(library, given_key):
    assert found(library.contacts["nhth"], **given_key) == [("'dialled_on' and 'dialled_by' belong together", "say who dialled, and when")]


def test_a_contact_that_somebody_dialled_is_sound(library):
    assert found(library.contacts["nhth"], dialled_on="2026-11-24", dialled_by="A. Trainer") == []


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("+18883737888", "+18883737889", "in one digit"),
        ("+18883737888", "+18883773888", "in two digits that have changed places"),
        ("+18883737888", "+18663737888", "in its toll-free code alone"),
        ("233733", "233722", ""),
        ("233733", "233732", "in one digit"),
        ("+18883737888", "+18883737888", ""),
        ("+18883737888", "233733", ""),
        ("+12023737888", "+12123737888", "in one digit"),
        ("+12023737888", "+13123737888", ""),  # two cities, not two toll-free codes
    ],
)
def test_numbers_that_a_slip_of_a_finger_makes_of_each_other_are_told(one, other, said):
    assert (near_miss(one, other), near_miss(other, one)) == (said, said)
