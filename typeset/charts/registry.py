"""Where kinds are found: our own by module name, others through an entry point.

A kind of ours is looked up by importing its one module, so that a report with three
kinds of chart loads three. Outside packages are asked only for names that are not ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from typeset.charts.spec import Kind

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "typeset.charts"
"""Entry point group; each entry's name is the kind's, its object a `Kind`."""

OURS = (
    "area",
    "bars",
    "columns",
    "countries",
    "grouped",
    "heat",
    "line",
    "map",
    "multiples",
    "numerals",
    "paired",
    "pictogram",
    "range",
    "ranked",
    "ring",
    "slope",
    "stacked",
    "strip",
)
"""One module each, in `typeset/charts/kinds/`."""


@cache
def kind_named(name: str) -> Kind | None:
    """The kind called *name*, or None if nobody offers it."""
    if name in OURS:
        kind = import_module(f"typeset.charts.kinds.{name}").KIND
    else:
        kind = next((entry.load() for entry in _entries() if entry.name == name), None)
    return kind if isinstance(kind, Kind) else None


def kind_names() -> tuple[str, ...]:
    """Every kind on offer, sorted; ours hide others of the same name."""
    return tuple(sorted({*OURS, *(entry.name for entry in _entries())}))


def _entries() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points  # 15 ms that most builds need not spend

    return entry_points(group=GROUP)
