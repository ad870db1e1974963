"""What files say about each other must be true: every id that is named exists, and a number has one owner."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from msgspec.structs import replace as edited

from generator.library.references import check_references


def with_one(library, kind, key, **changes):
    """The library with one value edited in memory."""
    values = getattr(library, kind)
    return replace(library, **{kind: MappingProxyType({**values, key: edited(values[key], **changes)})})


def messages(library):
    return [(problem.message, problem.hint) for problem in check_references(library)]


def first_point(library, kind, key, **changes):
    points = getattr(library, kind)[key].points
    return (edited(points[0], **changes), *points[1:])


def test_the_shipped_content_is_sound(library):
    assert messages(library) == []


def test_an_agency_names_contacts_that_exist(library):
    assert messages(with_one(library, "agencies", "fbi", contacts=("fbii",))) == [("there is no contact 'fbii'", "did you mean 'fbi'?")]


def test_an_agency_belongs_to_an_agency_that_exists(library):
    assert messages(with_one(library, "agencies", "fbi", part_of="dojj")) == [("there is no agency 'dojj'", "did you mean 'doj'?")]


def test_a_point_names_topics_that_exist(library):
    points = first_point(library, "guidance", "definition", topics=("what-traficking-is",))
    changed = with_one(library, "guidance", "definition", points=points)
    assert messages(changed) == [("there is no topic 'what-traficking-is'", "did you mean 'what-trafficking-is'?")]


def test_a_point_names_sources_of_its_own_file(library):
    points = first_point(library, "agencies", "fbi", source=("traficking",))
    assert ("there is no source 'traficking'", "did you mean 'trafficking'?") in messages(with_one(library, "agencies", "fbi", points=points))


def test_a_source_is_used(library):
    sources = library.agencies["fbi"].sources
    changed = with_one(library, "agencies", "fbi", sources={**sources, "spare": next(iter(sources.values()))})
    assert messages(changed) == [("no point uses the source 'spare'", "remove it, or name it in a point")]


def test_a_contact_names_purposes_that_exist(library):
    changed = with_one(library, "contacts", "osha", purposes=("workplaces",))
    assert messages(changed) == [("there is no purpose 'workplaces'", "did you mean 'workplace'?")]


def test_a_number_has_one_owner(library):
    changed = with_one(library, "contacts", "osha", voice=library.contacts["nhth"].voice)
    assert ("the number +18883737888 is also that of 'nhth'", "if that is right, say so with 'same_as: nhth'") in messages(changed)


def test_a_number_has_two_owners_if_one_says_so(library):
    voice = library.contacts["nhth"].voice
    contact = edited(library.contacts["osha"], voice=voice, vanity="1-888-373-7888", same_as="nhth")
    assert messages(replace(library, contacts=MappingProxyType({**library.contacts, "osha": contact}))) == []


def test_an_audience_asks_for_topics_and_purposes_that_exist(library):
    police = library.audiences["law-enforcement"]
    chapter = edited(police.chapters[0], topics=("signs-on-patrole",))
    changed = with_one(library, "audiences", "law-enforcement", chapters=(chapter,), purposes=("trafficking-helpp",))
    assert messages(changed) == [
        ("there is no topic 'signs-on-patrole'", "did you mean 'signs-on-patrol'?"),
        ("there is no purpose 'trafficking-helpp'", "did you mean 'trafficking-help'?"),
    ]


def test_two_audiences_cannot_have_one_name(library):
    changed = with_one(library, "audiences", "survivors", aliases=("police",))
    assert messages(changed) == [("the name 'police' also stands for the audience 'law-enforcement'", "")]


@pytest.mark.parametrize(("audience", "expected"), [("police", []), ("polise", [("there is no audience 'polise'", "did you mean 'police'?")])])
def test_a_piece_of_a_kit_is_for_an_audience_that_exists(library, audience, expected):
    pieces = library.kits["police-workshop"].pieces
    changed = with_one(library, "kits", "police-workshop", pieces=(edited(pieces[0], audience=audience),))
    assert messages(changed) == expected
