"""Finishing: from a Book to files: painted, proven, each page's text written out.

    paint → check → page text

What preflight finds in our own files is told at the manifest's line, and the files are
there all the same: the author must be able to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from layout.pages.book import Book
from layout.values import Struct, replace
from typeset import DIGITAL, PRINT
from typeset.clock import Clock
from typeset.editions import paint_edition
from typeset.laying import Laid
from typeset.preflight.printer import Printer
from typeset.press.apart import apart
from typeset.press.judges import ask_verapdf
from typeset.press.proof import Examined, Proof, draw_sheet, examine_press, examine_screen, prove, prove_file
from typeset.press.spine import CannotWrap, wrap_cover
from typeset.press.whence import Whence
from typeset.problem import Problem, Severity
from typeset.review.pagetext import page_texts

if TYPE_CHECKING:  # slow to load, and only a build that proves its files needs it
    from typeset.preflight.report import Report as PreflightReport
    from typeset.preflight.thumbnails import Drawn


class Built(Struct, frozen=True, kw_only=True):
    """A finished build, not yet written: files by name, and folders of files."""

    files: Mapping[str, bytes]
    folders: Mapping[str, Mapping[str, bytes]]
    problems: tuple[Problem, ...] = ()
    """What preflight found in the files; they can be looked at all the same."""
    summary: str = ""
    """What the files were examined for, in a sentence; empty where they were not."""


def paint_all(
    laid: Laid,
    editions: Sequence[str],
    printer: Printer,
    clock: Clock,
    *,
    proven: bool = False,
    keep: Path | None = None,
    jobs: int = 2,
    views: Mapping[str, Book] | None = None,
) -> Built:
    """Paint the *editions* asked for, and write each page's text out; *laid* must be sound.

    With *proven*, what is painted goes through preflight, and report and certificate are
    among the files; *keep* is where outside judges' verdicts are remembered. *jobs* is how
    many processes may work at a time: more than two have nothing to do, and one does it all.
    *views* are books made of the laid-out one for editions that show it otherwise.
    """
    assert laid.report is not None
    slug = laid.report.report.file_name
    views = views or {}
    if proven:
        files, proofs = _paint_and_prove(laid, editions, printer, clock, keep, jobs, views)
    else:
        files, proofs = {}, []
        for edition in editions:
            with clock.phase(f"paint {edition}"):
                files[f"{slug}-{edition}.pdf"] = _painted(laid, edition, printer, views.get(edition))
    if laid.report.report.cover_wrap and PRINT in editions:
        with clock.phase("cover"):
            wrapped, more = _wrap_cover(laid, printer, proven=proven)
            files |= wrapped
            proofs += more
    for proof in proofs:
        files |= proof.files
    with clock.phase("page text"):
        texts = page_texts(_book(laid))
        pages = {f"{number + 1:03}.txt": text.encode() for number, text in enumerate(texts)}
    gamut = _judge_gamut(laid, printer, clock) if proven and PRINT in editions else ()
    return Built(
        files=files,
        folders={"pages": pages},
        problems=(*gamut, *_told_once(problem for proof in proofs for problem in proof.problems)),
        summary=" ".join(filter(None, (proof.summary for proof in proofs))),
    )


def _judge_gamut(laid: Laid, printer: Printer, clock: Clock) -> tuple[Problem, ...]:
    """What of the brand looks different on paper; the profile is the printer's."""
    from typeset.press.gamut import judge_gamut

    assert laid.brand is not None
    profile = printer.profile_path
    if profile is None:
        return ()
    with clock.phase("gamut"):
        return judge_gamut(laid.brand.inks, profile.read_bytes(), laid.sources)


def _told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without those that another file has at the same place: a page of the inside is in print as well."""
    told: dict[object, Problem] = {}
    for problem in problems:
        told.setdefault((problem.code, problem.span) if problem.span.line else problem, problem)
    return tuple(told.values())


def _book(laid: Laid) -> Book:
    assert laid.book is not None
    return laid.book


def _whence(laid: Laid, book: Book) -> Whence:
    assert laid.report is not None
    folder = str(Path(laid.report.span.file).parent)
    return Whence(book=book, spans=laid.origins.span, folder=folder)


def _painted(laid: Laid, edition: str, printer: Printer, book: Book | None = None) -> bytes:
    """The laid-out book, or another one made of its pages, in one edition."""
    assert laid.report is not None
    assert laid.brand is not None
    return paint_edition(
        edition,
        book or _book(laid),
        laid.report,
        brand=laid.brand,
        faces=laid.faces,
        pictures=laid.pictures,
        printer=printer,
        sources=laid.sources,
    )


def _paint_and_prove(
    laid: Laid,
    editions: Sequence[str],
    printer: Printer,
    clock: Clock,
    keep: Path | None,
    jobs: int,
    views: Mapping[str, Book],
) -> tuple[dict[str, bytes], list[Proof]]:
    """Paint and examine each edition, and let the one testify to the other.

    The digital one is examined in a second process, which also draws the report's pictures.
    """
    assert laid.report is not None
    slug = laid.report.report.file_name
    whence = _whence(laid, _book(laid))
    printed, digital = f"{slug}-{PRINT}.pdf", f"{slug}-{DIGITAL}.pdf"
    files: dict[str, bytes] = {}
    press: Examined | None = None
    screen: Examined | None = None
    drawn: Drawn | None = None

    def look() -> tuple[PreflightReport, Drawn | None]:
        shown = examine_screen(files[digital], digital, whence).report
        return shown, draw_sheet(files[printed]) if printed in files else None

    for edition in editions:
        with clock.phase(f"paint {edition}"):
            files[f"{slug}-{edition}.pdf"] = _painted(laid, edition, printer, views.get(edition))
    asking = ask_verapdf(files[digital], keep) if digital in files else nullcontext(tuple)
    looking = apart(look) if jobs > 1 and {printed, digital} <= files.keys() else nullcontext(look)
    with asking as answers, looking as looked:
        if printed in files:
            with clock.phase("check print"):
                press = examine_press(files[printed], printed, printer, whence)
        if digital in files:
            with clock.phase("check digital"):
                report, drawn = looked()
                screen = Examined(report=report, whence=whence, judges=answers())
    with clock.phase("certificate"):
        return files, [prove(slug, press, screen, drawn)] if press or screen else []


def _wrap_cover(laid: Laid, printer: Printer, *, proven: bool) -> tuple[dict[str, bytes], list[Proof]]:
    """The cover with its spine, and the inside, as files of their own."""
    assert laid.report is not None
    assert laid.brand is not None
    meta = laid.report.report
    title, publisher = meta.title.plain, meta.publisher.plain
    try:
        wrapped = wrap_cover(_book(laid), laid.brand, laid.faces, title=title, publisher=publisher, printer=printer)
    except CannotWrap as error:
        problem = Problem(code="cover-wrap", message=str(error), span=meta.span, severity=Severity.WARNING)
        return {}, [Proof(problems=(problem,))]
    # The cover's own paper is not the block's, and its thickness counts for nothing.
    cover = replace(printer, page_multiple=1, stock="", stock_gsm=0.0)
    known = {"spine_mm": wrapped.spine_mm}
    jobs = (("cover", wrapped.cover, cover), ("inside", wrapped.inside, printer))
    files: dict[str, bytes] = {}
    proofs: list[Proof] = []
    for part, book, asked in jobs:
        name = f"{meta.file_name}-{part}"
        pdf = files[f"{name}.pdf"] = _painted(laid, PRINT, asked, book)
        if proven:
            proofs.append(prove_file(name, pdf, asked, _whence(laid, book), known=known))
    return files, proofs
