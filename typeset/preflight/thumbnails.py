"""Small pictures of pages, for the report. pdfium and Pillow live behind this door."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


class Pictures:
    """Draws pages of one file as data URIs. A page that will not draw is an empty string."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def page(self, index: int, width: int) -> str:
        """Page *index*, *width* pixels wide, unturned, as the CropBox or MediaBox shows it."""
        if self._document is None:
            return ""
        try:
            page = self._document[index]
            page.set_rotation(0)
            bitmap = page.render(scale=width / max(1.0, page.get_width()), may_draw_forms=False)
            image = bitmap.to_pil().convert("RGB")
        except Exception:  # noqa: BLE001  # a picture is a courtesy; the findings stand without it
            return ""
        out = io.BytesIO()
        image.save(out, "JPEG", quality=78, optimize=True)
        return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")


@contextmanager
def open_pictures(pdf: bytes) -> Iterator[Pictures]:
    """Open a file for drawing; a file that pdfium refuses gives no pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        yield Pictures(None)
        return
    try:
        yield Pictures(document)
    finally:
        document.close()


def pages_worth_a_picture(marked: Sequence[int], most: int) -> frozenset[int]:
    """The first *most* pages with findings: a thousand large pictures would help nobody."""
    return frozenset(sorted(set(marked))[:most])
