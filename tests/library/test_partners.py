"""A partner's name, logo and local numbers stand on the pieces, after the Hotline, and give nobody away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checkout import Ran
from PIL import Image
from shipping import LIBRARY, SHOP

from generator.foundation.problems import Problems
from generator.kits.kit import make_kit
from generator.library.partners import joined, read_partner
from generator.looks.theme_files import in_their_colour, read_theme
from generator.making.make import make
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.making.shop import Shop
from generator.typesetting.faces import Picture, Words

PARTNER = """name: Harbor House
line: A shelter for all of Cook County
address: 120 Lake Street, Chicago
web: harborhouse.example.org
logo: logo.svg
accent: "#7a1f3d"
contacts:
  line:
    name: Harbor House advocate
    short: Harbor House
    operator: Harbor House, a nonprofit
    purposes: [trafficking-help]
    order: 1
    voice: "+13125550142"
    hours: 24/7
    call_for: A bed tonight, an advocate
    source: {title: Contact page, address: "https://harborhouse.example.org/contact", read_on: 2026-11-24}
    seen: operator
    read_on: 2026-11-24
    verify_by: 2027-05-24
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"><path d="M10 70 L60 10 L110 70 Z" fill="#7a1f3d"/></svg>'
NUMBER = "1-312-555-0142"


@pytest.fixture
def file(tmp_path):
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    path = tmp_path / "harbor-house.yaml"
    path.write_text(PARTNER, encoding="utf-8")
    return path


def shop_of(path) -> Shop:
    partner = read_partner(path)
    return replace(SHOP, library=joined(LIBRARY, partner), partner=partner, partner_folder=path.parent, themes={})


@pytest.fixture
def theirs(file) -> Shop:
    return shop_of(file)


def piece(shop, audience, layout, language="en"):
    return lay_out_piece(shop, Order(audience, layout, language))


@pytest.mark.parametrize("audience", ["law-enforcement", "service-providers", "public", "survivors"])
def test_the_hotline_stays_first_and_the_local_number_comes_before_the_other_lines(theirs, audience):
    """Whatever order its file asks for."""
    numbers = [phone.text() for phone in piece(theirs, audience, "wallet-card").page.walk() if phone.tag == "phone"]
    assert (numbers.index("1-888-373-7888") < numbers.index(NUMBER), numbers.index(NUMBER) <= 3) == (True, True)


@pytest.mark.parametrize("layout", ["handout", "one-page", "poster", "poster-a3"])
def test_name_address_and_logo_stand_on_what_hangs_or_lies_about(theirs, layout):
    made_one = piece(theirs, "public", layout)
    words = made_one.page.text()
    pictures = [mark for face in made_one.faces for mark in face.flat() if isinstance(mark, Picture)]
    assert ("Harbor House" in words, "120 Lake Street" in words, [mark.leaf.get("alt") for mark in pictures]) == (True, True, ["Harbor House"])


def test_a_card_that_somebody_may_have_to_hide_has_the_number_and_not_the_name_of_the_partner(theirs):
    words = [
        mark.text.strip()
        for face in piece(theirs, "survivors", "wallet-card").faces
        for mark in face.flat()
        if isinstance(mark, Words) and mark.leaf.tag == "para"
    ]
    assert [text for text in words if text == "Harbor House"] == []
    assert "Harbor House" in [mark.text.strip() for face in piece(theirs, "public", "wallet-card").faces for mark in face.flat() if isinstance(mark, Words)]


def test_a_partner_without_a_logo_has_a_panel_all_the_same(file):
    file.write_text(PARTNER.replace("logo: logo.svg\n", ""), encoding="utf-8")
    assert "120 Lake Street, Chicago" in piece(shop_of(file), "public", "handout").page.text()


def test_their_words_stay_as_they_are_in_another_language(theirs):
    words = piece(theirs, "public", "handout", "es").page.text()
    assert ("Harbor House advocate" in words, "Línea Nacional" in words) == (True, True)


def test_files_lie_in_a_folder_of_their_own_and_are_proved(theirs):
    assert list(make(theirs, Order("survivors", "wallet-card"))) == [
        "harbor-house/survivors/wallet-card.en.pdf",
        "harbor-house/survivors/wallet-card.en.avery-5371.pdf",
    ]


def test_a_kit_of_theirs_lies_beside_the_others(theirs):
    names = list(make_kit(theirs, theirs.library.kits["police-workshop"], 3))
    assert ("harbor-house/kits/police-workshop.zip" in names, "harbor-house/kits/police-workshop/survivors/wallet-card.en.avery-5371.pdf" in names) == (
        True,
        True,
    )


def test_the_accent_takes_the_place_of_the_houses_colour(theirs):
    assert theirs.looks("plain").colours["brand"] == "#7a1f3d"
    assert theirs.looks("high-contrast").colours["brand"] == "#000000"


def test_an_accent_that_nobody_could_read_is_refused(file):
    file.write_text(PARTNER.replace("#7a1f3d", "#ffd0e0"), encoding="utf-8")
    with pytest.raises(Problems, match=r"in the accent #ffd0e0 the text .* has a contrast of .*; choose a darker accent"):
        in_their_colour(read_theme(SHOP.layouts / "themes", "plain"), read_partner(file))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("+13125550142", "+18883737888", "the number .18883737888 is also that of 'nhth'"),
        ("+13125550142", "+18883737889", "differs from that of 'nhth'"),
        ("+13125550142", "+1312555014", "has 9 digits after"),
        ("purposes: [trafficking-help]", "purposes: [local]", "there is no purpose 'local'"),
        ("name: Harbor House\n", "nam: Harbor House\n", "unknown key 'nam'"),
        ("logo: logo.svg", "logo: ../logo.svg", "logo"),
        ("    seen: operator\n", "", "the key 'seen' is missing"),
    ],
)
def test_a_local_contact_is_judged_like_any_other(file, old, new, message):
    file.write_text(PARTNER.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problems, match=message):
        joined(LIBRARY, read_partner(file))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    ("svg", "message"),
    [
        (SVG.format('<image href="/etc/passwd"/>'), "holds <image>, which is not drawn"),
        (SVG.format("<script>alert(1)</script>"), "holds <script>"),
        (SVG.format('<a xlink:href="https://example.org"><path d="M0 0"/></a>'), r"names something outside itself \(xlink:href\)"),
        (SVG.format('<rect fill="url(https://example.org/a)"/>'), r"names something outside itself \(fill\)"),
        (SVG.format("<style>@import 'https://example.org/a.css';</style>"), "names something outside itself"),
        (SVG.format('<rect onload="x()"/>'), r"names something outside itself \(onload\)"),
        ('<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SVG.format("&e;"), "has a document type"),
        (SVG.format("<path/>" * 20_001), "which is not drawn"),
        ("no svg", "is no SVG"),
        (SVG.format("<rect>"), "is no SVG"),
    ],
)
def test_a_logo_that_reaches_out_of_its_file_is_refused(file, svg, message):
    (file.parent / "logo.svg").write_text(svg, encoding="utf-8")
    with pytest.raises(Problems, match=message):
        piece(shop_of(file), "public", "handout")


def test_a_logo_that_is_not_there_is_a_problem(file):
    (file.parent / "logo.svg").unlink()
    with pytest.raises(Problems, match=r"the logo .logo\.svg. was not found; put it beside the partner's file"):
        piece(shop_of(file), "public", "handout")


def test_a_link_in_place_of_a_logo_is_not_followed(file):
    (file.parent / "logo.svg").unlink()
    (file.parent / "logo.svg").symlink_to("/etc/hostname")
    with pytest.raises(Problems, match="was not found"):
        piece(shop_of(file), "public", "handout")


def test_what_is_clear_in_a_logo_shows_paper(file):
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(file.parent / "logo.png")
    file.write_text(PARTNER.replace("logo.svg", "logo.png"), encoding="utf-8")
    (picture,) = [mark for face in piece(shop_of(file), "public", "handout").faces for mark in face.flat() if isinstance(mark, Picture)]
    assert (picture.pixels.getpixel((5, 5)), round(picture.box.width / picture.box.height, 2)) == ((255, 255, 255), 2.0)


def test_the_command_takes_a_partner_and_verify_knows_their_numbers(file, tmp_path, ask):
    out = tmp_path / "out"
    assert Ran(0, f"{out}/harbor-house/public/poster.en.pdf\n", "") == ask("--partner", file, "-a", "public", "-l", "poster", "--out", out, "--quiet")
    ask("--partner", file, "-a", "public", "-l", "wallet-card", "--out", out, "--quiet")
    assert ask("verify", out, "--partner", file).code == 0
    assert "which the registry no longer has" in ask("verify", out).stderr


def test_check_looks_at_a_partner(file, ask):
    file.write_text(PARTNER.replace("web: harborhouse.example.org", "web: bad address"), encoding="utf-8")
    ran = ask("check", "--partner", file)
    assert (ran.code, f"{file}:4:6" in ran.stderr) == (1, True)
