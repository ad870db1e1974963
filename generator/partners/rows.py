"""A row of a table -> the partner that it describes, and what is made for them.

A row becomes the same nodes as a partner's file and is judged by the same reader, so a cell may hold what a key may hold.
What spreadsheets do to numbers and days is undone where that is safe, and refused where it is not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from generator.foundation.files import is_id
from generator.foundation.problems import Findings, Place, Problem, Problems, did_you_mean, printable
from generator.library.models import Partner
from generator.library.nodes import Group, Node, Scalar, Series
from generator.library.partners import joined, settled
from generator.library.values import read
from generator.looks.theme_files import in_their_colour
from generator.partners.tables import AS_TEXT, Table, read_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from generator.library.library import Library
    from generator.looks.theme import Theme

OWN_COLUMNS = ("folder", "name", "line", "address", "web", "logo", "accent", "participants", "lang")
# The keys of a local contact that have a column; `source` is the address, and `read_on` is the day it was read.
CONTACT_COLUMNS = (
    *("name", "voice", "call_for", "purposes", "source", "read_on", "verify_by", "short", "operator", "hours", "languages", "web"),
    *("dialled_on", "dialled_by", "near", "same_as", "seen", "order"),
)
NEEDED_COLUMNS = ("call_for", "purposes", "source", "read_on")
CONTACT = re.compile(r"(contact[2-5]?)_(\w+)")
EXAMPLE = {
    "name": "Harbor House",
    "line": "A shelter for all of Cook County",
    "address": "120 Lake Street, Chicago",
    "web": "harborhouse.example.org",
    "accent": "#7a1f3d",
    "participants": "25",
    "lang": "en",
    "contact_name": "Harbor House advocate",
    "contact_voice": "1-312-555-0142",
    "contact_call_for": "A bed tonight, an advocate",
    "contact_purposes": "trafficking-help",
    "contact_source": "https://harborhouse.example.org/contact",
    "contact_read_on": "2026-11-24",
}
STAYS_FRESH = timedelta(days=182)  # after which a number is to be looked at again, where the row names no day
MOST_PARTICIPANTS = 5000
TOGETHER = "together"  # the folder of the files that bind the pieces of all partners; no partner's
LONGEST_FOLDER = 30  # letters of a folder that is named after its partner; a contact's name begins with it


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A row: its number, the partner, for how many people, and in which languages; 0 and () where it does not say."""

    number: int
    partner: Partner
    participants: int = 0
    languages: tuple[str, ...] = ()


def template() -> str:
    """Return the first two lines of a table: its columns, and an example."""
    columns = [*OWN_COLUMNS, *(f"contact_{key}" for key in CONTACT_COLUMNS[:7])]
    cells = [EXAMPLE.get(column, "") for column in columns]
    return ",".join(columns) + "\n" + ",".join(f'"{cell}"' if "," in cell else cell for cell in cells) + "\n"


def read_rows(path: Path) -> Table:
    """Return a table of partners whose columns are known. Raises Problems."""
    return read_table(path, _is_column, (*OWN_COLUMNS, *(f"contact_{key}" for key in CONTACT_COLUMNS)), needed=("name",))


def _is_column(column: str) -> bool:
    told = CONTACT.fullmatch(column)
    return column in OWN_COLUMNS or (told is not None and told.group(2) in CONTACT_COLUMNS)


def check_rows(table: Table, library: Library, languages: Collection[str], folder: Path, theme: Theme) -> None:
    """Look at every row before anything is made. `folder` is where logos lie; accents are judged in this theme.

    Raises Problems with everything that is wrong in any row, with its row and column: what one partner's file may not hold
    either, and two partners in one folder.
    """
    findings = Findings()
    folders: dict[str, int] = {}
    logos: dict[str, Problems | None] = {}
    accents: set[str] = set()
    for number, cells in table.rows:
        with findings.collect():
            row = row_of(table, number, cells, languages)
            first = folders.setdefault(row.partner.id, number)
            if first != number:
                findings.add(
                    table.place(number, "folder"), "E672", f"the folder '{row.partner.id}' is also that of row {first}", "give one of them another 'folder'"
                )
            joined(library, row.partner)
            if isinstance(row.partner.logo, str):
                _check_logo(row.partner.logo, folder, table.place(number, "logo"), logos)
            if isinstance(row.partner.accent, str) and row.partner.accent not in accents:
                in_their_colour(theme, changed(row.partner, place=table.place(number, "accent")))
                accents.add(row.partner.accent)
    if findings.found:
        raise with_cells(Problems(findings.found), table)


def _check_logo(name: str, folder: Path, place: Place, seen: dict[str, Problems | None]) -> None:
    """Look at a logo once, however many rows name it."""
    from generator.markup.elements import Element
    from generator.typesetting.logos import logo

    if name not in seen:
        seen[name] = None
        try:
            logo(Element("image", MappingProxyType({"file": name}), place, ()), 100, 100, folder)
        except Problems as problems:
            seen[name] = problems
    if (wrong := seen[name]) is not None:
        raise Problems(changed(one, place=place) for one in wrong.problems)


def row_of(table: Table, number: int, cells: tuple[str, ...], languages: Collection[str]) -> PartnerRow:
    """Return what a row says. Raises Problems."""
    findings = Findings()
    given = {column: cell for column, cell in zip(table.columns, cells, strict=True) if column and cell}
    place = Place(table.file, number)
    if "name" not in given:
        findings.add(table.place(number, "name"), "E656", "the cell 'name' is empty")
    participants = given.pop("participants", "")
    if participants and not (participants.isascii() and participants.isdigit() and 1 <= int(participants[:6]) <= MOST_PARTICIPANTS):
        findings.add(
            table.place(number, "participants"),
            "E670",
            f"there cannot be '{printable(participants)}' participants",
            f"wanted: a number from 1 to {MOST_PARTICIPANTS}",
        )
    wanted = tuple(dict.fromkeys(re.split(r"[ ,;]+", given.pop("lang", "").strip()))) if "lang" in given else ()
    for language in wanted:
        if any(code not in languages for code in language.split("+")):
            findings.add(table.place(number, "lang"), "E601", f"there is no language '{printable(language)}'", did_you_mean(language, languages))
    folder = folder_of(table, cells)
    given.pop("folder", "")
    if not is_id(folder) and given.get("name"):
        hint = "use small letters, digits and hyphens, at most 40" if "folder" in table.columns else "add a column 'folder' with a short name in small letters"
        findings.add(table.place(number, "folder"), "E671", f"'{printable(folder)}' cannot be a folder's name", hint)
    elif folder == TOGETHER:
        hint = "give this partner another 'folder'" if "folder" in table.columns else "add a column 'folder' with another name for this partner"
        findings.add(table.place(number, "folder"), "E676", f"the folder '{TOGETHER}' is for files that bind the pieces of all partners", hint)
    node = _partner_node(table, number, given, findings)
    findings.raise_if_any()
    partner = settled(read(Partner, Group(place, node), folder))
    return PartnerRow(number, partner, int(participants or 0), wanted)


def folder_of(table: Table, cells: tuple[str, ...]) -> str:
    """Return the name of a row's folder: what it says, or else one made of the partner's name."""
    given = dict(zip(table.columns, cells, strict=True))
    return given.get("folder") or folder_for(given.get("name", ""))


def folder_for(name: str) -> str:
    """Return a folder's name made of a partner's: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:LONGEST_FOLDER].strip("-")


def _partner_node(table: Table, number: int, given: dict[str, str], findings: Findings) -> dict[str, tuple[Place, Node]]:
    entries: dict[str, tuple[Place, Node]] = {}
    contacts: dict[str, dict[str, str]] = {}
    for column, cell in given.items():
        place = table.place(number, column)
        if told := CONTACT.fullmatch(column):
            contacts.setdefault(told.group(1), {})[told.group(2)] = cell
        else:
            entries[column] = (place, Scalar(place, cell))
    if contacts:
        place = Place(table.file, number)
        nodes: dict[str, tuple[Place, Node]] = {}
        for name, keys in sorted(contacts.items()):
            nodes[name] = (place, _contact_node(table, number, name, keys, given.get("name", ""), findings))
        entries["contacts"] = (place, Group(place, nodes))
    return entries


def _contact_node(table: Table, number: int, name: str, keys: dict[str, str], partner: str, findings: Findings) -> Node:
    """Return the node of a local contact; what follows from the rest of the row need not be written."""
    for key in NEEDED_COLUMNS:
        if key not in keys:
            place, hint = table.place(number, f"{name}_{key}"), "a local contact needs a reason to call, a purpose, a source and the day it was read"
            if f"{name}_{key}" in table.columns:
                findings.add(place, "E656", f"the cell '{name}_{key}' is empty", hint)
            else:
                findings.add(place, "E655", f"the column '{name}_{key}' is missing", hint)
    told = {"name": partner, "operator": partner, "seen": "operator", **keys}
    told.setdefault("short", told["name"])
    row = Place(table.file, number)
    places = {key: table.place(number, f"{name}_{key}") if key in keys else row for key in told}
    if "voice" in told:
        told["voice"] = dialled_form(told["voice"])
    for key in ("read_on", "verify_by", "dialled_on"):
        if key in told and (meant := spoilt_day(told[key])):
            findings.add(places[key], "E669", f"a spreadsheet turned a day into '{printable(told[key])}'", f"{AS_TEXT}, as {meant}")
    if "verify_by" not in told and re.fullmatch(r"\d{4}-\d\d-\d\d", told.get("read_on", "")):
        told["verify_by"] = _later(told["read_on"])
    places.setdefault("verify_by", row)
    return Group(row, {key: (places[key], _key_node(key, text, places[key], told)) for key, text in told.items()})


def _key_node(key: str, text: str, place: Place, told: dict[str, str]) -> Node:
    """Return the node of a key: some cells hold several words, and a source is more than its address."""
    if key in ("purposes", "near"):
        return Series(place, tuple(Scalar(place, word) for word in re.split(r"[ ,;]+", text) if word))
    if key == "source":
        source = {"title": told["name"], "address": text, "read_on": told.get("read_on", "")}
        return Group(place, {part: (place, Scalar(place, value)) for part, value in source.items() if value})
    return Scalar(place, text)


def dialled_form(cell: str) -> str:
    """Return a North American number as the registry writes it, from any way in which people write one; all else as it is."""
    if not re.fullmatch(r"\+?[\d ().\-/\u2010-\u2013]+(\.0)?", cell):
        return cell
    digits = re.sub(r"\D", "", cell.removesuffix(".0"))
    if cell.startswith("+"):
        return f"+{digits}"
    if len(digits) == 10:
        return f"+1{digits}"
    if len(digits) == 11 and digits.startswith("1"):
        return f"+{digits}"
    return digits if len(digits) == 3 else cell


def spoilt_day(cell: str) -> str:
    """Return how a day should be written if a spreadsheet has rewritten it, else ""."""
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}", cell):
        return "2026-11-24 is: year, month, day"
    if re.fullmatch(r"[345]\d{4}", cell):
        return str(date(1899, 12, 30) + timedelta(days=int(cell)))
    return ""


def _later(day: str) -> str:
    try:
        return str(date.fromisoformat(day) + STAYS_FRESH)
    except ValueError:
        return day  # the reader says that there is no such day


def _with_cell(one: Problem, table: Table) -> Problem:
    """Return a problem whose hint also says where a person finds it in the spreadsheet."""
    if one.place.file != table.file or not one.place.column:
        return one
    where = f"cell {table.cell_name(one.place)}, '{table.columns[one.place.column - 1]}'"
    return changed(one, hint=f"{one.hint}; {where}" if one.hint else where)


def with_cells(problems: Problems, table: Table) -> Problems:
    """Return the same problems, those of a cell with its name."""
    return Problems(_with_cell(one, table) for one in problems.problems)
