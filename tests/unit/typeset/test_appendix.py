"""The ledger as an appendix: what is said of each figure, in which order, and on which pages it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.design import parts
from layout.design.rich import PagesOf, plain
from typeset.clock import Clock
from typeset.laying import lay_out
from typeset.ledger.ledger import figures_table
from typeset.manifest.loading import load

MANIFEST = """\
report: {title: Homes, year: 2023, publisher: House, language: LANGUAGE}
sources:
  survey: {title: Survey of tenants}
  rents: {title: Rent register}
figures:
  homes: {value: 14300, unit: homes, measures: homes let, source: rents, bound: about}
  sat: {value: 78.2, unit: per cent, measures: satisfied tenants, question: single, source: survey, base: 1240}
  rest: {unit: per cent, measures: all other tenants, question: single, formula: 100 - sat}
  spare: {value: 3, unit: homes, measures: homes that stand empty, source: rents}
book:
  - part: letter
    id: letter
    kicker: Foreword
    headline: A roof
    text: We let {homes|about 14,300} homes.
  - part: insight
    number: 1
    headline: They are satisfied
    text: |
      Satisfied are {sat}, and {rest} are not.
  - part: appendix
    kicker: Appendix
    headline: The figures
    text: All of them.
OPTIONS  - {part: thanks, headline: Thanks, text: Thank you.}
"""


def laid(folder: Path, options: str = "", language: str = "en-GB"):
    """The report laid out, its appendix made with these options."""
    path = folder / "content.yaml"
    path.write_text(MANIFEST.replace("OPTIONS", options).replace("LANGUAGE", language), encoding="utf-8")
    loaded = load(path)
    assert not loaded.problems
    return lay_out(loaded, Clock())


def table(folder: Path, options: str = "", language: str = "en-GB") -> parts.Table:
    """The table of the appendix."""
    story = laid(folder, options, language).story
    (appendix,) = [section for section in story.sections if isinstance(section, parts.Appendix)]
    assert appendix.table is not None
    return appendix.table


def said(found: parts.Table) -> list[list[str]]:
    """The rows in words, pages left out."""
    return [[plain(cell) for cell in row if not any(isinstance(node, PagesOf) for node in cell)] for row in found.rows]


def test_each_printed_figure_has_a_row_with_its_value_base_and_source(tmp_path):
    """Grouped by the part that tells it first; a derived figure says with which values it was worked out."""
    found = table(tmp_path)
    assert [plain(head) for head in found.columns] == ["What it measures", "Value", "Asked (n)", "Source", "Pages"]
    assert said(found) == [
        ["homes let", "about 14,300 homes", "", "Rent register"],
        ["satisfied tenants", "78.2%", "1,240", "Survey of tenants"],
        ["all other tenants", "21.8%", "", "Worked out: 100 − 78.2"],
    ]
    assert [(row, plain(title)) for row, title in found.groups] == [(0, "Foreword"), (1, "1  They are satisfied")]


def test_columns_and_order_are_the_authors_choice(tmp_path):
    """Columns that are not asked for, or that nobody fills, are left out; unprinted figures come when asked for."""
    options = "    columns: [question, date, pages]\n    group: none\n    figures: all\n"
    found = table(tmp_path, options)
    assert [plain(head) for head in found.columns] == ["What it measures", "Question", "Pages"]
    assert [row[0] for row in said(found)] == [
        "homes let",
        "satisfied tenants",
        "all other tenants",
        "homes that stand empty",
    ]
    assert found.groups == ()


def test_figures_can_be_grouped_by_source(tmp_path):
    """In the order of the register; what was worked out comes last."""
    found = table(tmp_path, "    group: source\n    figures: all\n")
    assert [plain(title) for _, title in found.groups] == ["Survey of tenants", "Rent register", "Worked out"]


@pytest.mark.parametrize(("language", "head", "value"), [("de-DE", "Wert", "78,2 %"), ("sv-SE", "Värde", "78,2 %")])
def test_it_speaks_the_language_of_the_report(tmp_path, language, head, value):
    """Heads and numbers are those of the language."""
    found = table(tmp_path, language=language)
    assert plain(found.columns[1]) == head
    assert plain(found.rows[1][1]).replace("\u00a0", " ") == value


def test_pages_are_those_on_which_the_figure_stands(tmp_path):
    """In the appendix and in the list of the ledger alike; a figure that is never printed has none."""
    found = laid(tmp_path)
    assert found.book is not None
    assert not found.problems
    rows = {row.id: row for row in figures_table(found.report, found.book, found.origins.places)}
    insight = found.book.anchors["insight-1"].page
    assert rows["homes"].pages == (found.book.pages[found.book.anchors["letter"].page].label,)
    assert int(rows["sat"].pages[0]) > insight
    assert rows["spare"].pages == ()
