"""Golden page text: what stands where in a small report that has everything once.

The files are renewed by one deliberate command: UPDATE_GOLDEN=1 ./build.sh test tests/pages
"""

import difflib
import os
from pathlib import Path

from typeset.review.pagetext import page_texts

GOLDEN = Path(__file__).parent / "small"


def test_every_page_of_the_small_report_says_what_it_said(small):
    """Page by page the words, their order and the furniture are those of the golden files."""
    made = {f"{number:03}.txt": text for number, text in enumerate(page_texts(small.book), start=1)}
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        for old in GOLDEN.glob("*.txt"):
            old.unlink()
        for name, text in made.items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt")}
    difference = [
        line
        for name in sorted({*made, *kept})
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(),
            made.get(name, "").splitlines(),
            f"golden {name}",
            f"now {name}",
            lineterm="",
        )
    ]
    assert not difference, "\n".join(difference)


def test_the_small_report_has_no_problems(small):
    """The small report is sound, and not even warned of."""
    assert [problem.message for problem in small.laid.problems] == []


def test_the_small_report_has_everything(small):
    """Every kind of part and every kind of block stands in the small report, so that the golden pages show it."""
    from typeset.manifest.blocks import forms_of_blocks
    from typeset.manifest.parts import PARTS

    text = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
    # The appendix is all page numbers of what comes before it; the specimen shows it, and it has tests of its own.
    assert [name for name in PARTS if f"part: {name}" not in text] == ["appendix"]
    assert [name for name in forms_of_blocks() if f"- {name}:" not in text] == []


def test_page_text_is_the_same_whatever_the_lines_do(small):
    """Page text knows no lines: no paragraph of it holds a line end, a soft hyphen or two spaces together."""
    for text in page_texts(small.book):
        for paragraph in text.partition("\n---\n")[0].split("\n\n"):
            assert "\n" not in paragraph.strip("\n")
            assert "\xad" not in paragraph
            assert "  " not in paragraph
