"""What whole commands cost on the sample report: run `python bench/commands.py [ROUNDS]`.

Every command is a process of its own, as users start it. The commands take turns, so that
a busy spell of the machine falls on all of them alike; each figure is the least of the
rounds, and ratios are between such figures. *Cold* has an empty cache folder (but compiled
modules), *warm* one that an earlier run has filled, *edited* a paragraph that is new.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
TYPESET = (sys.executable, "-m", "typeset")
ONE = ("--edition", "print", "--no-preflight")
PROVEN = ("--edition", "print")
SENTENCES = (
    "Some of it is new.",
    "Much of it is known.",
    "Little of it is told.",
    "None of it is old.",
    "All of it is said.",
)
"""What the author adds, another one each round."""


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with TemporaryDirectory() as name:
        bench = Bench(Path(name))
        jobs: dict[str, Callable[[int], float]] = {
            "check, warm": lambda _: bench.run("check"),
            "check, edited": lambda number: bench.run("check", edit=number),
            "one edition, cold": lambda _: bench.run("build", *ONE, cold=True),
            "one edition, examined, cold": lambda _: bench.run("build", *PROVEN, cold=True),
            "both with certificate, cold": lambda _: bench.run("build", cold=True),
            "one edition, warm": lambda _: bench.run("build", *ONE),
            "one edition, examined, warm": lambda _: bench.run("build", *PROVEN),
            "both with certificate, warm": lambda _: bench.run("build"),
            "both with certificate, edited": lambda number: bench.run("build", edit=number),
        }
        bench.run("build")
        taken: dict[str, list[float]] = {what: [] for what in jobs}
        for number in range(rounds):
            for what, job in jobs.items():
                taken[what].append(job(number + 1))
        bare = min(bench.time(sys.executable, "-c", "pass") for _ in range(rounds))
    print(f"  {'python alone':<32} {1000 * bare:7.0f} ms")
    for what, times in taken.items():
        print(f"  {what:<32} {1000 * min(times):7.0f} ms   median {1000 * sorted(times)[len(times) // 2]:6.0f}")
    for state in ("cold", "warm"):
        both = min(taken[f"both with certificate, {state}"])
        for one in ("one edition", "one edition, examined"):
            print(f"  both against {one}, {state}: {both / min(taken[f'{one}, {state}']):.2f} ×")


class Bench:
    """A copy of the report, and a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = folder / "content.yaml"
        self._text = (ROOT / "content.yaml").read_text(encoding="utf-8")
        self._manifest.write_text(self._text, encoding="utf-8")
        prose = (line for line in self._text.split("\n") if line.endswith(".") and not set(line) & set('{}:#"'))
        self._paragraph = max(prose, key=len)

    def run(self, command: str, *more: str, edit: int = 0, cold: bool = False) -> float:
        """Seconds that one command takes."""
        text = self._text.replace(self._paragraph, f"{self._paragraph} {SENTENCES[edit % len(SENTENCES)]}")
        text = text if edit else self._text
        self._manifest.write_text(text, encoding="utf-8")
        cache = self._folder / ("empty" if cold else "cache")
        if cold:
            shutil.rmtree(cache, ignore_errors=True)
        environment = {**os.environ, "TYPESET_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        out = ("--out", str(self._folder / "out")) if command == "build" else ()
        return self.time(*TYPESET, command, str(self._manifest), *more, *out, environment=environment)

    @staticmethod
    def time(*command: str, environment: dict[str, str] | None = None) -> float:
        """Seconds from start to end of a process; its exit status is not judged, for an edit may earn a warning."""
        began = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=False)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
