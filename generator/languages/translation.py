"""A Selection and a catalogue -> the same Selection in another language, and what of it has no translation.

What is missing is marked; a page that shows a mark is refused before it is laid out, never mixed in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace as changed

from generator.foundation.problems import Place, Problem, Problems
from generator.languages.messages import AGENCY_WORDS, AUDIENCE_WORDS, CARD_WORDS, CONTACT_WORDS, context_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msgspec import Struct

    from generator.languages.catalogues import Catalogue
    from generator.library.models import Contact
    from generator.library.selection import AgencyPart, Part, Selection, Told

Value = TypeVar("Value", bound="Struct")
MISSING = re.compile("\ue000(\\d+)\ue001")


class Incomplete(Problems):
    """A piece cannot be made in a language yet."""


@dataclass(slots=True)
class Speaker:
    """Says messages in a language, and remembers those for which it found no words."""

    catalogue: Catalogue
    missing: dict[tuple[str, str], int] = field(default_factory=dict)

    def say(self, text: str, context: str = "layout") -> str:
        """Return a message in the language; in English, and marked, if it has no translation."""
        said = self.catalogue.say(context, text)
        if said is None:
            return f"\ue000{self.missing.setdefault((context, text), len(self.missing))}\ue001{text}"
        return said

    def say_many(self, one: str, many: str, count: int, context: str = "layout") -> str:
        """Return a message that counts something in the form that its number takes; in English, and marked, if it has none."""
        said = self.catalogue.say_many(context, one, many, count)
        if said is None:
            return f"\ue000{self.missing.setdefault((context, one), len(self.missing))}\ue001{many}"
        return said

    def selection(self, selection: Selection) -> Selection:
        """Return a selection with all its words in the language. Sources keep the titles under which they are found."""
        audience = self._value(selection.audience, AUDIENCE_WORDS)
        audience = changed(audience, card=self._value(audience.card, CARD_WORDS))
        parts = tuple(self._part(part) for part in selection.parts)
        contacts = tuple(self.contact(contact) for contact in selection.contacts)
        return replace(selection, audience=audience, parts=parts, contacts=contacts)

    def contact(self, contact: Contact) -> Contact:
        """Return a contact in the language; a partner's words stay as the partner wrote them."""
        return contact if contact.partner else self._value(contact, CONTACT_WORDS)

    def _part(self, part: Part) -> Part:
        told = {id(one): self._told(one) for one in part.points}
        agencies = tuple(self._agency(group, told) for group in part.agencies)
        return replace(part, heading=self.say(part.heading, "content"), points=tuple(told[id(one)] for one in part.points), agencies=agencies)

    def _agency(self, group: AgencyPart, told: dict[int, Told]) -> AgencyPart:
        return replace(group, agency=self._value(group.agency, AGENCY_WORDS), points=tuple(told[id(one)] for one in group.points))

    def _told(self, one: Told) -> Told:
        return replace(one, point=self._value(one.point, ("text", "short")))

    def _value(self, value: Value, names: tuple[str, ...]) -> Value:
        said = {name: self.say(text, context_of(name)) for name in names if isinstance(text := getattr(value, name), str) and text}
        return changed(value, **said)

    def unsaid(self, texts: Iterable[str]) -> set[tuple[str, str]]:
        """Return the messages in the texts of a page that have no translation, by context and English text."""
        asked = list(self.missing)
        return {asked[int(number)] for text in texts for number in MISSING.findall(text)}

    def check(self, texts: Iterable[str], piece: str) -> None:
        """Raise Incomplete if the texts of a page show messages that have no translation, with how many they are."""
        shown = self.unsaid(texts)
        if not shown:
            return
        first = next(text for context, text in self.missing if (context, text) in shown)
        message = f"'{piece}' is not complete in '{self.catalogue.language}': {len(shown)} messages have no translation, the first is '{first[:60]}'"
        raise Incomplete([Problem(Place(self.catalogue.file), "E604", message, "translate them; makecards check counts what is missing")])
