"""The fonts of a theme and those of the folder of fonts -> for each letter the font that it is set in.

A font of the folder says for which languages it is meant: their texts are set in it throughout. Otherwise the theme's own
font comes first, and a letter that it lacks is taken from the first font that has it. Numbers to dial are always set in
the theme's font: it was chosen because its digits are told apart.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from generator.library.models import Line, Placed
from generator.looks.fonts import LEADING, Font, font_path, load_typeface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.foundation.problems import Place
    from generator.looks.theme import Theme

JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f")  # signs without a shape of their own: they belong to the letter before
Share = Annotated[str, Meta(pattern=r"\A[12]\.[0-9]{1,2}\Z", description="parts of the type size, such as 1.35")]


class FontFile(Placed, frozen=True, kw_only=True):
    """layouts/fonts/ID.yaml: a family of fonts for scripts that themes do not have.

    `languages` are those whose texts it sets, by code; `leading` is the least distance of its lines.
    """

    id: str = ""
    name: Line
    regular: Line
    bold: Line
    languages: tuple[Line, ...] = ()
    leading: Share = "1.15"
    licence: Line
    source: Line
    remark: Line = ""


@dataclass(frozen=True)
class TypeCase:
    """The fonts that a page is set in. `theme` names the font files of the faces: regular, bold, italic."""

    theme: Mapping[str, str]
    folder: Path
    named_at: Place

    def font(self, face: str, language: str) -> Font:
        """Return the font of a face for texts of a language. Raises Problems if the file is not there."""
        return self._preferred(face, language)[0]

    def number_font(self) -> Font:
        """Return the font of the numbers to dial."""
        return _theme_font(self, "bold", "en")

    def runs(self, text: str, face: str, language: str) -> Iterator[tuple[str, Font]]:
        """Yield the text in pieces, each with the one font that has its letters.

        A letter that no font has stays with the font of the language: whoever sets the text will say so.
        """
        first = self.font(face, language)
        if not first.lacking(text):
            yield text, first
            return
        start, current = 0, first
        for at, letter in enumerate(text):
            if letter.isspace() or letter in JOINERS or unicodedata.combining(letter):
                continue
            wanted = self._for(letter, face, language)
            if wanted is not current:
                if text[start:at]:
                    yield text[start:at], current
                start, current = at, wanted
        yield text[start:], current

    def _for(self, letter: str, face: str, language: str) -> Font:
        preferred = self._preferred(face, language)
        for font in preferred:
            if not font.lacking(letter):
                return font
        others = (_loaded(file, folder, face, language) for file, folder in font_files(self.folder.parent))
        return next((font for font in others if not font.lacking(letter)), preferred[0])

    def _preferred(self, face: str, language: str) -> tuple[Font, ...]:
        """Return the fonts of a language's texts: those meant for it, then the theme's."""
        meant = font_files(self.folder.parent) if language != "en" else ()
        return (*(_loaded(file, at, face, language) for file, at in meant if _is_for(file, language)), _theme_font(self, face, language))


def _theme_font(case: TypeCase, face: str, language: str) -> Font:
    name = face if face in case.theme else "bold" if face.startswith("bold") else "regular"
    return load_font(case.theme[name], case.folder, case.named_at, language)


@cache
def load_font(file: str, folder: Path, named_at: Place, language: str = "en") -> Font:
    """Return a font that a theme names. Raises Problems."""
    return Font(load_typeface(font_path(file, folder, named_at)), language)


def _is_for(file: FontFile, language: str) -> bool:
    return any(language == code or language.startswith(f"{code}-") for code in file.languages)


@cache
def _loaded(file: FontFile, folder: Path, face: str, language: str) -> Font:
    named = file.bold if face.startswith("bold") else file.regular
    return Font(load_typeface(font_path(named, folder, file.place)), language, max(LEADING, float(file.leading)))


def known_fonts(layouts: Path, themes: Iterable[Theme]) -> dict[str, Path]:
    """Return every font that pieces are set in by the name that it has in their files."""
    found = [font_path(name, layouts / "themes", theme.place) for theme in themes for name in theme.fonts.values()]
    found += [font_path(name, folder, file.place) for file, folder in font_files(layouts) for name in (file.regular, file.bold)]
    return {path.stem: path for path in found}


@cache
def font_files(layouts: Path) -> tuple[tuple[FontFile, Path], ...]:
    """Return the fonts of a layouts' folder and the shipped ones, each with the folder that it lies in. Raises Problems."""
    from generator.foundation.files import shipped, yaml_files
    from generator.foundation.problems import Findings
    from generator.library.read import read_file

    findings = Findings()
    found: dict[str, tuple[FontFile, Path]] = {}
    for folder in (layouts / "fonts", shipped("layouts") / "fonts"):
        for path in yaml_files(folder):
            if path.stem not in found:
                with findings.collect():
                    found[path.stem] = (read_file(path, FontFile), folder)
    findings.raise_if_any()
    return tuple(found.values())
