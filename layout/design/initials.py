"""Initials: the first letter of a text as tall as some lines, from their first capitals to their last baseline.

The letter is drawn, an artifact; its text goes with the small letter behind it. So the
word is whole for whoever reads it aloud, searches or copies it, in every viewer. A
quotation mark before it hangs in the margin, half as large.
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
from layout.type.faces import Face
from layout.values import Struct, replace

AIR = 4.0
"""Points between the letter and the lines beside it."""


def set_initial(
    desk: Desk, paragraph: Paragraph, style: Style, width: float
) -> tuple[tuple[Piece, ...], Element] | None:
    """Set a paragraph whose first letter takes `style.initial` lines.

    None if it cannot: it begins with no capital letter, or is no longer than the letter is tall.
    """
    first = paragraph.text[0] if paragraph.text else None
    if not isinstance(first, Words):
        return None
    if (first.uri or first.anchor) and not first.contents:  # a link that its words alone would name
        return None
    quote = first.text[:1] if first.text[:1] in _QUOTES else ""
    letter, rest = first.text[len(quote) : len(quote) + 1], first.text[len(quote) + 1 :]
    face = desk.fonts.face(DISPLAY.regular)
    if not letter.isupper() or face.glyph(letter) is None or not rest.strip():
        return None
    drawn = _draw(desk, letter, quote, style)
    lines = replace(style.lines, first_indent=0.0, indents=(drawn.width + AIR,) * drawn.lines)
    rich = (replace(first, text=rest.lstrip()), *paragraph.text[1:])
    with desk.setting_again():
        if len(set_text(desk, rich, replace(style, lines=lines), width).lines) <= drawn.lines:
            return None
    text = set_text(desk, rich, replace(style, lines=lines), width, origin=paragraph.origin)
    said = quote + letter + (" " if rest[0].isspace() else "")
    return lines_of(desk, Running(text, beside=drawn.marks, initial=said, together=drawn.lines)), text.element


_QUOTES = frozenset("“‘„‚«‹”»›\"'")
QUOTE_SCALE = 0.5
"""Size of a quotation mark before an initial, as a share of the initial's."""
QUOTE_AIR = 2.0
"""Points between the two."""


class _Drawn(Struct, frozen=True, kw_only=True):
    """An initial in its place beside the first lines."""

    marks: tuple[PlacedMark, ...]
    width: float
    """Points, from the margin to its right end."""
    lines: int
    """That stand beside it: one more where it goes as far below its baseline as Q does."""


def _draw(desk: Desk, letter: str, quote: str, style: Style) -> _Drawn:
    row = desk.grid.row
    face = desk.fonts.face(DISPLAY.regular)
    capital = desk.fonts.face(style.family.regular).cap_height / 1000 * style.size
    # The H as it is drawn: what a font says of its capitals can be some thousandths out,
    # which at this size is seen.
    _, flat = _reach(face, "H", 1000)
    size = ((style.initial - 1) * row + capital) / flat[1] * 1000
    baseline = BASELINE_IN_ROW * row + (style.initial - 1) * row
    (left, right), (depth, _) = _reach(face, letter, size)
    marks = [_mark(face, letter, size, -left, baseline)]
    if quote and face.glyph(quote):
        own = size * QUOTE_SCALE
        (_, end), (_, height) = _reach(face, quote, own)
        # Low marks stand on the baseline, high ones hang from the height of the capitals.
        y = baseline if quote in "„‚" else baseline - (size * flat[1] / 1000 - height)
        marks.insert(0, _mark(face, quote, own, -end - QUOTE_AIR, y))
    is_deep = depth > row - capital
    return _Drawn(marks=tuple(marks), width=right - left, lines=style.initial + is_deep)


def _mark(face: Face, char: str, size: float, x: float, y: float) -> PlacedMark:
    outline = face.outline(face.glyph(char) or 0, size)
    path = moved_path(Path(tuple((op, *points) for op, points in outline)), x, y)
    return PlacedMark(mark=Fill(path=path, tint=DEEP), name="initial")


def _reach(face: Face, char: str, size: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """How far the ink of *char* goes at *size*: left and right of its origin, below and above its baseline."""
    outline = face.outline(face.glyph(char) or 0, size)
    across = [x for _, points in outline for x in points[::2]]
    down = [y for _, points in outline for y in points[1::2]]
    return (min(across), max(across)), (max(down), -min(down))
