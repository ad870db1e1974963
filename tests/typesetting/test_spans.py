"""The inline part of an element becomes spans: bold, links and numbers, each in its font and on a ground it can be read on."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from pieces import block, bold, plain, regular, setting

from generator.foundation.problems import Problems
from generator.typesetting.spans import spans_of

PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'


def spans(xml, medium="page", role="para"):
    looks = setting(medium)
    element = block(xml)
    return spans_of(element, looks.style(element, role), looks)


def test_bold_and_italic_choose_the_face():
    found = spans("<para>a<b>b</b><i>c</i></para>")
    assert [(span.text, span.font.name) for span in found] == [("a", regular().name), ("b", bold().name), ("c", "AtkinsonHyperlegible-Italic")]


def test_a_face_that_the_theme_lacks_falls_back_on_bold():
    assert [(span.text, span.font.name) for span in spans("<para><b><i>a</i></b></para>")] == [("a", bold().name)]


def test_white_space_of_the_layouts_lines_is_dropped_at_both_ends():
    assert [span.text for span in spans("<para>\n  <b>a</b> b\n </para>")] == ["a", " b\n "]


def test_a_link_has_its_address_and_is_its_own_element():
    found = spans('<para>see <link to="example.org">the <b>site</b></link></para>')
    assert [(span.text, span.link, span.leaf.tag) for span in found] == [("see ", "", "para"), ("the ", "example.org", "link"), ("site", "example.org", "link")]


def test_a_number_is_bold_marked_and_dials_itself():
    found = spans(f"<para>Call {PHONE}</para>")[1]
    assert (found.text, found.font.name, found.number, found.link, found.leaf.tag) == ("1-888-373-7888", bold().name, True, "tel:+18883737888", "phone")


def test_a_text_code_opens_a_message():
    found = spans('<para><phone contact="nhth" channel="text" number="233733">233733</phone></para>')
    assert [span.link for span in found] == ["sms:233733"]


@pytest.mark.parametrize(
    ("medium", "role", "expected"), [("card", "para", 12), ("page", "para", 12), ("page", "small", 12), ("page", "number1", 24), ("notice", "para", 24)]
)
def test_a_number_is_never_smaller_than_the_floor_of_its_medium(medium, role, expected):
    assert [span.size for span in spans(f"<para>{PHONE}</para>", medium, role)] == [expected]


def test_a_space_in_a_number_does_not_break():
    found = spans('<para><phone contact="x" channel="voice" number="+442079460000">+44 20 7946 0000</phone></para>')
    assert [span.text for span in found] == ["+44\u00a020\u00a07946\u00a00000"]


def test_page_numbers_are_filled_in():
    element = block("<para>Page <page/> of <pages/></para>")
    looks = replace(setting(), page=2, pages=4)
    assert "".join(span.text for span in spans_of(element, looks.style(element, "para"), looks)) == "Page 2 of 4"


def test_another_language_is_remembered():
    assert [(span.text, span.font.language) for span in spans('<para>Hotline: <link to="x.org" lang="es">línea</link></para>')] == [
        ("Hotline: ", "en"),
        ("línea", "es"),
    ]


def test_text_that_nobody_could_read_on_its_ground_is_refused():
    theme = replace(plain(), colours=MappingProxyType({**plain().colours, "tint": "#808080"}))
    looks = replace(setting(), theme=theme, ground="tint")
    element = block("<para>a</para>")
    with pytest.raises(Problems) as found:
        spans_of(element, looks.style(element, "para"), looks)
    assert str(found.value).split(": ", 1)[1].startswith("'para' would have a contrast of 4.6:1 on 'tint'; 7.0:1 is needed")


def test_a_box_without_a_ground_changes_nothing():
    looks = setting()
    assert looks.on(plain().looks["page", "row"]) is looks


def test_a_box_with_a_ground_gives_its_text_that_ground():
    looks = setting()
    assert looks.on(plain().looks["page", "danger"]).ground == "amber"
