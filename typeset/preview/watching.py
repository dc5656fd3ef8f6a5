"""Watching: has any file of the report changed on disk?

Files are asked for their state some twenty times a second. For the few dozen that a
report has, that costs a fifth of a per cent of a core, and it sees what the system's own
notices miss: folders on servers, disks of virtual machines, editors that write elsewhere
and rename. See docs/why/0013-files-are-asked-not-listened-to.md.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

Signature = tuple[int, int, int] | None
"""Time of last writing, size, and which file it is; None where there is none."""

LOOK = 0.04
"""Seconds between looks while somebody watches."""
GLANCE = 0.25
"""Seconds between looks while nobody does."""
SETTLE = 0.012
"""Seconds for which files must stay the same before they are read: an editor writes in several steps."""
LONGEST_SETTLE = 0.5
"""Seconds after which they are read all the same: something that is written without a pause is a log, not a save."""


def signature(path: Path) -> Signature:
    """What would be different had the file been written; asking never fails."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


class Watcher:
    """Remembers files as they were when they were last read."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._seen = {file: signature(file) for file in files}

    def take(self) -> None:
        """Remember the files as they are now; to be called before they are read."""
        self._seen = {file: signature(file) for file in self._seen}

    def follow(self, files: Iterable[Path]) -> None:
        """Watch these files from now on. Those watched before are still compared with how they were taken."""
        self._seen = {file: self._seen[file] if file in self._seen else signature(file) for file in files}

    @property
    def changed(self) -> tuple[Path, ...]:
        """The files that are not as they were taken."""
        return tuple(file for file, seen in self._seen.items() if signature(file) != seen)

    def settle(self) -> None:
        """Wait until whoever is writing has finished."""
        end = time.monotonic() + LONGEST_SETTLE
        before = {file: signature(file) for file in self._seen}
        while time.monotonic() < end:
            time.sleep(SETTLE)
            now = {file: signature(file) for file in self._seen}
            if now == before:
                return
            before = now
