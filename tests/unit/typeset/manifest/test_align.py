"""From a place in a value to its place in the file, for each way YAML has of writing text."""

from __future__ import annotations

import pytest

from typeset.manifest.loading import load
from typeset.manifest.nodes import Mapping, Scalar
from typeset.manifest.reading import Reading, read_tree


def scalar(tmp_path, written: str) -> Scalar:
    """The value of `text:` when it is written like this."""
    file = tmp_path / "content.yaml"
    file.write_text(f"text: {written}\nafter: x\n", encoding="utf-8")
    reading = Reading(tmp_path)
    tree = read_tree(file, "content.yaml", reading)
    assert not reading.problems
    assert isinstance(tree, Mapping)
    node = tree.get("text")
    assert isinstance(node, Scalar)
    return node


WAYS = {
    "plain": "one two MARK three",
    "plain over lines": "one\n  two\n    MARK three",
    "plain with a blank line": "one\n\n  two MARK three",
    "single quotes": "'it''s one ''two'' MARK three'",
    "single quotes over lines": "'it''s\n   one\n\n   two MARK three'",
    "double quotes": r'"\u201cone\u201d\ttwo \"x\" \x41 MARK three"',
    "double quotes over lines": '"one \\\n    two\n    and \\u0041 MARK three"',
    "block": "|\n  one\n\n    two\n  MARK three",
    "block without last end": "|-\n  one\n  two MARK",
    "block with indentation said": "|2\n    one\n  two MARK",
    "folded block": ">\n  one\n  two\n\n  and\n    more\n  MARK three",
    "folded block without last end": ">-\n  one two\n  MARK",
    "wide characters": "“one” – 二つ é MARK three",
}


@pytest.mark.parametrize("written", WAYS.values(), ids=WAYS)
def test_a_word_is_found_in_the_file_however_the_text_is_written(tmp_path, written):
    """The span of a word of the value covers the same word in the file."""
    node = scalar(tmp_path, written)
    span = node.spot(node.value.index("MARK"), 4)
    line = (tmp_path / "content.yaml").read_text(encoding="utf-8").splitlines()[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "MARK"
    assert span.end_line == span.line


@pytest.mark.parametrize("written", WAYS.values(), ids=WAYS)
def test_places_never_run_backwards_nor_leave_the_scalar(tmp_path, written):
    """Each character of a value stands at or after the one before it, inside what was written."""
    node = scalar(tmp_path, written)
    offsets = [node.spot(at) for at in range(len(node.value))]
    assert offsets == sorted(offsets)
    assert all(s.line <= written.count("\n") + 1 for s in offsets)


def test_a_problem_deep_in_a_folded_text_points_at_its_word(tmp_path):
    """A wrong reference on the third line of a `>` block is pointed at on that line."""
    (tmp_path / "content.yaml").write_text(
        "report: {title: R, year: 2016, publisher: P, language: en-GB}\n"
        "book:\n  - part: letter\n    headline: Foreword\n    text: >\n      One line,\n      another, and {@nobody}.\n",
        encoding="utf-8",
    )
    [problem] = load(tmp_path / "content.yaml").problems
    assert (problem.span.line, problem.span.column, problem.span.length) == (7, 22, 6)
