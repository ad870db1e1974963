"""A content folder -> the Library: every file read, every reference between files checked.

The file's name is the id. All problems of all files come out at once. What stands in a field is the business of
`values.py`; what fields of different files say about each other is checked in `references.py`.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the types of a Library are read when it is kept
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from generator.foundation.files import is_id, read_bytes, shown_path, strangers, yaml_files
from generator.foundation.problems import Findings, Place, problem
from generator.library import models
from generator.library.library import Library
from generator.library.nodes import read_nodes
from generator.library.values import read

if TYPE_CHECKING:
    from pathlib import Path

Value = TypeVar("Value", bound=Struct)


FOLDERS: Mapping[str, type[Struct]] = MappingProxyType(
    {
        "agencies": models.Agency,
        "audiences": models.Audience,
        "contacts": models.Contact,
        "guidance": models.Guidance,
        "kits": models.Kit,
        "quizzes": models.Quiz,
    }
)


VOCABULARIES = ("topics", "purposes")


def read_library(root: Path) -> Library:
    """Return the Library of a content folder. Raises Problems with everything that is wrong in it."""
    from generator.library.references import check_references

    if not root.is_dir():
        what = "this is a file, not a content folder" if root.exists() else "this content folder does not exist"
        raise problem(Place(str(root)), "E020", what, "makecards init DIR makes one")
    findings = Findings()
    kinds: dict[str, dict[str, Struct]] = {}
    for folder, kind in FOLDERS.items():
        kinds[folder] = {}
        for path in strangers(root / folder):
            findings.add(Place(shown_path(path)), "E022", "this file is not read: its ending is not .yaml", f"rename it to {path.stem}.yaml")
        for path in yaml_files(root / folder):
            with findings.collect():
                kinds[folder][path.stem] = read_file(path, kind)
    for name in VOCABULARIES:
        kinds[name] = {}
        with findings.collect():
            kinds[name] = dict(_read_entries(root / f"{name}.yaml", models.Word, "meaning"))
    complete = not findings.found
    library = Library(**{name: MappingProxyType(values) for name, values in kinds.items()})  # type: ignore[arg-type]
    if complete:
        findings.found.extend(check_references(library))
    findings.raise_if_any()
    return library


def read_file(path: Path, kind: type[Value]) -> Value:
    """Return what one YAML file holds as a value of `kind`, with the file's name as its id. Raises Problems."""
    file = shown_path(path)
    file_id = path.stem
    if not is_id(file_id):
        raise problem(Place(file), "E025", f"'{file_id}' cannot be an id", "name the file in small letters, digits and hyphens")
    return read(kind, read_nodes(read_bytes(path), file), file_id)


def read_waivers(root: Path) -> dict[str, models.Waiver]:
    """Return the waivers of a content folder by id: none if it has no waivers.yaml. Raises Problems."""
    path = root / "waivers.yaml"
    return _read_entries(path, models.Waiver, "reason") if path.exists() else {}


def _read_entries(path: Path, kind: type[Value], key: str) -> dict[str, Value]:
    """Return a file whose keys are ids, each over a value of `kind`; `key` is one that every entry has."""
    from generator.library.nodes import Group

    findings = Findings()
    entries: dict[str, Value] = {}
    for name, (place, node) in read_nodes(read_bytes(path), shown_path(path)).entries.items():
        if not is_id(name):
            findings.add(place, "E025", f"'{name}' cannot be an id", "use small letters, digits and hyphens")
        elif not isinstance(node, Group):
            findings.add(place, "E026", f"'{name}' must be followed by a line '{key}: ...'")
        else:
            with findings.collect():
                entries[name] = read(kind, node)
    findings.raise_if_any()
    return entries
