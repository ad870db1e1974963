"""The project's own content -> one JSON file from which every program in the comparison makes the same pages.

Run: python bench/data.py FILE.json [COUNT] [--codes]. COUNT is how many partners it has for the personalised pages; with
--codes it has the modules of their QR codes, for a program that can draw one and not make one. What stands on a card is read from our own finished card, so that a point that gave way to a partner's name is missing everywhere.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.foundation.addresses import full_address, qr_address
from generator.foundation.files import shipped
from generator.foundation.problems import Place
from generator.imposition.impose import Card, impose
from generator.languages.dates import day_in_words
from generator.library.models import Contact, Partner, Source, TextChannel
from generator.library.numbers import shown_number
from generator.library.partners import joined
from generator.library.read import read_library
from generator.library.selection import Part, Selection, Told, by_site, select
from generator.looks.fonts import font_path
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.making.shop import Shop
from generator.markup.layouts import find_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.markup.elements import Element

AUDIENCE = "law-enforcement"
# Valid codes of areas; 555-0100 to 555-0199 are kept for fiction in each of them.
AREAS = (205, 212, 213, 214, 215, 216, 303, 305, 312, 313, 314, 404, 415, 503, 504, 505, 512, 602, 612, 617, 702, 713, 801, 901, 907)
TOWNS = ("Ashford", "Brookfield", "Clayton", "Dunmore", "Easton", "Fairview", "Glenwood", "Harlan", "Irvington", "Jasper", "Kenton", "Linden")
HOUSES = ("Harbor House", "Safe Passage", "Open Door", "New Dawn", "River Shelter", "Lantern Center", "Bridge House", "Maple Refuge")
CREDIT = "The list of agencies was compiled by Mission 89. Made with makecards; the text is free to share with credit (CC BY 4.0)."
READ_ON = "2026-11-24"


def records(count: int) -> list[dict[str, str]]:
    """Return `count` made-up partners, each with a name, a line, a local contact and a web address of its own."""
    found = []
    for number in range(count):
        house, town = HOUSES[number % len(HOUSES)], TOWNS[number // len(HOUSES) % len(TOWNS)]
        voice = f"+1{AREAS[number // 100 % len(AREAS)]}55501{number % 100:02d}"
        letters = "".join(chr(ord("a") + number // 26**place % 26) for place in (3, 2, 1, 0))  # digits in a name could be taken for a short code
        web = f"{letters}.example.org"
        found.append(
            {
                "id": f"p-{letters}",
                "name": f"{house} {town} {letters.upper()}",
                "line": f"A shelter and a day center for all of {town} County",
                "web": web,
                "qr": qr_address(web),
                "contact": f"{house} advocate, {town}",
                "short": f"{town} advocate",
                "call_for": "A bed tonight, an advocate, a ride",
                "hours": "24/7",
                "voice": voice,
                "number": shown_number(voice),
            }
        )
    return found


def partner_of(record: dict[str, str]) -> Partner:
    """Return a made-up partner as the program knows partners."""
    place = Place("partners.csv")
    contact = Contact(
        place=place,
        id=f"{record['id']}-line",
        name=record["contact"],
        short=record["short"],
        operator=record["name"],
        purposes=("trafficking-help",),
        order="100",
        voice=record["voice"],
        web=record["web"],
        hours=record["hours"],
        call_for=record["call_for"],
        source=Source(place=place, title="Contact page", address=f"https://{record['web']}/contact", read_on=READ_ON),
        seen="operator",
        read_on=READ_ON,
        verify_by="2027-05-24",
        partner=record["id"],
    )
    return Partner(place=place, id=record["id"], name=record["name"], line=record["line"], web=record["web"], contacts={contact.id: contact})


def bench_layouts(folder: Path) -> Path:
    """Fill a folder with the shipped layouts and those of the measurements, and return it."""
    for path in shipped("layouts").iterdir():
        if path.is_dir():
            (folder / path.name).symlink_to(path, target_is_directory=True)
        else:
            copyfile(path, folder / path.name)
    for path in (Path(__file__).parent / "layouts").iterdir():
        copyfile(path, folder / path.name)
    return folder


def export(count: int, *, codes: bool = False) -> dict[str, Any]:
    """Return everything that a program needs to make the pages for the police, and those of `count` partners."""
    shop = Shop(read_library(shipped("content")), shipped("layouts"))
    people = records(count)
    sample = partner_of(records(1)[0])
    theirs = replace(shop, library=joined(shop.library, sample), partner=sample, themes={})
    theme = shop.looks("plain")
    with TemporaryDirectory() as folder:
        coded = replace(theirs, layouts=bench_layouts(Path(folder)), themes={})
        cards = {"card": _card(shop, "wallet-card"), "personal_card": _card(theirs, "wallet-card"), "personal_card_qr": _card(coded, "wallet-card-qr")}
    return {
        "fonts": {name: str(font_path(file, shop.layouts / "themes", theme.place)) for name, file in _font_files(shop).items()},
        "family": "Atkinson Hyperlegible",
        "colours": dict(theme.colours),
        "styles": {medium: {role: _style(style) for (of, role), style in theme.styles.items() if of == medium} for medium in ("page", "card")},
        "sheet": _sheet(shop),
        **cards,
        "handout": _handout(shop),
        "guide": _guide(shop),
        "codes": {address: _matrix(address) for address in [_lead_code(shop), *(record["qr"] for record in people if codes)]},
        "records": people,
    }


def _font_files(shop: Shop) -> dict[str, str]:
    return {name: f"fontpkg_atkinson_hyperlegible/files/AtkinsonHyperlegible-{name.title()}.ttf" for name in ("regular", "bold", "italic")}


def _style(style: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(style).items() if name not in ("role", "italic", "balanced")}


def _matrix(address: str) -> list[str]:
    """Return a QR code's modules, a row a text: "1" is dark. The same as ours: level M, the mask that is best."""
    import segno

    return ["".join("1" if module else "0" for module in row) for row in segno.make_qr(address, error="m", boost_error=False).matrix]


def _lead(selection: Selection) -> Contact:
    return selection.contacts[0]


def _lead_code(shop: Shop) -> str:
    return qr_address(str(_lead(select(shop.library, shop.library.audiences[AUDIENCE])).web))


def _sheet(shop: Shop) -> dict[str, Any]:
    """Return the sheet of cards: sizes and ticks in points from the top left corner, and what stands in its margin."""
    sheet = shop.sheet("avery-5371")
    layout = find_layout(shop.layouts, "wallet-card")
    front, back = impose(layout.size, [Card(0, 1)], sheet, copies=None, flip="long").runs[0].sides
    assert [tick.x for tick in front.ticks] == [tick.x for tick in back.ticks], "the grid lies in the middle of the paper: both sides have the same ticks"
    return {
        "paper": [sheet.paper_size.width, sheet.paper_size.height],
        "card": [layout.size.width, layout.size.height],
        "padding": [4 * 72 / 25.4, 3.4 * 72 / 25.4],  # side, top: the theme's look of a card's face
        "columns": sheet.columns,
        "cells": [[cell.x, cell.y] for cell in sheet.cells],
        "ticks": [[tick.x, tick.y, tick.to_x, tick.to_y] for tick in front.ticks],
        "notes": ["Print at 100 %, two-sided, flip on the long edge.", f"wallet-card · Law enforcement · {sheet.name}"],
        "qr": 16.5 * 72 / 25.4,
    }


def _card(shop: Shop, layout: str) -> dict[str, Any]:
    """Return the words of a card as they stand on it."""
    piece = lay_out_piece(shop, Order(AUDIENCE, layout))
    front, back = [part for part in piece.page.walk() if part.tag == "face"]
    by_role: dict[str, list[Element]] = {}
    for part in front.walk():
        by_role.setdefault(part.get("role") or part.tag, []).append(part)
    label, code = by_role["label"][0], next(part for part in by_role["label"][0].walk() if part.tag == "phone")
    chapters: list[dict[str, Any]] = []
    never: list[str] = []
    for part in back.walk():
        if part.tag == "heading":
            chapters.append({"heading": part.text(), "points": []})
        elif part.tag == "item":
            chapters[-1]["points"].append(part.text())
    for part in back.walk():
        if part.tag == "list" and part.get("role") == "never":
            never = [item.text() for item in part.walk() if item.tag == "item"]
    chapters[-1]["points"] = [point for point in chapters[-1]["points"] if point not in never]
    rows = [row for row in front.walk() if row.tag == "row"]
    pairs = [[cell.text().strip() for cell in row.walk() if cell.tag == "cell"] for row in rows]
    return {
        "title": by_role["title"][0].text(),
        "lead": by_role["lead"][0].text(),
        "label": label.text().removesuffix(code.text()).strip(),
        "code": code.text(),
        "number": by_role["number1"][0].text(),
        "danger": pairs[0],
        "rows": pairs[1:],
        "chapters": chapters,
        "never": never[0],
        "small": [part.text() for part in back.walk() if part.tag == "para" and part.get("role") == "small"],
    }


def _handout(shop: Shop) -> dict[str, Any]:
    audience = shop.library.audiences[AUDIENCE]
    selection = select(shop.library, audience)
    lead = _lead(selection)
    printed: list[Told] = [told for part in selection.parts if part.role != "agencies" for told in part.points]
    agencies = selection.part("agencies")
    assert agencies is not None
    printed += [group.points[0] for group in agencies.agencies]
    others = [contact for contact in selection.contacts if contact.id != lead.id and contact.voice != "911"]
    return {
        "kicker": audience.name,
        "title": audience.title,
        "lead": audience.intro,
        "for": audience.written_for,
        "urgent": [audience.urgent, "911"],
        "hotline": {
            "name": lead.name,
            "number": shown_number(str(lead.voice)),
            "text": lead.text.to,  # type: ignore[union-attr]
            "vanity": lead.text.vanity,  # type: ignore[union-attr]
            "tty": lead.tty,
            "notes": [f"{lead.call_for}. {lead.hours}.", f"{lead.languages}."],
            "web": lead.web,
            "address": full_address(str(lead.web)),
            "qr": qr_address(str(lead.web)),
        },
        "chapters": [_chapter(part) for part in selection.parts if part.role != "agencies"],
        "more": {"heading": "More numbers", "rows": [_row(contact) for contact in others]},
        "agencies": {
            "heading": agencies.heading,
            "kind": "item",
            "points": [[["b", f"{group.agency.name} ({group.agency.short}):"], ["", f" {group.points[0].text}"]] for group in agencies.agencies],
        },
        "sources": _sources(printed),
        "credit": CREDIT,
        "footer": f"Numbers read on {day_in_words(selection.oldest_reading)}. Dial each one before a large print run. · "
        + lay_out_piece(shop, Order(AUDIENCE, "handout")).edition,
    }


def _guide(shop: Shop) -> dict[str, Any]:
    audience = shop.library.audiences[AUDIENCE]
    selection = select(shop.library, audience, "detailed")
    lead = _lead(selection)
    part = selection.part("agencies")
    assert part is not None
    seen = {lead.id}
    agencies = []
    for group in part.agencies:
        own = [contact for contact in selection.contacts if contact.id in group.agency.contacts and contact.id not in seen and isinstance(contact.voice, str)]
        seen.update(contact.id for contact in own)
        agencies.append(
            {
                "heading": group.agency.name,
                "kind": "item",
                "points": [runs(told.text) for told in group.points],
                "rows": [[contact.name, shown_number(str(contact.voice))] for contact in own],
            }
        )
    return {
        "kicker": audience.name,
        "title": "Who does what against human trafficking",
        "lead": "Federal agencies and what each is there for. For help with a case or a person, the Hotline can connect you.",
        "hotline": [lead.name, shown_number(str(lead.voice))],
        "agencies": agencies,
        "sources": _sources(part.points),
        "credit": CREDIT,
        "footer": f"Federal agencies against human trafficking · Numbers read on {day_in_words(selection.oldest_reading)} · "
        + lay_out_piece(shop, Order(AUDIENCE, "agency-guide")).edition,
    }


def runs(text: str) -> list[list[str]]:
    """Return a text with **bold** in it as runs: ["b", bold text] and ["", other text]."""
    return [["b" if number % 2 else "", part] for number, part in enumerate(text.split("**")) if part]


def _chapter(part: Part) -> dict[str, Any]:
    kind = {"look-for": "sign", "do-not": "never"}.get(part.role, "item")
    return {"heading": part.heading, "kind": kind, "points": [runs(told.text) for told in part.points]}


def _row(contact: Contact) -> dict[str, str]:
    row = {"name": contact.name, "note": contact.call_for + (f" · {contact.hours}" if isinstance(contact.hours, str) else "")}
    row["number"] = shown_number(contact.voice) if isinstance(contact.voice, str) else ""
    row["vanity"] = contact.vanity if isinstance(contact.vanity, str) else ""
    row["text"] = ""
    if isinstance(contact.text, TextChannel):
        keyword = f"{contact.text.keyword} to " if isinstance(contact.text.keyword, str) else ""
        row["text"] = f"Text {keyword}{contact.text.to}"
    return row


def _sources(points: Iterable[Told]) -> list[dict[str, Any]]:
    return [{"site": site, "sources": list(_entries(sources))} for site, sources in by_site(points)]


def _entries(sources: Iterable[Source]) -> Iterator[list[str]]:
    for source in sources:
        yield [source.title, full_address(source.address), "" if source.dated == "undated" else f" ({source.dated})"]


def numbers(value: Any) -> set[str]:
    """Return everything in exported values that looks like a number as it is printed: 1-888-373-7888."""
    import re

    return set(re.findall(r"\b1-\d{3}-\d{3}-\d{4}\b", json.dumps(value)))


def write(path: Path, count: int, *, codes: bool = False) -> Path:
    """Write the exported content with this many partners, and return its path."""
    path.write_text(json.dumps(export(count, codes=codes), ensure_ascii=False), encoding="utf-8")
    return path


if __name__ == "__main__":
    wanted = [word for word in sys.argv[1:] if word != "--codes"]
    write(Path(wanted[0]), int(wanted[1]) if len(wanted) > 1 else 0, codes="--codes" in sys.argv)
