"""NUM131–NUM132: what is counted in words is there so many times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from typeset.ledger.numerals import in_english as spell
from typeset.ledger.passages import Passage, Role
from typeset.ledger.quantity import NUMBERS
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.values import Amount, Range
from typeset.manifest import model
from typeset.problem import Severity

_COUNT = r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)"
_NOUN = {
    "countries": "countries",
    "experts": "experts",
    "voices": "voices",
    "views": "views",
    "boxes": "boxes",
    "insights": "insights",
    "commentaries": "commentaries",
}
_COUNTED = re.compile(rf"(?i)(?<![\w–-]){_COUNT}(?: [a-z-]+){{0,2}}? (?P<noun>{'|'.join(_NOUN)})\b")
_ANNOUNCED = re.compile(
    rf"(?i)\b(?:the following|these|the next) {_COUNT} [a-z-]+|(?<![\w–-]){_COUNT.replace('count', 'other')} "
    r"(?:[a-z-]+ ){1,3}(?:follow|are listed|are these|are the following)\b"
)
_CHART_OF = re.compile(
    rf"(?i)\b(?:list|chart|bars?|ring|row|dots|numerals|lines?|curves?|parts?) (?:of|in|with|for) {_COUNT} [a-z-]+"
)


def _whole(written: str) -> int:
    return int(written) if written.isdigit() else NUMBERS[written.lower()]


@rule("NUM131", Severity.ERROR)
def find_miscounts(bench: Bench) -> Iterator[Finding]:
    """The text counts a list and gets another number than the list has.

    Countries, experts, voices and insights; “the following three” before a list; “four subjects:
    a, b and c”; “a ranked list of ten” over nine bars.

    Wrong:
        text: |
          The following three reasons are given:

          - more cases
          - more devices

    Right:
        text: |
          The following two reasons are given:

          - more cases
          - more devices
    """
    for passage in bench.passages:
        yield from _counts_of_the_report(bench, passage)
        yield from _counts_before_a_list(passage)
        yield from _counts_before_a_colon(passage)
        if isinstance(passage.owner, model.Chart):
            for match in _CHART_OF.finditer(passage.typed):
                yield from _compare(passage, match, "count", len(passage.owner.data), "data in this chart")


def _compare(passage: Passage, match: re.Match[str], group: str, real: int, what: str) -> Iterator[Finding]:
    said = _whole(match[group])
    if said != real:
        yield _miscount(passage, match.start(group), match.end(group), said, real, what)


def _miscount(passage: Passage, start: int, end: int, said: int, real: int, what: str) -> Finding:
    return at(
        passage,
        start,
        end,
        f"the text counts {said}, but there are {real} {what}",
        hint=f"write {spell(real)}, or look for what is missing",
        why="readers count",
    )


def _counts_of_the_report(bench: Bench, passage: Passage) -> Iterator[Finding]:
    """“in 26 countries” above the list of countries, “ten experts” above theirs, “three voices”, “10 insights”."""
    if passage.role not in (Role.HEADING, Role.BODY, Role.META):
        return
    for match in _COUNTED.finditer(passage.plain):
        ahead = bool(_FOLLOW.match(passage.plain, match.end()))
        found = _real_count(bench, passage, match["noun"].lower(), ahead=ahead)
        if found is not None:
            yield from _compare(passage, match, "count", found, match["noun"].lower())


_FOLLOW = re.compile(r"[^.!?]{0,60}\b(?:follow|below|come next)\b")


def _real_count(bench: Bench, passage: Passage, noun: str, *, ahead: bool) -> int | None:
    owner, part = passage.owner, passage.part
    insights = sum(isinstance(one, model.Insight) for one in bench.report.book)
    match noun, owner:
        case "insights", _ if insights > 1 and (passage.role is Role.META or isinstance(part, model.Contents)):
            return insights
        case "countries", model.Respondents() if passage.role is Role.HEADING and owner.countries:
            return len(owner.countries)
        case "experts", model.Experts():
            return len(owner.people)
        case (("voices" | "views"), model.Voices()) if passage.role is Role.HEADING:
            return len(owner.voices)
        case (("voices" | "views"), model.Insight()) if ahead and owner.voices:
            return len(owner.voices.voices)
        case "commentaries", model.Insight() if ahead and owner.commentaries:
            return len(owner.commentaries)
    return None


def _counts_before_a_list(passage: Passage) -> Iterator[Finding]:
    following = passage.after
    if following is None or passage.role is not Role.BODY:
        return
    real, what = _items(following)
    if not real:
        return
    match = _ANNOUNCED.search(passage.plain)
    if match:
        yield from _compare(passage, match, "count" if match["count"] else "other", real, what)
    elif isinstance(following, model.ListOf) and passage.plain.endswith(":"):
        last = passage.plain[passage.plain.rfind(". ") + 1 :]
        ends = list(re.finditer(rf"(?i)(?<![\w–-]){_COUNT} (?:[a-z-]+ )*?[a-z]+s\b", last))
        if len(ends) == 1 and len(last.split()) <= 14:
            start = len(passage.plain) - len(last) + ends[0].start("count")
            if _whole(ends[0]["count"]) != real:
                yield _miscount(passage, start, start + len(ends[0]["count"]), _whole(ends[0]["count"]), real, what)


def _items(block: model.Block) -> tuple[int, str]:
    match block:
        case model.ListOf():
            return len(block.items), "items in the list"
        case model.Boxes():
            return len(block.boxes), "boxes"
        case model.Views():
            return len(block.views), "views"
        case model.Trends():
            return len(block.items), "trends"
        case _:
            return 0, ""


# “four subjects came up: encryption, anonymisation, live-streaming and deleters.” The count is the last one before
# the colon, and the list is plain: no numbers, brackets or semicolons, its items short.
_COLON = re.compile(rf"(?i)(?<![\w–-]){_COUNT} (?P<words>[^.:;()0-9]{{3,90}}): (?P<list>[^.:;()?!–]+)[.]")
_TIME = re.compile(r"\b(?:hours|days|weeks|months|years|decades|times|occasions|ways)$")
_SPLIT = re.compile(r", (?:and |or )?| and | or ")


def _counts_before_a_colon(passage: Passage) -> Iterator[Finding]:
    if passage.role not in (Role.BODY, Role.STANDFIRST, Role.VIEW) or ": " not in passage.plain:
        return
    for match in _COLON.finditer(passage.plain):
        items = [item for item in _SPLIT.split(match["list"].strip()) if item]
        plural = re.match(r"(?:[\w-]+ ){0,2}[\w-]+s\b", match["words"])
        numbers = any(
            item.split()[0].lower() in NUMBERS and item.split()[0].lower() not in ("a", "an") for item in items
        )
        listed = re.search(r" (?:and|or) [^,]+$", match["list"]) and len(items) >= 2
        short = all(len(item.split()) <= 6 for item in items)
        if (
            not plural
            or _TIME.search(plural.group())
            or numbers
            or not listed
            or not short
            or _whole(match["count"]) == len(items)
        ):
            continue
        # “a, b and c and d” may join two words in one item: only a list with commas, and only one “and”, is counted.
        if "," in match["list"] and len(re.findall(r" (?:and|or) ", match["list"])) == 1:
            yield from _compare(passage, match, "count", len(items), "named after the colon")
        elif "," not in match["list"] and len(items) == 2 and _whole(match["count"]) > 2:
            yield from _compare(passage, match, "count", 2, "named after the colon")


_NUMERAL = re.compile(r"(?<![\w-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\w)")


@rule("NUM132", Severity.ERROR)
def find_captions_that_miscount_their_dots(bench: Bench) -> Iterator[Finding]:
    """The caption of a dot field says other numbers than the dots show.

    Dots are counted from the figure, the caption is typed. “746 of 1,000 dots” must be what is
    lit, and “one dot = 500” what `each:` says.

    Wrong:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work}
        book:
          - {part: insight, number: 1, headline: More work, field: {lit: A, caption: "764 of 1,000 dots"}, text: Text.}

    Right:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work}
        book:
          - {part: insight, number: 1, headline: More work, field: {lit: A, caption: "746 of 1,000 dots"}, text: Text.}
    """
    for passage in bench.passages:
        dots = passage.owner
        if passage.role is not Role.CAPTION or not isinstance(dots, model.DotField):
            continue
        allowed = _dot_numbers(dots)
        for match in _NUMERAL.finditer(passage.typed):
            written = Decimal(match.group().replace(",", ""))
            if written not in allowed and not (match.group().isdigit() and 1800 <= written <= 2100):
                shown = ", ".join(f"{number.normalize():,f}" for number in sorted(allowed))
                yield at(
                    passage,
                    match.start(),
                    match.end(),
                    f"the caption says {match.group()}; the field shows {shown}",
                    hint="correct the caption: the dots are drawn from the figure",
                    why="every dot is there to be counted",
                )


def _dot_numbers(dots: model.DotField) -> set[Decimal]:
    """Every number that a caption may rightly give."""
    found = {Decimal(dots.count)} if dots.count is not None else set()
    for figure in (dots.lit, dots.of, dots.figure):
        match figure.value if figure else None:
            case Amount(number):
                found.add(number)
            case Range(low, high):
                found |= {low, high}
    if dots.each is not None:
        found |= {dots.each, *(Decimal(round(number / dots.each)) for number in found), Decimal(1)}
    elif dots.lit is not None:
        scale = Decimal(10) if dots.lit.unit == "per cent" else Decimal(1)
        found |= {Decimal(round(number * scale)) for number in found} | {Decimal(1000)}
    return found
