from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from layout.ink import Tint
from layout.type.faces import Fonts
from layout.type.lines import Line
from layout.type.style import TextStyle

FACES = {
    "roman": "SourceSerif4SmText-Regular.ttf",
    "italic": "SourceSerif4SmText-It.ttf",
    "sans": "SourceSans3-Regular.ttf",
}


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """Three of the project's own faces."""
    folder = Path(__file__).resolve().parents[4] / "fonts"
    return Fonts({key: (folder / name).read_bytes() for key, name in FACES.items()})


@pytest.fixture(scope="session")
def roman() -> TextStyle:
    """Upright text at 10 pt, so that thousandths are hundredths of a point."""
    return TextStyle(font="roman", size=10.0, tint=Tint("ink"))


@pytest.fixture(scope="session")
def italic() -> TextStyle:
    """The same in italics."""
    return TextStyle(font="italic", size=10.0, tint=Tint("ink"))


@pytest.fixture(scope="session")
def said() -> Callable[[Line], str]:
    """What a line says, with "~" for a no-break space and "=" for a hyphen of ours."""

    def say(line: Line) -> str:
        return "".join(run.text for run in line.runs).replace("\u00a0", "~").replace("\u00ad", "=")

    return say
