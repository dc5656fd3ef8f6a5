"""What the tests of loading share: the picture that the manifest of every kind shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _picture_beside(tmp_path):
    """The picture of `every-kind.yaml` lies where a test writes that manifest."""
    shutil.copy(Path(__file__).parent / "dot.png", tmp_path / "dot.png")
