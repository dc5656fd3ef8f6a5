"""Build: the phases in order, from a manifest to finished files.

    load → judge → draw → set → paint → check → write

Each phase takes finished values and gives new ones. Problems of every phase are
gathered; if one of them is an error nothing is written, and what was there stays.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from layout.brand import Brand
from layout.design.book import set_book
from layout.pages.book import Book
from layout.type.faces import Fonts
from typeset.charts.cache import Cache
from typeset.charts.drawing import draw_all
from typeset.charts.theme import theme_of
from typeset.editing import edit
from typeset.manifest.brand import load_brand
from typeset.manifest.loading import Loaded, load
from typeset.plots import find_plots, judge_plots
from typeset.problem import Problem, in_order

if TYPE_CHECKING:
    pass

ROOT = Path(__file__).resolve().parent.parent
BRAND_FILE = ROOT / "layout" / "brand.yaml"
FONTS_FOLDER = ROOT / "fonts"
PROFILES_FOLDER = Path(__file__).resolve().parent / "profiles"


@dataclass(slots=True)
class Clock:
    """Where the time went: seconds by phase, in order."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the time of a phase, also when it is entered again."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - began


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A report laid out: all that painting an edition needs, or the problems that prevent it."""

    loaded: Loaded
    brand: Brand | None = None
    faces: Mapping[str, bytes] = field(default_factory=dict)
    book: Book | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether there is a book, and nothing wrong with it beyond warnings."""
        return self.book is not None and not any(problem.is_error for problem in self.problems)


def lay_out(manifest: Path, clock: Clock, *, page_multiple: int = 4, cache: Path | None = None) -> Laid:
    """Load, draw and set the report at *manifest*; every problem of these phases in one go.

    Layout is tried even when loading found errors, as long as there is a report to lay
    out, so that a run tells the author everything at once.
    """
    with clock.phase("load"):
        loaded = load(manifest)
        branded = load_brand(BRAND_FILE)
    problems = [*loaded.problems, *branded.problems]
    report, brand = loaded.report, branded.brand
    if report is None or brand is None or any(problem.is_error for problem in problems):
        return Laid(loaded=loaded, problems=in_order(problems, loaded.sources))
    with clock.phase("fonts"):
        faces = {role: (FONTS_FOLDER / name).read_bytes() for role, name in brand.faces.items()}
        fonts = Fonts(faces)
    with clock.phase("draw"):
        plots = find_plots(report)
        problems += judge_plots(plots)
        if any(problem.is_error for problem in problems):
            return Laid(loaded=loaded, problems=in_order(problems, loaded.sources))
        jobs = [(plot.chart.id, plot.job(brand)) for plot in plots]
        store = Cache(cache, faces) if cache is not None else None
        arts = draw_all(jobs, theme_of(brand), fonts, store)
    with clock.phase("set"):
        story, origins = edit(report, plots, arts)
        book = set_book(story, brand, faces, page_multiple=page_multiple)
        problems += (origins.problem(complaint) for complaint in book.complaints)
    return Laid(loaded=loaded, brand=brand, faces=faces, book=book, problems=in_order(problems, loaded.sources))
