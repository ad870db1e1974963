"""Content and layouts -> everything that is wrong with them, and everything that a person should look at.

Problems stop a print run; warnings are facts that get old: numbers nobody has dialled, sources that are not the
operator's own, dates that have passed. It makes every piece in memory and writes nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.foundation.files import shown_path, yaml_files
from generator.foundation.problems import Findings, Place, Problem, Problems, by_place, did_you_mean
from generator.library.values import given
from generator.making.make import make
from generator.making.order import Order
from generator.making.pieces import lay_out_piece
from generator.markup.layouts import check_kit_piece, find_layout, layout_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.library.library import Library
    from generator.making.shop import Shop


def check_layouts(shop: Shop) -> list[Problem]:
    """Return the problems of themes, sheets and layouts, and of every piece that the audiences list."""
    from generator.looks.theme_files import read_theme

    findings = Findings()
    for path in yaml_files(shop.layouts / "themes"):
        with findings.collect():
            read_theme(shop.layouts / "themes", path.stem)
    with findings.collect():
        shop.sheets()
    names = layout_names(shop.layouts)
    for name in names:
        with findings.collect():
            find_layout(shop.layouts, name)
    for audience in shop.library.audiences.values():
        for name in audience.layouts:
            if name not in names:
                findings.add(audience.place, "E207", f"there is no layout '{name}'", did_you_mean(name, names))
                continue
            with findings.collect():
                make(shop, Order(audience.id, name))
    for kit in shop.library.kits.values():
        for piece in kit.pieces:
            if piece.layout not in names:
                findings.add(piece.place, "E207", f"there is no layout '{piece.layout}'", did_you_mean(piece.layout, names))
                continue
            with findings.collect():
                check_kit_piece(find_layout(shop.layouts, piece.layout), piece)
    return list(by_place(set(findings.found)))


def warnings(library: Library, today: date) -> Iterator[Problem]:
    """Yield what a person should look at before a large print run. `today` is the day to count from."""
    for contact in library.contacts.values():
        if not given(contact.dialled_on):
            yield Problem(contact.place, "W901", f"nobody has dialled '{contact.id}' yet", "dial it before a large print run")
        if contact.seen == "second-hand":
            yield Problem(contact.place, "W902", f"the number of '{contact.id}' was not seen on its operator's own page")
        if date.fromisoformat(contact.verify_by) < today:
            yield Problem(contact.place, "W903", f"'{contact.id}' was to be verified by {contact.verify_by}", "read its source again")


def language_report(shop: Shop) -> Iterator[Problem]:
    """Yield for each language what is missing and what is stale, what of its listed pieces does not fit, and whether anybody reviewed it."""
    from generator.checking.coverage import coverage
    from generator.languages.catalogues import languages_in

    paths = languages_in(shop.content)
    for found in coverage(shop, paths):
        language, place = found.language, Place(shown_path(paths[found.language]))
        if found.translated < found.messages or found.stale:
            told = (
                f"{len(found.complete)} of {len(found.pieces)} pieces are complete; {found.translated} of {found.messages} messages are translated,"
                f" {found.stale} translations are of texts that have changed"
            )
            yield Problem(place, "W904", told, f"makecards catalogue {language} brings the file up to date")
        if not shop.catalogue(language).reviewed_by:
            yield Problem(place, "W905", "nobody has reviewed this translation yet", "write the reviewer and the day behind X-Reviewed-By")
        for piece in found.complete:
            if piece.layout in shop.library.audiences[piece.audience].layouts:
                try:
                    lay_out_piece(shop, Order(piece.audience, piece.layout, language))
                except Problems as wrong:
                    yield from wrong.problems
