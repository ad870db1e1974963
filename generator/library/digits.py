"""A text -> its runs of digits, each with the kind that lets it stand, or with the reason why it may not be printed.

An allow-list: a digit stands on a page as a part of a known contact's number, or as one of the kinds of `digit_kinds.py`.
Everything else is refused, whatever it looks like, so that no way of writing a telephone number gets by. It knows no page
and no file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.library.digit_kinds import DIAL, KINDS
from generator.library.folding import fold
from generator.library.numbers import KEYPAD, THREE_DIGITS, TOLL_FREE, near_miss

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.library.digit_kinds import DigitKind
    from generator.library.folding import Folded

NUMBER = "\ufffc"  # stands where a contact's number is referred to, which is proved elsewhere
MAKE_A_CONTACT = "make it a contact and refer to it; dates, prices, counts with what is counted, statutes and addresses may stand"
SHORTEST = 5  # digits of the shortest number that could be mistaken for another
MOST_IN_A_ROW = 6  # digits that may follow each other with nothing but signs between them: seven can be dialled anywhere
WEB = re.compile(r"(?<![\w@.-])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#][^\s]*)?", re.IGNORECASE)
DIGIT_RUN = re.compile(r"[0-9]+")
BETWEEN = re.compile(r"[^\w]{0,3}")  # what a reader's eye skips: signs and spaces
TIGHT = re.compile(r"[ \-./()+]{0,3}")  # what stands inside of a number
# Emergency numbers of other countries (ITU-T E.161.1 and the national plans): never what a reader here should dial.
FOREIGN_SERVICES = frozenset(
    {"000", "061", "066", "080", "100", "101", "102", "103", "104", "105", "108", "110", "111", "112", "113", "114", "115", "116", "117", "118", "119"}
)
FOREIGN_SERVICES |= frozenset(
    {"120", "122", "123", "128", "133", "144", "190", "191", "192", "193", "194", "195", "197", "199", "555", "995", "996", "997", "998", "999"}
)
SERVICES = frozenset({"211", "311", "411", "511", "611", "711", "811", "911", "988"})
PREMIUM = frozenset({"900", "976"})
FIRM = frozenset({*(kind.name for kind in KINDS if kind.firm), "web address", "known number"})


class DigitRun(NamedTuple):
    """Digits in a text: as they were typed, where, and the kind that lets them stand ("" if none does) or what is wrong."""

    typed: str
    at: int
    kind: str
    why: str


def runs_in(typed: str, where: str = "", *, mentioned: Collection[str] = (), numbers: Collection[str] = ()) -> list[DigitRun]:
    """Return every run of digits in a text, in order.

    `where` is the kind of field that the text stands in: "address", "name", "list" for what goes with a kit, "translated", or "" for any other. `mentioned` are the
    three-digit numbers that its reader may be told in a sentence, such as 911. `numbers` are those of the registry, in
    their E.164 form or as short codes: what resembles one of them is refused by its name.
    """
    if typed.isascii() and not DIGIT_RUN.search(typed):
        return []
    folded = fold(typed)
    text = folded.text
    matches = list(DIGIT_RUN.finditer(text))
    if not matches:
        return []
    count = sum(len(match.group()) for match in matches)
    held: dict[int, tuple[str, str]] = {}  # by the place of a digit: the kind that holds it, and why
    _mentions(text, mentioned, held)
    for firm in (True, False):
        for kind in KINDS:
            if kind.firm is firm and kind.where in ("", where) and len(held) < count:
                _take(text, kind, held, numbers)
        if firm:
            _addresses(text, held)
    _break_rows(text, held, numbers, where)
    return [_run(folded, match, held, numbers) for match in matches]


def refused(typed: str, where: str = "", *, mentioned: Collection[str] = (), numbers: Collection[str] = ()) -> Iterator[DigitRun]:
    """Yield the runs of digits that may not be printed, those that follow each other as one."""
    before: DigitRun | None = None
    for run in runs_in(typed, where, mentioned=mentioned, numbers=numbers):
        if run.kind:
            continue
        if before is None or run.typed != before.typed or run.at > before.at + len(before.typed):
            yield run
        before = run


def _mentions(text: str, mentioned: Collection[str], held: dict[int, tuple[str, str]]) -> None:
    for match in re.finditer(r"(?<![A-Za-z0-9_\ufffc])(?<!\d[,.])\d{3}(?![A-Za-z0-9_\ufffc]|[,.]\d)", text):
        if match.group() in mentioned and not _neighbours(text, match.start(), match.end()):
            held.update(dict.fromkeys(range(match.start(), match.end()), ("known number", "the registry has it")))


def _take(text: str, kind: DigitKind, held: dict[int, tuple[str, str]], numbers: Collection[str]) -> None:
    """Let a kind hold the digits that have its form and are not held yet."""
    for match in kind.form.finditer(text):
        places = [place for place in range(match.start(), match.end()) if text[place].isdigit()]
        if any(place in held for place in places) or _resembled("".join(text[place] for place in places), numbers):
            continue
        if NUMBER in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]):
            continue
        if not kind.firm and (DIAL.search(text[: match.start()]) or _in_a_number(text, match.start(), match.end(), held)):
            continue
        held.update(dict.fromkeys(places, (kind.name, kind.why)))


def _addresses(text: str, held: dict[int, tuple[str, str]]) -> None:
    """Let a web address hold its digits, unless they could be dialled."""
    for match in WEB.finditer(text):
        digits = [place for place in range(match.start(), match.end()) if text[place].isdigit()]
        if digits and all(len(run) <= MOST_IN_A_ROW for run in re.findall(r"[0-9](?:[-._/]?[0-9])*", match.group())):
            held.update(dict.fromkeys(digits, ("web address", "a part of a web address")))


def _neighbours(text: str, start: int, end: int) -> bool:
    """Tell whether other digits, or a number, stand so close that they would be read as one."""
    before = re.search(rf"[0-9{NUMBER}]{TIGHT.pattern}\Z", text[max(0, start - 8) : start])
    after = re.match(rf"{TIGHT.pattern}[0-9{NUMBER}]", text[end : end + 8])
    return bool(before or after)


def _in_a_number(text: str, start: int, end: int, held: dict[int, tuple[str, str]]) -> bool:
    """Tell whether digits that nothing holds stand so close that both would be read as one number."""
    before = re.search(rf"[0-9{NUMBER}](?={TIGHT.pattern}\Z)", text[max(0, start - 8) : start])
    after = re.match(rf"{TIGHT.pattern}([0-9{NUMBER}])", text[end : end + 8])
    near = []
    if before:
        near.append(max(0, start - 8) + before.start())
    if after:
        near.append(end + after.start(1))
    return any(place not in held for place in near)


def _break_rows(text: str, held: dict[int, tuple[str, str]], numbers: Collection[str], where: str) -> None:
    """Take back what is held where digits in a row, with nothing but signs between them, could be dialled or resemble a number."""
    matches = [match for match in DIGIT_RUN.finditer(text) if held.get(match.start(), ("",))[0] not in FIRM]
    row: list[re.Match[str]] = []
    for match in [*matches, None]:
        if match is not None and row and BETWEEN.fullmatch(text[row[-1].end() : match.start()]):
            row.append(match)
            continue
        if len(row) > 1 and _could_be_dialled(text, row, numbers, where):
            for place in (place for one in row for place in range(*one.span())):
                held.pop(place, None)
        row = [] if match is None else [match]


def _could_be_dialled(text: str, row: list[re.Match[str]], numbers: Collection[str], where: str) -> bool:
    digits = "".join(one.group() for one in row)
    if any(resembles(digits, number) for number in numbers):
        return True
    if where == "list":  # sheets of the same grid: 8371, 5871, 8471
        return False
    if where == "address" and len(row) == 2:  # a house and a postcode: Hauptstr. 12, 10117 Berlin
        apart = "," in text[row[0].end() : row[1].start()]
        return len(digits) > 9 or not (apart or any(len(one.group()) == 5 for one in row) or len(digits) <= MOST_IN_A_ROW)
    if len(row) == 2 and re.search(r"[;.]\s", text[row[0].end() : row[1].start()]):  # a sentence ends, another begins
        return False
    return len(digits) > MOST_IN_A_ROW


def _run(folded: Folded, match: re.Match[str], held: dict[int, tuple[str, str]], numbers: Collection[str]) -> DigitRun:
    start, end = match.span()
    kinds = {held.get(place) for place in range(start, end)}
    if len(kinds) == 1 and (kind := next(iter(kinds))) is not None:
        return DigitRun(folded.typed_between(start, end), folded.at[start], *kind)
    first, last = _whole(folded.text, start, end)
    typed = folded.typed_between(first, last).strip()
    return DigitRun(typed, folded.at[first], "", what_is_wrong(folded.text[first:last], numbers))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the whole begins and ends that a person takes for one number: digits, signs, and letters of the keypad."""
    pattern = re.compile(rf"\+?[(]?[0-9]+(?:{TIGHT.pattern}(?:[0-9]+|[A-Z]{{2,9}}(?![a-z])))*")
    for match in pattern.finditer(text):
        if match.start() <= start < match.end():
            return match.span()
    return start, end


def what_is_wrong(text: str, numbers: Collection[str] = ()) -> str:
    """Return in words why a number may not stand there as it does."""
    digits = "".join(KEYPAD.get(one, one) for one in text if one in KEYPAD or one.isdigit())
    if wrong := _resembled(digits, numbers):
        return wrong
    national = digits.removeprefix("1") if len(digits) == 11 else digits
    if len(national) == 10 and national[:3] in PREMIUM:
        return "a premium-rate number, for which the caller pays"
    named = {
        "a service number that the registry does not have": digits in SERVICES,
        "an emergency or service number of another country": digits in FOREIGN_SERVICES,
        "a toll-free number that the registry does not have": len(national) == 10 and national[:3] in TOLL_FREE,
        "a telephone number that the registry does not have": len(digits) >= 7,
    }
    return next((why for why, right in named.items() if right), "digits that are no date, no count with what is counted, and nothing else that a page may show")


def _resembled(digits: str, numbers: Collection[str]) -> str:
    if len(digits) < SHORTEST:
        return ""
    return next((wrong for number in sorted(numbers) if (wrong := resembles(digits, number))), "")


def resembles(digits: str, number: str) -> str:
    """Return in words how digits as they are typed resemble a number of the registry, else ""."""
    bare = number.removeprefix("+1") if number.startswith("+1") else number.removeprefix("+")
    if bare in THREE_DIGITS or len(bare) < SHORTEST:
        return ""
    for form in (digits, digits.removeprefix("1"), digits.removeprefix("001"), digits.removeprefix("00")):
        if form == bare or (len(bare) == 10 and form == bare[3:]):
            return f"it is {number}, which a contact has: refer to the contact instead of typing the number"
        if wrong := near_miss(form, bare) or (len(bare) == 10 and len(form) == 7 and near_miss(form, bare[3:])):
            return f"it differs from {number} {wrong}"
        if len(bare) == 10 and len(form) == 10 and form[3:] == bare[3:]:
            return f"it differs from {number} in its first three digits"
    return ""
