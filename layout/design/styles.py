"""What each kind of text looks like: every style of the report in one table.

Sizes come from the brand's scale, leadings are whole or half rows of the baseline grid,
so that whatever is set returns to it. Serif is for reading, sans for speaking about.
"""

from __future__ import annotations

from layout.brand import Brand
from layout.ink import PAPER_WHITE, Tint
from layout.type.style import Align, ParagraphStyle, TextStyle
from layout.values import Struct, field, replace


class Family(Struct, frozen=True, kw_only=True):
    """The faces one kind of text may call for, by their role in the brand."""

    regular: str
    italic: str
    semibold: str
    semibold_italic: str
    upright: Family | None = None
    """Where the regular face is an italic: its roman, which alone has small capitals."""


SERIF = Family(regular="text", italic="text-italic", semibold="text-semibold", semibold_italic="text-semibold-italic")
LETTER = Family(
    regular="letter", italic="letter-italic", semibold="text-semibold", semibold_italic="text-semibold-italic"
)
CAPTION = Family(regular="note", italic="note-italic", semibold="note-semibold", semibold_italic="text-semibold-italic")
SUBHEAD = Family(
    regular="subhead", italic="subhead-italic", semibold="text-semibold", semibold_italic="text-semibold-italic"
)
DISPLAY = Family(
    regular="display", italic="display-italic", semibold="display-regular", semibold_italic="display-italic"
)
DISPLAY_ITALIC = Family(
    regular="display-italic",
    italic="display",
    semibold="subhead-italic",
    semibold_italic="display-regular",
    upright=DISPLAY,
)
SANS = Family(regular="sans", italic="sans-italic", semibold="sans-semibold", semibold_italic="sans-semibold-italic")
SANS_STRONG = Family(
    regular="sans-semibold",
    italic="sans-semibold-italic",
    semibold="sans-semibold",
    semibold_italic="sans-semibold-italic",
)


def serif(size: float) -> Family:
    """The serif for reading that was drawn for *size* points.

    Caption, small text, text, subhead, display: the smaller the wider, looser and of less
    contrast. A brand that changes its scale changes cuts with it.
    """
    for below, family in ((8.75, CAPTION), (11.0, SERIF), (13.0, LETTER), (20.0, SUBHEAD)):
        if size < below:
            return family
    return DISPLAY


INK = Tint("ink")
QUIET = Tint("ink", 0.74)
"""Grey of captions and folios: still 4.5:1 on white and on paper."""
STONE = Tint("ink", 0.35)
DEEP = Tint("deep")
SIGNAL = Tint("signal")
AIR = Tint("air")
PAPER = Tint("paper")
WHITE = PAPER_WHITE
NUMERAL = Tint("deep", 0.6)
"""The giant numeral on the deep ground: as quiet as 3:1 lets it be."""
QUOTE_GROUND = Tint("air", 0.5)
"""A page that a pull quote has to itself."""

SMALL_TEXT, LARGE_TEXT = 4.5, 3.0
"""Least contrast of text; large is 18 pt and more (WCAG 2.2, 1.4.3)."""
TEXT_ON_GROUNDS = (
    *((text, ground, SMALL_TEXT) for ground in (WHITE, PAPER, QUOTE_GROUND) for text in (INK, QUIET, DEEP)),
    (WHITE, DEEP, SMALL_TEXT),
    (SIGNAL, DEEP, LARGE_TEXT),
    (NUMERAL, DEEP, LARGE_TEXT),
)
"""Every tint that text is set in, every ground it stands on, and what a brand must give the pair."""
HAIRLINE = 0.5
"""Points; rules on the page."""


class Style(Struct, frozen=True, kw_only=True):
    """One kind of text: faces, size, colour and how its lines are broken."""

    family: Family
    size: float
    tint: Tint = INK
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    lines: ParagraphStyle
    role: str = "P"
    """Structure type of its paragraphs."""
    initial: int = 0
    """Lines that the first letter of a paragraph takes, drawn large; 0 for a letter like all others."""
    ground: Tint = field(default=WHITE)
    """What it stands on, for contrast."""

    @property
    def leading(self) -> float:
        return self.lines.leading

    def on(self, ground: Tint, tint: Tint) -> Style:
        """The same text in another colour on another ground."""
        return replace(self, ground=ground, tint=tint)

    def as_label(self) -> Style:
        """The same look for what stands in a row with other text: it keeps to its edge in whatever language."""
        return replace(self, lines=replace(self.lines, turns=False))

    def as_role(self, role: str) -> Style:
        """The same look with another place in the structure."""
        return replace(self, role=role)

    def text(self, language: str, *, emphasis: bool = False, strong: bool = False, setting: str = "") -> TextStyle:
        """The style of one stretch; *setting* is that of `Words`."""
        family = self.family
        if setting == "small-caps":
            # They were cut for the roman alone, here as in most typefaces.
            family, emphasis = family.upright or family, False
        font = {
            (False, False): family.regular,
            (True, False): family.italic,
            (False, True): family.semibold,
            (True, True): family.semibold_italic,
        }[emphasis, strong]
        return TextStyle(
            font=font,
            size=self.size,
            tint=self.tint,
            features=_features_in(setting, self.features),
            tracking=self.tracking + _AIR_IN.get(setting, 0),
            language=language,
            capitals=setting == "capitals",
        )


_AIR_IN = {"small-caps": 40, "capitals": 50}
"""Tracking of capitals, which are fitted to small letters and not to each other; thousandths of the size."""


def _features_in(setting: str, features: tuple[str, ...]) -> tuple[str, ...]:
    """*features* with those of a setting: full capitals go with lining figures and raised punctuation."""
    match setting:
        case "small-caps":
            return (*features, "smcp")
        case "capitals":
            return (*(one for one in features if one != "onum"), "lnum", "case")
        case "fraction":
            return ("frac",)
        case "superior":
            return ("sups",)
        case "inferior":
            return ("subs",)
        case _:
            return features


OLD_STYLE = ("onum", "pnum")
LINING = ("lnum", "pnum")
TABULAR = ("lnum", "tnum")


class Styles(Struct, frozen=True, kw_only=True):
    """Every kind of text in the report."""

    row: float
    body: Style
    lead: Style
    cover_line: Style
    display_quote: Style
    letter: Style
    standfirst: Style
    subhead: Style
    headline: Style
    shared_headline: Style
    opener: Style
    poster: Style
    kicker: Style
    views_head: Style
    view: Style
    pull: Style
    side_pull: Style
    pull_by: Style
    number: Style
    number_text: Style
    chart_title: Style
    measures: Style
    base: Style
    cell_head: Style
    cell: Style
    cell_figure: Style
    box_title: Style
    box: Style
    name: Style
    role: Style
    note: Style
    running: Style
    folio: Style
    giant: Style
    numeral: Style
    entry: Style
    pages: Style
    small: Style


def styles_of(brand: Brand) -> Styles:
    """Derive every style from the brand's type scale and grid."""
    note, small, body, stand, lead, head, display, poster = brand.scale
    row = brand.page.grid

    def ragged(leading: float, *, balance: bool = False, hyphenate: bool = False, turns: bool = True) -> ParagraphStyle:
        return ParagraphStyle(leading=leading, align=Align.LEFT, hyphenate=hyphenate, balance=balance, turns=turns)

    def label(leading: float, *, balance: bool = False) -> ParagraphStyle:
        """Of what stands in a row or column with other text: it keeps to its edge in whatever language."""
        return ragged(leading, balance=balance, turns=False)

    return Styles(
        row=row,
        body=Style(
            family=serif(body),
            size=body,
            features=OLD_STYLE,
            lines=ParagraphStyle(leading=row, align=Align.JUSTIFY, hyphenate=True),
        ),
        lead=Style(
            family=serif(stand), size=stand, features=OLD_STYLE, tint=DEEP, lines=ragged(1.5 * row, hyphenate=False)
        ),
        cover_line=Style(family=serif(stand + 2.5), size=stand + 2.5, features=LINING, lines=ragged(1.5 * row)),
        display_quote=Style(
            family=DISPLAY_ITALIC, size=display - 4, tint=DEEP, features=OLD_STYLE, lines=ragged(4 * row, balance=True)
        ),
        letter=Style(family=serif(12), size=12, features=OLD_STYLE, lines=ragged(1.5 * row)),
        standfirst=Style(family=serif(stand), size=stand, features=OLD_STYLE, tint=DEEP, lines=ragged(1.5 * row)),
        subhead=Style(
            family=SANS_STRONG, size=body + 1, tint=DEEP, features=LINING, lines=ragged(row, balance=True), role="H3"
        ),
        headline=Style(
            family=DISPLAY, size=head, tint=DEEP, features=LINING, lines=ragged(2.5 * row, balance=True), role="H2"
        ),
        shared_headline=Style(
            family=DISPLAY, size=lead + 1.5, tint=DEEP, features=LINING, lines=ragged(2 * row, balance=True), role="H2"
        ),
        opener=Style(family=DISPLAY, size=head + 4, features=LINING, lines=ragged(3 * row, balance=True), role="H1"),
        poster=Style(family=DISPLAY, size=poster, features=LINING, lines=ragged(5.5 * row, balance=True)),
        kicker=Style(
            family=SANS_STRONG,
            size=small,
            features=("smcp", "c2sc", *LINING),
            tracking=60,
            lines=label(row),
        ),
        views_head=Style(family=SANS_STRONG, size=small, features=LINING, lines=label(row)),
        view=Style(family=SANS, size=small + 0.5, features=OLD_STYLE, lines=ragged(row)),
        pull=Style(
            family=DISPLAY_ITALIC, size=lead + 1.5, tint=DEEP, features=OLD_STYLE, lines=ragged(2 * row, balance=True)
        ),
        side_pull=Style(family=DISPLAY_ITALIC, size=lead - 3.5, tint=DEEP, features=OLD_STYLE, lines=ragged(1.5 * row)),
        pull_by=Style(family=SANS, size=note + 0.5, tint=QUIET, features=LINING, lines=label(row)),
        number=Style(family=DISPLAY, size=poster, tint=DEEP, features=LINING, lines=label(5 * row)),
        number_text=Style(family=serif(stand), size=stand, features=OLD_STYLE, lines=ragged(1.5 * row)),
        chart_title=Style(family=SANS_STRONG, size=body + 0.5, features=LINING, lines=label(row, balance=True)),
        measures=Style(family=SANS, size=small, tint=QUIET, features=LINING, lines=label(row)),
        base=Style(family=SANS, size=note, tint=QUIET, features=LINING, lines=label(0.75 * row)),
        cell_head=Style(family=SANS_STRONG, size=small, tint=QUIET, features=TABULAR, lines=label(row, balance=True)),
        cell=Style(family=SANS, size=small + 0.5, features=TABULAR, lines=label(row)),
        cell_figure=Style(
            family=SANS_STRONG,
            size=small + 0.5,
            features=TABULAR,
            lines=ParagraphStyle(leading=row, align=Align.RIGHT, hyphenate=False, turns=False),
        ),
        box_title=Style(
            family=SANS_STRONG,
            size=body + 0.5,
            tint=DEEP,
            features=LINING,
            lines=ragged(row, balance=True),
            ground=PAPER,
        ),
        box=Style(family=SANS, size=small + 0.25, features=OLD_STYLE, lines=ragged(row), ground=PAPER),
        name=Style(family=SANS_STRONG, size=body, tint=DEEP, features=LINING, lines=label(row)),
        role=Style(family=SANS, size=small, tint=QUIET, features=LINING, lines=label(0.875 * row)),
        note=Style(family=serif(note), size=note, features=OLD_STYLE, lines=ragged(0.75 * row)),
        running=Style(family=SANS, size=note, tint=QUIET, features=LINING, lines=label(row)),
        folio=Style(family=SANS_STRONG, size=small, features=LINING, lines=label(row)),
        giant=Style(family=DISPLAY, size=brand.giant, features=LINING, lines=label(brand.giant)),
        numeral=Style(family=DISPLAY, size=display, tint=DEEP, features=LINING, lines=label(3 * row)),
        entry=Style(family=serif(stand), size=stand, features=OLD_STYLE, lines=label(1.25 * row, balance=True)),
        pages=Style(family=SANS, size=small, tint=QUIET, features=LINING, lines=label(row)),
        small=Style(family=SANS, size=small + 0.25, features=OLD_STYLE, lines=ragged(row)),
    )
