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
    said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    fault = _tab(source, at) or _quote_that_ran_on(source, at, last) or _text_after_end(source, at, said)
    if fault is None and "mapping values" in said:
        fault = _indented_too_far(source, at)
    if fault is not None:
        return fault
    context = getattr(error, "context_mark", None)
    # Where a bracket, a quote or a key began says more than where the scanner lost hope.
    begun = any(words in said for words in ("unexpected end of stream", "',' or", "simple key", "unexpected document"))
    if context is not None and begun:
        at = context.index
    at = max(0, min(at, len(source.text.rstrip()) - 1))
    message, hint = _translate(said, source.text[at : at + 1])
    return Problem(code="yaml", message=message, span=source.span(at, at + 1), hint=hint)


def _tab(source: Source, at: int) -> Problem | None:
    """A tab that indents the line at *at* or the one above it."""
    line = source.span(at, at).line
    for number in (line, line - 1):
        match = re.match(r" *(?:- +)*\t", source.line(number)) if number >= 1 else None
        if match:
            tab = source.starts[number - 1] + match.end() - 1
            message = "this line is indented with a tab; YAML wants spaces"
            hint = "replace each tab at the start of a line with two spaces (editors can do it for a whole file)"
            return Problem(code="tab", message=message, span=source.span(tab, tab + 1), hint=hint)
    return None


def _quote_that_ran_on(source: Source, at: int, last: Scalar | None) -> Problem | None:
    """A quotation mark left open: *last* then swallowed keys and ended just before *at*, at somebody else's quote."""
    if last is None or last.style not in ("'", '"') or not 0 <= at - last.end <= 1:
        return None
    lines = source.text[last.start : last.end].splitlines()[1:]
    if not any(re.match(r"\s*(?:- )?[\w-]+:(?:\s|$)", line) for line in lines):
        return None
    return Problem(
        code="yaml",
        message="this quotation mark is never closed",
        span=source.span(last.start, last.start + 1),
        hint="close it at the end of the text; inside text write typographic quotes “ ” ‘ ’",
        why=f"the text then runs on to the next quotation mark, in line {source.span(at, at).line}",
    )


def _text_after_end(source: Source, at: int, said: str) -> Problem | None:
    """Text that goes on after its first word was closed: ``title: {A} of officers``, ``title: "Ten" insights``."""
    place = source.span(at, at)
    before = source.line(place.line)[: place.column - 1].rstrip()
    if before[-1:] not in ("}", "]", '"', "'") or not re.search("did not find expected|block end|block mapping", said):
        return None
    if source.text[at : at + 1] in ("", "\n", "\r", "}", "]", ",", ":"):
        return None
    what = {"}": "brace", "]": "bracket"}.get(before[-1], "quotation mark")
    return Problem(
        code="yaml",
        message=f"text goes on after its {what} was closed",
        span=source.span(at, at + 1),
        hint="put the whole text in quotes, or begin it on the next line under `|`",
    )


def _indented_too_far(source: Source, at: int) -> Problem | None:
    """A key that stands further in than the one above it, which YAML takes for more of the text above."""
    place = source.span(at, at)
    match = re.match(r"( +)[\w-]+ *$", source.line(place.line)[: place.column - 1])
    if match is None or place.line < 2:
        return None
    start = source.starts[place.line - 1] + len(match[1])
    return Problem(
        code="yaml",
        message="this line is indented further than the keys above it",
        span=source.span(start, at),
        hint="keys of one group begin in the same column; text over several lines stands under `|`",
    )


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
