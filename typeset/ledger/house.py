"""House style as a value: what words may mean, which spelling, which quotation marks.

Each language has one in `houses`; a `house.yaml` beside the manifest replaces what it
names. Both are read by the same reader and with the same care as the manifest itself.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from layout.values import Struct, replace
from typeset.ledger.tongues import ENGLISH, Tongue, tongue_of
from typeset.ledger.values import Amount, Range, Value
from typeset.manifest.declare import Entry, Form, holds, keys_of
from typeset.manifest.desk import Desk
from typeset.manifest.gaps import without_consequences
from typeset.manifest.kinds import Choice, Many, Number, Plain, Quantity, Schema, Table
from typeset.manifest.nodes import Mapping
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import Problem, in_order

HOUSES = Path(__file__).with_name("houses")

_SIGNS = {"comma": ",", "point": ".", "apostrophe": "’", "space": "\u00a0", "narrow": "\u202f", "none": ""}
"""What may set thousands off, by name."""

_POINTS = Number(Decimal(0), Decimal(1000))


class Hedge(Entry, frozen=True, kw_only=True):
    """How far from the quantity it hedges a figure may lie."""

    TITLE: ClassVar[str] = "a hedge"

    below: Decimal = holds(_POINTS, "Percentage points below, for a share.", default=Decimal(0))
    above: Decimal = holds(_POINTS, "Percentage points above, for a share.", default=Decimal(0))
    part: Decimal = holds(_POINTS, "Per cent of the quantity, on the same side or sides.", default=Decimal(0))


class House(Entry, frozen=True, kw_only=True, eq=False):
    """The house style."""

    TITLE: ClassVar[str] = "the house style"

    hedges: MappingOf[str, Hedge] = holds(Table(Form(Hedge)), "Words before a quantity, and what they allow.")
    plain_share: Decimal = holds(
        _POINTS, "Points by which a share named without a hedge may be off.", default=Decimal(2)
    )
    shares: MappingOf[str, Value] = holds(Table(Quantity(words=False)), "Words for a share, and their range.")
    quotes: str = holds(
        Plain(most=4, pattern="[“”‘’«»‹›„‚]{4}", wanted="four quotation marks: outer pair, inner pair"),
        "The outer and the inner pair of quotation marks; a language that is not known has none.",
        default="“”‘’",
    )
    dash: Literal[" – ", "—", "any"] = holds(
        Choice((" – ", "—", "any")), "The dash between phrases: a spaced en dash, an em dash, or either.", default=" – "
    )
    percent: Literal["words", "symbol", ""] = holds(
        Choice(("words", "symbol")),
        "Whether figures print per cent or %; by default as the language has it.",
        default="",
    )
    thousands: str = holds(
        Choice(tuple(_SIGNS)),
        "What sets thousands off: `comma`, `point`, `apostrophe`, `space`, `narrow` (a narrow space) or `none`.",
        default="",
    )
    decimal: Literal["comma", "point", ""] = holds(
        Choice(("comma", "point")), "The sign before decimals: `comma` or `point`.", default=""
    )
    known: tuple[str, ...] = holds(Many(Plain(most=20)), "Abbreviations that readers know.")
    twice: tuple[str, ...] = holds(Many(Plain(most=40)), "Words that may stand twice in a row.")
    variety: str = holds(Plain(most=40), "What the spelling is called.", default="British")
    spelling: MappingOf[str, str] = holds(
        Table(Plain(most=80)), "What is not written, and what is instead; `*ize: *ise` is an ending."
    )
    kept: tuple[str, ...] = holds(
        Many(Plain(most=40)), "Words and phrases that are right in spite of `spelling`, with whatever begins like them."
    )
    tongue: Tongue = ENGLISH
    """The report's language, with the number format of this house."""

    # Rules keep patterns made of a house; there is one for a run, so it is known by what it is, not by what it says.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def symbols(self) -> bool:
        """Tell whether running text has the sign % rather than the word."""
        return self.percent == "symbol" if self.percent else self.tongue.symbols

    @property
    def outer(self) -> tuple[str, str]:
        """The opening and the closing quotation mark; empty where the house has no rule."""
        return self.quotes[:1], self.quotes[1:2]

    @property
    def inner(self) -> tuple[str, str]:
        """Those of a quotation within one."""
        return self.quotes[2:3], self.quotes[3:]

    def range_of(self, words: str) -> Range | None:
        """What *words* (a majority …) may stand for, in per cent; None if they are no words for a share."""
        match self.shares.get(words):
            case Range() as found:
                return found
            case Amount(number):
                return Range(number, number)
        return None


class LoadedHouse(Struct, frozen=True):
    """What came of loading a house style; *house* is there even if something is wrong with it."""

    house: House
    problems: tuple[Problem, ...]
    sources: MappingOf[str, Source]


@cache
def default_house(language: str = "en-GB") -> House:
    """The house style that comes with the program for *language*, read once; an empty one for a language it lacks."""
    tongue = tongue_of(language)
    region = language.partition("-")[2].upper()
    found = [name for name in (f"{tongue.code}-{region}", tongue.code) if (HOUSES / f"{name}.yaml").is_file()]
    if not found:
        return House(dash="any", quotes="", tongue=tongue)
    loaded = _load(HOUSES / f"{found[0]}.yaml", {} if found[0] == tongue.code else _keys(default_house(tongue.code)))
    assert not loaded.problems, loaded.problems
    return replace(loaded.house, tongue=tongue)


def load_house(path: str | Path, language: str = "en-GB") -> LoadedHouse:
    """Load the house style at *path*; keys that it leaves out are those of its language."""
    house = default_house(language)
    loaded = _load(Path(path), _keys(house))
    return replace(loaded, house=replace(loaded.house, tongue=_with_signs(house.tongue, loaded.house)))


def _with_signs(tongue: Tongue, house: House) -> Tongue:
    """The language with the number format that its house chose."""
    return replace(
        tongue,
        symbols=house.percent == "symbol" if house.percent else tongue.symbols,
        thousands=_SIGNS[house.thousands] if house.thousands else tongue.thousands,
        decimal=_SIGNS[house.decimal] if house.decimal else tongue.decimal,
    )


def _keys(house: House) -> dict[str, Any]:
    return {attribute: getattr(house, attribute) for attribute, _ in keys_of(House).values()}


def _load(path: Path, default: dict[str, Any]) -> LoadedHouse:
    folder = path.parent.resolve()
    reading = Reading(folder, "" if str(path.parent) == "." else str(path.parent))
    tree = read_tree(folder / path.name, str(path), reading)
    desk, form = Desk(reading), Form(House)
    if isinstance(tree, Mapping):
        written = {attribute for name, (attribute, _) in keys_of(House).items() if tree.get(name) is not None}
        kept = {attribute: value for attribute, value in default.items() if attribute not in written}
        house = form.read_mapping(tree, desk, **kept)
    else:
        if tree is not None:
            form.read(tree, desk)
        house = House(**default)
    problems = without_consequences(reading.problems, reading.gaps)
    return LoadedHouse(house, in_order(problems, reading.sources), reading.sources)


def house_schema() -> Schema:
    """JSON Schema 2020-12 of a house style, for editors."""

    def form(of: type[Entry]) -> Schema:
        properties = {name: {**this.kind.schema(), "description": this.doc} for name, (_, this) in keys_of(of).items()}
        return {
            "type": "object",
            "description": (of.__doc__ or "").strip(),
            "properties": properties,
            "additionalProperties": False,
        }

    root = form(House)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": "A house style", **root, "$defs": {"Hedge": form(Hedge)}}
