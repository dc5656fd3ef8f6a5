"""Edit: from the Report, as its authors wrote it, to the Story, as the design sets it.

Figures stand written out, people looked up, charts drawn. What is decided here is
wording that no author should have to repeat: "insight 4, page …", "Several answers
possible", the base line of a chart, the initials of a monogram.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from layout.art import Art
from layout.complaint import Complaint, Gravity, Origin
from layout.design import parts
from layout.design.rich import Inline as Inlined
from layout.design.rich import Noted, PageOf, Rich, Words, words
from layout.pages.piece import Stands
from layout.values import Struct, field, replace
from typeset.appendix import Place, appendix_of
from typeset.charts.tables import data_table
from typeset.ledger.tongues import SIGNS
from typeset.ledger.values import Amount, Range, grouped, print_as
from typeset.manifest import model
from typeset.manifest.inline import Inline, Look, Text
from typeset.plots import Plot
from typeset.problem import NOWHERE, Problem, Severity, Span
from typeset.speaking import Speaking, commentary_key, entry_of, find_speakers

SHARE_DOTS = 1000
"""A share is shown as so many of a thousand dots: how many answered each question is not always known."""

QUESTIONS = {
    "single": "One answer possible.",
    "multiple": "Several answers possible.",
    "open": "Open question.",
    "not applicable": "",
    "not stated": "",
}


PLACES = 1 << 20
"""Places that each part has for itself, so that an edit in one does not number those of another anew."""

_SEVERITIES = {Gravity.FATAL: Severity.ERROR, Gravity.WARNING: Severity.WARNING, Gravity.NOTE: Severity.NOTE}


class Origins(Struct):
    """Where every block came from: layout's opaque numbers back to places in the manifest."""

    places: dict[str, list[Place]] = field(default_factory=dict)
    """Where each figure stands, by its id; only if it was asked for."""
    _texts: dict[Origin, Text | Span] = field(default_factory=dict)
    _last: Origin = 0

    def begin_part(self, number: int) -> None:
        """From here on places are those of part *number*."""
        self._last = number * PLACES

    def of(self, source: Text | Span) -> Origin:
        """A number for this place."""
        self._last += 1
        self._texts[self._last] = source
        return self._last

    def span(self, origin: Origin, found: str = "") -> Span:
        """The place again; with *found*, the very words within it where they can be pointed at."""
        source = self._texts.get(origin, NOWHERE)
        return source if isinstance(source, Span) else source.spot(found=found)

    def problem(self, complaint: Complaint) -> Problem:
        """A complaint of layout's as a problem at its place in the manifest."""
        return Problem(
            code=complaint.code,
            message=complaint.message,
            span=self.span(complaint.origin, complaint.found),
            severity=_SEVERITIES[complaint.gravity],
            found=complaint.found,
            hint=complaint.hint,
        )


class Editor(Struct, kw_only=True):
    """One report's editing: where things are called what, and what a part has still to explain or to link."""

    report: model.Report
    plots: Mapping[str, Plot]
    arts: Mapping[str, Art]
    origins: Origins = field(default_factory=Origins)
    speaking: Speaking = field(default_factory=Speaking)
    marked: bool = False
    """True where each figure's place gets a name, for lists that lead there."""
    _names: dict[str, str] = field(default_factory=dict)
    _unexplained: dict[str, str] = field(default_factory=dict)
    _unlinked: set[str] = field(default_factory=set)
    _part: str = ""
    _heads: int = 0
    _abbreviation: re.Pattern[str] | None = None

    def begin_part(self, number: int) -> None:
        """In every part abbreviations are spelt out for listeners once, people linked once, and places counted."""
        self._unexplained = dict(self.report.abbreviations)
        self._unlinked = set(self.report.people)
        self._part, self._heads = self.report.book[number].id, 0
        self.origins.begin_part(number)

    def next_head(self) -> str:
        """The anchor of the next sub-head of this part; no id of an author's has a colon."""
        self._heads += 1
        return f"{self._part}:head-{self._heads}"

    def mark(self, figure: str, *nearby: str) -> str:
        """Name a place where *figure* stands, for a list that leads there; empty where there is none.

        *nearby* are anchors that will do instead, if this one comes to stand on no page.
        """
        if not self.marked:
            return ""
        places = self.origins.places.setdefault(figure, [])
        name = f"{self._part}-{figure}-{sum(place.part == self._part for place in places) + 1}"
        places.append(Place(self._part, (name, *nearby, self._part)))
        return name


def edit(
    report: model.Report, plots: Iterable[Plot], arts: Mapping[str, Art], *, marked: bool = False
) -> tuple[parts.Story, Origins]:
    """Turn *report* into the story that `set_book` lays out; *arts* holds each chart's drawing by its id.

    With *marked*, every place of a figure gets a name (`Origins.places`); an appendix asks for it as well.
    """
    listing = any(isinstance(part, model.Appendix) for part in report.book)
    editor = Editor(
        report=report,
        plots={plot.chart.id: plot for plot in plots},
        arts=arts,
        speaking=find_speakers(report),
        marked=marked or listing,
        _names=_names_of(report),
    )
    if report.abbreviations:
        longest_first = sorted(report.abbreviations, key=len, reverse=True)
        editor._abbreviation = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
    meta = report.report
    sections: dict[int, parts.Section] = {}
    # What lists the figures comes last: it must know of every place.
    for number, part in sorted(enumerate(report.book), key=lambda pair: isinstance(pair[1], model.Appendix)):
        editor.begin_part(number)
        editor.marked = editor.marked and not isinstance(part, model.Appendix)
        sections[number] = _section(editor, part)
    story = parts.Story(
        title=meta.title.plain,
        language=meta.language,
        running_head=(meta.running_head or meta.title).plain,
        sections=tuple(sections[number] for number in sorted(sections)),
    )
    return story, editor.origins


def _names_of(report: model.Report) -> dict[str, str]:
    """What a cross-reference calls each place: "insight 4", "the commentary by Jim Cole"."""
    names: dict[str, str] = {}
    for part in report.book:
        match part:
            case model.Insight():
                names[part.id] = f"insight {part.number}"
                for commentary in part.commentaries:
                    if commentary.id and commentary.who is not None:
                        names[commentary.id] = f"the commentary by {commentary.who.name.plain}"
                if part.voices is not None and part.voices.id:
                    names[part.voices.id] = f"“{part.voices.headline.plain}”"
                _name_blocks(names, part.text)
            case model.Letter() | model.Reflection() | model.Article() | model.About() | model.Appendix():
                names[part.id] = (
                    (part.kicker or part.headline).plain.lower() if part.kicker else f"“{part.headline.plain}”"
                )
                _name_blocks(names, part.text)
            case _:
                names[part.id] = part.id.replace("-", " ")
    return names


def _name_blocks(names: dict[str, str], body: Iterable[object]) -> None:
    for block in body:
        match block:
            case model.Chart():
                names[block.chart] = "chart"
            case model.Table(id=key) if key:
                names[key] = "table"
            case model.Box(id=key) if key:
                names[key] = f"“{block.box.plain}”"
            case model.Illustration(id=key) if key:
                names[key] = "picture"
            case model.Boxes():
                _name_blocks(names, block.boxes)
            case _:
                pass


# ---------------------------------------------------------------- text


def _rich(editor: Editor, text: Text) -> Rich:
    """Inline nodes as the design sets them; neighbours in one manner become one stretch."""
    origin = editor.origins.of(text) if text else 0
    nodes: list[Words | PageOf | Noted] = []
    for node in text.nodes:
        for one in _inline(editor, node, origin):
            last = nodes[-1] if nodes else None
            if isinstance(one, Words) and isinstance(last, Words) and replace(one, text="") == replace(last, text=""):
                nodes[-1] = replace(last, text=last.text + one.text)
            else:
                nodes.append(one)
    return tuple(spelt for node in nodes for spelt in _spell_out(editor, node))


def _marked(rich: Rich, mark: str) -> Rich:
    """The same text, known by the name *mark* where it begins."""
    first, *others = rich or (Words(text=""),)
    return (replace(first, mark=mark), *others) if mark and rich and isinstance(first, Words) else rich


def _inline(editor: Editor, node: Inline, origin: Origin, uri: str = "") -> list[Words | PageOf | Noted]:
    match node:
        case model.Words() | model.FigureRef() | model.PersonRef():
            mark = editor.mark(node.figure) if isinstance(node, model.FigureRef) else ""
            said = replace(_words(node.text, node.look, origin), uri=uri, mark=mark)
            if isinstance(node, model.PersonRef) and node.person in editor._unlinked and not uri:
                editor._unlinked.discard(node.person)
                leads = _leading(editor, editor.report.people[node.person])
                said = replace(said, anchor=leads.anchor, uri=leads.uri, contents=leads.contents)
            return [said]
        case model.CrossRef():
            look = node.look
            if node.words:
                return [replace(_words(node.words, look, origin), anchor=node.target)]
            lead = "" if node.page_only else f"{editor._names.get(node.target, node.target)}, page\u00a0"
            return [PageOf(anchor=node.target, lead=lead, emphasis=look.emphasis, strong=look.strong, origin=origin)]
        case model.NoteMark():
            inner = [one for child in node.nodes for one in _inline(editor, child, origin)]
            return [Noted(note=tuple(one for one in inner if not isinstance(one, Noted)), origin=origin)]
        case model.LinkTo():
            return [one for child in node.nodes for one in _inline(editor, child, origin, node.uri)]


def _words(text: str, look: Look, origin: Origin) -> Words:
    return Words(
        text=text,
        emphasis=look.emphasis,
        strong=look.strong,
        setting=look.setting,
        language=look.language,
        origin=origin,
    )


def _spell_out(editor: Editor, node: Words | PageOf | Noted) -> list[Words | PageOf | Noted]:
    """Cut a stretch around the first abbreviation of its part, so that the tags can say it in full."""
    if not isinstance(node, Words) or editor._abbreviation is None or node.uri or node.anchor:
        return [node]
    cut: list[Words | PageOf | Noted] = []
    start = 0
    for match in editor._abbreviation.finditer(node.text):
        expansion = editor._unexplained.pop(match.group(), "")
        if expansion:
            if match.start() > start:
                cut.append(replace(node, text=node.text[start : match.start()]))
            cut.append(replace(node, text=match.group(), expansion=expansion))
            start = match.end()
    if start < len(node.text):
        cut.append(replace(node, text=node.text[start:]))
    return cut


# ---------------------------------------------------------------- people


def _speaker(editor: Editor, person: model.Person | None, entry: object) -> parts.Speaker:
    """Who says *entry*; the name leads to the list."""
    if person is None:  # only in a report with errors, which is never printed
        return parts.Speaker(key="", name="", named=(), role=(), initials="")
    name = person.name.plain
    role = person.role.plain
    organisation = person.organisation.plain
    if organisation and organisation not in role and organisation != name:
        role = f"{role}, {organisation}" if role else organisation
    is_organisation = person.kind == "organisation"
    editor._unlinked.discard(person.id)
    return parts.Speaker(
        key=person.id,
        name=name,
        named=_named(editor, person, entry),
        role=words(role),
        initials=name[0] if is_organisation else _initials(name),
        organisation=is_organisation,
        portrait=str(person.portrait.path) if person.portrait is not None else "",
        anchor=editor.speaking.anchor_at(person, entry),
    )


def _expert(editor: Editor, person: model.Person) -> parts.Speaker:
    """The person's entry in the list of those who comment; the name leads to what they say."""
    leads = _leading(editor, person, listed=True)
    return replace(
        _speaker(editor, person, None),
        named=(replace(leads, text=person.name.plain),),
        bio=_rich(editor, person.bio),
        anchor=entry_of(person),
        web=(_address(person, shown=True),) if person.web else (),
    )


def _named(editor: Editor, person: model.Person, entry: object) -> Rich:
    """The name of a person over or under *entry*, which they say."""
    return (replace(_leading(editor, person, entry=entry), text=person.name.plain),)


def _leading(editor: Editor, person: model.Person, *, listed: bool = False, entry: object = None) -> Words:
    """The link that a person's name bears: out of the list to what they say, and from anywhere else into it.

    Where that is nowhere, or the very place where the name stands, it leads to their address.
    """
    if not listed and person.id in editor.speaking.listed:
        return Words(text="", anchor=entry_of(person), contents=f"{person.name.plain} among those who comment")
    place = editor.speaking.places.get(person.id)
    if place is not None and place.entry is not entry:
        return Words(text="", anchor=place.anchor, contents=f"{person.name.plain}, {place.called}")
    return _address(person) if person.web and not listed else Words(text="")


def _address(person: model.Person, *, shown: bool = False) -> Words:
    """A link to a person's page on the web; *shown*, it is printed as people say it."""
    bare = person.web.partition("://")[2].removeprefix("www.").rstrip("/")
    return Words(text=bare if shown else "", uri=person.web, contents=f"Web page of {person.name.plain}")


def _initials(name: str) -> str:
    """First and last initial: middle names and their points stand back."""
    names = [word for word in name.replace(".", " ").split() if word[0].isalpha()]
    return "".join(word[0] for word in ([names[0], names[-1]] if len(names) > 1 else names))


# ---------------------------------------------------------------- dots


def _field(editor: Editor, dots: model.DotField | None) -> parts.Field | None:
    """Count the dots out: a share of a thousand, a number of single ones, or so much for each."""
    if dots is None:
        return None
    caption = _rich(editor, dots.caption)
    for figure in (dots.figure, dots.lit, dots.of):
        if figure is not None:
            editor.mark(figure.id)
    if dots.lit is None:
        total = dots.count or (_whole(dots.figure) if dots.figure is not None else 0)
        measured = dots.figure.measures.plain if dots.figure is not None else ""
        return parts.Field(
            total=total, lit=total, caption=caption, alt=_field_alt(dots, f"{_digits(editor, total)} dots: {measured}")
        )
    low, high = _ends(dots.lit)
    if dots.each is None:
        scale = Decimal(SHARE_DOTS) / 100
        total = SHARE_DOTS
    else:
        scale = 1 / dots.each
        total = round(_ends(dots.of)[1] * scale) if dots.of is not None else round(high * scale)
    lit, reach = round(low * scale), round(high * scale)
    said = print_as(dots.lit.value, dots.lit.unit, "default", editor.report.tongue)
    unit = "" if dots.lit.unit in SIGNS else f" {dots.lit.unit}"
    alt = _field_alt(
        dots,
        f"{_digits(editor, reach)} of {_digits(editor, total)} dots are lit: {said}{unit}, {dots.lit.measures.plain}",
    )
    return parts.Field(
        total=total, lit=min(lit, total), half=min(reach, total) - min(lit, total), caption=caption, alt=alt
    )


def _digits(editor: Editor, number: int) -> str:
    return grouped(Decimal(number), editor.report.tongue)


def _field_alt(dots: model.DotField, counted: str) -> str:
    caption = dots.caption.plain
    return f"Field of dots. {counted}." + (f" {caption}" if caption and caption not in counted else "")


def _ends(figure: model.Figure) -> tuple[Decimal, Decimal]:
    match figure.value:
        case Amount(number=number):
            return number, number
        case Range(low=low, high=high):
            return low, high
        case _:
            return Decimal(0), Decimal(0)


def _whole(figure: model.Figure) -> int:
    return int(_ends(figure)[1])


# ---------------------------------------------------------------- blocks


def _blocks(editor: Editor, body: Iterable[object]) -> tuple[parts.Block, ...]:
    return tuple(made for block in body for made in _block(editor, block))


def _block(editor: Editor, block: object) -> tuple[parts.Block, ...]:
    origins = editor.origins
    match block:
        case model.Paragraph():
            return (parts.Paragraph(text=_rich(editor, block.text), origin=origins.of(block.text)),)
        case model.Subhead():
            return (
                parts.Subhead(key=editor.next_head(), text=_rich(editor, block.text), origin=origins.of(block.text)),
            )
        case model.ListOf():
            items = tuple(_rich(editor, item) for item in block.items)
            return (parts.Listing(items=items, numbered=block.numbered, origin=origins.of(block.span)),)
        case model.Views():
            items = tuple(_rich(editor, view) for view in block.views)
            head = _rich(editor, block.head)
            return (parts.Views(items=items, head=head, whole=block.whole, origin=origins.of(block.span)),)
        case model.Pull():
            return (_pull(editor, block),)
        case model.Callout():
            display = block.display.plain or print_as(
                block.number.value, block.number.unit, "number", editor.report.tongue
            )
            items = tuple(_rich(editor, item) for item in block.list_)
            return (
                parts.Number(
                    display=display,
                    text=_marked(_rich(editor, block.text), editor.mark(block.number.id)),
                    items=items,
                    origin=origins.of(block.span),
                ),
            )
        case model.Chart():
            return (_chart(editor, block),)
        case model.Box():
            return (_box(editor, block),)
        case model.Boxes():
            return (
                parts.Boxes(
                    boxes=tuple(_box(editor, box) for box in block.boxes),
                    stands=Stands(block.stands),
                    whole=block.whole,
                    origin=origins.of(block.span),
                ),
            )
        case model.Table():
            return (_table(editor, block),)
        case model.Trends():
            return (_trends(editor, block),)
        case model.Aside():
            return (
                parts.Aside(
                    who=_speaker(editor, block.aside, block),
                    text=_prose(editor, block.text),
                    whole=block.whole,
                    origin=origins.of(block.span),
                ),
            )
        case model.Illustration():
            return (_picture(editor, block),)
        case model.Note():
            return (parts.Note(text=_rich(editor, block.note), origin=origins.of(block.span)),)
        case _:
            raise TypeError(f"the editor does not know a block of type {type(block).__name__}")


def _pull(editor: Editor, pull: model.Pull) -> parts.Pull:
    by = _named(editor, pull.who, pull) if pull.who is not None else _rich(editor, pull.by)
    return parts.Pull(
        text=_rich(editor, pull.pull),
        by=by,
        manner=parts.Manner(pull.as_),
        anchor=editor.speaking.anchor_at(pull.who, pull),
        place=parts.PullPlace(pull.place),
        stands=Stands(pull.stands),
        origin=editor.origins.of(pull.span),
    )


def _picture(editor: Editor, asked: model.Illustration) -> parts.Picture:
    file = asked.picture
    caption = _rich(editor, asked.caption)
    credit = (*words(" " if caption else ""), *_rich(editor, asked.credit)) if asked.credit else ()
    return parts.Picture(
        key=asked.id,
        data=str(file.path) if file is not None else "",
        pixels=(file.width, file.height) if file is not None else (1, 1),
        alt=asked.alt.plain,
        caption=(*caption, *credit),
        span=parts.Span.FULL if asked.place == "wide" else parts.Span.HALF,
        stands=Stands(asked.stands),
        origin=editor.origins.of(asked.span),
    )


def _box(editor: Editor, box: model.Box) -> parts.Box:
    text = _prose(editor, box.text)
    return parts.Box(
        key=box.id,
        title=_rich(editor, box.box),
        text=text,
        stands=Stands(box.stands),
        whole=box.whole,
        origin=editor.origins.of(box.span),
    )


def _prose(editor: Editor, prose: model.Prose) -> tuple[parts.Paragraph | parts.Subhead | parts.Listing, ...]:
    made = _blocks(editor, prose)
    return tuple(one for one in made if isinstance(one, parts.Paragraph | parts.Subhead | parts.Listing))


def _trends(editor: Editor, block: model.Trends) -> parts.Trends:
    items = tuple(parts.Trend(text=_rich(editor, one.text), view=_rich(editor, one.view)) for one in block.items)
    return parts.Trends(
        title=_rich(editor, block.trends),
        intro=_rich(editor, block.intro),
        items=items,
        stands=Stands(block.stands),
        whole=block.whole,
        origin=editor.origins.of(block.span),
    )


def _table(editor: Editor, block: model.Table) -> parts.Table:
    return parts.Table(
        key=block.id,
        title=_rich(editor, block.title),
        columns=tuple(_rich(editor, head) for head in block.columns),
        rows=tuple(tuple(_rich(editor, cell) for cell in row) for row in block.rows),
        measures=_rich(editor, block.measures),
        base=_base_line(editor, block.base, "", block.source),
        note=_rich(editor, block.note),
        span=parts.Span.FULL if block.place == "wide" else parts.Span.HALF,
        stands=Stands(block.stands),
        whole=block.whole,
        origin=editor.origins.of(block.span),
    )


def _chart(editor: Editor, asked: model.Chart) -> parts.Chart:
    plot = editor.plots[asked.chart]
    for datum in asked.data:
        drawn = [datum.figure, *(worth.figure for worth in (datum.from_, datum.to) if worth)]
        for figure in drawn:
            if figure is not None:
                editor.mark(figure.id, asked.chart)
    return parts.Chart(
        key=asked.chart,
        art=editor.arts[asked.chart],
        title=_rich(editor, asked.title),
        measures=_rich(editor, asked.measures),
        base=_base_line(editor, asked.base, asked.question, asked.source),
        note=_rich(editor, asked.note),
        alt=asked.alt.plain,
        table=data_table(plot.chart),
        span=plot.width,
        stands=Stands(asked.stands),
        origin=editor.origins.of(asked.span),
    )


def _base_line(editor: Editor, base: Text, question: str, source: model.Source | None) -> Rich:
    """Who answered, how the question was put, where the data come from: one line under each chart and table."""
    pieces: list[Rich] = []
    if base:
        ended = base.plain.rstrip().endswith((".", "!", "?"))
        pieces.append(_rich(editor, base) if ended else (*_rich(editor, base), *words(".")))
    if QUESTIONS.get(question):
        pieces.append(words(QUESTIONS[question]))
    if source is not None:
        year = f", {source.year}" if source.year and str(source.year) not in source.title.plain else ""
        pieces.append((*words("Source: "), *_rich(editor, source.title), *words(f"{year}.")))
    joined: list[Inlined] = []
    for number, piece in enumerate(pieces):
        joined += [*(words(" ") if number else ()), *piece]
    return tuple(joined)


# ---------------------------------------------------------------- parts


def _section(editor: Editor, part: model.AnyPart) -> parts.Section:
    meta = editor.report.report
    origin = editor.origins.of(part.span)
    match part:
        case model.Cover():
            return parts.Cover(
                key=part.id,
                title=meta.title.plain,
                subtitle=_rich(editor, meta.subtitle),
                publisher=meta.publisher.plain,
                year=str(meta.year),
                field=_field(editor, part.field),
                origin=origin,
            )
        case model.HalfTitle():
            return parts.HalfTitle(
                key=part.id,
                title=meta.title.plain,
                subtitle=_rich(editor, meta.subtitle),
                publisher=meta.publisher.plain,
                origin=origin,
            )
        case model.Letter():
            return parts.Letter(
                key=part.id,
                kicker=_rich(editor, part.kicker),
                headline=_rich(editor, part.headline),
                text=_blocks(editor, part.text),
                name=_signature(editor, part),
                role=_rich(editor, part.signed.role) if part.signed is not None else (),
                origin=origin,
            )
        case model.Contents():
            return parts.Contents(
                key=part.id,
                kicker=_rich(editor, part.kicker),
                headline=_rich(editor, part.headline or meta.subtitle),
                origin=origin,
            )
        case model.About():
            return _about(editor, part, origin)
        case model.Insight():
            return _insight(editor, part, origin)
        case model.Reflection():
            return parts.Reflection(
                key=part.id,
                kicker=_rich(editor, part.kicker),
                headline=_rich(editor, part.headline),
                text=_blocks(editor, part.text),
                who=_speaker(editor, part.who, part),
                origin=origin,
            )
        case model.Article():
            return parts.Article(
                key=part.id,
                kicker=_rich(editor, part.kicker),
                headline=_rich(editor, part.headline),
                standfirst=_rich(editor, part.standfirst),
                who=_speaker(editor, part.who, part),
                text=_blocks(editor, part.text),
                short=part.short.plain,
                origin=origin,
            )
        case model.Appendix():
            return appendix_of(
                part,
                editor.report,
                editor.origins.places,
                lambda text: _rich(editor, text),
                origin,
                _blocks(editor, part.text),
            )
        case model.Thanks():
            return parts.Thanks(
                key=part.id, headline=_rich(editor, part.headline), text=_blocks(editor, part.text), origin=origin
            )
        case model.BackCover():
            return parts.BackCover(
                key=part.id,
                publisher=meta.publisher.plain,
                line=meta.group.plain,
                text=_blocks(editor, part.text),
                field=_field(editor, part.field),
                origin=origin,
            )


def _signature(editor: Editor, letter: model.Letter) -> Rich:
    """The name under a letter; a link where it is that of a known person."""
    if letter.signed is None:
        return ()
    name = letter.signed.name.plain
    person = next((one for one in editor.report.people.values() if one.name.plain == name), None)
    return _named(editor, person, letter) if person is not None else words(name)


def _about(editor: Editor, part: model.About, origin: Origin) -> parts.About:
    asked, experts = part.respondents, part.experts
    respondents: tuple[parts.Block, ...] = ()
    if asked is not None:
        respondents = _blocks(editor, asked.text)
        respondents += (_chart(editor, asked.chart),) if asked.chart is not None else ()
        respondents += (_table(editor, asked.table),) if asked.table is not None else ()
    return parts.About(
        key=part.id,
        kicker=_rich(editor, part.kicker),
        headline=_rich(editor, part.headline),
        text=_blocks(editor, part.text),
        respondents_head=_rich(editor, asked.headline) if asked is not None else (),
        respondents=respondents,
        countries_head=words("Countries") if asked is not None and asked.countries else (),
        countries=tuple(country.plain for country in asked.countries) if asked is not None else (),
        experts_head=_rich(editor, experts.headline) if experts is not None else (),
        experts_text=_blocks(editor, experts.text) if experts is not None else (),
        experts=tuple(_expert(editor, person) for person in experts.people) if experts is not None else (),
        origin=origin,
    )


def _insight(editor: Editor, part: model.Insight, origin: Origin) -> parts.Insight:
    key = part.key
    if key is not None and key.figure is not None:
        editor.mark(key.figure.id)
    return parts.Insight(
        key=part.id,
        number=part.number,
        headline=_rich(editor, part.headline),
        short=part.short.plain,
        opens=parts.Side(part.opens or editor.report.report.opens),
        figure=key.display.plain if key is not None else "",
        sentence=_rich(editor, key.sentence) if key is not None else (),
        field=_field(editor, part.field),
        text=_blocks(editor, part.text),
        commentaries=tuple(_commentary(editor, part, number) for number in range(len(part.commentaries))),
        voices=_voices(editor, part.voices, f"{part.id}:voices") if part.voices is not None else None,
        origin=origin,
    )


def _commentary(editor: Editor, insight: model.Insight, number: int) -> parts.Commentary:
    one = insight.commentaries[number]
    return parts.Commentary(
        key=commentary_key(insight, number),
        who=_speaker(editor, one.who, one),
        kicker=_rich(editor, one.kicker) or words("Expert commentary"),
        headline=_rich(editor, one.headline),
        standfirst=_rich(editor, one.standfirst),
        text=_blocks(editor, one.text),
        box=_box(editor, one.box) if one.box is not None else None,
        origin=editor.origins.of(one.span),
    )


def _voices(editor: Editor, voices: model.Voices, otherwise: str) -> parts.Voices:
    """Several views on one question; *otherwise* is the anchor where their author gave none."""
    return parts.Voices(
        key=voices.id or otherwise,
        kicker=_rich(editor, voices.kicker),
        headline=_rich(editor, voices.headline),
        voices=tuple(
            parts.Voice(
                who=_speaker(editor, one.who, one),
                headline=_rich(editor, one.headline),
                text=_blocks(editor, one.text),
                origin=editor.origins.of(one.span),
            )
            for one in voices.voices
        ),
        origin=editor.origins.of(voices.span),
    )
