"""A number that does not print what its text says is found by its pixels, whatever the file says of itself."""

import io
import re

import pikepdf
import pytest
from aloud import letters_of, text_shown
from pieces import saved
from PIL import Image

from generator.making.make import make
from generator.making.order import Order
from generator.proof.pixels import prove_pixels, read_digit
from generator.proof.readback import ReadBack

NUMBER = "1-888-373-7888"


@pytest.fixture(scope="module")
def fonts(shop):
    return shop.fonts()


@pytest.fixture(scope="module")
def card(shop):
    return make(shop, Order("survivors", "wallet-card", sheet="none"))["survivors/wallet-card.en.pdf"]


def found(data, fonts):
    return [problem.message for problem in prove_pixels(ReadBack(data), fonts, "a.pdf")]


def test_a_card_that_is_right_says_nothing(card, fonts):
    assert found(card, fonts) == []


@pytest.mark.parametrize("language", ["ar", "zh-Hans", "th", "hi", "ru"])
def test_a_card_in_another_script_is_read_as_well(shop, fonts, language):
    assert found(make(shop, Order("survivors", "wallet-card", language, sheet="none"))[f"survivors/wallet-card.{language}.pdf"], fonts) == []


@pytest.mark.parametrize("layout", ["shoe-card", "safety-card", "tent-card", "poster"])
def test_numbers_on_other_pieces_are_read_upside_down_and_large(shop, fonts, layout):
    assert found(make(shop, Order("survivors", layout, sheet="none"))[f"survivors/{layout}.en.pdf"], fonts) == []


def test_numbers_on_a_sheet_are_read_in_every_place(shop, fonts):
    sheet = next(data for name, data in make(shop, Order("public", "wallet-card")).items() if "5371" in name)
    assert found(sheet, fonts) == []


def edited(data, change):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)


def remapped(pdf):
    """Let the map of signs say 7 where an 8 is printed, and 8 where a 7 is."""
    for font in pdf.pages[0].Resources.Font.values():
        told = font.ToUnicode.read_bytes()
        swapped = re.sub(rb"<0037>|<0038>", lambda match: b"<0038>" if match.group() == b"<0037>" else b"<0037>", told)
        font.ToUnicode = pdf.make_stream(swapped)


def test_a_map_that_says_other_digits_than_are_printed_is_found(card, fonts):
    assert "page 1 says 1-777-383-8777, and what is printed there reads 18883737888" in found(edited(card, remapped), fonts)


def patch(data):
    """Lay a white patch over the third digit of the number, as a correction does."""
    signs = ReadBack(data).signs(0)
    third = signs["".join(sign.text for sign in signs).index(NUMBER) + 3]

    def patched(pdf):
        box = f"{third.left - 0.5} {third.bottom - 0.5} {third.right - third.left + 1} {third.top - third.bottom + 1}"
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + f"\nq 1 1 1 rg {box} re f Q".encode())

    return edited(data, patched)


def test_a_patch_over_a_digit_is_found(card, fonts):
    assert found(patch(card), fonts) == ["page 1 says 1-888-373-7888, and what is printed there reads 18?83737888"]


def backwards(pdf):
    """Show the digits of the number in their order, each to the left of the one before."""
    page = pdf.pages[0]
    letters = letters_of(page.Resources)
    done, known = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            known = letters[str(operands[0])]
        if str(operator) == "TJ" and text_shown(operands, known) == NUMBER:
            codes = b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
            array = pikepdf.Array([])
            for at in range(0, len(codes), 2):
                array.append(pikepdf.String(codes[at : at + 2]))
                array.append(1400)
            operands = [array]  # noqa: PLW2901
            done.append(([1, 0, 0, 1, 200, 90], pikepdf.Operator("Tm")))
        done.append((operands, operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(done))


def test_a_number_that_runs_backwards_is_found(card, fonts):
    assert "page 1 says 1-888-373-7888, and what is printed there reads backwards" in found(edited(card, backwards), fonts)


def test_a_font_that_nobody_knows_is_not_taken_on_trust(card):
    assert "page 1 says 988, and what is printed there reads ???" in found(card, {})


@pytest.mark.parametrize("digit", "0123456789")
@pytest.mark.parametrize("face", ["AtkinsonHyperlegible-Bold", "NotoSansArabic-Regular", "NotoSansSC-Bold"])
def test_every_digit_of_a_font_is_told_from_the_others(fonts, digit, face):
    from PIL import ImageDraw, ImageFont

    for size, ink, ground in ((30, "black", "white"), (64, "white", "#0a4a5c"), (40, "#0a4a5c", "#e6eff1")):
        image = Image.new("RGB", (size * 2, size * 2), ground)
        ImageDraw.Draw(image).text((size // 2, size * 3 // 2), digit, fill=ink, font=ImageFont.truetype(str(fonts[face]), size), anchor="ls")
        assert read_digit(image, fonts[face]) == digit


def test_an_empty_place_is_no_digit(fonts):
    assert read_digit(Image.new("RGB", (40, 60), "white"), fonts["AtkinsonHyperlegible-Bold"]) == "?"


def test_verify_reads_the_pixels(shop, card, fonts, tmp_path, ask):
    (tmp_path / "a.pdf").write_bytes(patch(card))
    ran = ask("verify", str(tmp_path / "a.pdf"))
    assert (ran.code, "what is printed there reads" in ran.stderr) == (1, True)
