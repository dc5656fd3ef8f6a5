"""For pytest: what a report says, held against what it is known to say.

    def test_report(assert_page_text):
        assert_page_text("content.yaml", "snapshots/pages")

Snapshots are plain files beside the tests, made to be read in a review. They are renewed by
``pytest --update-page-text`` and by nothing else: a snapshot that is missing is a failure.
Whoever has no use for this pays nothing for it; what it needs is imported when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Source = str | Path | Sequence[str]
"""A manifest, a PDF, a folder of page texts, or the texts themselves, one a page."""

_RENEWED = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option."""
    parser.getgroup("typeset", "reports made with typeset").addoption(
        "--update-page-text",
        action="store_true",
        help="renew the snapshots of page texts, figures and tags that differ, instead of failing",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count what is renewed."""
    config.stash[_RENEWED] = []


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name every snapshot that was renewed: somebody has to read them before they are committed."""
    renewed = config.stash.get(_RENEWED, [])
    if renewed:
        terminalreporter.section("snapshots renewed")
        for name in renewed:
            terminalreporter.line(name)


@pytest.fixture
def page_texts_of() -> Callable[[Source], list[str]]:
    """Give the text of every page of a report, for assertions of one's own."""
    from typeset.review.snapshots import texts_of

    return texts_of


@pytest.fixture
def assert_page_text(request: pytest.FixtureRequest) -> Callable[[Source, str | Path], None]:
    """Assert that every page of a report says what the files of a folder say."""

    def check(source: Source, snapshots: str | Path) -> None:
        from typeset.review.snapshots import hold_pages

        _settle(request, lambda update: hold_pages(source, _beside(request, snapshots), update=update))

    return check


@pytest.fixture
def assert_figures(request: pytest.FixtureRequest) -> Callable[[str | Path, str | Path], None]:
    """Assert that the ledger of a manifest holds the figures that a file lists, on the same pages."""

    def check(manifest: str | Path, snapshot: str | Path) -> None:
        from typeset.review.snapshots import figures_of, hold_text

        _settle(
            request,
            lambda update: hold_text(figures_of(manifest), _beside(request, snapshot), update=update, what="figures"),
        )

    return check


@pytest.fixture
def assert_tag_tree(request: pytest.FixtureRequest) -> Callable[[str | Path, str | Path], None]:
    """Assert that the structure tree of a PDF or a manifest is the one that a file shows."""

    def check(source: str | Path, snapshot: str | Path) -> None:
        from typeset.review.snapshots import hold_text, tags_of

        _settle(
            request, lambda update: hold_text(tags_of(source), _beside(request, snapshot), update=update, what="tags")
        )

    return check


def _beside(request: pytest.FixtureRequest, path: str | Path) -> Path:
    """Snapshots are named from the folder of the test."""
    return request.path.parent / path


def _settle(request: pytest.FixtureRequest, hold: Callable[[bool], Any]) -> None:
    """Hold something against its snapshot; fail with what differs, without a traceback through our own code."""
    __tracebackhide__ = True
    from typeset.review.snapshots import CannotHold

    try:
        outcome = hold(bool(request.config.getoption("--update-page-text")))
    except CannotHold as error:
        pytest.fail(str(error), pytrace=False)
    request.config.stash[_RENEWED].extend(outcome.renewed)
    if outcome.failure:
        pytest.fail(outcome.failure, pytrace=False)
