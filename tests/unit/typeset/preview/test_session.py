"""The session survives whatever an author, an editor or we ourselves do to it."""

import pytest

from typeset.preview import session as sessions
from typeset.preview.board import Board
from typeset.preview.session import Session
from typeset.preview.workshop import Workshop

MANIFEST = """\
report: {title: Small, year: 2016, publisher: House, language: en-GB}
book:
  - part: half-title
  - part: letter
    headline: To whom it concerns
    text: A letter.
"""


@pytest.fixture
def manifest(tmp_path):
    """A report of two pages, which printing makes four."""
    path = tmp_path / "content.yaml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


@pytest.fixture
def said():
    """What the session tells on the terminal."""
    return []


@pytest.fixture
def session(manifest, said):
    """A session that has shown its first pages."""
    running = Session(Workshop(manifest), Board(), said.append)
    running.update()
    return running


def stumble(*_, **__):
    """A fault of ours."""
    raise RuntimeError("a slip of the pen")


def test_a_fault_of_ours_is_told_and_outlived(session, manifest, said, monkeypatch, capsys):
    """When typeset itself stumbles, the pages stay, the page tells of it, the terminal has the details, and it goes on."""
    with monkeypatch.context() as patched:
        patched.setattr("typeset.preview.workshop.lay_out", stumble)
        session.update()
    shown = session.board.shown
    assert [problem.code for problem in shown.problems] == ["our-fault"]
    assert (shown.is_current, len(shown.pages.leaves)) == (False, 4)
    assert "a slip of the pen" in capsys.readouterr().err
    assert any("fault of typeset" in line for line in said)
    session.update()
    assert (session.board.shown.is_current, session.board.shown.problems) == (True, ())


def test_a_fault_of_the_audit_leaves_the_pages(session, manifest, monkeypatch):
    """Pages that could be laid out are shown even if judging them fails."""
    manifest.write_text(MANIFEST.replace("A letter.", "Another letter."), encoding="utf-8")
    monkeypatch.setattr("typeset.preview.workshop.audit_loaded", stumble)
    session.update()
    shown = session.board.shown
    assert (shown.is_current, shown.written, [problem.code for problem in shown.problems]) == (
        True,
        (3,),
        ["our-fault"],
    )


def test_who_goes_on_writing_does_not_wait_for_the_audit(session, manifest, monkeypatch):
    """A save during the audit breaks it off: the new words are shown first, and judged after."""
    audit = sessions.Workshop.audit

    def save_meanwhile(workshop, done, pause):
        manifest.write_text(MANIFEST.replace("A letter.", "A third letter."), encoding="utf-8")
        return audit(workshop, done, pause)

    manifest.write_text(MANIFEST.replace("A letter.", "A second letter."), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(sessions.Workshop, "audit", save_meanwhile)
        session.update()
    assert not session.board.shown.is_checked
    session.update()
    assert session.board.shown.is_checked
    assert session.board.shown.written == (3,)


def test_files_that_never_rest_are_shown_all_the_same(session, manifest, monkeypatch):
    """Something that is written without a pause hides nothing for ever."""
    monkeypatch.setattr(sessions.Watcher, "settle", lambda self: None)
    monkeypatch.setattr(sessions.Watcher, "changed", property(lambda self: (manifest,)))
    before = session.board.shown.build
    session.update()
    assert session.board.shown.build == before + 1


def test_bad_news_waits_for_the_end_of_a_save(session, manifest, monkeypatch):
    """An error is held back for a moment, and forgotten when the rest of the file comes in that moment."""
    states = []
    show = session.board.show
    monkeypatch.setattr(session.board, "show", lambda shown: (states.append(shown.is_current), show(shown)))
    pause = sessions.time.sleep

    def finish(seconds):
        manifest.write_text(MANIFEST.replace("A letter.", "Another letter."), encoding="utf-8")
        pause(seconds)

    manifest.write_text(MANIFEST[:60], encoding="utf-8")
    monkeypatch.setattr(sessions.time, "sleep", finish)
    session.update()
    assert states == [True, True]
    assert session.board.shown.written == (3,)


def test_a_report_that_is_broken_from_the_start_has_problems_and_no_pages(manifest):
    """There is nothing to show yet, and what is wrong is told at once."""
    manifest.write_text("report: {title: Small}\nbook: nothing\n", encoding="utf-8")
    running = Session(Workshop(manifest), Board(), lambda _: None)
    running.update()
    shown = running.board.shown
    assert (shown.pages, shown.is_current) == (None, False)
    assert shown.problems
