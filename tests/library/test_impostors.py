"""Nobody may stand before the Hotline: a partner replaces nothing of the registry, and looks like nothing of it."""

import pytest
from houses import partner
from msgspec.structs import replace
from shipping import LIBRARY

from generator.library.impostors import impostors
from generator.library.partners import settled


def told(one) -> list[str]:
    return [f"{found.code} {found.message}" for found in impostors(one, LIBRARY.contacts)]


def house(**contact: object):
    one = partner()
    (line,) = one.contacts.values()
    return replace(one, contacts={line.id: replace(line, **contact)})


def test_an_honest_house_is_told_nothing():
    assert told(partner()) == []


def test_a_contact_cannot_take_the_place_of_one_of_the_registry():
    one = partner()
    (line,) = one.contacts.values()
    taken = settled(replace(one, id="otip", contacts={"main": line}))
    assert told(taken) == ["E250 the contact 'otip-main' would take the place of one of the registry"]


@pytest.mark.parametrize(("key", "value"), [("near", ("nhth",)), ("same_as", "nhth")])
def test_a_partner_cannot_vouch_for_a_number_like_the_hotlines(key, value):
    assert told(house(**{key: value})) == [f"E251 '{key}' cannot vouch for a number that looks like that of 'nhth'"]


@pytest.mark.parametrize(
    "name",
    [
        "National Human Trafficking Hotline",
        "NATIONAL HUMAN TRAFFICKING HOTLINE",
        "National Human Traficking Hotline",
        "Nаtionаl Humаn Trаffiсking Hоtline",  # Cyrillic letters
        "Nati0nal Human Traff1cking Hotl1ne",
        "Trafficking Hotline",
        "The National Human Trafficking Hotline of Chicago",
        "N-a-t-i-o-n-a-l Human Trafficking Hotline",
    ],
)
def test_a_name_like_the_hotlines_is_refused(name):
    assert [one[:4] for one in told(house(name=name, short="Our line"))] == ["E252"]
    assert [one[:4] for one in told(replace(partner(), name=name))] == ["E252"]


@pytest.mark.parametrize("name", ["Harbor House advocate", "Chicago Legal Aid", "Hotline of Harbor House", "911 for boats", "Illinois help line", "FBI alumni"])
def test_other_names_may_stand(name):
    assert told(house(name=name, short="Our line")) == []


@pytest.mark.parametrize(
    ("web", "code"),
    [
        ("humantraffickinghotline.org.evil.example", "E253"),
        ("www.humantraffickinghotline.org.evil.example", "E253"),
        ("humantrafficking-hotline.org", "E253"),
        ("humantraffickinghotl1ne.org", "E253"),
        ("humantraffickinghotline.com", "E253"),
        ("humantraffickinghotline-org.example", "E253"),
        ("xn--humantrffickinghotline-fbb.org", "E253"),
        ("bit.ly/abc", "E266"),
        ("humantraffickinghotline.org/en", ""),
        ("harborhouse.example.org", ""),
    ],
)
def test_an_address_leads_where_it_says(web, code):
    assert [one[:4] for one in told(replace(partner(), web=web))] == ([code] if code else [])


def test_a_partners_number_is_on_the_piece_already_or_is_nobodys():
    """The message leads to no way round: it does not tell a partner to write 'near' or 'same_as'."""
    from generator.foundation.problems import Problems
    from generator.library.partners import joined

    for number in ("+18883737888", "+18883737889"):
        with pytest.raises(Problems) as found:
            joined(LIBRARY, partner(number=number))
        assert "say so with" not in str(found.value)
