"""The session: from the first laying out until somebody presses Ctrl-C."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from layout.values import replace
from typeset.manifest.source import Source
from typeset.preview.board import Board, Shown
from typeset.preview.server import PortTaken, Server
from typeset.preview.watching import GLANCE, LOOK, Watcher
from typeset.preview.workshop import Round, Workshop
from typeset.problem import Problem, Span, summary

GRACE = 0.3
"""Seconds for which bad news is held back: most often it is a file that is still being written."""

SWITCH = 0.0005
"""Seconds after which a thread that works lets one in that has something to send; Python's own are ten times as many."""

QUIET = 1.0
"""Seconds without an edit after which memory may be tidied."""

MOST_TRIES = 5
"""Times that files are read again because they changed meanwhile; something that never rests must not hide all else."""

BUSY = 20
"""Rounds after which it is tidied all the same, if somebody saves without a pause; each leaves half a megabyte."""

RENEWAL = 200
"""Rounds after which all that earlier texts have left in memory is let go."""


VSCODE = "vscode://file/{path}:{line}:{column}"
"""How most editors of YAML are asked to open a file at a place; `{path}` is the whole path."""

STOPPED, FAILED = 0, 2
"""Exit status."""


class Overtaken(Exception):
    """Files have changed while they were audited."""


def watch(
    manifest: Path,
    *,
    cache: Path | None = None,
    port: int | None = None,
    editor: str = VSCODE,
    browse: bool = False,
    say: Callable[[str], None],
) -> int:
    """Show *manifest* in a browser and keep it up to date; gives the exit status once it is stopped.

    *say* tells something on stderr. The address goes to stdout, alone on its line.
    """
    if not manifest.is_file():
        say(f"there is no file `{manifest}`; name the manifest, such as content.yaml")
        return FAILED
    board = Board()
    try:
        server = Server(board, port=port, editor=editor, folder=str(manifest.parent))
    except PortTaken as error:
        say(str(error))
        return FAILED
    # The audit must not keep a browser waiting that asks for the page just laid out.
    sys.setswitchinterval(SWITCH)
    try:
        with _stoppable():
            print(server.address, flush=True)
            say(f"preview of {manifest} at {server.address}; Ctrl-C stops it")
            if browse:
                webbrowser.open(server.address)
            Session(Workshop(manifest, cache), board, say).run()
    except KeyboardInterrupt:
        say("preview stopped")
    finally:
        server.close()
    return STOPPED


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C and a request to terminate end the session, also where a shell has it run in the background."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = {sign: signal.signal(sign, stop) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


class Session:
    """Lays out, shows, waits for an edit, and again."""

    def __init__(self, workshop: Workshop, board: Board, say: Callable[[str], None]) -> None:
        self.workshop = workshop
        self.board = board
        self.say = say
        self._watcher = Watcher(workshop.files)
        self._untidy = 0
        """Rounds since memory was last put in order."""

    def run(self) -> None:
        """Go on until interrupted."""
        self.update()
        # What stands now stays: tidying need not look at it again.
        gc.collect()
        gc.freeze()
        while True:
            self._await_edit()
            self._watcher.settle()
            self.update()

    def update(self) -> None:
        """Bring the board up to date with the files as they are now."""
        began = time.perf_counter()
        done = self._lay_settled()
        before = self.board.shown
        if isinstance(done, Problem):
            shown = replace(before, build=before.build + 1, problems=(done,), written=(), is_current=False)
            self.board.show(shown)
        elif done.laid.book is None:
            shown = self._show_problems(done, before)
        else:
            shown = self._show_pages(done, before)
        self._tell(shown, time.perf_counter() - began)

    def _lay_settled(self) -> Round | Problem:
        """A round of files that nobody changed while they were read; after some tries, of files as they are."""
        for _ in range(MOST_TRIES):
            self._watcher.take()
            done = self._lay()
            if isinstance(done, Round):
                self._watcher.follow(done.files)
            if not self._is_overtaken(done):
                break
            self._watcher.settle()
        return done

    def _lay(self) -> Round | Problem:
        """One round; a fault of ours is told like any other problem, and the preview lives on."""
        try:
            return self.workshop.lay()
        except Exception as error:  # noqa: BLE001  # whatever it is, the next edit may cure it
            return self._our_fault(error)

    def _our_fault(self, error: Exception) -> Problem:
        import traceback

        traceback.print_exc()
        self.say("this is a fault of typeset, not of your report; please send us the lines above")
        name = str(self.workshop.manifest)
        return Problem(
            code="our-fault",
            message=f"typeset itself has stumbled over this report: {type(error).__name__}",
            span=Span(name, 1, 1, 1, 2),
            hint="the terminal says more; taking the last edit back will most likely help",
        )

    def _is_overtaken(self, done: Round | Problem) -> bool:
        """Tell whether files have changed since they were read, after waiting a little where the news is bad."""
        if self._watcher.changed:
            return True
        if isinstance(done, Round) and done.laid.book is not None:
            return False
        if not self.board.shown.is_current and self.board.shown.build:
            return False  # it was bad before: nobody is startled
        end = time.monotonic() + (GRACE if self.board.shown.build else 0)
        while time.monotonic() < end:
            time.sleep(LOOK / 2)
            if self._watcher.changed:
                return True
        return False

    def _show_pages(self, done: Round, before: Shown) -> Shown:
        """Pages first: the audit takes longer, and an author looks for the words just written."""
        shown = self.workshop.show(done, before)
        self.board.show(shown)
        try:
            problems, sources = self._audit(done, pause=self._look_up)
        except Overtaken:
            return shown
        shown = replace(shown, problems=problems, sources=sources, is_checked=True, spent=dict(done.clock.spent))
        self.board.show(shown)
        return shown

    def _show_problems(self, done: Round, before: Shown) -> Shown:
        """What is wrong, beside the pages of before."""
        problems, sources = self._audit(done, pause=lambda: None)
        shown = replace(
            before,
            build=before.build + 1,
            problems=problems,
            sources=sources,
            written=(),
            is_current=False,
            is_checked=True,
            spent=dict(done.clock.spent),
        )
        self.board.show(shown)
        return shown

    def _audit(self, done: Round, pause: Callable[[], None]) -> tuple[tuple[Problem, ...], Mapping[str, Source]]:
        try:
            return self.workshop.audit(done, pause)
        except Overtaken:
            raise
        except Exception as error:  # noqa: BLE001  # as above
            return (*done.laid.problems, self._our_fault(error)), done.laid.sources

    def _look_up(self) -> None:
        """Look up from the audit: whoever has gone on writing wants to see their words first."""
        if self._watcher.changed:
            raise Overtaken

    def _await_edit(self) -> None:
        """Wait until a file has changed, and put memory in order meanwhile."""
        edited = time.monotonic()
        self._untidy += 1
        if self._untidy > BUSY:
            self._tidy()
        while not self._watcher.changed:
            if self._untidy and time.monotonic() - edited > QUIET:
                self._tidy()
            time.sleep(LOOK if self.board.is_watched else GLANCE)

    def _tidy(self) -> None:
        """Let go of what is no longer needed; nothing else collects it, since a build has no time for that."""
        self._untidy = 0
        if self.workshop.rounds >= RENEWAL:
            with suppress(Exception):  # whatever it is, the next round tells of it
                self.workshop.renew()
        gc.collect()

    def _tell(self, shown: Shown, seconds: float) -> None:
        """A line for the terminal, where somebody sits at one."""
        if not sys.stderr.isatty():
            return
        if not shown.is_current:
            seen = (
                "the preview shows the last good pages" if shown.pages is not None else "there is nothing to show yet"
            )
            self.say(f"{summary(shown.problems)}; {seen}")
            return
        assert shown.pages is not None
        labels = [shown.pages.leaves[number].page.label for number in shown.written]
        news = f"; new on page {', '.join(labels[:8])}{' …' if len(labels) > 8 else ''}" if labels else ""
        told = summary(shown.problems) or "no problems"
        self.say(f"{len(shown.pages.leaves)} pages, {told}, {seconds * 1000:.0f} ms{news}")
