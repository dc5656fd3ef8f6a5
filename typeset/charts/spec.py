"""What a chart is before it is drawn: data, and a kind that knows how to show them.

A `Chart` holds the plot only. Its title, the line that says what is measured, the base
line and the note are set by the page, in running type. Labels and written values come in
as strings ready to print: rounding and number style are the ledger's business, not ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from layout.values import Struct, field

if TYPE_CHECKING:
    from typeset.charts.sheet import Sheet

Setting = str | float | bool | tuple[str | float, ...]
"""What the author may set on a kind: a word, a number, a switch, or a list of them."""

MISSING_SAID = "not given"
"""What a missing value says where its author says nothing."""

Table = tuple[tuple[str, ...], ...]
"""Heads, then one row for each datum. Rows may hold empty cells, never a different count of them."""


class Datum(Struct, frozen=True, kw_only=True):
    """One thing shown: a label and a quantity, both as number and as written.

    A quantity is a `value`, a range from `low` to `high`, or a change between `start` and
    `end`; a datum that is `missing` has none, and is shown as missing.
    """

    label: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    start: float | None = None
    end: float | None = None
    text: str = ""
    """The quantity as printed: ``74.6``, ``50–80``; of a missing one, the words that say so."""
    start_text: str = ""
    end_text: str = ""
    emphasis: bool = False
    """The one that the finding is about: set in the brand's signal."""
    note: str = ""
    """A few words about this datum, in small type after its label."""
    group: str = ""
    """The series, panel or column of the heat map to which it belongs."""
    missing: bool = False

    @property
    def reach(self) -> float:
        """The largest number in it; 0 when missing."""
        return max((n for n in (self.value, self.high, self.low, self.start, self.end) if n is not None), default=0.0)

    @property
    def is_range(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number given, in no promised order."""
        given = (self.value, self.low, self.high, self.start, self.end)
        return tuple(n for n in given if n is not None)


class Chart(Struct, frozen=True, kw_only=True):
    """A chart as the manifest asks for it, values resolved."""

    id: str
    kind: str
    data: tuple[Datum, ...]
    measures: str = ""
    """What the values are; head of the value column in the data table."""
    unit: str = ""
    """In words, for those who listen: ``per cent``."""
    sign: str = ""
    """The unit where a value stands large or an axis ends, such as ``%``, with the space before it; else values are bare."""
    axis: tuple[float, float] | None = None
    """Ends of the axis where the author fixes them."""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    """What else the kind understands, by the names in its `Kind.options`."""

    def word(self, name: str, default: str = "") -> str:
        """A setting that is a word."""
        found = self.settings.get(name, default)
        return found if isinstance(found, str) else default

    def number(self, name: str, default: float) -> float:
        """A setting that is a number."""
        found = self.settings.get(name, default)
        return float(found) if isinstance(found, (int, float)) and not isinstance(found, bool) else default

    def words(self, name: str) -> tuple[str, ...]:
        """A setting that is a list of words."""
        found = self.settings.get(name, ())
        return tuple(str(w) for w in found) if isinstance(found, tuple) else ()


class ChartProblem(Struct, frozen=True, kw_only=True):
    """Something in a chart's data that its kind cannot show honestly."""

    chart: str
    datum: int | None
    """Index of the datum at fault, from 0; None when it is the chart as a whole."""
    message: str
    hint: str = ""
    setting: str = ""
    """Name of the setting at fault, if it is one."""


class ChartError(Exception):
    """A drawing that cannot be printed: an unknown colour, a raster, transparency.

    That is a fault of the kind that drew it, ours or an outside package's; the author's
    mistakes are `ChartProblem`s, found before anything is drawn.
    """

    def __init__(self, chart: str, element: str, message: str) -> None:
        super().__init__(f"chart `{chart}`, {element or 'unnamed element'}: {message}")
        self.chart, self.element, self.message = chart, element, message


class Option(Struct, frozen=True):
    """One setting that a kind understands."""

    name: str
    type: type
    """``str``, ``float``, ``bool``, or ``tuple`` for a list."""
    about: str
    least: float = -math.inf
    most: float = math.inf
    choices: tuple[str, ...] = ()


Takes = frozenset[str]
"""Which quantities a kind can show: of ``value``, ``range``, ``change`` and ``missing``."""

VALUE: Takes = frozenset({"value"})
RANGE: Takes = frozenset({"range"})
CHANGE: Takes = frozenset({"change"})
MISSING: Takes = frozenset({"missing"})


class Reading(Enum):
    """How a kind's data are walked through by those who listen to them."""

    LIST = "a row for each datum: its label, then its values"
    GROUPS = "a row for each datum: its group, its label, its value"
    GRID = "a row for each label, a column for each group"


class Axis(Enum):
    """What an author may fix of a kind's axis."""

    FREE = "both ends; one that leaves out zero is drawn as broken"
    ZERO = "the far end: lengths and grounds are read as amounts, and begin at zero"
    NONE = "nothing: there is no axis"


def no_problems(_chart: Chart) -> Iterable[ChartProblem]:
    """The check of a kind that has no demands of its own."""
    return ()


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of chart, all of it: what it takes, what it refuses, how it draws and reads.

    Each module in `kinds/` makes one; an outside package offers its own through the entry
    point group ``typeset.charts``. Everything but `draw` works without matplotlib.
    """

    name: str
    summary: str
    """One sentence for the documentation: what it shows best."""
    takes: Takes
    draw: Callable[[Chart, Sheet], float]
    """Draw on the sheet and return the height used; it is then rounded up to the grid."""
    check: Callable[[Chart], Iterable[ChartProblem]] = no_problems
    """Demands beyond `takes`, `options` and the counts."""
    options: tuple[Option, ...] = ()
    least: int = 1
    most: int = 40
    """How many data it can show with each still readable."""
    axis: Axis = Axis.FREE
    """What the chart's `axis` may say."""
    below_zero: bool = False
    """Whether negative values make sense."""
    table: Callable[[Chart], Table] | None = None
    """The data as a table, where it is more than labels and values."""
    reading: Reading = Reading.LIST
    """How the table is laid out in the tags. Of GROUPS the columns are `group_table`'s, of a GRID `grid_table`'s."""
    notes: bool = False
    """Whether it has room for a datum's note."""
    prints_all: bool = True
    """Every label and value is written in the drawing; otherwise some are only shown, by a mark with their cell."""
    order: Callable[[Chart], tuple[int, ...]] | None = None
    """Indexes of the data in the order in which the drawing shows them."""
    example: Mapping[str, Any] = field(default_factory=dict)
    """A chart of this kind as the manifest would give it, for the gallery."""
