"""The workshop: lays the report out again after each edit, with everything at hand that the edit has left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from layout.values import Struct, field
from typeset.auditing import APPROVALS, audit_loaded
from typeset.clock import Clock
from typeset.editions import PROFILES
from typeset.keeping import Kept
from typeset.laying import BRAND_FILE, Laid, lay_out
from typeset.makeready import printer_of, with_audit
from typeset.manifest.loading import HOUSE, Loaded, load
from typeset.manifest.source import Source
from typeset.preflight.printer import Printer, PrinterError, load_printer
from typeset.preview.board import Leaf, Pages, Shown
from typeset.preview.differ import Difference, Sheets, compare
from typeset.preview.picture import Painter
from typeset.preview.places import Atlas
from typeset.problem import Problem

USUAL = "coated"
"""The printer for whose sheets pages are counted while the report's own cannot be read."""


class Round(Struct, frozen=True, kw_only=True):
    """What one reading of the files has come to; the audit comes after it."""

    loaded: Loaded
    laid: Laid
    printer: Printer
    strange: tuple[Problem, ...]
    """What is wrong with the printer that the report asks for."""
    files: frozenset[Path]
    """All that the next round depends on, whether it is there or not."""
    clock: Clock


class Workshop(Struct):
    """Goes round by round. What it keeps saves time and changes nothing."""

    manifest: Path
    cache: Path | None = None
    kept: Kept = field(default_factory=Kept)
    rounds: int = 0
    """Since everything was last laid out from the beginning."""
    _versions: count[int] = field(default_factory=lambda: count(1))

    @property
    def files(self) -> frozenset[Path]:
        """The files that every report depends on."""
        folder = self.manifest.parent
        return frozenset({self.manifest, folder / HOUSE, folder / APPROVALS, BRAND_FILE})

    def lay(self) -> Round:
        """Read all files and lay the report out."""
        self.rounds += 1
        clock = Clock()
        with clock.phase("load"):
            loaded = load(self.manifest)
        strange: tuple[Problem, ...] = ()
        try:
            printer = printer_of(loaded, self.manifest.parent)
        except PrinterError as error:
            printer, strange = load_printer(USUAL), error.problems
        laid = lay_out(loaded, clock, page_multiple=printer.page_multiple, cache=self.cache, kept=self.kept)
        return Round(
            strange=strange,
            loaded=loaded,
            laid=laid,
            printer=printer,
            files=self._files_of(loaded, laid, printer),
            clock=clock,
        )

    def audit(self, done: Round, pause: Callable[[], None]) -> tuple[tuple[Problem, ...], Mapping[str, Source]]:
        """Every problem of a round, in order, as `typeset check` tells them; and the files that they point into.

        *pause* is called every now and then, and may break the audit off by raising something.
        """
        with done.clock.phase("audit"):
            audited = audit_loaded(done.loaded, self.manifest.parent, pause)
        laid = with_audit(done.laid, audited, done.strange)
        return laid.problems, laid.sources

    def renew(self) -> None:
        """Forget what earlier texts have left in memory, and lay out once so that the next edit is quick again."""
        self.kept, self.rounds = Kept(), 0
        self.lay()

    def show(self, done: Round, before: Shown) -> Shown:
        """The pages of a round that gave a book, in place of those of *before*; problems are still the earlier ones."""
        with done.clock.phase("compare"):
            pages, difference = self._pages(done, before.pages)
        return Shown(
            build=before.build + 1,
            pages=pages,
            written=difference.written if before.pages is not None else (),
            problems=before.problems,
            sources=before.sources,
            spent=dict(done.clock.spent),
        )

    def _files_of(self, loaded: Loaded, laid: Laid, printer: Printer) -> frozenset[Path]:
        folder = self.manifest.parent
        files = {*self.files, *loaded.named, *map(Path, laid.pictures)}
        meta = loaded.report.report if loaded.report is not None else None
        if meta is not None and meta.printer.endswith((".yaml", ".yml")):
            files |= {folder / meta.printer, *((printer.profile_path,) if printer.profile_path else ())}
        return frozenset(files)

    def _pages(self, done: Round, before: Pages | None) -> tuple[Pages, Difference]:
        laid, printer = done.laid, done.printer
        assert laid.book is not None
        assert laid.report is not None
        painter = self._painter(laid, printer, before)
        book = laid.book
        new = Sheets(pages=book.pages, pictures=laid.pictures)
        old = (
            Sheets(pages=before.book.pages, pictures=before.pictures)
            if before is not None and painter is before.painter and before.book.bleed == book.bleed
            else Sheets()
        )
        difference = compare(old, new)
        leaves = tuple(
            Leaf(next(self._versions), page)
            if number in difference.redrawn or before is None
            else Leaf(before.leaves[number].version, page)
            for number, page in enumerate(book.pages)
        )
        meta = laid.report.report
        pages = Pages(
            book=book,
            leaves=leaves,
            painter=painter,
            pictures=laid.pictures,
            spans=laid.origins.span,
            atlas=Atlas(book.pages, laid.origins.span, laid.sources),
            title=meta.title.plain,
            language=meta.language,
            printer=printer,
        )
        return pages, difference

    @staticmethod
    def _painter(laid: Laid, printer: Printer, before: Pages | None) -> Painter:
        """The painter of before, while brand, faces and press are the same."""
        assert laid.brand is not None
        profile = (printer.profile_path or PROFILES / "FOGRA39L_coated.icc").read_bytes()
        known = before.painter if before is not None else None
        if known and known.brand == laid.brand and known.faces == laid.faces and known.profile == profile:
            return known
        return Painter(laid.brand, laid.faces, profile)
