"""A stencil -> blank PDFs of its editions, into which a partner's own words are drawn.

Everything but these words was pressed once. Their letters have codes from the start, so that a blank's fonts need not
change for them; what goes beyond is added to the fonts of that one copy.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace as changed

from generator.foundation.addresses import full_address
from generator.making.editions import coded_faces, proved
from generator.markup.slots import has_slot
from generator.pdf.drawing import draw
from generator.pdf.fonts import font_objects, object_numbers, stream_object
from generator.pdf.objects import STRING, Blank, hexadecimal, literal, objects_of, text_of, text_string
from generator.pdf.tags import spoken
from generator.pdf.text import case_of
from generator.proof.ledgers import LOOSE_CODE, SHORT, Ledger
from generator.proof.spots import Pages, Spot
from generator.typesetting.faces import Code, Link
from generator.typesetting.faces import Words as SetWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.looks.fonts import Font
    from generator.making.editions import Edition
    from generator.making.shop import Shop
    from generator.partners.stencils import Filled, Stencil
    from generator.pdf.inks import Inks
    from generator.pdf.tags import Tagger
    from generator.pdf.text import Case

# What names, addresses and numbers are mostly made of; pairs that a font may draw as one.
COMMON_LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,;:!?'’&()/@+-–—·#", "\u00a0", "fi", "fl", "ff"]
KEYWORDS = re.compile(rb"/Keywords " + STRING)
XMP_KEYWORDS = re.compile(rb"<pdf:Keywords>.*?</pdf:Keywords>", re.DOTALL)
TEXTS = re.compile(rb"<FEFF[0-9A-F]+>")
RECT, ADDRESS, SPOKEN = re.compile(rb"/Rect \[[^\]]*\]"), re.compile(rb"/URI " + STRING), re.compile(rb"/Contents " + STRING)
WORTH_PACKING = 200  # bytes


class Blanked:
    """A blank of one edition, whichever it is."""

    canvas: Any
    tags: Any
    inks: Inks

    def __init__(self, edition: Edition, stencil: Stencil) -> None:
        self.edition, self.stencil, self.language = edition, stencil, edition.document.language
        self.heights = [face.size.height for face in edition.faces]
        objects, root, info = objects_of(edition.press("-", self))
        document = self.canvas._doc  # noqa: SLF001
        numbers = document.idToObjectNumberAndVersion
        self.forms = [numbers[f"FormXob.{group.name}"][0] for group in stencil.groups]
        own = {id(link): at for at, link in enumerate(stencil.first.links)}
        self.areas = [(own[id(link)], numbers[f"Annot.{name}"][0], height) for link, name, height in self.tags.links if id(link) in own]
        self.cases: dict[Any, Case] = dict(document._cases)  # noqa: SLF001
        self.known = {case.name: len(case.codes) for case in self.cases.values()}
        self.fonts = {case.name: object_numbers(case, document) for case in self.cases.values()}
        self.info, self.metadata = info, next(number for number, body in objects.items() if b"/Subtype /XML" in body[:200])
        areas = {area for _, area, _ in self.areas}
        slotted = (number for number, body in objects.items() if b"stream" not in body and any(map(_slotted, TEXTS.findall(body))))
        self.told = [number for number in slotted if number not in areas]
        self.objects, self.root = objects, root
        self.heads = {number: _form_head(objects[number]) for number in self.forms}
        self.opened = {info, self.metadata, *self.forms, *areas, *self.told}
        self.blank = Blank(objects, root, info, self.opened)
        self.with_fonts: Blank | None = None
        self.base = replace(edition.ledger, editions=())  # what is the same in all copies
        with_own = {group.face for group, marks in zip(stencil.groups, stencil.first.groups, strict=True) if any(isinstance(mark, Code) for mark in marks)}
        self.own_codes = bool(with_own)
        self.coded_pages = edition.pages_of(with_own.union(coded_faces(edition.faces)))
        self.codes_seen = False

    # What the press asks for

    def begin(self, canvas: Any, inks: Inks) -> None:
        """Give codes to the letters, and make a form for each inset; nothing of the first partner's is in them."""
        self.canvas, self.inks = canvas, inks
        fonts: dict[str, Font] = {mark.font.typeface.name: mark.font for marks in self.stencil.first.groups for mark in marks if isinstance(mark, SetWords)}
        for _, font in sorted(fonts.items()):
            case = case_of(canvas, font.typeface)
            for text in COMMON_LETTERS:
                glyphs = font.shaped(text) if text != " " else font.shaped(" ")[:1]
                if len(glyphs) == 1 and glyphs[0].number:
                    case.code(glyphs[0].number, text)
        for group in self.stencil.groups:
            face = self.edition.faces[group.face]
            canvas.beginForm(group.name, 0, 0, face.size.width, face.size.height)
            canvas.endForm()

    def end(self, tags: Tagger) -> None:
        """Keep what tells where the links are."""
        self.tags = tags

    # Filling it in

    def printed(self, shop: Shop, filled: Filled, words: Mapping[int, str], code: str) -> dict[str, bytes] | None:
        """Return the file for a partner, proved; None if its words need a font that the blank does not have."""
        data = self.drawn(filled, words, code)
        if data is None:
            return None
        name = f"{shop.prefix}{self.edition.name}"
        whole = proved(data, shop, name, self.coded_pages, codes=not self.codes_seen)
        self.codes_seen = not self.own_codes  # what is the same in all copies has been read off one of them
        return {name: whole}

    def drawn(self, filled: Filled, words: Mapping[int, str], code: str) -> bytes | None:
        """Return the file for a partner before it is proved."""
        objects = self.own_objects(filled, words)
        if objects is None:
            self._forget_letters()
            return None
        keywords = self.base.with_own(self.own_ledger(filled, words, code)).keywords()
        objects[self.info] = KEYWORDS.sub(lambda _: b"/Keywords " + text_string(keywords), self.objects[self.info])
        packet = self.objects[self.metadata].partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        packet = XMP_KEYWORDS.sub(lambda _: b"<pdf:Keywords>%s</pdf:Keywords>" % escape(keywords, quote=False).encode(), packet)
        objects[self.metadata] = stream_object("/Type /Metadata /Subtype /XML ", packet)
        if all(len(case.codes) == self.known[case.name] for case in self.cases.values()):
            return self.blank.printed(objects)
        objects |= self.font_bodies()
        self._forget_letters()
        return self._blank_with_fonts().printed(objects)

    def _forget_letters(self) -> None:
        """Take back the codes that one partner's letters were given beyond those of the blank: the next copy must not show who came before."""
        for case in self.cases.values():
            extra = list(case.codes)[self.known[case.name] :]
            for key in extra:
                del case.codes[key]
            if extra:
                case.words.clear()

    def own_objects(self, filled: Filled, words: Mapping[int, str]) -> dict[int, bytes] | None:
        """Return the objects that are a partner's own: drawings, links, words for listeners. None if a letter needs another font."""
        objects = self._own_forms(filled)
        if objects is None:
            return None
        for at, number, height in self.areas:
            objects[number] = self._area(filled.links[at], height, words, self.objects[number])
        for number in self.told:
            objects[number] = TEXTS.sub(lambda found: hexadecimal(text_of(found.group()).translate(words)), self.objects[number])
        return objects

    def font_bodies(self) -> dict[int, bytes]:
        """Return the objects of the fonts, with all letters that have been used so far."""
        return {self.fonts[case.name][part]: body for case in self.cases.values() for part, body in font_objects(case, self.fonts[case.name]).items()}

    def _own_forms(self, filled: Filled) -> dict[int, bytes] | None:
        """Return the drawing of each inset as an object; None if a letter needs another font."""
        canvas = self.canvas
        objects: dict[int, bytes] = {}
        for group, number, marks in zip(self.stencil.groups, self.forms, filled.groups, strict=True):
            canvas._code = []  # noqa: SLF001
            draw(canvas, marks, self.inks, self.heights[group.face], links=False)
            data = "\n".join(canvas._code).encode("latin-1")  # noqa: SLF001
            packed = zlib.compress(data) if len(data) > WORTH_PACKING else b""
            objects[number] = stream_object(self.heads[number] + ("/Filter /FlateDecode " if packed else ""), packed or data)
        cases = canvas._doc._cases  # noqa: SLF001
        if len(cases) > len(self.cases):
            for typeface in list(cases)[len(self.cases) :]:
                del cases[typeface]
            return None
        return objects

    def _blank_with_fonts(self) -> Blank:
        if self.with_fonts is None:
            fonts = {number for numbers in self.fonts.values() for number in numbers.values()}
            self.with_fonts = Blank(self.objects, self.root, self.info, {*self.opened, *fonts})
        return self.with_fonts

    def _area(self, link: Link, height: float, words: Mapping[int, str], body: bytes) -> bytes:
        """Return a link's live area for a partner: where it lies, where it leads, and what is said of it."""
        box = link.box
        edges = " ".join(f"{edge:.3f}" for edge in (box.x, height - box.bottom, box.right, height - box.y))
        leaf = link.leaf.filled(words)
        address = literal(full_address(link.address).encode("latin-1", "replace"))
        body = RECT.sub(f"/Rect [{edges}]".encode(), body)
        body = ADDRESS.sub(lambda _: b"/URI " + address, body)
        return SPOKEN.sub(lambda _: b"/Contents " + hexadecimal(spoken(leaf, self.language)), body)

    def own_ledger(self, filled: Filled, words: Mapping[int, str], code: str) -> Ledger:
        """Return what of a partner's own the file shows, how often and where."""
        numbers: Counter[tuple[str, str, str]] = Counter()
        codes: Counter[str] = Counter()
        mentions: Counter[str] = Counter()
        loose: Counter[str] = Counter()
        own: dict[int, list[SetWords]] = {}
        for group, marks in zip(self.stencil.groups, filled.groups, strict=True):
            times = self.edition.shown[group.face]
            for mark in marks:
                if isinstance(mark, Code):
                    codes[mark.address] += times
                    continue
                for number in SHORT.findall(mark.text):
                    mentions[number] += times
                for digits in LOOSE_CODE.findall(mark.text) if not mark.number else ():
                    loose[digits] += times
                if mark.number:
                    key = tuple(mark.leaf.get(name).translate(words) for name in ("contact", "channel", "number"))
                    numbers[key[0], key[1], key[2]] += times
                    own.setdefault(group.face, []).append(mark)
        places: tuple[Pages, ...] = ()
        if own and self.base.places:
            faces = [changed(face, marks=tuple(own.get(at, ()))) for at, face in enumerate(self.edition.faces)]
            places = tuple(Pages(one.times, tuple(tuple(_named(spot, words) for spot in page) for page in one.spots)) for one in self.edition.spots(faces))
        return Ledger(numbers, codes, mentions, editions=(code,), places=places, loose=loose)


def _form_head(body: bytes) -> str:
    """Return what a form says of itself but for how long it is and how it is packed."""
    head = body.partition(b">>\nstream")[0].decode("latin-1").removeprefix("<<")
    return " ".join(re.sub(r"/Filter \[[^\]]*\]|/Length \d+", "", head).split()) + " "


def _named(spot: Spot, words: Mapping[int, str]) -> Spot:
    contact, channel, number = spot.key
    return Spot((contact.translate(words), channel, number.translate(words)), spot.x, spot.y)


def _slotted(string: bytes) -> bool:
    return has_slot(text_of(string))
