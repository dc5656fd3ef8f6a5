"""Which charts must be drawn, and how wide: from the manifest's charts to drawing jobs.

The manifest says what a chart shows; here its values are written out in the ledger's
words and its place on the page becomes a width in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from layout.art import Art
from layout.brand import Brand
from layout.design.parts import Span as Width
from layout.pages.grid import Grid
from layout.type.faces import Fonts
from layout.values import Struct, replace
from typeset.charts.drawing import Job
from typeset.charts.judging import find_crowding, find_missing_glyphs, find_problems
from typeset.charts.signs import sign_of
from typeset.charts.spec import MISSING_SAID, Chart, ChartProblem, Datum, Setting
from typeset.charts.tables import propose_alt
from typeset.charts.theme import Theme
from typeset.charts.wording import Wording as Wordings
from typeset.ledger.tongues import ENGLISH, Tongue
from typeset.ledger.values import Amount, Range, Several, Value, Wording, grouped
from typeset.manifest import model
from typeset.problem import Problem, Span

WIDTHS = {"column": Width.HALF, "half": Width.HALF, "wide": Width.FULL, "third": Width.MARGIN}


class Plot(Struct, frozen=True, kw_only=True):
    """A chart of the manifest with the plot to be drawn for it."""

    asked: model.Chart
    chart: Chart
    width: Width
    origins: tuple[int, ...]
    """For each datum of the plot, which of the manifest's it comes from: several answers make several."""

    def job(self, brand: Brand) -> Job:
        """What to draw, at its width in points."""
        return Job(self.chart, Grid(brand.page).span(self.width.value))


def find_plots(report: model.Report) -> tuple[Plot, ...]:
    """Every chart of the report, in book order."""
    plots: list[Plot] = []
    tongue = report.tongue
    for part in report.book:
        match part:
            case model.About(respondents=asked):
                plots += _in_body(part.text, tongue)
                if asked is not None and asked.chart is not None:
                    plots.append(make_plot(asked.chart, tongue))
            case model.Insight():
                plots += _in_body(part.text, tongue)
                for commentary in part.commentaries:
                    plots += (_across_four(plot) for plot in _in_body(commentary.text, tongue))
            case model.Letter() | model.Reflection() | model.Article():
                plots += _in_body(part.text, tongue)
            case _:
                pass
    return tuple(plots)


def _in_body(body: Iterable[object], tongue: Tongue) -> Iterator[Plot]:
    return (make_plot(block, tongue) for block in body if isinstance(block, model.Chart))


def _across_four(plot: Plot) -> Plot:
    """In a commentary a chart takes the wide column: four of the six grid columns."""
    return replace(plot, width=Width.MOST)


def make_plot(asked: model.Chart, tongue: Tongue = ENGLISH) -> Plot:
    """The plot of one chart: data written out in the manner of *tongue*, settings gathered."""
    data = tuple(datum for one in asked.data for datum in _data(one, tongue))
    origins = tuple(number for number, one in enumerate(asked.data) for _ in _data(one, tongue))
    units = {one.worth.unit for one in asked.data if one.worth is not None and one.worth.unit}
    unit = tongue.unit(asked.unit) or (units.pop() if len(units) == 1 else "")
    settings: dict[str, Setting] = dict(asked.options)
    if asked.from_:
        settings["from"] = asked.from_.plain
    if asked.to:
        settings["to"] = asked.to.plain
    chart = Chart(
        id=asked.chart,
        kind=asked.kind,
        data=data,
        measures=asked.measures.plain,
        unit=unit,
        sign=sign_of(unit, before_sign=tongue.before_sign, asked=bool(asked.unit)),
        axis=(float(asked.axis[0]), float(asked.axis[1])) if len(asked.axis) == 2 else None,
        settings=settings,
    )
    return Plot(asked=asked, chart=chart, width=WIDTHS[asked.place], origins=origins)


def _data(one: model.Datum, tongue: Tongue) -> Iterator[Datum]:
    """The plot's data for one datum of the manifest: several answers become one each."""
    base = Datum(label=one.label.plain, emphasis=one.emphasis, note=one.note.plain, group=one.group)
    if one.missing:
        # What the author says of it stands where the value would.
        yield replace(base, missing=True, text=one.note.plain or MISSING_SAID, note="")
        return
    if one.from_ is not None and one.to is not None:
        start, end = _number(one.from_.value), _number(one.to.value)
        yield replace(
            base,
            start=start,
            end=end,
            start_text=_written(one.from_.value, tongue),
            end_text=_written(one.to.value, tongue),
        )
        return
    match one.worth.value if one.worth is not None else None:
        case Range(low=low, high=high) as value:
            yield replace(base, low=float(low), high=float(high), text=_written(value, tongue))
        case Several(numbers=numbers):
            for number in numbers:
                yield replace(base, value=float(number), text=grouped(number, tongue))
        case Amount(number=number) as value:
            yield replace(base, value=float(number), text=_written(value, tongue))
        case Wording(text=text):
            yield replace(base, missing=True, text=text)
        case None:
            yield replace(base, missing=True, text=MISSING_SAID)


def _number(value: Value) -> float:
    match value:
        case Amount(number=number):
            return float(number)
        case Range(low=low, high=high):
            return float(low + high) / 2
        case _:
            return 0.0


def _written(value: Value, tongue: Tongue) -> str:
    """A value as it stands beside its mark: digits, without its unit."""
    match value:
        case Amount(number=number):
            return grouped(number, tongue)
        case Range(low=low, high=high):
            return f"{grouped(low, tongue)}–{grouped(high, tongue)}"
        case Several(numbers=numbers):
            return ("; " if tongue.decimal == "," else ", ").join(grouped(number, tongue) for number in numbers)
        case _:
            return value.text


def judge_plots(plots: Iterable[Plot]) -> Iterator[Problem]:
    """What the kinds cannot show honestly, at the datum's or the chart's place in the manifest."""
    for plot in plots:
        yield from (_problem(plot, found) for found in find_problems(plot.chart))


def propose_alts(report: model.Report, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same *problems*; those about a missing alternative text come with one made from the chart's data."""
    silent = [plot for plot in find_plots(report) if not plot.asked.alt]
    for problem in problems:
        plot = next((one for one in silent if _is_about(problem, one.asked.span)), None)
        if plot is None:
            yield problem
        else:
            proposed = propose_alt(plot.chart).replace('"', "'")
            yield replace(problem, hint=f'from the data it would be: alt: "{proposed}" – say also what it means')


def _is_about(problem: Problem, span: Span) -> bool:
    """Tell whether the problem is the missing alternative text of the chart at *span*."""
    inside = problem.span.file == span.file and span.line <= problem.span.line <= span.end_line
    return inside and problem.code == "missing-key" and "`alt:`" in problem.message


def judge_drawings(
    plots: Iterable[Plot], arts: Mapping[str, Art], fonts: Fonts, theme: Theme, known: Judged | None = None
) -> Iterator[Problem]:
    """Words that find no room at the width of their chart, and characters that its faces lack.

    *known* remembers what was found, for as long as chart and drawing are the same ones.
    """
    wording = Wordings(fonts)
    known = {} if known is None else known
    for plot in plots:
        chart, art = plot.chart, arts[plot.chart.id]
        before = known.get(chart.id)
        if before is None or before[1] is not art or before[0] != chart:
            found = (*find_missing_glyphs(chart, theme, fonts), *find_crowding(chart, art, wording))
            before = known[chart.id] = chart, art, found
        yield from (_problem(plot, one) for one in before[2])


Judged = dict[str, tuple[Chart, Art, tuple[ChartProblem, ...]]]
"""By a chart's id: the chart, its drawing, and what is wrong with it."""


def _problem(plot: Plot, found: ChartProblem) -> Problem:
    span = plot.asked.span
    if found.datum is not None and found.datum < len(plot.origins):
        span = plot.asked.data[plot.origins[found.datum]].span
    return Problem(code="chart", message=found.message, span=span, hint=found.hint)
