"""The kinds of value that a key can hold: how each is read, described and put into the schema.

A kind never raises for what an author wrote. It reports, and gives `None` where nothing
can be made of the value; the form around it then goes on without.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeVar

from layout.values import Struct
from typeset.ledger.values import Amount, Several, Value, Wording, read_number, read_range
from typeset.manifest.desk import Desk, Mention
from typeset.manifest.inline import Text
from typeset.manifest.markup import read_text
from typeset.manifest.nearest import did_you_mean, one_of
from typeset.manifest.nodes import Mapping, Node, Scalar, Sequence, name_of
from typeset.manifest.prose import Prose, read_prose
from typeset.problem import Severity

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]
NO_TEXT = Text()
NOUGHT = Amount(Decimal(0))


class Kind(Protocol[T_co]):
    """What a key can hold."""

    @property
    def blank(self) -> T_co:
        """What stands in when a required value cannot be read, so that the rest can be checked."""
        ...

    def read(self, node: Node, desk: Desk) -> T_co | None:
        """Read *node*; report what is wrong and give None if nothing can be made of it."""
        ...

    def schema(self) -> Schema:
        """The same demand as JSON Schema 2020-12."""
        ...

    def describe(self) -> str:
        """What is wanted, as in “expected …”."""
        ...


def _scalar(node: Node, desk: Desk, wanted: str, *, hint: str = "") -> Scalar | None:
    """The node as text, or a report that *wanted* should stand here."""
    if not isinstance(node, Scalar):
        message = f"{name_of(node)} stands where {wanted} should"
        if isinstance(node, Mapping) and node.source.text[node.start : node.start + 1] == "{":
            hint = hint or 'text that begins with a brace stands in quotes: "{I1-1} …"'
        elif isinstance(node, Sequence) and node.source.text[node.start : node.start + 1] == "[":
            hint = hint or "text that begins with a bracket stands in quotes"
        desk.complain("type", message, node.span, expected=f"expected {wanted}", hint=hint)
        return None
    if node.is_empty:
        message = f"nothing stands where {wanted} should"
        hint = "write it after the colon"
        desk.complain("empty", message, node.span, expected=f"expected {wanted}", hint=hint)
        return None
    return node


class Plain(Struct, frozen=True):
    """Text without mark-up: names of units, keys, addresses."""

    most: int = 2000
    pattern: str = ""
    wanted: str = "text"
    blank: str = ""

    def read(self, node: Node, desk: Desk) -> str | None:
        scalar = _scalar(node, desk, self.wanted)
        if scalar is None:
            return None
        value = " ".join(scalar.value.split())
        if len(value) > self.most:
            message = f"this text has {len(value)} characters; {self.most} are allowed here"
            hint = f"shorten it by {len(value) - self.most} characters"
            desk.complain("too-long", message, scalar.spot(self.most, len(scalar.value) - self.most), hint=hint)
        elif self.pattern and not re.fullmatch(self.pattern, value):
            desk.complain(
                "pattern", f"`{value}` is not {self.wanted}", scalar.span, found=value, hint=self._hint(value)
            )
            return None
        return value

    def _hint(self, _value: str) -> str:
        return f"expected {self.wanted}"

    def schema(self) -> Schema:
        made: Schema = {"type": ["string", "number", "boolean"]} if not self.pattern else {"type": "string"}
        if self.pattern:
            made["pattern"] = f"^(?:{self.pattern})$"
        return made | {"maxLength": self.most}

    def describe(self) -> str:
        return self.wanted


class Ident(Plain, frozen=True):
    """A name by which other places refer to this one."""

    names: str = "place"
    most: int = 60
    pattern: str = r"[A-Za-z][A-Za-z0-9._-]*"
    wanted: str = "an id: a letter, then letters, digits and hyphens"

    def read(self, node: Node, desk: Desk) -> str | None:
        value = super().read(node, desk)
        if value:
            desk.register(value, self.names, node.span)
        return value

    def _hint(self, value: str) -> str:
        made = re.sub(r"[^A-Za-z0-9._-]+", "-", value).strip("-._").lower()
        return f"for instance `{made}`" if made[:1].isalpha() else f"expected {self.wanted}"


class Address(Plain, frozen=True):
    """An address on the web, whole, as a browser takes it."""

    most: int = 300
    pattern: str = r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?"
    wanted: str = "a web address such as https://example.org"

    def _hint(self, value: str) -> str:
        bare = "." in value and ":" not in value and " " not in value
        return f"did you mean `https://{value}`?" if bare else f"expected {self.wanted}"


class Line(Struct, frozen=True):
    """One line or paragraph of running text, with inline mark-up."""

    most: int = 600
    wanted: str = "text"
    blank: Text = NO_TEXT

    def read(self, node: Node, desk: Desk) -> Text | None:
        scalar = _scalar(node, desk, self.wanted)
        if scalar is None:
            return None
        text = read_text(scalar, desk)
        length = len(text.plain)
        if length > self.most:
            message = f"this text has {length} characters; {self.most} are allowed here"
            desk.complain("too-long", message, scalar.span, hint=f"shorten it by {length - self.most} characters")
        elif not text:
            hint = "write it between the quotes, or delete the key"
            desk.complain("empty", f"nothing stands where {self.wanted} should", scalar.span, hint=hint)
            return None
        return text

    def schema(self) -> Schema:
        # A title such as 1984 or Yes is a number or a truth to an editor, and text to us.
        return {"type": ["string", "number", "boolean"]}

    def describe(self) -> str:
        return f"{self.wanted}, with mark-up, up to {self.most} characters"


class ProseKind(Struct, frozen=True):
    """One block of text: paragraphs, sub-heads and lists."""

    blank: Prose = ()

    def read(self, node: Node, desk: Desk) -> Prose | None:
        hint = "begin the text with `|` and write it below, indented"
        scalar = _scalar(node, desk, "text", hint=hint)
        return read_prose(scalar, desk) if scalar else None

    def schema(self) -> Schema:
        return {"type": "string"}

    def describe(self) -> str:
        return "prose: paragraphs, `##` sub-headings and `-` lists"


def bad_number(written: str) -> str:
    """The hint for a number that is not written as one."""
    if re.fullmatch(r"-?\d{1,3}(?:[ ,\u00a0\u2009\u202f']\d{3})+(?:\.\d+)?", written):
        plain = re.sub("[ ,\u00a0\u2009\u202f']", "", written)
        return f"write `{plain}`; the thousands separator is put in on the page"
    if re.fullmatch(r"-?\d+,\d+", written):
        return f"write `{written.replace(',', '.')}`, with a point"
    if match := re.fullmatch(r"(-?\d+(?:[.,]\d+)?)\s*(%|per cent|percent)", written):
        return f"write `{match[1].replace(',', '.')}`, and the unit under `unit:`"
    if re.fullmatch(r"-?0\d+(?:\.\d+)?", written):
        return "a number does not begin with a nought"
    if re.fullmatch(r"-?\.\d+", written):
        return f"write `{written.replace('.', '0.', 1)}`, with a nought"
    if re.fullmatch(r"-?\d+\.", written):
        return f"write `{written.rstrip('.')}`"
    return "a number is written in plain digits, with a point for decimals: 1600, 74.6"


class Number(Struct, frozen=True):
    """A number, exact as written."""

    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False
    positive: bool = False

    @property
    def blank(self) -> Decimal:
        return self.least if self.least is not None else Decimal(1)

    def read(self, node: Node, desk: Desk) -> Decimal | None:
        scalar = _scalar(node, desk, self.describe())
        if scalar is None:
            return None
        written = scalar.value.strip()
        number = read_number(written)
        if number is None:
            message = f"`{written}` is not a number"
            desk.complain(
                "number",
                message,
                scalar.span,
                found=written,
                expected=f"expected {self.describe()}",
                hint=bad_number(written),
            )
            return None
        if self.whole and number != number.to_integral_value():
            message = f"`{written}` is not a whole number"
            desk.complain("number", message, scalar.span, found=written, hint=f"write `{number:.0f}`")
            return None
        if not self._holds(number):
            message = f"{written} is out of bounds"
            hint = "is a digit missing, or one too many?"
            desk.complain(
                "bounds", message, scalar.span, found=written, expected=f"expected {self.describe()}", hint=hint
            )
            return None
        return number

    def _holds(self, number: Decimal) -> bool:
        if self.positive and number <= 0:
            return False
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    def schema(self) -> Schema:
        made: Schema = {"type": "integer" if self.whole else "number"}
        if self.least is not None:
            made["minimum"] = _plain_number(self.least)
        if self.most is not None:
            made["maximum"] = _plain_number(self.most)
        if self.positive:
            made["exclusiveMinimum"] = 0
        return made

    def describe(self) -> str:
        name = "a whole number" if self.whole else "a number"
        if self.least is not None and self.most is not None:
            return f"{name} from {self.least} to {self.most}"
        if self.least is not None:
            return f"{name}, at least {self.least}"
        return f"{name} greater than 0" if self.positive else name


def _plain_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


class Whole(Struct, frozen=True):
    """A whole number as `int`."""

    least: int
    most: int

    @property
    def blank(self) -> int:
        return self.least

    def read(self, node: Node, desk: Desk) -> int | None:
        number = self._number.read(node, desk)
        return None if number is None else int(number)

    @property
    def _number(self) -> Number:
        return Number(Decimal(self.least), Decimal(self.most), whole=True)

    def schema(self) -> Schema:
        return self._number.schema()

    def describe(self) -> str:
        return self._number.describe()


class Flag(Struct, frozen=True):
    """``true`` or ``false``, and no other spelling."""

    blank: bool = False

    def read(self, node: Node, desk: Desk) -> bool | None:
        scalar = _scalar(node, desk, "true or false")
        if scalar is None:
            return None
        if scalar.value in ("true", "false") and not scalar.style:
            return scalar.value == "true"
        word = scalar.value.lower()
        meant = {"yes": "true", "on": "true", "y": "true", "true": "true", "1": "true"}.get(word)
        meant = meant or {"no": "false", "off": "false", "n": "false", "false": "false", "0": "false"}.get(word, "")
        message = f"`{scalar.value}` is neither true nor false"
        hint = f"write `{meant}`" if meant else "write `true` or `false`"
        desk.complain("flag", message, scalar.span, found=scalar.value, hint=hint)
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}

    def describe(self) -> str:
        return "true or false"


_MONTHS = ("january february march april may june july august september october november december").split()  # noqa: SIM905  # a row of words reads better


class Day(Struct, frozen=True):
    """A calendar day as ISO 8601 writes it."""

    blank: dt.date = dt.date(2000, 1, 1)

    def read(self, node: Node, desk: Desk) -> dt.date | None:
        scalar = _scalar(node, desk, self.describe())
        if scalar is None:
            return None
        written = scalar.value.strip()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            try:
                return dt.date.fromisoformat(written)
            except ValueError:
                desk.complain(
                    "date",
                    f"there is no day {written}",
                    scalar.span,
                    found=written,
                    hint="is the order year-month-day?",
                )
                return None
        message = f"`{written}` is not a date"
        desk.complain(
            "date", message, scalar.span, found=written, expected=f"expected {self.describe()}", hint=_day(written)
        )
        return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}

    def describe(self) -> str:
        return "a date such as 2016-11-01"


def _day(written: str) -> str:
    """The hint for a date in some other form; only what can be read in one way is translated."""
    if match := re.fullmatch(r"(\d{1,2})\.? ([A-Za-z]+),? (\d{4})", written):
        day, month, year = match.groups()
    elif match := re.fullmatch(r"([A-Za-z]+) (\d{1,2}),? (\d{4})", written):
        month, day, year = match.groups()
    else:
        return "write year, month and day: 2016-11-01"
    numbers = [at for at, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()) and len(month) >= 3]
    return f"write `{year}-{numbers[0]:02}-{int(day):02}`" if len(numbers) == 1 else "write year-month-day"


class Choice(Struct, frozen=True):
    """One word of a few."""

    names: tuple[str, ...]
    more: Callable[[], tuple[str, ...]] | None = None
    """Further names, asked for only when a word is not among the first (they may be slow to come by)."""

    @property
    def blank(self) -> str:
        return self.names[0]

    def read(self, node: Node, desk: Desk) -> str | None:
        scalar = _scalar(node, desk, self.describe())
        if scalar is None:
            return None
        if scalar.value in self.names:
            return scalar.value
        names = (*self.names, *self.more()) if self.more else self.names
        if scalar.value in names:
            return scalar.value
        hint = did_you_mean(scalar.value, names, otherwise="write one of them")
        expected = f"expected one of: {one_of(names, 20)}"
        message = f"`{scalar.value}` is not known here"
        desk.complain("choice", message, scalar.span, found=scalar.value, expected=expected, hint=hint)
        return None

    def schema(self) -> Schema:
        return (
            {"enum": list(self.names)}
            if self.more is None
            else {"anyOf": [{"enum": list(self.names)}, {"type": "string"}]}
        )

    def describe(self) -> str:
        return f"one of: {', '.join(self.names)}"


class Known(Struct, Generic[T], frozen=True):
    """A reference by key into one of the registers, resolved to what stands there."""

    what: str
    register: str
    of: Callable[[Desk], MappingOf[str, T]]

    @property
    def blank(self) -> T | None:
        return None

    def read(self, node: Node, desk: Desk) -> T | None:
        scalar = _scalar(node, desk, f"the key of a {self.what}")
        if scalar is None:
            return None
        key = scalar.value.strip()
        found = self.of(desk).get(key)
        if found is None:
            desk.unknown(self.what, key, self.of(desk), scalar.span, self.register)
        return found

    def schema(self) -> Schema:
        return {"type": "string"}

    def describe(self) -> str:
        return f"a key of `{self.register}:`"


class Target(Struct, frozen=True):
    """The id of a place in the report, or of a figure; looked up when everything has been read."""

    blank: str = ""

    def read(self, node: Node, desk: Desk) -> str | None:
        scalar = _scalar(node, desk, "an id")
        if scalar is None:
            return None
        name = scalar.value.strip()
        if name not in desk.figures:
            desk.mentions.append(Mention(name, scalar, scalar.value.index(name), Severity.WARNING))
        return name

    def schema(self) -> Schema:
        return {"type": "string"}

    def describe(self) -> str:
        return "the id of a figure, part, commentary, box, chart or table"


class Many(Struct, Generic[T], frozen=True):
    """A list of one kind."""

    kind: Kind[T]
    least: int = 0
    most: int = 10_000
    what: str = "items"

    @property
    def blank(self) -> tuple[T, ...]:
        return ()

    def read(self, node: Node, desk: Desk) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            hint = (
                f"write a list, even of one: [{node.value}]" if isinstance(node, Scalar) and not node.is_empty else ""
            )
            message = f"{name_of(node)} stands where a list should"
            desk.complain("type", message, node.span, expected="expected a list", hint=hint)
            return None
        if not self.least <= len(node.items) <= self.most:
            self._miscounted(node, desk)
        values = (self.kind.read(item, desk) for item in node.items)
        return tuple(value for value in values if value is not None)

    def _miscounted(self, node: Sequence, desk: Desk) -> None:
        count = len(node.items)
        few = count < self.least
        message = f"too few {self.what}: {count} of at least {self.least}" if few else ""
        message = message or f"too many {self.what}: {count} of at most {self.most}"
        span = node.items[min(self.most, count - 1)].span if node.items else node.span
        desk.complain("count", message, span, hint="add what is missing" if few else "take out what is too much")

    def schema(self) -> Schema:
        made: Schema = {"type": "array", "items": self.kind.schema()}
        if self.least:
            made["minItems"] = self.least
        if self.most < 10_000:
            made["maxItems"] = self.most
        return made

    def describe(self) -> str:
        return f"a list: {self.kind.describe()}"


class Table(Struct, Generic[T], frozen=True):
    """Names, each with a value of one kind."""

    kind: Kind[T]

    @property
    def blank(self) -> MappingOf[str, T]:
        return {}

    def read(self, node: Node, desk: Desk) -> MappingOf[str, T] | None:
        if not isinstance(node, Mapping):
            message = f"{name_of(node)} stands where names with values should"
            desk.complain("type", message, node.span, expected="expected `name: value` in each line")
            return None
        values = ((key.value, self.kind.read(value, desk)) for key, value in node.entries)
        return {key: value for key, value in values if value is not None}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.kind.schema()}

    def describe(self) -> str:
        return f"names, each with {self.kind.describe()}"


class Quantity(Struct, frozen=True):
    """What a figure is worth: a number, a range, a list of answers, or words."""

    words: bool = True
    blank: Value = NOUGHT

    def read(self, node: Node, desk: Desk) -> Value | None:
        if isinstance(node, Sequence):
            numbers = Many(Number(), least=1, what="answers").read(node, desk)
            return Several(numbers) if numbers else None
        scalar = _scalar(node, desk, self.describe())
        if scalar is None:
            return None
        written = scalar.value.strip()
        if (number := read_number(written)) is not None:
            return Amount(number)
        if (span := read_range(written)) is not None:
            if span.low > span.high:
                hint = f"write `{span.high}-{span.low}`"
                message = f"this range runs backwards, from {span.low} to {span.high}"
                desk.complain("range", message, scalar.span, found=written, hint=hint)
            return span
        if self.words and written[:1].isalpha():
            return Wording(" ".join(written.split()))
        if self.words and not re.match(r"[-\u2212]?[.\d]", written):
            return Wording(" ".join(written.split()))
        if self.words and re.search(r"[A-Za-z]{3}", written) and not re.search(r"%|per cent|percent", written):
            return Wording(" ".join(written.split()))
        message = f"`{written}` is not a number"
        expected = f"expected {self.describe()}"
        desk.complain("number", message, scalar.span, found=written, expected=expected, hint=bad_number(written))
        return None

    def schema(self) -> Schema:
        return {
            "anyOf": [{"type": ["number", "string"]}, {"type": "array", "items": {"type": "number"}, "minItems": 1}]
        }

    def describe(self) -> str:
        return "a number, a range such as 1-3, a list of numbers" + (", or words" if self.words else "")


Setting = str | float | bool | tuple[str | float, ...]
"""What a kind of chart can be told: a word, a number, a truth, or a list of words and numbers."""


class SettingKind(Struct, frozen=True):
    """A setting whose meaning is somebody else's: a number where it reads as one, `true`, `false`, else a word."""

    blank: Setting = ""

    def read(self, node: Node, desk: Desk) -> Setting | None:
        if isinstance(node, Sequence):
            values = (self._single(item, desk) for item in node.items)
            return tuple(value for value in values if value is not None)
        scalar = _scalar(node, desk, self.describe())
        if scalar is not None and not scalar.style and scalar.value in ("true", "false"):
            return scalar.value == "true"
        return None if scalar is None else self._single(scalar, desk)

    def _single(self, node: Node, desk: Desk) -> str | float | None:
        scalar = _scalar(node, desk, "a word or a number")
        if scalar is None:
            return None
        number = None if scalar.style else read_number(scalar.value)
        return " ".join(scalar.value.split()) if number is None else float(number)

    def schema(self) -> Schema:
        single: Schema = {"type": ["string", "number", "boolean"]}
        return {"anyOf": [single, {"type": "array", "items": {"type": ["string", "number"]}}]}

    def describe(self) -> str:
        return "a word, a number, true or false, or a list"
