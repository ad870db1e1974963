"""A kit's piece and the number of participants -> a line of the packing list, and the files of the piece.

What is for an audience is made as ever. What belongs to the workshop itself, such as a sign-in sheet or a quiz, is filled in
from the kit. A card comes on whole sheets; all else is one copy of a file that says how often it is to be printed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from generator.kits.quizzes import asked
from generator.languages.catalogues import ENGLISH, language_name
from generator.languages.translation import Incomplete, Speaker
from generator.making.editions import coded_faces, paper_edition, printed, screen_edition, sheet_for, twin_editions
from generator.making.order import Order
from generator.making.pieces import laid_out, lay_out_piece
from generator.markup.layouts import check_kit_piece, find_layout
from generator.proof.readback import ReadBack
from generator.typesetting.faces import Fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.imposition.sheets import Sheet
    from generator.library.models import Kit, KitPiece
    from generator.making.order import Piece
    from generator.making.shop import Shop
    from generator.markup.layouts import Layout

MOST_SIGN_IN_LINES = 300  # of a sheet that needs a line for everybody; for more people there are more such sheets
ROUND = 5  # lines: a few are left for latecomers
KIT_FOLDER = "workshop"  # of the pieces that are for no audience


@dataclass(frozen=True, slots=True)
class Packed:
    """A line of the packing list: what to print, how often, on what, for what.

    `sheet` is None for what is printed on plain paper. `flip` is "long" or "short", or "" for one side.
    """

    piece: KitPiece
    name: str
    audience: str  # "" for what is the workshop's own
    language: str  # "" is English
    edition: str
    file: str
    wanted: int
    sheets: int
    made: int
    stock: str
    pages: int
    sheet: Sheet | None
    flip: str
    coded: tuple[int, ...]  # pages with a QR code, from 0
    laid: Piece

    @property
    def spare(self) -> int:
        return self.made - self.wanted

    @property
    def folds(self) -> int:
        """How often it is folded."""
        return sum(isinstance(mark, Fold) for mark in self.laid.faces[0].marks)

    @property
    def title(self) -> str:
        """What it is, for whom, and in which language if that is not English."""
        return " · ".join(part for part in (self.name, self.audience, self.language) if part)


def pack(shop: Shop, kit: Kit, wanted: KitPiece, participants: int, languages: Sequence[str]) -> Iterator[tuple[Packed, dict[str, bytes]]]:
    """Yield a kit's piece in each language that has words for it, or in its own: its line, and its files. Raises Problems."""
    layout = find_layout(shop.layouts, wanted.layout)
    check_kit_piece(layout, wanted)
    for piece in _in_languages(shop, kit, wanted, layout, participants, languages):
        yield _packed(shop, wanted, piece, participants)


def _in_languages(shop: Shop, kit: Kit, wanted: KitPiece, layout: Layout, participants: int, languages: Sequence[str]) -> list[Piece]:
    found = []
    for language in languages:
        with suppress(Incomplete):
            found.append(_laid_out(shop, kit, wanted, layout, participants, language))
    return found or [_laid_out(shop, kit, wanted, layout, participants, wanted.language)]


def _laid_out(shop: Shop, kit: Kit, wanted: KitPiece, layout: Layout, participants: int, language: str) -> Piece:
    if isinstance(wanted.audience, str):
        piece = lay_out_piece(shop, Order(shop.library.audience(wanted.audience).id, wanted.layout, language))
        return replace(piece, stem=piece.stem.removeprefix(shop.prefix))
    if "+" in language:
        from generator.making.together import together

        return together([_own(shop, kit, wanted, layout, participants, one) for one in language.split("+")])
    return _own(shop, kit, wanted, layout, participants, language)


def _own(shop: Shop, kit: Kit, wanted: KitPiece, layout: Layout, participants: int, language: str) -> Piece:
    """Return a piece of the workshop's own, laid out in one language."""
    speaker = Speaker(shop.catalogue(language))
    said = changed(kit, name=speaker.say(kit.name, "content"))
    values: dict[str, object] = {
        "kit": said,
        "partner": shop.partner,
        "participants": participants,
        "lines": min(-(-participants // ROUND) * ROUND, MOST_SIGN_IN_LINES),
    }
    name = layout.id
    if isinstance(wanted.quiz, str):
        quiz = shop.library.quizzes[wanted.quiz]
        name = f"{layout.id}-{quiz.id}"
        values |= {"quiz": changed(quiz, name=speaker.say(quiz.name, "content")), "questions": asked(quiz, shop.library, speaker)}
    return laid_out(shop, layout, values, f"{KIT_FOLDER}/{name}.{language}", kit.name, speaker)


def _packed(shop: Shop, wanted: KitPiece, piece: Piece, participants: int) -> tuple[Packed, dict[str, bytes]]:
    """Return the line of the packing list for a piece, and its files: one to print, and its twins."""
    count = int(wanted.copies) * (participants if wanted.per == "participant" else 1)
    twins = twin_editions(shop, piece)
    sheet = None
    if piece.layout.shares_a_sheet:
        sheet_name = wanted.sheet if isinstance(wanted.sheet, str) else ""
        sheet = sheet_for(shop, piece.layout, sheet_name)
        ((name, data),) = printed(shop, paper_edition(shop, [piece], sheet_name, count)).items()
        sheets = -(-count // len(sheet.cells))
        made = sheets * len(sheet.cells)
        flip = piece.layout.flip if len(piece.faces) > 1 else ""
    else:
        if "lines" in piece.layout.needs:
            count *= -(-participants // MOST_SIGN_IN_LINES)
        ((name, data),) = printed(shop, screen_edition(shop, piece, count)).items()
        sheets = made = count
        flip = piece.layout.flip if len(piece.faces) > 1 else ""
    line = Packed(
        wanted,
        piece.layout.name,
        shop.library.audience(wanted.audience).name if isinstance(wanted.audience, str) else "",
        "" if piece.language == ENGLISH else language_name(piece.language),
        piece.edition,
        name,
        count,
        sheets,
        made,
        sheet.name if sheet else shop.paper.capitalize(),
        len(ReadBack(data)),
        sheet,
        flip,
        () if sheet else coded_faces(piece.faces),
        piece,
    )
    return line, {name: data, **twins}
