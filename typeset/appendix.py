"""The ledger as an appendix: every figure with what it measures, its base, its source and its pages.

Report + where its figures stand ──appendix_of──▶ tables, whose page numbers layout finds
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from layout.design import parts
from layout.design.rich import PagesOf, Rich, words
from layout.values import Struct
from typeset.ledger.formula import BadFormula, tokens
from typeset.ledger.ledger import written
from typeset.ledger.tongues import Tongue
from typeset.ledger.values import grouped, print_as
from typeset.manifest import model
from typeset.manifest.inline import Text


class Place(Struct, frozen=True):
    """Where a figure stands: in which part, and the anchors that may name the place, the nearest first."""

    part: str
    anchors: tuple[str, ...]


HEADS: Mapping[str, Mapping[str, str]] = {
    "en": {"measures": "What it measures", "value": "Value", "base": "Asked (n)", "question": "Question",
           "source": "Source", "date": "As of", "pages": "Pages", "derived": "Worked out", "unused": "Not printed",
           "unsourced": "Without a source"},
    "de": {"measures": "Was gemessen wird", "value": "Wert", "base": "Befragte (n)", "question": "Frage",
           "source": "Quelle", "date": "Stand", "pages": "Seiten", "derived": "Berechnet", "unused": "Nicht gedruckt",
           "unsourced": "Ohne Quelle"},
    "sv": {"measures": "Vad som mäts", "value": "Värde", "base": "Tillfrågade (n)", "question": "Fråga",
           "source": "Källa", "date": "Per", "pages": "Sidor", "derived": "Beräknat", "unused": "Ej tryckta",
           "unsourced": "Utan källa"},
    "nb": {"measures": "Hva som måles", "value": "Verdi", "base": "Spurte (n)", "question": "Spørsmål",
           "source": "Kilde", "date": "Per", "pages": "Sider", "derived": "Beregnet", "unused": "Ikke trykt",
           "unsourced": "Uten kilde"},
    "nl": {"measures": "Wat het meet", "value": "Waarde", "base": "Gevraagd (n)", "question": "Vraag",
           "source": "Bron", "date": "Per", "pages": "Pagina’s", "derived": "Berekend", "unused": "Niet gedrukt",
           "unsourced": "Zonder bron"},
    "fr": {"measures": "Ce qui est mesuré", "value": "Valeur", "base": "Interrogés (n)", "question": "Question",
           "source": "Source", "date": "Au", "pages": "Pages", "derived": "Calculé", "unused": "Non imprimés",
           "unsourced": "Sans source"},
    "es": {"measures": "Qué mide", "value": "Valor", "base": "Preguntados (n)", "question": "Pregunta",
           "source": "Fuente", "date": "A fecha de", "pages": "Páginas", "derived": "Calculado", "unused": "No impresas",
           "unsourced": "Sin fuente"},
}  # fmt: skip
"""The heads of the columns, in each language that is known."""

SHARES = {"measures": 0.36, "value": 0.17, "base": 0.09, "question": 0.11, "source": 0.26, "date": 0.1, "pages": 0.12}
"""How the columns divide the width, before the ones that are not there give theirs away."""


def appendix_of(
    part: model.Appendix,
    report: model.Report,
    places: Mapping[str, Sequence[Place]],
    rich: Callable[[Text], Rich],
    origin: int,
    text: tuple[parts.Block, ...],
) -> parts.Appendix:
    """Make the appendix that *part* asks for; *places* say where each figure stands, by its id."""
    heads = HEADS.get(report.tongue.code, HEADS["en"])
    shown = [one for one in report.figures.values() if part.figures == "all" or places.get(one.id)]
    groups: dict[tuple[int, str], list[model.Figure]] = {}
    for figure in shown:
        groups.setdefault(_group(part.group, figure, report, places.get(figure.id, ()), heads), []).append(figure)
    rows: list[dict[str, Rich]] = []
    titles: list[tuple[int, Rich]] = []
    for (_, title), figures in sorted(groups.items(), key=lambda pair: pair[0][0]):
        titles += [(len(rows), words(title))] if title else []
        rows += (_row(figure, report, places.get(figure.id, ()), rich, heads) for figure in figures)
    columns = [name for name in ("measures", *part.columns) if any(row[name] for row in rows)]
    table = parts.Table(
        key=f"{part.id}-table",
        title=(),
        columns=tuple(words(heads[name]) for name in columns),
        rows=tuple(tuple(row[name] for name in columns) for row in rows),
        span=parts.Span.FULL,
        shares=tuple(SHARES[name] for name in columns),
        groups=tuple(titles),
        origin=origin,
    )
    return parts.Appendix(
        key=part.id,
        kicker=rich(part.kicker),
        headline=rich(part.headline),
        text=text,
        table=table if rows else None,
        origin=origin,
    )


def _group(
    by: str, figure: model.Figure, report: model.Report, places: Sequence[Place], heads: Mapping[str, str]
) -> tuple[int, str]:
    """The group a figure belongs to: its rank, and its title."""
    if by == "source":
        order = {name: at for at, name in enumerate(report.sources)}
        if figure.source is not None:
            return order.get(figure.source.id, 0), figure.source.title.plain
        return len(order) + (not figure.formula), heads["derived"] if figure.formula else heads["unsourced"]
    if by == "none":
        return 0, ""
    order = {part.id: at for at, part in enumerate(report.book)}
    first = min(places, key=lambda place: order.get(place.part, -1), default=None)
    if first is None:
        return len(order), heads["unused"]
    home = next((one for one in report.book if one.id == first.part), None)
    return order.get(first.part, -1), _title(home, report)


def _title(part: model.AnyPart | None, report: model.Report) -> str:
    match part:
        case model.Insight():
            return f"{part.number}  {part.headline.plain}"
        case model.Letter() | model.About() | model.Reflection() | model.Article():
            return (part.kicker or part.headline).plain
        case model.Thanks():
            return part.headline.plain
    return report.report.title.plain


def _row(
    figure: model.Figure,
    report: model.Report,
    places: Sequence[Place],
    rich: Callable[[Text], Rich],
    heads: Mapping[str, str],
) -> dict[str, Rich]:
    """All that the appendix can say of a figure, by column."""
    worked_out = f"{heads['derived']}: {_with_values(figure, report)}" if figure.formula else ""
    return {
        "measures": rich(figure.measures),
        "value": words(written(figure, report.tongue)),
        "base": words(grouped(figure.base, report.tongue) if figure.base is not None else ""),
        "question": words("" if figure.question.startswith("not ") else figure.question),
        "source": rich(figure.source.title) if figure.source is not None else words(worked_out),
        "date": words(figure.date.isoformat() if figure.date else ""),
        "pages": (PagesOf(places=tuple(place.anchors for place in places)),) if places else (),
    }


_SIGNS = {"-": "\u2212", "*": "×", "/": "÷"}


def _with_values(figure: model.Figure, report: model.Report) -> str:
    """The formula as readers can follow it: with what each figure in it is worth."""
    try:
        found = tokens(figure.formula)
    except BadFormula:  # told by the loader; never printed
        return ""
    said = []
    for token in found:
        known = report.figures.get(token.text) if token.kind == "id" else None
        said.append(_number(known, report.tongue) if known else _SIGNS.get(token.text, token.text))
    return " ".join(said).replace("( ", "(").replace(" )", ")")


def _number(figure: model.Figure, tongue: Tongue) -> str:
    return print_as(figure.value, figure.unit, "number", tongue)
