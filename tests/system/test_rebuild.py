"""A report is made again from its own digital edition: what it encloses, in an empty folder, builds the same pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from typeset.cli import main

PROJECT = Path(__file__).parents[2]

MANIFEST = """\
report: {title: Water, year: 2026, publisher: River Watch, language: en-GB}
sources: {include: lists/registers.yaml}
figures: {include: figures/registers.yaml}
people:
  hart: {name: Ada Hart, role: Ecologist, portrait: "pictures/gate – 1.png"}
book:
  - part: cover
    field: {count: 12, figure: all}
  - part: insight
    number: 1
    headline: One
    text:
      - {include: text/registers.yaml}
      - chart: answers
        kind: bars
        title: What was found
        measures: share of volunteers
        unit: per cent
        question: multiple
        source: survey
        alt: Most found the water clear.
        data: data/answers.csv
      - {picture: "pictures/gate – 1.png", alt: A gate, caption: The gate.}
    commentaries:
      - {who: hart, headline: Two, text: "Words, and the behaviour of water."}
  - part: thanks
    headline: Thanks
    text: Thank you.
"""
FILES = {
    "lists/registers.yaml": "survey: {title: Survey of volunteers, year: 2025}\n",
    "figures/registers.yaml": (
        "all: {value: 12, unit: volunteers, measures: volunteers, question: not applicable, source: survey}\n"
    ),
    "text/registers.yaml": "In all {all} asked themselves the same question.\n",
    "data/answers.csv": "label,value\nClear,64.5\nMurky,12.25\n",
    "house.yaml": "spelling: {}\n",
    "approvals.yaml": "sections:\n  thanks: {state: draft}\n",
}


@pytest.fixture
def manifest(tmp_path) -> Path:
    """A report of many files, three of them alike in name, in folders."""
    folder = tmp_path / "first"
    for name, text in {"innehåll.yaml": MANIFEST, **FILES}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "pictures").mkdir()
    shutil.copy(PROJECT / "tests" / "pages" / "gate.png", folder / "pictures" / "gate – 1.png")
    return folder / "innehåll.yaml"


def unpacked(pdf: Path, folder: Path) -> Path:
    """Take every file out of *pdf* into *folder*; the one that is the report itself."""
    manifest = None
    for wrapped in PdfReader(pdf).trailer["/Root"]["/AF"]:
        file = wrapped.get_object()
        path = folder / str(file["/UF"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file["/EF"]["/UF"].get_data())
        if "The report itself" in file["/Desc"]:
            manifest = path
    assert manifest is not None
    return manifest


def pages_of(out: Path) -> dict[str, str]:
    """The page texts in *out* by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((out / "pages").iterdir())}


def built(manifest: Path) -> Path:
    """Build a report; the folder of what came of it."""
    assert main(["build", str(manifest)]) == 0
    return manifest.parent / "out"


def test_a_report_of_many_files_is_built_again_from_its_own_pdf(manifest, tmp_path, capsys):
    """Includes of one name in several folders, data, picture, portrait, house style and approvals all come along."""
    first = built(manifest)
    again = unpacked(first / "water-digital.pdf", tmp_path / "second")
    shutil.rmtree(manifest.parent / "pictures")
    assert {str(path.relative_to(again.parent)) for path in again.parent.rglob("*") if path.is_file()} == {
        "innehåll.yaml",
        "layout/brand.yaml",
        "pictures/gate – 1.png",
        *FILES,
    }
    second = built(again)
    assert pages_of(second) == pages_of(first)
    assert (second / "water-digital.pdf").read_bytes() == (first / "water-digital.pdf").read_bytes()
    assert (second / "water-print.pdf").read_bytes() == (first / "water-print.pdf").read_bytes()


def test_each_enclosed_file_says_what_it_is(manifest, capsys):
    """Data are Data, sources are Source and the brand is a Supplement (ISO 19005-3, 6.8); each has a description."""
    files = [file.get_object() for file in PdfReader(built(manifest) / "water-digital.pdf").trailer["/Root"]["/AF"]]
    kinds = {str(file["/UF"]): str(file["/AFRelationship"]) for file in files}
    assert kinds.pop("data/answers.csv") == "/Data"
    assert kinds.pop("layout/brand.yaml") == "/Supplement"
    assert set(kinds.values()) == {"/Source"}
    assert all(file["/Desc"] for file in files)


@pytest.mark.slow
def test_the_sample_report_is_built_again_from_its_own_pdf(sample, tmp_path, capsys):
    """The real report, taken out of its own digital edition, has the same words on the same pages."""
    again = built(unpacked(sample.paths["digital"], tmp_path / "again"))
    assert pages_of(again) == pages_of(sample.out)
