"""What a print shop gets: inks and nothing else, a bleed that is really printed, and marks that no cut leaves on a card."""

import os
import shutil
import subprocess

import pikepdf
import pytest
from aloud import letters_of, text_shown
from hypothesis import given
from hypothesis import strategies as st
from pieces import bold, card_tree, document, opened, pixels, plain, regular, setting
from PIL import Image
from stock import sheet_of, sheets

from generator.foundation.measures import PAPERS, Box, Size
from generator.imposition.impose import Card, for_the_shop, impose
from generator.pdf.grounds import BLEED
from generator.pdf.printshop import SLUG, press_ganged, press_ready
from generator.typesetting.faces import Face, Fill, Fold, Frame, Picture, Turned, Words
from generator.typesetting.lay_out import lay_out

CARD = Size(252, 144)
TREE = card_tree(
    """<face name="front"><heading level="1" role="heading2">Alpha</heading><para>Black</para><callout role="danger"><para>Danger</para></callout></face>
    <face name="back"><callout role="contacts"><para>Omega</para></callout></face>"""
)
FACES = lay_out(TREE, setting("card"), "letter")


def ready(*faces):
    return press_ready(faces, plain(), document())


def ganged(sheet, faces=FACES, flip="long"):
    imposition = for_the_shop(impose(sheet.card, [Card(0, 1 if len(faces) > 1 else None)], sheet, flip=flip), BLEED)
    return press_ganged(faces, imposition, plain(), document(duplex=flip))


EDITIONS = {"a face a page": lambda: ready(*FACES), "ganged": lambda: ganged(sheet_of())}
every_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)


def instructions(page):
    return [(str(one.operator), [*one.operands]) for one in pikepdf.parse_content_stream(page)]


def lines(page):
    """The lines of a page that are drawn on all plates: its crop, cut and fold marks, as boxes from the lower left corner."""
    found, stroke, start = [], None, None
    for operator, operands in instructions(page):
        numbers = [float(one) for one in operands] if operator in ["K", "m", "l"] else []
        if operator == "K":
            stroke = numbers
        elif operator == "m":
            start = numbers
        elif operator == "l" and stroke == [1, 1, 1, 1]:
            found.append(Box(min(start[0], numbers[0]), min(start[1], numbers[1]), abs(start[0] - numbers[0]), abs(start[1] - numbers[1])))
    return found


def box_of(page, name):
    left, bottom, right, top = (float(edge) for edge in page.obj[name])
    return Box(left, bottom, right - left, top - bottom)


def texts(page):
    """What is shown on a page: (text, inks, whether it overprints, the overprint mode)."""
    states, letters = page.obj.Resources.get("/ExtGState", {}), letters_of(page.obj.Resources)
    found, held, now = [], [], {"inks": None, "op": False, "OPM": 0}
    for operator, operands in instructions(page):
        if operator == "q":
            held.append(dict(now))
        elif operator == "Q":
            now = held.pop()
        elif operator == "k":
            now["inks"] = tuple(float(ink) for ink in operands)
        elif operator == "gs":
            state = states[str(operands[0])]
            now["op"] = bool(state.get("/op", now["op"]))
            now["OPM"] = int(state.get("/OPM", now["OPM"]))
        elif operator == "Tf":
            font = str(operands[0])
        elif operator == "TJ":
            found.append((text_shown(operands, letters[font]).strip(), now["inks"], now["op"], now["OPM"]))
    return found


# Inks


@every_edition
def test_every_colour_is_four_inks(edition):
    allowed = {"k", "K"}
    colours = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "BI"}
    with opened(edition()) as pdf:
        used = {operator for page in pdf.pages for operator, _ in instructions(page)} & colours
    assert used == allowed


@every_edition
def test_black_text_is_black_ink_alone_and_overprints(edition):
    with opened(edition()) as pdf:
        black = {(text, overprints) for page in pdf.pages for text, inks, overprints, _ in texts(page) if inks == (0, 0, 0, 1)}
    assert black == {("Black", True), ("Danger", True), ("Omega", True)}


@every_edition
def test_overprinting_leaves_the_other_inks_as_they_are(edition):
    """ISO 32000-1, 8.6.7: only with overprint mode 1 is an ink of nought left alone."""
    with opened(edition()) as pdf:
        modes = {mode for page in pdf.pages for _, inks, overprints, mode in texts(page) if overprints}
    assert modes == {1}


@every_edition
def test_coloured_text_is_knocked_out(edition):
    """Overprinted, it would take on the colour of what lies below."""
    with opened(edition()) as pdf:
        coloured = [(text, inks) for page in pdf.pages for text, inks, overprints, _ in texts(page) if overprints and inks[:3] != (0, 0, 0)]
    assert coloured == []


WHITE = Face(
    "front",
    Size(100, 100),
    (Box(0, 0, 100, 100),),
    (Fill(Box(0, 0, 100, 100), "brand"), Words(10, 50, 30, "White", regular(), 12, "paper", TREE)),
)


def test_white_text_is_knocked_out():
    with opened(ready(WHITE)) as pdf:
        assert [(text, overprints) for text, _, overprints, _ in texts(pdf.pages[0])] == [("White", False)]


def test_a_picture_is_in_the_inks_of_a_press():
    face = Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Picture(Box(10, 10, 50, 50), Image.new("RGB", (10, 10), "#0a4a5c"), TREE),))
    with opened(ready(face)) as pdf:
        (image,) = pdf.pages[0].obj.Resources.XObject.values()
        assert str(image.ColorSpace) in ("/DeviceCMYK", "/DeviceGray")


def pictured(colour):
    """A side with a picture of one colour in its middle."""
    return Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Picture(Box(10, 10, 80, 80), Image.new("RGB", (10, 10), colour), TREE),))


@pytest.mark.parametrize("colour", ["#ffffff", "#ff0000", "#00ff00", "#0000ff", "#808080", "#000000"])
def test_a_picture_is_not_printed_in_negative(colour):
    red, green, blue = pixels(ready(pictured(colour)), dpi=72).convert("RGB").getpixel((round(SLUG + 50), round(SLUG + 50)))
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    assert [(one > 110) for one in (red, green, blue)] == [one > 110 for one in wanted]


def test_a_black_picture_does_not_take_too_much_ink():
    with opened(ready(pictured("#000000"))) as pdf:
        (image,) = pdf.pages[0].obj.Resources.XObject.values()
        inks = image.read_bytes()[:4]
    assert sum(inks) / 255 <= 2.8


# Boxes and marks


@pytest.mark.parametrize("size", [CARD, Size(144, 252), PAPERS["letter"], PAPERS["a4"].turned(), Size(792, 1224)])
def test_the_sheet_holds_the_bleed_and_the_bleed_the_trim(size):
    with opened(ready(Face("front", size, (Box(0, 0, size.width, size.height),), ()))) as pdf:
        media, bleed, trim = (box_of(pdf.pages[0], name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert (trim.width, trim.height) == (pytest.approx(size.width, abs=0.01), pytest.approx(size.height, abs=0.01))
    assert [edge == pytest.approx(9, abs=0.01) for edge in (trim.x - bleed.x, trim.y - bleed.y, bleed.right - trim.right, bleed.bottom - trim.bottom)] == [
        True
    ] * 4
    assert [edge == pytest.approx(36, abs=0.01) for edge in (trim.x, trim.y, media.right - trim.right, media.bottom - trim.bottom)] == [True] * 4


def test_there_are_two_crop_marks_at_each_corner():
    with opened(ready(FACES[0])) as pdf:
        trim = box_of(pdf.pages[0], "/TrimBox")
        marks = {(round(line.x), round(line.y), round(line.right), round(line.bottom)) for line in lines(pdf.pages[0])}
    near, far = 9, 27  # points from the trim: a mark begins where the bleed ends
    upright = {(x, y, x, y + 18) for x in (trim.x, trim.right) for y in (trim.y - far, trim.bottom + near)}
    level = {(x, y, x + 18, y) for y in (trim.y, trim.bottom) for x in (trim.x - far, trim.right + near)}
    assert marks == {tuple(map(round, mark)) for mark in upright | level}


FOLDED = Face("front", Size(300, 200), (Box(0, 0, 300, 200),), (Fold(100, 0, 100, 200), Fold(200, 0, 200, 200), Fold(0, 80, 300, 80)))


def test_a_fold_is_marked_outside_the_trim_at_both_ends():
    with opened(ready(FOLDED)) as pdf:
        trim = box_of(pdf.pages[0], "/TrimBox")
        upright = sorted({round(line.x - trim.x) for line in lines(pdf.pages[0]) if not line.width})
        level = sorted({round(trim.bottom - line.y) for line in lines(pdf.pages[0]) if not line.height})
    assert (upright, level) == ([0, 100, 200, 300], [0, 80, 200])


@pytest.mark.parametrize("face", [*FACES, FOLDED], ids=["front", "back", "folded"])
def test_no_mark_lies_inside_the_bleed_or_leaves_the_sheet(face):
    with opened(ready(face)) as pdf:
        media, bleed = box_of(pdf.pages[0], "/MediaBox"), box_of(pdf.pages[0], "/BleedBox")
        found = lines(pdf.pages[0])
    assert found
    assert [line for line in found if not media.holds(line)] == []
    assert [
        line for line in found if line.right > bleed.x + 0.01 and line.x < bleed.right - 0.01 and line.bottom > bleed.y + 0.01 and line.y < bleed.bottom - 0.01
    ] == []


def test_no_fold_is_drawn_on_the_card_itself():
    image = pixels(ready(FOLDED), dpi=144).convert("L")
    edges = (SLUG - BLEED + 1, SLUG - BLEED + 1, SLUG + 300 + BLEED - 1, SLUG + 200 + BLEED - 1)
    assert image.crop(tuple(round(edge * 2) for edge in edges)).getextrema() == (255, 255)


# Bleed


def shade(image, x, y):
    """The darkness at a point of the trim, at 72 dpi."""
    return image.getpixel((round(SLUG + x), round(SLUG + y)))


def test_a_ground_that_reaches_every_edge_fills_the_bleed_to_its_corners():
    image = pixels(ready(Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(0, 0, 100, 100), "ink"),))), dpi=72).convert("L")
    middle = image.getpixel((round(SLUG + 50), round(SLUG + 50)))
    assert [shade(image, x, y) for x in (-7, 107) for y in (-7, 107)] == [middle] * 4
    assert [shade(image, x, y) for x, y in ((-11, 50), (111, 50), (50, -11), (50, 111))] == [255] * 4


def test_a_ground_inside_a_card_does_not_reach_the_bleed():
    image = pixels(ready(Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(10, 10, 80, 80), "ink"),))), dpi=72).convert("L")
    assert [shade(image, x, y) for x, y in ((5, 50), (-5, 50), (95, 50), (105, 50), (50, 5), (50, -5))] == [255] * 6


def test_a_card_grows_no_line_at_its_trim():
    """A frame is no ground: it stays on the card."""
    image = pixels(ready(Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Frame(Box(0, 0, 100, 100), "ink", 2),))), dpi=72).convert("L")
    assert [shade(image, x, y) for x, y in ((-5, 50), (105, 50), (50, -5), (50, 105))] == [255] * 4


def test_a_ground_in_a_turned_panel_is_drawn_on_into_the_bleed():
    turned = Turned(Box(0, 0, 100, 50), (Fill(Box(0, 0, 100, 50), "ink"),))
    image = pixels(ready(Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (turned,))), dpi=72).convert("L")
    assert [shade(image, x, y) < 100 for x, y in ((50, 25), (-5, 25), (105, 25), (50, -5))] == [True] * 4


# Ganged on a sheet


def test_the_trim_of_a_sheet_is_its_whole_grid():
    with opened(ganged(sheet_of())) as pdf:
        boxes = [(box_of(page, "/TrimBox"), box_of(page, "/BleedBox")) for page in pdf.pages]
    assert boxes == [(Box(54, 36, 504, 720), Box(45, 27, 522, 738))] * 2


@given(sheets(), st.floats(0, 20))
def test_a_card_is_clipped_at_its_bleed_or_half_way_to_its_neighbour(sheet, bleed):
    side = for_the_shop(impose(sheet.card, [Card(0)], sheet), bleed).runs[0].sides[0]
    clips = [placement.clip for placement in side.placements]
    gutter = min((b.x - a.right for a in sheet.cells for b in sheet.cells if b.x > a.x), default=None)
    assert all(clip.holds(cell) and cell.inset(-bleed).holds(clip) for clip, cell in zip(clips, sheet.cells, strict=True))
    assert not any(one.overlaps(other, 0.02) for at, one in enumerate(clips) for other in clips[at + 1 :])
    if gutter is not None:
        inner = max(
            clip.right - cell.right for clip, cell in zip(clips, sheet.cells, strict=True) if cell.right < max(cell.right for cell in sheet.cells) - 0.01
        )
        assert inner == pytest.approx(min(bleed, gutter / 2), abs=0.01)


@given(sheets(), st.sampled_from(["long", "short"]))
def test_the_outer_edge_of_a_grid_has_its_full_bleed(sheet, flip):
    for side in for_the_shop(impose(sheet.card, [Card(0, 1)], sheet, flip=flip), BLEED).runs[0].sides:
        left = min(placement.cell.x for placement in side.placements)
        assert {round(placement.cell.x - placement.clip.x, 3) for placement in side.placements if placement.cell.x < left + 0.01} == {BLEED}


@given(sheets(), st.sampled_from(["long", "short"]))
def test_ticks_for_a_print_shop_stand_behind_the_bleed(sheet, flip):
    for side in for_the_shop(impose(sheet.card, [Card(0, 1)], sheet, flip=flip), BLEED).runs[0].sides:
        for tick in side.ticks:
            wide = Box(tick.box.x - 0.01, tick.box.y - 0.01, tick.box.width + 0.02, tick.box.height + 0.02)
            assert not any(wide.overlaps(placement.clip, 0.05) for placement in side.placements)


def ground(colour):
    return Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(0, 0, 100, 100), colour),))


def test_neighbours_with_a_gutter_meet_half_way():
    sheet = sheet_of(2, 1, Size(100, 100), gutter=10, left=100, top=100)
    imposition = for_the_shop(impose(sheet.card, [Card(0), Card(1)], sheet), BLEED)
    image = pixels(press_ganged((ground("ink"), ground("amber")), imposition, plain(), document()), dpi=72).convert("L")
    dark, light = image.getpixel((150, 150)), image.getpixel((250, 150))
    assert dark < light
    assert [image.getpixel((x, 150)) for x in (93, 203, 207, 316)] == [dark, dark, light, light]
    assert [image.getpixel((x, 150)) for x in (88, 321)] == [255, 255]


def test_neighbours_that_touch_do_not_bleed_into_one_another():
    sheet = sheet_of(2, 1, Size(100, 100), left=100, top=100)
    imposition = for_the_shop(impose(sheet.card, [Card(0), Card(1)], sheet), BLEED)
    image = pixels(press_ganged((ground("ink"), ground("paper")), imposition, plain(), document()), dpi=72).convert("L")
    assert [image.getpixel((x, 150)) < 100 for x in (95, 150, 198, 202, 250)] == [True, True, True, False, False]


def test_the_bleed_of_a_turned_back_goes_outwards_too():
    """Over the short edge a back stands on its head, and what was its left edge lies on the right of the sheet."""
    face = Face("back", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(0, 0, 30, 100), "ink"),))
    image = pixels(ganged(sheet_of(1, 1, Size(100, 100), left=100, top=100), (ground("paper"), face), "short"), page=1, dpi=72).convert("L")
    assert [image.getpixel((x, 792 - 150)) < 100 for x in (95, 150, 190, 205)] == [False, False, True, True]


# Plates, as a press makes them


@pytest.fixture(scope="module")
def plates(tmp_path_factory):
    """The four plates of a page, as Ghostscript separates them: 0 is full ink. Where the build runs, it must be there."""
    program = shutil.which("gs")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Ghostscript is missing: the plates were not looked at")
        pytest.skip("Ghostscript is not installed here")

    def plates(data):
        folder = tmp_path_factory.mktemp("plates")
        (folder / "in.pdf").write_bytes(data)
        quiet = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72", f"-sOutputFile={folder}/p%d.tif", f"{folder}/in.pdf"]
        subprocess.run([program, *quiet], check=True, capture_output=True, timeout=60)
        found = {}
        for ink in ("Cyan", "Magenta", "Yellow", "Black"):
            with Image.open(folder / f"p1({ink}).tif") as plate:
                found[ink] = plate.convert("L")
        return found

    return plates


def inks_at(found, x, y):
    """The inks in percent at a point of the trim."""
    return tuple(round(100 - plate.getpixel((round(SLUG + x), round(SLUG + y))) / 2.55) for plate in found.values())


def test_a_colour_is_on_the_plates_that_it_is_made_of(plates):
    found = plates(ready(ground("amber")))
    assert (inks_at(found, 50, 50), inks_at(found, -5, 50)) == ((0, 21, 70, 0), (0, 21, 70, 0))


def test_crop_marks_stand_on_all_plates(plates):
    found = plates(ready(ground("paper")))
    darkest = [min(plate.crop((0, round(SLUG - 2), round(SLUG - BLEED), round(SLUG + 2))).getextrema()) for plate in found.values()]
    assert [dark < 230 for dark in darkest] == [True] * 4


def test_black_letters_leave_the_ground_below_them_whole(plates):
    """A plate that shifts a little must not show a white rim around each letter."""
    words = Words(10, 60, 80, "MMMM", bold(), 24, "ink", TREE)
    face = Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(0, 0, 100, 100), "amber"), words))
    found = plates(ready(face))
    trim = tuple(map(round, (SLUG + 2, SLUG + 2, SLUG + 98, SLUG + 98)))
    yellow, black = found["Yellow"].crop(trim), found["Black"].crop(trim)
    assert black.getextrema()[0] < 60
    assert yellow.getextrema() == (yellow.getpixel((0, 0)),) * 2


def test_white_letters_are_white_on_every_plate(plates):
    words = Words(10, 60, 80, "MMMM", bold(), 24, "paper", TREE)
    face = Face("front", Size(100, 100), (Box(0, 0, 100, 100),), (Fill(Box(0, 0, 100, 100), "brand"), words))
    found = plates(ready(face))
    trim = tuple(map(round, (SLUG + 2, SLUG + 2, SLUG + 98, SLUG + 98)))
    assert [found[ink].crop(trim).getextrema()[1] > 200 for ink in ("Cyan", "Magenta", "Black")] == [True] * 3
