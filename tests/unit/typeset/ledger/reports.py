"""Small manifests for the tests of the ledger, loaded from a folder of their own."""

from __future__ import annotations

from pathlib import Path

from typeset.manifest.loading import Loaded, load

HEAD = "report: {title: Report, year: 2016, publisher: House, language: en-GB}\n"


def loaded(folder: Path, rest: str) -> Loaded:
    """Load a manifest of *rest* under a head that is sound; it must be sound as a whole."""
    path = folder / "content.yaml"
    path.write_text(HEAD + rest, encoding="utf-8")
    found = load(path)
    assert found.report is not None
    assert not found.problems, found.problems
    return found


def letter(text: str) -> str:
    """A book of one letter with *text* (already indented by six spaces where it has several lines)."""
    return f"book:\n  - part: letter\n    id: letter\n    headline: A letter\n    text: |\n      {text}\n"
