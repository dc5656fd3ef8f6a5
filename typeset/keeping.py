"""Keeping: what a program that lays out again and again need not read, shape, draw or set a second time.

Everything here saves time and changes nothing: it is looked up by all that it hangs on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from layout.art import Art
from layout.type.faces import Fonts
from layout.type.scripts import Companion
from typeset.charts.cache import Cache
from typeset.charts.drawing import Job, draw_all
from typeset.charts.theme import Theme
from typeset.fontfiles import FontFiles
from typeset.plots import Judged
from typeset.shelf import DiskShelf, LiveShelf


class Kept:
    """What one run leaves in memory for the next: shaped words, drawings of charts, parts as they were set."""

    def __init__(self) -> None:
        self._fonts: Fonts | None = None
        self._faces: object = None
        self._theme: Theme | None = None
        self._drawn: dict[str, tuple[Job, Art]] = {}
        self._shelf: LiveShelf | None = None
        self._files: dict[Path, tuple[tuple[int, int, int], bytes]] = {}
        self.judged: Judged = {}
        """What is wrong with the drawings."""

    def read(self, file: Path) -> bytes:
        """The bytes of a font or a picture: the same object as before, while the file is the same one."""
        state = file.stat()
        now = state.st_mtime_ns, state.st_size, state.st_ino
        known = self._files.get(file)
        if known is None or known[0] != now:
            known = self._files[file] = now, file.read_bytes()
        return known[1]

    def fonts(self, faces: FontFiles, companions: Mapping[str, Companion]) -> Fonts:
        """The report's faces: the same as before where their files are; with others all that was made of them goes."""
        now = faces.stamps(), dict(companions)
        if self._fonts is None or self._faces != now:
            self._fonts, self._faces = Fonts(faces, companions), now
            self._drawn, self._shelf, self.judged = {}, None, {}
        return self._fonts

    def arts(self, jobs: Sequence[tuple[str, Job]], theme: Theme, fonts: Fonts, store: Cache | None) -> dict[str, Art]:
        """Each chart's drawing by its id. What is not asked for any more is let go."""
        drawn = self._drawn if theme == self._theme else {}
        arts = {key: drawn[key][1] for key, job in jobs if key in drawn and drawn[key][0] == job}
        arts |= draw_all([(key, job) for key, job in jobs if key not in arts], theme, fonts, store)
        self._theme, self._drawn = theme, {key: (job, arts[key]) for key, job in jobs}
        return arts

    def shelf(self, below: Callable[[], DiskShelf | None]) -> LiveShelf:
        """The parts set so far, before a run asks for them; what the last runs have not asked for is let go."""
        if self._shelf is None:
            self._shelf = LiveShelf(below())
        self._shelf.turn()
        return self._shelf
