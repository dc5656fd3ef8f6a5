"""Drawn charts kept on disk, read back without matplotlib or numpy.

An entry is named by a hash of everything that could change the drawing: the chart, its
width, the theme, the font files, our code and the libraries under it. So an entry is
never out of date, only unused. It is plain tuples of floats and words in marshal form
behind a checksum; whatever is damaged, cut short or from another Python is drawn anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Any

from layout.art import Art, Fill, Label, Mark, Path, Stroke
from layout.ink import Tint
from layout.type.glyphs import Run, Shaped
from layout.type.scripts import Companion
from layout.type.stretches import has_turns
from typeset.charts.spec import Chart
from typeset.charts.theme import Theme

DIGEST = 16
MARSHAL = 4


class Cache:
    """Charts drawn before, under *folder*, for a report set in *faces* (the bytes of its fonts) and their companions."""

    def __init__(
        self, folder: FilePath, faces: Mapping[str, bytes], companions: Mapping[str, Companion] | None = None
    ) -> None:
        self.folder = folder
        self._faces = faces
        self._companions = companions or {}
        self._fonts: dict[tuple[str, ...], str] = {}

    def name(self, chart: Chart, width: float, theme: Theme) -> str:
        """What the entry for *chart* at *width* is called."""
        spelt = _spelt(chart)
        companions = self._companions if has_turns(spelt) else {}
        keys = (*sorted({style.font for style in theme.styles}), *companions)
        if keys not in self._fonts:
            self._fonts[keys] = _digest_of(self._faces[key] for key in keys if key in self._faces)
        parts = (
            spelt,
            repr(width),
            repr(theme),
            repr(sorted(companions.items())) if companions else "",
            self._fonts[keys],
            code_version(_module_of(chart.kind)),
            repr(sys.version_info[:2]),
        )
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=DIGEST).hexdigest()

    def read(self, name: str) -> Art | None:
        """The drawing called *name*, or None if there is none that can be trusted."""
        try:
            data = self._file(name).read_bytes()
        except OSError:
            return None
        payload = data[DIGEST:]
        if hashlib.blake2b(payload, digest_size=DIGEST).digest() != data[:DIGEST]:
            return None
        try:
            return unpack(marshal.loads(payload))  # noqa: S302  # its checksum has just been verified
        except (ValueError, EOFError, TypeError):
            return None

    def write(self, name: str, art: Art) -> None:
        """Keep *art*; a reader sees the whole entry or none. A full disk only costs time later."""
        payload = marshal.dumps(pack(art), MARSHAL)
        file = self._file(name)
        draft = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(hashlib.blake2b(payload, digest_size=DIGEST).digest() + payload)
            draft.replace(file)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _file(self, name: str) -> FilePath:
        return self.folder / "charts" / f"{name}.art"


def pack(art: Art) -> tuple[Any, ...]:
    """Turn a drawing into plain tuples, each shaped word and tint once."""
    words: dict[Shaped, int] = {}
    tints: dict[Tint, int] = {}
    marks = tuple(_pack_mark(mark, words, tints) for mark in art.marks)
    return (
        art.width,
        art.height,
        tuple((t.ink, t.amount) for t in tints),
        tuple((w.gids, w.adjust, w.texts, w.width, w.reverse) for w in words),
        marks,
    )


def unpack(packed: tuple[Any, ...]) -> Art:
    """Make the drawing again that `pack` took apart."""
    width, height, tint_parts, word_parts, mark_parts = packed
    tints = [Tint(*parts) for parts in tint_parts]
    words = [
        Shaped(gids, adjust, texts, length, reverse=reverse) for gids, adjust, texts, length, reverse in word_parts
    ]
    return Art(width=width, height=height, marks=tuple(_unpack_mark(parts, words, tints) for parts in mark_parts))


def _pack_mark(mark: Mark, words: dict[Shaped, int], tints: dict[Tint, int]) -> tuple[Any, ...]:
    match mark:
        case Fill():
            return ("F", mark.path.steps, tints.setdefault(mark.tint, len(tints)), mark.even_odd, mark.cell)
        case Stroke():
            tint = tints.setdefault(mark.tint, len(tints))
            return ("S", mark.path.steps, tint, mark.width, mark.dash, mark.round_ends, mark.cell)
        case Label():
            runs = tuple(_pack_run(run, words, tints) for run in mark.runs)
            return ("L", mark.x, mark.baseline, mark.cell, mark.turn, runs)


def _unpack_mark(parts: tuple[Any, ...], words: list[Shaped], tints: list[Tint]) -> Mark:
    match parts:
        case ("F", steps, tint, even_odd, cell):
            return Fill(path=Path(steps), tint=tints[tint], even_odd=even_odd, cell=cell)
        case ("S", steps, tint, width, dash, round_ends, cell):
            return Stroke(path=Path(steps), tint=tints[tint], width=width, dash=dash, round_ends=round_ends, cell=cell)
        case ("L", x, baseline, cell, turn, (first, *others)):
            run = _unpack_run(first, words, tints)
            rest = tuple(_unpack_run(one, words, tints) for one in others)
            return Label(x=x, baseline=baseline, run=run, cell=cell, turn=turn, others=rest)
    raise ValueError(f"no mark begins with {parts[0]!r}")


def _pack_run(run: Run, words: dict[Shaped, int], tints: dict[Tint, int]) -> tuple[Any, ...]:
    pieces = tuple(words.setdefault(piece, len(words)) for piece in run.pieces)
    return (run.font, run.size, tints.setdefault(run.tint, len(tints)), run.x, pieces, run.rise)


def _unpack_run(parts: tuple[Any, ...], words: list[Shaped], tints: list[Tint]) -> Run:
    font, size, tint, x, numbers, rise = parts
    pieces = tuple(words[number] for number in numbers)
    return Run(font=font, size=size, tint=tints[tint], x=x, pieces=pieces, extra=(0.0,) * len(pieces), rise=rise)


def _spelt(chart: Chart) -> str:
    """The chart in words that do not depend on the order in which settings were made."""
    return repr((chart.id, chart.kind, chart.data, chart.measures, chart.unit, chart.sign, chart.axis)) + repr(
        sorted(chart.settings.items())
    )


def _module_of(kind: str) -> str:
    """The module that draws *kind*, where it is not one of ours."""
    from typeset.charts.registry import OURS, kind_named  # the registry is needed only here

    if kind in OURS:
        return ""
    found = kind_named(kind)
    return "" if found is None else found.draw.__module__


@lru_cache(maxsize=32)
def code_version(module: str) -> str:
    """A digest of the code that draws: ours, the outside *module*'s if any, and the libraries' versions."""
    versions = (name for library in LIBRARIES for name in _versions_of(library))
    return _digest_of((*(file.read_bytes() for file in code_files(module)), *map(str.encode, versions)))


def code_files(module: str) -> list[FilePath]:
    """Every file of ours whose code could change a drawing; and those of the package to which *module* belongs."""
    here = FilePath(__file__).parent
    layout = FilePath(sys.modules[Art.__module__].__file__ or "").parent
    files = [*sorted(here.rglob("*.py")), *sorted(layout.glob("*.py")), *sorted((layout / "type").glob("*.py"))]
    origin = _origin(module)
    if origin is not None:
        # A module that stands alone has nobody else's files for neighbours of its own.
        files += sorted(FilePath(origin).parent.rglob("*.py")) if "." in module else [FilePath(origin)]
    return files


LIBRARIES = ("matplotlib", "uharfbuzz", "pyphen")


def _versions_of(library: str) -> list[str]:
    """The names of a library's metadata folders, which bear its version; importing it would take longer than reading twenty charts."""
    origin = _origin(library)
    if origin is None:
        return []
    return sorted(entry.name for entry in FilePath(origin).parent.parent.glob(f"{library}-*info"))


def _origin(module: str) -> str | None:
    if not module:
        return None
    spec = find_spec(module)
    return spec.origin if spec is not None and spec.has_location else None


def _digest_of(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=DIGEST)
    for part in parts:
        digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()
