"""Telling: the preview's state in the words of its page, JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os.path import relpath
from pathlib import Path
from typing import Any

from layout.pages.book import Page
from typeset.manifest.source import Source
from typeset.preview.board import Pages, Shown
from typeset.preview.places import Block, find_blocks
from typeset.problem import NOWHERE, Problem, Span

WIDEST = 160
"""Characters of an excerpt; of longer lines what stands around the fault."""
LEAD = 48
"""Characters before the fault, where the line is cut."""

# Signs that turn the direction of what follows could make an excerpt show other words than the file has.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")


def as_state(shown: Shown, session: str, editor: str, folder: str, *, with_problems: bool = True) -> str:
    """All that the page shows, but for the pictures. Small enough to be told anew each time: 50 bytes a page.

    *editor* is the address that opens a file in the author's editor, *folder* the
    manifest's: files are named from there. Without problems, those told before still hold.
    """
    pages = shown.pages
    state: dict[str, Any] = {
        "session": session,
        "build": shown.build,
        "current": shown.is_current,
        "checked": shown.is_checked,
        "written": list(shown.written),
        "spent": {phase: round(seconds * 1000, 1) for phase, seconds in shown.spent.items()},
        "editor": editor,
        "title": pages.title if pages else "",
        "language": pages.language if pages else "en",
        "pages": [_leaf(leaf.version, leaf.page) for leaf in pages.leaves] if pages else [],
        "shape": _shape(pages) if pages else None,
    }
    if with_problems:
        state["problems"] = [_problem(one, shown, folder) for one in shown.problems]
    return _json(state)


def as_blocks(pages: Pages, number: int, folder: str) -> str:
    """What stands on page *number* (from 0), each block with its place in the files."""
    blocks = find_blocks(number, pages.book.pages[number], pages.spans)
    return _json([_block(block, folder) for block in blocks])


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _leaf(version: int, page: Page) -> dict[str, Any]:
    told: dict[str, Any] = {"v": version, "label": page.label, "kind": page.template}
    return told | ({"live": 1, "top": round(page.grid_top, 2), "step": page.grid_step} if page.live else {})


def _shape(pages: Pages) -> dict[str, float]:
    page = pages.painter.brand.page
    return {
        "width": page.width,
        "height": page.height,
        "bleed": pages.book.bleed,
        "safe": pages.printer.safe,
        "inner": page.inner,
        "outer": page.outer,
        "head": page.head,
        "foot": page.foot,
        "columns": page.columns,
        "gutter": page.gutter,
    }


def _block(block: Block, folder: str) -> dict[str, Any]:
    box = block.box
    return {
        "box": [round(value, 2) for value in (box.x, box.y, box.width, box.height)],
        "text": block.text,
        **_place(block.span, folder),
    }


def _place(span: Span, folder: str) -> dict[str, Any]:
    """A place in a file: as one cites it, and as an editor opens it."""
    if not span.line:
        return {}
    name = relpath(span.file, folder or ".")
    place = f"{name}:{span.line}:{span.column}"
    return {"place": place, "path": str(Path(span.file).absolute()), "line": span.line, "column": span.column}


def _problem(problem: Problem, shown: Shown, folder: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": _clean(problem.message),
        "expected": _clean(problem.expected),
        "why": _clean(problem.why),
        "hint": _clean(problem.hint),
        **_place(problem.span, folder),
        "excerpt": _excerpt(problem.span, shown.sources),
    }
    block = shown.pages.atlas.find(problem.span) if shown.pages and problem.span != NOWHERE else None
    if block is not None:
        box = block.box
        told |= {"page": block.page, "box": [round(value, 2) for value in (box.x, box.y, box.width, box.height)]}
    return {key: value for key, value in told.items() if value not in ("", None)}


def _excerpt(span: Span, sources: Mapping[str, Source]) -> list[str] | None:
    """The line at fault as three pieces, the second being the fault; None where there is no such line."""
    source = sources.get(span.file)
    if source is None or not span.line:
        return None
    line = source.line(span.line)
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    end = max(start, end)
    if not line.strip():
        return None
    first = max(0, start - LEAD) if len(line) > WIDEST else 0
    last = min(len(line), max(end, first + WIDEST) if end - start < WIDEST else start + WIDEST)
    end = min(end, last)
    before = line[first:start] if first else line[:start].lstrip()
    return [
        _clean(("…" if first else "") + before),
        _clean(line[start:end]),
        _clean(line[end:last] + ("…" if last < len(line) else "")),
    ]


def _clean(text: str) -> str:
    """Words as they may appear on a page: nothing that turns what follows, no control characters."""
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text.translate(_TURNING))
