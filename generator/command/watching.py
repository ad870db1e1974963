"""Folders that people edit -> a round at the start, and one for every change, with the files that changed.

Editors write a file in several steps; what follows within a moment is one change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDINGS = (".yaml", ".j2", ".po", ".csv", ".svg", ".png", ".jpg", ".jpeg", ".ttf")


def changes(folders: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    """Yield () at once, then the files of each change below these folders, without end."""
    from watchfiles import watch

    yield ()
    for found in watch(*folders, watch_filter=lambda _, path: is_edited(Path(path))):
        yield tuple(sorted({Path(path) for _, path in found}))


def is_edited(path: Path) -> bool:
    """Tell whether a file is one that pieces are made from, and none that an editor keeps for itself."""
    return path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~"))
