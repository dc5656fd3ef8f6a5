"""Revisions: a report's files as git keeps them, without touching the work tree. Git lives behind this door."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

LARGEST = 200_000_000
"""Bytes of a file that is taken out; what is larger is no part of a report."""


class NoRevision(Exception):
    """What was asked for is not in git, or there is no git; the message says which."""


@contextmanager
def taken_out(revision: str, path: str) -> Iterator[Path]:
    """The file *path* of a *revision*, in a folder of its own with all that lies beside and below it there.

    *path* counts from the repository's root, as git itself reads ``REV:path``, or else from
    the folder one stands in. Raises `NoRevision` with a sentence for the person who asked.
    """
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
    if not commit:
        raise NoRevision(f"git knows no revision `{revision}` here; `git log --oneline` lists them")
    prefix = _git("rev-parse", "--show-prefix").decode().strip()
    wanted = _find(commit, path, prefix)
    if wanted is None:
        raise NoRevision(f"there is no file `{path}` in the revision `{revision}`")
    with TemporaryDirectory(prefix="typeset-") as folder:
        _take_out(commit, str(wanted.parent), Path(folder))
        yield Path(folder) / wanted.name


def _find(commit: str, path: str, prefix: str) -> PurePosixPath | None:
    for one in dict.fromkeys((path, prefix + path)):
        normal = os.path.normpath(one).replace(os.sep, "/")
        if not normal.startswith(("../", "/")) and _kind(f"{commit}:{normal}") == "blob":
            return PurePosixPath(normal)
    return None


def _kind(name: str) -> str:
    return _git("cat-file", "-t", name).decode().strip()


def _take_out(commit: str, folder: str, into: Path) -> None:
    """Write every file of *folder* below *into*; links and modules of other repositories are left out."""
    tree = f"{commit}:{'' if folder == '.' else folder}"
    wanted: list[tuple[str, str]] = []
    for entry in _git("ls-tree", "-r", "-l", "-z", "--full-tree", tree).decode("utf-8", "surrogateescape").split("\0"):
        about, _, name = entry.partition("\t")
        mode, kind, blob, size = [*about.split(), "", "", "", ""][:4]
        if kind == "blob" and mode != "120000" and size.isdigit() and int(size) <= LARGEST:
            wanted.append((blob, name))
    for (_, name), content in zip(wanted, _blobs([blob for blob, _ in wanted]), strict=True):
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _blobs(names: list[str]) -> Iterator[bytes]:
    said = _git("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    at = 0
    for _ in names:
        end = said.index(b"\n", at)
        size = int(said[at:end].split()[-1])
        yield said[end + 1 : end + 1 + size]
        at = end + 2 + size


def _git(*asked: str, given: bytes = b"") -> bytes:
    """What git answers; nothing where it has no answer."""
    try:
        done = subprocess.run(["git", *asked], input=given, capture_output=True, check=False)
    except OSError as error:
        raise NoRevision("git is not on this machine, so no revision can be read; name files instead") from error
    if b"not a git repository" in done.stderr:
        raise NoRevision("this folder is in no git repository, so no revision can be read; name files instead")
    return done.stdout if done.returncode == 0 else b""
