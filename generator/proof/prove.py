"""A finished PDF -> the numbers and QR codes that are really on it, and what is wrong with them.

The PDF is read back by another library than the one that wrote it (PDFium), QR codes from pixels by another than the one
that drew them (zxing). A piece carries the list of its contacts in its keywords, so that a finished file can be proved
without the content it was made from, and an old edition shows itself.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.foundation.addresses import qr_address
from generator.foundation.problems import Place, Problem, did_you_mean
from generator.library.digits import resembles
from generator.library.numbers import channels_of, digits_of, shown_number
from generator.library.printed import registry_numbers
from generator.proof.ledgers import LOOSE_CODE, SHORT, Ledger, read_ledger, sections_of
from generator.proof.readback import ReadBack, Unreadable
from generator.proof.spots import Spot, prove_spots, read_spots

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from generator.library.models import Contact
    from generator.proof.ledgers import Section

# What looks like a telephone number in print: North American with or without 1, with letters, or international.
PHONE = re.compile(
    r"(?<![\d-])(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]\d{3,4}[-. ]\d{4}(?![\w-])"
    r"|(?<![\d-])1-[2-9]\d{2}-[0-9A-Z]+(?:-[0-9A-Z]+)*(?![\w-])"
    r"|(?<![\w-])\+\d[\d -]{6,}\d(?![\w-])"
)
QR_DPI = 200


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
        yield Problem(Place(file), "E801", f"this PDF cannot be opened: {error}")
        return
    sections = sections_of(document.keywords)
    if sections is not None:
        yield from _prove_bound(document, sections, contacts, file, pages, codes=codes)
        return
    ledger = read_ledger(document.keywords)
    if ledger is None:
        yield Problem(Place(file), "E803", "this PDF was not made by makecards: it carries no list of its contacts")
        ledger = Ledger({}, {})
    yield from _prove_against_registry(ledger, contacts, file)
    if ledger.tiled:
        yield from _prove_tiles(document.texts(), contacts, file)
        return
    yield from _prove_numbers(document.texts(), ledger, contacts, file)
    if codes:
        yield from _prove_codes(_decoded(document, pages), ledger, contacts, file)


def _prove_bound(
    document: ReadBack, sections: Sequence[Section], contacts: Mapping[str, Contact], file: str, coded: Collection[int] | None, *, codes: bool
) -> Iterator[Problem]:
    """Yield what is wrong with a file that binds the pieces of many partners: each is proved on its own pages.

    `coded` are the pages of a copy (from 0) on which codes are looked for, None for all; without `codes` only those of the first.
    """
    carried = sum(section.pages for section in sections)
    if carried != len(document):
        yield Problem(Place(file), "E819", f"it has {len(document)} pages, and carries the places of numbers on {carried}", "do not hand it out; make it again")
        return
    registry = {name: contact for name, contact in contacts.items() if not contact.partner}
    texts = document.texts()
    said: set[Problem] = set()
    first = 0
    for pages, ledger in sections:
        own = registry | {name: contacts[name] for name, _, _ in ledger.numbers if name in contacts}
        found = [*_prove_against_registry(ledger, own, file), *_prove_numbers(texts[first : first + pages], ledger, own, file, first)]
        if codes or not first:
            found += _prove_codes(_decoded(document, [first + page for page in (range(pages) if coded is None else coded) if page < pages]), ledger, own, file)
        yield from (one for one in found if one not in said)
        said.update(found)
        first += pages


def spots_of(sections: Sequence[Section]) -> list[tuple[Spot, ...]]:
    """Return the spots of all pages of a bound file; [] for a page of a section that carries none."""
    pages: list[tuple[Spot, ...]] = []
    for section in sections:
        held = [page for run in section.ledger.places for page in run.spots * run.times]
        pages += held if len(held) == section.pages else [()] * section.pages
    return pages


def prove_places(document: ReadBack, ledger: Ledger, contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    """Yield each number that stands elsewhere than it was put, where the file carries the places."""
    sections = sections_of(document.keywords)
    keys = sorted(ledger.numbers)
    spots = spots_of(sections) if sections is not None else read_spots(document.keywords, keys)
    if sections is not None:
        keys = sorted({key for section in sections for key in section.ledger.numbers})
    if spots is not None:
        forms = {(name, channel, number): forms_of(contacts[name]).get(channel, "") for name, channel, number in keys if name in contacts}
        yield from prove_spots(document, spots, forms, file)


def _decoded(document: ReadBack, pages: Collection[int] | None) -> Counter[str]:
    if pages is not None and not pages:
        return Counter()
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return Counter(code.text for page in document.greys(QR_DPI, pages) for code in zxingcpp.read_barcodes(page, formats=wanted))


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
            yield Problem(Place(file), "E810", f"it shows the contact '{contact_id}', which the registry no longer has", recall)
        elif (today := channels_of(contact).get(channel)) != number:
            yield Problem(Place(file), "E811", f"it shows {number} for '{contact_id}' ({channel}); the registry says {today or 'there is none'}", recall)


def _prove_numbers(texts: list[str], ledger: Ledger, contacts: Mapping[str, Contact], file: str, first: int = 0) -> Iterator[Problem]:
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
            yield Problem(Place(file), "E812", f"{form} should be on it {expected.get(form, 0)} times, and was read {seen[form]} times")
    yield from _prove_strangers(texts, wanted, ledger.loose, contacts, file, first)


def _prove_strangers(
    texts: list[str], wanted: Mapping[str, int], loose: Mapping[str, int], contacts: Mapping[str, Contact], file: str, first: int
) -> Iterator[Problem]:
    """Yield what looks like a telephone number or a short code and has no business to be there.

    `loose` are digits that look like a short code and were judged where they were typed; the file shows them as often as it says.
    """
    known = {form for contact in contacts.values() for form in forms_of(contact).values()}
    seen = Counter(digits for text in texts for digits in LOOSE_CODE.findall(text))
    numbers = registry_numbers(contacts)
    judged = {digits for digits, count in loose.items() if seen[digits] == count and not any(resembles(digits, number) for number in numbers)}
    for page, text in enumerate(texts, first + 1):
        found = {match for pattern in (PHONE, LOOSE_CODE) for match in pattern.findall(text)}
        for form in sorted(found - known - judged):
            near = [other for other in known if len(digits_of(other)) == len(digits_of(form))]
            yield Problem(Place(file), "E813", f"page {page} shows {form}, which is no number of the registry", did_you_mean(form, near) if near else "")
        for form in sorted((known & found) - set(wanted)):
            yield Problem(Place(file), "E814", f"page {page} shows {form}, which its list of contacts does not name")


def _prove_tiles(texts: list[str], contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    """A number may lie across two tiles, so it cannot be counted; but no piece of another number may be there."""
    known = {form for contact in contacts.values() for form in forms_of(contact).values()}
    for page, text in enumerate(texts, 1):
        for form in sorted({match for pattern in (PHONE, LOOSE_CODE) for match in pattern.findall(text)}):
            if not any(form in whole for whole in known):
                yield Problem(Place(file), "E813", f"page {page} shows {form}, which is no number of the registry")


def _prove_codes(found: Mapping[str, int], ledger: Ledger, contacts: Mapping[str, Contact], file: str) -> Iterator[Problem]:
    for address in sorted({*found, *ledger.codes}):
        wanted, seen = ledger.codes.get(address, 0), found.get(address, 0)
        if wanted != seen:
            yield Problem(Place(file), "E815", f"the QR code for {address} should be on it {wanted} times, and was read {seen} times")
    known = {qr_address(address) for contact in contacts.values() for address in addresses_of(contact)}
    for address in sorted(found):
        if address not in known:
            yield Problem(Place(file), "E816", f"a QR code leads to {address}, which is no address of the registry", did_you_mean(address, known))


def addresses_of(contact: Contact) -> list[str]:
    """Return the web addresses of a contact."""
    return [address for address in (contact.web, contact.chat, contact.form) if isinstance(address, str)]
