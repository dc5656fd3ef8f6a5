"""Initials: the first letter of a text as tall as some lines, from their first capitals to their last baseline.

The letter is drawn, an artifact; its text goes with the small letter behind it. So the
word is whole for whoever reads it aloud, searches or copies it, in every viewer.
"""

from __future__ import annotations

from layout.art import Fill, Path
from layout.design.desk import Desk
from layout.design.parts import Paragraph
from layout.design.rich import Words
from layout.design.styles import DEEP, DISPLAY, Style
from layout.design.words import Running, lines_of, set_text
from layout.pages.book import PlacedMark
from layout.pages.grid import BASELINE_IN_ROW
from layout.pages.piece import Piece, moved_path
from layout.pages.tree import Element
from layout.values import replace

AIR = 4.0
"""Points between the letter and the lines beside it."""


def set_initial(
    desk: Desk, paragraph: Paragraph, style: Style, width: float
) -> tuple[tuple[Piece, ...], Element] | None:
    """Set a paragraph whose first letter takes `style.initial` lines.

    None if it cannot: it begins with no capital letter, or is no longer than the letter is tall.
    """
    first = paragraph.text[0] if paragraph.text else None
    if not isinstance(first, Words) or not first.text[:1].isupper() or first.uri or first.anchor:
        return None
    letter, rest = first.text[0], first.text[1:]
    gid = desk.fonts.face(DISPLAY.regular).glyph(letter)
    if gid is None or not rest.strip():
        return None
    mark, beside = _draw(desk, gid, style)
    lines = replace(style.lines, first_indent=0.0, indents=(beside + AIR,) * style.initial)
    rich = (replace(first, text=rest.lstrip()), *paragraph.text[1:])
    with desk.setting_again():
        if len(set_text(desk, rich, replace(style, lines=lines), width).lines) <= style.initial:
            return None
    text = set_text(desk, rich, replace(style, lines=lines), width, origin=paragraph.origin)
    said = letter + (" " if rest[0].isspace() else "")
    return lines_of(desk, Running(text, beside=(mark,), initial=said, together=style.initial)), text.element


def _draw(desk: Desk, gid: int, style: Style) -> tuple[PlacedMark, float]:
    """The letter in its place beside the first lines, and how wide it is."""
    row = desk.grid.row
    face = desk.fonts.face(DISPLAY.regular)
    capital = desk.fonts.face(style.family.regular).cap_height / 1000 * style.size
    size = ((style.initial - 1) * row + capital) / face.cap_height * 1000
    outline = face.outline(gid, size)
    across = [x for _, points in outline for x in points[::2]]
    left = min(across)
    baseline = BASELINE_IN_ROW * row + (style.initial - 1) * row
    path = moved_path(Path(tuple((op, *points) for op, points in outline)), -left, baseline)
    return PlacedMark(mark=Fill(path=path, tint=DEEP), name="initial"), max(across) - left
