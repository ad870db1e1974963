"""A font file -> its letters, their widths and the forms they take beside each other. The only home of HarfBuzz.

Fonts are TrueType files, from the theme's own folder, the folder of fonts, or an installed package. A letter that a font
lacks is an error of the stage that sets text: a box in place of a letter would be printed without a word.
"""

from __future__ import annotations

import struct
import unicodedata
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.foundation.problems import Place, Problems, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

LEADING = 1.15  # of the type size: lines that are closer touch
LARGEST_FONT = 40 * 1024 * 1024  # bytes; all of Chinese, Japanese and Korean is half of it
TALLEST = 4.0  # times the type size that any letter may be high
AGAIN = "get the file again from where it comes from"
GLYF = {"glyf", "head", "hhea", "hmtx", "maxp", "loca", "cmap"}  # the tables of a TrueType font that can be embedded as it is


MOST_WORDS = 3_000  # words of a font whose forms are remembered
Key = TypeVar("Key")
Value = TypeVar("Value")


class Glyph(NamedTuple):
    """A letter's form on a line, in thousandths of the type size. `start` is the first character that it stands for."""

    number: int
    start: int
    advance: float
    right: float
    up: float


Strokes = tuple[tuple[float, tuple[int, str]], ...]


class Typeface:
    """A font file, opened once a process. Measures are parts of the type size."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self._advances: dict[int, float] = {}
        try:
            self._open(path)
        except Problems:
            raise
        except OSError as error:
            raise problem(Place(str(path)), "E492", f"this font cannot be read: {error.strerror}") from None
        except Exception as error:  # noqa: BLE001 - HarfBuzz raises many kinds for a broken file; all mean the same to the reader
            raise problem(Place(str(path)), "E499", f"this font is damaged: {error}", AGAIN) from None

    def _open(self, path: Path) -> None:
        import uharfbuzz

        if path.stat().st_size > LARGEST_FONT:
            raise problem(Place(str(path)), "E498", f"this font has {path.stat().st_size:,} bytes; {LARGEST_FONT:,} are allowed")
        self.face: Any = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        if not set(self.face.table_tags) >= GLYF:
            raise problem(Place(str(path)), "E491", "this font cannot be used", "use a static TrueType file (.ttf)")
        if _is_cut(path):
            raise problem(Place(str(path)), "E499", "this font is damaged: a part of it lies outside the file", AGAIN)
        self.font: Any = uharfbuzz.Font(self.face)
        self.family: str = self.face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY) or path.stem
        self.unit: float = 1000 / self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.face.upem
        self.descent: float = -extents.descender / self.face.upem
        capitals = self.font.get_metric_position(uharfbuzz.OTMetricsTag.CAP_HEIGHT)
        self.cap_height: float = (capitals or 0.7 * self.face.upem) / self.face.upem
        self.letters: frozenset[int] = frozenset(self.face.unicodes)
        if not (0 < self.ascent < TALLEST and 0 <= self.descent < TALLEST and 0 < self.cap_height < TALLEST and self.letters and self.box):
            raise problem(Place(str(path)), "E499", "this font is damaged: it has no letters, or their measures cannot be", AGAIN)

    @property
    def box(self) -> tuple[float, ...]:
        """The box around all its letters, in thousandths of the type size: left, bottom, right, top."""
        return tuple(round(edge * self.unit) for edge in struct.unpack(">4h", self.face.reference_table("head").data[36:44]))

    def advance(self, glyph: int) -> float:
        """Return the width of a form as the file has it, in thousandths of the type size."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = float(self.font.get_glyph_h_advance(glyph)) * self.unit
        return width

    def part(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Return the bytes of a font with these forms and no others, and where each of them is found in it."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode()) for tag in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "gasp", "name", "post", "OS/2", "vmtx", "vhea", "VORG", "BASE")
        )
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        try:
            plan = uharfbuzz.SubsetPlan(self.face, wanted)
            data: bytes = plan.execute().blob.data
        except (RuntimeError, ValueError):
            raise problem(Place(str(self.path)), "E499", "this font is damaged: its letters cannot be put into a file", AGAIN) from None
        return data, dict(plan.old_to_new_glyph_mapping)


class Font:
    """A typeface for the texts of one language: its letters may take other forms in another."""

    def __init__(self, typeface: Typeface, language: str = "en", leading: float = LEADING) -> None:
        self.typeface = typeface
        self.language = language
        self.leading = leading  # parts of the type size from one line to the next, at least
        self.name = typeface.name
        self.family = typeface.family
        self.ascent, self.descent, self.cap_height = typeface.ascent, typeface.descent, typeface.cap_height
        self._words: dict[tuple[str, bool], tuple[Glyph, ...]] = {}
        self._widths: dict[str, float] = {}
        self._strokes: dict[str, Strokes | None] = {}

    def width(self, text: str, size: float) -> float:
        """Return the width of a text without line breaks, in points. Letters of Arabic and its kin are read leftwards."""
        units = self._widths.get(text)
        if units is None:
            leftwards = not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
            words = sum(glyph.advance for word in text.split(" ") for glyph in self._word(word, leftwards))
            units = with_room(self._widths)[text] = (words + text.count(" ") * sum(glyph.advance for glyph in self._word(" ", leftwards))) / 1000
        return units * size

    def strokes(self, word: str) -> Strokes | None:
        """Return the forms of a word that is read from left to right, as a PDF shows them: for each the correction before it,
        in thousandths of the type size, and itself with the character that it was set for.

        None for a word with forms that stand higher or lower, or of which several make up one cluster.
        """
        if word not in self._strokes:
            with_room(self._strokes)[word] = _plain_strokes(self._word(word, leftwards=False), word, self.typeface)
        return self._strokes[word]

    def shaped(self, text: str, *, leftwards: bool = False) -> list[Glyph]:
        """Return the forms of a text from left to right, as they stand on a line; `leftwards` if it is read so.

        Words are shaped one by one, so that a text is as wide as its words and the spaces between them.
        """
        glyphs: list[Glyph] = []
        at = 0
        parts = text.split(" ")
        for number, word in enumerate(parts):
            piece = [glyph._replace(start=glyph.start + at) for glyph in self._word(word, leftwards)]
            if number < len(parts) - 1:
                space = [glyph._replace(start=at + len(word)) for glyph in self._word(" ", leftwards)]
                piece = [*space, *piece] if leftwards else [*piece, *space]
            glyphs = [*piece, *glyphs] if leftwards else [*glyphs, *piece]
            at += len(word) + 1
        return glyphs

    def _word(self, word: str, leftwards: bool) -> tuple[Glyph, ...]:
        known = self._words.get((word, leftwards))
        if known is None:
            known = with_room(self._words)[word, leftwards] = self._shape(word, leftwards)
        return known

    def _shape(self, word: str, leftwards: bool) -> tuple[Glyph, ...]:
        """Ask HarfBuzz for the forms of a word; its direction is told, for guessing would mirror brackets wrongly."""
        import uharfbuzz

        if not word:
            return ()
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftwards else "ltr"
        buffer.language = self.language
        uharfbuzz.shape(self.typeface.font, buffer)
        unit = self.typeface.unit
        return tuple(
            Glyph(info.codepoint, info.cluster, place.x_advance * unit, place.x_offset * unit, place.y_offset * unit)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def lacking(self, text: str) -> str:
        """Return the characters of a text that this font cannot print, each once, in order."""
        return "".join(dict.fromkeys(character for character in text if ord(character) not in self.typeface.letters))


def with_room(words: dict[Key, Value]) -> dict[Key, Value]:
    """Return what is kept of words, for one more; emptied if it has become too much: a run may meet the names of many thousands."""
    if len(words) >= MOST_WORDS:
        words.clear()
    return words


def _plain_strokes(glyphs: tuple[Glyph, ...], word: str, typeface: Typeface) -> Strokes | None:
    """Return the strokes of shaped forms, if each stands for some characters of its own, in order."""
    found = []
    pen = at = 0.0  # where the PDF's own advance widths have brought the pen, and where the text has got to
    ends = [glyph.start for glyph in glyphs[1:]] + [len(word)]
    for glyph, end in zip(glyphs, ends, strict=True):
        if glyph.up or end <= glyph.start:
            return None
        x = at + glyph.right
        correction = pen - x if round(pen - x, 3) else 0.0
        if correction:
            pen = x
        found.append((correction, (glyph.number, word[glyph.start : end])))
        pen += typeface.advance(glyph.number)
        at += glyph.advance
    return None if round(pen - at, 3) else tuple(found)


def _is_cut(path: Path) -> bool:
    """Tell whether a table of a font lies outside its file: HarfBuzz would take its letters for empty ones."""
    with path.open("rb") as file:
        count = int.from_bytes(file.read(12)[4:6], "big")
        table = file.read(16 * count)
    ends = [int.from_bytes(table[at + 8 : at + 12], "big") + int.from_bytes(table[at + 12 : at + 16], "big") for at in range(0, len(table), 16)]
    return max(ends, default=0) > path.stat().st_size


@cache
def load_typeface(path: Path) -> Typeface:
    """Return a font file, opened once a process. Raises Problems."""
    return Typeface(path)


def font_path(file: str, folder: Path, named_at: Place) -> Path:
    """Return the file of a font that is named below a folder or in an installed package. Raises Problems."""
    local = folder / file
    with suppress(OSError, ValueError):
        if local.is_file() and folder.resolve() in local.resolve().parents:
            return local
    package, _, inside = file.partition("/")
    spec = None
    with suppress(ValueError):  # a module that is being run has none
        spec = find_spec(package) if package.isidentifier() else None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / inside
        if path.is_file() and ".." not in path.parts:
            return path
    raise problem(named_at, "E490", f"the font '{file}' was not found", "give a path below the folder of this file, or package/path/Face.ttf")


def letters_in_words(characters: str) -> str:
    """Return characters for a message, each with its code and name: '☎' (U+260E BLACK TELEPHONE)."""
    return ", ".join(f"'{character}' (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})" for character in characters)
