"""How long charts take: twelve cold, beyond importing matplotlib; the same twelve from the cache.

Run it as `python bench/charts.py` from the project's folder. Each figure is the least of
five runs, each in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys, time, tempfile
from pathlib import Path
from layout.brand import Brand, PageShape
from layout.type.faces import Fonts
from typeset.charts.cache import Cache
from typeset.charts.door import enter, prepare
from typeset.charts.drawing import Job, draw_all
from typeset.charts.gallery import examples
from typeset.charts.theme import theme_of

names = {"sans": "SourceSans3-Regular", "sans-semibold": "SourceSans3-Semibold",
         "display": "SourceSerif4Display-Light", "display-regular": "SourceSerif4Display-Regular"}
faces = {key: Path("fonts", name + ".ttf").read_bytes() for key, name in names.items()}
page = PageShape(width=595, height=842, bleed=8, inner=62, outer=51, head=62, foot=74, columns=6, gutter=14, grid=13)
theme = theme_of(Brand(inks={}, faces={}, scale=(7.5, 9.5, 13, 19.5, 29, 44, 66), giant=330, page=page))
folder = Path(sys.argv[1])
jobs = [(chart.id, Job(chart, 234.0)) for chart in examples()[:12]]

def run():
    return draw_all(jobs, theme, Fonts(faces), Cache(folder, faces))

def timed(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000

def bring_in():
    prepare(folder)
    enter()
    from typeset.charts import pen

if sys.argv[2] == "cold":
    print(timed(bring_in), timed(run))
else:
    print(timed(run), 0)
"""


def main() -> None:
    """Print the three figures."""
    import tempfile

    imports, cold, warm = [], [], []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            first = run(folder, "cold")
            imports.append(first[0])
            cold.append(first[1])
            warm.append(run(folder, "warm")[0])
    print(f"matplotlib and the pen imported     {min(imports):7.1f} ms")
    print(f"12 charts, cold, beyond the import  {min(cold):7.1f} ms   (goal 350)")
    print(f"12 charts from the cache            {min(warm):7.1f} ms   (goal 10)")


def run(folder: str, how: str) -> list[float]:
    """One process; what it printed, as numbers."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, folder, how], capture_output=True, text=True, check=True, env=None
    )
    return [float(word) for word in done.stdout.split()]


if __name__ == "__main__":
    main()
