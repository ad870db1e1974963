"""A kit holds enough for everybody in the room, says so, and can be proved years later.

The small kit of tests/small has two copies of a page and three cards for each participant; ten cards go on a sheet.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from checkout import Ran, names
from shipping import LIBRARY

from generator.kits.kit import make_kit
from generator.library.read import read_library
from generator.making.shop import Shop

PARTICIPANTS = {  # participants: cards wanted, sheets, cards made, pages of the file (a front and a back for each sheet)
    1: (3, 1, 10, 2),
    3: (9, 1, 10, 2),
    4: (12, 2, 20, 4),
    10: (30, 3, 30, 6),
    25: (75, 8, 80, 16),
}


@pytest.fixture
def desk(small) -> Shop:
    """A shop of tests/small."""
    return Shop(read_library(small / "content"), small / "layouts")


@pytest.fixture
def here(small, ask):
    """Run a command on the content and the layouts of tests/small."""
    return lambda *words: ask(*words, "--content", small / "content", "--layouts", small / "layouts")


def manifest(files: dict[str, bytes]) -> dict[str, object]:
    said: dict[str, object] = json.loads(files["kits/evening/manifest.json"])
    return said


def without_edition(piece: dict[str, object]) -> dict[str, object]:
    """A piece of a manifest; its code is the business of test_imprint."""
    return {key: value for key, value in piece.items() if key != "edition"}


def test_a_manifest_names_the_edition_that_its_pieces_print(police):
    for piece in json.loads(police["kits/police-workshop/manifest.json"])["pieces"]:
        document = pypdfium2.PdfDocument(police[f"kits/police-workshop/{piece['file']}"])
        assert any(f" · {piece['edition']}" in page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("participants", PARTICIPANTS)
def test_there_are_cards_for_everybody_in_whole_sheets(participants, desk):
    files = make_kit(desk, desk.library.kits["evening"], participants)

    wanted, sheets, made, pages = PARTICIPANTS[participants]
    card = {
        "file": "public/card.en.ten-up.pdf",
        "audience": "The public",
        "language": "English",
        "wanted": wanted,
        "made": made,
        "sheets": sheets,
        "stock": "Ten cards",
    }
    assert card == without_edition(manifest(files)["pieces"][1])
    assert pages == len(pypdfium2.PdfDocument(files["kits/evening/public/card.en.ten-up.pdf"]))


def test_what_is_for_the_workshop_does_not_grow_with_the_room(desk):
    files = make_kit(desk, desk.library.kits["evening"], 25)

    page = {"file": "public/page.en.pdf", "audience": "The public", "language": "English", "wanted": 2, "made": 2, "sheets": 2, "stock": "Letter"}
    assert page == without_edition(manifest(files)["pieces"][0])


@pytest.fixture(scope="module")
def police(shop) -> dict[str, bytes]:
    """The shipped kit for a police workshop with 25 participants."""
    return make_kit(shop, shop.library.kits["police-workshop"], 25)


def test_the_shipped_police_kit_for_25_has_125_cards_for_survivors_on_13_sheets(police):
    pieces = json.loads(police["kits/police-workshop/manifest.json"])["pieces"]
    survivors = next(piece for piece in pieces if piece["file"] == "survivors/wallet-card.en.avery-5371.pdf")
    assert {key: survivors[key] for key in ("wanted", "made", "sheets")} == {"wanted": 125, "made": 130, "sheets": 13}
    assert len(pypdfium2.PdfDocument(police["kits/police-workshop/survivors/wallet-card.en.avery-5371.pdf"])) == 26


def test_the_packing_list_says_how_many_are_spare(police):
    document = pypdfium2.PdfDocument(police["kits/police-workshop/packing-list.pdf"])
    printed = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert "For 25 participants. Cards are rounded up to whole sheets." in printed
    assert "13 sheets 130 cards, 5 spare" in printed


def test_the_manifest_has_the_size_and_the_sum_of_every_file(desk):
    files = make_kit(desk, desk.library.kits["evening"], 25)

    inside = {name.removeprefix("kits/evening/"): data for name, data in files.items() if name.startswith("kits/evening/")}
    del inside["manifest.json"]
    assert {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in inside.items()} == manifest(files)["files"]


def test_the_manifest_says_for_whom_it_is_and_how_old_its_numbers_are(desk):
    said = manifest(make_kit(desk, desk.library.kits["evening"], 25))

    assert {key: said[key] for key in ("kit", "name", "participants", "numbers_read_on")} == {
        "kit": "evening",
        "name": "An evening",
        "participants": 25,
        "numbers_read_on": "2026-01-31",
    }


def test_the_zip_holds_the_files_of_the_folder(desk):
    files = make_kit(desk, desk.library.kits["evening"], 25)

    archive = zipfile.ZipFile(io.BytesIO(files.pop("kits/evening.zip")))
    assert files == {f"kits/{name}": archive.read(name) for name in archive.namelist()}


def test_a_kit_is_the_same_bytes_a_second_time(tmp_path, run):
    zips = []
    for number, zone in enumerate(("Pacific/Kiritimati", "America/Los_Angeles")):
        run("kit", "police-workshop", "--participants", "2", "--out", str(number), TZ=zone, PYTHONHASHSEED=str(number))
        zips.append((tmp_path / str(number) / "kits/police-workshop.zip").read_bytes())

    assert zips[0] == zips[1]


PIECES = [
    "cover.pdf",
    "manifest.json",
    "packing-list.pdf",
    "print-shop/order.txt",
    "print-shop/public-card.en.press.pdf",
    "print-shop/public-card.en.press.txt",
    "print/letter-one-sided-2x.pdf",
    "print/ten-up-two-sided-1x.pdf",
    "public/card.en.html",
    "public/card.en.ten-up.pdf",
    "public/card.en.txt",
    "public/page.en.html",
    "public/page.en.pdf",
    "public/page.en.txt",
]


def test_the_paths_of_a_kit_are_printed(here):
    ran = here("kit", "evening", "--participants", "25", "--quiet")

    assert Ran(0, "".join(f"output/kits/{name}\n" for name in [*(f"evening/{name}" for name in PIECES), "evening.zip"]), "") == ran


@pytest.mark.parametrize("words", ["--participants 0", "--participants 1000000000", "--participants many"])
def test_a_room_that_there_is_not_is_wrong_use(words, small, here):
    ran = here("kit", "evening", *words.split())

    assert (ran.code, ran.stdout) == (2, "")
    assert names(ran, *words.split())
    assert not (small / "output").exists()


def test_an_unknown_kit_is_wrong_use_and_the_near_one_is_named(small, here):
    ran = here("kit", "evning")

    assert (ran.code, ran.stdout) == (2, "")
    assert names(ran, "NAME", "there is no kit 'evning'; did you mean 'evening'?")
    assert not (small / "output").exists()


def test_all_mistakes_of_a_kit_are_told_at_once_and_nothing_is_written(small, here, edit):
    edit(small, "layouts/page.xml.j2", 'level="1"', 'level="1" role="heading"')
    edit(small, "layouts/card.xml.j2", 'level="1"', 'level="1" role="heading"')

    ran = here("kit", "evening")

    says = """\
layouts/card.xml.j2:4: the theme 'plain' has no text style 'heading' for a card; did you mean 'heading1'?
layouts/page.xml.j2:2: the theme 'plain' has no text style 'heading' for a page; did you mean 'heading1'?
2 problems; nothing was written.
"""
    assert Ran(1, "", says) == ran
    assert not (small / "output").exists()


# Verifying a kit that was packed


@pytest.fixture
def packed(small, here) -> Path:
    """The folder with a finished kit, as a trainer has it: kits/evening/ and kits/evening.zip."""
    here("kit", "evening", "--participants", "3")
    return small / "output/kits"


PDFS = [name for name in PIECES if name.endswith(".pdf")]


def test_a_packed_kit_is_verified_with_its_zip(packed, here):
    ran = here("verify", "output", "--quiet")

    proved = [
        "output/kits/evening/manifest.json",
        *(f"output/kits/evening/{name}" for name in PDFS),
        *(f"output/kits/evening.zip/evening/{name}" for name in PDFS),
    ]
    assert (0, sorted(proved), "") == (ran.code, sorted(ran.stdout.splitlines()), ran.stderr)


def test_a_changed_byte_in_a_kit_is_found(packed, here):
    page = packed / "evening/public/page.en.pdf"
    page.write_bytes(page.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6"))

    ran = here("verify", packed / "evening")

    says = f"{page}: this file is not the one that the kit's manifest describes; pack the kit again\n"
    assert Ran(1, "", says) == ran


def test_a_missing_file_of_a_kit_is_found(packed, here):
    (packed / "evening/public/page.en.pdf").unlink()

    ran = here("verify", packed / "evening")

    assert Ran(1, "", f"{packed}/evening/manifest.json: the file 'public/page.en.pdf' is missing\n") == ran


def rezipped(path: Path, change: dict[str, bytes | None]) -> None:
    """Write a zip again with some members changed, added or (None) left out."""
    with zipfile.ZipFile(path) as archive:
        members: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**members, **change}.items():
            if data is not None:
                archive.writestr(name, data)


def test_a_changed_byte_in_a_zip_is_found(packed, here):
    page = (packed / "evening/public/page.en.pdf").read_bytes()
    rezipped(packed / "evening.zip", {"evening/public/page.en.pdf": page.replace(b"%PDF-1.7", b"%PDF-1.6")})

    ran = here("verify", packed / "evening.zip")

    says = f"{packed}/evening.zip/evening/public/page.en.pdf: this file is not the one that the kit's manifest describes; pack the kit again\n"
    assert Ran(1, "", says) == ran


def test_a_changed_letter_in_the_text_of_a_zip_is_found(packed, here):
    rezipped(packed / "evening.zip", {"evening/public/page.en.txt": b"1-888-373-7889"})

    ran = here("verify", packed / "evening.zip")

    says = f"{packed}/evening.zip/evening/public/page.en.txt: this file is not the one that the kit's manifest describes; pack the kit again\n"
    assert Ran(1, "", says) == ran


def test_a_foreign_pdf_in_a_zip_is_found(packed, here):
    rezipped(packed / "evening.zip", {"evening/public/more.pdf": (packed / "evening/public/page.en.pdf").read_bytes()})

    ran = here("verify", packed / "evening.zip")

    assert Ran(1, "", f"{packed}/evening.zip/evening/public/more.pdf: the kit's manifest does not name this file\n") == ran


def test_a_missing_file_of_a_zip_is_found(packed, here):
    rezipped(packed / "evening.zip", {"evening/public/page.en.pdf": None})

    ran = here("verify", packed / "evening.zip")

    assert Ran(1, "", f"{packed}/evening.zip: the file 'public/page.en.pdf' is missing\n") == ran


def test_a_foreign_pdf_in_the_folder_of_a_kit_is_found(packed, here):
    shutil.copy(packed / "evening/public/page.en.pdf", packed / "evening/public/more.pdf")

    ran = here("verify", packed / "evening")

    assert Ran(1, "", f"{packed}/evening/public/more.pdf: the kit's manifest does not name this file\n") == ran


def test_a_pdf_that_somebody_else_made_is_not_verified(packed, here, tmp_path):
    foreign = tmp_path / "foreign.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(612, 792)
    document.save(foreign)

    ran = here("verify", foreign)

    assert (ran.code, ran.stdout) == (1, "")
    assert f"{foreign}: this PDF was not made by makecards: it carries no list of its contacts" in ran.stderr.splitlines()


def test_a_kit_whose_number_has_changed_is_to_be_recalled(packed, small, here, edit):
    edit(small, "content/contacts/tips.yaml", 'voice: "+18663472423"\nvanity: 1-866-DHS-2-ICE\n', 'voice: "+18003472423"\n')

    ran = here("verify", packed / "evening/public/page.en.pdf")

    edition = json.loads((packed / "evening/manifest.json").read_text(encoding="utf-8"))["pieces"][0]["edition"]
    assert ran.code == 1
    assert (
        f"{packed}/evening/public/page.en.pdf: it shows +18663472423 for 'tips' (voice); the registry says +18003472423; recall this edition {edition}"
        in ran.stderr
    )


@pytest.mark.parametrize("name", ["nothing", "empty", "content/topics.yaml"])
def test_there_must_be_something_to_verify(name, small, here):
    (small / "empty").mkdir()

    ran = here("verify", name)

    assert Ran(1, "", f"{name}: there is no PDF, kit or manifest here; name a PDF, a folder or a kit's zip\n") == ran


def test_a_broken_zip_is_named(packed, here):
    broken = packed / "evening.zip"
    broken.write_bytes(broken.read_bytes()[:500])

    ran = here("verify", broken)

    assert Ran(1, "", f"{broken}: this zip cannot be read: File is not a zip file\n") == ran


def test_a_broken_pdf_is_named(packed, here):
    shutil.rmtree(packed / "evening/public")
    broken = packed / "evening/packing-list.pdf"
    broken.write_bytes(b"%PDF-1.7\n")

    ran = here("verify", broken)

    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{broken}: this PDF cannot be opened: ")


def test_a_packing_list_for_one_does_not_speak_of_many(shop):
    data = make_kit(shop, shop.library.kits["police-workshop"], 1)["kits/police-workshop/packing-list.pdf"]
    words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)).split())
    assert ("For 1 participant." in words, "1 sheet " in words, "1 sheets" in words, "1 times" in words) == (True, True, False, False)


def test_every_shipped_kit_brings_one_copy_of_the_notes_for_the_trainer():
    notes = {kit.id: [piece for piece in kit.pieces if piece.audience == "trainers"] for kit in LIBRARY.kits.values()}

    assert {kit: [(piece.layout, piece.per, int(piece.copies)) for piece in found] for kit, found in notes.items()} == {
        kit: [("facilitator-notes", "workshop", 1)] for kit in ("community-evening", "outreach", "police-workshop", "provider-training")
    }


def test_outreach_takes_nothing_to_the_street_that_survivors_should_not_be_found_with():
    office = ("facilitator-notes", "sign-in", "quiz", "quiz-key")
    carried = {piece.audience for piece in LIBRARY.kits["outreach"].pieces if piece.layout not in office}

    assert carried == {"survivors"}


def test_what_outreach_has_for_the_briefing_says_that_it_stays_in_the_office():
    stays = [piece.layout for piece in LIBRARY.kits["outreach"].pieces if "stays in the office" in piece.use]

    assert sorted(stays) == ["facilitator-notes", "quiz", "quiz-key", "sign-in"]
