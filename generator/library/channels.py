"""A Contact -> the channels on which it is reached: their numbers, and whether they are answered in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.locales import spoken_language
from generator.library.models import TextLine

if TYPE_CHECKING:
    from generator.library.models import Contact


def channels_of(contact: Contact) -> dict[str, str]:
    """Return the numbers of a contact by channel: voice, vanity (the same number in letters), text, tty."""
    found: dict[str, str] = {}
    if isinstance(contact.voice, str):
        found["voice"] = contact.voice
        if isinstance(contact.vanity, str):
            found["vanity"] = contact.voice
    if isinstance(contact.text, TextLine):
        found["text"] = contact.text.to
    if isinstance(contact.tty, str):
        found["tty"] = contact.tty
    return found


def answers(channel: Contact | TextLine, language: str) -> bool:
    """Tell whether a contact, or its text line, is answered in a language, as far as that is known."""
    return not channel.answers_in or spoken_language(language) in channel.answers_in
