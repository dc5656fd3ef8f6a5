"""Two states of the small report."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.clock import Clock
from typeset.laying import Laid, lay_out
from typeset.manifest.loading import load
from typeset.problem import as_text

HERE = Path(__file__).parent
if str(HERE) not in sys.path:  # where versions are made by hand
    sys.path.insert(0, str(HERE))

PAGES = Path(__file__).parents[3] / "pages"

EDITS = (
    ("beans: {value: 64.5,", "beans: {value: 65.5,"),
    ('display: "64.5%"', 'display: "65.5%"'),
    ("645 of 1,000 dots", "655 of 1,000 dots"),
    ("A garden gate of seven boards, shut.", "A garden gate of seven boards, open."),
    ("## Why beans?", "## Why beans of all things?"),
    ("text: To all who answered, weeded and carried.", "text: To all who answered, weeded, carried and counted."),
)
"""What an editor did to the small report: a figure and what follows from it, an alternative text, a heading, a word."""


@pytest.fixture(scope="session")
def edited_manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small report after an editor has been at it."""
    folder = tmp_path_factory.mktemp("edited")
    text = (PAGES / "small.yaml").read_text(encoding="utf-8")
    for old, new in EDITS:
        text = text.replace(old, new)
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    shutil.copy(PAGES / "gate.png", folder)
    return folder / "small.yaml"


@pytest.fixture(scope="session")
def laid_out(chart_cache: Path) -> Callable[[Path], Laid]:
    """Lay a manifest out, which must be sound."""

    def lay(manifest: Path) -> Laid:
        laid = lay_out(load(manifest), Clock(), cache=chart_cache)
        assert laid.is_sound, as_text(laid.problems, laid.sources)
        return laid

    return lay


@pytest.fixture(scope="session")
def edited(edited_manifest, laid_out) -> Laid:
    """The edited report, laid out."""
    return laid_out(edited_manifest)


@pytest.fixture(scope="session", params=["sample", "small"])
def whole(request):
    """Each of the two reports in turn: the real one, and the one that has everything."""
    return request.getfixturevalue(request.param)
