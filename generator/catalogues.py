"""The folder of languages -> catalogues: what each English message is in another language. Only Babel's PO reader here.

A catalogue is one PO file, the only one that a translator touches. Fuzzy counts as missing; a changed English text has no
translation any more. A header says who reviewed it: until then every piece says that it is a draft.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.problems import Place, did_you_mean, problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.library import Library
    from generator.messages import Message

ENGLISH = "en"
HELP = """Context "short" is the wording of cards: hardly longer than the English. Keep **bold** and places such as %(day)s.
A line "back:" is the translation put back into English by somebody else, to show what it says.
Write the reviewer's name and the day behind X-Reviewed-By: until then every piece says that it is a draft. X-Spoken-As is
the English word that a caller says to get an interpreter."""
HEADER = re.compile(r'^"(X-[A-Za-z-]+): *(.*?)\\n"$', re.MULTILINE)
PLACE = re.compile(r"%\([a-z_]+\)s|%%|\*\*")


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

    def say(self, context: str, text: str) -> str | None:
        """Return a message in this language, or None if it has no translation."""
        return text if self.language == ENGLISH else self.messages.get((context, text))


def languages_in(folder: Path) -> dict[str, Path]:
    """Return the catalogues of a content folder by language code."""
    found = sorted((folder / "languages").glob("*.po")) if (folder / "languages").is_dir() else []
    return {path.stem: path for path in found}


def language_name(code: str, shown_in: str = ENGLISH) -> str:
    """Return a language's name in another language: Spanish, español."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(shown_in.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        return code
    return names.get(code.replace("-", "_")) or names.get(code.split("-", maxsplit=1)[0]) or code


def in_a_list(words: Sequence[str], language: str = ENGLISH) -> str:
    """Return words as a language lists them: Arabic, French, and Thai."""
    from babel import UnknownLocaleError
    from babel.lists import format_list

    try:
        return format_list(list(words), locale=language.replace("-", "_")) if words else ""
    except (UnknownLocaleError, ValueError):
        return ", ".join(words)


def read_catalogue(folder: Path, language: str) -> Catalogue:
    """Return a language's catalogue. Raises Problems: no such language, not a PO file, a translation that lost a place."""
    from generator.library import read_text, shown_path

    if language == ENGLISH:
        return Catalogue(ENGLISH, "", "the authors", "English")
    paths = languages_in(folder)
    if language not in paths:
        raise problem(Place(shown_path(folder / "languages")), f"there is no language '{language}'", did_you_mean(language, [ENGLISH, *paths]))
    path = paths[language]
    file = shown_path(path)
    text = read_text(path)
    said = dict(HEADER.findall(text))
    spoken = said.get("X-Spoken-As") or language_name(language.split("-", maxsplit=1)[0])
    return Catalogue(language, file, said.get("X-Reviewed-By", "").strip(), spoken, _messages(text, file))


def _messages(text: str, file: str) -> dict[tuple[str, str], str]:
    from babel.messages.pofile import PoFileError, read_po

    from generator.problems import Findings

    try:
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeError) as error:
        raise problem(Place(file), f"this is not a PO file: {error}", "open it with Poedit, which says where") from None
    findings = Findings()
    messages: dict[tuple[str, str], str] = {}
    for message in catalog:
        source, said = message.id, message.string
        if not source or not said or message.fuzzy or not isinstance(source, str) or not isinstance(said, str):
            continue
        if sorted(PLACE.findall(source)) != sorted(PLACE.findall(said)):
            wanted = ", ".join(sorted(set(PLACE.findall(source)))) or "none"
            findings.add(Place(file, message.lineno or 0), f"the translation of '{source[:40]}' has other places than the English", f"wanted: {wanted}")
        messages[str(message.context or ""), source] = said
    findings.raise_if_any()
    return messages


def update(library: Library, content: Path, layouts: Path, language: str) -> tuple[Path, bytes]:
    """Return where a language's PO file stands and what belongs into it: every message of today, known ones filled in."""
    from babel.messages.pofile import read_po

    from generator.messages import messages_of

    path = content / "languages" / f"{language}.po"
    known: Mapping[tuple[str, str], str] = {}
    notes: dict[tuple[str, str], str] = {}
    reviewed, spoken = "", language_name(language.split("-", maxsplit=1)[0])
    if path.is_file():
        before = read_catalogue(content, language)
        known, reviewed, spoken = before.messages, before.reviewed_by, before.spoken
        for message in read_po(io.BytesIO(path.read_bytes())):
            for comment in message.auto_comments:
                if comment.startswith("back: "):
                    notes[str(message.context or ""), str(message.id)] = comment.removeprefix("back: ")
    header = f"makecards in {language_name(language)}. Only this file is needed for the language; Poedit and Weblate open it.\n{HELP}"
    said = {"X-Reviewed-By": reviewed, "X-Spoken-As": spoken}
    return path, written(language, messages_of(library, layouts), known, notes, header, said)


def written(
    language: str, messages: list[Message], known: Mapping[tuple[str, str], str], notes: Mapping[tuple[str, str], str], header: str, own: Mapping[str, str]
) -> bytes:
    """Return a PO file for a translator: every message with its place and note, what is known already filled in."""
    lines = [f"# {line}".rstrip() for line in header.splitlines()]
    said = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        *(f"{name}: {value}" for name, value in own.items()),
    ]
    lines += ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in said), ""]
    for message in messages:
        key = message.context, message.text
        if message.note:
            lines.append(f"#. {message.note}")
        if key in notes:
            lines.append(f"#. back: {notes[key]}")
        lines += [f"#: {place.rsplit(':', 1)[0] if place.count(':') > 1 else place}" for place in message.places[:3]]
        lines += [f"msgctxt {_quoted(message.context)}", f"msgid {_quoted(message.text)}", f"msgstr {_quoted(known.get(key, ''))}", ""]
    return ("\n".join(lines)).encode()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
