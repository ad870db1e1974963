"""What a file says of its own numbers and codes is read back as it was written."""

from __future__ import annotations

import pytest

from generator.proof.ledgers import Ledger, bound, read_ledger, sections_of

HOTLINE = ("nhth", "voice", "+18883737888")


@pytest.mark.parametrize(
    "address",
    [
        "HTTPS://A.ORG",
        "https://example.org/x24",
        "https://example.org/x2x3",
        "https://example.org/a=1x2&b.text=911x3",
        "https://example.org/(x1)",
        "https://e.org/qr=x1",
    ],
)
def test_an_address_is_read_back_as_it_was_written(address):
    ledger = Ledger({HOTLINE: 10}, {address: 2}, {"911": 1}, editions=("ABCD",))
    assert read_ledger(ledger.keywords()) == Ledger({HOTLINE: 10}, {address: 2}, {"911": 1}, editions=("ABCD",))


def test_so_is_one_in_a_file_that_binds_many():
    base, own = Ledger({HOTLINE: 1}, {}), Ledger({}, {"https://example.org/x24": 1}, editions=("ABCD",))
    (section,) = sections_of(bound([(2, base)], [(0, own)])) or []
    assert (section.ledger.numbers, section.ledger.codes) == ({HOTLINE: 1}, {"https://example.org/x24": 1})


def test_a_piece_with_such_an_address_is_made(small, ask, edit):
    edit(small, "content/contacts/hotline.yaml", "web: example.org", "web: https://example.org/x24")
    code = '<qr address="{{ hotline.web | qr }}" size="18mm" alt="QR code that opens {{ hotline.web }}"/>'
    edit(small, "layouts/card.xml.j2", "  {% for part in selection.parts %}", f"  {code}\n  {{% for part in selection.parts %}}")
    ran = ask("-a", "public", "-l", "card", "--quiet", "--content", small / "content", "--layouts", small / "layouts")
    assert (ran.code, ran.stderr) == (0, "")
