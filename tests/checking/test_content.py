"""What a person should look at before a large print run, and problems of layouts, sheets and themes, all at once."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from msgspec.structs import replace as edited

from generator.checking.content import check_layouts, warnings
from generator.foundation.problems import Problem
from generator.making.shop import Shop

TODAY = date(2026, 11, 24)


@pytest.fixture
def one_contact(library):
    """The library with a single contact, edited."""

    def one_contact(**changes):
        return replace(library, contacts=MappingProxyType({"nhth": edited(library.contacts["nhth"], **changes)}))

    return one_contact


def said(library, today=TODAY):
    return [(warning.message, warning.hint) for warning in warnings(library, today)]


def test_nothing_is_said_of_a_number_that_was_dialled_and_is_fresh(one_contact):
    assert said(one_contact(dialled_on="2026-11-24", dialled_by="A. Trainer", seen="operator")) == []


def test_a_number_that_nobody_dialled_is_named(one_contact):
    assert said(one_contact(seen="operator")) == [("nobody has dialled 'nhth' yet", "dial it before a large print run")]


def test_a_number_from_a_second_hand_is_named(one_contact):
    changed = one_contact(dialled_on="2026-11-24", dialled_by="A. Trainer", seen="second-hand")
    assert said(changed) == [("the number of 'nhth' was not seen on its operator's own page", "")]


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2027, 2, 24), []), (date(2027, 2, 25), [("'nhth' was to be verified by 2027-02-24", "read its source again")])]
)
def test_a_number_is_stale_from_the_day_after_its_date(one_contact, today, expected):
    changed = one_contact(dialled_on="2026-11-24", dialled_by="A. Trainer", seen="operator", verify_by="2027-02-24")
    assert said(changed, today) == expected


def test_a_warning_stands_where_the_contact_does(library):
    assert {warning.place.file for warning in warnings(library, TODAY)} <= {f"content/contacts/{name}.yaml" for name in library.contacts}


def test_a_broken_theme_sheet_and_layout_are_told_at_once(library, layouts):
    (layouts / "themes/bad.yaml").write_text("name: Bad\n")
    (layouts / "bad.xml.j2").write_text("<lay/>")
    found = check_layouts(Shop(library, layouts))
    files = {str(problem.place.file).rsplit("/", 2)[-1] for problem in found}
    assert {"bad.yaml", "bad.xml.j2"} <= files
    assert all(isinstance(problem, Problem) for problem in found)


def test_an_audience_that_lists_a_layout_that_is_not_there_is_told(library, layouts):
    public = edited(library.audiences["public"], layouts=("handuot",))
    only = replace(library, audiences=MappingProxyType({"public": public}), kits=MappingProxyType({}))
    found = [(problem.message, problem.hint) for problem in check_layouts(Shop(only, layouts)) if problem.place == public.place]
    assert found == [("there is no layout 'handuot'", "did you mean 'handout'?")]


def test_a_kit_that_lists_a_layout_that_is_not_there_is_told(library, layouts):
    kit = library.kits["police-workshop"]
    piece = edited(kit.pieces[0], layout="handuot")
    only = replace(library, audiences=MappingProxyType({}), kits=MappingProxyType({"police-workshop": edited(kit, pieces=(piece,))}))
    found = [(problem.message, problem.hint) for problem in check_layouts(Shop(only, layouts)) if problem.place == piece.place]
    assert found == [("there is no layout 'handuot'", "did you mean 'handout'?")]
