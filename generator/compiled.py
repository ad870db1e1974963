"""A content folder -> its Library, as an earlier run read and judged it, if no byte of it has changed since.

What is kept is the values, not the judgement: content with a problem in it is never kept.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from generator import models  # noqa: TC001 - msgspec reads the types
from generator.kept import keep, kept_folder, key_of, read_kept
from generator.library import FOLDERS, VOCABULARIES, Library, read_library, shown_path, strangers, yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Stored(msgspec.Struct, frozen=True):
    """A Library as it is kept."""

    agencies: dict[str, models.Agency]
    audiences: dict[str, models.Audience]
    contacts: dict[str, models.Contact]
    guidance: dict[str, models.Guidance]
    kits: dict[str, models.Kit]
    quizzes: dict[str, models.Quiz]
    topics: dict[str, models.Word]
    purposes: dict[str, models.Word]


def compiled_library(root: Path) -> Library:
    """Return the Library of a content folder, as `read_library` does. Raises Problems."""
    if kept_folder() is None or not root.is_dir():
        return read_library(root)
    key = key_of("library", shown_path(root), list(_sums(root)))
    data = read_kept("library", key)
    if data is not None:
        with suppress(msgspec.MsgspecError):
            stored = msgspec.msgpack.decode(data, type=Stored)
            return Library(**{field.name: MappingProxyType(getattr(stored, field.name)) for field in fields(Library)})
    library = read_library(root)
    keep("library", key, msgspec.msgpack.encode(Stored(**{field.name: dict(getattr(library, field.name)) for field in fields(Library)})))
    return library


def _sums(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the sum of every file that the content is read from, or that is in the way."""
    for folder in FOLDERS:
        for path in (*yaml_files(root / folder), *strangers(root / folder)):
            yield f"{folder}/{path.name}", _sum(path)
    for name in VOCABULARIES:
        yield name, _sum(root / f"{name}.yaml")


def _sum(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "none"  # read_library says what is wrong with it; what is wrong is not kept
    return hashlib.sha256(path.read_bytes()).hexdigest()
