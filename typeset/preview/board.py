"""The board: what is shown at the moment, and a bell for those who wait for news."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Condition
from typing import Self

from layout.pages.book import Book, Page
from layout.values import Struct, field
from typeset.manifest.source import Source
from typeset.preflight.printer import Printer
from typeset.press.whence import Spans
from typeset.preview.picture import Painter
from typeset.preview.places import Atlas
from typeset.problem import Problem


class Leaf(Struct, frozen=True):
    """A page with the number of its look: another look has another number, in this session for ever."""

    version: int
    page: Page


class Pages(Struct, frozen=True, kw_only=True):
    """The last book that could be laid out, and all that is needed to show it."""

    book: Book
    leaves: tuple[Leaf, ...]
    painter: Painter
    pictures: Mapping[str, bytes]
    spans: Spans
    atlas: Atlas
    title: str
    language: str
    printer: Printer


class Shown(Struct, frozen=True, kw_only=True):
    """One state of the preview."""

    build: int = 0
    """Counts the times that files were read."""
    pages: Pages | None = None
    """None until a first book could be laid out."""
    written: tuple[int, ...] = ()
    """Indexes of pages on which this build shows something new."""
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    is_current: bool = True
    """False while the report cannot be laid out: the pages are those of an earlier state."""
    is_checked: bool = False
    """False while the problems are those of an earlier state, because the audit is still at work."""
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds by phase."""


class Board:
    """Holds the present state; one writes, many read."""

    def __init__(self) -> None:
        self._news = Condition()
        self._serial = 0
        self._shown = Shown()
        self._closed = False
        self._readers = 0

    def show(self, shown: Shown) -> None:
        """Put up a new state and ring the bell."""
        with self._news:
            self._shown = shown
            self._serial += 1
            self._news.notify_all()

    @property
    def shown(self) -> Shown:
        """The present state."""
        return self._shown

    def wait(self, after: int, seconds: float) -> tuple[int, Shown] | None:
        """The first state with a serial number over *after*, and that number; None when there is none in time."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._serial > after, seconds)
            return (self._serial, self._shown) if self._serial > after and not self._closed else None

    def close(self) -> None:
        """Send everybody home."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    @property
    def is_closed(self) -> bool:
        return self._closed

    def __enter__(self) -> Self:
        with self._news:
            self._readers += 1
        return self

    def __exit__(self, *_: object) -> None:
        with self._news:
            self._readers -= 1

    @property
    def is_watched(self) -> bool:
        """Tell whether anybody reads along; they stand in a `with` for as long as they do."""
        return self._readers > 0
