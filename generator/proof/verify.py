"""Paths of finished files, folders and kits -> what was proved, and what is wrong.

A kit, zipped or not, is also held against the SHA-256 sums of its manifest.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.foundation.problems import Place, Problem, printable
from generator.proof.finished import files_below, is_manifest, is_pdf, is_zip, pdfs_below
from generator.proof.foreign import MOST_PAGES, foreign_to_us
from generator.proof.ledgers import read_ledger
from generator.proof.listener import inspect
from generator.proof.manifests import check_numbers, numbers_listed
from generator.proof.pixels import prove_pixels
from generator.proof.prove import prove, prove_places
from generator.proof.readback import ReadBack, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.library.models import Contact

MB = 1024 * 1024
LARGEST_FINISHED = 64 * MB  # bytes of a PDF, packed or not; the largest that is made has one
LARGEST_ZIP = 512 * MB  # bytes that a kit may unpack to
LARGEST_MANIFEST = MB
MOST_MEMBERS = 2_000
LONGEST_LEDGER = 10_000  # letters of its list of contacts; a file that binds many pieces has as many more for each page
MOST_LEDGER = 600
NOT_OURS = "no file of makecards has it: do not hand it out"


def verify_paths(paths: Iterable[Path], contacts: Mapping[str, Contact], fonts: Mapping[str, Path], *, pixels: bool = True) -> tuple[list[str], list[Problem]]:
    """Return the names of the files that are right, and the problems of those that are not. `fonts` are font files by name.

    Without `pixels` numbers are read as text alone, which is many times as fast.
    """
    proved: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        files = 0
        for name, data, bad in _files(path):
            files += 1
            found = [*bad]
            if data:
                found += _looked_at(data, contacts, fonts, name, pixels=pixels) if is_pdf(name) else _check_manifest(name, data, path)
            problems.extend(found)
            if not found:
                proved.append(name)
        if not files:
            problems.append(Problem(Place(str(path)), "E850", "there is no PDF, kit or manifest here", "name a PDF, a folder or a kit's zip"))
    return proved, problems


def _looked_at(data: bytes, contacts: Mapping[str, Contact], fonts: Mapping[str, Path], name: str, *, pixels: bool) -> list[Problem]:
    """Return what is wrong with a PDF, whatever is in it."""
    try:
        document = ReadBack(data)
        keywords, longest = document.keywords, LONGEST_LEDGER + MOST_LEDGER * min(len(document), MOST_PAGES)
    except Unreadable as error:
        return [Problem(Place(name), "E801", f"this PDF cannot be opened: {error}")]
    try:
        foreign = "its list of contacts is too long" if len(keywords) > longest else foreign_to_us(data)
        if foreign:
            return [Problem(Place(name), "E858", f"this PDF is not looked at: {foreign}", NOT_OURS)]
        return list(_proved(data, contacts, fonts, name, pixels=pixels))
    except Exception as error:  # noqa: BLE001 - two libraries raise many kinds for a broken PDF; all mean the same to the reader
        return [Problem(Place(name), "E802", f"this PDF is damaged: {printable(str(error) or type(error).__name__, 200)}", "make it again")]


def _proved(data: bytes, contacts: Mapping[str, Contact], fonts: Mapping[str, Path], name: str, *, pixels: bool) -> Iterator[Problem]:
    yield from prove(data, contacts, name, codes=pixels)
    document = ReadBack(data)
    ledger = read_ledger(document.keywords)
    if ledger and not ledger.tiled:  # a digit may lie across two tiles
        if pixels:
            yield from prove_pixels(document, fonts, name)
        yield from prove_places(document, ledger, contacts, name)
    yield from inspect(data, name)


def _files(path: Path) -> Iterator[tuple[str, bytes, list[Problem]]]:
    """Yield each PDF and manifest at a path: its name, its bytes, and what kept it from being read."""
    if path.is_dir():
        for inside in files_below(path):
            yield from _files(inside)
    elif is_zip(path.name):
        yield from _members(path)
    elif is_pdf(path.name) or path.name.lower() == "manifest.json":
        try:
            data = _plain(path)
            yield str(path), data, [] if data else [Problem(Place(str(path)), "E004", "this file is empty")]
        except OSError as error:
            yield f"{path}", b"", [Problem(Place(str(path)), "E024", f"cannot be read: {error.strerror}")]


def _plain(path: Path) -> bytes:
    """Return what a plain file holds. Raises OSError for a pipe, a device, and what is too large."""
    if not path.is_file():
        raise OSError(0, "this is not a plain file")
    if path.stat().st_size > LARGEST_FINISHED:
        raise OSError(0, f"it has {path.stat().st_size:,} bytes; {LARGEST_FINISHED:,} are allowed")
    return path.read_bytes()


def _members(path: Path) -> Iterator[tuple[str, bytes, list[Problem]]]:
    try:
        if not path.is_file():
            raise OSError(0, "this is not a plain file")
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if wrong := _wrong_members(entries):
                yield f"{path}", b"", [Problem(Place(str(path)), "E852", f"this zip is not unpacked: {wrong}", "no kit of makecards is like this")]
                return
            manifest = next((archive.read(entry) for entry in entries if is_manifest(entry.filename)), b"")
            sums, listed = _sums(manifest), numbers_listed(manifest)
            held = {entry.filename.split("/", 1)[-1] for entry in entries}
            for missing in sorted(set(sums) - held):
                yield f"{path}", b"", [Problem(Place(str(path)), "E854", f"the file '{printable(missing)}' is missing")]
            for entry in entries:
                if is_manifest(entry.filename):
                    continue
                data = archive.read(entry)
                name = f"{path}/{entry.filename}"
                inside = entry.filename.split("/", 1)[-1]
                bad = _compare(name, data, sums.get(inside)) or list(check_numbers(name, data, listed.get(inside)))
                if is_pdf(name) or bad:
                    yield name, data if is_pdf(name) else b"", bad
    except Exception as error:  # noqa: BLE001 - zipfile raises many kinds for a broken, locked or strangely packed zip
        yield f"{path}", b"", [Problem(Place(str(path)), "E851", f"this zip cannot be read: {printable(str(error) or type(error).__name__, 200)}")]


def _wrong_members(entries: list[zipfile.ZipInfo]) -> str:
    """Return why a zip should not be unpacked: names that lead elsewhere or stand there twice, locks, and bombs; "" if it may be."""
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > LARGEST_ZIP:
        return f"it holds {len(entries):,} files of {sum(entry.file_size for entry in entries):,} bytes"
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _leaves(name):
            return f"'{printable(name)}' leads out of it"
        if name.casefold() in seen:
            return f"'{printable(name)}' stands in it twice"
        if entry.flag_bits & 1:
            return f"'{printable(name)}' is locked"
        if entry.file_size > (LARGEST_MANIFEST if is_manifest(name) else LARGEST_FINISHED):
            return f"'{printable(name)}' unpacks to {entry.file_size:,} bytes"
        seen.add(name.casefold())
    return ""


def _leaves(name: str) -> bool:
    """Tell whether a name could lead out of its folder, on any system."""
    return "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/") or not name.isprintable()


def _sums(manifest: bytes) -> dict[str, str]:
    try:
        return {name: entry["sha256"] for name, entry in json.loads(manifest)["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _compare(name: str, data: bytes, wanted: str | None) -> list[Problem]:
    if wanted is None:
        return [Problem(Place(name), "E855", "the kit's manifest does not name this file")]
    if hashlib.sha256(data).hexdigest() != wanted:
        return [Problem(Place(name), "E856", "this file is not the one that the kit's manifest describes", "pack the kit again")]
    return []


def _check_manifest(name: str, data: bytes, path: Path) -> Iterator[Problem]:
    """Yield what an unpacked kit's manifest says that the folder does not keep. Other files have nothing to check."""
    if not is_manifest(name) or is_zip(path.name):
        return
    folder = Path(name).parent
    sums, listed = _sums(data), numbers_listed(data)
    if not sums:
        yield Problem(Place(name), "E853", "this manifest cannot be read")
    for stranger in pdfs_below(folder):
        if stranger.relative_to(folder).as_posix() not in sums:
            yield Problem(Place(str(stranger)), "E855", "the kit's manifest does not name this file")
    for file, wanted in sums.items():
        inside = folder / file
        if _leaves(file):
            yield Problem(Place(name), "E857", f"this manifest names '{printable(file)}', which leads out of the kit")
        elif not inside.is_file():
            yield Problem(Place(name), "E854", f"the file '{printable(file)}' is missing")
        else:
            try:
                held = _plain(inside)
                yield from _compare(str(inside), held, wanted) or check_numbers(str(inside), held, listed.get(file))
            except OSError as error:
                yield Problem(Place(str(inside)), "E024", f"cannot be read: {error.strerror}")
