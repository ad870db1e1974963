"""The text of a PO file -> the messages in it, and back. What Poedit, Weblate and pybabel read and write."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from generator.foundation.locales import locale_of
from generator.foundation.problems import Findings, Place, printable, problem
from generator.library.digits import DIGIT_RUN, runs_in
from generator.library.folding import fold
from generator.library.nodes import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.languages.messages import Message

Key = tuple[str, str]  # context and English text
PLACE = re.compile(r"%\([a-z_]+\)s|%%|\*\*")
COUNTED = 200  # numbers for which a plural rule is tried out
# What nobody sees, in a translation: all that content may not hold, but for the signs that scripts need between letters
# (U+200B at the ends of words in Thai, Lao, Khmer and Burmese; U+200C and U+200D in Persian and the scripts of India).
HOURS = frozenset({"always open", "hours", "time"})  # kinds of digits that a language may write where another has words
TYPED_JOINERS = re.compile("[\u200b-\u200d]")
TWO_FORMS = ("n != 1", "n > 1")
PLURAL_FORMS = re.compile(r'^"Plural-Forms: (nplurals=(\d+);.*?)\\n"$', re.MULTILINE)
UNKNOWN_PLURAL = 2, "nplurals=2; plural=(n != 1);"


def read_messages(text: str, file: str) -> tuple[dict[Key, str], dict[Key, tuple[str, ...]], Callable[[int], int]]:
    """Return what a PO file says: messages, those that count something in all their forms, and which form a number takes.

    What is fuzzy or empty in any form is left out. Raises Problems: not a PO file, a translation that lost a place.
    """
    _check_characters(text, file)
    catalog = _catalog(text, file)
    form = _plural_rule(str(catalog.plural_expr), catalog.num_plurals, file)
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
            findings.add(Place(file, message.lineno or 0), "E603", what, f"wanted: {', '.join(sorted(set(wanted))) or 'none'}")
        for digits in _own_digits(sources, forms):
            what = f"the translation of '{sources[0][:40]}' has {digits}, and the English has not"
            findings.add(Place(file, message.lineno or 0), "E609", what, "write the numbers of the English, and no other")
        key = str(message.context or ""), sources[0]
        messages[key] = forms[-1]
        if len(sources) > 1:
            plurals[key] = forms
    findings.raise_if_any()
    return messages, plurals, form


def _own_digits(sources: tuple[str, ...], forms: tuple[str, ...]) -> list[str]:
    """Return the runs of digits of a translation that its English has not: 112 for 911. Hours may be said in digits, 24/7."""
    known = {digits for source in sources for digits in DIGIT_RUN.findall(fold(source).text)}
    found = [run for said in forms for run in runs_in(said, "translated") if run.kind not in HOURS]
    return sorted({run.typed for run in found if not known.issuperset(DIGIT_RUN.findall(fold(run.typed).text))})


def _catalog(text: str, file: str) -> Any:
    from babel.messages.pofile import read_po

    try:
        return read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except Exception as error:  # noqa: BLE001 - Babel raises many kinds for a broken file; all mean the same to the reader
        raise problem(Place(file), "E602", f"this is not a PO file: {printable(str(error), 200)}", "open it with Poedit, which says where") from None


def _check_characters(text: str, file: str) -> None:
    """Raise Problems for what nobody sees and for digits that nobody can dial, outside comments."""
    findings = Findings()
    for number, line in enumerate(text.split("\n"), 1):
        if line.isascii() or line.startswith("#"):
            continue
        if hidden := INVISIBLE.search(TYPED_JOINERS.sub("", line)):
            findings.add(
                Place(file, number), "E012", f"an invisible, private or control character (U+{ord(hidden.group()):04X}) is hidden in this text", "retype it"
            )
        if strange := next((letter for letter in line if letter.isdigit() and not letter.isascii()), ""):
            what = f"'{strange}' (U+{ord(strange):04X} {unicodedata.name(strange, 'without a name')}) is none of the digits 0 to 9"
            findings.add(Place(file, number), "E607", what, "write numbers as they stand on a telephone")
    findings.raise_if_any()


def _plural_rule(expression: str, forms: int, file: str) -> Callable[[int], int]:
    """Return which form a number takes. Raises Problems for a rule that does not work out."""
    from gettext import c2py

    try:
        rule: Callable[[int], int] = c2py(expression)
        wrong = [count for count in range(COUNTED) if not 0 <= rule(count) < forms]
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise problem(
            Place(file), "E602", f"this is not a PO file: its plural forms cannot be told: {error}", "copy the line Plural-Forms from another tool"
        ) from None
    if wrong:
        raise problem(Place(file), "E608", f"its plural forms are {forms}, and for {wrong[0]} it wants another", "copy the line Plural-Forms from another tool")

    def form(count: int) -> int:
        try:
            return min(max(rule(count), 0), forms - 1)
        except ArithmeticError:
            return forms - 1

    return form


def notes_in(text: str) -> dict[Key, str]:
    """Return the translations that were put back into English, from the comments of a PO file. Raises Problems."""
    return {
        (str(message.context or ""), _all(message.id)[0]): comment.removeprefix("back: ")
        for message in _catalog(text, "")
        for comment in message.auto_comments
        if comment.startswith("back: ")
    }


def _all(said: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in said) if isinstance(said, tuple | list) else (str(said or ""),)


def po_written(
    language: str,
    messages: Sequence[Message],
    known: Mapping[Key, str | tuple[str, ...]],
    notes: Mapping[Key, str],
    header: str,
    own: Mapping[str, str],
    before: str = "",
) -> bytes:
    """Return a PO file for a translator: every message with its place and note, what is known already filled in.

    `notes` are translations put back into English; `own` are further lines of its head. The file's text as it was `before`
    keeps its plural forms: another rule would want other translations.
    """
    kept = PLURAL_FORMS.search(before)
    forms, rule = (int(kept[2]), kept[1]) if kept else _plural_forms(language)
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
    from babel.messages.plurals import get_plural

    locale = locale_of(language)
    if locale is None:
        return UNKNOWN_PLURAL
    plural = get_plural(str(locale))
    rule = _plural_rule(plural.plural_expr, plural.num_plurals, language)
    for simple in TWO_FORMS:  # a form for whole millions is none that any piece prints, and not every version of Babel asks for it
        if all((rule(count) != rule(1)) == _plural_rule(simple, 2, language)(count) for count in range(COUNTED)) and rule(0) in (rule(1), rule(2)):
            return 2, f"nplurals=2; plural=({simple});"
    return plural.num_plurals, plural.plural_forms


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
