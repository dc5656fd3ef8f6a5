"""Make-ready: everything before the press runs.

    load ─┬─▶ draw → edit → set ─┐
          └─▶ audit ─────────────┴─▶ every problem, in order

The audit reads the report and layout sets it, and neither needs the other: they are done
side by side where there are two processors. What each of them loads is loaded only then.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from layout.values import Struct, replace
from typeset.manifest.loading import Loaded, load
from typeset.press.apart import apart
from typeset.problem import Problem, Span, in_order

if TYPE_CHECKING:
    from typeset.auditing import Audited
    from typeset.clock import Clock
    from typeset.laying import Laid
    from typeset.manifest.source import Source
    from typeset.preflight.printer import Printer


class Ready(Struct, frozen=True):
    """A report laid out and judged, and the printer it is meant for; None if there is no such printer."""

    laid: Laid
    printer: Printer | None


def make_ready(
    manifest: Path,
    clock: Clock,
    *,
    printer: str = "",
    cache: Path | None = None,
    jobs: int = 2,
    bound: bool = True,
    marked: bool = False,
    release: bool = False,
) -> Ready:
    """Load the report, audit it and lay it out for its printer: the page multiple is part of the layout.

    *printer* is a profile's name or file, the manifest's own if empty. With *release*, what
    stands against publishing counts as a problem. See `lay_out` for *cache*, *bound* and *marked*.
    """
    with clock.phase("load"):
        loaded = load(manifest)

    def audit() -> Audited:
        from typeset.auditing import audit_loaded

        return audit_loaded(loaded, manifest.parent)

    with apart(audit) if jobs > 1 else nullcontext(audit) as audited:
        from typeset.laying import lay_out
        from typeset.preflight.printer import PrinterError

        chosen: Printer | None = None
        strange: tuple[Problem, ...] = ()
        try:
            chosen = _printer(printer, Path()) if printer else printer_of(loaded, manifest.parent)
        except PrinterError as error:
            strange = error.problems
        multiple = chosen.page_multiple if chosen is not None else 4
        laid = lay_out(loaded, clock, page_multiple=multiple, cache=cache, bound=bound, marked=marked)
        with clock.phase("audit"):
            found = audited()
    laid = with_audit(laid, found, strange)
    return Ready(_with_release(laid, loaded, found) if release else laid, chosen)


def lay_out_plainly(manifest: Path, clock: Clock, *, cache: Path | None = None) -> Laid:
    """Load the report and lay it out for its printer, unaudited: for those who compare what is there."""
    from typeset.laying import lay_out
    from typeset.preflight.printer import PrinterError

    with clock.phase("load"):
        loaded = load(manifest)
    try:
        multiple = printer_of(loaded, manifest.parent).page_multiple
    except PrinterError:  # what is wrong with it is told when the report is built
        multiple = 4
    return lay_out(loaded, clock, page_multiple=multiple, cache=cache)


def with_audit(laid: Laid, audited: Audited, more: tuple[Problem, ...]) -> Laid:
    """The same with what the audit found, and *more*; without what is suppressed of what layout found."""
    sources = {**laid.sources, **audited.sources}
    told = laid.problems
    if audited.of_pages:
        from typeset.ledger.suppressing import suppress_on_pages  # brings the rules, which few need here

        told = suppress_on_pages(told, audited.of_pages)
    problems = in_order((*told, *audited.problems), sources)
    return replace(laid, sources=sources, problems=(*more, *problems))


def _with_release(laid: Laid, loaded: Loaded, audited: Audited) -> Laid:
    """The same with what stands against a release."""
    import datetime as dt

    from typeset.ledger.releasing import refuse_release

    if loaded.report is None:
        return laid
    # The one question that only today can answer; nothing of it goes into a file.
    today = dt.datetime.now(tz=dt.UTC).date()
    against = refuse_release(loaded.report, audited.approvals, today, laid.problems)
    return replace(laid, problems=(*laid.problems, *against))


def printer_of(loaded: Loaded, folder: Path) -> Printer:
    """The printer that the manifest names; what is wrong with the name is told where it is written."""
    from typeset.preflight.printer import PrinterError, load_printer

    meta = loaded.report.report if loaded.report is not None else None
    if meta is None:  # told already, with all that is missing
        return load_printer("coated")
    try:
        return _printer(meta.printer, folder)
    except PrinterError as error:
        place = _find(meta.printer, meta.span, loaded.sources)
        placed = (problem if problem.span.line else replace(problem, span=place) for problem in error.problems)
        raise PrinterError(tuple(placed)) from error


def _printer(name: str, folder: Path) -> Printer:
    """A profile by name, or the YAML file in *folder* that *name* is the path of."""
    from typeset.preflight.printer import load_printer

    is_path = "/" in name or name.endswith((".yaml", ".yml"))
    return load_printer(folder / name if is_path else name)


def _find(words: str, span: Span, sources: Mapping[str, Source]) -> Span:
    """Where *words* stand within *span*, or *span*."""
    source = sources.get(span.file)
    if source is None:
        return span
    for number in range(span.line, span.end_line + 1):
        _, key, after = source.line(number).partition("printer:")
        if key and words in after:
            column = source.line(number).index(words, source.line(number).index(key) + len(key)) + 1
            return Span(span.file, number, column, number, column + len(words))
    return span
