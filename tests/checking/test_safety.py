"""The rules of safety: each finds what it is for and lets the rest pass, a waiver needs a reason, and what ships is clean."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from checkout import ROOT
from msgspec.structs import replace as edited
from pieces import HERE, card_tree, page_tree
from shipping import LAYOUTS, SHOP, laid_out

from generator.checking.pieces import ComposedPiece, check_piece
from generator.checking.reading_level import as_table, english_syllables, measured, reading_levels, spanish_syllables
from generator.checking.rules import RULES, found
from generator.checking.safety import safety_report, waives
from generator.checking.texts import bad_address, check_texts, harmful_picture
from generator.foundation.problems import Place
from generator.library.read import read_library, read_waivers
from generator.making.shop import Shop

HOTLINE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'
EMERGENCY = '<phone contact="911" channel="voice" number="911">911</phone>'
LET_IT_STAY = "and let it stay where room is short"


def piece(library, audience, tree, layout="wallet-card"):
    return ComposedPiece(library, library.audiences[audience], LAYOUTS[layout], tree)


def on_piece(*given, **more):
    return [(f"{one.problem.message}; {one.problem.hint}", one.severity) for one in check_piece(piece(*given, **more))]


def in_texts(library, layouts=SHOP.layouts):
    return [f"{one.problem.message}; {one.problem.hint}" for one in check_texts(library, layouts)]


def place_of(library, topic, last=False):
    """Where the first point of a topic stands, or the last."""
    return str([point.place for holder in library.guidance.values() for point in holder.points if topic in point.topics][-1 if last else 0])


def with_point(library, guidance, **changes):
    """The library in which the first point of a file is changed."""
    holder = library.guidance[guidance]
    points = (edited(holder.points[0], **changes), *holder.points[1:])
    return replace(library, guidance=MappingProxyType({**library.guidance, guidance: edited(holder, points=points)}))


def with_contact(library, name, **changes):
    return replace(library, contacts=MappingProxyType({**library.contacts, name: edited(library.contacts[name], **changes)}))


def with_audience(library, name, **changes):
    return replace(library, audiences=MappingProxyType({**library.audiences, name: edited(library.audiences[name], **changes)}))


# P01: the outside of a folded card


def folded(outside):
    return card_tree(
        '<face name="front" across="1 1"><panel name="cover" cell="1 1" outer="yes">' + outside + '</panel><panel name="in" cell="2 1">'
        f"<para>Trafficking Hotline {HOTLINE}</para></panel></face>"
    )


@pytest.mark.parametrize(
    ("outside", "expected"),
    [
        (HOTLINE, "shows a number, +18883737888; only 911 tells nothing: print other numbers inside (P01)"),
        ("Call 888-373-7888", "shows a number, 888-373-7888; only 911 tells nothing: print other numbers inside (P01)"),
        ("988", "shows a number, 988; only 911 tells nothing: print other numbers inside (P01)"),
        ("Human trafficking", "says 'trafficking'; who finds the card must not learn what it is (P01)"),
        ("humantraffickinghotline.org", "says 'humantraffickinghotline'; who finds the card must not learn what it is (P01)"),
        ('<link to="example.org/victim-help">More</link>', "says 'victim'; who finds the card must not learn what it is (P01)"),
    ],
)
def test_what_lies_outside_tells_nothing(library, outside, expected):
    assert on_piece(library, "survivors", folded(f"<para>{outside}</para>"), "shoe-card") == [
        (f"the panel 'cover' lies outside on 'survivors/shoe-card' and {expected}", "error")
    ]


def test_a_code_that_anybody_can_open_does_not_lie_outside(library):
    tree = card_tree('<face name="outside" outer="yes"><qr address="example.org" alt="QR code that opens example.org" size="20mm"/></face>')
    assert on_piece(library, "survivors", tree) == [
        ("the face 'outside' lies outside on 'survivors/wallet-card' and has a QR code; anybody can open it: print it inside (P01)", "error")
    ]


def test_a_slip_with_911_tells_nothing(library):
    assert on_piece(library, "survivors", folded(f"<para>My numbers</para><para>Emergency {EMERGENCY}</para>"), "shoe-card") == []


def test_what_lies_outside_is_free_on_a_card_for_others(library):
    assert on_piece(library, "law-enforcement", folded(f"<para>Trafficking Hotline {HOTLINE}</para>")) == []


def test_a_card_that_folds_says_which_part_is_discreet(library):
    tree = card_tree(
        '<face name="front" across="1 1"><panel name="left" cell="1 1"><para>A</para></panel><panel name="right" cell="2 1"><para>B</para></panel></face>'
    )
    assert on_piece(library, "survivors", tree, "fold-card") == [
        ("the card 'survivors/fold-card' folds, and no part of it is discreet; write outer=\"yes\" at the faces and panels that lie outside (P01)", "warning")
    ]


@pytest.mark.parametrize("layout", ["shoe-card", "safety-card"])
def test_the_discreet_cards_that_ship_mark_their_outside(library, layout):
    outer = [part.get("name") for part in laid_out("survivors", layout).page.walk() if part.get("outer")]
    assert outer == {"shoe-card": ["outside"], "safety-card": ["cover", "slip"]}[layout]


# P02: no enforcement on a survivor's piece


@pytest.mark.parametrize(
    "number", ["1-866-347-2423", "(866) 347 2423", "1-866-DHS-2-ICE", '<phone contact="hsi" channel="voice" number="+18663472423">1-866-347-2423</phone>']
)
def test_a_number_of_enforcement_is_found_even_if_a_layout_writes_it_by_hand(library, number):
    expected = ("'survivors/wallet-card' shows the number of an enforcement agency, 8663472423; take it off this piece (P02)", "error")
    assert on_piece(library, "survivors", page_tree(f"<para>Report it: {number}</para>")) == [expected]


def test_a_code_that_leads_to_a_tip_line_is_found(library):
    tree = page_tree('<qr address="HTTPS://WWW.ICE.GOV/tips" alt="ice.gov/tips" size="20mm"/>')
    expected = ("'survivors/wallet-card' leads to an enforcement agency, HTTPS://WWW.ICE.GOV/tips; take it off this piece (P02)", "error")
    assert on_piece(library, "survivors", tree) == [expected]


@pytest.mark.parametrize(("audience", "number"), [("survivors", HOTLINE), ("law-enforcement", "1-866-347-2423")])
def test_other_numbers_and_other_readers_are_no_matter_of_that_rule(library, audience, number):
    assert on_piece(library, audience, page_tree(f"<para>{number}</para>")) == []


# P03: the public is told not to confront


def told(library, *topics, least=""):
    items = "".join(f'<item at="{place_of(library, topic)}">{topic}</item>' for topic in topics)
    return page_tree(f"<list{least and f' least={chr(34)}{least}{chr(34)}'}>{items}</list>")


CONFRONTING = "'public/wallet-card' tells the public what to do and does not say not to confront; show a point of the topic 'do-not-confront', "


@pytest.mark.parametrize(("topics", "least"), [(["reporting"], ""), (["reporting", "do-not-confront"], "1")])
def test_a_piece_that_tells_the_public_what_to_do_says_not_to_confront(library, topics, least):
    assert on_piece(library, "public", told(library, *topics, least=least)) == [(f"{CONFRONTING}{LET_IT_STAY} (P03)", "warning")]


@pytest.mark.parametrize("topics", [["reporting", "do-not-confront"], ["signs-around-you"], []])
def test_a_piece_that_says_it_or_tells_nothing_to_do_is_fine(library, topics):
    assert on_piece(library, "public", told(library, *topics) if topics else page_tree(f"<para>{HOTLINE}</para>")) == []


# P04: addresses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("bit.ly/abc", "the address bit.ly/abc is one of a link shortener"),
        ("HTTPS://WWW.TINYURL.COM/abc", "the address HTTPS://WWW.TINYURL.COM/abc is one of a link shortener"),
        ("https://go.usa.gov:443/x", "the address https://go.usa.gov:443/x is one of a link shortener"),
        ("example.org/a?id=3&utm_source=card", "the address example.org/a?id=3&utm_source=card has the tracking parameter 'utm_source'"),
        ("example.org/a?fbclid=1", "the address example.org/a?fbclid=1 has the tracking parameter 'fbclid'"),
        ("example.org/a#mc_eid=1", "the address example.org/a#mc_eid=1 has the tracking parameter 'mc_eid'"),
        ("example.org/help?page=2", ""),
        ("habit.ly.example.org/bit.ly", ""),
        ("humantraffickinghotline.org", ""),
    ],
)
def test_an_address_leads_where_it_says_and_tells_nobody(address, expected):
    assert bad_address(address)[1] == expected


def test_a_bad_address_of_a_contact_is_found(library):
    wrong = "the address bit.ly/abc is one of a link shortener; give the address that it leads to (P04)"
    assert in_texts(with_contact(library, "nhth", chat="bit.ly/abc")) == [wrong]


def test_a_bad_address_of_a_source_is_found(library):
    source = edited(library.contacts["nhth"].source, address="https://example.org/?gclid=1")
    wrong = "the address https://example.org/?gclid=1 has the tracking parameter 'gclid'; cut the address off before it (P04)"
    assert in_texts(with_contact(library, "nhth", source=source)) == [wrong]


@pytest.mark.parametrize("element", ['<qr address="https://t.co/abc" alt="t.co/abc" size="20mm"/>', '<para><link to="https://t.co/abc">Help</link></para>'])
def test_a_bad_address_on_a_piece_is_found(library, element):
    expected = ("the address https://t.co/abc is one of a link shortener; give the address that it leads to (P04)", "error")
    assert on_piece(library, "trainers", page_tree(element)) == [expected]


# P05: the reading level


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("call", 1),
        ("trafficking", 3),
        ("forced", 1),
        ("wanted", 2),
        ("makes", 1),
        ("causes", 2),
        ("table", 2),
        ("safety", 2),
        ("being", 2),
        ("agencies", 3),
        ("FBI", 3),
    ],
)
def test_english_syllables_are_counted_by_spelling(word, syllables):
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("ayuda", 3), ("policía", 4), ("guerra", 2), ("vergüenza", 3), ("quién", 1), ("muy", 1), ("y", 1), ("leer", 2), ("país", 2), ("ciudad", 2)],
)
def test_spanish_syllables_are_counted_by_spelling(word, syllables):
    assert spanish_syllables(word) == syllables


def test_english_is_measured_by_flesch_and_kincaid():
    words, sentences, syllables, grade = measured(["The cat sat on the mat.", "It was **happy** there"], "en")
    assert (words, sentences, syllables, round(grade, 2)) == (10, 2, 11, round(0.39 * 5 + 11.8 * 1.1 - 15.59, 2))


def test_spanish_is_measured_by_fernandez_huerta():
    assert measured(["La policía ayuda. Es una persona"], "es") == (6, 2, 14, 7.5)  # 206.84 - 0.60 x 233.3 - 1.02 x 3 = 63.8: the 7th or 8th grade


def test_an_audience_whose_texts_are_too_hard_is_told(library):
    changed = with_audience(library, "public", grade="4")
    grades = {level.language: level.grade for level in reading_levels(Shop(changed, SHOP.layouts)) if level.audience.id == "public"}
    warned = [str(one) for one in safety_report(Shop(changed, SHOP.layouts))[1] if one.hint.endswith("(P05)")]
    place = library.audiences["public"].place
    assert warned == [
        f"{place}: the {name} texts for 'public' read at grade {grades[code]:.1f}; its file asks for 4; shorten the sentences, and take shorter words (P05)"
        for code, name in (("en", "English"), ("es", "Spanish"))
        if grades[code] > 5.5
    ]
    assert warned


def test_spanish_is_left_out_where_a_text_has_no_translation(library):
    changed = with_audience(library, "public", intro="Nobody has translated this.")
    assert [level.language for level in reading_levels(Shop(changed, SHOP.layouts)) if level.audience.id == "public"] == ["en"]


def test_every_shipped_audience_is_measured_in_both_languages():
    levels = reading_levels(SHOP)
    assert [(level.audience.id, level.language) for level in levels] == [(name, language) for name in SHOP.library.audiences for language in ("en", "es")]
    assert as_table(levels).count("\n") == len(levels) + 2


# P06: people first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is an illegal alien.", ["'illegal alien' names a person by one thing; write 'person without papers' or 'noncitizen' (P06)"]),
        ("A junkie may be held.", ["'junkie' names a person by one thing; write 'person who uses drugs' or 'person in recovery' (P06)"]),
        (
            "A child prostitute needs help.",
            [
                "'child prostitute' names a person by one thing; under 18 it is trafficking: write 'child in commercial sex' (P06)",
                "'prostitute' names a person by one thing; write 'person in commercial sex' (P06)",
            ],
        ),
        ("A person in commercial sex, or with an addiction, is a person. Addictive, alienate, prostituted.", []),
    ],
)
def test_a_person_is_not_called_by_one_thing(library, text, expected):
    assert in_texts(with_point(library, "officers", text=text)) == expected


def test_a_label_is_told_where_the_point_stands(library):
    changed = with_point(library, "officers", text="A junkie may be held.")
    assert [one.problem.place for one in check_texts(changed, SHOP.layouts)] == [library.guidance["officers"].points[0].place]


def test_a_text_does_not_call_its_reader_a_victim(library):
    changed = with_point(library, "rights", text="Victims have rights.")
    assert in_texts(changed) == ["a text that is shown to 'survivors' says 'Victims'; speak to the reader: say 'you', or 'people' (P06)"]


def test_others_may_be_told_of_victims(library):
    assert in_texts(with_point(library, "officers", text="Victims have rights.")) == []


# P07: no profiling


@pytest.mark.parametrize(
    "text", ["They speak no English.", "They have an accent.", "A worker who is undocumented.", "Immigrants in a bar.", "People of another religion."]
)
def test_a_point_about_signs_names_no_origin(library, text):
    assert [one.split(";")[1] for one in in_texts(with_point(library, "patrol", text=text))] == [
        " describe the situation, not where somebody is from or what they believe (P07)"
    ]


def test_a_word_of_origin_is_named_once_and_is_an_error(library):
    changed = with_point(library, "neighbours", text="An accent, and an accent.", short="An accent")
    findings = list(check_texts(changed, SHOP.layouts))
    assert [(one.problem.message, one.severity) for one in findings] == [("a point about signs says 'accent'", "error")]


@pytest.mark.parametrize("topics", [("control", "do-not-profile"), ("first-contact",)])
def test_who_warns_of_profiling_or_speaks_of_something_else_may_name_it(library, topics):
    assert in_texts(with_point(library, "patrol", text="Race and origin are no signs.", topics=topics)) == []


# P08: pictures


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("broken_chain.png", "chain"),
        ("Hands in handcuffs", "handcuffs"),
        ("barcode2.jpg A neck", "barcode"),
        ("A nurse with a chainsaw-shaped tapestry", ""),
        ("logo.png", ""),
    ],
)
def test_a_picture_of_harm_is_known_by_its_words(words, expected):
    assert harmful_picture(words) == expected


def test_a_picture_of_harm_is_found_in_a_layout_even_if_no_piece_shows_it(library, layouts):
    (layouts / "shared/never.xml.j2").write_text(
        '<layout medium="page" summary="x">\n{% if false %}<image file="rope.png" alt="{{ _("Hands") }}"/>{% endif %}</layout>'
    )
    found_there = [one.problem for one in check_texts(library, layouts)]
    assert [(one.place.file.rsplit("/", 1)[-1], one.place.line, one.message, one.hint) for one in found_there] == [
        ("never.xml.j2", 2, "this picture shows or names 'rope'", "choose one of a person at work or of somebody who helps, or none (P08)")
    ]


def test_a_picture_of_harm_on_a_piece_is_found(library):
    expected = ("this picture shows or names 'shackles'; choose one of a person at work or of somebody who helps, or none (P08)", "error")
    assert on_piece(library, "trainers", page_tree('<image file="a.png" alt="Open shackles"/>')) == [expected]


def test_another_picture_is_fine(library):
    assert on_piece(library, "trainers", page_tree('<image file="logo.png" alt="The city’s logo"/>')) == []


# P09: no promise without its limits


PROMISED = "and does not say what may be passed on; show a point of the topic 'limits' beside it, " + LET_IT_STAY


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("Calls are confidential.", "confidential"),
        ("Stay anonymous", "anonymous"),
        ("You do not have to give your name.", "do not have to give your name"),
        ("No name needed", "No name needed"),
        ("You don’t need to say your name", "don’t need to say your name"),
    ],
)
@pytest.mark.parametrize("audience", ["survivors", "public"])
def test_a_promise_of_secrecy_needs_its_limits(library, audience, text, promise):
    expected = (f"'{audience}/wallet-card' promises '{promise}' {PROMISED} (P09)", "warning")
    assert on_piece(library, audience, page_tree(f"<para>{text}</para>")) == [expected]


def test_the_limits_must_not_go_before_the_promise_does(library):
    limits = f'<list least="1"><item>A</item><item at="{place_of(library, "limits")}">Police may be told</item></list>'
    expected = (f"'survivors/wallet-card' promises 'confidential' {PROMISED} (P09)", "warning")
    assert on_piece(library, "survivors", page_tree(f"<para>It is confidential.</para>{limits}")) == [expected]


@pytest.mark.parametrize(
    "beside",
    [
        lambda library: f'<list least="1"><item>A</item><item stays="yes" at="{place_of(library, "limits")}">Police may be told</item></list>',
        lambda library: f"<para>{library.contacts['nhth'].privacy}</para>",
    ],
    ids=["a point of that topic", "the privacy of a contact"],
)
def test_a_promise_beside_its_limits_is_fine(library, beside):
    assert on_piece(library, "survivors", page_tree(f"<para>It is confidential.</para>{beside(library)}")) == []


def test_professionals_may_read_of_confidentiality(library):
    assert on_piece(library, "service-providers", page_tree("<para>The Hotline is confidential.</para>")) == []


# Waivers

WAIVER = """
looked-at:
  rule: P06
  where: guidance/officers.yaml
  says: "'junkie'"
  reason: The word stands in the title of a report that is quoted here.
  by: A. Trainer
  on: 2026-11-24
"""


@pytest.fixture
def waiving(content, tmp_path):
    """The report on content in which two texts of a file break P06, with waivers of its own; nothing is made of it but one page."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/page.xml.j2").write_text('<layout medium="page" summary="A test"><para>Hello</para></layout>')

    def waiving(waivers):
        (content / "waivers.yaml").write_text(waivers, encoding="utf-8")
        library = with_point(read_library(content), "officers", text="A junkie and a whore.")
        errors, warnings = safety_report(Shop(library, tmp_path / "pages", content=content))
        return [f"{one.message}; {one.hint}" for one in errors], [f"{one.message}; {one.hint}" for one in warnings]

    return waiving


JUNKIE = "'junkie' names a person by one thing; write 'person who uses drugs' or 'person in recovery' (P06)"
WHORE = "'whore' names a person by one thing; write 'person in commercial sex' (P06)"


def test_what_is_waived_is_not_told_and_all_else_is(waiving):
    assert waiving(WAIVER) == ([], [WHORE])


def test_a_waiver_without_words_is_for_the_whole_file(waiving):
    assert waiving(WAIVER.replace("  says: \"'junkie'\"\n", "")) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  reason: The word stands in the title of a report that is quoted here.\n", "", "the key 'reason' is missing; "),
        (
            "The word stands in the title of a report that is quoted here.",
            "It is fine.",
            "'reason' cannot be 'It is fine.'; wanted: a sentence that says why it is right as it is",
        ),
        ("P06", "P66", "'rule' cannot be 'P66'; wanted: the id of a rule of safety, P01 to P09"),
        ("  by: A. Trainer\n", "", "the key 'by' is missing; "),
    ],
)
def test_a_waiver_without_a_reason_and_a_name_is_a_problem(waiving, old, new, expected):
    assert waiving(WAIVER.replace(old, new)) == ([expected], [JUNKIE, WHORE])


def test_a_waiver_that_waives_nothing_is_told(waiving):
    unused = "the waiver 'looked-at' waives nothing: P06 finds nothing of the kind in guidance/patrol.yaml; remove it, or mend what it names"
    assert sorted(waiving(WAIVER.replace("officers", "patrol"))[1]) == [JUNKIE, WHORE, unused]


@pytest.mark.parametrize("rule", ["P01", "P02"])
def test_what_endangers_the_holder_of_a_card_cannot_be_waived(rule, content):
    waiver = edited(read_waivers(content)["fold-card-is-a-wallet-card"], rule=rule, where="survivors/shoe-card")
    finding = found(rule, HERE, "E261", "a number", "take it off", "survivors/shoe-card", "error")
    assert (waives(waiver, finding), waives(waiver, replace(finding, severity="warning"))) == (False, True)


def test_a_waiver_of_an_unwaivable_rule_says_so(waiving):
    told_so = "the waiver 'looked-at' waives nothing: P02 finds nothing of the kind in guidance/officers.yaml; its errors cannot be waived"
    assert told_so in waiving(WAIVER.replace("P06", "P02"))[1]


@pytest.mark.parametrize("where", ["guidance/officers.yaml", "content/guidance/officers.yaml", "survivors/wallet-card"])
def test_a_waiver_is_for_a_file_or_for_a_piece(where, content):
    waiver = edited(read_waivers(content)["no-name-for-ncmec"], where=where, says="promises")
    there = found("P09", Place("content/guidance/officers.yaml", 3, 1), "E270", "it promises", "x", "survivors/wallet-card")
    elsewhere = found("P09", Place("content/guidance/police-officers.yaml", 3, 1), "E270", "it promises", "x", "survivors/eu-card")
    assert (waives(waiver, there), waives(waiver, elsewhere)) == (True, False)


def test_content_without_waivers_is_read(tmp_path):
    assert read_waivers(tmp_path) == {}


# What ships


def test_what_ships_is_clean():
    assert safety_report(SHOP) == ([], [])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_docs_tell_of_every_rule(rule):
    assert f"| {rule.id} | {rule.severity} |" in (ROOT / "docs/decisions/safeguards.md").read_text(encoding="utf-8")


def test_waivers_that_cannot_be_read_do_not_stop_the_report(waiving):
    assert waiving("a: b\n") == (["'a' must be followed by a line 'reason: ...'; "], [JUNKIE, WHORE])


def test_a_piece_that_cannot_be_made_does_not_stop_the_report(library):
    lost = replace(library, contacts=MappingProxyType({name: one for name, one in library.contacts.items() if name != "nhth"}))
    assert safety_report(Shop(lost, SHOP.layouts))[0] == []
