"""A version read from page texts: the folder `pages/` of a build, a file a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from layout.geometry import Rect
from typeset.review.pagetext import BLANK, FURNITURE
from typeset.review.version import Block, Kind, Stretch, Version

NOWHERE = Rect(0, 0, 0, 0)


def is_page_folder(folder: Path) -> bool:
    """Tell whether *folder* holds page texts."""
    return any(re.fullmatch(r"\d{3,}\.txt", path.name) for path in folder.glob("*.txt"))


def version_of_pages(texts: Sequence[str], name: str) -> Version:
    """What page texts say; a paragraph that was cut by a page turn is joined again if its words say so."""
    return Version(
        name=name,
        blocks=tuple(_blocks(texts)),
        labels=tuple(_label(text, number) for number, text in enumerate(texts)),
        told=False,
        tells_alts=False,
    )


def read_folder(folder: Path) -> list[str]:
    """The texts of a folder of pages, in order."""
    files = [path for path in folder.glob("*.txt") if path.stem.isdigit()]
    return [
        path.read_text(encoding="utf-8", errors="replace") for path in sorted(files, key=lambda path: int(path.stem))
    ]


def _blocks(texts: Sequence[str]) -> Iterator[Block]:
    text = ""
    stretches: list[Stretch] = []
    for page, content in enumerate(texts):
        body = content.partition(f"{FURNITURE}\n")[0].removeprefix(f"{BLANK}\n")
        for place, line in enumerate(filter(None, map(str.strip, body.split("\n")))):
            joins = place == 0 and text and _goes_on(text, line)
            if text and not joins:
                yield Block(kind=Kind.PARAGRAPH, text=text, stretches=tuple(stretches))
                text, stretches = "", []
            if joins:
                text = text[:-1] if text.endswith("\u00ad") else f"{text} "
            stretches.append(Stretch(len(text), page, NOWHERE))
            text += line
    if text:
        yield Block(kind=Kind.PARAGRAPH, text=text, stretches=tuple(stretches))


def _goes_on(before: str, after: str) -> bool:
    if before.endswith("\u00ad"):
        return True
    return before[-1] not in '.!?:”"' and after[0].islower()


def _label(text: str, number: int) -> str:
    """The folio, where the furniture has one."""
    furniture = text.rpartition(f"{FURNITURE}\n")[2].split("\n") if f"{FURNITURE}\n" in text else []
    return next((line for line in furniture if line.isdigit()), str(number + 1))
