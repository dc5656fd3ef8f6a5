"""Outputs: all of a build's files appear together, or none does.

Everything is written beside its final place under a temporary name and only then
renamed. So a build that fails, or is killed, leaves the earlier outputs as they were;
what a killed build left behind is swept away by the next one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

STAGE = ".typeset-"
"""How temporary names begin."""


class CannotWrite(Exception):
    """The outputs could not be written; the message says why and what to try."""


def write_outputs(out: Path, files: Mapping[str, bytes], folders: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write *files* into *out*, and each of *folders* as a folder that holds just what it is given.

    Raises `CannotWrite` when the disk is full or the place cannot be written to; nothing
    has changed then.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        _sweep(out)
        with _stage(out) as stage:
            for name, data in files.items():
                _write(stage / "files" / name, data)
            for folder, content in folders.items():
                (stage / "folders" / folder).mkdir(parents=True)
                for name, data in content.items():
                    _write(stage / "folders" / folder / name, data)
            _take_over(out, stage, files, folders)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(f"cannot write to {out}: {reason}; the earlier outputs are as they were") from error


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_over(out: Path, stage: Path, files: Mapping[str, bytes], folders: Mapping[str, Mapping[str, bytes]]) -> None:
    """Rename everything into place; a rename within one folder's file system cannot half succeed."""
    for folder in folders:
        final, old = out / folder, stage / "old" / folder
        if final.exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            final.rename(old)
        final.parent.mkdir(parents=True, exist_ok=True)
        (stage / "folders" / folder).rename(final)
    for name in files:
        (stage / "files" / name).replace(out / name)


@contextmanager
def _stage(out: Path) -> Iterator[Path]:
    """A folder for unfinished files inside *out*, gone afterwards whatever happens."""
    stage = Path(tempfile.mkdtemp(prefix=f"{STAGE}{os.getpid()}-", dir=out))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _sweep(out: Path) -> None:
    """Remove what builds that were killed have left; a build that still runs keeps its own."""
    for left in out.glob(f"{STAGE}*"):
        owner = left.name.removeprefix(STAGE).partition("-")[0]
        if not (owner.isdigit() and _is_running(int(owner))):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
