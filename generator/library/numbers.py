"""A contact's numbers -> its channels, how they look in print, who answers in which language, and what is wrong with them.

phonenumbers formats and judges E.164 numbers; the rest are the rules that it lacks: three-digit services, short codes,
letters on the keypad. It knows no page and no file.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.foundation.locales import spoken_language
from generator.foundation.problems import Problem
from generator.library.models import TextChannel
from generator.library.values import given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.foundation.problems import Place
    from generator.library.models import Contact

KEYPAD = {letter: digit for digit, letters in zip("23456789", ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"], strict=True) for letter in letters}

# Three-digit services of the North American Numbering Plan that may stand in a contact: N11 codes and 988.
THREE_DIGITS = frozenset({"211", "311", "711", "911", "988"})

# Numbers that stand wrong on real pages; whoever copies from there is told so.
KNOWN_WRONG = {
    "233722": "a public page prints it for the Hotline's text code, which is 233733",
    "+18663737888": "a public page prints it for the Hotline, whose number begins with 888",
    "+18006554673": "a public page prints it for the sexual assault hotline, which is 800-656-4673",
    "+18554886423": "this is the VOICE line, which is not for people who were trafficked",
    "+18002738255": "this is the former suicide line; it is 988 today",
}


def digits_of(text: str) -> str:
    """Return what a person would dial for a printed number: its digits, and the keypad's digits for capital letters."""
    return "".join(KEYPAD.get(character, character) for character in text if character in KEYPAD or character in "0123456789")


@cache
def shown_number(number: str) -> str:
    """Return how a number is printed: 1-888-373-7888 for North America, +44 20 7946 0000 elsewhere, 911 as it is."""
    if not number.startswith("+"):
        return number
    if re.fullmatch(r"\+1\d{10}", number):
        return f"1-{number[2:5]}-{number[5:8]}-{number[8:]}"  # as phonenumbers has it, without what it takes to load that
    import phonenumbers

    parsed = phonenumbers.parse(number)
    text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return text[1:].replace(" ", "-") if parsed.country_code == 1 else text


def check_contact(contact: Contact) -> Iterator[Problem]:
    """Yield what is wrong with a contact: a number that cannot be dialled, or forms that disagree digit by digit."""
    place = contact.place
    for slot in ("voice", "tty"):
        number = getattr(contact, slot)
        if isinstance(number, str):
            yield from _check_number(number, slot, place)
    if isinstance(contact.vanity, str):
        dialled = digits_of(contact.vanity)
        if not isinstance(contact.voice, str) or dialled != contact.voice.removeprefix("+"):
            yield Problem(place, "E305", f"'vanity' {contact.vanity} dials {dialled}", f"'voice' is {contact.voice if given(contact.voice) else 'missing'}")
    if isinstance(contact.text, TextChannel):
        code = contact.text.to
        if code in KNOWN_WRONG:
            yield Problem(place, "E301", f"'text' cannot be {code}", KNOWN_WRONG[code])
        vanity = contact.text.vanity
        if isinstance(vanity, str) and digits_of(vanity) != code:
            yield Problem(place, "E306", f"'vanity' {vanity} spells {digits_of(vanity)}", f"'to' is {code}")
    if not any(given(getattr(contact, slot)) for slot in ("voice", "text", "web", "chat", "form")):
        yield Problem(place, "E307", "this contact has no channel", "give at least one of voice, text, web, chat, form")
    if given(contact.dialled_on) != given(contact.dialled_by):
        yield Problem(place, "E308", "'dialled_on' and 'dialled_by' belong together", "say who dialled, and when")


def _check_number(number: str, slot: str, place: Place) -> Iterator[Problem]:
    if number in KNOWN_WRONG:
        yield Problem(place, "E301", f"'{slot}' cannot be {number}", KNOWN_WRONG[number])
    elif not number.startswith("+"):
        if number not in THREE_DIGITS:
            yield Problem(place, "E301", f"'{slot}' cannot be {number}", "a three-digit number must be one of " + ", ".join(sorted(THREE_DIGITS)))
        elif slot == "voice" and number == "711":
            yield Problem(place, "E301", f"'{slot}' cannot be 711", "711 is the relay for people who are deaf: put it into 'tty'")
    else:
        import phonenumbers

        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            yield Problem(place, "E302", f"'{slot}' {number} is not a telephone number", "write '+', the country code and the number")
            return
        if parsed.country_code == 1 and len(number) != 12:
            count = len(number) - 2
            yield Problem(place, "E304", f"'{slot}' {number} has {count} digits after +1", "a North American number has 10")
        elif not phonenumbers.is_valid_number(parsed):
            yield Problem(place, "E303", f"'{slot}' {number} is not a telephone number in use", "check it against the source, digit by digit")


TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})  # NANPA's toll-free codes in use


def numbers_of(contact: Contact) -> set[str]:
    """Return the numbers of a contact that are long enough to be mistyped: E.164 numbers and short codes."""
    text = contact.text.to if isinstance(contact.text, TextChannel) else ""
    return {number for number in (contact.voice, contact.tty, text) if isinstance(number, str) and len(number) > 3}


def near_miss(one: str, other: str) -> str:
    """Return in words how two numbers differ if a slip of a finger makes one of the other, else ""."""
    if one == other or len(one) != len(other):
        return ""
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return "in one digit"
    if len(differing) == 2 and differing[1] == differing[0] + 1 and one[differing[0]] == other[differing[1]] and one[differing[1]] == other[differing[0]]:
        return "in two digits that have changed places"
    if one[:2] == other[:2] == "+1" and one[5:] == other[5:] and {one[2:5], other[2:5]} <= TOLL_FREE:
        return "in its toll-free code alone"
    return ""


def channels_of(contact: Contact) -> dict[str, str]:
    """Return the numbers of a contact by channel: voice, vanity (the same number in letters), text, tty."""
    found: dict[str, str] = {}
    if isinstance(contact.voice, str):
        found["voice"] = contact.voice
        if isinstance(contact.vanity, str):
            found["vanity"] = contact.voice
    if isinstance(contact.text, TextChannel):
        found["text"] = contact.text.to
    if isinstance(contact.tty, str):
        found["tty"] = contact.tty
    return found


def answers(channel: Contact | TextChannel, language: str) -> bool:
    """Tell whether a contact, or its text line, is answered in a language, as far as that is known."""
    return not channel.answers_in or spoken_language(language) in channel.answers_in
