"""Markup becomes the element tree, or every problem in it with the layout's own line. The list of elements is closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pieces import FILE

from generator.foundation.problems import Place, Problems
from generator.markup.elements import ELEMENTS, Element
from generator.markup.parser import parse, with_lines


def whole(inside: str) -> str:
    return f'<layout medium="page" summary="A test">{inside}</layout>'


def picture(element: Element | str) -> object:
    """A tree as nested lists: the tag, and what it holds."""
    return element if isinstance(element, str) else [element.tag, *(picture(child) for child in element.children)]


def tree(inside: str) -> object:
    return picture(next(parse(whole(inside), FILE).parts()))


def problems(xml: str) -> list[str]:
    with pytest.raises(Problems) as found:
        parse(with_lines(xml, FILE), FILE)
    return [str(problem) for problem in found.value.problems]


def test_markup_becomes_a_tree():
    assert tree("<para>Call <b>now</b>.</para>") == ["para", "Call ", ["b", "now"], "."]


def test_white_space_between_blocks_means_nothing():
    assert tree("<section>\n  <para>a</para>\n  <para>b</para>\n</section>") == ["section", ["para", "a"], ["para", "b"]]


def test_white_space_between_paragraphs_of_an_item_means_nothing():
    assert tree("<list><item>\n <para>a</para>\n</item></list>") == ["list", ["item", ["para", "a"]]]


def test_attributes_are_kept_and_the_stamp_is_not_one_of_them():
    root = parse(with_lines(whole('<heading level="2" role="big">a</heading>'), FILE), FILE)
    assert dict(next(root.parts()).attributes) == {"level": "2", "role": "big"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Never** promise", [["b", "Never"], " promise"]),
        ("a **b c** d **e**", ["a ", ["b", "b c"], " d ", ["b", "e"]]),
        ("2 ** 3 and 4 ** 5", ["2 ** 3 and 4 ** 5"]),
        ("** a **", ["** a **"]),
        ("****", ["****"]),
        ("a **b", ["a **b"]),
        ("*a* _b_ `c`", ["*a* _b_ `c`"]),
    ],
)
def test_two_stars_make_bold_and_nothing_else_is_markup(text, expected):
    assert tree(f"<para>{text}</para>") == ["para", *expected]


def test_lines_survive_what_jinja_does_to_them():
    source = """{# one line,
   and another #}
<layout medium="page"
        summary="A test">
{% for word in words %}
  <para>{{ word }}</para>
{% endfor %}
<!-- a remark
     of two lines with a <tag> -->
{% if true %}<list>
<item>a</item></list>{% endif %}
</layout>"""
    xml = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(with_lines(source, FILE)).render(words=["x", "y"])
    assert [(element.tag, element.place.line) for element in parse(xml, FILE).walk()] == [
        ("layout", 3),
        ("para", 6),
        ("para", 6),
        ("list", 10),
        ("item", 11),
    ]


@given(st.lists(st.sampled_from(["<para>a</para>", "", "{# x #}", "<rule/>", "{% set a = 1 %}", "<!-- x\n\n -->", "<section>\n<para>b</para></section>"])))
def test_a_stamp_never_adds_or_removes_a_line(lines):
    source = "\n".join(lines)
    assert with_lines(source, FILE).count("\n") == source.count("\n")


def test_a_text_from_the_content_has_its_place_there():
    root = parse(with_lines(whole('<para at="content/audiences/public.yaml:7:3">a</para>'), FILE), FILE)
    assert next(root.parts()).place == Place("content/audiences/public.yaml", 7, 3)


def test_layout_is_the_first_element():
    assert problems("<para>a</para>") == [f"{FILE}:1: a layout must begin with <layout>, not <para>"]


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<paragraph/>", "unknown element <paragraph>; did you mean 'para'?"),
        ("<script/>", "unknown element <script>; known: b, br"),
        ("<para colour='red'>a</para>", "<para> has no attribute 'colour'; known: align, at, lang, role"),
        ("<para algin='end'>a</para>", "<para> has no attribute 'algin'; did you mean 'align'?"),
        ("<heading>a</heading>", "<heading> needs the attribute 'level'"),
        ("<qr address='https://example.org'/>", "<qr> needs the attribute 'alt'"),
        ("<image file='a.png' alt=' '/>", "<image> needs the attribute 'alt'"),
        ("<para><link>a</link></para>", "<link> needs the attribute 'to'"),
        ("<section>Call   now</section>", "<section> cannot hold text directly; put it into <para>: 'Call now'"),
        ("<list>a</list>", "<list> cannot hold text directly; put it into <para>: 'a'"),
    ],
)
def test_what_is_not_on_the_list_is_refused(inside, problem):
    found = problems("\n" + whole(inside))
    assert [message[: len(problem) + len(FILE) + 4] for message in found] == [f"{FILE}:2: {problem}"]


@pytest.mark.parametrize(
    "inside",
    [
        "<para>a <qr address='https://x.org' alt='x'/> b</para>",
        "<para>a <para>b</para></para>",
        "<list><item>a <para>b</para></item></list>",
        "<item>a</item>",
        "<row><cell>a</cell></row>",
        "<column><para>a</para></column>",
        "<link to='x.org'>a</link>",
        "<table columns='*'><para>a</para></table>",
    ],
)
def test_what_stands_where_it_would_be_lost_is_refused(inside):
    assert problems(whole(inside)) != []


def test_a_number_names_its_contact_and_channel():
    assert problems(whole("<para><phone number='911'>911</phone></para>")) == [
        f"{FILE}:1: <phone> needs the attribute 'channel'",
        f"{FILE}:1: <phone> needs the attribute 'contact'",
    ]


def test_all_problems_come_at_once_with_their_lines():
    xml = '<layout medium="page" summary="A test">\n<pra/>\n<heading>b</heading>\n<para x="1">c</para>\n</layout>'
    assert [problem.split(": ")[0] for problem in problems(xml)] == [f"{FILE}:2", f"{FILE}:3", f"{FILE}:4"]


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        ("<layout medium='page' summary='x'>\n<para>a</layout>", f"{FILE}:2: the layout's markup is broken here: mismatched tag; is a tag left open, or closed twice?"),
        ("<layout medium='page' summary='x'>\n<para>&nbsp;</para></layout>", f"{FILE}:2: the layout's markup is broken here: undefined entity; is a tag left open, or closed twice?"),
        ('<!DOCTYPE layout [<!ENTITY a SYSTEM "file:///etc/hostname">]><layout/>', f"{FILE}: a document type (<!DOCTYPE>) is not allowed in a layout"),
    ],
)  # fmt: skip
def test_broken_or_dangerous_markup_is_refused(xml, problem):
    assert problems(xml) == [problem]


def test_elements_do_not_nest_without_end():
    assert problems(whole("<section>" * 50 + "</section>" * 50)) == [f"{FILE}:1: elements are nested more than 40 deep"]


def test_the_list_of_elements_is_as_long_as_it_was_agreed():
    """A longer list is a decision: see CONTRIBUTING.md before this number changes."""
    assert len(ELEMENTS) <= 30


def test_text_is_read_in_order_with_single_spaces():
    root = parse(whole("<table columns='* *'><row><cell>a <b>b</b>c</cell><cell>d<br/>e</cell></row></table>"), FILE)
    assert root.text() == "a bc d e"
