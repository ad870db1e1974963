"""Two kits side by side: which numbers and which lines are different, in words."""

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from msgspec.structs import replace as edited
from shipping import LIBRARY, SHOP, made

from generator.foundation.problems import Problems
from generator.kits.kit import zipped
from generator.making.make import make
from generator.making.order import Order
from generator.tasks.differences import Difference, compare

CARD = "wallet-card.en.pdf"


def laid_in(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def changed():
    """The survivors' card with another number for domestic violence, and another title."""
    contacts = {**LIBRARY.contacts, "ndvh": edited(LIBRARY.contacts["ndvh"], voice="+18007997299", vanity="1-800-799-7299")}
    audience = LIBRARY.audiences["survivors"]
    audience = edited(audience, card=edited(audience.card, title="You have rights. Help costs nothing."))
    library = replace(LIBRARY, contacts=MappingProxyType(contacts), audiences=MappingProxyType({**LIBRARY.audiences, "survivors": audience}))
    return make(replace(SHOP, library=library), Order("survivors", "wallet-card"))


def test_the_same_is_no_difference(tmp_path):
    old, new = laid_in(tmp_path / "old", made("survivors", "wallet-card")), laid_in(tmp_path / "new", made("survivors", "wallet-card"))
    assert compare(old, new) == []


def test_endings_in_capitals_are_compared_like_any_other(tmp_path, changed):
    card = changed[f"survivors/{CARD}"]
    old, new = laid_in(tmp_path / "old", {"CARD.PDF": b"%PDF"}), laid_in(tmp_path / "new", {"CARD.PDF": b"%PDF", "More.Pdf": card})
    assert compare(old, new) == [Difference("More.Pdf", "added")]
    packed, repacked = tmp_path / "OLD.ZIP", tmp_path / "NEW.Zip"
    packed.write_bytes(zipped({"kit/CARD.PDF": card}))
    repacked.write_bytes(zipped({"kit/CARD.PDF": card, "kit/More.Pdf": card}))
    assert compare(packed, repacked) == [Difference("More.Pdf", "added")]


def test_a_number_and_a_line_are_told_in_words_and_once_for_a_whole_sheet(tmp_path, changed):
    old, new = laid_in(tmp_path / "old", made("survivors", "wallet-card")), laid_in(tmp_path / "new", changed)
    numbers = ("ndvh (voice): 1-800-799-7233 is now 1-800-799-7299",)
    lines = (
        "-You have rights. Help is free.",
        "+You have rights. Help costs nothing.",
        "-Domestic violence 1-800-799-7233",
        "+Domestic violence 1-800-799-7299",
    )
    sheet, card = compare(old, new)
    assert card == Difference(f"survivors/{CARD}", "changed", numbers, lines)
    assert (sheet.numbers, sheet.lines[:4]) == (numbers, lines)


def test_files_that_came_and_went_are_named(tmp_path):
    card = next(data for name, data in made("survivors", "wallet-card").items() if name.endswith(CARD))
    old, new = laid_in(tmp_path / "old", {"a.pdf": card, "b.pdf": card}), laid_in(tmp_path / "new", {"b.pdf": card, "c.pdf": card})
    assert compare(old, new) == [Difference("a.pdf", "removed"), Difference("c.pdf", "added")]


def test_a_number_that_is_gone_or_new_is_told(tmp_path):
    one = made("survivors", "wallet-card")["survivors/wallet-card.en.pdf"]
    other = made("public", "wallet-card")["public/wallet-card.en.pdf"]
    (difference,) = compare(laid_in(tmp_path / "old", {"a.pdf": one}), laid_in(tmp_path / "new", {"a.pdf": other}))
    assert ("988 (voice): 988 is gone" in difference.numbers, "ncmec (voice): 1-800-843-5678 is new" in difference.numbers) == (True, True)


def test_two_files_are_compared_whatever_they_are_called(tmp_path, changed):
    laid_in(tmp_path, {"old.pdf": made("survivors", "wallet-card")[f"survivors/{CARD}"], "new.pdf": changed[f"survivors/{CARD}"]})
    assert [one.name for one in compare(tmp_path / "old.pdf", tmp_path / "new.pdf")] == ["old.pdf"]


def test_a_kits_zip_is_compared_with_its_folder(tmp_path, changed):
    (tmp_path / "kit.zip").write_bytes(zipped({f"kit/{name}": data for name, data in changed.items()}))
    assert compare(laid_in(tmp_path / "kit", changed), tmp_path / "kit.zip") == []


@pytest.mark.parametrize("below", ["", "kits/evening/"])
def test_a_kits_pieces_are_told_once_and_not_again_for_the_files_to_print_them_from(below, tmp_path, changed):
    old, new = made("survivors", "wallet-card")[f"survivors/{CARD}"], changed[f"survivors/{CARD}"]
    kits = [
        laid_in(tmp_path / name, {f"{below}packing-list.pdf": old, f"{below}card.pdf": data, f"{below}print/{paper}.pdf": data})
        for name, data, paper in (("old", old, "letter-25x"), ("new", new, "letter-30x"))
    ]
    assert [(one.name, one.what) for one in compare(*kits)] == [(f"{below}card.pdf", "changed")]


def test_a_folder_that_is_called_print_is_compared_like_any_other(tmp_path, changed):
    old = laid_in(tmp_path / "old", {"print/a.pdf": made("survivors", "wallet-card")[f"survivors/{CARD}"], "print/b.pdf": b""})
    assert [(one.name, one.what) for one in compare(old, laid_in(tmp_path / "new", {"print/b.pdf": b"", "print/c.pdf": b""}))] == [
        ("print/a.pdf", "removed"),
        ("print/c.pdf", "added"),
    ]


@pytest.mark.parametrize(("name", "data"), [("a.zip", b"no zip"), ("nowhere.pdf", None)])
def test_what_cannot_be_read_is_a_problem(tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Problems, match="cannot be read"):
        compare(tmp_path / name, tmp_path / name)


def test_the_command_says_it_line_by_line(tmp_path, changed, ask):
    old, new = laid_in(tmp_path / "old", made("survivors", "wallet-card")), laid_in(tmp_path / "new", changed)
    ran = ask("diff", old, new)
    assert (ran.code, ran.stderr) == (0, "2 files are different.\n")
    assert ran.stdout.splitlines()[:2] == ["changed  survivors/wallet-card.en.avery-5371.pdf", "    ndvh (voice): 1-800-799-7233 is now 1-800-799-7299"]
    assert [row["what"] for row in json.loads(ask("diff", old, new, "--format", "json").stdout)] == ["changed", "changed"]
