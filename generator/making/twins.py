"""The element tree -> its twins for people who do not see the page: one accessible HTML file, and plain text.

The HTML stands alone: no script, no picture, no address to fetch; language, landmarks, headings, links that dial. It has
the words of the page and nothing else, and it bends to a narrow screen.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

from generator.foundation.addresses import full_address, phone_address
from generator.typesetting.directions import runs_leftwards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.markup.elements import Element

WIDTH = 78  # columns of the text twin

STYLE = """
:root{color-scheme:light;--ink:INK;--brand:BRAND;--tint:TINT;--amber:AMBER;--quiet:QUIET}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:var(--ink);font:1.125rem/1.5 "Atkinson Hyperlegible",Verdana,system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.25rem;overflow-wrap:break-word}
h1,h2,h3{color:var(--brand);line-height:1.2;margin:1.6em 0 .5em}h1{font-size:1.9rem;margin-top:.3em}h2{font-size:1.4rem}h3{font-size:1.15rem}
p{margin:.4em 0}ul{padding-inline-start:1.3em;margin:.4em 0}li{margin:.35em 0}
a{color:var(--brand);text-underline-offset:.15em}a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
a.number{font-weight:700;white-space:nowrap;display:inline-block;padding:.1em 0}
.callout{background:var(--tint);border-inline-start:.4rem solid var(--brand);padding:.8rem 1rem;margin:1rem 0}
.danger{background:var(--amber);border-color:var(--ink);font-weight:700}.danger a{color:var(--ink)}
.number1{font-size:1.7rem}.line{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1.5rem}
.small,.source,footer{color:var(--quiet);font-size:.95rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.5rem .6rem .5rem 0;border-bottom:1px solid #9aa}
caption{text-align:start;color:var(--quiet)}th{font-weight:700}th p+p{font-weight:400}
@media(max-width:30rem){table,tbody,tr,th,td{display:block}td{border:0}}
@media print{main{max-width:none}a{color:inherit;text-decoration:none}h1,h2,h3{break-after:avoid}li,tr,.callout{break-inside:avoid}}
""".strip()


def html_twin(page: Element, title: str, language: str, colours: Mapping[str, str]) -> str:
    """Return a page's HTML twin, whole and self-contained."""
    style = STYLE
    for name in ("ink", "brand", "tint", "amber", "quiet"):
        style = style.replace(name.upper(), colours.get(name, colours["ink"]))
    direction = "rtl" if runs_leftwards(language) else "ltr"
    body = "".join(_block(part) for part in _footer_last(page))
    if "<h1" not in body:
        body = f"<h1>{escape(title)}</h1>{body}"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}">\n<head>{head}</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n'


def _block(element: Element) -> str:
    return HTML.get(element.tag, _inside)(element)


def _nothing(element: Element) -> str:
    """The address of a code stands beside it; rules, spaces and repeated headers are decoration."""
    return ""


def _picture(element: Element) -> str:
    return f"<p>{escape(element.get('alt'))}</p>\n"


def _footer(element: Element) -> str:
    words = "".join(_block(part) for part in element.parts())
    return f"<footer>\n{words}</footer>\n" if words else ""


def _section(element: Element) -> str:
    return f"<section{_language(element)}>\n{_inside(element)}</section>\n"


def _heading(element: Element) -> str:
    level = element.get("level")
    return f"<h{level}{_language(element)}>{_text(element)}</h{level}>\n"


def _para(element: Element) -> str:
    return "" if _counts_pages(element) else f"<p{_class(escape(element.get('role')))}{_language(element)}>{_text(element)}</p>\n"


def _list(element: Element) -> str:
    items = "".join(f"<li>{_content(item)}</li>\n" for item in element.parts())
    return f"<ul{_class(escape(element.get('role')))}{_language(element)}>\n{items}</ul>\n"


def _callout(element: Element) -> str:
    return f"<div{_class('callout ' + escape(element.get('role')))}{_language(element)}>\n{_inside(element)}</div>\n"


def _language(element: Element) -> str:
    return f' lang="{escape(element.get("lang"))}"' if element.get("lang") else ""


def _class(names: str) -> str:
    return f' class="{names.strip()}"' if names.strip() else ""


def _inside(element: Element) -> str:
    return "".join(_block(part) for part in element.parts())


def _content(element: Element) -> str:
    return _inside(element) if element.blocks() else _text(element)


def _table(element: Element) -> str:
    if not element.get("summary"):
        return "".join(f'<div class="line">{"".join(_cell(cell) for cell in row.parts())}</div>\n' for row in element.parts())
    rows = []
    for row in element.parts():
        cells = []
        for number, cell in enumerate(row.parts()):
            scope = "col" if row.get("kind") == "head" else "row" if number == 0 else ""
            cells.append(f'<th scope="{scope}">{_content(cell)}</th>' if scope else f"<td>{_content(cell)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return f"<table><caption>{escape(element.get('summary'))}</caption>\n<tbody>\n{''.join(rows)}</tbody></table>\n"


def _cell(cell: Element) -> str:
    return _inside(cell) if cell.blocks() else f"<p{_class(escape(cell.get('role')))}>{_text(cell)}</p>"


def _text(element: Element) -> str:
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(escape(child, quote=False))
        elif child.tag == "br":
            parts.append("<br>")
        elif child.tag == "phone":
            address = phone_address(child.get("number"), child.get("channel"))
            parts.append(f'<a class="number" dir="ltr" href="{escape(address)}">{escape(child.text())}</a>')
        elif child.tag == "link":
            parts.append(f'<a href="{escape(full_address(child.get("to")))}">{_text(child)}</a>')
        elif child.tag in ("b", "i"):
            name = {"b": "strong", "i": "em"}[child.tag]
            parts.append(f"<{name}{_language(child)}>{_text(child)}</{name}>")
    return " ".join("".join(parts).split())


def _counts_pages(element: Element) -> bool:
    return any(inner.tag in ("page", "pages") for inner in element.walk())


HTML: dict[str, Callable[[Element], str]] = {
    "header": _nothing,
    "break": _nothing,
    "space": _nothing,
    "rule": _nothing,
    "qr": _nothing,
    "image": _picture,
    "footer": _footer,
    "section": _section,
    "face": _section,
    "panel": _section,
    "heading": _heading,
    "para": _para,
    "list": _list,
    "callout": _callout,
    "table": _table,
}


def _footer_last(page: Element) -> list[Element]:
    """Return the parts of a page as they are read: what stands at the foot comes at the end, once."""
    parts = list(page.parts())
    return [part for part in parts if part.tag != "footer"] + [part for part in parts if part.tag == "footer"]


def text_twin(page: Element, title: str, language: str = "en") -> str:
    """Return a page's words as plain text, 78 columns wide; numbers never break, and never run backwards."""
    lines = [line for part in _footer_last(page) for line in _lines(part)]
    if not any(element.tag == "heading" for element in page.walk()):
        lines = [title, "=" * len(title), "", *lines]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    if runs_leftwards(language):
        for number in sorted({element.text() for element in page.walk() if element.tag == "phone"}):
            text = text.replace(number, f"\u2066{number}\u2069")  # set apart (Unicode Standard Annex 9, 2.7)
    return text.strip("\n") + "\n"


def _lines(element: Element) -> Iterator[str]:
    tag = element.tag
    if tag in ("header", "break", "space", "rule", "qr") or (_counts_pages(element) and tag == "para"):
        return
    if tag == "heading":
        title = _wrapped(_plain(element))
        yield from ("", *title, ("=" if element.get("level") == "1" else "-") * max(map(len, title), default=0), "")
    elif tag == "image":
        yield from (*_wrapped(element.get("alt")), "")
    elif tag == "para":
        yield from (*_wrapped(_plain(element)), "")
    elif tag == "list":
        for item in element.parts():
            yield from _item_lines(item)
        yield ""
    elif tag == "table":
        between = ": " if element.get("summary") else "  "
        for row in element.parts():
            words = between.join("\n".join(_cell_words(cell)) for cell in row.parts() if cell.text())
            yield from (line for text in words.split("\n") for line in _wrapped(text))
        yield ""
    else:
        for part in element.parts():
            yield from _lines(part)


def _item_lines(item: Element, depth: int = 0) -> Iterator[str]:
    """An item hangs behind its dash, with all that it holds."""
    first, rest = "  " * depth + "- ", "  " * (depth + 1)
    blocks = item.blocks()
    if not blocks:
        yield from _wrapped(_plain(item), first, rest)
    for part in blocks:
        if part.tag == "list":
            for inner in part.parts():
                yield from _item_lines(inner, depth + 1)
        else:
            yield from _wrapped(_plain(part), first, rest)
        first = rest


def _cell_words(cell: Element) -> list[str]:
    return [words for part in cell.blocks() or [cell] if (words := _plain(part))]


def _plain(element: Element) -> str:
    """Return an element's words; a telephone number has spaces at which no line breaks."""
    words = element.text()
    for phone in (inner for inner in element.walk() if inner.tag == "phone"):
        words = words.replace(phone.text(), phone.text().replace(" ", "\u00a0"))
    return words


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    lines = textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in lines]
