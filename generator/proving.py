"""A finished PDF -> the numbers and QR codes that are really on it, and what is wrong with them.

The PDF is read back by another library than the one that wrote it (PDFium), QR codes from pixels by another than the one
that drew them (zxing). A piece carries the list of its contacts in its keywords, so that a finished file can be proved
without the content it was made from, and an old edition shows itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.channels import channels_of
from generator.codes import qr_address
from generator.numbers import THREE_DIGITS, digits_of, shown_number
from generator.problems import Place, Problem, did_you_mean
from generator.readback import ReadBack, Unreadable
from generator.spots import Pages, prove_spots, read, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.faces import Face
    from generator.models import Contact

# What looks like a telephone number in print: North American with or without 1, with letters, or international.
PHONE = re.compile(
    r"(?<![\d-])(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]\d{3,4}[-. ]\d{4}(?![\w-])"
    r"|(?<![\d-])1-[2-9]\d{2}-[0-9A-Z]+(?:-[0-9A-Z]+)*(?![\w-])"
    r"|(?<![\w-])\+\d[\d -]{6,}\d(?![\w-])"
)
CODE = re.compile(r"(?<![\d.,/-])\d{5,6}(?![\d.,/-])")
KEYWORD = re.compile(r"([a-z0-9-]+)\.(voice|vanity|text|tty)=(\+?\d+)x(\d+)|qr=(\S+?)x(\d+)")
SHORT = re.compile(r"(?<!\d)(?:" + "|".join(sorted(THREE_DIGITS)) + r")(?!\d)")
EDITION = re.compile(r"(?<= )edition=([A-Z]+)")
MENTION = re.compile(r"(?<= )(\d{3})x(\d+)(?= |$)")
QR_DPI = 200


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a piece shows how often: (contact, channel, number) and QR addresses, over all its pages."""

    numbers: Mapping[tuple[str, str, str], int]
    codes: Mapping[str, int]
    mentions: Mapping[str, int] = field(default_factory=dict)  # three-digit numbers, in sentences too: 911, 988
    tiled: bool = False  # cut over several pages: what it shows cannot be counted on any of them
    editions: tuple[str, ...] = ()  # the codes of what is in the file
    places: tuple[Pages, ...] = ()  # where the numbers stand

    def keywords(self) -> str:
        """Return the ledger as the text that a PDF carries."""
        parts = ["makecards", *(["tiled"] if self.tiled else []), *(f"edition={code}" for code in self.editions)]
        parts += [f"{number}x{count}" for number, count in sorted(self.mentions.items())]
        parts += [f"{contact}.{channel}={number}x{count}" for (contact, channel, number), count in sorted(self.numbers.items())]
        parts += [f"qr={address}x{count}" for address, count in sorted(self.codes.items())]
        parts += [written(self.places, sorted(self.numbers))] if self.places else []
        return " ".join(parts)


def ledger_of(faces: Iterable[tuple[Face, int]]) -> Ledger:
    """Return the ledger of faces, each with how often it is printed in the file."""
    from generator.faces import Code, Words

    numbers: Counter[tuple[str, str, str]] = Counter()
    codes: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for face, times in faces:
        for mark in face.flat():
            if isinstance(mark, Words):
                for number in SHORT.findall(mark.text):
                    mentions[number] += times
            if isinstance(mark, Words) and mark.number:
                numbers[mark.leaf.get("contact"), mark.leaf.get("channel"), mark.leaf.get("number")] += times
            elif isinstance(mark, Code):
                codes[mark.address] += times
    return Ledger(numbers, codes, mentions)


def read_ledger(keywords: str) -> Ledger | None:
    """Return the ledger that a PDF carries, or None if makecards did not make it."""
    if not keywords.startswith("makecards"):
        return None
    numbers: Counter[tuple[str, str, str]] = Counter()
    codes: Counter[str] = Counter()
    for contact, channel, number, count, address, times in KEYWORD.findall(keywords):
        if contact:
            numbers[contact, channel, number] += int(count)
        else:
            codes[address] += int(times)
    mentions = {number: int(count) for number, count in MENTION.findall(keywords)}
    return Ledger(numbers, codes, mentions, keywords.startswith("makecards tiled"), tuple(EDITION.findall(keywords)))


def prove(data: bytes, contacts: Mapping[str, Contact], file: str, pages: Collection[int] | None = None, *, codes: bool = True) -> Iterator[Problem]:
    """Yield what is wrong with the numbers and codes of a finished PDF.

    Every number that its ledger lists must be on the page as often as it says, dial what the registry says today, and
    nothing else that looks like a telephone number or a short code may be there. QR codes are looked for on all pages, or
    only on those with these numbers (from 0), where whoever made the file knows that there are no others. Without `codes`
    they are not looked for: whoever made it knows that they are the same as in a file that was proved.
    """
    try:
        document = ReadBack(data)
    except Unreadable as error:
        yield Problem(Place(file), f"this PDF cannot be opened: {error}")
        return
    ledger = read_ledger(document.keywords)
    if ledger is None:
        yield Problem(Place(file), "this PDF was not made by makecards: it carries no list of its contacts")
        ledger = Ledger({}, {})
    yield from _prove_against_registry(ledger, contacts, file)
    if ledger.tiled:
        yield from _prove_tiles(document.texts(), contacts, file)
        return
    yield from _prove_numbers(document.texts(), ledger, contacts, file)
    if codes:
        yield from _prove_codes(_decoded(document, pages), ledger, contacts, file)


def prove_places(document: ReadBack, ledger: Ledger, contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    """Yield each number that stands elsewhere than it was put, where the file carries the places."""
    keys = sorted(ledger.numbers)
    spots = read(document.keywords, keys)
    if spots is not None:
        forms = {(name, channel, number): forms_of(contacts[name]).get(channel, "") for name, channel, number in keys if name in contacts}
        yield from prove_spots(document, spots, forms, file)


def _decoded(document: ReadBack, pages: Collection[int] | None) -> Counter[str]:
    if pages is not None and not pages:
        return Counter()
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return Counter(code.text for image in document.images(QR_DPI, pages) for code in zxingcpp.read_barcodes(image, formats=wanted))


def forms_of(contact: Contact) -> dict[str, str]:
    """Return how each channel of a contact is printed."""
    shown = {channel: shown_number(number) for channel, number in channels_of(contact).items()}
    if isinstance(contact.vanity, str):
        shown["vanity"] = contact.vanity
    return shown


def _prove_against_registry(ledger: Ledger, contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    recall = " ".join(["recall this edition", *ledger.editions])
    for contact_id, channel, number in sorted(ledger.numbers):
        contact = contacts.get(contact_id)
        if contact is None:
            yield Problem(Place(file), f"it shows the contact '{contact_id}', which the registry no longer has", recall)
        elif (today := channels_of(contact).get(channel)) != number:
            yield Problem(Place(file), f"it shows {number} for '{contact_id}' ({channel}); the registry says {today or 'there is none'}", recall)


def _prove_numbers(texts: list[str], ledger: Ledger, contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    wanted: Counter[str] = Counter()
    for (contact_id, channel, number), count in ledger.numbers.items():
        form = forms_of(contacts[contact_id]).get(channel) if contact_id in contacts else None
        wanted[form or shown_number(number)] += count
    expected = {form: count for form, count in wanted.items() if len(form) > 3} | dict(ledger.mentions)
    seen = Counter(number for text in texts for number in SHORT.findall(text))
    for form in wanted:
        if len(form) > 3:
            seen[form] = sum(len(re.findall(rf"(?<![\d-]){re.escape(form)}(?![\w-])", text)) for text in texts)
    for form in sorted({*expected, *seen}):
        if seen[form] != expected.get(form, 0):
            yield Problem(Place(file), f"{form} should be on it {expected.get(form, 0)} times, and was read {seen[form]} times")
    yield from _prove_strangers(texts, wanted, contacts, file)


def _prove_strangers(texts: list[str], wanted: Mapping[str, int], contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    """Yield what looks like a telephone number or a short code and has no business to be there."""
    known = {form for contact in contacts.values() for form in forms_of(contact).values()}
    for page, text in enumerate(texts, 1):
        found = {match for pattern in (PHONE, CODE) for match in pattern.findall(text)}
        for form in sorted(found - known):
            near = [other for other in known if len(digits_of(other)) == len(digits_of(form))]
            yield Problem(Place(file), f"page {page} shows {form}, which is no number of the registry", did_you_mean(form, near) if near else "")
        for form in sorted((known & found) - set(wanted)):
            yield Problem(Place(file), f"page {page} shows {form}, which its list of contacts does not name")


def _prove_tiles(texts: list[str], contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    """A number may lie across two tiles, so it cannot be counted; but no piece of another number may be there."""
    known = {form for contact in contacts.values() for form in forms_of(contact).values()}
    for page, text in enumerate(texts, 1):
        for form in sorted({match for pattern in (PHONE, CODE) for match in pattern.findall(text)}):
            if not any(form in whole for whole in known):
                yield Problem(Place(file), f"page {page} shows {form}, which is no number of the registry")


def _prove_codes(found: Mapping[str, int], ledger: Ledger, contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    for address in sorted({*found, *ledger.codes}):
        wanted, seen = ledger.codes.get(address, 0), found.get(address, 0)
        if wanted != seen:
            yield Problem(Place(file), f"the QR code for {address} should be on it {wanted} times, and was read {seen} times")
    known = {qr_address(address) for contact in contacts.values() for address in addresses_of(contact)}
    for address in sorted(found):
        if address not in known:
            yield Problem(Place(file), f"a QR code leads to {address}, which is no address of the registry", did_you_mean(address, known))


def addresses_of(contact: Contact) -> list[str]:
    """Return the web addresses of a contact."""
    return [address for address in (contact.web, contact.chat, contact.form) if isinstance(address, str)]
