"""What the tests of this folder share: the finished reports read back once, and commands run without a network."""

import socket
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from typeset.cli import main

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from reading import Tagged, pages_by, read_tags  # noqa: E402  # found only now
from saying import Saying, fold, sayings  # noqa: E402


@pytest.fixture(scope="session", params=["sample", "small"])
def whole(request):
    """Each of the two reports in turn: the real one, and the one that has everything."""
    return request.getfixturevalue(request.param)


@pytest.fixture(autouse=True)
def no_verapdf(monkeypatch):
    """No build of these tests waits for veraPDF: the conformance tests ask it."""
    monkeypatch.setenv("VERAPDF", "")


@pytest.fixture(scope="session")
def said(whole) -> list[Saying]:
    """Everything that the manifest says, in its order."""
    return sayings(whole.report, {key: str(spot.page + 1) for key, spot in whole.book.anchors.items()})


@pytest.fixture(scope="session")
def tags_of() -> Callable[[Path], Tagged]:
    """A digital edition by its structure tree."""
    return cache(read_tags)


@pytest.fixture(scope="session")
def tagged(whole, tags_of) -> Tagged:
    """The digital edition of each report by its structure tree."""
    return tags_of(whole.paths["digital"])


@pytest.fixture(scope="session")
def read_pages(ask) -> Callable[[str, Path], list[str]]:
    """The text of each page of a file as a reader gives it back, line ends and all."""

    @cache
    def read(reader: str, path: Path) -> list[str]:
        return pages_by(reader, path, ask)

    return read


@pytest.fixture(scope="session")
def folded_pages(read_pages) -> Callable[[str, Path], list[str]]:
    """The same with white space folded and hyphens of line ends taken back.

    From pdfium without any hyphens: at a line end it cannot tell an author's from ours.
    """

    @cache
    def read(reader: str, path: Path) -> list[str]:
        texts = [fold(text) for text in read_pages(reader, path)]
        return [text.replace("-", "") for text in texts] if reader == "pdfium" else texts

    return read


@pytest.fixture
def offline(monkeypatch):
    """No command opens a network socket."""

    def refuse(*given, **named):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def run(capsys):
    """Run a command in this process; gives its exit status, its results and its diagnostics."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 2
        read = capsys.readouterr()
        assert "Traceback" not in read.err
        return status, read.out, read.err

    return command
