"""A print shop's colour profile, as far as anybody looks into it."""

from __future__ import annotations


def icc(space=b"CMYK", kind=b"prtr", size=200, signature=b"acsp", said=None):
    """The header of an ICC profile (ICC.1:2022, 7.2) and nothing behind it, `size` bytes long."""
    header = bytearray(size)
    header[0:4] = (size if said is None else said).to_bytes(4, "big")
    header[8:12] = b"\x04\x40\0\0"
    header[12:16], header[16:20], header[20:24] = kind, space, b"Lab "
    header[36:40] = signature
    return bytes(header)
