"""Running text as values: words in their looks, and what stands among them.

Every node keeps the offset in its field's text at which it was written, so whoever
finds something wrong later can point at the very word (`Text.spot`).
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.values import Struct, replace
from typeset.manifest.nodes import Scalar
from typeset.problem import NOWHERE, Span

SETTINGS = ("small-caps", "capitals", "fraction", "superior", "inferior")
"""What words in brackets can be set in. The words themselves stay as they are written."""


class Look(Struct, frozen=True, kw_only=True):
    """How a stretch of words stands out."""

    emphasis: bool = False
    strong: bool = False
    setting: str = ""
    """One of `SETTINGS`; empty for letters like all others."""
    language: str = ""
    """BCP 47; empty for the language of the report."""
    quote: str = ""
    """Of somebody's own words: the key of the source where they stand."""


PLAIN = Look()


class Words(Struct, frozen=True, kw_only=True):
    """Words in one look. White space is one space; spaces at either end are the author's."""

    text: str
    look: Look = PLAIN
    offset: int = 0


class FigureRef(Struct, frozen=True, kw_only=True):
    """A figure of the ledger in a sentence; *text* is what is printed."""

    figure: str
    """Its id."""
    form: str
    """One of `FORMS`, or ``words`` when the author gave them."""
    text: str
    look: Look = PLAIN
    offset: int = 0


class PersonRef(Struct, frozen=True, kw_only=True):
    """A person or organisation in a sentence; *text* is the name."""

    person: str
    """Key in `people`."""
    text: str
    look: Look = PLAIN
    offset: int = 0


class CrossRef(Struct, frozen=True, kw_only=True):
    """A reference to another place of the report; the page is known once it is laid out."""

    target: str
    """Id of a part, commentary, box, chart or table."""
    page_only: bool = False
    """``{page:…}``: the number of the page and nothing else."""
    words: str = ""
    """Given by the author in place of “insight 4, page 16”; empty otherwise."""
    look: Look = PLAIN
    offset: int = 0


class NoteMark(Struct, frozen=True, kw_only=True):
    """A footnote at its anchor."""

    nodes: tuple[Inline, ...]
    offset: int = 0


class LinkTo(Struct, frozen=True, kw_only=True):
    """Words that lead to a web or mail address."""

    uri: str
    nodes: tuple[Inline, ...]
    offset: int = 0


Inline = Words | FigureRef | PersonRef | CrossRef | NoteMark | LinkTo


class Text(Struct, frozen=True, eq=False):
    """One line or paragraph of running text, ready to be set. Texts are equal when they say the same."""

    nodes: tuple[Inline, ...] = ()
    scalar: Scalar | None = None
    """The field it was written in; a paragraph shares it with its neighbours."""
    start: int = 0
    """Offset in the field's value at which it begins."""
    end: int = 0

    def __eq__(self, other: object) -> bool:
        return self.nodes == other.nodes if isinstance(other, Text) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.nodes)

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
            return replace(node, look=replace(node.look, **look))
