"""matplotlib comes in with nothing of the user's, and does not search the machine for fonts."""

import os
import subprocess
import sys
from pathlib import Path

from typeset.charts.door import prepare

ROOT = Path(__file__).parents[4]


def run(script, cwd):
    """What a script prints, run in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_settings_file_nearby_changes_nothing(tmp_path):
    """A matplotlibrc in the current folder does not reach into charts."""
    (tmp_path / "matplotlibrc").write_text("path.sketch: 1, 100, 2\nlines.linewidth: 9\n")
    script = (
        "from pathlib import Path; from typeset.charts.door import enter, prepare; "
        f"prepare(Path({str(tmp_path)!r})); enter(); import matplotlib as m; "
        "print(m.rcParams['path.sketch'], m.rcParams['lines.linewidth'])"
    )
    assert run(script, tmp_path) == "None 1.5"


def test_no_search_for_fonts(tmp_path):
    """matplotlib takes our empty list as its own: the font list is still read as we write it."""
    script = (
        "from pathlib import Path; from typeset.charts.door import prepare; "
        f"prepare(Path({str(tmp_path)!r})); from matplotlib.font_manager import fontManager; "
        "print(len(fontManager.ttflist))"
    )
    assert run(script, tmp_path) == "0"


def test_drawing_needs_no_figure(tmp_path):
    """Charts of our own kinds are drawn without pyplot and without the figure machinery."""
    script = (
        "import sys; from typeset.charts.door import enter; enter(); from typeset.charts import pen; "
        "print([m for m in ('matplotlib.figure', 'matplotlib.pyplot', 'matplotlib.axes') if m in sys.modules])"
    )
    assert run(script, tmp_path) == "[]"


def test_a_folder_that_cannot_be_made_is_no_obstacle(tmp_path):
    """Where our folder cannot be, matplotlib finds one for itself."""
    (tmp_path / "taken").write_text("a file")
    prepare(tmp_path / "taken")
