"""Approvals: who has approved which section, and which words, kept beside the manifest.

`approvals.yaml` holds hashes of content, so that an edited section falls back to draft by
itself and an altered quotation is noticed:

    quotes:
      "The work has grown": 1f0c6bd2a9e4c7d3
    sections:
      insight-1: {state: approved, by: Anna Berg, on: 2016-10-03, hash: 9a4c1e07b2d8f365}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, Literal

from layout.values import Struct
from typeset.ledger.passages import Passage
from typeset.manifest.declare import Entry, Form, holds
from typeset.manifest.desk import Desk
from typeset.manifest.gaps import without_consequences
from typeset.manifest.kinds import Choice, Day, Plain, Table
from typeset.manifest.nodes import Mapping as MappingNode
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import Problem, in_order

_HASH = Plain(most=64, pattern="[0-9a-f]{16}", wanted="a hash of sixteen digits")


class Approval(Entry, frozen=True, kw_only=True):
    """The state of one section."""

    TITLE: ClassVar[str] = "an approval"

    state: Literal["draft", "reviewed", "approved"] = holds(
        Choice(("draft", "reviewed", "approved")), "How far the section is.", required=True
    )
    by: str = holds(Plain(most=120), "Who says so.")
    on: dt.date | None = holds(Day(), "When.")
    hash: str = holds(_HASH, "Hash of the content that was seen.")


class Approvals(Entry, frozen=True, kw_only=True):
    """Everything that has been approved."""

    TITLE: ClassVar[str] = "the approvals"

    quotes: Mapping[str, str] = holds(Table(_HASH), "Verbatim quotes: their first words, and a hash of all of them.")
    sections: Mapping[str, Approval] = holds(Table(Form(Approval)), "Parts by id, with their state.")
    embargo: dt.date | None = holds(Day(), "The day before which nothing is released.")


class LoadedApprovals(Struct, frozen=True):
    """What came of loading approvals; *approvals* is there even if something is wrong with them."""

    approvals: Approvals
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source]


def load_approvals(path: str | Path) -> LoadedApprovals:
    """Load the approvals at *path*; never raises for what stands in them."""
    path = Path(path)
    folder = path.parent.resolve()
    reading = Reading(folder, "" if str(path.parent) == "." else str(path.parent))
    tree = read_tree(folder / path.name, str(path), reading)
    desk, form = Desk(reading), Form(Approvals)
    approvals = form.read_mapping(tree, desk) if isinstance(tree, MappingNode) else Approvals()
    if tree is not None and not isinstance(tree, MappingNode):
        form.read(tree, desk)
    problems = without_consequences(reading.problems, reading.gaps)
    return LoadedApprovals(approvals, in_order(problems, reading.sources), reading.sources)


def hash_of(text: str) -> str:
    """Sixteen digits that change with every letter of *text*; white space does not count."""
    from hashlib import sha256  # most reports are checked long before anyone approves them

    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def hash_of_part(part: str, passages: Iterable[Passage]) -> str:
    """The hash of all that is printed in the part with the id *part*, figures written out."""
    return hash_of("\n".join(passage.plain for passage in passages if passage.part and passage.part.id == part))
