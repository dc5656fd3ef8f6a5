from __future__ import annotations

import pytest

from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Book, Page, PlacedLine
from layout.pages.looks import look_at
from layout.pages.tree import Element
from layout.type.glyphs import Run, Shaped

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
