"""The structure tree says what each thing is, in the order in which it is read, before anything is drawn."""

from collections.abc import Iterator
from textwrap import dedent

import pytest
from pieces import card_tree, page_tree

from generator.markup.elements import BLOCKS, INLINES, TEXT_BLOCKS, Element
from generator.pdf.structure import FURNITURE, Structure, TagNode, structure_of

PHONE = '<phone contact="nhth" channel="voice" number="+18883737888">1-888-373-7888</phone>'
CODE = '<qr address="HTTPS://EXAMPLE.ORG" alt="Opens example.org"/>'


def outline(structure: Structure) -> str:
    """A tree as text: each node's role, what it says of itself, the words that will hang on it; its links below it."""
    held: dict[TagNode, list[Element]] = {}
    for element, node in structure.nodes.items():
        held.setdefault(node, []).append(element)

    def lines(node: TagNode, indent: str) -> Iterator[str]:
        texts = [element for element in held.get(node, []) if element.tag in TEXT_BLOCKS and not any(part.tag in BLOCKS for part in element.parts())]
        marks = [f"[{node.language}]" if node.language else "", f"({node.scope})" if node.scope else "", f"alt={node.alt!r}" if node.alt else ""]
        yield indent + " ".join(word for word in (node.role, *marks, *(repr(element.text()) for element in texts)) if word)
        for inline in (inner for element in texts for inner in element.walk() if inner is not element):
            if structure.nodes[inline] is not node:
                yield f"{indent}  {structure.nodes[inline].role} {inline.text()!r}"
        for kid in node.kids:
            assert isinstance(kid, TagNode)
            assert kid.parent is node
            yield from lines(kid, indent + "  ")

    return "\n".join(lines(structure.root, ""))


def tree(xml: str, root: str = "", **how: bool) -> str:
    return outline(structure_of(page_tree(xml, root), **how))


def text(picture: str) -> str:
    return dedent(picture).strip("\n")


def test_headings_have_their_level_and_texts_are_paragraphs():
    expected = """
        Document
          H1 'Title'
          P 'Lead'
          H2 'Signs'
          H3 'At work'
          H4 'At night'"""
    assert text(expected) == tree(
        '<heading level="1">Title</heading><para>Lead</para><heading level="2">Signs</heading><heading level="3">At work</heading><heading level="4">At night</heading>'
    )


def test_a_section_holds_what_belongs_together():
    expected = """
        Document
          H1 'Title'
          Sect
            H2 'Signs'
            P 'Look.'"""
    assert text(expected) == tree('<heading level="1">Title</heading><section><heading level="2">Signs</heading><para>Look.</para></section>')


def test_an_item_has_a_label_and_a_body():
    expected = """
        Document
          L
            LI
              Lbl
              LBody 'one'
            LI
              Lbl
              LBody 'two'"""
    assert text(expected) == tree('<list role="sign"><item>one</item><item>two</item></list>')


def test_an_item_may_hold_paragraphs_and_a_list_of_its_own():
    expected = """
        Document
          L
            LI
              Lbl
              LBody
                P 'one'
                L
                  LI
                    Lbl
                    LBody 'first'"""
    assert text(expected) == tree("<list><item><para>one</para><list><item>first</item></list></item></list>")


def test_a_table_with_a_summary_has_header_cells_with_their_scope():
    expected = """
        Document
          Table alt='Lines and their numbers'
            TR
              TH (Column) 'Line'
              TH (Column) 'Number'
            TR
              TH (Row) 'Hotline'
              TD '1-888-373-7888'
                Link '1-888-373-7888'"""
    assert text(expected) == tree(
        '<table columns="* *" summary="Lines and their numbers"><row kind="head"><cell>Line</cell><cell>Number</cell></row>'
        f"<row><cell>Hotline</cell><cell>{PHONE}</cell></row></table>"
    )


def test_a_cell_of_a_table_may_hold_paragraphs():
    expected = """
        Document
          Table alt='Lines'
            TR
              TH (Row)
                P 'Hotline'
                P 'Day and night'
              TD
                P '988'"""
    xml = "<row><cell><para>Hotline</para><para>Day and night</para></cell><cell><para>988</para></cell></row>"
    assert text(expected) == tree(f'<table columns="* *" summary="Lines">{xml}</table>')


def test_a_table_without_a_summary_is_read_as_what_it_lines_up():
    expected = """
        Document
          P 'In danger now'
          P '911'
          P 'Hotline'
          P 'Day and night'"""
    assert text(expected) == tree(
        '<table columns="* *"><row><cell>In danger now</cell><cell>911</cell></row><row><cell><para>Hotline</para></cell><cell><para>Day and night</para></cell></row></table>'
    )


@pytest.mark.parametrize("xml", [CODE, '<image file="logo.png" alt="Opens example.org"/>'], ids=["qr", "image"])
def test_a_picture_is_a_figure_with_words_in_its_place(xml):
    assert tree(xml) == text("""
        Document
          Figure alt='Opens example.org'""")


def test_a_number_and_an_address_are_links():
    expected = """
        Document
          P 'Call 1-888-373-7888, see the page, now.'
            Link '1-888-373-7888'
            Link 'the page'"""
    assert text(expected) == tree(f'<para>Call {PHONE}, see <link to="example.org">the page</link>, <i>now</i>.</para>')


def test_on_paper_a_number_and_an_address_are_text():
    expected = """
        Document
          P 'Call 1-888-373-7888, see the page.'"""
    assert text(expected) == tree(f'<para>Call {PHONE}, see <link to="example.org">the page</link>.</para>', links=False)


def test_what_stands_on_every_page_is_nobodys():
    page = page_tree(f"<header><para>Name</para></header><para>a</para><footer><rule/><para>{PHONE}, page <page/></para></footer>")
    structure = structure_of(page)
    assert outline(structure) == text("""
        Document
          P 'a'""")
    assert [element.tag for part in page.parts() if part.tag in FURNITURE for element in part.walk() if element in structure.nodes] == []


def test_a_callout_is_a_group():
    expected = """
        Document
          Div
            P 'Call 911'
          P 'after'"""
    assert text(expected) == tree('<callout role="danger"><para>Call 911</para></callout><para>after</para>')


@pytest.mark.parametrize("around", ["<keep>{}</keep>", "<columns><column>{}</column></columns>", '<columns flow="2">{}</columns>'])
def test_what_only_places_things_leaves_no_trace(around):
    assert tree(around.format(f"<para>a</para>{CODE}")) == text("""
        Document
          P 'a'
          Figure alt='Opens example.org'""")


def test_columns_are_read_one_after_the_other():
    expected = """
        Document
          P 'left, above'
          P 'left, below'
          P 'right'"""
    assert text(expected) == tree("<columns><column><para>left, above</para><para>left, below</para></column><column><para>right</para></column></columns>")


def test_lines_and_spaces_are_decoration():
    assert tree('<para>a</para><rule/><space height="4mm"/><break/><para>b</para>') == text("""
        Document
          P 'a'
          P 'b'""")


def test_sides_and_panels_are_read_in_the_order_of_the_file():
    """Where a panel lies on the paper, and which way up, is nothing to a listener."""
    page = card_tree(
        '<face name="outside" across="1 1"><panel name="cover" cell="2 1"><para>cover</para></panel><panel name="back" cell="1 1" turned="yes"><para>back</para></panel></face>'
        '<face name="inside"><para>inside</para></face>'
    )
    assert outline(structure_of(page)) == text("""
        Document
          Sect
            Sect
              P 'cover'
            Sect
              P 'back'
          Sect
            P 'inside'""")


def test_another_language_is_said_where_it_is_spoken():
    expected = """
        Document [en]
          H1 [es] 'Ayuda'
          P [es] 'Hola'
          Sect [es]
            P 'en la sección'
          Div [fr]
            P 'dans le cadre'
          L [es]
            LI
              Lbl
              LBody [fr] 'un'"""
    xml = (
        '<heading level="1" lang="es">Ayuda</heading><para lang="es">Hola</para><section lang="es"><para>en la sección</para></section>'
        '<callout lang="fr"><para>dans le cadre</para></callout><list lang="es"><item lang="fr">un</item></list>'
    )
    assert text(expected) == tree(xml, 'lang="en"')


def test_below_a_root_a_piece_is_a_part():
    """Cards that share a sheet are parts of one document."""
    root = TagNode("Document")
    for word in ("first", "second"):
        structure_of(page_tree(f"<para>{word}</para>"), root)
    assert [(kid.role, [grandchild.role for grandchild in kid.kids]) for kid in root.kids] == [("Part", ["P"]), ("Part", ["P"])]


def test_every_element_that_shows_something_has_a_node():
    blocks = "".join(
        f"<{tag}>{inside}</{tag}>"
        for tag, inside in (("section", "<para>a</para>"), ("callout", "<para>a</para>"), ("keep", "<para>a</para>"), ("list", "<item>a <b>b</b></item>"))
    )
    page = page_tree(f'{blocks}<heading level="1">a</heading>{CODE}<table columns="*"><row><cell>a</cell></row></table><para>{PHONE}<br/></para>')
    structure = structure_of(page)
    shown = {*TEXT_BLOCKS, *INLINES, "qr", "image"}
    assert [element.tag for element in page.walk() if element.tag in shown and element not in structure.nodes] == []
