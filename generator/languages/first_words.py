"""The catalogues -> the first words to a reader in every language at once, for a piece at which people point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.languages.catalogues import ENGLISH, language_name
from generator.languages.messages import I_SPEAK, SAY
from generator.library.numbers import answers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.languages.catalogues import Catalogue
    from generator.library.models import Audience, Contact


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: "I speak" it, in its own words; what the Hotline is called in it; how to get an interpreter, or ""."""

    code: str
    english_name: str
    i_speak: str
    helpline: str
    interpreter: str
    reviewed: bool


def first_words(audience: Audience, lead: Contact, catalogues: Iterable[Catalogue]) -> tuple[Tongue, ...]:
    """Return every language that has these words, English first, the others by their English names.

    `lead` is the contact that the audience calls first.
    """
    found = []
    for catalogue in catalogues:
        code = catalogue.language
        i_speak, helpline, say = catalogue.say("layout", I_SPEAK), catalogue.say("short", audience.card.helpline), catalogue.say("layout", SAY)
        answered = answers(lead, code)
        if i_speak and helpline and (say or answered):
            interpreter = "" if answered or not say else say % {"language": catalogue.spoken}
            found.append(Tongue(code, language_name(code), i_speak, helpline, interpreter, bool(catalogue.reviewed_by)))
    return tuple(sorted(found, key=lambda one: (one.code != ENGLISH, one.english_name)))
