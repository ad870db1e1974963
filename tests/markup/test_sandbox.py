"""A layout may use what is listed, and nothing else."""

import pytest
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateAssertionError

from generator.foundation.problems import Place
from generator.markup.meter import TooMuch, metered
from generator.markup.sandbox import Sandbox


def filled(source: str, **values: object) -> str:
    with metered():
        return Sandbox(autoescape=True, undefined=StrictUndefined).from_string(source).render(**values)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ 'a' | upper }}{{ 'x'.replace('x', 'y') }}", "Ay"),
        ("{{ [1, 2] | join('-') }} {{ 2 * 3 + 1 }} {{ 'a' ~ 1 }}", "1-2 7 a1"),
        ("{% for x in 'ab' %}{{ x }}{% endfor %}", "ab"),
        ("{{ place.line }}", "3"),
        ("{{ '<b>' }}", "&lt;b&gt;"),
    ],
)
def test_what_layouts_need(source, printed):
    assert filled(source, place=Place("a.yaml", 3)) == printed


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ place.__class__ }}",
        "{{ 'a'.encode() }}",
        "{{ [].append(1) }}",
        "{{ {}.update({}) }}",
        "{{ 2 ** 9 }}",
        "{{ 'a' * 9 }}",
        "{{ '%s' % 1 }}",
    ],
)
def test_what_is_not_listed_is_refused(source):
    with pytest.raises(SecurityError):
        filled(source + "{{ x() }}", place=Place("a.yaml"), x=lambda: "")


@pytest.mark.parametrize("source", ["{{ 'a' | attr('b') }}", "{{ 'a' | safe }}", "{{ 'a' | pprint }}", "{% autoescape false %}{% endautoescape %}"])
def test_a_filter_that_is_not_listed_is_not_there(source):
    with pytest.raises(TemplateAssertionError):
        filled(source)


@pytest.mark.parametrize("source", ["{{ 10000000000000000 + 1 }}", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"])
def test_what_grows_without_end_is_stopped(source):
    with pytest.raises(TooMuch):
        filled(source)
