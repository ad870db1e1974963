"""`makecards schema KIND` helps an editor: it must accept every shipped file, and refuse what the program refuses.

The check below knows the words of JSON Schema (draft 2020-12) that the schemas use, and fails on any other, so that no rule
passes unseen. Files are read as an editor reads them: with the types of YAML 1.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from checkout import ROOT

from generator.tasks.schemas import SCHEMAS

Value = Any
Rule = dict[str, Any]

TYPES: dict[str, type | tuple[type, ...]] = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}


def is_of(value: Value, types: str | list[str]) -> bool:
    return any(isinstance(value, TYPES[one]) for one in ([types] if isinstance(types, str) else types))


# Each word of a schema: whether a value passes what the word says, without looking into the value.
TESTS = {
    "type": is_of,
    "enum": lambda value, said: value in said,
    "pattern": lambda value, said: re.search(said, str(value)),
    "minLength": lambda value, said: len(value) >= said,
    "maxLength": lambda value, said: len(value) <= said,
    "minItems": lambda value, said: len(value) >= said,
    "maxItems": lambda value, said: len(value) <= said,
    "minimum": lambda value, said: value >= said,
    "maximum": lambda value, said: value <= said,
    "required": lambda value, said: set(said) <= set(value),
}
ABOUT = {"$schema", "$defs", "title", "description", "default"}
INSIDE = {"$ref", "anyOf", "items", "properties", "propertyNames", "additionalProperties"}


def wrong(value: Value, rule: Rule, whole: Rule, at: str) -> Iterator[str]:
    """Yield the places of a value that a schema refuses."""
    if unknown := set(rule) - set(TESTS) - ABOUT - INSIDE:
        pytest.fail(f"a schema uses {unknown}, which this check does not know")
    failed = [
        word for word in TESTS if word in rule and ("type" not in rule or word == "type" or is_of(value, rule["type"])) and not TESTS[word](value, rule[word])
    ]
    yield from (f"{at}: {word} {', '.join(sorted(rule[word])) if isinstance(rule[word], list) else rule[word]}" for word in failed)
    if "type" not in failed:
        for inner, said, place in parts(value, rule, whole, at):
            yield from [f"{place}: unknown"] if said is False else wrong(inner, said, whole, place)
    if "anyOf" in rule and all(list(wrong(value, one, whole, at)) for one in rule["anyOf"]):
        yield f"{at}: anyOf"


def parts(value: Value, rule: Rule, whole: Rule, at: str) -> Iterator[tuple[Value, Rule | bool, str]]:
    """Yield each part of a value, with the schema that it must pass (or False) and its place."""
    if "$ref" in rule:
        yield value, whole["$defs"][rule["$ref"].removeprefix("#/$defs/")], at
    if "items" in rule:
        yield from ((item, rule["items"], f"{at}[{number}]") for number, item in enumerate(value))
    known = rule.get("properties", {})
    for name in value if isinstance(value, dict) else ():
        if "propertyNames" in rule:
            yield name, rule["propertyNames"], f"{at}.{name}"
        if name in known:
            yield value[name], known[name], f"{at}.{name}"
        elif "additionalProperties" in rule:
            yield value[name], rule["additionalProperties"], f"{at}.{name}"


class Editor(yaml.SafeLoader):
    """Reads YAML with the types of the YAML 1.2 core schema: 10 is a number, yes and 2026-01-31 are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way


for tag, pattern, first in (
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", "nN~"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


FILES = {
    "agency": "content/agencies/*.yaml",
    "audience": "content/audiences/*.yaml",
    "contact": "content/contacts/*.yaml",
    "guidance": "content/guidance/*.yaml",
    "kit": "content/kits/*.yaml",
    "partner": "generator/starters/partner.yaml",
    "purposes": "content/purposes.yaml",
    "quiz": "content/quizzes/*.yaml",
    "sheet": "layouts/sheets/*.yaml",
    "theme": "layouts/themes/*.yaml",
    "topics": "content/topics.yaml",
}


def schema(kind: str, ask: Any) -> dict[str, Any]:
    ran = ask("schema", kind)
    assert (ran.code, ran.stderr) == (0, "")
    made: dict[str, Any] = json.loads(ran.stdout)
    return made


def refused(path: Path, rule: dict[str, Any]) -> list[str]:
    return sorted(wrong(yaml.load(path.read_text(encoding="utf-8"), Loader=Editor), rule, rule, path.name))


def test_every_kind_of_file_has_a_schema():
    assert set(FILES) == set(SCHEMAS)


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_accepts_the_shipped_files(kind, ask):
    rule = schema(kind, ask)
    paths = sorted(ROOT.glob(FILES[kind]))

    assert paths
    assert [problem for path in paths for problem in refused(path, rule)] == []


@pytest.mark.parametrize("kind", FILES)
def test_the_patterns_of_a_schema_are_those_of_editors(kind, ask):
    """JSON Schema's patterns are ECMAScript's (section 6.3.3), where \\A and \\Z are the letters A and Z."""
    patterns = re.findall(r'"pattern": "(.*)"', json.dumps(schema(kind, ask), indent=1))

    assert [pattern for pattern in patterns if re.search(r"\\[AZ]", pattern)] == []


SPOILT = [
    ("agency", "agencies/bureau.yaml", "summary:", "sumary:", ["bureau.yaml.sumary: unknown", "bureau.yaml: required name, points, short, sources, summary"]),
    ("contact", "contacts/911.yaml", "seen: operator", "seen: nobody", ["911.yaml.seen: enum operator, second-hand"]),
    ("topics", "topics.yaml", "meaning: What may be", "meening: What may be", ["topics.yaml.signs.meening: unknown", "topics.yaml.signs: required meaning"]),
]


@pytest.mark.parametrize(("kind", "file", "old", "new", "problems"), SPOILT, ids=[kind for kind, *_ in SPOILT])
def test_a_schema_refuses_what_the_program_refuses(kind, file, old, new, problems, small, edit, ask):
    before = refused(small / "content" / file, schema(kind, ask))

    path = edit(small / "content", file, old, new)

    assert sorted(problems) == [problem for problem in refused(path, schema(kind, ask)) if problem not in before]
