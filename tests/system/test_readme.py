"""What the README shows is what happens."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_warning_it_quotes_is_the_one_that_is_told(tmp_path):
    """Without its reason, the silenced finding of the sample is told in the README's very words."""
    (quoted,) = re.findall(r"```text\n(.*?)```", README, flags=re.DOTALL)
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    bare, count = re.subn(r"^ *# typeset: ignore\[NUM102\].*\n", "", text, flags=re.MULTILINE)
    assert count == 1
    (tmp_path / "content.yaml").write_text(bare, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "typeset", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stderr
    place = re.compile(r"^content\.yaml:\d+|^ +\d+ \|", re.MULTILINE)  # the sample's lines may move
    assert place.sub("", quoted.rstrip()) in place.sub("", told)


def test_it_names_every_command():
    """Each command that `typeset --help` lists has its row."""
    said = subprocess.run(
        [sys.executable, "-m", "typeset", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^    ([a-z]+)\b", said, flags=re.MULTILINE)
    assert len(commands) >= 9
    assert [command for command in commands if f"`./build.sh {command}" not in README] == []


def test_every_file_it_points_to_is_there():
    """Its links lead to files and folders of the project."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []
