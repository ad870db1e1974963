"""An ICC profile's file -> a profile that was looked at; a press PDF -> the same with the profile embedded.

What a profile is: ICC.1:2022, 7.2 (header). Nothing is converted: the profile says for which press the inks are meant.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.foundation.files import read_bytes, shown_path
from generator.foundation.problems import Place, problem

if TYPE_CHECKING:
    from pathlib import Path

ICC_HEADER = 128  # bytes
LARGEST_PROFILE = 8 * 1024 * 1024
MOST_TAGS = 100


def read_profile(path: Path) -> bytes:
    """Return the bytes of a CMYK output profile. Raises Problems for anything else."""
    place = Place(shown_path(path))
    if path.is_file() and path.stat().st_size > LARGEST_PROFILE:
        raise problem(place, "E720", f"this profile has {path.stat().st_size:,} bytes; {LARGEST_PROFILE:,} are allowed")
    data = read_bytes(path)
    if len(data) < ICC_HEADER or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        raise problem(place, "E721", "this is not an ICC profile", "ask the print shop for its .icc file")
    space = data[16:20].decode("ascii", "replace").strip()
    if space != "CMYK":
        raise problem(place, "E722", f"this profile is for {space}, not for CMYK", "ask the print shop for the profile of its press")
    kind = data[12:16]
    if kind != b"prtr":
        raise problem(place, "E723", "this profile is not that of a press (its class is not 'prtr')", "ask the print shop for the profile of its press")
    if wrong := _wrong_tags(data):
        raise problem(place, "E724", f"this ICC profile is damaged: {wrong}", "ask the print shop for its .icc file")
    return data


def _wrong_tags(data: bytes) -> str:
    """Return what is wrong with the table of a profile's parts, or "" (ICC.1:2022, 7.3)."""
    count = int.from_bytes(data[ICC_HEADER : ICC_HEADER + 4], "big")
    end = ICC_HEADER + 4 + 12 * count
    if count > MOST_TAGS or end > len(data):
        return "it has no table of its parts"
    for at in range(ICC_HEADER + 4, end, 12):
        offset, size = (int.from_bytes(data[at + part : at + part + 4], "big") for part in (4, 8))
        if offset < ICC_HEADER or size < 8 or offset + size > len(data):
            return "one of its parts lies outside the file"
    return ""


def with_profile(data: bytes, profile: bytes) -> bytes:
    """Return a press PDF with the profile as its output intent. The same bytes for the same input."""
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stream = pikepdf.Stream(pdf, profile, N=4)
        name = pikepdf.String("Profile of the print shop")
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="Custom", Info=name, DestOutputProfile=stream
        )
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()
