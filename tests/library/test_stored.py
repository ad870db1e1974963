"""What is kept between runs saves time, and nothing else: no run differs by it."""

from __future__ import annotations

import os

import pytest

from generator.foundation import cache as kept
from generator.foundation.problems import Problems
from generator.library import stored as compiled
from generator.library.read import read_library
from generator.library.stored import compiled_library


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to keep things in, of this test's own."""
    monkeypatch.setenv("MAKECARDS_CACHE", str(tmp_path / "kept"))
    kept.kept_folder.cache_clear()
    yield tmp_path / "kept"
    kept.kept_folder.cache_clear()


@pytest.fixture
def reads(monkeypatch):
    """How often a library was read from its files."""
    count = []
    monkeypatch.setattr(compiled, "read_library", lambda root: (count.append(root), read_library(root))[1])
    return count


def test_a_library_that_was_kept_is_the_one_that_was_read(folder, content, reads):
    assert compiled_library(content) == read_library(content)
    assert (compiled_library(content), len(reads)) == (read_library(content), 1)


@pytest.mark.parametrize("file", ["contacts/nhth.yaml", "topics.yaml"])
def test_a_changed_byte_is_read_anew(folder, content, reads, file):
    compiled_library(content)
    (content / file).write_text((content / file).read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    compiled_library(content)
    assert len(reads) == 2


def test_a_file_that_is_new_or_gone_is_seen(folder, content):
    compiled_library(content)
    (content / "kits/outreach.yaml").unlink()
    assert "outreach" not in compiled_library(content).kits
    (content / "kits/more.yml").write_text("name: x")
    with pytest.raises(Problems, match=r"its ending is not \.yaml"):
        compiled_library(content)


def test_content_with_a_problem_is_not_kept(folder, content):
    (content / "topics.yaml").write_text("x: y\n")
    for _ in range(2):
        with pytest.raises(Problems):
            compiled_library(content)
    assert list(folder.glob("library-*")) == []


def test_what_is_damaged_is_worked_out_again(folder, content, reads):
    compiled_library(content)
    (file,) = folder.glob("library-*")
    file.write_bytes(file.read_bytes()[:-9])
    assert (compiled_library(content), len(reads)) == (read_library(content), 2)


def test_off_keeps_nothing(folder, content, monkeypatch):
    monkeypatch.setenv("MAKECARDS_CACHE", "off")
    kept.kept_folder.cache_clear()
    compiled_library(content)
    assert not folder.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files on this system")
def test_a_folder_that_others_may_write_to_is_not_used(folder, content):
    folder.mkdir()
    folder.chmod(0o777)
    compiled_library(content)
    assert list(folder.iterdir()) == []


def test_the_oldest_go(folder):
    for number in range(kept.MOST_KEPT + 3):
        kept.store("thing", f"{number:02}", b"x")
        os.utime(folder / f"thing-{number:02}", (number, number))
    assert [f"thing-{number:02}" for number in range(3, kept.MOST_KEPT + 3)] == sorted(path.name for path in folder.iterdir())


def test_a_full_folder_is_tidied(folder):
    folder.mkdir(mode=0o700)
    for number in range(kept.MOST_IN_ALL + 1):
        (folder / f"{number}.layout").write_bytes(b"x")
    kept.kept_folder()
    assert len(list(folder.iterdir())) == kept.MOST_IN_ALL // 2
