"""The pictures of README.md and docs/, and docs/gallery.md, made by the program itself: python docs/pictures.py

Each picture is made by the command line that stands below it in the gallery. Run it again when layouts or content change, and
look at what it made. `python docs/pictures.py NAME ...` makes some of them; `--text` writes docs/gallery.md alone.
"""

from __future__ import annotations

import contextlib
import io
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))  # so that a plain checkout is shown, whatever is installed

from generator.command.cli import makecards  # noqa: E402

PICTURES = DOCS / "pictures"
LARGEST = 60 * 1024  # bytes of one picture
LARGEST_OF_ALL = 1536 * 1024  # bytes of all: a page must open on a slow line, and the history keeps every version
BORDER = (176, 176, 176)
GAP = 20


@dataclass(frozen=True)
class Shot:
    """A picture: the words that make its file, which pages of it are shown, and what is to be seen.

    `width` is that of one page in pixels. `shown` is the picture's width in the gallery, half of its own so that it is sharp.
    """

    name: str
    command: str
    file: str
    width: int
    title: str
    caption: str
    alt: str
    pages: tuple[int, ...] = (1,)
    below: bool = False  # pages below one another, not side by side
    colours: int = 32

    @property
    def shown(self) -> int:
        whole = self.width if self.below else len(self.pages) * self.width + (len(self.pages) - 1) * GAP
        return min(620, whole // 2 + 1)


HANDOUTS = (
    Shot(
        "handout-police",
        "--audience police --layout handout",
        "law-enforcement/handout.en.pdf",
        720,
        "Handout",
        "Two to four pages to hand out and keep. The numbers come first.",
        "First page of the handout for police: 911 in an amber box, the Hotline's number large, then two columns of what to look for and what to do",
    ),
    Shot(
        "one-page-public",
        "--audience public --layout one-page",
        "public/one-page.en.pdf",
        720,
        "One page",
        "For people with two minutes: short sentences, one side.",
        "A handout of one page for the public: the Hotline's number, then short lists of signs, of what to do, and of what not to do",
    ),
    Shot(
        "agency-guide-providers",
        "--audience providers --layout agency-guide",
        "service-providers/agency-guide.en.pdf",
        720,
        "Agency guide",
        "Who does what: every federal agency in full, for people who make referrals.",
        "First page of the guide to federal agencies for service providers, with what each agency does as a list of points",
    ),
    Shot(
        "notes-trainers",
        "--audience trainers --layout facilitator-notes",
        "trainers/facilitator-notes.en.pdf",
        720,
        "Facilitator notes",
        "For the person who runs the workshop, the day before.",
        "First page of the facilitator notes: how to run the workshop, and what to think of before cards go round",
    ),
)

CARDS = (
    Shot(
        "card-police",
        "--audience police --layout wallet-card",
        "law-enforcement/wallet-card.en.pdf",
        480,
        "Wallet card",
        "3.5 x 2 in, front and back.",
        "The wallet card for police, front and back: the Hotline's number, 911 and two more numbers; signs to look for and what to do",
        (1, 2),
        colours=48,
    ),
    Shot(
        "card-survivors",
        "--audience survivors --layout wallet-card",
        "survivors/wallet-card.en.pdf",
        480,
        "Wallet card for people who may be trafficked",
        "The same size. It does not name the crime, and shows no number of an enforcement agency.",
        "The card for people who may be trafficked, front and back: free help, 911, questions and rights",
        (1, 2),
        colours=48,
    ),
    Shot(
        "cards-police",
        "--audience police --layout wallet-card",
        "law-enforcement/wallet-card.en.avery-5371.pdf",
        720,
        "The sheet to print",
        "Ten on a sheet, on ready-cut stock or on plain paper. The lower margin says how to print it.",
        "A sheet of ten wallet cards for police, with ticks to cut along and a note on printing in the lower margin",
    ),
    Shot(
        "shoe-card",
        "--audience survivors --layout shoe-card",
        "survivors/shoe-card.en.pdf",
        480,
        "Shoe card",
        "Folds to 1.75 x 2 in. Folded, the outside says nothing about trafficking.",
        "A card that is folded once: outside, lines for notes and own numbers; inside, the Hotline's number, 911, rights, and how to stay safe",
        (1, 2),
        colours=48,
    ),
    Shot(
        "safety-card",
        "--audience survivors --layout safety-card",
        "survivors/safety-card.en.pdf",
        400,
        "Folded safety card",
        "3.5 x 8 in, folded in a zigzag to the size of a business card.",
        "A long card, both sides, with four panels on each: questions, rights, room for own numbers; the numbers, how to get help, how to stay safe",
        (1, 2),
        colours=48,
    ),
    Shot(
        "badge-back",
        "--audience providers --layout badge-back",
        "service-providers/badge-back.en.pdf",
        560,
        "Badge back",
        "Slips into a badge holder, behind the name.",
        "The back of a conference badge for service providers, with the Hotline's number and what to do",
    ),
)

WALLS = (
    Shot(
        "poster-public",
        "--audience public --layout poster",
        "public/poster.en.pdf",
        560,
        "Poster",
        "Letter or A4, read from a step away. `poster-tabloid` and `poster-a3` are larger.",
        "A poster for the public: three signs, two things not to do, a blue-green band with the Hotline's number in large figures, an amber one with 911",
    ),
    Shot(
        "poster-languages",
        "--audience survivors --layout poster-languages",
        "survivors/poster-languages.en.pdf",
        560,
        "One number, all languages",
        "People point at their own language.",
        "A notice with the Hotline's number and one line each in thirteen languages",
    ),
    Shot(
        "tent-card",
        "--audience public --layout tent-card",
        "public/tent-card.en.pdf",
        560,
        "Table tent",
        "Folded once; stands on a table and says the same on both sides.",
        "A table tent before it is folded: the same text twice, the upper half upside down, with ticks where it is folded",
    ),
    Shot(
        "notice-card",
        "--audience survivors --layout notice-card",
        "survivors/notice-card.en.pdf",
        640,
        "Small notice",
        "5 x 3 in, for a guest room or a counter.",
        "A small notice: you have rights, help is free; the Hotline's number, its text code, and 911",
    ),
    Shot(
        "labels",
        "--audience public --layout label",
        "public/label.en.avery-5029.pdf",
        640,
        "Labels",
        "To correct the number on signs that hang already.",
        "A sheet of thirty labels, each with the Hotline's number and its text code",
    ),
    Shot(
        "cling",
        "--audience survivors --layout cling",
        "survivors/cling.en.pdf",
        440,
        "Cling",
        "A sticker for the inside of a restroom door.",
        "A square sticker: you have rights, help is free; the Hotline's number, its text code, and 911",
    ),
)

FOLDED = (
    Shot(
        "brochure",
        "--audience public --layout brochure",
        "public/brochure.en.pdf",
        720,
        "Brochure",
        "Letter or A4, folded in three, for a rack.",
        "A brochure, its outside above its inside, three panels each: the cover, more numbers, what trafficking is; signs, what to do, what not to do",
        (1, 2),
        below=True,
        colours=24,
    ),
    Shot(
        "zine",
        "--audience public --layout zine",
        "public/zine.en.pdf",
        720,
        "Booklet from one sheet",
        "One side of one sheet, folded in eight and slit once: eight small pages.",
        "A sheet with eight small pages, the upper four upside down, with ticks where it is folded",
    ),
)

KITS = (
    Shot(
        "kit-cover",
        "kit police-workshop --participants 25",
        "kits/police-workshop/cover.pdf",
        480,
        "A kit's cover",
        "What is in the box, how old it is, and what to dial before you print.",
        "First page of a kit's cover: what lies in the box, with copies and pages, and lines for whom to ask",
        colours=16,
    ),
    Shot(
        "sign-in",
        "kit police-workshop --participants 25",
        "kits/police-workshop/workshop/sign-in.en.pdf",
        480,
        "A sign-in sheet",
        "As many lines as there are people. It says who sees it, and that nobody has to sign.",
        "A sign-in sheet: a box that says signing is up to you, and numbered lines",
        colours=16,
    ),
    Shot(
        "quiz",
        "kit police-workshop --participants 25",
        "kits/police-workshop/workshop/quiz-officers.en.pdf",
        480,
        "A quiz",
        "Ticked before the workshop and again after it, on the same sheet. The answers, with why, are on a sheet of their own.",
        "First page of a quiz for officers: questions with two columns of boxes, before and after",
        colours=16,
    ),
    Shot(
        "certificate",
        "kit police-workshop --participants 25",
        "kits/police-workshop/workshop/certificate.en.pdf",
        640,
        "A certificate",
        "It says that somebody attended, and that this is no licence.",
        "A certificate of attendance: a wide page with lines for a name, a date, the trainer and the host",
        colours=16,
    ),
    Shot(
        "packing-list",
        "kit police-workshop --participants 25",
        "kits/police-workshop/packing-list.pdf",
        720,
        "A kit's packing list",
        "`makecards kit` packs a workshop: every piece in the right number, and this list of what to print and bring.",
        "The packing list of the police workshop for 25 people: what to print, how often, on which paper; and what to bring, with boxes to tick",
    ),
    Shot(
        "dial-list",
        "dial-list",
        "dial-list.pdf",
        720,
        "A sheet to dial by",
        "Every number, to dial and sign before you print many.",
        "First page of the dial list: each number with a box to tick and room for a name and a date",
    ),
)

PARTNERS = (
    Shot(
        "partner-handout",
        "--audience providers --layout handout --partner harbor-house.yaml",
        "harbor-house/service-providers/handout.en.pdf",
        720,
        "A partner's handout",
        "Harbor House and its number are made up. The name, the logo, the colour and the local number come from one file.",
        "The handout for service providers in a partner's dark red, with its logo, its name and its own number below the Hotline's",
    ),
    Shot(
        "partner-card",
        "--audience providers --layout wallet-card --partner harbor-house.yaml",
        "harbor-house/service-providers/wallet-card.en.pdf",
        480,
        "A partner's card",
        "The local number stands behind the Hotline's, never before it.",
        "A wallet card for service providers in the partner's colour, front and back, with the partner's name and number",
        (1, 2),
        colours=48,
    ),
)

LOOKS = (
    Shot(
        "large-print",
        "--audience public --layout handout --theme large-print",
        "public/handout.en.pdf",
        560,
        "Large print",
        "18 pt in one column, for readers with low vision.",
        "The public's handout in large print: one column, black, large letters",
        colours=16,
    ),
    Shot(
        "low-ink",
        "--audience public --layout handout --theme low-ink",
        "public/handout.en.pdf",
        560,
        "Low ink",
        "No coloured grounds, for a printer that must last.",
        "The public's handout with thin lines in place of coloured grounds",
        colours=16,
    ),
    Shot(
        "a4",
        "--audience public --layout handout --paper a4",
        "public/handout.en.pdf",
        560,
        "A4",
        "The same handout on the paper of the rest of the world.",
        "The public's handout on A4 paper, a little taller and narrower",
    ),
)

LANGUAGES = (
    Shot(
        "card-arabic",
        "--audience survivors --layout wallet-card --lang en+ar",
        "survivors/wallet-card.en+ar.pdf",
        480,
        "English and Arabic",
        "One language on each side. A draft says that it is one.",
        "The survivors' card with English on its front and Arabic on its back; the number reads from left to right on both",
        (1, 2),
        colours=48,
    ),
    Shot(
        "card-thai",
        "--audience survivors --layout wallet-card --lang th",
        "survivors/wallet-card.th.pdf",
        480,
        "Thai",
        "Twelve languages besides English have the cards, the posters and the one-page handout.",
        "The survivors' card in Thai, front and back, with a line that says it is a draft",
        (1, 2),
        colours=48,
    ),
)

PRESS = (
    Shot(
        "press-poster",
        "--audience public --layout poster --press",
        "public/poster.en.press.pdf",
        640,
        "For a print shop",
        "Every side on a page of its own, with bleed, crop marks and a report.",
        "A poster as a print shop gets it: its coloured bands run past the cut, and crop marks stand outside the bleed",
    ),
)

SECTIONS: dict[str, tuple[Shot, ...]] = {
    "Handouts": HANDOUTS,
    "Cards": CARDS,
    "For walls, doors and tables": WALLS,
    "To fold": FOLDED,
    "For the trainer": KITS,
    "With a partner": PARTNERS,
    "Other looks": LOOKS,
    "Other languages": LANGUAGES,
    "For a print shop": PRESS,
}
SHOTS = {shot.name: shot for shots in SECTIONS.values() for shot in shots}

HARBOR_HOUSE = """name: Harbor House
line: A made-up shelter, shown as an example
address: 120 Lake Street, Chicago
web: harborhouse.example.org
logo: harbor-house.svg
accent: "#7a1f3d"
contacts:
  line:
    name: Harbor House advocate
    short: Harbor House
    operator: Harbor House, a made-up nonprofit
    purposes: [trafficking-help]
    voice: "+13125550142"
    hours: 24/7
    call_for: A bed tonight, an advocate
    source: {title: Contact page, address: "https://harborhouse.example.org/contact", read_on: 2026-11-24}
    seen: operator
    read_on: 2026-11-24
    verify_by: 2027-05-24
"""
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><path d="M6 44 L40 10 L74 44" fill="none" stroke="#7a1f3d" stroke-width="10"/>
<path d="M18 54 Q29 44 40 54 T62 54 M18 68 Q29 58 40 68 T62 68" fill="none" stroke="#7a1f3d" stroke-width="6"/></svg>"""

HEAD = """<!-- Made by docs/pictures.py; do not edit. -->

# Gallery

Real pages. Each was made by the command below its picture, and nothing was touched afterwards.
Write `.venv/bin/` before each command, or `.venv\\Scripts\\` on Windows. [What there is](reference/pieces.md) lists all layouts, sheets and looks.
"""


def gallery() -> str:
    """Return the text of docs/gallery.md."""
    parts = [HEAD]
    for heading, shots in SECTIONS.items():
        parts.append(f"## {heading}\n")
        for shot in shots:
            image = f'<a href="pictures/{shot.name}.png"><img src="pictures/{shot.name}.png" width="{shot.shown}" alt="{shot.alt}"></a>'
            parts.append(f"**{shot.title}.** {shot.caption}\n\n{image}\n\n```\nmakecards {shot.command}\n```\n")
    return "\n".join(parts)


def make(shot: Shot, folder: Path) -> Path:
    """Make a shot's file in a folder with its command, and return the file."""
    out = folder / shot.name
    words = shlex.split(shot.command.replace("harbor-house.yaml", str(folder / "harbor-house.yaml")))
    with contextlib.redirect_stdout(io.StringIO()):
        makecards.main([*words, "--out", str(out), "--quiet"], prog_name="makecards", standalone_mode=False)
    return out / shot.file


def picture_of(shot: Shot, file: Path) -> Image.Image:
    """Return the wanted pages of a file, each with a thin border, beside or below one another on white."""
    document = pypdfium2.PdfDocument(file)
    pages = [_framed(document[number - 1], shot.width) for number in shot.pages]
    across, down = [page.width for page in pages], [page.height for page in pages]
    gaps = GAP * (len(pages) - 1)
    whole = Image.new("RGB", (max(across), sum(down) + gaps) if shot.below else (sum(across) + gaps, max(down)), "white")
    x = y = 0
    for page in pages:
        whole.paste(page, (x, y))
        x, y = (0, y + page.height + GAP) if shot.below else (x + page.width + GAP, 0)
    return whole


def _framed(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    picture = page.render(scale=(width - 2) / page.get_width()).to_pil().convert("RGB")
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), BORDER)
    framed.paste(picture, (1, 1))
    return framed


def save(picture: Image.Image, shot: Shot) -> Path:
    """Write an optimised PNG of few colours. Raises ValueError if it is too large for a page."""
    path = PICTURES / f"{shot.name}.png"
    picture.quantize(shot.colours, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} has {path.stat().st_size:,} bytes; {LARGEST:,} are allowed: make it narrower")
    return path


def main(words: list[str]) -> None:
    (DOCS / "gallery.md").write_text(gallery(), encoding="utf-8", newline="\n")
    if words == ["--text"]:
        return
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "harbor-house.yaml").write_text(HARBOR_HOUSE, encoding="utf-8")
        (folder / "harbor-house.svg").write_text(LOGO, encoding="utf-8")
        for shot in [SHOTS[word] for word in words] or SHOTS.values():
            path = save(picture_of(shot, make(shot, folder)), shot)
            print(path, f"{path.stat().st_size / 1024:.0f} KB")
    for path in set(PICTURES.glob("*.png")) - {PICTURES / f"{name}.png" for name in SHOTS}:
        path.unlink()  # what nothing shows any longer
    whole = sum(path.stat().st_size for path in PICTURES.glob("*.png"))
    if whole > LARGEST_OF_ALL:
        raise ValueError(f"the pictures have {whole:,} bytes together; {LARGEST_OF_ALL:,} are allowed")


if __name__ == "__main__":
    main(sys.argv[1:])
