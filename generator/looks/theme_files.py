"""A theme's file -> the Theme: what it says, on top of what the theme says that it extends.

It judges what stands in the file; what a look is stands in `theme.py`.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from generator.foundation.measures import in_words, length
from generator.foundation.problems import Findings, Place, did_you_mean, problem
from generator.library.models import Line, Partner, Placed
from generator.library.nodes import Group, Node, read_nodes
from generator.library.values import read
from generator.looks.former import name_now
from generator.looks.theme import FLOORS, Look, Style, Theme, check_colours

if TYPE_CHECKING:
    from pathlib import Path


ThemeLength = Annotated[str, Meta(pattern=r"\A[0-9]{1,3}(\.[0-9]{1,3})?(pt|mm|cm|in)\Z", description="a length such as 11pt or 4mm")]


Ink = Annotated[str, Meta(pattern=r"\A([0-9]{1,2}|100)( ([0-9]{1,2}|100)){3}\Z", description="cyan, magenta, yellow and black in percent, such as 90 40 35 40")]


Hex = Annotated[str, Meta(pattern=r"\A#[0-9a-f]{6}\Z", description="a colour such as #0b4a5a")]


FaceName = Literal["regular", "bold", "italic", "bold-italic"]


Medium = Literal["page", "card", "notice", "wall"]


class TextStyle(Placed, frozen=True, kw_only=True):
    """How the text of a role is set. `small` marks small print, which has a floor of its own."""

    size: ThemeLength
    leading: ThemeLength
    bold: Literal["yes", "no"] = "no"
    italic: Literal["yes", "no"] = "no"
    small: Literal["yes", "no"] = "no"
    colour: Line = "ink"
    before: ThemeLength = "0pt"
    after: ThemeLength = "0pt"
    balanced: Literal["yes", "no"] = "no"
    bullet: Literal["dot", "box", "cross", "none"] = "none"
    indent: ThemeLength = "0pt"


class BoxStyle(Placed, frozen=True, kw_only=True):
    """How a callout, a row or a face is filled and framed."""

    fill: Line | UnsetType = UNSET
    bar: Line | UnsetType = UNSET
    bar_width: ThemeLength = "0pt"
    line: Line | UnsetType = UNSET
    line_width: ThemeLength = "0.5pt"
    padding: ThemeLength = "0pt"
    padding_side: ThemeLength | UnsetType = UNSET
    padding_foot: ThemeLength | UnsetType = UNSET
    radius: ThemeLength = "0pt"
    before: ThemeLength = "0pt"
    after: ThemeLength = "0pt"
    text: Line = "ink"


class MediumStyles(Placed, frozen=True, kw_only=True):
    text: dict[str, TextStyle]
    box: dict[str, BoxStyle]


class ThemeFile(Placed, frozen=True, kw_only=True):
    """layouts/themes/ID.yaml, after `extends` has been followed.

    Large type wants one column (`most_columns`) and more pages than a layout allows (`more_pages` times as many).
    """

    id: str = ""
    name: Line
    summary: Line
    fonts: dict[FaceName, Line]
    colours: dict[str, Hex]
    most_columns: Literal["1", "2", "3", "4"] = "4"
    more_pages: Literal["1", "2", "3", "4"] = "1"
    inks: dict[str, Ink] = {}  # noqa: RUF012 - msgspec copies it
    media: dict[Medium, MediumStyles]


def read_theme(folder: Path, name: str) -> Theme:
    """Return the theme of this name from a folder of themes. Raises Problems for what is wrong in it or below a floor."""
    node = _extended(folder, name, ())
    theme = _theme(read(ThemeFile, node, name))
    findings = Findings(list(check_colours(theme)))
    findings.raise_if_any()
    return theme


def _extended(folder: Path, name: str, seen: tuple[str, ...], asked: Place | None = None) -> Group:
    from generator.foundation.files import read_bytes, shown_path, yaml_files

    names = [path.stem for path in yaml_files(folder)]
    if name not in names:
        raise problem(asked or Place(shown_path(folder)), "E209", f"there is no theme '{name}'", did_you_mean(name, names))
    path = folder / f"{name}.yaml"
    node = read_nodes(read_bytes(path), shown_path(path))
    if "extends" not in node.entries:
        return node
    place, base = node.entries["extends"]
    base_name = getattr(base, "text", "")
    if base_name in (*seen, name):
        raise problem(place, "E470", f"the theme extends itself: {' -> '.join((*seen, name, base_name))}")
    below = _extended(folder, base_name, (*seen, name), base.place)
    own = Group(node.place, {key: value for key, value in node.entries.items() if key != "extends"})
    _refuse_former_roles(below, own)
    return _merged(below, own)


def _refuse_former_roles(below: Group, own: Group) -> None:
    """Refuse a role under the name that it had before: the theme that is extended would go on without what is said of it."""
    findings = Findings()
    for medium in FLOORS:
        for kind in ("text", "box"):
            known = _inside(below, "media", medium, kind).entries
            for role, (place, _) in _inside(own, "media", medium, kind).entries.items():
                if now := name_now(medium, kind, role, known):
                    findings.add(place, "E468", f"the role '{role}' of a {medium} has another name now", f"write '{now}'")
    findings.raise_if_any()


def _inside(group: Group, *keys: str) -> Group:
    for key in keys:
        node = group.entries[key][1] if key in group.entries else None
        group = node if isinstance(node, Group) else Group(group.place, {})
    return group


def _merged(below: Group, above: Group) -> Group:
    entries = dict(below.entries)
    for key, (place, node) in above.entries.items():
        base: Node | None = entries[key][1] if key in entries else None
        both = isinstance(base, Group) and isinstance(node, Group)
        entries[key] = (place, _merged(base, node) if both else node)  # type: ignore[arg-type]
    return Group(above.place, entries)


def _theme(file: ThemeFile) -> Theme:
    styles: dict[tuple[str, str], Style] = {}
    looks: dict[tuple[str, str], Look] = {}
    for medium, kinds in file.media.items():
        for role, text in kinds.text.items():
            styles[medium, role] = Style(
                role,
                length(text.size),
                length(text.leading),
                text.bold == "yes",
                text.italic == "yes",
                text.colour,
                length(text.before),
                length(text.after),
                text.balanced == "yes",
                text.bullet,
                length(text.indent),
            )
        for role, box in kinds.box.items():
            looks[medium, role] = _look(box)
    theme = Theme(
        file.id,
        file.name,
        file.summary,
        file.place,
        int(file.most_columns),
        int(file.more_pages),
        MappingProxyType({str(face): name for face, name in file.fonts.items()}),
        MappingProxyType(file.colours),
        MappingProxyType({name: _inks(ink) for name, ink in file.inks.items()}),
        MappingProxyType(styles),
        MappingProxyType(looks),
    )
    findings = Findings()
    if "regular" not in file.fonts or "bold" not in file.fonts:
        findings.add(file.place, "E471", "'fonts' must name a regular and a bold font file")
    for medium, kinds in file.media.items():
        floor = FLOORS[medium]
        for role, text in kinds.text.items():
            style = styles[medium, role]
            least = floor.number if role.startswith("number") else floor.small if text.small == "yes" else floor.text
            if style.size < least - 0.001:
                findings.add(text.place, "E473", f"'{role}' on a {medium} is {in_words(style.size)}; the floor is {in_words(least)}")
            if role.startswith("number") and not style.bold:
                findings.add(text.place, "E474", f"'{role}' on a {medium} is not bold", "telephone numbers are bold")
            if style.leading < style.size:
                findings.add(text.place, "E475", f"the leading of '{role}' is smaller than its size")
    findings.raise_if_any()
    return theme


def _inks(ink: str) -> tuple[float, float, float, float]:
    cyan, magenta, yellow, black = (int(part) / 100 for part in ink.split())
    return cyan, magenta, yellow, black


def _look(box: BoxStyle) -> Look:
    def named(value: str | UnsetType) -> str:
        return value if isinstance(value, str) else ""

    padding = length(box.padding)
    side = length(box.padding_side) if isinstance(box.padding_side, str) else padding
    foot = length(box.padding_foot) if isinstance(box.padding_foot, str) else padding
    return Look(
        named(box.fill),
        named(box.bar),
        length(box.bar_width),
        named(box.line),
        length(box.line_width),
        padding,
        side,
        foot,
        length(box.radius),
        length(box.before),
        length(box.after),
        box.text,
    )


def in_their_colour(theme: Theme, partner: Partner) -> Theme:
    """Return a theme with the partner's accent in place of the house's colour; itself where that is black.

    Raises Problems if something could not be read in it.
    """
    from generator.looks.theme import check_colours

    if not isinstance(partner.accent, str) or theme.colours["brand"] in (theme.colours["ink"], "#000000"):
        return theme
    colours = MappingProxyType({**theme.colours, "brand": partner.accent})
    inks = MappingProxyType({name: ink for name, ink in theme.inks.items() if name != "brand"})
    tinted = replace(theme, colours=colours, inks=inks, place=partner.place)
    if found := list(check_colours(tinted)):
        first = found[0]
        raise problem(partner.place, "E484", f"in the accent {partner.accent} {first.message}", "choose a darker accent")
    return tinted
