"""The command line. Results go to stdout, diagnostics and progress to stderr.

Exit status: 0 clean, 1 problems in the content or in the file checked, 2 wrong use or a
failure of ours.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typeset import EDITIONS, PROOF, SPREADS, VERSION

if TYPE_CHECKING:
    from layout.pages.book import Book
    from typeset.clock import Clock
    from typeset.finishing import Built
    from typeset.laying import Laid
    from typeset.ledger.ledger import FigureRow
    from typeset.manifest.source import Source
    from typeset.problem import Problem
    from typeset.review.version import Version

CLEAN, PROBLEMS, FAILURE = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


def run() -> NoReturn:
    """Run the command that was asked for, and end; the entry point of `typeset` and of `python -m typeset`."""
    status = main()
    # Python would look through all values for rings before it lets them go: a tenth of the time of a check.
    gc.freeze()
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    # A build makes many small values that live to its end: collecting them is time lost.
    gc.disable()
    try:
        return int(asked.run(asked))
    except BrokenPipeError:  # `typeset figures | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        _say("stopped; the earlier outputs are as they were")
        return FAILURE
    except Exception:  # noqa: BLE001  # ours, whatever it is; Python itself would exit with 1, which means the author's
        import traceback

        traceback.print_exc()
        _say("this is a fault of typeset, not of your report; please send us the lines above")
        return FAILURE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="typeset",
        description="Survey, impact and annual reports from one YAML manifest: print-ready and accessible.",
    )
    parser.add_argument("--version", action="version", version=f"typeset {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = _command(
        commands, "build", _build, "make the print and the digital edition, their certificate, and each page's text"
    )
    _manifest(build)
    build.add_argument(
        "--edition",
        choices=(*EDITIONS, PROOF, SPREADS, "all"),
        action="append",
        help="only this one; may be given twice. `all`, the default, is print and digital; "
        "a proof has line numbers and notes in its margins; spreads are for looking at",
    )
    build.add_argument(
        "--against",
        metavar="OLD",
        help="mark in the proof what changed since: an earlier PDF, manifest, folder of page texts, or REV:content.yaml",
    )
    build.add_argument("--out", type=Path, metavar="DIR", help="where to (default: out/ beside the manifest)")
    build.add_argument(
        "--printer", metavar="PROFILE", help="a printer profile by name, or a YAML file (default: the manifest's)"
    )
    build.add_argument(
        "--no-preflight",
        dest="preflight",
        action="store_false",
        help="do not examine what was made: quicker, but without report and certificate",
    )
    build.add_argument(
        "--press-kit",
        action="store_true",
        help="also make cards of charts, quotes and key figures for others to publish, in press-kit/",
    )
    build.add_argument(
        "--jobs",
        type=_count,
        default=2,
        metavar="N",
        help="how many processes may work at a time (default: 2); the files are the same for any number",
    )
    build.add_argument(
        "--release",
        action="store_true",
        help="refuse what is not fit to be published: sections not approved, an embargo not reached, any error",
    )
    build.add_argument("--timings", action="store_true", help="tell where the time went")

    check = _command(commands, "check", _check, "find every problem of content and layout; makes no PDF")
    _manifest(check)
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text", help="default: text")
    check.add_argument(
        "--fix", action="store_true", help="mend what is purely typographic in the manifest, and show what changed"
    )
    check.add_argument("--timings", action="store_true", help="tell where the time went")

    watch = _command(
        commands, "watch", _watch, "show the pages in a browser while you write, and what is wrong with them"
    )
    _manifest(watch)
    watch.add_argument(
        "--port", type=_port, metavar="N", help="where to (default: 8437, or a free one; 0: any free one)"
    )
    watch.add_argument(
        "--editor",
        metavar="ADDRESS",
        help="how your editor opens a file, such as `idea://open?file={path}&line={line}&column={column}` "
        "(default: VS Code's way), or `none`",
    )
    watch.add_argument("--open", action="store_true", help="open the page in the browser")

    figures = _command(commands, "figures", _figures, "list the ledger: each number, where it is used, its source")
    _manifest(figures)
    figures.add_argument("--json", action="store_true", help="for machines")
    figures.add_argument("--places", action="store_true", help="also list every place where a figure is used")

    preflight = _command(commands, "preflight", _preflight, "judge any PDF, ours or not, as a printer would")
    preflight.add_argument("pdf", type=Path, metavar="FILE.pdf")
    preflight.add_argument("--printer", metavar="PROFILE", help="a printer profile by name, or a YAML file")
    preflight.add_argument("--html", type=Path, metavar="FILE", help="write the report as a page to read")
    preflight.add_argument("--json", action="store_true", help="print the report for machines")

    diff = _command(commands, "diff", _diff, "tell what changed between two reports, word by word, and on which page")
    for side in ("old", "new"):
        diff.add_argument(
            side,
            metavar=side.upper(),
            help="a manifest, a PDF, a folder of page texts, or a revision: REV:content.yaml",
        )
    diff.add_argument("--html", type=Path, metavar="FILE", help="also write it as a page to read, old beside new")
    diff.add_argument("--json", action="store_true", help="print it for machines")

    _command(commands, "schema", _schema, "print the JSON Schema of the manifest, for editors")

    new = _command(commands, "new", _new, "begin a report that builds at once")
    new.add_argument("folder", type=Path, metavar="DIR")

    _command(commands, "doctor", _doctor, "say which versions, fonts and judges are found")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Command, purpose: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _count(text: str) -> int:
    """A number of processes, from 1 up."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 up is wanted, not `{text}`")
    return int(text)


def _port(text: str) -> int:
    """A port of this machine; 0 lets the system choose."""
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 0 to 65535, not `{text}`")
    return int(text)


def _manifest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("manifest", nargs="?", type=Path, default=Path("content.yaml"), metavar="MANIFEST")


# ---------------------------------------------------------------- build and check


def _build(asked: argparse.Namespace) -> int:
    from typeset.clock import Clock
    from typeset.makeready import make_ready

    clock = Clock()
    chosen = [name for one in asked.edition or ["all"] for name in (EDITIONS if one == "all" else (one,))]
    against = None
    if asked.against is not None:
        if PROOF not in chosen:
            _say("`--against` marks changes in a proof: add `--edition proof`")
            return FAILURE
        against = _version(asked.against)
        if against is None:
            return FAILURE
    ready = make_ready(
        asked.manifest, clock, printer=asked.printer or "", cache=_cache(), jobs=asked.jobs, release=asked.release
    )
    laid, printer = ready.laid if asked.release else _lenient(ready.laid), ready.printer
    _tell(laid.problems, laid.sources)
    if not laid.is_sound or printer is None:
        _say("nothing was built: the problems above come first")
        return FAILURE if printer is None and asked.printer else PROBLEMS
    from typeset.finishing import paint_all
    from typeset.outputs import CannotWrite, write_outputs

    editions = tuple(dict.fromkeys(chosen))
    out = asked.out or asked.manifest.parent / "out"
    views = {PROOF: _proof(laid, asked.manifest.parent, against, clock)} if PROOF in editions else {}
    built = paint_all(
        laid, editions, printer, clock, proven=asked.preflight, keep=_cache(), jobs=asked.jobs, views=views
    )
    if asked.press_kit:
        built = _with_press_kit(built, laid, clock)
    try:
        with clock.phase("write"):
            write_outputs(out, built.files, built.folders)
    except CannotWrite as error:
        _say(str(error))
        return FAILURE
    for name in built.files:
        print(out / name)
    for folder, content in built.folders.items():
        print(f"{out / folder}{os.sep} ({len(content)} files)")
    _tell(built.problems, laid.sources)
    if built.summary and sys.stderr.isatty():
        _say(built.summary)
    if asked.timings:
        _tell_timings(clock)
    return PROBLEMS if any(problem.is_error for problem in built.problems) else CLEAN


def _proof(laid: Laid, folder: Path, against: Version | None, clock: Clock) -> Book:
    """The pages with what editors need beside them; the approvals lie beside the manifest."""
    from typeset.auditing import APPROVALS
    from typeset.ledger.approvals import Approvals, load_approvals
    from typeset.review.proof import proof_of

    path = folder / APPROVALS
    with clock.phase("proof"):
        return proof_of(laid, load_approvals(path).approvals if path.is_file() else Approvals(), against)


def _with_press_kit(built: Built, laid: Laid, clock: Clock) -> Built:
    from layout.values import replace
    from typeset.presskit.kit import FOLDER, kit_of

    with clock.phase("press kit"):
        return replace(built, folders={**built.folders, FOLDER: kit_of(laid, _cache())})


def _lenient(laid: Laid) -> Laid:
    """A draft may be built with contradictions in it: what the audit calls errors is then told as warnings."""
    from layout.values import replace
    from typeset.problem import Severity

    meta = laid.report.report if laid.report is not None else None
    if meta is None or meta.state != "draft" or not any(one.is_error for one in laid.problems):
        return laid
    from typeset.ledger.audit import is_finding

    told = (
        replace(one, severity=Severity.WARNING) if one.is_error and is_finding(one) else one for one in laid.problems
    )
    return replace(laid, problems=tuple(told))


def _check(asked: argparse.Namespace) -> int:
    from typeset.clock import Clock
    from typeset.makeready import make_ready

    if asked.fix:
        _fix(asked.manifest)
    clock = Clock()
    laid = make_ready(asked.manifest, clock, cache=_cache(), bound=False).laid
    if asked.format == "text":
        _tell(laid.problems, laid.sources)
        if not laid.problems:
            _say("no problems found")
    else:
        from typeset.problem import as_github, as_json

        tellers = {"json": as_json, "github": as_github, "sarif": _as_sarif}
        print(tellers[asked.format](laid.problems), end="")
    if asked.timings:
        _tell_timings(clock)
    return PROBLEMS if any(problem.is_error for problem in laid.problems) else CLEAN


def _as_sarif(problems: Sequence[Problem]) -> str:
    from typeset.ledger.handbook import cards
    from typeset.problem import as_sarif

    return as_sarif(problems, VERSION, cards())


def _fix(manifest: Path) -> None:
    """Mend quotation marks, dashes and spaces in the manifest's files, and print the difference."""
    from typeset.auditing import audit_loaded
    from typeset.manifest.loading import load
    from typeset.outputs import replace_file

    for file in audit_loaded(load(manifest), manifest.parent).mended:
        print(file.diff, end="")
        replace_file(Path(file.name), file.after.encode())
        _say(f"{file.name}: {file.count} mended")


def _watch(asked: argparse.Namespace) -> int:
    from typeset.preview.session import VSCODE, watch

    editor = {None: VSCODE, "none": ""}.get(asked.editor, asked.editor)
    return watch(
        asked.manifest,
        cache=_cache(),
        port=asked.port,
        editor=editor,
        browse=asked.open,
        say=_say,
    )


def _figures(asked: argparse.Namespace) -> int:
    from typeset.clock import Clock
    from typeset.ledger.ledger import figures_table
    from typeset.makeready import make_ready

    laid = make_ready(asked.manifest, Clock(), cache=_cache(), marked=True).laid
    if laid.report is None:
        _tell(laid.problems, laid.sources)
        return PROBLEMS
    rows = figures_table(laid.report, laid.book, laid.origins.places)
    if asked.json:
        import json

        print(json.dumps([_as_data(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        widths = [max((len(text) for text in column), default=0) for column in zip(*map(_as_cells, rows), strict=True)]
        for row in rows:
            print("  ".join(text.ljust(width) for text, width in zip(_as_cells(row), widths, strict=True)).rstrip())
            for use in row.uses if asked.places else ():
                where = f"{use.span.file}:{use.span.line}:{use.span.column}"
                print(f"    {where}  {use.part or use.place}, {use.what}  {use.text}".rstrip())
    unused = sum(not row.is_used for row in rows)
    _say(f"{len(rows)} figures, {unused} of them never used" if unused else f"{len(rows)} figures, all of them used")
    return CLEAN


def _as_cells(row: FigureRow) -> tuple[str, str, str, str, str]:
    """A figure as a line: id, value, where it is used, its source, what it measures."""
    pages = ", ".join(dict.fromkeys(row.pages))
    used = f"p. {pages}" if pages else "used" if row.is_used else "never used"
    return row.id, row.value, used, row.source, row.measures


def _as_data(row: FigureRow) -> dict[str, object]:
    places = [
        {
            "file": use.span.file,
            "line": use.span.line,
            "column": use.span.column,
            "part": use.part,
            "place": use.place,
            "what": use.what,
            "form": use.form,
            "text": use.text,
        }
        for use in row.uses
    ]
    return {
        "id": row.id,
        "value": row.value,
        "measures": row.measures,
        "source": row.source,
        "question": row.question,
        "base": row.base,
        "pages": list(row.pages),
        "uses": places,
        "used": row.is_used,
    }


def _tell(problems: Iterable[Problem], sources: Mapping[str, Source]) -> None:
    """Print problems on stderr, in colour where a terminal wants it, and count them."""
    from typeset.problem import as_rich, as_text, summary

    told = tuple(problems)
    if not told:
        return
    if sys.stderr.isatty() and "NO_COLOR" not in os.environ:
        from rich.console import Console

        Console(stderr=True, soft_wrap=True).print(as_rich(told, sources))
    else:
        print(as_text(told, sources), file=sys.stderr)
    _say(summary(told))


def _tell_timings(clock: Clock) -> None:
    total = sum(clock.spent.values())
    for phase, seconds in clock.spent.items():
        _say(f"{phase:<14} {seconds * 1000:7.0f} ms  {seconds / total:5.0%}")
    _say(f"{'together':<14} {total * 1000:7.0f} ms")


def _cache() -> Path:
    """Where drawn charts are kept between builds."""
    home = os.environ.get("TYPESET_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return Path(home) / "typeset" if home else Path.home() / ".cache" / "typeset"


# ---------------------------------------------------------------- the rest


def _preflight(asked: argparse.Namespace) -> int:
    from typeset.preflight.printer import PrinterError, load_printer
    from typeset.preflight.report import as_json, preflight

    try:
        name = asked.printer
        printer = None if name is None else load_printer(Path(name) if name.endswith((".yaml", ".yml")) else name)
    except PrinterError as error:
        _tell(error.problems, {})
        return FAILURE
    report = preflight(asked.pdf, printer)
    if asked.html is not None:
        from typeset.preflight.page import as_html

        asked.html.write_text(as_html(report), encoding="utf-8")
    if asked.json:
        print(as_json(report))
    else:
        from typeset.preflight.text import as_text

        print(as_text(report))
    if report.document is None:
        return FAILURE if not asked.pdf.exists() else PROBLEMS
    return CLEAN if report.passes else PROBLEMS


def _diff(asked: argparse.Namespace) -> int:
    from typeset.outputs import replace_file
    from typeset.review.compare import compare
    from typeset.review.originals import like_with_like
    from typeset.review.telling import as_json, as_rich, as_text

    old, new = _version(asked.old), _version(asked.new)
    if old is None or new is None:
        return FAILURE
    comparison = compare(*like_with_like(old, new))
    if asked.html is not None:
        from typeset.review.page import as_html

        try:
            replace_file(asked.html, as_html(comparison).encode())
        except OSError as error:
            _say(f"cannot write to {asked.html}: {error.strerror or error}")
            return FAILURE
    if asked.json:
        print(as_json(comparison))
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        from rich.console import Console

        Console(soft_wrap=True, highlight=False).print(as_rich(comparison), end="")
    else:
        print(as_text(comparison), end="")
    return CLEAN if comparison.is_same else PROBLEMS


def _version(name: str) -> Version | None:
    """What *name* names, to be compared; where that cannot be, what is wrong has been told."""
    from typeset.review.originals import CannotOpen, open_original

    try:
        original = open_original(name, lay_out_only)
    except CannotOpen as error:
        _say(str(error))
        return None
    _tell((problem for problem in original.problems if problem.is_error), original.sources)
    if original.version is None:
        _say(f"{name} cannot be compared: the problems above come first")
    return original.version


def lay_out_only(manifest: Path) -> Laid:
    """Lay a report out as a build would, with its cache, without auditing it."""
    from typeset.clock import Clock
    from typeset.makeready import lay_out_plainly

    return lay_out_plainly(manifest, Clock(), cache=_cache())


def _schema(_: argparse.Namespace) -> int:
    from typeset.manifest.schema import schema_text

    print(schema_text(), end="")
    return CLEAN


def _new(asked: argparse.Namespace) -> int:
    from typeset.starting import CannotStart, start_report

    try:
        manifest = start_report(asked.folder)
    except CannotStart as error:
        _say(str(error))
        return FAILURE
    print(manifest)
    _say(f"build it with: typeset build {manifest}")
    return CLEAN


def _doctor(_: argparse.Namespace) -> int:
    from typeset.doctor import examine

    healthy, lines = examine()
    print("\n".join(lines))
    return CLEAN if healthy else FAILURE


def _say(text: str) -> None:
    print(f"typeset: {text}", file=sys.stderr)
