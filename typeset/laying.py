"""Laying out: the phases that end in a Book, and every problem they find on the way.

    load → draw → edit → set (→ bind)

Each takes finished values and gives new ones. `typeset check` needs no more than this;
`finishing` goes on from here to files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from layout.brand import Brand
from layout.design.book import bind, set_parts
from layout.design.parts import Story
from layout.pages.book import Book
from layout.values import Struct, field
from typeset.charts.cache import Cache
from typeset.charts.spec import ChartError
from typeset.charts.theme import theme_of
from typeset.clock import Clock
from typeset.editing import Origins, edit
from typeset.fontfiles import FontFiles
from typeset.keeping import Kept
from typeset.manifest.brand import load_brand
from typeset.manifest.loading import Loaded
from typeset.manifest.model import Illustration, Report
from typeset.manifest.source import Source
from typeset.plots import Plot, find_plots, judge_drawings, judge_plots, propose_alts
from typeset.problem import NOWHERE, Problem, in_order
from typeset.shelf import DiskShelf

ROOT = Path(__file__).resolve().parent.parent
BRAND_FILE = ROOT / "layout" / "brand.yaml"


class Laid(Struct, frozen=True, kw_only=True):
    """A report laid out: all that painting an edition needs, or the problems that prevent it."""

    sources: Mapping[str, Source]
    report: Report | None = None
    brand: Brand | None = None
    faces: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    story: Story | None = None
    plots: tuple[Plot, ...] = ()
    book: Book | None = None
    origins: Origins = field(default_factory=Origins)
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether there is a book, and nothing wrong with it beyond warnings."""
        return self.book is not None and not any(problem.is_error for problem in self.problems)


def lay_out(
    loaded: Loaded,
    clock: Clock,
    *,
    page_multiple: int = 4,
    cache: Path | None = None,
    bound: bool = True,
    marked: bool = False,
    kept: Kept | None = None,
) -> Laid:
    """Draw and set a loaded report, and gather every problem of these phases with those of loading.

    A report with errors is laid out all the same where it can be, so that one run tells
    its author everything; its book is never printed. Who only wants the problems need not
    have the book *bound*. What was drawn and set before is taken from *cache*, and left
    there for the next run; with *kept*, which a program holds that lays out again and
    again, set parts stay in memory instead. With *marked*, every place of a figure can be
    found in the book (`Origins.places`).
    """
    with clock.phase("load"):
        branded = load_brand(BRAND_FILE)
    sources = {**loaded.sources, **branded.sources}
    problems = [*loaded.problems, *branded.problems]
    report, brand = loaded.report, branded.brand
    if report is not None and problems:
        problems = list(propose_alts(report, problems))
    if report is None or brand is None or any(problem.is_error for problem in problems):
        return Laid(sources=sources, report=report, problems=in_order(problems, sources))
    with clock.phase("draw"):
        memory = Kept() if kept is None else kept
        faces = FontFiles(brand.faces, memory.read)
        plots = find_plots(report)
        problems += judge_plots(plots)
        if any(problem.is_error for problem in problems):
            return Laid(sources=sources, report=report, problems=in_order(problems, sources))
        jobs = [(plot.chart.id, plot.job(brand)) for plot in plots]
        store = Cache(cache, faces, brand.companions) if cache is not None else None
        fonts, theme = memory.fonts(faces, brand.companions), theme_of(brand, report.report.language)
        try:
            arts = memory.arts(jobs, theme, fonts, store)
        except ChartError as error:
            asked = {plot.chart.id: plot.asked.span for plot in plots}
            problems.append(Problem(code="chart", message=str(error), span=asked.get(error.chart, NOWHERE)))
            return Laid(sources=sources, report=report, problems=in_order(problems, sources))
        problems += judge_drawings(plots, arts, fonts, theme, memory.judged)
    with clock.phase("set"):
        story, origins = edit(report, plots, arts, marked=marked)
        shelf = _shelf(cache, faces, brand) if cache is not None and kept is None else None
        live = kept.shelf(lambda: _shelf(cache, faces, brand) if cache is not None else None) if kept else None
        parts = set_parts(story, brand, fonts, page_multiple=page_multiple, shelf=live or shelf)
        problems += (origins.problem(complaint) for complaint in parts.complaints)
        book = bind(parts) if bound else None
        if shelf is not None:
            shelf.close()
    return Laid(
        sources=sources,
        report=report,
        brand=brand,
        faces=faces,
        pictures=_pictures(report, memory),
        story=story,
        plots=plots,
        book=book,
        origins=origins,
        problems=in_order(problems, sources),
    )


def _shelf(cache: Path, faces: FontFiles, brand: Brand) -> DiskShelf:
    """Where set parts are kept; faces that few reports need are known by their looks, not by reading them."""
    always = {role: faces[role] for role in faces if role not in brand.companions}
    return DiskShelf(cache, always, tuple(faces.stamp(role) for role in sorted(brand.companions)))


def _pictures(report: Report, memory: Kept) -> dict[str, bytes]:
    """The bytes of every portrait and picture, by its path."""
    files = [person.portrait for person in report.people.values()]
    for part in report.book:
        bodies = [getattr(part, "text", ()), *(one.text for one in getattr(part, "commentaries", ()))]
        files += [block.picture for body in bodies for block in body if isinstance(block, Illustration)]
    return {str(file.path): memory.read(file.path) for file in files if file is not None}
