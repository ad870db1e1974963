"""Real faults, a few tries each: kills, full disks, folders of others, too little of everything, eight runs at once.

Every file is the old edition or the new one, byte for byte, and after the next run no temporary file is left. Most tries
are of the stage that publishes, as a process of its own; bench/faults.py does the same to the whole command, for longer.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checkout import ROOT, SMALL

from generator.foundation.problems import Problems
from generator.foundation.publish import PREFIX, publish

NAMES = ("police/handout.pdf", "police/card.pdf", "survivors/card.pdf", "kits/workshop/card.pdf", "kits/workshop.zip")
OLD = {name: name.encode() + b"old" * 20_000 for name in NAMES}
NEW = {name: name.encode() + b"new" * 25_000 for name in NAMES}

# Publishes the new and the old edition in turn, as often as it is told.
STAGE = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if the tests run in the background
sys.path.insert(0, sys.argv[1])
from generator.foundation.problems import Problems
from generator.foundation.publish import give_up, publish
from test_faults_editions import OLD, NEW
for number in range(int(sys.argv[3])):
    try:
        publish(Path(sys.argv[2]), OLD if number % 2 else NEW)
    except Problems as found:
        sys.exit(str(found))
"""
GIVING_UP = "import os, signal\nsignal.signal(signal.SIGTERM, lambda *_: (give_up(), os._exit(143)))\nfor number"
ROOT_HERE = os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT_HERE, reason="only root can mount a small disk or give a folder to another user")


def without_rights_of_root() -> None:
    """Let the program started next be bound by owners and modes, as any user is."""
    for right in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the old edition."""
    publish(tmp_path / "out", OLD)
    return tmp_path / "out"


@pytest.fixture
def stage(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start the stage as a process: how often it publishes, its text, and more for Popen."""
    (tmp_path / "test_faults_editions.py").write_text(f"OLD = {OLD!r}\nNEW = {NEW!r}\n")

    def stage(times: int = 1, text: str = STAGE, **more: object) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", text, str(ROOT), str(tmp_path / "out"), str(times)]
        return subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, **more)

    return stage


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Mount a disk of some size, with options, at the folder `out`; a second call changes it."""
    folder = tmp_path / "out"
    folder.mkdir()
    mounted = []

    def disk(options: str) -> None:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", ("remount," if mounted else "") + options, "tmpfs", folder], capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
        mounted.append(options)

    yield disk
    if mounted:
        subprocess.run(["umount", folder], check=True)


def inside(folder: Path) -> dict[str, bytes]:
    """All files below a folder but temporary ones."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and PREFIX not in str(path)}


def neither(folder: Path) -> set[str]:
    """The names of the files that are lost, strange, or neither the old edition nor the new one."""
    here = inside(folder)
    return {name for name in {*NAMES, *here} if here.get(name, b"lost") not in (OLD.get(name), NEW.get(name))}


def parts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(f"{PREFIX}*"))


def one_of_both(folder: Path) -> bool:
    return inside(folder) in (OLD, NEW)


def begun(run: subprocess.Popen[str], folder: Path) -> bool:
    """Wait until a run has begun to write. Return whether it still goes on."""
    while run.poll() is None and not parts(folder):
        pass
    return run.poll() is None


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_killed_at_a_random_moment_leaves_whole_files_and_the_next_run_leaves_no_part(how, out, stage):
    broken: list[set[str]] = []
    for _ in range(4):
        run = stage(10_000)
        begun(run, out)
        time.sleep(random.uniform(0, 0.02))
        run.send_signal(how)
        run.communicate()
        broken.append(neither(out))
        publish(out, {"police/other.pdf": b"other"})
        broken.append({*parts(out)})
        (out / "police/other.pdf").unlink()

    assert broken == [set()] * 8


def test_a_run_that_gives_up_at_a_signal_leaves_no_part_at_all(out, stage):
    run = stage(10_000, STAGE.replace("for number", GIVING_UP, 1))
    begun(run, out)
    run.terminate()
    run.communicate()

    assert (run.returncode, parts(out), neither(out)) == (143, [], set())


@needs_root
def test_a_full_disk_is_told_and_changes_no_file(disk, tmp_path):
    disk("size=600k")
    publish(tmp_path / "out", OLD)
    found: list[object] = []
    for size in range(320, 640, 40):
        disk(f"size={size}k")
        with pytest.raises(Problems, match="cannot be written: the disk is full, no file was changed; free some space"):
            publish(tmp_path / "out", NEW)
        found.append((inside(tmp_path / "out") == OLD, parts(tmp_path / "out")))

    assert found == [(True, [])] * 8


@needs_root
def test_a_disk_that_can_only_be_read_is_told_and_left_alone(disk, tmp_path):
    disk("size=2m")
    publish(tmp_path / "out", OLD)
    disk("ro")

    with pytest.raises(Problems, match="cannot be written: the disk can only be read, no file was changed"):
        publish(tmp_path / "out", NEW)

    assert inside(tmp_path / "out") == OLD


@needs_root
def test_on_a_disk_with_just_enough_room_the_new_edition_is_whole(disk, tmp_path):
    disk("size=2m")
    publish(tmp_path / "out", OLD)

    publish(tmp_path / "out", NEW)

    assert (inside(tmp_path / "out"), parts(tmp_path / "out")) == (NEW, [])


def test_a_limit_on_the_size_of_files_is_told_and_changes_no_file(out, stage):
    run = stage(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    _, said = run.communicate()

    says = f"{out}/police/handout.pdf: cannot be written: the file is larger than this disk or account allows, no file was changed; name another folder with --out\n"
    assert (1, says, OLD, []) == (run.returncode, said, inside(out), parts(out))


@pytest.mark.parametrize("where", [".", "survivors", "kits"])
@pytest.mark.parametrize(("owner", "mode"), [(os.geteuid(), 0o555), pytest.param(65534, 0o755, marks=needs_root)], ids=["read-only", "another user's"])
def test_a_folder_that_may_not_be_written_is_told_and_no_file_is_changed(owner, mode, where, out, stage):
    for folder in [out, *out.rglob("*/")] if where == "." else [out / where]:
        os.chown(folder, owner, -1)
        folder.chmod(mode)

    run = stage(preexec_fn=without_rights_of_root)
    _, said = run.communicate()
    for folder in (out, *out.rglob("*/")):
        folder.chmod(0o755)

    assert (run.returncode, said.split(": ", 1)[1].split(";")[0]) == (1, "cannot be written: this account may not write there, no file was changed")
    assert (inside(out), parts(out)) == (OLD, [])


@pytest.mark.parametrize("handles", [5, 6, 7, 8])
def test_too_few_file_handles_change_all_files_or_none(handles, out, stage):
    run = stage(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles)))
    _, said = run.communicate()

    assert (one_of_both(out), parts(out)) == (True, [])
    assert run.returncode == 0 or "cannot be written: too many files are open, no file was changed" in said


def command(folder: Path, **more: object) -> subprocess.Popen[str]:
    """Start the whole command on the small content."""
    words = ["-m", "generator", "--content", "content", "--layouts", "layouts", "--audience", "survivors", "--out", "out"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, *words], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A folder with the small content, and the old and the new edition of what it makes."""
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("workplace"), dirs_exist_ok=True))
    theme = folder / "layouts/themes/plain.yaml"
    editions = []
    for ink in ("#151515", "#141414"):
        theme.write_text(theme.read_text().replace("#141414", ink))
        command(folder).communicate()
        editions.append(inside(folder / "out"))
        theme.write_text(theme.read_text().replace(ink, "#141414"))
    assert editions[0] != editions[1]
    return folder, editions[0], editions[1]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_whole_command_killed_at_a_random_moment_leaves_each_file_old_or_new(how, workplace):
    folder, old, new = workplace
    third: list[str] = []
    for _ in range(3):
        publish(folder / "out", old)
        run = command(folder)
        time.sleep(random.uniform(0.1, 0.6))
        run.send_signal(how)
        run.communicate()
        third += [name for name, data in inside(folder / "out").items() if data not in (old[name], new[name])]
        publish(folder / "out", new)

    assert (third, inside(folder / "out") == new, parts(folder / "out")) == ([], True, [])


@pytest.mark.parametrize("megabytes", [50, 100])
def test_too_little_memory_changes_all_files_or_none(megabytes, workplace):
    folder, *editions = workplace
    publish(folder / "out", editions[0])

    run = command(folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20)))
    run.communicate()

    assert (inside(folder / "out") in editions, parts(folder / "out")) == (True, [])


def test_eight_runs_at_once_two_of_them_killed_never_show_a_reader_a_broken_file(out, stage):
    runs = [stage(30) for _ in range(8)]
    seen: dict[str, set[bytes]] = {name: set() for name in NAMES}
    for victim in runs[:2]:
        begun(victim, out)
        victim.kill()
    while any(run.poll() is None for run in runs):
        for name in NAMES:
            seen[name].add((out / name).read_bytes())
    ended = [(run.communicate()[1], run.returncode) for run in runs]
    publish(out, NEW)

    assert ended == [("", -9)] * 2 + [("", 0)] * 6
    assert all(seen[name] <= {OLD[name], NEW[name]} for name in NAMES)
    assert (inside(out), parts(out)) == (NEW, [])
