"""The live preview as its user has it: the command runs, files are saved, and the browser hears of it."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from queue import Empty, Queue

import pytest

from typeset.preview.session import GRACE

pytestmark = pytest.mark.slow

MANIFEST = """\
report: {title: Åtta ord, year: 2016, publisher: House, language: en-GB}
book:
  - part: half-title
  - part: letter
    headline: To whom it concerns
    text: |
      A first paragraph.

      A second one.
  - part: thanks
    headline: Thanks
    text: A closing word.
"""
PATIENCE = 60.0


class Preview:
    """A running `typeset watch`."""

    def __init__(self, manifest, *arguments, cache):
        self.manifest = manifest
        self.process = subprocess.Popen(
            [sys.executable, "-m", "typeset", "watch", str(manifest), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "TYPESET_CACHE": str(cache)},
        )  # fmt: skip
        self.address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", self.address)
        assert found, self.process.communicate()
        self.port = int(found[1])

    def ask(self, path):
        """Status and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def stop(self, sign=signal.SIGINT):
        """Exit status and what was said on stderr."""
        self.process.send_signal(sign)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


class Tab:
    """A browser's tab: hears every state."""

    def __init__(self, preview):
        self.connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
        self.connection.request("GET", "/news")
        self.answer = self.connection.getresponse()
        self.states = Queue()
        self.problems = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # closed meanwhile
            while line := self.answer.fp.readline():
                if line.startswith(b"data: "):
                    self.states.put(json.loads(line[6:]))

    def until(self, holds):
        """The first state of which *holds* is true, problems told before included."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                state = self.states.get(timeout=1)
            except Empty:
                continue
            self.problems = state.setdefault("problems", self.problems)
            if holds(state):
                return state
        raise AssertionError("no such news")

    def close(self):
        """Close the tab."""
        self.connection.sock.close() if self.connection.sock else None
        self.answer.close()


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Charts and parts of these tests alone."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def manifest(tmp_path):
    """A report of four pages in a folder with a space."""
    path = tmp_path / "annual report" / "content.yaml"
    path.parent.mkdir()
    path.write_text(MANIFEST, encoding="utf-8")
    return path


@pytest.fixture
def preview(manifest, cache):
    """The command, running."""
    running = Preview(manifest, "--port", "0", cache=cache)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


@pytest.fixture
def tab(preview):
    """A tab on it that has seen the first pages and problems."""
    opened = Tab(preview)
    opened.first = opened.until(lambda state: state["checked"])
    yield opened
    opened.close()


def save(manifest, text):
    """As most editors do: written beside, then renamed."""
    draft = manifest.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(manifest)


def test_an_edit_changes_its_page_and_no_other(preview, tab, manifest):
    """After a save the browser hears which page changed, and only that page has a new picture."""
    assert [page["label"] for page in tab.first["pages"]] == ["1", "2", "3", "4"]
    assert (tab.first["written"], tab.first["problems"]) == ([], [])
    save(manifest, MANIFEST.replace("A second one", "Another one"))
    state = tab.until(lambda state: state["build"] > tab.first["build"])
    assert state["written"] == [1]
    same = [old["v"] == new["v"] for old, new in zip(tab.first["pages"], state["pages"], strict=True)]
    assert same == [True, False, True, True]
    status, picture = preview.ask(f"/pages/{state['session']}/{state['pages'][1]['v']}-screen.svg")
    assert (status, picture[:5]) == (200, b"<svg ")


def test_a_broken_manifest_keeps_the_last_good_pages(preview, tab, manifest):
    """While there are errors their places are told and the pages stay; mended, they are up to date again."""
    save(manifest, MANIFEST.replace("headline: To whom", "headlin: To whom"))
    broken = tab.until(lambda state: not state["current"])
    assert [page["v"] for page in broken["pages"]] == [page["v"] for page in tab.first["pages"]]
    assert {(one["code"], one["place"]) for one in broken["problems"]} == {
        ("missing-key", "content.yaml:4:5"),
        ("unknown-key", "content.yaml:5:5"),
    }
    assert preview.ask(f"/pages/{broken['session']}/{broken['pages'][1]['v']}-screen.svg")[0] == 200
    save(manifest, MANIFEST.replace("To whom", "To everybody whom"))
    mended = tab.until(lambda state: state["current"] and state["checked"])
    assert (mended["written"], mended["problems"]) == ([1], [])


def test_the_problems_are_those_of_check(tab, manifest):
    """What `typeset check` finds in the report, the preview tells, in the same order."""
    save(manifest, MANIFEST.replace("A second one.", 'Of  all 47.3 per cent "did".'))
    state = tab.until(lambda state: state["checked"] and state["problems"])
    checked = subprocess.run(
        [sys.executable, "-m", "typeset", "check", str(manifest), "--format", "json"], capture_output=True, check=False
    )
    told = [(one["code"], one["message"], one["severity"]) for one in json.loads(checked.stdout)["problems"]]
    assert [(one["code"], one["message"], one["severity"]) for one in state["problems"]] == told
    assert all(one["page"] == 1 for one in state["problems"])


def test_half_a_save_is_not_told(tab, manifest):
    """An editor that empties the file before it writes startles nobody."""
    began = time.monotonic()
    manifest.write_text("", encoding="utf-8")
    time.sleep(0.1)
    manifest.write_text(MANIFEST.replace("A second one", "Another one"), encoding="utf-8")
    if time.monotonic() - began > GRACE:
        pytest.skip("this machine is too busy to save a file in time")
    state = tab.until(lambda state: state["build"] > tab.first["build"])
    assert (state["current"], state["written"]) == (True, [1])


def test_a_file_that_goes_and_comes_back(tab, manifest):
    """A manifest that is gone is told as such; when it is back all is well."""
    manifest.unlink()
    gone = tab.until(lambda state: not state["current"])
    assert [one["code"] for one in gone["problems"]] == ["no-file"]
    assert len(gone["pages"]) == 4
    save(manifest, MANIFEST)
    assert tab.until(lambda state: state["current"])["written"] == []


def test_included_files_are_watched_before_they_are_there(tab, manifest):
    """A missing include is an error until the file is made, and its edits count from then on."""
    save(manifest, MANIFEST.replace("text: A closing word.", "text: {include: closing.yaml}"))
    tab.until(lambda state: not state["current"])
    included = manifest.parent / "closing.yaml"
    included.write_text("A last word.\n", encoding="utf-8")
    tab.until(lambda state: state["current"])
    included.write_text("The very last word.\n", encoding="utf-8")
    assert tab.until(lambda state: state["written"])["written"] == [3]


def test_several_tabs_hear_the_same(preview, tab, manifest):
    """Each open tab is told, a closed one disturbs nobody."""
    other, third = Tab(preview), Tab(preview)
    for one in (other, third):
        one.until(lambda state: state["checked"])
    third.close()
    save(manifest, MANIFEST.replace("A second one", "Another one"))
    for one in (tab, other):
        assert one.until(lambda state: state["written"])["written"] == [1]
    other.close()


def test_two_previews_at_a_time(preview, manifest, cache):
    """Two people, or one with two reports: each has a port of its own."""
    second = Preview(manifest, cache=cache)
    assert second.port != preview.port
    assert second.ask("/")[0] == preview.ask("/")[0] == 200
    assert second.stop()[0] == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopping_is_no_failure(preview, tab, sign):
    """Ctrl-C, or an editor's stop button, ends it with status 0 and one line."""
    status, said = preview.stop(sign)
    assert status == 0
    assert [line for line in said.splitlines() if line] == [
        f"typeset: preview of {preview.manifest} at {preview.address}; Ctrl-C stops it",
        "typeset: preview stopped",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.yaml"], "there is no file `nowhere.yaml`"),
        (["--port", "99999"], "a port is a whole number from 0 to 65535"),
        (["--port", "-1"], "a port is a whole number"),
        (["--port", "{port}"], "port {port} cannot be used: Address already in use. Choose another with --port"),
    ],
)
def test_wrong_use_is_said(preview, manifest, arguments, said):
    """No such file, no such port, a port in use: status 2 and a way out."""
    given = [one.format(port=preview.port) for one in arguments]
    name = [] if given[0] == "nowhere.yaml" else [str(manifest)]
    done = subprocess.run(
        [sys.executable, "-m", "typeset", "watch", *name, *given],
        capture_output=True, text=True, check=False, cwd=manifest.parent, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 2
    assert said.format(port=preview.port) in done.stderr
    assert "Traceback" not in done.stderr
