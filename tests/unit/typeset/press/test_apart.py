"""Work in a second process: its result, its failure, and its end."""

import os
import threading
import time

import pytest

from typeset.press import apart as module
from typeset.press.apart import apart, may_divide

DIVIDES = may_divide()
divides = pytest.mark.skipif(not DIVIDES, reason="this machine has one core, or is no Linux")


def test_the_result_comes_back():
    """Whatever can be pickled comes back as it was."""
    with apart(lambda: {"pages": (1, 2), "big": b"x" * 1_000_000}) as answer:
        assert answer() == {"pages": (1, 2), "big": b"x" * 1_000_000}


@divides
def test_the_work_is_done_by_another_process():
    """Both processes work at the same time, and know what was known before."""
    known = object()
    with apart(lambda: (os.getpid(), id(known))) as answer:
        process, seen = answer()
    assert process != os.getpid()
    assert seen == id(known)


@pytest.mark.parametrize("divided", [True, False])
def test_a_failure_is_raised_here(monkeypatch, divided):
    """An exception of the work's is met by whoever waits for it, wherever it was raised."""
    monkeypatch.setattr(module, "may_divide", lambda: divided and DIVIDES)
    with pytest.raises(ZeroDivisionError), apart(lambda: 1 // 0) as answer:
        answer()


@divides
def test_work_that_dies_is_done_again_here():
    """A process that was killed, or whose result cannot be sent, costs time and nothing else."""
    here = os.getpid()
    with apart(lambda: os.kill(os.getpid(), 9) if os.getpid() != here else "done") as answer:
        assert answer() == "done"
    with apart(lambda: threading.Lock() if os.getpid() != here else "done") as answer:
        assert answer() == "done"


@divides
def test_who_leaves_without_waiting_ends_the_work(tmp_path):
    """A build that fails does not leave a process behind."""
    note = tmp_path / "pid"

    def work() -> None:
        note.write_text(str(os.getpid()), encoding="ascii")
        time.sleep(60)

    with apart(work):
        deadline = time.monotonic() + 10
        while not note.exists() or not note.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_a_process_with_threads_is_not_divided():
    """A lock that another thread holds would never be let go in the other process."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not may_divide()
        with apart(os.getpid) as answer:
            assert answer() == os.getpid()
    finally:
        stop.set()
        thread.join()


def test_one_core_is_not_divided(monkeypatch):
    """Where only one core may be used, two processes would take turns."""
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("this system does not tell")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not may_divide()
