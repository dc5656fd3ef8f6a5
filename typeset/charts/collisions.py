"""Reading a finished drawing for words that meet what they should not.

Kinds place their labels so that this finds nothing; it is how that is tested, and how a
kind from outside is judged. It looks at the marks alone and knows no kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.art import Art, Fill, Label, Path, Stroke
from layout.geometry import Rect
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
    shapes = [shape for mark in art.marks if isinstance(mark, Fill) for shape in outlines(mark.path)]
    lines = [(line, mark.width / 2) for mark in art.marks if isinstance(mark, Stroke) for line in outlines(mark.path)]
    found: list[Collision] = []
    for i, (label, box) in enumerate(labels):
        text = label.run.text
        if not paper.holds(box, slack=SLACK):
            found.append(Collision(text, box, "the edge of the drawing", label.cell))
        found += [
            Collision(text, box, f"“{other.run.text.strip()}”", label.cell)
            for other, other_box in labels[:i]
            if box.meets(other_box, slack=SLACK)
        ]
        inner = Rect(box.x + SLACK, box.y + SLACK, box.width - 2 * SLACK, box.height - 2 * SLACK)
        found += [Collision(text, box, "a shape", label.cell) for shape in shapes if _cuts(shape, inner)]
        found += [
            Collision(text, box, "a line", label.cell)
            for line, half in lines
            if clip_line(line, inner.grown(half - SLACK))
        ]
    return tuple(found)


def label_box(label: Label, wording: Wording) -> Rect:
    """The room that a label's visible words take, turned as they are."""
    run = label.run
    style = TextStyle(font=run.font, size=run.size, tint=run.tint)
    rise, drop = wording.extent(style, run.text)
    trailing = run.pieces[-1].width * run.size / 1000 if run.pieces and not run.pieces[-1].texts[0].strip() else 0.0
    width = run.width - trailing
    if label.turn == 90:
        return Rect(label.x - rise, label.baseline - width, rise + drop, width)
    return Rect(label.x, label.baseline - rise, width, rise + drop)


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


def _cuts(outline: list[Point], box: Rect) -> bool:
    """Tell whether the outline runs through the box. A box wholly inside or outside is not cut."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    if max(xs) <= box.x or min(xs) >= box.right or max(ys) <= box.y or min(ys) >= box.bottom:
        return False
    return bool(clip_line([*outline, outline[0]], box))
