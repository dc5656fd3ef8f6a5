"""Work in a second process: what need not wait for anything may go on elsewhere.

The process is divided, so the other one knows all that this one knew: nothing is sent to
it and nothing imported again; only its result comes back. Where that cannot be done (one
core, another system than Linux, threads that a division would lose), or where it fails,
the work is done here, later. So nobody has to ask which it was.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def may_divide() -> bool:
    """Tell whether a second process would be safe, and have a core to run on."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


@contextmanager
def apart(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begin *work* elsewhere if that can be; what is given back waits for its result.

    An exception is raised here, as if the work had been done here. Whoever leaves without
    waiting ends the other process.
    """
    child = _begin(work) if may_divide() else None
    if child is None:
        yield work
        return
    process, pipe = child
    waiting = True

    def wait() -> T:
        nonlocal waiting
        with os.fdopen(pipe, "rb") as sent:
            said = sent.read()
        _, status = os.waitpid(process, 0)
        waiting = False
        # What failed there is done again here, where its exception means something.
        result: T = pickle.loads(said) if status == 0 and said else work()  # noqa: S301  # from our own process
        return result

    try:
        yield wait
    finally:
        if waiting:
            os.kill(process, 9)
            os.waitpid(process, 0)
            os.close(pipe)


def _begin(work: Callable[[], object]) -> tuple[int, int] | None:
    """Divide this process; the other one's number and what it will write to, or None if there is no room for it."""
    sys.stdout.flush()
    sys.stderr.flush()
    out, into = os.pipe()
    try:
        with warnings.catch_warnings():
            # Libraries may have threads of their own that Python warns about; none of them is used there.
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
    except OSError:
        os.close(out)
        os.close(into)
        return None
    if process == 0:
        os.close(out)
        _work_and_end(work, into)
    os.close(into)
    return process, out


def _work_and_end(work: Callable[[], object], into: int) -> None:
    """Do the work, send its result and end at once: nothing else of the parent's may run here."""
    status = 1
    try:
        with os.fdopen(into, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
