"""Laws of pages, for stories of any blocks: layout ends, says everything once, and nothing runs over anything."""

from __future__ import annotations

from itertools import takewhile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.design import parts
from layout.design.rich import Noted, Words
from layout.pages.book import Book, Page, PlacedLine
from layout.pages.looks import look_at
from layout.pages.piece import Stands
from layout.values import replace
from tests.stories import Writer, lay_out, placed_slots, read, rich_texts, texts_of, with_rich

HALF, FULL, MOST = parts.Span.HALF, parts.Span.FULL, parts.Span.MOST
sizes = st.integers(1, 60)
few = st.lists(st.integers(1, 40), min_size=1, max_size=8)
long = st.lists(st.one_of(sizes, st.integers(60, 300)), min_size=1, max_size=4)
"""Words of the paragraphs of a block that may be taller than a page."""
seldom = st.sampled_from([False] * 5 + [True])
often_free = st.sampled_from([Stands.FREE] * 3 + [Stands.HERE, Stands.TOP, Stands.BOTTOM])
HEIGHT = 380
"""Points up to which charts and pictures are tall: with what stands around them they go on any page."""

KINDS = {
    "paragraph": lambda draw, w, spans: w.paragraph(draw(st.integers(1, 160))),
    "noted": lambda draw, w, spans: w.paragraph(
        draw(st.integers(20, 120)), *draw(st.lists(st.integers(1, 90), min_size=1, max_size=3))
    ),
    "long note": lambda draw, w, spans: w.paragraph(draw(st.integers(5, 60)), draw(st.integers(90, 700))),
    "subhead": lambda draw, w, spans: w.subhead(draw(st.integers(1, 9))),
    "list": lambda draw, w, spans: w.listing(*draw(few), numbered=draw(st.booleans())),
    "views": lambda draw, w, spans: w.views(*draw(few), head=draw(st.integers(0, 5))),
    "long views": lambda draw, w, spans: w.views(*draw(long), head=draw(st.integers(0, 5))),
    "pull": lambda draw, w, spans: w.pull(draw(st.integers(3, 25)), draw(st.sampled_from(parts.PullPlace))),
    "number": lambda draw, w, spans: w.number(
        draw(sizes), *draw(st.lists(st.integers(1, 5), max_size=5)), wide=draw(st.booleans())
    ),
    "chart": lambda draw, w, spans: w.chart(draw(st.floats(40, HEIGHT)), draw(st.sampled_from(spans))),
    "table": lambda draw, w, spans: w.table(
        draw(st.integers(1, 70)), draw(st.integers(2, 4)), draw(st.sampled_from(spans))
    ),
    "box": lambda draw, w, spans: w.box(*draw(st.lists(sizes, min_size=1, max_size=3))),
    "long box": lambda draw, w, spans: w.box(*draw(long)),
    "boxes": lambda draw, w, spans: w.boxes(*draw(st.lists(sizes, min_size=2, max_size=4))),
    "long boxes": lambda draw, w, spans: w.boxes(*draw(st.lists(st.integers(1, 500), min_size=2, max_size=4))),
    "trends": lambda draw, w, spans: w.trends(*draw(st.lists(st.integers(1, 20), min_size=2, max_size=14))),
    "aside": lambda draw, w, spans: w.aside(draw(sizes)),
    "long aside": lambda draw, w, spans: w.aside(*draw(long)),
    "note": lambda draw, w, spans: w.note(draw(st.integers(1, 30))),
    "picture": lambda draw, w, spans: w.picture(draw(st.floats(0.3, 0.75)), draw(st.sampled_from(spans))),
}


@st.composite
def blocks(draw, writer: Writer, spans) -> parts.Block:
    """One block of body text of any kind, seldom with a note in one of its texts, or with a wish where to stand."""
    block = draw(st.sampled_from(sorted(KINDS)).map(KINDS.get))(draw, writer, spans)
    ways = [(way, rich) for way, rich in rich_texts(block) if not any(isinstance(one, Noted) for one in rich)]
    if draw(seldom) and ways and not isinstance(block, parts.Pull):
        way, rich = draw(st.sampled_from(ways))
        note = tuple(one for one in writer.rich(draw(st.integers(1, 40))) if isinstance(one, Words))
        block = with_rich(block, way, (*rich, Noted(note=note)))
    if hasattr(block, "stands"):
        block = replace(block, stands=draw(often_free))
    return block


@st.composite
def sections(draw) -> tuple[parts.Section, ...]:
    """Up to three parts of a report, each with a text of any blocks."""
    writer = Writer()

    def body(most: int = 14, spans=(HALF, HALF, FULL)) -> list[parts.Block]:
        text: list[parts.Block] = []
        for _ in range(draw(st.integers(1, most))):
            text.append(draw(blocks(writer, spans)))
            if isinstance(text[-1], parts.Subhead):  # one with no text under it is its author's mistake
                text.append(writer.paragraph(20))
        return text

    made: list[parts.Section] = []
    kinds = ["insight", "insight", "article", "about", "reflection"]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        if kind == "article":
            made.append(writer.article(*body()))
        elif kind == "about":
            made.append(writer.about(*body(6), respondents=tuple(body(4))))
        elif kind == "reflection":
            text = tuple(writer.paragraph(size) for size in draw(st.lists(st.integers(1, 60), min_size=1, max_size=4)))
            made.append(
                parts.Reflection(
                    key=f"reflection-{writer.count}",
                    kicker=writer.rich(1),
                    headline=writer.rich(4),
                    text=text,
                    who=parts.Speaker(key="roe", name="", named=(), role=writer.rich(3), initials="RR"),
                )
            )
        else:
            comments = tuple(
                writer.commentary(
                    *body(5, (MOST,)),
                    box=writer.box(*draw(st.lists(sizes, min_size=1, max_size=4))) if draw(st.booleans()) else None,
                )
                for _ in range(draw(st.integers(0, 2)))
            )
            voices = writer.voices(*draw(st.lists(st.integers(5, 150), min_size=2, max_size=4)))
            made.append(
                writer.insight(
                    *body(),
                    commentaries=comments,
                    voices=draw(st.sampled_from([None, voices])),
                    opens=draw(st.sampled_from(parts.Side)),
                )
            )
    return tuple(made)


def words(text: str) -> str:
    """*text* without the numbers of notes, which cling to the word before."""
    return " ".join(word if word.isdigit() else word.rstrip("0123456789") for word in text.split())


def check_words(book: Book, told: tuple[parts.Section, ...]) -> None:
    """All is said once, whole, and in the order in which it was told."""
    said = [words(text) for text in read(book)]
    first = {text.split()[0]: (place, text) for place, text in enumerate(said) if text[:4].isdigit()}
    given_texts = [words(text) for text in texts_of(told) if text[:4].isdigit()]
    joined = " ".join(said)
    for text in given_texts:
        number = text.split()[0]
        assert joined.split().count(number) == 1, f"{number} is said {joined.split().count(number)} times"
        assert text in joined
    for section in told:
        flow = [
            words(next(texts_of(block))).split()[0]
            for block in getattr(section, "text", ())
            if isinstance(block, parts.Paragraph | parts.Subhead)
        ]
        places = [first[number][0] for number in flow]
        assert places == sorted(places)


def check_looks(book: Book) -> None:
    """Nothing runs over anything or off its page, and no line or heading is left alone.

    Columns that do not end level are told to their author. Runts are a wish and no law. A hyphen stands at a turn only where the text fills its last
    page, and no paragraph in it gives a line away: another page alone would cure it.
    """
    looks = look_at(book)
    assert not [fault for fault in looks.faults if fault.kind not in {"runt", "hyphen at a turn", "uneven columns"}]
    uneven = {fault.page for fault in looks.of("uneven columns")}
    assert len(uneven) <= sum(complaint.code == "uneven-columns" for complaint in book.complaints)
    for fault in looks.of("hyphen at a turn"):
        assert is_full(last_of(book, fault.page))


def last_of(book: Book, label: str) -> Page:
    """The last page of the text that stands on page *label*."""
    first = next(page.index for page in book.pages if page.label == label)
    kind = book.pages[first].template.split()[0]
    run = takewhile(lambda page: page.template.split()[0] == kind, book.pages[first:])
    return list(run)[-1]


def is_full(page: Page) -> bool:
    """Tell whether a page has less than five rows left."""
    lowest = max(item.baseline for item in page.items if isinstance(item, PlacedLine) and set(item.slots) != {None})
    return page.live is None or page.live.bottom - lowest < 5 * page.grid_step


def check(told: tuple[parts.Section, ...]) -> None:
    """Lay *told* out and hold it to all laws."""
    book = lay_out(*told)
    slots = list(book.tree.slots())
    assert len(slots) == len(set(slots))
    assert set(slots) == placed_slots(book)
    check_words(book, told)
    # A word wider than the cell it stands in is its author's to shorten; there is room for all else.
    assert {complaint.code for complaint in book.complaints if complaint.fatal} <= {"overset-line"}
    if not any(complaint.fatal for complaint in book.complaints):
        check_looks(book)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sections())
def test_any_story_is_set_whole_in_order_and_without_collisions(told):
    """Layout ends, keeps every word once and in order, and nothing overlaps, leaves its frame or is left alone."""
    check(told)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(sections())
def test_many_stories_are_set_whole_in_order_and_without_collisions(told):
    """The same for many more stories."""
    check(told)
