"""A printer's measured faults -> the sheets moved and scaled so that backs lie behind fronts.

Each printer is a file of its own in the user's settings folder, written by `makecards calibrate --save`. What is kept is
what a person read from the calibration sheet held against the light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta
from msgspec.structs import replace

from generator.foundation.measures import MM
from generator.foundation.problems import Place, did_you_mean, problem
from generator.imposition.impose import Imposition, Placement, Run, Side, Tick, turned_sideways
from generator.library.models import Line, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Shift = Annotated[str, Meta(pattern=r"\A-?\d{1,2}(\.\d{1,2})?\Z", description="millimetres between -20 and 20, such as 1.5")]
Percent = Annotated[str, Meta(pattern=r"\A\d{2,3}(\.\d{1,2})?\Z", description="a percentage between 90 and 110, such as 99.5")]
FARTHEST = 20.0  # mm
SCALES = (90.0, 110.0)  # percent


class Printer(Placed, frozen=True, kw_only=True):
    """What was read: how far the back lies to the right of and below the front, seen from the front, and how long
    100 mm became across and down the paper.
    """

    id: str = ""
    name: Line
    right: Shift = "0"
    down: Shift = "0"
    across: Percent = "100"
    along: Percent = "100"

    def adjust(self, imposition: Imposition) -> Imposition:
        """Return the imposition with its backs moved against the fault, and all of it scaled against the printer's."""
        mirrored = turned_sideways(imposition.paper, imposition.flip)
        dx, dy = float(self.right) * MM, float(self.down) * MM
        # seen from the back of a sheet that was turned sideways, right is left
        dx, dy = (dx, -dy) if mirrored else (-dx, dy)
        runs = tuple(Run(tuple(_moved(side, dx, dy) if side.name == "back" else side for side in run.sides), run.sheets) for run in imposition.runs)
        return replace(imposition, runs=runs, scale_across=100 / float(self.across), scale_down=100 / float(self.along))


def _moved(side: Side, dx: float, dy: float) -> Side:
    placements = tuple(Placement(one.face, one.cell.moved(dx, dy), one.turned) for one in side.placements)
    return Side(side.name, placements, tuple(Tick(tick.x + dx, tick.y + dy, tick.to_x + dx, tick.to_y + dy) for tick in side.ticks))


def settings_folder() -> Path:
    """Return the folder where printers are kept, as the system has it."""
    from platformdirs import user_config_path

    return user_config_path("makecards", appauthor=False) / "printers"


def read_printer(name: str) -> Printer:
    """Return a printer by its name. Raises Problems that name the near ones."""
    from generator.foundation.files import yaml_files
    from generator.library.read import read_file

    known = {path.stem: path for path in yaml_files(settings_folder())}
    if name not in known:
        hint = did_you_mean(name, known) if known else "makecards calibrate --printer NAME --save X,Y keeps one"
        raise problem(Place(""), "E710", f"there is no printer '{name}'", hint)
    printer = read_file(known[name], Printer)
    check_measures([float(printer.right), float(printer.down)], [float(printer.across), float(printer.along)], printer.place)
    return printer


def check_measures(shifts: Iterable[float], percents: Iterable[float], place: Place) -> None:
    """Refuse what no printer is off by: shifts in millimetres, scales in percent. Raises Problems at `place`."""
    if any(not -FARTHEST <= shift <= FARTHEST for shift in shifts):
        raise problem(place, "E713", f"a back lies at most {FARTHEST:g} mm off", "measure in millimetres")
    if any(not SCALES[0] <= percent <= SCALES[1] for percent in percents):
        raise problem(place, "E714", f"a printer scales to {SCALES[0]:g} to {SCALES[1]:g} percent", "print the calibration sheet at 100 % first")
