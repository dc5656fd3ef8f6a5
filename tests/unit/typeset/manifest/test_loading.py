"""Load: the whole way from a file to a report."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from typeset.charts.registry import OURS
from typeset.ledger.values import Amount, Range, Several, Wording
from typeset.manifest import model
from typeset.manifest.blocks import KINDS
from typeset.manifest.loading import load

MANIFEST = (Path(__file__).parent / "every-kind.yaml").read_text(encoding="utf-8")


@pytest.fixture
def report(tmp_path) -> model.Report:
    """The report of the manifest above, which is without fault."""
    (tmp_path / "content.yaml").write_text(MANIFEST, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert not loaded.problems
    assert loaded.is_sound
    assert loaded.report is not None
    return loaded.report


def test_meta_keeps_text_as_text(report):
    """Words that YAML 1.1 reads as truths, times and numbers stay words; dates are dates."""
    meta = report.report
    assert meta.publisher.plain == "No"
    assert meta.keywords == ("on", "12:30", "1.10")
    assert meta.published == dt.date(2016, 11, 1)
    assert not meta.subtitle


def test_the_file_name_is_made_of_the_title(report):
    """Without a slug, files are named after the title, in letters that every disk takes."""
    assert report.report.file_name == "answers-questions"
    assert model.slug_of("Är det så? – 10 % über") == "ar-det-sa-10-uber"
    assert model.slug_of("二つ") == "report"


def test_the_figures_have_their_values(report):
    """Numbers, ranges, lists, words and results of formulas come out as what they are."""
    values = {name: figure.value for name, figure in report.figures.items()}
    assert values["A"] == Amount(Decimal("74.6"))
    assert values["B"] == Amount(Decimal("25.4"))
    assert values["C"] == Range(Decimal(60), Decimal(96))
    assert values["F"] == Several((Decimal(1), Decimal(10)))
    assert values["G"] == Wording("thousands")
    assert values["H"] == Wording("first quarter of 2017")
    assert report.figures["A"].source is report.sources["survey"]


def test_references_are_the_things_themselves(report):
    """Who speaks, what is lit and what a callout shows are resolved, though declared further down."""
    insight = report.book[2]
    assert isinstance(insight, model.Insight)
    assert insight.key is not None
    assert insight.key.figure is report.figures["A"]
    assert insight.commentaries[0].who is report.people["cole"]


def test_the_blocks_come_in_order(report):
    """Prose is cut into its blocks, which stand among the others as written."""
    assert [type(block).__name__ for block in report.book[2].text] == [
        "Subhead",
        "Paragraph",
        "Views",
        "Pull",
        "Callout",
        "Chart",
        "Box",
        "Boxes",
        "Table",
        "Trends",
        "Aside",
        "Illustration",
        "Note",
    ]


def test_a_datum_knows_its_worth(report):
    """A figure, a value on the spot, nothing, and two points in time are told apart."""
    chart = next(b for b in report.book[2].text if isinstance(b, model.Chart))
    share, span, unknown, slope = chart.data
    assert share.worth == model.Worth(report.figures["A"].value, "per cent", report.figures["A"])
    assert span.worth == model.Worth(Range(Decimal(1), Decimal(3)))
    assert unknown.worth is None
    assert (slope.from_.figure, slope.to.value) == (report.figures["A"], Amount(Decimal(3)))
    assert chart.axis == (0, 100)
    assert chart.options == {"sort": "given", "each": 2.5, "bold": True, "events": (2015.0, "Start")}


def test_the_kinds_of_chart_are_those_that_can_be_drawn():
    """The kinds an author may name are the kinds that the charts room has."""
    assert sorted(KINDS) == sorted(OURS)


def test_registers_may_refer_to_each_other(tmp_path):
    """A source's note and a figure's words may name figures and people that stand further down."""
    text = MANIFEST.replace("title: Survey of 2016", 'title: Survey, note: "{B} did not, says {@cole}"')
    text = text.replace("measures: respondents", 'measures: "all, {A:number} of them"')
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert not loaded.problems
    assert loaded.report is not None
    assert loaded.report.sources["survey"].note.plain == "25.4\u00a0per cent did not, says Jim Cole"
    assert loaded.report.figures["A"].source is loaded.report.sources["survey"]


def test_what_registers_refer_to_in_vain_is_told_once(tmp_path):
    """An unknown figure in a figure's own words is one problem, however often the register is read."""
    text = MANIFEST.replace("measures: respondents", 'measures: "all {Zebra} of them"')
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    assert [p.found for p in load(tmp_path / "content.yaml").problems] == ["Zebra"]


def test_parts_without_an_id_have_one(report):
    """A part is known by its kind, an insight by its number, unless it says otherwise."""
    assert [part.id for part in report.book] == ["cover", "foreword", "insight-1", "back-cover"]


def test_every_value_knows_where_it_stands(report):
    """Spans lead back to the lines of the manifest."""
    lines = MANIFEST.splitlines()
    chart = next(b for b in report.book[2].text if isinstance(b, model.Chart))
    assert lines[chart.span.line - 1].strip() == "- chart: work"
    assert lines[chart.data[1].span.line - 1].strip() == "- {label: Between, value: 1-3}"
    assert lines[chart.title.span.line - 1].strip().startswith("title:")


def test_a_report_is_frozen(report):
    """Nothing that leaves load can be changed."""
    with pytest.raises(AttributeError):
        report.report.year = 2017


def test_with_errors_the_report_is_whole_in_form(tmp_path):
    """A manifest with mistakes still gives a report of the right types, marked as unsound."""
    text = MANIFEST.replace("year: 2016", "year: soon").replace("who: cole\n        as:", "who: kole\n        as:")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert [p.code for p in loaded.problems] == ["number", "unknown-person"]
    assert not loaded.is_sound
    assert loaded.report is not None
    assert isinstance(loaded.report.report.year, int)


def test_problems_name_the_file_as_the_author_did(tmp_path, monkeypatch):
    """A manifest given by a relative name is reported under that name, and so are its includes."""
    (tmp_path / "work").mkdir()
    (tmp_path / "dot.png").rename(tmp_path / "work" / "dot.png")
    text = MANIFEST.replace(
        "terms:\n  victim ID: {prefer: victim ID, avoid: [victim-ID]}\n", "terms: {include: terms.yaml}\n"
    )
    (tmp_path / "work" / "content.yaml").write_text(text.replace("year: 2016", "year: 16"), encoding="utf-8")
    (tmp_path / "work" / "terms.yaml").write_text("a: {prefers: b}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    files = [p.span.file for p in load("work/content.yaml").problems]
    assert files == [str(Path("work/content.yaml")), *[str(Path("work/terms.yaml"))] * 2]
    monkeypatch.chdir(tmp_path / "work")
    assert load("content.yaml").problems[0].span.file == "content.yaml"


@pytest.mark.parametrize(
    ("name", "head", "size"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10\x08\x02\0\0\0", ("png", 32, 16)),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\x01\x11\0", ("jpeg", 32, 16)),
    ],
)
def test_a_picture_is_measured_by_its_header(tmp_path, name, head, size):
    """Width and height of PNG and JPEG files come from their headers; no pixel is decoded."""
    (tmp_path / name).write_bytes(head)
    text = MANIFEST.replace("role: Agent", f"portrait: {name}")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert not loaded.problems
    assert loaded.report is not None
    picture = loaded.report.people["cole"].portrait
    assert (picture.kind, picture.width, picture.height) == size


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\x02\0\0\0", "65,536 × 65,536 pixels"),
        (b"GIF89a", "not a picture that can be read"),
        (b"\xff\xd8\xff", "not a picture that can be read"),
        (b"", "not a picture that can be read"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused(tmp_path, data, said):
    """Bombs, other formats and broken files are told at the manifest's line."""
    (tmp_path / "a.png").write_bytes(data)
    text = MANIFEST.replace("role: Agent", "portrait: a.png")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    [problem] = load(tmp_path / "content.yaml").problems
    assert said in problem.message
    assert (
        problem.found or problem.span.line == text.splitlines().index("  cole: {name: Jim Cole, portrait: a.png}") + 1
    )
