"""The gallery of kinds: an example of each, and the page of the documentation made from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from typeset.charts.registry import OURS, kind_named
from typeset.charts.scale import written
from typeset.charts.signs import sign_of
from typeset.charts.spec import MISSING_SAID, Axis, Chart, Datum, Kind

PLAIN = ("label", "value", "low", "high", "emphasis", "note", "group", "missing")
ABOUT_CHART = ("measures", "unit", "axis", "data")
OF_CHANGE = ("from", "to")
"""Settings that have keys of their own in the manifest; others stand under `options`."""


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
        sign=sign_of(given.get("unit", ""), asked=True),
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
known is given as `missing: true`, and shown as missing; its `note` says why. Settings of a kind stand under `options`.
The examples leave out what every chart has: its `title`, `base`, `source` and alternative text (`alt`).

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
        f"Takes {', '.join(ways[w] for w in ways if w in kind.takes)}; {count}.{_axis(kind)}",
        "",
    ]
    if kind.options:
        lines += ["| setting | what it does |", "|---|---|"]
        lines += [f"| `{option.name}` | {option.about} |" for option in kind.options]
        lines.append("")
    return [*lines, "```yaml", *_yaml(kind), "```", ""]


def _axis(kind: Kind) -> str:
    """What `axis` may be, where the kind has one to fix."""
    below = " Values may be negative." if kind.below_zero else ""
    return below if kind.axis is Axis.NONE else f"{below} `axis` fixes {kind.axis.value}."


def _yaml(kind: Kind) -> list[str]:
    """The example as an author writes it, but for title, base and alternative text."""
    lines = [f"- chart: example-{kind.name}", f"  kind: {kind.name}"]
    given = kind.example
    options = {name: value for name, value in given.items() if name not in ABOUT_CHART + OF_CHANGE}
    lines += [f"  {name}: {_flow(value)}" for name, value in given.items() if name != "data" and name not in options]
    lines += [f"  options: {_flow(options)}"] if options else []
    return [*lines, "  data:", *(f"    - {_flow(_as_written(datum))}" for datum in given["data"])]


def _as_written(datum: Mapping[str, Any]) -> Mapping[str, Any]:
    """A datum with its range as one value."""
    if "low" not in datum:
        return datum
    value = f"{written(datum['low'])}-{written(datum['high'])}"
    return {
        ("value" if key == "low" else key): (value if key == "low" else held)
        for key, held in datum.items()
        if key != "high"
    }


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
    plain = {name: given[name] for name in PLAIN if name in given}
    if given.get("missing"):
        # As everywhere, what is said of a missing value stands where it would.
        text = plain.pop("note", MISSING_SAID)
    return Datum(
        **plain,
        start=start,
        end=end,
        start_text="" if start is None else written(start),
        end_text="" if end is None else written(end),
        text=text if value is None else written(value),
    )
