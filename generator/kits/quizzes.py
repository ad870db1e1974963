"""A quiz and a language -> its questions as they are printed, each with its answers, the right one, why, and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.library.models import ANSWERS

if TYPE_CHECKING:
    from generator.foundation.problems import Place
    from generator.languages.translation import Speaker
    from generator.library.library import Library
    from generator.library.models import Quiz, Source


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to tick."""

    letter: str
    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a language; sources keep the titles under which they are found."""

    number: int
    text: str
    answers: tuple[Answer, ...]
    why: str
    sources: tuple[Source, ...]
    at: Place

    @property
    def right(self) -> Answer:
        return next(answer for answer in self.answers if answer.right)


def asked(quiz: Quiz, library: Library, speaker: Speaker) -> tuple[Asked, ...]:
    """Return the questions of a quiz in a language; what has no translation is marked for the speaker's check."""
    return tuple(
        Asked(
            number,
            speaker.say(question.ask, "content"),
            tuple(Answer(letter, speaker.say(text, "content"), letter == question.right) for letter, text in zip(ANSWERS, question.answers, strict=False)),
            speaker.say(question.why, "content"),
            tuple(library.guidance[question.guidance].sources[name] for name in question.source),
            question.place,
        )
        for number, question in enumerate(quiz.questions, 1)
    )
