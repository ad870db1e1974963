"""A finished PDF -> its texts and its pixels, read by another library than the one that wrote it. Only PDFium's home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PIL.Image import Image


class Unreadable(Exception):
    """PDFium cannot open these bytes."""


class ReadBack:
    """An opened PDF. Texts are those inside the page's box, so that what hangs over its edge is not found."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

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

    def images(self, dpi: float, pages: Collection[int] | None = None) -> Iterator[Image]:
        """Yield each page as pixels, or only the pages with these numbers (from 0)."""
        for number, page in enumerate(self._document):
            if pages is None or number in pages:
                yield page.render(scale=dpi / 72).to_pil()
