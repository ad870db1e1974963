"""A content folder -> its Library, as an earlier run read and judged it, if no byte of it has changed since.

What is kept is the values, not the judgement: content with a problem in it is never kept.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from generator.foundation.cache import kept_folder, key_of, read_kept, store
from generator.foundation.files import shown_path, strangers, yaml_files
from generator.library.library import Library
from generator.library.read import FOLDERS, VOCABULARIES, read_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def compiled_library(root: Path) -> Library:
    """Return the Library of a content folder, as `read_library` does. Raises Problems."""
    if kept_folder() is None or not root.is_dir():
        return read_library(root)
    key = key_of("library", shown_path(root), list(_sums(root)))
    data = read_kept("library", key)
    if data is not None:
        with suppress(msgspec.MsgspecError):
            kept = _parts(msgspec.msgpack.decode(data, type=Library))
            return Library(**{name: MappingProxyType(values) for name, values in kept.items()})
    library = read_library(root)
    store("library", key, msgspec.msgpack.encode({name: dict(values) for name, values in _parts(library).items()}))
    return library


def _parts(library: Library) -> dict[str, Any]:
    return {field.name: getattr(library, field.name) for field in fields(library)}


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
