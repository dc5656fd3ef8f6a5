"""Build: the phases in order, from a manifest to finished files.

    load → draw → edit → set → paint → check → write

Each phase takes finished values and gives new ones. Problems of every phase are
gathered; if one of them is an error nothing is written, and what was there stays.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.brand import Brand
from layout.design.book import set_book
from layout.design.parts import Story
from layout.pages.book import Book
from layout.type.faces import Fonts
from typeset import DIGITAL, PRINT
from typeset.charts.cache import Cache
from typeset.charts.drawing import draw_all
from typeset.charts.spec import ChartError
from typeset.charts.theme import theme_of
from typeset.editing import Origins, edit
from typeset.editions import paint_edition
from typeset.manifest.brand import load_brand
from typeset.manifest.loading import Loaded
from typeset.manifest.model import Illustration, Report
from typeset.manifest.source import Source
from typeset.plots import Plot, find_plots, judge_drawings, judge_plots
from typeset.preflight.printer import Printer
from typeset.press.apart import apart
from typeset.press.judges import ask_verapdf
from typeset.press.proof import Examined, Proof, examine_press, examine_screen, prove, prove_file
from typeset.press.spine import CannotWrap, wrap_cover
from typeset.press.whence import Whence
from typeset.problem import NOWHERE, Problem, Severity, in_order
from typeset.review.pagetext import page_texts

if TYPE_CHECKING:  # slow to load, and only a build that proves its files needs it
    from typeset.preflight.report import Report as PreflightReport

ROOT = Path(__file__).resolve().parent.parent
BRAND_FILE = ROOT / "layout" / "brand.yaml"
FONTS_FOLDER = ROOT / "fonts"


@dataclass(slots=True)
class Clock:
    """Where the time went: seconds by phase, in order of first entry."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the time of a phase, also when it is entered again."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - began


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A report laid out: all that painting an edition needs, or the problems that prevent it."""

    sources: Mapping[str, Source]
    report: Report | None = None
    brand: Brand | None = None
    faces: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    story: Story | None = None
    plots: tuple[Plot, ...] = ()
    book: Book | None = None
    origins: Origins = field(default_factory=Origins)
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether there is a book, and nothing wrong with it beyond warnings."""
        return self.book is not None and not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build, not yet written: files by name, and folders of files."""

    files: Mapping[str, bytes]
    folders: Mapping[str, Mapping[str, bytes]]
    problems: tuple[Problem, ...] = ()
    """What preflight found in the files; they can be looked at all the same."""
    summary: str = ""
    """What the files were examined for, in a sentence; empty where they were not."""


def lay_out(loaded: Loaded, clock: Clock, *, page_multiple: int = 4, cache: Path | None = None) -> Laid:
    """Draw and set a loaded report, and gather every problem of these phases with those of loading.

    A report with errors is laid out all the same where it can be, so that one run tells
    its author everything; its book is never printed.
    """
    with clock.phase("load"):
        branded = load_brand(BRAND_FILE)
    sources = {**loaded.sources, **branded.sources}
    problems = [*loaded.problems, *branded.problems]
    report, brand = loaded.report, branded.brand
    if report is None or brand is None or any(problem.is_error for problem in problems):
        return Laid(sources=sources, report=report, problems=in_order(problems, sources))
    with clock.phase("draw"):
        faces = {role: (FONTS_FOLDER / name).read_bytes() for role, name in brand.faces.items()}
        plots = find_plots(report)
        problems += judge_plots(plots)
        if any(problem.is_error for problem in problems):
            return Laid(sources=sources, report=report, problems=in_order(problems, sources))
        jobs = [(plot.chart.id, plot.job(brand)) for plot in plots]
        store = Cache(cache, faces) if cache is not None else None
        fonts, theme = Fonts(faces), theme_of(brand)
        try:
            arts = draw_all(jobs, theme, fonts, store)
        except ChartError as error:
            asked = {plot.chart.id: plot.asked.span for plot in plots}
            problems.append(Problem(code="chart", message=str(error), span=asked.get(error.chart, NOWHERE)))
            return Laid(sources=sources, report=report, problems=in_order(problems, sources))
        problems += judge_drawings(plots, arts, fonts, theme)
    with clock.phase("set"):
        story, origins = edit(report, plots, arts)
        book = set_book(story, brand, faces, page_multiple=page_multiple)
        problems += (origins.problem(complaint) for complaint in book.complaints)
    return Laid(
        sources=sources,
        report=report,
        brand=brand,
        faces=faces,
        pictures=_pictures(report),
        story=story,
        plots=plots,
        book=book,
        origins=origins,
        problems=in_order(problems, sources),
    )


def _pictures(report: Report) -> dict[str, bytes]:
    """The bytes of every portrait and picture, by its path."""
    files = [person.portrait for person in report.people.values()]
    for part in report.book:
        bodies = [getattr(part, "text", ()), *(one.text for one in getattr(part, "commentaries", ()))]
        files += [block.picture for body in bodies for block in body if isinstance(block, Illustration)]
    return {str(file.path): Path(file.path).read_bytes() for file in files if file is not None}


def paint_all(
    laid: Laid,
    editions: Sequence[str],
    printer: Printer,
    clock: Clock,
    *,
    proven: bool = False,
    keep: Path | None = None,
) -> Built:
    """Paint the *editions* asked for, and write each page's text out; *laid* must be sound.

    With *proven*, what is painted goes through preflight, and report and certificate are
    among the files; *keep* is where outside judges' verdicts are remembered.
    """
    assert laid.report is not None
    slug = laid.report.report.file_name
    if proven:
        files, proofs = _paint_and_prove(laid, editions, printer, clock, keep)
    else:
        files, proofs = {}, []
        for edition in editions:
            with clock.phase(f"paint {edition}"):
                files[f"{slug}-{edition}.pdf"] = _painted(laid, edition, printer)
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
    return Built(
        files=files,
        folders={"pages": pages},
        problems=_told_once(problem for proof in proofs for problem in proof.problems),
        summary=" ".join(filter(None, (proof.summary for proof in proofs))),
    )


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
    folder = str(Path(laid.report.report.span.file).parent)
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
    laid: Laid, editions: Sequence[str], printer: Printer, clock: Clock, keep: Path | None
) -> tuple[dict[str, bytes], list[Proof]]:
    """Paint and examine each edition, the digital one in a second process, and let the one testify to the other."""
    assert laid.report is not None
    slug = laid.report.report.file_name
    whence = _whence(laid, _book(laid))
    printed, digital = f"{slug}-{PRINT}.pdf", f"{slug}-{DIGITAL}.pdf"
    files: dict[str, bytes] = {}
    press: Examined | None = None
    screen: Examined | None = None

    def look() -> PreflightReport:
        return examine_screen(files[digital], digital, whence).report

    for edition in editions:
        with clock.phase(f"paint {edition}"):
            files[f"{slug}-{edition}.pdf"] = _painted(laid, edition, printer)
    asking = ask_verapdf(files[digital], keep) if digital in files else nullcontext(tuple)
    looking = apart(look) if {printed, digital} <= files.keys() else nullcontext(look)
    with asking as answers, looking as looked:
        if printed in files:
            with clock.phase("check print"):
                press = examine_press(files[printed], printed, printer, whence)
        if digital in files:
            with clock.phase("check digital"):
                screen = Examined(report=looked(), whence=whence, judges=answers())
    with clock.phase("certificate"):
        return files, [prove(slug, press, screen)] if press or screen else []


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
