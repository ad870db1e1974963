"""A finished PDF -> its texts and its pixels, read by another library than the one that wrote it. Only PDFium's home."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from PIL.Image import Image


class Unreadable(Exception):
    """PDFium cannot open these bytes."""


class Sign(NamedTuple):
    """A sign of a page's text: where its ink lies, in points from the lower left corner, and the font that it is set in."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    turned: bool  # upside down
    font: str


class ReadBack:
    """An opened PDF. Texts are those inside the page's box, so that what hangs over its edge is not found."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._signs: dict[int, list[Sign]] = {}
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(str(error)) from None

    def __len__(self) -> int:
        return len(self._document)

    @property
    def keywords(self) -> str:
        keywords: str = self._document.get_metadata_dict().get("Keywords", "")
        return keywords

    def texts(self) -> list[str]:
        """Return the text of each page, in the order in which it was drawn."""
        return [page.get_textpage().get_text_bounded().replace("\u00a0", " ").replace("\r", "") for page in self._document]

    def images(self, dpi: float) -> Iterator[Image]:
        """Yield each page as pixels."""
        for page in self._document:
            yield page.render(scale=dpi / 72).to_pil()

    def greys(self, dpi: float, pages: Collection[int] | None = None) -> Iterator[memoryview]:
        """Yield each page as rows of grey pixels, or only the pages with these numbers (from 0)."""
        for number in range(len(self)) if pages is None else sorted(pages):
            bitmap = self._document[number].render(scale=dpi / 72, grayscale=True)
            yield memoryview(bitmap.buffer).cast("B").cast("B", shape=[bitmap.height, bitmap.stride])

    def signs(self, number: int) -> list[Sign]:
        """Return the signs of a page (from 0) in the order of its text. They are read once."""
        if number not in self._signs:
            self._signs[number] = self._read_signs(number)
        return self._signs[number]

    def _read_signs(self, number: int) -> list[Sign]:
        import ctypes

        from pypdfium2 import raw

        page = self._document[number].get_textpage()
        found = []
        name = ctypes.create_string_buffer(256)
        for at in range(page.count_chars()):
            raw.FPDFText_GetFontInfo(page, at, name, 256, None)
            angle = raw.FPDFText_GetCharAngle(page, at)
            text = chr(raw.FPDFText_GetUnicode(page, at))
            left, bottom, right, top = page.get_charbox(at)
            found.append(Sign(text, left, bottom, right, top, abs(angle - math.pi) < 1, name.value.decode("utf-8", "replace")))
        return found

    def picture(self, number: int, signs: Sequence[Sign], dpi: float) -> tuple[Image, float, float, float]:
        """Return the pixels of signs that stand together: the image, its pixels a point, and the place of its left top corner."""
        page = self._document[number]
        width, height = page.get_size()
        room = max(sign.top - sign.bottom for sign in signs)
        left, bottom = max(min(sign.left for sign in signs) - room, 0), max(min(sign.bottom for sign in signs) - room, 0)
        right, top = min(max(sign.right for sign in signs) + room, width), min(max(sign.top for sign in signs) + room, height)
        image = page.render(scale=dpi / 72, crop=(left, bottom, width - right, height - top)).to_pil()
        return image, dpi / 72, left, top
