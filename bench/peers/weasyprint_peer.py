"""The police's pages by WeasyPrint: HTML and CSS with its own fonts, columns and paged boxes; tagged, PDF/UA-1.

One font configuration and one style sheet for the whole run. QR codes by segno as inline SVG, since WeasyPrint has none. Where
there are many handouts in one file, its pages are numbered through.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from inputs import Job, card_of, rows_of, run
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROLES = frozenset(  # those that the pages use
    "kicker heading1 lead for heading2 item sign never name note urgent number-urgent number1 number label1 label title small source".split()  # noqa: SIM905 - twenty short words
)


class Printer:
    """What is kept between documents."""

    def __init__(self, job: Job) -> None:
        self.data, self.fonts = job.data, FontConfiguration()
        self.tags = {} if "--untagged" in job.options else {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
        self.sheet = CSS(string=css(job.data), font_config=self.fonts)
        self.codes: dict[str, str] = {}

    def write(self, title: str, body: str, file: Path) -> None:
        page = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>{body}</body></html>'
        HTML(string=page).write_pdf(file, stylesheets=[self.sheet], font_config=self.fonts, **self.tags)

    def code(self, address: str) -> str:
        if address not in self.codes:
            import segno

            made = segno.make_qr(address, error="m", boost_error=False)
            self.codes[address] = made.svg_inline(border=4, omitsize=True, title=f"QR code that opens {address}")
        return f'<div class="qr" role="img">{self.codes[address]}</div>'


def css(data: dict[str, Any]) -> str:
    sheet, colours = data["sheet"], data["colours"]
    fonts = "".join(
        f'@font-face{{font-family:"{data["family"]}";src:url("{Path(data["fonts"][face]).as_uri()}");font-weight:{weight}}}'
        for face, weight in (("regular", 400), ("bold", 700))
    )
    styles = "".join(
        f".{medium} .{role}{{font-size:{style['size']}pt;line-height:{style['leading']}pt;font-weight:{700 if style['bold'] else 400};"
        f"color:{colours[style['colour']]};margin:{style['before']}pt 0 {style['after']}pt 0}}"
        f".{medium} ul.{role}{{padding-left:{style['indent']}pt}}.{medium} ul.{role} li{{margin-bottom:{style['after']}pt}}.{medium} ul.{role}{{margin:0}}"
        for medium, own in data["styles"].items()
        for role, style in own.items()
        if role in ROLES
    )
    cells = "".join(f".at{number}{{left:{x}pt;top:{y}pt}}" for number, (x, y) in enumerate(sheet["cells"]))
    return f"""{fonts}
    @page handout {{ size: letter; margin: 16mm 16mm 24mm;
      @bottom-left {{ content: string(foot); width: 80%; border-top: .6pt solid {colours["line"]}; font-size: 8.5pt; color: {colours["quiet"]}; vertical-align: top; padding-top: 2mm }}
      @bottom-right {{ content: "Page " counter(page) " of " counter(pages); width: 20%; border-top: .6pt solid {colours["line"]}; font-size: 8.5pt;
        color: {colours["quiet"]}; vertical-align: top; padding-top: 2mm; text-align: right }} }}
    @page sheet {{ size: letter; margin: 0 }}
    @page card {{ size: {sheet["card"][0]}pt {sheet["card"][1]}pt; margin: 0 }}
    html {{ font-family: "{data["family"]}"; color: {colours["ink"]}; hyphens: manual }}
    h1, h2, p, ul, dl, dd, dt {{ margin: 0; padding: 0 }}
    {styles}{cells}
    ul {{ list-style: none }} li {{ position: relative }} li::before {{ position: absolute; content: "•"; right: 100%; margin-right: .35em }}
    ul.sign li::before {{ content: ""; width: .6em; height: .6em; top: .4em; border: .8pt solid; border-radius: .6pt }} ul.never li::before {{ content: "×"; font-weight: 700; font-size: 1.3em }}
    .page {{ page: handout }} .page + .page {{ break-before: page }}
    .foot {{ string-set: foot content(text); position: absolute; visibility: hidden; font-size: 1pt }}
    .two {{ display: table; width: 100%; table-layout: fixed; border-spacing: 0 }} .two > ul {{ display: table-cell; box-sizing: border-box }} .two > ul + ul {{ border-left: 6mm solid transparent }}
    .page li {{ break-inside: avoid }} h2 {{ break-after: avoid }}
    .row {{ display: table; width: 100%; border-spacing: 0 }} .row > * {{ display: table-cell; vertical-align: top }} .row > .number, .row > .number-urgent, .row > .number1 {{ text-align: right; white-space: nowrap }}
    .page .rows .row {{ border-bottom: .5pt solid {colours["line"]}; break-inside: avoid }} .page .rows .row > * {{ padding: 1.6mm 0 }} .end {{ text-align: right; white-space: nowrap }}
    .danger {{ background: {colours["amber"]} }} .page .danger > * {{ padding: 1.8mm 5mm }} .card .danger > * {{ padding: .9mm 1.8mm; vertical-align: middle }} .card .danger {{ margin: 7pt 0 5pt }}
    .contacts {{ background: {colours["tint"]}; border-left: 2mm solid {colours["brand"]}; margin: 4mm 0 5mm }} .contacts > * {{ padding: 4mm 5mm }} .contacts .code {{ width: 28mm }}
    .contacts .qr {{ width: 28mm; height: 28mm }} .partner {{ border: .8pt solid {colours["line"]}; padding: 3mm 5mm; margin-bottom: 5mm }}
    .side {{ page: sheet; position: relative; height: 792pt; width: 612pt; overflow: hidden }} .lone {{ page: card }}
    .side, .lone {{ break-after: page }} .side:last-child, .lone:last-child {{ break-after: auto }}
    .face {{ box-sizing: border-box; width: {sheet["card"][0]}pt; height: {sheet["card"][1]}pt; padding: {sheet["padding"][1]}pt {sheet["padding"][0]}pt }}
    .face h1 + .lead {{ margin-bottom: 6pt }} .face h2 {{ margin-top: 3pt }} .face ul.never {{ margin: 1.4pt 0 4pt }}
    .side .face, .tick, .margin {{ position: absolute }} .tick {{ background: black }}
    .face .qr {{ float: right; width: {sheet["qr"]}pt; height: {sheet["qr"]}pt }} svg {{ display: block }}
    a {{ color: inherit; text-decoration: none }}"""


def front(card: dict[str, Any], place: str) -> str:
    rows = "".join(f'<div class="row"><span class="label">{escape(name)}</span><span class="number">{number}</span></div>' for name, number in card["rows"])
    return (
        f'<section class="face {place}"><div><h1 class="title">{escape(card["title"])}</h1><p class="lead">{escape(card["lead"])}</p></div>'
        f'<div><p class="label">{escape(card["label"])} <span class="number">{card["code"]}</span></p><p class="number1">{card["number"]}</p></div>'
        f'<div class="row danger"><span class="urgent">{card["danger"][0]}</span><span class="number-urgent">{card["danger"][1]}</span></div><div>{rows}</div></section>'
    )


def back(card: dict[str, Any], place: str, code: str) -> str:
    words = "".join(f'<h2 class="heading2">{escape(chapter["heading"])}</h2>{points("item", chapter["points"])}' for chapter in card["chapters"])
    words = f"<div>{words}{points('never', [card['never']])}</div><div>" + "".join(f'<p class="small">{escape(line)}</p>' for line in card["small"]) + "</div>"
    return f'<section class="face {place}">{code}{words}</section>'


def points(role: str, items: list[Any]) -> str:
    return listed(role, [rich(item) for item in items])


def listed(role: str, items: list[str]) -> str:
    return f'<ul class="{role}">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def halves(role: str, items: list[str]) -> str:
    """Two lists side by side: four times as fast as letting the columns be levelled (`columns: 2`)."""
    half = -(-len(items) // 2)
    return f'<div class="two">{listed(role, items[:half])}{listed(role, items[half:])}</div>'


def rich(item: str | list[list[str]]) -> str:
    if isinstance(item, str):
        return escape(item)
    return "".join(f"<b>{escape(words)}</b>" if kind else escape(words) for kind, words in item)


def side(printer: Printer, face: Any) -> str:
    sheet = printer.data["sheet"]
    ticks = "".join(
        f'<i class="tick" style="left:{min(x, to_x)}pt;top:{min(y, to_y)}pt;width:{abs(to_x - x) or 0.25}pt;height:{abs(to_y - y) or 0.25}pt"></i>'
        for x, y, to_x, to_y in sheet["ticks"]
    )
    left, right = sheet["notes"]
    notes = f'<p class="margin small" style="left:60pt;top:763pt">{left}</p><p class="margin small" style="right:60pt;top:763pt">{right}</p>'
    return f'<div class="side card">{ticks}{"".join(face(f"at{number}") for number in range(len(sheet["cells"])))}{notes}</div>'


def sheet_of(printer: Printer, card: dict[str, Any]) -> str:
    code = printer.code(card["qr"]) if card.get("qr") else ""
    return side(printer, lambda place: front(card, place)) + side(printer, lambda place: back(card, place, code))


def sources(piece: dict[str, Any]) -> str:
    def entry(one: dict[str, Any]) -> str:
        return f"<b>{one['site']}</b>: " + "; ".join(
            f'<a href="{escape(address)}">{escape(title)}</a>{escape(dated)}' for title, address, dated in one["sources"]
        )

    items = [entry(one) for one in piece["sources"]]
    return f'<h2 class="heading2">Sources</h2>{halves("source", items)}<p class="small">{escape(piece["credit"])}</p>'


def top(piece: dict[str, Any]) -> str:
    return f'<p class="kicker">{piece["kicker"]}</p><h1 class="heading1">{escape(piece["title"])}</h1><p class="lead">{escape(piece["lead"])}</p>'


def chapter(part: dict[str, Any]) -> str:
    return f'<h2 class="heading2">{escape(part["heading"])}</h2>{halves(part["kind"], [rich(point) for point in part["points"]])}'


def handout_of(printer: Printer, person: dict[str, str] | None) -> str:
    piece = printer.data["handout"]
    lead = piece["hotline"]
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in lead["notes"])
    partner = ""
    if person:
        words = f'<p class="name">{escape(person["name"])}</p><p class="note">{escape(person["line"])}</p>'
        partner = f'<div class="partner">{words}<p class="note"><a href="https://{person["web"]}">{person["web"]}</a></p></div>'
    rows = "".join(
        f'<div class="row"><div><p class="name">{escape(row["name"])}</p><p class="note">{escape(row["note"])}</p></div><div class="end"><p class="number">{row["number"]}</p>'
        + "".join(f'<p class="note"><b>{extra}</b></p>' for extra in (row["vanity"], row["text"]) if extra)
        + "</div></div>"
        for row in rows_of(piece, person)
    )
    return (
        f'<main class="page"><div class="foot">{escape(piece["footer"])}</div>{top(piece)}<p class="for">{escape(piece["for"])}</p>'
        f'<div class="row danger"><span class="urgent">{escape(piece["urgent"][0])}</span><span class="number-urgent">{piece["urgent"][1]}</span></div>'
        f'<div class="contacts row"><div><p class="label1">{lead["name"]}</p><p class="number1">{lead["number"]}</p>'
        f'<p class="note"><b>Text {lead["text"]}</b> ({lead["vanity"]}) · <b>TTY {lead["tty"]}</b></p>{notes}</div>'
        f'<div class="code">{printer.code(lead["qr"])}<p class="small"><a href="{lead["address"]}">{lead["web"]}</a></p></div></div>{partner}'
        + "".join(chapter(part) for part in piece["chapters"])
        + f'<h2 class="heading2">{piece["more"]["heading"]}</h2><div class="rows">{rows}</div>{chapter(piece["agencies"])}{sources(piece)}</main>'
    )


def guide_of(piece: dict[str, Any]) -> str:
    name, number = piece["hotline"]
    agencies = ""
    for agency in piece["agencies"]:
        rows = "".join(
            f'<div class="row"><span class="name">{escape(name)}</span><span class="number">{number}</span></div>' for name, number in agency["rows"]
        )
        agencies += chapter(agency) + (f'<div class="rows">{rows}</div>' if rows else "")
    call = f'<div class="contacts row"><span class="label1">{name}</span><span class="number1">{number}</span></div>'
    return f'<main class="page"><div class="foot">{escape(piece["footer"])}</div>{top(piece)}{call}{agencies}{sources(piece)}</main>'


kept: dict[str, Printer] = {}


def printer_of(job: Job) -> Printer:
    return kept.setdefault("", Printer(job)) if not kept else kept[""]


def cold(job: Job) -> None:
    printer, data = printer_of(job), job.data
    printer.write(data["handout"]["title"], handout_of(printer, None), job.out / "handout.pdf")
    printer.write(data["guide"]["title"], guide_of(data["guide"]), job.out / "agency-guide.pdf")
    card = data["card"]
    printer.write(
        card["title"], f'<div class="lone card">{front(card, "")}</div><div class="lone card">{back(card, "", "")}</div>', job.out / "wallet-card.pdf"
    )
    printer.write(card["title"], sheet_of(printer, card), job.out / "wallet-card.avery-5371.pdf")


def sheets(job: Job, people: list[dict[str, str]], kind: str, file: Path) -> None:
    printer = printer_of(job)
    printer.write(job.data["card"]["title"], "".join(sheet_of(printer, card_of(job.data, person, kind)) for person in people), file)


def handouts(job: Job, people: list[dict[str, str]], file: Path) -> None:
    printer = printer_of(job)
    printer.write(job.data["handout"]["title"], "".join(handout_of(printer, person) for person in people), file)


if __name__ == "__main__":
    run(cold, sheets, handouts)
