"""Write docs/reference/, the reference, from the program itself: python docs/reference.py

Run it after an option, a command, a key of a file, a layout, a sheet, a theme, an audience or a kit was added or changed;
a test compares the two.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # so that a plain checkout is described, whatever is installed

import click  # noqa: E402
from msgspec.inspect import DictType, LiteralType, Metadata, StructType, Type, UnionType, VarTupleType  # noqa: E402

from generator.command.cli import makecards  # noqa: E402
from generator.foundation.files import shipped  # noqa: E402
from generator.foundation.measures import INCH, MM  # noqa: E402
from generator.languages.catalogues import ENGLISH, language_name, languages_in  # noqa: E402
from generator.library.meanings import MEANINGS  # noqa: E402
from generator.library.read import read_library  # noqa: E402
from generator.library.values import keys_of  # noqa: E402
from generator.looks.theme_files import read_theme  # noqa: E402
from generator.making.shop import Shop  # noqa: E402
from generator.markup.layouts import find_layout  # noqa: E402
from generator.tasks.lists import list_rows  # noqa: E402
from generator.tasks.schemas import SCHEMAS  # noqa: E402
from generator.tasks.starters import STARTER_KINDS  # noqa: E402
from generator.typesetting.directions import runs_leftwards  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from msgspec import Struct

REFERENCE = DOCS / "reference"
MADE = "<!-- Made by docs/reference.py; do not edit. -->\n"

Values = dict[str, Any]


def plain(sentence: str) -> str:
    """Return a sentence that Markdown leaves as it is, on one line; what stands in `backticks` stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(sentence.split()))
    return "".join(part.replace("|", r"\|") if part.startswith("`") else re.sub(r"([*_<>|\[\]])", r"\\\1", part) for part in parts)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, without the columns in which nothing stands."""
    cells = [list(row) for row in rows]
    filled = [number for number in range(len(heads)) if any(row[number] for row in cells)]
    lines = [[heads[number] for number in filled], ["---"] * len(filled), *([row[number] for number in filled] for row in cells)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


# The command line


LOOKS = ("paper", "partner", "theme", "out")  # what many commands understand, and not all


def commands() -> str:
    """Return the page about the command line, from the commands as click knows them."""
    names = sorted(makecards.commands)
    options = [one for one in makecards.params if isinstance(one, click.Option) and one.name != "version"]
    common = [one for one in options if all(_has(makecards.commands[name], one) for name in names)]
    looks = [one for one in options if one not in common and one.name in LOOKS]
    own = [one for one in options if one not in (*common, *looks)]
    parts = [
        MADE,
        "# The command line\n",
        "Everything that can be typed. `makecards --help` and `makecards COMMAND --help` say the same.\n",
        "Words in capitals are yours to fill in. `…` says that the option may be given several times.\n",
        "## makecards\n",
        f"{_paragraphs(makecards)}\n",
        "```\nmakecards --audience NAME [OPTIONS]\n```\n",
        f"### Which pieces, and how they are printed\n\n{_options(own)}",
        f"### How pieces look, and where they go\n\nAlso understood by the commands that say so below.\n\n{_options(looks)}",
        f"### Everywhere\n\nAlso understood by every command.\n\n{_options(common)}",
        "## Commands\n",
        table(("command", "what it does"), ((f"[`{name}`](#{name})", _first(makecards.commands[name].help or "")) for name in names)),
    ]
    for name in names:
        command = makecards.commands[name]
        words = [one for one in command.params if isinstance(one, click.Argument)]
        others = [one for one in command.params if isinstance(one, click.Option) and not any(_same(one, shared) for shared in (*common, *looks, *own))]
        usage = " ".join(["makecards", name, *map(_shown_argument, words), "[OPTIONS]"])
        parts.append(f"### {name}\n\n{_paragraphs(command)}\n\n```\n{usage}\n```\n")
        parts.extend(f"`{_label(word)}` is {_or(word.type.choices)}.\n" for word in words if isinstance(word.type, click.Choice))
        if others:
            parts.append(_options(others))
        also = [f"`{one.opts[-1]}`" for one in (*own, *looks) if _has(command, one)]
        if also:
            parts.append(f"Also {_and(also)}, as above.\n")
    parts.append(EXITS)
    return "\n".join(parts)


EXITS = """## What comes back

The paths of the files made go to stdout, one a line, and nothing else does; so does the listing that was asked for. Everything else goes to stderr.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | problems in content, in layouts or in writing: all of them are listed, and nothing half-written is left |
| 2 | the command was not understood |
| 130 | interrupted |
| 143 | ended from outside |

Every problem is `file:line:column: what is wrong; what to do`. [What makecards reports](../problems.md) has all of them by their codes.
"""


def _same(one: click.Parameter, other: click.Parameter) -> bool:
    return one.to_info_dict() == other.to_info_dict()


def _has(command: click.Command, option: click.Option) -> bool:
    return any(_same(option, one) for one in command.params)


def _paragraphs(command: click.Command) -> str:
    return "\n\n".join(plain(paragraph) for paragraph in inspect.cleandoc(command.help or "").split("\n\n"))


def _first(text: str) -> str:
    """Return the first sentence of a help text."""
    return plain(re.split(r"(?<=\.)\s", " ".join(text.split()))[0])


def _label(word: click.Parameter) -> str:
    return word.metavar or (word.name or "").upper()


def _shown_argument(word: click.Argument) -> str:
    label = _label(word) + (" …" if word.nargs == -1 else "")
    return label if word.required else f"[{label}]"


def _options(options: Iterable[click.Option]) -> str:
    return table(("option", "what it does", "without it"), ((_written(one), plain(one.help or ""), _default(one)) for one in options))


def _written(option: click.Option) -> str:
    """Return an option as it is typed: `-a`, `--audience NAME` …"""
    choices = " / ".join(option.type.choices) if isinstance(option.type, click.Choice) else ""
    value = "" if option.is_flag else option.metavar or choices or ("PATH" if isinstance(option.type, click.Path) else "N")
    words = [f"`{word}`" for word in option.opts[:-1]] + [f"`{f'{option.opts[-1]} {value}'.rstrip()}`"]
    return ", ".join(words) + (" …" if option.multiple else "") + (" (needed)" if option.required else "")


def _default(option: click.Option) -> str:
    value = option.default
    if option.is_flag or not value or not isinstance(value, str | int | list | tuple | Path):
        return ""
    return " ".join(f"`{one}`" for one in (value if isinstance(value, list | tuple) else [value]))


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(f'`{word}`' for word in words[:-1])} or `{words[-1]}`"


# Files of content and layouts

ABOUT = {
    "topics": "`content/topics.yaml`: the words for what a point is about. Each word stands at the left edge, and its keys below it.",
    "purposes": "`content/purposes.yaml`: the words for what a contact is for. Each word stands at the left edge, and its keys below it.",
    "partner": "A file of your own, anywhere, named with `--partner`.",
}


def files() -> str:
    """Return the page about the files that a person writes, from the classes that read them."""
    parts_of = {kind: _parts(model) for kind, model in sorted(SCHEMAS.items())}
    roots = set(SCHEMAS.values())
    count = Counter(part for found in parts_of.values() for part in found)
    parts = [
        MADE,
        "# Files and their keys\n",
        "Every kind of file, every key in it. [Adding things](../adding.md) shows an example of each and says how to go about it.\n",
        "`makecards new KIND NAME` writes a commented file. `makecards schema KIND` prints what stands here for an editor, which then completes and checks while you type.\n",
        "A key in **bold** is needed. A list of one may be written as the one. Every value is text as you type it; `0711` stays `0711`.\n",
        "A layout is not in this list: it has [elements](../adding.md#elements-of-the-markup), not keys.\n",
    ]
    for kind, found in parts_of.items():
        where = ABOUT.get(kind) or f"`{STARTER_KINDS[kind][0]}/NAME.yaml`"
        parts.append(f"## {kind.capitalize()}\n\n{where}{'' if where.endswith('.') else '.'}\n\n{_keys(SCHEMAS[kind], kind)}")
        parts.extend(_part(part, kind) for part in found if part not in roots and count[part] == 1)
    parts.append("## Parts of several kinds\n")
    parts.extend(_part(part) for part, kinds in count.items() if part not in roots and kinds > 1)
    return "\n".join(parts)


def _parts(model: type[Struct]) -> list[type[Struct]]:
    """Return a class and the classes of its parts, each once, as a reader meets them."""
    found = [model]
    for one in found:
        found.extend(part for field in keys_of(one).values() for part in _structs(field.type) if part not in found)
    return found


def _structs(value: Type) -> list[type[Struct]]:
    if isinstance(value, UnionType):  # "X or not given"
        return _structs(value.types[0])
    if isinstance(value, VarTupleType):
        return _structs(value.item_type)
    if isinstance(value, DictType):
        return _structs(value.value_type)
    return [value.cls] if isinstance(value, StructType) else []


def _part(part: type[Struct], kind: str = "") -> str:
    return f"### {_part_title(part)}\n\n{_keys(part, kind)}"


PART_TITLES = {
    "TextChannel": "A text line",
    "TextStyle": "A style of text",
    "BoxStyle": "A style of a box",
    "MediumStyles": "The styles of a medium",
    "Never": "What is never shown",
    "CardWords": "The words of a card",
    "Chapter": "A chapter",
    "KitPiece": "A piece of a kit",
    "Point": "A point",
    "Source": "A source",
    "Contact": "Contact",
}


def _part_title(part: type[Struct]) -> str:
    return PART_TITLES.get(part.__name__, part.__name__)


def _keys(part: type[Struct], kind: str) -> str:
    meanings = MEANINGS[part.__name__]
    rows = []
    for key, field in keys_of(part).items():
        needed = field.required and kind != "theme"  # a theme that extends another says only what differs
        rows.append((f"**`{key}`**" if needed else f"`{key}`", plain(meanings[key]), _value(field.type), _value_without(field.default)))
    if part is SCHEMAS["theme"]:  # followed before the class reads what is left
        rows.append(("`extends`", plain(meanings["extends"]), "the name of a theme", ""))
    return table(("key", "what it says", "how it is written", "without it"), rows)


def _value(value: Type) -> str:
    """Return in words what a value may be."""
    if isinstance(value, UnionType):  # "X or not given"
        return _value(value.types[0])
    if isinstance(value, StructType):
        title = _part_title(value.cls)
        return f"[{title[0].lower()}{title[1:]}](#{title.lower().replace(' ', '-')})"
    if isinstance(value, VarTupleType):
        return f"list: {_value(value.item_type)}"
    if isinstance(value, DictType):
        names = _words(value.key_type)
        return f"for each {'of ' + _or(names) if names else 'name'}: {_value(value.value_type)}"
    if words := _words(value):
        return " / ".join(f"`{word}`" for word in words)
    written = str((value.extra_json_schema or {}).get("description", "")) if isinstance(value, Metadata) else ""
    return plain((written or "text").replace("**bold**", "`**bold**`"))


def _words(value: Type) -> list[str]:
    """Return the words of which a value must be one; none, if it may be any."""
    value = value.type if isinstance(value, Metadata) else value
    return sorted(map(str, value.values)) if isinstance(value, LiteralType) else []


def _value_without(default: Any) -> str:
    return f"`{default}`" if isinstance(default, str) and default else ""


# What ships


def shipped_things() -> str:
    """Return the page about what is there: layouts, sheets, themes, audiences, kits, languages."""
    shop = Shop(read_library(shipped("content")), shipped("layouts"))
    return "\n".join(
        [
            MADE,
            "# What there is\n",
            "What ships, by the names that the command line knows. `makecards list KIND` prints the same, and your own files with it.\n",
            f"## Layouts\n\nFor `--layout`. [The gallery](../gallery.md) shows them.\n\n{_layouts(shop)}",
            f"## Audiences\n\nFor `--audience`, by name or by one of the other names.\n\n{_audiences(list_rows('audiences', shop))}",
            f"## Sheets\n\nFor `--sheet`, by name or by one of the other stock numbers.\n\n{_sheets(shop)}",
            f"## Themes\n\nFor `--theme`. Sizes are those of running text, small print and the first number on a handout.\n\n{_themes(shop)}",
            f"## Kits\n\nFor `makecards kit`.\n\n{_kits(shop)}",
            f"## Languages\n\nFor `--lang`. `makecards list languages` says how much of each is translated, and whether anybody has reviewed it.\n\n{_languages(shop)}",
        ]
    )


def _layouts(shop: Shop) -> str:
    def size(row: Values) -> str:
        return _size(row["size_pt"]) if row["size_pt"] else "the paper"

    def made_for(row: Values) -> str:
        layout = find_layout(shop.layouts, row["id"])
        if layout.subject != "audience":
            return "who packs and keeps"
        suited = [name for name, audience in sorted(shop.library.audiences.items()) if layout.suits(audience)]
        return _codes(suited) if len(suited) < len(shop.library.audiences) else "everybody"

    rows = ((f"`{row['id']}`", plain(row["name"]), size(row), f"`{row['sheet']}`" if row["sheet"] else "", made_for(row)) for row in list_rows("layouts", shop))
    return table(("layout", "what it is", "size", "its sheet", "for"), rows)


def _size(points: Sequence[float]) -> str:
    """Return a width and a height in both measures: 3.5 x 2 in (89 x 51 mm)."""
    inches, millimetres = (" x ".join(f"{round(one / unit, digits):g}" for one in points) for unit, digits in ((INCH, 2), (MM, 0)))
    return f"{inches} in ({millimetres} mm)"


def _audiences(rows: list[Values]) -> str:
    return table(
        ("audience", "name", "other names", "kind of reader", "what is made without `--layout`"),
        ((f"`{row['id']}`", plain(row["name"]), _codes(row["aliases"]), f"`{row['reader']}`", _codes(row["layouts"])) for row in rows),
    )


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _sheets(shop: Shop) -> str:
    rows = []
    for row in list_rows("sheets", shop):
        others = _codes(one for one in row["equivalents"] if one not in row["id"])
        rows.append((f"`{row['id']}`", plain(row["name"]), row["paper"], str(row["cards"] or ""), _size(row["card_pt"]) if row["card_pt"] else "any", others))
    return table(("sheet", "name", "paper", "cards", "card", "other numbers"), rows)


def _themes(shop: Shop) -> str:
    rows = []
    for row in list_rows("themes", shop):
        styles = read_theme(shop.layouts / "themes", row["id"]).styles
        sizes = " / ".join(f"{styles['page', role].size:g}" for role in ("para", "small", "number1"))
        rows.append((f"`{row['id']}`", plain(row["name"]), f"{sizes} pt"))
    return table(("theme", "what it is for", "sizes"), rows)


def _kits(shop: Shop) -> str:
    rows = []
    for row in list_rows("kits", shop):
        pieces = dict.fromkeys(" ".join(piece[key] for key in ("audience", "quiz", "layout") if piece.get(key)) for piece in row["pieces"])
        rows.append((f"`{row['id']}`", plain(row["summary"]), _codes(pieces)))
    return table(("kit", "for whom", "what is printed"), rows)


def _languages(shop: Shop) -> str:
    codes = [ENGLISH, *languages_in(shop.content)]
    return table(("code", "language", "runs"), ((f"`{code}`", language_name(code), "from right to left" if runs_leftwards(code) else "") for code in codes))


PAGES = {"commands.md": commands, "files.md": files, "pieces.md": shipped_things}


def main() -> None:
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
