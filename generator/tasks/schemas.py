"""The classes of content files -> their JSON Schema, for editors. It reads no file."""

from __future__ import annotations

import re
from typing import Any

from generator.foundation.problems import Place, did_you_mean, problem
from generator.library.meanings import MEANINGS
from generator.library.models import Word
from generator.library.values import NOT_KEYS
from generator.tasks.starters import STARTER_KINDS

SCHEMAS: dict[str, Any] = {kind: model for kind, (_, _, model) in STARTER_KINDS.items() if model} | {"topics": Word, "purposes": Word}


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, for editors that complete and check while a person types."""
    import msgspec

    if kind not in SCHEMAS:
        raise problem(Place(""), "E033", f"there is no schema of '{kind}'", did_you_mean(kind, SCHEMAS))
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
