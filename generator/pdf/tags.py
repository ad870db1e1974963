"""Marks as they are drawn -> marked content that hangs on the structure tree, and the tree's objects in the PDF.

Every mark is either content of a node or an artifact; nothing is left untagged (ISO 14289-1, 7.1). With drawing,
pressing and patches the only module that knows reportlab's inside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.foundation.addresses import site_of
from generator.pdf.objects import hexadecimal
from generator.pdf.structure import Structure, TagNode
from generator.typesetting.faces import Code, Fill, Frame, Inset, Picture, Stroke, Words

if TYPE_CHECKING:
    from generator.foundation.measures import Box
    from generator.markup.elements import Element
    from generator.typesetting.faces import Link, Mark


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content on a page, by number."""

    page: str
    number: int


@dataclass(frozen=True, slots=True)
class Area:
    """A link's live area on a page."""

    page: str
    reference: Any


@dataclass(frozen=True, slots=True)
class Stance:
    """How a face or a panel lies in what holds it: moved to x, y (points, upwards), or turned about that corner."""

    x: float
    y: float
    turned: bool = False

    def placed(self, edges: tuple[float, ...]) -> tuple[float, ...]:
        left, bottom, right, top = edges
        if self.turned:
            return self.x - right, self.y - top, self.x - left, self.y - bottom
        return self.x + left, self.y + bottom, self.x + right, self.y + top


@dataclass(slots=True)
class Tagger:
    """Follows the drawing of a document and keeps its books: which node each piece of marked content belongs to."""

    canvas: Any
    root: TagNode
    structures: list[Structure] = field(default_factory=list)
    parents: dict[int, Any] = field(default_factory=dict)  # the parent tree: a page's nodes, or an area's node
    boxes: dict[TagNode, tuple[float, ...]] = field(default_factory=dict)
    on_page: list[TagNode] = field(default_factory=list)
    open: object = None  # the node that is being drawn, ARTIFACT, or None
    areas: int = 0
    links: list[tuple[Link, str, float]] = field(default_factory=list)  # whose areas have which names, and how high their pages are
    frames: list[Stance] = field(default_factory=list)  # how what is drawn now lies on the page, the innermost last

    @property
    def page(self) -> str:
        name: str = self.canvas._doc.thisPageName()  # noqa: SLF001
        return name

    def enter(self, mark: Mark, height: float) -> None:
        """Begin the marked content that a mark belongs to, unless it is open already."""
        node = self._node(mark)
        if node is None:
            self.artifact()
            return
        if isinstance(mark, Code | Picture):
            self.boxes[node] = self._on_page(mark.box, height)
        if isinstance(mark, Words) and mark.leftwards and not _holds_more(mark.leaf):
            node.actual = mark.leaf.text()  # its letters are drawn from left to right, and few readers turn them round (14.9.4)
        if self.open is not node:
            self.leave()
            number = len(self.on_page)
            self._write(f"/{node.role} <</MCID {number}>> BDC")
            self._join(node)
            node.kids.append(Content(self.page, number))
            self.on_page.append(node)
            self.open = node

    def _on_page(self, box: Box, height: float) -> tuple[float, ...]:
        """Return a box of a mark in the page's own measure: left, bottom, right, top."""
        edges: tuple[float, ...] = (box.x, height - box.bottom, box.right, height - box.y)
        for frame in reversed(self.frames):
            edges = frame.placed(edges)
        return edges

    def artifact(self) -> None:
        """Begin decoration."""
        if self.open is not ARTIFACT:
            self.leave()
            self._write("/Artifact BMC")
            self.open = ARTIFACT

    def leave(self) -> None:
        """End what is open."""
        if self.open is not None:
            self._write("EMC")
            self.open = None

    def link(self, mark: Link, box: Box, address: str, height: float) -> None:
        """Make a link's live area, which belongs to its node and says in words where it leads."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        node = self._of(mark.leaf)
        while node is not None and node.role != "Link":
            node = node.parent
        if node is None:
            return  # what stands on every page is no content, and so leads nowhere (ISO 14289-1, 7.18.5)
        action = PDFDictionary({"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(address)})
        area = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(edge, 3) for edge in (box.x, height - box.bottom, box.right, height - box.y)]),
                "A": action,
                "Border": PDFArray([0, 0, 0]),
                "F": 4,  # printed as it stands; PDF/A asks for it (ISO 19005-2, 6.3.2)
                "Contents": PDFString(spoken(self._leaf_of(node), self.root.language)),
            }
        )
        name = f"area{self.areas}"
        self.links.append((mark, name, height))
        key = FIRST_AREA + self.areas  # pages have the low numbers; renumbered in `finish`
        self.parents[key] = (node, area)
        self.areas += 1
        self.canvas._addAnnotation(area, name)  # noqa: SLF001
        self._join(node)
        node.kids.append(Area(self.page, self.canvas._doc.refAnnotation(name)))  # noqa: SLF001

    def end_page(self) -> None:
        """Close the page: everything drawn on it has its place in the tree."""
        from reportlab.pdfbase.pdfdoc import PDFName

        self.leave()
        nodes, self.on_page = self.on_page, []
        self.canvas.showPage()
        page = self.canvas._doc.Pages.pages[-1]  # noqa: SLF001
        page.StructParents = len([key for key in self.parents if key < FIRST_AREA])
        page.Tabs = PDFName("S")
        self.parents[page.StructParents] = nodes

    def finish(self) -> None:
        """Write the tree into the document: an object for each node, its numbers looked up once."""
        document = self.canvas._doc  # noqa: SLF001
        nodes: list[TagNode] = []
        _drawn_nodes(self.root, nodes)
        objects = document.idToObject
        numbers = {node: _register(document, f"structure{at}") for at, node in enumerate(nodes)}
        tree_number = _register(document, "structure-tree")
        parents_number = _register(document, "parent-tree")
        for at, node in enumerate(nodes):
            above = numbers[node.parent] if node.parent else tree_number
            objects[f"structure{at}"] = self._element(node, above, numbers, document)
        rows: list[str] = []
        pages = sorted(key for key in self.parents if key < FIRST_AREA)
        areas = sorted(key for key in self.parents if key >= FIRST_AREA)
        rows += [f"{key} [{' '.join(f'{numbers[node]} 0 R' for node in self.parents[key])}]" for key in pages]
        for at, key in enumerate(areas, len(pages)):
            node, area = self.parents[key]
            area["StructParent"] = at
            rows.append(f"{at} {numbers[node]} 0 R")
        objects["parent-tree"] = f"<</Nums [{' '.join(rows)}]>>".encode()
        next_key = len(pages) + len(areas)
        root = f"<</Type /StructTreeRoot /K [{numbers[self.root]} 0 R] /ParentTree {parents_number} 0 R /ParentTreeNextKey {next_key}>>"
        objects["structure-tree"] = root.encode()
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

        document.Catalog.StructTreeRoot = PDFObjectReference("structure-tree")
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(self, node: TagNode, above: int, numbers: dict[TagNode, int], document: Any) -> bytes:
        """Return a structure element. Its page stands with it; content on other pages names its own."""
        known = document.idToObjectNumberAndVersion
        own = next((kid.page for kid in node.kids if isinstance(kid, Content | Area)), "")
        kids = []
        for kid in node.kids:
            if isinstance(kid, TagNode):
                kids.append(f"{numbers[kid]} 0 R")
            elif isinstance(kid, Content) and kid.page == own:
                kids.append(str(kid.number))
            elif isinstance(kid, Content):
                kids.append(f"<</Type /MCR /Pg {known[kid.page][0]} 0 R /MCID {kid.number}>>")
            elif isinstance(kid, Area):
                kids.append(f"<</Type /OBJR /Pg {known[kid.page][0]} 0 R /Obj {known[kid.reference.name][0]} 0 R>>")
        parts = [f"<</Type /StructElem /S /{node.role} /P {above} 0 R /K [{' '.join(kids)}]"]
        if own:
            parts.append(f"/Pg {known[own][0]} 0 R")
        for key, text in (("Alt", node.alt if node.role == "Figure" else ""), ("ActualText", node.actual), ("Lang", node.language)):
            if text:
                parts.append(f"/{key} {hexadecimal(text).decode()}")
        if attributes := self._attributes(node):
            parts.append(f"/A <<{attributes}>>")
        return (" ".join(parts) + ">>").encode("latin-1")

    def _attributes(self, node: TagNode) -> str:
        if node.role == "Figure" and node in self.boxes:
            return f"/O /Layout /Placement /Block /BBox [{' '.join(f'{edge:.3f}' for edge in self.boxes[node])}]"
        if node.role == "TH":
            return f"/O /Table /Scope /{node.scope}"
        if node.role == "Table":
            return f"/O /Table /Summary {hexadecimal(node.alt).decode()}"
        if node.role == "L":
            labelled = any(isinstance(kid, TagNode) and kid.role == "Lbl" for entry in node.kids if isinstance(entry, TagNode) for kid in entry.kids)
            return f"/O /List /ListNumbering /{'Disc' if labelled else 'None'}"
        return ""

    def _node(self, mark: Mark) -> TagNode | None:
        if isinstance(mark, Words | Code | Picture | Inset):
            return self._of(mark.leaf)
        if isinstance(mark, Fill | Frame | Stroke) and mark.leaf is not None:
            for structure in self.structures:
                if mark.leaf in structure.labels:
                    node = structure.labels[mark.leaf]
                    node.actual = mark.says
                    return node
        return None

    def _of(self, leaf: Element) -> TagNode | None:
        return next((structure.nodes[leaf] for structure in self.structures if leaf in structure.nodes), None)

    def _leaf_of(self, node: TagNode) -> Element:
        """Return the link or the number that a node stands for."""
        return next(leaf for structure in self.structures for leaf, own in structure.nodes.items() if own is node)

    def _join(self, node: TagNode) -> None:
        if not node.placed and node.parent is not None:
            self._join(node.parent)
            node.placed = True
            node.parent.kids.append(node)

    def _write(self, code: str) -> None:
        self.canvas._code.append(code)  # noqa: SLF001


ARTIFACT = object()
CELLS = frozenset({"TH", "TD"})  # an empty cell keeps its place in its row (ISO 14289-1, 7.5)
FIRST_AREA = 1_000_000  # keys of the parent tree while drawing: pages below, link areas from here on


def _holds_more(leaf: Element) -> bool:
    """Tell whether an element holds others that are read as something of their own."""
    return any(part.tag in ("link", "phone") or part.get("lang") for part in leaf.walk() if part is not leaf)


def spoken(leaf: Element, language: str = "en") -> str:
    """Return what a link says of itself: whom it calls or texts, or its words and the site that they lead to."""
    text = leaf.text()
    if leaf.tag == "phone":
        verb = "Text " if leaf.get("channel") == "text" else "Call "
        return verb + text if language.startswith("en") else text
    return text if text in leaf.get("to") else f"{text} ({site_of(leaf.get('to'))})"


def _register(document: Any, name: str) -> int:
    """Give an object that is to be written later a number in the file, and return it."""
    document.Reference(b"", name)
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def _drawn_nodes(node: TagNode, nodes: list[TagNode]) -> None:
    """List the nodes in reading order; those that nothing was drawn for are left out."""
    nodes.append(node)
    node.kids = [kid for kid in node.kids if not isinstance(kid, TagNode) or _drawn(kid) or kid.role in CELLS]
    for kid in node.kids:
        if isinstance(kid, TagNode):
            _drawn_nodes(kid, nodes)


def _drawn(node: TagNode) -> bool:
    return any(_drawn(kid) if isinstance(kid, TagNode) else True for kid in node.kids)
