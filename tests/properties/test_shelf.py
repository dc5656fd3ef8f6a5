"""Laws of the shelf: what was set for one story may stand in another, and nobody can tell."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.design import parts
from layout.design.book import set_book
from layout.design.setting import Memory
from layout.values import replace
from tests.properties.test_pages import sections
from tests.stories import brand, fonts


def story(told: tuple[parts.Section, ...]) -> parts.Story:
    """A story of these parts, each with a name of its own."""
    named = tuple(replace(section, key=f"part-{number}") for number, section in enumerate(told))
    return parts.Story(title="A story", language="en-GB", running_head="A story", sections=named)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=sections(), after=sections(), order=st.randoms(use_true_random=False))
def test_a_shelf_changes_nothing(before, after, order):
    """A story of new parts and old ones, in any order, comes out the same with a shelf as without."""
    shelf = Memory()
    set_book(story(before), brand(), fonts(), shelf=shelf)
    mixed = [*before, *after]
    order.shuffle(mixed)
    told = story(tuple(mixed[:4]))
    assert set_book(told, brand(), fonts(), shelf=shelf) == set_book(told, brand(), fonts())
