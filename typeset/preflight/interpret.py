"""Run a page's content and list what it paints (ISO 32000-1, 8 and 9).

An interpreter with the graphics state that a press cares about: matrix, clip box,
colours as plates, overprint, transparency, text. It goes into forms, tiling patterns
and annotation appearances. The matrix it starts with already turns PDF space into
ours (trim's top-left corner, y downwards), so every number that comes out is final.

What it leaves out, on purpose: clip paths count as their bounding box; the glyph
procedures of Type 3 fonts and the groups of soft masks are not run (both are
reported as such by the rules that forbid them).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from layout.geometry import Rect
from layout.values import Struct, replace
from typeset.preflight import spaces
from typeset.preflight.cos import (
    UNIT,
    Cos,
    as_flag,
    as_matrix,
    as_name,
    as_number,
    as_numbers,
    deref,
    elements,
    entry,
    identity,
    items,
    multiply,
    raw,
    stream_bytes,
)
from typeset.preflight.facts import (
    Colour,
    ImageFacts,
    Kind,
    Manner,
    Matrix,
    Painted,
    Planes,
    Point,
    Space,
    State,
    TextFacts,
)
from typeset.preflight.pixels import read_planes
from typeset.preflight.spaces import GRAY, Inking, read_space, shading_colour
from typeset.preflight.syntax import LINES, Operand, read_operators
from typeset.preflight.typefaces import Typeface, missing_glyphs, read_typeface

_PASSED = frozenset(b"i j M d ri d0 d1 MP DP BX EX ID EI ET".split())
"""Operators that change nothing which a press minds."""
_DEEPEST = 12
"""Forms within forms; the standard sets no limit, but a circle has to end."""
_MOST_OBJECTS = 400_000
_MOST_STEPS = 5_000_000
"""Operators on one page, forms included; a form that draws a form ten times, and so on, has no other end."""
_STEPS_OF_A_FORM = 100
_WEIGHTS = {
    steps: tuple(
        ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        for t in (i / steps for i in range(1, steps + 1))
    )
    for steps in (2, 4, 8)
}
"""Bernstein weights: small curves are flattened to two pieces, large ones to eight."""
_ASCENT, _DESCENT = 0.73, 0.21
"""Reach of letters above and below the baseline, in ems; fonts' own values are often wrong."""
_TAGGED, _ARTIFACT = "tagged", "artifact"
_FURNITURE = frozenset({"Header", "Footer"})
"""What marked content is, for whoever reads it out; artifacts that pages carry by their own names."""
_Box = tuple[float, float, float, float]
_Everywhere: _Box = (-1e7, -1e7, 1e7, 1e7)


class Library:
    """What is read once for a whole file: fonts and colour spaces by object number."""

    def __init__(self) -> None:
        self._faces: dict[object, Typeface] = {}
        self._spaces: dict[object, Inking] = {}
        self._streams: dict[object, bytes] = {}

    def face(self, holder: Cos, name: str) -> Typeface | None:
        reference = raw(holder, name)
        font = deref(reference)
        if not isinstance(font, dict):
            return None
        key = identity(reference, font)
        if key not in self._faces:
            self._faces[key] = read_typeface(font)
        return self._faces[key]

    def space(self, value: Cos, resources: Cos) -> Inking:
        """The space of a name in *resources* or of a direct object."""
        found = raw(entry(resources, "ColorSpace"), value) if isinstance(value, str) else value
        key = getattr(found, "idnum", None)
        if key is None:
            return read_space(value if found is None else found, resources)
        if key not in self._spaces:
            self._spaces[key] = read_space(found, resources)
        return self._spaces[key]


class _Graphics:
    """The graphics state; `copy` is what q does."""

    __slots__ = (
        "alpha_fill",
        "alpha_stroke",
        "blend",
        "cap",
        "char_space",
        "clip",
        "face",
        "fill",
        "fill_manner",
        "fill_space",
        "leading",
        "matrix",
        "mode",
        "overprint_fill",
        "overprint_stroke",
        "rise",
        "scale",
        "size",
        "soft_mask",
        "stroke",
        "stroke_manner",
        "stroke_space",
        "text_mode",
        "width",
        "word_space",
    )

    def __init__(self, matrix: Matrix, clip: _Box) -> None:
        self.matrix = matrix
        self.clip = clip
        self.fill_space = self.stroke_space = GRAY
        self.fill: Colour = GRAY.colour((0.0,))
        self.stroke: Colour = self.fill
        self.fill_manner: Manner | None = None
        self.stroke_manner: Manner | None = None
        self.overprint_fill = self.overprint_stroke = False
        self.mode = 0
        self.alpha_fill = self.alpha_stroke = 1.0
        self.blend = "Normal"
        self.soft_mask = False
        self.width = 1.0
        self.cap = 0
        self.face: Typeface | None = None
        self.size = 0.0
        self.char_space = self.word_space = self.leading = self.rise = 0.0
        self.scale = 1.0
        self.text_mode = 0

    def copy(self) -> _Graphics:
        other = _Graphics.__new__(_Graphics)
        for name in _Graphics.__slots__:
            setattr(other, name, getattr(self, name))
        return other


class _Veil(Struct, frozen=True):
    """What the transparency groups around an object do to it."""

    alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False


class EndlessPageError(Exception):
    """A page that would take longer to read than anybody waits."""


class Interpreter:
    """Runs content streams of one page and collects what they paint."""

    def __init__(self, library: Library, start: Matrix) -> None:
        self.objects: list[Painted] = []
        self.states: dict[State, None] = {}
        self.faces: dict[int, Typeface] = {}
        self.spaces: dict[Space, None] = {}
        self._library = library
        self._start = start
        self._within = ""
        self._depth = 0
        self._veil = _Veil()
        self._steps = 0
        self._patterns: dict[object, Colour] = {}
        self._begin(_Graphics(start, _Everywhere))
        self._do: dict[bytes, Callable[[list[Operand]], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._concat,
            b"w": self._line_width,
            b"J": self._line_cap,
            b"gs": self._extended,
            b"m": self._move,
            b"l": self._line,
            LINES: self._lines,
            b"c": self._curve,
            b"v": self._curve_from_here,
            b"y": self._curve_to_there,
            b"h": self._close,
            b"re": self._rectangle,
            b"S": lambda _: self._paint_path(stroke=True),
            b"s": lambda _: self._paint_path(stroke=True, close=True),
            b"f": lambda _: self._paint_path(fill=True),
            b"F": lambda _: self._paint_path(fill=True),
            b"f*": lambda _: self._paint_path(fill=True, even_odd=True),
            b"B": lambda _: self._paint_path(fill=True, stroke=True),
            b"B*": lambda _: self._paint_path(fill=True, stroke=True, even_odd=True),
            b"b": lambda _: self._paint_path(fill=True, stroke=True, close=True),
            b"b*": lambda _: self._paint_path(fill=True, stroke=True, close=True, even_odd=True),
            b"n": lambda _: self._paint_path(),
            b"W": self._clip_next,
            b"W*": self._clip_next,
            b"g": lambda v: self._fill_device("DeviceGray", v),
            b"G": lambda v: self._stroke_device("DeviceGray", v),
            b"rg": lambda v: self._fill_device("DeviceRGB", v),
            b"RG": lambda v: self._stroke_device("DeviceRGB", v),
            b"k": lambda v: self._fill_device("DeviceCMYK", v),
            b"K": lambda v: self._stroke_device("DeviceCMYK", v),
            b"cs": self._fill_in_space,
            b"CS": self._stroke_in_space,
            b"sc": self._fill_colour,
            b"scn": self._fill_colour,
            b"SC": self._stroke_colour,
            b"SCN": self._stroke_colour,
            b"sh": self._shade,
            b"Do": self._draw_named,
            b"BI": self._draw_inline,
            b"BT": self._begin_text,
            b"Tf": self._font,
            b"Tc": self._char_space,
            b"Tw": self._word_space,
            b"Tz": self._scale,
            b"TL": self._leading,
            b"Ts": self._rise,
            b"Tr": self._text_mode,
            b"Td": self._text_move,
            b"TD": self._text_move_leading,
            b"Tm": self._text_matrix,
            b"T*": lambda _: self._next_line(),
            b"Tj": lambda v: self._show(v[-1:]),
            b"TJ": lambda v: self._show(v[-1] if v and isinstance(v[-1], list) else []),
            b"'": self._show_next,
            b'"': self._show_spaced,
            b"BMC": self._mark,
            b"BDC": self._mark,
            b"EMC": self._unmark,
        }

    def _begin(self, graphics: _Graphics) -> None:
        self._g = graphics
        self._saved: list[_Graphics] = []
        self._path: list[list[Point]] = []
        self._here: Point = (0.0, 0.0)
        self._clip_pending = False
        self._line_matrix = self._text = UNIT
        self._marks: list[str] = []

    # ---- running streams

    @property
    def start(self) -> Matrix:
        """The matrix that pages begin with."""
        return self._start

    @property
    def is_fresh(self) -> bool:
        """Tell whether the graphics state is that of an empty page."""
        empty = _Graphics(self._start, _Everywhere)
        is_closed = not (self._saved or self._path or self._marks or self._clip_pending)
        return is_closed and all(getattr(self._g, name) == getattr(empty, name) for name in _Graphics.__slots__)

    @property
    def left_open(self) -> int:
        """How often the state was saved (q) and never restored (Q)."""
        return len(self._saved)

    def anew(self) -> Interpreter:
        """Another one for the same kind of page, that has seen nothing yet."""
        return Interpreter(self._library, self._start)

    def take(self, other: Interpreter) -> None:
        """Add all that *other* has painted."""
        self.objects += other.objects
        self.states |= other.states
        self.spaces |= other.spaces
        self.faces |= other.faces

    def run(self, data: bytes, resources: Cos) -> None:
        """Run one stream; an operator with senseless operands is passed over, as viewers do."""
        self._resources = resources
        table = self._do
        for operator, operands in read_operators(data):
            self._steps += 1
            act = table.get(operator)
            if act is None:
                if operator not in _PASSED:
                    self.states[State("unknown operator", operator.decode("latin-1")[:40])] = None
                continue
            try:
                act(operands)
            except (IndexError, TypeError, ValueError, AttributeError, OverflowError):
                continue
            if len(self.objects) > _MOST_OBJECTS or self._steps > _MOST_STEPS:
                raise EndlessPageError("there is no end to what it paints")

    def run_form(self, form: Cos, matrix: Matrix, within: str) -> None:
        """Run a form, clipped to its box, as a graphics state of its own."""
        if self._depth >= _DEEPEST:
            return
        self._steps += _STEPS_OF_A_FORM
        group = entry(form, "Group")
        is_group = as_name(entry(group, "S")) == "Transparency"
        if is_group:
            self.states[State("transparency group", as_name(entry(group, "CS")) or "-")] = None
        if as_name(entry(form, "Subtype2")) == "PS" or as_name(entry(form, "Subtype")) == "PS":
            self.states[State("PostScript", within)] = None
        if isinstance(entry(form, "Ref"), dict):
            self.states[State("outside", "a page of another file")] = None
        self._mind_outside(form)
        kept = (self._g, self._saved, self._path, self._here, self._clip_pending)
        kept_text = (self._line_matrix, self._text, self._marks, self._resources, self._within)
        inner, veil = self._g.copy(), self._veil
        if is_group:
            # A group starts afresh inside; what was in force falls on it as a whole (11.6.6).
            blend = veil.blend if inner.blend == "Normal" else inner.blend
            self._veil = _Veil(veil.alpha * inner.alpha_fill, blend, veil.masked or inner.soft_mask)
            inner.alpha_fill = inner.alpha_stroke = 1.0
            inner.blend, inner.soft_mask = "Normal", False
            inner.fill_manner = inner.stroke_manner = None
        inner.matrix = multiply(as_matrix(entry(form, "Matrix")), matrix)
        four = as_numbers(entry(form, "BBox"))
        if len(four) == 4:
            inner.clip = _meet(inner.clip, _bounds(_corners(inner.matrix, *four)))
        marks = list(self._marks)
        self._begin(inner)
        self._marks = marks
        self._within = self._within or within
        self._depth += 1
        self.run(stream_bytes(form), entry(form, "Resources") or kept_text[3])
        self._depth -= 1
        self._veil = veil
        self._g, self._saved, self._path, self._here, self._clip_pending = kept
        self._line_matrix, self._text, self._marks, self._resources, self._within = kept_text

    # ---- graphics state

    def _save(self, _: list[Operand]) -> None:
        if len(self._saved) < 512:
            self._saved.append(self._g.copy())

    def _restore(self, _: list[Operand]) -> None:
        if self._saved:
            self._g = self._saved.pop()

    def _concat(self, v: list[Operand]) -> None:
        self._g.matrix = multiply(_six(v), self._g.matrix)

    def _line_width(self, v: list[Operand]) -> None:
        self._g.width = abs(_num(v[-1]))

    def _line_cap(self, v: list[Operand]) -> None:
        self._g.cap = int(_num(v[-1]))

    def _extended(self, v: list[Operand]) -> None:
        """An ExtGState: only what a press minds (8.4.5)."""
        g = self._g
        if entry(self._resources, "ExtGState", str(v[-1])) is None:
            self.states[State("missing resource", f"graphics state {v[-1]!s}")] = None
        for key, value in items(entry(self._resources, "ExtGState", str(v[-1]))):
            value = deref(value)
            if key == "ca":
                g.alpha_fill = as_number(value, 1.0)
            elif key == "CA":
                g.alpha_stroke = as_number(value, 1.0)
            elif key == "BM":
                g.blend = as_name((elements(value) or [None])[0]) or "Normal"
            elif key == "SMask":
                g.soft_mask = isinstance(value, dict)
            elif key == "OP":
                g.overprint_stroke = as_flag(value)
                if entry(self._resources, "ExtGState", str(v[-1]), "op") is None:
                    g.overprint_fill = g.overprint_stroke
            elif key == "op":
                g.overprint_fill = as_flag(value)
            elif key == "OPM":
                g.mode = int(as_number(value))
            elif key == "LW":
                g.width = abs(as_number(value, 1.0))
            elif key == "LC":
                g.cap = int(as_number(value))
            elif key == "Font":
                self._font_from_state(elements(value))
            elif key in {"TR", "TR2"} and as_name(value) not in {"Default", "Identity"}:
                self.states[State("transfer function", key)] = None
            elif key == "HTP" or (key == "HT" and entry(value, "HalftoneName") is not None):
                self.states[State("halftone", key)] = None
        g.fill_manner = g.stroke_manner = None

    def _font_from_state(self, pair: list[Cos]) -> None:
        if len(pair) == 2 and isinstance(pair[0], dict):
            self._g.face, self._g.size = read_typeface(pair[0]), as_number(pair[1])

    def _fill_manner(self) -> Manner:
        g = self._g
        if g.fill_manner is None:
            g.fill_manner = self._manner(g.fill, overprint=g.overprint_fill, alpha=g.alpha_fill)
            self.spaces[g.fill.space] = None
        return g.fill_manner

    def _stroke_manner(self) -> Manner:
        g = self._g
        if g.stroke_manner is None:
            g.stroke_manner = self._manner(g.stroke, overprint=g.overprint_stroke, alpha=g.alpha_stroke)
            self.spaces[g.stroke.space] = None
        return g.stroke_manner

    def _manner(self, colour: Colour, *, overprint: bool, alpha: float) -> Manner:
        """How *colour* is laid down, seen through the groups that it stands in."""
        g, veil = self._g, self._veil
        blend = veil.blend if g.blend == "Normal" else g.blend
        return Manner(colour, overprint, g.mode, alpha * veil.alpha, blend, g.soft_mask or veil.masked)

    # ---- colour

    def _fill_device(self, name: str, v: list[Operand]) -> None:
        self._g.fill_space = self._library.space(name, self._resources)
        self._set_fill(self._g.fill_space.colour(tuple(map(_num, v))))

    def _stroke_device(self, name: str, v: list[Operand]) -> None:
        self._g.stroke_space = self._library.space(name, self._resources)
        self._set_stroke(self._g.stroke_space.colour(tuple(map(_num, v))))

    def _fill_in_space(self, v: list[Operand]) -> None:
        self._g.fill_space = self._library.space(v[-1], self._resources)
        self._set_fill(self._g.fill_space.colour(self._g.fill_space.initial))

    def _stroke_in_space(self, v: list[Operand]) -> None:
        self._g.stroke_space = self._library.space(v[-1], self._resources)
        self._set_stroke(self._g.stroke_space.colour(self._g.stroke_space.initial))

    def _fill_colour(self, v: list[Operand]) -> None:
        self._set_fill(self._colour(self._g.fill_space, v))

    def _stroke_colour(self, v: list[Operand]) -> None:
        self._set_stroke(self._colour(self._g.stroke_space, v))

    def _set_fill(self, colour: Colour) -> None:
        self._g.fill, self._g.fill_manner = colour, None

    def _set_stroke(self, colour: Colour) -> None:
        self._g.stroke, self._g.stroke_manner = colour, None

    def _colour(self, inking: Inking, v: list[Operand]) -> Colour:
        if v and isinstance(v[-1], str):
            return self._pattern(v[-1], inking, tuple(map(_num, v[:-1])))
        return inking.colour(tuple(map(_num, v)))

    def _pattern(self, name: str, inking: Inking, tint: tuple[float, ...]) -> Colour:
        """A pattern as one colour: its heaviest. A tiling's cell is run once, for the rules to see."""
        holder = entry(self._resources, "Pattern")
        reference = raw(holder, name)
        pattern = deref(reference)
        key = (identity(reference, pattern), tint)
        if key in self._patterns:
            return self._patterns[key]
        if int(as_number(entry(pattern, "PatternType"))) == 2:
            colour = shading_colour(entry(pattern, "Shading"), self._resources)
        else:
            colour = self._tiling(pattern, name, inking, tint)
        self._patterns[key] = colour
        return colour

    def _tiling(self, pattern: Cos, name: str, inking: Inking, tint: tuple[float, ...]) -> Colour:
        first = len(self.objects)
        uncoloured = int(as_number(entry(pattern, "PaintType"))) == 2
        kept = self._g
        self._g = _Graphics(self._start, _Everywhere)
        if uncoloured and inking.space.components:
            self._set_fill(inking.colour(tint))
            self._set_stroke(inking.colour(tint))
        self.run_form(pattern, self._start, f"pattern {name}")
        self._g = kept
        # The cell is no place on the page: its objects stay for their colours, sizes and fonts only.
        inner = [replace(o, outline=(), box=Rect(0, 0, 0, 0)) for o in self.objects[first:]]
        self.objects[first:] = inner
        colours = [o.manner.colour for o in inner]
        heaviest = max(colours, key=lambda c: c.coverage, default=GRAY.colour((1.0,)))
        return Colour(heaviest.space, heaviest.values, heaviest.plates, "tiling")

    # ---- paths

    def _at(self, x: Operand, y: Operand) -> Point:
        a, b, c, d, e, f = self._g.matrix
        return (a * x + c * y + e, b * x + d * y + f)  # type: ignore[operator]  # checked by `run`

    def _move(self, v: list[Operand]) -> None:
        self._here = self._at(v[0], v[1])
        self._path.append([self._here])

    def _line(self, v: list[Operand]) -> None:
        self._here = self._at(v[0], v[1])
        self._current().append(self._here)

    def _lines(self, v: list[Operand]) -> None:
        """Many separate lines at once: fields of dots are nothing else."""
        numbers: list[float] = v  # type: ignore[assignment]  # the reader's own
        self._steps += len(numbers) // 2
        a, b, c, d, e, f = self._g.matrix
        for x1, y1, x2, y2 in zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True):
            self._path.append([(a * x1 + c * y1 + e, b * x1 + d * y1 + f), (a * x2 + c * y2 + e, b * x2 + d * y2 + f)])
        self._here = self._path[-1][-1]

    def _current(self) -> list[Point]:
        if not self._path:
            self._path.append([self._here])
        return self._path[-1]

    def _bend(self, one: Point, two: Point, end: Point) -> None:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self._here, one, two, end
        reach = abs(x3 - x0) + abs(y3 - y0)
        weights = _WEIGHTS[2 if reach < 6 else 4 if reach < 40 else 8]
        points = self._current()
        points += [(p * x0 + q * x1 + r * x2 + u * x3, p * y0 + q * y1 + r * y2 + u * y3) for p, q, r, u in weights]
        self._here = end

    def _curve(self, v: list[Operand]) -> None:
        a, b, c, d, e, f = self._g.matrix
        numbers: list[float] = v  # type: ignore[assignment]  # the reader's own, or `run` passes it over
        x1, y1, x2, y2, x3, y3 = numbers
        self._bend(
            (a * x1 + c * y1 + e, b * x1 + d * y1 + f),
            (a * x2 + c * y2 + e, b * x2 + d * y2 + f),
            (a * x3 + c * y3 + e, b * x3 + d * y3 + f),
        )

    def _curve_from_here(self, v: list[Operand]) -> None:
        self._bend(self._here, self._at(v[0], v[1]), self._at(v[2], v[3]))

    def _curve_to_there(self, v: list[Operand]) -> None:
        end = self._at(v[2], v[3])
        self._bend(self._at(v[0], v[1]), end, end)

    def _close(self, _: list[Operand]) -> None:
        if self._path:
            self._here = self._path[-1][0]
            self._path[-1].append(self._here)

    def _rectangle(self, v: list[Operand]) -> None:
        x, y, w, h = map(_num, v[-4:])
        corners = _corners(self._g.matrix, x, y, x + w, y + h)
        self._path.append([*corners, corners[0]])
        self._here = corners[0]

    def _clip_next(self, _: list[Operand]) -> None:
        self._clip_pending = True

    def _paint_path(
        self, *, fill: bool = False, stroke: bool = False, close: bool = False, even_odd: bool = False
    ) -> None:
        path, self._path = self._path, []
        if not path:
            self._clip_pending = False
            return
        if close:
            path[-1].append(path[-1][0])
        box = _bounds([p for sub in path for p in sub])
        if fill or stroke:
            outline = tuple(map(tuple, path))
            if fill:
                self._add(Kind.FILL, box, self._fill_manner(), outline=outline, even_odd=even_odd)
            if stroke:
                width = self._g.width * _scale_of(self._g.matrix)
                half = width / 2
                wide = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
                self._add(Kind.STROKE, wide, self._stroke_manner(), outline=outline, width=width, cap=self._g.cap)
        if self._clip_pending:
            self._g.clip = _meet(self._g.clip, box)
            self._clip_pending = False

    def _shade(self, v: list[Operand]) -> None:
        shading = entry(self._resources, "Shading", str(v[-1]))
        colour = shading_colour(shading, self._resources)
        self.spaces[colour.space] = None
        g = self._g
        box = g.clip
        four = as_numbers(entry(shading, "BBox"))
        if len(four) == 4:
            box = _meet(box, _bounds(_corners(g.matrix, *four)))
        manner = self._manner(colour, overprint=g.overprint_fill, alpha=g.alpha_fill)
        corners = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
        self._add(Kind.SHADING, box, manner, outline=(corners,))

    def _add(
        self,
        kind: Kind,
        box: _Box,
        manner: Manner,
        *,
        outline: tuple[tuple[Point, ...], ...] = (),
        even_odd: bool = False,
        width: float = 0.0,
        cap: int = 0,
        text: TextFacts | None = None,
        image: ImageFacts | None = None,
    ) -> None:
        left, top, right, bottom = _meet(self._g.clip, box)
        if right < left or bottom < top:
            return  # wholly clipped away
        self.objects.append(
            Painted(
                kind,
                Rect(left, top, right - left, bottom - top),
                manner,
                outline,
                even_odd,
                width,
                cap,
                text,
                image,
                self._within,
                any(self._marks),
                next((mark for mark in self._marks if mark in _FURNITURE), "") if text else "",
            )
        )

    # ---- XObjects and images

    def _draw_named(self, v: list[Operand]) -> None:
        name = str(v[-1])
        thing = deref(raw(entry(self._resources, "XObject"), name))
        kind = as_name(entry(thing, "Subtype"))
        if kind == "Image":
            self._image(thing, name)
        elif kind == "Form":
            self.run_form(thing, self._g.matrix, f"form {name}")
        elif kind == "PS":
            self.states[State("PostScript", name)] = None
        elif thing is None:
            self.states[State("missing resource", f"XObject {name}")] = None

    def _mind_outside(self, stream: Cos) -> None:
        """Note a stream whose data lie in another file (7.3.8)."""
        if raw(stream, "F") is not None and not isinstance(stream, _Inline):
            self.states[State("outside", "the data of a stream")] = None

    def _draw_inline(self, v: list[Operand]) -> None:
        pairs, pixels = v
        if isinstance(pairs, dict) and isinstance(pixels, bytes):
            self._image(_Inline(pairs, pixels), "inline image", inline=pairs)

    def _image(self, thing: Cos, name: str, inline: dict[str, Operand] | None = None) -> None:
        g = self._g
        self._mind_outside(thing)
        width = int(as_number(entry(thing, "Width") or entry(thing, "W")))
        height = int(as_number(entry(thing, "Height") or entry(thing, "H")))
        stencil = as_flag(entry(thing, "ImageMask") or entry(thing, "IM"))
        given = (inline.get("ColorSpace") or inline.get("CS")) if inline else raw(thing, "ColorSpace")
        inking = self._library.space(given, self._resources) if given is not None and not stencil else None
        bits = 1 if stencil else int(as_number(entry(thing, "BitsPerComponent") or entry(thing, "BPC"), 8))
        a, b, c, d, *_ = g.matrix
        across, down = math.hypot(a, b), math.hypot(c, d)
        facts = ImageFacts(
            name=name,
            width=width,
            height=height,
            bits=bits,
            space=inking.space if inking else None,
            ppi=min(width / across, height / down) * 72 if across > 0 and down > 0 else 0.0,
            matrix=g.matrix,
            filters=tuple(as_name(f) for f in elements(entry(thing, "Filter") or entry(thing, "F"))),
            stencil=stencil,
            alternates=entry(thing, "Alternates") is not None,
            opi=entry(thing, "OPI") is not None,
            masked=isinstance(entry(thing, "SMask"), dict) or int(as_number(entry(thing, "SMaskInData"))) > 0,
            read_planes=_lazily(thing, inking, width, height, bits),
        )
        manner = self._fill_manner()
        if inking is not None:
            self.spaces[inking.space] = None
            manner = replace(manner, colour=Colour(inking.space, (), ()))
        elif not stencil:  # JPEG 2000 carries its own space
            manner = replace(manner, colour=Colour(spaces.UNKNOWN.space, (), ()))
        corners = _corners(g.matrix, 0, 0, 1, 1)
        self._add(Kind.IMAGE, _bounds(corners), manner, outline=(tuple(corners),), image=facts)

    # ---- text

    def _begin_text(self, _: list[Operand]) -> None:
        self._text = self._line_matrix = UNIT

    def _font(self, v: list[Operand]) -> None:
        g = self._g
        g.face = self._library.face(entry(self._resources, "Font"), str(v[0]))
        g.size = _num(v[1])
        if g.face is not None:
            self.faces[id(g.face)] = g.face
        else:
            self.states[State("missing resource", f"font {v[0]!s}")] = None

    def _char_space(self, v: list[Operand]) -> None:
        self._g.char_space = _num(v[0])

    def _word_space(self, v: list[Operand]) -> None:
        self._g.word_space = _num(v[0])

    def _scale(self, v: list[Operand]) -> None:
        self._g.scale = _num(v[0]) / 100

    def _leading(self, v: list[Operand]) -> None:
        self._g.leading = _num(v[0])

    def _rise(self, v: list[Operand]) -> None:
        self._g.rise = _num(v[0])

    def _text_mode(self, v: list[Operand]) -> None:
        self._g.text_mode = int(_num(v[0]))

    def _text_move(self, v: list[Operand]) -> None:
        self._text = self._line_matrix = multiply((1, 0, 0, 1, _num(v[0]), _num(v[1])), self._line_matrix)

    def _text_move_leading(self, v: list[Operand]) -> None:
        self._g.leading = -_num(v[1])
        self._text_move(v)

    def _text_matrix(self, v: list[Operand]) -> None:
        self._text = self._line_matrix = _six(v)

    def _next_line(self) -> None:
        self._text = self._line_matrix = multiply((1, 0, 0, 1, 0, -self._g.leading), self._line_matrix)

    def _show_next(self, v: list[Operand]) -> None:
        self._next_line()
        self._show(v[-1:])

    def _show_spaced(self, v: list[Operand]) -> None:
        self._g.word_space, self._g.char_space = _num(v[0]), _num(v[1])
        self._show_next(v)

    def _show(self, pieces: list[Operand]) -> None:
        """Show strings and shifts as one object, then move on by their advance (9.4.4)."""
        g = self._g
        face = g.face
        if face is None:
            return
        codes: list[int] = []
        shift = 0.0
        for piece in pieces:
            if isinstance(piece, bytes):
                codes += face.codes(piece)
            elif isinstance(piece, float):
                shift -= piece / 1000
        advance = (face.width(codes) + shift) * g.size + g.char_space * len(codes)
        if g.word_space and face.bytes_per_code == 1:
            advance += g.word_space * codes.count(32)
        advance *= g.scale
        if codes:
            self._show_codes(face, codes, advance)
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + a * advance, f + b * advance)

    def _show_codes(self, face: Typeface, codes: list[int], advance: float) -> None:
        g = self._g
        matrix = multiply(self._text, g.matrix)
        size = g.size * math.hypot(matrix[2], matrix[3]) * face.glyph_space * 1000
        low, high = g.rise - _DESCENT * g.size, g.rise + _ASCENT * g.size
        corners = _corners(matrix, 0, low, advance, high)
        facts = TextFacts(
            face.facts, abs(size), face.text(codes), g.text_mode not in {3, 7}, missing_glyphs(face, codes)
        )
        box, outline = _bounds(corners), (tuple(corners),)
        if g.text_mode in {1, 5}:
            self._add(Kind.TEXT, box, self._stroke_manner(), outline=outline, text=facts)
        else:
            self._add(Kind.TEXT, box, self._fill_manner(), outline=outline, text=facts)
            if g.text_mode in {2, 6}:
                width = g.width * _scale_of(g.matrix)
                self._add(Kind.TEXT, box, self._stroke_manner(), outline=outline, width=width, text=facts)

    # ---- marked content

    def _mark(self, v: list[Operand]) -> None:
        if len(self._marks) < 512:
            self._marks.append(self._artifact(v[-1]) if v[0] == "Artifact" else self._tag(v[-1]))

    def _tag(self, properties: Operand) -> str:
        """What marked content that is no artifact counts as: nothing, unless the structure tree can know it."""
        if isinstance(properties, dict):
            return _TAGGED if "MCID" in properties else ""
        is_known = isinstance(properties, str) and entry(self._resources, "Properties", properties, "MCID") is not None
        return _TAGGED if is_known else ""

    def _artifact(self, properties: Operand) -> str:
        """What an artifact is by its own word (14.8.2.2.2): ``Header``, ``Footer``, or no more than that."""
        if isinstance(properties, dict):
            subtype = properties.get("Subtype")
        else:
            subtype = as_name(entry(self._resources, "Properties", str(properties), "Subtype"))
        return subtype if isinstance(subtype, str) and subtype in _FURNITURE else _ARTIFACT

    def _unmark(self, _: list[Operand]) -> None:
        if self._marks:
            self._marks.pop()


class _Inline(dict):  # type: ignore[type-arg]
    """An inline image's dictionary in the shape of a stream's."""

    def __init__(self, pairs: dict[str, Operand], pixels: bytes) -> None:
        super().__init__({"/" + key: _as_cos(value) for key, value in pairs.items()})
        self._pixels = pixels

    def get_data(self) -> bytes:
        """The bytes as they stand; only unfiltered ones can be judged."""
        return self._pixels


def _as_cos(value: Operand) -> Cos:
    return "/" + value if isinstance(value, str) else value


def _lazily(thing: Cos, inking: Inking | None, width: int, height: int, bits: int) -> Callable[[], Planes | None]:
    return lambda: read_planes(thing, inking, width, height, bits) if inking else None


def _num(value: Operand) -> float:
    if isinstance(value, float):
        return value
    raise TypeError


def _six(v: list[Operand]) -> Matrix:
    a, b, c, d, e, f = map(_num, v[-6:])
    return (a, b, c, d, e, f)


def _scale_of(m: Matrix) -> float:
    """How much a matrix enlarges lengths: the smaller way, since a thin line is thin where it is thinnest."""
    return min(math.hypot(m[0], m[1]), math.hypot(m[2], m[3]))


def _corners(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    a, b, c, d, e, f = m
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]


def _bounds(points: list[Point]) -> _Box:
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _meet(one: _Box, other: _Box) -> _Box:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
