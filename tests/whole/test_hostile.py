"""What somebody hands in to hang the program, fill the memory, read other files or get a traceback, and what is said of it.

Each row: what it is, how it is made, what is expected to be said. All of it must be said within seconds.
"""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
import zlib
from functools import cache

import pikepdf
import pytest
from pieces import block, card, lines_of, pressed, regular, setting
from PIL import Image

import generator.markup.meter
from generator.foundation.files import is_id, shipped
from generator.foundation.problems import Place, Problems
from generator.languages.pofiles import read_messages
from generator.library import models
from generator.library.nodes import read_nodes
from generator.library.read import read_library
from generator.library.selection import select
from generator.library.values import read
from generator.looks.fonts import Typeface, font_path
from generator.making.pieces import values_for
from generator.making.shop import Shop
from generator.markup.compose import compose
from generator.markup.layouts import find_layout
from generator.pdf.profiles import read_profile
from generator.proof.verify import verify_paths
from generator.typesetting.images import picture
from generator.typesetting.lay_out import lay_out

A = "<para>a</para>"
X = "x" * 1000
TOO_MUCH = "it makes too much: a loop or a text in it grows without end"
TOO_LONG = "it takes longer than "
NESTED = "it is nested too deeply, or a part of it calls itself"


# Layouts


@pytest.fixture(scope="module")
def given(library):
    """What a layout for an audience may print, with `tongues`, which knows the program's own folders."""
    return values_for(Shop(library, shipped("layouts")), select(library, library.audiences["public"], ""))


@pytest.fixture
def said_of_layout(tmp_path, library, given):
    def said(source):
        (tmp_path / "mine.xml.j2").write_text(f'<layout medium="page" summary="A test">\n{source}\n</layout>', encoding="utf-8")
        with pytest.raises(Problems) as found:
            compose(find_layout(tmp_path, "mine"), given, library.contacts)
        return str(found.value)

    return said


def growing(step, start="[1]"):
    return f"{{% set ns = namespace(x={start}, y={start}) %}}{{% for i in range(9999) %}}{step}{{% endfor %}}{A}"


LAYOUTS = {
    "a loop in a loop": ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", TOO_MUCH),
    "a text that doubles with ~": (growing("{% set ns.x = ns.x ~ ns.x %}", "'a'"), TOO_MUCH),
    "a text that doubles with +": (growing("{% set ns.x = ns.x + ns.x %}", "'a'"), TOO_MUCH),
    "a list that doubles": (growing("{% set ns.x = ns.x + ns.x %}"), "a list in it has more than 100,000 items"),
    "a list that holds itself twice": (growing("{% set ns.x = [ns.x, ns.x] %}"), TOO_MUCH),
    "a group that holds itself twice": (growing("{% set ns.x = dict(a=ns.x, b=ns.x) %}"), TOO_MUCH),
    "arguments that hold themselves twice": (
        "{% set ns = namespace(x=[1]) %}{% macro m() %}{% set ns.x = varargs %}{% endmacro %}{% for i in range(99) %}{{ m(ns.x, ns.x) }}{% endfor %}",
        TOO_MUCH,
    ),
    "a number that is squared again and again": (growing("{% set ns.x = ns.x * ns.x %}", "9"), "a number in it is too large"),
    "a macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", NESTED),
    "a macro that calls itself twice": ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}", TOO_MUCH),
    "a layout that includes itself": ("{% include 'mine.xml.j2' %}", NESTED),
    "a layout that extends itself": ("{% extends 'mine.xml.j2' %}", NESTED),
    "a block that shows itself": ("{% block a %}{{ self.a() }}{% endblock %}", NESTED),
    "twenty-five loops in each other": ("{% for i in range(2) %}" * 25 + "{% endfor %}" * 25, NESTED),
    "brackets in brackets": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", NESTED),
    "a chain of names": ("{{ a" + ".b" * 20000 + " }}", NESTED),
    "a text replaced by more": ("{{ 'x'" + f"|replace('x', '{X}')" * 4 + " }}", TOO_MUCH),
    "a text replaced by more, by its method": ("{{ '" + "x" * 9999 + f"'.replace('x', '{X * 20}')" + " }}", TOO_MUCH),
    "a long sign between many": (f"{{{{ range(90000) | join('{X}') }}}}", TOO_MUCH),
    "a long sign between many, by its method": (f"{{{{ '{X}'.join(range(90000) | map('string')) }}}}", TOO_MUCH),
    "a message with many places": ("{{ ('" + "%(a)s" * 9999 + f"') | format(a='{X * 9}') }}}}", TOO_MUCH),
    "rows of a billion": ("{{ [1] | batch(1000000000, 'x') | list }}", "a list is cut into 1 to 1000 pieces, not 1000000000"),
    "a billion columns": ("{{ [1] | slice(1000000000, 'x') | list }}", "a list is cut into 1 to 1000 pieces, not 1000000000"),
    "a text padded by its format": ("{{ '{:1000000000}'.format(1) }}", "access to attribute 'format' of 'str' object is unsafe."),
    "bytes of a number": ("{{ (5).to_bytes(1000000000, 'big') }}", "access to attribute 'to_bytes' of 'int' object is unsafe."),
    "text without end": (f"{{% for i in range(99999) %}}<para>{X}</para>{{% endfor %}}", "it makes more than 500,000 letters"),
    "text without end, kept": (f"{{% set a %}}{{% for i in range(99999) %}}{X}{{% endfor %}}{{% endset %}}", TOO_MUCH),
    "sorting again and again": ("{% for i in range(9999) %}{% set x = range(99999) | sort %}{% endfor %}", TOO_MUCH),
    "languages again and again": ("{% for i in range(99999) %}{% set x = tongues() | list | length %}{% endfor %}", TOO_LONG),
    "looking in a long list again and again": (
        "{% set l = range(99999) | list %}{% for i in range(99999) %}{% if -1 in l %}{% endif %}{% endfor %}",
        TOO_LONG,
    ),
    "a list of a language with too many words": ("{{ in_a_list(range(999) | map('string') | list) }}", "a list of words in it has more than 200 of them"),
    "the program's own folders": (
        "{{ tongues.__closure__[0].cell_contents.content.joinpath('/etc/passwd').read_text() }}",
        "access to attribute '__closure__' of 'function' object is unsafe.",
    ),
    "a function's globals": ("{{ by_site.__globals__ }}", "access to attribute '__globals__' of 'function' object is unsafe."),
    "a filter that reaches attributes": ("{{ 'a' | attr('__class__') }}", "the layout cannot be read: No filter named 'attr'."),
    "content as markup": ("{{ '<b>' | safe }}", "the layout cannot be read: No filter named 'safe'."),
    "escaping switched off": ("{% autoescape false %}{{ 1 }}{% endautoescape %}", "autoescape cannot be switched off: what content says is never markup"),
    "a file outside": ("{% include '../secret.xml.j2' %}", "../secret.xml.j2"),
    "a file outside, backwards": ("{% include '..\\\\secret.xml.j2' %}", "..\\secret.xml.j2"),
    "a file outside, from the root": ("{% import '/etc/x.xml.j2' as x %}", "/etc/x.xml.j2"),
    "no number": ("{{ '+abc' | number }}", "'+abc' is no number as the registry writes it"),
    "a message that clears the screen": ("{{ stop('\x1b[2Ja') }}", "the layout cannot be filled in: \\x1b[2Ja"),
    "a document type with entities": ("<!DOCTYPE a [<!ENTITY a 'b'>]>", "the layout's markup is broken here"),
    "an entity": ("<para>&a;</para>", "the layout's markup is broken here: undefined entity"),
    "a hidden change of direction": ("<para>1&#x202e;2</para>", "an invisible or control character (U+202E) is hidden in this text"),
    "a hidden tag": (f'<para at="&#xe0041;">{"a"}</para>', "an invisible or control character (U+E0041) is hidden in 'at'"),
    "attributes without end": ("<para " + " ".join(f'a{i}=""' for i in range(20000)) + "/>", "<para> has no attribute 'a0'"),
    "elements in elements": ("<section>" * 300, "elements are nested more than 40 deep"),
    "comments that are never closed": ("{# " * 80000, "the layout cannot be read: Missing end of comment tag"),
    "remarks that are never closed": ("<!-- " * 50000, "the layout's markup is broken here"),
    "signs that are never closed": ("{% " * 80000, "the layout cannot be read: tag name expected"),
    "a remark of hundreds of kilobytes": ("x" * 300_000, "bytes; 262,144 are allowed"),
}


@pytest.mark.parametrize("what", LAYOUTS)
def test_a_hostile_layout_is_stopped(said_of_layout, monkeypatch, what):
    source, expected = LAYOUTS[what]
    if expected == TOO_LONG:
        monkeypatch.setattr(generator.markup.meter, "SECONDS", 0.2)
    else:
        monkeypatch.setattr(generator.markup.meter, "MOST_WORK", 2_000_000)
    assert expected in said_of_layout(source)


def test_a_layout_that_is_stopped_says_where(said_of_layout, tmp_path):
    assert said_of_layout("<para>a</para>\n{% for i in range(99999) %}\n{% for j in range(99999) %}\n{% endfor %}{% endfor %}").startswith(
        f"{tmp_path}/mine.xml.j2:4: the layout cannot be filled in: {TOO_MUCH}"
    )


def test_a_layout_that_is_a_link_is_refused(said_of_layout, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "_link.xml.j2").symlink_to(tmp_path / "secret")
    assert "this is not a plain file" in said_of_layout("{% include '_link.xml.j2' %}")


def test_a_clock_that_ran_out_for_one_layout_runs_anew_for_the_next(said_of_layout, tmp_path, library, given):
    said_of_layout(LAYOUTS["a loop in a loop"][0])
    (tmp_path / "other.xml.j2").write_text(f'<layout medium="page" summary="A test">{A}</layout>')
    assert compose(find_layout(tmp_path, "other"), given, library.contacts).text() == "a"


@pytest.mark.parametrize("text", ["**a " * 60000, "** " * 60000, "**" * 60000, "*" * 60001])
def test_stars_without_end_are_text(text):
    assert len(block(f"<para>{text}</para>").text()) > 0


def test_what_a_layout_needs_is_not_refused(tmp_path, library, given):
    source = """{% set ns = namespace(points=[]) %}{% macro m(x) %}{{ x }}{{ varargs | join(", ") }}{% endmacro %}
{% for part in selection.parts %}{% set ns.points = ns.points + part.points | list %}{% endfor %}
<para>{{ [3, 1, 2] | sort | join("-") }} {{ m("a" ~ 1, "b & c", "d") }} {{ "x y".split() | last | upper }} {{ 7 // 2 + 3 * 2 }}</para>
<para>{{ selection.contacts | map(attribute="id") | first }} {{ ns.points | length > 3 }}{{ [1, 2, 3] | sum }}</para>
{% for row in [1, 2, 3] | batch(2) %}<para>{{ row | join("+") }}{{ loop.last }}</para>{% endfor %}"""
    (tmp_path / "mine.xml.j2").write_text(f'<layout medium="page" summary="A test">{source.replace(" > 3", "").replace("loop.last", "loop.index")}</layout>')
    page = compose(find_layout(tmp_path, "mine"), given, library.contacts)
    (face,) = lay_out(page, setting(), "letter")
    points = sum(len(part.points) for part in given["selection"].parts)
    assert lines_of(face.marks) == ["1-2-3 ab & c, d Y 9".replace("ab", "a1b"), f"nhth {points}6", "1+21", "32"]


# Content: what looks like a number and is none, and what nobody sees

NUMBERS = {
    "full-width digits": "１-888-373-7888",
    "an Arabic digit": "+1888373788٨",
    "a small l for a one": "l-888-373-7888",
    "a Cyrillic O for a nought": "+1888О737888",
    "a hidden change of direction": "+1888373\u202e7888",
    "a hidden space": "+1888\u200b3737888",
    "a soft hyphen": "+1888\u00ad3737888",
    "a hidden tag": "+18883737888\U000e0031",
    "a private character": "+1888373788\U000f0000",
    "a superscript": "+1888373788²",
}


@pytest.mark.parametrize("what", NUMBERS)
@pytest.mark.parametrize("key", ["voice", "tty"])
def test_a_number_that_is_not_what_it_seems_is_refused(what, key):
    text = (shipped("content") / "contacts/nhth.yaml").read_text(encoding="utf-8")
    lines = [f'{key}: "{NUMBERS[what]}"' if line.startswith(f"{key}:") else line for line in text.splitlines()]
    with pytest.raises(Problems) as found:
        read(models.Contact, read_nodes("\n".join(lines).encode(), "nhth.yaml"), "nhth")
    line = next(number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
    assert (len(found.value.problems), found.value.problems[0].place.line) == (1, line)


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "a.", "a ", "a:b", "../a", "a/b", "A", "a" * 41, "", "-a", "а", "a\n"])
def test_a_name_that_some_system_cannot_keep_is_no_id(name):
    assert not is_id(name)


YAML = {
    "brackets without end": ("a: " + "[" * 200_000, "this is not YAML: exceeded maximum nesting depth"),
    "groups without end": ("- " * 100_000, "this is nested more than 20 levels deep"),
    "an alias that doubles": ("a: &a [x]\nb: [*a, *a]", "anchors and aliases (& and *) are not allowed"),
    "a key a hundred thousand times": ("k: x\n" * 20_000, "the key 'k' stands here a second time (first in line 1)"),
    "unknown keys without end": ("".join(f"k{i}: x\n" for i in range(5_000)), "unknown key 'k0'"),
    "too many bytes": ("a: " + "x" * 300_000, "bytes; 262,144 are allowed"),
}


@pytest.mark.parametrize("what", YAML)
def test_a_hostile_file_of_content_is_refused(what):
    text, expected = YAML[what]
    with pytest.raises(Problems) as found:
        read(models.Contact, read_nodes(text.encode(), "a.yaml"), "a")
    assert expected in str(found.value)


# Catalogues

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("uno\u202e2", "an invisible, private or control character (U+202E) is hidden in this text; retype it"),
        ("uno\u2066", "an invisible, private or control character (U+2066) is hidden in this text; retype it"),
        ("uno\u200f", "an invisible, private or control character (U+200F) is hidden in this text; retype it"),
        ("uno\u00ad", "an invisible, private or control character (U+00AD) is hidden in this text; retype it"),
        ("uno\ue000", "an invisible, private or control character (U+E000) is hidden in this text; retype it"),
        ("uno\U000e0041", "an invisible, private or control character (U+E0041) is hidden in this text; retype it"),
        ("٩١١", "'٩' (U+0669 ARABIC-INDIC DIGIT NINE) is none of the digits 0 to 9; write numbers as they stand on a telephone"),
        ("９11", "'９' (U+FF19 FULLWIDTH DIGIT NINE) is none of the digits 0 to 9; write numbers as they stand on a telephone"),
        ("९", "'९' (U+096F DEVANAGARI DIGIT NINE) is none of the digits 0 to 9; write numbers as they stand on a telephone"),
    ],
)
def test_a_translation_with_what_nobody_sees_or_dials_is_refused_with_its_line(said, expected):
    with pytest.raises(Problems, match=r"^es\.po:7: ") as found:
        read_messages(f'{HEAD}msgid "one"\nmsgstr "{said}"\n', "es.po")
    assert str(found.value) == f"es.po:7: {expected}"


@pytest.mark.parametrize("said", ["คำ\u200bคำ", "می\u200cشود", "क्\u200dष", "24\u00a0h"])
def test_the_signs_that_scripts_need_are_kept(said):
    messages, _, _ = read_messages(f'{HEAD}msgid "one"\nmsgstr "{said}"\n', "es.po")
    assert messages == {("", "one"): said}


@pytest.mark.parametrize("rule", ["n%0", "1/0", "99", "n", "(" * 500 + "n" + ")" * 500, "n**9**9", "__import__('os')", ""])
def test_a_plural_rule_that_does_not_work_out_is_refused(rule):
    with pytest.raises(Problems, match=r"^es\.po: (this is not a PO file|its plural forms are 2, and for )"):
        read_messages(HEAD.replace("(n != 1)", rule) + 'msgid "a"\nmsgstr "b"\n', "es.po")


def test_a_plural_rule_that_fails_for_one_large_number_takes_the_last_form():
    _, _, form = read_messages(HEAD.replace("(n != 1)", "1/(n!=5000)>9") + 'msgid "a"\nmsgstr "b"\n', "es.po")
    assert [form(1), form(5000)] == [0, 1]


# Pictures


def png(width, height, rows=b""):
    """A PNG whose head says how large it is, whatever is in it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def jpeg():
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(buffer, "JPEG")
    return buffer.getvalue()


PICTURES = {
    "50,000 x 50,000": (png(50_000, 50_000), "cannot be read: "),
    "5,000 x 5,000": (png(5_000, 5_000), "has 25,000,000 pixels; 16,000,000 are allowed"),
    "none wide": (png(0, 9), "cannot be read: "),
    "a head without pixels": (png(90, 90), "cannot be read: "),
    "a PNG cut in two": (png(90, 90, bytes(90 * 271))[:-30], "cannot be read: "),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{1 pop} loop\n", "cannot be read: "),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "cannot be read: "),
    "nothing": (b"", "cannot be read: "),
    "half a JPEG": (jpeg()[:-300], "cannot be read: "),
    "a JPEG with a wrong length": (jpeg()[:4] + b"\xff\xff" + jpeg()[6:], "cannot be read: "),
}


@pytest.mark.parametrize("what", PICTURES)
def test_a_hostile_picture_is_refused(tmp_path, what):
    data, expected = PICTURES[what]
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(Problems) as found:
        picture(block('<image file="a.png" alt="x" width="30mm"/>'), 100, tmp_path)
    assert f"the picture 'a.png' {expected}" in str(found.value)


def test_a_picture_of_gigabytes_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(50_000_000_000)  # takes no room on a disk
    with pytest.raises(Problems, match=r"the picture 'a\.png' has 50,000,000,000 bytes; 5,242,880 are allowed"):
        picture(block('<image file="a.png" alt="x" width="30mm"/>'), 100, tmp_path)


@pytest.mark.parametrize("name", ["/etc/passwd", "../../etc/passwd", "a" * 5000 + ".png", "", ".", "nothing.png"])
def test_a_picture_that_is_not_there_is_a_problem(tmp_path, name):
    with pytest.raises(Problems):
        picture(block(f'<image file="{name or "./"}" alt="x" width="30mm"/>'), 100, tmp_path)


# Fonts


def of_font(change):
    return bytes(change(bytearray(regular().typeface.path.read_bytes())))


def without_head(data):
    at = data.index(b"head")
    data[at + 12 : at + 16] = (2).to_bytes(4, "big")
    return data


def with_letters(count):
    """A font whose map of letters claims every code there is, many times (OpenType: cmap, format 13)."""

    def change(data):
        at = data.index(b"cmap")
        groups = b"".join(struct.pack(">III", 0, 0x10FFFF, 1) for _ in range(count))
        table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, count) + groups
        data[at + 8 : at + 16] = struct.pack(">II", len(data), len(table))
        return data + table

    return change


FONTS = {
    "garbage": os.urandom(5000),
    "nothing": b"",
    "text": b"no font at all",
    "half a font": of_font(lambda data: data[: len(data) // 2]),
    "the head of a font": of_font(lambda data: data[:200]),
    "a font without measures": of_font(without_head),
    "a web font": b"wOF2" + bytes(500),
}


@pytest.mark.parametrize("what", FONTS)
def test_a_hostile_font_is_refused(tmp_path, what):
    (tmp_path / "Mine.ttf").write_bytes(FONTS[what])
    with pytest.raises(Problems, match=r"Mine\.ttf: this font (is damaged|cannot be used)"):
        Typeface(tmp_path / "Mine.ttf")


def test_a_font_that_claims_every_letter_a_thousand_times_is_read_in_time(tmp_path):
    (tmp_path / "Mine.ttf").write_bytes(of_font(with_letters(1000)))
    assert len(Typeface(tmp_path / "Mine.ttf").letters) < 0x110000


def test_a_font_of_gigabytes_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "Mine.ttf").open("wb") as file:
        file.truncate(50_000_000_000)
    with pytest.raises(Problems, match="this font has 50,000,000,000 bytes"):
        Typeface(tmp_path / "Mine.ttf")


@pytest.mark.parametrize("file", ["__main__/a.ttf", "../a.ttf", "/etc/passwd", "os/../../a.ttf", "a" * 5000, "."])
def test_a_font_that_is_named_elsewhere_is_not_found(tmp_path, file):
    with pytest.raises(Problems, match="was not found"):
        font_path(file, tmp_path, Place("theme.yaml", 3))


# Profiles


def icc(**parts):
    table = parts.get("table", struct.pack(">I4sII", 1, b"A2B0", 144, 56))
    size = parts.get("size", 200)
    head = size.to_bytes(4, "big") + bytes(8) + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(88)
    return (head + table).ljust(200, b"\0")


PROFILES = {
    "garbage": (os.urandom(500), "this is not an ICC profile"),
    "nothing": (b"", "this is not an ICC profile"),
    "half a profile": (icc()[:150], "this is not an ICC profile"),
    "a table that is not there": (icc(table=struct.pack(">I", 2**31)), "this ICC profile is damaged: it has no table of its parts"),
    "a part outside the file": (
        icc(table=struct.pack(">I4sII", 1, b"A2B0", 144, 2**31)),
        "this ICC profile is damaged: one of its parts lies outside the file",
    ),
}


@pytest.mark.parametrize("what", PROFILES)
def test_a_hostile_profile_is_refused(tmp_path, what):
    data, expected = PROFILES[what]
    (tmp_path / "shop.icc").write_bytes(data)
    with pytest.raises(Problems, match=expected):
        read_profile(tmp_path / "shop.icc")


# Finished files


@cache
def registry():
    return read_library(shipped("content")).contacts


def verified(path):
    proved, problems = verify_paths([path], registry(), {})
    assert proved == []
    return [str(one).replace(f"{path}", path.name) for one in problems]


def edited(edit):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    edit(pdf, pdf.pages[0])
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def drawing_in_drawing(pdf, page):
    form = pdf.make_stream(b"0 0 1 1 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(12):
        form = pdf.make_stream(b"/A Do " * 10, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form)))
    page.Resources, page.Contents = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form)), pdf.make_stream(b"/A Do")


def bomb(pdf, page):
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(bytes(40_000_000)), filter=pikepdf.Name.FlateDecode)
    page.Contents = stream


def with_picture(pdf, page):
    image = pdf.make_stream(b"x", Subtype=pikepdf.Name.Image, Width=10**6, Height=10**6)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))


def locked():
    pdf, buffer = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user=""))
    return buffer.getvalue()


def made():
    return pressed(card('<face name="front"><para>a</para></face>'))


def set_page(**values):
    def edit(pdf, page):
        for name, value in values.items():
            page.obj[f"/{name}"] = value(pdf) if callable(value) else value

    return edit


def many_heavy_pages(pdf, page):
    page.obj.Contents = pdf.make_stream(b"0 0 9 9 re f\n" * 150_000)
    for _ in range(320):
        pdf.pages.append(page)


PDFS = {
    "garbage": (b"%PDF-1.7\n" + bytes(range(256)) * 9, "this PDF cannot be opened: "),
    "nothing": (b"", "this file is empty"),
    "half a PDF": (lambda: made()[:3000], "this PDF "),
    "drawings in drawings": (lambda: edited(drawing_in_drawing), "this PDF is not looked at: it has a drawing inside a drawing inside a page"),
    "a bomb": (lambda: edited(bomb), "this PDF is not looked at: a part of it unpacks to too much"),
    "a picture of a million by a million": (lambda: edited(with_picture), "this PDF is not looked at: it has a picture that is too large"),
    "a page like a field": (lambda: edited(set_page(MediaBox=[0, 0, 10**6, 10**6])), "this PDF is not looked at: its pages are larger than any paper"),
    "a page that is scaled": (lambda: edited(set_page(UserUnit=1000)), "this PDF is not looked at: it has a scale"),
    "drawing without end": (lambda: edited(set_page(Contents=lambda pdf: pdf.make_stream(b"0 0 9 9 re f\n" * 999_999))), "a page of it draws too much"),
    "dashes without end": (
        lambda: edited(set_page(Contents=lambda pdf: pdf.make_stream(b"[.0001] 0 d 0 0 m 9 9 l S"))),
        "it has a line of dashes that nobody sees",
    ),
    "a pattern": (lambda: edited(set_page(A=lambda pdf: pdf.make_stream(b"x", PatternType=1))), "this PDF is not looked at: it has a pattern"),
    "pages without end": (lambda: edited(lambda pdf, page: [pdf.pages.append(page) for _ in range(5_999)]), "this PDF is not looked at: it has 6,000 pages"),
    "many pages that draw as much as one may": (lambda: edited(many_heavy_pages), "this PDF is not looked at: its pages draw too much together"),
    "a list of contacts without end": (lambda: edited(lambda pdf, _: pdf.docinfo.update({"/Keywords": "1-222-" * 99_999})), "its list of contacts is too long"),
    "a lock": (locked, "this PDF is not looked at: it is locked"),
}


@pytest.mark.parametrize("what", PDFS)
def test_a_hostile_pdf_is_refused_before_it_is_drawn(tmp_path, what):
    data, expected = PDFS[what]
    (tmp_path / "a.pdf").write_bytes(data() if callable(data) else data)
    (said,) = verified(tmp_path / "a.pdf")
    assert said.startswith("a.pdf: ")
    assert expected in said


def kit(*members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def manifest(**files):
    return "kit/manifest.json", json.dumps({"files": files})


KITS = {
    "garbage": (b"PK\x03\x04" + bytes(500), "this zip cannot be read: "),
    "nothing": (b"", "this zip cannot be read: "),
    "half a zip": (kit(("kit/a.pdf", X))[:-9], "this zip cannot be read: "),
    "a name that climbs out": (kit(("kit/../../a.pdf", "a")), "this zip is not unpacked: 'kit/../../a.pdf' leads out of it"),
    "a name from the root": (kit(("/etc/a.pdf", "a")), "this zip is not unpacked: '/etc/a.pdf' leads out of it"),
    "a name with a drive": (kit(("C:/a.pdf", "a")), "this zip is not unpacked: 'C:/a.pdf' leads out of it"),
    "a name with backslashes": (kit(("kit\\..\\a.pdf", "a")), "leads out of it"),
    "a name that turns round": (kit(("kit/a\u202efdp.pdf", "a")), "leads out of it"),
    "one name in two spellings": (kit(("kit/a.pdf", "a"), ("kit/A.pdf", "b")), "this zip is not unpacked: 'kit/A.pdf' stands in it twice"),
    "a bomb": (kit(("kit/a.pdf", bytes(70_000_000))), "this zip is not unpacked: 'kit/a.pdf' unpacks to 70,000,000 bytes"),
    "files without end": (kit(*((f"kit/{i}", "") for i in range(2001))), "this zip is not unpacked: it holds 2,001 files of 0 bytes"),
    "a zip in the zip": (kit(manifest(), ("kit/b.zip", kit(("a.pdf", "a")))), "a.zip/kit/b.zip: the kit's manifest does not name this file"),
    "a manifest of something else": (kit(("kit/manifest.json", "[" * 99_999), ("kit/a.pdf", "a")), "the kit's manifest does not name this file"),
    "a manifest of what is not there": (kit(manifest(**{"b.pdf": {"sha256": "x"}})), "the file 'b.pdf' is missing"),
    "a manifest without sums": (kit(manifest(**{"a.txt": {"sha256": 5}}), ("kit/a.txt", "a")), "this file is not the one that the kit's manifest describes"),
}


@pytest.mark.parametrize("what", KITS)
def test_a_hostile_kit_is_refused(tmp_path, what):
    data, expected = KITS[what]
    (tmp_path / "a.zip").write_bytes(data)
    assert expected in verified(tmp_path / "a.zip")[0]


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "a/../../secret"])
def test_an_unpacked_manifest_reads_no_file_outside_its_folder(tmp_path, name):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit/manifest.json").write_text(json.dumps({"files": {name: {"sha256": "x"}}}))
    assert verified(tmp_path / "kit") == [f"kit/manifest.json: this manifest names '{name}', which leads out of the kit"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", ["a.pdf", "a.zip", "manifest.json"])
def test_a_pipe_is_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    assert "this is not a plain file" in verified(tmp_path / name)[0]


def test_a_made_file_is_none_of_these(tmp_path):
    (tmp_path / "a.pdf").write_bytes(made())
    assert not any("not looked at" in said or "damaged" in said for said in verified(tmp_path / "a.pdf"))
