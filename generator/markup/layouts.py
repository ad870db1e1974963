"""The layouts' folder -> the layouts in it, and what each says of itself.

A layout is one file NAME.xml.j2; what several of them include lies in a folder of its own. The attributes of a layout's first
element are plain text, so that they can be read without rendering: what it is for, on which medium, how large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from generator.foundation.files import read_text, shown_path
from generator.foundation.measures import Size, size
from generator.foundation.problems import Place, did_you_mean, problem
from generator.library.models import DEPTHS, Reader

if TYPE_CHECKING:
    from pathlib import Path

    from generator.library.models import Audience, KitPiece

ENDING = ".xml.j2"
SHARED = "shared"  # the folder of what layouts include, and of the notes that stand beside their pieces
ROOT = re.compile(r"<layout\b([^<>]*)>", re.DOTALL)
ATTRIBUTE = re.compile(r'(?<![a-z-])([a-z-]++)\s*=\s*"([^"]*)"')  # never tried again from the middle of a word
MEDIA = ("page", "card", "notice", "wall")
SUBJECTS = {  # and the command that uses it
    "audience": "makecards --layout NAME",
    "kit": "makecards kit NAME",
    "quiz": "makecards kit NAME",
    "contacts": "makecards dial-list",
}
READERS: tuple[Reader, ...] = get_args(Reader)
WHOLE_PAGES = {"paper": "upright", "paper turned": "turned"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout's file says of itself.

    `folder` is that of all layouts, `file` its own name in there: "card.xml.j2", or "shared/sheet-note.xml.j2" for a note.
    `size` is that of a card in points; `whole_page` is "upright" or "turned" if a face is a whole page of whatever paper.
    With neither, the text flows over pages. `depth`, if given, goes before the audience's. `readers` are the kinds of reader
    it speaks to, `needs` the roles or topics without which it would be empty.
    """

    id: str
    folder: Path
    file: str
    place: Place
    summary: str
    medium: str
    size: Size | None
    whole_page: str
    sheet: str
    flip: str
    subject: str
    depth: str = ""
    readers: tuple[str, ...] = READERS
    needs: tuple[str, ...] = ()
    title: str = ""

    @property
    def path(self) -> Path:
        """Where its file lies."""
        return self.folder / self.file

    @property
    def name(self) -> str:
        """What a trainer calls its pieces: its title, or else its id in words."""
        return self.title or self.id.replace("-", " ").capitalize()

    def unsuited(self, audience: Audience) -> str:
        """Return why this layout is not for an audience, or "" if it is."""
        if audience.reader not in self.readers:
            return f"it speaks to readers of the kind {' or '.join(self.readers)}"
        offered = {word for chapter in audience.chapters for word in (chapter.role, *chapter.topics)}
        missing = [word for word in self.needs if word not in offered]
        return f"it needs a chapter of the kind or topic '{missing[0]}'" if missing else ""

    def suits(self, audience: Audience) -> bool:
        """Tell whether this layout makes pieces for an audience."""
        return self.subject == "audience" and not self.unsuited(audience)

    @property
    def shares_a_sheet(self) -> bool:
        """Whether it is a card, of which several lie on a sheet."""
        return self.size is not None and self.medium == "card"


def layout_names(folder: Path) -> list[str]:
    """Return the names of the layouts in a folder. What lies in its folder `shared`, or begins with _, is a part of others."""
    if not folder.is_dir():
        what = "this is a file, not a folder of layouts" if folder.exists() else "this folder of layouts does not exist"
        raise problem(Place(str(folder)), "E021", what, "makecards init DIR makes one")
    return sorted(path.name.removesuffix(ENDING) for path in folder.iterdir() if path.name.endswith(ENDING) and path.name[0] not in "._")


def find_layout(folder: Path, name: str) -> Layout:
    """Return the layout of this name. Raises Problems: none of that name, or it does not say what it is."""
    names = layout_names(folder)
    if name not in names:
        raise problem(Place(shown_path(folder)), "E207", f"there is no layout '{name}'", did_you_mean(name, names))
    path = folder / f"{name}{ENDING}"
    text = read_text(path)
    root = ROOT.search(text)
    place = Place(shown_path(path), text.count("\n", 0, root.start()) + 1 if root else 1)
    if not root:
        raise problem(place, "E401", "this layout does not begin with <layout ...>")
    said = dict(ATTRIBUTE.findall(root.group(1)))
    medium, subject = said.get("medium", ""), said.get("subject", "audience")
    if medium not in MEDIA:
        raise problem(place, "E402", f"the medium cannot be '{medium}'", did_you_mean(medium, MEDIA))
    if subject not in SUBJECTS:
        raise problem(place, "E402", f"the subject cannot be '{subject}'", did_you_mean(subject, SUBJECTS))
    flip = said.get("flip", "long")
    if flip not in ("long", "short"):
        raise problem(place, "E426", f"flip cannot be '{flip}'", "known: long, short")
    readers = tuple(said.get("readers", " ".join(READERS)).split())
    for reader in readers:
        if reader not in READERS:
            raise problem(place, "E403", f"there is no reader '{reader}'", did_you_mean(reader, READERS))
    depth = said.get("depth", "")
    if depth and depth not in DEPTHS:
        raise problem(place, "E402", f"the depth cannot be '{depth}'", did_you_mean(depth, DEPTHS))
    whole_page = WHOLE_PAGES.get(said.get("size", ""), "")
    try:
        card = size(said["size"]) if "size" in said and not whole_page else None
    except ValueError as error:
        raise problem(place, "E404", str(error)) from None
    return Layout(
        name,
        folder,
        path.name,
        place,
        said.get("summary", ""),
        medium,
        card,
        whole_page,
        said.get("sheet", ""),
        flip,
        subject,
        depth,
        readers,
        tuple(said.get("needs", "").split()),
        said.get("title", ""),
    )


def check_kit_piece(layout: Layout, piece: KitPiece) -> None:
    """Raise Problems if a piece of a kit does not say what its layout needs: an audience, or a quiz."""
    for_audience, for_quiz = layout.subject == "audience", layout.subject == "quiz"
    names_audience, names_quiz = isinstance(piece.audience, str), isinstance(piece.quiz, str)
    if for_audience > names_audience or for_quiz > names_quiz:
        needed = "an audience" if for_audience else "a quiz"
        raise problem(piece.place, "E214", f"the layout '{layout.id}' is for {needed}, and this piece names none", f"add a line '{layout.subject}: NAME'")
    if names_audience > for_audience or names_quiz > for_quiz:
        unused = "an audience" if names_audience > for_audience else "a quiz"
        raise problem(piece.place, "E215", f"the layout '{layout.id}' is not for {unused}, and this piece names one", "remove that line")
    if layout.subject == "contacts":
        raise problem(piece.place, "E216", f"the layout '{layout.id}' is not for kits", f"{SUBJECTS['contacts']} uses it")


def part_of(layout: Layout, name: str, medium: str) -> Layout:
    """Return a part that layouts share as a layout of its own, such as a sheet's margin. Raises Problems if it is not there."""
    part = replace(layout, id=name, file=f"{SHARED}/{name}{ENDING}", medium=medium, size=None, whole_page="")
    if not part.path.exists():
        raise problem(Place(shown_path(layout.folder)), "E207", f"there is no layout '{part.file}'", "makecards init DIR makes a folder that has it")
    return part


def shared_names(folder: Path) -> list[str]:
    """Return the names by which layouts include what they share: "shared/macros.xml.j2"."""
    return sorted(f"{SHARED}/{path.name}" for path in (folder / SHARED).glob(f"*{ENDING}"))
