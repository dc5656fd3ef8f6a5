"""Passages: every text of a report is there, and every character of it can be pointed at."""

from __future__ import annotations

from pathlib import Path

from reports import letter, loaded

from layout.values import Struct, fields
from typeset.ledger.passages import Role, find_passages
from typeset.manifest.inline import FigureRef, Text, Words
from typeset.manifest.loading import load
from typeset.manifest.model import Figure, Person, Report, Source, Term

ROOT = Path(__file__).parents[4]
SKIPPED = (Figure, Source, Term, Person)
"""Registers: what a figure measures is never printed as text, and people are walked once, from their register."""


def texts_in(value: object) -> list[Text]:
    """Every text below *value*, found by looking into every field, whatever it is called."""
    if isinstance(value, Text):
        return [value] if value else []
    if isinstance(value, SKIPPED):
        return []
    if isinstance(value, tuple | list):
        return [text for item in value for text in texts_in(item)]
    if isinstance(value, Struct):
        return [text for each in fields(value) for text in texts_in(getattr(value, each.name))]
    return []


def test_every_text_of_the_book_is_a_passage():
    """The walk leaves out no text of the report's manifest that stands in a part."""
    report = load(ROOT / "content.yaml").report
    assert isinstance(report, Report)
    walked = {id(passage.text) for passage in find_passages(report)}
    missed = [text.plain for text in texts_in(report.book) if id(text) not in walked]
    assert missed == []


def test_every_word_can_be_pointed_at():
    """The span of each word of the report's manifest covers that very word in the file."""
    found = load(ROOT / "content.yaml")
    assert found.report is not None
    checked = 0
    for passage in find_passages(found.report):
        for start, node in passage.stretches:
            if isinstance(node, Words) and len(words := node.text.split()) > 1:
                at = start + node.text.index(words[-1])
                span = passage.span(at, at + len(words[-1]))
                line = found.sources[span.file].line(span.line)
                assert line[span.column - 1 : span.end_column - 1] == words[-1]
                checked += 1
    assert checked > 500


def test_escapes_emphasis_and_figures_do_not_shift_the_place(tmp_path):
    """Mark-up before a word does not move the place at which it is told."""
    found = loaded(
        tmp_path,
        "figures:\n  A: {value: 74.6, unit: per cent, measures: share}\n"
        + letter("*Most* of \\{them\\}, {A|three in four},\n      or {A}, see [the site](https://example.org) twice."),
    )
    assert found.report is not None
    passage = next(p for p in find_passages(found.report) if p.role is Role.BODY)
    assert passage.plain == "Most of {them}, three in four, or 74.6\u00a0per cent, see the site twice."
    for words, shown in (("Most", "Most"), ("three in four", "three in four"), ("74.6", "{A}"), ("site", "site")):
        start = passage.plain.index(words)
        span = passage.span(start, start + len(words))
        line = found.sources[span.file].line(span.line)
        assert line[span.column - 1 : span.end_column - 1] == shown


def test_what_the_program_prints_is_masked_in_what_authors_type(tmp_path):
    """`typed` hides figures, `own` hides quotations, titles and other languages as well; places stay the same."""
    found = loaded(
        tmp_path,
        "figures:\n  A: {value: 74.6, unit: per cent, measures: share}\n"
        + letter("The {A} of “Tor users” read *Criminal Behavior* and [ordet]{sv}."),
    )
    assert found.report is not None
    passage = next(p for p in find_passages(found.report) if p.role is Role.BODY)
    assert isinstance(passage.figures[0][1], FigureRef)
    assert len(passage.plain) == len(passage.typed) == len(passage.own)
    assert "74.6" not in passage.typed
    assert "Tor users" in passage.typed
    assert not {"Tor", "Behavior", "ordet"} & set(passage.own.split())


def test_a_footnote_is_a_passage_of_its_own(tmp_path):
    """The words of a footnote are not those of its paragraph."""
    found = loaded(tmp_path, letter("They work everywhere.^[The list is long.] And more."))
    assert found.report is not None
    told = [(p.role, p.plain) for p in find_passages(found.report) if p.role in (Role.BODY, Role.NOTE)]
    assert told == [(Role.BODY, "They work everywhere. And more."), (Role.NOTE, "The list is long.")]
