"""A Selection, a layout and a language -> the element tree of a piece. The only module that knows Jinja2.

Layouts are data from strangers: the environment is sandboxed, refuses what is undefined or empty, escapes every value,
and reaches no file outside the layouts' folder. What a layout prints as a telephone number must be the registry's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.ext import Extension
from markupsafe import Markup, escape
from msgspec import UNSET

from generator.foundation.addresses import qr_address
from generator.foundation.cache import kept_folder, key_of
from generator.foundation.files import read_text, shown_path
from generator.foundation.problems import Findings, Place, Problems, did_you_mean, printable, problem
from generator.languages.catalogues import in_a_list
from generator.languages.dates import day_in_words
from generator.languages.messages import DRAFT
from generator.library.numbers import answers, channels_of, digits_of, shown_number
from generator.library.selection import by_site
from generator.markup.edition_code import EDITION_SLOT
from generator.markup.layouts import ENDING, SHARED, Layout, shared_names
from generator.markup.meter import TooMuch, gathered, in_places, metered, only_text
from generator.markup.parser import parse, with_lines
from generator.markup.sandbox import Sandbox
from generator.markup.slots import Opened, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from jinja2.runtime import Context

    from generator.library.models import Contact, TextChannel
    from generator.markup.elements import Element


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of a language: how a message of the layouts and the content is said in it."""

    language: str
    say: Callable[[str], str]
    draft: str = ""  # what a piece says of a translation that nobody has reviewed; the same in English stands behind it
    spoken: str = "English"  # what a caller says in English to be understood in it
    say_many: Callable[[str, str, int], str] = lambda one, many, count: one if count == 1 else many
    together: bool = False  # other languages stand on the same piece: a card has one side for each


ENGLISH_VOICE = Voice("en", lambda message: message)


PO_PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?s|%%")
PHONE_NUMBER = re.compile(r"[0-9]{3,6}|\+[1-9][0-9]{6,14}")
LONGEST_REASON = 300  # letters of an error that a person reads
MOST_WRONG_NUMBERS = 100  # numbers that are named, if more are wrong
FIVE_DIGITS = 10_000
MOST_LISTED = 200  # words that a language's own list may have


class _NotGiven(StrictUndefined):
    """An optional value that was not written: it may be asked for, and it cannot be printed or joined to anything."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return self is other

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return self is not other


class _Sandbox(Sandbox):
    """The metered sandbox, in which an optional value that was not written can be asked for."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        value = super().getattr(obj, attribute)
        return _NotGiven(hint=f"'{attribute}' was not given; ask with {{% if ... %}} before it is printed") if value is UNSET else value

    def getitem(self, obj: Any, argument: Any) -> Any:
        value = super().getitem(obj, argument)
        return _NotGiven(hint=f"'{argument}' was not given; ask with {{% if ... %}} before it is printed") if value is UNSET else value


def _counting(words: Voice) -> Callable[[str, str, int], Any]:
    """Return the function `_n`: a message that counts something, with its number filled in."""

    def counted(one: str, many: str, count: int) -> Any:
        return _filled_in(words.say_many(one, many, count), count=count)

    return counted


def _filled_in(text: str, **values: Any) -> Any:
    """The filter `format`: puts values into the places %(name)s of a message, and does nothing else.

    A count of five digits gets a comma: without it it could be taken for a code to send texts to.
    """
    values = {name: f"{value:,}" if isinstance(value, int) and value >= FIVE_DIGITS else value for name, value in values.items()}
    if "%" in PO_PLACEHOLDER.sub("", text):
        raise ValueError(f"the message '{text}' has a % that is no place for a value; write %% or %(name)s")
    in_places(text, values.values(), text.count("%"))
    return escape(text) % values if not isinstance(text, Markup) else text % values


class _Stamp(Extension):
    """Marks each tag of a layout with its line before Jinja2 moves the lines."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return with_lines(source, filename or name or "layout")


def compose(layout: Layout, values: Mapping[str, Any], contacts: Mapping[str, Contact], words: Voice = ENGLISH_VOICE) -> Element:
    """Return the element tree that a layout makes of `values`. Raises Problems with the layout's own lines.

    `contacts` is the registry against which every telephone number on the page is checked.
    """
    root = filled_in(layout, values, words)
    check_page(root, layout, contacts, words)
    return root


def filled_in(layout: Layout, values: Mapping[str, Any], words: Voice = ENGLISH_VOICE, *, slotted: bool = False) -> Element:
    """Return the element tree that a layout makes of `values`, not looked at yet. Raises Problems with the layout's own lines."""
    environment = _environment(layout.folder)
    try:
        notice = Markup('{} · <i lang="en">{}</i>').format(words.draft, DRAFT) if words.draft else ""
        given = dict(
            **values,
            _=words.say,
            _n=_counting(words),
            language=words.language,
            draft=notice,
            edition=EDITION_SLOT,
            spoken=words.spoken,
            together=words.together,
        )
        with metered():
            xml = gathered(environment.get_template(layout.file).generate(given))
    except TemplateSyntaxError as error:
        raise problem(Place(_file(error.name, layout), error.lineno), "E410", f"the layout cannot be read: {error.message}") from None
    except (Problems, Opened):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a layout makes of its values is the layout's fault, and is said with its line
        raise problem(_place_of(error, layout), "E411", _reason(error), _meant(error, layout)) from None
    return parse(xml, shown_path(layout.path), slotted=slotted)


def check_page(root: Element, layout: Layout, contacts: Mapping[str, Contact], words: Voice) -> None:
    """Refuse a page that hides that it is a draft, or prints a number that is not the registry's. Raises Problems."""
    if words.draft and words.draft not in root.text() and _speaks(root):
        raise problem(
            layout.place, "E412", f"the layout '{layout.id}' has no place to say that a translation is a draft", "print {{ draft }} in its small print"
        )
    _check_numbers(root, contacts)


@cache
def _environment(folder: Path) -> _Sandbox:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = folder / name
        file = name.removeprefix(f"{SHARED}/")
        if "/" in file or "\\" in file or not file.endswith(ENDING) or not path.exists():
            return None
        read_at = path.stat().st_mtime_ns
        return read_text(path), shown_path(path), lambda: path.exists() and path.stat().st_mtime_ns == read_at

    folder_of_programs = kept_folder()
    environment = _Sandbox(
        loader=FunctionLoader(load),
        bytecode_cache=FileSystemBytecodeCache(str(folder_of_programs), f"{key_of('layouts')}-%s.layout") if folder_of_programs else None,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=only_text,
        extensions=[_Stamp],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"format": _filled_in, "number": _number, "qr": _qr, "day": _day}
    environment.globals |= {"stop": _stop, "by_site": by_site, "answers": _answers, "in_a_list": _in_a_list}
    return environment


@pass_context
def _day(context: Context, day: str) -> str:
    """The filter `day`: a day in words of the piece's language."""
    return day_in_words(day, context["language"])


@pass_context
def _answers(context: Context, channel: Contact | TextChannel) -> bool:
    """Tell whether a contact, or its text line, is answered in the piece's language, as far as that is known."""
    return answers(channel, context["language"])


@pass_context
def _in_a_list(context: Context, words: list[str]) -> str:
    """Return words as the piece's language lists them."""
    if len(words) > MOST_LISTED:
        raise TooMuch(f"a list of words in it has more than {MOST_LISTED} of them")
    return in_a_list([str(only_text(word)) for word in words], context["language"])


def _number(number: str) -> str:
    """The filter `number`: how a number is printed."""
    if isinstance(number, Slot):
        return number.through(shown_number)
    if not PHONE_NUMBER.fullmatch(number):
        raise ValueError(f"'{number[:40]}' is no number as the registry writes it")
    return shown_number(number)


def _qr(address: str) -> str:
    """The filter `qr`: an address as it stands in a QR code."""
    return address.through(qr_address) if isinstance(address, Slot) else qr_address(address)


def _stop(reason: str) -> None:
    """Let a layout refuse what it cannot print."""
    raise ValueError(str(only_text(reason)))


def _file(name: str | None, layout: Layout) -> str:
    return shown_path(layout.folder / name) if name else shown_path(layout.path)


def _place_of(error: BaseException, layout: Layout) -> Place:
    """Return the innermost line of a layout in an error's traceback: Jinja2 rewrites it to the layout's own lines."""
    place = layout.place
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(ENDING):
            place = Place(file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError | SyntaxError | MemoryError):
        return "the layout cannot be filled in: it is nested too deeply, or a part of it calls itself"
    said = f"there is no '{error}'" if isinstance(error, TemplateNotFound) else str(error)
    return f"the layout cannot be filled in: {printable(said or type(error).__name__, LONGEST_REASON)}"


def _meant(error: Exception, layout: Layout) -> str:
    if isinstance(error, TemplateNotFound):
        return did_you_mean(printable(str(error)), shared_names(layout.folder))
    return "see docs/adding.md for what a layout may use"


def _speaks(root: Element) -> bool:
    """Tell whether anything on a page is in words: a label with a number alone is in no language."""
    return any(letter.isalpha() for text in root.texts() for letter in text)


def _check_numbers(root: Element, contacts: Mapping[str, Contact]) -> None:
    findings = Findings()
    for element in root.walk():
        if element.tag != "phone" or len(findings.found) >= MOST_WRONG_NUMBERS:
            continue
        contact = contacts.get(element.get("contact"))
        channel = element.get("channel")
        if contact is None:
            findings.add(element.place, "E201", f"there is no contact '{element.get('contact')}'", did_you_mean(element.get("contact"), contacts))
            continue
        known = channels_of(contact)
        if channel not in known:
            findings.add(element.place, "E320", f"the contact '{contact.id}' has no channel '{channel}'", did_you_mean(channel, known))
        elif element.get("number") != known[channel]:
            findings.add(element.place, "E321", f"{element.get('number')} is not the {channel} number of '{contact.id}', which is {known[channel]}")
        elif digits_of(element.text()) != known[channel].removeprefix("+"):
            findings.add(element.place, "E322", f"'{element.text()}' does not dial {known[channel]}")
    findings.raise_if_any()
