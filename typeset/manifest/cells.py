"""CSV and JSON files as tables of cells, each of which knows its line and column.

A cell is the same `Scalar` that YAML gives: so a number that cannot be read is told where
it stands, in the data file itself, by the very kinds that read the manifest. Nothing here
knows what the columns are for; that is `datafile`'s business.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from itertools import islice
from pathlib import Path, PurePath

from layout.values import Struct
from typeset.manifest.desk import Desk
from typeset.manifest.nodes import Scalar
from typeset.manifest.reading import LARGEST_REPORT
from typeset.manifest.source import LARGEST_FILE, Source, decode
from typeset.problem import Span

MOST_ROWS = 20_000
"""Rows of a file; a chart shows five hundred data at most."""

MOST_TOLD = 20
"""Faulty rows of one file that are told one by one."""

Cells = MappingOf[str, Scalar]
"""One row: its cells by the name of their column."""


class Sheet(Struct, frozen=True):
    """A file's table: its columns in order, and its rows."""

    source: Source
    heads: MappingOf[str, Scalar]
    rows: tuple[Cells, ...]


def read_sheet(path: Path, name: Scalar, desk: Desk) -> Sheet | None:
    """Read the file at *path*, which the author calls *name*; None where it holds no table, which has then been told."""
    readers = {".csv": _read_csv, ".tsv": _read_csv, ".json": _read_json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        hint = "save it as CSV (UTF-8); spreadsheets offer it under Save As"
        desk.complain("data-file", f"`{name.value}` is neither a CSV nor a JSON file", name.span, hint=hint)
        return None
    source = _read_source(path, name, desk)
    if source is None:
        return None
    sheet = reader(source, desk)
    if sheet is not None and not sheet.rows:
        desk.complain("data-file", "no data stand in this file", source.top, hint="write a row for each datum")
        return None
    return sheet


def _read_source(path: Path, name: Scalar, desk: Desk) -> Source | None:
    reading = desk.reading
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        desk.complain("data-file", f"`{name.value}` cannot be read: {error.strerror}", name.span)
        return None
    reading.size += len(data)
    if reading.size > LARGEST_REPORT:
        message = f"with `{name.value}` the files of this report are too large"
        desk.complain("too-large", message, name.span, hint="keep in it only what charts need")
        return None
    shown = str(PurePath(reading.shown, path.relative_to(reading.folder)))
    source, problems = decode(shown, data)
    first = shown not in reading.sources
    reading.sources[shown] = source
    if first:
        reading.problems.extend(problems)
    if not source.text.strip():
        if first and not problems:
            desk.complain(
                "empty-file", "this file is empty", source.top, hint="write a row of heads and a row for each datum"
            )
        return None
    return source


_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)" *')


def _read_csv(source: Source, desk: Desk) -> Sheet | None:
    """Read CSV (RFC 4180); cells may also be parted by semicolons or tabs, as the row of heads shows."""
    rows = list(islice(_csv_rows(source, desk), MOST_ROWS + 2))
    if len(rows) > MOST_ROWS + 1:
        _tell_too_long(rows[-1][0].span, desk)
        return None
    if not rows:
        return None
    heads: dict[str, Scalar] = {}
    for cell in rows[0]:
        if cell.value in heads:
            message = f"two columns are called `{cell.value}`"
            desk.complain("data-file", message, cell.span, found=cell.value, hint="give each column a name of its own")
            return None
        heads[cell.value] = cell
    table: list[Cells] = []
    told = 0
    for row in rows[1:]:
        if len(row) != len(heads):
            told += 1
            if told <= MOST_TOLD:
                message = f"this row has {len(row)} of {len(heads)} cells"
                hint = "an empty cell is nothing between two separators; text that holds a separator stands in quotes"
                desk.complain("data-file", message, row[0].span, hint=hint)
            continue
        table.append(dict(zip(heads, row, strict=True)))
    return None if told else Sheet(source, heads, tuple(table))


def _csv_rows(source: Source, desk: Desk) -> Iterator[list[Scalar]]:
    """The rows that are not blank; one that breaks off ends the file."""
    text = source.text
    separator = _separator(text)
    bare = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    row: list[Scalar] = []
    at = 0
    while at <= len(text):
        quoted = _QUOTED.match(text, at)
        if quoted is not None:
            value = " ".join(quoted[1].replace('""', '"').split())
            row.append(Scalar(source, quoted.start(1), quoted.end(1), value, ""))
            at = quoted.end()
        else:
            found = bare.match(text, at)
            assert found is not None  # it matches nothing as well
            raw = found.group()
            left = at + len(raw) - len(raw.lstrip())
            if raw.lstrip().startswith('"'):
                message = "this quotation mark is never closed"
                desk.complain("data-file", message, source.span(left, left + 1), hint="a mark within quotes is doubled")
                return
            row.append(Scalar(source, left, left + max(1, len(raw.strip())), raw.strip(), ""))
            at = found.end()
        follower = text[at : at + 1]
        if follower == separator:
            at += 1
        elif follower in ("\r", "\n", ""):
            if len(row) > 1 or row[0].value:
                yield row
            row = []
            at += 2 if text.startswith("\r\n", at) else 1
        else:
            message = "text stands behind the closing quotation mark"
            desk.complain(
                "data-file", message, source.span(at, at + 1), hint="a quotation mark within quotes is doubled"
            )
            return


def _tell_too_long(span: Span, desk: Desk) -> None:
    message = f"this file has more than {MOST_ROWS:,} rows"
    desk.complain("data-file", message, span, hint="keep in it what the chart shows")


def _separator(text: str) -> str:
    """What parts the cells, judged by the first row: the commonest of comma, semicolon and tab."""
    head = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").splitlines()[0])
    counts = Counter({sign: head.count(sign) for sign in (",", ";", "\t")})
    return counts.most_common(1)[0][0] if any(counts.values()) else ","


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


def _read_json(source: Source, desk: Desk) -> Sheet | None:
    """Read JSON: a list of flat objects. What it says is Python's affair; where it says so is found by its signs."""
    try:
        # Numbers stay as written: 26.0 is 26.0.
        said = json.loads(source.text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        span = source.span(error.pos, error.pos + 1)
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        desk.complain("data-file", message, span, hint='a list of objects: [{"label": "A", "value": 3}]')
        return None
    except RecursionError:
        desk.complain("data-file", "too many levels stand in each other here", source.top)
        return None
    if not isinstance(said, list) or not all(isinstance(row, dict) for row in said):
        hint = 'write a list of objects: [{"label": "A", "value": 3}]'
        desk.complain("data-file", "this JSON is not a list of objects", source.top, hint=hint)
        return None
    if len(said) > MOST_ROWS:
        _tell_too_long(source.top, desk)
        return None
    rows = list(_json_rows(source, desk))
    heads: dict[str, Scalar] = {}
    for _, keys in rows:
        for name, key in keys.items():
            heads.setdefault(name, key)
    return Sheet(source, heads, tuple(cells for cells, _ in rows if cells))


def _json_rows(source: Source, desk: Desk) -> Iterator[tuple[Cells, Cells]]:
    """Each object's values and keys as scalars; the text is known to be a list of objects."""
    depth, key = 0, None
    cells: dict[str, Scalar] = {}
    keys: dict[str, Scalar] = {}
    for match in _TOKEN.finditer(source.text):
        sign = match.group()
        if sign in "[{":
            depth += 1
            if depth == 3 and key is not None:
                message = f"`{key.value}` holds {'a list' if sign == '[' else 'an object'}, not a number or text"
                desk.complain("data-file", message, key.span, hint="one value in each cell")
            if depth == 2:
                cells, keys, key = {}, {}, None
        elif sign in "]}":
            if depth == 2:
                yield cells, keys
            depth -= 1
            key = None if depth == 2 else key
        elif sign == "," and depth == 2:
            key = None
        elif depth == 2 and sign not in ":,":
            scalar = _json_scalar(source, match.start(), sign)
            if key is None:
                key = keys[scalar.value] = scalar
            else:
                cells[key.value] = scalar


def _json_scalar(source: Source, start: int, written: str) -> Scalar:
    if written.startswith('"'):
        value = " ".join(str(json.loads(written)).split())
        return Scalar(source, start, start + len(written), value, '"')
    return Scalar(source, start, start + len(written), "" if written == "null" else written, "")
