"""What a report says, paragraph by paragraph, read from the manifest and from nothing else.

This is the other half of every comparison with finished pages, so it does not ask the
editor or the layout. Words that the design adds by rule ("Source:", "in paraphrase", the
numerals of a list) are written down here once more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from typeset.ledger.values import print_as
from typeset.manifest import model
from typeset.manifest.inline import Inline, Text

QUESTIONS = {
    "single": "One answer possible.",
    "multiple": "Several answers possible.",
    "open": "Open question.",
}
LISTED = (model.Letter, model.About, model.Reflection, model.Article)
"""Parts that the contents name besides the insights."""


@dataclass(frozen=True)
class Saying:
    """One paragraph, heading, label or cell."""

    part: str
    """Id of the part of the book."""
    words: str
    flows: bool = True
    """Stands in a run of text; otherwise it may be placed at the edge, the head or the foot of a page."""
    chart: bool = False
    """Drawn as a label of a chart."""


def fold(text: str) -> str:
    """The text as a reader would retype it: one form of each letter, one kind of space, no hyphens of line ends."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\xad\ufffe]\\s*", "", text)
    # Word joiners, zero-width spaces, and whatever only tells directions.
    text = " ".join(re.sub("[\u2060\u200b\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())
    # A line may end after a hyphen, dash or stroke that is the author's own.
    return re.sub(r"(?<=[-–—/])\s", "", text)


class Speaker:
    """Reads a report out, with the page numbers that *page_of* gives for its cross-references."""

    def __init__(self, report: model.Report, page_of: Callable[[str], str]) -> None:
        self.report = report
        self.page_of = page_of
        self.names = dict(_names(report))
        self.notes: list[Text] = []
        self.note_count = 0
        self.part = ""
        self.waiting: list[Saying] = []

    def all(self) -> Iterator[Saying]:
        """The whole book, in its order."""
        for part in self.report.book:
            self.part, self.note_count = part.id, 0
            yield from self._part(part)

    # ------------------------------------------------------------ words

    def say(self, text: Text | str, *, flows: bool = True, chart: bool = False) -> Iterator[Saying]:
        words = text if isinstance(text, str) else self.spell(text)
        if words.strip():
            yield Saying(self.part, words, flows, chart)

    def aside(self, *texts: Text | str) -> Iterator[Saying]:
        """What may stand out of the run of text."""
        for text in texts:
            yield from self.say(text, flows=False)

    def spell(self, text: Text) -> str:
        """A text as printed; the notes it cites stand where they are cited, as the tags have them."""
        return "".join(map(self._spell, text.nodes))

    def _spell(self, node: Inline) -> str:
        match node:
            case model.CrossRef():
                page = self.page_of(node.target)
                return node.words or (page if node.page_only else f"{self.names[node.target]}, page {page}")
            case model.LinkTo():
                return "".join(map(self._spell, node.nodes))
            case model.NoteMark():
                self.note_count += 1
                number = self.note_count
                words = "".join(map(self._spell, node.nodes))
                self.waiting += (Saying(self.part, text, flows=False) for text in (str(number), words))
                return f"\u2060{number}"  # a word of its own, though no space parts it from the last
            case _:
                return node.text

    # ------------------------------------------------------------ parts

    def _part(self, part: model.AnyPart) -> Iterator[Saying]:
        meta = self.report.report
        match part:
            case model.Cover():
                yield from self.aside(meta.publisher, str(meta.year), meta.title, meta.subtitle)
            case model.HalfTitle():
                yield from self.aside(meta.title, meta.subtitle, meta.publisher)
            case model.Letter():
                yield from self._opened(part)
                if part.signed is not None:
                    yield from self.aside(part.signed.name, part.signed.role)
            case model.Contents():
                yield from self.aside(part.kicker, part.headline or meta.subtitle)
                yield from self._entries()
            case model.About():
                yield from self._opened(part)
                yield from self._about(part)
            case model.Insight():
                yield from self._insight(part)
            case model.Reflection():
                yield from self._opened(part)
                yield from self._person(part.who)
            case model.Article():
                yield from self.aside(part.kicker, part.headline, part.standfirst)
                if part.who is not None:
                    yield from self.aside(_with_role(part.who))
                yield from self._body(part.text)
            case model.Thanks():
                yield from self.aside(part.headline)
                yield from self._body(part.text)
            case model.BackCover():
                yield from self.aside(meta.publisher, meta.group)
                yield from self._body(part.text)

    def _opened(self, part: model.Letter | model.About | model.Reflection) -> Iterator[Saying]:
        yield from self.aside(part.kicker, part.headline)
        yield from self._body(part.text)

    def _entries(self) -> Iterator[Saying]:
        """The contents, but for the ranges of pages, which are compared elsewhere."""
        for part in self.report.book:
            if isinstance(part, model.Insight):
                yield from self.aside(str(part.number), part.headline)
        for part in self.report.book:
            if isinstance(part, LISTED):
                kicker, headline = part.kicker.plain, part.headline.plain
                yield from self.aside(f"{kicker}: {headline}" if kicker else headline)

    def _about(self, part: model.About) -> Iterator[Saying]:
        asked, experts = part.respondents, part.experts
        if asked is not None:
            yield from self.aside(asked.headline)
            yield from self._body(asked.text)
            for block in (asked.chart, asked.table):
                yield from self._body([block] if block is not None else [])
            if asked.countries:
                yield from self.aside("Countries", " · ".join(country.plain for country in asked.countries))
        if experts is not None:
            yield from self.aside(experts.headline)
            yield from self._body(experts.text)
            for person in experts.people:
                yield from self._person(person)
                yield from self.aside(re.sub("^https?://(www[.])?|/$", "", person.web))

    def _insight(self, part: model.Insight) -> Iterator[Saying]:
        yield from self.aside(str(part.number), part.headline)
        if part.key is not None:
            yield from self.aside(part.key.display, part.key.sentence)
        if part.field is not None:
            yield from self.aside(part.field.caption)
        own_page = [block for block in part.text if isinstance(block, model.Pull) and block.place == "page"]
        yield from self._body([block for block in part.text if block not in own_page])
        yield from self._body(own_page)
        for one in part.commentaries:
            yield from self.aside(one.kicker or "Expert commentary", one.headline)
            yield from self._person(one.who)
            yield from self.aside(one.standfirst)
            yield from self._body([block for block in one.text if not isinstance(block, model.Pull)])
            yield from self._body([block for block in one.text if isinstance(block, model.Pull)])
            yield from self._body([one.box] if one.box is not None else [])
        if part.voices is not None:
            yield from self.aside(part.voices.kicker, part.voices.headline)
            for voice in part.voices.voices:
                yield from self.aside(voice.headline)
                yield from self._person(voice.who)
                yield from self._body(voice.text)

    def _person(self, person: model.Person | None) -> Iterator[Saying]:
        if person is not None:
            yield from self.aside(person.name, _role(person))

    # ------------------------------------------------------------ blocks

    def _body(self, blocks: Iterable[object]) -> Iterator[Saying]:
        for block in blocks:
            for said in self._block(block):
                yield said
                yield from self.waiting
                self.waiting.clear()

    def _block(self, block: object) -> Iterator[Saying]:
        match block:
            case model.Paragraph() | model.Subhead():
                yield from self.say(block.text)
            case model.ListOf():
                for number, item in enumerate(block.items, start=1):
                    yield from self.aside(f"{number}." if block.numbered else "–")
                    yield from self.say(item)
            case model.Views():
                yield from self.say(block.head)
                for view in block.views:
                    yield from self.say(view)
            case model.Pull():
                by = block.who.name.plain if block.who is not None else self.spell(block.by)
                if block.as_ == "verbatim":
                    yield from self.aside(f"“{self.spell(block.pull)}”", by)
                else:
                    yield from self.aside(block.pull, f"{by}, in paraphrase" if by else "In paraphrase")
            case model.Callout():
                display = block.display.plain or print_as(block.number.value, block.number.unit, "number")
                yield from self.aside(display, block.text, " · ".join(self.spell(item) for item in block.list_))
            case model.Chart():
                yield from self._chart(block)
            case model.Box():
                yield from self.aside(block.box)
                for said in self._body(block.text):
                    yield Saying(said.part, said.words, flows=False)
            case model.Boxes():
                yield from self._body(block.boxes)
            case model.Table():
                yield from self.aside(block.title, block.measures, *block.columns)
                for row in block.rows:
                    yield from self.aside(*row)
                yield from self.aside(block.base, block.note)
            case model.Trends():
                yield from self.aside(block.trends, block.intro)
                for number, item in enumerate(block.items, start=1):
                    yield from self.aside(str(number), item.text, item.view)
            case model.Aside():
                assert block.aside is not None
                yield from self.say(_with_role(block.aside))
                yield from self._body(block.text)
            case model.Note():
                yield from self.aside(block.note)
            case model.Illustration():
                yield from self.aside(block.caption)
            case _:
                raise TypeError(type(block))

    def _chart(self, chart: model.Chart) -> Iterator[Saying]:
        yield from self.aside(chart.title, chart.measures)
        for datum in chart.data:
            for text in (datum.label, datum.note, datum.group):
                yield from self.say(text, flows=False, chart=True)
        yield from self.aside(self._base_line(chart), chart.note)

    def _base_line(self, chart: model.Chart) -> str:
        base = self.spell(chart.base)
        pieces = [base + ("" if base.endswith((".", "!", "?")) else ".")] if base else []
        pieces += [QUESTIONS[chart.question]] if chart.question in QUESTIONS else []
        if chart.source is not None:
            title, year = chart.source.title.plain, chart.source.year
            pieces.append(f"Source: {title}{f', {year}' if year and str(year) not in title else ''}.")
        return " ".join(pieces)


def _names(report: model.Report) -> Iterator[tuple[str, str]]:
    """What a reference calls each place."""
    for part in report.book:
        match part:
            case model.Insight():
                yield part.id, f"insight {part.number}"
                for one in part.commentaries:
                    yield one.id, f"the commentary by {one.who.name.plain if one.who else ''}"
                if part.voices is not None:
                    yield part.voices.id, f"“{part.voices.headline.plain}”"
            case model.Letter() | model.Reflection() | model.Article() | model.About():
                yield part.id, part.kicker.plain.lower() or f"“{part.headline.plain}”"
            case _:
                pass
        for block in getattr(part, "text", ()):
            match block:
                case model.Chart():
                    yield block.chart, "chart"
                case model.Table():
                    yield block.id, "table"
                case model.Box():
                    yield block.id, f"“{block.box.plain}”"
                case model.Boxes():
                    yield from ((box.id, f"“{box.box.plain}”") for box in block.boxes)
                case _:
                    pass


def _role(person: model.Person) -> str:
    role, house = person.role.plain, person.organisation.plain
    if house and house not in role and house != person.name.plain:
        return f"{role}, {house}" if role else house
    return role


def _with_role(person: model.Person) -> str:
    role = _role(person)
    return f"{person.name.plain}, {role}" if role else person.name.plain


def sayings(report: model.Report, pages: Mapping[str, str]) -> list[Saying]:
    """Everything that *report* says; *pages* names the page of each place that can be referred to."""
    return list(Speaker(report, pages.__getitem__).all())
