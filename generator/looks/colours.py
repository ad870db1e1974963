"""Colours -> how much light they give, and the contrast of two. Numbers only: what is too little is a theme's business."""

from __future__ import annotations

import math


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, from 1 to 21 (WCAG 2.1, "contrast ratio")."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a #rrggbb colour, from 0 to 1 (WCAG 2.1, "relative luminance")."""
    red, green, blue = map(linear, rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> tuple[float, float, float]:
    """Return #rrggbb as three numbers from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def linear(part: float) -> float:
    """Return how much light a part of an sRGB colour gives, both from 0 to 1 (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def ratio_in_words(ratio: float) -> str:
    """Return a ratio for a message, rounded down: 4.48 must not read as 4.5."""
    return f"{math.floor(ratio * 10) / 10:.1f}:1"
