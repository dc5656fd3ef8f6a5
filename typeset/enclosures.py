"""Enclosures: the files that a report was made from, inside its digital edition.

Each keeps its folder, so that all of them, taken out into an empty one, are the report
again: manifest and includes, data, pictures and portraits, house style and approvals.
The brand goes with them for the record; it belongs to the program that builds.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from typeset.manifest.model import Report
from typeset.manifest.source import Source
from typeset.paint import Attachment

DATA = {".csv", ".tsv", ".json"}
BRAND = "layout/brand.yaml"
"""Under this name, its own in the program, no file of a report is taken for it."""


def enclose(report: Report, sources: Mapping[str, Source], pictures: Mapping[str, bytes]) -> tuple[Attachment, ...]:
    """The files of *report*, in order of their names: *sources* by the names that problems call them, *pictures* by path."""
    manifest = PurePath(report.span.file)
    shown, real = manifest.parent, Path(os.path.realpath(manifest.parent))
    made: dict[str, Attachment] = {}
    for path, source in sources.items():
        name = _inside(PurePath(path), shown) or BRAND
        is_manifest = PurePath(path) == manifest
        what = (
            f"The report itself: all the files beside it make it again (typeset build {name})"
            if is_manifest
            else f"Source of the report: {name}"
        )
        relationship = "Data" if PurePath(name).suffix.lower() in DATA else "Source" if name != BRAND else "Supplement"
        made[name] = _enclosed(name, source.text.encode(), what, relationship)
    for path, data in pictures.items():
        name = _inside(PurePath(path), real) or PurePath(path).name
        made[name] = _enclosed(name, data, f"Picture of the report: {name}", "Source")
    return tuple(made[name] for name in sorted(made))


def _inside(path: PurePath, folder: PurePath) -> str:
    """The path from *folder*, with slashes on every system; empty when it lies elsewhere."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""


def _enclosed(name: str, data: bytes, description: str, relationship: str) -> Attachment:
    mime = mimetypes.guess_type(name)[0] or "application/yaml"
    return Attachment(name=name, data=data, mime=mime, relationship=relationship, description=description)
