"""The texts that an audience is told -> the school grade at which they read, in English and in Spanish.

English by Flesch and Kincaid (Kincaid and others, Research Branch Report 8-75, 1975); Spanish by Fernández Huerta (1959),
with F as words in a sentence (G. Law, "Error in the Fernandez Huerta Readability Formula", 2011). A formula counts
syllables and words; it does not know whether a text can be understood. Only people who read it can tell.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.foundation.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.library.models import Audience
    from generator.library.selection import Selection
    from generator.making.shop import Shop

LANGUAGES = ("en", "es")
TOLERANCE = 1.5  # grades: within that, two formulas disagree about the same text
WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*")
SENTENCE_END = {"en": re.compile(r"[.!?]+(?=\W|$)"), "es": re.compile(r"[.!?;]+(?=\W|$)")}
# Fernández Huerta's scale: from this score on, the grade. "7 or 8" is 7.5, "before university" 10.5, "at university" 14.5.
HUERTA_GRADES = ((90.0, 4.0), (80.0, 5.0), (70.0, 6.0), (60.0, 7.5), (50.0, 10.5), (30.0, 14.5))
HARDEST = 16.0

# English: what is written as a vowel and not spoken, and two vowels that are spoken as two.
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouy]le)"  # make; not ta-ble
    r"|(?<=[^aeiouyszxcg])es$(?<![^aeiouy]les)(?<!shes)(?<!ches)"  # makes; not cau-ses, a-ges
    r"|(?<=[^aeiouytd])ed$(?<![^aeiouy]led)"  # forced; not wan-ted
    r"|(?<=[^aeiouy])e(?=(?:ly|ty|ment|ness|less|ful|land|things?|times|body)$)"  # safely, homeland, somebody
)
ONE_MORE_SYLLABLE = re.compile(r"(?<![tscgxnl])i[aou]|(?<=[eo])ing$|^co(?=op|or|er)|(?<=y)ing$|[^q]ua[lt]|(?<=n)ia")
SPANISH_SILENT = re.compile("(?<=[gq])u(?=[eiéí])")
SPANISH_VOWELS = re.compile("[aeiouáéíóúü]+")
SPANISH_STRONG = re.compile("[aeoáéóíú]")


@dataclass(frozen=True, slots=True)
class Level:
    """How hard an audience's texts are in a language. `grade` is measured, `wanted` what the audience's file asks for."""

    audience: Audience
    language: str
    words: int
    sentences: int
    syllables: int
    grade: float

    @property
    def wanted(self) -> int:
        return int(self.audience.grade)

    @property
    def too_hard(self) -> bool:
        return self.grade > self.wanted + TOLERANCE


def reading_levels(shop: Shop) -> list[Level]:
    """Return how hard the texts of each audience are: in English, and in Spanish where all of them are translated."""
    return [level for audience in shop.library.audiences.values() for level in _levels(shop, audience)]


def as_table(levels: list[Level]) -> str:
    """Return levels as a Markdown table."""
    rows = [f"| {one.audience.id} | {one.language} | {one.words} | {one.words / one.sentences:.1f} | {one.grade:.1f} | {one.wanted} |" for one in levels]
    return "\n".join(["| audience | language | words | words a sentence | grade measured | grade wanted |", "|---|---|---|---|---|---|", *rows]) + "\n"


def measured(texts: list[str], language: str) -> tuple[int, int, int, float]:
    """Return words, sentences, syllables and school grade of texts; a text without a full stop is a sentence too."""
    syllables_of = spanish_syllables if language == "es" else english_syllables
    words = [word for text in texts for word in WORD.findall(text)]
    sentences = sum(max(1, sum(bool(WORD.search(part)) for part in SENTENCE_END[language].split(text))) for text in texts if WORD.search(text))
    syllables = sum(map(syllables_of, words))
    if not words:
        return 0, 0, 0, 0.0
    long, heavy = len(words) / sentences, syllables / len(words)
    if language == "es":
        score = 206.84 - 60 * heavy - 1.02 * long
        return len(words), sentences, syllables, next((grade for least, grade in HUERTA_GRADES if score >= least), HARDEST)
    return len(words), sentences, syllables, 0.39 * long + 11.8 * heavy - 15.59


def english_syllables(word: str) -> int:
    """Return how many syllables an English word has, by its spelling; capitals such as FBI are spelled out."""
    plain = re.sub(r"[’']s?$", "", word)
    if plain.isupper() and (len(plain) <= 3 or not VOWELS.search(plain.lower())) and plain not in ("I", "A"):
        return sum(3 if letter == "W" else 1 for letter in plain)
    plain = re.sub("[^a-z]", "", plain.lower())
    return max(1, len(VOWELS.findall(plain)) - len(SILENT.findall(plain)) + len(ONE_MORE_SYLLABLE.findall(plain)))


def spanish_syllables(word: str) -> int:
    """Return how many syllables a Spanish word has: its spelling says it, apart from words from other languages."""
    plain = SPANISH_SILENT.sub("", re.sub(r"y(?![aeiouáéíóú])", "i", word.lower()))
    return max(1, sum(max(1, len(SPANISH_STRONG.findall(run))) for run in SPANISH_VOWELS.findall(plain)))


def _levels(shop: Shop, audience: Audience) -> Iterator[Level]:
    from generator.languages.catalogues import ENGLISH, languages_in
    from generator.languages.translation import Speaker
    from generator.library.selection import select

    for language in LANGUAGES:
        if language != ENGLISH and language not in languages_in(shop.content):
            continue
        with suppress(Problems):  # what cannot be chosen or read is told by check
            speaker = Speaker(shop.catalogue(language))
            selection = speaker.selection(select(shop.library, audience))
            if not speaker.missing:
                yield Level(audience, language, *measured(list(_texts(selection)), language))


def _texts(selection: Selection) -> Iterator[str]:
    """Yield the running text of a selection: headings, names and the short wording of cards are no sentences."""
    yield from (selection.audience.intro, selection.audience.urgent)
    yield from (told.text.replace("**", "") for part in selection.parts for told in part.points)
