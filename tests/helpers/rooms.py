"""The house as it stands: its floors, and every module of every room."""

from __future__ import annotations

import ast
from functools import cache

from checkout import ROOT

GENERATOR = ROOT / "generator"


FEWEST_MODULES = 100  # who looks into the rooms must have found them


# The floors, from the ground up. A room imports from lower floors only; rooms of one floor do not know each other.
FLOORS = (
    ("foundation",),
    ("library",),
    ("imposition", "languages", "looks"),
    ("markup",),
    ("typesetting",),
    ("pdf", "proof"),
    ("making",),
    ("checking", "kits"),
    ("partners", "tasks"),
    ("command",),
)


FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


@cache
def house() -> dict[str, ast.Module]:
    """Every module of every room, named ROOM.MODULE."""
    found = {f"{path.parent.name}.{path.stem}": ast.parse(path.read_text(encoding="utf-8")) for path in sorted(GENERATOR.glob("*/*.py"))}
    assert len(found) > FEWEST_MODULES
    return found


MODULES = sorted(name for name in house() if not name.endswith(".__init__"))
