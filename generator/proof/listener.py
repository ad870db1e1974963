"""A finished PDF -> what of its structure a listener would stumble over, read from the file itself.

The rules of `markup/lint.py` again, on what was really written: the tree is there, the language is said, the title is a
title, there is one heading of level 1 and no level is skipped, every picture has words. Press editions have no tree.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from generator.foundation.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST_TREE = 60


def inspect(data: bytes, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the structure of a finished PDF."""
    import pikepdf

    place = Place(file)
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        yield Problem(place, "E802", f"this PDF is damaged: {error}")
        return
    with pdf:
        if "/StructTreeRoot" not in pdf.Root:
            if pdf.pages and "/TrimBox" not in pdf.pages[0].obj:
                yield Problem(place, "E830", "it has no structure: a screen reader finds nothing in it")
            return
        if not str(pdf.Root.get("/Lang", "")):
            yield Problem(place, "E831", "it does not say its language")
        title = str(pdf.docinfo.get("/Title", ""))
        if not title or re.search(r"\.\w{2,4}$|^untitled$|_", title, re.IGNORECASE):
            yield Problem(place, "E832", f"its title '{title}' is no title")
        yield from _walk(pdf, place)


def _walk(pdf: Any, place: Place) -> Iterator[Problem]:
    titles, before, languages = 0, 0, 0
    for node in _nodes(pdf.Root.StructTreeRoot.get("/K"), 0):
        role = str(node.get("/S", ""))
        languages += role == "/Sect" and "/Lang" in node  # a part in a language of its own has a title of its own
        if role == "/Figure" and not str(node.get("/Alt", "")):
            yield Problem(place, "E834", "a picture has no words (Alt)")
        match = re.fullmatch(r"/H([1-6])", role)
        if not match:
            continue
        level = int(match.group(1))
        titles += level == 1
        if level > before + 1:
            yield Problem(place, "E462", f"a heading of level {level} follows one of level {before}")
        before = level
    if titles > max(1, languages):
        yield Problem(place, "E833", f"it has {titles} headings of level 1")


def _nodes(kids: Any, depth: int) -> Iterator[Any]:
    import pikepdf

    if kids is None or depth > DEEPEST_TREE:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _nodes(kid.get("/K"), depth + 1)
