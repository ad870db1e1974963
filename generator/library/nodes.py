"""Bytes of a YAML file -> a tree of nodes that keep their places. Every scalar stays the text that was typed.

Ordinary YAML loaders turn `0711` into 457, `no` into False, and keep the last of two equal keys. Here nothing is
converted, and whatever would make a file mean something other than what a reader sees is refused: duplicate keys,
anchors, aliases, tags, a second document, and a comment that swallows the end of a phone number.

The only module that knows the YAML parser. It does not know what the content means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.files import decode
from generator.foundation.problems import Findings, Place, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event, ScalarEvent

DEEPEST_YAML = 20  # nested levels; content uses five

# Characters that print nothing, change the order of what is printed (Unicode TR36), or mean nothing to others: never in content.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text as typed."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """A list of nodes."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Keys, each with the place where it stands and its value."""

    place: Place
    entries: dict[str, tuple[Place, Node]]


Node = Scalar | Series | Group


def read_nodes(data: bytes, file: str) -> Group:
    """Return the mapping at the top of a YAML file.

    Raises Problems, each with its place, for anything that is not plain YAML: see the module's first lines.
    """
    import yaml

    text = decode(data, file)
    builder = _Builder(file, text.splitlines())
    try:
        node = builder.document(iter(yaml.parse(text, Loader=_loader())))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise problem(place, "E003", f"this is not YAML: {error.problem or error.context}", _yaml_hint(error)) from None
    except yaml.YAMLError as error:
        raise problem(Place(file), "E003", f"this is not YAML: {str(error).splitlines()[0]}") from None
    builder.findings.raise_if_any()
    if node is None or (isinstance(node, Scalar) and not node.text):
        raise problem(Place(file), "E004", "this file is empty", "see docs/adding.md for what belongs into it")
    if not isinstance(node, Group):
        raise problem(node.place, "E005", "this file must consist of lines 'key: value'")
    return node


def _loader() -> type:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml_hint(error: Exception) -> str:
    text = str(error)
    if "mapping values are not allowed" in text:
        return "put text that contains ': ' into quotes"
    if "cannot start any token" in text or "expected alphabetic or numeric" in text:
        return "put text that starts with a special sign into quotes"
    if "could not find expected ':'" in text:
        return "is a ':' missing, or the indentation wrong?"
    return "check the indentation and the quotes near this place"


class _Builder:
    """Turns the parser's flat stream of events into nodes; refuses what the module's docstring lists."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.findings = Findings()

    def place(self, event: Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.file, mark.line + 1, mark.column + 1)

    def document(self, events: Iterator[Event]) -> Node | None:
        from yaml import events as kinds

        node: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, kinds.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise problem(self.place(event), "E009", "a second document starts here", "make it a file of its own")
            elif isinstance(event, kinds.ScalarEvent | kinds.SequenceStartEvent | kinds.MappingStartEvent | kinds.AliasEvent):
                node = self.node(event, events, 1)
        return node

    def node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        from yaml import events as kinds

        place = self.place(event)
        if depth > DEEPEST_YAML:
            raise problem(place, "E006", f"this is nested more than {DEEPEST_YAML} levels deep")
        if getattr(event, "anchor", None):
            raise problem(place, "E007", "anchors and aliases (& and *) are not allowed", "write the value out, or quote it")
        if getattr(event, "tag", None):
            raise problem(place, "E008", "tags (!) are not allowed", "remove the tag, or put the text into quotes")
        if isinstance(event, kinds.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, kinds.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), kinds.SequenceEndEvent):
                items.append(self.node(item, events, depth + 1))
            return Series(place, tuple(items))
        return self.mapping(events, place, depth)

    def mapping(self, events: Iterator[Event], place: Place, depth: int) -> Group:
        from yaml import events as kinds

        entries: dict[str, tuple[Place, Node]] = {}
        while not isinstance(event := next(events), kinds.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.findings.add(key.place, "E010", "a key must be one word")
            elif key.text in entries:
                first = entries[key.text][0].line
                self.findings.add(key.place, "E011", f"the key '{key.text}' stands here a second time (first in line {first})")
            else:
                entries[key.text] = (key.place, value)
        return Group(place, entries)

    def scalar(self, event: ScalarEvent, place: Place) -> Scalar:
        text: str = event.value
        if match := INVISIBLE.search(text):
            code = f"U+{ord(match.group()):04X}"
            self.findings.add(place, "E012", f"an invisible or control character ({code}) is hidden in this text", "retype it")
        if any(character.isdigit() for character in text) and not event.style:
            end = event.end_mark
            assert end is not None
            line = self.lines[end.line] if end.line < len(self.lines) else ""
            if re.match(r"\s+#\s*\d", line[end.column :]) and re.fullmatch(r"[\d ()+./-]+", text):
                hint = "put the whole value into quotes, or move the comment to a line of its own"
                self.findings.add(place, "E013", "what stands behind '#' is a comment and would not be printed", hint)
        return Scalar(place, text)
