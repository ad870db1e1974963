"""What is laid out is what is in the PDF: read back from the finished bytes by other libraries than the one that wrote them."""

import pikepdf
import pytest
from pieces import card_tree, document, opened, pages, pixels, places, plain, pressed, same, setting, text_of, words_of
from stock import sheet_of

from generator.foundation.measures import MM, PAPERS, Box, Size
from generator.imposition.impose import Card, impose
from generator.imposition.printers import Printer
from generator.looks.colours import rgb
from generator.pdf.grounds import BLEED
from generator.pdf.inks import cmyk
from generator.pdf.press import Margin, press_sheets
from generator.pdf.printshop import SLUG, press_ready
from generator.typesetting.faces import Face, Fill, Frame, Stroke
from generator.typesetting.lay_out import lay_out

PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'
TEXT = '<phone contact="nhth" channel="text" number="233733">233733</phone>'
LINKED = f'<para>Call {PHONE}, text {TEXT}, see <link to="example.org/help">the page</link>, <i>now</i>.</para>'
CARD = Size(252, 144)


TREE = card_tree(f'<face name="front">{LINKED}<callout role="danger"><para>Alpha</para></callout></face><face name="back"><para>Omega</para></face>')
FACES = lay_out(TREE, setting("card"), "letter")


def sheets(flip="long", copies=None, printer=None):
    imposition = impose(CARD, [Card(0, 1)], sheet_of(), copies=copies, flip=flip)
    if printer:
        imposition = printer.adjust(imposition)
    return press_sheets(FACES, [TREE, TREE], imposition, plain(), document(duplex=flip), [Margin()])


EDITIONS = {
    "pages": lambda: pressed(pages(LINKED)),
    "screen": lambda: pressed(FACES, TREE),
    "paper": sheets,
    "press": lambda: press_ready(FACES, plain(), document()),
}
every_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
for_paper = pytest.mark.parametrize("edition", [EDITIONS["paper"], EDITIONS["press"]], ids=["paper", "press"])


def fonts(pdf):
    """Every font dictionary in a file, wherever it is used: on pages or in forms."""
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0"]


def links(pdf):
    return [(str(note.A.URI), [round(float(edge), 1) for edge in note.Rect]) for page in pdf.pages for note in page.get("/Annots", [])]


@every_edition
def test_every_font_is_embedded(edition):
    with opened(edition()) as pdf:
        bare = [str(font.BaseFont) for font in fonts(pdf) if "/FontFile2" not in font.DescendantFonts[0].get("/FontDescriptor", {})]
        assert bare == []


@every_edition
def test_no_font_comes_from_anywhere_but_the_theme(edition):
    with opened(edition()) as pdf:
        assert {str(font.BaseFont).split("+")[-1] for font in fonts(pdf)} == {f"AtkinsonHyperlegible-{face}" for face in ("Regular", "Bold", "Italic")}


@every_edition
def test_a_font_holds_only_the_letters_that_are_used(edition):
    assert len(edition()) < 90_000  # the three faces have 150,000 bytes in full


@every_edition
def test_the_same_input_gives_the_same_bytes(edition):
    assert edition() == edition()


@every_edition
def test_nothing_but_text_and_shapes_is_in_a_file(edition):
    with opened(edition()) as pdf:
        held = {key for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for key in one.keys()}  # noqa: SIM118 - a pikepdf object
    assert held & {"/JavaScript", "/JS", "/EmbeddedFiles", "/OpenAction", "/AA", "/AcroForm"} == set()


def test_a_page_has_the_size_of_its_paper():
    for paper, size in PAPERS.items():
        with opened(pressed(pages("<para>a</para>", paper=paper))) as pdf:
            assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, pytest.approx(size.width, abs=0.01), pytest.approx(size.height, abs=0.01)]


def test_the_screen_edition_has_each_face_once_in_its_own_size():
    with opened(EDITIONS["screen"]()) as pdf:
        assert [[float(edge) for edge in page.mediabox] for page in pdf.pages] == [[0, 0, 252, 144]] * 2


def test_words_stand_where_they_were_set():
    (page,) = pages("<para>Alpha</para><para align='end'>Omega</para>")
    data = pressed([page])
    for word in words_of(page.marks):
        (box,) = places(data, 0, word.text)
        assert (box.x, box.right, box.bottom) == (pytest.approx(word.x, abs=1), pytest.approx(word.x + word.width, abs=1), pytest.approx(word.y, abs=3))


def test_a_link_leads_where_it_says():
    with opened(EDITIONS["screen"]()) as pdf:
        assert [address for address, _ in links(pdf)] == ["tel:+18883737888", "sms:233733", "https://example.org/help"]


def test_a_link_lies_over_its_words():
    data = EDITIONS["screen"]()
    with opened(data) as pdf:
        (left, bottom, right, top) = next(edges for address, edges in links(pdf) if address.startswith("tel:"))
    (number,) = places(data, 0, "1-888-373-7888")
    assert Box(left, 144 - top, right - left, top - bottom).holds(number, 1)


@for_paper
def test_an_edition_for_paper_has_no_link(edition):
    with opened(edition()) as pdf:
        assert [page.get("/Annots") for page in pdf.pages] == [None] * 2


def test_a_file_says_what_it_is():
    with opened(pressed(pages("<para>a</para>"), title="A card", subject="Cards", keywords="makecards x=1x1")) as pdf:
        info = {key: str(pdf.docinfo[f"/{key}"]) for key in ("Title", "Subject", "Keywords", "Creator", "Author")}
        assert (info, str(pdf.Root.Lang)) == (
            {"Title": "A card", "Subject": "Cards", "Keywords": "makecards x=1x1", "Creator": "makecards", "Author": "makecards"},
            "en",
        )


@pytest.mark.parametrize(("duplex", "expected"), [("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge"), ("", "None")])
def test_a_viewer_is_told_not_to_scale_and_how_to_turn(duplex, expected):
    with opened(pressed(pages("<para>a</para>"), duplex=duplex)) as pdf:
        said = pdf.Root.ViewerPreferences
        assert (str(said.PrintScaling), bool(said.DisplayDocTitle), str(said.get("/Duplex"))) == ("/None", True, expected)


def test_a_sheet_shows_the_front_in_every_place():
    data = sheets()
    (alone,) = places(EDITIONS["screen"](), 0, "Alpha")
    found = places(data, 0, "Alpha")
    assert len(found) == 10
    assert all(same(box, alone.moved(cell.x, cell.y)) for box, cell in zip(found, sheet_of().cells, strict=True))


def test_the_back_is_on_the_other_side_and_upright():
    data = sheets()
    (alone,) = places(EDITIONS["screen"](), 1, "Omega")
    found = places(data, 1, "Omega")
    assert len(found) == 10
    assert all(same(box, alone.moved(cell.x, cell.y)) for box, cell in zip(found, sheet_of().cells, strict=True))


def test_over_the_short_edge_the_back_stands_on_its_head():
    (alone,) = places(EDITIONS["screen"](), 1, "Omega")
    turned = Box(CARD.width - alone.right, CARD.height - alone.bottom, alone.width, alone.height)
    found = places(sheets(flip="short"), 1, "Omega")
    assert len(found) == 10
    assert all(same(box, turned.moved(cell.x, cell.y)) for box, cell in zip(found, sheet_of().cells, strict=True))


def test_every_copy_is_in_the_file():
    data = sheets(copies=25)
    assert [text.count("Alpha") for text in text_of(data)] == [10, 0, 10, 0, 10, 0]


def test_a_face_is_recorded_once_however_often_it_is_printed():
    more = len(sheets(copies=200)) - len(sheets())
    assert more < 38 * 1000  # bytes for 38 more sides


def test_the_edge_of_a_sheet_that_no_printer_reaches_is_white():
    image = pixels(sheets(), dpi=144).convert("L")
    inner = image.crop((36, 36, image.width - 36, image.height - 36))
    image.paste(255, (36, 36, 36 + inner.width, 36 + inner.height))
    assert image.getextrema() == (255, 255)


def test_a_tick_is_where_it_was_placed():
    (tick, *_) = impose(CARD, [Card(0, 1)], sheet_of()).runs[0].sides[0].ticks
    image = pixels(sheets(), dpi=288).convert("L")
    assert image.getpixel((int(tick.x * 4), int((tick.y + tick.to_y) / 2 * 4))) < 128


def test_a_printers_fault_is_taken_out():
    """The printer puts backs 2 mm too far right and 1 mm too low, seen from the front: seen from the back, too far left."""
    crooked = Printer(name="x", right="2", down="1")
    straight, moved = places(sheets(), 1, "Omega"), places(sheets(printer=crooked), 1, "Omega")
    assert all(same(other, one.moved(2 * MM, -1 * MM)) for one, other in zip(straight, moved, strict=True))
    assert places(sheets(), 0, "Alpha") == places(sheets(printer=crooked), 0, "Alpha")


def test_a_printer_that_shrinks_gets_a_larger_page():
    shrinking = Printer(name="x", across="98", along="99")
    (first, *_, last), (grown_first, *_, grown_last) = places(sheets(), 0, "Alpha"), places(sheets(printer=shrinking), 0, "Alpha")
    assert (grown_last.x - grown_first.x) * 0.98 == pytest.approx(last.x - first.x, abs=0.1)
    assert (grown_last.y - grown_first.y) * 0.99 == pytest.approx(last.y - first.y, abs=0.1)


def test_a_print_shop_gets_trim_and_bleed():
    with opened(EDITIONS["press"]()) as pdf:
        boxes = {name: [float(edge) for edge in pdf.pages[0][name]] for name in ("/MediaBox", "/TrimBox", "/BleedBox")}
    assert boxes == {
        "/MediaBox": [0, 0, 252 + 2 * SLUG, 144 + 2 * SLUG],
        "/TrimBox": [SLUG, SLUG, SLUG + 252, SLUG + 144],
        "/BleedBox": [SLUG - BLEED, SLUG - BLEED, SLUG + 252 + BLEED, SLUG + 144 + BLEED],
    }


def test_a_print_shop_gets_no_colour_of_a_screen():
    with opened(EDITIONS["press"]()) as pdf:
        operators = {str(one.operator) for page in pdf.pages for one in pikepdf.parse_content_stream(page)}
    assert operators & {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN"} == set()


def test_a_ground_that_reaches_the_edge_is_drawn_on_into_the_bleed():
    face = Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(0, 0, 100, 40), "ink"),))
    image = pixels(press_ready([face], plain(), document()), dpi=72).convert("L")
    dark = image.crop((int(SLUG), int(SLUG), int(SLUG) + 100, int(SLUG) + 30)).getextrema()
    bleed = [image.getpixel((int(SLUG - BLEED) + 2, int(SLUG) + 20)), image.getpixel((int(SLUG) + 50, int(SLUG - BLEED) + 2))]
    assert [dark[1] < 90, max(bleed) < 90] == [True, True]


@pytest.mark.parametrize(("colour", "inks"), [("ink", (0, 0, 0, 1)), ("paper", (0, 0, 0, 0)), ("quiet", (0, 0, 0, 0.71))])
def test_black_and_grey_are_the_black_ink_alone(colour, inks):
    assert cmyk(plain(), colour) == inks


def test_a_colour_of_the_screen_is_three_numbers():
    assert rgb("#ff8000") == (1.0, pytest.approx(0.502, abs=0.001), 0.0)


def test_lines_and_frames_are_drawn_inside_their_boxes():
    marks = (Frame(Box(10, 10, 40, 30), "ink", 2), Stroke(60, 20, 90, 20, "ink", 1))
    face = Face("x", Size(100, 50), (Box(0, 0, 100, 50),), marks)
    image = pixels(pressed([face]), dpi=288).convert("L")
    ink = image.point(lambda light: 255 * (light < 128))
    frame, line = ink.crop((0, 0, 220, 200)).getbbox(), ink.crop((220, 0, 400, 200)).getbbox()
    assert (frame, line) == ((40, 40, 200, 160), (20, 78, 140, 82))
