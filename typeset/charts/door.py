"""The door to matplotlib: how it is brought in, and what it may not pick up on the way.

Importing `matplotlib.figure` takes 290 ms, the patches and the renderer base alone 200:
so the pen draws matplotlib's artists straight onto the recorder, and the figure
machinery comes in only for a kind that asks for `Sheet.axes`. pyplot is never imported.
"""

from __future__ import annotations

import json
import os
import re
from importlib.util import find_spec
from pathlib import Path

FOLDER = "MPLCONFIGDIR"


def prepare(cache: Path | None) -> None:
    """Give matplotlib a folder of ours under *cache*, before it is first imported.

    Otherwise it would read the user's settings, which must not change a report, and write
    to their home folder, which may not be there.
    """
    if cache is None:
        from tempfile import gettempdir  # only for whoever draws without a cache

        cache = Path(gettempdir(), "typeset")
    folder = cache / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _leave_font_list(folder)
    except OSError:
        return  # matplotlib then makes a folder for this run by itself
    os.environ[FOLDER] = str(folder)


def enter() -> None:
    """Import matplotlib and set it to its own defaults.

    A `matplotlibrc` in the current folder would otherwise reach into every chart.
    """
    import matplotlib as mpl  # 120 ms, and only for charts that are not in the cache

    defaults = {name: value for name, value in mpl.rcParamsDefault.items() if "backend" not in name}
    # As matplotlib does it in its own `rcdefaults`: validated once is enough.
    dict.update(mpl.rcParams, defaults)


def _leave_font_list(folder: Path) -> None:
    """Leave matplotlib an empty list of the system's fonts, if it has none in *folder*.

    Charts are set in the report's own faces. Without a list, matplotlib would search the
    machine for fonts on its first run: up to a second for something never looked at. A
    list that it cannot read it makes anew, so the worst that can happen is that second.
    """
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None or any(folder.glob("fontlist-v*.json")):
        return
    source = (Path(spec.origin).parent / "font_manager.py").read_text(encoding="utf-8")
    version = re.search(r"^class FontManager:.*?^    __version__ = '([^']+)'", source, re.DOTALL | re.MULTILINE)
    if version is None:
        return
    fonts: dict[str, object] = {
        "_version": version[1],
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [],
        "__class__": "FontManager",
    }
    (folder / f"fontlist-v{version[1]}.json").write_text(json.dumps(fonts), encoding="utf-8")
