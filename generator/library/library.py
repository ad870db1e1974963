"""The Library: everything that the content says, as one value.

`read.py` makes it from files, `stored.py` finds it as an earlier run made it. It knows no file.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the types of a Library are read when it is kept
from dataclasses import dataclass

from generator.foundation.problems import did_you_mean
from generator.library import models  # noqa: TC001 - the types of a Library are read when it is kept


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the content says, by id. Read once, never changed."""

    agencies: Mapping[str, models.Agency]
    audiences: Mapping[str, models.Audience]
    contacts: Mapping[str, models.Contact]
    guidance: Mapping[str, models.Guidance]
    kits: Mapping[str, models.Kit]
    quizzes: Mapping[str, models.Quiz]
    topics: Mapping[str, models.Word]
    purposes: Mapping[str, models.Word]

    def audience(self, word: str) -> models.Audience:
        """Return the audience with this id or alias. Raises KeyError with a hint that names the near ones."""
        for audience in self.audiences.values():
            if word == audience.id or word in audience.aliases:
                return audience
        names = [name for audience in self.audiences.values() for name in (audience.id, *audience.aliases)]
        raise KeyError(did_you_mean(word, names))
