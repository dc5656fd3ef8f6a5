"""Rich text: words with emphasis, links, notes and references, as the design sets it."""

from __future__ import annotations

from layout.complaint import Origin
from layout.type.bidi import PDI, RLI
from layout.type.scripts import is_right_to_left
from layout.values import Struct, replace


class Words(Struct, frozen=True, kw_only=True):
    """A stretch of text in one manner. Spaces stand inside the texts."""

    text: str
    emphasis: bool = False
    strong: bool = False
    setting: str = ""
    """Letters of a kind: ``small-caps``, ``capitals``, ``fraction``, ``superior`` or ``inferior``."""
    language: str = ""
    """BCP 47, where it differs from the report's."""
    uri: str = ""
    anchor: str = ""
    """Where it links to: an address outside, or a place in the book."""
    contents: str = ""
    """What the link is called aloud, where its own words do not say it."""
    expansion: str = ""
    """What an abbreviation stands for."""
    mark: str = ""
    """The name of this very place, where something leads here."""
    origin: Origin = 0


class PageOf(Struct, frozen=True, kw_only=True):
    """The page number of an anchor, known only once the book is set."""

    anchor: str
    lead: str = ""
    """Words before the number, linked with it: "insight 4, page "."""
    emphasis: bool = False
    strong: bool = False
    origin: Origin = 0


class PagesOf(Struct, frozen=True, kw_only=True):
    """The pages of several places, in order, each once and linked; known only once the book is set."""

    places: tuple[tuple[str, ...], ...]
    """For each place the anchors that may name it, the nearest first: the first that is on a page counts."""


class Noted(Struct, frozen=True, kw_only=True):
    """A footnote's reference; the note itself goes to the foot of the column."""

    note: tuple[Words | PageOf, ...]
    origin: Origin = 0


Inline = Words | PageOf | PagesOf | Noted
Rich = tuple[Inline, ...]


def plain(rich: Rich) -> str:
    """The words alone; notes left out."""
    return "".join(node.text if isinstance(node, Words) else getattr(node, "lead", "") for node in rich)


def plain_title(rich: Rich) -> str:
    """The words alone, as outlines, contents and running heads show them.

    A passage that runs right to left stands between two characters that isolate it: the
    words around it keep their order where nobody knows of its language any more.
    """
    isolated = (_isolated(node) if isinstance(node, Words) else node for node in rich)
    return plain(tuple(isolated))


def _isolated(node: Words) -> Words:
    turns = node.language and is_right_to_left(node.language)
    return replace(node, text=f"{RLI}{node.text}{PDI}") if turns else node


def words(text: str, origin: Origin = 0) -> Rich:
    """Rich text of one plain stretch."""
    return (Words(text=text, origin=origin),) if text else ()
