"""A page's twins have its words and nothing else: one HTML file that stands alone, and plain text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest
from pieces import card_tree, page_tree, plain
from shipping import SHOP, every_piece, laid_out

from generator.making.editions import twin_editions
from generator.making.twins import STYLE, html_twin, text_twin
from generator.markup.elements import BLOCKS, Element

PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'
ABROAD = '<phone contact="x" channel="voice" number="+442079460018">+44 20 7946 0018</phone>'
TEXT = '<phone contact="nhth" channel="text" number="233733">233733</phone>'

SMALL = page_tree(
    "<header><para>Makers</para></header>"
    '<footer><rule/><para role="small">Read in November.</para><para align="end">Page <page/> of <pages/></para></footer>'
    '<para role="kicker">The public</para><heading level="1">See &amp; call</heading>'
    f'<callout role="danger"><para>In danger: <phone contact="911" channel="voice" number="911">911</phone></para></callout>'
    f"<para>Call {PHONE}<br/>or text {TEXT}, <b>day</b> or <i>night</i>.</para>"
    '<section><heading level="2">Signs</heading><list role="sign" columns="2"><item>One sign</item><item>Another</item></list></section>'
    f'<table columns="* fit" summary="More numbers"><row kind="head"><cell>Line</cell><cell>Number</cell></row><row><cell>Hotline</cell><cell>{PHONE}</cell></row></table>'
    '<table columns="* *"><row><cell role="label">left</cell><cell><para>right</para></cell></row></table>'
    '<columns><column><qr address="HTTPS://EXAMPLE.ORG" alt="Opens example.org"/></column>'
    '<column><para>See <link to="example.org/help?a=1&amp;b=2">the page</link>.</para></column></columns>'
    '<para lang="es">Hola</para>'
)


class Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed in turn, and no attribute stands twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag not in ("a", "strong", "em"):
            self.words.append(" ")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag not in ("a", "strong", "em"):
            self.words.append(" ")

    def handle_data(self, data):
        if not {"style", "title", "caption"} & set(self.open):
            self.words.append(data)

    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def names(self) -> set[str]:
        return {name for name, _ in self.tags}


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def html(page: Element, language: str = "en") -> str:
    return html_twin(page, "A page", language, plain().colours)


@cache
def files(audience: str, layout: str) -> tuple[Element, str, str]:
    """The element tree of a shipped piece, and its two twins as they are written."""
    piece = laid_out(audience, layout)
    made = twin_editions(SHOP, piece)
    return piece.page, made[f"{piece.stem}.html"].decode(), made[f"{piece.stem}.txt"].decode()


def in_order(page: Element) -> list[Element]:
    """The parts of a page as they are told: no header, and what stands at the foot once, at the end."""
    return sorted((part for part in page.parts() if part.tag != "header"), key=lambda part: part.tag == "footer")


def said(element: Element) -> str:
    """The words of an element, without a paragraph that counts pages."""
    if element.tag == "para" and any(inner.tag in ("page", "pages") for inner in element.walk()):
        return ""
    apart = {child for child in element.parts() if child.tag in BLOCKS or child.tag == "br"}
    return "".join(child if isinstance(child, str) else f" {said(child)} " if child in apart else said(child) for child in element.children)


def words(page: Element) -> str:
    """The words of a page as a twin has them."""
    return " ".join(" ".join(said(part) for part in in_order(page)).split())


def titled(page: Element) -> bool:
    return any(element.tag == "heading" for element in page.walk())


# The whole of a small page


def test_the_html_of_a_small_page():
    assert (
        html(SMALL).split("<body>")[1]
        == """
<main>
<p class="kicker">The public</p>
<h1>See &amp; call</h1>
<div class="callout danger">
<p>In danger: <a class="number" dir="ltr" href="tel:911">911</a></p>
</div>
<p>Call <a class="number" dir="ltr" href="tel:+18883737888">1-888-373-7888</a><br>or text <a class="number" dir="ltr" href="sms:233733">233733</a>, <strong>day</strong> or <em>night</em>.</p>
<section>
<h2>Signs</h2>
<ul class="sign">
<li>One sign</li>
<li>Another</li>
</ul>
</section>
<table><caption>More numbers</caption>
<tbody>
<tr><th scope="col">Line</th><th scope="col">Number</th></tr>
<tr><th scope="row">Hotline</th><td><a class="number" dir="ltr" href="tel:+18883737888">1-888-373-7888</a></td></tr>
</tbody></table>
<div class="line"><p class="label">left</p><p>right</p>
</div>
<p>See <a href="https://example.org/help?a=1&amp;b=2">the page</a>.</p>
<p lang="es">Hola</p>
<footer>
<p class="small">Read in November.</p>
</footer>
</main>
</body>
</html>
"""
    )


def test_the_text_of_a_small_page():
    assert (
        text_twin(SMALL, "A page")
        == """\
The public

See & call
==========

In danger: 911

Call 1-888-373-7888 or text 233733, day or night.

Signs
-----

- One sign
- Another

Line: Number
Hotline: 1-888-373-7888

left  right

See the page.

Hola

Read in November.
"""
    )


# HTML


def test_the_html_begins_with_what_a_browser_needs():
    head = html(SMALL).split("<body>")[0]
    style = head[head.index("<style>") : head.index("</style>")]
    assert head.replace(style, "<style>") == (
        '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        "<title>A page</title><style></style></head>\n"
    )


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("es-MX", "ltr"), ("ar", "rtl"), ("fa-IR", "rtl"), ("ur", "rtl")])
def test_a_page_says_its_language_and_its_direction(language, direction):
    assert read(html(SMALL, language)).all("html") == [{"lang": language, "dir": direction}]


def test_a_number_runs_from_left_to_right_in_every_language():
    assert {link["dir"] for link in read(html(page_tree(f"<para>{PHONE} {TEXT}</para>"), "ar")).all("a")} == {"ltr"}


def test_a_page_without_a_title_gets_one():
    page = card_tree('<face name="front"><para>a</para></face>')
    assert "<main>\n<h1>A page</h1><section>" in html(page)
    assert text_twin(page, "A page") == "A page\n======\n\na\n"


def test_what_looks_like_markup_is_text():
    page = page_tree('<heading level="1">a &lt;b&gt;</heading><para role="x&quot;y">&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "more"</para>')
    reader = read(html(page))
    assert (reader.text(), reader.names() & {"script", "b"}) == ('a <b> <script>alert(1)</script> &amp; "more"', set())


def test_an_address_is_as_it_is_written_or_safe():
    page = page_tree('<para><link to="example.org">a</link> <link to="http://example.org/b">b</link></para>')
    assert [link["href"] for link in read(html(page)).all("a")] == ["https://example.org", "http://example.org/b"]


def test_the_colours_are_the_themes():
    assert html_twin(SMALL, "A page", "en", {"ink": "#000001", "brand": "#000002"}).split("<style>")[1].split("}")[0] == (
        ":root{color-scheme:light;--ink:#000001;--brand:#000002;--tint:#000001;--amber:#000001;--quiet:#000001"
    )


def test_the_looks_fetch_nothing():
    assert [word for word in ("url(", "@import", "//", "@font-face") if word in STYLE] == []


@every_piece
def test_a_shipped_page_is_whole_and_stands_alone(audience, layout):
    _, page, _ = files(audience, layout)
    reader = read(page)
    counts = Counter(name for name, _ in reader.tags)
    assert (counts["h1"], counts["main"], counts["footer"] <= 1, counts["title"], reader.all("html")) == (1, 1, True, 1, [{"lang": "en", "dir": "ltr"}])
    assert reader.names() & {"script", "img", "link", "iframe", "object", "form", "base", "video", "svg", "input"} == set()
    fetched = [
        (name, key) for name, attributes in reader.tags for key in attributes if key in ("src", "srcset", "style", "action", "data") or key.startswith("on")
    ]
    assert fetched == []
    assert [link["href"] for link in reader.all("a") if not str(link["href"]).startswith(("https://", "http://", "tel:", "sms:"))] == []


@every_piece
def test_a_shipped_page_skips_no_level(audience, layout):
    _, page, _ = files(audience, layout)
    levels = [int(name[1]) for name in (tag for tag, _ in read(page).tags) if name in ("h1", "h2", "h3", "h4")]
    assert [(before, after) for before, after in zip([0, *levels], levels, strict=False) if after > before + 1] == []


@every_piece
def test_a_shipped_page_has_the_words_of_the_element_tree_in_its_order(audience, layout):
    page, twin, _ = files(audience, layout)
    assert read(twin).text() == (words(page) if titled(page) else f"{page.get('summary')} {words(page)}")


@every_piece
def test_the_numbers_to_tap_are_the_numbers_of_the_page(audience, layout):
    page, twin, _ = files(audience, layout)
    phones = [("sms:" if one.get("channel") == "text" else "tel:") + one.get("number") for part in in_order(page) for one in part.walk() if one.tag == "phone"]
    assert [link["href"] for link in read(twin).all("a") if link.get("class") == "number"] == phones


# Plain text


@every_piece
def test_a_shipped_text_has_the_words_of_the_element_tree_in_its_order(audience, layout):
    page, _, twin = files(audience, layout)
    heard = " ".join(" ".join(line.removeprefix("- ") for line in twin.splitlines() if line.strip("=-")).split())
    expected = words(page) if titled(page) else f"{page.get('summary')} {words(page)}"
    assert heard.replace(":", "") == expected.replace(":", "")  # a colon joins the cells of a row


@every_piece
def test_a_shipped_text_fits_a_screen_of_eighty_columns_and_has_no_loose_ends(audience, layout):
    _, _, twin = files(audience, layout)
    lines = twin.split("\n")
    assert ([line for line in lines if len(line) > 78], [line for line in lines if line != line.rstrip()], "\n\n\n" in twin) == ([], [], False)
    assert (lines[0] != "", lines[-2] != "", lines[-1]) == (True, True, "")


@every_piece
def test_no_number_of_a_shipped_text_is_broken(audience, layout):
    page, _, twin = files(audience, layout)
    numbers = Counter(one.text() for part in in_order(page) for one in part.walk() if one.tag == "phone")
    assert [number for number in numbers if not any(number in line for line in twin.splitlines())] == []


def test_what_stands_at_the_foot_comes_last():
    page = page_tree('<footer><para>foot</para></footer><heading level="1">Title</heading><para>body</para>')
    assert text_twin(page, "x") == "Title\n=====\n\nbody\n\nfoot\n"


def test_lines_are_broken_between_words():
    page = page_tree(f'<heading level="1">T</heading><para>{"word " * 14}well-known</para><list><item>{"item " * 16}</item></list>')
    assert text_twin(page, "x").splitlines()[3:] == ["word " * 13 + "word", "well-known", "", "- " + "item " * 14 + "item", "  item"]


def test_a_number_with_spaces_is_not_broken():
    lines = text_twin(page_tree(f'<heading level="1">T</heading><para>{"word " * 13}{ABROAD}</para>'), "x").splitlines()
    assert lines[3:] == ["word " * 12 + "word", "+44 20 7946 0018"]


def test_a_long_heading_is_broken_too():
    lines = text_twin(page_tree(f'<heading level="1">{"heading " * 12}</heading>'), "x").splitlines()
    assert [line for line in lines if len(line) > 78] == []


def test_a_list_in_a_list_is_a_list():
    page = page_tree('<heading level="1">T</heading><list><item><para>a</para><list><item>b</item></list></item></list>')
    assert text_twin(page, "x").splitlines()[3:] == ["- a", "  - b"]


def test_what_a_line_is_called_and_what_it_is_for_are_told_apart():
    row = f"<row><cell><para>Hotline</para><para>Help, day and night</para></cell><cell>{PHONE}</cell></row>"
    page = page_tree(f'<heading level="1">T</heading><table columns="* *" summary="Lines">{row}</table>')
    assert "Hotline Help" not in text_twin(page, "x")


def test_another_language_inside_a_sentence_is_said():
    reader = read(html(page_tree('<para>They say <i lang="es">gracias</i>.</para>')))
    assert reader.all("em") == [{"lang": "es"}]


@pytest.mark.parametrize("twin", [html, lambda page: text_twin(page, "x")], ids=["html", "text"])
def test_a_picture_is_told_in_words(twin):
    assert "The logo of Example" in twin(page_tree('<heading level="1">T</heading><image file="a.png" alt="The logo of Example"/>'))


def test_a_list_in_a_list_is_no_wider_than_a_screen():
    page = page_tree(f'<heading level="1">T</heading><list><item><list><item>{"a " * 100}</item></list></item></list>')
    assert [line for line in text_twin(page, "x").splitlines() if len(line) > 78] == []
