"""Slips that happen to finished files: a digit, two digits, a number, a code. Each change returns None if a file has nothing to change."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from aloud import letters_of, text_shown
from pieces import saved
from shipping import LIBRARY

from generator.foundation.problems import Place
from generator.proof.ledgers import read_ledger
from generator.proof.pixels import prove_pixels
from generator.proof.prove import forms_of, prove, prove_places
from generator.proof.readback import ReadBack
from generator.typesetting.qr import qr_modules

Change = Callable[[pikepdf.Pdf, random.Random], bool]
FORMS = {form for contact in LIBRARY.contacts.values() for form in forms_of(contact).values()}


def wrong(data: bytes, fonts: Mapping[str, Path]) -> list[str]:
    """What verify says of a file."""
    found = [problem.message for problem in prove(data, LIBRARY.contacts, "a.pdf")]
    if found:
        return found
    document = ReadBack(data)
    ledger = read_ledger(document.keywords)
    assert ledger is not None
    found = [problem.message for problem in prove_places(document, ledger, LIBRARY.contacts, "a.pdf")]
    return found or [problem.message for problem in prove_pixels(document, fonts, "a.pdf")]


def mutated(data: bytes, change: Change, chance: random.Random) -> bytes | None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(pdf) if change(pdf, chance) else None


def numbers_on(pdf: pikepdf.Pdf) -> list[tuple[int, int, str, dict[bytes, str]]]:
    """Every number that is shown: its page, the place of its operator, its text, and the letters of its font."""
    found = []
    for at, page in enumerate(pdf.pages):
        letters, known = letters_of(page.Resources), {}
        for place, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
            if str(operator) == "Tf":
                known = letters[str(operands[0])]
            elif str(operator) == "TJ":
                text = text_shown(operands, known)
                if text.strip() in FORMS:
                    found.append((at, place, text, known))
    return found


def shown_instead(pdf: pikepdf.Pdf, number: Any, text: str) -> bool:
    """Show another text in place of a number; False if the font lacks its letters."""
    page, place, _, letters = number
    code = {letter: code for code, letter in letters.items()}
    if not set(text) <= set(code):
        return False
    stream = list(pikepdf.parse_content_stream(pdf.pages[page]))
    stream[place] = ([pikepdf.Array([pikepdf.String(b"".join(code[letter] for letter in text))])], pikepdf.Operator("TJ"))
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(stream))
    return True


def a_digit_is_another(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    number = chance.choice(numbers_on(pdf))
    at = chance.choice([place for place, sign in enumerate(number[2]) if sign.isdigit()])
    other = chance.choice([digit for digit in "0123456789" if digit != number[2][at]])
    return shown_instead(pdf, number, number[2][:at] + other + number[2][at + 1 :])


def two_digits_change_places(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    number = chance.choice(numbers_on(pdf))
    text = number[2]
    pairs = [at for at in range(len(text) - 1) if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]]
    if not pairs:
        return False
    at = chance.choice(pairs)
    return shown_instead(pdf, number, text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def a_digit_is_gone(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    number = chance.choice(numbers_on(pdf))
    at = chance.choice([place for place, sign in enumerate(number[2]) if sign.isdigit()])
    return shown_instead(pdf, number, number[2][:at] + number[2][at + 1 :])


def a_digit_is_doubled(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    number = chance.choice(numbers_on(pdf))
    at = chance.choice([place for place, sign in enumerate(number[2]) if sign.isdigit()])
    return shown_instead(pdf, number, number[2][:at] + number[2][at] + number[2][at:])


def a_number_is_gone(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    return shown_instead(pdf, chance.choice(numbers_on(pdf)), "")


def a_number_stands_for_another(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    numbers = numbers_on(pdf)
    one = chance.choice(numbers)
    others = [other[2] for other in numbers if other[2].strip() != one[2].strip()]
    return bool(others) and shown_instead(pdf, one, chance.choice(others))


def two_numbers_change_places(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    numbers = numbers_on(pdf)
    one = chance.choice(numbers)
    others = [other for other in numbers if other[2].strip() != one[2].strip()]
    if not others:
        return False
    other = chance.choice(others)
    return shown_instead(pdf, one, other[2]) and shown_instead(pdf, other, one[2])


def a_digit_lies_under_a_patch(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    signs = [(at, sign) for at in range(len(pdf.pages)) for sign in ReadBack(saved(pdf)).signs(at)]
    shown = "".join(sign.text for _, sign in signs)
    starts = [at for at in range(len(shown)) if shown.startswith("1-888-373-7888", at)]
    page, sign = signs[chance.choice(starts) + chance.choice([0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 13])]
    box = f"{sign.left - 0.3:.2f} {sign.bottom - 0.3:.2f} {sign.right - sign.left + 0.6:.2f} {sign.top - sign.bottom + 0.6:.2f}"
    content = pdf.pages[page].Contents.read_bytes()
    pdf.pages[page].Contents = pdf.make_stream(content + f"\nq 0.5 g {box} re f Q".encode())
    return True


def a_code_leads_elsewhere(pdf: pikepdf.Pdf, chance: random.Random) -> bool:
    """The longest path of a page is its QR code: its modules are those of another address."""
    for page in pdf.pages:
        stream = list(pikepdf.parse_content_stream(page))
        runs = [place for place, (_, operator) in enumerate(stream) if str(operator) == "re"]
        if len(runs) < 100:
            continue
        address = f"HTTPS://EXAMPLE.ORG/{chance.randrange(10**6)}"
        modules, rows = qr_modules(address, 72.0, Place(""))
        boxes = [[float(edge) for edge in stream[place][0]] for place in runs if float(stream[place][0][3]) < 10]
        module = min(box[3] for box in boxes)
        left, top = min(box[0] for box in boxes), max(box[1] + box[3] for box in boxes)
        drawn = [
            f"{left + first * module:.3f} {top - (row + 1) * module:.3f} {count * module:.3f} {module:.3f} re"
            for row, held in enumerate(rows)
            for first, count in held
        ]
        kept = [one for place, one in enumerate(stream) if place not in runs or float(one[0][3]) >= 10]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept) + "\nq 0 g {} f Q".format(" ".join(drawn)).encode())
        assert modules
        return True
    return False


CHANGES: list[Change] = [
    a_digit_is_another,
    two_digits_change_places,
    a_digit_is_gone,
    a_digit_is_doubled,
    a_number_is_gone,
    a_number_stands_for_another,
    two_numbers_change_places,
    a_digit_lies_under_a_patch,
    a_code_leads_elsewhere,
]
