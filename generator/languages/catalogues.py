"""The folder of languages -> catalogues: what each English message is in another language.

A catalogue is one PO file, the only one that a translator touches. Fuzzy counts as missing; a changed English text has no
translation any more. A header says who reviewed it: until then every piece says that it is a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.foundation.locales import locale_of, spoken_language
from generator.foundation.problems import Place, did_you_mean, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from generator.library.library import Library

ENGLISH = "en"
HELP = """Context "short" is the wording of cards: hardly longer than the English. Keep **bold** and places such as %(day)s.
A line "back:" is the translation put back into English by somebody else, to show what it says.
Write the reviewer's name and the day behind X-Reviewed-By: until then every piece says that it is a draft. X-Spoken-As is
the English word that a caller says to get an interpreter."""
HEADER_LINE = re.compile(r'^"(X-[A-Za-z-]+): *+(.*?)\\n"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of a language by context and English text. `reviewed_by` is "" as long as nobody has reviewed it.

    `spoken` is what a caller says in English to be understood in it: Mandarin, for texts in Simplified Chinese.
    """

    language: str
    file: str
    reviewed_by: str
    spoken: str
    messages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    plurals: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda count: int(count != 1)  # which of its plural forms a number takes

    def say(self, context: str, text: str) -> str | None:
        """Return a message in this language, or None if it has no translation."""
        return text if self.language == ENGLISH else self.messages.get((context, text))

    def say_many(self, context: str, one: str, many: str, count: int) -> str | None:
        """Return a message that counts something in this language, in the form that its number takes, or None."""
        if self.language == ENGLISH:
            return one if count == 1 else many
        forms = self.plurals.get((context, one))
        return forms[min(self.form(count), len(forms) - 1)] if forms else None


def languages_in(folder: Path) -> dict[str, Path]:
    """Return the catalogues of a content folder by language code."""
    found = sorted((folder / "languages").glob("*.po")) if (folder / "languages").is_dir() else []
    return {path.stem: path for path in found}


def every_language(folder: Path) -> tuple[str, ...]:
    """Return the codes of all languages of a content folder, English first."""
    return (ENGLISH, *languages_in(folder))


def language_name(code: str, shown_in: str = ENGLISH) -> str:
    """Return a language's name in another language: Spanish, español."""
    locale = locale_of(shown_in)
    names = locale.languages if locale else {}
    return names.get(code.replace("-", "_")) or names.get(spoken_language(code)) or code


def in_a_list(words: Sequence[str], language: str = ENGLISH) -> str:
    """Return words as a language lists them: Arabic, French, and Thai."""
    from babel.lists import format_list

    locale = locale_of(language)
    return format_list(list(words), locale=locale) if words and locale else ", ".join(words)


def read_catalogue(folder: Path, language: str) -> Catalogue:
    """Return a language's catalogue. Raises Problems: no such language, not a PO file, a translation that lost a place."""
    from generator.foundation.files import read_text, shown_path
    from generator.languages.pofiles import read_messages

    if language == ENGLISH:
        return Catalogue(ENGLISH, "", "the authors", "English")
    paths = languages_in(folder)
    if language not in paths:
        raise problem(Place(shown_path(folder / "languages")), "E601", f"there is no language '{language}'", did_you_mean(language, [ENGLISH, *paths]))
    path = paths[language]
    file = shown_path(path)
    text = read_text(path)
    said = dict(HEADER_LINE.findall(text))
    spoken = said.get("X-Spoken-As") or language_name(spoken_language(language))
    return Catalogue(language, file, said.get("X-Reviewed-By", "").strip(), spoken, *read_messages(text, file))


def update(library: Library, content: Path, layouts: Path, language: str) -> tuple[Path, bytes]:
    """Return where a language's PO file stands and what belongs into it: every message of today, known ones filled in."""
    from generator.foundation.files import read_text
    from generator.languages.messages import messages_of
    from generator.languages.pofiles import notes_in, po_written

    path = content / "languages" / f"{language}.po"
    known: Mapping[tuple[str, str], str | tuple[str, ...]] = {}
    notes: dict[tuple[str, str], str] = {}
    reviewed, spoken, text = "", language_name(spoken_language(language)), ""
    if path.is_file():
        text = read_text(path)
        before = read_catalogue(content, language)
        known = {**before.messages, **before.plurals}
        reviewed, spoken = before.reviewed_by, before.spoken
        notes = notes_in(text)
    header = f"makecards in {language_name(language)}. Only this file is needed for the language; Poedit and Weblate open it.\n{HELP}"
    said = {"X-Reviewed-By": reviewed, "X-Spoken-As": spoken}
    return path, po_written(language, messages_of(library, layouts), known, notes, header, said, text)
