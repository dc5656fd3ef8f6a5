"""The gallery of charts: complete, and a report that builds without a word of complaint."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.build import Clock, Laid, lay_out
from typeset.charts.registry import OURS
from typeset.manifest.loading import load
from typeset.problem import as_text

GALLERY = Path(__file__).parents[4] / "docs" / "charts.yaml"


@pytest.fixture(scope="module")
def gallery() -> Laid:
    """The gallery, laid out."""
    return lay_out(load(GALLERY), Clock())


def test_every_kind_stands_in_the_gallery(gallery):
    """Each kind once; the map twice, for it has two shapes."""
    kinds = [plot.chart.kind for plot in gallery.plots]
    assert set(kinds) == set(OURS)
    assert {kind for kind in kinds if kinds.count(kind) > 1} == {"map"}


def test_it_has_no_problem(gallery):
    """Neither its data nor its layout gives cause to warn."""
    assert not as_text(gallery.problems, gallery.sources)
    assert gallery.is_sound
