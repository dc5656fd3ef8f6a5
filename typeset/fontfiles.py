"""The brand's font files: which they are, and their bytes when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

FONTS_FOLDER = Path(__file__).resolve().parent.parent / "fonts"

Stamp = tuple[str, int, int]


class FontFiles(Mapping[str, bytes]):
    """The brand's font files by role, each read when it is first asked for. *read* is how."""

    def __init__(self, names: Mapping[str, str], read: Callable[[Path], bytes] = Path.read_bytes) -> None:
        self._names = names
        self._how = read
        self._read: dict[str, bytes] = {}

    def __getitem__(self, role: str) -> bytes:
        data = self._read.get(role)
        if data is None:
            data = self._read[role] = self._how(FONTS_FOLDER / self._names[role])
        return data

    @property
    def read_so_far(self) -> frozenset[str]:
        """The roles whose files have been asked for."""
        return frozenset(self._read)

    def stamp(self, role: str) -> Stamp:
        """Name, size and time of a file: enough to see without reading it that it is no longer the same."""
        about = (FONTS_FOLDER / self._names[role]).stat()
        return self._names[role], about.st_size, about.st_mtime_ns

    def stamps(self) -> tuple[tuple[str, Stamp], ...]:
        """The stamps of all, by role."""
        return tuple((role, self.stamp(role)) for role in self._names)

    def __contains__(self, role: object) -> bool:
        return role in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
