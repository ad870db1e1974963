"""Make the parts of fonts that are kept in layouts/fonts/, from the families' packages: python docs/fonts.py FOLDER

FOLDER holds the unpacked packages of npm that each layouts/fonts/ID.yaml names as its source, one folder a family (npm
pack @expo-google-fonts/noto-sans-thai, then unpack it to FOLDER/noto-sans-thai). Run it again when a family has a new
edition, look at pages in its languages, and write the edition into the YAML file.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import uharfbuzz

FONTS = Path(__file__).resolve().parents[1] / "layouts" / "fonts"
LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2030, 0x20AC, 0x2116, 0x2122}
VIETNAMESE = {0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x300, 0x32A), *range(0x1EA0, 0x1EFA)}
CYRILLIC = set(range(0x400, 0x530))
CJK_MARKS = {*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F), 0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x30FB}


def of_encoding(name: str, first: range, second: range) -> set[int]:
    """Return the characters of an East Asian standard, by the rows and cells of its encoding."""
    found = set()
    for high in first:
        for low in second:
            try:
                found.add(ord(bytes([high, low]).decode(name)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


# Levels 1 and 2 of GB 2312-80: 6,763 signs, more than a newspaper uses; the 2,350 syllables of KS X 1001.
HANZI = of_encoding("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
HANGUL = of_encoding("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF))

WANTED = {
    "noto-sans": ("NotoSans", LATIN | VIETNAMESE | CYRILLIC),
    "noto-sans-sc": ("NotoSansSC", LATIN | CJK_MARKS | HANZI),
    "noto-sans-kr": ("NotoSansKR", LATIN | CJK_MARKS | HANGUL),
    "noto-sans-arabic": ("NotoSansArabic", None),
    "noto-sans-devanagari": ("NotoSansDevanagari", None),
    "noto-sans-thai": ("NotoSansThai", None),
}


def part_of(source: Path, letters: set[int] | None) -> bytes:
    """Return a font with these characters only (all of them if None), with all forms that they may take, without hints."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)))
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(face.unicodes if letters is None else letters & set(face.unicodes))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return data


def main(folder: Path) -> None:
    for family, (name, letters) in WANTED.items():
        package = next(path for path in (folder / family, folder / family / "package") if (path / "LICENSE_FONT").is_file())
        target = FONTS / family
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / "LICENSE_FONT", target / "OFL.txt")
        for face, weight in (("Regular", "400Regular"), ("Bold", "700Bold")):
            data = part_of(package / weight / f"{name}_{weight}.ttf", letters)
            (target / f"{name}-{face}.ttf").write_bytes(data)
            print(f"{len(data):9,} {family}/{name}-{face}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
