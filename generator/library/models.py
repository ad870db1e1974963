"""The nouns of the content, as frozen values. Each class is one kind of file, or a part of one.

The field names are the keys a person writes; `values.py` turns nodes into these values and keeps the place of each.
Nothing here knows files, YAML or pages.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from generator.foundation.problems import Place

NOWHERE = Place("")

Id = Annotated[str, Meta(pattern=r"\A[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\Z", description="small letters, digits and hyphens")]
Line = Annotated[str, Meta(min_length=1, max_length=200, description="a short line of text")]
Text = Annotated[str, Meta(min_length=1, max_length=20_000, description="text; **bold** is the only markup")]
Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z", description="a date, YYYY-MM-DD", extra={"is": "day"})]
Address = Annotated[str, Meta(pattern=r"\A(https?://)?[a-z0-9.-]+\.[a-z]{2,}(/[!-~]*)?\Z", description="a web address such as example.org/help")]
Number = Annotated[
    str, Meta(pattern=r"\A(\+[1-9][0-9]{6,14}|[0-9]{3})\Z", description='"+" and digits only, such as "+18883737888", or a three-digit number such as "911"')
]
ShortCode = Annotated[str, Meta(pattern=r"\A[0-9]{3,6}\Z", description="a short code of three to six digits")]
Vanity = Annotated[str, Meta(pattern=r"\A[0-9A-Z-]{3,20}\Z", description="digits, capital letters and hyphens, such as 1-866-DHS-2-ICE")]
LanguageCode = Annotated[str, Meta(pattern=r"\A[a-z]{2,3}\Z", description="a language code such as es")]
SeedLine = Annotated[str, Meta(pattern=r"\A[1-6][a-f](\.(i|ii|iii))?\Z", description="a line of the user's list, such as 1a or 5b.ii")]

Depth = Literal["essential", "useful", "detailed"]
Reader = Literal["professional", "public", "may-be-trafficked"]
Role = Literal["look-for", "do", "do-not", "rights", "know", "agencies"]
DEPTHS: tuple[Depth, ...] = ("essential", "useful", "detailed")
ANSWERS = ("a", "b", "c", "d")  # the answers of a question


class Placed(Struct, frozen=True, kw_only=True):
    """A value that knows where it stands in a file. `place` and `id` are not keys: they come from the file itself."""

    place: Place = NOWHERE


class Source(Placed, frozen=True, kw_only=True):
    """Where a fact was read: an address anybody can open, what the page says of its own age, and the day it was read."""

    title: Line
    address: Address
    dated: Line = "undated"
    read_on: Day
    copy: Annotated[str, Meta(description="'stored' if a stored copy of the page was read, else 'live'")] = "stored"


class Point(Placed, frozen=True, kw_only=True):
    """One thing worth knowing, with its topics, its depth and its source.

    `short` is the wording for a card; without it the point never stands on one. `seed` names the lines of the list by
    Mission 89 that it serves, and `correction` says what of them was changed, and why.
    """

    text: Text
    short: Line | UnsetType = UNSET
    topics: tuple[Id, ...]
    depth: Depth
    source: tuple[Id, ...]
    seed: tuple[SeedLine, ...] = ()
    correction: Text | UnsetType = UNSET


class Holder(Placed, frozen=True, kw_only=True):
    """A file that holds points and the sources they were taken from."""

    id: str = ""
    name: Line
    sources: dict[Id, Source]
    points: tuple[Point, ...]


class Guidance(Holder, frozen=True, kw_only=True):
    """content/guidance/ID.yaml: points about what to look for, what to do, what not to do, and rights."""


class Agency(Holder, frozen=True, kw_only=True):
    """content/agencies/ID.yaml: what one agency does, and its contacts by id. It names no audience."""

    short: Line
    part_of: Id | UnsetType = UNSET
    order: Annotated[str, Meta(pattern=r"\A[0-9]{1,3}\Z", description="a number; agencies are printed in this order")] = "500"
    summary: Text
    contacts: tuple[Id, ...] = ()


class TextChannel(Placed, frozen=True, kw_only=True):
    """A number that takes text messages."""

    to: ShortCode
    vanity: Vanity | UnsetType = UNSET
    keyword: Annotated[str, Meta(pattern=r"\A[A-Z]{2,12}\Z", description="a word in capitals")] | UnsetType = UNSET
    answers_in: tuple[LanguageCode, ...] = ()


class Contact(Placed, frozen=True, kw_only=True):
    """content/contacts/ID.yaml: one service that people can reach, with each of its channels typed once.

    `voice` and `tty` are in E.164, or a three-digit number; how they look in print is derived, never typed.
    `read_on` is the day its source was read; `dialled_on` the day a person tried it. They are different facts.
    `same_as` names the contact that has the same number, and `near` those whose numbers differ in one place, and rightly so.
    `answers_in` are the languages of those who answer, where that is known: a reader of another one is told to ask for an
    interpreter on the telephone, and is not sent to a text line that nobody could answer.
    """

    id: str = ""
    name: Line
    short: Line
    operator: Line
    purposes: tuple[Id, ...]
    order: Annotated[str, Meta(pattern=r"\A[0-9]{1,3}\Z", description="a number; within a purpose the smallest comes first")] = "500"
    voice: Number | UnsetType = UNSET
    vanity: Vanity | UnsetType = UNSET
    text: TextChannel | UnsetType = UNSET
    tty: Number | UnsetType = UNSET
    web: Address | UnsetType = UNSET
    chat: Address | UnsetType = UNSET
    form: Address | UnsetType = UNSET
    hours: Line | UnsetType = UNSET
    languages: Line | UnsetType = UNSET
    answers_in: tuple[LanguageCode, ...] = ()
    cost: Line | UnsetType = UNSET
    privacy: Text | UnsetType = UNSET
    call_for: Line
    card_note: Line | UnsetType = UNSET
    same_as: Id | UnsetType = UNSET
    near: tuple[Id, ...] = ()
    source: Source
    seen: Literal["operator", "second-hand"]
    read_on: Day
    verify_by: Day
    dialled_on: Day | UnsetType = UNSET
    dialled_by: Line | UnsetType = UNSET
    remark: Text | UnsetType = UNSET
    partner: str = ""  # whose local contact it is, if it is not one of the registry


class Chapter(Placed, frozen=True, kw_only=True):
    """A part of what an audience is told: a heading over the points of some topics, in this order."""

    role: Role
    heading: Line
    topics: tuple[Id, ...]
    depth: Depth | UnsetType = UNSET


class Never(Placed, frozen=True, kw_only=True):
    """What an audience must never be shown, whatever else asks for it."""

    topics: tuple[Id, ...] = ()
    purposes: tuple[Id, ...] = ()


class CardWords(Placed, frozen=True, kw_only=True):
    """The few words that only a card needs; `helpline` is what it calls the Hotline, in words that give nobody away."""

    title: Line
    lead: Line
    helpline: Line


class Audience(Placed, frozen=True, kw_only=True):
    """content/audiences/ID.yaml: who reads, and therefore what is chosen. It names topics, never agencies."""

    id: str = ""
    name: Line
    aliases: tuple[Id, ...] = ()
    reader: Reader
    title: Line
    written_for: Text
    intro: Text
    urgent: Line
    depth: Depth
    grade: Annotated[str, Meta(pattern=r"\A([1-9]|1[0-6])\Z", description="a school grade from 1 to 16")]
    chapters: tuple[Chapter, ...]
    purposes: tuple[Id, ...]
    never: Never = Never()
    card: CardWords
    layouts: tuple[Id, ...]


class Word(Placed, frozen=True, kw_only=True):
    """An entry of content/topics.yaml or content/purposes.yaml: the shared words by which content and audiences meet."""

    meaning: Text
    never_for: tuple[Reader, ...] = ()


class Question(Placed, frozen=True, kw_only=True):
    """A question of a quiz: its answers, which one is right, and why.

    It asks what the material teaches: `guidance` names the file of guidance, `source` the sources of that file that bear the answer out.
    """

    ask: Line
    answers: tuple[Line, ...]
    right: Literal["a", "b", "c", "d"]
    why: Text
    guidance: Id
    source: tuple[Id, ...]


class Quiz(Placed, frozen=True, kw_only=True):
    """content/quizzes/ID.yaml: questions that people answer before a workshop and again after it."""

    id: str = ""
    name: Line
    questions: tuple[Question, ...]


class KitPiece(Placed, frozen=True, kw_only=True):
    """What of a kit is printed how often. `per` says whether `copies` is for each participant or for the workshop.

    A piece is for an audience, or else it belongs to the workshop itself, such as a sign-in sheet; then it may need a `quiz`.
    """

    layout: Id
    audience: Id | UnsetType = UNSET
    quiz: Id | UnsetType = UNSET
    language: Annotated[str, Meta(pattern=r"\A[A-Za-z]{2,3}([-+][A-Za-z]+)*\Z", description="a language code such as en")] = "en"
    sheet: Id | UnsetType = UNSET
    per: Literal["participant", "workshop"]
    copies: Annotated[str, Meta(pattern=r"\A[1-9][0-9]{0,3}\Z", description="a number from 1 to 9999")]
    use: Text


class Kit(Placed, frozen=True, kw_only=True):
    """content/kits/ID.yaml: what goes into the box of a workshop."""

    id: str = ""
    name: Line
    summary: Text
    pieces: tuple[KitPiece, ...]
    bring: tuple[Line, ...] = ()


class Waiver(Placed, frozen=True, kw_only=True):
    """An entry of content/waivers.yaml: what a rule of safety finds and somebody looked at, and why it is right as it is.

    `where` is a file, such as guidance/officers.yaml, or a piece, AUDIENCE/LAYOUT. `says` narrows it to findings with these words.
    """

    rule: Annotated[str, Meta(pattern=r"\AP0[1-9]\Z", description="the id of a rule of safety, P01 to P09")]
    where: Annotated[str, Meta(pattern=r"\A[a-z0-9._-]+(/[a-zA-Z0-9._-]+)+\Z", description="a file such as guidance/officers.yaml, or AUDIENCE/LAYOUT")]
    says: Line | UnsetType = UNSET
    reason: Annotated[str, Meta(pattern=r"\A[\s\S]{20,}\Z", description="a sentence that says why it is right as it is")]
    by: Line
    on: Day


class Partner(Placed, frozen=True, kw_only=True):
    """A file of one's own: who prints the material together with us, and the local contacts that belong on it.

    `line` stands beside the name, such as "A shelter for all of Cook County". `accent` takes the place of the house's colour on
    the partner's pieces. Local contacts have sources and dates like any other.
    """

    id: str = ""
    name: Line
    line: Line | UnsetType = UNSET
    address: Line | UnsetType = UNSET
    web: Address | UnsetType = UNSET
    logo: (
        Annotated[
            str,
            Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._ -]{0,80}\.(png|jpg|jpeg|svg|PNG|JPG|JPEG|SVG)\Z", description="a PNG, JPEG or SVG file beside this one"),
        ]
        | UnsetType
    ) = UNSET
    accent: Annotated[str, Meta(pattern=r"\A#[0-9a-fA-F]{6}\Z", description="a colour such as #0a4a5c")] | UnsetType = UNSET
    contacts: dict[Id, Contact] = {}
