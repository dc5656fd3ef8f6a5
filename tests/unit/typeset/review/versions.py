"""Versions made by hand."""

from __future__ import annotations

from layout.geometry import Rect
from typeset.review.version import Block, Kind, Stretch, Version


def version(*pages: str, name: str = "a report", **more: object) -> Version:
    """A version whose pages are texts, a paragraph a line; ``# `` begins a heading, ``! `` an alternative text."""
    blocks = []
    kinds = {"# ": Kind.HEADING, "! ": Kind.ALT, "| ": Kind.ROW, "= ": Kind.DATUM, "> ": Kind.CONTENTS}
    for page, text in enumerate(pages):
        for number, line in enumerate(filter(None, map(str.strip, text.split("\n")))):
            kind = kinds.get(line[:2], Kind.PARAGRAPH)
            words = line if kind is Kind.PARAGRAPH else line[2:]
            box = Rect(50, 50 + 20 * number, 400, 14)
            blocks.append(Block(kind=kind, text=words, stretches=(Stretch(0, page, box),)))
    labels = tuple(str(number + 1) for number in range(len(pages)))
    sizes = ((500.0, 700.0),) * len(pages)
    return Version(name=name, blocks=tuple(blocks), labels=labels, sizes=sizes, **more)  # type: ignore[arg-type]
