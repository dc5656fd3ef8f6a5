"""A page as SVG: shapes and letters as paths in the brand's screen colours, named and described for those who listen.

Letters are outlines, so the picture is the same where the report's faces are not installed;
its words are in `<title>` and `<desc>` (SVG 2, 5.8; WAI-ARIA Graphics: one image).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from layout.art import Fill, Label, Mark, Path, Stroke
from layout.ink import Palette, Tint
from layout.pages.book import Page, PlacedArt, PlacedLine, PlacedMark
from layout.type.glyphs import Run
from layout.values import Struct
from typeset.presskit.outlines import Outline, Outlines

DIGITS = 2
"""Hundredths of a point: at three pixels to the point still a thirtieth of a pixel."""
UNIT_DIGITS = 1
"""Within a glyph, whose units are thousandths of the em."""
SCALE_DIGITS = 6
FINE = 3
"""For strokes, of which some are the touch of a pen, a hundredth of a point long."""


class Words(Struct, frozen=True, kw_only=True):
    """What a picture is called and what it shows."""

    title: str
    description: str


def write_svg(page: Page, size: tuple[int, int], words: Words, inks: Palette, outlines: Outlines) -> bytes:
    """Write *page* as a picture of *size* CSS pixels; its items must be lines, marks and drawings."""
    body = "\n".join(_Writer(inks, outlines).items(page))
    width, height = size
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {number(page.width)} {number(page.height)}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{escape(words.title)}</title>\n'
        f'<desc id="desc">{escape(words.description)}</desc>\n'
        f"{body}\n</svg>\n"
    )
    return text.encode()


def number(value: float, digits: int = DIGITS) -> str:
    """A number in as few characters as it needs."""
    whole = int(value)
    if whole == value:
        return str(whole)
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class _Writer:
    """Writes one page; keeps nothing but what it looks things up in."""

    def __init__(self, inks: Palette, outlines: Outlines) -> None:
        self._inks = inks
        self._outlines = outlines
        self._glyphs: dict[tuple[str, int], tuple[float, float, str]] = {}

    def items(self, page: Page) -> Iterator[str]:
        for item in page.items:
            match item:
                case PlacedMark():
                    yield self._mark(item.mark, 0.0, 0.0)
                case PlacedArt():
                    for mark in item.art.marks:
                        yield self._mark(mark, item.x, item.y)
                case PlacedLine():
                    for run in item.runs:
                        yield self._run(run, item.x + run.x, item.baseline - run.rise)
                case _:
                    raise TypeError(f"a card holds no {type(item).__name__}")

    def _mark(self, mark: Mark, x: float, y: float) -> str:
        match mark:
            case Fill():
                rule = ' fill-rule="evenodd"' if mark.even_odd else ""
                return f'<path fill="{self._colour(mark.tint)}"{rule} d="{_path(mark.path, x, y, DIGITS)}"/>'
            case Stroke():
                dash = f' stroke-dasharray="{" ".join(number(d) for d in mark.dash)}"' if mark.dash else ""
                cap = ' stroke-linecap="round"' if mark.round_ends else ""
                return (
                    f'<path fill="none" stroke="{self._colour(mark.tint)}" stroke-width="{number(mark.width, FINE)}"'
                    f'{cap}{dash} d="{_path(mark.path, x, y, FINE)}"/>'
                )
            case Label():
                return self._run(mark.run, x + mark.x, y + mark.baseline - mark.run.rise, mark.turn)

    def _run(self, run: Run, x: float, baseline: float, turn: float = 0.0) -> str:
        """All glyphs of a run as one path, in the units of its face."""
        pen = 0.0
        steps: list[str] = []
        for piece, extra in zip(run.pieces, run.extra, strict=True):
            for gid, adjust in zip(piece.gids, piece.adjust, strict=True):
                steps.append(self._glyph(run.font, gid, pen))
                pen += self._outlines.advance(run.font, gid) + adjust
            pen += extra
        drawn = "".join(steps)
        if not drawn:
            return ""
        turned = f" rotate({number(-turn)})" if turn else ""
        scale = number(run.size / 1000, SCALE_DIGITS)
        place = f"translate({number(x)} {number(baseline)}){turned} scale({scale} -{scale})"
        return f'<path fill="{self._colour(run.tint)}" transform="{place}" d="{drawn}"/>'

    def _glyph(self, font: str, gid: int, pen: float) -> str:
        """One glyph with its origin at *pen*. But for its first point it is the same wherever it stands."""
        known = self._glyphs.get((font, gid))
        if known is None:
            known = self._glyphs[font, gid] = _relative(self._outlines.outline(font, gid))
        x, y, body = known
        return f"M{number(pen + x, UNIT_DIGITS)} {number(y, UNIT_DIGITS)}{body}" if body else ""

    def _colour(self, tint: Tint) -> str:
        rgb = self._inks[tint.ink].srgb.tinted(tint.amount)
        return "#" + "".join(f"{round(channel * 255):02x}" for channel in (rgb.r, rgb.g, rgb.b))


def _relative(outline: Outline) -> tuple[float, float, str]:
    """The first point of a glyph, and the rest of its outline in steps from point to point.

    Steps are taken between rounded points, so that roundings do not add up along the way.
    """
    steps: list[str] = []
    at = first = start = (0.0, 0.0)
    for place, (letter, *given) in enumerate(outline):
        points = [(round(u, UNIT_DIGITS), round(v, UNIT_DIGITS)) for u, v in zip(given[::2], given[1::2], strict=True)]
        if not place:
            at = first = start = points[0]
            continue
        steps.append(letter.lower() + _coordinates([(u - at[0], v - at[1]) for u, v in points], UNIT_DIGITS))
        at = points[-1] if points else start
        start = at if letter == "M" else start
    return *first, "".join(steps)


def _path(path: Path, x: float, y: float, digits: int) -> str:
    steps = []
    for letter, *given in path.steps:
        points = [(x + u, y + v) for u, v in zip(given[::2], given[1::2], strict=True)]
        steps.append(letter + _coordinates(points, digits))
    return "".join(steps)


def _coordinates(points: Iterable[tuple[float, float]], digits: int) -> str:
    """Numbers one behind the other; a minus parts them as well as a space does."""
    return " ".join(f"{number(u, digits)} {number(v, digits)}" for u, v in points).replace(" -", "-")
