"""What a newcomer begins with: a copy of the shipped folders, or one commented file of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.foundation.files import is_id, shipped
from generator.foundation.problems import Place, did_you_mean, problem
from generator.foundation.publish import publish
from generator.imposition.sheets import SheetFile
from generator.library.models import Agency, Audience, Contact, Guidance, Kit, Partner, Quiz
from generator.looks.theme_files import ThemeFile
from generator.markup.layouts import ENDING

if TYPE_CHECKING:
    from pathlib import Path

# kind: the folder below content/ or layouts/, the starter file, the class that reads it
STARTER_KINDS: dict[str, tuple[str, str, Any]] = {
    "agency": ("content/agencies", "agency.yaml", Agency),
    "audience": ("content/audiences", "audience.yaml", Audience),
    "contact": ("content/contacts", "contact.yaml", Contact),
    "guidance": ("content/guidance", "guidance.yaml", Guidance),
    "kit": ("content/kits", "kit.yaml", Kit),
    "quiz": ("content/quizzes", "quiz.yaml", Quiz),
    "partner": ("content/partners", "partner.yaml", Partner),
    "layout": ("layouts", "layout.xml.j2", None),
    "sheet": ("layouts/sheets", "sheet.yaml", SheetFile),
    "theme": ("layouts/themes", "theme.yaml", ThemeFile),
}


def copy_out(folder: Path) -> list[Path]:
    """Copy the shipped content and layouts into a folder and return the files made. Raises Problems if they are there."""
    files = {}
    for name in ("content", "layouts"):
        if (folder / name).exists():
            raise problem(Place(str(folder / name)), "E030", "is there already and is left as it is", "name another folder")
        root = shipped(name)
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.relative_to(root).parts[0] != "fonts":  # found where they are, and nobody edits them
                files[f"{name}/{path.relative_to(root).as_posix()}"] = path.read_bytes()
    return publish(folder, files)


def new_file(kind: str, name: str, content: Path, layouts: Path) -> Path:
    """Write one commented file of a kind, ready to be edited, and return its path. Raises Problems."""
    if kind not in STARTER_KINDS:
        raise problem(Place(""), "E031", f"there is no kind of file '{kind}'", did_you_mean(kind, STARTER_KINDS))
    if not is_id(name):
        raise problem(Place(""), "E032", f"'{name}' cannot be a name", "use small letters, digits and hyphens, such as my-agency")
    inside, starter, _ = STARTER_KINDS[kind]
    top, _, below = inside.partition("/")
    root = content if top == "content" else layouts
    ending = ENDING if kind == "layout" else ".yaml"
    path = (root / below if below else root) / f"{name}{ending}"
    if path.exists():
        raise problem(Place(str(path)), "E030", "is there already and is left as it is", "choose another name")
    return publish(path.parent, {path.name: (shipped("starters") / starter).read_bytes()})[0]
