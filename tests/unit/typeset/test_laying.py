"""Laying out: which font files are read for which report."""

from __future__ import annotations

import pytest

from typeset.clock import Clock
from typeset.fontfiles import FONTS_FOLDER, FontFiles
from typeset.laying import lay_out
from typeset.manifest.loading import load

REPORT = """\
report: {title: Report, year: 2020, publisher: House, language: en-GB}
book:
  - {part: letter, headline: A letter, text: "WORDS", signed: {name: Jo Reed}}
"""


def files_read(tmp_path, words: str) -> set[str]:
    """The font files that are read to lay out a letter that says *words*."""
    (tmp_path / "content.yaml").write_text(REPORT.replace("WORDS", words), encoding="utf-8")
    laid = lay_out(load(tmp_path / "content.yaml"), Clock())
    assert laid.is_sound, laid.problems
    assert isinstance(laid.faces, FontFiles)
    return {laid.brand.faces[role] for role in laid.faces.read_so_far}


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("Plain words, “quoted”: 42 in all.", set()),
        ("Say [שלום]{he}.", {"FrankRuhlLibre-Regular.ttf"}),
        ("Say **[سلام]{ar}**.", {"Amiri-Bold.ttf"}),
    ],
)
def test_faces_of_other_scripts_are_read_for_their_letters_alone(tmp_path, words, more):
    """A report without words in another script does not open its faces; one with them opens those it needs."""
    brought = {"FrankRuhl", "Assistant", "Amiri", "Vazirmatn"}
    read = files_read(tmp_path, words)
    assert {name for name in read if any(name.startswith(one) for one in brought)} == more
    assert "SourceSerif4-Regular.ttf" in read


def test_font_files_are_a_mapping_of_all_roles():
    """Whoever goes through them meets every role, and each file once."""
    files = FontFiles({"text": "SourceSerif4-Regular.ttf", "none": "Nowhere.ttf"})
    assert (set(files), len(files), "none" in files, "other" in files) == ({"text", "none"}, 2, True, False)
    assert files.read_so_far == frozenset()
    assert files["text"] == (FONTS_FOLDER / "SourceSerif4-Regular.ttf").read_bytes()
    assert files["text"] is files["text"]
    assert files.read_so_far == {"text"}
    assert files.stamp("text")[:2] == ("SourceSerif4-Regular.ttf", len(files["text"]))
