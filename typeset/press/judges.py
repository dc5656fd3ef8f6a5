"""Outside judges of a digital edition. There is one: veraPDF, where the machine has it.

It is the command that the environment variable VERAPDF names, or `verapdf`. A verdict
takes seconds, and the same bytes get the same one, so it is kept beside the charts.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from typeset.preflight.certificate import Judge

FLAVOURS = ("ua1", "3a")
"""PDF/UA-1 and PDF/A-3a, as veraPDF calls them."""

PATIENCE = 300
"""Seconds before a judge is given up: a large file takes one, a broken installation for ever."""


def find_verapdf() -> str:
    """The command, or nothing."""
    return shutil.which(os.environ.get("VERAPDF") or "verapdf") or ""


def ask_verapdf(pdf: bytes, command: str, keep: Path | None = None) -> tuple[Judge, ...]:
    """What veraPDF says of *pdf*, one verdict a flavour; none where it could not be run.

    *keep* is a folder in which verdicts are remembered.
    """
    version = _version(command)
    key = hashlib.sha256(f"{command} {version} ".encode() + pdf).hexdigest()
    note = keep / f"verapdf-{key[:32]}.json" if keep is not None else None
    known = _recall(note)
    if known is None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "digital.pdf"
            file.write_bytes(pdf)
            known = {flavour: _judge(command, version, flavour, file) for flavour in FLAVOURS}
        if None in known.values():  # it did not run: ask again another time
            return ()
        _remember(note, known)
    return tuple(Judge("veraPDF", version, flavour, bool(known[flavour])) for flavour in FLAVOURS)


def _version(command: str) -> str:
    """The version that veraPDF's own command tells; empty where *command* is a driver that does not."""
    said = _run(command, "--version")
    found = re.search(r"veraPDF\s+v?(\d[\w.]*)", said.stdout) if said is not None and said.returncode == 0 else None
    return found[1] if found else ""


def _judge(command: str, version: str, flavour: str, file: Path) -> bool | None:
    """Pass or fail; None where no verdict came."""
    asked = ("--flavour", flavour, "--format", "text") if version else (flavour,)
    said = _run(command, *asked, str(file))
    if said is None:
        return None
    verdict = re.search(r"^(PASS|FAIL)\b", said.stdout, re.MULTILINE)
    return verdict[1] == "PASS" if verdict else None


def _run(*command: str) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return None


def _recall(note: Path | None) -> dict[str, bool | None] | None:
    try:
        told = json.loads(note.read_text(encoding="ascii")) if note is not None else None
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) and set(told) == set(FLAVOURS) else None


def _remember(note: Path | None, verdicts: dict[str, bool | None]) -> None:
    if note is None:
        return
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        fresh = note.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(verdicts), encoding="ascii")
        fresh.replace(note)
    except OSError:  # a full disk costs time at the next build, nothing else
        pass
