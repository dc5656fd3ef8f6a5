"""How much ink lies where: plates painted on a grid of millimetres.

The painter's algorithm over the objects of a page, one bytearray for each row of
each plate. Every cell takes the ink at its centre, so what is found at a place is what
the press would lay there; sums over a page are good to about a per cent.

Knocking out and overprinting follow ISO 32000-1, 8.6.7. Text counts twice: its
letters cover about a fifth of their box, which is what the totals use, while the
heaviest place under a letter is ground plus letter. Strokes under a point are left
out: their area is nothing, and thin lines of several inks have a rule of their own.
RGB is taken as if black replaced all grey; such pages are marked as estimated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin, sqrt

from layout.geometry import Rect, mm
from layout.values import Struct
from typeset.preflight.facts import PROCESS, Colour, Kind, Page, Painted, Planes, Point, touches

CELL = mm(1)
_TEXT_DENSITY = 0.21
"""Share of a line's box that its letters cover: 0.21 on pages of running serif text, by Ghostscript's plates."""
_THINNEST_STROKE = 1.0
_SLACK = 0.01
"""Rounding to 255 steps may add up to one per cent over four plates."""
_MOST_CELLS = 4_000_000


class Coverage(Struct, frozen=True):
    """The ink on one page. Amounts are 0..1 for a plate, 0..4 and more for all."""

    plates: tuple[tuple[str, float], ...]
    """Share of the trimmed page that each plate covers."""
    heaviest: float
    heaviest_place: Rect | None
    over: tuple[Rect, ...]
    """Where the total is above the limit that was asked."""
    estimated: bool = False
    """Some colours had to be converted for it."""


NO_INK = Coverage((), 0.0, None, ())
"""Of a page that is not printed, or too large to be."""


def measure_coverage(page: Page, limit: float) -> Coverage:
    """Lay all ink of *page* on a grid and read it; *limit* is 0..4."""
    area = page.facts.bleed_rect.around(page.trim)
    if (area.width / CELL) * (area.height / CELL) > _MOST_CELLS:
        return NO_INK
    grid = _Grid(area)
    for thing in page.objects:
        if thing.outline and touches(area, thing.box):
            grid.lay(thing, limit)
    return grid.read(page.trim, limit)


class _Grid:
    """The plates of one page while it is being painted."""

    def __init__(self, area: Rect) -> None:
        self.area = area
        self.columns = max(1, round(area.width / CELL))
        self.rows = max(1, round(area.height / CELL))
        self.across = area.width / self.columns
        self.down = area.height / self.rows
        self.plates: dict[str, list[bytearray]] = {}
        self.inked: set[str] = set()
        """Plates that carry anything yet; to knock out of the others is no work."""
        self.estimated = False
        self.letters = 0.0
        self.letters_place: Rect | None = None
        self.letters_over: list[Rect] = []
        for name in PROCESS:
            self._plate(name)

    def _plate(self, name: str) -> list[bytearray]:
        if name not in self.plates:
            self.plates[name] = [bytearray(self.columns) for _ in range(self.rows)]
        return self.plates[name]

    # ---- painting

    def lay(self, thing: Painted, limit: float) -> None:
        if thing.kind is Kind.IMAGE and thing.image is not None and not thing.image.stencil:
            self._lay_image(thing)
            return
        if thing.kind is Kind.STROKE and thing.width < _THINNEST_STROKE:
            return
        if thing.text is not None and not thing.text.visible:
            return
        inks = self._inks_of(thing.manner.colour)
        if inks is None:
            return
        if thing.kind is Kind.TEXT:
            self._weigh_letters(thing, inks, limit)
        self._lay_flat(thing, inks)

    def _inks_of(self, colour: Colour) -> dict[str, float] | None:
        """Plates that *colour* sets; None where nobody can say."""
        if colour.plates:
            return {name: amount for name, amount in colour.plates if name != "All"}
        if colour.space.base == "rgb" and len(colour.values) == 3:
            self.estimated = True
            c, m, y = (1 - min(1.0, max(0.0, v)) for v in colour.values)
            k = min(c, m, y)
            return dict(zip(PROCESS, (c - k, m - k, y - k, k), strict=True))
        self.estimated = True
        return None

    def _changes(self, thing: Painted, inks: dict[str, float]) -> Iterator[tuple[list[bytearray], bytes | int]]:
        """For each plate that *thing* changes: its rows, and a flat amount or a table old → new."""
        manner = thing.manner
        process = manner.colour.space.base == "cmyk"
        opacity = manner.alpha * (_TEXT_DENSITY if thing.kind is Kind.TEXT else 1.0)
        # In sorted order, since a set's own order changes from run to run.
        for name in sorted({*self.plates, *inks}):
            amount = inks.get(name)
            if manner.overprint and (amount is None or (process and manner.overprint_mode == 1 and amount == 0)):
                continue
            new = round(255 * (amount or 0.0))
            if new:
                self.inked.add(name)
            elif name not in self.inked:
                continue
            rows = self._plate(name)
            if manner.blend == "Multiply" or opacity < 1:
                yield rows, _mixing(new, opacity, manner.blend == "Multiply")
            else:
                yield rows, new

    def _lay_flat(self, thing: Painted, inks: dict[str, float]) -> None:
        spans = self._spans(thing)
        if not spans:
            return
        for rows, change in self._changes(thing, inks):
            if isinstance(change, int):
                band = bytes((change,)) * self.columns
                for row, start, stop in spans:
                    if stop - start == 1:
                        rows[row][start] = change
                    else:
                        rows[row][start:stop] = band[: stop - start]
            else:
                for row, start, stop in spans:
                    rows[row][start:stop] = rows[row][start:stop].translate(change)

    def _lay_image(self, thing: Painted) -> None:
        image = thing.image
        planes = image.read_planes() if image is not None else None
        if image is None or planes is None:
            self.estimated = True
            return
        if image.space is not None and image.space.base == "rgb":
            self.estimated = True
        a, b, c, d, e, f = image.matrix
        turn = a * d - b * c
        if abs(turn) < 1e-9:
            return
        named = dict(planes.plates)
        kept = thing.manner.overprint
        self.inked |= set(named)
        for row, start, stop in self._spans(thing):
            at = self._sampled(planes, row, start, stop, (d / turn, -b / turn, -c / turn, a / turn, e, f))
            for name in {**dict.fromkeys(self.plates), **dict.fromkeys(named)}:
                band = named.get(name)
                if band is not None:
                    self._plate(name)[row][start:stop] = bytes([band[i] for i in at])
                elif not kept:
                    self._plate(name)[row][start:stop] = bytes(stop - start)

    def _sampled(
        self, planes: Planes, row: int, start: int, stop: int, back: tuple[float, float, float, float, float, float]
    ) -> list[int]:
        """Which pixel lies under each cell of a span; *back* leads from the page into the unit square."""
        a, b, c, d, e, f = back
        y = self.area.y + (row + 0.5) * self.down - f
        wide, high = planes.width, planes.height
        out = []
        for column in range(start, stop):
            x = self.area.x + (column + 0.5) * self.across - e
            u = min(wide - 1, max(0, int((a * x + c * y) * wide)))
            v = min(high - 1, max(0, int((1 - (b * x + d * y)) * high)))
            out.append(v * wide + u)
        return out

    def _weigh_letters(self, thing: Painted, inks: dict[str, float], limit: float) -> None:
        """The total where a letter stands: on its ground if it overprints, alone if it knocks out."""
        own = sum(inks.values())
        total = own
        if thing.manner.overprint:
            left, right = self._column(thing.box.x), self._column(thing.box.right) + 1
            under = 0.0
            mode_1 = thing.manner.overprint_mode == 1 and thing.manner.colour.space.base == "cmyk"
            others = [rows for name, rows in self.plates.items() if name not in inks or (mode_1 and not inks[name])]
            for row in range(self._row(thing.box.y), self._row(thing.box.bottom) + 1):
                strips = [rows[row][left:right] for rows in others]
                bound = sum(max(s, default=0) for s in strips)
                if bound > under * 255:
                    under = max(map(sum, zip(*strips, strict=True)), default=0) / 255
            total += under
        if total > self.letters:
            self.letters, self.letters_place = total, thing.box
        if total > limit + _SLACK:
            self.letters_over.append(thing.box)

    # ---- geometry

    def _column(self, x: float) -> int:
        return min(self.columns - 1, max(0, int((x - self.area.x) / self.across)))

    def _row(self, y: float) -> int:
        return min(self.rows - 1, max(0, int((y - self.area.y) / self.down)))

    def _spans(self, thing: Painted) -> list[tuple[int, int, int]]:
        """Runs of cells whose centres *thing* covers: row, first column, column after the last."""
        first, last = self._between(thing.box.x, thing.box.right, self.area.x, self.across, self.columns)
        top, bottom = self._between(thing.box.y, thing.box.bottom, self.area.y, self.down, self.rows)
        if first >= last or top >= bottom:
            return []
        if thing.kind is not Kind.STROKE and _is_box(thing.outline):
            return [(row, first, last) for row in range(top, bottom)]
        if thing.kind is Kind.STROKE and thing.cap == 1 and all(map(_is_dot, thing.outline)):
            return self._dotted(thing, first, last, top, bottom)
        if thing.kind is Kind.STROKE:
            polygons: Iterable[tuple[Point, ...]] = _widened(thing.outline, thing.width / 2, thing.cap)
        else:
            polygons = thing.outline
        out = []
        origin, step = self.area.x / self.across + 0.5 + 1e-6, self.across
        for row, crossings in sorted(self._crossings(polygons, top, bottom).items()):
            for start, stop in _filled(sorted(crossings), even_odd=thing.even_odd):
                a, b = max(first, ceil(start / step - origin)), min(last, ceil(stop / step - origin))
                if a < b:
                    out.append((row, a, b))
        return out

    def _dotted(self, thing: Painted, first: int, last: int, top: int, bottom: int) -> list[tuple[int, int, int]]:
        """The same for a stroke that is nothing but dots: discs are quicker to reckon than their outlines."""
        found: dict[int, list[tuple[int, int]]] = {}
        half, step, down = thing.width / 2, self.across, self.down
        origin, rise = self.area.x / step + 0.5 + 1e-6, self.area.y / down + 0.5 + 1e-6
        middle, square = self.area.y + 0.5 * down, half * half
        for line in thing.outline:
            x, y = line[0]
            for row in range(max(top, ceil((y - half) / down - rise)), min(bottom, ceil((y + half) / down - rise))):
                reach = sqrt(max(0.0, square - (middle + row * down - y) ** 2))
                a, b = max(first, ceil((x - reach) / step - origin)), min(last, ceil((x + reach) / step - origin))
                if a < b:
                    found.setdefault(row, []).append((a, b))
        return [(row, a, b) for row, runs in sorted(found.items()) for a, b in _merged(runs)]

    @staticmethod
    def _between(low: float, high: float, origin: float, step: float, count: int) -> tuple[int, int]:
        """Cells whose centres lie from *low* to *high*, as a half-open range."""
        first = ceil((low - origin) / step - 0.5 - 1e-6)
        after = ceil((high - origin) / step - 0.5 - 1e-6)
        return max(0, first), min(count, after)

    def _crossings(
        self, polygons: Iterable[tuple[Point, ...]], top: int, bottom: int
    ) -> dict[int, list[tuple[float, int]]]:
        """Where the outlines cross the middle of each row, and in which direction."""
        found: dict[int, list[tuple[float, int]]] = {}
        step, origin = self.down, self.area.y / self.down + 0.5 + 1e-6
        middle = self.area.y + 0.5 * step
        for polygon in polygons:
            x0, y0 = polygon[-1]
            for x1, y1 in polygon:
                if y0 < y1:
                    first, after, way = ceil(y0 / step - origin), ceil(y1 / step - origin), 1
                else:
                    first, after, way = ceil(y1 / step - origin), ceil(y0 / step - origin), -1
                if first < after:
                    slope = (x1 - x0) / (y1 - y0)
                    for row in range(max(first, top), min(after, bottom)):
                        x = x0 + (middle + row * step - y0) * slope
                        if row in found:
                            found[row].append((x, way))
                        else:
                            found[row] = [(x, way)]
                x0, y0 = x1, y1
        return found

    # ---- reading

    def read(self, trim: Rect, limit: float) -> Coverage:
        left, right = self._between(trim.x, trim.right, self.area.x, self.across, self.columns)
        top, bottom = self._between(trim.y, trim.bottom, self.area.y, self.down, self.rows)
        cells = max(1, (right - left) * (bottom - top)) * 255
        totals = _Remembered(sum)
        shares = tuple(
            (name, sum(totals(row[left:right]) for row in rows[top:bottom]) / cells if name in self.inked else 0.0)
            for name, rows in self.plates.items()
        )
        inked = [self.plates[name] for name in sorted(self.inked & self.plates.keys())]
        heaviest, place = self._heaviest(inked)
        if self.letters > heaviest:
            heaviest, place = self.letters, self.letters_place
        over = self._over(inked, limit) if heaviest > limit + _SLACK else ()
        return Coverage(shares, heaviest, place, (*over, *self.letters_over), self.estimated)

    def _heaviest(self, inked: list[list[bytearray]]) -> tuple[float, Rect | None]:
        """The cell with the most ink. Rows are tried from the most promising, so few are summed."""
        peak = _Remembered(max)
        bounds = sorted(((sum(peak(rows[r]) for rows in inked), r) for r in range(self.rows)), reverse=True)
        best, place = 0, None
        for bound, row in bounds:
            if bound <= best:
                break
            sums = list(map(sum, zip(*(rows[row] for rows in inked), strict=True)))
            here = max(sums, default=0)
            if here > best:
                best, place = here, self._rect(row, row + 1, sums.index(here), sums.index(here) + 1)
        return best / 255, place

    def _over(self, inked: list[list[bytearray]], limit: float) -> tuple[Rect, ...]:
        """Rectangles round the cells over *limit*: runs in following rows that meet are one."""
        line = (limit + _SLACK) * 255
        done: list[tuple[int, int, int, int]] = []
        growing: list[tuple[int, int, int, int]] = []
        for row in range(self.rows):
            runs: list[tuple[int, int]] = []
            if sum(max(rows[row]) for rows in inked) > line:
                sums = map(sum, zip(*(rows[row] for rows in inked), strict=True))
                runs = _runs([total > line for total in sums])
            grown = []
            for start, stop in runs:
                meeting = [g for g in growing if g[2] < stop and start < g[3]]
                growing = [g for g in growing if g not in meeting]
                top = min((g[0] for g in meeting), default=row)
                start = min([start, *(g[2] for g in meeting)])
                stop = max([stop, *(g[3] for g in meeting)])
                grown.append((top, row + 1, start, stop))
            done += growing
            growing = grown
        return tuple(self._rect(*box) for box in sorted(done + growing))

    def _rect(self, top: int, bottom: int, left: int, right: int) -> Rect:
        return Rect(
            self.area.x + left * self.across,
            self.area.y + top * self.down,
            (right - left) * self.across,
            (bottom - top) * self.down,
        )


class _Remembered:
    """A reckoning over rows that is done once for rows that are alike, as most rows of a page are."""

    def __init__(self, reckon: Callable[[bytes], int]) -> None:
        self._reckon = reckon
        self._known: dict[bytes, int] = {}

    def __call__(self, row: bytearray) -> int:
        key = bytes(row)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._reckon(key)
        return known


@lru_cache(maxsize=512)
def _mixing(new: int, opacity: float, multiplied: bool) -> bytes:
    """For each amount on a plate, what it becomes when *new* is laid over it not quite opaque."""
    over = (old + new - old * new / 255 if multiplied else new for old in range(256))
    return bytes(round(old + opacity * (amount - old)) for old, amount in enumerate(over))


def _is_box(outline: tuple[tuple[Point, ...], ...]) -> bool:
    """One upright rectangle: its clipped box is then all that it covers."""
    if len(outline) != 1 or not 4 <= len(outline[0]) <= 5:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = outline[0][:4]
    level = abs(y0 - y1) < 0.01 and abs(x1 - x2) < 0.01 and abs(y2 - y3) < 0.01 and abs(x3 - x0) < 0.01
    return level or (abs(x0 - x1) < 0.01 and abs(y1 - y2) < 0.01 and abs(x2 - x3) < 0.01 and abs(y3 - y0) < 0.01)


def _filled(crossings: list[tuple[float, int]], *, even_odd: bool) -> Iterator[tuple[float, float]]:
    """The stretches inside an outline, by either rule (ISO 32000-1, 8.5.3.3)."""
    winding = 0
    start = 0.0
    for x, way in crossings:
        was_inside = winding % 2 == 1 if even_odd else winding != 0
        winding += 1 if even_odd else way
        is_inside = winding % 2 == 1 if even_odd else winding != 0
        if is_inside and not was_inside:
            start = x
        elif was_inside and not is_inside and x > start:
            yield start, x


def _widened(lines: tuple[tuple[Point, ...], ...], half: float, cap: int) -> Iterator[tuple[Point, ...]]:
    """The area of a stroke as polygons that all turn the same way; joins are left as they fall.

    Caps matter for lines that are short for their width, above all for those of no
    length: with round caps they are dots, and whole drawings are made of them.
    """
    for line in lines:
        if cap == 1:
            ends = (line[0], line[-1]) if line[0] != line[-1] else line[:1]
            for x, y in ends:
                yield tuple((x + half * dx, y + half * dy) for dx, dy in _ROUND)
        for (x0, y0), (x1, y1) in pairwise(line):
            length = hypot(x1 - x0, y1 - y0)
            if length > 0:
                dx, dy = (x1 - x0) / length * half, (y1 - y0) / length * half
                if cap == 2:
                    x0, y0, x1, y1 = x0 - dx, y0 - dy, x1 + dx, y1 + dy
                yield (x0 - dy, y0 + dx), (x0 + dy, y0 - dx), (x1 + dy, y1 - dx), (x1 - dy, y1 + dx)


# Twelve sides, drawn a little outside the circle so that the area is right.
_ROUND = tuple((1.0233 * cos(pi * i / 6), 1.0233 * sin(pi * i / 6)) for i in range(12))


def _is_dot(line: tuple[Point, ...]) -> bool:
    """Tell whether a line is no more than the touch of a pen."""
    x0, y0 = line[0]
    return all(abs(x - x0) < _TOUCH and abs(y - y0) < _TOUCH for x, y in line)


_TOUCH = 0.05
"""Points: shorter than this, a line with round ends is a disc."""


def _merged(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Half-open stretches in order; those that meet or overlap are one."""
    start, stop = -1, -1
    for a, b in sorted(runs):
        if a > stop:
            if start < stop:
                yield start, stop
            start = a
        stop = max(stop, b)
    if start < stop:
        yield start, stop


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Half-open stretches of True."""
    out: list[tuple[int, int]] = []
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            out.append((start, at))
            start = None
    return out
