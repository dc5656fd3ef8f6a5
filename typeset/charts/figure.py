"""A whole matplotlib figure on the sheet, for the kinds that want axes, scales and artists of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from layout.art import Mark
from layout.geometry import Rect
from typeset.charts.recorder import Place, Recorder
from typeset.charts.tokens import Tokens
from typeset.charts.wording import Wording

PLAIN: Any = {"lines.solid_capstyle": "butt", "text.parse_math": False, "path.simplify": False, "path.snap": False}
"""Butt ends, as our strokes have them; a dollar sign is a dollar sign."""


@contextmanager
def lend_axes(chart: str, box: Rect, wording: Wording, tokens: Tokens, marks: list[Mark]) -> Iterator[Axes]:
    """Lend axes that fill *box*, without frame or ground; record them into *marks* afterwards."""
    with mpl.rc_context(PLAIN):
        figure = Figure(figsize=(box.width / 72, box.height / 72), dpi=72, frameon=False)
        axes = figure.add_axes((0, 0, 1, 1), frameon=False)
        yield axes
        place = Place(box.x, box.bottom, -1.0)
        figure.draw(Recorder(chart, wording, tokens, (box.width, box.height), place, marks))
