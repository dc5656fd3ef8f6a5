"""Reading a finished drawing for words that meet what they should not.

Kinds place their labels so that this finds nothing; it is how that is tested, and how a
kind from outside is judged. It looks at the marks alone and knows no kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layout.art import Art, Fill, Label, Path, Step, Stroke
from layout.geometry import Rect
from layout.type.glyphs import Run
from layout.type.style import TextStyle
from layout.values import Struct
from typeset.charts.clipping import Point, clip_line
from typeset.charts.wording import Wording

CURVE_PIECES = 6
"""Straight pieces to a curve: a quarter of a 60 pt circle is then within 0.5 pt."""
SLACK = 0.3
"""Points by which boxes may share an edge: antialiasing, not overlap."""


class Collision(Struct, frozen=True):
    """Words, and what they meet."""

    words: str
    box: Rect
    with_what: str
    cell: tuple[int, int] | None = None
    """The cell of the data table to which the words belong."""


def find_collisions(art: Art, wording: Wording) -> tuple[Collision, ...]:
    """Everything that words in *art* run into: other words, edges of shapes, lines, the edge of the drawing.

    Words that lie wholly on one shape stand on a ground; that is no collision.
    """
    paper = Rect(0, 0, art.width, art.height)
    boxed = [(label, label_box(label, wording)) for label in art.marks if isinstance(label, Label)]
    labels = [(label, box) for label, box in boxed if min(box.width, box.height) > 2 * SLACK]
    shapes = [
        (shape, _bounds(shape))
        for mark in art.marks
        if isinstance(mark, Fill)
        for outline in _subpaths(mark.path)
        if _is_near(_reach(outline), labels)
        for shape in outlines(Path(outline))
    ]
    lines = [(line, mark.width / 2) for mark in art.marks if isinstance(mark, Stroke) for line in outlines(mark.path)]
    found: list[Collision] = []
    for i, (label, box) in enumerate(labels):
        text = label.text
        if not paper.holds(box, slack=SLACK):
            found.append(Collision(text, box, "the edge of the drawing", label.cell))
        found += [
            Collision(text, box, f"“{other.text.strip()}”", label.cell)
            for other, other_box in labels[:i]
            if box.meets(other_box, slack=SLACK)
        ]
        inner = Rect(box.x + SLACK, box.y + SLACK, box.width - 2 * SLACK, box.height - 2 * SLACK)
        found += [
            Collision(text, box, "a shape", label.cell)
            for shape, bounds in shapes
            if bounds.meets(inner, slack=0) and clip_line([*shape, shape[0]], inner)
        ]
        found += [
            Collision(text, box, "a line", label.cell)
            for line, half in lines
            if clip_line(line, inner.grown(half - SLACK))
        ]
    return tuple(found)


def label_box(label: Label, wording: Wording) -> Rect:
    """The room that a label's visible words take, turned as they are."""
    words = [run for run in label.runs if run.text.strip()] or [label.run]
    extents = [wording.extent(TextStyle(font=run.font, size=run.size, tint=run.tint), run.text) for run in words]
    rise, drop = max(up for up, _ in extents), max(down for _, down in extents)
    left, right = min(run.x for run in words), max(run.x + _shown(run) for run in words)
    if label.turn == 90:
        return Rect(label.x - rise, label.baseline - right, rise + drop, right - left)
    return Rect(label.x + left, label.baseline - rise, right - left, rise + drop)


def _shown(run: Run) -> float:
    """The width of a run without the space that ends it."""
    trailing = run.pieces[-1].width * run.size / 1000 if run.pieces and not run.pieces[-1].texts[0].strip() else 0.0
    return run.width - trailing


def outlines(path: Path) -> Iterator[list[Point]]:
    """Each part of a path as a line of points, curves flattened."""
    points: list[Point] = []
    for letter, *n in path.steps:
        if letter == "M":
            if len(points) > 1:
                yield points
            points = [(n[0], n[1])]
        elif letter == "L":
            points.append((n[0], n[1]))
        elif letter == "C":
            points += _flattened(points[-1], (n[0], n[1]), (n[2], n[3]), (n[4], n[5]))
        else:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _flattened(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    points: list[Point] = []
    for k in range(1, CURVE_PIECES + 1):
        t = k / CURVE_PIECES
        u = 1 - t
        a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
        points.append(
            (
                a * start[0] + b * one[0] + c * two[0] + d * end[0],
                a * start[1] + b * one[1] + c * two[1] + d * end[1],
            )
        )
    return points


def _subpaths(path: Path) -> Iterator[tuple[Step, ...]]:
    """The parts of a path, each from its "M" on."""
    starts = [number for number, step in enumerate(path.steps) if step[0] == "M"]
    for start, end in pairwise((*starts, len(path.steps))):
        yield path.steps[start:end]


def _reach(outline: Sequence[Step]) -> Rect:
    """Where an outline may be: a curve stays among its control points."""
    return _bounds([point for _, *numbers in outline for point in zip(numbers[::2], numbers[1::2], strict=True)])


def _is_near(reach: Rect, labels: Sequence[tuple[Label, Rect]]) -> bool:
    return any(reach.meets(box, slack=0) for _, box in labels)


def _bounds(outline: Sequence[Point]) -> Rect:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
