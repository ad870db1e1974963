"""A newcomer begins with files that work: copies, commented starters, and a schema for the editor."""

import filecmp

import pytest
from msgspec import Struct

from generator.foundation.files import shipped
from generator.foundation.problems import Problems
from generator.library.read import read_library
from generator.library.values import keys_of
from generator.tasks.schemas import SCHEMAS, json_schema
from generator.tasks.starters import STARTER_KINDS, copy_out, new_file


def problem(make, *arguments):
    with pytest.raises(Problems) as found:
        make(*arguments)
    return str(found.value)


def test_a_copy_is_the_shipped_folders_but_for_the_fonts(tmp_path):
    made = copy_out(tmp_path)
    for name in ("content", "layouts"):
        compared = filecmp.dircmp(shipped(name), tmp_path / name)
        assert (compared.left_only, compared.right_only, compared.diff_files) == (["fonts"] if name == "layouts" else [], [], [])
    assert [path for path in made if not path.is_file()] == []


def test_a_copy_can_be_read(tmp_path):
    copy_out(tmp_path)
    assert set(read_library(tmp_path / "content").agencies) == set(read_library(shipped("content")).agencies)


@pytest.mark.parametrize("name", ["content", "layouts"])
def test_a_copy_overwrites_nothing(tmp_path, name):
    (tmp_path / name).mkdir()
    assert problem(copy_out, tmp_path) == f"{tmp_path}/{name}: is there already and is left as it is; name another folder"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("kind", STARTER_KINDS)
def test_a_new_file_lies_where_its_kind_belongs(tmp_path, kind):
    path = new_file(kind, "my-own", tmp_path / "content", tmp_path / "layouts")
    ending = ".xml.j2" if kind == "layout" else ".yaml"
    assert path == tmp_path / STARTER_KINDS[kind][0] / f"my-own{ending}"
    assert path.read_text(encoding="utf-8").lstrip().startswith(("#", "{#"))  # it explains itself


@pytest.mark.parametrize("kind", ["agency", "audience", "contact", "guidance", "kit", "quiz"])
def test_a_new_file_can_be_read_as_it_is(content, layouts, kind):
    new_file(kind, "my-own", content, layouts)
    read_library(content)


def test_a_new_file_overwrites_nothing(tmp_path):
    new_file("agency", "mine", tmp_path, tmp_path)
    assert (
        problem(new_file, "agency", "mine", tmp_path, tmp_path) == f"{tmp_path}/agencies/mine.yaml: is there already and is left as it is; choose another name"
    )


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("agancy", "mine", "there is no kind of file 'agancy'; did you mean 'agency'?"),
        ("agency", "My Agency", "'My Agency' cannot be a name; use small letters, digits and hyphens, such as my-agency"),
        ("agency", "../mine", "'../mine' cannot be a name; use small letters, digits and hyphens, such as my-agency"),
    ],
)
def test_what_cannot_be_begun_is_refused(tmp_path, kind, name, message):
    assert problem(new_file, kind, name, tmp_path, tmp_path) == message


def test_a_schema_that_is_not_there_brings_the_near_ones():
    assert problem(json_schema, "agancy") == "there is no schema of 'agancy'; did you mean 'agency'?"


def main_part(kind):
    made = json_schema(kind)
    reference = made.get("$ref") or made["additionalProperties"]["$ref"]
    return made["$defs"][reference.rsplit("/", 1)[-1]]


@pytest.mark.parametrize("kind", sorted(set(SCHEMAS) - {"theme"}))
def test_a_schema_has_the_keys_of_its_kind_and_no_others(kind):
    part = main_part(kind)
    keys = keys_of(SCHEMAS[kind])
    assert (set(part["properties"]), part["additionalProperties"]) == (set(keys), False)
    assert set(part.get("required", ())) == {name for name, field in keys.items() if field.required}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_says_which_one_it_is(kind):
    made = json_schema(kind)
    assert (made["$schema"], made["title"]) == ("https://json-schema.org/draft/2020-12/schema", f"makecards {kind}")


def test_every_class_of_a_file_is_a_value():
    assert [kind for kind, model in SCHEMAS.items() if not issubclass(model, Struct)] == []


def test_a_list_of_one_word_may_be_the_bare_word_in_a_schema_too():
    topics = json_schema("agency")["$defs"]["Point"]["properties"]["topics"]
    list_of_words, bare_word = topics["anyOf"]
    assert (list_of_words["type"], list_of_words["items"]) == ("array", bare_word)
