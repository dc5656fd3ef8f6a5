"""Reports built once for all tests: the sample report of the project, and a small invented one.

A report is built here whether or not it is sound, so that each test can say for itself
what is wrong with it; that it must be sound is a test of its own.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from layout.pages.book import Book
from typeset import EDITIONS
from typeset.clock import Clock
from typeset.finishing import paint_all
from typeset.laying import Laid, lay_out
from typeset.manifest.loading import Loaded, load
from typeset.manifest.model import Report
from typeset.outputs import write_outputs
from typeset.preflight.printer import load_printer

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "pages" / "small.yaml"


@dataclass(frozen=True)
class Finished:
    """A report that has gone all the way: as loaded, as laid out, and as files in a folder."""

    loaded: Loaded
    laid: Laid
    out: Path
    paths: Mapping[str, Path]
    """The PDF of each edition."""

    @property
    def report(self) -> Report:
        assert self.loaded.report is not None
        return self.loaded.report

    @property
    def book(self) -> Book:
        assert self.laid.book is not None
        return self.laid.book


def finish(manifest: Path, out: Path, cache: Path) -> Finished:
    """Build *manifest* into *out* by the phases that the command line runs."""
    loaded = load(manifest)
    printer = load_printer("coated")
    laid = lay_out(loaded, Clock(), page_multiple=printer.page_multiple, cache=cache)
    assert laid.book is not None, [problem.message for problem in laid.problems]
    built = paint_all(laid, EDITIONS, printer, Clock())
    write_outputs(out, built.files, built.folders)
    paths = {edition: next(out.glob(f"*-{edition}.pdf")) for edition in EDITIONS}
    return Finished(loaded, laid, out, paths)


@pytest.fixture(scope="session")
def chart_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of drawn charts that this session shares and nobody else has written to."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, chart_cache: Path) -> Finished:
    """The report of the project's own `content.yaml`."""
    return finish(ROOT / "content.yaml", tmp_path_factory.mktemp("sample"), chart_cache)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, chart_cache: Path) -> Finished:
    """An invented report of a few pages that has every part and every block."""
    return finish(SMALL, tmp_path_factory.mktemp("small"), chart_cache)


@pytest.fixture(scope="session")
def ask() -> Callable[..., str]:
    """Run an outside program and give what it says; where there is none the test is skipped, but never in CI."""

    def run(*command: str | Path) -> str:
        if not shutil.which(command[0]):
            said = f"{command[0]} is not on this machine"
            if os.environ.get("CI") == "true":
                pytest.fail(said)
            pytest.skip(said)
        done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    return run
