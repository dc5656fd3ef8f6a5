"""Load: from content.yaml to a frozen `Report`, with every mistake found on the way.

Registers are read first, wherever they stand in the file, so that a sentence can be
given its figures and names as it is read.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typeset.manifest.declare import Form, keys_of
from typeset.manifest.derive import work_out
from typeset.manifest.desk import Desk
from typeset.manifest.gaps import without_consequences
from typeset.manifest.model import Report
from typeset.manifest.nodes import Mapping, Node
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import Problem, in_order

_FIRST = ("sources", "figures", "people")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a manifest.

    *report* is there whenever the files hold one at all. With errors among *problems* it
    is a best effort, whole in form though not in content: good for finding further
    problems in one run, never for printing.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    sources: MappingOf[str, Source]

    @property
    def is_sound(self) -> bool:
        """Tell whether there is a report, and nothing wrong with it beyond warnings."""
        return self.report is not None and not any(problem.is_error for problem in self.problems)


def load(path: str | Path) -> Loaded:
    """Load the manifest at *path*; never raises for what stands in it."""
    path = Path(path)
    folder = path.parent.resolve()
    reading = Reading(folder, "" if str(path.parent) == "." else str(path.parent))
    tree = read_tree(folder / path.name, str(path), reading)
    report = None if tree is None else _read_report(tree, Desk(reading))
    problems = without_consequences(reading.problems, reading.gaps)
    return Loaded(report, in_order(problems, reading.sources), reading.sources)


def _read_report(tree: Node, desk: Desk) -> Report | None:
    form = Form(Report)
    if not isinstance(tree, Mapping):
        form.read(tree, desk)
        return None
    registers: dict[str, Any] = {}
    for name in _FIRST:
        node = tree.get(name)
        if node is not None:
            kind = keys_of(Report)[name][1].kind
            registers[name] = kind.read(node, desk) or {}
            getattr(desk, name).update(registers[name])
        if name == "figures":
            registers[name] = desk.figures = work_out(tree, desk)
    report = form.read_mapping(tree, desk, beside=_FIRST, **registers)
    desk.resolve_mentions()
    return report
