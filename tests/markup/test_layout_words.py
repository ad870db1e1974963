"""Every word of a layout can be translated: read from the layouts' own text."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from checkout import ROOT

LAYOUTS = sorted((ROOT / "layouts").rglob("*.xml.j2"))

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)([^>]*)>", re.DOTALL)
SPOKEN = re.compile(r'\b(alt|summary|title|short)\s*=\s*"([^"]*)"')  # attributes that people read or hear
LETTER = re.compile(r"[^\W\d_]")


def words_outside_tags(source: str) -> list[str]:
    return [line.strip() for line in TAG.sub("", JINJA.sub("", source)).splitlines() if LETTER.search(line)]


def words_in_attributes(source: str) -> list[str]:
    tags = TAG.findall(JINJA.sub("", source))
    return [f"{tag} {name}={value}" for _, tag, attributes in tags if tag != "layout" for name, value in SPOKEN.findall(attributes) if LETTER.search(value)]


def printed_words(source: str) -> list[str]:
    """Words that an expression prints as they stand: {{ "Call" }} instead of {{ _("Call") }}."""
    found: list[str] = []

    def look(node: jinja2.nodes.Node) -> None:
        if isinstance(node, jinja2.nodes.Const) and isinstance(node.value, str) and re.search(r"[A-Z]|\s[a-z]", node.value):
            found.append(node.value)
        elif isinstance(node, jinja2.nodes.CondExpr | jinja2.nodes.Concat | jinja2.nodes.Add | jinja2.nodes.Or):
            for child in node.iter_child_nodes():
                look(child)

    for output in jinja2.Environment(autoescape=True).parse(source).find_all(jinja2.nodes.Output):
        for child in output.nodes:
            look(child)
    return found


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.name)
def test_every_word_of_a_layout_can_be_translated(path: Path):
    source = path.read_text(encoding="utf-8")
    assert (words_outside_tags(source), words_in_attributes(source), printed_words(source)) == ([], [], [])


def test_these_checks_would_find_a_word():
    source = '<layout summary="A card"><para at="{{ x }}">{{ _("Call") }} now</para><qr alt="A code for {{ x }}"/>{{ "Text us" }}{# remark #}</layout>'
    assert (words_outside_tags(source), words_in_attributes(source), printed_words(source)) == (["now"], ["qr alt=A code for "], ["Text us"])
