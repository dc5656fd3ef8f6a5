"""Originals: what a command names, opened as a version: a manifest, a PDF, page texts, or a revision of one.

original = open_original("HEAD~1:content.yaml", lay_out)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from layout.values import Struct, field, replace
from typeset.laying import Laid
from typeset.manifest.source import Source
from typeset.problem import Problem
from typeset.review.from_pages import is_page_folder, read_folder, version_of_pages
from typeset.review.version import Version

LayOut = Callable[[Path], Laid]
"""Lays the manifest at a path out, as a build would."""

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<path>.+)", re.DOTALL)


class CannotOpen(Exception):
    """What was named is nothing that can be compared; the message says why and what to try."""


class Original(Struct, frozen=True, kw_only=True):
    """One side of a comparison; without a version it could not be laid out, and the problems say why."""

    version: Version | None
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


def open_original(name: str, lay_out: LayOut) -> Original:
    """Open what *name* names. Raises `CannotOpen` where there is nothing of the kind."""
    path = Path(name)
    try:
        if path.is_dir():
            return Original(version=_of_folder(path, name))
        if path.is_file():
            return _of_file(path, name, lay_out)
    except OSError as error:
        raise CannotOpen(f"{name} cannot be read: {error.strerror or error}") from error
    revision = _REVISION.fullmatch(name)
    if revision is None:
        raise CannotOpen(
            f"there is no file {name}; name a manifest, a PDF, a folder of page texts, or REV:content.yaml"
        )
    return _of_revision(name, revision["revision"], revision["path"], lay_out)


def _of_folder(path: Path, name: str) -> Version:
    for folder in (path, path / "pages"):
        if is_page_folder(folder):
            return version_of_pages(read_folder(folder), name)
    raise CannotOpen(f"{name} is a folder without page texts (001.txt …)")


def _of_file(path: Path, name: str, lay_out: LayOut) -> Original:
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if is_pdf or path.suffix.lower() == ".pdf":
        from typeset.review.from_pdf import Unreadable, version_of_pdf

        try:
            return Original(version=version_of_pdf(path.read_bytes(), name))
        except Unreadable as error:
            raise CannotOpen(str(error)) from error
    return original_of_manifest(lay_out(path), name)


def original_of_manifest(laid: Laid, name: str) -> Original:
    """A report laid out just now."""
    from typeset.review.from_book import version_of_book

    if laid.book is None:
        return Original(version=None, problems=laid.problems, sources=laid.sources)

    def draw() -> bytes:
        from typeset.review.looking import paint_look

        return paint_look(laid)

    return Original(version=version_of_book(laid, name, draw), problems=laid.problems, sources=laid.sources)


def _of_revision(name: str, revision: str, path: str, lay_out: LayOut) -> Original:
    from typeset.review.revisions import NoRevision, taken_out

    try:
        with taken_out(revision, path) as manifest:
            opened = _of_file(manifest, name, lay_out)
            return _renamed(opened, str(manifest.parent), f"{revision}:")
    except NoRevision as error:
        raise CannotOpen(str(error)) from error


def _renamed(original: Original, folder: str, revision: str) -> Original:
    """The same with its files called as git calls them, not by the folder in which they were laid out."""

    def renamed(file: str) -> str:
        return f"{revision}{file.removeprefix(folder).lstrip('/')}" if file.startswith(folder) else file

    return replace(
        original,
        problems=tuple(
            replace(problem, span=replace(problem.span, file=renamed(problem.span.file)))
            for problem in original.problems
        ),
        sources={renamed(file): source for file, source in original.sources.items()},
    )


def like_with_like(old: Version, new: Version) -> tuple[Version, Version]:
    """Both read in one order: by their lines, or page by page, where one of them can be read in no other way.

    A version without pages to be drawn stays as it is.
    """
    if old.by_lines != new.by_lines:
        old, new = _by_lines(old), _by_lines(new)
    if old.told != new.told:
        old, new = _by_pages(old), _by_pages(new)
    return old, new


def _by_pages(version: Version) -> Version:
    """What stands beside the text, such as a chart, comes where its page does and not where the text speaks of it."""
    return replace(version, blocks=tuple(sorted(version.blocks, key=lambda block: block.page or 0)))


def _by_lines(version: Version) -> Version:
    if version.by_lines:
        return version
    from typeset.review.from_pdf import version_of_pdf

    pdf = version.draw()
    if not pdf:
        return version
    read = version_of_pdf(pdf, version.name, by_lines=True)
    return replace(read, labels=version.labels, figures=version.figures, charts=version.charts)
