"""The ledger: where each figure is used, in which form, on which page; and which never is.

`typeset figures` prints it, and the same rows can be set as an appendix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.values import Struct
from typeset.ledger.passages import find_passages
from typeset.ledger.tongues import ENGLISH, SIGNS, Tongue
from typeset.ledger.values import CannotPrint, print_as
from typeset.manifest import model
from typeset.manifest.declare import Entry
from typeset.problem import Span

if TYPE_CHECKING:
    from layout.pages.book import Book
    from typeset.appendix import Place


class Use(Struct, frozen=True, kw_only=True):
    """One place where a figure is used."""

    place: str
    """Id of the nearest thing that has one: chart, box, commentary, part."""
    part: str
    """Id of the part; empty for the people."""
    what: str
    """``paragraph``, ``chart``, ``callout`` …"""
    form: str
    """``default``, ``symbol`` …, ``words``; ``data`` where it is drawn."""
    text: str
    """As printed; empty where it is drawn."""
    span: Span


class FigureRow(Struct, frozen=True, kw_only=True):
    """One figure, as `typeset figures` tells it."""

    id: str
    value: str
    measures: str
    source: str
    """Title of the source; of a derived figure, its formula."""
    question: str
    base: str
    uses: tuple[Use, ...]
    pages: tuple[str, ...]
    """Labels of the pages where it stands, if a Book was given."""
    derives: tuple[str, ...]
    """Ids of the figures that are worked out from it."""

    @property
    def is_used(self) -> bool:
        """Tell whether anything is printed of it."""
        return bool(self.uses)


def index_uses(report: model.Report) -> dict[str, tuple[Use, ...]]:
    """Every use of every figure, by its id, in book order; figures never used are not in it."""
    found: dict[str, list[Use]] = {}
    drawn: set[int] = set()
    for passage in find_passages(report):
        part = passage.part.id if passage.part else ""
        for place, node in passage.figures:
            span = passage.span(place, place + len(node.text))
            use = Use(
                place=passage.place, part=part, what=passage.role.value, form=node.form, text=node.text, span=span
            )
            found.setdefault(node.figure, []).append(use)
        owner = passage.owner
        if owner is not None and id(owner) not in drawn:
            drawn.add(id(owner))
            for figure, what, span in _drawn(owner):
                use = Use(place=passage.place, part=part, what=what, form="data", text="", span=span)
                found.setdefault(figure.id, []).append(use)
    for part_ in report.book:
        field = getattr(part_, "field", None)
        if field is not None and id(field) not in drawn:
            for figure, what, span in _drawn(field):
                use = Use(place=part_.id, part=part_.id, what=what, form="data", text="", span=span)
                found.setdefault(figure.id, []).append(use)
    return {figure: tuple(uses) for figure, uses in found.items()}


def _drawn(owner: Entry) -> Iterator[tuple[model.Figure, str, Span]]:
    """The figures that a block shows otherwise than in a sentence."""
    match owner:
        case model.Chart():
            for datum in owner.data:
                if datum.figure:
                    yield datum.figure, "chart", datum.span
                for worth in (datum.from_, datum.to):
                    if worth and worth.figure:
                        yield worth.figure, "chart", datum.span
        case model.Callout() if owner.number:
            yield owner.number, "callout", owner.span
        case model.KeyFigure() if owner.figure:
            yield owner.figure, "opener", owner.span
        case model.DotField():
            for figure in (owner.figure, owner.lit, owner.of):
                if figure:
                    yield figure, "dot field", owner.span


def figures_table(
    report: model.Report, book: Book | None = None, places: Mapping[str, Sequence[Place]] | None = None
) -> tuple[FigureRow, ...]:
    """One row for each figure, in the order of the ledger; with *book*, the pages where each stands.

    *places* are what editing with `marked` found: with them the pages are exact. Without, a page is
    that of the nearest anchor at or before the use: a chart, box, commentary or part.
    """
    from typeset.ledger.formula import BadFormula, ids_in

    uses = index_uses(report)
    derives: dict[str, list[str]] = {}
    for figure in report.figures.values():
        try:
            for token in ids_in(figure.formula):
                derives.setdefault(token.text, []).append(figure.id)
        except BadFormula:
            continue  # told by the loader
    return tuple(
        FigureRow(
            id=figure.id,
            value=written(figure, report.tongue),
            measures=figure.measures.plain,
            source=figure.source.title.plain if figure.source else (figure.formula and f"= {figure.formula}"),
            question=figure.question,
            base=f"{figure.base:f}" if figure.base is not None else "",
            uses=uses.get(figure.id, ()),
            pages=_pages(uses.get(figure.id, ()), book)
            if places is None
            else _exact_pages(places.get(figure.id, ()), book),
            derives=tuple(dict.fromkeys(derives.get(figure.id, ()))),
        )
        for figure in report.figures.values()
    )


def written(figure: model.Figure, tongue: Tongue = ENGLISH) -> str:
    """The value with its unit and its bound: `more than 1,600 children`."""
    try:
        said = print_as(figure.value, figure.unit, "symbol", tongue)
    except CannotPrint:
        said = print_as(figure.value, figure.unit, "default", tongue)
    if figure.unit not in SIGNS and figure.unit not in ("year", "date"):
        said = f"{said} {figure.unit}"
    return said if figure.bound == "exact" else f"{tongue.bounds.get(figure.bound, (figure.bound,))[0]} {said}"


def _pages(uses: tuple[Use, ...], book: Book | None) -> tuple[str, ...]:
    if book is None:
        return ()
    found = {spot.page for use in uses for spot in (book.anchors.get(use.place) or book.anchors.get(use.part),) if spot}
    return tuple(book.pages[page].label for page in sorted(found))


def _exact_pages(places: Sequence[Place], book: Book | None) -> tuple[str, ...]:
    """The pages of the nearest anchor of each place that is on one."""
    if book is None:
        return ()
    spots = (next((book.anchors[name] for name in place.anchors if name in book.anchors), None) for place in places)
    return tuple(book.pages[page].label for page in sorted({spot.page for spot in spots if spot}))
