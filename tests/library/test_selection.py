"""What an audience is told: topics meet, the depth cuts, and everything left out has its reason."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from msgspec.structs import replace as edited

from generator.foundation.files import shipped
from generator.foundation.problems import Place
from generator.library.library import Library
from generator.library.models import DEPTHS, Agency, Audience, CardWords, Chapter, Contact, Guidance, Never, Point, Source, Word
from generator.library.read import read_library
from generator.library.selection import Choice, by_site, select

AUDIENCES = ("law-enforcement", "public", "service-providers", "survivors")


def source(title: str, address: str) -> Source:
    return Source(title=title, address=address, read_on="2026-11-24")


def point(text: str, topics: str, depth: str = "essential", short: str = "") -> Point:
    more = {"short": short} if short else {}
    return Point(place=Place(text), text=text, topics=tuple(topics.split()), depth=depth, source=("s",), **more)


def contact(name: str, purposes: str, order: str = "500") -> Contact:
    return Contact(
        place=Place(name), id=name, name=name, short=name, operator="x", purposes=tuple(purposes.split()), order=order, voice="+18883737888",
        call_for="x", source=source("s", "example.org"), seen="operator", read_on="2026-11-24", verify_by="2027-11-24",
    )  # fmt: skip


def audience(*chapters: Chapter, purposes: str = "", depth: str = "useful", never: Never | None = None) -> Audience:
    return Audience(
        id="a", name="A", reader="professional", title="t", written_for="w", intro="i", urgent="u", depth=depth, grade="8", chapters=chapters,
        purposes=tuple(purposes.split()), never=never or Never(), card=CardWords(title="t", lead="l", helpline="h"), layouts=("handout",),
    )  # fmt: skip


def chapter(topics: str, role: str = "do", **more: str) -> Chapter:
    return Chapter(role=role, heading=topics, topics=tuple(topics.split()), **more)


def library_of(*points: Point, agencies: tuple[Agency, ...] = (), contacts: tuple[Contact, ...] = ()) -> Library:
    words = {name: Word(meaning="x") for name in ("cats", "dogs", "help", "tips")}
    guidance = Guidance(id="g", name="G", sources={"s": source("S", "https://www.example.org/s")}, points=points)
    return Library(
        agencies=MappingProxyType({agency.id: agency for agency in agencies}),
        audiences=MappingProxyType({}),
        contacts=MappingProxyType({contact.id: contact for contact in contacts}),
        guidance=MappingProxyType({"g": guidance}),
        kits=MappingProxyType({}),
        quizzes=MappingProxyType({}),
        topics=MappingProxyType(words),
        purposes=MappingProxyType(words),
    )


def agency(name: str, order: str, *points: Point) -> Agency:
    return Agency(id=name, name=name, short=name, order=order, summary="x", sources={"s": source("S", "https://example.org/s")}, points=points)


def texts(library: Library, audience: Audience, depth: str = "") -> list[tuple[str, list[str]]]:
    return [(part.heading, [told.text for told in part.points]) for part in select(library, audience, depth).parts]


def out(library: Library, audience: Audience) -> dict[str, str]:
    return {choice.what: choice.why for choice in select(library, audience).choices if not choice.chosen}


def test_points_come_in_the_order_of_the_chapters_topics():
    library = library_of(point("c1", "cats"), point("d1", "dogs"), point("c2", "cats"))
    assert texts(library, audience(chapter("dogs cats"))) == [("dogs cats", ["d1", "c1", "c2"])]


def test_a_point_stands_in_the_first_chapter_that_wants_it():
    library = library_of(point("both", "cats dogs"), point("d", "dogs"))
    assert texts(library, audience(chapter("cats"), chapter("dogs"))) == [("cats", ["both"]), ("dogs", ["d"])]


def test_a_chapter_without_points_is_left_out():
    assert texts(library_of(point("c", "cats")), audience(chapter("dogs"), chapter("cats"))) == [("cats", ["c"])]


@pytest.mark.parametrize(
    ("audience_depth", "chapter_depth", "layout_depth", "expected"),
    [
        ("essential", "", "", ["1"]),
        ("useful", "", "", ["1", "2"]),
        ("detailed", "", "", ["1", "2", "3"]),
        ("detailed", "essential", "", ["1"]),
        ("essential", "detailed", "", ["1", "2", "3"]),
        ("essential", "essential", "detailed", ["1", "2", "3"]),
    ],
)
def test_the_layouts_depth_goes_before_the_chapters_and_that_before_the_audiences(audience_depth, chapter_depth, layout_depth, expected):
    library = library_of(point("1", "cats", "essential"), point("2", "cats", "useful"), point("3", "cats", "detailed"))
    one = chapter("cats", **({"depth": chapter_depth} if chapter_depth else {}))
    assert texts(library, audience(one, depth=audience_depth), layout_depth) == [("cats", expected)]


def test_agencies_stand_in_their_order_and_guidance_not_among_them():
    late = agency("late", "20", point("l", "cats"))
    early = agency("early", "3", point("e", "cats"), point("x", "dogs"))
    library = library_of(point("g", "cats"), agencies=(late, early))
    selection = select(library, audience(chapter("cats", role="agencies")))
    assert [(part.agency.id, [told.text for told in part.points]) for part in selection.parts[0].agencies] == [("early", ["e"]), ("late", ["l"])]


def test_the_short_forms_put_the_most_important_first():
    library = library_of(
        point("1", "cats", "useful", "one"), point("2", "cats"), point("3", "cats", "essential", "three"), point("4", "cats", "useful", "four")
    )
    assert [told.short for told in select(library, audience(chapter("cats"))).parts[0].shorts] == ["three", "one", "four"]


def test_contacts_come_by_purpose_and_then_by_order_each_once():
    contacts = (contact("b", "help", "20"), contact("a", "help tips", "30"), contact("c", "tips", "10"), contact("d", "help", "100"))
    selection = select(library_of(contacts=contacts), audience(purposes="help tips"))
    assert [one.id for one in selection.contacts] == ["b", "a", "d", "c"]


def test_what_is_left_out_has_its_reason():
    library = library_of(
        point("deep", "cats", "detailed"),
        point("shunned", "cats dogs"),
        point("unwanted", "tips"),
        contacts=(contact("line", "help"), contact("shunned line", "help tips"), contact("unwanted line", "cats")),
    )
    never = Never(topics=("dogs",), purposes=("tips",))
    assert out(library, audience(chapter("cats"), purposes="help", never=never)) == {
        "G: deep": "it is detailed; this chapter goes as deep as useful",
        "G: shunned": "the audience must never be shown the topic 'dogs'",
        "G: unwanted": "no chapter asks for 'tips'",
        "shunned line": "the audience must never be shown the purpose 'tips'",
        "unwanted line": "the audience does not ask for 'cats'",
    }


def test_what_is_in_has_its_reason_too():
    library = library_of(point("c", "cats"), contacts=(contact("line", "help"),))
    assert select(library, audience(chapter("cats"), purposes="help")).choices == (
        Choice("G: c", True, "topic 'cats' of the chapter 'cats', essential", "c"),
        Choice("line", True, "purpose 'help'", "line"),
    )


@pytest.mark.parametrize("name", AUDIENCES)
def test_every_point_and_contact_was_considered_once(library, name):
    selection = select(library, library.audiences[name])
    held = [str(point.place) for kind in (library.guidance, library.agencies) for holder in kind.values() for point in holder.points]
    held += [str(contact.place) for contact in library.contacts.values()]
    assert sorted(choice.place for choice in selection.choices) == sorted(held)


@pytest.mark.parametrize("name", AUDIENCES)
def test_every_choice_has_a_reason(library, name):
    assert [choice for choice in select(library, library.audiences[name]).choices if not choice.why.strip()] == []


@pytest.mark.parametrize("name", AUDIENCES)
def test_what_is_chosen_is_what_is_told(library, name):
    selection = select(library, library.audiences[name])
    told = [str(told.point.place) for part in selection.parts for told in part.points] + [str(contact.place) for contact in selection.contacts]
    assert sorted(choice.place for choice in selection.choices if choice.chosen) == sorted(told)


@pytest.mark.parametrize("name", AUDIENCES)
def test_the_same_content_gives_the_same_selection(library, name):
    again = read_library(shipped("content"))
    assert select(library, library.audiences[name]) == select(again, again.audiences[name])


@pytest.mark.parametrize("name", AUDIENCES)
def test_the_order_in_which_files_are_read_changes_no_contact(library, name):
    turned = replace(library, contacts=MappingProxyType(dict(reversed(library.contacts.items()))))
    assert select(turned, library.audiences[name]).contacts == select(library, library.audiences[name]).contacts


@pytest.mark.parametrize("name", AUDIENCES)
def test_more_depth_takes_nothing_away(library, name):
    told = [{told.text for part in select(library, library.audiences[name], depth).parts for told in part.points} for depth in DEPTHS]
    assert told[0] <= told[1] <= told[2]


def test_the_oldest_reading_is_that_of_a_contact_that_is_in():
    old, new, other = (edited(contact(name, purposes), read_on=day) for name, purposes, day in
                       (("old", "help", "2026-03-01"), ("new", "help", "2026-11-24"), ("other", "tips", "2020-01-01")))  # fmt: skip
    selection = select(library_of(contacts=(new, old, other)), audience(purposes="help"))
    assert selection.oldest_reading == "2026-03-01"


def test_sources_stand_under_their_site_each_once():
    library = library_of(point("1", "cats"), point("2", "cats"))
    selection = select(library, audience(chapter("cats")))
    assert by_site(selection.parts[0].points) == (("example.org", (source("S", "https://www.example.org/s"),)),)
