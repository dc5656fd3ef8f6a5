"""The contract of the command line: scripts outside the project rely on every word of it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from typeset import VERSION
from typeset.cli import main

ROOT = Path(__file__).parents[2]
PROBLEMS = sorted((ROOT / "tests" / "problems").glob("*.yaml"))
COMMANDS = ("build", "check", "watch", "preflight", "diff", "schema", "new", "doctor")

pytestmark = pytest.mark.usefixtures("offline")

TINY = """\
report: {title: Åtta ord om sömn, year: 2016, publisher: House, language: en-GB}
book:
  - part: half-title
  - part: letter
    headline: To whom it concerns
    text: A letter of one short paragraph.
"""


@pytest.fixture
def manifest(tmp_path) -> Path:
    """A report of two pages, in a folder whose name has a space and letters beyond ASCII."""
    folder = tmp_path / "Årsrapport № 1, utkast"
    folder.mkdir()
    path = folder / "innehåll – 1.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


# ---------------------------------------------------------------- build


def test_build_makes_both_editions_and_the_page_texts(run, manifest):
    """A clean build exits with 0, lists what it made on stdout, and says nothing on stderr."""
    status, results, diagnostics = run("build", manifest)
    out = manifest.parent / "out"
    assert (status, diagnostics) == (0, "")
    made = [line.partition(" (")[0] for line in results.splitlines()]
    assert made[:2] == [str(out / "atta-ord-om-somn-print.pdf"), str(out / "atta-ord-om-somn-digital.pdf")]
    assert made[-1] == str(out / "pages") + os.sep
    assert {Path(name) for name in made} == set(out.iterdir())
    texts = [path.read_text(encoding="utf-8") for path in sorted((out / "pages").iterdir())]
    assert texts[0].startswith("Åtta ord om sömn")
    assert texts[1:3] == ["(blank page)\n"] * 2  # planned blanks, so that the sheet is full
    assert texts[3].startswith("To whom it concerns")


def test_build_without_a_name_takes_content_yaml_here(run, manifest, monkeypatch):
    """`typeset build` alone builds the content.yaml of the folder one stands in."""
    manifest.rename(manifest.parent / "content.yaml")
    monkeypatch.chdir(manifest.parent)
    status, results, _ = run("build")
    assert status == 0
    assert Path(results.splitlines()[0]) == Path("out/atta-ord-om-somn-print.pdf")
    assert Path("out/atta-ord-om-somn-print.pdf").exists()


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        (["print"], ["print"]),
        (["digital"], ["digital"]),
        (["all"], ["print", "digital"]),
        (["digital", "print"], ["digital", "print"]),
        (["digital", "digital"], ["digital"]),
    ],
)
def test_an_edition_can_be_asked_for(run, manifest, asked, made):
    """`--edition` makes that edition alone, and may be given more than once."""
    status, results, _ = run("build", manifest, *(part for name in asked for part in ("--edition", name)))
    assert status == 0
    pdfs = [line for line in results.splitlines() if line.endswith(".pdf")]
    assert [line.removesuffix(".pdf").rpartition("-")[2] for line in pdfs] == made


def test_the_outputs_can_go_elsewhere(run, manifest, tmp_path):
    """`--out` takes any folder, makes it when it is missing, and leaves the manifest's own alone."""
    status, results, _ = run("build", manifest, "--out", tmp_path / "någon" / "annan stans")
    assert status == 0
    assert len(list((tmp_path / "någon" / "annan stans").glob("*.pdf"))) == 2
    assert not (manifest.parent / "out").exists()
    assert str(tmp_path / "någon" / "annan stans") in results


def test_outputs_that_cannot_be_written_are_a_failure(run, manifest, tmp_path):
    """A file in place of the output folder gives status 2 and a sentence that names it."""
    (tmp_path / "file").write_bytes(b"")
    status, results, diagnostics = run("build", manifest, "--out", tmp_path / "file")
    assert (status, results) == (2, "")
    assert f"cannot write to {tmp_path / 'file'}" in diagnostics


def test_timings_name_each_phase(run, manifest):
    """`--timings` tells on stderr what each phase took, and what they took together."""
    status, results, diagnostics = run("build", manifest, "--timings")
    assert status == 0
    assert "ms" not in results
    phases = re.findall(r"^typeset: (.+?) +\d+ ms", diagnostics, re.MULTILINE)
    wanted = ["load", "draw", "set", "paint print", "paint digital", "page text", "write", "together"]
    assert [phase for phase in phases if phase in wanted] == wanted
    shares = [int(share) for share in re.findall(r"(\d+)%", diagnostics)]
    assert 95 <= sum(shares) <= 105


def test_a_printer_that_nobody_knows_is_wrong_use(run, manifest):
    """An unknown `--printer` gives status 2, the names that there are, and no output."""
    status, results, diagnostics = run("build", manifest, "--printer", "coted")
    assert (status, results) == (2, "")
    assert "there is no printer profile `coted`" in diagnostics
    assert "did you mean `coated`?" in diagnostics
    assert not (manifest.parent / "out").exists()


def test_a_printer_in_the_manifest_that_nobody_knows_is_a_problem(run, manifest):
    """An unknown printer in the manifest is the author's mistake: status 1."""
    manifest.write_text(TINY.replace("year: 2016", "year: 2016, printer: coted"), encoding="utf-8")
    status, _, diagnostics = run("build", manifest)
    assert status == 1
    assert "there is no printer profile `coted`" in diagnostics
    assert f"{manifest}:1:" in diagnostics  # told where it is written


def test_a_printer_of_ones_own_can_be_given_as_a_file(run, manifest, tmp_path):
    """`--printer` takes a YAML file, and its page multiple decides the number of pages."""
    own = tmp_path / "tryckeri.yaml"
    own.write_text("name: own\nstandard: PDF/X-4\npage_multiple: 8\n", encoding="utf-8")
    status, _, diagnostics = run("build", manifest, "--printer", own)
    assert (status, diagnostics) == (0, "")
    assert len(list((manifest.parent / "out" / "pages").iterdir())) == 8


# ---------------------------------------------------------------- check


def test_check_of_a_sound_report_is_quiet_on_stdout(run, manifest):
    """`check` of a sound report exits with 0, makes no file, and says so on stderr."""
    assert run("check", manifest) == (0, "", "typeset: no problems found\n")
    assert [path.name for path in manifest.parent.iterdir()] == [manifest.name]


def test_a_manifest_that_is_not_there_is_a_problem(run, tmp_path):
    """A missing manifest is told in a sentence with status 1, by every command that reads one."""
    for command in ("build", "check"):
        status, results, diagnostics = run(command, tmp_path / "content.yaml")
        assert (status, results) == (1, "")
        assert "there is no file" in diagnostics


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_problems_can_be_had_in_four_forms(run, form):
    """`check --format` gives every problem, on stdout for machines, on stderr for people."""
    manifest = ROOT / "tests" / "problems" / "many-at-once.yaml"
    status, results, diagnostics = run("check", manifest, "--format", form)
    assert status == 1
    match form:
        case "text":
            assert results == ""
            assert diagnostics.count(": error: ") >= 25
        case "json":
            assert len(json.loads(results)["problems"]) >= 25
        case "github":
            assert all(line.startswith(("::error ", "::warning ")) for line in results.splitlines())
            assert len(results.splitlines()) >= 25
        case "sarif":
            assert len(json.loads(results)["runs"][0]["results"]) >= 25


@pytest.mark.parametrize("file", PROBLEMS, ids=lambda file: file.stem)
def test_no_mistake_of_an_author_ends_in_a_traceback(run, file):
    """Every faulty manifest there is gives status 1 (0 if it has warnings alone), a place, and a hint."""
    status, results, diagnostics = run("check", file)
    has_errors = "# error:" in file.read_text(encoding="utf-8")
    assert (status, results) == (1 if has_errors else 0, "")
    assert re.search(r":\d+:\d+: (error|warning|note): ", diagnostics)
    assert "hint: " in diagnostics


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"report: {title: \xe9}",
        "report: [".encode("utf-16"),
        b"- a\n- b\n",
        b"42",
        b"report:\n\ttitle: x\n",
        b"[" * 10_000,
        b"a: &a [*a]\n",
        b"%YAML 9.9\n---\n",
        b"!!python/object/apply:os.system ['true']",
        TINY.encode()[:-40],
        TINY.replace("year: 2016", "year: 99999").encode(),
        TINY.replace("A letter", "A \u4e2d\u6587 letter").encode(),
        TINY.replace("A letter of one", "word " * 2000).encode(),
    ],
    ids=range(16),
)
def test_broken_bytes_never_end_in_a_traceback(run, tmp_path, data):
    """Empty, binary, cut-off, hostile or impossible manifests end in a sentence and a status, and write nothing."""
    (tmp_path / "content.yaml").write_bytes(data)
    status, results, diagnostics = run("build", tmp_path / "content.yaml")
    if status:
        assert (status, results) == (1, "")
        assert "error: " in diagnostics
        assert not (tmp_path / "out").exists()


def test_a_missing_glyph_is_pointed_at(run, manifest):
    """A character that the fonts do not have is named, at its place in the manifest."""
    manifest.write_text(TINY.replace("A letter", "A \u4e2d letter"), encoding="utf-8")
    status, _, diagnostics = run("check", manifest)
    assert status == 1
    line = TINY.splitlines().index("    text: A letter of one short paragraph.") + 1
    assert f"{manifest}:{line}:13: error: " in diagnostics
    assert "U+4E2D" in diagnostics


# ---------------------------------------------------------------- the rest


def test_help_is_there_for_everything(run):
    """`--help` prints to stdout and exits with 0, for the program and for every command."""
    status, results, diagnostics = run("--help")
    assert (status, diagnostics) == (0, "")
    assert all(command in results for command in COMMANDS)
    for command in COMMANDS:
        status, results, diagnostics = run(command, "--help")
        assert (status, diagnostics) == (0, "")
        assert results.startswith(f"usage: typeset {command}")


def test_the_version_is_one(run):
    """`--version` says what the package says."""
    assert run("--version") == (0, f"typeset {VERSION}\n", "")


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("bild",),
        ("build", "--editon", "print"),
        ("build", "--edition", "proofs"),
        ("check", "a", "b"),
        ("check", "--format", "xml"),
    ],
)
def test_wrong_use_exits_with_2(run, wrong):
    """A command or option that there is not gives status 2 and the usage on stderr."""
    status, results, diagnostics = run(*wrong)
    assert (status, results) == (2, "")
    assert "usage: typeset" in diagnostics


def test_the_schema_is_json(run):
    """`schema` prints a JSON Schema of the draft that editors read, the same as the one in the documentation."""
    status, results, diagnostics = run("schema")
    assert (status, diagnostics) == (0, "")
    assert json.loads(results)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert results == (ROOT / "docs" / "manifest.schema.json").read_text(encoding="utf-8")


def test_a_new_report_builds_at_once(run, tmp_path):
    """What `new` makes builds cleanly, and `new` overwrites nothing."""
    status, results, _ = run("new", tmp_path / "min rapport")
    assert status == 0
    manifest = Path(results.strip())
    assert manifest == tmp_path / "min rapport" / "content.yaml"
    assert run("build", manifest)[::2] == (0, "")
    status, results, diagnostics = run("new", tmp_path / "min rapport")
    assert (status, results) == (2, "")
    assert "is there already" in diagnostics


def test_doctor_finds_what_a_build_needs(run):
    """`doctor` names libraries and fonts, and finds none missing where these tests run."""
    status, results, _ = run("doctor")
    assert status == 0
    assert "reportlab" in results
    assert "MISSING" not in results


def test_preflight_of_a_file_that_is_not_there_is_a_failure(run, tmp_path):
    """`preflight` of nothing exits with 2 and names the file."""
    status, results, diagnostics = run("preflight", tmp_path / "nothing.pdf")
    assert status == 2
    assert "nothing.pdf" in results + diagnostics


def test_a_fault_of_ours_exits_with_2(manifest, monkeypatch, capsys):
    """Our own faults keep their traceback, say that they are ours, and are never taken for the author's."""
    import typeset.laying

    monkeypatch.setattr(typeset.laying, "lay_out", lambda *given, **named: 1 / 0)
    assert main(["build", str(manifest)]) == 2
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "a fault of typeset" in told


def test_an_interrupted_build_says_what_stands(manifest, monkeypatch, capsys):
    """Ctrl-C ends a build with one sentence and status 2."""
    import typeset.finishing

    def interrupt(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(typeset.finishing, "paint_all", interrupt)
    assert main(["build", str(manifest)]) == 2
    assert capsys.readouterr().err == "typeset: stopped; the earlier outputs are as they were\n"


def test_a_reader_that_goes_away_is_no_fault():
    """`typeset schema | head -1` ends quietly."""
    command = f"'{sys.executable}' -m typeset schema | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
@pytest.mark.parametrize(("plain", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(plain, coloured):
    """On a terminal problems are told in colour, unless NO_COLOR is set; elsewhere never."""
    import pty

    problem = ROOT / "tests" / "problems" / "unknown-key.yaml"
    ours, theirs = pty.openpty()
    environment = {**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm-256color", **plain}
    command = [sys.executable, "-m", "typeset", "check", str(problem)]
    done = subprocess.run(
        command, stderr=theirs, stdout=subprocess.PIPE, cwd=ROOT, env=environment, check=False, timeout=60
    )
    os.close(theirs)
    told = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 1
    assert (b"\x1b[" in told) is coloured
    assert b"error" in told


@pytest.mark.parametrize(("state", "status"), [("final", 1), ("draft", 0)])
def test_a_draft_is_built_in_spite_of_a_contradiction(run, tmp_path, state, status):
    """What the audit calls an error stops a final report; in a draft it is a warning and the files are made."""
    folder = tmp_path / "report"
    run("new", folder)
    manifest = folder / "content.yaml"
    text = manifest.read_text(encoding="utf-8").replace("  language: en-GB", f"  state: {state}\n  language: en-GB")
    text = text.replace("Most volunteers, {clear}, looked", "{clear|Nearly all} volunteers looked")
    manifest.write_text(text, encoding="utf-8")
    found, _, diagnostics = run("build", manifest, "--edition", "digital", "--no-preflight")
    assert found == status
    assert "does not fit 64.5" in diagnostics
    assert ((folder / "out").is_dir()) is (state == "draft")


def test_figures_lists_each_number_with_its_pages(run, manifest):
    """Every figure of the ledger is one line, with its value and where it stands, and `--json` says the same."""
    status, results, _ = run("figures", manifest)
    assert status == 0
    listed = {line.split()[0]: line for line in results.splitlines()}
    as_data = {row["id"]: row for row in json.loads(run("figures", manifest, "--json")[1])}
    assert listed.keys() == as_data.keys()
    for name, row in as_data.items():
        assert row["value"] in listed[name]
        assert ("never used" in listed[name]) is not row["used"]
        assert all({"file", "line", "column", "part", "what", "text"} <= use.keys() for use in row["uses"])


def test_figures_tells_every_place_when_asked(run, tmp_path):
    """With `--places` a line for each use follows its figure, and its place can be clicked in a terminal."""
    run("new", tmp_path / "report")
    manifest = tmp_path / "report" / "content.yaml"
    status, results, diagnostics = run("figures", manifest, "--places")
    uses = sum(len(row["uses"]) for row in json.loads(run("figures", manifest, "--json")[1]))
    assert status == 0
    assert len(re.findall(rf"^    {re.escape(str(manifest))}:\d+:\d+  ", results, re.MULTILINE)) == uses > 5
    assert re.search(r"\d+ figures, ", diagnostics)


def test_fix_mends_only_what_is_typographic(run, tmp_path):
    """Straight quotation marks and apostrophes are mended in the file itself, comments kept, and the change is shown."""
    folder = tmp_path / "report"
    run("new", folder)
    manifest = folder / "content.yaml"
    before = manifest.read_text(encoding="utf-8").replace("Every river is", "Every river's bank is")
    manifest.write_text(before, encoding="utf-8")
    _, results, _ = run("check", manifest, "--fix")
    after = manifest.read_text(encoding="utf-8")
    assert after == before.replace("river's", "river’s")
    assert "+" in results
    assert "river’s" in results
    assert not list(folder.glob(".typeset-*"))


def test_a_release_is_refused_until_every_section_is_approved(run, manifest):
    """`--release` names each section that nobody has approved, and makes nothing."""
    status, results, diagnostics = run("build", manifest, "--release")
    assert status == 1
    assert "approv" in diagnostics
    assert not results


def test_any_number_of_jobs_makes_the_same_files(run, manifest, tmp_path):
    """One process or two: every output has the same bytes; no processes at all is wrong use."""
    for jobs in ("1", "2"):
        assert run("build", manifest, "--jobs", jobs, "--out", tmp_path / jobs)[0] == 0
    made = [
        {
            file.relative_to(tmp_path / jobs): file.read_bytes()
            for file in (tmp_path / jobs).rglob("*")
            if file.is_file()
        }
        for jobs in ("1", "2")
    ]
    assert made[0] == made[1]
    assert run("build", manifest, "--jobs", "0")[0] == 2
