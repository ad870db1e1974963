"""Paths of finished files, folders and kits -> what was proved, and what is wrong.

A kit, zipped or not, is also held against the SHA-256 sums of its manifest.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.inspecting import inspect
from generator.pixels import prove_pixels
from generator.problems import Place, Problem
from generator.proving import prove, read_ledger
from generator.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.models import Contact

LARGEST_MEMBER = 512 * 1024 * 1024  # bytes that one file of a zip may unpack to


def verify_paths(paths: Iterable[Path], contacts: Mapping[str, Contact], fonts: Mapping[str, Path]) -> tuple[list[str], list[Problem]]:
    """Return the names of the files that are right, and the problems of those that are not. `fonts` are font files by name."""
    proved: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        files = 0
        for name, data, bad in _files(path):
            files += 1
            found = [*bad]
            if data:
                found += _looked_at(data, contacts, fonts, name) if name.lower().endswith(".pdf") else _check_manifest(name, data, path)
            problems.extend(found)
            if not found:
                proved.append(name)
        if not files:
            problems.append(Problem(Place(str(path)), "there is no PDF, kit or manifest here", "name a PDF, a folder or a kit's zip"))
    return proved, problems


def _looked_at(data: bytes, contacts: Mapping[str, Contact], fonts: Mapping[str, Path], name: str) -> Iterator[Problem]:
    yield from prove(data, contacts, name)
    with suppress(Unreadable):  # that was said already
        document = ReadBack(data)
        ledger = read_ledger(document.keywords)
        if ledger and not ledger.tiled:  # a digit may lie across two tiles
            yield from prove_pixels(document, fonts, name)
    yield from inspect(data, name)


def _files(path: Path) -> Iterator[tuple[str, bytes, list[Problem]]]:
    """Yield each PDF and manifest at a path: its name, its bytes, and what kept it from being read."""
    if path.is_dir():
        for inside in sorted(path.rglob("*")):
            if inside.suffix in (".pdf", ".zip") or inside.name == "manifest.json":
                yield from _files(inside)
    elif path.suffix == ".zip":
        yield from _members(path)
    elif path.suffix == ".pdf" or path.name == "manifest.json":
        try:
            yield str(path), path.read_bytes(), []
        except OSError as error:
            yield f"{path}", b"", [Problem(Place(str(path)), f"cannot be read: {error.strerror}")]


def _members(path: Path) -> Iterator[tuple[str, bytes, list[Problem]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            sums: dict[str, str] = {}
            for entry in archive.infolist():
                if entry.file_size > LARGEST_MEMBER:
                    yield f"{path}/{entry.filename}.txt", b"", [Problem(Place(str(path)), f"'{entry.filename}' unpacks to too much")]
                elif entry.filename.endswith("manifest.json"):
                    sums = _sums(archive.read(entry))
            held = {entry.filename.split("/", 1)[-1] for entry in archive.infolist()}
            for missing in sorted(set(sums) - held):
                yield f"{path}", b"", [Problem(Place(str(path)), f"the file '{missing}' is missing")]
            for entry in archive.infolist():
                if entry.file_size > LARGEST_MEMBER or entry.filename.endswith("manifest.json"):
                    continue
                data = archive.read(entry)
                name = f"{path}/{entry.filename}"
                bad = _compare(name, data, sums.get(entry.filename.split("/", 1)[-1]))
                if entry.filename.endswith(".pdf") or bad:
                    yield name, data if entry.filename.endswith(".pdf") else b"", bad
    except (zipfile.BadZipFile, OSError) as error:
        yield f"{path}", b"", [Problem(Place(str(path)), f"this zip cannot be read: {error}")]


def _sums(manifest: bytes) -> dict[str, str]:
    try:
        return {name: entry["sha256"] for name, entry in json.loads(manifest)["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _compare(name: str, data: bytes, wanted: str | None) -> list[Problem]:
    if wanted is None:
        return [Problem(Place(name), "the kit's manifest does not name this file")]
    if hashlib.sha256(data).hexdigest() != wanted:
        return [Problem(Place(name), "this file is not the one that the kit's manifest describes", "pack the kit again")]
    return []


def _check_manifest(name: str, data: bytes, path: Path) -> Iterator[Problem]:
    """Yield what an unpacked kit's manifest says that the folder does not keep. Other files have nothing to check."""
    if not name.endswith("manifest.json") or path.suffix == ".zip":
        return
    folder = Path(name).parent
    sums = _sums(data)
    if not sums:
        yield Problem(Place(name), "this manifest cannot be read")
    for stranger in sorted(folder.rglob("*.pdf")):
        if stranger.relative_to(folder).as_posix() not in sums:
            yield Problem(Place(str(stranger)), "the kit's manifest does not name this file")
    for file, wanted in sums.items():
        inside = folder / file
        if not inside.is_file():
            yield Problem(Place(name), f"the file '{file}' is missing")
        else:
            yield from _compare(str(inside), inside.read_bytes(), wanted)
