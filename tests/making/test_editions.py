"""The options of printing: how many, on what is left of a sheet, one side at a time, for which printer, for a print shop.

What each makes is read back from the files; what cannot be is refused with the exit code that docs/ promise.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from checkout import Ran, names
from pieces import places, same
from PIL import Image
from profile_of import icc

from generator.foundation.files import shipped
from generator.foundation.measures import MM, Box
from generator.making.editions import paper_edition, printed, screen_edition
from generator.making.order import Order
from generator.making.pieces import lay_out_piece

SHEETS = ("plain", "plain-gutter", "tiles", "avery-5371", "avery-5388")
POSTER = """<layout medium="card" size="20in x 24in" summary="A poster">
<face name="front"><para>{{ selection.audience.card.title }}</para><space fill="1"/><para>the very foot</para></face>
</layout>
"""


@pytest.fixture
def desk(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """tests/small with some of the shipped sheets, a layout of one side, and a settings folder of its own."""
    for name in SHEETS:
        shutil.copy(shipped("layouts") / f"sheets/{name}.yaml", small / "layouts/sheets")
    shutil.copy(shipped("layouts") / "shared/tile-note.xml.j2", small / "layouts/shared")
    card = (small / "layouts/card.xml.j2").read_text()
    (small / "layouts/one-side.xml.j2").write_text(card[: card.index('<face name="back">')] + "</layout>\n")
    (small / "layouts/big-card.xml.j2").write_text(card.replace("3.5in x 2in", "5in x 3in"))
    monkeypatch.setattr("generator.imposition.printers.settings_folder", lambda: tmp_path / "settings")
    return small


@pytest.fixture
def here(desk: Path, ask: Callable[..., Ran]) -> Callable[..., Ran]:
    """Run a command on the content and the layouts of this desk, quietly."""
    return lambda words: ask(*words.split(), "--quiet", "--content", desk / "content", "--layouts", desk / "layouts")


def pages(path: str | Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def counts(path: str | Path, text: str) -> list[int]:
    """How often a text stands on each page."""
    return [page.count(text) for page in pages(path)]


FRONT, BACK = "See it", "Confront nobody"  # on each card for the public once
OTHER_FRONT, OTHER_BACK = "Help is free", "It is free"  # on each card for people who may be trafficked


def made(ran: Ran) -> list[str]:
    """The files made, if all went well."""
    assert (ran.code, ran.stderr) == (0, "")
    return [name.removeprefix("output/") for name in ran.stdout.splitlines()]


CARD = "--audience public --layout card "


# How many


@pytest.mark.parametrize(("copies", "sheets"), [(1, 1), (10, 1), (11, 2), (45, 5)])
def test_sheets_are_filled_until_there_are_enough_cards(here, copies, sheets):
    made(here(CARD + f"--copies {copies}"))

    sheet = "output/public/card.en.ten-up.pdf"
    assert (counts(sheet, FRONT), counts(sheet, BACK)) == ([10, 0] * sheets, [0, 10] * sheets)


def test_the_copies_of_a_page_are_offered_by_the_print_dialogue(here):
    made(here("--audience public --layout page --copies 4"))

    with pikepdf.open("output/public/page.en.pdf") as pdf:
        assert (len(pdf.pages), pdf.Root.ViewerPreferences.get("/NumCopies")) == (1, 4)


@pytest.mark.parametrize("copies", ["0", "-1", "1000000000", "100001", "ten", "1.5", ""])
def test_a_number_of_copies_that_cannot_be_is_wrong_use(desk, ask, copies):
    ran = ask("--audience", "public", "--copies", copies)

    assert (ran.code, ran.stdout) == (2, "")
    assert names(ran, "--copies", copies)
    assert not (desk / "output").exists()


def test_more_copies_in_all_than_can_be_is_a_problem(desk, here):
    ran = here("--audience all --layout card --mixed --copies 60000")

    hint = "60000 copies cannot be made; ask for 1 to 50,000"
    assert (ran.code, ran.stdout, ran.stderr) == (1, "", f"layouts/sheets/ten-up.yaml:1:1: {hint}\n")
    assert not (desk / "output").exists()


# A sheet that was begun


def test_a_sheet_that_was_begun_is_used_from_its_first_free_place(here):
    made(here(CARD + "--start-at 8 --copies 5"))

    sheet = "output/public/card.en.ten-up.pdf"
    assert (counts(sheet, FRONT), counts(sheet, BACK)) == ([3, 0, 10, 0], [0, 3, 0, 10])


def test_the_cards_of_a_begun_sheet_lie_in_its_last_places(desk, here):
    made(here(CARD + "--start-at 10"))

    data = (desk / "output/public/card.en.ten-up.pdf").read_bytes()
    (front,), (back,) = places(data, 0, FRONT), places(data, 1, BACK)
    assert Box(306, 612, 252, 144).holds(front)
    assert Box(54, 612, 252, 144).holds(back)


@pytest.mark.parametrize("start", [11, 200])
def test_a_place_that_the_sheet_has_not_is_a_problem(desk, here, start):
    ran = here(CARD + f"--start-at {start}")

    assert Ran(1, "", f"layouts/sheets/ten-up.yaml:1:1: the sheet has the places 1 to 10; it cannot start at {start}\n") == ran
    assert not (desk / "output").exists()


@pytest.mark.parametrize("start", ["0", "-3", "201", "1000000000", "two"])
def test_a_place_that_no_sheet_has_is_wrong_use(desk, ask, start):
    ran = ask("--audience", "public", "--start-at", start)

    assert (ran.code, ran.stdout) == (2, "")
    assert names(ran, "--start-at", start)


# One side at a time


@pytest.mark.parametrize(("sides", "fronts", "backs"), [("both", [10, 0], [0, 10]), ("fronts", [10], [0]), ("backs", [0], [10])])
def test_the_sides_of_a_sheet_may_be_files_of_their_own(here, sides, fronts, backs):
    name = "public/card.en.ten-up.pdf" if sides == "both" else f"public/card.en.ten-up.{sides}.pdf"
    assert made(here(CARD + f"--sides {sides}")) == ["public/card.en.pdf", name]
    assert (counts(f"output/{name}", FRONT), counts(f"output/{name}", BACK)) == (fronts, backs)


def test_fronts_and_backs_alone_are_those_of_the_whole(desk, here):
    for sides in ("both", "fronts", "backs"):
        made(here(CARD + f"--sides {sides} --start-at 3"))

    both, fronts, backs = ((desk / f"output/public/card.en.ten-up{name}.pdf").read_bytes() for name in ("", ".fronts", ".backs"))
    assert (places(fronts, 0, FRONT), places(backs, 0, BACK)) == (places(both, 0, FRONT), places(both, 1, BACK))


@pytest.mark.parametrize(("sides", "expected"), [("both", pikepdf.Name.DuplexFlipLongEdge), ("fronts", None), ("backs", None)])
def test_a_viewer_is_not_told_to_print_two_sides_where_there_is_one(here, sides, expected):
    name = made(here(CARD + f"--sides {sides}"))[-1]
    with pikepdf.open(f"output/{name}") as pdf:
        assert pdf.Root.ViewerPreferences.get("/Duplex") == expected


def test_the_margin_of_fronts_alone_does_not_say_two_sided(here):
    name = made(here(CARD + "--sides fronts"))[-1]
    assert counts(f"output/{name}", "two-sided") == [0]


def test_the_backs_of_a_card_that_has_none_are_not_its_fronts(here):
    ran = here("--audience public --layout one-side --sides backs")
    assert [counts(name, FRONT) for name in ran.stdout.splitlines() if ".backs." in name] == []


# Several cards on one sheet


def test_mixed_cards_share_the_sheet(here):
    assert made(here("--audience all --layout card --mixed")) == ["public/card.en.pdf", "survivors/card.en.pdf", "mixed.ten-up.pdf"]
    sheet = "output/mixed.ten-up.pdf"
    assert (counts(sheet, FRONT), counts(sheet, OTHER_FRONT), counts(sheet, BACK), counts(sheet, OTHER_BACK)) == ([5, 0], [5, 0], [0, 5], [0, 5])


def test_mixed_cards_of_a_partner_lie_with_their_other_pieces(desk, here):
    (desk / "our-house.yaml").write_text("name: Our House\n")
    assert made(here("--audience all --layout card --mixed --partner our-house.yaml")) == [
        "our-house/public/card.en.pdf",
        "our-house/survivors/card.en.pdf",
        "our-house/mixed.ten-up.pdf",
    ]


def test_each_of_the_mixed_cards_is_there_as_often_as_is_asked_for(here):
    made(here("--audience all --layout card --mixed --copies 7"))

    sheet = "output/mixed.ten-up.pdf"
    assert [sum(counts(sheet, text)) for text in (FRONT, BACK, OTHER_FRONT, OTHER_BACK)] == [10, 10, 10, 10]


def test_mixed_cards_keep_their_backs_behind_their_fronts(desk, here):
    made(here("--audience all --layout card --mixed"))

    data = (desk / "output/mixed.ten-up.pdf").read_bytes()
    for front, back in ((FRONT, BACK), (OTHER_FRONT, OTHER_BACK)):
        fronts = {(box.x > 306, int((box.y - 36) // 144)) for box in places(data, 0, front)}
        backs = {(box.x < 306, int((box.y - 36) // 144)) for box in places(data, 1, back)}
        assert fronts == backs


def test_cards_of_two_sizes_cannot_share_a_sheet(desk, here):
    ran = here("--audience public --layout card --layout big-card --mixed")

    assert Ran(1, "", "layouts/big-card.xml.j2:2: 'big-card' cannot share a sheet with 'card'; mix cards of one size\n") == ran
    assert not (desk / "output").exists()


def test_a_page_cannot_share_a_sheet(desk, here):
    ran = here("--audience public --layout card --layout page --mixed")

    assert Ran(1, "", "layouts/page.xml.j2:1: 'page' is not a card and cannot be mixed with cards; name cards with --layout, such as wallet-card\n") == ran


def test_mixed_cards_for_a_print_shop_are_made_or_refused(here):
    ran = here("--audience all --layout card --mixed --press")
    assert ran.code != 0 or any(".press.pdf" in name for name in ran.stdout.splitlines())


# Sheets


def test_a_card_that_does_not_fit_its_sheet_is_a_problem(desk, here):
    ran = here(CARD + "--sheet avery-5388")

    assert ran.code == 1
    assert ran.stderr == (
        "layouts/sheets/avery-5388.yaml:2:1: the card is not wide enough for this sheet, by 108.0 pt (38.1 mm); choose another sheet or another layout\n"
    )
    assert not (desk / "output").exists()


def test_a_card_that_is_larger_than_its_place_is_a_problem(here):
    ran = here("--audience public --layout big-card --sheet ten-up")

    assert ran.code == 1
    assert ran.stderr.startswith("layouts/sheets/ten-up.yaml:1:1: the card is too wide for this sheet, by 108.0 pt (38.1 mm); ")


def test_an_unknown_sheet_is_wrong_use(here):
    ran = here(CARD + "--sheet avery-5731")

    assert ran.code == 2
    assert names(ran, "--sheet", "there is no sheet 'avery-5731'; did you mean 'avery-5371'?")


@pytest.mark.parametrize(("sheet", "paper", "cards"), [("plain", "letter", 10), ("plain", "a4", 10), ("plain-gutter", "letter", 8), ("plain", "tabloid", 20)])
def test_plain_paper_takes_cards_of_any_size(here, sheet, paper, cards):
    made(here(CARD + f"--sheet {sheet} --paper {paper}"))
    assert counts(f"output/public/card.en.{sheet}.pdf", FRONT) == [cards, 0]


def test_the_cards_of_plain_paper_have_their_backs_behind_them_too(desk, here):
    made(here(CARD + "--sheet plain"))

    alone, data = ((desk / f"output/public/card.en{name}.pdf").read_bytes() for name in ("", ".plain"))
    (front,), (back,) = places(alone, 0, FRONT), places(alone, 1, BACK)
    corners = {(round(box.x - front.x), round(box.y - front.y)) for box in places(data, 0, FRONT)}
    behind = {(612 - round(box.x - back.x) - 252, round(box.y - back.y)) for box in places(data, 1, BACK)}
    assert corners == behind == {(x, y) for x in (54, 306) for y in (36, 180, 324, 468, 612)}


# Tiles


def test_a_poster_is_made_in_tiles(desk, here):
    (desk / "layouts/poster.xml.j2").write_text(POSTER)

    assert made(here("--audience public --layout poster --sheet tiles")) == ["public/poster.en.pdf", "public/poster.en.tiles.pdf"]
    names = [page.rsplit("row", 1)[1].split(" ·")[0].strip() for page in pages("output/public/poster.en.tiles.pdf")]
    assert names == [f"{row}, column {column}" for row in (1, 2, 3) for column in (1, 2, 3)]


def test_every_tile_is_on_the_paper_that_is_asked_for(desk, here):
    (desk / "layouts/poster.xml.j2").write_text(POSTER)
    made(here("--audience public --layout poster --sheet tiles --paper a4"))

    sizes = {tuple(round(length / MM) for length in page.get_size()) for page in pypdfium2.PdfDocument("output/public/poster.en.tiles.pdf")}
    assert sizes in ({(210, 297)}, {(297, 210)})


@pytest.mark.parametrize("layout", ["card", "page"])
def test_what_has_more_than_one_side_is_not_made_in_tiles(desk, here, layout):
    two_pages = (
        (desk / "layouts/page.xml.j2")
        .read_text()
        .replace('max-pages="1"', 'max-pages="2"')
        .replace("</layout>", "<break/><para>the second page</para></layout>")
    )
    (desk / "layouts/page.xml.j2").write_text(two_pages)

    ran = here(f"--audience public --layout {layout} --sheet tiles")
    second = BACK if layout == "card" else "the second page"
    assert ran.code == 1 or any(counts(f"output/public/{layout}.en.tiles.pdf", second))


# A printer with a fault


def test_a_printer_that_was_measured_moves_the_backs(desk, here):
    made(here(CARD))
    straight = (desk / "output/public/card.en.ten-up.pdf").read_bytes()
    made(here("calibrate --printer office --save 2,1"))
    made(here(CARD + "--printer office"))
    moved = (desk / "output/public/card.en.ten-up.pdf").read_bytes()

    assert places(moved, 0, FRONT) == places(straight, 0, FRONT)
    assert all(same(one, other.moved(2 * MM, -1 * MM)) for one, other in zip(places(moved, 1, BACK), places(straight, 1, BACK), strict=True))


def test_an_unknown_printer_is_wrong_use(desk, here):
    ran = here(CARD + "--printer office")

    assert Ran(2, "", "there is no printer 'office'; makecards calibrate --printer NAME --save X,Y keeps one\n") == ran
    assert not (desk / "output").exists()


def test_an_unknown_printer_brings_the_near_ones(here):
    made(here("calibrate --printer front-office --save 1,1"))
    assert here(CARD + "--printer font-office") == Ran(2, "", "there is no printer 'font-office'; did you mean 'front-office'?\n")


# Calibrating


def test_the_calibration_sheet_is_made_for_the_paper(tmp_path, ask):
    ran = ask("calibrate", "--paper", "a4", "--out", tmp_path, "--quiet")

    assert ran == Ran(0, f"{tmp_path}/calibrate.a4.pdf\n", "")
    assert [tuple(round(length / MM) for length in page.get_size()) for page in pypdfium2.PdfDocument(tmp_path / "calibrate.a4.pdf")] == [(210, 297)] * 2


def test_what_was_read_is_kept_and_its_file_named(tmp_path, desk, here):
    assert here("calibrate --printer office --save 1.5,-0.5,99,101") == Ran(0, f"{tmp_path}/settings/office.yaml\n", "")
    assert not (desk / "output").exists()


def test_measures_need_the_name_of_a_printer(tmp_path, here):
    ran = here("calibrate --save 1,1")

    assert (ran.code, ran.stdout) == (2, "")
    assert names(ran, "--save needs the printer's name: --printer NAME")
    assert not (tmp_path / "settings").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--printer office --save one", "'one' is not a measure; write X,Y in millimetres, such as 1.5,-0.5, or X,Y,ACROSS,ALONG with the percentages"),
        ("--printer office --save 50,0", "a back lies at most 20 mm off; measure in millimetres"),
        ("--printer Office --save 1,1", "'Office' cannot be a printer's name; use small letters, digits and hyphens, such as front-office"),
    ],
)
def test_measures_that_cannot_be_are_not_kept(tmp_path, here, words, message):
    assert here(f"calibrate {words}") == Ran(2, "", f"{message}\n")
    assert not (tmp_path / "settings").exists()


# A print shop


def test_a_print_shop_gets_its_file_and_a_report(here):
    files = made(here(CARD + "--sheet none --press"))
    assert files == ["public/card.en.pdf", "public/card.en.press.pdf", "public/card.en.press.txt"]
    assert Path("output/public/card.en.press.txt").read_text().splitlines()[0] == "Preflight of public/card.en.press.pdf"


def test_a_print_shop_gets_a_ganged_sheet_if_a_sheet_is_named(here):
    files = made(here(CARD + "--sheet ten-up --press --copies 15"))
    assert files[2:] == [f"public/card.en.{name}" for name in ("press.pdf", "press.txt", "ten-up.press.pdf", "ten-up.press.txt")]
    assert counts("output/public/card.en.ten-up.press.pdf", FRONT) == [10, 0, 10, 0]


def test_every_side_is_a_page_of_the_print_shops_file(here):
    made(here(CARD + "--press"))
    assert (counts("output/public/card.en.press.pdf", FRONT), counts("output/public/card.en.press.pdf", BACK)) == ([1, 0], [0, 1])


def test_the_print_shops_profile_is_embedded(tmp_path, here):
    (tmp_path / "shop.icc").write_bytes(icc())

    assert "public/card.en.press.pdf" in made(here(CARD + "--icc shop.icc"))
    with pikepdf.open("output/public/card.en.press.pdf") as pdf:
        assert [intent.DestOutputProfile.read_bytes() for intent in pdf.Root.OutputIntents] == [icc()]
    assert "  ok  the print shop's profile is embedded: Profile of the print shop" in Path("output/public/card.en.press.txt").read_text().splitlines()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no profile", "this is not an ICC profile; ask the print shop for its .icc file"),
        (icc(b"RGB "), "this profile is for RGB, not for CMYK; ask the print shop for the profile of its press"),
    ],
    ids=["no profile", "RGB"],
)
def test_a_profile_that_is_none_is_a_problem(tmp_path, desk, here, data, message):
    (tmp_path / "shop.icc").write_bytes(data)

    assert here(CARD + "--icc shop.icc") == Ran(1, "", f"shop.icc: {message}\n")
    assert not (desk / "output").exists()


def test_a_profile_that_is_not_there_is_a_problem(here):
    ran = here(CARD + "--icc nowhere.icc")
    assert (ran.code, ran.stdout, ran.stderr.split(":")[0]) == (1, "", "nowhere.icc")


def test_the_same_words_give_the_print_shop_the_same_bytes(tmp_path, desk, here):
    (tmp_path / "shop.icc").write_bytes(icc())
    files = made(here(CARD + "--sheet ten-up --icc shop.icc"))
    first = {name: (desk / "output" / name).read_bytes() for name in files}
    made(here(CARD + "--sheet ten-up --icc shop.icc --out again"))

    assert {name: (desk / "again" / name).read_bytes() for name in files} == first


# Preview


def test_a_preview_is_pictures_of_the_pages_and_of_all(here):
    files = made(here("preview " + CARD + "--layout page"))

    assert files == [f"preview/{name}.png" for name in ("public/card.en.1", "public/card.en.2", "public/page.en.1", "contact-sheet")]
    with Image.open("output/preview/public/card.en.1.png") as image:
        assert (image.format, image.size) == ("PNG", (pytest.approx(385, abs=1), pytest.approx(220, abs=1)))


def test_a_preview_without_an_audience_is_of_all(here):
    assert [name for name in made(here("preview --layout card")) if name.endswith("1.png")] == [
        "preview/public/card.en.1.png",
        "preview/survivors/card.en.1.png",
    ]


def test_a_preview_of_what_does_not_fit_is_a_problem(desk, here):
    layout = desk / "layouts/card.xml.j2"
    layout.write_text(layout.read_text().replace("<para at", "<para>" + "word " * 200 + "</para><para at"))

    ran = here("preview --audience public --layout card")
    assert (ran.code, ran.stdout) == (1, "")
    assert "does not fit" in ran.stderr
    assert not (desk / "output").exists()


# Wrong use


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("--sides left", ("--sides", "left", "both", "fronts", "backs")),
        ("--paper legal", ("--paper", "legal", "letter", "a4", "tabloid", "a3")),
        ("--start", ("--start",)),
    ],
)
def test_wrong_use_is_told_from_a_problem(desk, here, words, named):
    ran = here(f"{CARD}{words}")
    assert (ran.code, ran.stdout) == (2, "")
    assert names(ran, *named)
    assert not (desk / "output").exists()


# An edition before it is pressed


def test_an_edition_says_which_face_stands_where_and_how_often(shop):
    piece = lay_out_piece(shop, Order("public", "wallet-card"))
    screen, paper = screen_edition(shop, piece), paper_edition(shop, [piece], "avery-5371", 20)
    told = [(one.name, one.document.duplex, one.shown, one.pages) for one in (screen, paper)]
    front, back = frozenset({0}), frozenset({1})
    assert told == [
        ("public/wallet-card.en.pdf", "", (1, 1), (front, back)),
        ("public/wallet-card.en.avery-5371.pdf", "long", (20, 20), (front, back, front, back)),
    ]
    assert (paper.pages_of([0]), paper.pages_of([1]), paper.pages_of([])) == ((0, 2), (1, 3), ())


def test_what_is_proved_of_an_edition_is_what_was_pressed(shop):
    edition = screen_edition(shop, lay_out_piece(shop, Order("public", "wallet-card")))
    assert printed(shop, edition) == {edition.name: edition.press(edition.ledger.keywords())}


def test_an_edition_that_there_is_not_has_no_file(shop):
    assert printed(shop, None) == {}
