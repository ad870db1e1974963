"""A finished PDF -> the same with blanks: objects that are the same in every copy, packed once, and those that are not.

What is the same stands in front, in one compressed object where it may (ISO 32000-1, 7.5.7); only what differs is written
for each copy. Strings are written and read here, and nowhere else. It knows no fonts, no pages and no partners.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PDF_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ROOT, INFO = re.compile(rb"/Root (\d+) 0 R"), re.compile(rb"/Info (\d+) 0 R")
ENTRY = 7  # bytes of an object's entry: a kind, four for its offset or its holder, two for its place there
IN_FILE, IN_HOLDER = 1, 2
MOST_HELD = 250  # objects in a holder: whoever wants one of them unpacks them all

STRING = rb"(?:<[0-9A-Fa-f]*>|\((?:[^()\\]|\\(?s:.))*\))"  # a pattern: a string as it is written here and by reportlab
SPECIAL, ESCAPED = re.compile(rb"[\\()\r]"), re.compile(rb"\\([0-7]{1,3}|\r\n|(?s:.))")
MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
UTF_16 = b"\xfe\xff"  # the mark with which a text in UTF-16 begins


def literal(data: bytes) -> bytes:
    """Return bytes as a string in parentheses (7.3.4.2)."""
    return b"(%s)" % SPECIAL.sub(lambda found: b"\\r" if found.group() == b"\r" else b"\\" + found.group(), data)


def text_string(text: str) -> bytes:
    """Return a text as a string (7.9.2.2): as it is if it is ASCII, else in hexadecimal."""
    return literal(text.encode()) if text.isascii() else hexadecimal(text)


def hexadecimal(text: str) -> bytes:
    """Return a text as a string of hexadecimal digits: in UTF-16, with its mark."""
    return b"<%s>" % (UTF_16 + text.encode("utf-16-be")).hex().upper().encode()


def text_of(string: bytes) -> str:
    """Return the text of a string, however it is written. What is not UTF-16 is read as Latin-1, which agrees with PDF's own letters where we use them."""
    data = bytes.fromhex(string[1:-1].decode()) if string.startswith(b"<") else ESCAPED.sub(_meant, string[1:-1])
    return data.removeprefix(UTF_16).decode("utf-16-be") if data.startswith(UTF_16) else data.decode("latin-1")


def _meant(found: re.Match[bytes]) -> bytes:
    told = found.group(1)
    return bytes([int(told, 8) & 255]) if told.isdigit() else MEANT.get(told, told)


def objects_of(data: bytes) -> tuple[dict[int, bytes], int, int]:
    """Return the objects of a PDF of reportlab's by number, and the numbers of its catalogue and of what it says of itself."""
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    head, _, rest = data[start:].partition(b"\n")
    assert head.strip() == b"xref"
    count = int(rest.split(None, 2)[1])
    rows = rest.split(b"\n", 1)[1]
    offsets = [int(rows[20 * number : 20 * number + 10]) for number in range(count)]
    starts = sorted(offsets[1:])
    ends = dict(zip(starts, [*starts[1:], start], strict=True))
    found = {}
    for number in range(1, count):
        body = data[offsets[number] : ends[offsets[number]]]
        body = body[body.index(b"obj") + 3 : body.rindex(b"endobj")]
        found[number] = body.strip(b"\r\n ") if b"stream" not in body else body.lstrip(b"\r\n ").removesuffix(b"\n")
    trailer = data[start:]
    root, info = ROOT.search(trailer), INFO.search(trailer)
    assert root
    assert info
    return found, int(root.group(1)), int(info.group(1))


class Blank:
    """A PDF in which some objects are left open. `printed` fills them in."""

    def __init__(self, objects: Mapping[int, bytes], root: int, info: int, opened: Collection[int]) -> None:
        self.root, self.info = root, info
        self.opened = sorted(opened)
        fixed = {number: body for number, body in objects.items() if number not in opened}
        held = [number for number, body in sorted(fixed.items()) if b"stream" not in body]
        holders = [held[at : at + MOST_HELD] for at in range(0, len(held), MOST_HELD)]
        self.size = max(objects) + len(holders) + 2  # a number for each holder, and one for the table
        entries = bytearray(ENTRY * self.size)
        parts = [PDF_HEADER]
        offset = len(PDF_HEADER)

        def put(number: int, body: bytes) -> None:
            nonlocal offset
            entries[ENTRY * number : ENTRY * (number + 1)] = entry(IN_FILE, offset, 0)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            offset += len(parts[-1])

        for number in sorted(set(fixed) - set(held)):
            put(number, fixed[number])
        for which, numbers in enumerate(holders):
            holder = max(objects) + 1 + which
            for place, number in enumerate(numbers):
                entries[ENTRY * number : ENTRY * (number + 1)] = entry(IN_HOLDER, holder, place)
            put(holder, holder_of([(number, fixed[number]) for number in numbers]))
        entries[:ENTRY] = entry(0, 0, 65535)
        self.front, self.entries = b"".join(parts), bytes(entries)

    def printed(self, filled: Mapping[int, bytes]) -> bytes:
        """Return the PDF with its open objects filled in. Same objects, same bytes."""
        entries = bytearray(self.entries)
        parts = [self.front]
        offset = len(self.front)
        digest = hashlib.sha256()
        for number in self.opened:
            body = filled[number]
            entries[ENTRY * number : ENTRY * (number + 1)] = entry(IN_FILE, offset, 0)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            offset += len(parts[-1])
            digest.update(body)
        table = self.size - 1
        entries[ENTRY * table : ENTRY * (table + 1)] = entry(IN_FILE, offset, 0)
        parts.append(table_of(table, bytes(entries), self.root, self.info, digest.hexdigest()[:32], offset))
        return b"".join(parts)


def table_of(number: int, entries: bytes, root: int, info: int, name: str, offset: int) -> bytes:
    """Return the end of a PDF: the table of where its objects stand, which begins at this offset."""
    packed = zlib.compress(entries)
    told = b"/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]" % (len(entries) // ENTRY, root, info, name.encode(), name.encode())
    body = b"%d 0 obj\n<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream\nendobj\n" % (number, told, len(packed), packed)
    return body + b"startxref\n%d\n%%%%EOF\n" % offset


def entry(kind: int, value: int, place: int) -> bytes:
    """Return where an object stands: in the file at an offset, or in a holder at a place (7.5.8.3)."""
    return bytes((kind,)) + value.to_bytes(4) + place.to_bytes(2)


def holder_of(objects: list[tuple[int, bytes]]) -> bytes:
    """Return an object that holds others (7.5.7)."""
    heads, bodies, at = [], [], 0
    for number, body in objects:
        heads.append(b"%d %d" % (number, at))
        bodies.append(body + b"\n")
        at += len(bodies[-1])
    head = b" ".join(heads) + b"\n"
    packed = zlib.compress(head + b"".join(bodies), 9)
    return b"<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream" % (len(objects), len(head), len(packed), packed)
