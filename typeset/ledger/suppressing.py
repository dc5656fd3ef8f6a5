"""Suppressions: a comment beside the text that says which rule is wrong here, and why.

    text: |  # typeset: ignore[NUM102] the source gives words and no figure; see the editor's note

    # typeset: ignore[NUM101, LAN405] a title, quoted as printed
    - 1-2-3 of reporting

At the end of a line it holds for that line, alone on a line for the next one; where a
block of text begins there, for the whole block. Without a reason it holds nothing, and one
that holds nothing is reported. What layout says of how full pages are can be suppressed
like what a rule finds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from layout.complaint import TASTE
from layout.values import Struct
from typeset.ledger.passages import Passage
from typeset.ledger.rule import RULES, Finding, rule
from typeset.manifest.nearest import did_you_mean
from typeset.manifest.nodes import Scalar
from typeset.manifest.source import Source
from typeset.problem import Problem, Span

_COMMENT = re.compile(r"#[ \t]*typeset:[ \t]*ignore(?:\[(?P<codes>[^\]\n]*)\])?[ \t]*(?P<reason>[^\n\r]*)")


class Suppression(Struct, frozen=True):
    """One comment."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    file: str
    lines: tuple[int, ...]
    """The lines that it holds for; where a block of text begins there, for all of the block."""
    in_text: bool = False
    """True where it stands in a block of text, in which YAML knows no comments: it would be printed."""

    @property
    def is_of_pages(self) -> bool:
        """Tell whether it is for something that only layout can see."""
        return bool(self.reason) and not self.in_text and not TASTE.isdisjoint(self.codes)

    def covers(self, code: str, span: Span) -> bool:
        """Tell whether it suppresses what *code* says of a place."""
        is_valid = code in self.codes and bool(self.reason) and not self.in_text
        return is_valid and span.file == self.file and span.line in self.lines

    def holds(self, code: str, finding: Finding) -> bool:
        """Tell whether it suppresses *finding* of the rule *code*, at its place or at the beginning of its text."""
        if self.covers(code, finding.span):
            return True
        scalar = finding.scalar
        return scalar is not None and self.covers(code, scalar.source.span(scalar.start, scalar.start))


class Outcome(Struct, frozen=True):
    """What came of the rules: what late rules look at."""

    suppressions: tuple[Suppression, ...]
    used: frozenset[Suppression]


def find_suppressions(sources: Mapping[str, Source], passages: Iterable[Passage]) -> tuple[Suppression, ...]:
    """Every suppression in *sources*; *passages* tell which of them stand in text and are none."""
    if not any("typeset:" in source.text for source in sources.values()):
        return ()
    scalars: dict[str, dict[tuple[int, int], Scalar]] = {}
    for passage in passages:
        if passage.scalar is not None:
            scalar = passage.scalar
            scalars.setdefault(scalar.source.name, {})[scalar.start, scalar.end] = scalar
    found = []
    for source in sources.values():
        inside = sorted(scalars.get(source.name, {}).items())
        found += [_suppression(source, match, inside) for match in _COMMENT.finditer(source.text)]
    return tuple(found)


def _suppression(source: Source, match: re.Match[str], inside: Sequence[tuple[tuple[int, int], Scalar]]) -> Suppression:
    start = match.start()
    span = source.span(start, match.end())
    alone = not source.line(span.line)[: span.column - 1].strip()
    line = _next_line(source, span.line) if alone else span.line
    first = (line, line + 1) if re.search(r":\s*(?:#.*)?$", source.line(line)) else (line,)
    blocks = [one for _, one in inside if source.span(one.start, one.start).line in first]
    lines = (*first, *(at for one in blocks for at in range(first[-1] + 1, source.span(one.end, one.end).line + 1)))
    at = bisect_right(inside, start, key=lambda pair: pair[0][0]) - 1
    scalar = inside[at][1] if at >= 0 and start < inside[at][1].end else None
    in_text = scalar is not None and (scalar.style not in ("|", ">") or "\n" in source.text[scalar.start : start])
    codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
    return Suppression(span, codes, match["reason"].strip(" \t-–—:"), source.name, lines, in_text)


def _next_line(source: Source, line: int) -> int:
    """The next line that is neither empty nor a comment."""
    following = line + 1
    while following <= len(source.starts) and source.line(following).strip()[:1] in ("", "#"):
        following += 1
    return following


def suppress_on_pages(problems: Sequence[Problem], suppressions: Sequence[Suppression]) -> tuple[Problem, ...]:
    """What layout says, *problems*, without what is suppressed, and with which of *suppressions* suppress nothing."""
    used: set[Suppression] = set()
    kept: list[Problem] = []
    for problem in problems:
        holding = [one for one in suppressions if problem.code in TASTE and one.covers(problem.code, problem.span)]
        used.update(holding)
        kept += [] if holding else [problem]
    if any(problem.is_error for problem in problems):  # then not everything has been looked at
        return tuple(kept)
    idle = (one for one in suppressions if one not in used)
    return (*kept, *(RULES["SUP901"].problem(_unused(one, sorted(TASTE.intersection(one.codes)))) for one in idle))


@rule("SUP901", late=True)
def find_unused(outcome: Outcome) -> Iterator[Finding]:
    """A suppression suppresses nothing.

    What it was for has been corrected, or it stands in the wrong place: at the end of the line
    at fault, or alone on the line above it.

    Wrong:
        figures:
          A: {value: 26, unit: countries, measures: countries}  # typeset: ignore[NUM115] rounded by the source
        text: |
          They work in {A} countries.

    Right:
        figures:
          A: {value: 61.2, unit: per cent, measures: share, base: 370}  # typeset: ignore[NUM115] as published
        text: |
          They make up {A}.
    """
    for one in outcome.suppressions:
        if one.reason and one.codes and not one.in_text and one not in outcome.used and set(one.codes) <= RULES.keys():
            yield _unused(one, one.codes)


def _unused(one: Suppression, codes: Iterable[str]) -> Finding:
    return Finding(
        message=f"nothing here needs this suppression of {', '.join(codes)}",
        span=one.span,
        hint="delete it; or move it to the end of the line at fault, or to the line above",
        why="it would hide the next mistake",
    )


@rule("SUP902", late=True)
def find_unreasoned(outcome: Outcome) -> Iterator[Finding]:
    """A suppression gives no reason, or no code, and therefore does not hold.

    The reason is for whoever reads the manifest next year.

    Wrong:
        figures:
          # typeset: ignore[SUP901]
          A: {value: 26, unit: countries, measures: countries}

    Right:
        figures:
          # typeset: ignore[NUM115] the source rounds by another rule
          A: {value: 61.2, unit: per cent, measures: share, base: 370}
    """
    for one in outcome.suppressions:
        if not one.in_text and (not one.reason or not one.codes):
            yield Finding(
                message="this suppression gives no reason" if one.codes else "this suppression names no rule",
                span=one.span,
                hint=f"write # typeset: ignore[{', '.join(one.codes) or 'NUM101'}] and why the rule is wrong here",
                why="without a reason it does not hold",
            )


@rule("SUP903", late=True)
def find_unknown_codes(outcome: Outcome) -> Iterator[Finding]:
    """A suppression names a rule that does not exist.

    Wrong:
        figures:
          # typeset: ignore[NUM999] a reason
          A: {value: 26, unit: countries, measures: countries}

    Right:
        figures:
          # typeset: ignore[NUM115] the source rounds by another rule
          A: {value: 61.2, unit: per cent, measures: share, base: 370}
    """
    for one in outcome.suppressions:
        for code in one.codes:
            if code not in RULES and code not in TASTE and not one.in_text:
                yield Finding(
                    message=f"there is no rule `{code}`",
                    span=one.span,
                    found=code,
                    hint=did_you_mean(
                        code, (*RULES, *sorted(TASTE)), otherwise="the rules are listed in docs/audit/index.md"
                    ),
                )


@rule("SUP904", late=True)
def find_printed(outcome: Outcome) -> Iterator[Finding]:
    """A suppression stands inside a text, where it would be printed.

    In a block of text (`|`) and between quotation marks, YAML knows no comments. Put it on the
    line above the key, or behind the `|`.

    Wrong:
        text: |
          Dear reader.  # typeset: ignore[NUM101] a reason

    Right:
        text: |
          Dear reader.
    """
    for one in outcome.suppressions:
        if one.in_text:
            yield Finding(
                message="this suppression stands in the text and would be printed",
                span=one.span,
                hint="move it to the line above the key, or behind the `|` that begins the text",
            )
