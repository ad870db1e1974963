"""Our XML markup as text -> the element tree, or every problem in it with the layout's own line.

Uses expat from the standard library: no entity is fetched and no document type is read. `stamp` marks each tag of a
layout's source with its place before Jinja2 moves the lines. `**bold**` is the only markup that content may hold.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.parsers import expat

from generator.foundation.problems import Findings, Place, did_you_mean, printable, problem
from generator.markup.elements import BLOCKS, ELEMENTS, FORMS, HOLDS, INLINES, INSIDE, LANGUAGE, NEEDED, TEXT_BLOCKS, Element
from generator.markup.slots import has_slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TAG = re.compile(r"<([a-z][a-z0-9-]*)(?=[\s/>]|$)")
SIGNS = {"{%": "%}", "{{": "}}"}
COMMENTS = {"{#": "#}", "<!--": "-->"}
# Characters that print nothing, or change the order of what is printed; those that scripts need between letters may be there.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200e\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")
STAMP = "place-in-layout"
BOLD = "**"
DEEPEST_MARKUP = 40
MOST_WRONG = 100  # problems that are named, if there are more


def with_lines(source: str, file: str) -> str:
    """Return the source of a layout with every opening tag marked by its file and line; comments lose their tags.

    What stands inside Jinja2's own signs is left alone.
    """
    source = "".join("\n" * part.count("\n") if is_sign else part for part, is_sign in _parted(source, COMMENTS))
    line = 1
    pieces = []
    for piece, is_sign in _parted(source, SIGNS):
        pieces.append(piece if is_sign else _stamped(piece, file, line))
        line += piece.count("\n")
    return "".join(pieces)


def _parted(source: str, signs: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield a source in parts: what stands in signs, from the opening to the first closing one, and what does not.

    Goes over the source once: a search for each opening sign that is never closed would take hours.
    """
    start = at = 0
    opening = re.compile("|".join(map(re.escape, signs)))
    unclosed: set[str] = set()
    while found := opening.search(source, at):
        end = -1 if found.group() in unclosed else source.find(signs[found.group()], found.end())
        if end < 0:
            unclosed.add(found.group())
            at = found.start() + 1
            continue
        at = end + len(signs[found.group()])
        yield source[start : found.start()], False
        yield source[found.start() : at], True
        start = at
    yield source[start:], False


def _stamped(piece: str, file: str, line: int) -> str:
    parts, at = [], 0
    for tag in TAG.finditer(piece):
        line += piece.count("\n", at, tag.start())
        parts += [piece[at : tag.start()], f'<{tag.group(1)} {STAMP}="{file}:{line}"']
        at = tag.end()
    return "".join([*parts, piece[at:]])


def parse(xml: str, file: str, *, slotted: bool = False) -> Element:
    """Return the root element of stamped markup. Raises Problems: not well-formed, unknown, misplaced or missing things.

    With `slotted`, the form of a value that has a slot in it is not judged: it has none yet.
    """
    builder = _Builder(file, slotted=slotted)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        place = builder.open[-1].place if builder.open else Place(file)
        message = f"the layout's markup is broken here: {expat.errors.messages[error.code]}"
        raise problem(place, "E421", message, "is a tag left open, or closed twice?") from None
    builder.findings.raise_if_any()
    assert builder.root is not None
    return builder.root


class _Open:
    def __init__(self, tag: str, attributes: dict[str, str], place: Place) -> None:
        self.tag = tag
        self.attributes = attributes
        self.place = place
        self.children: list[Element | str] = []


class _Builder:
    def __init__(self, file: str, *, slotted: bool = False) -> None:
        self.file, self.slotted = file, slotted
        self.open: list[_Open] = []
        self.root: Element | None = None
        self.findings = Findings()

    def doctype(self, *_: object) -> None:
        raise problem(Place(self.file), "E420", "a document type (<!DOCTYPE>) is not allowed in a layout")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        place = _place(attributes.pop(STAMP, ""), self.file)
        if len(self.open) > DEEPEST_MARKUP:
            raise problem(place, "E422", f"elements are nested more than {DEEPEST_MARKUP} deep")
        if tag not in ELEMENTS:
            self.findings.add(place, "E423", f"unknown element <{printable(tag)}>", did_you_mean(tag, ELEMENTS))
        else:
            for name, value in attributes.items():
                self.attribute(tag, name, value, place)
            for name in NEEDED.get(tag, ()):
                if not attributes.get(name, "").strip():
                    self.findings.add(place, "E425", f"<{tag}> needs the attribute '{name}'")
            self.nested(tag, place)
        if not self.open and tag != "layout":
            self.findings.add(place, "E427", f"a layout must begin with <layout>, not <{tag}>")
        self.enough()
        self.open.append(_Open(tag, attributes, _content_place(attributes, place)))

    def attribute(self, tag: str, name: str, value: str, place: Place) -> None:
        """Refuse an attribute that is not on the list, or says what it cannot say."""
        if name not in ELEMENTS[tag]:
            self.findings.add(place, "E424", f"<{tag}> has no attribute '{printable(name)}'", did_you_mean(name, ELEMENTS[tag]))
            self.enough()
        elif hidden := HIDDEN.search(value):
            self.findings.add(place, "E012", f"an invisible or control character (U+{ord(hidden.group()):04X}) is hidden in '{name}'", "retype it")
        elif name == "lang" and value and not re.fullmatch(LANGUAGE, value):
            self.findings.add(place, "E426", f"lang cannot be '{value}'", "write a language code such as es")
        elif (tag, name) in FORMS and not re.fullmatch(FORMS[tag, name][0], value) and not (self.slotted and has_slot(value)):
            self.findings.add(place, "E426", f"{name} cannot be '{value}'", f"write {FORMS[tag, name][1]}")

    def nested(self, tag: str, place: Place) -> None:
        """Refuse an element in a place where it means nothing."""
        if not self.open:
            return
        outer = self.open[-1].tag
        if tag in INSIDE and outer not in INSIDE[tag]:
            self.findings.add(place, "E428", f"<{tag}> cannot stand in <{outer}>", f"put it into <{next(iter(INSIDE[tag]))}>")
        elif outer in HOLDS and tag not in HOLDS[outer]:
            inside = next(iter(HOLDS[outer]), "")
            self.findings.add(place, "E428", f"<{tag}> cannot stand in <{outer}>", f"put it into <{inside}>" if inside else f"close <{outer}/> first")
        elif tag in INLINES and outer not in TEXT_BLOCKS and outer not in INLINES:
            self.findings.add(place, "E428", f"<{tag}> cannot stand in <{outer}>", "put it into <para>")
        elif tag in BLOCKS and (outer in ("para", "heading") or outer in INLINES):
            self.findings.add(place, "E428", f"<{tag}> cannot stand in <{outer}>", "close that one first")
        elif outer == "columns" and tag != "column" and not self.open[-1].attributes.get("flow"):
            self.findings.add(place, "E428", f"<{tag}> cannot stand in <columns>", "put it into <column>, or let the columns flow")
        elif tag == "layout":
            self.findings.add(place, "E429", "<layout> cannot stand inside another element", "a file is one layout")
        elif outer == "layout" and (tag == "face") != bool(self.open[-1].attributes.get("size")):
            what = "a layout that has a size holds <face> and nothing else" if tag != "face" else "a layout with <face> needs a size"
            self.findings.add(
                place, "E430", f"<{tag}> cannot stand here: {what}", "put it into <face>" if tag != "face" else 'write size="3.5in x 2in" or size="paper"'
            )

    def enough(self) -> None:
        """Stop where nobody would read on."""
        if len(self.findings.found) >= MOST_WRONG:
            self.findings.raise_if_any()

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].children.append(text)

    def end(self, _: str) -> None:
        done = self.open.pop()
        element = Element(done.tag, MappingProxyType(done.attributes), done.place, self.children(done))
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
            self.whole(element)

    def whole(self, layout: Element) -> None:
        """Refuse a layout that lacks its faces, or has more of something than can be printed."""
        parts = [part.tag for part in layout.parts()]
        if not parts and not layout.get("size") and not self.findings.found:
            self.findings.add(layout.place, "E433", "this layout shows nothing", "put at least one <para> into it")
        if layout.get("size") and "face" not in parts:
            self.findings.add(layout.place, "E434", "this layout has a size and no <face>", "put what it shows into <face>")
        if layout.get("medium") == "card" and parts.count("face") > 2:
            self.findings.add(layout.place, "E435", f"a card has two sides; this one has {parts.count('face')}")
        for tag in ("header", "footer"):
            if parts.count(tag) > 1:
                self.findings.add(layout.place, "E436", f"a second <{tag}> would never be printed", "put both into one")

    def children(self, done: _Open) -> tuple[Element | str, ...]:
        holds_text = done.tag in TEXT_BLOCKS or done.tag in INLINES
        kept: list[Element | str] = []
        for child in done.children:
            if isinstance(child, Element):
                kept.append(child)
            elif hidden := HIDDEN.search(child):
                self.findings.add(done.place, "E012", f"an invisible or control character (U+{ord(hidden.group()):04X}) is hidden in this text", "retype it")
            elif holds_text:
                kept.extend(_bold(child, done.place))
            elif child.strip():
                wanted = f"put it into <para>: '{' '.join(child.split())[:40]}'"
                self.findings.add(done.place, "E431", f"<{done.tag}> cannot hold text directly", wanted)
        has_blocks = any(isinstance(child, Element) and child.tag in BLOCKS for child in kept)
        if holds_text and has_blocks:  # a cell or an item of paragraphs: the white space between them means nothing
            loose = " ".join(child if isinstance(child, str) else child.text() for child in kept if isinstance(child, str) or child.tag in INLINES).strip()
            if loose:
                self.findings.add(done.place, "E432", f"<{done.tag}> holds paragraphs and loose text: '{loose[:40]}'", "put the text into <para>")
            kept = [child for child in kept if not isinstance(child, str) or child.strip()]
        return tuple(kept)


def _bold(text: str, place: Place) -> list[Element | str]:
    parts: list[Element | str] = []
    start = at = 0
    while (opening := text.find(BOLD, at)) >= 0:
        inside = opening + len(BOLD)
        if not text[inside : inside + 1].strip():
            at = opening + 1
            continue
        end = text.find(BOLD, inside + 1)
        while end >= 0 and text[end - 1].isspace():
            end = text.find(BOLD, end + 1)
        if end < 0:
            break
        parts += [text[start:opening], Element("b", MappingProxyType({}), place, (text[inside:end],))]
        start = at = end + len(BOLD)
    return [part for part in (*parts, text[start:]) if part]


def _place(stamped: str, file: str) -> Place:
    name, _, line = stamped.rpartition(":")
    return Place(name, int(line)) if name and line.isdigit() else Place(file)


def _content_place(attributes: dict[str, str], otherwise: Place) -> Place:
    at = attributes.get("at", "")
    match = re.fullmatch(r"(.+?):(\d+)(?::(\d+))?", at)
    return Place(match.group(1), int(match.group(2)), int(match.group(3) or 0)) if match else otherwise
