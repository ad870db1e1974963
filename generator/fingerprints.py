"""What a piece is made from -> a hash: the content, the layouts, the themes, the fonts, the program and its libraries.

What has the hash of what lies there already need not be made again. It reads files and judges none of them.
"""

from __future__ import annotations

import hashlib
from importlib import metadata
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# The libraries whose version changes what is printed.
PRINTING = ("reportlab", "jinja2", "uharfbuzz", "segno", "babel", "phonenumbers", "pillow", "resvg-py", "python-bidi", "fontpkg-atkinson-hyperlegible")


def fingerprint(folders: Iterable[Path], *told: object) -> str:
    """Return the hash of all files in folders, of the program with its libraries, and of what else is told."""
    digest = hashlib.sha256(f"{__version__} {own_text()} {told!r}".encode())
    for name in PRINTING:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def own_text() -> str:
    """Return the hash of the program's own modules: a change of the program changes what it makes, whatever its version says."""
    from pathlib import Path

    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
