"""Asking veraPDF: the command, its verdicts, and what is remembered of them."""

import os
import time
from pathlib import Path

import pytest

from typeset.preflight.certificate import Judge
from typeset.press.judges import ask_verapdf, find_verapdf


@pytest.fixture
def verapdf(tmp_path, monkeypatch):
    """Put a shell script in veraPDF's place; it counts how often it judges."""

    def install(script: str) -> Path:
        command = tmp_path / "verapdf"
        command.write_text(f"#!/bin/sh\necho called >> {tmp_path}/calls\n{script}\n", encoding="utf-8")
        command.chmod(0o755)
        monkeypatch.setenv("VERAPDF", str(command))
        return tmp_path / "calls"

    return install


DRIVER = '[ "$1" = --version ] && exit 2; echo "PASS $2 $1 checks=1"'
"""Takes flavour and file, and tells no version."""

OWN = """
if [ "$1" = --version ]; then echo "veraPDF 1.28.1"; exit 0; fi
[ "$1 $3 $4" = "--flavour --format text" ] || exit 2
if [ "$2" = ua1 ]; then echo "PASS $5 ua1"; else echo "FAIL $5 3a"; exit 1; fi
"""
"""Like veraPDF's own command line."""


def ask(pdf: bytes = b"%PDF-1.7", keep: Path | None = None) -> tuple[Judge, ...]:
    """Ask and wait."""
    with ask_verapdf(pdf, keep) as answers:
        return answers()


def test_without_a_command_nobody_is_asked(monkeypatch):
    """A machine without veraPDF gets no verdict, and no error; VERAPDF set to nothing means the same."""
    monkeypatch.setenv("VERAPDF", "no-such-command")
    assert (find_verapdf(), ask()) == ("", ())
    monkeypatch.setenv("VERAPDF", "")
    assert (find_verapdf(), ask()) == ("", ())


def test_a_driver_is_asked_for_flavour_and_file(verapdf):
    """A command that tells no version is called with flavour and file."""
    verapdf(DRIVER)
    assert ask() == (Judge("veraPDF", "", "ua1", True), Judge("veraPDF", "", "3a", True))


def test_verapdf_itself_is_asked_by_its_own_options(verapdf):
    """A command that tells its version is called as veraPDF is; pass and fail are told apart."""
    verapdf(OWN)
    assert ask() == (Judge("veraPDF", "1.28.1", "ua1", True), Judge("veraPDF", "1.28.1", "3a", False))


@pytest.mark.parametrize("script", ["exit 3", "echo nonsense", "kill -9 $$"])
def test_a_judge_that_fails_gives_no_verdict(verapdf, script):
    """Neither pass nor fail is made up, and nothing is remembered."""
    verapdf(script)
    assert ask() == ()


def test_the_same_bytes_are_judged_once(verapdf, tmp_path):
    """A verdict is remembered by the file's content; another file is judged again."""
    calls = verapdf(OWN)
    first = ask(keep=tmp_path / "kept")
    asked = calls.read_text().count("called")
    assert ask(keep=tmp_path / "kept") == first
    assert calls.read_text().count("called") == asked
    ask(b"%PDF-1.7 other", tmp_path / "kept")
    assert calls.read_text().count("called") == 2 * asked


@pytest.mark.parametrize("damage", ["", "[", "{}", '[{"name": "veraPDF"}]', "[[1]]"])
def test_a_damaged_memory_is_no_verdict(verapdf, tmp_path, damage):
    """What cannot be read, or does not tell both flavours, is asked for again."""
    verapdf(OWN)
    first = ask(keep=tmp_path / "kept")
    (note,) = (tmp_path / "kept").iterdir()
    note.write_text(damage, encoding="utf-8")
    assert ask(keep=tmp_path / "kept") == first


def test_a_memory_that_cannot_be_written_is_done_without(verapdf, tmp_path):
    """A verdict does not depend on being remembered."""
    verapdf(DRIVER)
    (tmp_path / "kept").write_bytes(b"")
    assert len(ask(keep=tmp_path / "kept")) == 2


def test_the_judge_works_while_the_build_goes_on(verapdf):
    """Between asking and waiting there is time for other work."""
    calls = verapdf(DRIVER)
    with ask_verapdf(b"%PDF-1.7") as answers:
        deadline = time.monotonic() + 10
        while calls.read_text().count("called") < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert calls.read_text().count("called") == 3  # its version, and once a flavour
        assert len(answers()) == 2


def test_a_build_that_stops_leaves_no_judge_behind(verapdf, tmp_path):
    """If the build fails in between, the judges are ended."""
    verapdf(f'[ "$1" = --version ] && exit 2; echo $$ > {tmp_path}/"$1".pid; exec sleep 60')
    with pytest.raises(RuntimeError):
        stop_between(tmp_path)
    for flavour in ("ua1", "3a"):
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / f"{flavour}.pid").read_text()), 0)


def stop_between(folder: Path) -> None:
    """Ask, wait until both judges are at work, and fail."""
    notes = [folder / f"{flavour}.pid" for flavour in ("ua1", "3a")]
    with ask_verapdf(b"%PDF-1.7"):
        deadline = time.monotonic() + 10
        while not all(note.exists() and note.read_text() for note in notes):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        raise RuntimeError
