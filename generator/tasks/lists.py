"""What there is of a kind -> rows to print: a name and a word on it, and all fields for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from generator.foundation.files import yaml_files
from generator.imposition.sheets import Sheet
from generator.library.numbers import shown_number
from generator.markup.layouts import find_layout, layout_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.making.shop import Shop

ListRow = dict[str, Any]


def list_rows(kind: str, shop: Shop) -> list[ListRow]:
    """Return a row for each thing of a kind, by id. The first two fields are its id and its name."""
    return LISTINGS[kind](shop)


def _fields(value: msgspec.Struct, **first: Any) -> ListRow:
    plain = _without_places(msgspec.to_builtins(value))
    place = msgspec.to_builtins(value)["place"]
    return (
        {**first, **{key: field for key, field in plain.items() if key not in first}, "file": place["file"]} if isinstance(place, dict) else {**first, **plain}
    )


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(inside) for key, inside in value.items() if key != "place"}
    return [_without_places(inside) for inside in value] if isinstance(value, list | tuple) else value


def _held(name: str) -> Callable[[Shop], list[ListRow]]:
    def rows(shop: Shop) -> list[ListRow]:
        return [_fields(value, id=key, name=value.name) for key, value in sorted(getattr(shop.library, name).items())]

    return rows


def _contacts(shop: Shop) -> list[ListRow]:
    rows = []
    for key, contact in sorted(shop.library.contacts.items()):
        number = shown_number(contact.voice) if isinstance(contact.voice, str) else ""
        row = _fields(contact, id=key, name=f"{contact.name}  {number}".rstrip())
        rows.append({name: value for name, value in row.items() if name != "partner" or value})
    return rows


def _topics(shop: Shop) -> list[ListRow]:
    return [_fields(word, id=key, name=word.meaning) for key, word in shop.library.topics.items()]


def _layouts(shop: Shop) -> list[ListRow]:
    layouts = [find_layout(shop.layouts, name) for name in layout_names(shop.layouts)]
    return [
        {
            "id": layout.id,
            "name": layout.summary,
            "medium": layout.medium,
            "subject": layout.subject,
            "readers": list(layout.readers),
            "size_pt": [layout.size.width, layout.size.height] if layout.size else None,
            "sheet": layout.sheet or None,
            "flip": layout.flip,
        }
        for layout in layouts
    ]


def _sheets(shop: Shop) -> list[ListRow]:
    return [
        {
            "id": sheet.id,
            "name": sheet.name,
            "paper": sheet.paper,
            "cards": len(sheet.cells) if isinstance(sheet, Sheet) else None,
            "card_pt": [sheet.card.width, sheet.card.height] if isinstance(sheet, Sheet) else None,
            "equivalents": list(sheet.equivalents),
            "source": sheet.source,
        }
        for sheet in shop.sheets().values()
    ]


def _themes(shop: Shop) -> list[ListRow]:
    from generator.looks.theme_files import read_theme

    themes = [read_theme(shop.layouts / "themes", path.stem) for path in yaml_files(shop.layouts / "themes")]
    return [{"id": theme.id, "name": theme.summary, "colours": dict(theme.colours)} for theme in themes]


def _languages(shop: Shop) -> list[ListRow]:
    from generator.checking.coverage import coverage
    from generator.languages.catalogues import ENGLISH, language_name, languages_in

    rows: list[ListRow] = [{"id": ENGLISH, "name": language_name(ENGLISH), "reviewed_by": "the authors"}]
    for found in coverage(shop, languages_in(shop.content)):
        code, reviewed = found.language, shop.catalogue(found.language).reviewed_by
        doubts = "" if reviewed else ", draft, not yet reviewed"
        rows.append(
            {
                "id": code,
                "name": f"{language_name(code)} ({len(found.complete)} of {len(found.pieces)} pieces{doubts})",
                "reviewed_by": reviewed or None,
                "messages": found.messages,
                "translated": found.translated,
                "stale": found.stale,
                "pieces": [{"audience": one.audience, "layout": one.layout, "messages": one.messages, "missing": one.missing} for one in found.pieces],
            }
        )
    return rows


LISTINGS: dict[str, Callable[[Shop], list[ListRow]]] = {
    "agencies": _held("agencies"),
    "audiences": _held("audiences"),
    "layouts": _layouts,
    "themes": _themes,
    "sheets": _sheets,
    "languages": _languages,
    "kits": _held("kits"),
    "quizzes": _held("quizzes"),
    "contacts": _contacts,
    "topics": _topics,
}
