"""What a listener gets from the finished bytes: every mark has its place in the tree or is decoration, in the order of the layout."""

from __future__ import annotations

from functools import cache

import pikepdf
import pytest
import shipping
from aloud import Area, Content, Heard, kids, opened, outline, painted, paragraphs, tree_of
from pieces import card_tree, document, page_tree, plain, pressed, setting
from shipping import PIECES, every_piece, laid_out
from stock import sheet_of

from generator.imposition.impose import Card, impose
from generator.markup.elements import BLOCKS, TEXT_BLOCKS, Element
from generator.pdf.press import Margin, press_pages, press_sheets
from generator.typesetting.lay_out import as_shown, lay_out

PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'
TEXT = '<phone contact="nhth" channel="text" number="233733">233733</phone>'
TITLE = '<heading level="1">Title</heading>'
CODE = '<qr address="HTTPS://EXAMPLE.ORG" alt="Opens example.org" size="20mm"/>'
LONG = "A paragraph of which every sentence is much like the one before it. " * 90
PAGE = (
    "<header><para>Name</para></header><footer><rule/><para>Page <page/> of <pages/></para></footer>"
    f'{TITLE}<callout role="danger"><para>Call {PHONE} or text {TEXT} <b>now</b>.</para></callout>'
    f'<section><heading level="2">Signs</heading><list role="sign" columns="2"><item>one</item><item>two</item></list></section>'
    f'<table columns="* fit" summary="Lines"><row><cell>Hotline</cell><cell>{PHONE}</cell></row></table>'
    f'<columns widths="1 3"><column>{CODE}</column><column><para>See <link to="example.org/help">the page</link>.</para></column></columns>'
)
PANELS = (
    f'<face name="outside" across="1 1"><panel name="cover" cell="2 1" turned="yes"><para role="title">Cover</para><para>Call {PHONE} now</para>{CODE}</panel>'
    '<panel name="back" cell="1 1"><para>Back</para></panel></face><face name="inside"><list><item>Inside</item></list></face>'
)
CARD = (
    f'<face name="front"><heading level="1" role="title">Title</heading><para>Call {PHONE}</para></face><face name="back"><list><item>one</item></list></face>'
)


def screen(xml: str) -> bytes:
    page = page_tree(xml)
    return pressed(lay_out(page, setting(), "letter"), page)


def panels() -> bytes:
    page = card_tree(PANELS, "6in x 2in")
    return pressed(lay_out(page, setting("card"), "letter"), page)


def sheet(*, tag_copies: bool = False, copies: int | None = None) -> bytes:
    page, note = card_tree(CARD), card_tree("<face name='note'><para role='small'>Print at 100 %</para></face>")
    faces, (margin,) = (lay_out(one, setting("card"), "letter") for one in (page, note))
    imposition = impose(faces[0].size, [Card(0, 1)], sheet_of(), copies=copies, flip="long")
    return press_sheets(faces, [page, page], imposition, plain(), document(), [Margin(margin.marks, note)], tag_copies=tag_copies)


DOCUMENTS = {
    "page": lambda: screen(PAGE),
    "pages": lambda: screen(f"<footer><para>Page <page/></para></footer>{TITLE}<para>{LONG}</para><para>{LONG}</para>"),
    "panels": panels,
    "sheet": sheet,
    "sheets": lambda: sheet(copies=25),
    "all copies": lambda: sheet(tag_copies=True),
}
every_document = pytest.mark.parametrize("made", [cache(make) for make in DOCUMENTS.values()], ids=DOCUMENTS)


# Nothing is left out, nothing is said twice


@every_document
def test_whatever_is_painted_is_content_or_decoration_and_never_both(made):
    """ISO 14289-1, 7.1: one piece of marked content around each operator that paints."""
    with opened(made()) as pdf:
        assert [one for one in painted(pdf) if len(one.inside) != 1] == []


@every_document
def test_what_is_no_decoration_has_a_number(made):
    with opened(made()) as pdf:
        assert [one for one in painted(pdf) if (one.inside == ("Artifact",)) != (one.number is None)] == []


@every_document
def test_marked_content_begins_and_ends_inside_or_outside_a_text_object(made):
    """ISO 32000-1, 14.6.1: the two nest."""
    with opened(made()) as pdf:
        crossed = []
        for page in pdf.pages:
            open_things: list[str] = []
            for _, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BT", "BMC", "BDC"):
                    open_things.append(name)
                elif name in ("ET", "EMC"):
                    crossed += [] if (open_things.pop() == "BT") == (name == "ET") else [name]
        assert crossed == []


@every_document
def test_a_form_holds_no_marked_content_of_its_own(made):
    """A number inside a form that is stamped ten times would be content ten times."""
    with opened(made()) as pdf:
        forms = {str(name): form for page in pdf.pages for name, form in page.Resources.get("/XObject", {}).items() if form.Subtype == "/Form"}
        marked = [name for name, form in forms.items() if {"BDC", "BMC"} & {str(operator) for _, operator in pikepdf.parse_content_stream(form)}]
        assert marked == []


def elements(element):
    """All structure elements, from the root."""
    yield element
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR":
            yield from elements(kid)


def parent_tree(pdf) -> dict[int, object]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


@every_document
def test_every_piece_of_content_is_found_from_its_element_and_its_element_from_it(made):
    with opened(made()) as pdf:
        drawn = {(pdf.pages[one.page].objgen, one.number) for one in painted(pdf) if one.number is not None}
        down = [
            ((kid.page.objgen, kid.number), element.objgen)
            for element in elements(pdf.Root.StructTreeRoot.K[0])
            for kid in kids(element)
            if isinstance(kid, Content)
        ]
        tree = parent_tree(pdf)
        up = [((page.objgen, number), element.objgen) for page in pdf.pages for number, element in enumerate(tree[int(page.StructParents)])]
    assert sorted(down) == sorted(up)
    assert drawn == {content for content, _ in down}


@every_document
def test_every_element_knows_what_it_stands_in(made):
    with opened(made()) as pdf:
        root = pdf.Root.StructTreeRoot.K[0]
        wrong = [
            str(kid.S)
            for element in elements(root)
            for kid in kids(element)
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR" and kid.P.objgen != element.objgen
        ]
        assert (wrong, root.P.objgen) == ([], pdf.Root.StructTreeRoot.objgen)


@every_document
def test_no_element_is_empty(made):
    assert [node.role for node in tree_of(made()).walk() if not node.parts] == []


@every_document
def test_the_keys_of_the_parent_tree_rise_and_the_next_one_is_free(made):
    """ISO 32000-1, table 322: a program that adds to the file takes the next key."""
    with opened(made()) as pdf:
        found = [int(key) for key in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]
        assert found == list(range(len(found)))
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(found)


# What is told


def test_a_page_is_read_as_it_is_written():
    assert (
        outline(screen(PAGE))
        == f"""\
Document [en]
  H1 'Title'
  Div
    P
      'Call '
      Link
        '1-888-373-7888 '
        -> tel:+18883737888 'Call 1-888-373-7888'
      'or text '
      Link
        '233733 '
        -> sms:233733 'Text 233733'
      'now.'
  Sect
    H2 'Signs'
    L (Disc)
      LI
        Lbl read as='{chr(0x2022)}'
        LBody 'one'
      LI
        Lbl read as='{chr(0x2022)}'
        LBody 'two'
  Table (Lines)
    TR
      TH (Row) 'Hotline'
      TD
        Link
          '1-888-373-7888'
          -> tel:+18883737888 'Call 1-888-373-7888'
  Figure alt='Opens example.org'
  P
    'See '
    Link
      'the page'
      -> https://example.org/help 'the page (example.org)'
    '.'
"""
    )


def test_panels_are_read_in_the_order_of_the_file_whichever_way_up():
    assert (
        outline(panels())
        == """\
Document [en]
  Sect
    Sect
      P 'Cover'
      P
        'Call '
        Link
          '1-888-373-7888 '
          -> tel:+18883737888 'Call 1-888-373-7888'
        'now'
      Figure alt='Opens example.org'
    Sect
      P 'Back'
  Sect
    L (Disc)
      LI
        Lbl read as='•'
        LBody 'Inside'
"""
    )


def test_on_a_sheet_a_card_is_told_once_and_then_how_to_print_it():
    assert (
        outline(sheet())
        == """\
Document [en]
  Part
    Sect
      H1 'Title'
      P 'Call 1-888-373-7888'
    Sect
      L (Disc)
        LI
          Lbl read as='•'
          LBody 'one'
  Part
    Sect
      P 'Print at 100 %'
"""
    )


def test_however_many_sheets_there_are_a_card_is_told_once():
    assert outline(sheet(copies=25)) == outline(sheet())


def test_the_other_copies_are_decoration():
    with opened(sheet()) as pdf:
        stamped = [one.inside for one in painted(pdf) if one.operator == "Do"]
    assert stamped == [("Artifact",)] * 18


def test_every_copy_is_content_if_asked_for():
    with opened(sheet(tag_copies=True)) as pdf:
        stamped = [one for one in painted(pdf) if one.operator == "Do"]
    assert (stamped, tree_of(sheet(tag_copies=True)).words().count("1-888-373-7888")) == ([], 10)


# Words and lines


def nodes(data: bytes, role: str) -> list[Heard]:
    return [node for node in tree_of(data).walk() if node.role == role]


def test_a_paragraph_that_goes_on_overleaf_is_one_paragraph():
    (para,) = nodes(screen(TITLE + f"<para>{LONG}</para><para>end</para>"), "P")[:-1]
    assert (sorted(set(para.pages)), para.words()) == ([0, 1], LONG.strip())


def test_a_list_that_goes_on_overleaf_is_one_list():
    data = screen("<list>" + "".join(f"<item>Item {number}</item>" for number in range(60)) + "</list>")
    (one,) = nodes(data, "L")
    pages = sorted({page for node in one.walk() for page in node.pages})
    assert (pages, [item.words() for item in one.parts]) == ([0, 1], [f"Item {number}" for number in range(60)])


def test_words_stay_apart_where_a_line_ends():
    """ISO 32000-1, 14.8.2.5: a line that was broken at a space ends with it."""
    (para,) = nodes(screen("<para>one<br/>two <b>three</b><br/><i>four</i></para><para>end</para>"), "P")[:-1]
    assert para.words() == "one two three four"


def test_a_link_over_two_lines_is_one_link_with_two_areas():
    narrow = '<columns widths="1 3"><column><para>See <link to="example.org">a page with a long name</link>.</para></column><column><para>b</para></column></columns>'
    (link,) = nodes(screen(narrow), "Link")
    says = Area("https://example.org", "a page with a long name (example.org)")
    assert link.parts == ["a page with a long name", says, says]


def test_a_number_that_is_a_link_is_read_where_it_stands():
    (para,) = nodes(screen(f"<para>Call {PHONE}, day or night.</para>"), "P")
    assert para.words() == "Call 1-888-373-7888, day or night."


def test_short_words_that_are_printed_are_read():
    """A side that takes the short forms of its texts is laid out from copies of its elements, which have no node."""
    page = card_tree(f'<face name="front"><list><item short="Short">{"long " * 300}</item></list></face>')
    faces = lay_out(page, setting("card"), "letter")
    assert paragraphs(pressed(faces, as_shown(page, faces))) == ["Short"]


def test_of_all_copies_each_is_told_by_itself():
    assert [node.words() for node in nodes(sheet(tag_copies=True), "H1")] == ["Title"] * 10


def test_an_empty_cell_keeps_its_place_in_its_row():
    """ISO 14289-1, 7.5: all rows of a table have the same number of cells."""
    data = screen('<table columns="* *" summary="Lines"><row><cell>a</cell><cell></cell></row><row><cell>b</cell><cell>c</cell></row></table>')
    assert [[cell.role for cell in row.parts] for row in nodes(data, "TR")] == [["TH", "TD"], ["TH", "TD"]]


def test_a_list_without_bullets_says_so():
    (one,) = nodes(screen('<list role="source"><item>a</item></list>'), "L")
    assert one.remark in ("", "None")


# Links


@pytest.mark.parametrize("made", [DOCUMENTS["page"], DOCUMENTS["panels"]], ids=["page", "panels"])
def test_every_live_area_belongs_to_a_link_and_the_link_to_it(made):
    with opened(made()) as pdf:
        notes = {note.objgen: note for page in pdf.pages for note in page.get("/Annots", [])}
        tree = parent_tree(pdf)
        up = {key: tree[int(note.StructParent)].objgen for key, note in notes.items()}
        links = [element for element in elements(pdf.Root.StructTreeRoot.K[0]) if element.S == "/Link"]
        down = {kid.Obj.objgen: link.objgen for link in links for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"}
        assert (len(notes) > 0, up) == (True, down)


def test_every_live_area_says_where_it_leads():
    with opened(screen(PAGE)) as pdf:
        assert [str(note.Contents) for page in pdf.pages for note in page.Annots] == [
            "Call 1-888-373-7888",
            "Text 233733",
            "Call 1-888-373-7888",
            "the page (example.org)",
        ]


def test_a_link_that_is_an_address_says_it_once():
    with opened(screen('<para><link to="example.org/help">example.org</link></para>')) as pdf:
        assert str(pdf.pages[0].Annots[0].Contents) == "example.org"


def test_a_sheet_has_no_live_area():
    assert nodes(sheet(), "Link") == []


def test_a_number_at_the_foot_of_a_page_is_no_live_area_that_nobody_owns():
    """ISO 14289-1, 7.18.5: a live area belongs to a link of the tree; what stands on every page has no place there."""
    with opened(screen(f"<footer><para>{PHONE}</para></footer><para>a</para>")) as pdf:
        assert [str(note.Contents) for page in pdf.pages for note in page.get("/Annots", []) if "/StructParent" not in note] == []


# Pictures, languages, bookmarks


def test_a_picture_has_its_place_on_the_page():
    """ISO 32000-1, table 344: in the page's own measure, from the bottom left corner."""
    (figure,) = nodes(screen(f'{TITLE}<columns widths="1 1"><column><para>a</para></column><column>{CODE}</column></columns>'), "Figure")
    left, bottom, right, top = figure.box
    assert (round(right - left, 1), round(top - bottom, 1), left > 612 / 2 - 10, bottom > 792 / 2) == (56.7, 56.7, True, True)


def test_a_picture_on_a_sheet_has_its_place_on_the_sheet():
    page = card_tree(f'<face name="front"><para>a</para>{CODE}</face>')
    (face,) = lay_out(page, setting("card"), "letter")
    (alone,) = nodes(pressed([face], page), "Figure")
    stock = sheet_of()
    data = press_sheets([face], [page], impose(face.size, [Card(0, None)], stock), plain(), document(), [Margin()])
    (figure,) = nodes(data, "Figure")
    cell = stock.cells[0]
    dx, dy = cell.x, stock.paper_size.height - cell.bottom
    assert figure.box == pytest.approx((alone.box[0] + dx, alone.box[1] + dy, alone.box[2] + dx, alone.box[3] + dy), abs=0.1)


def test_a_picture_in_a_panel_upside_down_has_its_place_on_the_page():
    panel = '<panel name="{0}" cell="{1} 1" turned="{2}"><para>a</para>{3}</panel>'
    upright, turned = (
        nodes(pressed(lay_out(page, setting("card"), "letter"), page), "Figure")
        for page in (
            card_tree(f'<face name="front" across="1 1">{panel.format("one", 1, "no", "")}{panel.format("two", 2, turned, CODE)}</face>', "6in x 2in")
            for turned in ("no", "yes")
        )
    )
    left, bottom, right, top = upright[0].box
    middle, height = 432 * 3 / 4, 144  # the panel lies in the right half; turned by 180 degrees about its middle
    assert turned[0].box == pytest.approx((2 * middle - right, height - top, 2 * middle - left, height - bottom), abs=0.1)


def test_a_file_says_its_language():
    page = page_tree("<para>Hola</para>")
    with opened(press_pages(lay_out(page, setting(), "letter"), page, plain(), document(language="es"))) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.Root.StructTreeRoot.K[0].Lang)) == ("es", "es")


def test_another_language_is_said():
    (para,) = nodes(screen('<para lang="es">Ayuda</para>'), "P")
    assert (para.language, para.words()) == ("es", "Ayuda")


def test_another_language_inside_a_sentence_is_said():
    found = tree_of(screen('<para>They say <i lang="es">gracias</i>.</para>'))
    assert [(node.language, node.words()) for node in found.walk() if node.language == "es"] == [("es", "gracias")]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (
            '<para>Go to <link to="example.org">the <i lang="es">casa</i> page</link> now</para>',
            """\
Document [en]
  P
    'Go to '
    Link
      'the '
      Span [es] 'casa '
      'page '
      -> https://example.org 'the casa page (example.org)'
      -> https://example.org 'the casa page (example.org)'
      -> https://example.org 'the casa page (example.org)'
    'now'
""",
        ),
        (
            f'<para>Say <i lang="es">llame al {PHONE} ya</i> now</para>',
            """\
Document [en]
  P
    'Say '
    Span [es]
      'llame al '
      Link
        '1-888-373-7888 '
        -> tel:+18883737888 'Call 1-888-373-7888'
      'ya '
    'now'
""",
        ),
        (
            '<para lang="fr">dire <i lang="es">hola <b lang="en">hello</b> otra vez</i> ici</para>',
            """\
Document [en]
  P [fr]
    'dire '
    Span [es]
      'hola '
      Span [en] 'hello '
      'otra vez '
    'ici'
""",
        ),
    ],
    ids=["in a link", "around a number", "in another language"],
)
def test_another_language_is_said_inside_what_it_stands_in(xml, expected):
    """The areas of a link may come in any order among its words."""

    def areas_last(lines: str) -> list[str]:
        return sorted(lines.splitlines(), key=lambda line: "-> https" in line)

    assert areas_last(expected) == areas_last(outline(screen(xml)))


def test_a_reader_walks_the_page_by_its_structure():
    """ISO 14289-1, 7.18.3: the tab key follows it."""
    with opened(screen(PAGE)) as pdf:
        assert [str(page.Tabs) for page in pdf.pages] == ["/S"]


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def below(items, level):
        for item in items:
            found.append((level, item.title))
            below(item.children, level + 1)

    with opened(data) as pdf, pdf.open_outline() as tree:
        below(tree.root, 1)
    return found


def headings(page: Element) -> list[tuple[int, str]]:
    return [(int(element.get("level")), element.text()) for element in page.walk() if element.tag == "heading"]


def test_bookmarks_are_the_headings():
    page = page_tree(
        f'{TITLE}<heading level="2">Signs</heading><heading level="3">At <b>work</b></heading><para>a</para><break/><heading level="2">Help</heading>'
    )
    data = press_pages(lay_out(page, setting(), "letter"), page, plain(), document(), outline=True)
    assert bookmarks(data) == [(1, "Title"), (2, "Signs"), (3, "At work"), (2, "Help")]


def test_a_heading_that_is_a_link_is_a_bookmark():
    page = page_tree(f'{TITLE}<heading level="2"><link to="example.org">The page</link></heading>')
    assert bookmarks(press_pages(lay_out(page, setting(), "letter"), page, plain(), document(), outline=True)) == [(1, "Title"), (2, "The page")]


@pytest.mark.parametrize("audience", [audience for audience, layout in PIECES if layout == "handout"])
def test_the_bookmarks_of_a_handout_are_its_headings(audience):
    assert bookmarks(shipping.made(audience, "handout")[f"{audience}/handout.en.pdf"]) == headings(laid_out(audience, "handout").page)


# What ships


def texts(element: Element) -> list[tuple[str, str]]:
    """The texts of an element in the order of the file, in full and short."""
    if element.tag in ("header", "footer"):
        return []
    if element.tag in TEXT_BLOCKS and not any(part.tag in BLOCKS for part in element.parts()):
        text = element.text().replace("\u200b", "")  # where a Thai word ends
        return [(text, element.get("short", text))] if text else []
    return [text for part in element.parts() for text in texts(part)]


@pytest.mark.parametrize(("audience", "layout"), [pytest.param(*piece, id="-".join(piece)) for piece in PIECES])
def test_a_piece_is_read_in_the_order_of_its_file(audience, layout):
    """In both editions. Behind a card stands what a sheet's margin says."""
    written = texts(laid_out(audience, layout).page)
    for name, data in shipping.made(audience, layout).items():
        heard = [text.replace("\u00a0", " ") for text in paragraphs(data)]
        expected = [short if at < len(heard) and heard[at] == short else full for at, (full, short) in enumerate(written)]
        assert (name, expected) == (name, heard[: len(expected)])


@every_piece
def test_nothing_that_ships_is_painted_outside_the_tree(audience, layout):
    for data in shipping.made(audience, layout).values():
        with opened(data) as pdf:
            assert [one for one in painted(pdf) if len(one.inside) != 1] == []
