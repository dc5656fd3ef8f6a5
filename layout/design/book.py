"""From a Story to a Book: every part in order, again until the page numbers agree.

Contents and cross-references need pages that only layout can tell. So a pass lays the
whole book out with the answers of the pass before; when two passes agree the book is
done. If five do not, whatever still moves is named (it oscillates), and nobody patches
a finished page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from layout.brand import Brand
from layout.complaint import Complaint, Origin
from layout.design.about import set_about
from layout.design.article import set_article
from layout.design.contents import set_contents
from layout.design.desk import Answers, Desk
from layout.design.furniture import furnish
from layout.design.insight import set_insight
from layout.design.letters import set_letter, set_reflection, set_thanks
from layout.design.openers import deep_sheet, set_back_cover, set_cover, set_half_title
from layout.design.parts import (
    About,
    Article,
    BackCover,
    Contents,
    Cover,
    HalfTitle,
    Insight,
    Letter,
    Reflection,
    Section,
    Side,
    Story,
    Thanks,
)
from layout.design.rich import plain
from layout.design.styles import PAPER, styles_of
from layout.pages.book import Book, Bookmark, Page, PlacedLine, Spot
from layout.pages.grid import Grid
from layout.pages.sheet import Sheet, painted
from layout.pages.tree import Element
from layout.type.faces import Fonts
from layout.values import Struct

MOST_PASSES = 5


class SetSection(Struct, frozen=True):
    """A part as one pass has set it."""

    section: Section
    sheets: tuple[Sheet, ...]
    element: Element


def set_book(story: Story, brand: Brand, faces: Mapping[str, bytes] | Fonts, *, page_multiple: int = 1) -> Book:
    """Lay out the whole report.

    *faces* holds the font files' bytes by the brand's roles; a `Fonts` kept from an earlier
    book spares shaping its words again. *page_multiple* is what the printer's sheets ask
    for: planned blanks are put before the last page to reach it.
    """
    fonts = faces if isinstance(faces, Fonts) else Fonts(faces)
    memory: dict[object, object] = {}

    def lay(answers: Answers) -> tuple[tuple[Desk, list[SetSection]], Answers]:
        desk = Desk(
            brand=brand,
            styles=styles_of(brand),
            fonts=fonts,
            grid=Grid(brand.page),
            language=story.language,
            answers=answers,
            known=frozenset(answers.pages),
            memory=memory,
        )
        sections = _pass(desk, story, page_multiple)
        return (desk, sections), _answers(sections)

    (desk, sections), moving = settle(lay)
    if moving:
        desk.complain(
            "unsettled",
            f"the layout does not settle: after {MOST_PASSES} passes these still move: {', '.join(moving)}",
            _origin_of(sections, moving[0]),
            hint="reword a cross-reference near the one named first, so that its line no longer breaks differently",
        )
    return _bind(desk, story, sections)


Laid = TypeVar("Laid")


def settle(lay: Callable[[Answers], tuple[Laid, Answers]]) -> tuple[Laid, list[str]]:
    """Lay out with the answers of the pass before until two passes agree, `MOST_PASSES` times at most.

    Gives what the last pass laid out, and the names of what still moved in it.
    """
    answers = Answers()
    moving: list[str] = []
    for _ in range(MOST_PASSES):
        laid, found = lay(answers)
        if found == answers:
            return laid, []
        moving, answers = _changed(answers, found), found
    return laid, moving


def _origin_of(sections: Sequence[SetSection], anchor: str) -> Origin:
    """Where the part comes from in which *anchor* stands."""
    for done in sections:
        if anchor == done.section.key or any(anchor in sheet.anchors for sheet in done.sheets):
            return done.section.origin
    return 0


def _pass(desk: Desk, story: Story, multiple: int) -> list[SetSection]:
    """Set every part once, in order."""
    done: list[SetSection] = []
    index = 0
    for number in range(len(story.sections)):
        done.append(_set_part(desk, story, number, index))
        index += len(done[-1].sheets)
    missing = -index % max(1, multiple)
    if missing and len(done) > 1:
        # Planned blanks stand before the last part: the back cover stays outside.
        last = done.pop()
        start = index - len(last.sheets)
        before = done.pop()
        done.append(SetSection(before.section, (*before.sheets, *_blanks(desk, start, missing)), before.element))
        done.append(_set_part(desk, story, len(story.sections) - 1, start + missing))
    elif missing and done:
        done[0] = SetSection(done[0].section, (*done[0].sheets, *_blanks(desk, index, missing)), done[0].element)
    return done


def _set_part(desk: Desk, story: Story, number: int, index: int) -> SetSection:
    section = story.sections[number]
    desk.part, desk.note_count = section.key, 0
    sheets, element = _set(desk, section, story, index, _side_after(story, number))
    return SetSection(section, tuple(sheets), element)


def _blanks(desk: Desk, index: int, count: int) -> list[Sheet]:
    """Planned blanks so that the book is a whole number of sheets."""
    return [deep_sheet(desk, index + number, "blank", PAPER) for number in range(count)]


def _side_after(story: Story, number: int) -> Side:
    """The side of a spread on which whatever follows part *number* asks to open."""
    follows = story.sections[number + 1] if number + 1 < len(story.sections) else None
    return follows.opens if isinstance(follows, Insight) else Side.ANY


def _set(desk: Desk, section: Section, story: Story, index: int, follows: Side) -> tuple[Sequence[Sheet], Element]:
    match section:
        case Cover():
            return set_cover(desk, section, index)
        case HalfTitle():
            return set_half_title(desk, section, index)
        case Letter():
            return set_letter(desk, section, index)
        case Contents():
            return set_contents(desk, section, story.sections, index)
        case About():
            return set_about(desk, section, index)
        case Insight():
            return set_insight(desk, section, index, follows)
        case Reflection():
            return set_reflection(desk, section, index)
        case Article():
            return set_article(desk, section, index)
        case Thanks():
            return set_thanks(desk, section, index)
        case BackCover():
            return set_back_cover(desk, section, index)


def _label(index: int) -> str:
    """The folio of a page: the book counts from its cover."""
    return str(index + 1)


def _answers(sections: Sequence[SetSection]) -> Answers:
    pages: dict[str, str] = {}
    ranges: dict[str, tuple[str, str]] = {}
    for done in sections:
        for sheet in done.sheets:
            for anchor in sheet.anchors:
                pages.setdefault(anchor, _label(sheet.index))
        own = [sheet for sheet in done.sheets if sheet.template != "blank"]
        if own:
            ranges[done.section.key] = (_label(own[0].index), _label(own[-1].index))
    return Answers(pages, ranges)


def _changed(before: Answers, after: Answers) -> list[str]:
    keys = [key for key in after.pages if before.pages.get(key) != after.pages[key]]
    return keys or [key for key in after.ranges if before.ranges.get(key) != after.ranges[key]] or ["nothing named"]


def _bind(desk: Desk, story: Story, sections: Sequence[SetSection]) -> Book:
    """Make finished pages of the sheets, with heads and folios, and gather what points where."""
    pages: list[Page] = []
    anchors: dict[str, Spot] = {}
    shape = desk.brand.page
    for done in sections:
        for sheet in done.sheets:
            label = _label(sheet.index)
            head = story.running_head if not sheet.recto else _short(done.section) or story.running_head
            furniture = furnish(desk, sheet, label, head)
            for anchor, y in sheet.anchors.items():
                anchors.setdefault(anchor, Spot(sheet.index, y))
            pages.append(
                Page(
                    index=sheet.index,
                    label=label,
                    width=shape.width,
                    height=shape.height,
                    items=(*painted(sheet), *furniture),
                    template=sheet.template,
                    live=desk.grid.live(recto=sheet.recto) if sheet.furnished else None,
                    grid_top=desk.grid.baseline(0),
                    grid_step=shape.grid,
                )
            )
    document = Element(role="Document", kids=tuple(done.element for done in sections))
    return Book(
        pages=tuple(pages),
        tree=document,
        links=dict(desk.links),
        anchors=anchors,
        bookmarks=tuple(_bookmarks(sections)),
        language=story.language,
        bleed=shape.bleed,
        complaints=(*_lost(desk, anchors), *desk.complaints, *_overruns(pages)),
    )


OVERRUN = 0.5
"""Points that a line may stick out before it is worth a word."""


def _overruns(pages: Sequence[Page]) -> Iterator[Complaint]:
    """Printed lines that are wider than their measure, because a word in them cannot be broken."""
    for page in pages:
        for item in page.items:
            if isinstance(item, PlacedLine) and item.overrun > OVERRUN:
                word = max("".join(run.text for run in item.runs).split(), key=len, default="")
                yield Complaint(
                    code="overset-line",
                    message=f"“{word}” does not go into its column: a line on page {page.label} runs {item.overrun:.0f} pt over",
                    origin=item.origin,
                    found=word,
                    hint="shorten or reword it, or allow a break with a soft hyphen",
                )


def _lost(desk: Desk, anchors: Mapping[str, Spot]) -> list[Complaint]:
    """Links that lead nowhere, by our own fault or the content's."""
    lost = dict.fromkeys(link.anchor for link in desk.links.values() if link.anchor and link.anchor not in anchors)
    return [
        Complaint(
            code="lost-reference",
            message=f"nothing on the pages is called `{anchor}`",
            origin=0,
            found=anchor,
        )
        for anchor in lost
        if anchor not in desk.noted
    ] + [
        Complaint(
            code="note-astray",
            message="a note cannot stand here: there is no column whose foot could hold it",
            origin=origin,
            hint="put its mark into the running text",
        )
        for origin in dict.fromkeys(desk.noted[anchor] for anchor in lost if anchor in desk.noted)
    ]


def _short(section: Section) -> str:
    """What the running head of a recto says."""
    match section:
        case Insight() | Article():
            return section.short or plain(section.headline)
        case Letter() | Contents() | About() | Reflection() | Thanks():
            return plain(getattr(section, "kicker", ())) or plain(section.headline)
        case _:
            return ""


def _bookmarks(sections: Sequence[SetSection]) -> list[Bookmark]:
    """The outline: parts, and under the insights those who comment on them."""
    lines: list[Bookmark] = []
    for done in sections:
        section = done.section
        match section:
            case Insight():
                lines.append(Bookmark(f"{section.number}  {plain(section.headline)}", 1, section.key))
                lines += [
                    Bookmark(f"{comment.who.name}: {plain(comment.headline)}", 2, comment.key)
                    for comment in section.commentaries
                ]
                if section.voices:
                    lines.append(Bookmark(plain(section.voices.headline), 2, section.voices.key))
            case Cover() | BackCover():
                lines.append(Bookmark("Cover" if isinstance(section, Cover) else "Back cover", 1, section.key))
            case HalfTitle():
                continue
            case _:
                label = plain(getattr(section, "kicker", ()))
                title = plain(section.headline)
                lines.append(Bookmark(f"{label}: {title}" if label and label != title else title, 1, section.key))
    return lines
