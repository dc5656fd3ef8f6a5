"""The parts of a book, in the forms that authors fill in."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from layout.values import Struct
from typeset.ledger.values import Amount, Range
from typeset.manifest.blocks import BOX_WITH_TITLE, CHART_WITH_ID, TABLE, Body, BodyKind, Box, Chart, Table
from typeset.manifest.declare import Entry, Form, holds, title_of
from typeset.manifest.desk import Desk
from typeset.manifest.inline import Text
from typeset.manifest.kinds import Choice, Ident, Line, Many, Number, ProseKind, Schema, Whole
from typeset.manifest.nearest import did_you_mean, nearest
from typeset.manifest.nodes import Mapping, Node, Scalar, name_of
from typeset.manifest.prose import Prose
from typeset.manifest.registers import FIGURE, PERSON, Figure, Person

MOST_DOTS = 20_000
"""Dots in one field; at A4 they would be half a millimetre apart."""


class DotField(Entry, frozen=True, kw_only=True):
    """A field of counted dots. Either *count* dots, all alike, or a field in which a figure is *lit*."""

    TITLE: ClassVar[str] = "a dot field"

    count: int | None = holds(Whole(1, MOST_DOTS), "How many dots.", example="370")
    figure: Figure | None = holds(FIGURE, "The figure that says so.", example="M1")
    lit: Figure | None = holds(FIGURE, "The figure that is lit: a share of 1,000 dots, or its value ÷ `each`.")
    each: Decimal | None = holds(Number(positive=True), "What one dot stands for.", example="500")
    of: Figure | None = holds(FIGURE, "The figure that gives the whole field, with `each`.")
    caption: Text = holds(Line(most=160), "One line that says what the dots are.")


def _check_field(dots: DotField, node: Mapping, desk: Desk) -> None:
    if node.get("count") is None and node.get("lit") is None:
        hint = "add `count: 370`, or `lit:` with the id of a figure"
        desk.complain("field", "this dot field has neither `count:` nor `lit:`", node.span, hint=hint)
    elif node.get("count") is not None and node.get("lit") is not None:
        desk.complain("field", "this dot field has both `count:` and `lit:`", node.span, hint="keep one of them")
    if dots.count is not None and dots.figure is not None and dots.figure.value != Amount(Decimal(dots.count)):
        number = node.get("count")
        message = f"{dots.count} dots are drawn, but `{dots.figure.id}` has another value"
        desk.complain("field", message, number.span if number else node.span, hint="the field must count what it shows")
    if dots.lit is not None:
        _check_lit(dots, dots.lit, node, desk)


def _check_lit(dots: DotField, lit: Figure, node: Mapping, desk: Desk) -> None:
    value = node.get("lit") or node
    highest = _highest(lit)
    if highest is None:
        desk.complain("field", f"`{lit.id}` is not a number that dots could count", value.span)
    elif dots.each is not None:
        whole = _highest(dots.of) if dots.of else highest
        count = max(highest, whole or highest) / dots.each
        if count > MOST_DOTS:
            hint = f"let one dot stand for more: each: {max(highest, whole or highest) / 1000:.0f}"
            desk.complain("field", f"this field would have {count:,.0f} dots", value.span, hint=hint)
    elif lit.unit not in ("per cent", "per thousand"):
        hint = "add `each:` with what one dot stands for"
        desk.complain("field", f"`{lit.id}` is no share: its unit is {lit.unit}", value.span, hint=hint)
    elif highest > (100 if lit.unit == "per cent" else 1000) or highest < 0:
        desk.complain("field", f"`{lit.id}` is more than the whole", value.span, hint="a share is 0 to 100 per cent")


def _highest(figure: Figure | None) -> Decimal | None:
    match figure.value if figure else None:
        case Amount(number):
            return number
        case Range(_, high):
            return high
    return None


FIELD = Form(DotField, (_check_field,))
ID = Ident(names="part")
SIDES = ("verso", "recto", "any")
"""Pages of a spread on which an insight may open."""


class Part(Entry, frozen=True, kw_only=True):
    """A part of the book."""

    id: str = holds(ID, "Its id; by default the name of the part, for an insight `insight-1`.")


class Cover(Part, frozen=True, kw_only=True):
    """The front cover: title, subtitle, year and publisher come from `report:`."""

    TITLE: ClassVar[str] = "the cover"

    field: DotField | None = holds(FIELD, "The dots on it.")


class HalfTitle(Part, frozen=True, kw_only=True):
    """The half title: title and publisher alone."""

    TITLE: ClassVar[str] = "the half title"


class Signature(Entry, frozen=True, kw_only=True):
    """Who signs a letter."""

    TITLE: ClassVar[str] = "a signature"

    name: Text = holds(Line(most=120), "The name.", required=True, example="Fredrik Frejme")
    role: Text = holds(Line(most=200), "The role.")


class Letter(Part, frozen=True, kw_only=True):
    """A letter to the reader, such as a foreword."""

    TITLE: ClassVar[str] = "a letter"

    kicker: Text = holds(Line(most=60), "A word above the headline.", example="Foreword")
    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    text: Body = holds(BodyKind(), "The letter.", required=True)
    signed: Signature | None = holds(Form(Signature), "Who signs it.")


class Contents(Part, frozen=True, kw_only=True):
    """The contents; entries and page numbers make themselves."""

    TITLE: ClassVar[str] = "the contents"

    kicker: Text = holds(Line(most=60), "A word above the headline.", example="Contents")
    headline: Text = holds(Line(most=160), "Its headline.")


class Respondents(Entry, frozen=True, kw_only=True):
    """Who answered."""

    TITLE: ClassVar[str] = "the respondents"

    id: str = holds(ID, "Its id, if something refers to it.")
    headline: Text = holds(Line(most=160), "Its heading.", required=True)
    text: Prose = holds(ProseKind(), "What is to be said about them.")
    countries: tuple[Text, ...] = holds(Many(Line(most=80)), "The countries, in the order printed.")
    table: Table | None = holds(TABLE, "The shares as a table.")
    chart: Chart | None = holds(CHART_WITH_ID, "The shares as a chart.")


class Experts(Entry, frozen=True, kw_only=True):
    """Who commented."""

    TITLE: ClassVar[str] = "the experts"

    id: str = holds(ID, "Its id, if something refers to it.")
    headline: Text = holds(Line(most=160), "Its heading.", required=True)
    text: Prose = holds(ProseKind(), "What is to be said about them.")
    people: tuple[Person, ...] = holds(Many(PERSON, least=1, what="people"), "The people, in order.", required=True)


class About(Part, frozen=True, kw_only=True):
    """About the report: method, respondents, experts."""

    TITLE: ClassVar[str] = "the about part"

    kicker: Text = holds(Line(most=60), "A word above the headline.")
    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    text: Body = holds(BodyKind(), "The method.", required=True)
    respondents: Respondents | None = holds(Form(Respondents), "Who answered.")
    experts: Experts | None = holds(Form(Experts), "Who commented.")


class KeyFigure(Entry, frozen=True, kw_only=True):
    """The large figure of an opener and the sentence that goes on from it."""

    TITLE: ClassVar[str] = "a key figure"

    figure: Figure | None = holds(FIGURE, "The figure.", required=True, example="I1-1")
    display: Text = holds(Line(most=24), "How it is shown large.", required=True, example='"74.6%"')
    sentence: Text = holds(Line(most=160), "The sentence that goes on from it.", required=True)


class Commentary(Entry, frozen=True, kw_only=True):
    """An expert's commentary on an insight."""

    TITLE: ClassVar[str] = "a commentary"

    id: str = holds(Ident(names="commentary"), "Its id.")
    who: Person | None = holds(PERSON, "Who speaks.", required=True, example="cole")
    kicker: Text = holds(Line(most=60), "A word above the headline.", example="Expert commentary")
    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    standfirst: Text = holds(Line(), "A sentence or two before it.")
    text: Body = holds(BodyKind(), "What is reported.", required=True)
    box: Box | None = holds(BOX_WITH_TITLE, "A fact box beside it.")


class Voice(Entry, frozen=True, kw_only=True):
    """One of several views on one question."""

    TITLE: ClassVar[str] = "a voice"

    who: Person | None = holds(PERSON, "Who speaks.", required=True, example="cole")
    headline: Text = holds(Line(most=160), "Its headline.")
    text: Prose = holds(ProseKind(), "What is reported.", required=True)


class Voices(Entry, frozen=True, kw_only=True):
    """Two to four views on one question, side by side."""

    TITLE: ClassVar[str] = "a set of voices"

    id: str = holds(Ident(names="voices"), "Its id.")
    kicker: Text = holds(Line(most=60), "A word above the headline.")
    headline: Text = holds(Line(most=160), "The question, or what unites them.", required=True)
    voices: tuple[Voice, ...] = holds(Many(Form(Voice), least=2, most=4, what="voices"), "The voices.", required=True)


class Insight(Part, frozen=True, kw_only=True):
    """An insight: opener, text, commentaries, voices."""

    TITLE: ClassVar[str] = "an insight"

    number: int = holds(Whole(1, 999), "Its number.", required=True, example="1")
    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    short: Text = holds(Line(most=60), "The headline for the running head, up to 60 characters.")
    key: KeyFigure | None = holds(Form(KeyFigure), "The large figure of the opener.")
    field: DotField | None = holds(FIELD, "The dots of the opener.")
    opens: str | None = holds(
        Choice(SIDES),
        "The page of a spread on which it opens: left, right, or whichever comes; by default as `report:` says.",
    )
    text: Body = holds(BodyKind(), "The insight itself.", required=True)
    commentaries: tuple[Commentary, ...] = holds(Many(Form(Commentary)), "Commentaries, in order.")
    voices: Voices | None = holds(Form(Voices), "Several views on one question.")


class Reflection(Part, frozen=True, kw_only=True):
    """A closing reflection by one person."""

    TITLE: ClassVar[str] = "a reflection"

    kicker: Text = holds(Line(most=60), "A word above the headline.")
    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    who: Person | None = holds(PERSON, "Whose it is.", required=True, example="berg")
    text: Body = holds(BodyKind(), "What is reported.", required=True)


class Article(Part, frozen=True, kw_only=True):
    """A long article in columns."""

    TITLE: ClassVar[str] = "an article"

    kicker: Text = holds(Line(most=60), "A word above the headline.")
    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    short: Text = holds(Line(most=60), "The headline for the running head, up to 60 characters.")
    standfirst: Text = holds(Line(), "A few sentences before it.")
    who: Person | None = holds(PERSON, "Whose it is.")
    text: Body = holds(BodyKind(), "The article.", required=True)


class Thanks(Part, frozen=True, kw_only=True):
    """A page of thanks."""

    TITLE: ClassVar[str] = "the thanks"

    headline: Text = holds(Line(most=160), "Its headline.", required=True)
    text: Prose = holds(ProseKind(), "The thanks.", required=True)


COLUMNS = ("value", "base", "question", "source", "date", "pages")
"""What the appendix can say of a figure, beside what it measures."""


class Appendix(Part, frozen=True, kw_only=True):
    """An appendix that lists the figures of the report, made from the ledger: what each measures and where it stands."""

    TITLE: ClassVar[str] = "an appendix"

    kicker: Text = holds(Line(most=60), "A word above the headline.", example="Appendix")
    headline: Text = holds(Line(most=160), "Its headline.", required=True, example="The figures of this report")
    text: Prose = holds(ProseKind(), "What is to be said before the list.")
    group: str = holds(
        Choice(("part", "source", "none")),
        "How the figures are grouped: by the part in which each is first told, by source, or not at all.",
        default="part",
    )
    columns: tuple[str, ...] = holds(
        Many(Choice(COLUMNS)),
        "What is said of each, beside what it measures.",
        default=("value", "base", "source", "pages"),
        example="[value, source, pages]",
    )
    figures: str = holds(
        Choice(("printed", "all")), "Those that are printed somewhere, or all of the ledger.", default="printed"
    )


class BackCover(Part, frozen=True, kw_only=True):
    """The back cover; publisher and group come from `report:`."""

    TITLE: ClassVar[str] = "the back cover"

    field: DotField | None = holds(FIELD, "The dots on it.")
    text: Prose = holds(ProseKind(), "A few lines on it.")


AnyPart = Cover | HalfTitle | Letter | Contents | About | Insight | Reflection | Article | Thanks | Appendix | BackCover

PARTS: dict[str, type[Part]] = {
    "cover": Cover,
    "half-title": HalfTitle,
    "letter": Letter,
    "contents": Contents,
    "about": About,
    "insight": Insight,
    "reflection": Reflection,
    "article": Article,
    "thanks": Thanks,
    "appendix": Appendix,
    "back-cover": BackCover,
}
"""Kinds of part as `part:` names them."""

_ALSO = {
    "foreword": "letter",
    "preface": "letter",
    "title": "half-title",
    "toc": "contents",
    "method": "about",
    "chapter": "insight",
    "afterword": "reflection",
    "essay": "article",
    "acknowledgements": "thanks",
    "annex": "appendix",
    "figures": "appendix",
    "back": "back-cover",
}
"""What authors call parts, and what they are called here."""


class PartKind(Struct, frozen=True):
    """A part: its kind stands under `part:`, its other keys depend on it."""

    blank: None = None

    def read(self, node: Node, desk: Desk) -> Part | None:
        if not isinstance(node, Mapping):
            hint = "a part begins with `- part: insight`"
            desk.complain("type", f"{name_of(node)} stands where a part should", node.span, hint=hint)
            return None
        name = node.get("part")
        if name is None:
            hint = did_you_mean("part", [k.value for k, _ in node.entries]).replace(
                "did you mean", "is `part:` meant by"
            )
            hint = hint or f"add `part:` with one of: {', '.join(PARTS)}"
            desk.complain("missing-key", "this part does not say what it is", node.span, hint=hint)
            return None
        if isinstance(name, Scalar) and name.value not in PARTS and (meant := _ALSO.get(nearest(name.value, _ALSO))):
            message = f"`{name.value}` is not a part"
            desk.complain("choice", message, name.span, found=name.value, hint=f"write `part: {meant}`")
            return None
        kind = Choice(tuple(PARTS)).read(name, desk)
        return None if kind is None else _read_part(kind, node, desk)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/Part"}

    def describe(self) -> str:
        return "a part, whose kind stands under `part:`"


def _read_part(kind: str, node: Mapping, desk: Desk) -> Part:
    form = PARTS[kind]
    given: dict[str, str] = {}
    if not isinstance(node.get("id"), Scalar):
        given["id"] = _own_name(kind, node, desk)
        desk.places[given["id"]] = (title_of(form).split(" ", 1)[1], node.span)
    return Form(form).read_mapping(node, desk, beside=("part",), **given)


def _own_name(kind: str, node: Mapping, desk: Desk) -> str:
    """The id of a part that was given none: its kind, an insight's with its number; a second one is counted."""
    number = node.get("number")
    name = f"{kind}-{number.value}" if kind == "insight" and isinstance(number, Scalar) else kind
    count = 1
    while (own := name if count == 1 else f"{name}-{count}") in desk.places:
        count += 1
    return own


def check_numbers(book: tuple[Part, ...], desk: Desk) -> None:
    """Report insights that share a number: the contents and every reference would be ambiguous."""
    first: dict[int, Insight] = {}
    for part in book:
        if isinstance(part, Insight) and first.setdefault(part.number, part) is not part:
            message = (
                f"insight {part.number} stands here a second time; the first is in line {first[part.number].span.line}"
            )
            desk.complain("number-twice", message, part.span, hint="number the insights in order")
