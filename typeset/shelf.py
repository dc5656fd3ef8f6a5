"""Set parts kept on disk: what has not changed since the last run is not set again.

An entry is named by all that a part looks like (`layout.design.book` says what that is),
and lies in a folder named by what all parts have in common: the font files, our code and
the libraries under it. So an entry is never out of date, only unused, and those that have
lain longest are thrown away. A part is kept in two pieces, since judging a report needs
what is known of its pages and not what stands on them. Whatever is damaged, cut short or
strange is set anew; nothing but values of layout's is ever made of what a file says.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import layout
from layout.design.setting import Body, SetPart
from layout.values import Struct

DIGEST = 16

VARIANTS = 4
"""Settings of one part that are kept side by side: they differ in the page numbers it cites."""

MOST_ENTRIES = 400
"""In a folder: a report of fifty parts, edited eight times in each."""

MOST_FOLDERS = 4


class DiskShelf:
    """A shelf (`layout.design.setting.Shelf`) under *folder*, for parts set in *faces*; `close` writes it out.

    *others* is whatever tells one state of the faces that are seldom opened from another.
    """

    def __init__(self, folder: Path, faces: Mapping[str, bytes], others: object = ()) -> None:
        self._all = folder / "parts"
        self._folder = self._all / _common(faces, others)
        self._parts: dict[bytes, list[SetPart]] = {}
        self._new: set[bytes] = set()

    def find(self, key: bytes) -> Iterable[SetPart]:
        """The parts kept under *key*, the last one first."""
        parts = self._parts.get(key)
        if parts is None:
            parts = self._parts[key] = list(_read(self._folder / key.hex()))
        return tuple(parts)

    def keep(self, key: bytes, part: SetPart) -> None:
        """Put one more under *key*."""
        kept = self._parts.setdefault(key, [])
        kept.insert(0, part)
        del kept[VARIANTS:]
        self._new.add(key)

    def close(self) -> None:
        """Write what is new. A full disk costs time at the next run, nothing else."""
        if not self._new:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for key in self._new:
                _write(self._folder / key.hex(), self._parts[key])
            self._new.clear()
            _sweep(self._folder, MOST_ENTRIES)
            _sweep(self._all, MOST_FOLDERS)


class LiveShelf:
    """A shelf in memory for a program that lays out again and again; what it lacks may stand on the one *below*."""

    def __init__(self, below: DiskShelf | None) -> None:
        self._below = below
        self._parts: dict[bytes, list[SetPart]] = {}
        """By key; those asked for last stand last."""
        self._asked: set[bytes] = set()

    def find(self, key: bytes) -> Iterable[SetPart]:
        """The parts kept under *key*, the last one first."""
        parts = self._parts.pop(key, None)
        if parts is None:
            parts = list(self._below.find(key)) if self._below is not None else []
        self._parts[key] = parts
        self._asked.add(key)
        return tuple(parts)

    def keep(self, key: bytes, part: SetPart) -> None:
        """Put one more under *key*."""
        kept = self._parts.setdefault(key, [])
        kept.insert(0, part)
        del kept[VARIANTS:]

    def turn(self) -> None:
        """Begin a new run: of what the one before has not asked for, only as much stays as it asked for."""
        for key in list(self._parts)[: max(0, len(self._parts) - 2 * len(self._asked))]:
            del self._parts[key]
        self._asked.clear()


def _write(file: Path, parts: Iterable[SetPart]) -> None:
    """Write an entry; a reader sees the whole of it or none."""
    heads = [
        (part.leaves, part.links, part.noted, part.complaints, part.asked, pickle.dumps(part.read(), 5))
        for part in parts
    ]
    payload = pickle.dumps(heads, 5)
    draft = file.with_suffix(f".{os.getpid()}")
    try:
        draft.write_bytes(hashlib.blake2b(payload, digest_size=DIGEST).digest() + payload)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _read(file: Path) -> Iterator[SetPart]:
    """The parts of an entry; none if there is no entry that can be trusted."""
    try:
        data = file.read_bytes()
    except OSError:
        return
    payload = data[DIGEST:]
    if hashlib.blake2b(payload, digest_size=DIGEST).digest() != data[:DIGEST]:
        return
    try:
        heads = _Opener(BytesIO(payload)).load()
    except (pickle.UnpicklingError, ValueError, EOFError, TypeError, AttributeError, ImportError):
        return
    for leaves, links, noted, complaints, asked, body in heads:
        yield SetPart(
            leaves=leaves, read=_Later(body).read, links=links, noted=noted, complaints=complaints, asked=asked
        )


class _Later:
    """A body in bytes, opened when it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._body: Body | None = None

    def read(self) -> Body:
        if self._body is None:
            self._body = _Opener(BytesIO(self._data)).load()
        return self._body


class _Opener(pickle.Unpickler):
    """Makes values of layout's, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("msgspec._utils", "rebuild"):
            return super().find_class(module, name)
        if module.partition(".")[0] == layout.__name__:
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, Struct):
                return found
        raise pickle.UnpicklingError(f"no value of ours: {module}.{name}")


def _common(faces: Mapping[str, bytes], others: object) -> str:
    """A digest of what all parts have in common: faces, our code, and the libraries that shape and divide words."""
    digest = hashlib.blake2b(repr((sys.version_info[:2], sorted(faces), others)).encode(), digest_size=DIGEST)
    for key in sorted(faces):
        digest.update(faces[key])
    for file in sorted(Path(layout.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    for library in ("uharfbuzz", "pyphen", "msgspec"):
        spec = find_spec(library)
        if spec is not None and spec.origin:
            home = Path(spec.origin).parent
            # Told by the folder that pip puts beside a library and names after its version.
            digest.update(repr(sorted(one.name for one in home.parent.glob(f"{library}-*.dist-info"))).encode())
    return digest.hexdigest()


def _sweep(folder: Path, most: int) -> None:
    """Throw away what has lain longest in *folder*, down to *most* things."""
    lying = list(folder.iterdir())
    if len(lying) <= most:
        return
    for one in sorted(lying, key=lambda one: one.stat().st_mtime)[: len(lying) - most]:
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
