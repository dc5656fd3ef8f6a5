"""The audit as a command meets it: with the house style and the approvals that lie beside the manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from layout.values import Struct, field
from typeset.ledger.approvals import Approvals, load_approvals
from typeset.ledger.audit import examine
from typeset.ledger.house import default_house, load_house
from typeset.ledger.mending import Mended, mend
from typeset.ledger.suppressing import Suppression
from typeset.manifest.loading import HOUSE, Loaded
from typeset.manifest.source import Source
from typeset.problem import Problem

APPROVALS = "approvals.yaml"


class Audited(Struct, frozen=True, kw_only=True):
    """What the audit found, and in which further files it may point."""

    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    mended: tuple[Mended, ...] = ()
    """Files with their purely typographic faults mended; nothing is written yet."""
    approvals: Approvals = field(default_factory=Approvals)
    of_pages: tuple[Suppression, ...] = ()
    """Suppressions of what only layout can see."""


def audit_loaded(loaded: Loaded, folder: Path, pause: Callable[[], None] = lambda: None) -> Audited:
    """Audit a soundly loaded report; *folder* is the manifest's.

    A report with errors is not audited: half of what it says is not there. *pause* is
    called every now and then, and may break the audit off by raising something.
    """
    if loaded.report is None or not loaded.is_sound:
        return Audited()
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    language = loaded.report.report.language
    house, approvals = default_house(language), None
    if (folder / HOUSE).is_file():
        own = load_house(folder / HOUSE, language)
        problems += own.problems
        sources |= own.sources
        house = own.house
    if (folder / APPROVALS).is_file():
        given = load_approvals(folder / APPROVALS)
        problems += given.problems
        sources |= given.sources
        approvals = given.approvals
    found = examine(loaded.report, house, loaded.sources, approvals=approvals, pause=pause)
    return Audited(
        problems=(*problems, *found.problems),
        sources=sources,
        mended=mend(found.mends, loaded.sources),
        approvals=approvals if approvals is not None else Approvals(),
        of_pages=found.of_pages,
    )
