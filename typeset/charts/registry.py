"""Where kinds are found: our own by module name, others through an entry point.

A kind of ours is looked up by importing its one module, so that a report with three
kinds of chart loads three. Outside packages are asked only for names that are not ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

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


def kind_named(name: str) -> Kind | None:
    """The kind called *name*, or None if nobody offers it or what is offered cannot be used."""
    kind = _find(name)
    return kind if isinstance(kind, Kind) else None


def fault_of(name: str) -> str:
    """Why the kind called *name* cannot be used though an outside package offers it; empty if it is none's fault."""
    found = _find(name)
    return found if isinstance(found, str) else ""


@cache
def _find(name: str) -> Kind | str | None:
    """The kind called *name*, or what is wrong with it."""
    if name in OURS:
        return cast("Kind", import_module(f"typeset.charts.kinds.{name}").KIND)
    entry = next((entry for entry in _entries() if entry.name == name), None)
    if entry is None:
        return None
    try:
        kind = entry.load()
    except Exception as error:  # noqa: BLE001  # whatever goes wrong in another's module, the author must be told
        return f"`{entry.value}` cannot be loaded: {type(error).__name__}: {error}"
    return kind if isinstance(kind, Kind) else f"`{entry.value}` is no `typeset.charts.spec.Kind`"


def kind_names() -> tuple[str, ...]:
    """Every kind on offer, sorted; ours hide others of the same name."""
    return tuple(sorted({*OURS, *(entry.name for entry in _entries())}))


def _entries() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points  # 15 ms that most builds need not spend

    return entry_points(group=GROUP)
