"""A new report: a small manifest that builds at once and shows every kind of part."""

from __future__ import annotations

from pathlib import Path

STARTER = Path(__file__).resolve().parent / "starter"


class CannotStart(Exception):
    """No report can be begun there; the message says why and what to try."""


def start_report(folder: Path) -> Path:
    """Put a starter report into *folder* and give back its manifest.

    The folder may exist, but nothing in it is overwritten.
    """
    files = {path.relative_to(STARTER): path.read_bytes() for path in sorted(STARTER.rglob("*")) if path.is_file()}
    taken = [name for name in files if (folder / name).exists()]
    if taken:
        raise CannotStart(f"{folder / taken[0]} is there already; name a folder without it")
    try:
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    except OSError as error:
        raise CannotStart(f"cannot write to {folder}: {error.strerror or error}") from error
    return folder / "content.yaml"
