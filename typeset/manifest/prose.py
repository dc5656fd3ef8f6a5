"""Prose: one block of the author's text to paragraphs, sub-heads and lists."""

from __future__ import annotations

import re

from layout.values import Struct
from typeset.manifest.desk import Desk
from typeset.manifest.inline import Text
from typeset.manifest.markup import read_text
from typeset.manifest.nodes import Scalar
from typeset.problem import NOWHERE, Span


class Paragraph(Struct, frozen=True, kw_only=True):
    """One paragraph of running text."""

    text: Text

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.text.span


class Subhead(Struct, frozen=True, kw_only=True):
    """A heading within a text: ``## Like this``."""

    text: Text

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.text.span


class ListOf(Struct, frozen=True, kw_only=True):
    """A list: ``- item`` lines, or ``1. item`` for a numbered one."""

    items: tuple[Text, ...]
    numbered: bool = False

    @property
    def span(self) -> Span:
        """Where its first item stands."""
        return self.items[0].span if self.items else NOWHERE


Prose = tuple[Paragraph | Subhead | ListOf, ...]

_LINE = re.compile(r"[^\n]*\n?")
_HEAD = re.compile(r"(#+)(\s*)(.*)")
_ITEM = re.compile(r"(?:(-|\u2022|\*(?=\s))|(\d{1,3})[.)])(\s+)(?=\S)")


class _Piece(Struct):
    """A stretch of lines that belong together."""

    kind: str
    start: int
    end: int


def read_prose(scalar: Scalar, desk: Desk) -> Prose:
    """Cut the text of *scalar* into blocks and read the mark-up of each."""
    blocks: list[Paragraph | Subhead | ListOf] = []
    pieces = _cut(scalar, desk)
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind in ("bullet", "number"):
            run = _run(pieces, at)
            items = tuple(read_text(scalar, desk, p.start, p.end) for p in run)
            blocks.append(ListOf(items=items, numbered=piece.kind == "number"))
            at += len(run)
            continue
        text = read_text(scalar, desk, piece.start, piece.end)
        if text:
            kind = Subhead if piece.kind == "head" else Paragraph
            blocks.append(kind(text=text))
        at += 1
    return tuple(blocks)


def _run(pieces: list[_Piece], at: int) -> list[_Piece]:
    """The items of one list: pieces of one kind that follow each other, blank lines between them or not."""
    end = at
    while end < len(pieces) and pieces[end].kind == pieces[at].kind:
        end += 1
    return pieces[at:end]


def _cut(scalar: Scalar, desk: Desk) -> list[_Piece]:
    """Cut at blank lines, heads and items.

    A hyphen at the start of a line begins an item even inside a paragraph: dashes are typed as
    dashes. A number does so only after a blank line, for a sentence may break before “2016.”
    """
    pieces: list[_Piece] = []
    current: _Piece | None = None
    for match in _LINE.finditer(scalar.value):
        line, start = match.group(), match.start()
        words = line.strip()
        inset = start + len(line) - len(line.lstrip())
        if not words:
            current = None
            continue
        head, item = _HEAD.match(words), _ITEM.match(words)
        if head and (head[2] or not head[3] or len(head[1]) > 1):
            current = None
            pieces.extend(_head(scalar, desk, head, inset))
        elif item and (item[1] == "-" or current is None or current.kind != "text"):
            if item[1] and item[1] != "-":
                hint = "begin each item with `- `"
                desk.complain(
                    "list", f"a list item begins with `- `, not `{item[1]}`", scalar.spot(inset, 1), hint=hint
                )
            current = _Piece("bullet" if item[1] else "number", inset + item.end(), start + len(line))
            pieces.append(current)
        elif current is not None:
            current.end = start + len(line)
        else:
            current = _Piece("text", start, start + len(line))
            pieces.append(current)
    return pieces


def _head(scalar: Scalar, desk: Desk, head: re.Match[str], inset: int) -> list[_Piece]:
    signs, space, words = head.groups()
    if not words:
        desk.complain("sub-head", "this sub-heading is empty", scalar.spot(inset, len(signs)), hint="## Its words")
        return []
    if len(signs) != 2 or not space:
        message = "a sub-heading is two signs and a space" if len(signs) == 2 else "sub-headings have one level: `## `"
        desk.complain("sub-head", message, scalar.spot(inset, len(signs)), hint=f"## {words}")
    begin = inset + len(signs) + len(space)
    return [_Piece("head", begin, begin + len(words))]
