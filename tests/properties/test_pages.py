"""Laws of pages, for stories of any blocks: layout ends, says everything once, and nothing runs over anything."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.design import parts
from layout.pages.book import Book
from layout.pages.looks import look_at
from tests.stories import Writer, lay_out, placed_slots, read, texts_of

SPANS = [parts.Span.HALF, parts.Span.HALF, parts.Span.FULL]
sizes = st.integers(1, 60)
few = st.lists(st.integers(1, 40), min_size=1, max_size=8)


@st.composite
def blocks(draw, writer: Writer) -> parts.Block:
    """One block of body text of any kind."""
    kind = draw(st.sampled_from(KINDS))
    return kind(draw, writer)


KINDS = [
    lambda draw, w: w.paragraph(draw(st.integers(1, 160))),
    lambda draw, w: w.paragraph(
        draw(st.integers(20, 120)), *draw(st.lists(st.integers(1, 90), min_size=1, max_size=2))
    ),
    lambda draw, w: w.subhead(draw(st.integers(1, 9))),
    lambda draw, w: w.listing(*draw(few), numbered=draw(st.booleans())),
    lambda draw, w: w.views(*draw(few), head=draw(st.integers(0, 5))),
    lambda draw, w: w.pull(draw(st.integers(3, 25)), draw(st.sampled_from(parts.PullPlace))),
    lambda draw, w: w.number(draw(sizes), *draw(st.lists(st.integers(1, 5), max_size=5)), wide=draw(st.booleans())),
    lambda draw, w: w.chart(draw(st.floats(40, 420)), draw(st.sampled_from(SPANS))),
    lambda draw, w: w.table(draw(st.integers(1, 70)), draw(st.integers(2, 4)), draw(st.sampled_from(SPANS))),
    lambda draw, w: w.box(*draw(st.lists(sizes, min_size=1, max_size=3))),
    lambda draw, w: w.boxes(*draw(st.lists(sizes, min_size=2, max_size=4))),
    lambda draw, w: w.trends(*draw(st.lists(st.integers(1, 20), min_size=2, max_size=5))),
    lambda draw, w: w.aside(draw(sizes)),
    lambda draw, w: w.note(draw(st.integers(1, 30))),
    lambda draw, w: w.picture(draw(st.floats(0.3, 1.6)), draw(st.sampled_from(SPANS))),
]


@st.composite
def sections(draw) -> tuple[parts.Section, ...]:
    """Up to three parts of a report, each with a text of any blocks."""
    writer = Writer()

    def body(most: int = 14) -> list[parts.Block]:
        text: list[parts.Block] = []
        for _ in range(draw(st.integers(1, most))):
            text.append(draw(blocks(writer)))
            if isinstance(text[-1], parts.Subhead):  # one with no text under it is its author's mistake
                text.append(writer.paragraph(20))
        return text

    made: list[parts.Section] = []
    for kind in draw(st.lists(st.sampled_from(["insight", "article", "reflection"]), min_size=1, max_size=3)):
        if kind == "article":
            made.append(writer.article(*body()))
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
                writer.commentary(*body(5), box=writer.box(20) if draw(st.booleans()) else None)
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

    Runts are a wish and no law. A hyphen stands at a turn only where another page alone would
    cure it (`turns.without_hyphens_at_turns`): once in a story, where words are as long as ours.
    """
    looks = look_at(book)
    assert not [fault for fault in looks.faults if fault.kind not in {"runt", "hyphen at a turn"}]
    assert len(looks.of("hyphen at a turn")) <= 1


def check(told: tuple[parts.Section, ...]) -> None:
    """Lay *told* out and hold it to all laws."""
    book = lay_out(*told)
    slots = list(book.tree.slots())
    assert len(slots) == len(set(slots))
    assert set(slots) == placed_slots(book)
    check_words(book, told)
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
