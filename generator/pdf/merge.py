"""Finished PDFs -> one PDF to print, with all that they say to a listener and to whoever proves them.

A library that joins pages leaves the structure behind. Here each file's tree becomes a section of one tree, its keys are
counted on. What the whole shows is told by whoever joins them. Nothing on a page changes. The same bytes for the same files.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.pdf.identity import packet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.pdf.document import Document


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished PDF, and the name by which it is found among the bookmarks."""

    name: str
    data: bytes


def merge(parts: Sequence[Bundle], said: Document, *, on_fronts: bool) -> bytes:
    """Return the pages of all parts in one tagged PDF that says of itself what `said` does.

    With `on_fronts` every part begins on the front of a sheet: a blank page stands behind an odd number of pages.
    """
    import pikepdf

    with pikepdf.new() as whole:
        tree = whole.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        document = whole.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=tree, K=[], Lang=said.language))
        keys: list[Any] = []
        next_key = 0
        starts = []
        for part in parts:
            if on_fronts and len(whole.pages) % 2:
                _add_blank(whole)
            starts.append(len(whole.pages))
            with pikepdf.open(io.BytesIO(part.data)) as one:
                next_key = _add(whole, one, document, keys, next_key)
        tree.K = pikepdf.Array([document])
        tree.ParentTree = whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(keys)))
        tree.ParentTreeNextKey = next_key
        whole.Root.StructTreeRoot = tree
        _identify(whole, said)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(part.name, start, "Fit") for part, start in zip(parts, starts, strict=True))
        buffer = io.BytesIO()
        whole.save(buffer, deterministic_id=True, min_version="1.7")
    return buffer.getvalue()


def _add_blank(whole: Any) -> None:
    box = [float(edge) for edge in whole.pages[-1].mediabox]
    whole.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))


def _add(whole: Any, one: Any, document: Any, keys: list[Any], first_key: int) -> int:
    """Add a file's pages, and its tree as a section of `document`; return the next free key of the parent tree."""
    import pikepdf

    before = len(whole.pages)
    whole.pages.extend(one.pages)
    for page in whole.pages[before:]:
        if "/StructParents" in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + first_key
        for note in page.obj.get("/Annots", []):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + first_key
    root = one.Root.StructTreeRoot
    tree = whole.copy_foreign(root)  # after the pages: what the tree says of them is then said of the pages just added
    for section in tree.K:
        section.S = pikepdf.Name.Sect
        section.P = document
        if "/Lang" not in section:
            section.Lang = pikepdf.String(str(one.Root.Lang))
        document.K.append(section)
    numbers = list(tree.ParentTree.Nums)
    for key, held in zip(numbers[::2], numbers[1::2], strict=True):
        keys += [int(key) + first_key, held]
    for intent in one.Root.get("/OutputIntents", []):
        if "/OutputIntents" not in whole.Root:
            whole.Root.OutputIntents = pikepdf.Array([whole.copy_foreign(intent)])
    return first_key + int(root.ParentTreeNextKey)


def _identify(whole: Any, said: Document) -> None:
    """Let the whole say of itself what `identity` lets a piece say."""
    import pikepdf

    for key, text in (("Title", said.title), ("Subject", said.subject), ("Keywords", said.keywords), ("Author", "makecards"), ("Creator", "makecards")):
        whole.docinfo[f"/{key}"] = pikepdf.String(text)
    whole.Root.Metadata = whole.make_stream(packet(said), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    whole.Root.Lang = pikepdf.String(said.language)
    whole.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    whole.Root.PageMode = pikepdf.Name.UseOutlines
    wishes = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"))
    if said.duplex:
        wishes.Duplex = pikepdf.Name.DuplexFlipLongEdge if said.duplex == "long" else pikepdf.Name.DuplexFlipShortEdge
    if said.copies > 1:
        wishes.NumCopies = said.copies
    whole.Root.ViewerPreferences = wishes
