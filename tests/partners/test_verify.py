"""A batch's files are proved against each partner's own numbers."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from deadly import kill_at_bad_file
from shipping import SHOP

from generator.partners.verify import Many, Unit, units_of, verify_many

ROWS = """name,contact_name,contact_voice,contact_call_for,contact_purposes,contact_source,contact_read_on
North House,Advocate,312-555-0142,A bed,trafficking-help,https://north.example.org,2026-11-24
South House,Advocate,312-555-0178,A bed,trafficking-help,https://south.example.org,2026-11-24
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Cards of two partners, apart and bound."""
    from generator.partners.batch import Wanted, make_batch
    from generator.partners.one_file import bind_batch
    from generator.partners.rows import read_rows

    folder = tmp_path_factory.mktemp("batch")
    (folder / "partners.csv").write_text(ROWS, encoding="utf-8")
    table = read_rows(folder / "partners.csv")
    wanted = Wanted(SHOP.content, SHOP.layouts, folder, folder / "out", pieces=(("public", "wallet-card"),))
    make_batch(wanted, table, "")
    bind_batch(wanted, table)
    return folder


def verified(made, *paths, **given):
    return verify_many(Many(SHOP.content, SHOP.layouts, made / "partners.csv"), units_of(paths, None), 1, **given)


def test_every_partners_files_are_right(made):
    proved, problems = verified(made, made / "out")
    assert (len(proved), problems) == (5, [])


def test_a_partners_card_in_anothers_folder_is_found(made, tmp_path):
    stray = tmp_path / "out/south-house/card.pdf"
    stray.parent.mkdir(parents=True)
    stray.write_bytes((made / "out/north-house/public/wallet-card.en.pdf").read_bytes())
    _, problems = verified(made, tmp_path / "out")
    assert any("'north-house-contact', which the registry no longer has" in str(one) for one in problems)


def moved(made, *names: str):
    """What was made, in other folders."""
    folder = made.joinpath(*names)
    if not folder.exists():
        shutil.copytree(made / "out", folder)
    return folder


@pytest.mark.parametrize("given", [(), ("south-house",), ("south-house", "public"), ("south-house", "public", "wallet-card.en.pdf"), ("together",)])
@pytest.mark.parametrize("above", ["north-house", "together"])
def test_a_folder_above_may_be_called_like_a_partner(made, above, given):
    _, problems = verified(made, moved(made, above, "out").joinpath(*given))
    assert problems == []


def test_a_partner_may_be_called_like_an_audience(made, tmp_path):
    """Their folder would stand on the way to every file for this audience."""
    (tmp_path / "partners.csv").write_text(ROWS + ROWS.splitlines()[1].replace("North House", "Public"), encoding="utf-8")
    many = Many(SHOP.content, SHOP.layouts, tmp_path / "partners.csv")
    proved, problems = verify_many(many, units_of([made / "out" / "south-house", made / "out" / "together"], None), 1)
    assert (len(proved), problems) == (3, [])


def test_a_partners_own_folder_may_be_where_one_works(made, monkeypatch):
    monkeypatch.chdir(made / "out/north-house/public")
    proved, problems = verified(made, Path("wallet-card.en.pdf"), Path())
    assert (len(proved), problems) == (3, [])


@pytest.mark.parametrize(("sample", "looked_at"), [(None, 5), (0, 0), (2, 2), (99, 5)])
def test_a_sample_is_spread_over_the_files(made, sample, looked_at):
    units = units_of([made / "out"], sample)
    assert (5, looked_at) == (len(units), sum(unit.pixels for unit in units))


def test_the_command(made, ask):
    ran = ask("verify", made / "out", "--batch", made / "partners.csv", "--jobs", "1", "--sample", "1")
    assert (ran.code, len(ran.stdout.split()), ran.stderr) == (0, 5, "5 files: every number and code is as the registry says.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX")
def test_a_file_that_ends_the_process_is_not_read_and_the_others_are(made):
    units = [Unit(Path(f"{number}.pdf"), pixels=False) for number in range(44)]
    units[21] = Unit(Path("bad.pdf"), pixels=False)
    proved, problems = verify_many(Many(SHOP.content, SHOP.layouts, made / "partners.csv"), units, 2, begin=kill_at_bad_file)
    assert (sorted(str(unit.path) for unit in units if unit.path.name != "bad.pdf"), [str(one).split(";")[0] for one in problems]) == (
        sorted(proved),
        ["bad.pdf: this file was not read: the process that was at it was ended by the system (SIGKILL)"],
    )
