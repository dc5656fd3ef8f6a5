"""From a Story to a Book: every part in order, again until the page numbers agree.

Contents and cross-references need pages that only layout can tell. So a pass lays the
whole book out with the answers of the pass before; when two passes agree the book is
done. If five do not, whatever still moves is named (it oscillates), and nobody patches
a finished page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from layout.brand import Brand
from layout.complaint import Complaint
from layout.design.about import experts_key, respondents_key, set_about
from layout.design.appendix import set_appendix
from layout.design.article import set_article
from layout.design.contents import Listed, listed, set_contents
from layout.design.desk import Answers, Desk
from layout.design.furniture import check_furniture, furnish
from layout.design.insight import set_insight
from layout.design.letters import set_letter, set_reflection, set_thanks
from layout.design.openers import deep_sheet, set_back_cover, set_cover, set_half_title
from layout.design.parts import (
    About,
    Appendix,
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
    Subhead,
    Thanks,
)
from layout.design.rich import plain_title
from layout.design.setting import Body, Leaf, Memory, SetPart, Shelf, body_of, leaf_of
from layout.design.styles import PAPER, Styles, styles_of
from layout.pages.book import Book, Bookmark, Link, Page, Spot
from layout.pages.grid import Grid
from layout.pages.sheet import Sheet, painted
from layout.pages.tree import Element, Slot
from layout.type.faces import Fonts
from layout.values import Struct, digest, field, replace

MOST_PASSES = 5

SLOTS = 1 << 20
"""Slots that each part has for itself, so that none depends on what stands before."""


class Placed(Struct, frozen=True):
    """A part as set, and the pages it has been given."""

    section: Section
    part: SetPart
    index: int
    """Of its first page, from 0."""

    def numbered(self) -> Iterator[tuple[int, Leaf]]:
        """Each page's index, and what is known of it."""
        return enumerate(self.part.leaves, self.index)


class Parts(Struct, frozen=True, kw_only=True):
    """A report whose every part is set and has its place: a book that is not bound yet."""

    story: Story
    brand: Brand
    fonts: Fonts
    placed: tuple[Placed, ...]
    complaints: tuple[Complaint, ...]


def set_book(
    story: Story,
    brand: Brand,
    faces: Mapping[str, bytes] | Fonts,
    *,
    page_multiple: int = 1,
    shelf: Shelf | None = None,
) -> Book:
    """Lay out the whole report: `set_parts`, then `bind`."""
    return bind(set_parts(story, brand, faces, page_multiple=page_multiple, shelf=shelf))


def set_parts(
    story: Story,
    brand: Brand,
    faces: Mapping[str, bytes] | Fonts,
    *,
    page_multiple: int = 1,
    shelf: Shelf | None = None,
) -> Parts:
    """Set every part of the report and give it its pages.

    *faces* holds the font files' bytes by the brand's roles; a `Fonts` kept from an earlier
    book spares shaping its words again. *page_multiple* is what the printer's sheets ask
    for: planned blanks are put before the last page to reach it. What stands on the *shelf*
    is not set again; whoever keeps one keeps it for these very faces.
    """
    room = _Room(
        story=story,
        brand=brand,
        styles=styles_of(brand),
        fonts=faces if isinstance(faces, Fonts) else Fonts(faces, brand.companions),
        grid=Grid(brand.page),
        listed=listed(story.sections),
        shelf=Memory() if shelf is None else shelf,
    )

    def lay(answers: Answers) -> tuple[list[Placed], Answers]:
        placed = _pass(room, answers, page_multiple)
        return placed, _answers(placed)

    placed, moving = settle(lay)
    unsettled = [_unsettled(placed, moving)] if moving else []
    return Parts(
        story=story,
        brand=brand,
        fonts=room.fonts,
        placed=tuple(placed),
        complaints=(
            *_lost(placed),
            *(complaint for one in placed for complaint in one.part.complaints),
            *unsettled,
            *_overruns(placed),
        ),
    )


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


def _unsettled(placed: Sequence[Placed], moving: Sequence[str]) -> Complaint:
    """Say which blocks oscillate, at the part in which the first of them stands."""
    message = f"the layout does not settle: after {MOST_PASSES} passes these still move: {', '.join(moving)}"
    homes = (one for one in placed if moving[0] == one.section.key or _has_anchor(one.part, moving[0]))
    return Complaint(
        code="unsettled",
        message=message,
        origin=next((one.section.origin for one in homes), 0),
        hint="reword a cross-reference near the one named first, so that its line no longer breaks differently",
    )


def _has_anchor(part: SetPart, anchor: str) -> bool:
    return any(anchor in leaf.anchors for leaf in part.leaves)


class _Room(Struct, kw_only=True):
    """What all passes work with."""

    story: Story
    brand: Brand
    styles: Styles
    fonts: Fonts
    grid: Grid
    listed: tuple[Listed, ...]
    shelf: Shelf
    choices: dict[object, object] = field(default_factory=dict)
    """What earlier passes chose, by the shape of the matter."""
    _keys: dict[tuple[int, bool], bytes] = field(default_factory=dict)
    _brand: bytes = b""

    def key(self, number: int, *, recto: bool) -> bytes:
        """All that part *number* looks like, but for the answers it asks for, in sixteen bytes."""
        known = self._keys.get((number, recto))
        if known is None:
            section = self.story.sections[number]
            self._brand = self._brand or digest(self.brand)
            told = self.listed if isinstance(section, Contents) else ()
            about = (self.story.language, self.story.running_head, number, recto, _side_after(self.story, number))
            known = self._keys[number, recto] = digest((self._brand, about, section, told))
        return known


def _pass(room: _Room, answers: Answers, multiple: int) -> list[Placed]:
    """Set every part once, in order."""
    done: list[Placed] = []
    index = 0
    for number in range(len(room.story.sections)):
        done.append(_place(room, answers, number, index))
        index += len(done[-1].part.leaves)
    missing = -index % max(1, multiple)
    if missing and len(done) > 1:
        # Planned blanks stand before the last part: the back cover stays outside.
        last = done.pop().index
        done[-1] = _with_blanks(room, done[-1], missing)
        done.append(_place(room, answers, len(room.story.sections) - 1, last + missing))
    elif missing and done:
        done[0] = _with_blanks(room, done[0], missing)
    return done


def _place(room: _Room, answers: Answers, number: int, index: int) -> Placed:
    """Part *number* from page *index* on, from the shelf if it stands there."""
    section = room.story.sections[number]
    key = room.key(number, recto=index % 2 == 0)
    for kept in room.shelf.find(key):
        if kept.holds(answers):
            return Placed(section, kept, index)
    part = _set_part(room, answers, number, index)
    room.shelf.keep(key, part)
    return Placed(section, part, index)


def _set_part(room: _Room, answers: Answers, number: int, index: int) -> SetPart:
    section = room.story.sections[number]
    desk = _desk(room, answers, section.key, number * SLOTS)
    sheets, element = _set(desk, section, room, index, _side_after(room.story, number))
    check_furniture(desk, (room.story.running_head, _short(section)), section.origin)
    return _as_set(desk, sheets, element)


def _as_set(desk: Desk, sheets: Sequence[Sheet], element: Element) -> SetPart:
    body = body_of(sheets, element)
    return SetPart(
        leaves=tuple(leaf_of(sheet) for sheet in sheets),
        read=lambda: body,
        links=desk.links,
        noted=desk.noted,
        complaints=tuple(desk.complaints),
        asked=desk.asked,
    )


def _desk(room: _Room, answers: Answers, key: str, first_slot: int) -> Desk:
    return Desk(
        brand=room.brand,
        styles=room.styles,
        fonts=room.fonts,
        grid=room.grid,
        language=room.story.language,
        answers=answers,
        memory=room.choices,
        part=key,
        first_slot=first_slot,
    )


def _with_blanks(room: _Room, placed: Placed, count: int) -> Placed:
    """The part with planned blanks behind it, so that the book is a whole number of sheets."""
    part = placed.part
    start = placed.index + len(part.leaves)
    desk = _desk(room, Answers(), placed.section.key, 0)
    sheets = [deep_sheet(desk, start + number, "blank", PAPER) for number in range(count)]
    leaves = (*part.leaves, *map(leaf_of, sheets))

    def read() -> Body:
        body = part.read()
        return replace(body, items=(*body.items, *map(painted, sheets)))

    return replace(placed, part=replace(part, leaves=leaves, read=read))


def _side_after(story: Story, number: int) -> Side:
    """The side of a spread on which whatever follows part *number* asks to open."""
    follows = story.sections[number + 1] if number + 1 < len(story.sections) else None
    return follows.opens if isinstance(follows, Insight) else Side.ANY


def _set(desk: Desk, section: Section, room: _Room, index: int, follows: Side) -> tuple[Sequence[Sheet], Element]:
    match section:
        case Cover():
            return set_cover(desk, section, index)
        case HalfTitle():
            return set_half_title(desk, section, index)
        case Letter():
            return set_letter(desk, section, index)
        case Contents():
            return set_contents(desk, section, room.listed, index)
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
        case Appendix():
            return set_appendix(desk, section, index)
        case BackCover():
            return set_back_cover(desk, section, index)


def _label(index: int) -> str:
    """The folio of a page: the book counts from its cover."""
    return str(index + 1)


def _answers(placed: Sequence[Placed]) -> Answers:
    pages: dict[str, str] = {}
    ranges: dict[str, tuple[str, str]] = {}
    for one in placed:
        for index, leaf in one.numbered():
            for anchor in leaf.anchors:
                pages.setdefault(anchor, _label(index))
        own = [index for index, leaf in one.numbered() if leaf.template != "blank"]
        if own:
            ranges[one.section.key] = (_label(own[0]), _label(own[-1]))
    return Answers(pages, ranges)


def _changed(before: Answers, after: Answers) -> list[str]:
    keys = [key for key in after.pages if before.pages.get(key) != after.pages[key]]
    return keys or [key for key in after.ranges if before.ranges.get(key) != after.ranges[key]] or ["nothing named"]


def bind(parts: Parts) -> Book:
    """Make finished pages of what was set, with heads and folios, and gather what points where."""
    pages: list[Page] = []
    anchors: dict[str, Spot] = {}
    links: dict[Slot, Link] = {}
    kids: list[Element] = []
    brand, story, grid = parts.brand, parts.story, Grid(parts.brand.page)
    shape = brand.page
    desk = Desk(
        brand=brand,
        styles=styles_of(brand),
        fonts=parts.fonts,
        grid=grid,
        language=story.language,
        answers=Answers(),
    )
    for one in parts.placed:
        body = one.part.read()
        # By its title a part is known to whoever checks running heads in the finished file.
        kids.append(replace(body.element, title=_short(one.section)))
        links |= one.part.links
        for (index, leaf), items in zip(one.numbered(), body.items, strict=True):
            label, recto = _label(index), index % 2 == 0
            head = (_short(one.section) if recto else "") or story.running_head
            furniture = furnish(desk, label, head, recto=recto) if leaf.furnished else ()
            for anchor, y in leaf.anchors.items():
                anchors.setdefault(anchor, Spot(index, y))
            pages.append(
                Page(
                    index=index,
                    label=label,
                    width=shape.width,
                    height=shape.height,
                    items=(*items, *furniture),
                    template=leaf.template,
                    live=grid.live(recto=recto) if leaf.furnished else None,
                    grid_top=grid.baseline(0),
                    grid_step=shape.grid,
                )
            )
    return Book(
        pages=tuple(pages),
        tree=Element(role="Document", kids=tuple(kids), title=story.running_head),
        links=links,
        anchors=anchors,
        bookmarks=tuple(_bookmarks(one.section for one in parts.placed)),
        language=story.language,
        bleed=shape.bleed,
        complaints=parts.complaints,
    )


def _overruns(placed: Sequence[Placed]) -> Iterator[Complaint]:
    """Printed lines that are wider than their measure, because a word in them cannot be broken."""
    for one in placed:
        for index, leaf in one.numbered():
            for origin, word, over in leaf.overruns:
                yield Complaint(
                    code="overset-line",
                    message=f"“{word}” does not go into its column: a line on page {_label(index)} runs {over:.0f} pt over",
                    origin=origin,
                    found=word,
                    hint="shorten or reword it, or allow a break with a soft hyphen",
                )


def _lost(placed: Sequence[Placed]) -> list[Complaint]:
    """Links that lead nowhere, by our own fault or the content's."""
    there = {anchor for one in placed for leaf in one.part.leaves for anchor in leaf.anchors}
    noted = {anchor: origin for one in placed for anchor, origin in one.part.noted.items()}
    asked = (link.anchor for one in placed for link in one.part.links.values())
    lost = dict.fromkeys(anchor for anchor in asked if anchor and anchor not in there)
    return [
        Complaint(
            code="lost-reference",
            message=f"nothing on the pages is called `{anchor}`",
            origin=0,
            found=anchor,
        )
        for anchor in lost
        if anchor not in noted
    ] + [
        Complaint(
            code="note-astray",
            message="a note cannot stand here: there is no column whose foot could hold it",
            origin=origin,
            hint="put its mark into the running text",
        )
        for origin in dict.fromkeys(noted[anchor] for anchor in lost if anchor in noted)
    ]


def _short(section: Section) -> str:
    """What the running head of a recto says."""
    match section:
        case Insight() | Article():
            return section.short or plain_title(section.headline)
        case Letter() | Contents() | About() | Reflection() | Thanks() | Appendix():
            return plain_title(getattr(section, "kicker", ())) or plain_title(section.headline)
        case _:
            return ""


def _bookmarks(sections: Iterable[Section]) -> list[Bookmark]:
    """The outline: parts; under them their sub-heads, and under the insights those who comment on them."""
    lines: list[Bookmark] = []
    for section in sections:
        match section:
            case Cover() | BackCover():
                lines.append(Bookmark("Cover" if isinstance(section, Cover) else "Back cover", 1, section.key))
                continue
            case HalfTitle():
                continue
            case Insight():
                title = f"{section.number}  {plain_title(section.headline)}"
            case _:
                label, headline = plain_title(getattr(section, "kicker", ())), plain_title(section.headline)
                title = f"{label}: {headline}" if label and label != headline else headline
        lines.append(Bookmark(title, 1, section.key))
        if isinstance(section, Insight | Article | About | Letter | Reflection):
            lines += [
                Bookmark(plain_title(one.text), 2, one.key)
                for one in section.text
                if isinstance(one, Subhead) and one.key
            ]
        if isinstance(section, About):
            experts = section.experts_head if section.experts else ()
            bands = ((section.respondents_head, respondents_key(section)), (experts, experts_key(section)))
            lines += [Bookmark(plain_title(head), 2, key) for head, key in bands if head]
        if isinstance(section, Insight):
            lines += [
                Bookmark(f"{comment.who.name}: {plain_title(comment.headline)}", 2, comment.key)
                for comment in section.commentaries
            ]
            if section.voices:
                lines.append(Bookmark(plain_title(section.voices.headline), 2, section.voices.key))
    return lines
