"""A Book painted only to be looked at: the pages that a comparison shows."""

from __future__ import annotations

from typeset import LOOK
from typeset.editions import paint_edition
from typeset.laying import Laid
from typeset.preflight.printer import load_printer


def paint_look(laid: Laid) -> bytes:
    """The pages of *laid* in screen colours, at trim size."""
    assert laid.book is not None
    assert laid.report is not None
    assert laid.brand is not None
    return paint_edition(
        LOOK,
        laid.book,
        laid.report,
        brand=laid.brand,
        faces=laid.faces,
        pictures=laid.pictures,
        printer=load_printer("coated"),
        sources=laid.sources,
    )
