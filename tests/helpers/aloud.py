"""A finished PDF as it is read aloud: its structure tree with the words of each node, and where every operator stands.

Read back by another library than the one that wrote it, from the bytes alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf

PAINTS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "Tj", "TJ", "'", '"'])
ACTUAL = "(actual text)"
ROW = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Heard:
    """A node of the structure tree. Its parts are words, live areas and further nodes, in the order of reading."""

    role: str
    language: str = ""
    alt: str = ""
    actual: str = ""
    remark: str = ""  # scope of a header cell, summary of a table, kind of a list
    box: tuple[float, ...] = ()
    parts: list[Heard | Area | str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)  # where its own words stand

    def walk(self) -> Iterator[Heard]:
        yield self
        for part in self.parts:
            if isinstance(part, Heard):
                yield from part.walk()

    def words(self) -> str:
        """All its words, exactly as they are drawn."""
        return "".join(part if isinstance(part, str) else part.words() if isinstance(part, Heard) else "" for part in self.parts)


@dataclass
class Area:
    """A live area of a link: where it leads, and what it says of itself."""

    address: str
    says: str


@dataclass(frozen=True)
class Painted:
    """An operator that paints, the marked content that is open around it, and the text that it shows."""

    page: int
    operator: str
    inside: tuple[str, ...]  # tags from the outermost to the innermost
    number: int | None  # the MCID of the innermost
    text: str = ""


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def painted(pdf: pikepdf.Pdf) -> Iterator[Painted]:  # noqa: C901 - one branch for each operator
    """Yield every painting operator of every page, with what is open around it."""
    for at, page in enumerate(pdf.pages):
        letters = letters_of(page.Resources)
        open_tags: list[tuple[str, int | None]] = []
        actual: str | None = None  # what a cluster of several forms says that it is, until it was heard once
        font = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "Tf":
                font = str(operands[0])
            elif name == "BMC":
                open_tags.append((str(operands[0])[1:], None))
            elif name == "BDC" and "/ActualText" in operands[1]:
                actual = str(operands[1].ActualText)
                open_tags.append((ACTUAL, open_tags[-1][1] if open_tags else None))
            elif name == "BDC":
                open_tags.append((str(operands[0])[1:], int(operands[1].MCID)))
            elif name == "EMC":
                open_tags.pop()  # an EMC too many raises
            elif name in PAINTS:
                shown = text_shown(operands, letters[font]) if name == "TJ" else ""
                if open_tags and open_tags[-1][0] == ACTUAL:
                    shown, actual = actual or "", ""
                yield Painted(at, name, tuple(tag for tag, _ in open_tags if tag != ACTUAL), open_tags[-1][1] if open_tags else None, shown)
        if open_tags:
            raise AssertionError(f"page {at + 1} ends inside {open_tags}")


def text_shown(operands: Any, letters: dict[bytes, str]) -> str:
    """The text that an operator TJ shows."""
    codes = b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
    return "".join(letters.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def letters_of(resources: Any) -> dict[str, dict[bytes, str]]:
    """The letters of each font of two bytes a code, as their ToUnicode maps have them."""
    return {
        name: {
            bytes.fromhex(code.decode()): bytes.fromhex(letter.decode()).decode("utf-16-be")
            for code, letter in ROW.findall(font.ToUnicode.read_bytes().split(b"endcodespacerange")[1])
        }
        for name, font in resources.get("/Font", {}).items()
    }


@cache
def tree_of(data: bytes) -> Heard:
    """Return the root of a PDF's structure tree."""
    with opened(data) as pdf:
        pages = {page.objgen: at for at, page in enumerate(pdf.pages)}
        words: dict[tuple[int, int], str] = {}
        for one in painted(pdf):
            if one.number is not None:
                words[one.page, one.number] = words.get((one.page, one.number), "") + one.text
        return _heard(pdf.Root.StructTreeRoot.K[0], pages, words)


def _heard(element: Any, pages: dict[tuple[int, int], int], words: dict[tuple[int, int], str]) -> Heard:
    said = element.get("/A", {})
    node = Heard(
        str(element.S)[1:],
        *(str(element.get(key, "")) for key in ("/Lang", "/Alt", "/ActualText")),
        remark=next((str(said[key]).removeprefix("/") for key in ("/Scope", "/Summary", "/ListNumbering") if key in said), ""),
        box=tuple(float(edge) for edge in said.get("/BBox", [])),
    )
    for kid in kids(element):
        if isinstance(kid, Content):
            at = pages[kid.page.objgen]
            node.parts.append(words[at, kid.number])
            node.pages.append(at)
        elif kid.get("/Type") == "/OBJR":
            node.parts.append(Area(str(kid.Obj.A.URI), str(kid.Obj.Contents)))
        else:
            node.parts.append(_heard(kid, pages, words))
    return node


@dataclass(frozen=True)
class Content:
    """A piece of marked content that a node of the structure tree holds."""

    page: Any
    number: int


def kids(element: Any) -> list[Any]:
    """Return what a structure element holds: pieces of content, live areas, further elements (ISO 32000-1, table 323)."""
    held = element.get("/K", [])
    found = []
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            found.append(Content(kid.get("/Pg", element.get("/Pg")), int(kid.MCID)))
        else:
            found.append(kid if isinstance(kid, pikepdf.Dictionary) else Content(element.Pg, int(kid)))
    return found


def outline(data: bytes) -> str:
    """Return a PDF's structure tree as text, a node a line: role, what it says of itself, words."""
    return "".join(f"{line}\n" for line in _lines(tree_of(data), ""))


def _lines(node: Heard, indent: str) -> Iterator[str]:
    said = [f"[{node.language}]" if node.language else "", f"({node.remark})" if node.remark else ""]
    said += [f"{name}={text!r}" for name, text in (("alt", node.alt), ("read as", node.actual)) if text]
    words = [part for part in node.parts if isinstance(part, str) and part]
    alone = len(words) == len([part for part in node.parts if part != ""]) == 1
    yield indent + " ".join(word for word in (node.role, *said, repr(words[0]) if alone else "") if word)
    for part in () if alone else node.parts:
        if isinstance(part, Heard):
            yield from _lines(part, indent + "  ")
        elif isinstance(part, Area):
            yield f"{indent}  -> {part.address} {part.says!r}"
        elif part:
            yield f"{indent}  {part!r}"


def paragraphs(data: bytes) -> list[str]:
    """Return the texts of a PDF in the order of its structure tree: a heading, paragraph, item or cell each."""
    return [text for node in tree_of(data).walk() if (text := _own(node))]


def _own(node: Heard) -> str:
    if node.role == "Link":
        return ""
    if node.actual and node.role != "Lbl":
        return node.actual
    return "".join(part if isinstance(part, str) else part.words() if isinstance(part, Heard) and part.role == "Link" else "" for part in node.parts)
