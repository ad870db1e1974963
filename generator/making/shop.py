"""What a run prints from and on: content, layouts, theme, paper, partner, and how the printer is fed. Read once each.

It holds no rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.foundation.files import shipped, shown_path
from generator.foundation.problems import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.imposition.printers import Printer
    from generator.imposition.sheets import Stock
    from generator.languages.catalogues import Catalogue
    from generator.library.library import Library
    from generator.library.models import Partner
    from generator.looks.theme import Theme
    from generator.markup.layouts import Layout
    from generator.typesetting.setting import Setting


@dataclass(frozen=True)
class Shop:
    """What a run prints from and on: content, layouts, theme, paper, and how the printer is fed.

    `sides` is "both", "fronts" or "backs"; `start_at` is the first unused place of a sheet, from 1.
    """

    library: Library
    layouts: Path
    theme: str = "plain"
    paper: str = "letter"
    sides: str = "both"
    start_at: int = 1
    printer: Printer | None = None
    press: bool = False
    profile: bytes | None = None
    tag_copies: bool = False
    twins: bool = False
    partner: Partner | None = None
    partner_folder: Path | None = None
    content: Path = field(default_factory=lambda: shipped("content"))
    themes: dict[str, Theme] = field(default_factory=dict)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    stocks: dict[str, Stock] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """The folder of a partner's pieces, "" without one."""
        return f"{self.partner.id}/" if self.partner else ""

    def catalogue(self, language: str) -> Catalogue:
        """Return a language's catalogue, read once. Raises Problems."""
        from generator.languages.catalogues import read_catalogue

        if language not in self.catalogues:
            self.catalogues[language] = read_catalogue(self.content, language)
        return self.catalogues[language]

    def looks(self, name: str) -> Theme:
        """Return a theme, read once. Raises Problems."""
        from generator.looks.theme_files import read_theme

        if name not in self.themes:
            theme = read_theme(self.layouts / "themes", name)
            if self.partner:
                from generator.looks.theme_files import in_their_colour

                theme = in_their_colour(theme, self.partner)
            self.themes[name] = theme
        return self.themes[name]

    def sheets(self) -> Mapping[str, Stock]:
        """Return all sheets by id, read once. Raises Problems."""
        from generator.imposition.sheets import read_sheets

        if not self.stocks:
            self.stocks.update(read_sheets(self.layouts))
        return self.stocks

    def sheet(self, word: str) -> Stock:
        """Return the sheet with this id or stock number. Raises Problems."""
        from generator.imposition.sheets import find_sheet

        return find_sheet(self.sheets(), word, Place(shown_path(self.layouts / "sheets")))

    def setting(self, layout: Layout, language: str = "en") -> Setting:
        """Return the looks for a layout's medium, and the language that its texts are in."""
        from generator.typesetting.setting import Setting

        return Setting(self.looks(self.theme), layout.medium, self.layouts / "themes", language=language, partner=self.partner_folder)

    def fonts(self) -> dict[str, Path]:
        """Return every font that pieces may be set in, by name. Raises Problems."""
        from generator.foundation.files import yaml_files
        from generator.looks.typecase import known_fonts

        return known_fonts(self.layouts, [self.looks(path.stem) for path in yaml_files(self.layouts / "themes")])
