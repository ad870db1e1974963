"""A layout is filled in strictly: nothing undefined, nothing empty, nothing that runs, and no number but the registry's."""

import pytest
from msgspec import UNSET
from msgspec.structs import replace
from pieces import lines_of, setting

from generator.foundation.problems import Problems
from generator.library.numbers import channels_of
from generator.markup.compose import compose
from generator.markup.layouts import find_layout
from generator.typesetting.lay_out import lay_out


@pytest.fixture
def fill(tmp_path, library):
    """Fill in a layout that holds these lines."""

    def fill(*lines, **values):
        text = "\n".join(['<layout medium="page" summary="A test">', *lines, "</layout>"])
        (tmp_path / "mine.xml.j2").write_text(text, encoding="utf-8")
        return compose(find_layout(tmp_path, "mine"), values, library.contacts)

    return fill


@pytest.fixture
def problem(fill, tmp_path):
    def problem(*lines, **values):
        with pytest.raises(Problems) as found:
            fill(*lines, **values)
        return str(found.value).replace(f"{tmp_path}/", "")

    return problem


def phone(text="1-888-373-7888", number="+18883737888", contact="nhth", channel="voice"):
    return f'<para><phone contact="{contact}" channel="{channel}" number="{number}">{text}</phone></para>'


def test_values_are_filled_in(fill):
    assert fill("<para>{{ name }}</para>", name="Hotline").text() == "Hotline"


@pytest.mark.parametrize("text", ["<b>bold</b>", "a & b", '"quoted"', "</para><para>", "{{ 7 * 7 }}", "<!-- x -->", "&lt;"])
def test_content_never_becomes_markup(fill, text):
    root = fill("<para>{{ text }}</para>", text=text)
    assert ([element.tag for element in root.walk()], root.text()) == (["layout", "para"], text)


def test_content_never_becomes_an_attribute(fill):
    root = fill('<para role="{{ role }}">x</para>', role='note" align="end')
    assert dict(next(root.parts()).attributes) == {"role": 'note" align="end'}


def test_only_two_stars_make_bold(fill):
    assert [element.tag for element in fill("<para>{{ text }}</para>", text="**Never** promise").walk()] == ["layout", "para", "b"]


def test_what_is_undefined_is_a_problem_with_its_line(problem):
    assert problem("<para>a</para>", "<para>{{ nmae }}</para>") == (
        "mine.xml.j2:3: the layout cannot be filled in: 'nmae' is undefined; see docs/adding.md for what a layout may use"
    )


def test_what_was_not_given_is_a_problem(problem, library):
    assert problem("<para>{{ contact.hours }}</para>", contact=replace(library.contacts["nhth"], hours=UNSET)).startswith(
        "mine.xml.j2:2: the layout cannot be filled in: 'hours' was not given; ask with {% if ... %} before it is printed"
    )


def test_a_layout_may_ask_whether_something_was_given(fill, library):
    assert fill("<para>{% if contact.hours %}a{% else %}b{% endif %}</para>", contact=replace(library.contacts["nhth"], hours=UNSET)).text() == "b"


def test_a_mistake_in_the_layout_has_its_line(problem):
    assert problem("<para>a</para>", "{% for x in %}", "{% endfor %}").startswith("mine.xml.j2:3: the layout cannot be read: Expected an expression")


def test_a_mistake_in_a_part_has_the_parts_line(problem, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/part.xml.j2").write_text("{% macro a() %}\n\n{{ nothing }}\n{% endmacro %}")
    assert problem('{% from "shared/part.xml.j2" import a %}', "{{ a() }}").startswith(
        "shared/part.xml.j2:3: the layout cannot be filled in: 'nothing' is undefined"
    )


def test_a_part_that_begins_with_an_underscore_is_included_as_before(fill, tmp_path):
    (tmp_path / "_part.xml.j2").write_text("{% macro a() %}<para>a</para>{% endmacro %}")
    assert fill('{% from "_part.xml.j2" import a %}{{ a() }}').text() == "a"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("_macros.xml.j2", "did you mean 'shared/macros.xml.j2'?"),
        ("_poster.xml.j2", "did you mean 'shared/poster.xml.j2'?"),
        ("shared/macro.xml.j2", "did you mean 'shared/macros.xml.j2'?"),
        ("shared/shared/macros.xml.j2", "did you mean 'shared/macros.xml.j2'?"),
        ("secret", "known: shared/macros.xml.j2, shared/poster.xml.j2"),
    ],
)
def test_what_is_not_there_cannot_be_included_and_its_new_name_is_told(problem, tmp_path, name, hint):
    (tmp_path / "shared").mkdir()
    for part in ("macros", "poster"):
        (tmp_path / f"shared/{part}.xml.j2").write_text("")
    (tmp_path / "poster.xml.j2").write_text('<layout medium="page" summary="x"></layout>')
    assert problem("<para>a</para>", f"{{% include '{name}' %}}") == f"mine.xml.j2:3: the layout cannot be filled in: there is no '{name}'; {hint}"


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ contacts.append(1) }}",
        "{{ '%s' | format(contacts.__class__) }}",
        "{% include '../../etc/hostname' %}",
        "{% include '/etc/hostname' %}",
        "{% import 'os' as os %}",
        "{{ 'x' * 10 ** 10 }}",
        "{{ range(10 ** 9) | list }}",
        "{{ lipsum(5) }}",
    ],
)
def test_a_layout_cannot_reach_out(problem, line):
    assert problem(f"<para>{line}</para>", contacts=[1]).startswith("mine.xml.j2")


def test_a_layout_can_refuse_what_it_cannot_print(problem):
    assert problem("{{ stop('this audience has no chapter on agencies') }}").startswith(
        "mine.xml.j2:2: the layout cannot be filled in: this audience has no chapter on agencies"
    )


def test_the_registrys_number_is_printed(fill):
    assert fill(phone()).text() == "1-888-373-7888"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": "1-888-373-7889"}, "'1-888-373-7889' does not dial +18883737888"),
        ({"text": "1-888-373-788"}, "'1-888-373-788' does not dial +18883737888"),
        ({"text": "888-373-7888"}, "'888-373-7888' does not dial +18883737888"),
        ({"text": "1-888-373-7889", "number": "+18883737889"}, "+18883737889 is not the voice number of 'nhth', which is +18883737888"),
        ({"contact": "nht"}, "there is no contact 'nht'; did you mean 'nhth'?"),
        ({"channel": "voise"}, "the contact 'nhth' has no channel 'voise'; did you mean 'voice'?"),
        ({"channel": "vanity"}, "the contact 'nhth' has no channel 'vanity'; known: text, tty, voice"),
        ({"text": "1-888-373-7888", "channel": "text", "number": "+18883737888"}, "+18883737888 is not the text number of 'nhth', which is 233733"),
    ],
)
def test_any_other_number_is_refused(problem, wrong, message):
    assert problem("<para>a</para>", phone(**wrong)) == f"mine.xml.j2:3: {message}"


def test_letters_are_dialled(fill):
    assert fill(phone("1-866-DHS-2-ICE", "+18663472423", "hsi", "vanity")).text() == "1-866-DHS-2-ICE"


def test_the_channels_of_a_contact(library):
    assert [channels_of(library.contacts[key]) for key in ("nhth", "911", "hsi")] == [
        {"voice": "+18883737888", "text": "233733", "tty": "711"},
        {"voice": "911"},
        {"voice": "+18663472423", "vanity": "+18663472423", "tty": "+18028726196"},
    ]


def test_filters_print_numbers_days_and_addresses(fill):
    root = fill('<para>{{ "+18883737888" | number }}, {{ "2026-11-24" | day }}, {{ "a.org" | qr }}</para>')
    assert root.text() == "1-888-373-7888, November 24, 2026, HTTPS://A.ORG"


def test_a_place_in_the_content_is_that_of_the_text(fill, library):
    contact = library.contacts["nhth"]
    (para,) = fill('<para at="{{ contact.place }}">{{ contact.name }}</para>', contact=contact).parts()
    assert para.place == contact.place


def test_what_is_composed_can_be_laid_out(fill):
    (page,) = lay_out(fill("<para>a</para>"), setting(), "letter")
    assert lines_of(page.marks) == ["a"]
