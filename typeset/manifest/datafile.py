"""Chart data from a CSV or JSON file beside the manifest: which column is what, and what must hold.

Cells are plain: nothing in them is mark-up, and a number is a number only as the manifest
would have it, so that 1.234 is never taken for 1234 by one program and not by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from typing import ClassVar

from layout.values import Struct
from typeset.ledger.values import Amount, Range, Value
from typeset.manifest.cells import Cells, Sheet, read_sheet
from typeset.manifest.declare import Entry, Form, holds
from typeset.manifest.desk import Desk
from typeset.manifest.kinds import Number, Plain, Quantity, Schema
from typeset.manifest.nearest import did_you_mean, one_of
from typeset.manifest.nodes import Mapping, Node, Scalar, Sequence
from typeset.manifest.reading import find_inside

NOT_GIVEN = frozenset({"", "-", "–", "—", ".", "..", "...", "n/a", "N/A", "NA", "null"})
"""What statisticians write where there is no number."""


class Record(Struct, frozen=True, kw_only=True):
    """One datum as the file gives it. *value* is None where none is given, or where *start* and *end* are."""

    label: Scalar
    value: Value | None = None
    start: Value | None = None
    end: Value | None = None
    group: str = ""
    note: Scalar | None = None
    emphasis: bool = False

    @property
    def missing(self) -> bool:
        return self.value is None and self.start is None


class Labels(Struct, frozen=True):
    """One label or a list of them."""

    blank: tuple[str, ...] = ()

    def read(self, node: Node, desk: Desk) -> tuple[str, ...] | None:
        items = node.items if isinstance(node, Sequence) else (node,)
        words = (Plain(most=120).read(item, desk) for item in items)
        return tuple(word for word in words if word)

    def schema(self) -> Schema:
        one: Schema = {"type": ["string", "number"]}
        return {"anyOf": [one, {"type": "array", "items": one}]}

    def describe(self) -> str:
        return "a label, or a list of labels"


COLUMN = Plain(most=120, wanted="the name of a column")


class DataFile(Entry, frozen=True, kw_only=True):
    """Data of a chart in a CSV or JSON file beside the manifest. `data: file.csv` is short for naming the file alone."""

    TITLE: ClassVar[str] = "a data file"

    file: str = holds(
        Plain(most=500), "The file: CSV with a row of heads, or JSON with a list of objects.", required=True,
        example="numbers.csv",
    )  # fmt: skip
    label: str = holds(COLUMN, "The column of labels; by default the one called `label`, else the first.")
    value: str = holds(COLUMN, "The column of values; by default the one called `value`, else the next.")
    low: str = holds(COLUMN, "The column of the lower ends of ranges.")
    high: str = holds(COLUMN, "The column of the upper ends.")
    from_: str = holds(COLUMN, "In a slope: the column of values before.")
    to: str = holds(COLUMN, "In a slope: the column of values after.")
    group: str = holds(COLUMN, "The column of series, groups or rows.")
    note: str = holds(COLUMN, "The column of notes; beside a missing value, what is said in its place.")
    emphasis: tuple[str, ...] = holds(
        Labels(), "The data that matter, by label or group.", default=(), example="Sweden"
    )
    total: str = holds(
        Plain(most=120),
        "The label of the row that must be the sum of the others; it is checked, not drawn.",
        example="All",
    )
    adds_to: Decimal | None = holds(Number(), "What the values must add up to, such as 100; for each group by itself.")


FORM = Form(DataFile)


def read_records(node: Scalar | Mapping, desk: Desk) -> tuple[Record, ...] | None:
    """The data in the file that *node* names; None where nothing can be made of it, which has then been told."""
    asked = _asked(node, desk)
    if asked is None:
        return None
    wanted, name = asked
    path = find_inside(name, desk.reading)
    sheet = None if path is None else read_sheet(path, name, desk)
    columns = None if sheet is None else _columns(wanted, node, sheet, desk)
    if sheet is None or columns is None:
        return None
    records = [record for cells in sheet.rows for record in _record(cells, columns, wanted, desk)]
    _check_emphasis(wanted, node, records, desk)
    return tuple(_checked_sums(wanted, node, records, desk))


def _asked(node: Scalar | Mapping, desk: Desk) -> tuple[DataFile, Scalar] | None:
    """What is wanted of which file."""
    if isinstance(node, Scalar):
        return DataFile(span=node.span, file=node.value.strip()), node
    wanted, name = FORM.read(node, desk), node.get("file")
    if name is not None and not isinstance(name, Scalar):
        return None  # told by the form
    return None if wanted is None or name is None else (wanted, name)


# ---------------------------------------------------------------- columns


ROLES = ("label", "value", "low", "high", "from", "to", "group", "note")
PAIRS = (("low", "high"), ("from", "to"))


def _columns(wanted: DataFile, node: Node, sheet: Sheet, desk: Desk) -> MappingOf[str, str] | None:
    """Which column plays which role: as asked, by its name, or by its place."""
    asked = {role: str(getattr(wanted, "from_" if role == "from" else role)) for role in ROLES}
    lost = False
    for role, column in asked.items():
        if column and column not in sheet.heads:
            place = node.get(role) if isinstance(node, Mapping) else None
            hint = did_you_mean(column, sheet.heads, otherwise=f"its columns: {one_of(sheet.heads, 20)}")
            message = f"`{wanted.file}` has no column `{column}`"
            desk.complain("data-column", message, place.span if place else node.span, found=column, hint=hint)
            lost = True
    if lost:
        return None
    named = {head.casefold(): head for head in reversed(tuple(sheet.heads))}
    found = {role: asked[role] or named.get(role, "") for role in ROLES}
    # A column that is asked for in one role does not take another by its name.
    taken = {column for column in asked.values() if column}
    found |= {role: "" for role, column in found.items() if column in taken and not asked[role]}
    rest = [head for head in sheet.heads if head not in found.values()]
    if not found["label"] and rest:
        found["label"] = rest.pop(0)
    if not any(found[role] for role in ("value", "low", "high", "from", "to")) and rest:
        found["value"] = rest.pop(0)
    return _complete(found, wanted, node, sheet, desk)


def _complete(
    found: MappingOf[str, str], wanted: DataFile, node: Node, sheet: Sheet, desk: Desk
) -> MappingOf[str, str] | None:
    """The roles that are filled, if they make sense together."""
    message = ""
    for one, other in PAIRS:
        if bool(found[one]) != bool(found[other]):
            message = f"`{one}` and `{other}` go together, and `{wanted.file}` gives only one of them"
    ways = [way for way in ("value", "low", "from") if found[way]]
    if not message and not ways:
        message = f"`{wanted.file}` has no column of values"
    if not message and len(ways) > 1 and "from" in ways:
        message = f"`{wanted.file}` gives both {' and '.join(f'`{way}`' for way in ways)}"
    if message:
        hint = f"name the columns: data: {{file: {wanted.file}, label: …, value: …}}; it has {one_of(sheet.heads, 20)}"
        desk.complain("data-column", message, node.span, hint=hint)
        return None
    return {role: column for role, column in found.items() if column}


# ---------------------------------------------------------------- rows


def _record(cells: Cells, columns: MappingOf[str, str], wanted: DataFile, desk: Desk) -> Iterator[Record]:
    """The datum in one row; none where a cell cannot be read, which has then been told."""

    def cell(role: str) -> Scalar | None:
        return cells.get(columns.get(role, ""))

    label = cell("label")
    group = cell("group")
    if label is None or not label.value:
        span = label.span if label is not None else next(iter(cells.values())).span
        desk.complain("data-file", "this row has no label", span, hint="every datum has a name")
        return
    note = cell("note")
    marked = {label.value, group.value if group else label.value} & set(wanted.emphasis)
    before = len(desk.reading.problems)
    value, start, end = _worth(cell("value"), desk), None, None
    if "low" in columns and value is None:
        value = _range(cell("low"), cell("high"), label, desk)
    elif "from" in columns:
        ends = _both(cell("from"), cell("to"), label, desk)
        start, end = (Amount(ends[0]), Amount(ends[1])) if ends else (None, None)
    if len(desk.reading.problems) == before:
        yield Record(
            label=label,
            value=value,
            start=start,
            end=end,
            group=group.value if group else "",
            note=note if note is not None and note.value else None,
            emphasis=bool(marked),
        )


def _is_given(cell: Scalar | None) -> bool:
    return cell is not None and cell.value not in NOT_GIVEN


def _worth(cell: Scalar | None, desk: Desk) -> Value | None:
    return Quantity(words=False).read(cell, desk) if cell is not None and _is_given(cell) else None


def _both(one: Scalar | None, other: Scalar | None, label: Scalar, desk: Desk) -> tuple[Decimal, Decimal] | None:
    """Two numbers that go together, None if neither is given; one alone is an error."""
    if not _is_given(one) and not _is_given(other):
        return None
    if one is None or other is None or not _is_given(one) or not _is_given(other):
        there = one if _is_given(one) else other
        span = there.span if there is not None else label.span
        desk.complain("data-file", f"`{label.value}` has only one of its two ends", span, hint="give both, or neither")
        return None
    numbers = Number().read(one, desk), Number().read(other, desk)
    return None if numbers[0] is None or numbers[1] is None else (numbers[0], numbers[1])


def _range(low: Scalar | None, high: Scalar | None, label: Scalar, desk: Desk) -> Range | None:
    ends = _both(low, high, label, desk)
    if ends is None:
        return None
    if ends[0] > ends[1] and low is not None:
        desk.complain(
            "range", f"this range runs backwards, from {ends[0]} to {ends[1]}", low.span, hint="exchange them"
        )
    return Range(*ends)


# ---------------------------------------------------------------- what must hold


def _check_emphasis(wanted: DataFile, node: Node, records: Iterable[Record], desk: Desk) -> None:
    known = {name: None for record in records for name in (record.label.value, record.group) if name}
    for name in wanted.emphasis:
        if name not in known and known:
            place = node.get("emphasis") if isinstance(node, Mapping) else None
            hint = did_you_mean(name, known, otherwise="write the label as it stands in the file")
            message = f"no datum of `{wanted.file}` is called `{name}`"
            desk.complain("data-file", message, place.span if place else node.span, found=name, hint=hint)


def _checked_sums(wanted: DataFile, node: Node, records: list[Record], desk: Desk) -> list[Record]:
    """The data without the row of totals, after the sums have been gone over."""
    totals = [record for record in records if wanted.total and record.label.value == wanted.total]
    data = [record for record in records if record not in totals]
    if wanted.total and not totals and records:
        place = node.get("total") if isinstance(node, Mapping) else None
        hint = did_you_mean(wanted.total, [record.label.value for record in records], otherwise="leave `total:` out")
        message = f"no row of `{wanted.file}` is called `{wanted.total}`"
        desk.complain("data-sum", message, place.span if place else node.span, found=wanted.total, hint=hint)
    for total in totals:
        if isinstance(total.value, Amount):
            _check_sum(total.value.number, total.group, data, total.label, desk)
    if wanted.adds_to is not None:
        for group in dict.fromkeys(record.group for record in data):
            place = next(record.label for record in data if record.group == group)
            _check_sum(wanted.adds_to, group, data, place, desk)
    return data


def _check_sum(wanted: Decimal, group: str, data: Iterable[Record], place: Scalar, desk: Desk) -> None:
    """Hold the values of a group against their sum; rounded values may miss it by half a unit each."""
    numbers = [r.value.number for r in data if r.group == group and isinstance(r.value, Amount)]
    found = sum(numbers, Decimal(0))
    unit = Decimal(1).scaleb(min((int(n.as_tuple().exponent) for n in numbers), default=0))
    exact = all(n == n.to_integral_value() for n in numbers)
    slack = Decimal(0) if exact else unit * len(numbers) / 2
    if abs(found - wanted) > slack:
        what = f"the values of `{group}`" if group else "the values"
        message = f"{what} add up to {found:f}, not to {wanted:f}"
        hint = "is a row missing, or one given twice?"
        desk.complain("data-sum", message, place.span, hint=hint, why="readers add up what they see")
