from __future__ import annotations

import pytest

from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Book, Page, PlacedLine
from layout.pages.looks import look_at
from layout.pages.tree import Element
from layout.type.glyphs import Run, Shaped
from layout.values import replace

LIVE = Rect(50, 50, 400, 600)


def line(slot: int, x: float, baseline: float, width: float = 200.0, **more: object) -> PlacedLine:
    """A line of one glyph, *width* points wide."""
    shaped = Shaped((1,), (0.0,), ("x",), width * 100)
    run = Run(font="text", size=10.0, tint=Tint("ink"), x=0.0, pieces=(shaped,), extra=(0.0,))
    return PlacedLine(x=x, baseline=baseline, measure=200, runs=(run,), slots=(slot,), leading=13, **more)


def faults(*pages: list[PlacedLine], roles: tuple[str, ...] = ("P", "P", "P")) -> list[str]:
    """The kinds of fault on these pages, slot n belonging to the n-th block."""
    made = tuple(
        Page(index=number, label=str(number + 1), width=500, height=700, items=tuple(items), live=LIVE, grid_top=60.0)
        for number, items in enumerate(pages)
    )
    tree = Element(role="Document", kids=tuple(Element(role=role, kids=(slot + 1,)) for slot, role in enumerate(roles)))
    return [fault.kind for fault in look_at(Book(pages=made, tree=tree)).faults]


def test_a_clean_page_has_no_faults():
    """Two paragraphs one under the other on the grid are nothing to mark."""
    assert faults([line(1, 50, 60, on_grid=True), line(1, 50, 73, on_grid=True), line(2, 50, 86)]) == []


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("widow", [[line(1, 50, 60), line(1, 50, 73)], [line(1, 50, 60)]]),
        ("orphan", [[line(1, 50, 60)], [line(1, 50, 60), line(1, 50, 73)]]),
        (
            "hyphen at a turn",
            [[line(1, 50, 60), line(1, 50, 73, hyphenated=True)], [line(1, 50, 60), line(1, 50, 73)]],
        ),
        ("runt", [[line(1, 50, 60), line(1, 50, 73, width=20, on_grid=True)]]),
        ("off the grid", [[line(1, 50, 61, on_grid=True)]]),
        ("out of its frame", [[line(1, 50, 60, width=220)]]),
        ("near the trim", [[line(1, 300, 60, width=190)]]),
        ("overlap", [[line(1, 50, 60), line(2, 60, 64)]]),
    ],
)
def test_each_fault_is_found(kind, pages):
    """Each kind of fault is marked where it is, and told by its name."""
    assert kind in faults(*pages)


def test_a_heading_with_nothing_under_it_is_found():
    """A sub-head that ends a column is lonely; one with a line under it, or at the head of a page, is not."""
    assert faults([line(1, 50, 560)], roles=("H3",)) == ["lonely head"]
    assert faults([line(1, 50, 560), line(2, 50, 580)], roles=("H3", "P")) == []
    assert faults([line(1, 50, 60)], roles=("H3",)) == []


def column(x: float, rows: int, slot: int, first: int = 0) -> list[PlacedLine]:
    """A column of *rows* lines of one block from row *first* on."""
    return [line(slot, x, 60 + 13 * (first + row), on_grid=True) for row in range(rows)]


def across(slot: int, row: int) -> PlacedLine:
    """A line that spans both columns."""
    return replace(line(slot, 50, 60 + 13 * row, width=400), measure=400)


def uneven(*items: PlacedLine, template: str = "text") -> int:
    """How many pairs of columns on this page do not end level."""
    page = Page(
        index=0,
        label="1",
        width=500,
        height=700,
        items=items,
        live=LIVE,
        grid_top=60.0,
        grid_step=13.0,
        template=template,
    )
    roles = tuple(Element(role="P", kids=(slot + 1,)) for slot in range(4))
    return len(look_at(Book(pages=(page,), tree=Element(role="Document", kids=roles))).of("uneven columns"))


def test_columns_that_end_over_a_line_apart_are_found():
    """A line is what cannot be helped, two are not; whichever of them is the longer."""
    assert not uneven(*column(50, 7, 1), *column(260, 6, 2))
    assert uneven(*column(50, 7, 1), *column(260, 5, 2)) == 1
    assert uneven(*column(50, 5, 1), *column(260, 7, 2)) == 1


def test_columns_are_compared_band_by_band():
    """Those above something wide end there; what is below is another pair."""
    assert uneven(*column(50, 5, 1), *column(260, 3, 2), across(3, 6), *column(50, 9, 4, 8)) == 1
    assert not uneven(*column(50, 5, 1), *column(260, 5, 2), across(3, 6), *column(50, 9, 4, 8))


def test_columns_of_their_own_texts_need_not_end_level():
    """Voices side by side are as long as what each says."""
    assert not uneven(*column(50, 7, 1), *column(260, 3, 2), template="voices")
