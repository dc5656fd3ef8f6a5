"""A kind of chart from a package of somebody else's: found, drawn, read, and told apart from ours when it fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]

PACKAGE = """\
from layout.geometry import Rect
from layout.ink import Tint
from typeset.charts.spec import VALUE, Kind

def draw(chart, sheet):
    for i, datum in enumerate(chart.data):
        sheet.words(datum.label, 0, 13.0 * i + 10, sheet.theme.label, cell=(i + 1, 0))
        sheet.words(datum.text, 90, 13.0 * i + 10, sheet.theme.value, cell=(i + 1, 1))
        sheet.bar(Rect(120, 13.0 * i + 2, datum.reach, 8), sheet.theme.deep)
    return 13.0 * len(chart.data)

def blush(chart, sheet):
    with sheet.axes(Rect(0, 0, 100, 52)) as axes:
        axes.set_axis_off()
        axes.barh([0], [1], color="hotpink")[0].set_gid("the long bar")
    return 52.0

def fall(chart, sheet):
    return 1 / 0

LOLLIPOP = Kind(name="lollipop", summary="Sticks.", takes=VALUE, draw=draw)
BLUSHING = Kind(name="blushing", summary="Pink.", takes=VALUE, draw=blush)
FALLING = Kind(name="falling", summary="Nothing.", takes=VALUE, draw=fall)
NOTHING = "no kind at all"
"""

ENTRIES = """\
[typeset.charts]
lollipop = sweets.kinds:LOLLIPOP
blushing = sweets.kinds:BLUSHING
falling = sweets.kinds:FALLING
nothing = sweets.kinds:NOTHING
lost = sweets.nowhere:KIND
"""

REPORT = """\
report: {{title: Sweets, year: 2025, date: 2025-06-02, publisher: Shop, language: en-GB, subject: s, keywords: [k]}}
book:
  - part: cover
  - part: article
    id: one
    headline: Sweets
    text:
      - A shop sells sweets.
      - chart: sales
        kind: {kind}
        title: Sticks sell
        measures: Sweets sold
        data:
          - {{label: Sticks, value: 70}}
          - {{label: Drops, value: 20}}
        base: All sales.
        alt: "Sticks 70, drops 20."
  - part: back-cover
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the package as an installer leaves it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "sweets").mkdir()
    (folder / "sweets" / "__init__.py").write_text("")
    (folder / "sweets" / "kinds.py").write_text(PACKAGE)
    metadata = folder / "sweets-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: sweets\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(ENTRIES)
    return folder


def check(site, folder, kind):
    """What `typeset check` says of a report with a chart of that kind."""
    manifest = folder / "content.yaml"
    manifest.write_text(REPORT.format(kind=kind))
    env = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "typeset", "check", str(manifest)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_it_is_drawn_like_ours(site, tmp_path):
    """A report may use it by its name, and nothing is wrong with it."""
    assert check(site, tmp_path, "lollipop") == (0, "typeset: no problems found\n")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("blushing", "chart `sales`, the long bar in axes: the colour #ff69b4 is no ink of the brand"),
        ("falling", "chart `sales`, sweets.kinds: the module that draws the kind `falling` fails: ZeroDivisionError"),
        ("nothing", "offers the kind `nothing`, but `sweets.kinds:NOTHING` is no `typeset.charts.spec.Kind`"),
        ("lost", "but `sweets.nowhere:KIND` cannot be loaded: ModuleNotFoundError"),
        ("lollypop", "did you mean `lollipop`?"),
    ],
)
def test_its_faults_are_told_at_the_chart(site, tmp_path, kind, said):
    """Whatever it does wrong, the author reads which chart it is and whose fault, at the place in the manifest."""
    status, told = check(site, tmp_path, kind)
    assert status == 1
    assert said in told
    assert "content.yaml:" in told
    assert "Traceback" not in told
