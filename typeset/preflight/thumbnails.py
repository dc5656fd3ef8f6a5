"""Small pictures of pages, for the report. pdfium and Pillow live behind this door."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

Drawn = Mapping[tuple[int, int], str]
"""Pictures by page index and width in pixels, as data URIs."""


class Pictures:
    """Draws pages of one file. A page that will not draw is an empty string; what is *drawn* already is taken as it is."""

    def __init__(self, pdf: bytes, drawn: Drawn) -> None:
        self._pdf = pdf
        self._drawn = drawn
        self._opened: list[Any] = []

    def page(self, index: int, width: int) -> str:
        """Page *index*, *width* pixels wide, unturned, as the CropBox or MediaBox shows it."""
        known = self._drawn.get((index, width))
        if known is not None:
            return known
        try:
            page = self._document()[index]
            page.set_rotation(0)
            bitmap = page.render(scale=width / max(1.0, page.get_width()), may_draw_forms=False)
            image = bitmap.to_pil().convert("RGB")
        except Exception:  # noqa: BLE001  # a picture is a courtesy; the findings stand without it
            return ""
        out = io.BytesIO()
        image.save(out, "JPEG", quality=78, optimize=True)
        return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")

    def count(self) -> int:
        """How many pages there are to draw; none in a file that pdfium refuses."""
        import pypdfium2

        try:
            return len(self._document())
        except pypdfium2.PdfiumError:
            return 0

    def _document(self) -> Any:
        import pypdfium2

        if not self._opened:
            self._opened.append(pypdfium2.PdfDocument(self._pdf))
        return self._opened[0]

    def close(self) -> None:
        """Let the file go."""
        for document in self._opened:
            document.close()
        self._opened.clear()


@contextmanager
def open_pictures(pdf: bytes, drawn: Drawn | None = None) -> Iterator[Pictures]:
    """Open a file for drawing, when the first picture is asked for that is not *drawn* yet."""
    pictures = Pictures(pdf, drawn or {})
    try:
        yield pictures
    finally:
        pictures.close()


def pages_worth_a_picture(marked: Sequence[int], most: int) -> frozenset[int]:
    """The first *most* pages with findings: a thousand large pictures would help nobody."""
    return frozenset(sorted(set(marked))[:most])
