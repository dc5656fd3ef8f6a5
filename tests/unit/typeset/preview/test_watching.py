"""Files are noticed however an editor saves them."""

import os
import time

import pytest

from typeset.preview import watching
from typeset.preview.watching import Watcher, signature


@pytest.fixture
def file(tmp_path):
    """A file of some words."""
    path = tmp_path / "content.yaml"
    path.write_text("one", encoding="utf-8")
    return path


def write(path):
    """In place."""
    path.write_text("another", encoding="utf-8")


def write_and_rename(path):
    """Beside, as long and as old as before, then renamed over it."""
    draft = path.with_suffix(".swp")
    draft.write_text("two", encoding="utf-8")
    os.utime(draft, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    draft.replace(path)


def delete(path):
    """Away with it."""
    path.unlink()


@pytest.mark.parametrize("save", [write, write_and_rename, delete])
def test_every_way_of_saving_is_noticed(file, save):
    """Writing in place, writing beside and renaming, and deleting each change what was taken."""
    watcher = Watcher([file])
    assert not watcher.changed
    save(file)
    assert watcher.changed == (file,)
    watcher.take()
    assert not watcher.changed


def test_a_file_that_comes_is_noticed(tmp_path):
    """A file that was asked for before it was there is missed until it comes."""
    missing = tmp_path / "picture.png"
    watcher = Watcher([missing])
    missing.write_bytes(b"")
    assert watcher.changed == (missing,)


def test_files_followed_later_keep_what_was_taken(file, tmp_path):
    """A change between taking and following is not lost when further files come along."""
    other = tmp_path / "data.csv"
    watcher = Watcher([file])
    write(file)
    watcher.follow([file, other])
    assert watcher.changed == (file,)


def test_a_file_no_longer_named_is_no_longer_watched(file, tmp_path):
    """What the report has let go may change as it likes."""
    watcher = Watcher([file])
    watcher.follow([tmp_path / "other.yaml"])
    write(file)
    assert not watcher.changed


@pytest.mark.parametrize("name", ["nowhere/at/all", "a" * 5000, "nul\0"])
def test_asking_never_fails(tmp_path, name):
    """Names that no disk can hold are files that are not there."""
    assert signature(tmp_path / name) is None


def test_settling_waits_for_the_end_of_a_save(file, monkeypatch):
    """While each look finds something else somebody is writing; the first two that agree are the end of it."""
    states = iter("aabcddx")
    watcher = Watcher([file])
    monkeypatch.setattr(watching, "signature", lambda path: next(states))
    monkeypatch.setattr(watching.time, "sleep", lambda seconds: None)
    next(states)
    watcher.settle()
    assert list(states) == ["x"]


def test_settling_does_not_wait_for_ever(file, monkeypatch):
    """A file that never rests is read all the same."""
    monkeypatch.setattr(watching, "LONGEST_SETTLE", 0.05)
    monkeypatch.setattr(watching, "signature", lambda path: time.monotonic_ns())
    began = time.monotonic()
    Watcher([file]).settle()
    assert time.monotonic() - began < 2
