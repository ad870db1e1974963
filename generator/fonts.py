"""A font file -> its measures, and the same font registered once for the press.

The only place that reads fonts; with the press the only module that knows reportlab. Fonts are TrueType files, from the
theme's own folder or from an installed package; every one is embedded as a subset. A letter that a font lacks is an
error here: reportlab would print a box and say nothing.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from generator.problems import Place, problem


class Font:
    """The measures of one face. Widths are asked for in points; a font is kept for the life of the process."""

    def __init__(self, name: str, path: Path) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFError, TTFont

        try:
            font = TTFont(name, str(path))
        except (TTFError, OSError) as error:
            raise problem(Place(str(path)), f"this font cannot be used: {error}", "use a static TrueType file (.ttf)") from None
        pdfmetrics.registerFont(font)
        self.name = name
        self.family: str = font.face.familyName.decode() if isinstance(font.face.familyName, bytes) else font.face.familyName
        self.glyphs: dict[int, int] = font.face.charToGlyph
        self.advances: dict[int, float] = font.face.charWidths
        self.ascent: float = font.face.ascent / 1000
        self.descent: float = -font.face.descent / 1000
        self.cap_height: float = (font.face.capHeight or 700) / 1000
        self._widths: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """Return the width of a text without line breaks, in points."""
        units = self._widths.get(text)
        if units is None:
            units = self._widths[text] = sum(self.advances.get(ord(character), 0.0) for character in text) / 1000
        return units * size

    def lacking(self, text: str) -> str:
        """Return the characters of a text that this font cannot print, each once, in order."""
        return "".join(dict.fromkeys(character for character in text if ord(character) not in self.glyphs))


@cache
def load_font(file: str, theme_folder: Path, theme_place: Place) -> Font:
    """Return the font that a theme names: `fonts/Mine.ttf` below the theme's folder, or `package/path/Face.ttf`."""
    local = theme_folder / file
    if local.is_file() and theme_folder.resolve() in local.resolve().parents:
        return Font(local.stem, local)
    package, _, inside = file.partition("/")
    spec = find_spec(package) if package.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / inside
        if path.is_file() and ".." not in path.parts:
            return Font(path.stem, path)
    raise problem(theme_place, f"the font '{file}' was not found", "give a path below the theme's folder, or package/path/Face.ttf")


def letters_in_words(characters: str) -> str:
    """Return characters for a message, each with its code and name: '☎' (U+260E BLACK TELEPHONE)."""
    return ", ".join(f"'{character}' (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})" for character in characters)
