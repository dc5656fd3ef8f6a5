"""What of a report goes into its press kit: charts, pull quotes and key figures, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from layout.design.parts import (
    About,
    Article,
    Block,
    Chart,
    Field,
    Insight,
    Letter,
    Manner,
    Pull,
    Reflection,
    Story,
)
from layout.design.rich import Inline, Noted, PageOf, PagesOf, Rich, plain
from layout.values import Struct
from typeset.charts.spec import Chart as Plotted
from typeset.plots import Plot


class Credit(Struct, frozen=True, kw_only=True):
    """Whom to name: in one line on every card."""

    publisher: str
    title: str
    year: int
    language: str

    @property
    def line(self) -> str:
        """Publisher, title, year; the year only where the title does not bear it already."""
        return " · ".join(part for part in (self.publisher, self.title, self._year) if part)

    @property
    def bound(self) -> str:
        """The same for setting: no line begins with a point between, and none holds the year alone."""
        line = " · ".join(part for part in (self.publisher, self.title) if part).replace(" · ", "\u00a0· ")
        return f"{line}\u00a0·\u00a0{self._year}" if self._year and line else line

    @property
    def _year(self) -> str:
        return "" if str(self.year) in self.title else str(self.year)


class ChartMatter(Struct, frozen=True, kw_only=True):
    """A chart with the words around it."""

    key: str
    plot: Plotted
    width: float
    """As it stands in the report, points."""
    finding: str
    measures: str
    base: str
    note: str
    alt: str


class QuoteMatter(Struct, frozen=True, kw_only=True):
    """A pull quote. Words that are not the speaker's own are never put between quotation marks."""

    text: str
    by: str
    manner: Manner

    @property
    def said(self) -> str:
        """The words as they stand on the card."""
        return f"“{self.text}”" if self.manner is Manner.VERBATIM else self.text

    @property
    def attribution(self) -> str:
        """Who says so, and, of a paraphrase, that it is one."""
        if self.manner is Manner.VERBATIM:
            return self.by
        return f"{self.by}, in paraphrase" if self.by else "In paraphrase"


class NumberMatter(Struct, frozen=True, kw_only=True):
    """An opener's key figure with the sentence that goes on from it, and its counted dots."""

    figure: str
    sentence: str
    field: Field | None


class Chapter(Struct, frozen=True, kw_only=True):
    """One part of the report, as far as it goes into the kit."""

    key: str
    name: str
    number: NumberMatter | None = None
    charts: tuple[ChartMatter, ...] = ()
    quotes: tuple[QuoteMatter, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.charts and not self.quotes


def find_matter(story: Story, plots: Iterable[Plot], widths: Mapping[str, float]) -> tuple[Chapter, ...]:
    """Every part of *story* that has something for the kit, in book order.

    *widths* gives each chart's width in the report, points.
    """
    plotted = {plot.chart.id: plot.chart for plot in plots}
    chapters = (_chapter(section, plotted, widths) for section in story.sections)
    return tuple(chapter for chapter in chapters if not chapter.is_empty)


def _chapter(section: object, plotted: Mapping[str, Plotted], widths: Mapping[str, float]) -> Chapter:
    blocks = list(_blocks(section))
    number = None
    if isinstance(section, Insight) and section.figure:
        number = NumberMatter(figure=section.figure, sentence=said(section.sentence), field=section.field)
    return Chapter(
        key=getattr(section, "key", ""),
        name=_name(section),
        number=number,
        charts=tuple(
            _chart(block, plotted[block.key], widths[block.key])
            for block in blocks
            if isinstance(block, Chart) and block.key in plotted
        ),
        quotes=tuple(
            QuoteMatter(text=said(block.text), by=said(block.by), manner=block.manner)
            for block in blocks
            if isinstance(block, Pull)
        ),
    )


def _blocks(section: object) -> Iterator[Block]:
    """Every block of a part, in reading order."""
    match section:
        case Insight():
            yield from section.text
            for commentary in section.commentaries:
                yield from commentary.text
            if section.voices is not None:
                for voice in section.voices.voices:
                    yield from voice.text
        case About():
            yield from section.text
            yield from section.respondents
            yield from section.experts_text
        case Letter() | Reflection() | Article():
            yield from section.text
        case _:
            pass


def _name(section: object) -> str:
    match section:
        case Insight():
            return f"{section.number}. {said(section.headline)}"
        case About() | Letter() | Reflection() | Article():
            return said(section.headline)
        case _:
            return ""


def _chart(chart: Chart, plot: Plotted, width: float) -> ChartMatter:
    return ChartMatter(
        key=chart.key,
        plot=plot,
        width=width,
        finding=said(chart.title),
        measures=said(chart.measures),
        base=said(chart.base),
        note=said(chart.note),
        alt=chart.alt,
    )


def said(rich: Rich) -> str:
    """The words of *rich* for a reader who has no book: notes left out, references without their pages."""
    return "".join(_said(node) for node in rich).strip()


def _said(node: Inline) -> str:
    match node:
        case PageOf(lead=lead):
            return lead.removesuffix(", page\u00a0")
        case Noted() | PagesOf():
            return ""
        case _:
            return plain((node,))
