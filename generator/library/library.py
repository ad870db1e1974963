"""A content folder -> the Library: every file read, every reference between files checked.

The file's name is the id. All problems of all files come out at once. What stands in a field is the reader's business
(`reading.py`); what fields of different files say about each other is checked in `references.py`.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping  # noqa: TC003 - the types of a Library are read when it is kept
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from generator.foundation.problems import Findings, Place, did_you_mean, problem
from generator.library import models
from generator.library.nodes import decode, read_nodes
from generator.library.values import read

if TYPE_CHECKING:
    from collections.abc import Iterator

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
LARGEST_READ = 8 * 1024 * 1024  # bytes of any file, pictures included; each reader has a limit of its own below it
VOCABULARIES = ("topics", "purposes")


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the content says, by id. Read once, never changed."""

    agencies: Mapping[str, models.Agency]
    audiences: Mapping[str, models.Audience]
    contacts: Mapping[str, models.Contact]
    guidance: Mapping[str, models.Guidance]
    kits: Mapping[str, models.Kit]
    quizzes: Mapping[str, models.Quiz]
    topics: Mapping[str, models.Word]
    purposes: Mapping[str, models.Word]

    def audience(self, word: str) -> models.Audience:
        """Return the audience with this id or alias. Raises KeyError with a hint that names the near ones."""
        for audience in self.audiences.values():
            if word == audience.id or word in audience.aliases:
                return audience
        names = [name for audience in self.audiences.values() for name in (audience.id, *audience.aliases)]
        raise KeyError(did_you_mean(word, names))


def read_library(root: Path) -> Library:
    """Return the Library of a content folder. Raises Problems with everything that is wrong in it."""
    from generator.library.references import check_references

    if not root.is_dir():
        what = "this is a file, not a content folder" if root.exists() else "this content folder does not exist"
        raise problem(Place(str(root)), what, "makecards init DIR makes one")
    findings = Findings()
    kinds: dict[str, dict[str, Struct]] = {}
    for folder, kind in FOLDERS.items():
        kinds[folder] = {}
        for path in strangers(root / folder):
            findings.add(Place(shown_path(path)), "this file is not read: its ending is not .yaml", f"rename it to {path.stem}.yaml")
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


def yaml_files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder by name. Files that an editor or a desktop left are passed over."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and not path.name.startswith((".", "~")))


def strangers(folder: Path) -> list[Path]:
    """Return the files of a folder that look like YAML under another ending, and would be passed over in silence."""
    endings = (".yml", ".yaml", ".txt", ".json")
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in files if path.suffix.lower() in endings and path.suffix != ".yaml" and not path.name.startswith((".", "~"))]


def read_bytes(path: Path) -> bytes:
    """Return what a plain file holds. A link, a pipe or a device is refused: content is data that lies in its folder."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise problem(Place(shown_path(path)), "this is not a plain file", "put the file itself here, not a link")
        if found.st_size > LARGEST_READ:
            raise problem(Place(shown_path(path)), f"this file has {found.st_size:,} bytes; {LARGEST_READ:,} are allowed", "split it")
        return path.read_bytes()
    except OSError as error:
        raise problem(Place(shown_path(path)), f"cannot be read: {error.strerror}") from None


def read_text(path: Path) -> str:
    """Return the text of a plain UTF-8 file of bounded size. Raises Problems."""
    return decode(read_bytes(path), shown_path(path))


def shown_path(path: Path) -> str:
    """Return the path as a person would name it: from the current folder if it lies below, else whole."""
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def read_file(path: Path, kind: type[Value]) -> Value:
    """Return what one YAML file holds as a value of `kind`, with the file's name as its id. Raises Problems."""
    file = shown_path(path)
    file_id = path.stem
    if not is_id(file_id):
        raise problem(Place(file), f"'{file_id}' cannot be an id", "name the file in small letters, digits and hyphens")
    return read(kind, read_nodes(read_bytes(path), file), file_id)


def read_waivers(root: Path) -> dict[str, models.Waiver]:
    """Return the waivers of a content folder by id: none if it has no waivers.yaml. Raises Problems."""
    path = root / "waivers.yaml"
    return _read_entries(path, models.Waiver, "reason") if path.exists() else {}


def _read_entries(path: Path, kind: type[Value], key: str) -> dict[str, Value]:
    """Return a file whose keys are ids, each over a value of `kind`; `key` is one that every entry has."""
    from generator.library.nodes import Mapping as Group

    findings = Findings()
    entries: dict[str, Value] = {}
    for name, (place, node) in read_nodes(read_bytes(path), shown_path(path)).entries.items():
        if not is_id(name):
            findings.add(place, f"'{name}' cannot be an id", "use small letters, digits and hyphens")
        elif not isinstance(node, Group):
            findings.add(place, f"'{name}' must be followed by a line '{key}: ...'")
        else:
            with findings.collect():
                entries[name] = read(kind, node)
    findings.raise_if_any()
    return entries


RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))})


def is_id(word: str) -> bool:
    """Tell whether a word can be an id, and so a file name on every system (Windows keeps a few for itself)."""
    return bool(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?", word)) and word not in RESERVED
