"""The report as a value: everything the manifest says, resolved and ready to be set.

This module gathers the forms of `registers`, `blocks` and `parts` under one name for
those who read a report; the manifest's own first level is declared here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping as MappingOf
from typing import ClassVar, Literal

from typeset.ledger.tongues import ENGLISH, Tongue
from typeset.manifest.blocks import (
    Aside,
    Block,
    Body,
    Box,
    Boxes,
    Callout,
    Chart,
    Datum,
    Illustration,
    Note,
    Pull,
    Table,
    Trend,
    Trends,
    Views,
)
from typeset.manifest.declare import Entry, Form, holds
from typeset.manifest.earlier import EarlierLedger
from typeset.manifest.inline import (
    CrossRef,
    FigureRef,
    Inline,
    LinkTo,
    Look,
    NoteMark,
    PersonRef,
    Text,
    Words,
)
from typeset.manifest.kinds import Choice, Day, Flag, Line, Many, Plain, Target, Whole
from typeset.manifest.kinds import Table as TableOf
from typeset.manifest.parts import (
    SIDES,
    About,
    AnyPart,
    Appendix,
    Article,
    BackCover,
    Commentary,
    Contents,
    Cover,
    DotField,
    Experts,
    HalfTitle,
    Insight,
    KeyFigure,
    Letter,
    Part,
    PartKind,
    Reflection,
    Respondents,
    Signature,
    Thanks,
    Voice,
    Voices,
)
from typeset.manifest.prose import ListOf, Paragraph, Prose, Subhead
from typeset.manifest.registers import Figure, Organisation, Person, Register, Source, Term, Worth

__all__ = [
    "About", "AnyPart", "Appendix", "Article", "Aside", "BackCover", "Block", "Body", "Box", "Boxes", "Callout", "Chart",
    "Commentary", "Contents", "Cover", "CrossRef", "Datum", "DotField", "EditorNote", "Experts", "Figure", "FigureRef",
    "HalfTitle", "Illustration", "Inline", "Insight", "KeyFigure", "Letter", "LinkTo", "ListOf", "Look", "Meta", "Note", "NoteMark",
    "Organisation", "Paragraph", "Part", "Person", "PersonRef", "Prose", "Pull", "Reflection", "Report", "Respondents", "Signature",
    "Source", "Subhead", "Table", "Term", "Text", "Thanks", "Trend", "Trends", "Views", "Voice", "Voices", "Words",
    "Worth",
]  # fmt: skip  # one name a line would be fifty lines of nothing


class Meta(Entry, frozen=True, kw_only=True):
    """What the report is: title, publisher, date, language."""

    TITLE: ClassVar[str] = "the group `report:`"

    title: Text = holds(Line(most=160), "Its title.", required=True, example="The NetClean Report 2016")
    subtitle: Text = holds(Line(most=240), "Its subtitle.")
    slug: str = holds(
        Plain(most=80, pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*", wanted="a name of small letters, digits and hyphens"),
        "The name of the files made of it; by default from the title.",
        example="netclean-report-2016",
    )
    year: int = holds(Whole(1900, 2999), "The year it is about.", required=True, example="2016")
    date: dt.date | None = holds(
        Day(), "The day of publication; goes into the metadata of the PDFs. By default 1 January of the year."
    )
    publisher: Text = holds(Line(most=120), "Who publishes it.", required=True, example="NetClean")
    group: Text = holds(Line(most=240), "A line on the back cover about the group that the publisher belongs to.")
    language: str = holds(
        Plain(pattern=r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", wanted="the code of a language, such as en-GB"),
        "Its language (BCP 47); decides hyphenation and how a screen reader speaks.",
        required=True,
        example="en-GB",
    )
    subject: Text = holds(Line(), "One sentence on what it is about, for the metadata.")
    keywords: tuple[str, ...] = holds(Many(Plain(most=80)), "Keywords for the metadata.", example="[survey, police]")
    running_head: Text = holds(Line(most=80), "The running head on left-hand pages; by default the title.")
    state: Literal["draft", "final"] = holds(
        Choice(("draft", "final")),
        "How far it is. A `draft` is built in spite of what the audit finds; it is told all the same.",
        default="final",
    )
    opens: str = holds(
        Choice(SIDES),
        "The page of a spread on which insights open that do not say it themselves: left, right, or whichever comes.",
        default="verso",
    )
    cover_wrap: bool = holds(
        Flag(),
        "True for a cover with its spine, and the inside without covers, as files of their own.",
    )
    printer: str = holds(
        Plain(most=80, pattern=r"[\w./-]+", wanted="the name of a printer profile"),
        "The printer profile.",
        default="coated",
    )

    @property
    def file_name(self) -> str:
        """The slug, or one made of the title."""
        return self.slug or slug_of(self.title.plain)

    @property
    def published(self) -> dt.date:
        """The date of publication, never the date of the build."""
        return self.date or dt.date(self.year, 1, 1)


def slug_of(title: str) -> str:
    """Make a file name of a title: small letters, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-") or "report"


class EditorNote(Entry, frozen=True, kw_only=True):
    """A note among editors; never printed."""

    TITLE: ClassVar[str] = "an editor's note"

    on: str = holds(
        Target(), "What it is about: the id of a figure, part, commentary, box, chart or table.", required=True
    )
    note: str = holds(Plain(most=4000), "The note.", required=True)


class Report(Entry, frozen=True, kw_only=True):
    """A whole report. Its first level in the manifest."""

    TITLE: ClassVar[str] = "the manifest"

    report: Meta = holds(Form(Meta), "What the report is.", required=True)
    editor_notes: tuple[EditorNote, ...] = holds(Many(Form(EditorNote)), "Notes among editors, never printed.")
    sources: MappingOf[str, Source] = holds(Register(Form(Source)), "Where figures come from, by key.", default={})
    figures: MappingOf[str, Figure] = holds(
        Register(Form(Figure)), "Each number of the report, once, by id.", default={}
    )
    earlier: MappingOf[str, MappingOf[str, Figure]] = holds(
        TableOf(EarlierLedger()),
        "Ledgers of earlier editions, by the name that figures give under `edition:`; comparisons are held against them.",
    )
    organisations: MappingOf[str, Organisation] = holds(
        Register(Form(Organisation)), "Organisations with their one name, by key.", default={}
    )
    people: MappingOf[str, Person] = holds(Register(Form(Person)), "Who speaks in the report, by key.", default={})
    abbreviations: MappingOf[str, str] = holds(TableOf(Plain(most=120)), "Abbreviations and what they are short for.")
    terms: MappingOf[str, Term] = holds(Register(Form(Term), free=True), "Terms with their one spelling.", default={})
    book: tuple[AnyPart, ...] = holds(
        Many(PartKind(), least=1, what="parts"), "The parts, in book order.", required=True
    )
    tongue: Tongue = ENGLISH
    """How its numbers are written."""
