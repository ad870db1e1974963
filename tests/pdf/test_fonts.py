"""Whatever forms a text takes on the page, the file says letter by letter what it is, and carries only what it shows."""

import re

import pikepdf
import pytest
from aloud import opened, painted, tree_of
from pieces import case, element, page_tree, pressed, setting
from PIL import Image, ImageDraw, ImageFont, features

from generator.foundation.files import shipped
from generator.foundation.measures import Box, Size
from generator.looks.typecase import font_files
from generator.typesetting.faces import Face, Words
from generator.typesetting.lay_out import lay_out

SENTENCES = {
    "en": "Official offices find a way.",
    "vi": "Bạn có quyền được giúp đỡ",
    "ru": "У вас есть права",
    "zh-Hans": "您有权利。帮助是免费的。",
    "ko": "당신에게는 권리가 있어요",
    "ar": "لديك حقوق. المساعدة مجانية.",
    "fa": "می‌توانید حرف بزنید",
    "hi": "क्या यह आपके साथ हो रहा है? शक्ति",
    "th": "คุณมีสิทธิ์ น้ำใจ",
}


def page(text, language):
    tree = page_tree(f'<heading level="1">Title</heading><para lang="{language}">{text}</para>')
    return pressed(lay_out(tree, setting(), "letter"), tree)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_is_read_back_as_it_was_set(language):
    """By its codes and their map; Arabic, whose letters are drawn from left to right, by what its element says."""
    found = [node for node in tree_of(page(SENTENCES[language], language)).walk() if node.role == "P"]
    assert [(node.actual or node.words()).strip() for node in found] == [SENTENCES[language]]


@pytest.mark.parametrize("language", SENTENCES)
def test_no_code_is_without_a_letter(language):
    with opened(page(SENTENCES[language], language)) as pdf:
        assert [one.text for one in painted(pdf) if "\ufffd" in one.text] == []


def embedded(data):
    with opened(data) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/CIDFontType2"]
        return {str(font.BaseFont).split("+")[-1]: (len(bytes(font.FontDescriptor.FontFile2.read_bytes())), [float(w) for w in font.W[1]]) for font in fonts}


@pytest.mark.parametrize(("language", "most"), [("zh-Hans", 12_000), ("ar", 12_000), ("hi", 12_000)])
def test_a_file_carries_only_the_forms_that_it_shows(language, most):
    name = case().font("regular", language).name
    assert 1_000 < embedded(page(SENTENCES[language], language))[name][0] < most


def test_a_width_in_the_file_is_that_of_the_font():
    font = case().font("regular", "en")
    glyphs = font.shaped("MMM")
    assert embedded(page("MMM", "en"))[font.name][1] == [pytest.approx(font.typeface.advance(glyphs[0].number), abs=0.01)]


def test_the_same_form_for_other_letters_is_another_code():
    """Otherwise one of them would be copied as the other: the hamza of some fonts, the Kelvin sign and K."""
    codes = page("AA\u0041", "en")
    assert len(embedded(codes)["AtkinsonHyperlegible-Regular"][1]) == 1


def test_nothing_is_named_by_chance():
    assert page(SENTENCES["ar"], "ar") == page(SENTENCES["ar"], "ar")


needs_raqm = pytest.mark.skipif(not features.check("raqm"), reason="Pillow has no raqm, or finds no FriBidi on this system")
FACES = [(file.id, font, language) for file, folder in font_files(shipped("layouts")) for language in file.languages for font in (file.regular, file.bold)]


@needs_raqm
@pytest.mark.parametrize("language", [*SENTENCES, "es"])
@pytest.mark.parametrize("face", ["regular", "bold"])
def test_a_text_is_as_wide_as_another_program_sets_it(language, face):
    """Pillow asks raqm, which asks FriBidi and HarfBuzz: a witness that shares our shaper and neither our code nor our bidi."""
    font = case().font(face, language)
    text = SENTENCES.get(language, "Usted tiene derechos; llame.")
    path = next((folder / name for file, folder in font_files(shipped("layouts")) for name in (file.regular, file.bold) if font.name in name), None)
    if path is None:
        import fontpkg_atkinson_hyperlegible as package

        path = f"{package.__path__[0]}/files/{font.name}.ttf"
    witness = ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.RAQM)
    direction = "rtl" if language in ("ar", "fa") else "ltr"
    words = [witness.getlength(word, direction=direction, language=language) for word in re.split("( )", text) if word]
    assert font.width(text, 1000) == pytest.approx(sum(words), abs=len(words))


@needs_raqm
@pytest.mark.parametrize(("language", "text"), [("ar", "لديك حقوق"), ("hi", "शक्ति"), ("th", "น้ำ")])
def test_a_text_looks_as_another_program_draws_it(language, text):
    """The ink of our page and that of Pillow's own drawing lie on the same pixels, but for their edges."""
    import pypdfium2
    from PIL import ImageChops, ImageStat

    font = case().font("regular", language)
    width = font.width(text, 40)
    leaf = element("para", text)
    words = Words(20, 90, width, text, font, 40, "ink", leaf, leftwards=language == "ar")
    face = Face("page 1", Size(width + 40, 140), (Box(0, 0, width + 40, 140),), (words,))
    ours = pypdfium2.PdfDocument(pressed([face], element("layout", leaf)))[0].render(scale=4).to_pil().convert("L")
    path = next(folder / name for file, folder in font_files(shipped("layouts")) for name in (file.regular,) if font.name in name)
    theirs = Image.new("L", ours.size, 255)
    drawn = ImageFont.truetype(str(path), 160, layout_engine=ImageFont.Layout.RAQM)
    ImageDraw.Draw(theirs).text((80, 360), text, fill=20, font=drawn, anchor="ls", language=language, direction="rtl" if language == "ar" else "ltr")
    apart = ImageStat.Stat(ImageChops.difference(ours, theirs)).sum[0]
    ink = ImageStat.Stat(theirs.point(lambda value: 255 - value)).sum[0]
    assert apart / ink < 0.12
