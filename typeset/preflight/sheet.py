"""The checks that only a person can do, as a short guided sheet.

No program knows whether an alternative text says what the chart says. The sheet asks,
says where to look, and puts the very words there, so that it takes minutes.
"""

from __future__ import annotations

from layout.values import Struct
from typeset.preflight.facts import PROCESS
from typeset.preflight.report import Report, images_of, plates_of


class Question(Struct, frozen=True):
    """One thing to look at, with what to look at."""

    question: str
    how: str
    places: tuple[str, ...] = ()
    """Pages, or the words to judge."""


def questions_for(report: Report) -> tuple[Question, ...]:
    """The questions that this file raises; a file that could not be read raises none."""
    if report.document is None:
        return ()
    return _about_reading(report) if report.document.facts.has_tree else _about_printing(report)


def _about_reading(report: Report) -> tuple[Question, ...]:
    document = report.document
    if document is None:
        return ()
    figures = [t for t in document.facts.tree.tags if t.role == "Figure" and t.alt]
    asked = [
        Question(
            "Does each alternative text say what its figure says?",
            "Cover the figure, read the text aloud: would a listener come to the same conclusion?",
            tuple(f"page {t.page + 1}: {t.alt}" if t.page is not None else str(t.alt) for t in figures),
        )
        if figures
        else None,
        Question(
            "Is the reading order sensible?",
            "Let a screen reader (or the reading view of a browser) read three pages: an opener, a page with a box, a page with notes.",
        ),
        Question(
            "Do headings alone tell the story?",
            "Walk through the document by headings only; each must make sense without its page.",
            tuple(f"{sum(t.role == role for t in document.facts.tree.tags)} × {role}" for role in ("H1", "H2", "H3")),
        ),
        Question("Do links say where they lead?", "Tab through a page with links and listen, without looking.")
        if any(p.facts.annotations for p in document.pages)
        else None,
        Question(
            "Can every chart be read without colour?",
            "View the charts in greyscale; each value and each series must still be told apart.",
        )
        if figures
        else None,
    ]
    return tuple(q for q in asked if q is not None)


def _about_printing(report: Report) -> tuple[Question, ...]:
    document = report.document
    if document is None:
        return ()
    spots = [name for name in plates_of(document, report.coverage) if name not in PROCESS]
    blanks = tuple(f"page {f.page + 1}" for f in report.findings if f.code == "page-blank" and f.page is not None)
    pictures = tuple(f"page {page + 1}: {image.name}" for page, _, image in images_of(document))
    asked = [
        Question(
            "Is this the final text?",
            "Compare the date and the title above with the approved state; names, numbers and the imprint once more.",
        ),
        Question("Are these pages blank on purpose?", "Tell the printer which.", blanks) if blanks else None,
        Question(
            "Are these spot colours ordered, under these names?",
            "The name on the plate is the name in the file, letter by letter.",
            tuple(spots),
        )
        if spots
        else None,
        Question(
            "May these pictures be printed?",
            "Rights cover print, this run and this territory; people shown have agreed.",
            pictures,
        )
        if pictures
        else None,
        Question(
            "Do spreads meet in the gutter?",
            "Print facing pages at full size, fold and hold them together: text keeps clear of the fold, lines run on.",
        ),
        Question(
            "Are the colours right?",
            "A screen cannot tell. Ask for a contract proof of one page with the brand's colours and one with a picture.",
        ),
    ]
    return tuple(q for q in asked if q is not None)
