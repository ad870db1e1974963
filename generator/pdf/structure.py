"""The element tree -> the structure tree that a screen reader walks: what each thing is, in the order of reading.

It is built before anything is drawn; drawing only hangs marks on it. So the order of reading is that of the layout's
file, whatever the order of paint. Roles are those of ISO 32000-1, 14.8.4; it knows no PDF library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.markup.elements import Element

ROLES = {"layout": "Document", "section": "Sect", "face": "Sect", "panel": "Sect", "callout": "Div", "list": "L", "qr": "Figure", "image": "Figure"}
FURNITURE = frozenset({"header", "footer"})  # stands on every page: said once it is noise, said on each page it is worse


@dataclass(eq=False, slots=True)
class TagNode:
    """A node of the structure tree. `kids` are nodes, and whatever the press hangs on them; `attributes` are words."""

    role: str
    parent: TagNode | None = None
    kids: list[object] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    language: str = ""
    scope: str = ""
    placed: bool = False  # inline nodes join their parent's kids when their first words are drawn

    def child(self, role: str, **given: str) -> TagNode:
        node = TagNode(role, self, **given, placed=True)  # type: ignore[arg-type]
        self.kids.append(node)
        return node


@dataclass(eq=False, slots=True)
class Structure:
    """The structure of one piece: its root, and for each element the node that its marks belong to.

    An element without a node is decoration; `labels` are the bullets of items.
    """

    root: TagNode
    nodes: dict[Element, TagNode] = field(default_factory=dict)
    labels: dict[Element, TagNode] = field(default_factory=dict)


def structure_of(page: Element, root: TagNode | None = None, *, links: bool = True) -> Structure:
    """Return the structure of a composed page, below `root` if given. Without `links`, numbers and addresses are plain text."""
    structure = Structure(root.child("Part") if root else TagNode("Document", placed=True))
    structure.nodes[page] = structure.root
    if page.get("lang"):
        structure.root.language = page.get("lang")
    for part in page.parts():
        _grow(part, structure.root, structure, links=links)
    return structure


def _grow(element: Element, parent: TagNode, structure: Structure, *, links: bool) -> None:
    tag = element.tag
    if tag in FURNITURE:
        return
    if tag == "table":
        _table(element, parent, structure, links=links)
    elif tag == "item":
        _item(element, parent, structure, links=links)
    elif tag in ("para", "heading"):
        _text(element, parent.child(f"H{element.get('level')}" if tag == "heading" else "P"), structure, links=links)
    else:
        is_own = tag in ROLES and not (tag == "section" and element.get("least"))  # which only says what may give way
        node = parent.child(ROLES[tag], alt=element.get("alt")) if is_own else parent
        structure.nodes[element] = node
        if is_own:
            node.language = element.get("lang")
        for part in element.parts():
            _grow(part, node, structure, links=links)


def _item(element: Element, parent: TagNode, structure: Structure, *, links: bool) -> None:
    entry = parent.child("LI")
    structure.labels[element] = entry.child("Lbl")
    _content(element, entry.child("LBody"), structure, links=links)


def _content(element: Element, node: TagNode, structure: Structure, *, links: bool) -> None:
    """An item or a cell holds text, or blocks."""
    if element.blocks():
        structure.nodes[element] = node
        for part in element.parts():
            _grow(part, node, structure, links=links)
    else:
        _text(element, node, structure, links=links)


def _text(element: Element, node: TagNode, structure: Structure, *, links: bool) -> None:
    node.language = element.get("lang")
    structure.nodes[element] = node
    _inline(element, node, structure, links=links)


def _inline(element: Element, node: TagNode, structure: Structure, *, links: bool) -> None:
    """A link, and words in another language, have a node inside that of what they stand in."""
    for part in element.parts():
        own = node
        if part.tag in ("link", "phone") and links:
            own = TagNode("Link", node, language=part.get("lang"))
        elif part.get("lang"):
            own = TagNode("Span", node, language=part.get("lang"))
        structure.nodes[part] = own
        _inline(part, own, structure, links=links)


def _table(element: Element, parent: TagNode, structure: Structure, *, links: bool) -> None:
    """A table with a summary is a table; one without only lines things up, and is read as what it holds."""
    if not element.get("summary"):
        for row in element.parts():
            for cell in row.parts():
                _content(cell, parent if cell.blocks() else parent.child("P"), structure, links=links)
        return
    table = parent.child("Table", alt=element.get("summary"))
    for row in element.parts():
        line = table.child("TR")
        for number, cell in enumerate(row.parts()):
            scope = "Column" if row.get("kind") == "head" else "Row" if number == 0 else ""
            node = line.child("TH" if scope else "TD", scope=scope)
            _content(cell, node, structure, links=links)
