"""The gallery of kinds: an example of each, and the page of the documentation made from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from typeset.charts.registry import OURS, kind_named
from typeset.charts.scale import written
from typeset.charts.spec import Chart, Datum, Kind

PLAIN = ("label", "value", "low", "high", "emphasis", "note", "group", "missing")
ABOUT_CHART = ("measures", "unit", "sign", "axis", "data")


def examples() -> tuple[Chart, ...]:
    """One chart of each kind of ours, as in the documentation."""
    return tuple(chart_of(kind) for kind in _kinds())


def chart_of(kind: Kind) -> Chart:
    """The example of *kind* as a chart."""
    given = kind.example
    axis = given.get("axis")
    return Chart(
        id=f"example-{kind.name}",
        kind=kind.name,
        measures=given.get("measures", ""),
        unit=given.get("unit", ""),
        sign=given.get("sign", ""),
        axis=(axis[0], axis[1]) if axis else None,
        data=tuple(_datum(d) for d in given["data"]),
        settings={k: tuple(v) if isinstance(v, list) else v for k, v in given.items() if k not in ABOUT_CHART},
    )


def reference() -> str:
    """The page ``docs/charts.md``: every kind, what it takes, what can be set, an example."""
    return "\n".join([INTRODUCTION, *(line for kind in _kinds() for line in _section(kind))])


INTRODUCTION = """\
# Kinds of chart

A chart stands in the text of a part. Its title says the finding; `measures` says what is measured; labels and
values are printed in the drawing itself. One datum may be singled out with `emphasis: true`. A value that is not
known is given as `missing: true`, and shown as missing.

This page is made from the declarations in `typeset/charts/kinds/`; a test says when it is out of date.
An outside package adds a kind by offering a `typeset.charts.spec.Kind` through the entry point group
`typeset.charts`.
"""


def _kinds() -> list[Kind]:
    return [kind for name in OURS if (kind := kind_named(name)) is not None]


def _section(kind: Kind) -> list[str]:
    ways = {"value": "`value`", "range": "`low` and `high`", "change": "`from` and `to`", "missing": "`missing`"}
    count = f"{kind.least} to {kind.most} data" if kind.least > 1 else f"up to {kind.most} data"
    lines = [
        f"## {kind.name}",
        "",
        kind.summary,
        "",
        f"Takes {', '.join(ways[w] for w in ways if w in kind.takes)}; {count}.",
        "",
    ]
    if kind.options:
        lines += ["| setting | what it does |", "|---|---|"]
        lines += [f"| `{option.name}` | {option.about} |" for option in kind.options]
        lines.append("")
    return [*lines, "```yaml", *_yaml(kind), "```", ""]


def _yaml(kind: Kind) -> list[str]:
    lines = [f"- chart: example-{kind.name}", f"  kind: {kind.name}"]
    lines += [f"  {name}: {_flow(value)}" for name, value in kind.example.items() if name != "data"]
    return [*lines, "  data:", *(f"    - {_flow(datum)}" for datum in kind.example["data"])]


def _flow(value: Any) -> str:
    """A value in YAML's one-line form."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(v)}" for key, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    if isinstance(value, str):
        plain = value[:1].isalpha() and not any(c in value for c in ",:#{}[]%")
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _datum(given: Mapping[str, Any]) -> Datum:
    start, end, low, high, value = (given.get(name) for name in ("from", "to", "low", "high", "value"))
    text = f"{written(low)}–{written(high)}" if low is not None and high is not None else ""
    return Datum(
        **{name: given[name] for name in PLAIN if name in given},
        start=start,
        end=end,
        start_text="" if start is None else written(start),
        end_text="" if end is None else written(end),
        text=given.get("text", text if value is None else written(value)),
    )
