"""Telling a comparison: as plain text, in a terminal's colours, or as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from typeset.review.compare import Action, Change, ChartChange, Comparison, FigureChange, Topic
from typeset.review.version import Version
from typeset.review.words import Edit

if TYPE_CHECKING:
    from rich.text import Text

AROUND = 40
"""Characters of unchanged words shown on either side of a change."""

MOST_WORDS = 400
"""Characters shown of what was inserted, deleted or moved as a whole."""

GONE, COME, HEAD, PLACE = "gone", "come", "head", "place"

Piece = tuple[str, str]
"""Words and the name of their style; no name for words that did not change."""


def as_text(comparison: Comparison) -> str:
    """What changed, for a file or a pipe."""
    return marked(_told(comparison))


def marked(pieces: Iterable[Piece]) -> str:
    """Words with ``[-what is gone-]`` and ``{+what has come+}``, as `git diff --word-diff` has them."""
    marks = {GONE: "[-{}-]", COME: "{{+{}+}}"}
    return "".join(marks[style].format(words) if style in marks else words for words, style in pieces)


def as_rich(comparison: Comparison) -> Text:
    """The same in colours; what is gone is struck through as well, and what has come underlined."""
    from rich.text import Text

    styles = {GONE: "red strike", COME: "green underline", HEAD: "bold", PLACE: "cyan"}
    text = Text()
    for words, style in _told(comparison):
        text.append(words, styles.get(style, ""))
    return text


def _told(comparison: Comparison) -> Iterator[Piece]:
    old, new = comparison.old, comparison.new
    yield f"{old.name} → {new.name}\n", HEAD
    yield f"{summary(comparison)}\n", ""
    for topic in Topic:
        told = list(_topic(comparison, topic))
        if told:
            yield f"\n{topic.value.capitalize()}\n", HEAD
            yield from told


def _topic(comparison: Comparison, topic: Topic) -> Iterator[Piece]:
    if topic is Topic.FIGURES:
        for figure in comparison.figures:
            yield from _figure(figure)
    if topic is Topic.CHARTS:
        for chart in comparison.charts:
            yield from _chart(chart, comparison)
    for change in comparison.changes:
        if change.topic is topic:
            yield f"  {where(change, comparison)}", PLACE
            yield f"{what(change)}\n    ", ""
            yield from _ending(excerpt(change))


def _ending(pieces: Iterator[Piece]) -> Iterator[Piece]:
    yield from pieces
    yield "\n", ""


def _figure(figure: FigureChange) -> Iterator[Piece]:
    pages = figure.new_pages or figure.old_pages
    yield f"  {figure.id}", PLACE
    yield f"  {figure.measures}{_on_pages(pages)}\n    ", ""
    yield from _swap(figure.old, figure.new, "not in the ledger")
    yield "\n", ""


def _on_pages(labels: Sequence[str]) -> str:
    return f" (page{'s' if len(labels) > 1 else ''} {', '.join(labels)})" if labels else ""


def _chart(chart: ChartChange, comparison: Comparison) -> Iterator[Piece]:
    place = between(comparison, chart.old_page, chart.new_page)
    yield f"  {chart.id}", PLACE
    yield "  " + ", ".join(filter(None, (f"{chart.what} {chart.action.value}", place, chart.title))) + "\n", ""
    for cell in chart.cells:
        yield f"    {cell.label}: ", ""
        yield from _swap(cell.old, cell.new, "nothing")
        yield "\n", ""


def _swap(old: str, new: str, nothing: str) -> Iterator[Piece]:
    yield (old, GONE) if old else (nothing, "")
    yield " → ", ""
    yield (new, COME) if new else (nothing, "")


def excerpt(change: Change) -> Iterator[Piece]:
    """The words that changed, each with a few of those around it; of a whole paragraph its first words."""
    old, new = change.old_text, change.new_text
    if not change.edits:
        style = {Action.INSERTED: COME, Action.DELETED: GONE}.get(change.action, "")
        yield _cut(new or old).replace("\n", "\n    "), style
        return
    at = 0
    for number, edit in enumerate(change.edits):
        before = new[at : edit.new[0]]
        gone, come = old[slice(*edit.old)], new[slice(*edit.new)]
        at = edit.new[1]
        if gone and not come:
            # Words that only went take the spaces around them from the old text.
            before = before.rstrip(" ") + (" " if _is_parted(old, edit.old[0]) else "")
        yield _between(before, first=number == 0), ""
        if gone:
            yield gone, GONE
            parted = come or (_is_parted(old, edit.old[1] + 1) and not new[at : at + 1].isspace())
            yield " " if parted else "", ""
        yield come, COME if come else ""
    rest = new[at:]
    yield (rest if len(rest) <= AROUND else f"{_head(rest)} …"), ""


def _is_parted(text: str, at: int) -> bool:
    """Tell whether a space stands before the character at *at*."""
    return text[at - 1 : at].isspace()


def _between(words: str, *, first: bool) -> str:
    """Unchanged words before a change, cut in the middle, or at their beginning."""
    if first:
        return words if len(words) <= AROUND else f"… {_tail(words)}"
    return words if len(words) <= 2 * AROUND else f"{_head(words)} … {_tail(words)}"


def _head(words: str) -> str:
    return words[:AROUND].rpartition(" ")[0] or words[:AROUND]


def _tail(words: str) -> str:
    return words[-AROUND:].partition(" ")[2] or words[-AROUND:]


def _cut(words: str) -> str:
    if len(words) <= MOST_WORDS:
        return words
    return f"{words[:MOST_WORDS].rpartition(' ')[0] or words[:MOST_WORDS]} …"


# ---------------------------------------------------------------- words that the page uses as well


def short_name(name: str) -> str:
    """A name without its folders, unless it is a revision."""
    return name if ":" in name else PurePath(name).name or name


def summary(comparison: Comparison) -> str:
    """One line: what changed, counted, and how many pages there are."""
    old, new = len(comparison.old.labels), len(comparison.new.labels)
    pages = f"{old} page{'' if old == 1 else 's'}" if old == new else f"{old} → {new} pages"
    if comparison.is_same:
        return f"no difference in {pages}"
    return f"{', '.join(counted(name, count) for name, count in comparison.counts().items())}; {pages}"


_NAMES = {
    "figures": ("figure changed", "figures changed"),
    "charts": ("chart changed", "charts changed"),
    "pictures": ("picture changed", "pictures changed"),
    "changed": ("paragraph changed", "paragraphs changed"),
    "inserted": ("paragraph inserted", "paragraphs inserted"),
    "deleted": ("paragraph deleted", "paragraphs deleted"),
    "moved": ("paragraph moved", "paragraphs moved"),
    "divided": ("paragraph divided", "paragraphs divided"),
    "joined": ("paragraph joined", "paragraphs joined"),
    "alternative texts": ("alternative text changed", "alternative texts changed"),
    "lines of contents": ("line of contents changed", "lines of contents changed"),
}


def counted(name: str, count: int) -> str:
    """``1 paragraph moved``, ``2 paragraphs moved``."""
    return f"{count} {_NAMES[name][count != 1]}"


def where(change: Change, comparison: Comparison) -> str:
    """The page, or both pages where they differ, as the beginning of a line."""
    place = between(comparison, change.old_page, change.new_page)
    return f"{place}: " if place else ""


def between(comparison: Comparison, old: int | None, new: int | None) -> str:
    """``page 12``, ``page 12 → 13``; the page of the one side that there is."""
    labels = [label for label in (comparison.old.label(old), comparison.new.label(new)) if label]
    return f"page {' → '.join(dict.fromkeys(labels))}" if labels else ""


def what(change: Change) -> str:
    """What became of what: ``heading changed``, ``paragraph moved and changed``, ``3 paragraphs moved``."""
    count = max(len(change.old), len(change.new))
    kind = change.kind.value
    if change.action is Action.MOVED and count > 1:
        return f"{count} paragraphs moved"
    if change.action is Action.DIVIDED:
        return f"{kind} divided into {len(change.new)}"
    if change.action is Action.JOINED:
        return f"{len(change.old)} paragraphs joined"
    return f"{kind} {'moved and ' if change.moved else ''}{change.action.value}"


# ---------------------------------------------------------------- for machines


def as_json(comparison: Comparison) -> str:
    """Everything, with offsets of characters and pages counted from 1; the same comparison gives the same bytes."""
    data = {
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "same": comparison.is_same,
        "counts": comparison.counts(),
        "figures": [
            {
                "id": one.id,
                "measures": one.measures,
                "old": one.old or None,
                "new": one.new or None,
                "old_pages": list(one.old_pages),
                "new_pages": list(one.new_pages),
            }
            for one in comparison.figures
        ],
        "charts": [
            {
                "id": one.id,
                "what": one.what,
                "title": one.title,
                "action": one.action.value,
                "old_page": _number(one.old_page),
                "new_page": _number(one.new_page),
                "cells": [
                    {"label": cell.label, "old": cell.old or None, "new": cell.new or None} for cell in one.cells
                ],
            }
            for one in comparison.charts
        ],
        "changes": [_change(change) for change in comparison.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _version(version: Version) -> dict[str, Any]:
    return {"name": version.name, "pages": len(version.labels), "labels": list(version.labels)}


def _change(change: Change) -> dict[str, Any]:
    return {
        "topic": change.topic.value,
        "action": change.action.value,
        "moved": change.moved or change.action is Action.MOVED,
        "kind": change.kind.value,
        "old_page": _number(change.old_page),
        "new_page": _number(change.new_page),
        "old": change.old_text if change.old else None,
        "new": change.new_text if change.new else None,
        "edits": [_edit(change, edit) for edit in change.edits],
        "numbers": [{"old": old or None, "new": new or None} for old, new in change.numbers],
    }


def _edit(change: Change, edit: Edit) -> dict[str, Any]:
    return {
        "old": list(edit.old),
        "new": list(edit.new),
        "gone": change.old_text[slice(*edit.old)],
        "come": change.new_text[slice(*edit.new)],
    }


def _number(page: int | None) -> int | None:
    return None if page is None else page + 1
