"""The text of a PO file -> the messages in it, and back. What Poedit, Weblate and pybabel read and write."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from generator.problems import Findings, Place, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.messages import Message

Key = tuple[str, str]  # context and English text
PLACE = re.compile(r"%\([a-z_]+\)s|%%|\*\*")
UNKNOWN_PLURAL = 2, "nplurals=2; plural=(n != 1);"


def read_messages(text: str, file: str) -> tuple[dict[Key, str], dict[Key, tuple[str, ...]], Callable[[int], int]]:
    """Return what a PO file says: messages, those that count something in all their forms, and which form a number takes.

    What is fuzzy or empty in any form is left out. Raises Problems: not a PO file, a translation that lost a place.
    """
    from gettext import c2py

    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
        form: Callable[[int], int] = c2py(catalog.plural_expr)
    except (PoFileError, ValueError, UnicodeError) as error:
        raise problem(Place(file), f"this is not a PO file: {error}", "open it with Poedit, which says where") from None
    findings = Findings()
    messages: dict[Key, str] = {}
    plurals: dict[Key, tuple[str, ...]] = {}
    for message in catalog:
        sources, forms = _all(message.id), _all(message.string)
        if not sources[0] or not all(forms) or message.fuzzy:
            continue
        wanted = sorted(PLACE.findall(sources[-1]))
        if any(sorted(PLACE.findall(said)) != wanted for said in forms):
            what = f"the translation of '{sources[0][:40]}' has other places than the English"
            findings.add(Place(file, message.lineno or 0), what, f"wanted: {', '.join(sorted(set(wanted))) or 'none'}")
        key = str(message.context or ""), sources[0]
        messages[key] = forms[-1]
        if len(sources) > 1:
            plurals[key] = forms
    findings.raise_if_any()
    return messages, plurals, form


def notes_in(text: str) -> dict[Key, str]:
    """Return the translations that were put back into English, from the comments of a PO file."""
    from babel.messages.pofile import read_po

    return {
        (str(message.context or ""), _all(message.id)[0]): comment.removeprefix("back: ")
        for message in read_po(io.BytesIO(text.encode()))
        for comment in message.auto_comments
        if comment.startswith("back: ")
    }


def _all(said: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in said) if isinstance(said, tuple | list) else (str(said or ""),)


def written(
    language: str,
    messages: Sequence[Message],
    known: Mapping[Key, str | tuple[str, ...]],
    notes: Mapping[Key, str],
    header: str,
    own: Mapping[str, str],
) -> bytes:
    """Return a PO file for a translator: every message with its place and note, what is known already filled in.

    `notes` are translations put back into English; `own` are further lines of its head.
    """
    forms, rule = _plural_forms(language)
    lines = [f"# {line}".rstrip() for line in header.splitlines()]
    head = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {rule}",
        *(f"{name}: {value}" for name, value in own.items()),
    ]
    lines += ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in head), ""]
    for message in messages:
        key = message.context, message.text
        if message.note:
            lines.append(f"#. {message.note}")
        if key in notes:
            lines.append(f"#. back: {notes[key]}")
        lines += [f"#: {place.rsplit(':', 1)[0] if place.count(':') > 1 else place}" for place in message.places[:3]]
        lines += [f"msgctxt {_quoted(message.context)}", f"msgid {_quoted(message.text)}", *_said(message, known.get(key, ""), forms), ""]
    return ("\n".join(lines)).encode()


def _said(message: Message, said: str | tuple[str, ...], forms: int) -> list[str]:
    """Return the lines of a translation: one, or one for each plural form."""
    if not message.many:
        return [f"msgstr {_quoted(said if isinstance(said, str) else said[-1])}"]
    told = said if isinstance(said, tuple) and len(said) == forms else ("",) * forms
    return [f"msgid_plural {_quoted(message.many)}", *(f"msgstr[{at}] {_quoted(one)}" for at, one in enumerate(told))]


def _plural_forms(language: str) -> tuple[int, str]:
    """Return how many plural forms a language has, and the rule as gettext writes it."""
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        plural = get_plural(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return UNKNOWN_PLURAL
    return plural.num_plurals, plural.plural_forms


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
