"""YAML as text: nothing is guessed, everything keeps its place."""

from __future__ import annotations

import pytest
import yaml

from typeset.manifest import reading as room
from typeset.manifest.nodes import Mapping, Scalar, Sequence
from typeset.manifest.reading import Reading, read_tree


def tree(tmp_path, text: str):
    """The tree of *text*, and what was wrong with it."""
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    state = Reading(tmp_path)
    return read_tree(tmp_path / "content.yaml", "content.yaml", state), state.problems


@pytest.mark.parametrize("written", ["no", "on", "12:30", "1.10", "2016-11-01", "0x1F", "1e3", "NaN", "1_000", "yes"])
def test_text_stays_text(tmp_path, written):
    """What YAML 1.1 would make a truth, a time or a number stays the characters that were typed."""
    node, problems = tree(tmp_path, f"key: {written}\n")
    assert not problems
    assert node.get("key").value == written


def test_an_anchor_gives_its_value_again(tmp_path):
    """An alias stands for the value that was named, places of the original included."""
    node, problems = tree(tmp_path, "a: &x [one, two]\nb: *x\n")
    assert not problems
    assert node.get("b") is node.get("a")


def test_spans_cover_what_was_written(tmp_path):
    """A scalar's span covers it, quotes included; a mapping's is its first key."""
    node, _ = tree(tmp_path, 'first:\n  second: "three"\n')
    inner = node.get("first")
    assert (inner.span.line, inner.span.column, inner.span.length) == (2, 3, 6)
    assert (inner.get("second").span.column, inner.get("second").span.length) == (11, 7)


def test_an_included_file_stands_where_its_name_stood(tmp_path):
    """A file can stand for any value, and keeps its own name in spans."""
    (tmp_path / "people.yaml").write_text("cole: {name: Jim Cole}\n", encoding="utf-8")
    node, problems = tree(tmp_path, "people: {include: people.yaml}\n")
    assert not problems
    assert isinstance(node.get("people"), Mapping)
    assert node.get("people").span.file == "people.yaml"


def test_a_list_included_in_a_list_gives_its_items(tmp_path):
    """A file that holds a list, included as an item of a list, adds all its items there."""
    (tmp_path / "two.yaml").write_text("- b\n- c\n", encoding="utf-8")
    node, _ = tree(tmp_path, "[a, {include: two.yaml}, d]")
    assert isinstance(node, Sequence)
    assert [item.value for item in node.items if isinstance(item, Scalar)] == ["a", "b", "c", "d"]


def test_includes_are_named_from_the_manifest_folder(tmp_path):
    """In a file of a subfolder, names are still relative to the manifest's folder."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.yaml").write_text("include: parts/two.yaml\n", encoding="utf-8")
    (tmp_path / "parts" / "two.yaml").write_text("deep\n", encoding="utf-8")
    node, problems = tree(tmp_path, "a: {include: parts/one.yaml}\n")
    assert not problems
    assert node.get("a").value.strip() == "deep"


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/x", "~/x", "C:/x", "\\\\host\\x", "file:x", "https://x", "a\tb", "\u0001"]
)
def test_names_that_could_lead_out_are_refused_before_the_disk_is_touched(tmp_path, name):
    """No name that climbs, starts at a root or names another machine is even looked up."""
    scalar = Scalar(room.Source.of("content.yaml", name), 0, len(name), name, "")
    state = Reading(tmp_path / "no such folder")
    assert room.find_inside(scalar, state) is None
    assert [p.code for p in state.problems] == ["path"]


def test_includes_that_multiply_are_stopped(tmp_path):
    """Files that include each other twice, many levels deep, are cut off at a fixed number."""
    for level in range(12):
        (tmp_path / f"f{level}.yaml").write_text(f"[{{include: f{level + 1}.yaml}}, {{include: f{level + 1}.yaml}}]")
    (tmp_path / "f12.yaml").write_text("x")
    _, problems = tree(tmp_path, "{include: f0.yaml}")
    assert any("500 files" in p.message for p in problems)


def test_the_python_scanner_does_as_well(tmp_path, monkeypatch):
    """Where libyaml is missing, the tree is the same."""
    text = 'a: [1, "two", three]\nb: |\n  text\n  more\nc: {d: &x e, f: *x}\n'

    def flat(node):
        match node:
            case Mapping():
                return {k.value: flat(v) for k, v in node.entries}
            case Sequence():
                return [flat(v) for v in node.items]
            case Scalar():
                return (node.value, node.style, node.span)

    fast, _ = tree(tmp_path, text)
    monkeypatch.setattr(room, "_Loader", yaml.SafeLoader)
    slow, problems = tree(tmp_path, text)
    assert not problems
    assert flat(slow) == flat(fast)


def test_what_stands_around_a_mistake_is_still_read(tmp_path):
    """An entry that is not YAML is stepped over; those before and after it are there."""
    node, problems = tree(tmp_path, 'a: one\nb: "two" three\nc: [1, 2\nd: four\n')
    assert [p.span.line for p in problems] == [2, 3]
    assert node.get("a").value == "one"
    assert node.get("d").value == "four"


def test_a_letter_and_its_accent_are_one_character(tmp_path):
    """Text with accents apart, as copied from a PDF or a Mac, is read as whoever searches for it types it."""
    node, problems = tree(tmp_path, "key: re\u0301sume\u0301, A\u030angstro\u0308m\n")
    assert not problems
    assert node.get("key").value == "r\u00e9sum\u00e9, \u00c5ngstr\u00f6m"


@pytest.mark.parametrize("on_disk", ["r\u00e9sum\u00e9.yaml", "re\u0301sume\u0301.yaml"])
@pytest.mark.parametrize("written", ["r\u00e9sum\u00e9.yaml", "re\u0301sume\u0301.yaml"])
def test_a_file_is_found_whichever_way_its_accents_are_written(tmp_path, on_disk, written):
    """In its name on disk and in the manifest alike."""
    (tmp_path / on_disk).write_text("inside: yes\n", encoding="utf-8")
    node, problems = tree(tmp_path, f"key: {{include: {written}}}\n")
    assert not problems
    assert node.get("key").get("inside").value == "yes"
