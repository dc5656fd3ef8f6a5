"""Fragments of manifests, as the corpus and the handbook give them, made whole and audited.

A fragment is a few top-level keys: `figures:`, `people:`, `book:` …; `text:` is the text of a
letter, `earlier:` the ledgers of earlier editions, `approvals:` what has been approved. In
the corpus ⟦ and ⟧ mark the words at which a problem must be told.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from typeset.ledger.approvals import Approvals, load_approvals
from typeset.ledger.audit import Audit, examine
from typeset.ledger.rule import RULES
from typeset.manifest.loading import Loaded, load

HEAD = "report: {title: Report, year: 2016, publisher: House, language: en-GB}\n"
LETTER = "book:\n  - part: letter\n    id: letter\n    headline: A letter\n"
NO_TEXT = "    text: Dear reader, this is all.\n"
_KEY = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
_ASIDE = ("earlier", "approvals", "text")


@dataclass(frozen=True)
class Case:
    """One entry of the corpus."""

    name: str
    code: str
    fragment: str
    says: str = ""

    def __str__(self) -> str:
        return self.name


def chunks(fragment: str) -> dict[str, str]:
    """The fragment's top-level keys, each with its lines."""
    found = list(_KEY.finditer(fragment))
    ends = [match.start() for match in found[1:]] + [len(fragment)]
    return {match[1]: fragment[match.start() : end] for match, end in zip(found, ends, strict=True)}


def compose(fragment: str) -> str:
    """A whole manifest round *fragment*."""
    parts = chunks(fragment)
    head = "" if "report" in parts else HEAD
    rest = "".join(lines for name, lines in parts.items() if name not in _ASIDE)
    text = textwrap.indent(parts["text"], "    ") if "text" in parts else NO_TEXT
    return head + rest + ("" if "book" in parts else LETTER + text)


def audited(fragment: str, folder: Path) -> tuple[Audit, Loaded]:
    """Load and audit *fragment*; a fragment that the loader refuses is a mistake in the corpus."""
    path = folder / "content.yaml"
    path.write_text(compose(fragment), encoding="utf-8")
    loaded = load(path)
    assert loaded.report is not None, loaded.problems
    assert not loaded.problems, loaded.problems
    parts = chunks(fragment)
    return examine(
        loaded.report,
        sources=loaded.sources,
        earlier=_earlier(parts.get("earlier", ""), folder),
        approvals=_approvals(parts.get("approvals", ""), folder),
    ), loaded


def _earlier(chunk: str, folder: Path) -> dict[str, dict[str, object]]:
    ledgers: dict[str, dict[str, object]] = {}
    for edition, figures in (yaml.safe_load(chunk)["earlier"] if chunk else {}).items():
        path = folder / f"{edition}.yaml"
        path.write_text(HEAD + yaml.safe_dump({"figures": figures}) + LETTER + NO_TEXT, encoding="utf-8")
        report = load(path).report
        assert report is not None
        ledgers[edition] = dict(report.figures)
    return ledgers


def _approvals(chunk: str, folder: Path) -> Approvals | None:
    if not chunk:
        return None
    from typeset.ledger.approvals import hash_of

    body = textwrap.dedent(chunk.partition("\n")[2])
    body = re.sub(r"\{hash of (.*?)\}", lambda match: hash_of(match[1]), body)
    path = folder / "approvals.yaml"
    path.write_text(body, encoding="utf-8")
    loaded = load_approvals(path)
    assert not loaded.problems, loaded.problems
    return loaded.approvals


def marked(fragment: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """The fragment without its marks, and the places that they mark in the whole manifest."""
    whole = compose(fragment)
    places = []
    while (start := whole.find("⟦")) >= 0:
        whole = whole[:start] + whole[start + 1 :]
        end = whole.index("⟧")
        whole = whole[:end] + whole[end + 1 :]
        line, column = whole.count("\n", 0, start) + 1, start - whole.rfind("\n", 0, start)
        last, stop = whole.count("\n", 0, end) + 1, end - whole.rfind("\n", 0, end)
        places.append((line, column, last, stop))
    return fragment.replace("⟦", "").replace("⟧", ""), places


@cache
def cases(folder: Path) -> tuple[Case, ...]:
    """Every case of the corpus in *folder*; a name begins with the code that must be told, if any."""
    found = []
    for file in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            (name, fragment), *rest = entry.items()
            says = dict(rest).get("says", "")
            code = name.split()[0] if name.split()[0] in RULES else ""
            found.append(Case(name, code, fragment, says))
    return tuple(found)
