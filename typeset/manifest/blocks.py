"""The blocks of a text: prose, and everything that stands between its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from decimal import Decimal
from typing import Any, ClassVar, Literal

from layout.values import Struct
from typeset.ledger.values import Value
from typeset.manifest.assets import Picture, PictureFile
from typeset.manifest.datafile import FORM as DATA_FILE
from typeset.manifest.datafile import DataFile, Record, read_records
from typeset.manifest.declare import Entry, Form, holds
from typeset.manifest.desk import Desk
from typeset.manifest.inline import Text, Words
from typeset.manifest.kinds import (
    Choice,
    Flag,
    Ident,
    Line,
    Many,
    Number,
    Plain,
    ProseKind,
    Quantity,
    Schema,
    Setting,
    SettingKind,
)
from typeset.manifest.kinds import Table as TableOf
from typeset.manifest.nearest import did_you_mean, one_of
from typeset.manifest.nodes import Mapping, Node, Scalar, Sequence
from typeset.manifest.prose import ListOf, Paragraph, Prose, Subhead, read_prose
from typeset.manifest.registers import FIGURE, PERSON, QUESTIONS, SOURCE, Figure, FigureOrValue, Person, Source, Worth

KINDS = (
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
"""Chart kinds of `typeset.charts`; a test holds the two lists together."""


def _kinds_from_outside() -> tuple[str, ...]:
    """Chart kinds that other installed packages bring (entry points of the group ``typeset.charts``)."""
    from importlib.metadata import entry_points  # 15 ms, and only when a kind is not one of ours

    return tuple(point.name for point in entry_points(group="typeset.charts"))


def _stands() -> Any:
    """Declare where in its column or page a block is to stand."""
    return holds(
        Choice(("free", "here", "top", "bottom")),
        "Where in its column (or page, if it is as wide): `free` to stand where it is met or else where there is room "
        "next, `here` whatever white that leaves, at the `top` or at the `bottom`.",
        default="free",
    )


def _whole() -> Any:
    """Declare that a block is never to be divided."""
    return holds(Flag(), "True if it may never be divided; by default it goes on in the next column where it must.")


class Views(Entry, frozen=True, kw_only=True):
    """Respondents' views: reported, one line each, never quotations."""

    TITLE: ClassVar[str] = "a run of views"

    views: tuple[Text, ...] = holds(Many(Line(), least=1, what="views"), "The views.", required=True)
    head: Text = holds(Line(most=80), "What they are about.", example="On rarity")
    whole: bool = _whole()


class Pull(Entry, frozen=True, kw_only=True):
    """A pull quote: honest about whether it is one."""

    TITLE: ClassVar[str] = "a pull quote"

    pull: Text = holds(Line(most=300), "Its words, without quotation marks.", required=True)
    who: Person | None = holds(PERSON, "Who says so, from `people:`.")
    by: Text = holds(Line(most=120), "Who says so, where nobody is named.", example="An officer who answered")
    as_: Literal["paraphrase", "verbatim"] = holds(
        Choice(("paraphrase", "verbatim")), "Whether these are the speaker's own words.", required=True
    )
    source: Source | None = holds(SOURCE, "Where the words stand; needed for `verbatim`.")
    place: Literal["column", "wide", "page"] = holds(
        Choice(("column", "wide", "page")),
        "Where it stands: in the `column`, `wide` across the page, or large on a `page` of its own.",
        default="column",
    )
    stands: str = _stands()


def _check_pull(pull: Pull, node: Mapping, desk: Desk) -> None:
    stance = node.get("as")
    if pull.as_ == "verbatim" and node.get("source") is None and stance is not None:
        message = "a verbatim quote needs `source:`"
        hint = "add where the words stand, or say `as: paraphrase`"
        desk.complain("quote-source", message, stance.span, hint=hint, why="nobody could check it against the original")
    if node.get("who") is not None and node.get("by") is not None:
        by = node.key("by")
        message = "this quote has two speakers, `who` and `by`"
        desk.complain("quote-speaker", message, by.span if by else node.span, hint="keep one of them")


class Callout(Entry, frozen=True, kw_only=True):
    """A big-number callout."""

    TITLE: ClassVar[str] = "a number callout"

    number: Figure = holds(FIGURE, "The figure.", required=True, example="I6-2")
    display: Text = holds(Line(most=20), "How it is shown large; by default its digits.", example='"500,000"')
    text: Text = holds(Line(), "What it counts, going on from the number.", required=True)
    list_: tuple[Text, ...] = holds(Many(Line(most=80)), "What stands below, such as countries.")


class Datum(Entry, frozen=True, kw_only=True):
    """One datum of a chart: a label with a figure, a value, two points in time, or nothing known."""

    TITLE: ClassVar[str] = "a datum"

    label: Text = holds(Line(most=120), "Its name, as printed.", required=True)
    figure: Figure | None = holds(FIGURE, "Its figure.")
    value: Value | None = holds(Quantity(words=False), "Its value, where it is no figure of the ledger.")
    missing: bool = holds(Flag(), "True where no value is known; that is then said.")
    emphasis: bool = holds(Flag(), "True for the one that matters.")
    note: Text = holds(Line(most=120), "A word beside it, such as `worked out`.")
    group: str = holds(Plain(most=80), "The series, group or row it belongs to.")
    from_: Worth | None = holds(FigureOrValue(), "In a slope: the first point in time.")
    to: Worth | None = holds(FigureOrValue(), "In a slope: the second.")

    @property
    def worth(self) -> Worth | None:
        """What it is worth, wherever that was said; None when it is missing or a slope."""
        if self.figure is not None:
            return Worth(self.figure.value, self.figure.unit, self.figure)
        return None if self.value is None else Worth(self.value)


def _check_datum(datum: Datum, node: Mapping, desk: Desk) -> None:
    given = [name for name in ("figure", "value", "missing", "from") if node.get(name) is not None]
    if node.get("from") is not None and node.get("to") is None:
        desk.complain("datum", "this datum begins at `from:` and never ends", node.span, hint="add `to:`")
    elif node.get("to") is not None and node.get("from") is None:
        desk.complain("datum", "this datum ends at `to:` and never begins", node.span, hint="add `from:`")
    elif not given:
        message = f"the datum `{datum.label.plain}` has no value"
        desk.complain("datum", message, node.span, hint="give it `figure:` or `value:`, or say `missing: true`")
    elif len(given) > 1:
        message = f"the datum `{datum.label.plain}` has {' and '.join(f'`{name}`' for name in given)}"
        second = node.key(given[1])
        desk.complain("datum", message, second.span if second else node.span, hint="keep one of them")


MOST_DATA = 500
"""Of one chart; a heat map of a week by the hour has 168."""


class DataKind(Struct, frozen=True):
    """Data written out, or a file that holds them."""

    kind: Many[Any]
    form: Form[DataFile] = DATA_FILE
    blank: tuple[Datum, ...] = ()

    def read(self, node: Node, desk: Desk) -> tuple[Datum, ...] | None:
        if isinstance(node, Sequence) or (isinstance(node, Scalar) and node.is_empty):
            return self.kind.read(node, desk)
        records = read_records(node, desk)
        if records is not None and len(records) > MOST_DATA:
            message = f"too many data: {len(records)} of at most {MOST_DATA}"
            desk.complain("count", message, records[MOST_DATA].label.span, hint="sum them up, or leave some out")
            return None
        return None if records is None else tuple(_datum_of(record) for record in records)

    def schema(self) -> Schema:
        # Where lists can be something else as well, includes in them are told here.
        made = self.kind.schema() | {"items": {"anyOf": [self.kind.kind.schema(), {"$ref": "#/$defs/Include"}]}}
        return {"anyOf": [made, {"type": "string"}, self.form.schema()]}

    def describe(self) -> str:
        return f"{self.kind.describe()}; or a CSV or JSON file"


def _datum_of(record: Record) -> Datum:
    """The datum that a row of a file gives."""
    return Datum(
        span=record.label.span,
        label=_plain_text(record.label),
        value=record.value,
        missing=record.missing,
        emphasis=record.emphasis,
        note=_plain_text(record.note) if record.note is not None else Text(),
        group=record.group,
        from_=Worth(record.start) if record.start is not None else None,
        to=Worth(record.end) if record.end is not None else None,
    )


def _plain_text(cell: Scalar) -> Text:
    """A cell's words as they stand: nothing in a data file is mark-up."""
    return Text((Words(text=cell.value),), cell, 0, len(cell.value))


class Chart(Entry, frozen=True, kw_only=True):
    """A chart, with all that stands around it."""

    TITLE: ClassVar[str] = "a chart"

    chart: str = holds(
        Ident(names="chart"), "Its id, also its name in the press kit.", required=True, example="workload-change"
    )
    kind: str = holds(Choice(KINDS, _kinds_from_outside), "How it is drawn.", required=True, example="bars")
    title: Text = holds(Line(most=160), "The finding, as a headline.", required=True)
    measures: Text = holds(Line(most=240), "What is measured, with the unit.", required=True)
    data: tuple[Datum, ...] = holds(
        DataKind(Many(Form(Datum, (_check_datum,)), least=1, most=MOST_DATA, what="data")),
        "The data, in order; or the file that holds them.",
        required=True,
    )
    question: str = holds(Choice(QUESTIONS), "How the question was put; goes into the base line.", default="not stated")
    base: Text = holds(Line(most=240), "Who answered, in plain words; goes into the base line.")
    source: Source | None = holds(SOURCE, "Where the data come from; goes into the base line.")
    note: Text = holds(Line(), "A small note under the chart.")
    alt: Text = holds(
        Line(most=1000), "What the chart shows, values included, in one to three sentences.", required=True
    )
    place: Literal["column", "wide", "half", "third"] = holds(
        Choice(("column", "wide", "half", "third")),
        "Its width: `column` is three of the six grid columns, `wide` all six.",
        default="column",
    )
    axis: tuple[Decimal, ...] = holds(
        Many(Number(), least=2, most=2, what="ends"), "The ends of the axis.", example="[0, 100]"
    )
    unit: str = holds(
        Plain(most=40),
        "What values are counted in, where the figures do not say it; one of up to four letters (`TB`) stands after large values.",
    )
    from_: Text = holds(Line(most=40), "In a slope: name of the first point in time.")
    to: Text = holds(Line(most=40), "In a slope: name of the second.")
    options: MappingOf[str, Setting] = holds(
        TableOf(SettingKind()),
        "What else its kind understands, such as `sort`; see the page on charts.",
        example="{of: 10}",
    )
    stands: str = _stands()


def _check_chart(chart: Chart, node: Mapping, desk: Desk) -> None:
    axis = node.get("axis")
    if axis is not None and len(chart.axis) == 2 and chart.axis[0] >= chart.axis[1]:
        desk.complain(
            "axis", f"this axis runs from {chart.axis[0]} to {chart.axis[1]}", axis.span, hint="axis: [0, 100]"
        )


CHART = Form(Chart, (_check_chart,))
CHART_WITH_ID = Form(Chart, (_check_chart,), aliases=(("id", "chart"),))
"""A chart that is the value of a key: its id may stand under `id:`."""


class Box(Entry, frozen=True, kw_only=True):
    """A fact box."""

    TITLE: ClassVar[str] = "a box"

    box: Text = holds(Line(most=120), "Its title.", required=True, example="What a terabyte holds")
    id: str = holds(Ident(names="box"), "Its id, if something refers to it.")
    text: Prose = holds(ProseKind(), "Its text.", required=True)
    stands: str = _stands()
    whole: bool = _whole()


BOX = Form(Box)
BOX_WITH_TITLE = Form(Box, aliases=(("title", "box"), ("headline", "box")))


class Boxes(Entry, frozen=True, kw_only=True):
    """Two to four fact boxes side by side."""

    TITLE: ClassVar[str] = "a group of boxes"

    boxes: tuple[Box, ...] = holds(Many(BOX, least=2, most=4, what="boxes"), "The boxes.", required=True)
    stands: str = _stands()
    whole: bool = _whole()


class Table(Entry, frozen=True, kw_only=True):
    """A table: heads, rows, and what stands around them."""

    TITLE: ClassVar[str] = "a table"

    id: str = holds(Ident(names="table"), "Its id.")
    title: Text = holds(Line(most=160), "Its title.", required=True)
    measures: Text = holds(Line(most=240), "What is measured.")
    columns: tuple[Text, ...] = holds(
        Many(Line(most=120), least=1, most=20, what="columns"), "The heads.", required=True
    )
    rows: tuple[tuple[Text, ...], ...] = holds(
        Many(Many(Line(), what="cells"), least=1, what="rows"), "The rows, each a list of cells.", required=True
    )
    total: bool = holds(Flag(), "True if the last row is the sum of the others.")
    place: str = holds(
        Choice(("column", "wide")), "Its width: a text `column`, or `wide` across the page.", default="column"
    )
    base: Text = holds(Line(most=240), "Who answered, in plain words.")
    source: Source | None = holds(SOURCE, "Where the data come from.")
    note: Text = holds(Line(), "A small note under the table.")
    stands: str = _stands()
    whole: bool = _whole()


def _check_table(table: Table, node: Mapping, desk: Desk) -> None:
    rows = node.get("rows")
    if not isinstance(rows, Sequence) or not table.columns:
        return
    wanted = len(table.columns)
    for row in rows.items:
        if isinstance(row, Sequence) and len(row.items) != wanted:
            message = f"this row has {len(row.items)} of {wanted} cells"
            desk.complain("table", message, row.span, hint='an empty cell is written ""')


TABLE = Form(Table, (_check_table,))


class Trend(Entry, frozen=True, kw_only=True):
    """One item of a trend list."""

    TITLE: ClassVar[str] = "a trend"

    text: Text = holds(Line(), "The trend.", required=True)
    view: Text = holds(Line(), "A respondent's view of it, reported.")


class Trends(Entry, frozen=True, kw_only=True):
    """A numbered list of trends, each with a respondent's view."""

    TITLE: ClassVar[str] = "a list of trends"

    trends: Text = holds(Line(most=120), "Its heading.", required=True, example="Trends to come?")
    intro: Text = holds(Line(), "A sentence before it.")
    items: tuple[Trend, ...] = holds(Many(Form(Trend), least=1, what="trends"), "The trends.", required=True)
    stands: str = _stands()
    whole: bool = _whole()


class Aside(Entry, frozen=True, kw_only=True):
    """A short comment of an expert within the text."""

    TITLE: ClassVar[str] = "an aside"

    aside: Person | None = holds(PERSON, "Who speaks.", required=True, example="cole")
    text: Prose = holds(ProseKind(), "What is reported.", required=True)
    whole: bool = _whole()


class Note(Entry, frozen=True, kw_only=True):
    """A small starred note to the chart or text just before it."""

    TITLE: ClassVar[str] = "a note"

    note: Text = holds(Line(), "The note.", required=True)


class Illustration(Entry, frozen=True, kw_only=True):
    """A picture with its caption."""

    TITLE: ClassVar[str] = "a picture"

    picture: PictureFile | None = holds(
        Picture(), "A JPEG or PNG file in the report's folder.", required=True, example="pictures/river.jpg"
    )
    id: str = holds(Ident(names="picture"), "Its id, if something refers to it.")
    alt: Text = holds(Line(most=1000), "What can be seen, for those who cannot.", required=True)
    caption: Text = holds(Line(most=400), "What stands under it.")
    credit: Text = holds(Line(most=120), "Who made it.")
    place: Literal["column", "wide"] = holds(
        Choice(("column", "wide")), "Its width: a text `column`, or `wide` across the page.", default="column"
    )
    stands: str = _stands()


Block = (
    Paragraph
    | Subhead
    | ListOf
    | Views
    | Pull
    | Callout
    | Chart
    | Box
    | Boxes
    | Table
    | Trends
    | Aside
    | Illustration
    | Note
)
Body = tuple[Block, ...]

_FORMS: dict[str, Form[Any]] = {
    "chart": CHART,
    "boxes": Form(Boxes),
    "box": BOX,
    "views": Form(Views),
    "pull": Form(Pull, (_check_pull,)),
    "number": Form(Callout),
    "trends": Form(Trends),
    "aside": Form(Aside),
    "picture": Form(Illustration),
    "note": Form(Note),  # last: charts and tables have a key of that name
}


class BodyKind(Struct, frozen=True):
    """A text: one block of prose, or a list of blocks."""

    blank: Body = ()

    def read(self, node: Node, desk: Desk) -> Body | None:
        match node:
            case Scalar() if node.is_empty:
                desk.complain(
                    "empty", "nothing stands where text should", node.span, hint="write it under the key, after `|`"
                )
                return None
            case Scalar():
                return read_prose(node, desk)
            case Sequence():
                return tuple(block for item in node.items for block in self._read_item(item, desk))
            case Mapping():
                hint = "begin the text with `|`, or write a list of blocks"
                desk.complain("type", "a group of keys stands where text should", node.span, hint=hint)
        return None

    def _read_item(self, item: Node, desk: Desk) -> Body:
        match item:
            case Scalar():
                return self.read(item, desk) or ()
            case Sequence():
                hint = "take one of the two dashes away"
                desk.complain("type", "a list stands where a block of text should", item.span, hint=hint)
                return ()
            case Mapping():
                block = _read_block(item, desk)
                return () if block is None else (block,)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/Body"}

    def describe(self) -> str:
        return "text: prose, or a list of blocks"


def _read_block(node: Mapping, desk: Desk) -> Block | None:
    table = node.get("table")
    if table is not None:
        for name, _ in node.entries[1:]:
            desk.complain(
                "unknown-key", f"`{name.value}` stands beside `table:`, not in it", name.span, hint="indent it further"
            )
        return TABLE.read(table, desk)
    names = [name.value for name, _ in node.entries]
    kind = next((name for name in _FORMS if name in names), None)
    if kind is not None:
        block: Block | None = _FORMS[kind].read(node, desk)
        return block
    blocks = ("table", *_FORMS)
    near = next((hint for name in names if (hint := did_you_mean(name, blocks))), "")
    found = names[0] if names else ""
    message = f"this block is of no known kind: it has {one_of(f'`{name}`' for name in names) or 'no keys'}"
    desk.complain(
        "unknown-block", message, node.span, found=found, expected=f"expected one of: {', '.join(blocks)}", hint=near
    )
    return None


def forms_of_blocks() -> dict[str, type[Entry]]:
    """The block forms by the key that gives each away, for the schema and the reference."""
    return {"table": Table} | {name: form.of for name, form in _FORMS.items()}
