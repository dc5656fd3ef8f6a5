"""The ledger: each figure with every place where it is used."""

from __future__ import annotations

from reports import loaded

from layout.pages.book import Book, Page, Spot
from layout.pages.tree import Element
from typeset.ledger.ledger import figures_table, index_uses

MANIFEST = """\
sources:
  survey: {title: Survey of officers}
figures:
  A: {value: 74.6, unit: per cent, measures: more work, question: single, source: survey, base: 370}
  B: {unit: per cent, measures: others, formula: "100 - A"}
  C: {value: 1600, unit: children, measures: children saved, bound: over}
  D: {value: 12, unit: hours, measures: never told}
people:
  cole: {name: Jim Cole, role: Agent, bio: "Saved more than {C} children."}
book:
  - part: insight
    number: 1
    headline: "{A:symbol} have more work"
    key: {figure: A, display: "74.6%", sentence: have more work}
    field: {lit: A, caption: 746 of 1000 dots}
    text:
      - More work for {A|three in four}, and for {B} not.^[Of {A}.]
      - {chart: work, kind: ring, title: Work, measures: "Work, %", question: single,
         data: [{label: More, figure: A}, {label: Less, figure: B}], alt: "{A} and {B}."}
      - {number: C, display: "1,600", text: children saved}
"""


def test_every_use_is_found_in_book_order(tmp_path):
    """Sentences, notes, charts, callouts, openers, dot fields and biographies all count, in the order of the book."""
    uses = index_uses(loaded(tmp_path, MANIFEST).report)
    assert [(use.place, use.what, use.form) for use in uses["A"]] == [
        ("insight-1", "heading", "symbol"),
        ("insight-1", "opener", "data"),
        ("insight-1", "dot field", "data"),
        ("insight-1", "paragraph", "words"),
        ("insight-1", "note", "default"),
        ("work", "chart", "data"),
        ("work", "alternative text", "default"),
    ]
    assert [use.what for use in uses["C"]] == ["biography", "callout"]
    assert "D" not in uses


def test_a_use_points_at_its_place(tmp_path):
    """The span of a use covers the reference in the manifest."""
    found = loaded(tmp_path, MANIFEST)
    use = next(use for use in index_uses(found.report)["A"] if use.form == "words")
    line = found.sources[use.span.file].line(use.span.line)
    assert line[use.span.column - 1 : use.span.end_column - 1] == "three in four"


def test_the_table_tells_value_source_and_what_is_derived(tmp_path):
    """Each row gives the value with unit and bound, the source or the formula, and the figures made of it."""
    rows = {row.id: row for row in figures_table(loaded(tmp_path, MANIFEST).report)}
    assert (rows["A"].value, rows["A"].source, rows["A"].base, rows["A"].derives) == (
        "74.6%",
        "Survey of officers",
        "370",
        ("B",),
    )
    assert (rows["B"].value, rows["B"].source) == ("25.4%", "= 100 - A")
    assert rows["C"].value == "more than 1,600 children"
    assert not rows["D"].is_used
    assert list(rows) == ["A", "B", "C", "D"]


def test_with_a_book_the_table_gives_pages(tmp_path):
    """A use stands on the page of the nearest anchor; pages are told by their labels, in order."""
    pages = tuple(Page(index=at, label=label, width=1, height=1, items=()) for at, label in enumerate(("i", "1", "2")))
    anchors = {"insight-1": Spot(1, 0.0), "work": Spot(2, 0.0)}
    book = Book(pages=pages, tree=Element(role="Document"), anchors=anchors)
    rows = {row.id: row for row in figures_table(loaded(tmp_path, MANIFEST).report, book)}
    assert rows["A"].pages == ("1", "2")
    assert rows["D"].pages == ()
