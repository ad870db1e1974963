"""What is drawn as a QR code is read back from pixels by another program, at every size that is allowed."""

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import HERE, element, pixels, pressed

from generator.foundation.addresses import qr_address
from generator.foundation.measures import MM, Box, Size
from generator.foundation.problems import Problems
from generator.typesetting.faces import Code, Face
from generator.typesetting.qr import QUIET_ZONE, SMALLEST_MODULE, qr_modules

HOTLINE = "HTTPS://HUMANTRAFFICKINGHOTLINE.ORG"


def drawn(address: str, across: float) -> bytes:
    """A page of 4 x 4 in with a code on it."""
    modules, rows = qr_modules(address, across, HERE)
    code = Code(Box(40, 30, across, across), modules, rows, address, element("qr"))
    return pressed([Face("page", Size(288, 288), (Box(0, 0, 288, 288),), (code,))])


def read(data: bytes, dpi: float = 200) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(pixels(data, dpi=dpi))]


def picture(address: str) -> list[str]:
    """The modules of a code as letters."""
    count, rows = qr_modules(address, 80 * MM, HERE)
    dark = [{first + step for first, length in runs for step in range(length)} for runs in rows]
    return ["".join("#" if column in row else "." for column in range(count)) for row in dark]


@pytest.mark.parametrize("across", [15, 18, 25, 28, 40, 80])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_code_is_read_back_at_every_size(across, dpi):
    assert read(drawn(HOTLINE, across * MM), dpi) == [HOTLINE]


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-_.~/?=&%", max_size=60))
@settings(max_examples=25, deadline=None)
def test_every_address_is_read_back(path):
    address = f"https://example.org/{path}"
    assert read(drawn(address, 60 * MM)) == [address]


def test_a_code_has_its_three_eyes_and_no_fourth():
    rows = picture(HOTLINE)
    eye = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    corners = [[row[:7] for row in rows[:7]], [row[-7:] for row in rows[:7]], [row[:7] for row in rows[-7:]], [row[-7:] for row in rows[-7:]]]
    assert [corner == eye for corner in corners] == [True, True, True, False]


def test_a_code_is_as_wide_as_it_is_high():
    rows = picture(HOTLINE)
    assert {len(row) for row in rows} == {len(rows)} == {25}


def test_a_quiet_zone_lies_around_the_code():
    image = pixels(drawn(HOTLINE, 66 * MM), dpi=360).convert("L")
    module = 66 * MM / (25 + 2 * QUIET_ZONE)
    left, top, right, bottom = (edge / 5 for edge in image.point(lambda light: 255 * (light < 128)).getbbox())  # 360 dpi are 5 pixels a point
    expected = (40 + 4 * module, 30 + 4 * module, 40 + 29 * module, 30 + 29 * module)
    assert (left, top, right, bottom) == pytest.approx(expected, abs=0.4)


def test_a_module_is_never_smaller_than_a_phone_can_read():
    smallest = SMALLEST_MODULE * (25 + 2 * QUIET_ZONE)
    assert qr_modules(HOTLINE, smallest, HERE)[0] == 25
    with pytest.raises(Problems) as found:
        qr_modules(HOTLINE, smallest - 0.5, HERE)
    assert str(found.value) == (
        f"{HERE}: the QR code for {HOTLINE} would have modules of 0.39 mm; 0.40 mm is the least; make it 13.2 mm or more, or use a shorter address"
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("humantraffickinghotline.org", HOTLINE),
        ("https://humantraffickinghotline.org/", HOTLINE),
        ("acf.gov/otip", "https://acf.gov/otip"),
        ("https://acf.gov/otip/", "https://acf.gov/otip/"),
        ("http://example.org", "HTTP://EXAMPLE.ORG"),
    ],
)
def test_only_a_bare_host_is_written_in_capitals(address, expected):
    assert qr_address(address) == expected


def test_capitals_make_a_smaller_code():
    assert len(picture(HOTLINE)) < len(picture(HOTLINE.lower()))
