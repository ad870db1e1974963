"""A shop -> what in its content and on its pieces could endanger a reader: errors and warnings, without what is waived.

The rules and their reasons stand in `rules.py`. A finding that is right as it is gets a waiver in
content/waivers.yaml, with a reason and a name. Nothing is laid out here: every piece is composed once, in English.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from generator.checking.rules import RULES, Finding, found
from generator.checking.texts import check_texts
from generator.foundation.problems import Findings, Problem, Problems, by_place
from generator.library.read import read_waivers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.checking.pieces import ComposedPiece
    from generator.library.models import Waiver
    from generator.making.shop import Shop


def safety_report(shop: Shop) -> tuple[list[Problem], list[Problem]]:
    """Return the errors and the warnings of the rules of safety, each sorted and told once; what is waived is left out.

    A piece that cannot be composed is passed over: `check_layouts` says why. A waiver that cannot be read is an error, one
    that waives nothing a warning.
    """
    findings = Findings()
    waivers: Mapping[str, Waiver] = {}
    with findings.collect():
        waivers = read_waivers(shop.content)
    errors = set(findings.found)
    warnings: set[Problem] = set()
    used: set[str] = set()
    for finding in safety_findings(shop):
        names = [name for name, waiver in waivers.items() if waives(waiver, finding)]
        used.update(names)
        if not names:
            (errors if finding.severity == "error" else warnings).add(finding.problem)
    for name, waiver in waivers.items():
        if name not in used:
            hint = "its errors cannot be waived" if not RULES[waiver.rule].errors_can_be_waived else "remove it, or mend what it names"
            warnings.add(Problem(waiver.place, "W926", f"the waiver '{name}' waives nothing: {waiver.rule} finds nothing of the kind in {waiver.where}", hint))
    return list(by_place(errors)), list(by_place(warnings))


def safety_findings(shop: Shop) -> Iterator[Finding]:
    """Yield everything that the rules find, waived or not."""
    from generator.checking.pieces import check_piece

    yield from check_texts(shop.library, shop.layouts)
    for piece in composed(shop):
        yield from check_piece(piece)
    yield from _hard_texts(shop)


def waives(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a waiver is for a finding: its rule, its file or piece, and its words if it names any."""
    if waiver.rule != finding.rule.id or (finding.severity == "error" and not finding.rule.errors_can_be_waived):
        return False
    if isinstance(waiver.says, str) and waiver.says not in finding.problem.message:
        return False
    return waiver.where == finding.piece or f"/{finding.problem.place.file}".endswith(f"/{waiver.where}")


def composed(shop: Shop) -> Iterator[ComposedPiece]:
    """Yield every piece that can be composed in English, for each audience and each layout that suits it.

    The whole registry is at hand, so that a layout which names a contact by hand shows what it would print.
    """
    from generator.checking.pieces import ComposedPiece
    from generator.languages.translation import Speaker
    from generator.making.pieces import filling_for
    from generator.markup.compose import compose
    from generator.markup.layouts import find_layout, layout_names

    english = Speaker(shop.catalogue("en"))
    for name in layout_names(shop.layouts):
        with suppress(Problems):
            layout = find_layout(shop.layouts, name)
            for audience in filter(layout.suits, shop.library.audiences.values()):
                with suppress(Problems):
                    values = filling_for(shop, audience, layout, english).values
                    yield ComposedPiece(shop.library, audience, layout, compose(layout, values, shop.library.contacts))


def _hard_texts(shop: Shop) -> Iterator[Finding]:
    from generator.checking.reading_level import reading_levels
    from generator.languages.catalogues import language_name

    for level in reading_levels(shop):
        if level.too_hard:
            message = f"the {language_name(level.language)} texts for '{level.audience.id}' read at grade {level.grade:.1f}; its file asks for {level.wanted}"
            yield found("P05", level.audience.place, "W922", message, "shorten the sentences, and take shorter words")
