"""The name that a role had in an earlier version -> the one that it has now, for who has themes and layouts of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.foundation.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FORMER: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("page", "text"): {
        "panel-heading": "heading2-small",
        "cover-title": "title",
        "cover-lead": "lead-large",
        "number-cover": "number-call",
        "leaf-title": "title-small",
        "leaf-heading": "heading2-smaller",
        "leaf-item": "item-small",
        "leaf-never": "never-small",
        "number-leaf": "number-call-small",
    },
    ("page", "box"): {
        "cover": "bands",
        "cover-top": "panel-large",
        "cover-call": "call",
        "cover-danger": "danger-foot",
        "leaf": "panel-small",
        "leaf-top": "panel-small",
        "leaf-call": "call-small",
        "leaf-danger": "danger-foot-small",
    },
    ("card", "text"): {
        "cover": "title-larger",
        "chapter": "heading2-large",
        "roomy": "item-large",
        "roomy-never": "never-large",
        "pocket": "item-small",
        "number2": "number1-small",
        "label-badge": "label-middle",
        "number1-badge": "number1-larger",
        "step": "item-larger",
        "step-never": "never-larger",
        "strip": "texting",
        "number-label": "number-strip",
        "title-sign": "title-largest",
        "lead-cling": "lead-middle",
        "label-sign": "note",
        "number1-sign": "number1-largest",
    },
    ("card", "box"): {
        "cling": "face-large",
        "sign": "face-larger",
        "label": "face-small",
        "pocket": "panel-small",
    },
    ("notice", "text"): {
        "tongue": "name",
        "tongue-note": "note",
        "tent-title": "heading1-small",
        "tent-lead": "lead-small",
    },
    ("notice", "box"): {
        "poster": "bands",
        "tent": "title-small",
        "tent-call": "call-small",
    },
    ("wall", "box"): {
        "poster": "bands",
    },
}


def name_now(medium: str, kind: str, role: str, known: Collection[str]) -> str:
    """Return what a role of text or of a box ("text", "box") is called now among the known ones, or "" if it never had another name."""
    now = FORMER.get((medium, kind), {}).get(role, "")
    return now if now in known and role not in known else ""


def meant(medium: str, kind: str, role: str, known: Collection[str]) -> str:
    """Return the hint for a role that is not known: what it is called now, or the nearest name."""
    now = name_now(medium, kind, role, known)
    return f"it is called '{now}' now" if now else did_you_mean(role, known)
