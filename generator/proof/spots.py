"""Where every number stands in a file, written into it and found again: a number beside the name of another is found out.

Counting numbers does not see two that have changed places: each is there as often as before, and dials the wrong house.
So a file carries the spot of each, the middle of its baseline in whole points from the lower left corner of its page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.foundation.problems import Place, Problem
from generator.typesetting.faces import Turned, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.imposition.impose import Imposition
    from generator.proof.readback import ReadBack, Sign
    from generator.typesetting.faces import Face, Mark

NEAR_ENOUGH = 4.0  # points: less than the distance of two lines, more than any rounding
WRITTEN = re.compile(r"(?<= )at=(\S+)")

Key = tuple[str, str, str]  # contact, channel, number


class Spot(Struct, frozen=True):
    """A number on a page: which one, and where."""

    key: Key
    x: float
    y: float


class Pages(Struct, frozen=True):
    """Pages that follow each other, and how often they do: the front and the back of a run of sheets."""

    times: int
    spots: tuple[tuple[Spot, ...], ...]


def on_faces(faces: Sequence[Face]) -> tuple[Pages, ...]:
    """Return the spots of a file that has a page for each face."""
    return (Pages(1, tuple(tuple(_spots(face.marks, face.size.height)) for face in faces)),)


def on_sheets(faces: Sequence[Face], imposition: Imposition) -> tuple[Pages, ...]:
    """Return the spots of imposed sheets; none where they are scaled for a printer."""
    if (imposition.scale_across, imposition.scale_down) != (1.0, 1.0):
        return ()
    height = imposition.paper.height
    runs = []
    for run in imposition.runs:
        sides = []
        for side in run.sides:
            spots = []
            for placement in side.placements:
                for spot in _spots(faces[placement.face].marks, faces[placement.face].size.height):
                    cell = placement.cell
                    if placement.turned:
                        spots.append(Spot(spot.key, cell.right - spot.x, height - cell.y - spot.y))
                    else:
                        spots.append(Spot(spot.key, cell.x + spot.x, height - cell.bottom + spot.y))
            sides.append(tuple(spots))
        runs.append(Pages(run.sheets, tuple(sides)))
    return tuple(runs)


def _spots(marks: Iterable[Mark], height: float) -> Iterator[Spot]:
    for mark in marks:
        if isinstance(mark, Turned):
            box = mark.box
            for spot in _spots(mark.marks, height):
                yield Spot(spot.key, 2 * box.x + box.width - spot.x, 2 * (height - box.y) - box.height - spot.y)
        elif isinstance(mark, Words) and mark.number:
            key = mark.leaf.get("contact"), mark.leaf.get("channel"), mark.leaf.get("number")
            yield Spot(key, mark.x + mark.width / 2, height - mark.y)


def spots_written(pages: Iterable[Pages], keys: Sequence[Key]) -> str:
    """Return spots as a file carries them: `at=1*0@63.70,1@200.41;0@63.70` (times, number by its place in `keys`, x, y)."""
    at = {key: place for place, key in enumerate(keys)}
    runs = [f"{run.times}*" + ";".join(",".join(sorted(f"{at[spot.key]}@{spot.x:.0f}.{spot.y:.0f}" for spot in page)) for page in run.spots) for run in pages]
    return f"at={'/'.join(runs)}" if runs else ""


def read_spots(keywords: str, keys: Sequence[Key]) -> list[tuple[Spot, ...]] | None:
    """Return the spots of each page of a file, or None if it does not carry them."""
    runs = read_runs(keywords, keys)
    return None if runs is None else [page for run in runs for page in run.spots * run.times]


def read_runs(keywords: str, keys: Sequence[Key]) -> tuple[Pages, ...] | None:
    """Return the spots that a file carries, run by run, or None if it carries none; no run if they cannot be read."""
    found = WRITTEN.search(keywords)
    if not found:
        return None
    runs = []
    try:
        for run in found.group(1).split("/"):
            times, _, sides = run.partition("*")
            held = tuple(tuple(_read(spot, keys) for spot in side.split(",") if spot) for side in sides.split(";"))
            runs.append(Pages(min(int(times), 5000), held))
    except (ValueError, IndexError):
        return ()
    return tuple(runs)


def _read(spot: str, keys: Sequence[Key]) -> Spot:
    number, _, place = spot.partition("@")
    x, _, y = place.partition(".")
    return Spot(keys[int(number)], float(x), float(y))


def prove_spots(document: ReadBack, spots: Sequence[Sequence[Spot]], forms: Mapping[Key, str], file: str) -> Iterator[Problem]:
    """Yield each number that does not stand where it was put. `forms` is how each is printed."""
    if len(spots) != len(document):
        yield Problem(
            Place(file), "E819", f"it has {len(document)} pages, and carries the places of numbers on {len(spots)}", "do not hand it out; make it again"
        )
        return
    for page, wanted in enumerate(spots):
        signs = document.signs(page)
        seen = {form: _places(signs, form) for form in {forms[spot.key] for spot in wanted if spot.key in forms}}
        for spot in wanted:
            form = forms.get(spot.key)
            if form and not any(abs(x - spot.x) < NEAR_ENOUGH and abs(y - spot.y) < NEAR_ENOUGH for x, y in seen[form]):
                where = f"page {page + 1}" if len(spots) > 1 else "it"
                yield Problem(Place(file), "E818", f"{where} has {form} ('{spot.key[0]}') elsewhere than it was put", "do not hand it out; make it again")


def _places(signs: Sequence[Sign], form: str) -> list[tuple[float, float]]:
    """Return the middle of the baseline of each place where a number is printed."""
    text = "".join("\u00a0" if sign.text.isspace() else sign.text for sign in signs)
    found = []
    for match in re.finditer(re.escape(form.replace(" ", "\u00a0")), text):
        held = [sign for sign in signs[match.start() : match.end()] if not sign.text.isspace()]
        middle = (min(sign.left for sign in held) + max(sign.right for sign in held)) / 2
        found.append((middle, max(sign.top for sign in held) if held[0].turned else min(sign.bottom for sign in held)))
    return found
