"""Nodes -> one frozen value of a given class, or every problem in the file at once.

msgspec knows the types; this walk adds what it cannot: all problems instead of the first, each with line and column,
and a hint. A list of one word may be written as the bare word. It knows no particular class.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, Struct
from msgspec.inspect import (
    DictType,
    Field,
    LiteralType,
    Metadata,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from generator.foundation.problems import Findings, Place, did_you_mean, printable
from generator.library.nodes import Group, Node, Scalar, Series

Value = TypeVar("Value", bound=Struct)
NOT_KEYS = frozenset({"place", "id", "partner"})  # filled in from the file itself


def read(kind: type[Value], node: Group, file_id: str = "") -> Value:
    """Return the `kind` that the node describes; `file_id` becomes its `id`. Raises Problems."""
    findings = Findings()
    value = _struct(_info(kind), node, findings, file_id)
    findings.raise_if_any()
    result: Value = value
    return result


def keys_of(kind: type[Struct]) -> dict[str, Field]:
    """Return the keys a file of this kind may have, in order, with their types."""
    return {field.name: field for field in _info(kind).fields if field.name not in NOT_KEYS}


@cache
def _info(kind: type[Struct]) -> StructType:
    info = type_info(kind)
    assert isinstance(info, StructType)
    return info


def _struct(info: StructType, node: Node, findings: Findings, file_id: str = "") -> Any:
    if not isinstance(node, Group):
        wanted = ", ".join(field.name for field in info.fields if field.required and field.name not in NOT_KEYS)
        findings.add(node.place, "E101", "lines 'key: value' are expected here", f"needed: {wanted}" if wanted else "")
        return None
    fields = {field.name: field for field in info.fields if field.name not in NOT_KEYS}
    values: dict[str, Any] = {}
    for key, (place, value_node) in node.entries.items():
        if key in fields:
            values[key] = _value(fields[key].type, value_node, findings, key)
        else:
            findings.add(place, "E102", f"unknown key '{key}'", did_you_mean(key, fields))
    for name, field in fields.items():
        if field.required and name not in node.entries:
            findings.add(node.place, "E103", f"the key '{name}' is missing")
    if findings.found:
        return None
    names = {field.name for field in info.fields}
    if "id" in names and file_id:
        values["id"] = file_id
    return info.cls(**values, place=node.place)


def _value(info: Type, node: Node, findings: Findings, key: str) -> Any:
    if isinstance(info, UnionType):  # "X or not given"
        info = info.types[0]
    if isinstance(info, StructType):
        return _struct(info, node, findings)
    if isinstance(info, VarTupleType):
        return _list(info, node, findings, key)
    if isinstance(info, DictType):
        return _dict(info, node, findings, key)
    return _leaf(info, node, findings, key)


def _list(info: VarTupleType, node: Node, findings: Findings, key: str) -> tuple[Any, ...]:
    items = node.items if isinstance(node, Series) else (node,)
    if isinstance(node, Group) and not isinstance(info.item_type, StructType):
        findings.add(node.place, "E104", f"'{key}' must be a list of words")
        return ()
    if not items:
        findings.add(node.place, "E105", f"'{key}' is an empty list", "remove the key, or name something")
    return tuple(_value(info.item_type, item, findings, key) for item in items)


def _dict(info: DictType, node: Node, findings: Findings, key: str) -> dict[str, Any]:
    if not isinstance(node, Group):
        findings.add(node.place, "E106", f"'{key}' must consist of lines 'name: ...'")
        return {}
    for name, (place, _) in node.entries.items():
        _leaf(info.key_type, Scalar(place, name), findings, key)
    return {name: _value(info.value_type, value, findings, name) for name, (_, value) in node.entries.items()}


def _leaf(info: Type, node: Node, findings: Findings, key: str) -> str:
    meta = info.extra_json_schema if isinstance(info, Metadata) else None
    base = info.type if isinstance(info, Metadata) else info
    if not isinstance(node, Scalar):
        findings.add(node.place, "E107", f"'{key}' must be text, not a {'list' if isinstance(node, Series) else 'group of keys'}")
        return ""
    text = node.text.strip()
    if not text:
        findings.add(node.place, "E108", f"'{key}' is empty", "write a value, or remove the key")
        return ""
    if isinstance(base, LiteralType):
        if text not in base.values:
            findings.add(node.place, "E109", f"'{key}' cannot be '{printable(text)}'", did_you_mean(text, map(str, base.values)))
        return text
    if isinstance(base, StrType):
        wanted = str((meta or {}).get("description", ""))
        _check_text(base, text, node.place, findings, key, wanted)
        if isinstance(info, Metadata) and info.extra == {"is": "day"} and not findings.found and not _is_day(text):
            findings.add(node.place, "E109", f"'{key}' cannot be '{text}'", "there is no such day")
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_text(info: StrType, text: str, place: Place, findings: Findings, key: str, wanted: str) -> None:
    if info.max_length is not None and len(text) > info.max_length:
        findings.add(place, "E110", f"'{key}' has {len(text):,} characters; {info.max_length:,} are allowed")
        return
    try:
        msgspec.convert(text, _pattern_type(info.pattern))
    except msgspec.ValidationError:
        findings.add(place, "E109", f"'{key}' cannot be '{printable(text)}'", f"wanted: {wanted}")


@cache
def _pattern_type(pattern: str | None) -> Any:
    from typing import Annotated

    return Annotated[str, msgspec.Meta(pattern=pattern)] if pattern else str


def given(value: Any) -> bool:
    """Tell whether an optional key was written in the file."""
    return value is not UNSET
