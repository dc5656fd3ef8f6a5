"""A problem as a value: what is wrong, where, and what to try next.

Every phase speaks in `Problem`s. Nothing is raised for a mistake of the author's; the
command line gathers all problems of a run, puts them `in_order` and prints them: as text
for people, as JSON, as GitHub annotations, or as SARIF for code-review tools.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from layout.values import Struct, asdict

if TYPE_CHECKING:
    from rich.text import Text


class Span(Struct, frozen=True, order=True):
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


class Problem(Struct, frozen=True, kw_only=True):
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


class Lines(Protocol):
    """A file that can be quoted from; `typeset.manifest.source.Source` is one."""

    def line(self, number: int) -> str:
        """The text of line *number*, from 1, without its end."""
        ...


WIDEST = 100
"""Columns of an excerpt. A longer line is shown from a little before the fault on."""

_TAB = 4
_CUT = "…"

# Signs that turn the direction of what follows could make an excerpt show other words than the file has.
_UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")

_Piece = tuple[str, str]
"""Words and the name of their style."""


def as_text(problems: Sequence[Problem], files: Mapping[str, Lines]) -> str:
    """Tell *problems* as a good compiler would: place, message, the line with carets, a way out."""
    return "".join(words for problem in problems for words, _ in _told(problem, files))


def as_rich(problems: Sequence[Problem], files: Mapping[str, Lines]) -> Text:
    """The same in colours, for a terminal that wants them."""
    from rich.text import Text  # 30 ms, and only for a terminal

    styles = {"error": "bold red", "warning": "bold yellow", "note": "bold blue", "place": "bold", "aside": "dim"}
    text = Text()
    for problem in problems:
        for words, style in _told(problem, files):
            text.append(words, styles.get(style, ""))
    return text


def summary(problems: Sequence[Problem]) -> str:
    """Count *problems* in words: ``2 errors, 1 warning``; empty when there are none."""
    counts = ((severity.value, sum(p.severity is severity for p in problems)) for severity in Severity)
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts if count)


def _told(problem: Problem, files: Mapping[str, Lines]) -> Iterator[_Piece]:
    span, severity = problem.span, problem.severity.value
    if span.line:
        yield f"{_shown(span.file)}:{span.line}:{span.column}: ", "place"
    yield f"{severity}: ", severity
    yield _shown(problem.message), "place"
    # The code of a rule is what a suppression names, and what its page is called.
    yield (f" [{problem.code}]\n" if problem.code.isupper() else "\n"), "aside"
    source = files.get(span.file)
    if source is not None and span.line:
        yield from _excerpt(problem, source.line(span.line))
    elif problem.expected:
        yield f"   {_shown(problem.expected)}\n", ""
    if problem.why:
        yield "   why: ", "aside"
        yield f"{_shown(problem.why)}\n", ""
    if problem.hint:
        yield "   hint: ", "aside"
        yield f"{_shown(problem.hint)}\n", ""


def _excerpt(problem: Problem, line: str) -> Iterator[_Piece]:
    """The line at fault with carets under the fault, a window of it if it is long."""
    span = problem.span
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    first, last = _window(line, start)
    shown = line[first:last]
    cells = _cells(shown)
    cut = _CUT if first else ""
    column = len(cut) + sum(cells[: start - first])
    width = max(1, sum(cells[start - first : end - first]))
    number = f"{span.line:>5} | "
    yield number, "aside"
    yield (cut + _spread(shown, cells) + (_CUT if last < len(line) else "")).rstrip() + "\n", ""
    yield " " * (len(number) - 2) + "| ", "aside"
    yield " " * column + "^" * width, problem.severity.value
    yield (f" {_shown(problem.expected)}\n" if problem.expected else "\n"), problem.severity.value


def _window(line: str, start: int) -> tuple[int, int]:
    """Which characters of *line* to show: all of a short one, else some `WIDEST` columns around *start*."""
    if len(line) <= WIDEST and sum(_cells(line)) <= WIDEST:
        return 0, len(line)
    # A little of what stands before, for orientation; the fault itself is what must be seen.
    first = max(0, start - 24) if start > WIDEST // 2 else 0
    width = 0
    for last, cell in enumerate(_cells(line[first : first + 2 * WIDEST]), first):
        width += cell
        if width > WIDEST:
            return first, last
    return first, min(len(line), first + 2 * WIDEST)


def _cells(line: str) -> list[int]:
    """The columns that each character takes on a terminal."""
    cells: list[int] = []
    at = 0
    for character in line:
        if character == "\t":
            width = _TAB - at % _TAB
        elif unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        cells.append(width)
        at += width
    return cells


def _spread(line: str, cells: Sequence[int]) -> str:
    """The line with tabs as spaces and nothing that moves the cursor."""
    return "".join(" " * width if c == "\t" else c for c, width in zip(line.translate(_UNSEEN), cells, strict=True))


def _shown(text: str) -> str:
    """Words of the author's as they may appear on a terminal: on one line, no control characters."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f\u2009" else "\ufffd" for c in text.replace("\n", " "))


def as_json(problems: Sequence[Problem]) -> str:
    """List *problems* as JSON, one object each; lines and columns count from 1, ends are exclusive."""
    import json

    listed = [
        {**asdict(problem), "span": asdict(problem.span), "severity": problem.severity.value} for problem in problems
    ]
    return json.dumps({"problems": listed}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Write *problems* as workflow commands, which GitHub shows beside the lines of a change."""
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    return "".join(f"::{names[p.severity]} {_github_place(p)}::{_github(_in_full(p))}\n" for p in problems)


def _github_place(problem: Problem) -> str:
    span = problem.span
    place = {"file": span.file, "line": span.line, "endLine": span.end_line, "col": span.column}
    if span.line == span.end_line:
        place["endColumn"] = max(span.column, span.end_column - 1)  # GitHub's ends are inclusive
    listed = place if span.line else {}
    return ",".join(
        f"{name}={_github(str(value), inner=True)}" for name, value in {**listed, "title": problem.code}.items()
    )


def _github(text: str, *, inner: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if inner else text


def _in_full(problem: Problem) -> str:
    parts = (problem.message, problem.expected, problem.why, problem.hint and f"hint: {problem.hint}")
    return "\n".join(part for part in parts if part)


class Card(Struct, frozen=True, kw_only=True):
    """What a code-review tool shows of a rule beside what it found."""

    title: str
    severity: Severity
    page: str
    """Its page of the handbook, in Markdown."""


def as_sarif(problems: Sequence[Problem], version: str = "", cards: Mapping[str, Card] | None = None) -> str:
    """Write *problems* as SARIF 2.1.0; *version* is that of the tool, *cards* describe rules by their code."""
    import json

    codes = sorted({p.code for p in problems})
    driver: dict[str, Any] = {
        "name": "typeset",
        "rules": [_sarif_rule(code, (cards or {}).get(code)) for code in codes],
    }
    if version:
        driver["semanticVersion"] = version
    results = [_sarif(p, codes.index(p.code)) for p in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(code: str, card: Card | None) -> dict[str, Any]:
    """A reporting descriptor (SARIF 2.1.0, 3.49). It has no address: the page itself goes with it."""
    if card is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": f"{card.title}."},
        "help": {"text": card.page, "markdown": card.page},
        "defaultConfiguration": {"level": card.severity.value},
    }


def _sarif(problem: Problem, rule: int) -> dict[str, Any]:
    from urllib.parse import quote

    span = problem.span
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": _in_full(problem)},
    }
    if span.line:
        region = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        place = {"artifactLocation": {"uri": quote(span.file.replace("\\", "/"))}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result
