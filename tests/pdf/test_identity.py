"""What a PDF says of itself can be read by machines: title, language, the standards it claims, and its colours."""

import io
import xml.etree.ElementTree as ET

import pytest
from aloud import opened
from pieces import card, document, page_tree, plain, pressed, setting
from PIL import Image, ImageCms
from stock import sheet_of

from generator.foundation.measures import Size
from generator.imposition.impose import Card, impose
from generator.markup.elements import Element
from generator.pdf.identity import srgb_profile
from generator.pdf.press import Margin, press_pages, press_sheets
from generator.pdf.printshop import press_ready
from generator.typesetting.lay_out import lay_out

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
SAID = {"title": "Help & <safety>: “you”", "subject": "Cards & more", "language": "es-US", "keywords": "makecards a=1x1"}
PAGE = page_tree('<heading level="1">Title</heading>')


def screen(**said: str) -> bytes:
    return press_pages(lay_out(PAGE, setting(), "letter"), PAGE, plain(), document(**said))


def sheet(**said: str) -> bytes:
    faces = card('<face name="front"><para>a</para></face>')
    return press_sheets(
        faces, [Element("layout", {}, PAGE.place, ())], impose(Size(252, 144), [Card(0, None)], sheet_of()), plain(), document(**said), [Margin()]
    )


both_editions = pytest.mark.parametrize("made", [screen, sheet], ids=["screen", "paper"])


def packet(data: bytes) -> bytes:
    with opened(data) as pdf:
        return bytes(pdf.Root.Metadata.read_raw_bytes())


@both_editions
def test_the_metadata_says_what_the_document_is(made):
    tree = ET.fromstring(packet(made(**SAID)))
    wanted = ("dc:title", "dc:description", "dc:language", "dc:creator", "pdf:Keywords", "xmp:CreatorTool", "pdfuaid:part", "pdfaid:part", "pdfaid:conformance")
    assert {name: "".join(tree.find(f".//{name}", SPACES).itertext()) for name in wanted} == {
        "dc:title": SAID["title"],
        "dc:description": SAID["subject"],
        "dc:language": SAID["language"],
        "dc:creator": "makecards",
        "pdf:Keywords": SAID["keywords"],
        "xmp:CreatorTool": "makecards",
        "pdfuaid:part": "1",
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
    }


@both_editions
def test_the_information_dictionary_says_the_same(made):
    with opened(made(**SAID)) as pdf:
        assert {key: str(pdf.docinfo[f"/{key}"]) for key in ("Title", "Subject", "Keywords")} == {
            "Title": SAID["title"],
            "Subject": SAID["subject"],
            "Keywords": SAID["keywords"],
        }


@both_editions
def test_the_metadata_is_found_without_unpacking(made):
    """ISO 14289-1, 7.1, and ISO 19005-2, 6.6.2.1: no filter on it."""
    data = made()
    with opened(data) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
    assert data.count(b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>') == 1


@both_editions
def test_a_viewer_shows_the_title_and_not_the_file_name(made):
    with opened(made()) as pdf:
        assert (bool(pdf.Root.ViewerPreferences.DisplayDocTitle), bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, True, "en")


@both_editions
def test_the_colours_are_those_of_srgb(made):
    with opened(made()) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier), int(intent.DestOutputProfile.N), intent.DestOutputProfile.read_bytes()) == (
            "/GTS_PDFA1",
            "sRGB IEC61966-2.1",
            3,
            srgb_profile(),
        )


def test_the_print_shops_edition_claims_neither_standard():
    """Its colours are inks, and nobody listens to it."""
    with opened(press_ready(card('<face name="front"><para>a</para></face>'), plain(), document())) as pdf:
        assert [key for key in ("/Metadata", "/OutputIntents", "/StructTreeRoot", "/MarkInfo") if key in pdf.Root] == []


@both_editions
def test_the_same_input_gives_the_same_bytes(made):
    assert made(**SAID) == made(**SAID)


def test_the_title_of_a_page_may_be_in_any_script():
    assert "Помощь 帮助".encode() in packet(pressed(lay_out(PAGE, setting(), "letter"), PAGE, title="Помощь 帮助"))


# The profile


def test_the_profile_opens():
    profile = ImageCms.getOpenProfile(io.BytesIO(srgb_profile()))
    seen = profile.profile
    assert (ImageCms.getProfileDescription(profile).strip(), seen.xcolor_space, seen.connection_space, seen.device_class, seen.version) == (
        "sRGB",
        "RGB ",
        "XYZ ",
        "mntr",
        2.1,
    )


def test_the_profile_is_as_long_as_it_says_and_its_tags_lie_inside_it():
    data = srgb_profile()
    count = int.from_bytes(data[128:132])
    tags = [tuple(int.from_bytes(data[at + 4 * word : at + 4 * word + 4]) for word in (1, 2)) for at in range(132, 132 + 12 * count, 12)]
    assert int.from_bytes(data[:4]) == len(data)
    assert [(start, size) for start, size in tags if start % 4 or start < 132 + 12 * count or start + size > len(data)] == []


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (11, 74, 90), (245, 183, 0), (128, 128, 128), (255, 0, 0), (0, 0, 255)])
def test_the_profile_is_srgb(colour):
    """Colours that it reads come out as another maker's sRGB profile writes them."""
    image = Image.new("RGB", (1, 1), colour)
    turned = ImageCms.profileToProfile(image, ImageCms.getOpenProfile(io.BytesIO(srgb_profile())), ImageCms.createProfile("sRGB"))
    assert max(abs(one - other) for one, other in zip(turned.getpixel((0, 0)), colour, strict=True)) <= 1
