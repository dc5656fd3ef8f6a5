"""Revisions: files as git keeps them, taken out without a trace in the work tree."""

import os
import shutil
import subprocess

import pytest

from typeset.review.revisions import NoRevision, taken_out

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with two revisions of a report in a folder of its own; one stands in its root."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    monkeypatch.chdir(tmp_path)

    def git(*asked):
        subprocess.run(["git", *asked], check=True, capture_output=True)

    git("init", "--quiet")
    (tmp_path / "report" / "data").mkdir(parents=True)
    (tmp_path / "report" / "content.yaml").write_text("first", encoding="utf-8")
    (tmp_path / "report" / "data" / "år – 1.csv").write_bytes(b"\x00\xffdata\n")
    (tmp_path / "beside.txt").write_text("not part of it", encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    (tmp_path / "report" / "content.yaml").write_text("second", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "two")
    return tmp_path


def test_a_file_is_taken_out_with_all_that_lies_beside_it(repository):
    """Includes and data of that revision are there, byte for byte; files outside the report's folder are not."""
    with taken_out("HEAD~1", "report/content.yaml") as manifest:
        assert manifest.read_text(encoding="utf-8") == "first"
        assert (manifest.parent / "data" / "år – 1.csv").read_bytes() == b"\x00\xffdata\n"
        assert {path.name for path in manifest.parent.iterdir()} == {"content.yaml", "data"}
    assert not manifest.exists()


def test_the_work_tree_is_not_touched(repository):
    """What was edited and not committed stays as it is, and so does the index."""
    (repository / "report" / "content.yaml").write_text("third, not saved yet", encoding="utf-8")
    status = ["git", "status", "--porcelain"]
    before = subprocess.run(status, capture_output=True, check=True).stdout
    with taken_out("HEAD", "report/content.yaml") as manifest:
        assert manifest.read_text(encoding="utf-8") == "second"
    assert (repository / "report" / "content.yaml").read_text(encoding="utf-8") == "third, not saved yet"
    assert subprocess.run(status, capture_output=True, check=True).stdout == before


def test_paths_count_from_the_root_or_from_where_one_stands(repository, monkeypatch):
    """Within the report's folder the manifest's name is enough."""
    monkeypatch.chdir(repository / "report")
    for path in ("content.yaml", "report/content.yaml", "./content.yaml", "data/../content.yaml"):
        with taken_out("HEAD~1", path) as manifest:
            assert manifest.read_text(encoding="utf-8") == "first"


@pytest.mark.parametrize(
    ("revision", "path", "why"),
    [
        ("HEAD~7", "report/content.yaml", "git knows no revision `HEAD~7`"),
        ("--help", "report/content.yaml", "git knows no revision `--help`"),
        ("HEAD", "report/contents.yaml", "there is no file `report/contents.yaml` in the revision `HEAD`"),
        ("HEAD", "report", "there is no file `report`"),
        ("HEAD", "../outside.yaml", "there is no file"),
        ("HEAD", "/etc/passwd", "there is no file"),
    ],
)
def test_what_git_does_not_have_is_told(repository, revision, path, why):
    """A revision or a file that is not there is named in the message; an option is no revision."""
    with pytest.raises(NoRevision, match="^" + why.replace("`", "`")), taken_out(revision, path):
        pass


def test_a_folder_without_a_repository_is_told(tmp_path, monkeypatch):
    """Outside of any repository no revision can be read, and the message says what can be done."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoRevision, match="no git repository"), taken_out("HEAD", "content.yaml"):
        pass


def test_a_machine_without_git_is_told(repository, monkeypatch):
    """Where there is no git, that is what is said."""
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(NoRevision, match="git is not on this machine"), taken_out("HEAD", "report/content.yaml"):
        pass


def test_links_are_left_out(repository):
    """A symbolic link could lead anywhere: it is not followed, and not made."""
    (repository / "report" / "link.yaml").symlink_to("/etc/passwd")
    subprocess.run(["git", "add", "--all"], check=True, capture_output=True)
    subprocess.run(["git", "commit", "--quiet", "--message", "link"], check=True, capture_output=True)
    with taken_out("HEAD", "report/content.yaml") as manifest:
        assert not (manifest.parent / "link.yaml").is_symlink()
