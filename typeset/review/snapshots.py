"""Snapshots: what a report said when somebody last looked, as files, and what differs from them now."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from layout.pages.book import Book
from layout.pages.tree import Element, Slot
from layout.values import Struct
from typeset.laying import Laid
from typeset.outputs import replace_file
from typeset.review.blocks import Piece
from typeset.review.compare import Change, compare
from typeset.review.from_pages import is_page_folder, read_folder, version_of_pages
from typeset.review.pagetext import FURNITURE, page_texts, texts_of_version
from typeset.review.telling import excerpt, marked, what

RENEW = "if this is as it should be: pytest --update-page-text"

MOST_TOLD = 20
"""Pages whose differences are told; the others are counted."""

WORDS_SHOWN = 60
"""Characters of an element's own words in a tag tree: to know it by, not to read it all."""


class CannotHold(Exception):
    """What was to be held against a snapshot is not there, or makes no report; the message says why."""


class Outcome(Struct, frozen=True):
    """What came of holding a report against its snapshots."""

    failure: str = ""
    renewed: tuple[str, ...] = ()


# ---------------------------------------------------------------- what a report says


def texts_of(source: str | Path | Sequence[str]) -> list[str]:
    """The text of every page of *source*."""
    if not isinstance(source, str | Path):
        return list(source)
    path = Path(source)
    for folder in (path, path / "pages"):
        if folder.is_dir() and is_page_folder(folder):
            return read_folder(folder)
    if _is_pdf(path):
        from typeset.review.from_pdf import Unreadable, version_of_pdf

        try:
            return list(texts_of_version(version_of_pdf(path.read_bytes(), str(source))))
        except (OSError, Unreadable) as error:
            raise CannotHold(str(error)) from error
    return list(page_texts(_book(path)))


def figures_of(manifest: str | Path) -> str:
    """The ledger of *manifest*: a line for each figure, with its value, what it measures, and its pages."""
    from typeset.review.from_book import version_of_book

    lines = []
    for key, figure in (version_of_book(_laid(Path(manifest)), "").figures or {}).items():
        pages = f"  [page {', '.join(figure.pages)}]" if figure.pages else "  [on no page]"
        lines.append(f"{key}: {figure.value}: {figure.measures}{pages}\n")
    return "".join(lines)


def tags_of(source: str | Path) -> str:
    """The structure tree of *source*: a line for each element, indented, with its first own words or its alt."""
    path = Path(source)
    if _is_pdf(path):
        from typeset.review.from_pdf import Unreadable, tags_of_pdf

        try:
            tagged = tags_of_pdf(path.read_bytes(), str(source))
        except (OSError, Unreadable) as error:
            raise CannotHold(str(error)) from error
        if tagged is None:
            raise CannotHold(f"{source} has no structure tree, or one that leaves much of its words out")
        return "".join(_tree(tagged.tree, tagged.pieces, 0))
    from typeset.review.from_book import pieces_of_book

    book = _book(path)
    return "".join(_tree(book.tree, pieces_of_book(book), 0))


def _tree(element: Element, pieces: Mapping[Slot, Sequence[Piece]], depth: int) -> Iterator[str]:
    own = " ".join(
        "".join(p.text for kid in element.kids if not isinstance(kid, Element) for p in pieces.get(kid, ())).split()
    )
    words = f' "{own if len(own) <= WORDS_SHOWN else own[:WORDS_SHOWN] + "…"}"' if own else ""
    alt = f" alt: {' '.join(element.alt.split())}" if element.alt else ""
    yield f"{'  ' * depth}{element.role}{words}{alt}\n"
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _tree(kid, pieces, depth + 1)


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _laid(manifest: Path) -> Laid:
    """A report with its book; what is wrong with it is told as the command line would."""
    from typeset.cli import lay_out_only
    from typeset.problem import as_text

    if not manifest.is_file():
        raise CannotHold(f"there is no file {manifest}")
    laid = lay_out_only(manifest)
    if laid.book is None:
        raise CannotHold(f"{manifest} makes no report:\n{as_text(laid.problems, laid.sources)}")
    return laid


def _book(manifest: Path) -> Book:
    book = _laid(manifest).book
    assert book is not None
    return book


# ---------------------------------------------------------------- held against what it said


def hold_pages(source: str | Path | Sequence[str], folder: Path, *, update: bool) -> Outcome:
    """Hold the pages of *source* against the files of *folder*, or renew those that differ."""
    new = texts_of(source)
    old = read_folder(folder) if folder.is_dir() else []
    if not any(f"{FURNITURE}\n" in text for text in new):
        old = [_without_furniture(text) for text in old]  # a PDF's artifacts are not read
    differing = [n for n in range(max(len(old), len(new))) if old[n : n + 1] != new[n : n + 1]]
    if not differing:
        return Outcome()
    if update:
        return Outcome(renewed=tuple(_renew(folder, new, differing)))
    if not old:
        return Outcome(failure=f"there are no page texts in {folder} yet\n{RENEW}")
    told = [line for page in differing[:MOST_TOLD] for line in _tell_page(page, old, new)]
    more = [f"… and {len(differing) - MOST_TOLD} more pages", ""] if len(differing) > MOST_TOLD else []
    head = f"the report differs from {folder} on {len(differing)} of {len(new)} pages"
    return Outcome(failure="\n".join([head, "", *told, *more, RENEW]))


def hold_text(new: str, path: Path, *, update: bool, what: str) -> Outcome:
    """Hold *new* against the file at *path*, or renew it."""
    old = path.read_text(encoding="utf-8") if path.is_file() else None
    if old == new:
        return Outcome()
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, new.encode())
        return Outcome(renewed=(str(path),))
    if old is None:
        return Outcome(failure=f"there is no {path} yet\n{RENEW}")
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), "known", "now", n=1, lineterm=""))[2:]
    return Outcome(failure="\n".join([f"the {what} differ from {path}", "", *lines, "", RENEW]))


def _without_furniture(text: str) -> str:
    body, rule, _ = text.rpartition(f"{FURNITURE}\n")
    return (body[:-1] if body.endswith("\n\n") else body) if rule else text


def _renew(folder: Path, new: Sequence[str], differing: Sequence[int]) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    for page in differing:
        path = folder / f"{page + 1:03}.txt"
        if page < len(new):
            replace_file(path, new[page].encode())
        else:
            path.unlink(missing_ok=True)
        yield str(path)


def _tell_page(page: int, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What differs on one page, each paragraph by its line in the file."""
    yield f"page {page + 1} ({page + 1:03}.txt)"
    if page >= len(old):
        yield "  a page more than there was"
    elif page >= len(new):
        yield "  this page is gone"
    else:
        was, is_ = (version_of_pages([text.replace(f"\n{FURNITURE}\n", "\n")], "") for text in (old[page], new[page]))
        changes = compare(was, is_).changes
        for change in changes:
            yield f"  line {_line(change, old[page], new[page])}: {what(change)}"
            yield f"    {marked(excerpt(change))}"
        if not changes:
            yield "  spaces or empty lines only"
    yield ""


def _line(change: Change, old: str, new: str) -> int:
    """The line of the paragraph in the file now, or in the snapshot if it is gone."""
    text, block = (new, change.new[0]) if change.new else (old, change.old[0])
    lines = text.split("\n")
    return lines.index(block.text) + 1 if block.text in lines else 1
