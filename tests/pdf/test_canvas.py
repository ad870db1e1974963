"""What generator/ knows of reportlab's inside still is so. A test that fails here after an upgrade says where to look."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import io
import re
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import reportlab
from checkout import ROOT
from pieces import page_tree, pressed, setting
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from generator.pdf import canvas as patches
from generator.typesetting.lay_out import lay_out

# Where each name is used, the module of reportlab that it stands in, and how it is called.
CALLED = [
    ("pdf/tags", "pdfgen.canvas", "Canvas._addAnnotation", "(self, annotation, name=None, addtopage=1)"),
    ("pdf/tags", "pdfbase.pdfdoc", "PDFDocument.thisPageName", "(self)"),
    ("pdf/tags", "pdfbase.pdfdoc", "PDFDocument.refAnnotation", "(self, name)"),
    ("pdf/tags", "pdfbase.pdfdoc", "PDFDocument.Reference", "(self, obj, name=None)"),
    ("pdf/tags", "pdfbase.pdfdoc", "PDFObjectReference.__init__", "(self, name)"),
    ("pdf/canvas", "pdfbase.pdfdoc", "PDFStream.format", "(self, document)"),
    ("pdf/canvas", "pdfbase.pdfdoc", "format", "(element, document, toplevel=0)"),
    ("pdf/canvas", "pdfgen.canvas", "Canvas._make_preamble", "(self)"),
    ("pdf/fonts", "pdfbase.pdfdoc", "PDFStream.__init__", "(self, dictionary=None, content=None, filters=None)"),
    ("pdf/identity", "pdfbase.pdfdoc", "PDFStream.__init__", "(self, dictionary=None, content=None, filters=None)"),
    ("pdf/identity", "pdfbase.pdfdoc", "XMP.__init__", "(self, path=None, creator=None)"),
    ("pdf/identity", "pdfbase.pdfdoc", "XMP.makeContent", "(self, doc)"),
    ("pdf/drawing", "pdfgen.canvas", "Canvas.setFillOverprint", "(self, a)"),
    ("pdf/drawing", "pdfgen.canvas", "Canvas.linkURL", "(self, url, rect, relative=0, thickness=0, color=None, dashArray=None, kind='URI', **kw)"),
    ("pdf/press", "pdfgen.canvas", "Canvas.doForm", "(self, name)"),
    ("pdf/press", "pdfgen.canvas", "Canvas.addOutlineEntry", "(self, title, key, level=0, closed=None)"),
    ("pdf/press", "pdfgen.canvas", "Canvas.bookmarkHorizontalAbsolute", "(self, key, top, left=0, fit='XYZ', **kw)"),
]
# Every name with an underscore that generator/ takes from another object, and all that it asks reportlab's document for.
PRIVATE = {"_doc", "_code", "_addAnnotation", "_setOverprintMask", "__NoDefault__", "__dict__"}
OF_THE_DOCUMENT = {
    "Catalog",
    "Pages",
    "Reference",
    "__dict__",
    "delayedFonts",
    "fontMapping",
    "idToObject",
    "idToObjectNumberAndVersion",
    "refAnnotation",
    "thisPageName",
}
KNOWING = ("pdf/canvas", "pdf/drawing", "pdf/fonts", "pdf/identity", "pdf/press", "pdf/tags")


def look_at(module: str, what: str) -> str:
    return f"reportlab {reportlab.__version__} differs: {what}. Look at generator/{module}.py, and at whether the patch is still needed."


@cache
def untouched(name: str) -> ModuleType:
    """A module of reportlab as it is installed, whatever was patched in this process."""
    spec = importlib.util.find_spec(f"reportlab.{name}")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(io.BytesIO(), invariant=1, pageCompression=0)


def nodes(module: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse((ROOT / "generator" / f"{module}.py").read_text(encoding="utf-8"))))


def owner(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


# Names


@pytest.mark.parametrize(("module", "home", "name", "expected"), CALLED, ids=[name for _, _, name, _ in CALLED])
def test_a_name_is_called_as_we_call_it(module, home, name, expected):
    found: Any = untouched(home)
    for part in name.split("."):
        assert hasattr(found, part), look_at(module, f"{home} has no {name}")
        found = getattr(found, part)
    assert expected == str(inspect.signature(found)), look_at(module, f"{name} takes other arguments")


def test_no_other_private_name_is_touched():
    """What is not in these lists is not watched over."""
    found = {
        node.attr
        for module in KNOWING
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and owner(node.value) != "self"
    }
    assert found - PRIVATE == set()


def test_nothing_else_is_asked_of_the_document():
    found = {node.attr for module in KNOWING for node in nodes(module) if isinstance(node, ast.Attribute) and owner(node.value) == "_doc"}
    found |= {
        node.attr for module in ("pdf/fonts", "pdf/tags") for node in nodes(module) if isinstance(node, ast.Attribute) and owner(node.value) == "document"
    }
    assert found - OF_THE_DOCUMENT == set()


def test_the_canvas_keeps_its_operators_in_a_list_in_the_order_of_drawing(canvas):
    canvas.line(0, 0, 1, 1)
    canvas._code.append("EMC")
    canvas.line(0, 0, 2, 2)
    assert canvas._code[-3:-1] == ["n 0 0 m 1 1 l S", "EMC"], look_at("pdf/tags", "Canvas._code is not the list of operators")


def test_a_page_that_is_done_is_the_last_of_the_pages(canvas):
    name = canvas._doc.thisPageName()
    canvas.showPage()
    known = canvas._doc.idToObject.get(name)
    assert (known, len(canvas._doc.Pages.pages)) == (canvas._doc.Pages.pages[-1], 1), look_at("pdf/tags", "pages have other names, or are kept elsewhere")


def test_an_object_with_a_name_has_a_number_and_may_be_written_as_bytes(canvas):
    document = canvas._doc
    reference = document.Reference(b"", "ours")
    document.idToObject["ours"] = b"<</Ours true>>"
    document.Catalog.Metadata = reference
    number, generation = document.idToObjectNumberAndVersion["ours"]
    canvas.showPage()
    written = canvas.getpdfdata()
    assert f"{number} {generation} obj\n<</Ours true>>\nendobj".encode() in written, look_at("pdf/tags", "named objects are numbered or written in another way")


def test_an_overprint_mask_says_that_unnamed_inks_stay(canvas):
    canvas._setOverprintMask(1)
    assert any(key[0] == "OPM" for key in canvas._extgstate._c), look_at("drawing", "black text may knock out what lies below it")


def test_an_annotation_is_known_by_its_name(canvas):
    canvas._addAnnotation(pdfdoc.PDFDictionary({}), "area0")
    reference = canvas._doc.refAnnotation("area0")
    assert reference.name in canvas._doc.idToObjectNumberAndVersion, look_at("pdf/tags", "annotations have other names")


def test_the_canvas_takes_what_it_is_made_with():
    given = {"invariant", "pageCompression", "lang", "pdfVersion", "enforceColorSpace"}
    assert given - set(inspect.signature(Canvas.__init__).parameters) == set(), look_at("pdf/press", "Canvas() takes other arguments")


def test_the_switch_for_readable_streams_is_there():
    assert hasattr(rl_config, "useA85"), look_at("pdf/press", "rl_config.useA85 is gone")


def test_a_font_of_ours_is_written_when_the_file_is_saved_and_all_pages_know_it(canvas):
    class Ours:
        def addObjects(self, document: Any) -> None:  # noqa: N802
            document.idToObject["BasicFonts"].dict["F9"] = document.Reference(pdfdoc.PDFDictionary({"Ours": "true"}), "ours")

    canvas._doc.delayedFonts.append(Ours())
    canvas.showPage()
    written = canvas.getpdfdata()
    assert (b"/Ours true" in written, b"/F9" in written) == (True, True), look_at("pdf/fonts", "fonts are written in another way")


def test_reportlab_begins_every_page_with_a_font_of_its_own(canvas):
    assert "Tf" in canvas._preamble, look_at("pdf/canvas", "the canvas begins without a font now")


# Faults that are mended: as long as reportlab has them


def test_reportlab_writes_no_structure_keys_on_pages():
    kept = set(untouched("pdfbase.pdfdoc").PDFPage.__NoDefault__)
    assert kept & {"StructParents", "Tabs"} == set(), look_at("pdf/canvas", "PDFPage writes StructParents and Tabs by itself now")


def test_reportlab_drops_the_output_intent():
    kept = set(untouched("pdfbase.pdfdoc").PDFCatalog.__NoDefault__)
    assert kept & {"OutputIntents"} == set(), look_at("pdf/canvas", "PDFCatalog writes OutputIntents by itself now")


def plain_document() -> Any:
    """As much of reportlab's document as a stream asks for."""
    return SimpleNamespace(defaultStreamFilters=None, encrypt=SimpleNamespace(encode=lambda content: content))


def stream(module: ModuleType, content: bytes, filters: Any = None) -> bytes:
    return module.PDFStream(content=content, filters=filters).format(plain_document())


def test_reportlab_ends_a_stream_without_a_line_end():
    assert stream(untouched("pdfbase.pdfdoc"), b"q Q") == b"<<\n/Length 3\n>>\nstream\nq Qendstream\n", look_at(
        "pdf/canvas", "PDFStream.format writes otherwise"
    )


# What the patches do


@pytest.fixture(autouse=True)
def _applied():
    patches.apply()


def test_pages_and_the_catalogue_write_their_keys_once():
    patches.apply.__wrapped__()
    kept = [pdfdoc.PDFPage.__NoDefault__.count(key) for key in ("StructParents", "Tabs")] + [pdfdoc.PDFCatalog.__NoDefault__.count("OutputIntents")]
    assert kept == [1, 1, 1]


def test_a_stream_ends_with_a_line_end_that_is_not_counted():
    assert re.fullmatch(rb"<<\n/Length 3\n>>\nstream\nq Q\r?\nendstream\n", stream(pdfdoc, b"q Q"))


def test_a_stream_that_ends_with_a_carriage_return_keeps_it():
    """A lone line feed behind it would be taken for the other half of one line end."""
    assert b"q Q\r\r\nendstream" in stream(pdfdoc, b"q Q\r")


@pytest.mark.parametrize("filters", ["PDFZCompress", "PDFBase85Encode"])
def test_but_for_that_a_stream_is_written_as_before(filters):
    module = untouched("pdfbase.pdfdoc")
    before = stream(module, b"q Q" * 50, [getattr(module, filters)])
    assert before == re.sub(rb"\r?\nendstream", b"endstream", stream(pdfdoc, b"q Q" * 50, [getattr(pdfdoc, filters)]))


def test_our_canvas_begins_without_a_font():
    assert "Tf" not in patches.bare_canvas()(io.BytesIO())._preamble


def made() -> bytes:
    page = page_tree('<heading level="1">Title</heading><para>Call <b>now</b>, <i>day or night</i>.</para>')
    return pressed(lay_out(page, setting(), "letter"), page)


def test_no_stream_of_a_finished_file_ends_without_a_line_end():
    assert re.findall(rb"[^\n]endstream", made()) == [], look_at("pdf/canvas", "streams are formatted elsewhere")


def test_no_letter_of_a_finished_file_is_mapped_to_zero():
    from aloud import opened

    with opened(made()) as pdf:
        maps = [bytes(one.ToUnicode.read_bytes()) for one in pdf.objects if hasattr(one, "keys") and "/ToUnicode" in one]
    assert (len(maps), [rows for rows in maps if re.search(rb"> <0000>", rows)]) == (3, [])
