"""What `typeset build` says and leaves behind when it proves what it made."""

from pathlib import Path

import pytest

from typeset.cli import main
from typeset.starting import start_report

PRINTER = """
name: ours
title: Ours
standard: PDF/X-4
profile: FOGRA39L_coated.icc
"""

COARSE = PRINTER + "min_text_pt: 12\n"
"""A printer whose smallest type is larger than the report's."""

WIDE = PRINTER + "safe_mm: 30\n"
"""One who wants margins that the report does not keep."""


@pytest.fixture
def manifest(tmp_path, monkeypatch, chart_cache) -> Path:
    """The report that `typeset new` begins, in a folder of its own."""
    monkeypatch.setenv("VERAPDF", "")
    monkeypatch.setenv("TYPESET_CACHE", str(chart_cache))
    (tmp_path / "coarse.yaml").write_text(COARSE, encoding="utf-8")
    (tmp_path / "wide.yaml").write_text(WIDE, encoding="utf-8")
    return start_report(tmp_path / "report")


def made(manifest: Path) -> set[str]:
    """The names of the files that a build left, without the report's own."""
    return {
        path.name.removeprefix("our-year-in-water-") for path in (manifest.parent / "out").iterdir() if path.is_file()
    }


def test_warnings_of_preflight_are_told_and_do_not_fail_the_build(manifest, capsys):
    """What stands too near the trim is told at its line; the files are there, and the status is 0."""
    assert main(["build", str(manifest), "--printer", str(manifest.parents[1] / "wide.yaml")]) == 0
    said = capsys.readouterr().err
    assert f"{manifest}:" in said
    assert "warning: print edition, page" in said
    assert {"print.pdf", "digital.pdf", "certificate.json", "preflight.html", "preflight.json"} == made(manifest)


def test_errors_of_preflight_give_status_1_and_leave_the_files(manifest, capsys):
    """Who must mend the report needs to see the page: files and report are written all the same."""
    printer = manifest.parents[1] / "coarse.yaml"
    assert main(["build", str(manifest), "--printer", str(printer), "--edition", "print"]) == 1
    said = capsys.readouterr().err
    assert "error: print edition, page" in said
    assert "Traceback" not in said
    assert made(manifest) == {"print.pdf", "preflight.html", "preflight.json"}


def test_a_build_can_do_without_preflight(manifest, capsys):
    """`--no-preflight` makes the editions alone and says nothing."""
    assert main(["build", str(manifest), "--no-preflight"]) == 0
    assert capsys.readouterr().err == ""
    assert made(manifest) == {"print.pdf", "digital.pdf"}


@pytest.mark.parametrize(
    ("asked", "files"),
    [
        (["spreads"], {"spreads.pdf"}),
        (["spreads", "all"], {"spreads.pdf", "print.pdf", "digital.pdf"}),
        (["all"], {"print.pdf", "digital.pdf"}),
    ],
)
def test_spreads_are_made_when_asked_for(manifest, asked, files):
    """`--edition spreads` makes a file for looking at, alone or with the editions, and never unasked."""
    options = [part for name in asked for part in ("--edition", name)]
    assert main(["build", str(manifest), "--no-preflight", *options]) == 0
    assert made(manifest) == files


def test_the_manifest_can_ask_for_a_cover_wrap(manifest):
    """`cover-wrap: true` makes two more files, each with its preflight report."""
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("  year: 2026\n", "  year: 2026\n  cover-wrap: true\n", 1), encoding="utf-8")
    assert main(["build", str(manifest), "--edition", "print"]) == 0
    reports = {f"{name}-preflight.{kind}" for name in ("cover", "inside") for kind in ("html", "json")}
    assert made(manifest) == {"print.pdf", "preflight.html", "preflight.json", "cover.pdf", "inside.pdf", *reports}
