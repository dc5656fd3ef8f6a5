"""The brand as values: inks, faces, type scale and page. Read from `brand.yaml` by `typeset.manifest`."""

from __future__ import annotations

from collections.abc import Mapping

from layout.ink import Ink
from layout.type.scripts import Companion
from layout.values import Struct, field


class PageShape(Struct, frozen=True, kw_only=True):
    """Trim, bleed, margins and the grid inside them, all in points."""

    width: float
    height: float
    bleed: float
    inner: float
    outer: float
    head: float
    foot: float
    columns: int
    gutter: float
    grid: float
    """Distance of the baselines of running text."""


class Brand(Struct, frozen=True, kw_only=True):
    """All that makes a report look like its publisher's, and nothing of what it says."""

    inks: Mapping[str, Ink]
    faces: Mapping[str, str]
    """Role of a face → its file name in `fonts/`."""
    scale: tuple[float, ...]
    """Type sizes in points, small to large: note, body, standfirst, lead, head, display, poster."""
    giant: float
    """The cropped numeral of an opener, points."""
    page: PageShape
    companions: Mapping[str, Companion] = field(default_factory=dict)
    """Faces for scripts that the others lack, by role; opened only where their letters are met."""
