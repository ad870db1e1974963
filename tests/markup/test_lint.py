"""What a listener would stumble over is found in the element tree, each by its rule."""

import pytest
from pieces import HERE, card_tree, element, page_tree

from generator.markup.lint import EMPTY_WORDS, lint

TITLE = '<heading level="1">Title</heading>'
CODE = '<qr address="{}" alt="{}"/>'


def told(page):
    return [f"{one.message}; {one.hint}".removesuffix("; ") for one in lint(page)]


def found(xml):
    return told(page_tree(xml))


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        (TITLE + TITLE, "a second heading of level 1; a piece has one title (S1)"),
        ('<heading level="2">a</heading>', "the first heading has level 2; begin with level 1 (S2)"),
        (TITLE + '<heading level="3">a</heading>', "a heading of level 3 follows one of level 1; level 2 is skipped (S3)"),
        (
            TITLE + CODE.format("HTTPS://EXAMPLE.ORG", "A code"),
            "the QR code's alt text does not say where it leads (example.org); name the address in alt (S4)",
        ),
        (
            TITLE + '<para><link to="a.org">it</link> <link to="b.org">it</link></para>',
            "two links are called 'it' and lead to different places; tell them apart (S5)",
        ),
        (TITLE + '<para><link to="a.org">click here</link></para>', "the link 'click here' says nothing by itself; name what it leads to (S6)"),
        (TITLE + '<para><link to="a.org"></link></para>', "the link '' says nothing by itself; name what it leads to (S6)"),
        (TITLE + '<heading level="2"> </heading>', "a heading without words"),
    ],
    ids=["S1", "S2", "S3", "S4", "S5", "S6", "S6 without words", "no words"],
)
def test_what_a_listener_would_stumble_over_is_named(xml, problem):
    assert found(xml) == [problem]


@pytest.mark.parametrize(
    "xml",
    [
        "<para>no heading at all</para>",
        TITLE + '<heading level="2">a</heading><heading level="3">b</heading><heading level="2">c</heading>',
        TITLE + CODE.format("HTTPS://EXAMPLE.ORG/HELP", "QR code that opens example.org/help"),
        TITLE + CODE.format("https://example.org/", "Opens EXAMPLE.ORG"),
        TITLE + '<para><link to="a.org">the report</link>, <link to="a.org">The report</link>, <link to="b.org">the law</link></para>',
        TITLE + '<image file="a.png" alt="The logo of Example"/>',
    ],
    ids=["no heading", "back to level 2", "path", "slash and case", "the same place twice", "picture"],
)
def test_what_is_sound_is_left_alone(xml):
    assert found(xml) == []


@pytest.mark.parametrize("words", sorted(EMPTY_WORDS))
def test_words_that_say_nothing_are_known_in_any_case(words):
    assert found(f'<para><link to="a.org">{words.capitalize()}</link></para>') == [f"the link '{words}' says nothing by itself; name what it leads to (S6)"]


def test_headings_of_all_sides_are_one_row():
    page = card_tree(f'<face name="front">{TITLE}</face><face name="back"><heading level="3">a</heading></face>')
    assert told(page) == ["a heading of level 3 follows one of level 1; level 2 is skipped (S3)"]


def test_everything_wrong_is_told_at_once_and_where():
    page = element("layout", element("heading", "a", level="2"), element("qr", address="https://a.org", alt="x"))
    assert [str(one) for one in lint(page)] == [
        f"{HERE}: the first heading has level 2; begin with level 1 (S2)",
        f"{HERE}: the QR code's alt text does not say where it leads (a.org); name the address in alt (S4)",
    ]
