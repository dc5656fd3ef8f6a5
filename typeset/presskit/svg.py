"""A page as SVG: shapes and letters as paths in the brand's screen colours, named and described for those who listen.

Letters are outlines, so the picture is the same where the report's faces are not installed;
its words are in `<title>` and `<desc>` (SVG 2, 5.8; WAI-ARIA Graphics: one image).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from layout.art import Fill, Label, Mark, Path, Stroke
from layout.ink import Palette, Tint
from layout.pages.book import Page, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.type.faces import Fonts, Step
from layout.type.glyphs import Run, Shaped
from layout.values import Struct

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


def write_svg(page: Page, size: tuple[int, int], words: Words, inks: Palette, fonts: Fonts) -> bytes:
    """Write *page* as a picture of *size* CSS pixels; its items must be lines, marks and drawings."""
    body = "\n".join(Writer(on_screen(inks), fonts).items(page))
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


Colours = Callable[[Tint], str]
"""How a tint looks, as CSS writes it."""


def on_screen(inks: Palette) -> Colours:
    """Tints by the screen partners of their inks."""

    def colour(tint: Tint) -> str:
        rgb = inks[tint.ink].srgb.tinted(tint.amount)
        return "#" + "".join(f"{round(channel * 255):02x}" for channel in (rgb.r, rgb.g, rgb.b))

    return colour


class Writer:
    """Writes pages; keeps how each word is drawn, for most stand on many pages."""

    def __init__(self, colours: Colours, fonts: Fonts, picture: Callable[[PlacedPicture], str] | None = None) -> None:
        self._colour = colours
        self._fonts = fonts
        self._picture = picture
        self._glyphs: dict[tuple[str, int], _Glyph] = {}
        self._words: dict[tuple[str, Shaped], str] = {}

    def items(self, page: Page) -> Iterator[str]:
        """Everything on *page*, in painting order."""
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
                case PlacedPicture() if self._picture is not None:
                    yield self._picture(item)
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
                return "".join(
                    self._run(run, x + mark.x, y + mark.baseline - run.rise, mark.turn, run.x) for run in mark.runs
                )

    def _run(self, run: Run, x: float, baseline: float, turn: float = 0.0, along: float = 0.0) -> str:
        """All words of a run as one path, in the units of its face; it begins *along* the turned line from (*x*, *baseline*)."""
        pen = along * 1000 / run.size
        steps: list[str] = []
        for piece, extra in zip(run.pieces, run.extra, strict=True):
            drawn = self._words.get((run.font, piece))
            if drawn is None:
                drawn = self._words[run.font, piece] = self._word(run.font, piece)
            if drawn:
                steps.append(f"M{number(pen, UNIT_DIGITS)} 0{drawn}")
            pen += piece.width + extra
        if not steps:
            return ""
        turned = f" rotate({number(-turn)})" if turn else ""
        scale = number(run.size / 1000, SCALE_DIGITS)
        place = f"translate({number(x)} {number(baseline)}){turned} scale({scale} -{scale})"
        return f'<path fill="{self._colour(run.tint)}" transform="{place}" d="{"".join(steps)}"/>'

    def _word(self, font: str, piece: Shaped) -> str:
        """A word in steps from where the pen stands: the same on whatever line, in whatever place."""
        steps: list[str] = []
        pen, at = 0.0, (0.0, 0.0)
        for gid, adjust in zip(piece.gids, piece.adjust, strict=True):
            glyph = self._glyph(font, gid)
            if glyph.body:
                (x, y), left = glyph.first, round(pen, UNIT_DIGITS)
                steps.append(f"m{_coordinates([(left + x - at[0], y - at[1])], UNIT_DIGITS)}{glyph.body}")
                at = (left + glyph.last[0], glyph.last[1])
            pen += self._fonts.face(font).advance(gid) + adjust
        return "".join(steps)

    def _glyph(self, font: str, gid: int) -> _Glyph:
        known = self._glyphs.get((font, gid))
        if known is None:
            known = self._glyphs[font, gid] = _relative(self._fonts.face(font).contours(gid))
        return known


class _Glyph(Struct, frozen=True):
    """A glyph in steps from its first point on: but for that point it is the same wherever it stands."""

    first: tuple[float, float]
    body: str
    last: tuple[float, float]
    """Where the pen is left: a closed outline leads back to where it began."""


def _relative(outline: Sequence[Step]) -> _Glyph:
    """A glyph's outline in steps from point to point.

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
    return _Glyph(first, "".join(steps), at)


def _path(path: Path, x: float, y: float, digits: int) -> str:
    steps = []
    for letter, *given in path.steps:
        points = [(x + u, y + v) for u, v in zip(given[::2], given[1::2], strict=True)]
        steps.append(letter + _coordinates(points, digits))
    return "".join(steps)


def _coordinates(points: Iterable[tuple[float, float]], digits: int) -> str:
    """Numbers one behind the other; a minus parts them as well as a space does."""
    return " ".join(f"{number(u, digits)} {number(v, digits)}" for u, v in points).replace(" -", "-")
