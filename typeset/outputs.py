"""Outputs: all of a build's files appear together, or none does.

Everything is written into a stage, a hidden folder beside the files' final places, and
only then renamed. So a build that fails, or is killed while it writes, leaves the earlier
outputs as they were. Renaming many files is not one step, though: a stage that is whole
is marked `READY` first, and if the build is killed between two renames the next one
finishes what it began. What else killed builds have left, the next one sweeps away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

STAGE = ".typeset-"
"""How the names of stages begin."""

READY = "ready"
"""The file that marks a stage as whole."""


class CannotWrite(Exception):
    """The outputs could not be written; the message says why and what to try."""


def write_outputs(out: Path, files: Mapping[str, bytes], folders: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write *files* into *out*, and each of *folders* as a folder that holds just what it is given.

    Raises `CannotWrite` when the disk is full or the place cannot be written to; nothing
    has changed then.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        settle_outputs(out)
        with _stage(out) as stage:
            for name, data in files.items():
                _write(stage / "new" / name, data)
            for folder, content in folders.items():
                (stage / "new" / folder).mkdir(parents=True)
                for name, data in content.items():
                    _write(stage / "new" / folder / name, data)
            _write(stage / READY, b"")
            _take_over(out, stage)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(
            f"cannot write to {out}: {reason}; the earlier outputs are as they were. "
            "Make room or choose another folder with --out"
        ) from error


def settle_outputs(out: Path) -> None:
    """Finish or remove what builds that were killed have left in *out*; a build that still runs keeps its own."""
    for stage in sorted(out.glob(f"{STAGE}*")):
        owner = stage.name.removeprefix(STAGE).partition("-")[0]
        if owner.isdigit() and _is_running(int(owner)):
            continue
        if (stage / READY).exists():
            _take_over(out, stage)
        shutil.rmtree(stage, ignore_errors=True)


def replace_file(path: Path, data: bytes) -> None:
    """Put *data* in the place of one file, all of it or nothing."""
    draft = path.with_name(f"{STAGE}{os.getpid()}-{path.name}")
    try:
        _write(draft, data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_over(out: Path, stage: Path) -> None:
    """Rename everything new into place, or nothing: a failure on the way is undone.

    It goes by what is still in the stage, so it can go on where a killed build stopped.
    When all is in place the stage is no longer marked: what is left of it is for sweeping,
    however little that may be.
    """
    taken: list[str] = []
    unfinished = stage / "new"
    try:
        for new in sorted(unfinished.iterdir()) if unfinished.is_dir() else ():
            taken.append(new.name)
            _replace(out / new.name, new, stage / "old" / new.name)
    except OSError:
        (stage / READY).unlink(missing_ok=True)
        for name in reversed(taken):
            _put_back(out / name, stage / "new" / name, stage / "old" / name)
        raise
    (stage / READY).unlink(missing_ok=True)


def _replace(final: Path, new: Path, old: Path) -> None:
    """Put *new* where *final* is and keep what was there as *old*."""
    old.parent.mkdir(exist_ok=True)
    if new.is_dir():
        if final.exists():
            final.rename(old)
        new.rename(final)
        return
    if final.exists() and not old.exists():
        # A second name for the old file: it stays in place until the new one takes it over in one step.
        try:
            old.hardlink_to(final)
        except OSError:
            shutil.copy2(final, old)
    new.replace(final)


def _put_back(final: Path, new: Path, old: Path) -> None:
    """Undo `_replace`, however far it came."""
    if not new.exists() and final.exists():
        final.rename(new)
    if old.exists() and not final.exists():
        old.rename(final)


@contextmanager
def _stage(out: Path) -> Iterator[Path]:
    """A folder for unfinished files inside *out*, gone afterwards whatever happens."""
    stage = Path(tempfile.mkdtemp(prefix=f"{STAGE}{os.getpid()}-", dir=out))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
