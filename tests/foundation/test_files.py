"""What lies in a folder is read whole, or refused with a reason."""

import pytest

from generator.foundation.files import LARGEST_READ, is_id, read_bytes, read_text, shipped, shown_path, strangers, yaml_files
from generator.foundation.problems import Problems


@pytest.mark.parametrize(
    ("word", "may"), [("fbi", True), ("our-shelter-2", True), ("a" * 40, True), ("a" * 41, False), ("Fbi", False), ("-fbi", False), ("con", False), ("", False)]
)
def test_what_can_be_an_id(word, may):
    assert is_id(word) is may


def test_editors_leftovers_are_passed_over_and_other_endings_are_told(tmp_path):
    for name in ("b.yaml", "a.yaml", ".hidden.yaml", "~a.yaml", "c.yml", "d.txt", "e.md"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in yaml_files(tmp_path)] == ["a.yaml", "b.yaml"]
    assert [path.name for path in strangers(tmp_path)] == ["c.yml", "d.txt"]


def test_a_link_is_refused(tmp_path):
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Problems, match="this is not a plain file; put the file itself here, not a link"):
        read_bytes(tmp_path / "link")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(LARGEST_READ + 1)
    with pytest.raises(Problems, match=r"this file has 8,388,609 bytes; 8,388,608 are allowed"):
        read_bytes(tmp_path / "large")


def test_text_in_another_encoding_is_refused_with_its_line(tmp_path):
    (tmp_path / "latin").write_bytes(b"name: x\nline: caf\xe9\n")
    with pytest.raises(Problems, match=r"latin:2: this is not UTF-8 text \(byte 18 is 0xE9\)"):
        read_text(tmp_path / "latin")


def test_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "marked").write_bytes(b"\xef\xbb\xbfname: x")
    assert read_text(tmp_path / "marked") == "name: x"


def test_a_path_is_named_as_a_person_would(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (shown_path(tmp_path / "a" / "b.yaml"), shown_path(tmp_path.parent / "c")) == ("a/b.yaml", (tmp_path.parent / "c").as_posix())


@pytest.mark.parametrize("name", ["content", "layouts", "starters"])
def test_what_ships_is_found(name):
    assert shipped(name).is_dir()
