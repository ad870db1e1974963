"""What a newcomer begins with: a copy of the shipped folders, one commented file of a kind, or a kind's JSON Schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.foundation.files import shipped
from generator.foundation.problems import Place, did_you_mean, problem
from generator.foundation.publish import publish
from generator.imposition.sheets import SheetFile
from generator.library.library import is_id
from generator.library.meanings import MEANINGS
from generator.library.models import Agency, Audience, Contact, Guidance, Kit, Partner, Quiz, Word
from generator.library.values import NOT_KEYS
from generator.looks.theme import ThemeFile
from generator.markup.layouts import ENDING

if TYPE_CHECKING:
    from pathlib import Path

# kind: the folder below content/ or layouts/, the starter file, the class that reads it
KINDS: dict[str, tuple[str, str, Any]] = {
    "agency": ("content/agencies", "agency.yaml", Agency),
    "audience": ("content/audiences", "audience.yaml", Audience),
    "contact": ("content/contacts", "contact.yaml", Contact),
    "guidance": ("content/guidance", "guidance.yaml", Guidance),
    "kit": ("content/kits", "kit.yaml", Kit),
    "quiz": ("content/quizzes", "quiz.yaml", Quiz),
    "partner": ("content/partners", "partner.yaml", Partner),
    "layout": ("layouts", "layout.xml.j2", None),
    "sheet": ("layouts/sheets", "sheet.yaml", SheetFile),
    "theme": ("layouts/themes", "theme.yaml", ThemeFile),
}
SCHEMAS: dict[str, Any] = {kind: model for kind, (_, _, model) in KINDS.items() if model} | {"topics": Word, "purposes": Word}


def copy_out(folder: Path) -> list[Path]:
    """Copy the shipped content and layouts into a folder and return the files made. Raises Problems if they are there."""
    files = {}
    for name in ("content", "layouts"):
        if (folder / name).exists():
            raise problem(Place(str(folder / name)), "is there already and is left as it is", "name another folder")
        root = shipped(name)
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.relative_to(root).parts[0] != "fonts":  # found where they are, and nobody edits them
                files[f"{name}/{path.relative_to(root).as_posix()}"] = path.read_bytes()
    return publish(folder, files)


def new_file(kind: str, name: str, content: Path, layouts: Path) -> Path:
    """Write one commented file of a kind, ready to be edited, and return its path. Raises Problems."""
    if kind not in KINDS:
        raise problem(Place(""), f"there is no kind of file '{kind}'", did_you_mean(kind, KINDS))
    if not is_id(name):
        raise problem(Place(""), f"'{name}' cannot be a name", "use small letters, digits and hyphens, such as my-agency")
    inside, starter, _ = KINDS[kind]
    top, _, below = inside.partition("/")
    root = content if top == "content" else layouts
    ending = ENDING if kind == "layout" else ".yaml"
    path = (root / below if below else root) / f"{name}{ending}"
    if path.exists():
        raise problem(Place(str(path)), "is there already and is left as it is", "choose another name")
    return publish(path.parent, {path.name: (shipped("starters") / starter).read_bytes()})[0]


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, for editors that complete and check while a person types."""
    import msgspec

    if kind not in SCHEMAS:
        raise problem(Place(""), f"there is no schema of '{kind}'", did_you_mean(kind, SCHEMAS))
    made = msgspec.json.schema(SCHEMAS[kind])
    for definition in made.get("$defs", {}).values():
        definition["additionalProperties"] = False
        properties = definition.get("properties", {})
        for key in NOT_KEYS:
            properties.pop(key, None)
        for key, value in properties.items():
            properties[key] = _as_typed(value)
    made["$defs"] = {name: part for name, part in made.get("$defs", {}).items() if name != "Place"}
    if kind in ("topics", "purposes"):
        made = {"type": "object", "additionalProperties": {"$ref": made.pop("$ref")}, **made}
    if kind == "theme":
        made["$defs"]["ThemeFile"]["properties"]["extends"] = {"type": "string"}
        for definition in made["$defs"].values():  # a theme that extends another says only what differs
            definition.pop("required", None)
    for name, definition in made["$defs"].items():
        for key, rule in definition.get("properties", {}).items():
            rule["description"] = "; ".join(filter(None, (MEANINGS.get(name, {}).get(key), _first_description(rule))))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"makecards {kind}", **made}


def _first_description(rule: Any) -> str:
    """Return what a rule, or else the first rule inside it that has one, says of how a value is written."""
    if not isinstance(rule, dict):
        return ""
    inside = (*rule.get("anyOf", ()), rule.get("items"), rule.get("additionalProperties"))
    return str(rule.get("description", "")) or next(filter(None, map(_first_description, inside)), "")


def _as_typed(rule: Any) -> Any:
    """Return a rule as an editor needs it: patterns in its dialect, and numbers typed without quotes accepted.

    A list of one word may be written as the word.
    """
    if not isinstance(rule, dict):
        return rule
    rule = {key: _as_typed(value) if key in ("items", "additionalProperties", "propertyNames") else value for key, value in rule.items()}
    if "anyOf" in rule:
        rule["anyOf"] = [_as_typed(one) for one in rule["anyOf"]]
    if "pattern" in rule:
        rule["pattern"] = rule["pattern"].replace(r"\A", "^").replace(r"\Z", "$")
        if any(re.fullmatch(rule["pattern"], number) for number in ("1", "10", "500")):
            return {"anyOf": [rule, {"type": "integer", "minimum": 0}]}
    if all(str(one).isdigit() for one in rule.get("enum", ["no"])):
        return {"anyOf": [rule, {"enum": [int(one) for one in rule["enum"]]}]}
    if rule.get("type") == "array":
        either = {"anyOf": [rule, rule["items"]]}
        return {**either, "default": rule["default"]} if "default" in rule else either
    return rule
