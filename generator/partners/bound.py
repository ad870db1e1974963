"""The pieces of many partners -> one PDF, in their order: for a print shop that wants one file, or one run of a printer.

What is the same for all is in it once: the drawing of the pages, the fonts, the pictures. Each copy adds its own words, its
pages and its part of the structure tree, so that a listener finds one partner after the other.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.pdf.fonts import stream_object
from generator.pdf.identity import packet
from generator.pdf.objects import ENTRY, IN_FILE, IN_HOLDER, MOST_HELD, PDF_HEADER, STRING, entry, holder_of, objects_of, table_of, text_of, text_string
from generator.proof.ledgers import BLANK, Ledger, bound, whole_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.partners.blanks import Blanked
    from generator.partners.stencils import Filled
    from generator.pdf.document import Document

PACKING = 1  # of what is repeated: more takes longer than it saves
LINK = re.compile(rb"(\d+) 0 R|/(StructParents?) (\d+)")
KINDS_LEFT = (b"/Type /Catalog", b"/Type /Pages", b"/Type /StructTreeRoot", b"/Type /Outlines", b"/Subtype /XML")


class Drawing:
    """A PDF taken apart: what every copy shares, and what each has for itself."""

    def __init__(self, objects: Mapping[int, bytes], root: int, info: int, opened: Iterable[int] = (), *, alone: bool = False) -> None:
        objects = self.objects = dict(objects)
        self.opened = frozenset(opened)
        catalog = objects[root]
        self.tree = _number(rb"/StructTreeRoot (\d+) 0 R", catalog)
        self.pages_root = _number(rb"/Pages (\d+) 0 R", catalog)
        self.intent = _number(rb"/OutputIntents \[ ?(\d+) 0 R", catalog)
        self.language = re.search(rb"/Lang \(([^)]*)\)", catalog)
        self.pages = [int(one) for one in re.findall(rb"(\d+) 0 R", re.search(rb"/Kids \[(.*?)\]", objects[self.pages_root], re.DOTALL).group(1))]  # type: ignore[union-attr]
        if len(self.pages) % 2 and any(b"/Duplex /DuplexFlip" in body for body in objects.values()):
            self._add_blank_page()
        self.tops = [int(one) for one in re.findall(rb"(\d+) 0 R", re.search(rb"/K \[(.*?)\]", objects[self.tree], re.DOTALL).group(1))]  # type: ignore[union-attr]
        parents = _number(rb"/ParentTree (\d+) 0 R", objects[self.tree])
        self.keys = [(int(key), value) for key, value in re.findall(rb"(\d+) (\[[^\]]*\]|\d+ 0 R)", objects[parents].partition(b"[")[2])]
        self.next_key = _number(rb"/ParentTreeNextKey (\d+)", objects[self.tree])
        left = {root, info, parents, *(number for number, body in objects.items() if any(kind in body[:200] for kind in KINDS_LEFT))}
        left |= {
            number for number, body in objects.items() if b"/Marked true" in body or b"/DisplayDocTitle" in body or (b"/Title (" in body and b"/Parent" in body)
        }
        kept = [number for number in objects if number not in left]
        own = self.opened | {number for number in kept if b"/Type /StructElem" in objects[number] or b"/Type /Annot" in objects[number] or number in self.pages}
        self.own = [number for number in kept if alone or number in own]
        self.shared = [number for number in kept if number not in set(self.own)]

    def _add_blank_page(self) -> None:
        """Let the next copy begin on the front of a sheet."""
        box = re.search(rb"/MediaBox \[[^\]]*\]", self.objects[self.pages[-1]])
        assert box
        number = max(self.objects) + 1
        self.objects[number] = b"<</Type /Page /Parent %d 0 R %s /Resources <<>> /Tabs /S>>" % (self.pages_root, box.group(0))
        self.pages.append(number)


class Template:
    """Objects as bytes with holes for numbers that each copy fills in anew. Numbers have seven digits, so that nothing moves.

    A hole is a number of the copy's own objects, counted from its first, or a key of the parent tree, counted from its first.
    """

    def __init__(self, bodies: Iterable[bytes], own: Mapping[int, int], shared: Mapping[int, int]) -> None:
        self.holes: list[tuple[int, int]] = []  # 0 or 1, for objects or keys, and how far from the first
        self.bodies = [self._with_holes(body, own, shared) for body in bodies]

    def _with_holes(self, body: bytes, own: Mapping[int, int], shared: Mapping[int, int]) -> bytes:
        def hole(found: re.Match[bytes]) -> bytes:
            if not found.group(1):
                self.holes.append((1, int(found.group(3))))
                return b"/%s %%07d" % found.group(2)
            number = int(found.group(1))
            if number in own:
                self.holes.append((0, own[number]))
                return b"%07d 0 R"
            return b"%d 0 R" % shared.get(number, 0)

        return LINK.sub(hole, body.replace(b"%", b"%%"))

    def filled(self, first: int, first_key: int) -> tuple[int, ...]:
        """Return what stands in the holes of a copy."""
        bases = (first, first_key)
        return tuple([bases[which] + away for which, away in self.holes])


class Bound:
    """A drawing in the file: where its shared objects are, what is repeated for each copy, and the ledger that copies share."""

    def __init__(self, drawing: Drawing, shared: Mapping[int, int], base: int, blank: Blanked | None) -> None:
        self.drawing, self.shared, self.base, self.blank = drawing, shared, base, blank
        self.own = {number: at for at, number in enumerate(drawing.own)}
        self.single = [number for number in drawing.own if number in drawing.opened or b"stream" in drawing.objects[number]]
        self.repeated = [number for number in drawing.own if number not in set(self.single)]
        template = Template([self._body(number) for number in self.repeated], self.own, shared)
        self.holes = template
        offsets, at = [], 0
        for body in template.bodies:
            offsets.append(at)
            at += len(body % ((0,) * body.count(b"%07d"))) + 1
        self.head_size = sum(len(b"%07d %d " % (0, offset)) for offset in offsets)
        self.offsets = offsets
        self.payload = b"\n".join(template.bodies)
        self.keys = Template([b" ".join(b"/StructParents %d %s" % (key, value) for key, value in drawing.keys)], self.own, shared)

    def _body(self, number: int) -> bytes:
        body = self.drawing.objects[number]
        if number in self.drawing.tops:
            body = body.replace(b"/S /Document", b"/S /Sect", 1)
            if b"/Lang " not in body and self.drawing.language:
                body = body[:-2] + b" /Lang (%s)>>" % self.drawing.language.group(1)
        return body

    def held(self, first: int, first_key: int) -> bytes:
        """Return the holder of what is repeated, for a copy."""
        head = b"".join([b"%07d %d " % (first + self.own[number], offset) for number, offset in zip(self.repeated, self.offsets, strict=True)])
        packed = zlib.compress(head + self.payload % self.holes.filled(first, first_key), PACKING)
        told = b"<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream"
        return told % (len(self.repeated), self.head_size, len(packed), packed)

    def key_rows(self, first: int, first_key: int) -> bytes:
        """Return the rows of the parent tree for a copy."""
        return (self.keys.bodies[0] % self.keys.filled(first, first_key)).replace(b"/StructParents ", b"")


@dataclass
class Binder:
    """Gathers copies, and closes the file. What is printed on two sides begins on the front of a sheet."""

    parts: list[bytes] = field(default_factory=lambda: [PDF_HEADER])
    offset: int = len(PDF_HEADER)
    entries: bytearray = field(default_factory=lambda: bytearray(entry(0, 0, 255)))
    held: list[tuple[int, bytes]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    next_key: int = 0
    bases: list[tuple[int, Ledger]] = field(default_factory=list)
    copies: list[tuple[int, Ledger]] = field(default_factory=list)
    known: dict[int, Bound] = field(default_factory=dict)
    intent: int = 0

    def __post_init__(self) -> None:
        self.pages_root, self.document, self.tree = self._new(), self._new(), self._new()

    def add(self, blank: Blanked, filled: Filled, words: Mapping[int, str], code: str) -> bool:
        """Add a partner's copy of a blank; False if their words need a font that it does not have."""
        own = blank.own_objects(filled, words)
        if own is None:
            return False
        if id(blank) not in self.known:
            opened = [number for number in blank.opened if number not in (blank.info, blank.metadata)]
            drawing = Drawing(blank.objects, blank.root, blank.info, opened)
            fonts = {number for numbers in blank.fonts.values() for number in numbers.values()}
            self.known[id(blank)] = self._bind(drawing, blank.base, blank, fonts)
        self._copy(self.known[id(blank)], own, blank.own_ledger(filled, words, code))
        return True

    def add_whole(self, data: bytes) -> None:
        """Add a finished PDF of ours that was made by itself."""
        objects, root, info = objects_of(data)
        drawing = Drawing(objects, root, info, alone=True)
        ledger = whole_ledger(_keywords(objects[info]))
        one = self._bind(drawing, ledger, None, set())
        self._copy(one, {}, Ledger({}, {}, editions=ledger.editions))

    def _bind(self, drawing: Drawing, base: Ledger, blank: Blanked | None, fonts: set[int]) -> Bound:
        """Put what copies share into the file once; fonts are written at the end, when all letters are known."""
        numbers = {number: self._new() for number in drawing.shared}
        numbers |= {drawing.pages_root: self.pages_root, drawing.tree: self.document}
        for number in drawing.shared:
            if number not in fonts:
                self._put(numbers[number], _renumbered(drawing.objects[number], numbers))
        runs = sum(run.times * len(run.spots) for run in base.places)
        if base.places and runs < len(drawing.pages):
            base = replace(base, places=(*base.places, BLANK))
        self.bases.append((len(drawing.pages), base))
        return Bound(drawing, numbers, len(self.bases) - 1, blank)

    def _copy(self, one: Bound, own: Mapping[int, bytes], ledger: Ledger) -> None:
        drawing, first = one.drawing, self._count
        self.entries.extend(bytes(ENTRY * len(drawing.own)))
        numbers = {**one.shared, **{number: first + at for number, at in one.own.items()}} if one.single else one.shared
        for number in one.single:
            self._put(numbers[number], _renumbered(own.get(number) or drawing.objects[number], numbers, self.next_key))
        holder = self._new()
        for place, number in enumerate(one.repeated):
            at = ENTRY * (first + one.own[number])
            self.entries[at : at + ENTRY] = entry(IN_HOLDER, holder, place)
        self._put(holder, one.held(first, self.next_key))
        if not self.intent:
            self.intent = one.shared.get(drawing.intent) or first + one.own[drawing.intent]
        self.pages += [first + one.own[number] for number in drawing.pages]
        self.tops += [first + one.own[number] for number in drawing.tops]
        self.keys.append(one.key_rows(first, self.next_key))
        self.next_key += drawing.next_key
        if ledger.places and len(ledger.places) < len(self.bases[one.base][1].places):
            ledger = replace(ledger, places=(*ledger.places, BLANK))
        self.copies.append((one.base, ledger))

    @property
    def _count(self) -> int:
        return len(self.entries) // ENTRY

    def _new(self) -> int:
        self.entries.extend(bytes(ENTRY))
        return self._count - 1

    def _put(self, number: int, body: bytes) -> None:
        """Put an object into the file: a stream as it is, all else into a holder."""
        if b"stream" not in body:
            self.held.append((number, body))
            if len(self.held) == MOST_HELD:
                self._hold()
            return
        self.entries[ENTRY * number : ENTRY * (number + 1)] = entry(IN_FILE, self.offset, 0)
        self.parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        self.offset += len(self.parts[-1])

    def _hold(self) -> None:
        holder = self._new()
        for place, (number, _) in enumerate(self.held):
            self.entries[ENTRY * number : ENTRY * (number + 1)] = entry(IN_HOLDER, holder, place)
        held, self.held = self.held, []
        self._put(holder, holder_of(held))

    def closed(self, said: Document) -> bytes:
        """Return the file, which says of itself what `said` does but for its keywords."""
        for one in self.known.values():
            assert one.blank is not None
            for number, body in one.blank.font_bodies().items():
                self._put(one.shared[number], _renumbered(body, one.shared))
        info, metadata, root, parents = self._new(), self._new(), self._new(), self._new()
        keywords = bound(self.bases, self.copies)
        told = {"Title": said.title, "Subject": said.subject, "Keywords": keywords, "Author": "makecards", "Creator": "makecards"}
        self._put(info, b"<<%s>>" % b" ".join(b"/%s %s" % (key.encode(), text_string(text)) for key, text in told.items()))
        self._put(metadata, stream_object("/Type /Metadata /Subtype /XML ", packet(replace(said, keywords=keywords))))
        self._put(self.pages_root, b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(self.pages), _links(self.pages)))
        self._put(self.document, b"<</Type /StructElem /S /Document /P %d 0 R /K [%s] /Lang %s>>" % (self.tree, _links(self.tops), text_string(said.language)))
        self._put(parents, b"<</Nums [%s]>>" % b" ".join(self.keys))
        tree = b"<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>"
        self._put(self.tree, tree % (self.document, parents, self.next_key))
        wishes = b"/DisplayDocTitle true /PrintScaling /None" + (b" /Duplex /DuplexFlip%sEdge" % said.duplex.capitalize().encode() if said.duplex else b"")
        catalog = b"<</Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /Metadata %d 0 R /OutputIntents [%d 0 R] /Lang %s /MarkInfo <</Marked true>> /ViewerPreferences <<%s>>>>"
        self._put(root, catalog % (self.pages_root, self.tree, metadata, self.intent, text_string(said.language), wishes))
        self._hold()
        table = self._new()
        self.entries[ENTRY * table :] = entry(IN_FILE, self.offset, 0)
        name = hashlib.sha256(keywords.encode()).hexdigest()[:32]
        self.parts.append(table_of(table, bytes(self.entries), root, info, name, self.offset))
        return b"".join(self.parts)


def _number(pattern: bytes, body: bytes) -> int:
    found = re.search(pattern, body)
    assert found, pattern
    return int(found.group(1))


def _renumbered(body: bytes, numbers: Mapping[int, int], keys: int = 0) -> bytes:
    """Return an object with what it refers to by its numbers in the new file. What a stream holds is left as it is."""

    def new(found: re.Match[bytes]) -> bytes:
        if found.group(1):
            return b"%d 0 R" % numbers.get(int(found.group(1)), 0)
        return b"/%s %d" % (found.group(2), int(found.group(3)) + keys)

    head, stream, data = body.partition(b"stream\n")
    return LINK.sub(new, head) + stream + data


def _links(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _keywords(info: bytes) -> str:
    found = re.search(rb"/Keywords (" + STRING + rb")", info)
    assert found
    return text_of(found.group(1))
