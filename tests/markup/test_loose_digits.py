"""What a composed page would show of digits is judged as it will be read."""

import pytest
from pieces import page_tree

from generator.markup.loose_digits import loose_digits

NUMBERS = frozenset({"+18883737888", "233733", "911"})
PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'


def said(xml: str, known=(), where: str = "") -> list[str]:
    return [one.message.removeprefix("a text on this piece shows ").split(":")[0] for one in loose_digits(page_tree(xml), {"911"}, NUMBERS, known, where)]


@pytest.mark.parametrize(
    ("xml", "shows"),
    [
        (f"<para>Call {PHONE}, or 911. Under 18? 24/7.</para>", []),
        ("<para>Call 888<b>-373-</b>7889</para>", ["888-373-7889"]),
        ("<para>Call 888<br/>373<br/>7889</para>", ["888 373 7889"]),
        (f"<para>{PHONE}9</para>", ["9"]),
        ("<para>8 8 8</para><para>3 7 3</para><para>7 8 8 9</para>", ["8 8 8", "3 7 3", "7 8 8 9", "8 8 8 3 7 3 7 8 8 9"]),
        ("<para>88</para><para>83</para><para>73</para><para>78</para>", ["88 83 73 78"]),
        ("<list><item>1</item><item>2</item><item>3</item><item>4</item><item>5</item><item>6</item><item>7</item></list>", []),
        ('<table columns="* *"><row><cell>88</cell><cell>83</cell></row><row><cell>73</cell><cell>78</cell></row></table>', ["88 83 73 78"]),
        ('<qr address="HTTPS://EXAMPLE.ORG" alt="Call 888-373-7889" size="20mm"/>', ["888-373-7889"]),
        ("<heading level='1'>The 112 line</heading>", ["112"]),
    ],
)
def test_what_is_on_a_page(xml, shows):
    assert said(xml) == shows


def test_a_name_and_an_address_were_judged_where_they_were_typed():
    xml = "<para>Shelter 24601, 120 Lake Street, Chicago 60601</para>"
    known = [("Shelter 24601", "name"), ("120 Lake Street, Chicago 60601", "address")]
    assert (said(xml), said(xml, known)) == (["24601", "60601"], [])


def test_a_name_that_is_a_number_is_no_excuse():
    assert said("<para>House 233734</para>", [("House 233734", "name")]) == ["233734"]


def test_a_list_of_a_kit_has_counts_and_stock_numbers_and_no_number_to_dial():
    assert said("<para>The same grid: 8371, 5871, 8471</para><para>125</para><para>4</para>", where="list") == []
    assert said("<para>Call 8883737889</para>", where="list") == ["8883737889"]


def test_the_place_is_that_of_the_text():
    (found,) = loose_digits(page_tree('<para at="content/guidance/signs.yaml:20:5">Ring 8885550199</para>'), (), NUMBERS)
    assert str(found.place) == "content/guidance/signs.yaml:20:5"
