"""Running text as values: words in their looks, and what stands among them.

Every node keeps the offset in its field's text at which it was written, so whoever
finds something wrong later can point at the very word (`Text.spot`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from typeset.manifest.nodes import Scalar
from typeset.problem import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a stretch of words stands out."""

    emphasis: bool = False
    strong: bool = False
    small_caps: bool = False
    language: str = ""
    """BCP 47; empty for the language of the report."""


PLAIN = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words in one look. White space is one space; spaces at either end are the author's."""

    text: str
    look: Look = PLAIN
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRef:
    """A figure of the ledger in a sentence; *text* is what is printed."""

    figure: str
    """Its id."""
    form: str
    """One of `FORMS`, or ``words`` when the author gave them."""
    text: str
    look: Look = PLAIN
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRef:
    """A person or organisation in a sentence; *text* is the name."""

    person: str
    """Key in `people`."""
    text: str
    look: Look = PLAIN
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossRef:
    """A reference to another place of the report; the page is known once it is laid out."""

    target: str
    """Id of a part, commentary, box, chart or table."""
    page_only: bool = False
    """``{page:…}``: the number of the page and nothing else."""
    words: str = ""
    """Given by the author in place of “insight 4, page 16”; empty otherwise."""
    look: Look = PLAIN
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """A footnote at its anchor."""

    nodes: tuple[Inline, ...]
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTo:
    """Words that lead to a web or mail address."""

    uri: str
    nodes: tuple[Inline, ...]
    offset: int = 0


Inline = Words | FigureRef | PersonRef | CrossRef | NoteMark | LinkTo


@dataclass(frozen=True, slots=True)
class Text:
    """One line or paragraph of running text, ready to be set."""

    nodes: tuple[Inline, ...] = ()
    scalar: Scalar | None = field(default=None, repr=False, compare=False)
    """The field it was written in; a paragraph shares it with its neighbours."""
    start: int = field(default=0, repr=False, compare=False)
    """Offset in the field's value at which it begins."""
    end: int = field(default=0, repr=False, compare=False)

    @property
    def span(self) -> Span:
        """Where it stands. Worked out only when asked for: most texts are never complained of."""
        if self.scalar is None:
            return NOWHERE
        if self.start == 0 and self.end >= len(self.scalar.value.rstrip()):
            return self.scalar.span
        return self.scalar.spot(self.start, self.end - self.start)

    @property
    def plain(self) -> str:
        """The words alone, for metadata, outlines and comparisons; footnotes are left out."""
        return plain(self.nodes)

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def spot(self, node: Inline | None = None, found: str = "") -> Span:
        """Point at *node*, or at the words *found* (in it or anywhere); else at the whole text."""
        if self.scalar is None or (node is None and not found):
            return self.span
        start = node.offset if node is not None else self.start
        if found and (at := self.scalar.value.find(found, start, self.end)) >= 0:
            return self.scalar.spot(at, len(found))
        return self.scalar.spot(start) if node is not None else self.span

    def walk(self) -> Iterator[Inline]:
        """Every node, those inside links and notes included, in reading order."""
        yield from walk(self.nodes)


def walk(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every node of *nodes* and below, in reading order."""
    for node in nodes:
        yield node
        if isinstance(node, LinkTo | NoteMark):
            yield from walk(node.nodes)


def plain(nodes: tuple[Inline, ...]) -> str:
    """The words of *nodes* without footnotes; a cross-reference without words of its own is silent."""
    return "".join(map(_plain, nodes))


def _plain(node: Inline) -> str:
    match node:
        case Words() | FigureRef() | PersonRef():
            return node.text
        case CrossRef():
            return node.words
        case LinkTo():
            return plain(node.nodes)
        case NoteMark():
            return ""


def relooked(node: Inline, **look: str | bool) -> Inline:
    """The node with its look changed; what stands inside a link changes with it, a note does not."""
    match node:
        case LinkTo():
            return replace(node, nodes=tuple(relooked(inner, **look) for inner in node.nodes))
        case NoteMark():
            return node
        case _:
            return replace(node, look=replace(node.look, **look))  # type: ignore[arg-type]  # names come from this room
