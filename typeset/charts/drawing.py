"""From a chart to its `Art`: look in the cache, otherwise draw.

matplotlib is imported when the first chart must really be drawn, and not before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from layout.art import Art
from layout.type.faces import Fonts
from layout.values import Struct
from typeset.charts.cache import Cache
from typeset.charts.door import enter, prepare
from typeset.charts.registry import OURS, kind_named
from typeset.charts.sheet import Sheet
from typeset.charts.spec import Chart, ChartError
from typeset.charts.theme import Theme
from typeset.charts.wording import Wording

Key = TypeVar("Key", bound=Hashable)


class Job(Struct, frozen=True):
    """One chart at one width, in points."""

    chart: Chart
    width: float


def draw(chart: Chart, width: float, theme: Theme, fonts: Fonts) -> Art:
    """Draw *chart* to *width* points; the height is a whole number of grid steps.

    The chart must be free of problems (`find_problems`). Raises `ChartError` if the kind
    draws something that cannot be printed, or if an outside kind fails.
    """
    enter()
    kind = kind_named(chart.kind)
    if kind is None:
        raise LookupError(f"no kind of chart is called {chart.kind!r}: `find_problems` would have said so")
    sheet = Sheet(chart.id, width, theme, Wording(fonts))
    try:
        height = kind.draw(chart, sheet)
    except ChartError:
        raise
    except Exception as error:
        if chart.kind in OURS:
            raise
        message = f"the module that draws the kind `{chart.kind}` fails: {type(error).__name__}: {error}"
        raise ChartError(chart.id, kind.draw.__module__, message) from error
    return sheet.finish(height)


def draw_all(jobs: Iterable[tuple[Key, Job]], theme: Theme, fonts: Fonts, cache: Cache | None = None) -> dict[Key, Art]:
    """Draw every job, in order, taking from *cache* what is there and leaving there what is new."""
    prepare(cache.folder if cache is not None else None)
    arts: dict[Key, Art] = {}
    for key, job in jobs:
        name = cache.name(job.chart, job.width, theme) if cache is not None else ""
        art = cache.read(name) if cache is not None else None
        if art is None:
            art = draw(job.chart, job.width, theme, fonts)
            if cache is not None:
                cache.write(name, art)
        arts[key] = art
    return arts
