"""The main line: audience x layout -> files. It joins the stages and holds no rule of its own.

selection = select(library, audience)      what this reader is told
page      = compose(selection, layout)     what it says and means
faces     = lay_out(page, theme, paper)    where everything stands
imposition = impose(faces, sheet, copies)  how it lies on the paper
pdf       = press(faces, imposition)       the bytes, proved before anybody gets them
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.layouts import Layout, find_layout, part_of
from generator.measures import Box, Size
from generator.problems import Findings, Problems, did_you_mean, problem
from generator.sheets import PlainPaper, Sheet, Stock, find_sheet, read_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.elements import Element
    from generator.faces import Face, Mark
    from generator.imposing import Imposition
    from generator.library import Library
    from generator.models import Audience
    from generator.pressing import Document
    from generator.spans import Setting
    from generator.themes import Theme


@dataclass(frozen=True)
class Shop:
    """What a run prints from: the content, the folder of layouts, the theme and the paper."""

    library: Library
    layouts: Path
    theme: str = "plain"
    paper: str = "letter"
    themes: dict[str, Theme] = field(default_factory=dict)

    def setting(self, layout: Layout) -> Setting:
        """Return the looks for a layout's medium."""
        from generator.spans import Setting
        from generator.themes import read_theme

        folder = self.layouts / "themes"
        if self.theme not in self.themes:
            self.themes[self.theme] = read_theme(folder, self.theme)
        return Setting(self.themes[self.theme], layout.medium, folder)


@dataclass(frozen=True, slots=True)
class Order:
    """One piece to make. `sheet` is a sheet's name, "" for the layout's own, or "none"; `copies` counts cards."""

    audience: str
    layout: str
    language: str = "en"
    sheet: str = ""
    copies: int | None = None


def make(shop: Shop, order: Order) -> dict[str, bytes]:
    """Return the files of one piece by name: the screen edition, and the paper edition if the layout has faces.

    Names are `AUDIENCE/LAYOUT.LANG.pdf` and `AUDIENCE/LAYOUT.LANG.SHEET.pdf`. Every number on them has been read back.
    Raises Problems.
    """
    from generator.selecting import select

    audience = shop.library.audiences[order.audience]
    layout = find_layout(shop.layouts, order.layout)
    if layout.subject != "audience":
        raise problem(layout.place, f"the layout '{layout.id}' is for a {layout.subject}, not for an audience", "makecards kit NAME uses it")
    page, faces = laid_out(shop, layout, {"selection": select(shop.library, audience, layout.depth)})
    stem = f"{audience.id}/{layout.id}.{order.language}"
    files = {f"{stem}.pdf": _screen(shop, layout, page, faces, order, f"{stem}.pdf")}
    if layout.size and order.sheet != "none":
        sheet = sheet_for(shop, layout, order.sheet)
        name = f"{stem}.{sheet.id}.pdf"
        files[name] = _paper(shop, layout, page, faces, sheet, order, audience, name)
    return files


def make_all(shop: Shop, orders: list[Order]) -> dict[str, bytes]:
    """Return the files of all orders. Raises Problems with everything that is wrong in any of them."""
    findings = Findings()
    files: dict[str, bytes] = {}
    for order in orders:
        with findings.collect():
            files |= make(shop, order)
    findings.raise_if_any()
    return files


def laid_out(shop: Shop, layout: Layout, values: Mapping[str, Any]) -> tuple[Element, tuple[Face, ...]]:
    """Return a layout's element tree and its faces. Raises Problems."""
    from generator.composing import compose
    from generator.paging import lay_out

    page = compose(layout, values, shop.library.contacts)
    return page, lay_out(page, shop.setting(layout), shop.paper)


def sheet_for(shop: Shop, layout: Layout, name: str = "") -> Sheet:
    """Return the sheet that is asked for, or the layout's own, or else one of this paper for cards of this size."""
    assert layout.size is not None
    if name:
        return _on_paper(find_sheet(shop.layouts, name), shop, layout.size)
    sheets = read_sheets(shop.layouts)
    if layout.sheet and layout.sheet not in sheets:
        raise problem(layout.place, f"there is no sheet '{layout.sheet}'", did_you_mean(layout.sheet, sheets))
    own = sheets.get(layout.sheet)
    if own and own.paper in (shop.paper, "any"):
        return _on_paper(own, shop, layout.size)
    for sheet in sheets.values():
        if isinstance(sheet, Sheet) and sheet.paper == shop.paper and sheet.card.resembles(layout.size):
            return sheet
    plain = [sheet for sheet in sheets.values() if isinstance(sheet, PlainPaper) and sheet.paper in (shop.paper, "any")]
    if not plain:
        raise problem(layout.place, f"there is no {shop.paper} sheet for cards of this size", "name one with --sheet, or --sheet none")
    return min(plain, key=lambda sheet: (sheet.gutter, sheet.id)).on(shop.paper, layout.size)


def _on_paper(stock: Stock, shop: Shop, card: Size) -> Sheet:
    return stock if isinstance(stock, Sheet) else stock.on(shop.paper, card)


def _screen(shop: Shop, layout: Layout, page: Element, faces: tuple[Face, ...], order: Order, name: str) -> bytes:
    from generator.pressing import press_pages
    from generator.proving import ledger_of

    ledger = ledger_of((face, 1) for face in faces)
    document = document_of(shop, layout, page, order.language, ledger.keywords(), duplex=layout.flip if not layout.size and len(faces) > 1 else "")
    return proved(press_pages(faces, shop.setting(layout).theme, document), shop, name)


def _paper(shop: Shop, layout: Layout, page: Element, faces: tuple[Face, ...], sheet: Sheet, order: Order, audience: Audience, name: str) -> bytes:
    from generator.imposing import Card, impose
    from generator.pressing import press_sheets
    from generator.proving import ledger_of

    assert layout.size is not None
    card = Card(0, 1 if len(faces) > 1 else None)
    imposition = impose(layout.size, [card], sheet, copies=order.copies, flip=layout.flip)
    ledger = ledger_of((face, imposition.times(number)) for number, face in enumerate(faces))
    notes = _margin(shop, layout, sheet, imposition, f"{layout.id} · {audience.name}")
    duplex = imposition.flip if len(faces) > 1 else ""
    document = document_of(shop, layout, page, order.language, ledger.keywords(), duplex=duplex)
    return proved(press_sheets(faces, imposition, shop.setting(layout).theme, document, notes), shop, name)


def document_of(shop: Shop, layout: Layout, page: Element, language: str, keywords: str, *, duplex: str) -> Document:
    """Return what a piece's PDF says of itself: its first heading is its title."""
    from generator.pressing import Document

    setting = shop.setting(layout)
    heading = next((element.text() for element in page.walk() if element.tag == "heading" and element.get("level") == "1"), layout.summary)
    font = setting.font(next(iter(setting.theme.styles.values())))
    return Document(heading, layout.summary, language, font.name, keywords, duplex)


def _margin(shop: Shop, layout: Layout, sheet: Sheet, imposition: Imposition, title: str) -> tuple[Mark, ...]:
    """Set what a sheet's lower margin says, in its first and last column between the ticks, where the margin is high enough."""
    from generator.composing import compose
    from generator.flow import rows_of
    from generator.imposing import UNPRINTABLE
    from generator.strips import piled

    note = part_of(layout, "_sheet-note", "card")
    values = {"sheet": sheet.name, "title": title, "flip": imposition.flip, "sides": len(imposition.runs[0].sides)}
    paras = list(compose(note, values, shop.library.contacts).parts())
    first, last = sheet.cells[0], sheet.cells[-1]
    gap = 6.0
    if sheet.columns == 1:
        half = first.width / 2
        places = [Box(first.x, 0, half, 0), Box(first.x + half, 0, half, 0)]
    else:
        places = [Box(first.x, 0, first.width, 0), Box(last.x, 0, last.width, 0)]
    marks: list[Mark] = []
    for para, box in zip(paras, places, strict=True):
        height, own = piled(rows_of(para, box.width - 2 * gap, shop.setting(note)))
        top = sheet.paper_size.height - UNPRINTABLE - height
        if top >= last.bottom + 3:
            marks.extend(mark.moved(box.x + gap, top) for mark in own)
    return tuple(marks)


def proved(data: bytes, shop: Shop, name: str) -> bytes:
    """Return the bytes of a PDF once every number and code on it was read back. Raises Problems."""
    from generator.proving import prove

    found = list(prove(data, shop.library.contacts, name, codes=False))
    if found:
        raise Problems(found)
    return data
