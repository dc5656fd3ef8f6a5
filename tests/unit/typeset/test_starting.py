"""New reports, and the doctor."""

from __future__ import annotations

import pytest

from typeset import doctor
from typeset.doctor import examine
from typeset.manifest.loading import load
from typeset.starting import CannotStart, start_report


def test_a_new_report_has_no_problems(tmp_path):
    """What `typeset new` puts down loads at once, without a warning."""
    manifest = start_report(tmp_path / "mine")
    assert manifest.name == "content.yaml"
    assert load(manifest).problems == ()


def test_nothing_is_overwritten(tmp_path):
    """A folder that already holds a manifest is left as it is, and the message names it."""
    (tmp_path / "content.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotStart, match="content.yaml is there already".replace(".", r"\.")):
        start_report(tmp_path)
    assert (tmp_path / "content.yaml").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_to_is_said(tmp_path):
    """A file where the folder should be is no reason for a traceback."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(CannotStart, match="cannot write to"):
        start_report(tmp_path / "taken" / "report")


def test_the_doctor_finds_this_installation_healthy():
    """All libraries are there and every font is the one its checksum was made of."""
    healthy, lines = examine()
    assert healthy, "\n".join(lines)
    assert any("checksums as recorded" in line for line in lines)


def test_the_doctor_names_a_damaged_font(tmp_path, monkeypatch):
    """A font file that differs from its checksum is named."""
    (tmp_path / "A.ttf").write_bytes(b"not the font")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  A.ttf\n", encoding="ascii")
    monkeypatch.setattr(doctor, "FONTS_FOLDER", tmp_path)
    healthy, lines = examine()
    assert not healthy
    assert any("A.ttf" in line for line in lines)
