"""A text is read from a PDF as it was written into it, by us or by reportlab."""

from __future__ import annotations

import re

import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFString

from generator.pdf.objects import STRING, hexadecimal, literal, text_of, text_string

TEXTS = ["", "plain", "a(b", "a)b", "((a)", "back\\slash", "\\)", "line\rend", "Casa Niño", "北京之家", "qr=https://example.org/a(b)\\1x2"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("written", [text_string, hexadecimal, lambda text: PDFString(text).format(PDFDocument())], ids=["ours", "in digits", "reportlab's"])
def test_a_text_comes_back(text, written):
    string = written(text)
    assert text_of(string) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_string_is_found_whole_among_others(text):
    (found,) = re.findall(rb"/Keywords (" + STRING + rb")", b"<</Title (x) /Keywords %s /Trapped (y)>>" % text_string(text))
    assert text_of(found) == text


def test_signs_that_mean_something_are_escaped():
    assert (literal(rb"a(b)c\d"), text_string("a(b"), text_string("é")) == (rb"(a\(b\)c\\d)", rb"(a\(b)", b"<FEFF00E9>")
