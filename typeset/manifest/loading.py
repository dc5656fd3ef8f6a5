"""Load: from content.yaml to a frozen `Report`, with every mistake found on the way.

Registers are read first, wherever they stand in the file, so that a sentence can be
given its figures and names as it is read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Any

from layout.values import Struct
from typeset.ledger.tongues import ENGLISH, Tongue, tongue_of
from typeset.manifest.declare import Form, keys_of
from typeset.manifest.derive import work_out
from typeset.manifest.desk import Desk
from typeset.manifest.gaps import without_consequences
from typeset.manifest.model import Report
from typeset.manifest.nodes import Mapping, Node, Scalar
from typeset.manifest.parts import check_numbers
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import Problem, in_order

_FIRST = ("sources", "figures", "organisations", "people")

HOUSE = "house.yaml"
"""The house style beside a manifest, which may choose the format of numbers."""


class Loaded(Struct, frozen=True):
    """What came of loading a manifest.

    *report* is there whenever the files hold one at all. With errors among *problems* it
    is a best effort, whole in form though not in content: good for finding further
    problems in one run, never for printing.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    sources: MappingOf[str, Source]
    named: frozenset[Path] = frozenset()
    """Every file that the manifest asks for, itself included, whether it is there or not."""

    @property
    def is_sound(self) -> bool:
        """Tell whether there is a report, and nothing wrong with it beyond warnings."""
        return self.report is not None and not any(problem.is_error for problem in self.problems)


def load(path: str | Path) -> Loaded:
    """Load the manifest at *path*; never raises for what stands in it."""
    path = Path(path)
    folder = Path(os.path.realpath(path.parent))  # unlike resolve(), never raises for a ring of links
    reading = Reading(folder, "" if str(path.parent) == "." else str(path.parent))
    tree = read_tree(folder / path.name, str(path), reading)
    report = None if tree is None else _read_report(tree, Desk(reading))
    problems = without_consequences(reading.problems, reading.gaps)
    return Loaded(report, in_order(problems, reading.sources), reading.sources, frozenset(reading.named))


def _read_report(tree: Node, desk: Desk) -> Report | None:
    form = Form(Report)
    if not isinstance(tree, Mapping):
        form.read(tree, desk)
        return None
    desk.tongue = _tongue_of(tree, desk.reading.folder)
    registers = _read_registers(tree, desk)
    report = form.read_mapping(tree, desk, beside=_FIRST, tongue=desk.tongue, **registers)
    check_numbers(report.book, desk)
    desk.resolve_mentions()
    return report


def _tongue_of(tree: Mapping, folder: Path) -> Tongue:
    """How the report writes its numbers: as its language does, and as the house style beside it chooses."""
    meta = tree.get("report")
    language = meta.get("language") if isinstance(meta, Mapping) else None
    code = language.value.strip() if isinstance(language, Scalar) else ""
    if (folder / HOUSE).is_file():
        from typeset.ledger.house import load_house  # what is wrong with it is for the audit to tell

        return load_house(folder / HOUSE, code or "en").house.tongue
    return tongue_of(code) if code else ENGLISH


def _read_registers(tree: Mapping, desk: Desk) -> dict[str, Any]:
    """Read the registers; a second time if their own texts refer to what stood further down."""
    problems, mentions = desk.reading.problems, desk.mentions
    before = len(problems), len(mentions)
    registers = _registers(tree, desk)
    if any(problem.code in ("unknown-figure", "unknown-person") for problem in problems[before[0] :]):
        del problems[before[0] :]
        del mentions[before[1] :]
        registers = _registers(tree, desk)
    return registers


def _registers(tree: Mapping, desk: Desk) -> dict[str, Any]:
    registers: dict[str, Any] = {}
    for name in _FIRST:
        node = tree.get(name)
        if node is None:
            continue
        registers[name] = keys_of(Report)[name][1].kind.read(node, desk) or {}
        setattr(desk, name, registers[name])
        if name == "figures":
            registers[name] = desk.figures = work_out(tree, desk)
    return registers
