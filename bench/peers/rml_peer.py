"""The police's pages by z3c.rml: RML written as text and given to rml2pdf. It writes no tags.

Cards are page drawings; handouts are a story of paragraphs and block tables. QR codes are RML's own barCode. Pages have their
number without how many there are, for which RML would set every document twice.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from inputs import Job, card_of, rows_of, run
from z3c.rml import rml2pdf

if TYPE_CHECKING:
    from pathlib import Path

MM = 72 / 25.4
HALF = (612 - 32 * MM - 6 * MM) / 2
BULLETS = {"dot": "●", "box": "❏", "cross": "✘"}  # which ZapfDingbats has


def document(job: Job, title: str, size: tuple[float, float], body: str) -> str:
    fonts = job.data["fonts"]
    return (
        f'<document filename="x.pdf" title="{escape(title)}" author="z3c.rml"><docinit>'
        f'<registerTTFont faceName="A" fileName="{fonts["regular"]}"/><registerTTFont faceName="AB" fileName="{fonts["bold"]}"/>'
        f'<registerFontFamily name="A" normal="A" bold="AB" italic="A" boldItalic="AB"/></docinit>{body}</document>'
    )


def write(job: Job, title: str, size: tuple[float, float], body: str, file: Path) -> None:
    made = rml2pdf.parseString(document(job, title, size, body))
    file.write_bytes(made.getvalue())


# ---- cards: every line at its place, y upwards


class Card:
    """Writes lines of a card whose top left corner is at (x, y)."""

    def __init__(self, data: dict[str, Any], x: float, y: float) -> None:
        self.data, self.x, self.y, self.parts = data, x, y, []
        self.colours, self.styles = data["colours"], data["styles"]["card"]

    def line(self, role: str, dx: float, dy: float, words: str, *, right: bool = False) -> None:
        style = self.styles[role]
        tag = "drawRightString" if right else "drawString"
        self.parts.append(
            f'<fill color="{self.colours[style["colour"]]}"/><setFont name="{"AB" if style["bold"] else "A"}" size="{style["size"]}"/>'
            f'<{tag} x="{self.x + dx:.2f}" y="{self.y - dy - 0.8 * style["leading"]:.2f}">{escape(words)}</{tag}>'
        )

    def box(self, dx: float, dy: float, width: float, height: float, colour: str) -> None:
        self.parts.append(
            f'<fill color="{colour}"/><rect x="{self.x + dx:.2f}" y="{self.y - dy - height:.2f}" width="{width:.2f}" height="{height:.2f}" fill="yes" stroke="no"/>'
        )

    def bullet(self, role: str, dy: float) -> None:
        style = self.styles[role]
        x, y, size = self.x, self.y - dy - 0.76 * style["leading"], style["size"] * 0.6
        if role == "never":
            self.parts.append(f'<lineMode width="1.4"/><lines>{x} {y} {x + size} {y + size} {x} {y + size} {x + size} {y}</lines>')
        else:
            self.parts.append(f'<fill color="{self.colours["ink"]}"/><circle x="{x + 2:.2f}" y="{y + 2.4:.2f}" radius="1.2" fill="yes" stroke="no"/>')


def front(data: dict[str, Any], card: dict[str, Any], x: float, y: float) -> str:
    side, top = data["sheet"]["padding"]
    face, width = Card(data, x + side, y - top), 252 - 2 * side
    face.line("title", 0, 0, card["title"])
    face.line("lead", 0, 12, card["lead"])
    face.line("label", 0, 30, card["label"])
    face.line("number", 88, 27, card["code"])
    face.line("number1", 0, 39, card["number"])
    face.box(0, 66, width, 19.5, data["colours"]["amber"])
    face.line("urgent", 1.8 * MM, 70, card["danger"][0])
    face.line("number-urgent", width - 1.8 * MM, 68.5, card["danger"][1], right=True)
    for number, (name, voice) in enumerate(card["rows"]):
        face.line("label", 0, 97 + 14.5 * number, name)
        face.line("number", width, 94 + 14.5 * number, voice, right=True)
    return "".join(face.parts)


def back(data: dict[str, Any], card: dict[str, Any], x: float, y: float) -> str:
    side, top = data["sheet"]["padding"]
    face, at, styles = Card(data, x + side, y - top), 0.0, data["styles"]["card"]
    if card.get("qr"):
        size = data["sheet"]["qr"]
        face.parts.append(
            f'<barCode code="QR" x="{face.x + 252 - 2 * side - size:.2f}" y="{face.y - size:.2f}" value="{card["qr"]}" barWidth="{size:.2f}" barHeight="{size:.2f}"'
            ' barBorder="4" barLevel="M"/>'
        )
    for number, chapter in enumerate(card["chapters"]):
        at += styles["heading2"]["before"] if number else 0
        face.line("heading2", 0, at, chapter["heading"])
        at += styles["heading2"]["leading"] + styles["heading2"]["after"]
        for point in chapter["points"]:
            face.bullet("item", at)
            face.line("item", styles["item"]["indent"], at, point)
            at += styles["item"]["leading"] + styles["item"]["after"]
    at += styles["never"]["before"]
    face.bullet("never", at)
    face.line("never", styles["never"]["indent"], at, card["never"])
    at += styles["never"]["leading"]
    for words in card["small"]:
        face.line("small", 0, at, words)
        at += styles["small"]["leading"]
    return "".join(face.parts)


def sheet(data: dict[str, Any], card: dict[str, Any]) -> str:
    own = data["sheet"]
    margin = Card(data, 0, 792)
    margin.line("small", 60, 763, own["notes"][0])
    margin.line("small", 552, 763, own["notes"][1], right=True)
    ticks = " ".join(f"{x} {792 - y} {to_x} {792 - to_y}" for x, y, to_x, to_y in own["ticks"])
    rest = f'<lineMode width="0.25"/><lines>{ticks}</lines>{"".join(margin.parts)}'
    return "".join(f"<pageDrawing>{''.join(face(data, card, x, 792 - y) for x, y in own['cells'])}{rest}</pageDrawing>" for face in (front, back))


# ---- pages


def styles(data: dict[str, Any]) -> str:
    own = "".join(
        f'<paraStyle name="{role}" fontName="{"AB" if style["bold"] else "A"}" fontSize="{style["size"]}" leading="{style["leading"]}"'
        f' textColor="{data["colours"][style["colour"]]}" spaceBefore="{style["before"]}" spaceAfter="{style["after"]}" leftIndent="{style["indent"]}"'
        f' bulletFontName="ZapfDingbats" bulletFontSize="{style["size"] * (0.5 if style["bullet"] == "dot" else 0.8)}" bulletIndent="0"'
        f' alignment="{"RIGHT" if role in ("number", "number-urgent") else "LEFT"}"/>'
        for role, style in data["styles"]["page"].items()
    )
    none = (
        '<blockLeftPadding length="0"/><blockRightPadding length="0"/><blockTopPadding length="0"/><blockBottomPadding length="0"/><blockValign value="TOP"/>'
    )
    pad = '<blockLeftPadding length="14"/><blockRightPadding length="14"/><blockTopPadding length="{0}"/><blockBottomPadding length="{0}"/><blockValign value="TOP"/>'
    tables = {
        "two": none + f'<blockRightPadding length="{6 * MM}" start="0,0" stop="0,-1"/>',
        "rows": none
        + f'<blockTopPadding length="4.5"/><blockBottomPadding length="4.5"/><lineStyle kind="LINEBELOW" thickness="0.5" colorName="{data["colours"]["line"]}"/>',
        "danger": pad.format(5) + f'<blockBackground colorName="{data["colours"]["amber"]}"/>',
        "contacts": pad.format(11)
        + f'<blockBackground colorName="{data["colours"]["tint"]}"/><lineStyle kind="LINEBEFORE" start="0,0" stop="0,-1" thickness="5.6" colorName="{data["colours"]["brand"]}"/>',
        "partner": pad.format(8) + f'<lineStyle kind="OUTLINE" thickness="0.8" colorName="{data["colours"]["line"]}"/>',
    }
    made = "".join(f'<blockTableStyle id="{name}">{rules}</blockTableStyle>' for name, rules in tables.items())
    right = '<paraStyle name="note-end" parent="note" alignment="RIGHT"/>'
    return f"<stylesheet>{made}{own}{right}</stylesheet>"


def para(role: str, words: str, *, bullet: str = "") -> str:
    mark = f' bulletText="{BULLETS[bullet]}"' if bullet in BULLETS else ""
    return f'<para style="{role}"{mark}>{words}</para>'


def rich(runs: list[list[str]]) -> str:
    return "".join(f"<b>{escape(words)}</b>" if kind else escape(words) for kind, words in runs)


def two_columns(data: dict[str, Any], kind: str, items: list[str]) -> str:
    bullet = data["styles"]["page"][kind]["bullet"]
    half = -(-len(items) // 2)
    pairs = zip(items[:half], [*items[half:], ""], strict=False)
    rows = "".join(f"<tr><td>{para(kind, left, bullet=bullet)}</td><td>{para(kind, right, bullet=bullet) if right else ''}</td></tr>" for left, right in pairs)
    return f'<blockTable style="two" colWidths="{HALF + 6 * MM:.2f},{HALF:.2f}">{rows}</blockTable>'


def chapter(data: dict[str, Any], part: dict[str, Any]) -> str:
    return (
        f"<condPageBreak height='70'/>{para('heading2', escape(part['heading']))}{two_columns(data, part['kind'], [rich(point) for point in part['points']])}"
    )


def sources(data: dict[str, Any], piece: dict[str, Any]) -> str:
    entries = [
        f"<b>{one['site']}</b>: " + "; ".join(f'<a href="{escape(address)}">{escape(title)}</a>{escape(dated)}' for title, address, dated in one["sources"])
        for one in piece["sources"]
    ]
    return f"{para('heading2', 'Sources')}{two_columns(data, 'source', entries)}{para('small', escape(piece['credit']))}"


def top(piece: dict[str, Any]) -> str:
    return para("kicker", escape(piece["kicker"])) + para("heading1", escape(piece["title"])) + para("lead", escape(piece["lead"]))


def table(style: str, widths: tuple[float, ...], *cells: str) -> str:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<blockTable style="{style}" colWidths="{",".join(f"{width:.2f}" for width in widths)}"><tr>{row}</tr></blockTable>'


FULL = 612 - 32 * MM


def handout(data: dict[str, Any], person: dict[str, str] | None) -> str:
    piece = data["handout"]
    lead = piece["hotline"]
    words = para("label1", lead["name"]) + para("number1", lead["number"])
    words += para("note", f"<b>Text {lead['text']}</b> ({lead['vanity']}) · <b>TTY {lead['tty']}</b>") + "".join(
        para("note", escape(note)) for note in lead["notes"]
    )
    code = f'<barCodeFlowable code="QR" value="{lead["qr"]}" barWidth="{28 * MM:.2f}" barHeight="{28 * MM:.2f}" barBorder="4" barLevel="M"/>'
    code += para("small", f'<a href="{lead["address"]}">{lead["web"]}</a>')
    parts = [top(piece), para("for", escape(piece["for"]))]
    parts.append(table("danger", (FULL - 100, 100), para("urgent", escape(piece["urgent"][0])), para("number-urgent", piece["urgent"][1])))
    parts += ['<spacer length="4mm"/>', table("contacts", (FULL - 150, 150), words, code), '<spacer length="4mm"/>']
    if person:
        own = (
            para("name", escape(person["name"])) + para("note", escape(person["line"])) + para("note", f'<a href="https://{person["web"]}">{person["web"]}</a>')
        )
        parts.append(table("partner", (FULL,), own))
    parts += [chapter(data, part) for part in piece["chapters"]]
    parts.append(f"<condPageBreak height='70'/>{para('heading2', piece['more']['heading'])}")
    rows = "".join(
        f"<tr><td>{para('name', escape(row['name']))}{para('note', escape(row['note']))}</td>"
        f"<td>{para('number', row['number'])}{''.join(para('note-end', f'<b>{extra}</b>') for extra in (row['vanity'], row['text']) if extra)}</td></tr>"
        for row in rows_of(piece, person)
    )
    parts.append(f'<blockTable style="rows" colWidths="{FULL - 150:.2f},150">{rows}</blockTable>')
    parts += [chapter(data, piece["agencies"]), sources(data, piece)]
    return "".join(parts)


def guide(data: dict[str, Any]) -> str:
    piece = data["guide"]
    parts = [top(piece), table("contacts", (FULL - 220, 220), para("label1", piece["hotline"][0]), para("number1", piece["hotline"][1]))]
    for agency in piece["agencies"]:
        parts.append(chapter(data, agency))
        if agency["rows"]:
            rows = "".join(f"<tr><td>{para('name', escape(name))}</td><td>{para('number', number)}</td></tr>" for name, number in agency["rows"])
            parts.append(f'<blockTable style="rows" colWidths="{FULL - 150:.2f},150">{rows}</blockTable>')
    parts.append(sources(data, piece))
    return "".join(parts)


def pages(data: dict[str, Any], foot: str, story: str) -> str:
    colours = data["colours"]
    graphics = (
        f'<pageGraphics><stroke color="{colours["line"]}"/><lineMode width="0.6"/><lines>{16 * MM} {20 * MM} {612 - 16 * MM} {20 * MM}</lines>'
        f'<fill color="{colours["quiet"]}"/><setFont name="A" size="8.5"/><drawString x="{16 * MM}" y="{16 * MM}">{escape(foot)}</drawString>'
        f'<drawRightString x="{612 - 16 * MM}" y="{16 * MM}">Page <pageNumber/></drawRightString></pageGraphics>'
    )
    frame = f'<frame id="main" x1="{16 * MM}" y1="{24 * MM}" width="{FULL}" height="{792 - 40 * MM}"/>'
    return f'{styles(data)}<template pagesize="(612,792)"><pageTemplate id="main">{frame}{graphics}</pageTemplate></template><story>{story}</story>'


def cold(job: Job) -> None:
    data, title = job.data, job.data["card"]["title"]
    handouts(job, [None], job.out / "handout.pdf")
    write(job, data["guide"]["title"], (612, 792), pages(data, data["guide"]["footer"], guide(data)), job.out / "agency-guide.pdf")
    faces = "".join(f"<pageDrawing>{face(data, data['card'], 0, 144)}</pageDrawing>" for face in (front, back))
    write(job, title, (252, 144), f'<pageInfo pageSize="(252,144)"/>{faces}', job.out / "wallet-card.pdf")
    write(job, title, (612, 792), f'<pageInfo pageSize="(612,792)"/>{sheet(data, data["card"])}', job.out / "wallet-card.avery-5371.pdf")


def sheets(job: Job, people: list[dict[str, str]], kind: str, file: Path) -> None:
    body = "".join(sheet(job.data, card_of(job.data, person, kind)) for person in people)
    write(job, job.data["card"]["title"], (612, 792), f'<pageInfo pageSize="(612,792)"/>{body}', file)


def handouts(job: Job, people: list[Any], file: Path) -> None:
    story = "<nextPage/>".join(handout(job.data, person) for person in people)
    write(job, job.data["handout"]["title"], (612, 792), pages(job.data, job.data["handout"]["footer"], story), file)


if __name__ == "__main__":
    run(cold, sheets, handouts)
