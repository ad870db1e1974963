"""A print shop's PDF -> a report in plain words: what was looked at, and what was found. Read from the finished bytes.

It claims no standard (PDF/X is not checked by anything here); it says the facts that a print shop asks for.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.foundation.measures import INCH, Box
from generator.foundation.problems import Place, Problem, Problems
from generator.pdf.grounds import BLEED
from generator.pdf.printshop import ALL_PLATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_INK = 2.8  # the sum of inks on one spot, 280 %: what print shops allow on uncoated paper
THINNEST = 0.25  # points
PRESS_SPACES = ("/DeviceCMYK", "/DeviceGray")
RGB_OPERATORS = frozenset({"rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN"})


@dataclass(frozen=True, slots=True)
class PressCheck:
    """One thing that was looked at."""

    right: bool
    code: str  # if it is not right; "" for what always is
    text: str


def preflight(data: bytes, name: str, trims: Sequence[Box]) -> str:
    """Return the report on a press PDF whose pages have these trim boxes (from their lower left corner).

    Raises Problems if a check fails.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        findings = [finding for check in (_boxes(pdf, trims), _colours(pdf), _fonts(pdf), _rest(pdf)) for finding in check]
    wrong = [
        Problem(Place(name), finding.code, finding.text, "the press check found that this is not so; no file was written")
        for finding in findings
        if not finding.right
    ]
    if wrong:
        raise Problems(wrong)
    lines = [f"Preflight of {name}", "", *(f"  ok  {finding.text}" for finding in findings), ""]
    lines += ["Not checked: PDF/X conformance. Ask your print shop whether it needs a profile (--icc FILE embeds it)."]
    return "\n".join(lines) + "\n"


def _inches(points: float) -> str:
    return f"{points / INCH:.3f} in"


def _boxes(pdf: Any, trims: Sequence[Box]) -> Iterator[PressCheck]:
    right = len(pdf.pages) == len(trims)
    yield PressCheck(right, "E730", f"{len(pdf.pages)} pages, one for each side of what is printed")
    for number, (page, wanted_box) in enumerate(zip(pdf.pages, trims, strict=False), 1):
        media, trim, bleed = ([float(edge) for edge in box] for box in (page.mediabox, page.trimbox, page.obj.get("/BleedBox", page.mediabox)))
        wanted = [wanted_box.x, wanted_box.y, wanted_box.right, wanted_box.bottom]
        same = all(abs(one - other) < 0.02 for one, other in zip(trim, wanted, strict=True))
        yield PressCheck(same, "E731", f"page {number}: trim box {_inches(trim[2] - trim[0])} x {_inches(trim[3] - trim[1])}, where it is cut")
        around = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
        even = all(abs(edge - BLEED) < 0.02 for edge in around)
        yield PressCheck(even, "E732", f"page {number}: bleed box {_inches(around[0])} larger than the trim on every side")
        inside = media[0] <= bleed[0] and media[2] >= bleed[2] and media[1] <= bleed[1] and media[3] >= bleed[3]
        yield PressCheck(inside, "E733", f"page {number}: sheet {_inches(media[2] - media[0])} x {_inches(media[3] - media[1])}, crop marks outside the bleed")


def _drawn(pdf: Any) -> Iterator[Any]:
    """Yield every page, and every form that a page stamps, once."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        yield page
        for form in page.get("/Resources", {}).get("/XObject", {}).values():
            if form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                yield form


def _colours(pdf: Any) -> Iterator[PressCheck]:
    import pikepdf

    foreign: set[str] = set()
    most = 0.0
    thinnest = 99.0
    overprinted = False
    for holder in _drawn(pdf):
        for instruction in pikepdf.parse_content_stream(holder):
            operator = str(instruction.operator)
            if operator in RGB_OPERATORS:
                foreign.add(operator)
            elif operator in ("k", "K"):
                inks = [float(ink) for ink in instruction.operands]
                if tuple(inks) != ALL_PLATES:
                    most = max(most, sum(inks))
            elif operator == "w":
                thinnest = min(thinnest, float(instruction.operands[0]))
        states = holder.get("/Resources", {}).get("/ExtGState", {})
        overprinted = overprinted or any(bool(state.get("/op", False)) for state in states.values())
    yield PressCheck(not foreign, "E734", "every colour is CMYK" if not foreign else f"colours that are not CMYK: {', '.join(sorted(foreign))}")
    yield PressCheck(
        most <= MOST_INK, "E735", f"no spot takes more than {most * 100:.0f} % of ink (allowed: {MOST_INK * 100:.0f} %); crop marks alone stand on all plates"
    )
    yield PressCheck(overprinted, "E736", "black text is black ink alone and overprints")
    yield PressCheck(thinnest >= THINNEST, "E737", f"the thinnest line has {thinnest:.2f} pt")


def _fonts(pdf: Any) -> Iterator[PressCheck]:
    names: list[str] = []
    bare: list[str] = []
    for holder in _drawn(pdf):
        for font in holder.get("/Resources", {}).get("/Font", {}).values():
            name = str(font.get("/BaseFont", "?")).lstrip("/")
            names.append(name.split("+")[-1])
            forms = font.get("/DescendantFonts", [font])[0]
            if "/FontFile2" not in forms.get("/FontDescriptor", {}):
                bare.append(name)
    yield PressCheck(
        not bare, "E738", f"fonts embedded as subsets: {', '.join(sorted(set(names)))}" if not bare else f"fonts not embedded: {', '.join(sorted(set(bare)))}"
    )


def _rest(pdf: Any) -> Iterator[PressCheck]:
    notes = sum(len(page.get("/Annots", [])) for page in pdf.pages)
    yield PressCheck(notes == 0, "E739", "no links, notes or forms" if not notes else f"{notes} links or notes")
    objects = [one for holder in _drawn(pdf) for one in holder.get("/Resources", {}).get("/XObject", {}).values()]
    coloured = [one for one in objects if one.get("/Subtype") == "/Image" and str(one.get("/ColorSpace", "")) not in PRESS_SPACES]
    yield PressCheck(not coloured, "E740", "every picture is in the inks of a press" if not coloured else f"{len(coloured)} pictures that are not CMYK")
    images = len({one.objgen for one in objects if one.get("/Subtype") == "/Image"})
    yield PressCheck(True, "", f"{images} pixel pictures; all else is type and line")
    yield PressCheck(not pdf.is_encrypted, "E741", "not encrypted")
    intents = pdf.Root.get("/OutputIntents", [])
    if len(intents):
        yield PressCheck(True, "", f"the print shop's profile is embedded: {intents[0].get('/Info', 'without a name')}")
