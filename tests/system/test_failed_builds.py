"""A build that does not finish leaves the earlier outputs as they were, and nothing of its own."""

import contextlib
import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from typeset import outputs
from typeset.outputs import CannotWrite, write_outputs

ROOT = Path(__file__).parents[2]

OLD = {"report-print.pdf": b"old print", "report-digital.pdf": b"old digital"}
OLD_PAGES = {"pages": {"001.txt": b"old one", "002.txt": b"old two", "003.txt": b"old three"}}
NEW = {"report-print.pdf": b"new print" * 100, "report-digital.pdf": b"new digital" * 100}
NEW_PAGES = {"pages": {"001.txt": b"new one", "002.txt": b"new two"}}


def everything_in(folder: Path) -> dict[str, bytes]:
    """All files below *folder*, hidden ones too, with their content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def flat(files: dict[str, bytes], folders: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """What such outputs look like on disk."""
    return files | {f"{folder}/{name}": data for folder, content in folders.items() for name, data in content.items()}


@pytest.fixture
def out(tmp_path) -> Path:
    """A folder with the outputs of an earlier build, and a file that is none of our business."""
    folder = tmp_path / "out"
    write_outputs(folder, OLD, OLD_PAGES)
    (folder / "notes.txt").write_bytes(b"mine")
    return folder


MINE = {"notes.txt": b"mine"}


def test_new_outputs_replace_the_old_ones_and_nothing_else(out):
    """A build's files and folders hold what it made; pages that are gone are gone; a stranger's file stays."""
    write_outputs(out, NEW, NEW_PAGES)
    assert everything_in(out) == flat(NEW, NEW_PAGES) | MINE
    assert [path for path in out.rglob("*") if path.is_dir()] == [out / "pages"]


@pytest.mark.parametrize("after", range(5))
def test_a_full_disk_changes_nothing(out, monkeypatch, after):
    """Whichever file the disk is full at, the outputs are the earlier ones, and the message says so."""
    written = []
    real = outputs._write

    def write(path: Path, data: bytes) -> None:
        if len(written) == after:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data[:3])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(path)
        real(path, data)

    monkeypatch.setattr(outputs, "_write", write)
    with pytest.raises(CannotWrite, match=r"No space left on device; the earlier outputs are as they were"):
        write_outputs(out, NEW, NEW_PAGES)
    assert everything_in(out) == flat(OLD, OLD_PAGES) | MINE
    assert list(out.glob(".*")) == []


@pytest.mark.parametrize("after", range(7))
def test_a_rename_that_fails_is_undone(out, monkeypatch, after):
    """When a file cannot be put in place, those before it are taken back."""
    count = 0

    def failing(real):
        def act(path: Path, target: Path) -> Path:
            nonlocal count
            count += 1
            if count == after + 1:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return real(path, target)

        return act

    with monkeypatch.context() as patched:
        for name in ("rename", "replace", "hardlink_to"):
            patched.setattr(Path, name, failing(getattr(Path, name)))
        try:
            write_outputs(out, NEW, NEW_PAGES)
        except CannotWrite:
            assert everything_in(out) == flat(OLD, OLD_PAGES) | MINE
        else:  # a second name for the old file is no condition
            assert everything_in(out) == flat(NEW, NEW_PAGES) | MINE
    assert count > after or after > 4
    assert list(out.glob(".*")) == []


def test_a_folder_in_the_way_is_reported_and_nothing_changes(out):
    """A folder that bears the name of an output file stops the build before anything is replaced for good."""
    (out / "report-print.pdf").unlink()
    (out / "report-print.pdf" / "inside").mkdir(parents=True)
    before = everything_in(out)
    with pytest.raises(CannotWrite):
        write_outputs(out, NEW, NEW_PAGES)
    assert everything_in(out) == before
    assert list(out.glob(".*")) == []


def test_a_place_that_cannot_hold_a_folder_is_reported(tmp_path):
    """An output folder below a file is refused in a sentence."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite, match=r"cannot write to .*file"):
        write_outputs(tmp_path / "file" / "out", NEW, NEW_PAGES)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_is_reported(out):
    """A folder without permission to write keeps its files, and the message says why."""
    out.chmod(0o555)
    try:
        with pytest.raises(CannotWrite, match="Permission denied"):
            write_outputs(out, NEW, NEW_PAGES)
        assert everything_in(out) == flat(OLD, OLD_PAGES) | MINE
    finally:
        out.chmod(0o755)


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from typeset import outputs

    calls = 0

    def counted(real):
        def act(*given, **named):
            global calls
            calls += 1
            if calls == {moment}:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)
        return act

    outputs._write = counted(outputs._write)
    for name in ("rename", "replace", "hardlink_to", "mkdir"):
        setattr(Path, name, counted(getattr(Path, name)))
    for name in ("unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    outputs.write_outputs(Path(sys.argv[1]), {files!r}, {folders!r})
    print("finished")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can be killed by halves")
@pytest.mark.parametrize("moment", range(1, 40))
def test_a_killed_build_leaves_one_build_whole(out, moment):
    """Killed at any step, a build leaves the earlier outputs or, once settled by the next run, all of the new ones."""
    script = textwrap.dedent(KILLED.format(moment=moment, files=NEW, folders=NEW_PAGES))
    done = subprocess.run(
        [sys.executable, "-c", script, out], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL or "finished" in done.stdout, done.stderr
    pdfs = {name: (out / name).read_bytes() for name in OLD}
    assert all(data in (OLD[name], NEW[name]) for name, data in pdfs.items())
    outputs.settle_outputs(out)
    assert everything_in(out) in (flat(OLD, OLD_PAGES) | MINE, flat(NEW, NEW_PAGES) | MINE)
    assert list(out.glob(".*")) == []


def test_what_a_killed_build_left_is_swept_away_by_the_next(out):
    """A stage whose build is dead goes; one whose build still runs stays."""
    dead, alive = out / f"{outputs.STAGE}999999999-x", out / f"{outputs.STAGE}{os.getppid()}-x"
    for stage in (dead, alive):
        (stage / "new").mkdir(parents=True)
        (stage / "new" / "report-print.pdf").write_bytes(b"half")
    write_outputs(out, NEW, NEW_PAGES)
    assert not dead.exists()
    assert alive.exists()


MANIFEST = """\
report: {title: Täst, year: 2016, publisher: House, language: en-GB}
book:
  - part: half-title
  - {part: thanks, headline: Thank you, text: Thanks to all.}
"""


def test_a_manifest_with_problems_leaves_the_outputs(tmp_path, capsys):
    """A mistake in the manifest stops the build before anything is written."""
    from typeset.cli import main

    manifest = tmp_path / "content.yaml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    assert main(["build", str(manifest)]) == 0
    before = everything_in(tmp_path / "out")
    manifest.write_text(MANIFEST + "  - part: haf-title\n", encoding="utf-8")
    assert main(["build", str(manifest)]) == 1
    assert everything_in(tmp_path / "out") == before
    assert capsys.readouterr().err.endswith("nothing was built: the problems above come first\n")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits on the size of files")
def test_a_disk_that_really_is_full_is_survived(tmp_path):
    """With no room for the PDFs a whole build says so, exits with 2 and leaves the earlier outputs."""
    manifest = tmp_path / "content.yaml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    script = (
        "import resource, sys; from typeset.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); sys.exit(main(['build', sys.argv[2]]))"
    )

    def build(most: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, str(most), str(manifest)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)

    assert build(100_000_000).returncode == 0
    before = everything_in(tmp_path / "out")
    full = build(10_000)
    assert full.returncode == 2
    assert "the earlier outputs are as they were" in full.stderr
    assert "Traceback" not in full.stderr
    assert everything_in(tmp_path / "out") == before


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can be killed by halves")
@pytest.mark.parametrize("delay", [0.05, 0.15, 0.25, 0.35, 0.45, 0.55])
def test_a_build_killed_at_any_moment_leaves_whole_files(tmp_path, delay):
    """Killed while it loads, sets, paints or writes, a build leaves files that are the old or the new ones, none by halves."""
    manifest = tmp_path / "content.yaml"
    command = [sys.executable, "-m", "typeset", "build", str(manifest)]
    manifest.write_text(MANIFEST.replace("2016", "2017"), encoding="utf-8")
    subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=120)
    new = everything_in(tmp_path / "out")
    manifest.write_text(MANIFEST, encoding="utf-8")
    subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=120)
    old = everything_in(tmp_path / "out")
    assert old != new
    manifest.write_text(MANIFEST.replace("2016", "2017"), encoding="utf-8")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(delay)
    process.kill()
    process.wait()
    outputs.settle_outputs(tmp_path / "out")
    assert everything_in(tmp_path / "out") in (old, new)
