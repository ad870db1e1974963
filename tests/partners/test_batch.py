"""Every partner gets theirs, whole or not at all; a run that was stopped goes on where it was."""

from __future__ import annotations

import json
import sys

import pytest
from deadly import kill_at_row_4

from generator.imposition import sheets
from generator.partners import batch as batching
from generator.partners.rows import read_rows
from generator.partners.shards import JOURNAL

HEADER = "name,line"
ROWS = ["North House,a shelter", "South House,a clinic", "West House,a church"]


@pytest.fixture
def batch(small, ask):
    """Run a batch of the small card over rows, and return how it ended."""

    def batch(*words: str, rows: list[str] = ROWS):
        (small / "partners.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        given = ("--content", small / "content", "--layouts", small / "layouts")
        return ask("batch", "partners.csv", "-a", "public", "-l", "card", "--jobs", "1", "--quiet", *given, *words)

    return batch


def states(small, summary: str = "batch.json") -> list[tuple[int, str, str]]:
    return [(row["row"], row["partner"], row["state"]) for row in json.loads((small / "output" / summary).read_text())["partners"]]


def test_each_row_gets_a_folder_and_the_summary_says_so(small, batch):
    ran = batch()
    made = [f"output/{name}/public/card.en{ending}.pdf" for name in ("north-house", "south-house", "west-house") for ending in ("", ".ten-up")]
    assert (0, [*made, "output/batch.json"], "") == (ran.code, ran.stdout.split(), ran.stderr)
    assert states(small) == [(2, "north-house", "made"), (3, "south-house", "made"), (4, "west-house", "made")]
    assert all((small / name).is_file() for name in made)


def test_what_lies_there_is_passed_over_and_what_has_changed_is_not(small, batch):
    batch()
    ran = batch(rows=[ROWS[0], "South House,a hospital", ROWS[2]])
    assert states(small) == [(2, "north-house", "kept"), (3, "south-house", "made"), (4, "west-house", "kept")]
    assert ran.stdout.split() == ["output/south-house/public/card.en.pdf", "output/south-house/public/card.en.ten-up.pdf", "output/batch.json"]


@pytest.mark.parametrize("sheet", ["", "ten-up"], ids=["the layout's own", "named"])
def test_a_process_reads_the_sheets_once_for_all_rows(small, monkeypatch, sheet):
    (small / "partners.csv").write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    reads = []
    real = sheets.read_sheets
    monkeypatch.setattr(sheets, "read_sheets", lambda folder: (reads.append(folder), real(folder))[1])
    wanted = batching.Wanted(small / "content", small / "layouts", small, small / "output", pieces=(("public", "card"),), sheet=sheet)
    found = batching.make_batch(wanted, read_rows(small / "partners.csv"), "")
    assert ([one.state for one in found], reads) == (["made"] * 3, [small / "layouts"])


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_file_that_is_no_longer_what_it_was_is_made_again(small, batch, damage):
    batch()
    path = small / "output/west-house/public/card.en.pdf"
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:-1] + b"?")
    batch()
    assert ([(2, "north-house", "kept"), (3, "south-house", "kept"), (4, "west-house", "made")], whole) == (states(small), path.read_bytes())


def test_other_content_makes_all_of_them_again(small, batch, edit):
    batch()
    edit(small, "layouts/card.xml.j2", 'summary="A card"', 'summary="A small card"')
    batch()
    assert [state for _, _, state in states(small)] == ["made", "made", "made"]


def test_a_list_that_a_kill_cut_off_counts_as_far_as_it_goes(small, batch):
    batch()
    journal = small / "output" / JOURNAL
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text(lines[0] + lines[1][:40])
    batch()
    assert [state for _, _, state in states(small)] == ["kept", "made", "made"]


def test_one_row_that_fails_does_not_stop_the_others(small, batch, edit):
    edit(small, "layouts/card.xml.j2", "</heading>", "</heading><para>{{ partner.name }}</para>")
    ran = batch(rows=[ROWS[0], "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww,b", ROWS[2]])
    assert (ran.code, [state for _, _, state in states(small)]) == (1, ["made", "failed", "made"])
    assert ("is wider than its line" in ran.stderr, (small / "output/wwwwwwwwwwwwwwwwwwwwwwwwwwwwww").exists()) == (True, False)


def test_what_a_layout_and_a_partner_say_together_is_judged_for_each_partner(small, batch, edit):
    """Not for the first alone, whose words the stencil was cut with: a room and some beds make a number."""
    edit(small, "layouts/card.xml.j2", '<face name="back">', '<face name="back">{% if partner %}<para>Room 312 {{ partner.line }}</para>{% endif %}')
    ran = batch(rows=[ROWS[0], "South House,373 beds", ROWS[2]])
    assert (ran.code, [state for _, _, state in states(small)]) == (1, ["made", "failed", "made"])
    assert "a text on this piece shows 312 373" in ran.stderr


@pytest.mark.parametrize("words", [(), ("--together",)], ids=["a folder each", "together"])
def test_a_number_that_a_layout_has_typed_is_refused_for_every_partner_as_it_is_for_one(small, batch, ask, edit, words):
    edit(small, "layouts/card.xml.j2", '<face name="back">', '<face name="back"><para>Call 8883737889</para>')
    alone = ask("-a", "public", "-l", "card", "--quiet", "--content", small / "content", "--layouts", small / "layouts")
    ran = batch(*words)
    assert (alone.code, "a text on this piece shows 8883737889" in alone.stderr) == (1, True)
    assert (ran.code, [state for _, _, state in states(small)], list((small / "output").rglob("*.pdf"))) == (1, ["failed"] * 3, [])
    assert ran.stderr.count("a text on this piece shows 8883737889") == 3


def test_fail_fast_stops_there(small, batch, edit):
    edit(small, "layouts/card.xml.j2", "</heading>", "</heading><para>{{ partner.name }}</para>")
    batch("--fail-fast", rows=["Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww,b", *ROWS])
    assert (
        [(row, "", state) for row, _, state in states(small)],
        json.loads((small / "output/batch.json").read_text())["not_tried"],
    ) == ([(2, "", "failed")], 3)


def test_nothing_is_made_if_a_row_is_wrong(small, batch):
    ran = batch(rows=[ROWS[0], "South House,a,b"])
    assert (
        ran.code,
        ran.stderr,
        (small / "output").exists(),
    ) == (1, "partners.csv:3: this row has 3 cells, and there are 2 columns; a cell with a comma in it needs quotation marks around it\n", False)


def test_a_shard_is_every_nth_row(small, batch):
    ran = batch("--shard", "2/2")
    assert states(small, "batch.2-of-2.json") == [(3, "south-house", "made")]
    assert (ran.stdout.split()[-1], (small / "output/batch.json").exists()) == ("output/batch.2-of-2.json", False)


def test_shards_in_one_folder_leave_each_others_summaries_and_receipts_alone(small, batch):
    batch("--shard", "1/2")
    batch("--shard", "2/2")
    assert states(small, "batch.1-of-2.json") == [(2, "north-house", "made"), (4, "west-house", "made")]
    assert states(small, "batch.2-of-2.json") == [(3, "south-house", "made")]
    assert sorted(path.name for path in (small / "output").glob(".batch*")) == [".batch.jsonl.1-of-2", ".batch.jsonl.2-of-2"]


def test_a_run_over_the_whole_table_finds_what_shards_made_and_a_shard_what_it_made(small, batch):
    batch("--shard", "1/2")
    batch()
    assert [state for _, _, state in states(small)] == ["kept", "made", "kept"]
    batch("--shard", "2/2")
    assert states(small, "batch.2-of-2.json") == [(3, "south-house", "kept")]


def test_shards_bind_files_of_their_own(small, batch, ask):
    batch("--together", "--shard", "1/2")
    batch("--together", "--shard", "2/2")
    assert sorted(path.relative_to(small / "output").as_posix() for path in (small / "output").rglob("*.pdf")) == [
        "together/public/card.en.ten-up.1-of-2.pdf",
        "together/public/card.en.ten-up.2-of-2.pdf",
    ]
    proved = ask("verify", "output", "--batch", "partners.csv", "--content", small / "content", "--layouts", small / "layouts")
    assert (proved.code, proved.stderr) == (0, "2 files: every number and code is as the registry says.\n")


def test_several_processes_make_the_same_bytes(small, batch):
    batch()
    one = {path.relative_to(small / "output"): path.read_bytes() for path in (small / "output").rglob("*.pdf")}
    batch("--jobs", "2", "--out", "other")
    assert one == {path.relative_to(small / "other"): path.read_bytes() for path in (small / "other").rglob("*.pdf")}


@pytest.mark.parametrize("sign", ["(", ")", "(1)", "\\"])
def test_an_address_with_a_sign_that_means_something_in_a_pdf_comes_out_in_a_batch_too(small, batch, edit, sign):
    edit(small, "content/contacts/hotline.yaml", "web: example.org", f"web: 'https://example.org/a{sign}b'")
    code = '  <qr address="{{ hotline.web | qr }}" size="18mm" alt="QR code that opens {{ hotline.web }}"/>'
    edit(small, "layouts/card.xml.j2", "  {% for part in selection.parts %}", f"{code}\n  {{% for part in selection.parts %}}")
    ran = batch()
    assert (ran.code, ran.stderr, [state for _, _, state in states(small)]) == (0, "", ["made", "made", "made"])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX")
def test_a_process_that_the_system_ends_is_a_row_that_failed(small):
    (small / "partners.csv").write_text("name\nNorth\nSouth\nWest\nEast\nMid\n", encoding="utf-8")
    wanted = batching.Wanted(small / "content", small / "layouts", small, small / "output", pieces=(("public", "card"),))
    found = batching.make_batch(wanted, read_rows(small / "partners.csv"), "", jobs=2, begin=kill_at_row_4)
    assert states(small) == [(2, "north", "made"), (3, "south", "made"), (4, "west", "failed"), (5, "east", "made"), (6, "mid", "made")]
    (told,) = found[2].problems
    assert told.message == "this row could not be made: the process that was at it was ended by the system (SIGKILL)"
    assert told.hint == "memory may have run out: close other programs or let fewer work at once with --jobs, and run it again"
    assert [one.state for one in batching.make_batch(wanted, read_rows(small / "partners.csv"), "", jobs=2)] == ["kept", "kept", "made", "kept", "kept"]


def test_a_kit_for_each_partner(small, ask):
    (small / "partners.csv").write_text("name,participants\nNorth House,4\nSouth House,\n", encoding="utf-8")
    given = ("--content", small / "content", "--layouts", small / "layouts")
    ran = ask("batch", "partners.csv", "--kit", "evening", "--participants", "1", "--jobs", "1", *given)
    people = [json.loads((small / f"output/{name}/kits/evening/manifest.json").read_text())["participants"] for name in ("north-house", "south-house")]
    assert (ran.code, people) == (0, [4, 1])
    assert "2 made, 0 were there already, 0 failed" in ran.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "say what each partner gets"),
        (("--kit", "evening", "-a", "public"), "say what each partner gets"),
        (("--kit", "evning"), "there is no kit 'evning'; did you mean 'evening'?"),
        (("-a", "public", "--shard", "3/2"), "'3/2' is no part of a table"),
        (("-a", "public", "--partner", "x.yaml"), "the partners stand in the table; leave out --partner"),
    ],
)
def test_what_the_command_line_does_not_understand(small, ask, words, says):
    (small / "partners.csv").write_text("name\nNorth House\n", encoding="utf-8")
    ran = ask("batch", "partners.csv", "--content", small / "content", "--layouts", small / "layouts", *words)
    assert (ran.code, says in ran.stderr) == (2, True)
