"""A chart's data as CSV: a column for each quantity, numbers as plain numbers, missing cells empty.

The heads are the names by which the manifest knows columns, so that the file can be given
back to a chart as its `data:`.
"""

from __future__ import annotations

import csv
import io
import re

from typeset.charts.spec import Chart, Datum

COLUMNS = ("group", "label", "value", "low", "high", "from", "to", "unit", "note")
NEEDED = ("label",)


def write_csv(chart: Chart) -> bytes:
    """The data of *chart* in UTF-8, as RFC 4180 has it; columns that would be empty are left out."""
    rows = [_cells(datum, chart) for datum in chart.data]
    heads = [name for name in COLUMNS if name in NEEDED or any(row[name] for row in rows)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([row[name] for name in heads] for row in rows)
    return text.getvalue().encode()


def _cells(datum: Datum, chart: Chart) -> dict[str, str]:
    low, high = _ends(datum)
    return {
        "group": datum.group,
        "label": datum.label,
        "value": "" if datum.value is None else _number(datum.text, datum.value),
        "low": low,
        "high": high,
        "from": "" if datum.start is None else _number(datum.start_text, datum.start),
        "to": "" if datum.end is None else _number(datum.end_text, datum.end),
        "unit": "" if datum.missing else chart.unit,
        # Of a missing value the words that stand in its place.
        "note": datum.text if datum.missing else datum.note,
    }


def _ends(datum: Datum) -> tuple[str, str]:
    if datum.low is None or datum.high is None:
        return "", ""
    low, _, high = datum.text.partition("–")
    return _number(low, datum.low), _number(high, datum.high)


def _number(written: str, value: float) -> str:
    """The number as printed, in plain digits: it keeps the decimals that the author gave it."""
    plain = written.replace(",", "").replace("−", "-").strip()
    if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) and float(plain) == value:
        return plain
    return f"{value:f}".rstrip("0").rstrip(".")
