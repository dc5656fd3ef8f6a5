"""The command line for reviewers: `diff`, and `build --edition proof`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

pytestmark = pytest.mark.usefixtures("offline")

TINY = """\
report: {title: Åtta ord om sömn, year: 2016, publisher: House, language: en-GB, state: draft}
figures:
  asleep: {value: 41, unit: per cent, measures: those who sleep, question: single}
book:
  - part: half-title
  - part: letter
    id: letter
    headline: To whom it concerns
    text: |
      A letter of one short paragraph, in which {asleep} sleep.

      A second one, so that there is something that can stay as it was.
  - part: thanks
    headline: Thank you
    text: Thanks to all of them.
"""

EDITED = TINY.replace("value: 41", "value: 42").replace("one short", "one very short")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder in which two states of a report lie; its name has a space and letters beyond ASCII."""
    home = tmp_path / "Årsrapport № 1, utkast"
    home.mkdir()
    (home / "old.yaml").write_text(TINY, encoding="utf-8")
    (home / "new.yaml").write_text(EDITED, encoding="utf-8")
    monkeypatch.chdir(home)
    return home


def spoken(path: Path, page: int) -> str:
    """What pdfium reads on a page, in one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(document[page].get_textpage().get_text_range().split())
    finally:
        document.close()


# ---------------------------------------------------------------- diff


def test_two_manifests_are_compared(run, folder):
    """Results on stdout, nothing on stderr, status 1; the figure first; no file is made."""
    before = sorted(folder.iterdir())
    status, results, diagnostics = run("diff", "old.yaml", "new.yaml")
    assert (status, diagnostics) == (1, "")
    assert results == (
        "old.yaml → new.yaml\n"
        "1 figure changed, 1 paragraph changed; 4 pages\n"
        "\nFigures\n"
        "  asleep  those who sleep (page 2)\n"
        "    [-41%-] → {+42%+}\n"
        "  page 2: paragraph changed\n"
        "    A letter of one {+very+} short paragraph, in which [-41-] {+42+}\u00a0per cent sleep.\n"
    )
    assert sorted(folder.iterdir()) == before


def test_no_difference_is_status_0(run, folder):
    """A report compared with itself has no difference, and one line says so."""
    status, results, diagnostics = run("diff", "old.yaml", "old.yaml")
    assert (status, diagnostics) == (0, "")
    assert results.splitlines()[1] == "no difference in 4 pages"


def test_pdfs_page_texts_and_manifests_go_together(run, folder):
    """Whatever a report was kept as can be compared with whatever it is now."""
    run("build", "old.yaml", "--out", "was", "--no-preflight")
    slug = "atta-ord-om-somn"
    for kept in (f"was/{slug}-digital.pdf", f"was/{slug}-print.pdf", "was/pages", "was"):
        status, results, diagnostics = run("diff", kept, "old.yaml")
        assert (status, diagnostics) == (0, ""), results
        status, results, _ = run("diff", kept, "new.yaml")
        assert status == 1
        assert "[-41-] {+42+}" in results, results
    assert run("diff", f"was/{slug}-digital.pdf", f"was/{slug}-print.pdf")[0] == 0


def test_the_page_is_written_beside_the_results(run, folder):
    """`--html` writes one file that needs nothing else, the same bytes every time, and changes no result."""
    plain = run("diff", "old.yaml", "new.yaml")
    assert run("diff", "old.yaml", "new.yaml", "--html", "what changed.html") == plain
    page = (folder / "what changed.html").read_bytes()
    run("diff", "old.yaml", "new.yaml", "--html", "again.html")
    assert (folder / "again.html").read_bytes() == page
    assert page.count(b"data:image/jpeg") == 2
    assert b"<ins>42%</ins>" in page


def test_a_page_that_cannot_be_written_is_a_failure(run, folder):
    """A file in place of its folder gives status 2 and a sentence that names it."""
    status, _, diagnostics = run("diff", "old.yaml", "new.yaml", "--html", "old.yaml/page.html")
    assert status == 2
    assert "cannot write to old.yaml/page.html" in diagnostics


def test_json_is_for_machines(run, folder):
    """`--json` prints everything as one document, and nothing else."""
    status, results, diagnostics = run("diff", "old.yaml", "new.yaml", "--json")
    data = json.loads(results)
    assert (status, diagnostics) == (1, "")
    assert data["figures"][0] == {
        "id": "asleep",
        "measures": "those who sleep",
        "old": "41%",
        "new": "42%",
        "old_pages": ["2"],
        "new_pages": ["2"],
    }
    assert data["counts"] == {"figures": 1, "changed": 1}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere.yaml", "there is no file nowhere.yaml"),
        ("nowhere.pdf", "there is no file nowhere.pdf"),
        (".", ". is a folder without page texts"),
        ("broken.pdf", "broken.pdf cannot be read: it is no PDF, or a damaged one"),
        ("HEAD:old.yaml", "no git repository"),
    ],
)
def test_what_cannot_be_compared_is_status_2(run, folder, monkeypatch, name, said):
    """Neither a difference nor none: a sentence on stderr says what is wrong, and nothing is on stdout."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    (folder / "broken.pdf").write_bytes(b"no PDF")
    status, results, diagnostics = run("diff", name, "new.yaml")
    assert (status, results) == (2, "")
    assert said in diagnostics


def test_a_manifest_that_does_not_load_tells_its_problems(run, folder):
    """They are told at their lines as by `check`, with which side it is."""
    (folder / "new.yaml").write_text(EDITED.replace("year: 2016", "yaer: 2016"), encoding="utf-8")
    status, results, diagnostics = run("diff", "old.yaml", "new.yaml")
    assert (status, results) == (2, "")
    assert "new.yaml:1:" in diagnostics
    assert "error: " in diagnostics
    assert "new.yaml cannot be compared: the problems above come first" in diagnostics


def test_an_old_page_survives_a_failure(run, folder):
    """A comparison that fails leaves the page of the last one."""
    (folder / "page.html").write_text("the last one", encoding="utf-8")
    assert run("diff", "old.yaml", "nowhere.yaml", "--html", "page.html")[0] == 2
    assert (folder / "page.html").read_text(encoding="utf-8") == "the last one"


def test_wrong_use_is_status_2(run, folder):
    """One side alone is no comparison."""
    status, results, diagnostics = run("diff", "old.yaml")
    assert (status, results) == (2, "")
    assert "NEW" in diagnostics


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
def test_revisions_are_read_from_git(run, folder, monkeypatch):
    """`REV:manifest` is the report as it was, with the files it includes; its problems point into the revision."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")

    def git(*asked):
        subprocess.run(["git", *asked], check=True, capture_output=True)

    git("init", "--quiet")
    content = folder / "content.yaml"
    content.write_text(TINY.replace("text: Thanks to all of them.", "text: {include: thanks.yaml}"), encoding="utf-8")
    (folder / "thanks.yaml").write_text("Thanks to all of them.\n", encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    (folder / "thanks.yaml").write_text("Thanks to most of them.\n", encoding="utf-8")
    status, results, diagnostics = run("diff", "HEAD:content.yaml", "content.yaml")
    assert (status, diagnostics) == (1, "")
    assert "HEAD:content.yaml → content.yaml" in results
    assert "Thanks to [-all-] {+most+} of them." in results
    assert (folder / "thanks.yaml").read_text(encoding="utf-8") == "Thanks to most of them.\n"
    content.write_text("report: {}\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "two")
    content.write_text(TINY, encoding="utf-8")
    status, _, diagnostics = run("diff", "HEAD:content.yaml", "content.yaml")
    assert status == 2
    assert "HEAD:content.yaml:1:" in diagnostics
    assert "/tmp" not in diagnostics.replace(str(folder), "")
    status, _, diagnostics = run("diff", "nowhere:content.yaml", "content.yaml")
    assert status == 2
    assert "git knows no revision `nowhere`" in diagnostics


def test_a_terminal_gets_colours_unless_it_wants_none(folder):
    """On a terminal what is gone is red and struck through; with NO_COLOR, and in a pipe, signs stand for colours."""
    pty = pytest.importorskip("pty")
    for no_color, wanted in ((None, b"\x1b["), ("1", b"[-41%-]")):
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm"}
        environment |= {"NO_COLOR": no_color} if no_color else {}
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "typeset", "diff", "old.yaml", "new.yaml"], stdout=theirs, env=environment
        )
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        os.close(ours)
        assert process.wait() == 1
        assert wanted in said
        assert (b"\x1b[" in said) is (no_color is None)


# ---------------------------------------------------------------- proof


def test_a_proof_is_made_when_asked_for(run, folder):
    """`--edition proof` makes the proof and the page texts; other editions are made as they were."""
    status, results, _ = run("build", "new.yaml", "--edition", "proof", "--no-preflight")
    made = [line.partition(" (")[0] for line in results.splitlines()]
    assert status == 0
    assert made == [str(Path("out/atta-ord-om-somn-proof.pdf")), str(Path("out/pages")) + os.sep]
    said = spoken(folder / "out" / "atta-ord-om-somn-proof.pdf", 1)
    assert "Proof · Draft" in said
    assert "Page 2 of 4" in said
    assert "letter draft" in said
    assert "asleep" in said


def test_a_proof_goes_with_the_other_editions(run, folder):
    """With print and digital in one build, certificate and report are made of those two, and all bytes are the same."""
    run("build", "new.yaml", "--out", "plain")
    run("build", "new.yaml", "--out", "proofed", "--edition", "all", "--edition", "proof")
    plain = {path.name: path.read_bytes() for path in (folder / "plain").iterdir() if path.is_file()}
    proofed = {path.name: path.read_bytes() for path in (folder / "proofed").iterdir() if path.is_file()}
    assert proofed.keys() - plain.keys() == {"atta-ord-om-somn-proof.pdf"}
    assert {name: proofed[name] for name in plain} == plain


def test_the_same_proof_is_the_same_bytes(run, folder):
    """In any folder, against the same version, the same proof."""
    for out in ("one", "two"):
        run("build", "new.yaml", "--edition", "proof", "--against", "old.yaml", "--no-preflight", "--out", out)
    name = "atta-ord-om-somn-proof.pdf"
    assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()


def test_bars_are_made_against_what_is_there(run, folder):
    """An earlier proof, a digital edition, page texts or a manifest: each gives a proof that names it."""
    run("build", "old.yaml", "--out", "was", "--edition", "digital", "--edition", "proof", "--no-preflight")
    plain = run("build", "new.yaml", "--edition", "proof", "--no-preflight")
    name = "atta-ord-om-somn-proof.pdf"
    without = (folder / "out" / name).read_bytes()
    assert plain[0] == 0
    for old in (f"was/{name}", "was/atta-ord-om-somn-digital.pdf", "was/pages", "old.yaml"):
        status, _, diagnostics = run("build", "new.yaml", "--edition", "proof", "--against", old, "--no-preflight")
        assert (status, diagnostics) == (0, "")
        assert (folder / "out" / name).read_bytes() != without
        assert f"bars: changed since {Path(old).name}" in spoken(folder / "out" / name, 1)


def test_a_proof_says_what_the_digital_edition_says(run, folder):
    """Margins are furniture: compared with the digital edition, a proof has no difference."""
    run("build", "new.yaml", "--edition", "digital", "--edition", "proof", "--no-preflight")
    slug = "out/atta-ord-om-somn"
    assert run("diff", f"{slug}-digital.pdf", f"{slug}-proof.pdf")[0] == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--against", "old.yaml"), "`--against` marks changes in a proof: add `--edition proof`"),
        (("--edition", "proof", "--against", "nowhere.pdf"), "there is no file nowhere.pdf"),
        (("--edition", "proof", "--against", "broken.yaml"), "broken.yaml cannot be compared"),
    ],
)
def test_a_proof_that_cannot_be_made_leaves_the_old_one(run, folder, options, said):
    """Wrong use is status 2, and the outputs are as they were."""
    (folder / "broken.yaml").write_text("report: {}\n", encoding="utf-8")
    (folder / "out").mkdir()
    (folder / "out" / "atta-ord-om-somn-proof.pdf").write_bytes(b"the last one")
    status, results, diagnostics = run("build", "new.yaml", *options)
    assert (status, results) == (2, "")
    assert said in diagnostics
    assert [path.name for path in (folder / "out").iterdir()] == ["atta-ord-om-somn-proof.pdf"]
    assert (folder / "out" / "atta-ord-om-somn-proof.pdf").read_bytes() == b"the last one"


# ---------------------------------------------------------------- page text


def test_an_edit_changes_the_page_texts_of_its_own_pages_only(run, folder):
    """What reviewers keep under version control changes in the file of the page that was edited, in one line."""
    texts = {}
    for name in ("old", "new"):
        run("build", f"{name}.yaml", "--edition", "digital", "--no-preflight")
        texts[name] = {path.name: path.read_text(encoding="utf-8") for path in (folder / "out" / "pages").iterdir()}
    changed = [name for name, text in texts["new"].items() if texts["old"][name] != text]
    assert changed == ["002.txt"]
    was, is_ = (texts[name]["002.txt"].split("\n") for name in ("old", "new"))
    assert len(was) == len(is_)
    assert sum(a != b for a, b in zip(was, is_, strict=True)) == 1
