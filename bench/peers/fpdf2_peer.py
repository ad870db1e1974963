"""The police's pages by fpdf2: cells, multi_cell and its markdown on a cursor; fonts in subsets. It writes no tags for text.

QR codes by segno, since fpdf2 has none: filled rectangles, a run of dark modules at a time. Pages are numbered through.
"""

from __future__ import annotations

import re
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from fpdf import FPDF
from inputs import Job, card_of, rows_of, run

if TYPE_CHECKING:
    from pathlib import Path

FACE = "Atkinson"
MM = 72 / 25.4
MARGIN = 16 * MM
LINK = re.compile(r"\]\([^)]*\)")


class Paper(FPDF):
    """A document in points with the theme's colours and styles at hand."""

    MARKDOWN_LINK_UNDERLINE = False

    def __init__(self, data: dict[str, Any], size: tuple[float, float], foot: str = "") -> None:
        super().__init__(unit="pt", format=size)
        self.data, self.foot = data, foot
        self.add_font(FACE, "", data["fonts"]["regular"])
        self.add_font(FACE, "B", data["fonts"]["bold"])
        self.set_lang("en")
        self.set_creator("fpdf2")
        self.c_margin = 0
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(bool(foot), 24 * MM)

    def footer(self) -> None:
        if not self.foot:
            return
        self.set_draw_color(self.data["colours"]["line"])
        self.set_line_width(0.6)
        top = self.h - 20 * MM
        self.line(MARGIN, top, self.w - MARGIN, top)
        self.use("page", "small")
        self.set_xy(MARGIN, top + 3 * MM)
        self.cell(self.epw * 0.8, 11, self.foot)
        self.cell(self.epw * 0.2, 11, f"Page {self.page_no()} of {{nb}}", align="R")

    def use(self, medium: str, role: str) -> dict[str, Any]:
        style = self.data["styles"][medium][role]
        self.set_font(FACE, "B" if style["bold"] else "", style["size"])
        self.set_text_color(self.data["colours"][style["colour"]])
        return style

    def say(self, role: str, words: str, width: float = 0, x: float | None = None, align: str = "L") -> None:
        """Set a paragraph of a page at the cursor, and go below it."""
        style = self.use("page", role)
        self.y += style["before"]
        self.x = MARGIN if x is None else x
        left = self.x
        self.multi_cell(width, style["leading"], words, align=align, markdown=True, new_x="LEFT", new_y="NEXT")
        self.x = left
        self.y += style["after"]

    def bullet(self, kind: str, x: float, y: float, size: float) -> None:
        self.set_line_width(0.8)
        self.set_draw_color(0x14)
        self.set_fill_color(0x14)
        if kind == "sign":
            self.rect(x, y - 0.6 * size, 0.6 * size, 0.6 * size)
        elif kind == "never":
            self.set_line_width(1.4)
            self.line(x, y - 0.6 * size, x + 0.6 * size, y)
            self.line(x, y, x + 0.6 * size, y - 0.6 * size)
        else:
            self.ellipse(x, y - 0.45 * size, 0.3 * size, 0.3 * size, style="F")

    def two_columns(self, kind: str, items: list[str]) -> None:
        """Two lists side by side where they fit on the page, else item beside item; heights are estimated from widths."""
        style = self.use("page", kind)
        half, gap = -(-len(items) // 2), 6 * MM
        width = (self.epw - gap) / 2
        columns = ((MARGIN, items[:half]), (MARGIN + width + gap, items[half:]))

        def height(words: str) -> float:
            return ceil(self.get_string_width(LINK.sub("", words)) / (width - style["indent"]) * 1.06) * style["leading"] + style["after"]

        def put(x: float, words: str) -> None:
            if style["bullet"] != "none":
                self.bullet(kind, x, self.y + 0.78 * style["leading"], style["size"])
            self.x = x + style["indent"]
            self.multi_cell(width - style["indent"], style["leading"], words, align="L", markdown=True, new_x="LEFT", new_y="NEXT")
            self.y += style["after"]

        if not self.will_page_break(max(sum(map(height, column)) for _, column in columns)):
            top = lowest = self.y
            for x, column in columns:
                self.y = top
                for words in column:
                    put(x, words)
                lowest = max(lowest, self.y)
            self.set_xy(MARGIN, lowest)
            return
        for left, right in zip(items[:half], [*items[half:], ""], strict=False):
            if self.will_page_break(max(height(left), height(right))):
                self.add_page()
                self.use("page", kind)
            top = self.y
            put(MARGIN, left)
            lowest, self.y = self.y, top
            if right:
                put(columns[1][0], right)
            self.set_xy(MARGIN, max(lowest, self.y))

    def chapter(self, heading: str) -> None:
        if self.will_page_break(70):
            self.add_page()
        self.say("heading2", heading)

    def code(self, address: str, x: float, y: float, size: float) -> None:
        count, dark = modules(address)
        module = size / (count + 8)
        self.set_fill_color(255)
        self.rect(x, y, size, size, style="F")
        self.set_fill_color(0)
        for column, row, long in dark:
            self.rect(x + (column + 4) * module, y + (row + 4) * module, long * module, module, style="F")


@cache
def modules(address: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Return how many modules a QR code has on a side, and its runs of dark ones: column, row, how many."""
    import segno

    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    runs = []
    for row, line in enumerate(matrix):
        start = None
        for column, dark in enumerate([*line, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start, row, column - start))
                start = None
    return len(matrix), runs


# ---- cards: every line at its place


def line(paper: Paper, role: str, x: float, y: float, words: str, right: float | None = None) -> float:
    """Write a line with its top at y, at x or up to `right`, and return where it ends."""
    style = paper.use("card", role)
    width = paper.get_string_width(words) if right is not None or role == "label" else 0
    paper.text(x if right is None else right - width, y + 0.8 * style["leading"], words)
    return x + width


def front(paper: Paper, card: dict[str, Any], x: float, y: float) -> None:
    side, top = paper.data["sheet"]["padding"]
    left, right, y = x + side, x + 252 - side, y + top
    line(paper, "title", left, y, card["title"])
    line(paper, "lead", left, y + 12, card["lead"])
    end = line(paper, "label", left, y + 30, f"{card['label']} ")
    line(paper, "number", end, y + 27, card["code"])
    line(paper, "number1", left, y + 39, card["number"])
    paper.set_fill_color(paper.data["colours"]["amber"])
    paper.rect(left, y + 66, right - left, 19.5, style="F")
    line(paper, "urgent", left + 1.8 * MM, y + 70, card["danger"][0])
    line(paper, "number-urgent", left, y + 68.5, card["danger"][1], right - 1.8 * MM)
    for number, (name, voice) in enumerate(card["rows"]):
        line(paper, "label", left, y + 97 + 14.5 * number, name)
        line(paper, "number", left, y + 94 + 14.5 * number, voice, right)


def back(paper: Paper, card: dict[str, Any], x: float, y: float) -> None:
    side, top = paper.data["sheet"]["padding"]
    x, y = x + side, y + top
    if card.get("qr"):
        size = paper.data["sheet"]["qr"]
        paper.code(card["qr"], x + 252 - 2 * side - size, y, size)
    styles = paper.data["styles"]["card"]
    for number, chapter in enumerate(card["chapters"]):
        y += styles["heading2"]["before"] if number else 0
        line(paper, "heading2", x, y, chapter["heading"])
        y += styles["heading2"]["leading"] + styles["heading2"]["after"]
        for point in chapter["points"]:
            y = item(paper, "item", x, y, point)
    y = item(paper, "never", x, y + styles["never"]["before"], card["never"])
    for words in card["small"]:
        line(paper, "small", x, y, words)
        y += styles["small"]["leading"]


def item(paper: Paper, role: str, x: float, y: float, words: str) -> float:
    style = paper.data["styles"]["card"][role]
    line(paper, role, x + style["indent"], y, words)
    paper.bullet(role, x, y + 0.76 * style["leading"], style["size"])
    return y + style["leading"] + style["after"]


def sheet(paper: Paper, card: dict[str, Any]) -> None:
    data = paper.data["sheet"]
    for face in (front, back):
        paper.add_page()
        for x, y in data["cells"]:
            face(paper, card, x, y)
        paper.set_line_width(0.25)
        paper.set_draw_color(0)
        for x, y, to_x, to_y in data["ticks"]:
            paper.line(x, y, to_x, to_y)
        line(paper, "small", 60, 763, data["notes"][0])
        line(paper, "small", 0, 763, data["notes"][1], 552)


# ---- pages


def head(paper: Paper, piece: dict[str, Any]) -> None:
    paper.add_page()
    for role, words in (("kicker", piece["kicker"]), ("heading1", piece["title"]), ("lead", piece["lead"])):
        paper.say(role, words)


def bold(runs: list[list[str]]) -> str:
    return "".join(f"**{words}**" if kind else words for kind, words in runs)


def sources(paper: Paper, piece: dict[str, Any]) -> None:
    paper.chapter("Sources")
    entries = [f"**{one['site']}**: " + "; ".join(f"[{title}]({address}){dated}" for title, address, dated in one["sources"]) for one in piece["sources"]]
    paper.two_columns("source", entries)
    paper.say("small", piece["credit"])


def panel(paper: Paper, height: float, fill: str) -> float:
    """Fill a panel at the cursor and return its top."""
    top = paper.y
    paper.set_fill_color(paper.data["colours"][fill])
    paper.rect(MARGIN, top, paper.epw, height, style="F")
    if fill == "tint":
        paper.set_fill_color(paper.data["colours"]["brand"])
        paper.rect(MARGIN, top, 2 * MM, height, style="F")
    return top


def handout(paper: Paper, person: dict[str, str] | None) -> None:
    piece, inner = paper.data["handout"], MARGIN + 7 * MM
    head(paper, piece)
    paper.say("for", piece["for"])
    top = panel(paper, 44, "amber")
    paper.y = top + 5
    paper.say("urgent", piece["urgent"][0], paper.epw - 100, MARGIN + 5 * MM)
    paper.y = top + 5
    paper.say("number-urgent", piece["urgent"][1], 80, MARGIN + paper.epw - 80 - 5 * MM, "R")
    paper.y = top + 44 + 4 * MM
    top = panel(paper, 118, "tint")
    lead = piece["hotline"]
    paper.y = top + 4 * MM
    paper.say("label1", lead["name"], 300, inner)
    paper.say("number1", lead["number"], 300, inner)
    paper.say("note", f"**Text {lead['text']}** ({lead['vanity']}) · **TTY {lead['tty']}**", 300, inner)
    for note in lead["notes"]:
        paper.say("note", note, 300, inner)
    paper.code(lead["qr"], MARGIN + paper.epw - 130, top + 4 * MM, 28 * MM)
    paper.y = top + 33 * MM
    paper.say("small", f"[{lead['web']}]({lead['address']})", 120, MARGIN + paper.epw - 130)
    paper.y = top + 118 + 5 * MM
    if person:
        paper.set_draw_color(paper.data["colours"]["line"])
        paper.set_line_width(0.8)
        top = paper.y
        paper.rect(MARGIN, top, paper.epw, 60)
        paper.y = top + 3 * MM
        paper.say("name", person["name"], 400, MARGIN + 5 * MM)
        paper.say("note", person["line"], 400, MARGIN + 5 * MM)
        paper.say("note", f"[{person['web']}](https://{person['web']})", 400, MARGIN + 5 * MM)
        paper.y = top + 60 + 5 * MM
    for chapter in piece["chapters"]:
        paper.chapter(chapter["heading"])
        paper.two_columns(chapter["kind"], [bold(point) for point in chapter["points"]])
    paper.chapter(piece["more"]["heading"])
    for row in rows_of(piece, person):
        if paper.will_page_break(60):
            paper.add_page()
        top = paper.y + 1.6 * MM
        paper.y = top
        paper.say("name", row["name"], 380)
        paper.say("note", row["note"], 380)
        low, paper.y = paper.y, top
        paper.say("number", row["number"], 130, MARGIN + paper.epw - 130, "R")
        for extra in (row["vanity"], row["text"]):
            if extra:
                paper.say("note", f"**{extra}**", 130, MARGIN + paper.epw - 130, "R")
        rule(paper, max(low, paper.y))
    paper.chapter(piece["agencies"]["heading"])
    paper.two_columns("item", [bold(point) for point in piece["agencies"]["points"]])
    sources(paper, piece)


def rule(paper: Paper, y: float) -> None:
    paper.set_draw_color(paper.data["colours"]["line"])
    paper.set_line_width(0.5)
    paper.line(MARGIN, y + 1.6 * MM, MARGIN + paper.epw, y + 1.6 * MM)
    paper.y = y + 1.6 * MM


def guide(paper: Paper, piece: dict[str, Any]) -> None:
    head(paper, piece)
    paper.y += 4 * MM
    top = panel(paper, 50, "tint")
    paper.y = top + 17
    paper.say("label1", piece["hotline"][0], 300, MARGIN + 7 * MM)
    paper.y = top + 11
    paper.say("number1", piece["hotline"][1], 250, MARGIN + paper.epw - 250 - 5 * MM, "R")
    paper.y = top + 50 + 5 * MM
    for agency in piece["agencies"]:
        paper.chapter(agency["heading"])
        paper.two_columns("item", [bold(point) for point in agency["points"]])
        for name, number in agency["rows"]:
            if paper.will_page_break(30):
                paper.add_page()
            top = paper.y + 1.6 * MM
            paper.y = top
            paper.say("name", name, 380)
            paper.y = top
            paper.say("number", number, 130, MARGIN + paper.epw - 130, "R")
            rule(paper, paper.y)
    sources(paper, piece)


def save(paper: Paper, title: str, file: Path) -> None:
    paper.set_title(title)
    paper.output(str(file))


def cold(job: Job) -> None:
    data = job.data
    handouts(job, [None], job.out / "handout.pdf")
    paper = Paper(data, (612, 792), data["guide"]["footer"])
    guide(paper, data["guide"])
    save(paper, data["guide"]["title"], job.out / "agency-guide.pdf")
    paper = Paper(data, (252, 144))
    for face in (front, back):
        paper.add_page()
        face(paper, data["card"], 0, 0)
    save(paper, data["card"]["title"], job.out / "wallet-card.pdf")
    paper = Paper(data, (612, 792))
    sheet(paper, data["card"])
    save(paper, data["card"]["title"], job.out / "wallet-card.avery-5371.pdf")


def sheets(job: Job, people: list[dict[str, str]], kind: str, file: Path) -> None:
    paper = Paper(job.data, (612, 792))
    for person in people:
        sheet(paper, card_of(job.data, person, kind))
    save(paper, job.data["card"]["title"], file)


def handouts(job: Job, people: list[Any], file: Path) -> None:
    paper = Paper(job.data, (612, 792), job.data["handout"]["footer"])
    for person in people:
        handout(paper, person)
    save(paper, job.data["handout"]["title"], file)


if __name__ == "__main__":
    run(cold, sheets, handouts)
