"""What a kind cannot show honestly, found before anything is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from difflib import get_close_matches
from unicodedata import category

from layout.art import Art
from layout.type.faces import Fonts
from typeset.charts.collisions import find_collisions
from typeset.charts.registry import fault_of, kind_named, kind_names
from typeset.charts.spec import Axis, Chart, ChartProblem, Datum, Kind, Option, Setting
from typeset.charts.theme import Theme
from typeset.charts.wording import Wording

LARGEST, SMALLEST = 1e15, 1e-12
"""Beyond these a double no longer tells neighbouring values apart on an axis from zero."""


def find_problems(chart: Chart) -> tuple[ChartProblem, ...]:
    """Everything about *chart* that its author must put right, in the order of its data."""
    kind = kind_named(chart.kind)
    if kind is None and (fault := fault_of(chart.kind)):
        message = f"an outside package offers the kind `{chart.kind}`, but {fault}"
        return (_of(chart, None, message, "mend or update that package", setting="kind"),)
    if kind is None:
        near = get_close_matches(chart.kind, kind_names(), 1)
        hint = f"did you mean `{near[0]}`?" if near else f"one of: {', '.join(kind_names())}"
        return (_of(chart, None, f"there is no kind of chart called `{chart.kind}`", hint, setting="kind"),)
    problems = [*_count_problems(chart, kind), *_setting_problems(chart, kind), *_axis_problems(chart, kind)]
    for i, datum in enumerate(chart.data):
        problems += _datum_problems(chart, kind, i, datum)
    if not problems:
        # A kind may rely on data of the right sort when it looks closer.
        problems += kind.check(chart)
    return tuple(problems)


def find_missing_glyphs(chart: Chart, theme: Theme, fonts: Fonts) -> tuple[ChartProblem, ...]:
    """Characters in labels and values that the chart's faces cannot show."""
    problems: list[ChartProblem] = []
    for i, datum in enumerate(chart.data):
        for text, font in (
            (datum.label, theme.label.font),
            (datum.group, theme.label.font),
            (datum.note, theme.note.font),
            (datum.text + datum.start_text + datum.end_text, theme.value.font),
        ):
            problems += [
                _of(
                    chart, i, f"the face `{font}` has no character “{char}” (U+{ord(char):04X})", "write it another way"
                )
                for char in fonts.missing(text, font)
            ]
    return tuple(problems)


def find_crowding(chart: Chart, art: Art, wording: Wording) -> tuple[ChartProblem, ...]:
    """Words of a finished drawing that found no room: they meet others, a mark, or the edge.

    It happens where labels are long, data many and the column narrow; then the author
    must shorten, leave out or widen.
    """
    problems: list[ChartProblem] = []
    for found in find_collisions(art, wording):
        problem = _of(
            chart,
            found.cell[0] - 1 if found.cell and found.cell[0] else None,
            f"at {art.width:.0f} pt wide, “{found.words.strip()}” runs into {found.with_what.strip()}",
            "shorten the label, show fewer data, or give the chart more columns",
        )
        problems.append(problem)
    return tuple(problems)


def _of(chart: Chart, datum: int | None, message: str, hint: str = "", *, setting: str = "") -> ChartProblem:
    return ChartProblem(chart=chart.id, datum=datum, message=message, hint=hint, setting=setting)


def _count_problems(chart: Chart, kind: Kind) -> Iterator[ChartProblem]:
    count = len(chart.data)
    if count < kind.least:
        needed = "one datum" if kind.least == 1 else f"{kind.least} data"
        yield _of(chart, None, f"a chart of kind `{kind.name}` needs at least {needed}; this one has {count}")
    if count > kind.most:
        yield _of(
            chart,
            kind.most,
            f"a chart of kind `{kind.name}` shows at most {kind.most} data; this one has {count}",
            "leave out the least, sum them up, or set a table",
        )
    if chart.data and all(d.missing for d in chart.data):
        yield _of(chart, None, "every value is missing: there is nothing to draw", "leave the chart out")


def _setting_problems(chart: Chart, kind: Kind) -> Iterator[ChartProblem]:
    known = {option.name: option for option in kind.options}
    for name, value in chart.settings.items():
        option = known.get(name)
        if option is None:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"it understands: {', '.join(known) or 'no settings'}"
            yield _of(chart, None, f"the kind `{kind.name}` does not understand `{name}`", hint, setting=name)
        else:
            wrong = _misfit(value, option)
            if wrong:
                yield _of(chart, None, f"`{name}` {wrong}", option.about, setting=name)


def _misfit(value: Setting, option: Option) -> str:
    if option.type is float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "must be a number"
        if not option.least <= value <= option.most:
            return f"must lie between {option.least:g} and {option.most:g}, not {value:g}"
    elif not isinstance(value, option.type):
        return {str: "must be a word", bool: "must be true or false", tuple: "must be a list"}[option.type]
    if option.choices and value not in option.choices:
        return f"must be one of: {', '.join(option.choices)}"
    return ""


def _axis_problems(chart: Chart, kind: Kind) -> Iterator[ChartProblem]:
    if chart.axis is None:
        return
    low, high = chart.axis
    if kind.axis is Axis.NONE:
        yield _of(chart, None, f"a chart of kind `{kind.name}` has no axis", "leave it out", setting="axis")
        return
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        yield _of(
            chart, None, f"an axis cannot run from {low:g} to {high:g}", "give the lower end first", setting="axis"
        )
        return
    if kind.axis is Axis.ZERO and not low <= 0 <= high:
        message = f"a chart of kind `{kind.name}` begins at zero, not at {low if low > 0 else high:g}"
        hint = "lengths are read as amounts; `range`, `strip` and `line` may leave out zero, and are then marked"
        yield _of(chart, None, message, hint, setting="axis")
        return
    for i, datum in enumerate(chart.data):
        for number in datum.numbers:
            if not low <= number <= high:
                yield _of(
                    chart,
                    i,
                    f"{number:g} lies off the axis, which runs from {low:g} to {high:g}",
                    "widen the axis, or leave it out to have it chosen",
                )


def _datum_problems(chart: Chart, kind: Kind, i: int, datum: Datum) -> Iterator[ChartProblem]:
    given = {
        name
        for name, there in (
            ("value", datum.value is not None),
            ("range", datum.low is not None or datum.high is not None),
            ("change", datum.start is not None or datum.end is not None),
        )
        if there
    }
    for text in (datum.label, datum.group, datum.note, datum.text, datum.start_text, datum.end_text):
        if any(category(char) == "Cc" for char in text):
            yield _of(chart, i, f"{text!r} holds a line break or control character", "write it on one line")
    if datum.missing:
        if given:
            yield _of(chart, i, "a datum is either missing or has a value, not both")
        elif "missing" not in kind.takes:
            yield _of(
                chart,
                i,
                f"a chart of kind `{kind.name}` cannot show a missing value",
                "leave it out and say so in the note",
            )
        return
    if not given:
        yield _of(chart, i, "this datum has no value", "give one, or say `missing: true`")
        return
    if len(given) > 1:
        yield _of(chart, i, f"this datum has {' and '.join(sorted(given))} at once")
        return
    if not given <= kind.takes:
        yield _of(chart, i, f"a chart of kind `{kind.name}` cannot show a {given.pop()}", _what_it_takes(kind))
        return
    if datum.note and not kind.notes:
        hint = "put it in the note of the chart, or into the label"
        yield _of(chart, i, f"a chart of kind `{kind.name}` has no room for a note on a datum", hint)
    yield from _number_problems(chart, kind, i, datum)


def _number_problems(chart: Chart, kind: Kind, i: int, datum: Datum) -> Iterator[ChartProblem]:
    for number in datum.numbers:
        if not math.isfinite(number) or abs(number) > LARGEST or 0 < abs(number) < SMALLEST:
            yield _of(chart, i, f"{number:g} is no number that could be drawn", "change the unit")
            return
    if (datum.low is None) != (datum.high is None):
        yield _of(chart, i, "a range needs both its ends")
    elif datum.low is not None and datum.high is not None and datum.low > datum.high:
        yield _of(chart, i, f"the range runs backwards, from {datum.low:g} to {datum.high:g}")
    if (datum.start is None) != (datum.end is None):
        yield _of(chart, i, "a change needs both `from` and `to`")
    written = (datum.start_text and datum.end_text) if datum.start is not None else datum.text
    if not written:
        yield _of(chart, i, "this datum does not say how its value is written")
    if not kind.below_zero and min(datum.numbers) < 0:
        message = f"a chart of kind `{kind.name}` begins at zero and cannot show {min(datum.numbers):g}"
        yield _of(chart, i, message, "`bars`, `line`, `slope`, `range` and `strip` go below zero")


def _what_it_takes(kind: Kind) -> str:
    ways = {"value": "`value`", "range": "`low` and `high`", "change": "`from` and `to`"}
    return "it takes " + " or ".join(way for name, way in ways.items() if name in kind.takes)
