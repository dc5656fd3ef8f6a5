"""How charts look, taken from the brand: inks by role, faces by role, sizes, the grid.

Nothing in a kind names an ink or a size; it asks the theme. So one edit in `brand.yaml`
re-dresses every chart, and a colour that is no role of the theme cannot be drawn at all.
"""

from __future__ import annotations

from layout.brand import Brand
from layout.ink import PAPER_WHITE, Tint
from layout.type.style import TextStyle
from layout.values import Struct, replace

INK, DEEP, SIGNAL, AIR = Tint("ink"), Tint("deep"), Tint("signal"), Tint("air")
STONES = (Tint("ink", 0.6), Tint("ink", 0.35), Tint("ink", 0.12))

SHADES = (0.12, 0.3, 0.5, 0.75, 1.0)
"""Amounts of ink of the shades in which maps say how much, from least to most; in grey, too, plain steps."""

SMALLEST_DISPLAY = 26.0
"""Under this many points a display cut is too thin to print."""


class Theme(Struct, frozen=True, kw_only=True):
    """Roles of colour and type in a chart. Lengths in points."""

    signal: Tint = SIGNAL
    """The datum that matters. Never type: too light on white."""
    second: Tint = AIR
    """A second series beside the signal."""
    deep: Tint = DEEP
    """Data where nothing is singled out, and large numerals."""
    stones: tuple[Tint, ...] = STONES
    """The rest of the data, dark to light. Steps of a quarter and more, so that they hold in a photocopy."""
    rule: Tint = STONES[0]
    """Axes, leaders and ticks."""
    paper: Tint = PAPER_WHITE
    hairline: float = 0.4
    """Axes and leaders; nothing printed is thinner than 0.35 pt."""
    label: TextStyle
    strong: TextStyle
    value: TextStyle
    figure: TextStyle
    """Figures that align but are not values: ranks, hours."""
    note: TextStyle
    numeral: TextStyle
    """The face of large numerals; kinds choose its size from `numerals`."""
    numeral_small: TextStyle
    """The same cut for sizes at which the hairlines of the display face would break up."""
    numerals: tuple[float, ...]
    """Sizes for large numerals, small to large."""
    grid: float = 13.0
    """Distance of baselines of running text; heights of charts are whole multiples of it."""
    gap: float = 4.0
    """Between a mark and the words that name it."""

    @property
    def styles(self) -> tuple[TextStyle, ...]:
        """Every style in which words are set."""
        values = (getattr(self, name) for name in self.__struct_fields__)
        return tuple(value for value in values if isinstance(value, TextStyle))

    def numeral_at(self, size: float) -> TextStyle:
        """The style of a numeral *size* points large."""
        return replace(self.numeral if size >= SMALLEST_DISPLAY else self.numeral_small, size=size)

    @property
    def shades(self) -> tuple[Tint, ...]:
        """The steps in which maps say how much, least first."""
        return tuple(Tint(self.deep.ink, amount) for amount in SHADES)

    @property
    def middle(self) -> Tint:
        """The tint of data that are neither singled out nor alone."""
        return self.stones[1]

    @property
    def faint(self) -> Tint:
        """Tracks and grounds behind data."""
        return self.stones[2]


def theme_of(brand: Brand, language: str = "en-GB") -> Theme:
    """Dress charts in *brand*, for words in *language*.

    Labels stand between the note and the body size, as captions do; values have lining
    tabular figures, so that they align wherever they stand under each other.
    """
    note_size, body_size = brand.scale[0], brand.scale[1]
    size = round((note_size + body_size) / 2 * 2) / 2
    lining = ("lnum", "pnum")

    def style(font: str, *, size: float, tint: Tint, features: tuple[str, ...]) -> TextStyle:
        return TextStyle(font=font, size=size, tint=tint, features=features, language=language)

    return Theme(
        label=style("sans", size=size, tint=INK, features=lining),
        strong=style("sans-semibold", size=size, tint=INK, features=lining),
        value=style("sans-semibold", size=size, tint=INK, features=("lnum", "tnum")),
        figure=style("sans", size=size, tint=INK, features=("lnum", "tnum")),
        note=style("sans", size=note_size, tint=INK, features=lining),
        numeral=style("display", size=brand.scale[4], tint=DEEP, features=lining),
        numeral_small=style("display-regular", size=brand.scale[2], tint=DEEP, features=lining),
        numerals=brand.scale[2:],
        grid=brand.page.grid,
    )
