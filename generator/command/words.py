"""Words typed on the command line -> the shop to print from and the orders that are meant.

An unknown name is wrong use of the command line and says which names are near. Imports what it needs when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.library.library import Library
    from generator.making.order import Order
    from generator.making.shop import Shop


def open_shop(content: Path | None, layouts: Path | None, theme: str = "plain", paper: str = "letter", **given: Any) -> Shop:
    """Read the content and open the folder of layouts. Raises Problems, or a usage error for an unknown theme."""
    from generator.foundation.files import shipped, yaml_files
    from generator.foundation.problems import did_you_mean
    from generator.library.stored import compiled_library
    from generator.making.shop import Shop

    folder = layouts or shipped("layouts")
    themes = [path.stem for path in yaml_files(folder / "themes")]
    if folder.is_dir() and theme not in themes:
        raise click.BadParameter(f"there is no theme '{theme}'; {did_you_mean(theme, themes)}", param_hint="--theme")
    printer = profile = None
    if given.get("printer_name"):
        from generator.imposition.printers import read_printer

        printer = read_printer(given["printer_name"])
    if given.get("icc"):
        from generator.pdf.profiles import read_profile

        profile = read_profile(given["icc"])
    content = content or shipped("content")
    library = compiled_library(content)
    partner = None
    if given.get("partner"):
        from generator.library.partners import joined, read_partner

        partner = read_partner(given["partner"])
        library = joined(library, partner)
    return Shop(
        library,
        folder,
        theme=theme,
        paper=paper,
        sides=given.get("sides", "both"),
        start_at=given.get("start_at", 1),
        printer=printer,
        press=bool(given.get("press") or profile),
        profile=profile,
        tag_copies=given.get("tag_copies") == "all",
        twins=bool(given.get("twins")),
        content=content,
        partner=partner,
        partner_folder=given["partner"].parent if partner else None,
    )


def find_orders(shop: Shop, audiences: Iterable[str], wanted: tuple[str, ...], languages: tuple[str, ...], sheet: str, **given: Any) -> list[Order]:
    """Return the orders that the words on the command line mean, each once."""
    from generator.making.order import Order

    found = find_languages(shop, languages)
    check_names(shop, wanted, sheet)
    orders = [
        Order(audience, layout, language, sheet, given.get("copies"), where_complete="all" in languages and language not in languages)
        for audience in find_audiences(shop.library, audiences)
        for layout in find_layouts(shop, audience, wanted, skip="all" in audiences)
        for language in found
    ]
    return list(dict.fromkeys(orders))


def find_audiences(library: Library, words: Iterable[str]) -> list[str]:
    """Return the ids of audiences, each once, in the order asked for; `all` stands for every one."""
    found: dict[str, None] = {}
    for word in words:
        if word == "all":
            found |= dict.fromkeys(library.audiences)
            continue
        try:
            found[library.audience(word).id] = None
        except KeyError as error:
            raise click.BadParameter(f"there is no audience '{word}'; {error.args[0]}", param_hint="--audience") from None
    return list(found)


def find_layouts(shop: Shop, audience: str, wanted: tuple[str, ...], *, skip: bool) -> tuple[str, ...]:
    """Return the layouts asked for, or those of the audience's profile; `all` stands for every one that suits it.

    With `skip`, those that do not suit it are passed over: who asks for all audiences means those it is for.
    """
    from generator.markup.layouts import find_layout, layout_names

    profile = shop.library.audiences[audience]
    if not wanted or not (skip or "all" in wanted):
        return wanted or profile.layouts
    layouts = [find_layout(shop.layouts, name) for name in (layout_names(shop.layouts) if "all" in wanted else wanted)]
    return tuple(layout.id for layout in layouts if layout.suits(profile))


def check_names(shop: Shop, layouts: Iterable[str], sheet: str) -> None:
    """Refuse layouts and sheets that do not exist before anything is made."""
    from generator.foundation.problems import did_you_mean
    from generator.imposition.sheets import names_of
    from generator.markup.layouts import layout_names

    names = layout_names(shop.layouts)
    for name in layouts:
        if name not in names and name != "all":
            raise click.BadParameter(f"there is no layout '{name}'; {did_you_mean(name, names)}", param_hint="--layout")
    if sheet and sheet != "none":
        known = [name for one in shop.sheets().values() for name in names_of(one)]
        if sheet.lower() not in known:
            raise click.BadParameter(f"there is no sheet '{sheet}'; {did_you_mean(sheet, known)}", param_hint="--sheet")


def find_languages(shop: Shop, words: Iterable[str]) -> tuple[str, ...]:
    """Return languages, each once: codes, or codes for one piece such as en+es; `all` stands for every one.

    Refuses those that no catalogue is there for.
    """
    from generator.foundation.problems import did_you_mean
    from generator.languages.catalogues import every_language

    known = every_language(shop.content)
    found: dict[str, None] = {}
    for word in words:
        codes = word.split("+")
        for code in codes:
            if code not in known and word != "all":
                raise click.BadParameter(f"there is no language '{code}'; {did_you_mean(code, known)}", param_hint="--lang")
        if len(set(codes)) < len(codes):
            raise click.BadParameter(f"'{word}' names a language twice", param_hint="--lang")
        found |= dict.fromkeys(known if word == "all" else [word])
    return tuple(found)
