"""Running heads and folios: what every page carries and no reader is read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from layout.complaint import Origin
from layout.design.desk import Desk
from layout.design.rich import words
from layout.design.styles import Style
from layout.design.words import set_text
from layout.geometry import mm
from layout.pages.book import PlacedLine

HEAD_DROP = mm(12.5)
"""From the trim's upper edge to the running head's baseline."""

FOLIO_RISE = mm(13)
"""From the trim's lower edge up to the folio's baseline."""


def furnish(desk: Desk, label: str, head: str, *, recto: bool) -> tuple[PlacedLine, ...]:
    """The running head and the folio of one page, both at the fore-edge; artifacts, not content."""
    shape = desk.brand.page
    return (
        *_line(desk, head, desk.styles.running, HEAD_DROP, recto=recto),
        *_line(desk, label, desk.styles.folio, shape.height - FOLIO_RISE, recto=recto),
    )


def check_furniture(desk: Desk, heads: Iterable[str], origin: Origin) -> None:
    """Complain of characters that the running heads of a part cannot show."""
    font = desk.styles.running.text(desk.language).font
    for head in heads:
        desk.check_glyphs(head, font, origin)


def _line(desk: Desk, text: str, style: Style, baseline: float, *, recto: bool) -> tuple[PlacedLine, ...]:
    if not text:
        return ()
    set_one = set_text(desk, words(text), style, desk.grid.width)
    line = set_one.lines[0]
    x = desk.grid.left(recto=recto) + (desk.grid.width - line.width if recto else 0.0)
    return (
        PlacedLine(
            x=x,
            baseline=baseline,
            measure=line.width,
            runs=line.runs,
            slots=(None,) * len(set_one.slots),
            leading=style.leading,
            furniture=True,
        ),
    )
