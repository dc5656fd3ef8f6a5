"""The gallery of charts: complete, and a report that builds without a word of complaint."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.charts.registry import OURS
from typeset.cli import main
from typeset.clock import Clock
from typeset.laying import Laid, lay_out
from typeset.manifest.loading import load

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


def test_it_has_no_problem(capsys):
    """Neither its data nor its words nor its layout give cause to warn."""
    assert main(["check", str(GALLERY)]) == 0
    assert "no problems found" in capsys.readouterr().err
