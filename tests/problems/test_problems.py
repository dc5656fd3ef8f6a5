"""Faulty manifests, one mistake a file: each is found, in its place, and told with a way out.

A file's first lines say what must be told: severity, from line:column to line:column
(exclusive), the whole message; then the hint. They are comments, so the manifest below
them is exactly what an author might have written.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from typeset.manifest.loading import load
from typeset.problem import Problem, as_text

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))


def expected(file: Path) -> list[str]:
    """The lines at the head of *file* that say what must be told."""
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not re.match("# (error|warning|note|hint): ", line):
            break
        lines.append(line)
    return lines


def as_lines(problem: Problem) -> list[str]:
    """A problem in the form of those lines."""
    span = problem.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return [f"# {problem.severity.value}: {place} {problem.message}", f"# hint: {problem.hint}"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_mistake_is_told_once_where_it_stands_with_a_way_out(file, monkeypatch):
    """A faulty manifest gives the problems that its first lines promise, in that order, and no others."""
    monkeypatch.chdir(FOLDER)
    loaded = load(file.name)
    assert [line for problem in loaded.problems for line in as_lines(problem)] == expected(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_problem_can_be_shown(file, monkeypatch):
    """Every problem is shown with its line, and carets that stay under it."""
    monkeypatch.chdir(FOLDER)
    loaded = load(file.name)
    told = as_text(loaded.problems, loaded.sources)
    carets = [line for line in told.splitlines() if line.startswith("      | ")]
    assert len(carets) == len(loaded.problems)
    for line in carets:
        assert len(line.split(" expected ")[0]) <= len("      | ") + 101


def test_there_are_enough_of_them():
    """The collection covers at least a hundred different mistakes, each message of its own."""
    messages = {line for file in FILES for line in expected(file) if not line.startswith("# hint")}
    assert len(messages) >= 100


def test_many_mistakes_are_found_in_one_run(monkeypatch):
    """Mistakes of YAML, of form, of mark-up and of reference in one file are all told in one run, in its order."""
    monkeypatch.chdir(FOLDER)
    problems = load("many-at-once.yaml").problems
    assert len(problems) >= 25
    assert [p.span for p in problems] == sorted(p.span for p in problems)
    assert {"yaml", "tab", "unknown-key", "number", "crossed", "unknown-figure", "duplicate-id"} <= {
        p.code for p in problems
    }


SOUND = "report: {title: Report, year: 2016, publisher: House, language: en-GB}\nbook:\n  - part: half-title\n"


def told(folder: Path, data: bytes, name: str = "content.yaml") -> list[Problem]:
    """Write *data* as a manifest into *folder* and give what is wrong with it."""
    (folder / name).write_bytes(data)
    return list(load(folder / name).problems)


def test_an_empty_file_is_called_empty(tmp_path):
    """An empty manifest, or one of white space, is told to be empty, with a hint how to begin."""
    for data in (b"", b"\n \n", b"\xef\xbb\xbf"):
        [problem] = told(tmp_path, data)
        assert (problem.code, problem.span.line) == ("empty-file", 1)
        assert "report:" in problem.hint


def test_a_file_of_comments_is_not_taken_for_a_manifest(tmp_path):
    """A file with nothing but comments is told to hold nothing else."""
    [problem] = told(tmp_path, b"# to do\n")
    assert problem.message == "nothing but comments stands in this file"


def test_a_missing_manifest_and_a_folder_are_told_apart(tmp_path):
    """A manifest that is not there, and a folder in its place, are each named for what they are."""
    [missing] = load(tmp_path / "content.yaml").problems
    assert missing.message.startswith("there is no file")
    [folder] = load(tmp_path).problems
    assert "is a folder" in folder.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_keep_us_waiting(tmp_path):
    """A named pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "content.yaml")
    [problem] = load(tmp_path / "content.yaml").problems
    assert "not a file" in problem.message


def test_another_encoding_is_pointed_at(tmp_path):
    """A byte that is not UTF-8 is found in its line and column; reading goes on, and finds what else is wrong."""
    data = SOUND.replace("House", "Hous\u00e9").replace("title: Report", "titel: Report").encode("latin-1")
    encoding, missing, key = told(tmp_path, data)[0], *told(tmp_path, data)[1:]
    codes = {p.code: p for p in (encoding, missing, key)}
    assert codes["encoding"].span.column == SOUND.index("House") + 5
    assert "0xE9" in codes["encoding"].message
    assert "UTF-8" in codes["encoding"].hint
    assert set(codes) == {"encoding", "missing-key", "unknown-key"}


def test_utf_16_is_called_by_its_name(tmp_path):
    """A manifest in UTF-16 is told to be one, not called garbage."""
    [problem] = told(tmp_path, SOUND.encode("utf-16"))
    assert "UTF-16" in problem.message


def test_a_byte_order_mark_does_no_harm(tmp_path):
    """A manifest with the mark that Windows editors write loads like any other."""
    assert not told(tmp_path, b"\xef\xbb\xbf" + SOUND.encode())


def test_windows_line_ends_do_no_harm(tmp_path):
    """Lines that end in carriage return and line feed load alike, and problems keep their places."""
    assert not told(tmp_path, SOUND.replace("\n", "\r\n").encode())
    [problem] = told(tmp_path, SOUND.replace("half-title", "half-titel").replace("\n", "\r\n").encode())
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (3, 11, 21)


@pytest.mark.parametrize(("character", "name"), [("\0", "NUL"), ("\u2028", "line separator"), ("\x0b", "vertical tab")])
def test_a_hidden_character_is_named_and_pointed_at(tmp_path, character, name):
    """A character that nobody can see is named, with its place, and the rest is read."""
    [problem] = told(tmp_path, SOUND.replace("Report", f"Rep{character}ort").encode())
    assert name in problem.message
    assert problem.span.column == SOUND.index("Report") + 4


def test_a_file_too_large_is_not_read(tmp_path):
    """Ten megabytes are the most that a manifest can have."""
    [problem] = told(tmp_path, b"a" * 10_000_001)
    assert problem.code == "too-large"


@pytest.mark.parametrize("deep", ["[" * 20_000, "{a: " * 20_000, "- " * 20_000, "? " * 20_000, "a: [" * 5_000])
def test_deep_nesting_is_refused_in_bounded_time(tmp_path, deep):
    """Thousands of levels in each other give a problem with a place, and never exhaust the stack."""
    problems = told(tmp_path, deep.encode())
    assert problems
    assert all(p.span.line for p in problems)


def test_a_bomb_of_aliases_is_refused(tmp_path):
    """Aliases of aliases of aliases are counted, and refused when they stand for too much."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "too-many-aliases" in {p.code for p in told(tmp_path, "\n".join(lines).encode())}


def test_a_long_text_repeated_is_a_bomb_as_well(tmp_path):
    """The length of what an alias repeats counts, not only the number of values."""
    lines = [f'a: &a "{"word " * 100_000}"', f"b: [{', '.join(['*a'] * 300)}]"]
    assert "too-many-aliases" in {p.code for p in told(tmp_path, "\n".join(lines).encode())}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    """An include by way of a symbolic link that leads out of the report's folder is refused."""
    (tmp_path / "secret.yaml").write_text("- part: half-title\n", encoding="utf-8")
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "part.yaml").symlink_to(tmp_path / "secret.yaml")
    [problem] = told(folder, SOUND.replace("part: half-title", "include: part.yaml").encode())
    assert "leads out of the report's folder" in problem.message


def test_a_mistake_in_an_included_file_is_told_in_that_file(tmp_path):
    """A problem names the file it stands in, and its line there."""
    (tmp_path / "part.yaml").write_text("part: half-title\nheadlin: x\n", encoding="utf-8")
    [problem] = told(tmp_path, SOUND.replace("part: half-title", "include: part.yaml").encode())
    assert Path(problem.span.file).name == "part.yaml"
    assert problem.span.line == 2


def test_what_a_missing_file_would_have_held_is_not_missed_twice(tmp_path):
    """Figures of a register that could not be included are not reported as unknown one by one."""
    text = SOUND.replace("book:", "figures: {include: figures.yaml}\nbook:")
    text += "  - {part: letter, headline: Foreword, text: 'Of these, {A} agreed.'}\n"
    [problem] = told(tmp_path, text.encode())
    assert problem.code == "no-file"


@pytest.mark.parametrize("sign", ["{", "}", "[", "^[", "*a ", "{A} ", "[a](", "\\", "****a "])
def test_a_text_of_nothing_but_signs_is_given_up_in_good_time(tmp_path, sign):
    """Tens of thousands of faults in one paragraph give some dozens of problems, and the run goes on."""
    text = (
        SOUND + "  - part: letter\n    headline: Foreword\n    text: |\n      " + sign * 20_000 + "\n  - part: covre\n"
    )
    problems = told(tmp_path, text.encode())
    assert len(problems) < 100
    assert problems[-1].found == "covre"


def test_thousands_of_wrong_keys_are_told_up_to_a_limit(tmp_path):
    """A file that is no manifest at all gives many problems, but not without end."""
    assert len(told(tmp_path, "".join(f"key{n}: x\n" for n in range(5_000)).encode())) == 2_000


def test_an_included_file_that_is_empty_is_told_beside_other_mistakes(tmp_path):
    """An empty include is one problem, in that file, whatever else is wrong."""
    (tmp_path / "part.yaml").write_bytes(b"")
    text = SOUND.replace("House", "House, stat: final") + "  - include: part.yaml\n"
    assert [p.code for p in told(tmp_path, text.encode())] == ["unknown-key", "empty-file"]


def test_a_report_of_many_large_files_is_refused(tmp_path, monkeypatch):
    """All files together have a limit, for each alone may be large."""
    monkeypatch.setattr("typeset.manifest.reading.LARGEST_REPORT", 1_000)
    (tmp_path / "part.yaml").write_text("part: thanks\nheadline: Thanks\ntext: " + "a " * 500, encoding="utf-8")
    [problem] = told(tmp_path, (SOUND + "  - include: part.yaml\n").encode())
    assert problem.code == "too-large"
