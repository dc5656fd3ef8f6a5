"""A small report with one of everything that a press kit takes, and its kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.clock import Clock
from typeset.laying import Laid, lay_out
from typeset.manifest.loading import load
from typeset.presskit.kit import kit_of
from typeset.problem import as_text

REPORT = """\
report: {title: Our Rivers, year: 2016, publisher: River Watch & Sons, language: en-GB}
sources:
  talk: {title: Talk at the county fair, year: 2016}
figures:
  clear: {value: 64.5, unit: per cent, measures: volunteers who found clear water, question: single}
people:
  hart: {name: Ada Hart, role: Ecologist}
book:
  - part: cover
  - part: insight
    number: 1
    headline: Clear water
    key: {figure: clear, display: "64.5%", sentence: of volunteers found the water clear}
    field: {lit: clear, caption: "645 of 1,000 dots: the share who found clear water"}
    text:
      - |
        Most volunteers looked into clear water, and most of them were glad of it.
      - chart: levels
        kind: bars
        title: "Levels < rose"
        measures: Level, cm
        data:
          - {label: "Till, north", value: 1600, emphasis: true}
          - {label: Wear, value: 26.0}
          - {label: Tees, value: 3-5}
          - {label: Tyne, missing: true, note: gauge lost}
        base: Four rivers
        source: talk
        note: Read once a day.
        alt: "Bars: Till & Wear."
      - pull: The river remembers what its banks forget.
        who: hart
        as: verbatim
        source: talk
      - pull: Rain tells more than any gauge.
        by: A volunteer
        as: paraphrase
  - part: back-cover
"""


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """The report, laid out."""
    manifest = Path(tmp_path_factory.mktemp("report")) / "content.yaml"
    manifest.write_text(REPORT, encoding="utf-8")
    made = lay_out(load(manifest), Clock())
    assert made.is_sound, as_text(made.problems, made.sources)
    return made


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that all kits of the session share."""
    return Path(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def kit(laid: Laid, cache: Path) -> dict[str, bytes]:
    """Its press kit: files by name."""
    return kit_of(laid, cache)
