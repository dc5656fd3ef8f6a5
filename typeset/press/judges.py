"""Outside judges of a digital edition. There is one: veraPDF, where the machine has it.

It is the command that the environment variable VERAPDF names, or `verapdf`. A verdict
takes many seconds, so it is asked for while the build goes on; and the same bytes get the
same one, so it is kept beside the charts.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from layout.values import asdict
from typeset.preflight.certificate import Judge

FLAVOURS = ("ua1", "3a")
"""PDF/UA-1 and PDF/A-3a, as veraPDF calls them."""

PATIENCE = 300
"""Seconds before a judge is given up: a large file takes one, a broken installation for ever."""


def find_verapdf() -> str:
    """The command, or nothing; VERAPDF set to nothing says that none is to be asked."""
    return shutil.which(os.environ.get("VERAPDF", "verapdf")) or ""


class Question:
    """A file before veraPDF, one process a flavour; they think while the build goes on."""

    def __init__(self, command: str, file: Path) -> None:
        self._version = _version(command)
        self._asked = {
            flavour: _begin(command, *_options(flavour, has_version=bool(self._version)), str(file))
            for flavour in FLAVOURS
        }

    def wait(self) -> tuple[Judge, ...]:
        """The verdicts; none where one of them did not come."""
        passed = {flavour: _verdict(process) for flavour, process in self._asked.items()}
        if None in passed.values():
            return ()
        return tuple(Judge("veraPDF", self._version, flavour, bool(yes)) for flavour, yes in passed.items())

    def drop(self) -> None:
        """Ask no more."""
        for process in self._asked.values():
            if process is not None:
                _end(process)


Answers = Callable[[], tuple[Judge, ...]]


@contextmanager
def ask_verapdf(pdf: bytes, keep: Path | None = None) -> Iterator[Answers]:
    """Begin to ask what veraPDF says of *pdf*; what is given back waits for the verdicts.

    There are none where there is no veraPDF, or it could not be run. *keep* is a folder in
    which verdicts are remembered.
    """
    command = find_verapdf()
    if not command:
        yield tuple
        return
    note = keep / f"verapdf-{hashlib.sha256(command.encode() + pdf).hexdigest()[:32]}.json" if keep else None
    known = _recall(note)
    if known is not None:
        yield lambda: known
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "digital.pdf"
        file.write_bytes(pdf)
        question = Question(command, file)

        def wait() -> tuple[Judge, ...]:
            judges = question.wait()
            _remember(note, judges)
            return judges

        try:
            yield wait
        finally:
            question.drop()


def _version(command: str) -> str:
    """The version that veraPDF's own command tells; empty where *command* is a driver that tells none."""
    try:
        done = subprocess.run([command, "--version"], capture_output=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(rb"veraPDF\s+v?(\d[\w.]*)", done.stdout) if done.returncode == 0 else None
    return found[1].decode() if found else ""


def _options(flavour: str, *, has_version: bool) -> tuple[str, ...]:
    """As veraPDF itself is asked, or a driver that takes flavour and file."""
    return ("--flavour", flavour, "--format", "text") if has_version else (flavour,)


def _begin(*command: str) -> subprocess.Popen[bytes] | None:
    try:
        # A group of its own: veraPDF's command is a script, and ending it must end the Java below it.
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a judge that is still at work, with all that it started."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()


def _verdict(process: subprocess.Popen[bytes] | None) -> bool | None:
    """Pass or fail; None where no verdict came."""
    if process is None:
        return None
    try:
        said, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    verdict = re.search(rb"^(PASS|FAIL)\b", said, re.MULTILINE)
    return verdict[1] == b"PASS" if verdict else None


def _recall(note: Path | None) -> tuple[Judge, ...] | None:
    try:
        told = json.loads(note.read_text(encoding="utf-8")) if note is not None else None
        judges = tuple(Judge(**one) for one in told or ())
    except (OSError, ValueError, TypeError):
        return None
    return judges if {judge.profile for judge in judges} == set(FLAVOURS) else None


def _remember(note: Path | None, judges: tuple[Judge, ...]) -> None:
    if note is None or not judges:
        return
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        fresh = note.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps([asdict(judge) for judge in judges]), encoding="utf-8")
        fresh.replace(note)
    except OSError:  # a full disk costs time at the next build, nothing else
        pass
