"""Pages made of several: each panel is cut at its own edges and begins afresh; folds have marks."""

import re

import books
import pytest

from layout.art import Fill, Stroke, line, rectangle
from layout.geometry import Rect, mm
from layout.ink import Tint
from layout.pages.book import Book, Page, Panel, PlacedLine, PlacedMark
from layout.pages.tree import Element
from layout.type.paragraph import set_line
from layout.type.style import Part

BLEED = 10.0


def ground(x: float, width: float, tint: Tint) -> PlacedMark:
    """A ground from head to foot, bleed included."""
    return PlacedMark(mark=Fill(path=rectangle(x, -BLEED, width, 100 + 2 * BLEED), tint=tint), name="ground")


def words(x: float, slot: int | None = None) -> PlacedLine:
    """One word of body text."""
    runs = set_line([Part("Facing", books.BODY)], books.fonts()).runs
    return PlacedLine(x=x, baseline=50, measure=60, runs=runs, slots=(slot,), leading=13)


def spread(*, folds: tuple[float, ...] = (), slots: tuple[int | None, int | None] = (None, None)) -> Book:
    """Two facing pages of 100 × 100 points, each with a ground that runs over its edges and a line of text."""
    left = (ground(-BLEED, 100 + 2 * BLEED, Tint("deep")), words(10, slots[0]))
    right = (ground(100 - BLEED, 100 + 2 * BLEED, Tint("deep")), words(110, slots[1]))
    areas = (Rect(-BLEED, -BLEED, 100 + BLEED, 100 + 2 * BLEED), Rect(100, -BLEED, 100 + BLEED, 100 + 2 * BLEED))
    page = Page(
        index=0,
        label="2–3",
        width=200,
        height=100,
        items=(*left, *right),
        panels=tuple(Panel(area, 2) for area in areas),
        folds=folds,
    )
    kids = tuple(Element(role="P", kids=(slot,)) for slot in slots if slot is not None)
    return Book(pages=(page,), tree=Element(role="Document", kids=kids), bleed=BLEED)


def test_each_panel_is_cut_at_its_edges(opened, press, operators):
    """Between a clip and its end stands what belongs to one panel, and nothing of the other."""
    inside = operators(opened(spread(), press).pages[0])
    left, right = re.findall(r"q (\S+ \S+ \S+ \S+ re W n\n.*?)Q\n", inside, re.DOTALL)
    assert left.startswith("-10 -10 110 120 re W n\n")
    assert right.startswith("100 -10 110 120 re W n\n")
    assert left.count("BT") == right.count("BT") == 1


def test_a_panel_sets_all_its_colours_and_faces_again(opened, press, operators):
    """What the panel before has set is undone with its clip, so it is set again, overprint included."""
    inside = operators(opened(spread(), press).pages[0])
    for operator in (" k\n", " Tf\n", "/Over gs\n"):
        assert inside.count(operator) % 2 == 0
        assert inside.count(operator) >= 2


def test_marks_of_structure_do_not_cross_a_clip(opened, screen, operators):
    """In a tagged edition a sequence ends before the clip that it stands in is undone (ISO 32000-1, 14.6.1)."""
    inside = operators(opened(spread(slots=(1, 2)), screen).pages[0])
    depth = 0
    for word in re.findall(r"BDC|EMC|(?<=\n)[qQ](?=\s)", inside):
        depth += {"BDC": 1, "EMC": -1}.get(word, 0)
        if word in {"q", "Q"}:
            assert depth == 0
    assert inside.count("BDC") == inside.count("EMC") == 4


@pytest.mark.parametrize("folds", [(100.0,), (95.0, 105.0)])
def test_folds_have_broken_marks_beyond_the_bleed(opened, press, folds):
    """Every fold is marked at head and foot, by a broken line clear of the bleed; no target stands on it."""
    _, marks = opened(spread(folds=folds), press).pages[0]["/Contents"]
    solid, _, broken = marks.get_object().get_data().decode("latin-1").partition("[2 1] 0 d\n")
    lines = re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", broken.partition("q ")[0])
    assert sorted({float(x) for x, *_ in lines}) == list(folds)
    for x, near, also_x, far in lines:
        assert x == also_x
        reach = sorted(abs(float(y) - 50) - 50 for y in (near, far))
        assert reach == pytest.approx([BLEED + mm(1), BLEED + mm(6)], abs=0.01)
    assert len(lines) == 2 * len(folds)
    upright = [float(x) for x, _, also_x, _ in re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", solid) if x == also_x]
    assert not set(upright) & set(folds)


def test_a_page_without_folds_has_none_marked(print_pdf):
    """Broken lines are for folds alone."""
    _, marks = print_pdf.pages[0]["/Contents"]
    assert b"[2 1] 0 d" not in marks.get_object().get_data()


def test_a_rule_between_two_lines_of_text_keeps_the_overprint(opened, press, operators):
    """Text after a rule overprints as the text before it did; the rule in between does not."""
    rule = PlacedMark(mark=Stroke(path=line(0, 60, 90, 60), tint=Tint("deep"), width=0.5))
    page = Page(index=0, label="1", width=200, height=100, items=(words(10), rule, words(10), rule))
    inside = operators(opened(Book(pages=(page,), tree=Element(role="Document")), press).pages[0])
    states = re.findall(r"/(Over|Knock) gs|(TJ|S)\n", inside)
    assert [state or painted for state, painted in states][:7] == ["Over", "TJ", "Knock", "S", "Over", "TJ", "Knock"]
