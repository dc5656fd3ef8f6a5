"""Doctor: what this installation has, for whoever asks for help."""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

from typeset import VERSION
from typeset.fontfiles import FONTS_FOLDER

LIBRARIES = ("reportlab", "uharfbuzz", "matplotlib", "pyphen", "pyyaml", "pypdf", "pypdfium2", "pillow", "rich")

JUDGES = {
    "verapdf": "judges PDF/UA and PDF/A",
    "gs": "renders and separates (Ghostscript)",
    "pdftotext": "reads text (poppler)",
    "qpdf": "checks the file's structure",
    "mutool": "reads and renders (MuPDF)",
}
"""Programs that tests call where they are there; a build needs none of them."""


def examine() -> tuple[bool, list[str]]:
    """Look at everything; False when something that a build needs is missing or altered."""
    lines = [f"typeset {VERSION}", f"Python {platform.python_version()} on {platform.system()} ({sys.executable})", ""]
    healthy = True
    for name in LIBRARIES:
        try:
            lines.append(f"  {name:<12} {version(name)}")
        except PackageNotFoundError:
            healthy = False
            lines.append(f"  {name:<12} MISSING: run ./build.sh, which installs what requirements.lock names")
    lines.append("")
    damaged = _damaged_fonts()
    healthy = healthy and not damaged
    lines.append(
        f"  fonts        {_count_fonts()} files, checksums {'as recorded' if not damaged else 'DIFFER: ' + ', '.join(damaged)}"
    )
    lines.append("")
    for name, purpose in JUDGES.items():
        where = shutil.which(name)
        lines.append(f"  {name:<12} {where or 'not found; not needed for a build'} – {purpose}")
    return healthy, lines


def _recorded() -> dict[str, str]:
    lines = (FONTS_FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines if line)}


def _count_fonts() -> int:
    return len(_recorded())


def _damaged_fonts() -> list[str]:
    """Font files that are missing or not those that the checksums were made of."""
    damaged = []
    for name, digest in _recorded().items():
        file = FONTS_FOLDER / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            damaged.append(name)
    return damaged
