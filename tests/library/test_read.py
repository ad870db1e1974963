"""A content folder becomes the Library: every file read, every reference checked, all problems at once."""

from pathlib import Path

import pytest

from generator.foundation.files import is_id, read_bytes, shown_path, yaml_files
from generator.foundation.problems import Problems
from generator.library.read import read_library


def problems(folder):
    with pytest.raises(Problems) as found:
        read_library(folder)
    return [str(problem).replace(f"{folder.as_posix()}/", "") for problem in found.value.problems]


def test_the_name_of_a_file_is_its_id(library):
    for kind in (library.agencies, library.audiences, library.contacts, library.guidance, library.kits):
        assert [value.id for value in kind.values()] == list(kind)


def test_the_shipped_folder_holds_what_the_program_is_for(library):
    assert {"dhs", "doj", "fbi", "hhs", "ice", "state"} <= set(library.agencies)
    assert {"law-enforcement", "public", "service-providers", "survivors"} <= set(library.audiences)
    assert {"nhth", "911"} <= set(library.contacts)


def test_two_readings_of_a_folder_are_the_same(library, content):
    places = str(content.resolve().parent)
    assert repr(read_library(content)).replace(f"{places}/", "") == repr(library)


@pytest.mark.parametrize(("word", "expected"), [("law-enforcement", "law-enforcement"), ("police", "law-enforcement"), ("providers", "service-providers")])
def test_an_audience_is_found_by_its_id_or_an_alias(library, word, expected):
    assert library.audience(word).id == expected


def test_an_audience_that_is_not_there_brings_the_near_ones(library):
    with pytest.raises(KeyError, match=r"did you mean 'police'\?"):
        library.audience("polise")


def test_a_library_cannot_be_changed(library):
    with pytest.raises(TypeError):
        library.contacts["nhth"] = library.contacts["911"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    assert problems(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: this content folder does not exist; makecards init DIR makes one"]


def test_a_file_in_place_of_the_folder_is_a_problem(tmp_path):
    file = tmp_path / "content"
    file.write_text("x")
    assert problems(file) == [f"{file}: this is a file, not a content folder; makecards init DIR makes one"]


def test_problems_of_all_files_come_at_once(content):
    for file in ("contacts/911.yaml", "agencies/fbi.yaml", "kits/police-workshop.yaml"):
        with (content / file).open("a") as opened:
            opened.write("\nnmae: x\n")
    assert [problem.split(":")[0] for problem in problems(content)] == ["agencies/fbi.yaml", "contacts/911.yaml", "kits/police-workshop.yaml"]


def test_a_missing_vocabulary_is_a_problem(content):
    (content / "topics.yaml").unlink()
    assert problems(content) == ["topics.yaml: cannot be read: No such file or directory"]


def test_a_topic_must_say_what_it_means(content):
    with (content / "topics.yaml").open("a") as opened:
        opened.write("\nnew-topic: a meaning\n")
    assert problems(content)[0].split(": ", 1)[1] == "'new-topic' must be followed by a line 'meaning: ...'"


def test_a_file_whose_name_is_no_id_is_a_problem(content):
    (content / "contacts/911.yaml").rename(content / "contacts/Emergency 911.yaml")
    assert problems(content) == ["contacts/Emergency 911.yaml: 'Emergency 911' cannot be an id; name the file in small letters, digits and hyphens"]


def test_what_an_editor_leaves_in_a_folder_is_passed_over(content):
    names = [path.name for path in yaml_files(content / "contacts")]
    for name in (".911.yaml.swp", ".#911.yaml", "~911.yaml", "911.yaml~", "911.yaml.bak", "notes.txt", ".hidden.yaml"):
        (content / "contacts" / name).write_text("nonsense: [")
    assert [path.name for path in yaml_files(content / "contacts")] == names


def test_a_link_is_not_followed(content, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: x\n")
    (content / "contacts/mine.yaml").symlink_to(secret)
    assert problems(content) == ["contacts/mine.yaml: this is not a plain file; put the file itself here, not a link"]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Problems, match="this is not a plain file"):
        read_bytes(tmp_path)


@pytest.mark.parametrize("word", ["a", "fbi", "5b-1", "988", "a" * 40])
def test_a_good_id(word):
    assert is_id(word)


@pytest.mark.parametrize("word", ["", "A", "a_b", "a b", "-a", "a-", "a.b", "../a", "ä", "a" * 41, "con", "lpt1", "nul", "a\n"])
def test_a_bad_id(word):
    assert not is_id(word)


def test_a_path_is_shown_from_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert [shown_path(tmp_path / "content" / "a.yaml"), shown_path(Path("/elsewhere/a.yaml"))] == ["content/a.yaml", "/elsewhere/a.yaml"]
