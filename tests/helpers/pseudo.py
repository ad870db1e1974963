"""A language that nobody speaks, to see what layouts do with one: every text accented, and longer than the English."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.languages.catalogues import Catalogue
from generator.languages.messages import messages_of
from generator.making.shop import Shop

ACCENTS = str.maketrans("aeiouncyAEIOUNCY", "áêïôúñçýÁÊÏÔÚÑÇÝ")
KEPT = re.compile(r"(%\([a-z_]+\)s|%%|\*\*|\d+(?:/\d+)?|[A-Z]{3,}\w*)")  # places, bold, numbers, names of agencies


def accented(text: str, longer: float) -> str:
    """A text with accents on its letters, and so much longer: its last vowels are drawn out, word by word."""
    parts = [part if number % 2 else part.translate(ACCENTS) for number, part in enumerate(KEPT.split(text))]
    wanted = round(len(text) * longer)
    drawn = "".join(parts)
    at = len(drawn)
    while len(drawn) < wanted and (vowel := max((drawn.rfind(sign, 0, at) for sign in "áêïôú"), default=-1)) >= 0:
        drawn, at = drawn[: vowel + 1] + drawn[vowel] + drawn[vowel + 1 :], vowel
        at = at or len(drawn)
    return drawn


def in_pseudo(shop: Shop, language: str, longer: float, reviewed: str = "somebody") -> Shop:
    """A shop that speaks the language; `language` is a real code, for its direction and its dates."""
    said = {(message.context, message.text): accented(message.text, longer) for message in messages_of(shop.library, shop.layouts)}
    return replace(shop, catalogues={language: Catalogue(language, "pseudo.po", reviewed, "Pseudo", said)})
