"""Files appear whole or not at all: whatever happens meanwhile, a good file that lay there is good still."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
import time
from pathlib import Path

import pytest

from generator.foundation.problems import Problems
from generator.foundation.publish import ABANDONED, LOOKED_INTO, PREFIX, SUFFIX, publish

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


@pytest.mark.parametrize(("mask", "rights"), [(0o022, "-rw-r--r--"), (0o077, "-rw-------")])
def test_those_may_read_what_was_written_whom_the_account_lets_read_its_files(mask, rights, tmp_path):
    before = os.umask(mask)
    try:
        publish(tmp_path, {"card.pdf": NEW})
    finally:
        os.umask(before)

    assert stat.filemode((tmp_path / "card.pdf").stat().st_mode) == rights


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "fcntl.flock"])
@pytest.mark.parametrize("end", [KeyboardInterrupt, MemoryError])
def test_a_run_that_ends_in_the_middle_leaves_the_old_file_and_no_part(step, end, tmp_path, monkeypatch):
    publish(tmp_path, {"card.pdf": OLD})

    def ended(*_: object) -> None:
        raise end

    monkeypatch.setattr(step, ended)
    with pytest.raises(end):
        publish(tmp_path, {"card.pdf": NEW})

    assert inside(tmp_path) == {"card.pdf": OLD}


REFUSALS = [
    (errno.ENOSPC, "the disk is full, no file was changed; free some space, or name another folder with --out"),
    (errno.EDQUOT, "the space that this account may use is full, no file was changed; delete what is not needed, or name another folder with --out"),
    (errno.EROFS, "the disk can only be read, no file was changed; name another folder with --out"),
    (errno.EACCES, "this account may not write there, no file was changed; name a folder of your own with --out"),
    (errno.EMFILE, "too many files are open, no file was changed; raise the limit on open files (ulimit -n 1024), and run it again"),
    (errno.ENXIO, "No such device or address, no file was changed; name another folder with --out"),
]


@pytest.mark.parametrize(("number", "says"), REFUSALS, ids=[errno.errorcode[number] for number, _ in REFUSALS])
def test_what_the_system_refuses_is_told_in_plain_words_and_leaves_the_old_file_and_no_part(number, says, tmp_path, monkeypatch):
    publish(tmp_path, {"card.pdf": OLD})

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", refused)

    assert [f"{tmp_path}/card.pdf: cannot be written: {says}"] == problems(tmp_path, {"card.pdf": NEW})
    assert inside(tmp_path) == {"card.pdf": OLD}


def test_a_refusal_without_words_is_told_all_the_same(tmp_path, monkeypatch):
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.fsync", refused)

    assert [f"{tmp_path}/card.pdf: cannot be written: OSError, no file was changed; name another folder with --out"] == problems(tmp_path, {"card.pdf": NEW})


def test_if_the_last_file_cannot_be_written_none_is_changed(tmp_path):
    publish(tmp_path, {"a.pdf": OLD, "b.pdf": OLD})
    (tmp_path / "c.pdf").mkdir()

    problems(tmp_path, {"a.pdf": NEW, "b.pdf": NEW, "c.pdf": NEW})

    assert inside(tmp_path) == {"a.pdf": OLD, "b.pdf": OLD}


def test_if_a_file_cannot_be_put_into_place_it_is_said_how_many_were(tmp_path, monkeypatch):
    replace = Path.replace

    def refused(part: Path, path: Path) -> Path:
        if path.name == "b.pdf":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        return replace(part, path)

    monkeypatch.setattr("pathlib.Path.replace", refused)
    says = "this account may not write there, 1 of 3 files are new; name a folder of your own with --out"

    assert [f"{tmp_path}/b.pdf: cannot be written: {says}"] == problems(tmp_path, {"a.pdf": NEW, "b.pdf": NEW, "c.pdf": NEW})
    assert inside(tmp_path) == {"a.pdf": NEW}


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


def left_by_a_killed_run(folder: Path) -> Path:
    """A workbench whose run is dead, as `kill -9` leaves it."""
    bench = folder / f"{PREFIX}abc{SUFFIX}"
    bench.mkdir(parents=True)
    (bench / f"0{SUFFIX}").write_bytes(b"half a card")
    return bench


@pytest.mark.parametrize("where", [".", "survivors", "kits/workshop/survivors"])
def test_what_a_killed_run_left_is_swept_at_once_also_where_nothing_is_written_this_time(where, tmp_path):
    left_by_a_killed_run(tmp_path / where)

    publish(tmp_path, {"police/card.pdf": NEW})

    assert sorted(path.name for path in tmp_path.rglob(f"{PREFIX}*")) == []


def test_what_a_living_run_is_working_on_is_left_alone(tmp_path):
    bench = left_by_a_killed_run(tmp_path)
    lock = os.open(bench, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)

    publish(tmp_path, {"card.pdf": NEW})
    os.close(lock)

    assert bench.exists()


@pytest.mark.parametrize(("age", "left"), [(ABANDONED + 60, False), (ABANDONED - 60, True)], ids=["an hour and a minute", "an hour less a minute"])
def test_where_there_are_no_locks_what_was_left_is_swept_when_it_is_an_hour_old(age, left, tmp_path, monkeypatch):
    bench = left_by_a_killed_run(tmp_path)
    os.utime(bench, (time.time() - age, time.time() - age))

    def without(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", without)
    publish(tmp_path, {"card.pdf": NEW})

    assert (left, NEW) == (bench.exists(), (tmp_path / "card.pdf").read_bytes())


def test_a_workbench_that_another_run_took_for_abandoned_is_made_anew(tmp_path, monkeypatch):
    locked = fcntl.flock
    swept: list[Path] = []

    def too_late(handle: int, how: int) -> None:
        locked(handle, how)
        for bench in tmp_path.glob(f"{PREFIX}*"):
            if not swept:
                bench.rmdir()
                swept.append(bench)

    monkeypatch.setattr("fcntl.flock", too_late)
    publish(tmp_path, {"card.pdf": NEW})

    assert (len(swept), {"card.pdf": NEW}) == (1, inside(tmp_path))


def test_sweeping_does_not_walk_a_whole_disk(tmp_path, monkeypatch):
    for number in range(LOOKED_INTO + 50):
        (tmp_path / f"{number}").mkdir()
    looked_into: list[object] = []
    scandir = os.scandir

    def counted(folder: Path) -> object:
        looked_into.append(folder)
        return scandir(folder)

    monkeypatch.setattr("os.scandir", counted)
    publish(tmp_path, {"card.pdf": NEW})

    assert len(looked_into) <= LOOKED_INTO + 1  # and the run's own workbench


def test_sweeping_follows_no_link(tmp_path):
    left_by_a_killed_run(tmp_path / "elsewhere")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/link").symlink_to(tmp_path / "elsewhere")

    publish(tmp_path / "out", {"card.pdf": NEW})

    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


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
    says = "a folder of that name stands there, no file was changed; move it away, or name another folder with --out"

    assert [f"{tmp_path}/card.pdf: cannot be written: {says}"] == problems(tmp_path, {"card.pdf": NEW})
    assert inside(tmp_path) == {"card.pdf/inside": OLD}


@pytest.mark.parametrize("name", ["card.pdf", "police/card.pdf", "kits/workshop/card.pdf"])
def test_a_file_in_place_of_the_folder_is_told_and_left_alone(name, tmp_path):
    (tmp_path / "out").write_bytes(OLD)
    says = f"{tmp_path}/out is a file and no folder, no file was changed; name another folder with --out"

    assert [f"{tmp_path}/out/{name}: cannot be written: {says}"] == problems(tmp_path / "out", {name: NEW})
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
