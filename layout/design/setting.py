"""A part as it was set, apart from its place in the book.

What a part looks like hangs on its own content, on the side of the spread it begins on
and on the answers it asked for, and on nothing else. So a part that was set once need not
be set again while these stay the same: neither in the next pass, nor in the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from layout.complaint import Complaint, Origin
from layout.design.desk import Answers, Question
from layout.pages.book import Item, Link, PlacedLine
from layout.pages.sheet import Sheet, painted
from layout.pages.tree import Element, Slot
from layout.values import Struct

OVERRUN = 0.5
"""Points that a line may stick out before it is worth a word."""


class Leaf(Struct, frozen=True, kw_only=True):
    """What is known of a page of a part without looking at it."""

    template: str
    anchors: Mapping[str, float]
    furnished: bool
    overruns: tuple[tuple[Origin, str, float], ...] = ()
    """Lines wider than their measure: whence, the word in them that cannot be broken, and by how many points."""


class Body(Struct, frozen=True):
    """What stands on the pages of a part, and its tags."""

    items: tuple[tuple[Item, ...], ...]
    """By page, in painting order."""
    element: Element


class SetPart(Struct, frozen=True, kw_only=True):
    """One part, set."""

    leaves: tuple[Leaf, ...]
    read: Callable[[], Body]
    """Gives the body: much the greater part, and not needed to judge the content."""
    links: Mapping[Slot, Link]
    noted: Mapping[str, Origin]
    complaints: tuple[Complaint, ...]
    asked: Mapping[Question, str]
    """The questions that were asked of the pass before, and how they were answered."""

    def holds(self, answers: Answers) -> bool:
        """Tell whether it would come out the same with these *answers*."""
        return all(answers.answer(question) == given for question, given in self.asked.items())


class Shelf(Protocol):
    """Where set parts are kept from pass to pass, or from run to run."""

    def find(self, key: bytes) -> Iterable[SetPart]:
        """The parts kept under *key*; they differ in the answers they asked for."""
        ...

    def keep(self, key: bytes, part: SetPart) -> None:
        """Put one more under *key*."""
        ...


class Memory:
    """A shelf that lasts as long as it is held."""

    def __init__(self) -> None:
        self._parts: dict[bytes, list[SetPart]] = {}

    def find(self, key: bytes) -> Iterable[SetPart]:
        return tuple(self._parts.get(key, ()))

    def keep(self, key: bytes, part: SetPart) -> None:
        self._parts.setdefault(key, []).append(part)


def leaf_of(sheet: Sheet) -> Leaf:
    """What is to be known of *sheet* at a glance."""
    lines = (item for item in sheet.items if isinstance(item, PlacedLine) and item.overrun > OVERRUN)
    return Leaf(
        template=sheet.template,
        anchors=dict(sheet.anchors),
        furnished=sheet.furnished,
        overruns=tuple((line.origin, _longest_word(line), line.overrun) for line in lines),
    )


def _longest_word(line: PlacedLine) -> str:
    return max("".join(run.text for run in line.runs).split(), key=len, default="")


def body_of(sheets: Iterable[Sheet], element: Element) -> Body:
    """The finished pages of a part."""
    return Body(tuple(painted(sheet) for sheet in sheets), element)
