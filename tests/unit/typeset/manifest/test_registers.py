"""Registers: precision and rounding, organisations, and ledgers of earlier editions."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from typeset.ledger.audit import audit
from typeset.ledger.values import Amount, Range
from typeset.manifest.loading import Loaded, load

HEAD = "report: {title: Report, year: 2016, publisher: House, language: en-GB}\n"
BOOK = "book:\n  - part: letter\n    headline: A letter\n    text: |\n      "


def read(folder: Path, registers: str, text: str = "Dear reader.") -> Loaded:
    """Load a report that has these registers and this text."""
    path = folder / "content.yaml"
    path.write_text(HEAD + registers + BOOK + text + "\n", encoding="utf-8")
    return load(path)


def test_a_figure_is_rounded_to_its_precision(tmp_path):
    """Halves go up; noughts are added where the value has fewer decimals."""
    figures = (
        "figures:\n"
        "  A: {value: 74.65, unit: per cent, measures: a, precision: 1}\n"
        "  B: {value: 26, unit: per cent, measures: b, precision: 1}\n"
        "  C: {value: 1.25-3.35, unit: hours, measures: c, precision: 1}\n"
    )
    report = read(tmp_path, figures).report
    assert report is not None
    assert report.figures["A"].value == Amount(Decimal("74.7"))
    assert str(report.figures["B"].value) == str(Amount(Decimal("26.0")))
    assert report.figures["C"].value == Range(Decimal("1.3"), Decimal("3.4"))


def test_formulas_go_on_with_what_was_not_rounded(tmp_path):
    """A third and two thirds make the whole, though both are printed to a tenth."""
    figures = (
        "figures:\n"
        "  A: {unit: per cent, measures: a, formula: 100 / 3, precision: 1}\n"
        "  B: {unit: per cent, measures: b, formula: A * 2, precision: 1}\n"
        "  C: {unit: per cent, measures: c, formula: A + B, precision: 2}\n"
    )
    loaded = read(tmp_path, figures, "It is {A}, {B} and {C}.")
    assert loaded.problems == ()
    assert loaded.report is not None
    values = [loaded.report.figures[name].value for name in "ABC"]
    assert [str(one.number) for one in values if isinstance(one, Amount)] == ["33.3", "66.7", "100.00"]


def test_a_division_that_never_ends_wants_its_precision(tmp_path):
    """Ten decimals in print are nobody's wish."""
    figures = "figures:\n  A: {unit: per cent, measures: a, formula: 100 / 3}\n"
    (problem,) = read(tmp_path, figures).problems
    assert (problem.code, problem.is_error) == ("precision", False)
    assert "33.333" in problem.message
    assert "precision: 1" in problem.hint


def test_units_are_known_in_the_language_of_the_report(tmp_path):
    """`procent` in a Swedish report is the ledger's per cent, and prints as it was written."""
    path = tmp_path / "content.yaml"
    figures = "figures:\n  A: {value: 74.6, unit: procent, measures: nöjda}\n"
    path.write_text(HEAD.replace("en-GB", "sv-SE") + figures + BOOK + "Nöjda är {A}.\n", encoding="utf-8")
    report = load(path).report
    assert report is not None
    assert report.figures["A"].unit == "per cent"
    assert report.book[0].text[0].text.plain == "Nöjda är 74,6\u00a0procent."  # type: ignore[union-attr]


ORGANISATIONS = """\
organisations:
  noa: {name: National Operative Department, short: NOA, avoid: [National Operational Department]}
people:
  berg: {name: Eva Berg, role: Head, organisation: noa}
  lund: {name: Per Lund, role: Clerk, organisation: Some Other House}
"""


def test_people_belong_to_organisations_by_key(tmp_path):
    """The key prints the one name; what is no key is a name itself; a sentence names it by `{@key}`."""
    loaded = read(tmp_path, ORGANISATIONS, "{@berg} works at the {@noa}.")
    assert loaded.problems == ()
    assert loaded.report is not None
    assert loaded.report.people["berg"].organisation.plain == "National Operative Department"
    assert loaded.report.people["lund"].organisation.plain == "Some Other House"
    text = loaded.report.book[0].text[0].text.plain  # type: ignore[union-attr]
    assert text == "Eva Berg works at the National Operative Department."


def test_another_form_of_an_organisation_is_told(tmp_path):
    """What `avoid:` rules out, and what hardly differs from the declared name, is held against it."""
    text = "The National Operational Department came.\n\n      Then the National Operativ Department left."
    loaded = read(tmp_path, ORGANISATIONS, text)
    assert loaded.report is not None
    found = audit(loaded.report, sources=loaded.sources)
    assert [(one.code, one.found) for one in found] == [
        ("PER302", "National Operational Department"),
        ("PER302", "National Operativ Department"),
    ]
    assert "{@noa}" in found[0].hint


EARLIER = 'earlier: {"2015": archive/2015.yaml}\n'
FIGURES = 'figures:\n  W: {value: 79, unit: per cent, measures: more work, edition: "2015"}\n'


def test_the_ledger_of_an_earlier_edition_is_read_from_its_manifest(tmp_path):
    """A figure of last year's report that says otherwise than that report is found."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2015.yaml").write_text(
        HEAD + "figures:\n  W: {value: 97, unit: per cent, measures: more work}\n", encoding="utf-8"
    )
    loaded = read(tmp_path, EARLIER + FIGURES, "It was {W}.")
    assert loaded.problems == ()
    assert loaded.report is not None
    (problem,) = audit(loaded.report, sources=loaded.sources)
    assert problem.code == "NUM128"
    assert "gives 97" in problem.message


def test_a_file_without_figures_is_no_ledger(tmp_path):
    """A wrong file, a missing one and one outside the folder are told where they are named."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2015.yaml").write_text("title: Not a ledger\n", encoding="utf-8")
    (problem,) = read(tmp_path, EARLIER).problems
    assert (problem.code, problem.span.line) == ("no-figures", 2)
    assert [one.code for one in read(tmp_path, 'earlier: {"2015": 2014.yaml}\n').problems] == ["no-file"]
    assert [one.code for one in read(tmp_path, 'earlier: {"2015": ../2015.yaml}\n').problems] == ["path"]
    assert [one.code for one in read(tmp_path, 'earlier: {"2015": [1]}\n').problems] == ["type"]
