"""The door to matplotlib: how it is brought in, and the few of its shapes that we draw with.

Importing `matplotlib.figure` takes 290 ms, its patches and renderer base 200: so the
sheet draws matplotlib's artists straight onto the recorder, and the figure machinery is
brought in only for a kind that asks for `Sheet.axes`. pyplot is never imported.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

CONFIGURED = "MPLCONFIGDIR"


def prepare(cache: Path | None) -> None:
    """Give matplotlib a folder of ours for its own cache, before it is first imported.

    Otherwise it would read the user's settings, which must not change a report, and write
    to their home folder, which may not be there.
    """
    folder = cache / "matplotlib" if cache is not None else Path(tempfile.gettempdir()) / "typeset-matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return  # matplotlib then makes a folder for this run by itself
    os.environ[CONFIGURED] = str(folder)
