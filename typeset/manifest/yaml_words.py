"""What the YAML scanner says, in words for somebody who has never heard of a scanner."""

from __future__ import annotations

import re
from typing import Any

from typeset.manifest.nodes import Scalar
from typeset.manifest.source import Source
from typeset.problem import Problem

_QUOTE = "put the text in quotes, or begin it on the next line under `|`"


def in_plain_words(error: Any, source: Source, last: Scalar | None) -> Problem:
    """Turn a YAML error of PyYAML or libyaml into a located problem with a way out; *last* is what was read before."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index, len(source.text)) if mark else 0
    tab = _tab_in_indentation(source, at)
    if tab is not None:
        return Problem(
            code="tab",
            message="this line is indented with a tab; YAML wants spaces",
            span=source.span(tab, tab + 1),
            hint="replace each tab at the start of a line with two spaces (editors can do it for a whole file)",
        )
    if last is not None and _ran_on(last, source, at):
        return Problem(
            code="yaml",
            message="this quotation mark is never closed",
            span=source.span(last.start, last.start + 1),
            hint="close it at the end of the text; inside text write typographic quotes “ ” ‘ ’",
            why=f"the text then runs on to the next quotation mark, in line {source.span(at, at).line}",
        )
    said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    message, hint = _translate(said, source.text[at : at + 1])
    context = getattr(error, "context_mark", None)
    if context is not None and ("unexpected end of stream" in said or "',' or" in said):
        opened = min(context.index, max(0, len(source.text) - 1))
        # Where it was opened says more than where the file ran out.
        return Problem(code="yaml", message=message, span=source.span(opened, opened + 1), hint=hint)
    at = min(at, max(0, len(source.text) - 1))
    return Problem(code="yaml", message=message, span=source.span(at, at + 1), hint=hint)


def _tab_in_indentation(source: Source, at: int) -> int | None:
    """The offset of a tab that indents the line at *at* or the one above it."""
    line = source.span(at, at).line
    for number in (line, line - 1):
        match = re.match(r" *(?:- +)*\t", source.line(number))
        if match and number >= 1:
            return source.starts[number - 1] + match.end() - 1
    return None


def _ran_on(last: Scalar, source: Source, at: int) -> bool:
    """Tell whether *last* is a quoted text that swallowed keys and ended just before *at*, at somebody else's quote."""
    if last.style not in ("'", '"') or not 0 <= at - last.end <= 1:
        return False
    lines = source.text[last.start : last.end].splitlines()[1:]
    return any(re.match(r"\s*(?:- )?[\w-]+:(?:\s|$)", line) for line in lines)


def _translate(said: str, character: str) -> tuple[str, str]:
    """The sentence and the hint for what the scanner *said* about *character*."""
    for pattern, message, hint in _WORDS:
        if re.search(pattern, said):
            return message.format(character=character), hint
    return f"this is not YAML: {said.lstrip(': ')}", "compare the indentation and the quotes with the entries above"


_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"mapping values are not allowed", "a colon with a space after it stands in text without quotes", _QUOTE),
    (
        r"scanning a simple key.*could not find expected ':'",
        "this line is no key: it has no colon",
        "text over several lines is indented further than its key; a list item begins with `- `",
    ),
    (
        r"cannot start any token",
        "text cannot begin with `{character}` here",
        _QUOTE,
    ),
    (
        r"scanning (a quoted scalar|a double-quoted|a single-quoted).*unexpected end of stream|quoted scalar.*end of stream",
        "this quotation mark is never closed",
        "close it at the end of the text; inside text write typographic quotes “ ” ‘ ’",
    ),
    (
        r"unknown escape character",
        "a backslash in double quotes begins an escape, and this is none",
        "use single quotes, or write the backslash twice",
    ),
    (
        r"flow (sequence|node).*',' or '\]'|flow sequence",
        "this bracket `[` is never closed, or a comma is missing between two items",
        "close it with `]`; text with a bracket stands in quotes",
    ),
    (
        r"flow mapping",
        "this brace `{{` is never closed, or a comma is missing between two keys",
        "close it with `}`; text with a figure such as {I1-1} stands in quotes or under `|`",
    ),
    (
        r"expected alphabetic or numeric|scanning an? (alias|anchor)",
        "text cannot begin with `*` or `&` here",
        _QUOTE,
    ),
    (
        r"block mapping.*did not find expected key|expected <block end>.*block mapping",
        "this line does not line up with the keys above it",
        "keys of one group begin in the same column; text over several lines stands under `|`",
    ),
    (
        r"block collection.*'-' indicator|block sequence|block collection",
        "this line does not line up with the list above it",
        "items of one list begin with `- ` in the same column",
    ),
    (
        r"block scalar",
        "this block of text does not begin as one",
        "write `|` at the end of the line, then indented text",
    ),
    (r"tag", "text cannot begin with `!` here", _QUOTE),
    (r"directive|version", "a line that begins with `%` has a meaning of its own in YAML", _QUOTE),
    (r"unexpected end of stream", "the file ends in the middle of something", "is a quote or a bracket left open?"),
)
