"""A print shop's file is looked at before it leaves: its boxes, its inks, its fonts."""

import io

import pikepdf
import pytest
from pieces import card, document, plain, saved

from generator.foundation.measures import Box
from generator.foundation.problems import Problems
from generator.pdf.preflight import preflight
from generator.pdf.printshop import SLUG, press_ready
from generator.pdf.profiles import with_profile

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


# The whole report


REPORT = """\
Preflight of public/card.en.press.pdf

  ok  1 pages, one for each side of what is printed
  ok  page 1: trim box 3.500 in x 2.000 in, where it is cut
  ok  page 1: bleed box 0.125 in larger than the trim on every side
  ok  page 1: sheet 4.500 in x 3.000 in, crop marks outside the bleed
  ok  every colour is CMYK
  ok  no spot takes more than 100 % of ink (allowed: 280 %); crop marks alone stand on all plates
  ok  black text is black ink alone and overprints
  ok  the thinnest line has 0.25 pt
  ok  fonts embedded as subsets: AtkinsonHyperlegible-Regular
  ok  no links, notes or forms
  ok  every picture is in the inks of a press
  ok  0 pixel pictures; all else is type and line
  ok  not encrypted

Not checked: PDF/X conformance. Ask your print shop whether it needs a profile (--icc FILE embeds it).
"""


def test_the_report_says_what_was_looked_at_and_what_was_not():
    assert preflight(file(), "public/card.en.press.pdf", [TRIM]) == REPORT


def test_the_report_names_the_profile_of_the_shop():
    lines = preflight(with_profile(file(), b"x" * 200), "a.press.pdf", [TRIM]).splitlines()
    assert lines[-3:-1] == ["  ok  the print shop's profile is embedded: Profile of the print shop", ""]


def test_the_report_has_no_time_and_no_path_in_it():
    assert preflight(file(), "a.press.pdf", [TRIM]) == preflight(file(), "a.press.pdf", [TRIM])


# Each fault alone


def painted(content):
    """The file with something more painted on its page."""
    return edited(lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(content)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"1 0 0 rg", "colours that are not CMYK: rg"),
        (b"1 0 0 RG", "colours that are not CMYK: RG"),
        (b"/DeviceRGB cs 1 0 0 sc", "colours that are not CMYK: cs, sc"),
        (b"/DeviceRGB CS 1 0 0 SCN", "colours that are not CMYK: CS, SCN"),
        (b"0.24 w", "the thinnest line has 0.24 pt"),
    ],
)
def test_a_fault_in_what_is_painted_is_found(content, message):
    assert wrong(painted(content)) == [message]


@pytest.mark.parametrize("content", [b"1 0.9 0.9 0 k", b"0 0 0 1 K", b"0.5 g", b"1 1 1 1 K", b"0.25 w"])
def test_what_a_press_can_print_is_let_through(content):
    assert preflight(painted(content), "a.press.pdf", [TRIM])


@pytest.mark.parametrize("content", [b"0.9 0.9 0.9 0.2 k", b"0.9 0.9 0.9 0.2 K"])
def test_too_much_ink_is_found_in_grounds_and_in_lines(content):
    assert [message.split(" (")[0] for message in wrong(painted(content))] == ["no spot takes more than 290 % of ink"]


def test_a_colour_of_the_screen_is_found_in_what_a_page_stamps():
    def stamp(pdf):
        form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        pdf.pages[0].add_resource(form, pikepdf.Name.XObject)

    assert wrong(edited(stamp)) == ["colours that are not CMYK: rg"]


def test_a_picture_in_the_colours_of_the_screen_is_found():
    def paste(pdf):
        image = pdf.make_stream(
            b"\xff\0\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB
        )
        pdf.pages[0].add_resource(image, pikepdf.Name.XObject)

    wrong(edited(paste))


@pytest.mark.parametrize("grown", [-9, -1, 1, 9])
def test_a_bleed_that_is_too_small_or_too_large_is_found(grown):
    def change(pdf):
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj.BleedBox)
        pdf.pages[0].obj.BleedBox = pikepdf.Array([left - grown, bottom - grown, right + grown, top + grown])

    assert [message.split(" in larger")[0] for message in wrong(edited(change))] == [f"page 1: bleed box {(9 + grown) / 72:.3f}"]


@pytest.mark.parametrize("side", range(4))
def test_a_bleed_that_is_missing_on_one_side_is_found(side):
    def change(pdf):
        edges = [float(edge) for edge in pdf.pages[0].obj.BleedBox]
        edges[side] = float(pdf.pages[0].trimbox[side])
        pdf.pages[0].obj.BleedBox = pikepdf.Array(edges)

    assert len(wrong(edited(change))) == 1


def test_a_page_without_a_bleed_box_is_found():
    def strip(pdf):
        del pdf.pages[0].obj["/BleedBox"]

    assert [message.split(" in larger")[0] for message in wrong(edited(strip))] == ["page 1: bleed box 0.500"]


def test_a_bleed_that_leaves_its_sheet_is_found():
    def crop(pdf):
        pdf.pages[0].mediabox = pikepdf.Array([SLUG, SLUG, SLUG + 252, SLUG + 144])

    assert wrong(edited(crop)) == ["page 1: sheet 3.500 in x 2.000 in, crop marks outside the bleed"]


def test_a_trim_that_lies_elsewhere_is_found():
    assert [message.split(" in x")[0] for message in wrong(file(), [TRIM.moved(1, 0)])] == ["page 1: trim box 3.500"]


def test_a_link_is_found():
    def link(pdf):
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    assert wrong(edited(link)) == ["1 links or notes"]


def test_text_that_does_not_overprint_is_found():
    def knock_out(pdf):
        for state in pdf.pages[0].Resources.ExtGState.values():
            state.op = False

    assert wrong(edited(knock_out)) == ["black text is black ink alone and overprints"]


def test_a_file_with_a_password_is_found():
    with pikepdf.open(io.BytesIO(file())) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert wrong(buffer.getvalue()) == ["not encrypted"]


def test_a_page_too_many_is_found():
    assert "2 pages, one for each side of what is printed" in wrong(edited(lambda pdf: pdf.pages.append(pdf.pages[0])))


def test_all_faults_are_told_at_once():
    assert wrong(painted(b"1 0 0 rg 0.1 w 1 1 1 0 k")) == [
        "colours that are not CMYK: rg",
        "no spot takes more than 300 % of ink (allowed: 280 %); crop marks alone stand on all plates",
        "the thinnest line has 0.10 pt",
    ]


def test_a_fault_names_its_file():
    with pytest.raises(Problems, match=r"\Aa\.press\.pdf: the thinnest line has 0\.10 pt; the press check found that this is not so; no file was written\Z"):
        preflight(painted(b"0.1 w"), "a.press.pdf", [TRIM])
