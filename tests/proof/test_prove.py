"""A wrong number or code on a finished page is found, whatever went wrong between the registry and the paper."""

import io
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pikepdf
import pytest
from aloud import letters_of, text_shown
from msgspec import UNSET
from msgspec.structs import replace as edited
from pieces import pages, pressed, saved

from generator.making.make import make
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.proof.ledgers import Ledger, ledger_of, read_ledger
from generator.proof.prove import forms_of, prove
from generator.proof.readback import ReadBack
from generator.typesetting.faces import Code, Words
from generator.typesetting.qr import qr_modules

NUMBER = "1-888-373-7888"


@pytest.fixture(scope="module")
def handout(shop):
    """The first page of the public's handout: it has numbers, a text code and a QR code."""
    piece = lay_out_piece(shop, Order("public", "handout"))
    return replace(piece, faces=piece.faces[:1])


def ledger_for(faces):
    return ledger_of((face, 1) for face in faces)


def changed(piece, change):
    """The finished PDF of a piece whose marks were changed behind its ledger's back; `change` returns None to drop one."""
    faces = [edited(face, marks=tuple(mark for mark in map(change, face.marks) if mark)) for face in piece.faces]
    return pressed(faces, piece.page, keywords=ledger_for(piece.faces).keywords())


def with_words(old, new):
    """Replace a number where it is printed as one."""

    def change(mark):
        if isinstance(mark, Words) and mark.number and mark.text.strip() == old:
            return edited(mark, text=new) if new else None
        return mark

    return change


def messages(data, contacts, **more):
    return [f"{found.message}; {found.hint}".removesuffix("; ") for found in prove(data, contacts, "a.pdf", **more)]


def with_contact(library, contact_id, **changes):
    return MappingProxyType({**library.contacts, contact_id: edited(library.contacts[contact_id], **changes)})


def test_what_was_made_is_right(handout, library):
    assert messages(pressed(handout.faces, handout.page, keywords=ledger_for(handout.faces).keywords()), library.contacts) == []


def test_every_number_that_is_printed_is_in_the_ledger(handout):
    numbers = ledger_for(handout.faces).numbers
    assert {("nhth", "voice", "+18883737888"), ("nhth", "text", "233733"), ("911", "voice", "911")} <= set(numbers)


def test_one_wrong_digit_is_found(handout, library):
    assert messages(changed(handout, with_words(NUMBER, "1-888-373-7889")), library.contacts) == [
        "1-888-373-7888 should be on it 1 times, and was read 0 times",
        "page 1 shows 1-888-373-7889, which is no number of the registry; did you mean '1-888-373-7888'?",
    ]


def test_two_swapped_digits_are_found(handout, library):
    assert messages(changed(handout, with_words(NUMBER, "1-888-737-3888")), library.contacts) == [
        "1-888-373-7888 should be on it 1 times, and was read 0 times",
        "page 1 shows 1-888-737-3888, which is no number of the registry; did you mean '1-888-373-7888'?",
    ]


def test_a_dropped_number_is_found(handout, library):
    assert messages(changed(handout, with_words(NUMBER, "")), library.contacts) == ["1-888-373-7888 should be on it 1 times, and was read 0 times"]


def test_a_dropped_digit_is_found(handout, library):
    assert (
        messages(changed(handout, with_words(NUMBER, "1-888-373-788")), library.contacts)[0] == "1-888-373-7888 should be on it 1 times, and was read 0 times"
    )


def test_a_number_with_a_digit_too_many_is_found(handout, library):
    assert (
        messages(changed(handout, with_words(NUMBER, "1-888-373-78888")), library.contacts)[0] == "1-888-373-7888 should be on it 1 times, and was read 0 times"
    )


def test_a_wrong_text_code_is_found(handout, library):
    assert messages(changed(handout, with_words("233733", "233722")), library.contacts) == [
        "233733 should be on it 1 times, and was read 0 times",
        "page 1 shows 233722, which is no number of the registry; did you mean '233733'?",
    ]


def test_another_number_of_the_registry_in_its_place_is_found(handout, library):
    found = messages(changed(handout, with_words(NUMBER, "1-866-487-9243")), library.contacts)
    assert found == ["1-888-373-7888 should be on it 1 times, and was read 0 times", "page 1 shows 1-866-487-9243, which its list of contacts does not name"]


def test_a_number_twice_where_it_should_stand_once_is_found(handout, library):
    number = next(mark for face in handout.faces for mark in face.marks if isinstance(mark, Words) and mark.text.strip() == NUMBER)
    first, *others = handout.faces
    twice = [edited(first, marks=(*first.marks, number.moved(0, 300))), *others]
    assert messages(pressed(twice, handout.page, keywords=ledger_for(handout.faces).keywords()), library.contacts) == [
        "1-888-373-7888 should be on it 1 times, and was read 2 times"
    ]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Call 1-800-555-0199 today", "1-800-555-0199"),
        ("Call (402) 555-0199", "(402) 555-0199"),
        ("Call 402.555.0199", "402.555.0199"),
        ("Call 1-800-GET-HELP", "1-800-GET-HELP"),
        ("Call +44 20 7946 0000 now", "+44 20 7946 0000"),
        ("Text 88788", "88788"),
        ("Text 741741", "741741"),
    ],
)
def test_a_number_that_no_registry_knows_is_found(text, form):
    (page,) = pages(f"<para>{text}</para>")
    assert messages(pressed([page], keywords="makecards"), {}) == [f"page 1 shows {form}, which is no number of the registry"]


@pytest.mark.parametrize(
    "text",
    ["24/7 since 2015", "18 U.S.C. 1591", "22 USC 7102(11)", "Public Law 117-322", "November 24, 2026", "10,000 people", "3.5 x 2 in", "202307-1653-001"],
)
def test_what_only_looks_a_little_like_a_number_is_left_alone(text):
    (page,) = pages(f"<para>{text}</para>")
    assert messages(pressed([page], keywords="makecards"), {}) == []


def recoded(address):
    """Replace every QR code by one that leads elsewhere."""

    def change(mark):
        if not isinstance(mark, Code):
            return mark
        modules, rows = qr_modules(address, mark.box.width, mark.leaf.place)
        return edited(mark, modules=modules, rows=rows)

    return change


def test_a_replaced_code_is_found(handout, library):
    assert messages(changed(handout, recoded("HTTPS://HUMANTRAFFICKINGHOTLINE.COM")), library.contacts) == [
        "the QR code for HTTPS://HUMANTRAFFICKINGHOTLINE.COM should be on it 0 times, and was read 1 times",
        "the QR code for HTTPS://HUMANTRAFFICKINGHOTLINE.ORG should be on it 1 times, and was read 0 times",
        "a QR code leads to HTTPS://HUMANTRAFFICKINGHOTLINE.COM, which is no address of the registry; did you mean 'HTTPS://HUMANTRAFFICKINGHOTLINE.ORG'?",
    ]


def test_a_code_that_cannot_be_read_is_found(handout, library):
    def smeared(mark):
        return (
            edited(mark, rows=tuple(((0, mark.modules),) if 8 < number < 18 else row for number, row in enumerate(mark.rows)))
            if isinstance(mark, Code)
            else mark
        )

    expected = ["the QR code for HTTPS://HUMANTRAFFICKINGHOTLINE.ORG should be on it 1 times, and was read 0 times"]
    assert messages(changed(handout, smeared), library.contacts) == expected


def test_a_code_that_the_registry_no_longer_has_is_found(handout, library):
    data = pressed(handout.faces, handout.page, keywords=ledger_for(handout.faces).keywords())
    contacts = with_contact(library, "nhth", web="hotline.example.org")
    assert messages(data, contacts) == [
        "a QR code leads to HTTPS://HUMANTRAFFICKINGHOTLINE.ORG, which is no address of the registry; did you mean 'https://humantraffickinghotline.org/chat'?",
    ]


def test_an_old_edition_is_recalled_when_its_number_changed(handout, library):
    data = pressed(handout.faces, handout.page, keywords=ledger_for(handout.faces).keywords())
    assert messages(data, with_contact(library, "nhth", voice="+18883737889"))[0] == (
        "it shows +18883737888 for 'nhth' (voice); the registry says +18883737889; recall this edition"
    )


def test_an_old_edition_is_recalled_when_its_text_code_is_gone(handout, library):
    data = pressed(handout.faces, handout.page, keywords=ledger_for(handout.faces).keywords())
    assert (
        messages(data, with_contact(library, "nhth", text=UNSET))[0]
        == "it shows 233733 for 'nhth' (text); the registry says there is none; recall this edition"
    )


def test_an_old_edition_is_recalled_when_its_contact_is_gone(handout, library):
    data = pressed(handout.faces, handout.page, keywords=ledger_for(handout.faces).keywords())
    contacts = MappingProxyType({key: contact for key, contact in library.contacts.items() if key != "911"})
    assert messages(data, contacts)[0] == "it shows the contact '911', which the registry no longer has; recall this edition"


def retype(stream, resources, old, new):
    """Show other characters of the same font wherever a stream shows exactly these."""
    letters = letters_of(resources)
    done = []
    for operands, operator in pikepdf.parse_content_stream(stream):
        if str(operator) == "Tf":
            known = letters[str(operands[0])]
        if str(operator) == "TJ" and text_shown(operands, known) == old:
            code = {letter: code for code, letter in known.items()}
            operands = [pikepdf.Array([pikepdf.String(b"".join(code[letter] for letter in new))])]  # noqa: PLW2901
        done.append((operands, operator))
    stream.write(pikepdf.unparse_content_stream(done))


def test_a_sheet_that_was_edited_after_it_was_made_is_found(shop, library):
    data = next(data for name, data in make(shop, Order("public", "wallet-card")).items() if not name.endswith("wallet-card.en.pdf"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        drawn += [page.Contents for page in pdf.pages]
        for stream in drawn:
            retype(stream, pdf.pages[0].Resources, NUMBER, "1-888-373-7889")
        tampered = saved(pdf)
    assert messages(tampered, library.contacts) == [
        "1-888-373-7888 should be on it 10 times, and was read 0 times",
        "page 1 shows 1-888-373-7889, which is no number of the registry; did you mean '1-888-373-7888'?",
    ]


def test_a_pdf_of_somebody_else_is_not_called_right(library):
    foreign = pressed(pages("<para>Hello</para>"), keywords="leaflet")
    assert messages(foreign, library.contacts) == ["this PDF was not made by makecards: it carries no list of its contacts"]


def test_a_broken_file_is_a_problem_and_not_a_crash(library):
    assert messages(b"%PDF-1.7 and no more", library.contacts)[0].startswith("this PDF cannot be opened: ")


def test_a_ledger_is_read_back_from_its_keywords():
    ledger = Ledger(Counter({("nhth", "voice", "+18883737888"): 10, ("988", "text", "988"): 1}), Counter({"HTTPS://A.ORG": 2}))
    assert ledger.keywords() == "makecards 988.text=988x1 nhth.voice=+18883737888x10 qr=HTTPS://A.ORGx2"
    assert read_ledger(ledger.keywords()) == ledger


def test_another_programs_keywords_are_no_ledger():
    assert read_ledger("human trafficking, cards") is None


def test_each_channel_has_its_printed_form(library):
    assert [forms_of(library.contacts[key]) for key in ("nhth", "hsi")] == [
        {"voice": "1-888-373-7888", "text": "233733", "tty": "711"},
        {"voice": "1-866-347-2423", "vanity": "1-866-DHS-2-ICE", "tty": "1-802-872-6196"},
    ]


def with_text(text, keywords=""):
    """A page with a text on it and the list of what it shows, or what somebody has put there instead."""
    faces = pages(f"<para>{text}</para>")
    return pressed(faces, keywords=keywords or ledger_for(faces).keywords())


def test_a_postcode_that_was_judged_where_it_was_typed_is_right(library):
    data = with_text("Chicago, IL 60601")
    assert (dict(read_ledger(ReadBack(data).keywords).loose), messages(data, library.contacts)) == ({"60601": 1}, [])


@pytest.mark.parametrize(
    ("text", "let"),
    [
        ("Chicago, IL 60602", "let=60601x1"),  # another than the file says
        ("IL 60601, IL 60601", "let=60601x1"),  # more often
        ("Text 233734, day and night", ""),  # a comma behind it is no excuse
        ("text 233734", "let=233734x1"),  # one digit beside the Hotline's short code: the file may say what it likes
        ("text 233733", "let=233733x1"),  # a short code that stands there as text
    ],
)
def test_what_a_file_says_of_other_digits_is_not_believed(text, let, library):
    assert messages(with_text(text, f"makecards {let}"), library.contacts) != []
