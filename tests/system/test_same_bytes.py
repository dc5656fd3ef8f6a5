"""Same input, same bytes: on any day, path, locale, time zone and hash seed, with charts drawn or remembered."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SURROUNDINGS = {
    "plain": {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    "elsewhere": {"TZ": "Pacific/Kiritimati", "LANG": "sv_SE.UTF-8", "LC_ALL": "sv_SE.UTF-8", "PYTHONHASHSEED": "4711"},
    "remembered": {
        "TZ": "America/St_Johns",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "",
        "PYTHONHASHSEED": "1",
        "COLUMNS": "40",
    },
}
"""The last one finds the charts of the first in the cache."""


def build(manifest: Path, folder: Path, cache: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """Build a copy of *manifest* in *folder* in a process of its own; gives each output's checksum."""
    folder.mkdir(parents=True)
    shutil.copy(manifest, folder / "content.yaml")
    for picture in manifest.parent.glob("*.png"):
        shutil.copy(picture, folder)
    environment = {
        **os.environ,
        **surroundings,
        "TYPESET_CACHE": str(cache),
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "SOURCE_DATE_EPOCH": str(len(str(folder)) * 1_000_000),
    }
    command = [sys.executable, "-m", "typeset", "build", "content.yaml"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=environment, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    out = folder / "out"
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def assert_same(manifest: Path, folder: Path) -> None:
    """Build three times under different skies and compare every file."""
    caches = {"plain": folder / "one", "elsewhere": folder / "two", "remembered": folder / "one"}
    places = {"plain": "a", "elsewhere": "a much longer/path, med åäö/", "remembered": "c"}
    built = {
        name: build(manifest, folder / places[name], caches[name], around) for name, around in SURROUNDINGS.items()
    }
    assert any(name.endswith(".pdf") for name in built["plain"])
    for name in ("elsewhere", "remembered"):
        differing = [path for path in built["plain"] if built[name].get(path) != built["plain"][path]]
        assert differing == [], name
        assert set(built[name]) == set(built["plain"]), name


def test_the_small_report_is_the_same_everywhere(tmp_path):
    """A report with every part and block gives the same bytes whatever surrounds the build."""
    assert_same(ROOT / "tests" / "pages" / "small.yaml", tmp_path)


@pytest.mark.slow
def test_the_sample_report_is_the_same_everywhere(tmp_path):
    """So does the project's own report."""
    assert_same(ROOT / "content.yaml", tmp_path)


def test_another_word_gives_another_file(small, tmp_path, chart_cache):
    """The identifier of a file comes from its content: one changed word changes it."""
    from pypdf import PdfReader

    text = (ROOT / "tests" / "pages" / "small.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "changed"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "pages" / "gate.png", folder)
    (folder / "small.yaml").write_text(text.replace("gardeners", "gardenerz"), encoding="utf-8")
    build(folder / "small.yaml", tmp_path / "built", chart_cache, {})
    for edition, path in small.paths.items():
        changed = next((tmp_path / "built" / "out").glob(f"*-{edition}.pdf"))
        assert PdfReader(path).trailer["/ID"] != PdfReader(changed).trailer["/ID"]
