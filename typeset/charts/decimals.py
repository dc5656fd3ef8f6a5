"""Columns of figures that stand on their decimal points."""

from __future__ import annotations

from collections.abc import Iterable

from layout.type.style import TextStyle
from typeset.charts.wording import Wording

POINT = "."


class Column:
    """A column for *texts*: units stand under units, whether decimals follow or not."""

    def __init__(self, texts: Iterable[str], style: TextStyle, wording: Wording) -> None:
        self._style, self._wording = style, wording
        wholes = {text: self._whole(text) for text in texts}
        self._before = max(wholes.values(), default=0.0)
        """Width of the widest stretch before the point."""
        after = max((wording.width(text, style) - whole for text, whole in wholes.items()), default=0.0)
        self.width = self._before + after
        """Points that the column takes."""

    def left(self, text: str) -> float:
        """Where *text* begins, points from the column's left edge."""
        return self._before - self._whole(text)

    def _whole(self, text: str) -> float:
        return self._wording.width(text.partition(POINT)[0], self._style)
