"""Running heads and folios: what every page carries and no reader is read aloud."""

from __future__ import annotations

from layout.design.desk import Desk
from layout.design.rich import words
from layout.design.styles import Style
from layout.design.words import set_text
from layout.geometry import mm
from layout.pages.book import PlacedLine
from layout.pages.sheet import Sheet

HEAD_DROP = mm(12.5)
"""From the trim's upper edge to the running head's baseline."""

FOLIO_RISE = mm(13)
"""From the trim's lower edge up to the folio's baseline."""


def furnish(desk: Desk, sheet: Sheet, label: str, head: str) -> tuple[PlacedLine, ...]:
    """The running head and the folio of one page, both at the fore-edge; artifacts, not content."""
    if not sheet.furnished:
        return ()
    shape = desk.brand.page
    return (
        *_line(desk, sheet, head, desk.styles.running, HEAD_DROP),
        *_line(desk, sheet, label, desk.styles.folio, shape.height - FOLIO_RISE),
    )


def _line(desk: Desk, sheet: Sheet, text: str, style: Style, baseline: float) -> tuple[PlacedLine, ...]:
    if not text:
        return ()
    set_one = set_text(desk, words(text), style, desk.grid.width)
    line = set_one.lines[0]
    x = sheet.left + (desk.grid.width - line.width if sheet.recto else 0.0)
    return (
        PlacedLine(
            x=x,
            baseline=baseline,
            measure=line.width,
            runs=line.runs,
            slots=(None,) * len(set_one.slots),
            leading=style.leading,
        ),
    )
