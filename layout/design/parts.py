"""What a report is made of, in the design's terms: frozen values with their words ready to set.

Figures are written out, people looked up, charts drawn: all that is `typeset`'s work.
What is left open is only what layout itself decides, the numbers of pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from layout.art import Art
from layout.complaint import Origin
from layout.design.rich import Rich

# ---------------------------------------------------------------- blocks of body text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    text: Rich
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead:
    """A heading inside running text."""

    text: Rich
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list; *numbered* counts from 1, otherwise dashes stand before the items."""

    items: tuple[Rich, ...]
    numbered: bool = False
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Respondents' views: short reported lines, never quotations."""

    items: tuple[Rich, ...]
    head: Rich = ()
    origin: Origin = 0


class Manner(Enum):
    """How somebody's words are given."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"


class PullPlace(Enum):
    """Where a pull quote stands."""

    COLUMN = "column"
    WIDE = "wide"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A pull quote: verbatim between quotation marks, or a paraphrase that says so."""

    text: Rich
    by: Rich
    manner: Manner
    place: PullPlace = PullPlace.COLUMN
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number so important that it stands alone."""

    display: str
    text: Rich
    items: tuple[Rich, ...] = ()
    wide: bool = True
    origin: Origin = 0


class Span(Enum):
    """Grid columns that a figure takes."""

    HALF = 3
    MOST = 4
    FULL = 6
    MARGIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn chart with all that must stand around it."""

    key: str
    art: Art
    title: Rich
    measures: Rich
    base: Rich
    note: Rich
    alt: str
    table: tuple[tuple[str, ...], ...]
    """Head row and data rows: the cells that the drawing's labels name."""
    span: Span = Span.HALF
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of words and figures; the first column heads its rows."""

    key: str
    title: Rich
    columns: tuple[Rich, ...]
    rows: tuple[tuple[Rich, ...], ...]
    measures: Rich = ()
    base: Rich = ()
    """Who answered, and where the numbers come from."""
    note: Rich = ()
    span: Span = Span.HALF
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A fact box."""

    key: str
    title: Rich
    text: tuple[Paragraph | Subhead | Listing, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Two to four fact boxes side by side, of one height."""

    boxes: tuple[Box, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One numbered trend with the respondent's view that goes with it."""

    text: Rich
    view: Rich


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """A short numbered list, each item with a view."""

    title: Rich
    intro: Rich
    items: tuple[Trend, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who comments; *portrait* names a picture of the book, if there is one."""

    key: str
    name: str
    role: Rich
    initials: str
    organisation: bool = False
    bio: Rich = ()
    portrait: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """One paragraph by an expert inside the running text, with its attribution."""

    who: Speaker
    text: tuple[Paragraph | Subhead | Listing, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A small starred note to what stands just before it."""

    text: Rich
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image with its caption; *data* names it in the book's pictures, sizes in pixels."""

    key: str
    data: str
    pixels: tuple[int, int]
    alt: str
    caption: Rich = ()
    span: Span = Span.HALF
    origin: Origin = 0


Block = (
    Paragraph
    | Subhead
    | Listing
    | Views
    | Pull
    | Number
    | Chart
    | Table
    | Box
    | Boxes
    | Trends
    | Aside
    | Note
    | Picture
)

# ---------------------------------------------------------------- parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of dots, each one counted: *lit* of *total* in the signal, *half* more in a middle tone."""

    total: int
    lit: int
    half: int = 0
    caption: Rich = ()
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page."""

    key: str
    title: str
    subtitle: Rich
    publisher: str
    year: str
    field: Field | None = None
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTitle:
    """Title and subtitle again, quietly."""

    key: str
    title: str
    subtitle: Rich
    publisher: str
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The foreword: a letter, signed."""

    key: str
    kicker: Rich
    headline: Rich
    text: tuple[Block, ...]
    name: str
    role: Rich
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The list of parts with their pages, made from the book itself."""

    key: str
    kicker: Rich
    headline: Rich
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """How the survey was made, who answered, who comments."""

    key: str
    kicker: Rich
    headline: Rich
    text: tuple[Block, ...]
    respondents_head: Rich
    respondents: tuple[Block, ...]
    """Text, chart and table of the respondents."""
    countries_head: Rich
    countries: tuple[str, ...]
    experts_head: Rich
    experts_text: tuple[Block, ...]
    experts: tuple[Speaker, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Commentary:
    """Somebody else speaks, at length."""

    key: str
    who: Speaker
    kicker: Rich
    headline: Rich
    standfirst: Rich
    text: tuple[Block, ...]
    box: Box | None = None
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One of several who answer the same question."""

    who: Speaker
    headline: Rich
    text: tuple[Block, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Voices side by side under one headline, of equal weight."""

    key: str
    kicker: Rich
    headline: Rich
    voices: tuple[Voice, ...]
    origin: Origin = 0


class Side(Enum):
    """On which page of a spread a part may open."""

    ANY = "any"
    VERSO = "verso"
    RECTO = "recto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """One finding: its opener, its text, those who comment on it."""

    key: str
    number: int
    headline: Rich
    short: str
    figure: str
    """The key figure as it is shown large."""
    sentence: Rich
    field: Field | None
    text: tuple[Block, ...]
    commentaries: tuple[Commentary, ...] = ()
    voices: Voices | None = None
    opens: Side = Side.VERSO
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """A closing thought, on one page."""

    key: str
    kicker: Rich
    headline: Rich
    text: tuple[Block, ...]
    who: Speaker
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A long signed article in columns."""

    key: str
    kicker: Rich
    headline: Rich
    standfirst: Rich
    who: Speaker
    text: tuple[Block, ...]
    short: str = ""
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """A quiet page near the end."""

    key: str
    headline: Rich
    text: tuple[Block, ...]
    origin: Origin = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BackCover:
    """The last page: the publisher's name and the cover's dots, all lit."""

    key: str
    publisher: str
    line: str
    text: tuple[Block, ...] = ()
    field: Field | None = None
    origin: Origin = 0


Section = Cover | HalfTitle | Letter | Contents | About | Insight | Reflection | Article | Thanks | BackCover


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole report, in book order."""

    title: str
    language: str
    running_head: str
    sections: tuple[Section, ...]
