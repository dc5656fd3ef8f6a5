"""Words in charts that run right to left: measured, wrapped and boxed like all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.art import Art, Label
from layout.ink import Tint
from layout.type.faces import Fonts
from layout.type.scripts import Companion
from layout.type.style import TextStyle
from typeset.charts.collisions import find_collisions, label_box
from typeset.charts.wording import Wording

FOLDER = Path(__file__).parents[4] / "fonts"
STYLE = TextStyle(font="sans", size=10.0, tint=Tint("ink"))
MIXED = "Say שלום לכולם (כן)"


@pytest.fixture(scope="module")
def both() -> Wording:
    """The sans with its Hebrew companion."""
    names = {"sans": "SourceSans3-Regular.ttf", "hebrew": "Assistant-Regular.ttf"}
    files = {key: (FOLDER / name).read_bytes() for key, name in names.items()}
    return Wording(Fonts(files, {"hebrew": Companion(script="Hebr", beside=("sans",), scale=1.02)}))


def label(both: Wording, text: str, x: float = 0.0, turn: float = 0.0) -> Label:
    """A label of so many runs as it takes."""
    run, *others = both.runs(text, STYLE)
    return Label(x=x, baseline=20, run=run, others=tuple(others), turn=turn)


def test_what_is_measured_is_what_is_set(both):
    """The runs of a line reach from its start to its measured width, and say it in the order of reading."""
    runs = both.runs(MIXED, STYLE)
    assert min(run.x for run in runs) == pytest.approx(0)
    assert max(run.x + run.width for run in runs) == pytest.approx(both.width(MIXED, STYLE))
    assert "".join(run.text for run in runs) == MIXED


def test_a_space_at_the_end_is_kept(both):
    """Words that go on in another label are read apart from it."""
    assert "".join(run.text for run in both.runs(f"{MIXED} ", STYLE)) == f"{MIXED} "
    assert both.width(f"{MIXED} ", STYLE) == pytest.approx(both.width(MIXED, STYLE) + both.width(" ", STYLE))


def test_lines_are_wrapped_in_the_order_of_reading(both):
    """The first line holds the first words."""
    lines = both.wrap("אחת שתיים שלוש ארבע", STYLE, 60.0)
    assert len(lines) == 2
    assert " ".join(lines) == "אחת שתיים שלוש ארבע"


def test_a_labels_box_holds_all_its_runs(both):
    """Upright and turned, it is as long as the words without the space behind them."""
    box = label_box(label(both, f"{MIXED} ", x=5), both)
    assert (box.x, box.width) == (pytest.approx(5), pytest.approx(both.width(MIXED, STYLE)))
    turned = label_box(label(both, MIXED, x=5, turn=90.0), both)
    assert turned.height == pytest.approx(box.width)


def test_labels_that_meet_are_found_whichever_way_they_run(both):
    """A word in the way of one that runs right to left is told with its words in order."""
    words = (label(both, MIXED), label(both, "meets", x=30))
    found = find_collisions(Art(width=200, height=40, marks=words), both)
    assert [one.with_what for one in found] == [f"“{MIXED}”"]
    apart = (label(both, MIXED), label(both, "apart", x=both.width(MIXED, STYLE) + 5))
    assert find_collisions(Art(width=200, height=40, marks=apart), both) == ()
