"""What the design does with parts of a report: footnotes, tables, initials, spreads, contents."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from layout.complaint import Gravity
from layout.design import parts
from layout.design.book import MOST_PASSES, settle
from layout.design.desk import Answers
from layout.design.rich import Noted, PageOf, Words
from layout.design.words import NOTE_INDENT
from layout.pages.book import Book, Page, PlacedArt, PlacedLine, PlacedMark
from layout.pages.grid import Grid
from layout.pages.looks import look_at, text_of
from layout.pages.piece import Stands
from layout.pages.tree import Element
from layout.values import replace
from tests.stories import Writer, brand, faults_of, fonts, lay_out, placed_slots, read, rich_texts, texts_of, with_rich


def templates(book: Book) -> list[str]:
    """The kinds of page, in order."""
    return [page.template for page in book.pages]


def lines(page: Page) -> list[str]:
    """What the content of a page says, line by line."""
    return [text_of(item).strip() for item in page.items if isinstance(item, PlacedLine) and set(item.slots) != {None}]


def elements(book: Book, role: str) -> list[Element]:
    """All structure elements of a kind."""
    return [element for element in book.tree.walk() if element.role == role]


def elements_below(element: Element, role: str) -> list[int]:
    """Slots of the elements of one role below another."""
    return [slot for one in element.walk() if one.role == role for slot in one.slots()]


def pages_with(book: Book, slots: Iterable[int]) -> list[int]:
    """On which pages something with one of these slots stands."""
    wanted = set(slots)
    return [
        page.index
        for page in book.pages
        if any(isinstance(item, PlacedLine) and wanted & set(item.slots) for item in page.items)
    ]


# ---------------------------------------------------------------- footnotes


def test_a_footnote_stands_on_the_page_of_its_reference():
    """Each note's text is on the page where its number is."""
    w = Writer()
    book = lay_out(w.article(*(w.paragraph(90, 20) for _ in range(14))))
    references, notes = elements(book, "Reference"), elements(book, "Note")
    assert len(references) == len(notes) == 14
    for reference, note in zip(references, notes, strict=True):
        assert set(pages_with(book, reference.slots())) <= set(pages_with(book, note.slots()))


def test_a_note_longer_than_a_column_goes_on():
    """A note of nine hundred words is set whole over as many columns as it takes, and nothing runs over anything."""
    w = Writer()
    book = lay_out(w.article(w.paragraph(60, 900), w.paragraph(200), w.paragraph(200)))
    assert not book.complaints
    assert not look_at(book).faults
    assert len(elements(book, "Note")) == 1
    assert w.texts[1] in read(book)


@pytest.mark.parametrize("where", ["box", "boxes", "lead", "commentary", "letter", "table", "voice"])
def test_a_note_finds_its_foot_wherever_it_is_cited(where):
    """A note in a box, a table, a letter or beside a text is printed as well."""
    w = Writer()
    noted = w.paragraph(12, 9)
    text = w.paragraph(60)
    cell = (Words(text="12"), Noted(note=w.rich(4)))
    section: parts.Section = {
        "box": lambda: w.article(text, replace(w.box(5), text=(noted,))),
        "boxes": lambda: w.article(text, parts.Boxes(boxes=(replace(w.box(5), text=(noted,)), w.box(7)))),
        "lead": lambda: w.insight(noted, text),
        "commentary": lambda: w.insight(text, commentaries=(w.commentary(noted),)),
        "letter": lambda: parts.Letter(
            key="letter", kicker=(), headline=w.rich(3), text=(noted,), name="Jo Reed", role=w.rich(1)
        ),
        "table": lambda: w.article(
            text, replace(w.table(3, 2), rows=((w.rich(1), cell), (w.rich(1), w.rich(0)), (w.rich(1), w.rich(0))))
        ),
        "voice": lambda: w.insight(
            text,
            voices=replace((made := w.voices(20, 20)), voices=(replace(made.voices[0], text=(noted,)), made.voices[1])),
        ),
    }[where]()
    book = lay_out(section)
    assert not [complaint.message for complaint in book.complaints]
    (note,) = elements(book, "Note")
    assert set(note.slots()) <= placed_slots(book)


def test_a_note_without_a_foot_is_told():
    """A note in an opener's headline has no column to stand under, and its author is told."""
    w = Writer()
    headline = (Words(text="Notes"), Noted(note=w.rich(4), origin=7))
    book = lay_out(replace(w.insight(w.paragraph(40)), headline=headline))
    assert [(complaint.code, complaint.origin) for complaint in book.complaints] == [("note-astray", 7)]


NOTED = {
    "box": lambda w: w.box(12),
    "long box": lambda w: w.box(400, 300),
    "boxes": lambda w: w.boxes(9, 12),
    "table": lambda w: w.table(4),
    "long table": lambda w: w.table(90),
    "wide table": lambda w: w.table(90, 3, parts.Span.FULL),
    "list": lambda w: w.listing(8, 9),
    "views": lambda w: w.views(8, 9),
    "long views": lambda w: w.views(400, 300),
    "aside": lambda w: w.aside(12),
    "long aside": lambda w: w.aside(400, 300),
    "pull": lambda w: w.pull(8),
    "wide pull": lambda w: w.pull(8, parts.PullPlace.WIDE),
    "number": lambda w: w.number(8, 2, 2),
    "narrow number": lambda w: w.number(8, 2, 2, wide=False),
    "chart": lambda w: w.chart(60),
    "wide chart": lambda w: w.chart(60, parts.Span.FULL),
    "picture": lambda w: w.picture(0.5),
    "trends": lambda w: w.trends(6, 7),
    "subhead": lambda w: w.subhead(),
    "small note": lambda w: w.note(6),
}


@pytest.mark.parametrize("size", [6, 250])
@pytest.mark.parametrize("kind", NOTED)
@pytest.mark.parametrize("where", ["article", "commentary", "respondents"])
def test_a_note_may_stand_in_any_text_of_any_block(kind, size, where):
    """A note is set whole at a foot, short or over pages, wherever in a block its number stands, and nothing collides."""
    places = len(list(rich_texts(NOTED[kind](Writer()))))
    for number in sorted({0, places // 2, places - 1}):
        w = Writer()
        text, block, after = w.paragraph(60), NOTED[kind](w), w.paragraph(40)
        if kind == "wide chart" and where == "commentary":
            block = w.chart(60, parts.Span.MOST)
        way, rich = list(rich_texts(block))[number]
        note = tuple(one for one in w.rich(size) if isinstance(one, Words))
        block = with_rich(block, way, (*rich, Noted(note=note)))
        if where == "article":
            book = lay_out(w.article(text, block, after))
        elif where == "commentary":
            book = lay_out(w.insight(text, commentaries=(w.commentary(block, after),)))
        else:
            book = lay_out(w.about(text, respondents=(block, after)))
        assert not faults_of(book), way
        assert not [fault for fault in look_at(book).faults if fault.kind != "hyphen at a turn"], way
        (element,) = elements(book, "Note")
        assert set(element.slots()) <= placed_slots(book)


def test_a_note_is_as_wide_as_the_column_at_whose_foot_it_stands():
    """Neither the padding of a box nor the width of a cell narrows it, nor the width of a headline widens it."""
    w = Writer()
    note = Noted(note=tuple(one for one in w.rich(40) if isinstance(one, Words)))
    table = w.table(3)
    table = replace(table, rows=((w.rich(1), (Words(text="12"), note), w.rich(1)), *table.rows))
    box = replace(w.box(5), text=(parts.Paragraph(text=(Words(text="So"), note)),))
    article = replace(w.article(w.paragraph(60), table, box), standfirst=(Words(text="So"), note))
    book = lay_out(article)
    notes = {slot for element in elements(book, "Note") for slot in elements_below(element, "P")}
    measures = {
        round(item.measure, 3)
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedLine) and notes & set(item.slots)
    }
    assert measures == {round(Grid(brand().page).span(3) - NOTE_INDENT, 3)}


# ---------------------------------------------------------------- what goes on in the next column


LONG_BLOCKS = {
    "box": lambda w: w.box(400, 300, 300),
    "boxes": lambda w: w.boxes(500, 30, 500),
    "four boxes": lambda w: w.boxes(300, 30, 500, 500),
    "aside": lambda w: w.aside(400, 300, 300),
    "views": lambda w: w.views(500, 400, 5),
    "list": lambda w: w.listing(500, 400, 5),
    "trends": lambda w: w.trends(*[12] * 40),
}


@pytest.mark.parametrize("where", ["article", "commentary", "about"])
@pytest.mark.parametrize("kind", LONG_BLOCKS)
def test_a_block_taller_than_a_page_goes_on_and_is_tagged_once(kind, where):
    """It is set whole over columns and pages without a fault, and every element of it is on the pages as one."""
    w = Writer()
    block = LONG_BLOCKS[kind](w)
    section = {
        "article": lambda: w.article(w.paragraph(60), block, w.paragraph(60)),
        "commentary": lambda: w.insight(w.paragraph(60), commentaries=(w.commentary(block),)),
        "about": lambda: w.about(w.paragraph(60), block),
    }[where]()
    book = lay_out(section)
    assert not faults_of(book)
    assert not look_at(book).faults
    said = read(book)
    for text in texts_of(block):
        assert said.count(text) == 1 or not text[:4].isdigit()


def test_every_part_of_a_box_stands_on_its_ground():
    """Each line of a box that goes over columns is on a ground, and its title has two lines of text below it."""
    w = Writer()
    box = w.box(500, 400)
    book = lay_out(w.article(w.paragraph(200), box))
    (element,) = (one for one in elements(book, "Aside") if text_in(book, one).startswith(box.title[0].text))
    own, seen = set(element.slots()), 0
    for page in book.pages:
        grounds = [bounds(item) for item in page.items if isinstance(item, PlacedMark) and item.name == "ground"]
        for item in page.items:
            if isinstance(item, PlacedLine) and own & set(item.slots):
                seen += 1
                x, y = item.x + 1, item.baseline
                assert any(left <= x <= right and top <= y <= foot for left, top, right, foot in grounds)
    assert seen > 60


def text_in(book: Book, element: Element) -> str:
    """What the lines of an element say."""
    own = set(element.slots())
    return "".join(
        text_of(item)
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedLine) and own & set(item.slots)
    )


def bounds(mark: PlacedMark) -> tuple[float, float, float, float]:
    """Left, top, right and foot of a mark."""
    steps = [step for step in mark.mark.path.steps if len(step) > 2]
    xs, ys = [step[1] for step in steps], [step[2] for step in steps]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_margin_too_long_for_its_page_goes_on_beside_the_next():
    """A fact box beside a commentary goes on in the narrow column of the next page."""
    w = Writer()
    comment = w.commentary(*(w.paragraph(120) for _ in range(9)), box=w.box(120, 120, 120))
    book = lay_out(w.insight(w.paragraph(60), commentaries=(comment,)))
    assert not [complaint.message for complaint in book.complaints if complaint.fatal]
    assert not look_at(book).faults
    assert all(text in read(book) for text in texts_of(comment.box))


def test_no_table_leaves_a_row_alone():
    """However long a table is, and wherever it begins, each part of it has two rows at least under its heads."""
    for rows in range(44, 60):
        w = Writer()
        table = w.table(rows, 2)
        book = lay_out(w.article(w.paragraph(20), table, w.paragraph(30)))
        (element,) = elements(book, "Table")
        found: dict[tuple[int, int], int] = {}
        for row in (row for row in element.walk() if row.role == "TR"):
            first = next(row.slots())
            at = next(
                (page.index, round(item.x)) for page in book.pages for item in page.items
                if isinstance(item, PlacedLine) and first in item.slots
            )  # fmt: skip
            found[at] = found.get(at, 0) + 1
        assert min(found.values()) >= 2
        assert sum(found.values()) == rows + 1


@pytest.mark.parametrize("stands", Stands)
def test_figures_never_leave_their_part_and_keep_their_order(stands):
    """Wherever charts are wanted, they stand in the order told, each within a page of the text before it."""
    for size in range(30, 200, 30):
        w = Writer()
        charts = [replace(w.chart(100 + 40 * number), stands=stands) for number in range(4)]
        text = [block for chart in charts for block in (w.paragraph(size), chart)]
        book = lay_out(w.article(*text, w.paragraph(size)), w.article(w.paragraph(30)))
        # A chart that must stand where it is met may leave a column short, and no other.
        allowed = {"uneven columns"} if stands is Stands.HERE else set()
        assert {fault.kind for fault in look_at(book).faults} <= allowed
        where = [
            (page.index, round(item.x), item.y)
            for chart in charts
            for page in book.pages
            for item in page.items
            if isinstance(item, PlacedArt) and item.name == chart.key
        ]
        assert where == sorted(where)
        assert len(where) == 4
        second = book.anchors[next(line.anchor for line in book.bookmarks[1:])].page
        assert max(page for page, _, _ in where) < second


# ---------------------------------------------------------------- tables


def test_a_table_over_pages_is_one_table():
    """Ninety rows go over columns and pages, in order, under the same heads, as one Table in the tags."""
    w = Writer()
    table = w.table(90, 3)
    book = lay_out(w.article(w.paragraph(40), table, w.paragraph(40)))
    assert not book.complaints
    assert not look_at(book).faults
    (element,) = elements(book, "Table")
    rows = [row for row in element.walk() if row.role == "TR"]
    assert len(rows) == 91
    assert len(pages_with(book, element.slots())) >= 2
    told = [row[0][0].text for row in table.rows]
    said = read(book)
    assert [text for text in said if text in told] == told


def test_heads_set_again_are_artifacts():
    """The heads of a table are content once; where it goes on they belong to no tag."""
    w = Writer()
    table = w.table(90, 2)
    book = lay_out(w.article(table))
    head = table.columns[0][0].text
    found = [
        set(item.slots) == {None}
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedLine) and text_of(item).strip() == head
    ]
    assert found.count(False) == 1
    assert found.count(True) >= 1


def words_table(*rows: tuple[str, ...]) -> parts.Table:
    """A table across the page of these words, the first row its heads."""
    head, *body = (tuple((Words(text=cell),) for cell in row) for row in rows)
    return replace(Writer().table(1, len(head), parts.Span.FULL), columns=head, rows=tuple(body))


def test_a_commentary_with_a_box_at_its_foot_has_its_page_to_itself():
    """What stands at the foot fills the page: no other commentary is joined below it."""
    w = Writer()
    first = w.commentary(w.paragraph(300))
    boxed = w.commentary(w.paragraph(30), replace(w.box(10), stands=Stands.BOTTOM))
    book = lay_out(w.insight(w.paragraph(400), commentaries=(first, boxed, w.commentary(w.paragraph(30)))))
    assert not look_at(book).faults
    assert [page.template for page in book.pages].count("commentary") == 3


def test_columns_of_words_share_the_width_by_what_they_hold():
    """Short labels do not keep room that long cells need: each cell stands on one line if all can."""
    table = words_table(
        ("Kind", "What it is for", "How it is set"),
        ("Serif", "Leads, numbers and running text of every kind", "A row and a half in most places"),
        ("Sans", "Boxes and views", "A row"),
    )
    said = [line for page in lay_out(Writer().article(table)).pages for line in lines(page)]
    assert {cell[0].text for row in (table.columns, *table.rows) for cell in row} <= set(said)


def test_no_column_of_words_is_narrower_than_its_longest_word():
    """A column with much to say takes what the others can spare, and no more."""
    table = words_table(
        ("Kind", "What it is for"), ("Incomprehensibilities", "so " * 90 + "it goes"), ("Sans", "Boxes and views")
    )
    book = lay_out(Writer().article(table))
    assert not book.complaints
    assert "Incomprehensibilities" in [line for page in book.pages for line in lines(page)]


def test_a_wide_table_goes_over_pages_too():
    """A table across the page that no page can hold is divided between its rows."""
    w = Writer()
    book = lay_out(w.article(w.paragraph(40), w.table(70, 4, parts.Span.FULL), w.paragraph(60)))
    assert not book.complaints
    assert not look_at(book).faults


# ---------------------------------------------------------------- turns, initials, quotes


def test_no_hyphen_at_the_turn_of_a_column():
    """Whatever the length of the text, no column or page ends inside a word."""
    for size in range(60, 200, 7):
        w = Writer()
        book = lay_out(w.article(*(w.paragraph(size) for _ in range(9))))
        assert not look_at(book).of("hyphen at a turn")


def article_in(text: str) -> Book:
    """An article whose first paragraph is *text*."""
    w = Writer()
    return lay_out(w.article(parts.Paragraph(text=(Words(text=text),))))


LONG = (
    "ears ago some professionals sorted those whom they met into two separate groups, and most of them were academics. "
    "They had no other evidence than what they were told, and those who told it had every reason to say less."
)


def test_an_initial_is_drawn_and_its_word_stays_whole():
    """The large letter is an artifact; the text says the word with its first letter."""
    book = article_in(f"Y{LONG}")
    assert f"Y{LONG}" in read(book)
    marks = [item for item in book.pages[0].items if isinstance(item, PlacedMark) and item.name == "initial"]
    assert len(marks) == 1
    assert marks[0].slot is None


def test_an_initial_that_is_a_word_keeps_its_space():
    """The survey in “A survey” is still read as a word of its own."""
    book = article_in("A survey tells what people say. " + LONG)
    assert any(text.startswith("A survey tells") for text in read(book))


def initial_in(text: str) -> tuple[list[tuple[list[float], list[float]]], list[PlacedLine]]:
    """Where the ink of each drawn letter goes, across and down; and the lines of the text."""
    page = article_in(text).pages[0]
    drawn = [
        (
            [x for _, *points in item.mark.path.steps for x in points[::2]],
            [y for _, *points in item.mark.path.steps for y in points[1::2]],
        )
        for item in page.items
        if isinstance(item, PlacedMark) and item.name == "initial"
    ]
    return drawn, [item for item in page.items if isinstance(item, PlacedLine) and item.on_grid]


@pytest.mark.parametrize("letter", "HTIEXV")
def test_an_initial_stands_between_capitals_and_baseline(letter):
    """It is as tall as from the first line's capitals to the third line's baseline, to a twentieth of a point."""
    [(across, down)], body = initial_in(letter + LONG)
    first = body[0]
    outline = fonts().face("text").outline(fonts().face("text").glyph("H"), first.runs[0].size)
    capital = -min(y for _, points in outline for y in points[1::2])
    assert min(down) == pytest.approx(first.baseline - capital, abs=0.05)
    if letter != "V":  # its point goes a little lower, as in all faces
        assert max(down) == pytest.approx(body[2].baseline, abs=0.05)
    assert min(across) == pytest.approx(first.x, abs=0.05)
    assert first.x + first.runs[0].x > max(across) + 3
    assert [round(line.runs[0].x) > 0 for line in body[:4]] == [True, True, True, False]


def test_round_initials_go_as_far_beyond_as_their_form_asks():
    """An O is a little taller than an H at either end, so that it looks as tall."""
    [(_, down)], body = initial_in("O" + LONG)
    assert 0.2 < max(down) - body[2].baseline < 1


def test_the_tail_of_an_initial_has_a_line_to_itself():
    """A Q goes so far below its baseline that a fourth line stands beside it."""
    [(_, down)], body = initial_in("Q" + LONG)
    assert max(down) > body[2].baseline + 7
    assert [round(line.runs[0].x) > 0 for line in body[:5]] == [True, True, True, True, False]


def test_a_quotation_mark_hangs_before_an_initial():
    """It stands in the margin, in the capital's height, and is said with the word that it opens."""
    text = "“Hushed” words begin this one, which goes on for some lines. " + LONG
    [(mark, mark_down), (letter, down)], body = initial_in(text)
    assert max(mark) < body[0].x <= min(letter) + 0.05
    assert min(mark_down) == pytest.approx(min(down), abs=0.05)
    assert text in read(article_in(text))


@pytest.mark.parametrize("text", ["Too short.", "“quoted” words begin this one. " + LONG, "7 " + LONG])
def test_no_initial_where_there_can_be_none(text):
    """A short paragraph, or one that begins with no capital letter, begins like all others."""
    book = article_in(text)
    assert not any(isinstance(item, PlacedMark) and item.name == "initial" for item in book.pages[0].items)
    assert text in read(book)


def test_numerals_of_a_list_hang_and_end_in_one_line():
    """The numerals 9 and 10 end at the same place, and none touches its text."""
    w = Writer()
    book = lay_out(w.article(w.listing(*[6] * 11, numbered=True)))
    assert not look_at(book).of("overlap")
    ends = {
        item.x + item.runs[-1].x + item.runs[-1].width
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedLine) and text_of(item).strip() in {"9.", "10.", "11."}
    }
    assert max(ends) - min(ends) < 0.2


def test_a_verbatim_quote_hangs_its_opening_mark():
    """The quotation mark stands outside the edge on which the quote's lines begin; a paraphrase has none."""
    w = Writer()
    quote = replace(w.pull(14), manner=parts.Manner.VERBATIM)
    book = lay_out(w.article(w.paragraph(30), quote))
    first = next(
        item for page in book.pages for item in page.items if isinstance(item, PlacedLine) and text_of(item)[0] == "“"
    )
    assert first.runs[0].x < -0.3 * first.runs[0].size
    assert not any("“" in text for text in read(lay_out(Writer().article(Writer().pull(14)))))


# ---------------------------------------------------------------- sides, voices, contents


@pytest.mark.parametrize("opens", parts.Side)
def test_an_insight_opens_on_the_side_it_asks_for(opens):
    """A planned blank stands before it if it must; with any side there is none."""
    w = Writer()
    before = w.article(w.paragraph(50))
    more = (before,) if opens is parts.Side.RECTO else (before, w.article(w.paragraph(50)))
    book = lay_out(*more, w.insight(w.paragraph(50), opens=opens))
    opener = next(page for page in book.pages if page.template == "opener")
    assert opens is parts.Side.ANY or opener.recto == (opens is parts.Side.RECTO)
    assert templates(book).count("blank") == (0 if opens is parts.Side.ANY else 1)
    assert all(page.live is None for page in book.pages if page.template == "blank")


def test_what_follows_decides_where_an_insight_ends():
    """Before an insight that opens on a recto, the one before it is laid out to end on a verso, without a blank."""
    w = Writer()
    first = w.insight(*(w.paragraph(120) for _ in range(9)), opens=parts.Side.RECTO)
    second = w.insight(w.paragraph(60), opens=parts.Side.RECTO)
    assert "blank" not in templates(lay_out(first, second))


@pytest.mark.parametrize(
    ("sizes", "pages"), [((60, 60), 1), ((60, 60, 60), 1), ((300, 300, 300), 2), ((30,) * 4, 2), ((500, 500), 2)]
)
def test_voices_take_a_page_or_a_spread(sizes, pages):
    """Two or three share a page if they fit; longer ones and four take two pages, all words in order."""
    w = Writer()
    voices = w.voices(*sizes)
    book = lay_out(w.insight(w.paragraph(100), voices=voices))
    assert not book.complaints
    assert not look_at(book).faults
    assert templates(book).count("voices") == pages
    told = [voice.text[0].text[0].text for voice in voices.voices]
    assert [text for text in read(book) if text in told] == told


def test_voices_on_two_pages_face_each_other():
    """A spread of voices begins on a verso where the text before it can be laid out so."""
    w = Writer()
    book = lay_out(w.insight(w.paragraph(100), voices=w.voices(300, 300, 300)))
    assert [page.recto for page in book.pages if page.template == "voices"] == [False, True]


def test_contents_of_many_insights_go_over_pages():
    """Forty entries are all on the contents' pages, and none runs off them."""
    w = Writer()
    insights = [replace(w.insight(w.paragraph(20)), number=number + 1) for number in range(40)]
    contents = parts.Contents(key="contents", kicker=(), headline=w.rich(2))
    book = lay_out(contents, *insights)
    assert templates(book).count("contents") > 1
    assert not look_at(book).faults


# ---------------------------------------------------------------- passes


def test_layout_settles_when_two_passes_agree():
    """The pass after the one whose answers it was given ends the layout."""
    given: list[Answers] = []

    def lay(answers: Answers) -> tuple[int, Answers]:
        given.append(answers)
        return len(given), Answers({"there": "7"}, {})

    assert settle(lay) == (2, [])


def test_layout_that_never_settles_ends_and_names_what_moves():
    """After five passes it is over; what swings to and fro is named, what stands still is not."""
    passes: list[Answers] = []

    def lay(answers: Answers) -> tuple[int, Answers]:
        passes.append(answers)
        return len(passes), Answers(
            {"still": "3", "swings": "8" if answers.answer(("page", "swings")) == "9" else "9"}, {}
        )

    laid, moving = settle(lay)
    assert laid == len(passes) == MOST_PASSES
    assert moving == ["swings"]


def test_cross_references_hold_the_pages_they_are_printed_with():
    """A reference forwards shows the page on which its target really stands."""
    w = Writer()
    target = w.article(w.paragraph(30))
    text = parts.Paragraph(text=(Words(text="Told on page "), PageOf(anchor=target.key)))
    book = lay_out(w.article(text, *(w.paragraph(200) for _ in range(9))), target)
    page = book.pages[book.anchors[target.key].page]
    assert f"Told on page {page.label}" in read(book)


# ---------------------------------------------------------------- copy-fit


def complaints(book: Book) -> list[tuple[str, bool, str]]:
    """Code, severity and message of each complaint."""
    return [(one.code, one.fatal, one.message) for one in book.complaints]


def test_a_box_too_tall_says_by_how_much():
    """A fact box that is to stay whole and that no column can hold is told in lines and words."""
    w = Writer()
    box = replace(w.box(300, 200), whole=True)
    ((code, fatal, message),) = complaints(lay_out(w.article(w.paragraph(30), box)))
    assert (code, fatal) == ("overset", True)
    assert re.fullmatch(r"this fact box is over by \d+ lines \(about \d+ words\)", message)


def test_a_letter_too_long_says_by_how_much():
    """The foreword has one page; what is over is told in lines and words."""
    w = Writer()
    text = tuple(w.paragraph(100) for _ in range(6))
    letter = parts.Letter(key="letter", kicker=(), headline=w.rich(3), text=text, name="Jo Reed", role=w.rich(1))
    ((code, _, message),) = complaints(lay_out(letter))
    assert code == "overset"
    assert message.startswith("this letter is over by ")


def test_a_nearly_empty_last_page_is_a_warning():
    """A commentary that runs on to a page for a few lines more is warned about, with what to win or write."""
    warned = []
    for size in range(60, 70, 2):
        w = Writer()
        comment = w.commentary(*(w.paragraph(size) for _ in range(7)))
        warned += lay_out(w.insight(w.paragraph(60), commentaries=(comment,))).complaints
    assert {(one.code, one.fatal) for one in warned} == {("nearly-empty", False)}
    assert all("is filled to" in one.message and "more words" in one.hint for one in warned)


def test_columns_that_do_not_end_level_are_noted():
    """Where a box at the turn leaves a column short, its author is told at the box, with the lines to win."""
    noted = {}
    for size in range(60, 200, 20):
        w = Writer()
        box = replace(w.box(60, 60), origin=7)
        for one in lay_out(w.article(w.paragraph(size), w.number(9, wide=False), box, w.paragraph(30))).complaints:
            assert (one.code, one.gravity, one.origin) == ("uneven-columns", Gravity.NOTE, 7)
            found = re.fullmatch(r"the columns around this fact box end (\d+) lines apart", one.message)
            more = re.match(r"write (\d+) lines? \(about \d+ words?\) more", one.hint)
            assert found
            assert more
            assert int(found[1]) == int(more[1]) + 1
            noted[size] = int(found[1])
    assert noted == {160: 4, 180: 6}


def test_a_chart_beside_a_short_text_is_nothing_to_note():
    """A column without text of its own is as long as it is."""
    w = Writer()
    book = lay_out(w.article(w.paragraph(20), w.chart(200)))
    assert not book.complaints


def test_a_voice_too_long_is_told_at_its_own_place():
    """Each voice that does not fit on the spread is told by itself."""
    w = Writer()
    voices = w.voices(900, 100, 100)
    voices = replace(voices, voices=tuple(replace(one, origin=number) for number, one in enumerate(voices.voices, 5)))
    told = lay_out(w.insight(w.paragraph(60), voices=voices)).complaints
    assert [(one.code, one.origin) for one in told] == [("overset", 5)]
    assert told[0].message.startswith("this voice is over by ")


def test_an_opener_too_full_is_told_in_lines():
    """A headline that runs into the numeral says how many lines are to be won."""
    w = Writer()
    insight = replace(w.insight(w.paragraph(60)), headline=w.rich(40), sentence=w.rich(30))
    ((code, _, message),) = complaints(lay_out(insight))
    assert code == "overset-opener"
    assert "line" in message
