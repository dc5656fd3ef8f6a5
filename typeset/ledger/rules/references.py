"""REF201–REF207: what the text sends readers to is there, and holds what was promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from typeset.ledger.passages import Passage, Role
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.tongues import Tongue
from typeset.manifest import model
from typeset.manifest.inline import CrossRef, PersonRef
from typeset.problem import Severity

_SENTENCE_END = re.compile(r"[.!?…][”’)]?\s(?=[“‘(]?[A-Z\ufffc])")


def _places(bench: Bench) -> dict[str, tuple[set[str], set[str]]]:
    """For each place with an id: the figures and the people that it holds, those of what stands in it included."""
    held: dict[str, tuple[set[str], set[str]]] = {}
    for passage in bench.passages:
        figures = {node.figure for _, node in passage.figures} | _figures_of(passage)
        people = {node.person for _, node in passage.stretches if isinstance(node, PersonRef)} | {passage.voice}
        for place in {passage.place, passage.part.id if passage.part else ""} - {""}:
            known = held.setdefault(place, (set(), set()))
            known[0].update(figures)
            known[1].update(people - {""})
    return held


def _figures_of(passage: Passage) -> set[str]:
    """The figures that the block of *passage* shows without naming them in text."""
    match passage.owner:
        case model.Chart():
            used = {datum.figure.id for datum in passage.owner.data if datum.figure}
            ends = (worth for datum in passage.owner.data for worth in (datum.from_, datum.to) if worth)
            return used | {worth.figure.id for worth in ends if worth.figure}
        case model.Callout() if passage.owner.number:
            return {passage.owner.number.id}
        case model.KeyFigure() if passage.owner.figure:
            return {passage.owner.figure.id}
    return set()


@rule("REF201", Severity.ERROR)
def find_references_to_missing_figures(bench: Bench) -> Iterator[Finding]:
    """The place that is cited does not hold the figure it is cited for.

    “37.9 per cent (see insight 4)”: whoever turns to insight 4 must find that number there,
    under this id or as another entry of the same value.

    Wrong:
        figures:
          A: {value: 37.9, unit: per cent, measures: officers naming social media}
        book:
          - {part: insight, number: 1, headline: Sharing, text: "Social media is named by {A} (see {see:insight-2})."}
          - {part: insight, number: 2, headline: Networks, text: Many networks are named.}

    Right:
        figures:
          A: {value: 37.9, unit: per cent, measures: officers naming social media}
        book:
          - {part: insight, number: 1, headline: Sharing, text: "Social media is named by {A} (see {see:insight-2})."}
          - {part: insight, number: 2, headline: Networks, text: "Social networks are named by {A}."}
    """
    held = _places(bench)
    figures = bench.report.figures
    for passage in bench.passages:
        for place, node, begin in _references(passage):
            if node.target not in held or not _cites(passage, place, begin):
                continue
            there = {(figures[name].value, figures[name].unit) for name in held[node.target][0] if name in figures}
            cited = [one for at_, one in passage.figures if begin <= at_ < place and one.figure in figures]
            for one in cited[-1:]:
                figure = figures[one.figure]
                if (figure.value, figure.unit) not in there:
                    yield at(
                        passage,
                        place,
                        place + 1,
                        f"`{node.target}` is cited for {one.text} (`{one.figure}`), and does not hold it",
                        found=f"{{see:{node.target}}}",
                        hint=f"use {{{one.figure}}} there, or cite the place that has it",
                        why="a reader who turns the pages will not find what was promised",
                    )


def _references(passage: Passage) -> Iterator[tuple[int, CrossRef, int]]:
    """Each cross-reference with its place, and where its clause begins: at the sentence or the reference before it."""
    begin = 0
    for place, node in passage.stretches:
        if isinstance(node, CrossRef):
            ends = [match.end() for match in _SENTENCE_END.finditer(passage.plain, begin, place)]
            yield place, node, ends[-1] if ends else begin
            begin = place + 1


def _cites(passage: Passage, place: int, begin: int) -> bool:
    """Tell whether the reference is a citation: “… (see X)”, “… see X”."""
    before = passage.plain[begin:place].rstrip()
    return bool(_CITING.search(before))


@rule("REF202", Severity.ERROR)
def find_references_to_missing_people(bench: Bench) -> Iterator[Finding]:
    """The place that is cited for somebody's views does not have them.

    Wrong:
        people:
          cole: {name: Jim Cole, role: Agent}
          brown: {name: Richard Brown, role: Coordinator}
        book:
          - part: insight
            number: 1
            headline: Networks
            text: "{@brown} explains it on page {page:remarks}."
            commentaries: [{id: remarks, who: cole, headline: Remarks, text: He said so.}]

    Right:
        people:
          cole: {name: Jim Cole, role: Agent}
          brown: {name: Richard Brown, role: Coordinator}
        book:
          - part: insight
            number: 1
            headline: Networks
            text: "{@cole} explains it on page {page:remarks}."
            commentaries: [{id: remarks, who: cole, headline: Remarks, text: He said so.}]
    """
    held = _places(bench)
    for passage in bench.passages:
        for place, node, begin in _references(passage):
            people = [
                one.person for at_, one in passage.stretches if isinstance(one, PersonRef) and begin <= at_ < place
            ]
            if not people or node.target not in held or not held[node.target][1]:
                continue
            if not set(people) & held[node.target][1]:
                name = bench.report.people[people[-1]].name.plain if people[-1] in bench.report.people else people[-1]
                yield at(
                    passage,
                    place,
                    place + 1,
                    f"`{node.target}` is cited for {name}, who does not appear there",
                    found=f"{{page:{node.target}}}",
                    hint="cite the place where the views stand",
                    why="a reader who turns the pages will not find what was promised",
                )


_POWER = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|in|mi|[a-zA-Z])$")
"""What a raised 2 or 3 makes a power of, and no note: a unit of length or a variable."""
_CITING = re.compile(
    r"(?:\(|[(,;–] ?(?:see|cf\.|compare)|\bsee(?: also)?"
    r"|\b(?:shown|stated|given|reported|told|found|published|set out|broken down) (?:in|on|by|under|with))$"
)
_STARS = re.compile(r"(?<=[\w.,;:!?”’)%])(\*{1,3}|[†‡]|[¹²³])(?![\w*])")


@rule("REF203", Severity.ERROR)
def find_loose_asterisks(bench: Bench) -> Iterator[Finding]:
    r"""An asterisk has no note, or a note has no asterisk.

    Footnotes (`^[like this]`) cannot go astray: they number themselves. An asterisk typed by
    hand needs a note in the same part that begins with it.

    Wrong:
        text: |
          The officers work in many countries.\*

    Right:
        text: |
          The officers work in many countries.^[Listed at the end.]
    """
    anchors: dict[tuple[str, str], tuple[Passage, int]] = {}
    notes: dict[tuple[str, str], Passage] = {}
    for passage in bench.passages:
        part = passage.part.id if passage.part else ""
        begins = re.match(r"(\*{1,3}|[†‡¹²³])", passage.typed)
        if begins and passage.role in (Role.NOTE, Role.BODY, Role.LINE):
            notes.setdefault((part, begins[1]), passage)
        for match in _STARS.finditer(passage.typed):
            if match[1] not in "²³" or not _POWER.search(passage.plain, 0, match.start(1)):
                anchors.setdefault((part, match[1]), (passage, match.start(1)))
    for key, (passage, start) in anchors.items():
        if key not in notes and not (key[1] in "¹²³" and passage.role in (Role.LABEL, Role.LINE, Role.CELL)):
            yield at(
                passage,
                start,
                start + len(key[1]),
                f"no note in this part belongs to this `{key[1]}`",
                hint="write the note as ^[its text], right where the sign stands",
            )
    for key, passage in notes.items():
        if key not in anchors:
            yield at(
                passage,
                0,
                len(key[1]),
                f"this note begins with `{key[1]}`, and nothing in its part is marked so",
                hint="put the mark where the note belongs, or write it there as ^[its text]",
            )


@rule("REF204", Severity.ERROR)
def find_broken_numbering(bench: Bench) -> Iterator[Finding]:
    """Insights are not numbered one after the other.

    The contents, the openers and every “see insight 4” go by these numbers.

    Wrong:
        book:
          - {part: insight, number: 1, headline: One, text: Text.}
          - {part: insight, number: 3, headline: Three, text: Text.}

    Right:
        book:
          - {part: insight, number: 1, headline: One, text: Text.}
          - {part: insight, number: 2, headline: Two, text: Text.}
    """
    insights = [part for part in bench.report.book if isinstance(part, model.Insight)]
    for expected, part in enumerate(insights, insights[0].number if insights else 1):
        if part.number != expected:
            yield Finding(
                message=f"this insight has the number {part.number}; after the one before it, it would be {expected}",
                span=part.headline.span,
                scalar=part.headline.scalar,
                found=part.headline.plain,
                hint=f"write `number: {expected}`, or put the insights in order",
                why="the contents and every reference go by these numbers",
            )
            return


@rule("REF205")
def find_parts_out_of_reach(bench: Bench) -> Iterator[Finding]:
    """A part cannot be reached from the contents.

    The contents list what follows them. A report of several insights without contents leaves
    its readers leafing, and an insight that stands before the contents is in no list.

    Wrong:
        book:
          - {part: insight, number: 1, headline: One, text: Text.}
          - {part: contents, headline: Contents}
          - {part: insight, number: 2, headline: Two, text: Text.}

    Right:
        book:
          - {part: contents, headline: Contents}
          - {part: insight, number: 1, headline: One, text: Text.}
          - {part: insight, number: 2, headline: Two, text: Text.}
    """
    book = bench.report.book
    contents = next((at_ for at_, part in enumerate(book) if isinstance(part, model.Contents)), None)
    for place, part in enumerate(book):
        if isinstance(part, model.Insight | model.Article) and contents is not None and place < contents:
            yield Finding(
                message=f"`{part.headline.plain}` stands before the contents",
                span=part.headline.span,
                scalar=part.headline.scalar,
                found=part.headline.plain,
                hint="move the part behind `part: contents`",
            )
    insights = [part for part in book if isinstance(part, model.Insight)]
    if contents is None and len(insights) > 3:
        yield Finding(
            message=f"this report has {len(insights)} insights and no contents",
            span=insights[0].headline.span,
            scalar=insights[0].headline.scalar,
            found=insights[0].headline.plain,
            hint="add `- part: contents` before the first insight",
        )


@rule("REF206")
def find_references_to_themselves(bench: Bench) -> Iterator[Finding]:
    """A cross-reference leads to the place where it stands.

    Wrong:
        book:
          - {part: insight, number: 1, headline: One, text: "Much is shared (see {see:insight-1})."}

    Right:
        book:
          - {part: insight, number: 1, headline: One, text: "Much is shared (see {see:insight-2})."}
          - {part: insight, number: 2, headline: Two, text: Text.}
    """
    for passage in bench.passages:
        here = {passage.place, passage.part.id if passage.part else ""}
        for place, node, _ in _references(passage):
            if node.target in here:
                yield at(
                    passage,
                    place,
                    place + max(1, len(node.words)),
                    f"this reference leads to `{node.target}`, the very place where it stands",
                    found=f"{{see:{node.target}}}",
                    hint="name the place that is meant, or take the reference out",
                )


@lru_cache(maxsize=16)
def _by_hand(tongue: Tongue) -> re.Pattern[str]:
    """“on page 16”, “insight 4”, “see table 3”: charts and tables have no numbers here, so the last is never right."""
    pages = "|".join(map(re.escape, tongue.pages)) or "(?!)"
    lead = r"(?:see|on|at|from|compare|cf\.)" if tongue.code == "en" else r"[^\W\d]{1,8}\.?"
    return re.compile(
        rf"(?:\b(?i:{lead}) )(?:also )?((?i:{pages}) \d+(?:[–-]\d+)?)(?!\d|[–-]| of\b)|\b([Ii]nsights? \d{{1,3}})\b"
        r"|\b(?:see|See|in|from) ((?:[Ff]igure|[Tt]able|[Cc]hart|[Cc]hapter|[Aa]ppendix) \d{1,2})(?!\d|[.:]\d| of\b| in\b| [A-Z])"
    )


@rule("REF207")
def find_references_by_hand(bench: Bench) -> Iterator[Finding]:
    """A reference within the report is typed by hand.

    “See page 16” is right until a page is added. `{see:insight-4}` and `{page:insight-4}` are
    worked out with the pages, and lead there in the accessible edition.

    Wrong:
        text: |
          More is said on page 16.

    Right:
        text: |
          More is said on page {page:other}.
        book:
          - {part: letter, id: letter, headline: A letter, text: "More is said on page {page:other}."}
          - {part: letter, id: other, headline: Another letter, text: Dear reader.}
    """
    numbers = {part.number for part in bench.report.book if isinstance(part, model.Insight)}
    by_hand = _by_hand(bench.tongue)
    for passage in bench.passages:
        if passage.verbatim or passage.role in (Role.META, Role.NAME):
            continue
        for match in by_hand.finditer(passage.own):
            group = next(number for number in (1, 2, 3) if match[number])
            number = int(re.findall(r"\d+", match[group])[0])
            if group == 2 and number not in numbers:
                continue
            target = f"insight-{number}" if group == 2 else "its-id"
            yield at(
                passage,
                match.start(group),
                match.end(group),
                f"`{match[group]}` is typed by hand",
                hint=f"write {{see:{target}}}, or {{page:{target}}} for the page number alone",
                why="it will be wrong as soon as pages or numbers move",
            )
