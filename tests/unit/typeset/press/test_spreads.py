"""Reader spreads: which pages face each other, and where each stands."""

import pytest
from handmade import BLEED, HEIGHT, WIDTH, book

from layout.pages.book import PlacedLine, PlacedMark, Spot
from typeset.press.spreads import impose_spreads


@pytest.mark.parametrize(
    ("count", "facing"),
    [
        (1, ["1"]),
        (2, ["1", "2"]),
        (4, ["1", "2–3", "4"]),
        (5, ["1", "2–3", "4–5"]),
        (8, ["1", "2–3", "4–5", "6–7", "8"]),
    ],
)
def test_a_verso_faces_the_recto_after_it(count, facing):
    """The first page stands alone, and so does the last of an even number; all others are in pairs."""
    assert [page.label for page in impose_spreads(book(*["text"] * count)).pages] == facing


def test_pages_stand_side_by_side_and_are_cut_at_the_trim(eight):
    """The recto of a spread stands one page to the right; neither shows anything beyond its own trim."""
    spread = impose_spreads(eight).pages[1]
    assert (spread.width, spread.height) == (2 * WIDTH, HEIGHT)
    assert [(panel.area.x, panel.area.width) for panel in spread.panels] == [(0, WIDTH), (WIDTH, WIDTH)]
    assert all((panel.area.y, panel.area.height) == (0, HEIGHT) for panel in spread.panels)
    lines = [item for item in spread.items if isinstance(item, PlacedLine)]
    assert [line.x for line in lines] == pytest.approx([80, WIDTH + 80])


def test_every_item_is_in_the_panel_of_its_page(eight):
    """Panels together hold all items, each those of one page, grounds first."""
    for spread in impose_spreads(eight).pages:
        assert sum(panel.count for panel in spread.panels) == len(spread.items)
        first = 0
        for panel in spread.panels:
            ground = spread.items[first]
            assert isinstance(ground, PlacedMark)
            assert ground.mark.path.steps[0][1] == pytest.approx(panel.area.x - BLEED)
            first += panel.count


def test_anchors_lead_to_the_spread_that_holds_them(eight):
    """A place on page 5 is on the third spread; its height is what it was."""
    assert impose_spreads(eight).anchors["p5"] == Spot(2, 100)
    assert impose_spreads(eight).anchors["p1"] == Spot(0, 100)


def test_nothing_is_left_to_bleed(eight):
    """A spread ends at its trim: it is to be looked at, not to be cut."""
    assert impose_spreads(eight).bleed == 0
