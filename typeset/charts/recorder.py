"""matplotlib's drawing, written down as marks of named inks and the report's own type.

A matplotlib backend whose page is a list. Paths become fills and strokes, words become
`Label`s of our own shaped glyphs (and matplotlib is told their true extents, so that its
layout agrees with what is printed), colours become tints. Whatever a press cannot take
as it stands is refused by name: unknown colours, transparency, rasters, gradients,
mathematics set by matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path as PlotPath

from layout.art import Fill, Label, Mark, Path, Step, Stroke
from layout.geometry import Rect
from layout.type.style import TextStyle
from layout.values import Struct
from typeset.charts.clipping import Point, clip_area, clip_line
from typeset.charts.precision import DIGITS, tidy
from typeset.charts.spec import ChartError
from typeset.charts.wording import ANY_TINT, Wording

if TYPE_CHECKING:
    from matplotlib.transforms import Transform

    from typeset.charts.tokens import Tokens

THINNEST = 0.35
"""Thinner lines break up on the plate (points)."""


class Place(Struct, frozen=True):
    """Where matplotlib's origin stands on the drawing, and which way its y runs."""

    x: float = 0.0
    y: float = 0.0
    up: float = 1.0
    """1 where y already runs downwards, -1 where it runs upwards."""

    def at(self, x: float, y: float) -> Point:
        """The point of the drawing at matplotlib's (*x*, *y*)."""
        return self.x + x, self.y + self.up * y


DOWNWARDS = Place()


class Recorder(RendererBase):
    """Takes down everything drawn on it, in order, at the end of *marks*.

    *place* turns matplotlib's coordinates into those of the `Art` (points, y downwards).
    The recorder is at 72 dots to the inch, so that a pixel of matplotlib's is a point.
    """

    def __init__(
        self,
        chart: str,
        wording: Wording,
        tokens: Tokens,
        size: tuple[float, float],
        place: Place,
        marks: list[Mark],
    ) -> None:
        super().__init__()
        self.marks = marks
        self._chart = chart
        self._wording = wording
        self._tokens = tokens
        self._size = size
        self._place = place
        self._groups: list[str] = []

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Remember which element is being drawn; errors name it."""
        self._groups.append(gid or s)

    def close_group(self, s: str) -> None:  # noqa: ARG002  # matplotlib's signature
        """Forget the innermost element."""
        self._groups.pop()

    # matplotlib gives the face colour by this name.
    def draw_path(self, gc: Any, path: PlotPath, transform: Transform, rgbFace: Any = None) -> None:  # noqa: N803
        """Record a path, filled and stroked as the graphics context says."""
        self._refuse_the_unprintable(gc)
        fill = self._tint(rgbFace) if rgbFace is not None else None
        line = self._tint(gc.get_rgb()) if gc.get_linewidth() > 0 else None
        box = self._clip_box(gc)
        steps = self._steps(path, transform)
        whole = box is None or _is_inside(steps, box)
        if fill is not None:
            kept = steps if whole or box is None else self._cut_areas(path, transform, box)
            if kept:
                self.marks.append(Fill(path=Path(kept), tint=fill))
        if line is not None:
            kept = steps if whole or box is None else self._cut_lines(path, transform, box)
            if kept:
                self.marks.append(self._stroke(gc, kept, line))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: bool | str = False,
        mtext: Any = None,
    ) -> None:
        """Record one line of words on the baseline at (*x*, *y*)."""
        if ismath:
            raise self._error(f"`{s}` asks for mathematics; write it in plain characters")
        self._refuse_the_unprintable(gc)
        tint = self._tint(gc.get_rgb())
        if tint is None:
            return
        features = tuple(mtext.get_fontfeatures() or ()) if mtext is not None else ()
        left, baseline = self._place.at(x, y)
        style = TextStyle(font=self._face(prop), size=prop.get_size_in_points(), tint=tint, features=features)
        run, *others = self._wording.runs(s, style)
        label = Label(x=tidy(left), baseline=tidy(baseline), run=run, turn=tidy(angle), others=tuple(others))
        self.marks.append(label)

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: bool | str) -> tuple[float, float, float]:
        """Measure *s* as it will be printed."""
        if ismath:
            raise self._error(f"`{s}` asks for mathematics; write it in plain characters")
        style = self._measuring_style(prop)
        rise, drop = self._wording.extent(style)
        return self._wording.width(s, style), rise + drop, drop

    def _get_font_height_metrics(self, prop: Any) -> tuple[float, float, float]:
        # matplotlib 3.11 asks this of its PDF and PostScript backends before it falls back
        # to looking for a font file of the same name, which ours need not be.
        rise, drop = self._wording.extent(self._measuring_style(prop))
        return rise, drop, 0.0

    def draw_image(self, gc: Any, x: Any, y: Any, im: Any, transform: Any = None) -> None:  # noqa: ARG002
        """Refuse: a chart is drawn, never scanned."""
        raise self._error("a raster image cannot be drawn in inks; draw the cells as shapes")

    def draw_gouraud_triangles(self, gc: Any, triangles_array: Any, colors_array: Any, transform: Any) -> None:  # noqa: ARG002
        """Refuse: a gradient has no ink."""
        raise self._error("gradient shading cannot be drawn in inks; use flat tints")

    def draw_tex(self, gc: Any, x: Any, y: Any, s: str, prop: Any, angle: Any, *, mtext: Any = None) -> None:  # noqa: ARG002
        """Refuse: TeX would set the words in its own fonts."""
        raise self._error(f"`{s}` asks for TeX; write it in plain characters")

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the drawing in points."""
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        """A pixel is a point here."""
        return points

    def flipy(self) -> bool:
        """Say that y grows upwards, as in PDF."""
        return False

    def _steps(self, path: PlotPath, transform: Transform) -> tuple[Step, ...]:
        clean: Any = path.cleaned(transform=transform, remove_nans=True, simplify=False, curves=True)
        # Placed and rounded all at once in numpy, then plain floats: a field of a thousand
        # dots has thirteen thousand points.
        xs = [x + 0.0 for x in (clean.vertices[:, 0] + self._place.x).round(DIGITS).tolist()]
        ys = [y + 0.0 for y in (clean.vertices[:, 1] * self._place.up + self._place.y).round(DIGITS).tolist()]
        return tuple(_steps_of(clean.codes.tolist(), xs, ys))

    def _stroke(self, gc: GraphicsContextBase, steps: tuple[Step, ...], tint: Any) -> Stroke:
        width = float(gc.get_linewidth())
        if width < THINNEST:
            raise self._error(f"a line of {width:g} pt will not print; {THINNEST} pt is the thinnest")
        dashes: Any = gc.get_dashes()[1]
        return Stroke(
            path=Path(steps),
            tint=tint,
            width=tidy(width),
            dash=tuple(tidy(d) for d in dashes) if dashes is not None else (),
            round_ends=str(gc.get_capstyle()) == "round",
        )

    def _tint(self, colour: Any) -> Any:
        red, green, blue, *alpha = (float(c) for c in colour)
        if alpha and alpha[0] == 0:
            return None
        if alpha and alpha[0] != 1:
            raise self._error(f"an opacity of {alpha[0]:g} cannot be printed as it stands; use a lighter tint")
        tint = self._tokens.tint((red, green, blue))
        if tint is None:
            code = "#" + "".join(f"{round(c * 255):02x}" for c in (red, green, blue))
            raise self._error(f"the colour {code} is no ink of the brand; take it from `sheet.colour(tint)`")
        return tint

    def _refuse_the_unprintable(self, gc: GraphicsContextBase) -> None:
        alpha = gc.get_alpha()
        if alpha not in (None, 1, 0):
            raise self._error(f"an opacity of {alpha:g} cannot be printed as it stands; use a lighter tint")
        if gc.get_hatch():
            raise self._error("a hatch is drawn by matplotlib's own rules; draw its lines as shapes")
        if gc.get_sketch_params() is not None:
            raise self._error("sketched lines come out different each time; draw them straight")

    def _clip_box(self, gc: GraphicsContextBase) -> Rect | None:
        path, _ = gc.get_clip_path()
        if path is not None:
            raise self._error("only rectangles can be clipped to; cut the shape itself")
        bounds = gc.get_clip_rectangle()
        if bounds is None:
            return None
        (left, one), (right, other) = self._place.at(bounds.x0, bounds.y0), self._place.at(bounds.x1, bounds.y1)
        return Rect(float(left), float(min(one, other)), float(right - left), float(abs(other - one)))

    def _cut_areas(self, path: PlotPath, transform: Transform, box: Rect) -> tuple[Step, ...]:
        steps: list[Step] = []
        polygons: Any = path.to_polygons(transform)
        for polygon in polygons:
            points = clip_area(self._points(polygon), box)
            if points:
                steps += [("M", *points[0]), *(("L", *p) for p in points[1:]), ("Z",)]
        return tuple(steps)

    def _cut_lines(self, path: PlotPath, transform: Transform, box: Rect) -> tuple[Step, ...]:
        steps: list[Step] = []
        polygons: Any = path.to_polygons(transform, closed_only=False)
        for polygon in polygons:
            for piece in clip_line(self._points(polygon), box):
                steps += [("M", *piece[0]), *(("L", *p) for p in piece[1:])]
        return tuple(steps)

    def _points(self, polygon: Any) -> list[Point]:
        points = (self._place.at(float(x), float(y)) for x, y in polygon)
        return [(tidy(x), tidy(y)) for x, y in points]

    def _face(self, prop: Any) -> str:
        family = str(prop.get_family()[0])
        if not self._wording.has(family):
            raise self._error(f"`{family}` is no face of the report; give a key of its fonts")
        return family

    def _measuring_style(self, prop: Any) -> TextStyle:
        return TextStyle(font=self._face(prop), size=prop.get_size_in_points(), tint=ANY_TINT)

    def _error(self, message: str) -> ChartError:
        return ChartError(self._chart, " in ".join(reversed(self._groups[-2:])), message)


def _steps_of(codes: list[int], xs: list[float], ys: list[float]) -> Iterator[Step]:
    """Read matplotlib's vertices and codes as steps; quadratic curves are raised to cubics."""
    i = 0
    while i < len(codes):
        match codes[i]:
            case PlotPath.MOVETO:
                yield ("M", xs[i], ys[i])
            case PlotPath.LINETO:
                yield ("L", xs[i], ys[i])
            case PlotPath.CURVE3:
                px, py, qx, qy, x, y = xs[i - 1], ys[i - 1], xs[i], ys[i], xs[i + 1], ys[i + 1]
                one = (tidy(px + (qx - px) * 2 / 3), tidy(py + (qy - py) * 2 / 3))
                two = (tidy(x + (qx - x) * 2 / 3), tidy(y + (qy - y) * 2 / 3))
                yield ("C", *one, *two, x, y)
                i += 1
            case PlotPath.CURVE4:
                yield ("C", xs[i], ys[i], xs[i + 1], ys[i + 1], xs[i + 2], ys[i + 2])
                i += 2
            case PlotPath.CLOSEPOLY:
                yield ("Z",)
        i += 1


def _is_inside(steps: tuple[Step, ...], box: Rect) -> bool:
    slack = 0.01
    for step in steps:
        numbers = step[1:]
        if not all(box.x - slack <= x <= box.right + slack for x in numbers[::2]):
            return False
        if not all(box.y - slack <= y <= box.bottom + slack for y in numbers[1::2]):
            return False
    return True
