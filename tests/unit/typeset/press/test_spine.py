"""The cover with its spine, and the block inside it."""

import pytest
from handmade import BLEED, HEIGHT, WIDTH, book, page, text

from layout.art import Label
from layout.design.cover_wrap import CLEAR, LEAST_SIZE, LEAST_SPINE
from layout.geometry import mm
from layout.pages.book import Book, PlacedArt, PlacedLine
from layout.values import replace
from typeset.preflight.printer import Printer, load_printer
from typeset.press.spine import CannotWrap, Wrapped, wrap_cover

THICK = replace(Printer(), stock_gsm=1500.0, stock_bulk=2.0, page_multiple=4, binding="perfect bound")
"""Four pages of this board make 6 mm."""


@pytest.fixture
def wrap(brand, faces):
    """Wrap a book; title and publisher may be others."""

    def run(made: Book, printer: Printer = THICK, **words: str) -> Wrapped:
        said = {"title": "A small report", "publisher": "Nobody & Sons", **words}
        return wrap_cover(made, brand, faces, printer=printer, **said)

    return run


def spine_labels(wrapped: Wrapped) -> list[Label]:
    """What stands on the spine."""
    arts = [item for item in wrapped.cover.pages[0].items if isinstance(item, PlacedArt)]
    return [mark for art in arts for mark in art.art.marks if isinstance(mark, Label)]


def words_on(wrapped: Wrapped, number: int) -> list[tuple[str, float]]:
    """The lines of a side of the cover, each with its left edge."""
    lines = [item for item in wrapped.cover.pages[number].items if isinstance(item, PlacedLine)]
    return [("".join(run.text for run in line.runs).replace("\xa0", " "), round(line.x, 2)) for line in lines]


def test_back_spine_and_front_stand_side_by_side(wrap, eight):
    """The sheet is as wide as two pages and the spine; the last page stands left, the first right of the folds."""
    sheet = wrap(eight).cover.pages[0]
    assert sheet.width == pytest.approx(2 * WIDTH + mm(6))
    assert sheet.folds == pytest.approx((WIDTH, WIDTH + mm(6)))
    assert words_on(wrap(eight), 0) == [("Page 8", 80), ("Page 1", round(WIDTH + mm(6) + 80, 2))]


def test_the_sheet_bleeds_all_round_and_not_at_the_folds(wrap, eight):
    """Panels together reach the bleed on all four sides and leave no gap at the folds."""
    back, front, spine = (panel.area for panel in wrap(eight).cover.pages[0].panels)
    assert (back.x, back.y, front.right) == pytest.approx((-BLEED, -BLEED, 2 * WIDTH + mm(6) + BLEED))
    assert {round(area.height, 3) for area in (back, front, spine)} == {round(HEIGHT + 2 * BLEED, 3)}
    assert spine.x <= back.right < spine.x + 1
    assert spine.right - 1 < front.x <= spine.right


def test_the_spine_is_as_thick_as_the_block(wrap, eight):
    """Its width comes from the pages inside the cover, the weight and the bulk of their stock."""
    assert wrap(eight).spine_mm == pytest.approx(4 / 2 * 1500 * 2.0 / 1000)
    printer = load_printer("coated")
    assert wrap(eight, printer).spine_mm == pytest.approx(4 / 2 * 135 * 0.88 / 1000, abs=0.005)


def test_a_stapled_report_has_a_fold_and_no_spine(wrap, eight):
    """Where wire holds the sheets, the cover is folded once."""
    wrapped = wrap(eight, replace(THICK, binding="wire-stitched"))
    assert (wrapped.spine_mm, wrapped.cover.pages[0].folds) == (0, (WIDTH,))
    assert wrapped.cover.pages[0].width == 2 * WIDTH


def test_the_spine_says_title_and_publisher_from_head_to_foot(wrap, eight):
    """Both run downwards, the title from the head, and clear of either fold."""
    title, name = spine_labels(wrap(eight))
    assert [label.run.text for label in (title, name)] == ["A small report", "Nobody & Sons"]
    assert title.turn == name.turn == -90
    assert title.baseline < name.baseline
    assert name.baseline + name.run.width < HEIGHT
    for label in (title, name):
        assert label.x >= CLEAR - 0.01
        assert label.x + 0.66 * label.run.size <= mm(6) - CLEAR + 0.01


@pytest.mark.parametrize(("gsm", "has_words"), [(1245.0, False), (1250.0, True)])
def test_a_spine_under_five_millimetres_stays_bare(wrap, eight, gsm, has_words):
    """A fold half a millimetre off would cut into words on a narrower one."""
    wrapped = wrap(eight, replace(THICK, stock_gsm=gsm))
    assert (mm(wrapped.spine_mm) >= LEAST_SPINE) is has_words
    assert bool(spine_labels(wrapped)) is has_words


def test_a_long_title_is_set_smaller_then_alone_and_never_too_small(wrap, eight):
    """Words that do not go on the spine lose size, then the publisher; what is still too long is left out."""
    short, _ = spine_labels(wrap(eight))
    long = spine_labels(wrap(eight, title="A report " * 14))
    assert LEAST_SIZE <= long[0].run.size < short.run.size
    alone = spine_labels(wrap(eight, title="A report " * 21))
    assert len(alone) == 1
    assert spine_labels(wrap(eight, title="A report " * 40)) == []


def test_the_inside_of_the_cover_holds_what_is_printed_there(wrap, eight):
    """The second page stands at the left of the sheet's inside; the spine between them stays bare for the glue."""
    wrapped = wrap(eight)
    assert words_on(wrapped, 1) == [("Page 2", 80)]
    left, right = (panel.area for panel in wrapped.cover.pages[1].panels)
    assert left.right == pytest.approx(WIDTH)
    assert right.x == pytest.approx(WIDTH + mm(6))


def test_a_bare_inside_is_no_page(wrap):
    """Where nothing is printed inside the cover, the file says so by leaving it out."""
    blank = book("cover", "blank", "text", "text", "text", "text", "blank", "back cover")
    assert len(wrap(blank).cover.pages) == 1


@pytest.mark.parametrize(
    ("inside", "multiple", "kept", "blanks"),
    [
        (["text"] * 4, 4, 4, 0),
        (["text"] * 3 + ["blank"], 4, 3, 1),
        (["text"] * 4 + ["blank"] * 4, 4, 4, 0),
        (["text"] * 5, 8, 5, 3),
        (["text"] * 3, 1, 3, 0),
    ],
)
def test_the_block_is_whole_sheets_with_no_blank_too_many(wrap, inside, multiple, kept, blanks):
    """Blanks that filled the whole report are dropped; as many follow as the block's own sheets need."""
    made = book("cover", "half title", *inside, "blank", "back cover")
    pages = wrap(made, replace(THICK, page_multiple=multiple)).inside.pages
    assert [page.template for page in pages] == ["text"] * kept + ["blank"] * blanks
    assert [page.index for page in pages] == list(range(kept + blanks))


def test_rectos_stay_rectos(wrap, eight):
    """The block begins with the report's page 3, a right-hand page in both, under its own folio."""
    first = wrap(eight).inside.pages[0]
    assert (first.label, first.recto) == ("3", True)


@pytest.mark.parametrize(
    "templates",
    [["cover", "text", "text", "back cover"], ["text"] * 8, ["cover", *["text"] * 7], [*["text"] * 7, "back cover"]],
)
def test_a_report_without_covers_cannot_be_wrapped(wrap, templates):
    """There is a sentence for it, and no file."""
    with pytest.raises(CannotWrap, match="`cover` first, a `back cover` last"):
        wrap(book(*templates))


def test_nothing_of_the_book_is_changed(wrap, eight):
    """The pages that a cover is made of are still the book's own."""
    before = eight.pages
    wrap(eight)
    assert eight.pages is before
    assert eight.pages[0] == page(0, *eight.pages[0].items, template="cover")
    assert text("x").x == 80
