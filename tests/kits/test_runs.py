"""Who prints each file as often as its name says has every piece in the right number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from pieces import text_of
from shipping import LIBRARY, SHOP

from generator.foundation.problems import Problems
from generator.kits.kit import make_kit
from generator.kits.packing import Packed, pack
from generator.kits.runs import MOST_PAGES, print_runs, run_files
from generator.kits.shopping import Bought, shopping_list


def packed(kit: str, participants: int) -> tuple[list[Packed], dict[str, bytes]]:
    lines, files = [], {}
    for piece in LIBRARY.kits[kit].pieces:
        for line, made in pack(SHOP, LIBRARY.kits[kit], piece, participants, []):
            lines.append(line)
            files |= made
    return lines, files


@pytest.fixture(scope="module")
def police() -> tuple[list[Packed], dict[str, bytes]]:
    return packed("police-workshop", 25)


def test_what_is_printed_alike_is_in_one_file(police):
    runs = print_runs(police[0], "letter")
    assert [(run.file, run.times, run.pages, run.sheets, [line.title for line in run.lines]) for run in runs] == [
        ("print/letter-one-sided-25x.pdf", 25, 1, 25, ["Certificate of attendance"]),
        ("print/letter-two-sided-25x.pdf", 25, 6, 75, ["Handout · Law enforcement", "Quiz"]),
        ("print/letter-two-sided-2x.pdf", 2, 4, 4, ["Handout · Service providers"]),
        ("print/letter-two-sided-1x.pdf", 1, 7, 4, ["Sign-in sheet", "Answers to the quiz", "Facilitator notes · Trainers"]),
        ("print/avery-5371-two-sided-1x.pdf", 1, 36, 18, ["Wallet card · Law enforcement", "Wallet card · People who may be trafficked"]),
    ]


def letters(text: str) -> str:
    return "".join(sorted(text)).strip()


@pytest.mark.parametrize("kit", LIBRARY.kits)
@pytest.mark.parametrize("participants", [1, 7])
def test_printing_by_the_names_gives_every_piece_in_its_number(kit, participants):
    """Counted on the pages of the merged files themselves, by the letters on each piece's first page.

    The first card of a sheet is drawn, and the others are stamped: the order of the letters may differ, not what they are.
    """
    lines, files = packed(kit, participants)
    runs = print_runs(lines, "letter")
    made = run_files(SHOP, runs, files, "A kit")
    printed: Counter[str] = Counter()
    for run in runs:
        for text in text_of(made[run.file]):
            printed[letters(text)] += run.times
    firsts = {line.file: letters(text_of(files[line.file])[0]) for line in lines}
    assert len(set(firsts.values())) == len(lines)
    assert {line.file: printed[firsts[line.file]] for line in lines} == {line.file: line.sheets if line.sheet else line.wanted for line in lines}


def test_a_number_that_is_not_the_registrys_stops_a_merged_file(police):
    lines, files = police
    runs = [run for run in print_runs(lines, "letter") if len(run.lines) > 1][:1]
    contact = LIBRARY.contacts["nhth"]
    other = replace(
        LIBRARY,
        contacts={
            **LIBRARY.contacts,
            "nhth": type(contact)(**{name: getattr(contact, name) for name in contact.__struct_fields__} | {"voice": "+18883737889"}),
        },
    )
    with pytest.raises(Problems, match=r"it shows \+18883737888 for 'nhth'"):
        run_files(replace(SHOP, library=other), runs, files, "A kit")


def test_a_file_becomes_no_longer_than_can_be_looked_at(police):
    line = next(line for line in police[0] if line.sheet)
    long = replace(line, pages=MOST_PAGES - 2)
    runs = print_runs([long, replace(line, pages=2), line], "letter")
    assert [(run.file, len(run.lines)) for run in runs] == [("print/avery-5371-two-sided-1x.pdf", 2), ("print/avery-5371-two-sided-1x-part-2.pdf", 1)]


def test_two_sided_a_piece_of_an_odd_number_of_pages_takes_a_sheet_more(police):
    line = next(line for line in police[0] if line.name == "Facilitator notes")
    (run,) = print_runs([line, line], "letter")
    assert (line.pages, run.pages, run.sheets) == (3, 7, 4)


def test_the_shopping_list_counts_sheets_and_some_to_spare(police):
    assert shopping_list(print_runs(police[0], "letter")) == [
        Bought("Letter", 108, 6, "both"),
        Bought("Avery 5371 business cards", 18, 2, "two", ("8371", "5871", "5911", "5877", "8471", "8873", "8877"), cards=True),
    ]


def test_a_kit_on_a4_is_printed_on_a4():
    files = make_kit(replace(SHOP, paper="a4"), LIBRARY.kits["police-workshop"], 2)
    assert sorted(name.split("/print/")[1] for name in files if "/print/" in name) == [
        "a4-one-sided-1x.pdf",
        "a4-one-sided-2x.pdf",
        "a4-two-sided-1x.pdf",
        "a4-two-sided-2x.pdf",
        "plain-two-sided-1x.pdf",
    ]
