"""LAN431–LAN436: sentences and paragraphs: whole, ended, not said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.ledger.passages import Passage, Role
from typeset.ledger.rule import Bench, Finding, at, mended, rule
from typeset.manifest import model
from typeset.problem import Severity

_TWICE = re.compile(r"\b([^\W\d_]+)\s+(\1)\b", re.IGNORECASE)


@rule("LAN431", Severity.ERROR)
def find_doubled_words(bench: Bench) -> Iterator[Finding]:
    """A word stands twice in a row.

    Wrong:
        text: |
          Most of the the cases are small.

    Right:
        text: |
          Most of the cases are small; those that had had attention were not.
    """
    allowed = {word.lower() for word in bench.house.twice}
    for passage in bench.passages:
        for match in _TWICE.finditer(passage.plain):
            if match[1].lower() in allowed or (match[1][0].isupper() and match[2][0].isupper()):
                continue
            if match[1] == "is" and re.search(r"(?i)\bwhat\b[^.;:,]*$", passage.plain[: match.start()]):
                continue  # What it is is clear.
            if len(match[1]) == 1 or passage.plain[match.end() : match.end() + 1] in ("-", "’"):
                continue
            if passage.node_at(match.start(1)) is passage.node_at(match.end() - 1):
                start = match.end(1)
                yield mended(
                    passage, start, match.end(), "", f"`{match[1]}` stands here twice", hint="take one of them out"
                )
            else:
                yield at(
                    passage,
                    match.start(),
                    match.end(),
                    f"`{match[1]}` stands here twice: once typed, once printed by a figure or a name",
                    hint="take the typed one out",
                )


_TELLING = frozenset({Role.NOTE, Role.CALLOUT, Role.ITEM, Role.LINE})
"""Roles that may be a mere phrase, but never end in the middle of one."""

_ENDS = re.compile(r"[.!?…](?:[”’)\]»“‘«]|\s»)*(?:\*{1,3}|[†‡¹²³])?$|[\ufffc][”’)]?$")
_WHOLE = frozenset({Role.BODY, Role.VIEW, Role.STANDFIRST, Role.BIO, Role.PULL, Role.ALT})


@rule("LAN432")
def find_paragraphs_without_end(bench: Bench) -> Iterator[Finding]:
    """A paragraph does not end: its last sentence has no full stop.

    Often a sentence that was cut off, or one that lost its end in copying. A colon is an end
    where a list, views or a chart follow.

    Wrong:
        text: |
          Most cases are small, but

    Right:
        text: |
          Most cases are small.
    """
    for passage in bench.passages:
        words = passage.plain.rstrip()
        ending = words.rpartition(" ")[2]
        cut_off = passage.role in _TELLING and (ending in bench.tongue.cut_off or _SINCE.search(words))
        if (passage.role not in _WHOLE and not cut_off) or len(words.split()) < 4 or _ENDS.search(words):
            continue
        follows = passage.after is not None and not isinstance(passage.after, model.Paragraph | model.Subhead)
        if words.endswith(":") and follows:
            continue
        last = max(words.rfind(" ") + 1, 0)
        yield at(
            passage,
            last,
            len(words),
            f"this {passage.role.value} stops without an end",
            hint="finish the sentence, and close it with a full stop",
        )


_SINCE = re.compile(r"(?<!\bever) since$")
_STOP = re.compile(r"(?<![.…])\.$")


@rule("LAN433", Severity.NOTE)
def find_headings_with_full_stops(bench: Bench) -> Iterator[Finding]:
    """A heading ends in a full stop, and others do not.

    Wrong:
        text: |
          ## Better prepared.

          They are better prepared.

          ## More work

          There is more work.

    Right:
        text: |
          ## Better prepared

          They are better prepared.

          ## More work

          There is more work.
    """
    heads = [p for p in bench.passages if p.role in (Role.HEADING, Role.TITLE) and p.plain]
    stopped = [
        p for p in heads if _STOP.search(p.plain) and not re.search(r"\b(?:Inc|Ltd|Co|etc|al|[A-Z])\.$", p.plain)
    ]
    if len(stopped) * 2 > len(heads):
        return
    for passage in stopped:
        end = len(passage.plain)
        yield mended(passage, end - 1, end, "", "this heading ends in a full stop", hint="take it out")


_SMALL_START = re.compile(
    r"(?<=[a-z]{3}\.) (?=[a-z]{2,})|(?<=[a-z]{2}[!?]) (?=[a-z]{2,})|(?<=[\ufffca-z][”)][.!?]) (?=[a-z]{3,})"
)
_SHORTS = re.compile(
    r"(?i)\b(?:e\.g|i\.e|etc|vs|cf|approx|no|nos|vol|ed|eds|fig|figs|dept|est|incl|excl|max|min|resp|viz|ibid|prof|"
    r"assoc|govt|inc|ltd|corp|al)\.$"
)
_PARTICLES = frozenset("von van de der den del della di da du af av ten ter zu bin ibn al el la le dos das".split())  # noqa: SIM905


@rule("LAN434")
def find_sentences_with_small_starts(bench: Bench) -> Iterator[Finding]:
    """A sentence begins with a small letter.

    Also where a figure begins the sentence and is spelt out: `{A:spelt}` gives “twenty-six”.
    Turn the sentence round, or bind the words: `{A|Twenty-six}`.

    Wrong:
        figures:
          A: {value: 26, unit: countries, measures: countries}
        text: |
          {A:spelt} countries took part. they were listed.

    Right:
        figures:
          A: {value: 26, unit: countries, measures: countries}
        text: |
          {A|Twenty-six} countries took part. They were listed.
    """
    shorts = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, bench.tongue.shorts)) or '(?!)'})\.$")
    for passage in bench.passages:
        if passage.role not in _WHOLE or passage.verbatim:
            continue
        text = passage.plain
        first = re.match(r"[“‘(]?([a-z]{2,})(?=[\s,-])", text)
        if first and len(text.split()) > 3 and not re.match(r"[a-z]+[A-Z]", text) and not _is_name(text, first.end(1)):
            yield _small(passage, first.start(1), first.end(1))
        for match in _SMALL_START.finditer(text):
            word = re.compile(r"[\w-]+").match(text, match.end())
            if not word or not word.group()[1:].islower() or _is_name(text, word.end()):
                continue
            if not _SHORTS.search(text[: match.start()]) and not shorts.search(text[: match.start()]):
                yield _small(passage, word.start(), word.end())


def _is_name(text: str, end: int) -> bool:
    """Tell whether the small word before *end* begins a name: von Trapp, de Gaulle, al-Hakim."""
    word = re.findall(r"[a-zà-ÿ]+$", text[:end])
    return bool(word) and word[0] in _PARTICLES and bool(re.match(r"[ ’-][A-ZÀ-Þ]", text[end:]))


def _small(passage: Passage, start: int, end: int) -> Finding:
    word = passage.plain[start:end]
    return at(
        passage,
        start,
        end,
        f"this sentence begins with a small letter: `{word}`",
        hint=f"write `{word[:1].upper()}{word[1:]}`; a figure is given words as in {{id|{word[:1].upper()}{word[1:]}}}",
    )


_ARTICLE = re.compile(r"(?i)(?<![\w’.-])(an?) (8(?:\d\d)?(?:,\d{3})*|11|18|11,\d{3}|18,\d{3}|8\d|\d+)(?![\w,])")


@rule("LAN435", languages=("en",))
def find_articles_that_do_not_fit(bench: Bench) -> Iterator[Finding]:
    """“A” or “an” does not fit the number behind it.

    It was right when it was written; then the figure changed from 7 to 8.

    Wrong:
        figures:
          A: {value: 8, unit: hours, measures: length}
        text: |
          It takes a {A}-hour shift.

    Right:
        figures:
          A: {value: 8, unit: hours, measures: length}
        text: |
          It takes an {A}-hour shift.
    """
    for passage in bench.passages:
        for match in _ARTICLE.finditer(passage.plain):
            number = match[2].split(",")[0]
            vowel = number.startswith("8") or number in ("11", "18")
            if vowel != (match[1].lower() == "an"):
                right = ("an" if vowel else "a") if match[1].islower() else ("An" if vowel else "A")
                yield mended(
                    passage, match.start(1), match.end(1), right, f"`{match[1]}` does not go before {match[2]}"
                )


_WORD = re.compile(r"\w+")
_RUNS = 5
"""Words in a row that are compared."""

_FEW = 6
"""Runs in common that may be chance, or a set phrase, up to one less than this."""


@rule("LAN436")
def find_paragraphs_said_twice(bench: Bench) -> Iterator[Finding]:
    """Two paragraphs say nearly the same, in nearly the same words.

    A paragraph that was moved and left behind, or a view that was taken twice. Paragraphs of a
    dozen words and more are compared by their runs of five words; half of them in common is
    too many.

    Wrong:
        text: |
          Officers explain the change above all by volume: there are more cases, and each holds more material.

          Officers explain the change above all by volume: there are more cases, and each of them holds more material.

    Right:
        text: |
          Officers explain the change above all by volume: there are more cases, and each holds more material.

          Technical hurdles add to the burden, for encryption delays investigations and ties up time and resources.
    """
    told: set[tuple[str, ...]] = set()
    kept: list[tuple[Passage, set[tuple[str, ...]]]] = []
    for passage in bench.passages:
        if passage.role not in (Role.BODY, Role.VIEW, Role.STANDFIRST, Role.ITEM):
            continue
        words = _WORD.findall(passage.plain.lower())
        if len(words) < 12:
            continue
        runs = set(zip(*(words[at_:] for at_ in range(_RUNS)), strict=False))
        again = runs & told
        # Most paragraphs share nothing with any other, and need not be compared with each.
        for first, theirs in kept if len(again) >= _FEW else ():
            count = len(again & theirs)
            if count >= _FEW and count * 2 >= min(len(runs), len(theirs)):
                yield at(
                    passage,
                    0,
                    len(passage.plain),
                    f"this says nearly what line {first.span().line} says",
                    found=passage.plain[:60],
                    hint="keep one of them",
                )
                break
        told |= runs
        kept.append((passage, runs))
