"""Files appear whole or not at all: whatever happens meanwhile, a good file that lay there is good still."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from generator.problems import Problems
from generator.publishing import ABANDONED, PREFIX, SUFFIX, publish

OLD, NEW = b"the old card", b"the new card"


def inside(folder: Path) -> dict[str, bytes]:
    """All files below a folder, the hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problems(folder: Path, files: dict[str, bytes]) -> list[str]:
    with pytest.raises(Problems) as found:
        publish(folder, files)
    return [str(problem) for problem in found.value.problems]


def test_files_are_written_below_the_folder_in_order(tmp_path):
    paths = publish(tmp_path / "out", {"b/card.pdf": NEW, "a.pdf": OLD})

    assert [tmp_path / "out/b/card.pdf", tmp_path / "out/a.pdf"] == paths
    assert inside(tmp_path / "out") == {"b/card.pdf": NEW, "a.pdf": OLD}


def test_a_new_edition_takes_the_place_of_the_old_one(tmp_path):
    publish(tmp_path, {"card.pdf": OLD})

    publish(tmp_path, {"card.pdf": NEW})

    assert inside(tmp_path) == {"card.pdf": NEW}


def test_everybody_may_read_what_was_written(tmp_path):
    publish(tmp_path, {"card.pdf": NEW})

    assert stat.filemode((tmp_path / "card.pdf").stat().st_mode) == "-rw-r--r--"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
@pytest.mark.parametrize("end", [KeyboardInterrupt, MemoryError])
def test_a_run_that_ends_in_the_middle_leaves_the_old_file_and_no_part(step, end, tmp_path, monkeypatch):
    publish(tmp_path, {"card.pdf": OLD})

    def ended(*_: object) -> None:
        raise end

    monkeypatch.setattr(step, ended)
    with pytest.raises(end):
        publish(tmp_path, {"card.pdf": NEW})

    assert inside(tmp_path) == {"card.pdf": OLD}


def test_a_full_disk_is_told_and_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    publish(tmp_path, {"card.pdf": OLD})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    assert [f"{tmp_path}/card.pdf: cannot be written: No space left on device; name another folder with --out"] == problems(tmp_path, {"card.pdf": NEW})
    assert inside(tmp_path) == {"card.pdf": OLD}


def test_a_reader_never_sees_half_a_file(tmp_path):
    """One file is written over and over in two sizes while it is read."""
    editions = {b"a" * 300_000, b"b" * 200_000}
    seen: set[bytes] = set()
    publish(tmp_path, {"card.pdf": min(editions)})
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add((tmp_path / "card.pdf").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for edition in sorted(editions) * 20:
        publish(tmp_path, {"card.pdf": edition})
    done.set()
    reader.join()

    assert seen <= editions


def test_a_file_that_is_the_same_is_not_touched(tmp_path):
    publish(tmp_path, {"card.pdf": OLD})
    os.utime(tmp_path / "card.pdf", (1_000_000_000, 1_000_000_000))

    publish(tmp_path, {"card.pdf": OLD})

    assert (tmp_path / "card.pdf").stat().st_mtime == 1_000_000_000


def test_a_file_of_the_same_size_is_written_all_the_same(tmp_path):
    publish(tmp_path, {"card.pdf": OLD})

    publish(tmp_path, {"card.pdf": NEW})

    assert (tmp_path / "card.pdf").read_bytes() == NEW


@pytest.mark.parametrize(("age", "left"), [(ABANDONED + 60, False), (ABANDONED - 60, True)], ids=["an hour and a minute", "an hour less a minute"])
def test_a_part_that_a_killed_run_left_is_swept_when_it_is_an_hour_old(age, left, tmp_path):
    part = tmp_path / f"{PREFIX}abc{SUFFIX}"
    part.write_bytes(b"half a card")
    os.utime(part, (time.time() - age, time.time() - age))

    publish(tmp_path, {"card.pdf": NEW})

    assert left == part.exists()


def test_nothing_else_is_swept(tmp_path):
    others = ["card.pdf.part", ".hidden.part", f"{PREFIX}abc.pdf", "old.pdf"]
    for name in others:
        (tmp_path / name).write_bytes(OLD)
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))

    publish(tmp_path, {"card.pdf": NEW})

    assert {**dict.fromkeys(others, OLD), "card.pdf": NEW} == inside(tmp_path)


def test_a_folder_in_place_of_a_file_is_told_and_left_alone(tmp_path):
    (tmp_path / "card.pdf").mkdir()
    (tmp_path / "card.pdf/inside").write_bytes(OLD)

    assert [f"{tmp_path}/card.pdf: cannot be written: Is a directory; name another folder with --out"] == problems(tmp_path, {"card.pdf": NEW})
    assert inside(tmp_path) == {"card.pdf/inside": OLD}


def test_a_file_in_place_of_the_folder_is_told_and_left_alone(tmp_path):
    (tmp_path / "out").write_bytes(OLD)

    assert [f"{tmp_path}/out/card.pdf: cannot be written: File exists; name another folder with --out"] == problems(tmp_path / "out", {"card.pdf": NEW})
    assert inside(tmp_path) == {"out": OLD}


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "elsewhere").write_bytes(OLD)
    (tmp_path / "card.pdf").symlink_to(tmp_path / "elsewhere")

    publish(tmp_path, {"card.pdf": NEW})

    assert inside(tmp_path) == {"elsewhere": OLD, "card.pdf": NEW}
    assert not (tmp_path / "card.pdf").is_symlink()


def test_a_link_to_the_same_bytes_is_replaced_too(tmp_path):
    (tmp_path / "elsewhere").write_bytes(NEW)
    (tmp_path / "card.pdf").symlink_to(tmp_path / "elsewhere")

    publish(tmp_path, {"card.pdf": NEW})

    assert not (tmp_path / "card.pdf").is_symlink()


def test_a_link_that_leads_nowhere_is_replaced(tmp_path):
    (tmp_path / "card.pdf").symlink_to(tmp_path / "nowhere")

    publish(tmp_path, {"card.pdf": NEW})

    assert inside(tmp_path) == {"card.pdf": NEW}


def test_a_folder_behind_a_link_is_written_to(tmp_path):
    (tmp_path / "usb-stick").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "usb-stick")

    publish(tmp_path / "out", {"card.pdf": NEW})

    assert {name: data for name, data in inside(tmp_path).items() if name.startswith("usb-stick")} == {"usb-stick/card.pdf": NEW}


def test_two_runs_at_once_leave_one_whole_file(tmp_path):
    editions = {bytes([letter]) * 100_000 for letter in b"abcd"}
    runs = [threading.Thread(target=publish, args=(tmp_path, {"card.pdf": edition})) for edition in editions]

    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert list(inside(tmp_path)) == ["card.pdf"]
    assert (tmp_path / "card.pdf").read_bytes() in editions
