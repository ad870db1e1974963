"""A digit stands on a page as a part of a known number, or as one of a list of kinds; whatever else is typed is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.library.digit_kinds import KINDS
from generator.library.digits import DigitRun, refused, runs_in, what_is_wrong

HOTLINE, TEXT, TIPS = "+18883737888", "233733", "+18663472423"
NUMBERS = frozenset({HOTLINE, TEXT, TIPS, "911", "988"})
MENTIONED = frozenset({"911"})


def said(text: str, where: str = "") -> list[str]:
    """What is refused in a text, as it was typed."""
    return [run.typed for run in refused(text, where, mentioned=MENTIONED, numbers=NUMBERS)]


NUMBERS_IN_TEXTS = [
    "Call 18883737889",
    "8883737889",
    "1–888–373–7889",
    "1‑888‑373‑7889",
    "888(373)7889",
    "(888)555-0199",
    "1 888 373 78 89",
    "1-888- 373-7889",
    "TEL-888-555-0199",
    "l-888-555-0199",
    "373-7889",
    "3737889",
    "llame al 112",
    "233 733",
    "233-734",
    "866 DHS 2 ICE",
    "1–866–347–2423",
    "18663472423",
    "１８８８３７３７８８９",
    "٨٨٨٣٧٣٧٨٨٩",
    "८८८३७३७८८९",
    "八八八三七三七八八九",
    "8, 8, 8, 3, 7, 3, 7, 8, 8, 9",
    "8 8 8 3 7 3 7 8 8 9",
    "88 83 73 78 89",
    "8⁠8⁠8⁠3⁠7⁠3⁠7⁠8⁠8⁠9",
    "8\u20e38\u20e38\u20e33\u20e37\u20e33\u20e37\u20e38\u20e38\u20e39\u20e3",
    "⑧⑧⑧③⑦③⑦⑧⑧⑨",
    "1.888.373.7889",
    "888/373/7889",
    "888_373_7889",
    "888•373•7889",
    "888 · 373 · 7889",
    "888~373~7889",
    "888\n373\n7889",
    "+1 (888) 373 7889",
    "+44 20 7946 0958",
    "0800 123 456",
    "1888-FREE-NOW",
    "1-800-GO-FEDS",
    "Call us: 555 0199",
    "call 12 34 56 78",
    "Call 15 now",
    "dial 999",
    "in danger: 112",
    "In danger, 999 saves lives",
    "text HELP to 7777",
    "call 7777 always",
    "Room 888 373 7889",
    "Suite 8883737889",
    "$8883737889",
    "page 888, 373, 7889",
    "section 888-373-7889",
    "2010 2020 1999",
    "8.88.37.37.889",
    "24 hours 8883737889",
    "24/7 888 373 7889",
    "call 988",
    "ring 411",
    "1-900-555-0142",
    "8O0-555-0I99",
    "1.8.8.8.3.7.3.7.8.8.9",
    "(8)(8)(8)(3)(7)(3)(7)",
    "888-373-7889 Lake Street",
    "IL 60601 888 373 7889",
    "233734",
    "H-2A 888-5550199",
]
HONEST = [
    "Chicago, IL 60601",
    "120 Lake Street, Chicago, IL 60601-1234",
    "P.O. Box 12345, Box 7",
    "Open 24/7, since 1987",
    "Monday to Friday, 9 to 5",
    "Weekdays 8 to 4:30 local time, Saturdays 10:00 a.m. to 2 p.m.",
    "$1,500 a month, €20, 300 USD, $12.50",
    "22 U.S.C. 7102(11), 18 USC § 1591, 8 CFR 214.11",
    "Public Law 106-386, section 107(b), H.R. 5271",
    "Under 18? Call 911 now",
    "500 families each year, 1,200 survivors, 200+ more with interpreters",
    "November 24, 2026; 24 November 2026; 2026-11-24; 11/24/2026; Jan. 2025",
    "Suite 1200, 5th floor, Room 204, #204, Apt. 3B",
    "H-2A workers, form I-914, CC BY 4.0, PDF/A-2, A4",
    "Know2Protect",
    "aged 12 to 21, 16- and 17-year-olds",
    "A poster of 11 x 17 in, 85 x 55 mm, nothing under 10 pt",
    "information collection request 202512-1653-001, OMB 0970-0598, GAO-16-555",
    "3.4 Interpreters, page 112, step 3, 12 % of calls, 2018-2022",
    "Penal Code 236.1, Cal. Civ. Code § 52.6",
    "号码查阅日期：2026年11月24日, 18岁以下, 24小时",
    "moins de 18 ans, menores de 18 años, до 18 лет",
    "Exit 12 of Highway 101, Interstate 80",
    "Avery 5371, sheet avery-5371, 25 copies",
    "see example.org/posters-2026 or 211.org",
]


@pytest.mark.parametrize("text", NUMBERS_IN_TEXTS)
def test_a_number_is_refused_in_whatever_form_it_is_typed(text):
    assert said(text) != []


@pytest.mark.parametrize("text", HONEST)
def test_dates_counts_prices_statutes_and_addresses_are_printed(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "120 Lake Street, Chicago 60601",
        "Hauptstr. 12, 10117 Berlin",
        "12 rue de la Paix, 75002 Paris",
        "10 Downing Street, London SW1A 2AA",
        "ul. Krucza 5, 00-950 Warszawa",
        "116 22 Stockholm",
        "Avenida Paulista 1578, 01310-200 São Paulo",
        "1012 AB Amsterdam",
        "110001 New Delhi",
        "24601 Rue Plumet",
    ],
)
def test_an_address_has_houses_and_postcodes(text):
    assert said(text, "address") == []


@pytest.mark.parametrize(
    "text", ["or (888)555-0199", "373-7889", "call 112", "888, 373, 7889", "5550199", "12 Lake Street, 888 555 0199", "233734 Chicago", "555-0199"]
)
def test_an_address_has_no_number_to_dial(text):
    assert said(text, "address") != []


@pytest.mark.parametrize("text", ["Shelter 24601", "House 7", "Route 66 Shelter", "The 5th Street House"])
def test_a_name_may_have_a_number(text):
    assert said(text, "name") == []


@pytest.mark.parametrize("text", ["Hotline 233734", "2-1-1 Helpline", "８８８３７３", "Call 112", "House 555 0199", "House 8883737889", "House 373 7889"])
def test_a_name_has_no_number_to_dial(text):
    assert said(text, "name") != []


def test_a_number_beside_a_contact_is_no_part_of_it():
    assert [said(f"Call \ufffc{rest}") for rest in ("9", " 9", "-9", ", 24/7", ". Under 18")] == [["9"], ["9"], ["9"], [], []]


def test_what_was_typed_is_told_as_it_was_typed_and_where():
    (run,) = refused("Ring １－888–555–0199!", numbers=NUMBERS)
    assert run == DigitRun("１－888–555–0199", 5, "", "a toll-free number that the registry does not have")


@pytest.mark.parametrize(
    ("digits", "why"),
    [
        ("888-373-7888", f"it is {HOTLINE}, which a contact has: refer to the contact instead of typing the number"),
        ("888-373-7889", f"it differs from {HOTLINE} in one digit"),
        ("888-373-8788", f"it differs from {HOTLINE} in two digits that have changed places"),
        ("877-373-7888", f"it differs from {HOTLINE} in its first three digits"),
        ("373-7888", f"it is {HOTLINE}, which a contact has: refer to the contact instead of typing the number"),
        ("866 DHS 2 ICE", f"it is {TIPS}, which a contact has: refer to the contact instead of typing the number"),
        ("233737", f"it differs from {TEXT} in one digit"),
        ("1-900-555-0142", "a premium-rate number, for which the caller pays"),
        ("112", "an emergency or service number of another country"),
        ("511", "a service number that the registry does not have"),
        ("1-312-555-0142", "a telephone number that the registry does not have"),
        ("888", "digits that are no date, no count with what is counted, and nothing else that a page may show"),
    ],
)
def test_a_number_is_refused_by_its_name(digits, why):
    assert what_is_wrong(digits, NUMBERS) == why


def test_every_kind_says_why_it_may_stand():
    assert [kind.name for kind in KINDS if not kind.why or kind.where not in ("", "address", "name", "list", "translated")] == []


def test_why_a_run_is_let_through_can_be_told():
    assert [(run.typed, run.kind, run.why) for run in runs_in("Under 18, call 911, 24/7", mentioned=MENTIONED)] == [
        ("18", "small number", "one or two digits by themselves"),
        ("911", "known number", "the registry has it"),
        ("24", "always open", "hours, known as such everywhere"),
        ("7", "always open", "hours, known as such everywhere"),
    ]


# Properties: an opponent writes a number in any form; an honest person writes anything else.

SCRIPTS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
SIGNS = (
    "",
    "-",
    " ",
    ".",
    "/",
    "–",
    "—",
    "\u2011",
    "\u00a0",
    "\u2009",
    "\u200b",
    "\u2060",
    " - ",
    ") ",
    "(",
    "·",
    "•",
    "_",
    "~",
    ",",
    ", ",
    "\n",
    "*",
    ":",
    "|",
    "+",
)
AROUND = (
    "",
    "Call ",
    "call us at ",
    "New number: ",
    "Tel. ",
    "TEL-",
    "phone:",
    "Free help ",
    "Open 24/7 ",
    "Since 1987, ",
    "Under 18? ",
    "Room ",
    "page ",
    "$",
    "§ ",
    "Title ",
    "Suite ",
    "No. ",
    "(",
    "Llame al ",
    "拨打",
)


@st.composite
def typed_numbers(draw: st.DrawFn) -> str:
    """A telephone number of 7 to 12 digits, in groups, digits and signs of any kind, with words around it."""
    digits = draw(st.text("0123456789", min_size=7, max_size=12))
    script, sign = draw(st.sampled_from(SCRIPTS)), draw(st.sampled_from(SIGNS))
    written, since = "", 0
    for digit in digits:
        since += 1
        written += script[int(digit)]
        if since >= 1 and draw(st.booleans()):
            written, since = written + sign, 0
    return draw(st.sampled_from(AROUND)) + written + draw(st.sampled_from(["", " now", ".", ", free", " day and night", " people", ")"]))


def looks_like_days(text: str) -> bool:
    """Whether somebody has written a day or a price by chance, which is none to dial."""
    return any(run.kind in ("date", "years", "price", "time", "document", "statute", "stock") for run in runs_in(text))


@given(typed_numbers())
def test_no_number_gets_by(text):
    assert said(text) != [] or looks_like_days(text)


DAYS = st.dates().map(lambda day: day.strftime("%B %d, ") + f"{max(1900, min(2099, day.year))}")
PLACES = st.builds(
    lambda house, street, kind, city, state, code: f"{house} {street} {kind}, {city}, {state} {code:05}",
    st.integers(1, 99999), st.sampled_from(["Lake", "Martin Luther King Jr.", "N. Clark", "5th", "Elm"]), st.sampled_from(["Street", "Ave", "Blvd", "Road"]),
    st.sampled_from(["Chicago", "St. Louis", "El Paso"]), st.sampled_from(["IL", "MO", "TX", "NM"]), st.integers(501, 99950),
)  # fmt: skip
PRICES = st.one_of(st.integers(1, 9999).map("${}".format), st.integers(1000, 999999).map("${:,}".format))
LAWS = st.builds("{} U.S.C. {}({})".format, st.integers(1, 54), st.integers(1, 9999), st.sampled_from("abc123"))
COUNTS = st.builds("{} {}".format, st.integers(1, 9999), st.sampled_from(["people", "families", "beds", "cards", "hours", "years", "languages"]))
ROOMS = st.builds("{} {}".format, st.sampled_from(["Suite", "Room", "Apt.", "Unit", "P.O. Box"]), st.integers(1, 99999))
HONEST_PARTS = st.one_of(DAYS, PLACES, PRICES, LAWS, COUNTS, ROOMS)


@given(st.lists(HONEST_PARTS, min_size=1, max_size=3), st.sampled_from(["; ", ". Then ", " and "]))
def test_no_honest_text_is_refused(parts, between):
    assert said(between.join(parts)) == []
