"""A PDF from anywhere -> what it has that no file of makecards has, and that would draw for ever, fill the memory or run.

It is looked into before it is drawn, for what is drawn cannot be stopped.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Many times what ours have.
MOST_OBJECTS, MOST_PAGES = 500_000, 5_000
LONGEST_SIDE = 7_200.0  # points of a page
LARGEST_PART = 32 * 1024 * 1024  # bytes that a part of it may unpack to
MOST_FOREIGN_PIXELS = 40_000_000  # of a picture
MOST_DRAWN, MOST_IN_ALL = 2_000_000, 600_000_000  # bytes of what draws a page, with all that it calls, and of what draws all pages
FINEST_DASH = 0.1  # points
DRAWS = re.compile(rb"/[^\s/()<>\[\]]+\s+Do\b")
DASHES = re.compile(rb"\[([\d\s.]{1,60})\]\s*[\d.]{1,20}\s+d\b")
FOREIGN = {
    "/PatternType": "a pattern",
    "/CharProcs": "a font of drawings",
    "/SMask": "a mask",
    "/ShadingType": "a shading",
    "/JS": "a script",
    "/UserUnit": "a scale",
}


def foreign_to_us(data: bytes) -> str:
    """Return what a PDF has that would draw for ever, fill the memory or run, and that no file of ours has; "" if nothing."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if pdf.is_encrypted:
            return "it is locked"
        if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
            return f"it has {len(pdf.pages):,} pages and {len(pdf.objects):,} parts"
        forms = [0]
        for part in pdf.objects:
            for held in _dictionaries(part, pikepdf, 0):
                if found := next((what for key, what in FOREIGN.items() if key in held and (key != "/SMask" or held["/SMask"] != "/None")), ""):
                    return f"it has {found}"
            if isinstance(part, pikepdf.Stream):
                drawn = _unpacked(part, pikepdf)
                if isinstance(drawn, str):
                    return drawn
                if part.get("/Subtype") == "/Form":
                    forms.append(len(drawn))
                    if DRAWS.search(drawn):
                        return "it has a drawing inside a drawing inside a page"
        return _endless_pages(pdf, max(forms), pikepdf)


def _endless_pages(pdf: Any, longest: int, pikepdf: Any) -> str:
    """Return why the pages would take too long to draw, each or all together; `longest` are the bytes of the longest drawing."""
    in_all = 0
    for page in pdf.pages:
        why, whole = _endless(page, longest, pikepdf)
        in_all += whole
        if why:
            return why
    return "its pages draw too much together" if in_all > MOST_IN_ALL else ""


def _dictionaries(part: Any, pikepdf: Any, depth: int) -> Iterator[Any]:
    """Yield a part of a PDF and what is written inside it, not what it refers to."""
    if depth > 12 or not isinstance(part, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return
    if not isinstance(part, pikepdf.Array):
        yield part
    for inside in part if isinstance(part, pikepdf.Array) else [part[key] for key in part.keys()]:  # noqa: SIM118 - it is no dict
        if isinstance(inside, pikepdf.Dictionary | pikepdf.Array) and not inside.is_indirect:
            yield from _dictionaries(inside, pikepdf, depth + 1)


def _unpacked(part: Any, pikepdf: Any) -> bytes | str:
    """Return what a stream holds, or why nobody should unpack it. A picture's pixels are counted and left alone."""
    filters = part.get("/Filter", [])
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    if part.get("/Subtype") == "/Image":
        pixels = int(part.get("/Width", 0)) * int(part.get("/Height", 0))
        return "it has a picture that is too large" if not 0 < pixels <= MOST_FOREIGN_PIXELS else b""
    if names == ["/FlateDecode"]:
        unpacking = zlib.decompressobj()
        held = unpacking.decompress(part.read_raw_bytes(), LARGEST_PART)
        return "a part of it unpacks to too much" if unpacking.unconsumed_tail else held
    return "a part of it is packed in another way" if names else part.read_raw_bytes()


def _endless(page: Any, longest: int, pikepdf: Any) -> tuple[str, int]:
    """Return why a page would take too long to draw, and how many bytes draw it at most.

    `longest` are the bytes of the longest drawing that it may call.
    """
    for box in (page.mediabox, page.cropbox):
        left, bottom, right, top = (float(edge) for edge in box)
        if not (0 < right - left <= LONGEST_SIDE and 0 < top - bottom <= LONGEST_SIDE):
            return "its pages are larger than any paper", 0
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
    drawn = b"\n".join(part.read_bytes() for part in parts)
    whole = len(drawn) + len(DRAWS.findall(drawn)) * longest
    if whole > MOST_DRAWN:
        return "a page of it draws too much", whole
    if any(float(number) < FINEST_DASH for dashes in DASHES.findall(drawn) for number in dashes.split()):
        return "it has a line of dashes that nobody sees", whole
    return "", whole
