"""The code of a language -> what is known of it, by Babel. Codes are BCP 47, such as es or zh-Hans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def spoken_language(code: str) -> str:
    """Return the language that is spoken, whatever it is written in: zh for zh-Hans."""
    return code.split("-", maxsplit=1)[0]


def locale_of(code: str) -> Locale | None:
    """Return what Babel knows of a language, or None."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
