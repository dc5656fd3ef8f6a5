"""Every text of a report, flat and in book order, with what the audit must know about it.

    Report ──find_passages──▶ Passage … ──rules──▶ Finding …

A passage is one line or paragraph as readers see it: figures written out, names in full,
mark-up gone. It remembers which stretch came from which node, so that a rule can work on
plain characters and still point at the very word in the manifest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cached_property
from typing import assert_never

from layout.values import Struct
from typeset.manifest import model
from typeset.manifest.blocks import Illustration
from typeset.manifest.declare import Entry
from typeset.manifest.inline import CrossRef, FigureRef, Inline, LinkTo, NoteMark, PersonRef, Text, Words
from typeset.manifest.nodes import Scalar
from typeset.problem import NOWHERE, Span

UNKNOWN = "\ufffc"
"""Stands for what is only known later (the page of a cross-reference), and masks what is no business of a rule."""


class Role(Enum):
    """What a passage is to its reader."""

    BODY = "paragraph"
    ITEM = "list item"
    HEADING = "heading"
    STANDFIRST = "standfirst"
    VIEW = "view"
    PULL = "pull quote"
    CALLOUT = "callout"
    CAPTION = "caption of a dot field"
    TITLE = "title of a chart or table"
    LINE = "line under a chart or table"
    ALT = "alternative text"
    LABEL = "label"
    CELL = "cell"
    NOTE = "note"
    NAME = "name or role"
    BIO = "biography"
    META = "title page"


RUNNING = frozenset({Role.BODY, Role.STANDFIRST, Role.VIEW, Role.BIO, Role.NOTE})
"""Roles of running text: whole sentences that end."""


class Passage(Struct, frozen=True, dict=True):
    """One line or paragraph. Offsets into *plain* are what rules work with."""

    text: Text
    role: Role
    part: model.AnyPart | None = None
    place: str = ""
    """Id of the nearest thing that has one: chart, box, commentary, part."""
    voice: str = ""
    """Key of the person whose views are reported, if it is anybody's."""
    owner: Entry | None = None
    """The block it belongs to, such as a chart."""
    verbatim: bool = False
    """Somebody's own words, which no house style may touch."""
    after: model.Block | None = None
    """The block that follows in the same text."""
    nodes: tuple[Inline, ...] = ()
    """Given for a footnote, whose nodes are part of another text."""

    @cached_property
    def stretches(self) -> tuple[tuple[int, Inline], ...]:
        """Where each node begins in `plain`."""
        found = []
        at = 0
        for node in _unwrapped(self.nodes or self.text.nodes):
            found.append((at, node))
            at += len(_printed(node))
        return tuple(found)

    @cached_property
    def plain(self) -> str:
        """The words as readers see them; a cross-reference without words of its own is one `UNKNOWN`."""
        return "".join(_printed(node) for _, node in self.stretches)

    @cached_property
    def typed(self) -> str:
        """`plain`, with all that the program wrote (figures, names, references) masked."""
        return self._masked(lambda node: isinstance(node, Words))

    @cached_property
    def in_house(self) -> str:
        """`typed`, with passages in other languages masked as well: their marks and spaces are theirs."""
        if not any(isinstance(node, Words) and node.look.language for _, node in self.stretches):
            return self.typed
        return self._masked(lambda node: isinstance(node, Words) and not node.look.language)

    @cached_property
    def own(self) -> str:
        """`typed`, with quotations, titles in italics and other languages masked as well."""
        kept = self._masked(lambda node: isinstance(node, Words) and not node.look.emphasis and not node.look.language)
        return _QUOTED.sub(lambda match: UNKNOWN * len(match.group()), kept)

    def _masked(self, keep: Callable[[Inline], bool]) -> str:
        printed = ((_printed(node), keep(node)) for _, node in self.stretches)
        return "".join(words if kept else UNKNOWN * len(words) for words, kept in printed)

    @cached_property
    def figures(self) -> tuple[tuple[int, FigureRef], ...]:
        """Each figure that stands in it, and where."""
        return tuple((at, node) for at, node in self.stretches if isinstance(node, FigureRef))

    def node_at(self, at: int) -> Inline | None:
        """The node to which the character at *at* belongs."""
        if not self.stretches:
            return None
        return self.stretches[max(0, bisect_right(self.stretches, at, key=lambda pair: pair[0]) - 1)][1]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch of `plain` from *start* to *end* stands in the field's value."""
        if not self._places:
            return self.text.start, self.text.start
        last = len(self._places) - 1
        return self._places[min(start, last)][0], self._places[min(max(start, end - 1), last)][1]

    @cached_property
    def _places(self) -> tuple[tuple[int, int], ...]:
        """For each character of `plain`, where it begins and ends in the field's value. Made for the first finding."""
        value = self.text.scalar.value if self.text.scalar else ""
        found: list[tuple[int, int]] = []
        for _, node in self.stretches:
            if isinstance(node, Words):
                found += _places_of_words(value, node)
            else:
                found += [_place_of_braces(value, node)] * len(_printed(node))
        return tuple(found)

    def span(self, start: int = 0, end: int = -1) -> Span:
        """Where the stretch of `plain` from *start* to *end* (the whole by default) stands in the manifest."""
        if self.text.scalar is None:
            return NOWHERE
        if end < 0:
            return self.text.span
        begin, stop = self.offsets(start, end)
        return self.text.scalar.spot(begin, max(1, stop - begin))

    @property
    def scalar(self) -> Scalar | None:
        """The field it was written in."""
        return self.text.scalar


# What stands between typographic quotation marks of one paragraph. Single ones count only when the closing
# mark is no apostrophe, that is when no letter follows.
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|(?<!\w)‘[^‘]*?’(?!\w)")


def _places_of_words(value: str, node: Words) -> Iterator[tuple[int, int]]:
    """Where each character of *node* stands in *value*: white space was made one space, escapes were taken off."""
    at = node.offset
    for character in node.text:
        start = at + (value[at : at + 1] == "\\" and value[at + 1 : at + 2] == character)
        at = start + 1
        while character == " " and at < len(value) and value[at] in " \t\r\n":
            at += 1
        yield start, at


def _place_of_braces(value: str, node: Inline) -> tuple[int, int]:
    """Where a figure, a name or a reference stands: its braces, or the author's own words in them."""
    close = value.find("}", node.offset)
    if isinstance(node, FigureRef) and node.form == "words":
        bar = value.find("|", node.offset) + 1
        words = value[bar:close]
        return bar + len(words) - len(words.lstrip()), bar + len(words.rstrip())
    return node.offset, close + 1 or node.offset + 1


def _unwrapped(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, LinkTo):
            yield from _unwrapped(node.nodes)
        else:
            yield node


def _printed(node: Inline) -> str:
    match node:
        case Words() | FigureRef() | PersonRef():
            return node.text
        case CrossRef():
            return node.words or UNKNOWN
    return ""


# --- where the texts of a report stand


class _Here(Struct, frozen=True):
    """Where the walk is."""

    part: model.AnyPart | None = None
    place: str = ""
    voice: str = ""
    owner: Entry | None = None

    def passage(self, text: Text, role: Role, **more: object) -> Iterator[Passage]:
        """The passage of *text*, and those of its footnotes."""
        if not text:
            return
        yield Passage(text, role, self.part, self.place, self.voice, self.owner, **more)  # type: ignore[arg-type]
        for node in text.walk():
            if isinstance(node, NoteMark):
                yield Passage(text, Role.NOTE, self.part, self.place, self.voice, self.owner, nodes=node.nodes)

    def inside(self, place: str = "", voice: str = "", owner: Entry | None = None) -> _Here:
        return _Here(self.part, place or self.place, voice or self.voice, owner or self.owner)


def find_passages(report: model.Report) -> tuple[Passage, ...]:
    """Every printed text of *report*: people, front matter, then the parts in book order."""
    return tuple(_passages(report))


def _passages(report: model.Report) -> Iterator[Passage]:
    meta, here = report.report, _Here()
    if meta is not None:  # a manifest that could not be read in full may lack it
        for text in (meta.title, meta.subtitle, meta.publisher, meta.group, meta.running_head):
            yield from here.passage(text, Role.META)
    for person in report.people.values():
        inside = here.inside(person.id, owner=person)
        for text in (person.name, person.role, person.organisation):
            yield from inside.passage(text, Role.NAME)
        yield from inside.passage(person.bio, Role.BIO)
    for part in report.book:
        yield from _part(part)


def _part(part: model.AnyPart) -> Iterator[Passage]:
    who = getattr(part, "who", None)
    here = _Here(part, part.id, who.id if who else "", part)
    for name in ("kicker", "headline", "short"):
        yield from here.passage(getattr(part, name, Text()), Role.HEADING)
    yield from here.passage(getattr(part, "standfirst", Text()), Role.STANDFIRST)
    if isinstance(part, model.Insight) and part.key:
        inside = here.inside(owner=part.key)
        yield from inside.passage(part.key.display, Role.LABEL)
        yield from inside.passage(part.key.sentence, Role.CALLOUT)
    field = getattr(part, "field", None)
    if field:
        yield from here.inside(owner=field).passage(field.caption, Role.CAPTION)
    yield from _body(getattr(part, "text", ()), here)
    match part:
        case model.Letter() if part.signed:
            inside = here.inside(owner=part.signed)
            yield from inside.passage(part.signed.name, Role.NAME)
            yield from inside.passage(part.signed.role, Role.NAME)
        case model.About():
            yield from _about(part, here)
        case model.Insight():
            for commentary in part.commentaries:
                yield from _commentary(commentary, here)
            if part.voices:
                yield from _voices(part.voices, here)


def _about(part: model.About, here: _Here) -> Iterator[Passage]:
    if part.respondents:
        inside = here.inside(part.respondents.id, owner=part.respondents)
        yield from inside.passage(part.respondents.headline, Role.HEADING)
        yield from _body(part.respondents.text, inside)
        for country in part.respondents.countries:
            yield from inside.passage(country, Role.LABEL)
        for block in (part.respondents.table, part.respondents.chart):
            if block:
                yield from _block(block, inside, None)
    if part.experts:
        inside = here.inside(part.experts.id, owner=part.experts)
        yield from inside.passage(part.experts.headline, Role.HEADING)
        yield from _body(part.experts.text, inside)


def _commentary(commentary: model.Commentary, here: _Here) -> Iterator[Passage]:
    inside = here.inside(commentary.id, commentary.who.id if commentary.who else "", commentary)
    yield from inside.passage(commentary.kicker, Role.HEADING)
    yield from inside.passage(commentary.headline, Role.HEADING)
    yield from inside.passage(commentary.standfirst, Role.STANDFIRST)
    yield from _body(commentary.text, inside)
    if commentary.box:
        yield from _block(commentary.box, inside, None)


def _voices(voices: model.Voices, here: _Here) -> Iterator[Passage]:
    inside = here.inside(voices.id, owner=voices)
    yield from inside.passage(voices.kicker, Role.HEADING)
    yield from inside.passage(voices.headline, Role.HEADING)
    for voice in voices.voices:
        each = inside.inside(voice=voice.who.id if voice.who else "", owner=voice)
        yield from each.passage(voice.headline, Role.HEADING)
        yield from _body(voice.text, each)


def _body(body: Iterable[model.Block], here: _Here) -> Iterator[Passage]:
    blocks = tuple(body)
    for at, block in enumerate(blocks):
        yield from _block(block, here, blocks[at + 1] if at + 1 < len(blocks) else None)


def _block(block: model.Block, here: _Here, after: model.Block | None) -> Iterator[Passage]:
    match block:
        case model.Paragraph():
            yield from here.passage(block.text, Role.BODY, after=after)
        case model.Subhead():
            yield from here.passage(block.text, Role.HEADING, after=after)
        case model.ListOf():
            for item in block.items:
                yield from here.passage(item, Role.ITEM)
        case model.Views():
            inside = here.inside(owner=block)
            yield from inside.passage(block.head, Role.HEADING)
            for view in block.views:
                yield from inside.passage(view, Role.VIEW)
        case model.Pull():
            inside = here.inside(voice=block.who.id if block.who else "", owner=block)
            yield from inside.passage(block.pull, Role.PULL, verbatim=block.as_ == "verbatim")
            yield from inside.passage(block.by, Role.LABEL)
        case model.Callout():
            inside = here.inside(owner=block)
            yield from inside.passage(block.display, Role.LABEL)
            yield from inside.passage(block.text, Role.CALLOUT)
            for item in block.list_:
                yield from inside.passage(item, Role.LABEL)
        case model.Chart():
            yield from _chart(block, here.inside(block.chart, owner=block))
        case model.Table():
            yield from _table(block, here.inside(block.id, owner=block))
        case model.Box():
            inside = here.inside(block.id, owner=block)
            yield from inside.passage(block.box, Role.HEADING)
            yield from _body(block.text, inside)
        case model.Boxes():
            for box in block.boxes:
                yield from _block(box, here, None)
        case model.Trends():
            inside = here.inside(owner=block)
            yield from inside.passage(block.trends, Role.HEADING)
            yield from inside.passage(block.intro, Role.BODY)
            for trend in block.items:
                yield from inside.passage(trend.text, Role.VIEW)
                yield from inside.passage(trend.view, Role.VIEW)
        case model.Aside():
            yield from _body(block.text, here.inside(voice=block.aside.id if block.aside else "", owner=block))
        case Illustration():
            inside = here.inside(block.id, owner=block)
            yield from inside.passage(block.alt, Role.ALT)
            yield from inside.passage(block.caption, Role.NOTE)
            yield from inside.passage(block.credit, Role.LABEL)
        case model.Note():
            yield from here.inside(owner=block).passage(block.note, Role.NOTE)
        case never:  # a new kind of block is a type error here until its texts are walked
            assert_never(never)


def _chart(chart: model.Chart, here: _Here) -> Iterator[Passage]:
    yield from here.passage(chart.title, Role.TITLE)
    yield from here.passage(chart.measures, Role.LINE)
    for datum in chart.data:
        yield from here.passage(datum.label, Role.LABEL)
        yield from here.passage(datum.note, Role.LABEL)
    for text in (chart.from_, chart.to):
        yield from here.passage(text, Role.LABEL)
    yield from here.passage(chart.base, Role.LINE)
    yield from here.passage(chart.note, Role.NOTE)
    yield from here.passage(chart.alt, Role.ALT)


def _table(table: model.Table, here: _Here) -> Iterator[Passage]:
    yield from here.passage(table.title, Role.TITLE)
    yield from here.passage(table.measures, Role.LINE)
    for head in table.columns:
        yield from here.passage(head, Role.LABEL)
    for row in table.rows:
        for cell in row:
            yield from here.passage(cell, Role.CELL)
    yield from here.passage(table.base, Role.LINE)
    yield from here.passage(table.note, Role.NOTE)
