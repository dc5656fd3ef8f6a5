"""What a report is made of, in the design's terms: frozen values with their words ready to set.

Figures are written out, people looked up, charts drawn: all that is `typeset`'s work.
What is left open is only what layout itself decides, the numbers of pages.
"""

from __future__ import annotations

from enum import Enum

from layout.art import Art, DataCell
from layout.complaint import Origin
from layout.design.rich import Rich, Words, words
from layout.pages.piece import Stands
from layout.values import Struct, replace

# ---------------------------------------------------------------- blocks of body text


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of running text."""

    text: Rich
    origin: Origin = 0


class Subhead(Struct, frozen=True, kw_only=True):
    """A heading inside running text."""

    key: str = ""
    text: Rich
    origin: Origin = 0


class Listing(Struct, frozen=True, kw_only=True):
    """A list; *numbered* counts from 1, otherwise dashes stand before the items."""

    items: tuple[Rich, ...]
    numbered: bool = False
    origin: Origin = 0


class Views(Struct, frozen=True, kw_only=True):
    """Respondents' views: short reported lines, never quotations."""

    items: tuple[Rich, ...]
    head: Rich = ()
    whole: bool = False
    """Never divided: too tall for any column, it is a mistake."""
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


class Pull(Struct, frozen=True, kw_only=True):
    """A pull quote: verbatim between quotation marks, or a paraphrase that says so."""

    text: Rich
    by: Rich
    manner: Manner
    anchor: str = ""
    place: PullPlace = PullPlace.COLUMN
    stands: Stands = Stands.FREE
    origin: Origin = 0


class Number(Struct, frozen=True, kw_only=True):
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


class Chart(Struct, frozen=True, kw_only=True):
    """A drawn chart with all that must stand around it."""

    key: str
    art: Art
    title: Rich
    measures: Rich
    base: Rich
    note: Rich
    alt: str
    table: tuple[tuple[DataCell, ...], ...]
    """The data, row by row. Where columns have heads, a first row holds them after an empty corner."""
    span: Span = Span.HALF
    stands: Stands = Stands.FREE
    origin: Origin = 0


class Table(Struct, frozen=True, kw_only=True):
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
    shares: tuple[float, ...] = ()
    """How the width is divided among the columns; by default the first takes what the others leave."""
    groups: tuple[tuple[int, Rich], ...] = ()
    """Headings across all columns, each with the row that it stands above."""
    stands: Stands = Stands.FREE
    whole: bool = False
    """Never divided: too tall for any column, it is a mistake."""
    origin: Origin = 0


class Box(Struct, frozen=True, kw_only=True):
    """A fact box."""

    key: str
    title: Rich
    text: tuple[Paragraph | Subhead | Listing, ...]
    stands: Stands = Stands.FREE
    whole: bool = False
    """Never divided: too tall for any column, it is a mistake."""
    origin: Origin = 0


class Boxes(Struct, frozen=True, kw_only=True):
    """Two to four fact boxes side by side, of one height."""

    boxes: tuple[Box, ...]
    stands: Stands = Stands.FREE
    whole: bool = False
    """Never divided: too tall for any column, it is a mistake."""
    origin: Origin = 0


class Trend(Struct, frozen=True, kw_only=True):
    """One numbered trend with the respondent's view that goes with it."""

    text: Rich
    view: Rich


class Trends(Struct, frozen=True, kw_only=True):
    """A short numbered list, each item with a view."""

    title: Rich
    intro: Rich
    items: tuple[Trend, ...]
    stands: Stands = Stands.FREE
    whole: bool = False
    """Never divided: too tall for any column, it is a mistake."""
    origin: Origin = 0


class Speaker(Struct, frozen=True, kw_only=True):
    """Somebody who comments; *portrait* names a picture of the book, if there is one."""

    key: str
    name: str
    """For headings, monograms and the outline."""
    named: Rich
    """The name as set, with the link that it bears here."""
    anchor: str = ""
    """A place to link to, where the name stands."""
    web: Rich = ()
    """The address, for the list of those who comment."""
    role: Rich
    initials: str
    organisation: bool = False
    bio: Rich = ()
    portrait: str = ""


def signed(who: Speaker) -> Rich:
    """Name and role in one line, as over an aside or under an article's headline."""
    if not who.role:
        return who.named
    strong = tuple(replace(node, strong=True) if isinstance(node, Words) else node for node in who.named)
    return (*strong, *words(", "), *who.role)


class Aside(Struct, frozen=True, kw_only=True):
    """One paragraph by an expert inside the running text, with its attribution."""

    who: Speaker
    text: tuple[Paragraph | Subhead | Listing, ...]
    whole: bool = False
    """Never divided: too tall for any column, it is a mistake."""
    origin: Origin = 0


class Note(Struct, frozen=True, kw_only=True):
    """A small starred note to what stands just before it."""

    text: Rich
    origin: Origin = 0


class Picture(Struct, frozen=True, kw_only=True):
    """An image with its caption; *data* names it in the book's pictures, sizes in pixels."""

    key: str
    data: str
    pixels: tuple[int, int]
    alt: str
    caption: Rich = ()
    span: Span = Span.HALF
    stands: Stands = Stands.FREE
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


class Field(Struct, frozen=True, kw_only=True):
    """A field of dots, each one counted: *lit* of *total* in the signal, *half* more in a middle tone."""

    total: int
    lit: int
    half: int = 0
    caption: Rich = ()
    alt: str = ""


class Cover(Struct, frozen=True, kw_only=True):
    """The first page."""

    key: str
    title: str
    subtitle: Rich
    publisher: str
    year: str
    field: Field | None = None
    origin: Origin = 0


class HalfTitle(Struct, frozen=True, kw_only=True):
    """Title and subtitle again, quietly."""

    key: str
    title: str
    subtitle: Rich
    publisher: str
    origin: Origin = 0


class Letter(Struct, frozen=True, kw_only=True):
    """The foreword: a letter, signed."""

    key: str
    kicker: Rich
    headline: Rich
    text: tuple[Block, ...]
    name: Rich
    role: Rich
    origin: Origin = 0


class Contents(Struct, frozen=True, kw_only=True):
    """The list of parts with their pages, made from the book itself."""

    key: str
    kicker: Rich
    headline: Rich
    origin: Origin = 0


class About(Struct, frozen=True, kw_only=True):
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


class Commentary(Struct, frozen=True, kw_only=True):
    """Somebody else speaks, at length."""

    key: str
    who: Speaker
    kicker: Rich
    headline: Rich
    standfirst: Rich
    text: tuple[Block, ...]
    box: Box | None = None
    origin: Origin = 0


class Voice(Struct, frozen=True, kw_only=True):
    """One of several who answer the same question."""

    who: Speaker
    headline: Rich
    text: tuple[Block, ...]
    origin: Origin = 0


class Voices(Struct, frozen=True, kw_only=True):
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


class Insight(Struct, frozen=True, kw_only=True):
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


class Reflection(Struct, frozen=True, kw_only=True):
    """A closing thought, on one page."""

    key: str
    kicker: Rich
    headline: Rich
    text: tuple[Block, ...]
    who: Speaker
    origin: Origin = 0


class Article(Struct, frozen=True, kw_only=True):
    """A long signed article in columns."""

    key: str
    kicker: Rich
    headline: Rich
    standfirst: Rich
    who: Speaker
    text: tuple[Block, ...]
    short: str = ""
    origin: Origin = 0


class Appendix(Struct, frozen=True, kw_only=True):
    """A long table at the end, across the page: every figure with what it measures and where it stands."""

    key: str
    kicker: Rich
    headline: Rich
    text: tuple[Block, ...]
    table: Table | None
    origin: Origin = 0


class Thanks(Struct, frozen=True, kw_only=True):
    """A quiet page near the end."""

    key: str
    headline: Rich
    text: tuple[Block, ...]
    origin: Origin = 0


class BackCover(Struct, frozen=True, kw_only=True):
    """The last page: the publisher's name and the cover's dots, all lit."""

    key: str
    publisher: str
    line: str
    text: tuple[Block, ...] = ()
    field: Field | None = None
    origin: Origin = 0


Section = Cover | HalfTitle | Letter | Contents | About | Insight | Reflection | Article | Thanks | Appendix | BackCover


class Story(Struct, frozen=True, kw_only=True):
    """The whole report, in book order."""

    title: str
    language: str
    running_head: str
    sections: tuple[Section, ...]
