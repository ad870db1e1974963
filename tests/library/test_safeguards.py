"""The rules that protect people are code: they hold whatever the files say. Each hostile edit here is one in memory."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from msgspec.structs import replace as edited

from generator.foundation.problems import Problems
from generator.library.models import Chapter, Never
from generator.library.safeguards import ENFORCEMENT, INVESTIGATIVE, check_audience, contact_barred, topic_barred
from generator.library.selection import select

ENFORCERS = {"hsi", "hsi-intl", "fbi", "dod-ig", "k2p", "dol-oig"}
READERS = ("professional", "public", "may-be-trafficked")


def with_audience(library, audience_id, **changes):
    audience = edited(library.audiences[audience_id], **changes)
    return replace(library, audiences=MappingProxyType({**library.audiences, audience_id: audience}))


def forgetful(library):
    """The library whose vocabulary bars nothing from anybody."""

    def nothing_barred(words):
        return MappingProxyType({name: edited(word, never_for=()) for name, word in words.items()})

    return replace(library, topics=nothing_barred(library.topics), purposes=nothing_barred(library.purposes))


def greedy(library, audience_id, **changes):
    """The library whose audience asks for every topic and every purpose, as deep as there is, and shuns nothing."""
    audience = library.audiences[audience_id]
    roles = ("look-for", "do", "do-not", "rights", "know", "agencies")
    chapters = tuple(Chapter(role=role, heading=role, topics=tuple(library.topics)) for role in roles)
    purposes = (*audience.purposes[:2], *(name for name in library.purposes if name not in audience.purposes[:2]))
    return with_audience(library, audience_id, **{"chapters": chapters, "purposes": purposes, "never": Never(), "depth": "detailed", **changes})


def chosen(library, audience_id, depth=""):
    return select(library, library.audiences[audience_id], depth)


def contacts(library, audience_id):
    return [contact.id for contact in chosen(library, audience_id).contacts]


def topics(library, audience_id):
    return {topic for part in chosen(library, audience_id, "detailed").parts for told in part.points for topic in told.point.topics}


def problems(library, audience_id):
    return [f"{found.message}; {found.hint}".removesuffix("; ") for found in check_audience(library.audiences[audience_id], library)]


EDITS = {
    "as shipped": lambda library, _: library,
    "the vocabulary forgets whom to bar": lambda library, _: forgetful(library),
    "the audience shuns nothing": lambda library, audience: with_audience(library, audience, never=Never()),
    "the audience asks for everything": greedy,
    "the vocabulary forgets, the audience asks for everything": lambda library, audience: greedy(forgetful(library), audience),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_survivors_piece_begins_with_the_hotline_and_911(library, edit):
    assert contacts(edit(library, "survivors"), "survivors")[:2] == ["nhth", "911"]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_survivors_piece_never_has_a_number_of_enforcement(library, edit):
    assert set(contacts(edit(library, "survivors"), "survivors")) & ENFORCERS == set()


def test_the_edits_above_would_otherwise_print_these_numbers(library):
    assert set(contacts(greedy(library, "law-enforcement"), "law-enforcement")) >= ENFORCERS


@pytest.mark.parametrize("audience", ["public", "survivors"])
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_nothing_about_investigations_reaches_the_public_or_survivors(library, audience, edit):
    assert topics(edit(library, audience), audience) & INVESTIGATIVE == set()


def test_the_edits_above_would_otherwise_print_these_topics(library):
    assert topics(greedy(library, "law-enforcement"), "law-enforcement") >= INVESTIGATIVE


def test_a_point_about_several_things_is_barred_by_any_of_them(library):
    guidance = library.guidance["reporting"]
    points = tuple(edited(point, topics=(*point.topics, "interviewing")) for point in guidance.points)
    changed = replace(forgetful(library), guidance=MappingProxyType({"reporting": edited(guidance, points=points)}), agencies=MappingProxyType({}))
    with pytest.raises(Problems, match="nothing that is told says not to confront or rescue"):
        topics(changed, "public")


def test_whatever_the_files_say_the_hotline_and_911_lead_for_survivors(library):
    osha = edited(library.contacts["osha"], purposes=("trafficking-help",), order="1")
    changed = replace(library, contacts=MappingProxyType({**library.contacts, "osha": osha}))
    assert contacts(changed, "survivors")[:3] == ["nhth", "911", "osha"]


@pytest.mark.parametrize("lost", ["nhth", "911"])
def test_a_survivors_piece_without_the_hotline_or_911_is_refused(library, lost):
    changed = replace(library, contacts=MappingProxyType({name: one for name, one in library.contacts.items() if name != lost}))
    with pytest.raises(Problems, match="the first two contacts must be the Hotline and 911"):
        contacts(changed, "survivors")


def test_a_piece_that_tells_nobody_whom_to_call_is_refused(small, ask, edit):
    """A layout may begin with the first contact, as the notice in all languages does."""
    edit(small, "content/audiences/public.yaml", "[trafficking-help, emergency, federal-tips]", "[federal-tips]\nnever:\n  purposes: [federal-tips]")
    edit(small, "layouts/card.xml.j2", "{% set hotline", "{% set spoken = tongues() %}{% set hotline")
    ran = ask("-a", "public", "-l", "card", "--content", small / "content", "--layouts", small / "layouts")
    says = "no contact that it may be shown has one of its purposes; name another purpose, or add a contact with one of these"
    assert (ran.code, ran.stderr) == (1, f"content/audiences/public.yaml:1:1: {says}\n")


def test_the_public_is_refused_a_piece_in_which_do_not_confront_is_shunned(library):
    audience = library.audiences["public"]
    shunned = edited(audience, never=edited(audience.never, topics=(*audience.never.topics, "do-not-confront")))
    with pytest.raises(Problems, match="nothing that is told says not to confront or rescue"):
        select(library, shunned)


@pytest.mark.parametrize("name", ["hsi", "hsi-intl", "fbi", "k2p", "dol-oig", "dod-ig"])
def test_no_relabelling_gets_an_enforcement_line_to_survivors(library, name):
    renamed = edited(library.contacts[name], purposes=("crisis",), name="A friendly line", short="Friendly")
    changed = replace(library, contacts=MappingProxyType({**library.contacts, name: renamed}))
    assert name not in contacts(changed, "survivors")


def test_a_contact_for_several_things_is_barred_by_any_of_them(library):
    hsi = edited(library.contacts["hsi"], purposes=("trafficking-help", "emergency", "federal-tips"), order="1")
    changed = forgetful(replace(library, contacts=MappingProxyType({**library.contacts, "hsi": hsi})))
    assert contacts(changed, "survivors")[:2] == ["nhth", "911"]
    assert "hsi" not in contacts(changed, "survivors")


@pytest.mark.parametrize("audience", ["public", "survivors"])
def test_a_greedy_audience_is_a_problem_and_not_only_cut(library, audience):
    messages = problems(greedy(forgetful(library), audience), audience)
    assert {f"this chapter asks for the topic '{topic}', but '{topic}' is for professionals only" for topic in INVESTIGATIVE} <= set(messages)


def test_an_audience_that_asks_for_enforcement_is_a_problem(library):
    messages = problems(greedy(forgetful(library), "survivors"), "survivors")
    assert {f"the purpose '{purpose}' is never for readers of the kind 'may-be-trafficked'" for purpose in ENFORCEMENT} <= set(messages)


@pytest.mark.parametrize(
    "purposes", [("emergency", "trafficking-help"), ("crisis", "trafficking-help", "emergency"), ("trafficking-help",), ("trafficking-help", "crisis")]
)
def test_a_survivors_file_must_put_the_hotline_and_911_first(library, purposes):
    changed = with_audience(library, "survivors", purposes=purposes)
    assert problems(changed, "survivors") == ["'purposes' must begin with trafficking-help and emergency; the Hotline and 911 come first on a survivor's piece"]


def test_a_file_for_the_public_must_say_not_to_confront(library):
    chapters = tuple(chapter for chapter in library.audiences["public"].chapters if "do-not-confront" not in chapter.topics)
    changed = with_audience(library, "public", chapters=chapters)
    assert problems(changed, "public") == ["no chapter has the topic 'do-not-confront'; a piece for the public must say not to confront or rescue"]


def test_the_public_is_told_not_to_confront(library):
    assert "do-not-confront" in topics(library, "public")


@pytest.mark.parametrize("audience", ["law-enforcement", "public", "service-providers", "survivors"])
def test_no_shipped_audience_asks_for_what_its_reader_must_not_get(library, audience):
    assert problems(library, audience) == []


@pytest.mark.parametrize("topic", sorted(INVESTIGATIVE))
def test_the_vocabulary_bars_what_the_code_bars(library, topic):
    assert set(library.topics[topic].never_for) == {"public", "may-be-trafficked"}


@pytest.mark.parametrize("purpose", sorted(ENFORCEMENT))
def test_the_vocabulary_bars_enforcement_from_survivors(library, purpose):
    assert "may-be-trafficked" in library.purposes[purpose].never_for


def test_a_reason_is_given_for_each_bar(library):
    words = {"interviewing": topic_barred("interviewing", "public", {}), "control": topic_barred("control", "may-be-trafficked", library.topics)}
    assert words == {
        "interviewing": "'interviewing' is for professionals only",
        "control": "'control' is never for readers of the kind 'may-be-trafficked'",
    }


@pytest.mark.parametrize("contact", sorted(ENFORCERS))
def test_who_may_see_a_number_of_enforcement(library, contact):
    barred = [reader for reader in READERS if contact_barred(library.contacts[contact], reader, {})]
    assert barred == ["may-be-trafficked"]
