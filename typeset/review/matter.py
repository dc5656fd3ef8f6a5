"""Matter for the margins of a proof: what editors want to see beside a page, and where.

States and embargo come from the approvals, notes from the manifest, figure ids from the
ledger, change bars from a comparison with an earlier version. Where it all stands on paper
is the business of `proof`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from layout.geometry import Rect
from layout.pages.book import Book, PlacedLine
from layout.values import Struct
from typeset.laying import Laid
from typeset.ledger.approvals import Approvals, hash_of_part
from typeset.ledger.passages import Passage, find_passages
from typeset.ledger.releasing import SILENT
from typeset.ledger.suppressing import find_suppressions
from typeset.manifest import model
from typeset.review.compare import Action, Change, Comparison
from typeset.review.figures import Drawing, Figures, Place, anchor_of, find_figures
from typeset.review.telling import short_name
from typeset.review.version import Block


class NoteKind(Enum):
    """What stands in the margin."""

    FIGURES = "figures"
    EDITOR = "editor"
    SILENCED = "silenced"


class MarginNote(Struct, frozen=True):
    """A note and the height at which it would like to stand."""

    place: Place
    kind: NoteKind
    subject: str
    """Id of what it is about, or of the chart that draws the figures."""
    text: str


class Bar(Struct, frozen=True):
    """A stretch of a page that changed; without height it is where something was taken out."""

    page: int
    box: Rect
    moved: bool = False


class Matter(Struct, frozen=True, kw_only=True):
    """All that the margins of a proof hold."""

    stamp: str
    """How far the report is, and from which day on it may be published."""
    against: str = ""
    """What the change bars were made against."""
    states: Mapping[int, tuple[tuple[str, str], ...]]
    """For each page the sections that stand on it, each with its state."""
    notes: tuple[MarginNote, ...]
    bars: tuple[Bar, ...] = ()


def gather_matter(laid: Laid, approvals: Approvals, blocks: Sequence[Block], comparison: Comparison | None) -> Matter:
    """Gather it for the report *laid*, whose book says *blocks*; *comparison* is with an earlier version."""
    report, book = laid.report, laid.book
    assert report is not None
    assert book is not None
    passages = find_passages(report)
    figures = find_figures(report, book, passages, blocks)
    return Matter(
        stamp=_stamp(report, approvals),
        against=short_name(comparison.old.name) if comparison is not None else "",
        states=_states(report, book, approvals, passages),
        notes=tuple(
            sorted(
                (*_figure_notes(figures), *_editor_notes(report, book, figures), *_silenced(laid, passages, figures)),
                key=lambda note: note.place,
            )
        ),
        bars=tuple(_bars(comparison)) if comparison is not None else (),
    )


# ---------------------------------------------------------------- states


def _stamp(report: model.Report, approvals: Approvals) -> str:
    told = ["Draft" if report.report.state == "draft" else "Final text"]
    if approvals.embargo is not None:
        told.append(f"embargo until {approvals.embargo.isoformat()}")
    return ", ".join(told)


def _states(
    report: model.Report, book: Book, approvals: Approvals, passages: Sequence[Passage]
) -> dict[int, tuple[tuple[str, str], ...]]:
    """The state of each section on each of its pages; it ends where the next one begins."""
    starts = [(part, book.anchors[part.id].page) for part in report.book if part.id in book.anchors]
    ends = [*(page for _, page in starts[1:]), len(book.pages)]
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for (part, first), end in zip(starts, ends, strict=True):
        if not isinstance(part, SILENT):
            state = part.id, _state(part, approvals, passages)
            for page in range(first, max(end, first + 1)):
                found[page].append(state)
    return {page: tuple(states) for page, states in found.items()}


def _state(part: model.AnyPart, approvals: Approvals, passages: Sequence[Passage]) -> str:
    """How far a section is; what was approved and has changed since is a draft again."""
    approval = approvals.sections.get(part.id)
    if approval is None or approval.state == "draft":
        return "draft"
    if approval.hash != hash_of_part(part.id, passages):
        return f"draft, changed since it was {approval.state}"
    day = approval.on.isoformat() if approval.on else ""
    return ", ".join(filter(None, (f"{approval.state}{f' by {approval.by}' if approval.by else ''}", day)))


# ---------------------------------------------------------------- notes


def _figure_notes(figures: Figures) -> Iterator[MarginNote]:
    """The ids of all figures on a line, or in a drawing, in one note."""
    by_place: dict[tuple[Place, Drawing], list[str]] = defaultdict(list)
    for figure, places in figures.items():
        for place in places:
            by_place[place].append(figure)
    for (at, drawing), ids in by_place.items():
        yield MarginNote(at, NoteKind.FIGURES, drawing, ", ".join(ids))


def _editor_notes(report: model.Report, book: Book, figures: Figures) -> Iterator[MarginNote]:
    """Each note beside what it is about; about what stands nowhere, on the first page."""
    for note in report.editor_notes:
        yield MarginNote(_place_of(note.on, book, figures), NoteKind.EDITOR, note.on, note.note)


def _place_of(key: str, book: Book, figures: Figures) -> Place:
    found = figures.get(key) or ()
    return (min(found)[0] if found else None) or anchor_of(book, key) or Place(0, 0.0)


def _silenced(laid: Laid, passages: Sequence[Passage], figures: Figures) -> Iterator[MarginNote]:
    """Each finding of the audit that somebody has silenced, with the reason."""
    assert laid.report is not None
    assert laid.book is not None
    lines: dict[tuple[str, int], Place] = {}
    for page in laid.book.pages:
        for item in page.items:
            if isinstance(item, PlacedLine) and item.origin:
                span = laid.origins.span(item.origin)
                for line in range(span.line, span.end_line + 1):
                    lines.setdefault((span.file, line), Place(page.index, item.baseline))
    defined = {(figure.span.file, figure.span.line): key for key, figure in laid.report.figures.items()}
    for one in find_suppressions(laid.sources, passages):
        if not one.reason or one.in_text:
            continue
        figure = next((defined[one.file, line] for line in one.lines if (one.file, line) in defined), "")
        at = next((lines[one.file, line] for line in one.lines if (one.file, line) in lines), None)
        place = at or _place_of(figure, laid.book, figures)
        yield MarginNote(place, NoteKind.SILENCED, figure, f"{', '.join(one.codes)} silenced: {one.reason}")


# ---------------------------------------------------------------- bars


def _bars(comparison: Comparison) -> Iterator[Bar]:
    """A bar for each line that changed, a notch for each place at which something was taken out."""
    last: Bar | None = None
    for row in comparison.rows:
        change = row.change
        if change is not None and change.action is Action.DELETED:
            yield last or Bar(0, Rect(0, 0, 0, 0))
        elif change is not None:
            moved = change.action is Action.MOVED
            yield from (Bar(page, box, moved) for page, box in _changed_lines(change, row.new))
        if row.new and row.new[-1].stretches:
            end = row.new[-1].stretches[-1]
            last = Bar(end.page, Rect(end.box.x, end.box.bottom, end.box.width, 0))
    for chart in comparison.charts:
        if chart.new is not None:
            yield Bar(chart.new.page, chart.new.box)


def _changed_lines(change: Change, blocks: Sequence[Block]) -> Iterator[tuple[int, Rect]]:
    """The lines of *blocks* that hold something new, or lack something old."""
    if not change.edits:
        yield from ((line.page, line.box) for block in blocks for line in block.stretches)
        return
    at = 0
    for block in change.new:
        for edit in change.edits:
            start, end = edit.new[0] - at, edit.new[1] - at
            if start <= len(block.text) and end >= 0:
                for line, _ in block.lines(max(0, start), min(len(block.text), end)):
                    yield line.page, line.box
        at += len(block.text) + 1
