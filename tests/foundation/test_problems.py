"""An error is: the place, what is wrong, what to do."""

import pytest

from generator.foundation.problems import Findings, Place, Problem, Problems, did_you_mean, problem


@pytest.mark.parametrize(("place", "shown"), [(Place("a.yaml", 25, 3), "a.yaml:25:3"), (Place("a.yaml", 25), "a.yaml:25"), (Place("a.yaml"), "a.yaml")])
def test_a_place_is_shown_as_editors_understand_it(place, shown):
    assert str(place) == shown


@pytest.mark.parametrize(
    ("place", "hint", "shown"),
    [
        (Place("a.yaml", 2), "mend it", "a.yaml:2: it is broken; mend it"),
        (Place("a.yaml", 2), "", "a.yaml:2: it is broken"),
        (Place(""), "mend it", "it is broken; mend it"),
    ],
)
def test_a_problem_is_its_place_what_is_wrong_and_what_to_do(place, hint, shown):
    assert str(Problem(place, "E004", "it is broken", hint)) == shown


def test_problems_are_sorted_by_place_and_each_comes_once():
    one, two, ten = (Problem(Place("a.yaml", line), "E004", "x") for line in (1, 2, 10))
    assert Problems([ten, one, two, one]).problems == (one, two, ten)


def test_problems_of_one_place_are_sorted_by_what_they_say_not_by_their_codes():
    one, two = Problem(Place("a.yaml", 1), "E102", "a"), Problem(Place("a.yaml", 1), "E004", "b")
    assert Problems([two, one]).problems == (one, two)


def test_a_stage_goes_on_and_tells_everything_at_the_end():
    findings = Findings()
    with findings.collect():
        raise problem(Place("b.yaml"), "E004", "second")
    findings.add(Place("a.yaml"), "E004", "first")
    with pytest.raises(Problems) as found:
        findings.raise_if_any()
    assert [str(one) for one in found.value.problems] == ["a.yaml: first", "b.yaml: second"]


def test_nothing_found_is_nothing_raised():
    assert Findings().raise_if_any() is None


def test_other_exceptions_are_not_swallowed():
    with pytest.raises(ZeroDivisionError), Findings().collect():
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("titel", ["name", "title"], "did you mean 'title'?"),
        ("FBI", ["fbi"], "did you mean 'fbi'?"),
        ("xyz", ["b", "a"], "known: a, b"),
        ("xyz", [], ""),
    ],
)
def test_the_near_word_is_named_or_all_of_them(word, known, hint):
    assert did_you_mean(word, known) == hint
