"""Stepping over what is not YAML: the entry at fault is taken out, the rest is read.

A scanner gives up at the first mistake. An author wants to hear of all of them, so the
line at fault and what is indented under it are blanked (every offset stays), and the
file is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from layout.values import Struct
from typeset.manifest.source import Source
from typeset.problem import Problem, Span

_UNKNOWN = frozenset({"unknown-figure", "unknown-person", "unknown-source", "unknown-target"})
_OF_REGISTER = {"figures": "unknown-figure", "people": "unknown-person", "sources": "unknown-source"}
_EMPTIED = frozenset({"empty", "type", "count", "missing-key"})


class Gap(Struct, frozen=True):
    """What could not be read of a file: lines *first* to *last*."""

    file: str
    first: int
    last: int
    text: str | None
    """What stood there; None where nobody knows, as in a file that is not there."""
    rest: Source
    """The file without it."""
    key: str = ""
    """The key whose value is missing, where nobody knows what it was."""

    def explains(self, problem: Problem) -> bool:
        """Tell whether *problem* may be there only because of the gap.

        A key, an id, a register's entry that the gap has swallowed is not missing: to blame its
        absence would send the author after a mistake that is not there.
        """
        if problem.code == "alias":
            return f"&{problem.found}" in (self.text or "")
        if self.text is None and problem.code == _OF_REGISTER.get(self.key, "unknown-target"):
            return True
        if self.text and problem.code in _UNKNOWN and problem.found and problem.found in self.text:
            return True
        if problem.code == "missing-key" and self._holds_key(problem):
            return True
        near = problem.span.file == self.file and problem.span.line in (self.first - 1, self.first)
        return near and problem.code in _EMPTIED

    def _holds_key(self, problem: Problem) -> bool:
        """Tell whether the missing key stood in the gap, in the column of its neighbours."""
        if not self.text or problem.span.file != self.file or problem.span.line > self.last + 1:
            return False
        lines = self.text.splitlines()
        keys = (re.match(r"[ \t-]*(?=" + re.escape(problem.found) + r"\s*:)", line) for line in lines)
        return any("\t" in match[0] or match.end() + 1 == problem.span.column for match in keys if match)


def gap_at(source: Source, span: Span) -> Gap | None:
    """Blank the entry at *span*; None when nothing is left to blank."""
    first = span.line
    while first > 1 and not source.line(first).strip():
        first -= 1
    inset = _inset(source.line(first))
    last = first
    while last < len(source.starts) and (not source.line(last + 1).strip() or _inset(source.line(last + 1)) > inset):
        last += 1
    start = source.starts[first - 1]
    end = source.starts[last] if last < len(source.starts) else len(source.text)
    text = source.text[start:end]
    if not text.strip():
        return None
    blank = re.sub(r"[^\r\n]", " ", text)
    rest = Source(source.name, source.text[:start] + blank + source.text[end:], source.starts)
    return Gap(source.name, first, last, text, rest)


def _inset(line: str) -> int:
    """Columns before the first word of *line*; tabs count as eight, as YAML forbids them anyway."""
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())


def without_consequences(problems: Iterable[Problem], gaps: Sequence[Gap]) -> list[Problem]:
    """The problems that would be there if the gaps were filled; the mistakes that made the gaps stay."""
    return [p for p in problems if p.code == "yaml" or not any(gap.explains(p) for gap in gaps)]
