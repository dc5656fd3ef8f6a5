"""What a report declares once and refers to by key: sources, figures, people, terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from typing import Any, ClassVar, Literal

from layout.values import Struct
from typeset.ledger.values import Amount, Value
from typeset.manifest.assets import Picture, PictureFile
from typeset.manifest.declare import Entry, Form, holds
from typeset.manifest.desk import Desk
from typeset.manifest.inline import PersonRef, Text
from typeset.manifest.kinds import (
    Address,
    Choice,
    Day,
    Known,
    Line,
    Many,
    Number,
    Plain,
    Quantity,
    Schema,
    Table,
    Whole,
)
from typeset.manifest.nodes import Mapping, Node, Scalar

QUESTIONS = ("single", "multiple", "open", "not applicable", "not stated")


class Source(Entry, frozen=True, kw_only=True):
    """Where a figure or a quotation comes from."""

    TITLE: ClassVar[str] = "a source"

    id: str
    title: Text = holds(
        Line(), "Title of the study, report or data set.", required=True, example="NetClean Report 2015"
    )
    publisher: Text = holds(Line(), "Who published it.")
    year: int | None = holds(Whole(1000, 2999), "Year of publication.")
    url: str = holds(Plain(pattern=r"https?://\S+", wanted="a web address"), "Where it can be read.")
    note: Text = holds(Line(), "What readers should know about it.")


class Figure(Entry, frozen=True, kw_only=True):
    """One number of the report, defined once. Prose and charts refer to it by its id."""

    TITLE: ClassVar[str] = "a figure"

    id: str
    value: Value = holds(
        Quantity(),
        "What it is worth: a number (`74.6`), a range (`1-3`), separate answers (`[1, 10, 20]`) or words (`thousands`). "
        "May be left out where a formula gives it.",
        default=Amount(Decimal(0)),
        example="74.6",
    )
    unit: str = holds(Plain(), "Unit, in the plural: `per cent`, `terabytes`.", required=True, example="per cent")
    measures: Text = holds(Line(), "What it measures, in words.", required=True, example="officers who took part")
    question: str = holds(
        Choice(QUESTIONS), "How the question was put; shares of a `single` one add up to 100.", default="not stated"
    )
    source: Source | None = holds(Known("source", "sources", lambda desk: desk.sources), "Where it comes from.")
    formula: str = holds(
        Plain(most=500),
        "How it is worked out from other figures: `I1-4 - I1-1`. With a value as well, the two must agree.",
        example='"100 - I1-1"',
    )
    precision: int | None = holds(
        Whole(0, 10),
        "Decimals it is rounded to and printed with, halves up; formulas go on with what it was before. "
        "By default those it is written with.",
        example="1",
    )
    bound: str = holds(
        Choice(("exact", "over", "under", "about", "nearly")),
        "How the source hedges it: more than, less than, roughly, almost.",
        default="exact",
    )
    base: Decimal | None = holds(Number(positive=True, whole=True), "How many were asked (n).", example="370")
    date: dt.date | None = holds(Day(), "The day it holds for.")
    edition: str = holds(Plain(), "For a figure of an earlier edition: which.", example='"2015"')
    note: Text = holds(Line(), "What readers or editors should know about it.")


class Organisation(Entry, frozen=True, kw_only=True):
    """An organisation with its one name. People belong to it by its key; `{@key}` prints its name."""

    TITLE: ClassVar[str] = "an organisation"

    id: str
    name: Text = holds(Line(most=160), "Its name as printed.", required=True, example="National Operative Department")
    short: str = holds(Plain(most=40), "Its abbreviation, which readers are told.", example="NOA")
    avoid: tuple[str, ...] = holds(
        Many(Plain()), "Other forms of its name, which are not used.", example="[National Operational Department]"
    )
    note: Text = holds(Line(), "What editors should know about it.")


class NameOfOrganisation(Line, frozen=True):
    """The key of an organisation, which prints its name; or the name itself."""

    def read(self, node: Node, desk: Desk) -> Text | None:
        known = desk.organisations.get(node.value.strip()) if isinstance(node, Scalar) else None
        if known is None or not isinstance(node, Scalar):
            return super().read(node, desk)
        return Text((PersonRef(person=known.id, text=known.name.plain),), node, 0, len(node.value))

    def describe(self) -> str:
        return "a key of `organisations:`, or text"


class Person(Entry, frozen=True, kw_only=True):
    """Somebody who speaks in the report; organisations that speak stand here too."""

    TITLE: ClassVar[str] = "a person"

    id: str
    name: Text = holds(Line(most=120), "The name as printed.", required=True, example="Jim Cole")
    kind: Literal["person", "organisation"] = holds(
        Choice(("person", "organisation")), "Whether it is a person.", default="person"
    )
    role: Text = holds(Line(), "What the person is, as printed.")
    organisation: Text = holds(NameOfOrganisation(), "For whom: a key of `organisations:`, or the name.")
    bio: Text = holds(Line(most=2000), "A few sentences about the person.")
    portrait: PictureFile | None = holds(Picture(), "A photograph.", example="pictures/cole.jpg")
    web: str = holds(Address(), "The address on the web; it is printed in the list of those who comment.")


class Term(Entry, frozen=True, kw_only=True):
    """A term with its one spelling."""

    TITLE: ClassVar[str] = "a term"

    id: str
    prefer: str = holds(Plain(), "The spelling that is used.", required=True, example="live-streaming")
    avoid: tuple[str, ...] = holds(Many(Plain()), "Spellings that are not.", example="[live streaming]")
    note: str = holds(Plain(), "When it is used.")


class Worth(Struct, frozen=True):
    """A value in a chart or callout, from the ledger or given on the spot."""

    value: Value
    unit: str = ""
    figure: Figure | None = None


FIGURE = Known[Figure]("figure", "figures", lambda desk: desk.figures)
PERSON = Known[Person]("person", "people", lambda desk: desk.people)
SOURCE = Known[Source]("source", "sources", lambda desk: desk.sources)


class FigureOrValue(Struct, frozen=True):
    """The id of a figure, or a bare number for data that is no figure of the ledger."""

    blank: None = None

    def read(self, node: Node, desk: Desk) -> Worth | None:
        if isinstance(node, Scalar) and node.value[:1].isalpha():
            figure = FIGURE.read(node, desk)
            return Worth(figure.value, figure.unit, figure) if figure else None
        value = Quantity(words=False).read(node, desk)
        return None if value is None else Worth(value)

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}

    def describe(self) -> str:
        return "a key of `figures:`, or a number"


_KEY = Plain(most=60, pattern=r"[A-Za-z][A-Za-z0-9._-]*", wanted="a key: a letter, then letters, digits, hyphens")


class Register(Struct, frozen=True):
    """Entries by key, each of one form; the key becomes its `id`."""

    form: Form[Any]
    free: bool = False
    """True where keys are words and phrases (terms), not names to refer by."""

    @property
    def blank(self) -> MappingOf[str, Entry]:
        return {}

    def read(self, node: Node, desk: Desk) -> MappingOf[str, Entry] | None:
        if not isinstance(node, Mapping):
            return Table(self.form).read(node, desk)
        entries: dict[str, Entry] = {}
        for name, value in node.entries:
            if not self.free and _KEY.read(name, desk) is None:
                continue
            if isinstance(value, Mapping):
                entries[name.value] = self.form.read_mapping(value, desk, id=name.value)
            else:
                self.form.read(value, desk)  # reports what should stand here
        return entries

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"maxLength": 120} if self.free else {"pattern": f"^{_KEY.pattern}$"},
            "additionalProperties": self.form.schema(),
        }

    def describe(self) -> str:
        return f"keys, each with {self.form.describe()}"
