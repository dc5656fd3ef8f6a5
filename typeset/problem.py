"""A problem as a value: what is wrong, where, and what to try next.

Every phase speaks in `Problem`s. Nothing is raised for a mistake of the author's; the
command line gathers all problems of a run, and `typeset.telling` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    """As the author would type it: relative to where the command was given."""
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def length(self) -> int:
        """Characters on the first line; at least 1, also where the stretch runs on over several lines."""
        return max(1, self.end_column - self.column) if self.end_line == self.line else 1


NOWHERE = Span("", 0, 0, 0, 0)
"""The span of a value that stands in no file (a default, a value built in a test)."""


class Severity(Enum):
    """How much a problem matters."""

    ERROR = "error"
    """The report cannot be printed like this."""
    WARNING = "warning"
    """It can be printed, but somebody should look."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong, told to the person at the desk."""

    code: str
    """Stable and short, such as ``unknown-key``."""
    message: str
    """One sentence in the author's terms, lower case, without a full stop."""
    span: Span
    severity: Severity = Severity.ERROR
    found: str = ""
    """As the author wrote it."""
    expected: str = ""
    """What would have been right, to stand beside the carets."""
    hint: str = ""
    """The next thing to try."""
    why: str = ""
    """The consequence, where it is not obvious."""

    @property
    def is_error(self) -> bool:
        """Tell whether the report cannot be printed because of it."""
        return self.severity is Severity.ERROR


def in_order(problems: Iterable[Problem], files: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Sort *problems* as the author reads the manifest, and fold identical ones.

    *files* gives the order of the files (the manifest first, then includes); others follow by name.
    """
    rank = {name: at for at, name in enumerate(files)}
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (rank.get(p.span.file, len(rank)), p.span, p.code, p.message)))
