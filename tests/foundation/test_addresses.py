"""What a browser or a phone opens, and what people call the site."""

import pytest

from generator.foundation.addresses import full_address, phone_address, site_of


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("example.org/help", "https://example.org/help"),
        ("http://example.org", "http://example.org"),
        ("tel:+18883737888", "tel:+18883737888"),
        ("archive.example.org/2013/http://example.org", "https://archive.example.org/2013/http://example.org"),
    ],
)
def test_an_address_without_a_scheme_is_opened_as_https(written, opened):
    assert opened == full_address(written)


def test_a_tap_on_a_number_dials_it():
    assert [phone_address("+18883737888"), phone_address("911")] == ["tel:+18883737888", "tel:911"]


def test_a_tap_on_a_text_number_begins_a_message():
    assert phone_address("233733", "text") == "sms:233733"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.dhs.gov/a/b", "dhs.gov"),
        ("http://acf.hhs.gov", "acf.hhs.gov"),
        ("osha.gov/x", "osha.gov"),
        ("https://archive.example.org/2013/http://www.dhs.gov/", "archive.example.org"),
    ],
)
def test_a_site_is_called_as_people_say_it(address, site):
    assert site_of(address) == site
