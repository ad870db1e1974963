"""The catalogues -> the first words to a reader in every language at once, for a piece at which people point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.languages.catalogues import ENGLISH, every_language, language_name
from generator.languages.messages import I_SPEAK, SAY
from generator.library.channels import answers

if TYPE_CHECKING:
    from generator.making.make import Shop


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: "I speak" it, in its own words; what the Hotline is called in it; how to get an interpreter, or ""."""

    code: str
    english_name: str
    i_speak: str
    helpline: str
    interpreter: str
    reviewed: bool


def tongues(shop: Shop, audience: str, lead: str) -> tuple[Tongue, ...]:
    """Return every language that has these words, English first, the others by their English names.

    `lead` is the contact that the audience calls first.
    """
    card, contact = shop.library.audiences[audience].card, shop.library.contacts[lead]
    found = []
    for code in every_language(shop.content):
        catalogue = shop.catalogue(code)
        i_speak, helpline, say = catalogue.say("layout", I_SPEAK), catalogue.say("short", card.helpline), catalogue.say("layout", SAY)
        answered = answers(contact, code)
        if i_speak and helpline and (say or answered):
            interpreter = "" if answered or not say else say % {"language": catalogue.spoken}
            found.append(Tongue(code, language_name(code), i_speak, helpline, interpreter, bool(catalogue.reviewed_by)))
    return tuple(sorted(found, key=lambda one: (one.code != ENGLISH, one.english_name)))
