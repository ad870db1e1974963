"""A print shop's file is looked at before it leaves: its boxes, its inks, its fonts."""

import io

import pikepdf
import pytest
from pieces import card, document, plain, saved

from generator.measures import Box
from generator.preflight import preflight
from generator.pressing import SLUG, press_ready
from generator.problems import Problems

pytestmark = pytest.mark.filterwarnings("ignore:Page.images is deprecated:DeprecationWarning")  # until preflight.py asks for get_images

FACES = card('<face name="front"><para>Alpha</para></face>')
TRIM = Box(SLUG, SLUG, 252, 144)


def file():
    return press_ready(FACES, plain(), document())


def edited(change):
    with pikepdf.open(io.BytesIO(file())) as pdf:
        change(pdf)
        return saved(pdf)


def wrong(data, trims=(TRIM,)):
    with pytest.raises(Problems) as found:
        preflight(data, "a.press.pdf", trims)
    return [problem.message for problem in found.value.problems]


def test_a_sound_file_gets_a_report_in_plain_words():
    report = preflight(file(), "a.press.pdf", [TRIM])
    assert report.startswith("Preflight of a.press.pdf\n\n  ok  1 pages, one for each side of what is printed\n")
    assert "every colour is CMYK" in report
    assert "Not checked: PDF/X conformance." in report


def test_a_colour_of_the_screen_is_found():
    def redden(pdf):
        pdf.pages[0].contents_add(pdf.make_stream(b"1 0 0 rg 0 0 10 10 re f"))

    assert wrong(edited(redden)) == ["colours that are not CMYK: rg"]


def test_a_wrong_trim_box_is_found():
    def shift(pdf):
        pdf.pages[0].trimbox = pikepdf.Array([0, 0, 252, 144])

    assert any(message.startswith("page 1: trim box 3.500 in x 2.000 in") for message in wrong(edited(shift)))


def test_too_much_ink_is_found():
    def flood(pdf):
        pdf.pages[0].contents_add(pdf.make_stream(b"1 1 1 0 k 0 0 10 10 re f"))

    assert any(message.startswith("no spot takes more than 300 % of ink") for message in wrong(edited(flood)))


def test_a_hairline_is_found():
    def thin(pdf):
        pdf.pages[0].contents_add(pdf.make_stream(b"0.1 w 0 0 m 10 10 l S"))

    assert wrong(edited(thin)) == ["the thinnest line has 0.10 pt"]


def test_a_font_that_is_not_embedded_is_found():
    def strip(pdf):
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one:
                del one["/FontFile2"]

    assert any(message.startswith("fonts not embedded: ") for message in wrong(edited(strip)))


def test_a_missing_page_is_found():
    assert "1 pages, one for each side of what is printed" in wrong(file(), (TRIM, TRIM))
