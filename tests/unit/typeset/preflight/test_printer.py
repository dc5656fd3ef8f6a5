"""Printers' demands as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import typeset.preflight.printer as printer_module
from layout.values import fields
from typeset.preflight.printer import Printer, PrinterError, list_printers, load_printer, printer_schema


def faults_of(tmp_path, text: str) -> list[str]:
    """The problems of a profile with *text*, as ``line:column message``."""
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PrinterError) as caught:
        load_printer(path)
    return [f"{p.span.line}:{p.span.column} {p.message}" for p in caught.value.problems]


@pytest.mark.parametrize("name", list_printers())
def test_every_shipped_profile_can_be_read(name):
    """Each profile that we ship is named after its file and its ICC profile exists."""
    printer = load_printer(name)
    assert printer.name == name
    assert printer.title
    assert printer.profile_path is None or printer.profile_path.is_file()


def test_the_profiles_that_the_issue_names_are_there():
    """Coated 300 %, uncoated 280 %, newspaper 240 %, a digital press and an X-1a house."""
    limits = {name: load_printer(name).total_ink for name in ("coated", "uncoated", "newspaper")}
    assert limits == {"coated": 300, "uncoated": 280, "newspaper": 240}
    assert load_printer("digital-press").standard == "none"
    assert load_printer("x1a-house").standard == "PDF/X-1a:2003"


def test_house_profile_is_read_from_a_path(tmp_path):
    """A printer's own file says only what differs; the rest has sensible values."""
    path = tmp_path / "house.yaml"
    path.write_text("name: house\nstandard: PDF/X-4\nbleed_mm: 5\nspots: [PANTONE 485 C]\n", encoding="utf-8")
    printer = load_printer(path)
    assert printer.bleed == pytest.approx(14.17, abs=0.01)
    assert printer.spots == ("PANTONE 485 C",)
    assert printer.total_ink == 300


def test_icc_profile_may_lie_beside_the_printers_file(tmp_path):
    """A house with its own characterisation sends profile and file together; a missing one is told."""
    (tmp_path / "house.icc").write_bytes(b"icc")
    path = tmp_path / "house.yaml"
    path.write_text("name: house\nstandard: PDF/X-4\nprofile: house.icc\n", encoding="utf-8")
    assert load_printer(path).profile_path == (tmp_path / "house.icc").resolve()
    (fault,) = faults_of(tmp_path, "name: house\nstandard: PDF/X-4\nprofile: other.icc\n")
    assert "no ICC profile `other.icc`" in fault


def test_unknown_profile_names_the_known_ones():
    """A mistyped name gets a suggestion."""
    with pytest.raises(PrinterError) as caught:
        load_printer("coatd")
    (problem,) = caught.value.problems
    assert "coatd" in problem.message
    assert problem.hint == "did you mean `coated`?"
    assert "newspaper" in problem.expected


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("bleed: 3", "3:1 unknown key `bleed`"),
        ("bleed_mm: three", "3:11 `bleed_mm` is a number without its unit"),
        ("bleed_mm: 3 mm", "3:11 `bleed_mm` is a number without its unit"),
        ("bleed_mm: 900", "3:11 `bleed_mm` lies between 0 and 50"),
        ("bleed_mm: .nan", "3:11 `bleed_mm` is a number without its unit"),
        ("bleed_mm: nan", "3:11 `bleed_mm` lies between 0 and 50"),
        ("page_multiple: 2.5", "3:16 `page_multiple` is a whole number"),
        ("marks: yes", "3:8 `marks` is true or false"),
        ("colours: cmyk", "3:10 `colours` is a list, such as [gray, cmyk]"),
        ("colours: [cmyk, hexachrome]", "3:10 `colours` is one of: gray, cmyk, spot, rgb, lab"),
        ("title: {a: b}", "3:9 `title` is a single value"),
        ("name: again", "3:1 `name` stands here a second time; the first is in line 1"),
        ("image_ppi: 100", "1:1 `image_ppi_min` is above `image_ppi`: every warning would be an error already"),
    ],
)
def test_mistakes_are_told_at_their_place(tmp_path, line, fault):
    """Each mistake in a profile has its line, its column and a sentence."""
    assert faults_of(tmp_path, f"name: house\nstandard: PDF/X-4\n{line}\n") == [fault]


def test_all_mistakes_are_told_at_once(tmp_path):
    """Somebody who corrects a file wants the whole list."""
    assert len(faults_of(tmp_path, "name: house\nbleeed_mm: 3\ntotal_ink: lots\n")) == 3


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "name: [", "name: a\nstandard: *x\n", "[" * 3000])
def test_what_is_no_profile_is_a_sentence(tmp_path, text):
    """Anything else in the file is one located problem, never a traceback."""
    assert len(faults_of(tmp_path, text)) == 1


def test_what_is_too_large_is_not_read(tmp_path):
    """A file that no printer wrote is told in a sentence, too."""
    (fault,) = faults_of(tmp_path, "name: a\n" + "# more\n" * 200_000)
    assert fault == "1:1 this file is too large for a printer profile"


def test_x1a_cannot_ask_for_rgb(tmp_path):
    """A profile that contradicts its standard is refused."""
    (fault,) = faults_of(tmp_path, "name: a\nstandard: PDF/X-1a:2003\ncolours: [cmyk, rgb]\n")
    assert "no place for RGB" in fault


def test_schema_knows_every_key():
    """The schema for editors comes from the same declarations as the reader."""
    schema = printer_schema()
    assert set(schema["properties"]) == {f.name for f in fields(Printer)}
    assert schema["properties"]["standard"]["enum"] == ["PDF/X-4", "PDF/X-1a:2003", "none"]
    assert schema["properties"]["bleed_mm"]["maximum"] == 50
    assert all(each["description"] for each in schema["properties"].values())


def test_schema_beside_the_profiles_is_the_one_we_make():
    """Editors read a file; it holds what `printer_schema` gives."""
    path = Path(printer_module.__file__).parent / "printers" / "schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == printer_schema()


def test_spine_follows_from_stock():
    """100 leaves of 100 g/m² at bulk 1 are ten millimetres."""
    assert Printer(stock_gsm=100, stock_bulk=1.0).spine_mm(200) == pytest.approx(10)
