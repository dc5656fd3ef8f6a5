"""The type specimen: every feature of the pages once, built without a word of complaint."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.pages.looks import look_at
from layout.pages.tree import Element
from tests.conftest import Finished, finish

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory, chart_cache: Path) -> Finished:
    """The specimen, built."""
    return finish(ROOT / "docs" / "specimen.yaml", tmp_path_factory.mktemp("specimen"), chart_cache)


def test_the_specimen_has_no_problems(specimen):
    """It builds without an error or a warning."""
    assert [f"{problem.span.line}: {problem.message}" for problem in specimen.laid.problems] == []


def test_a_typographer_finds_nothing_to_mark(specimen):
    """No widow, runt, lonely heading, hyphen at a turn or overlap; baselines on the grid; short ladders."""
    looks = look_at(specimen.book)
    assert looks.faults == ()
    assert looks.ladder <= 2


def test_the_specimen_shows_what_it_names(specimen):
    """It holds a note that goes on, a table over columns, an initial, a spread of voices and a page for a quote."""
    book = specimen.book
    templates = [page.template for page in book.pages]
    assert templates.count("voices") == 2
    assert book.pages[templates.index("voices")].recto is False
    assert "quote" in templates
    assert any(getattr(item, "name", "") == "initial" for page in book.pages for item in page.items)
    columns = {
        role: max(len(_columns_of(specimen, one)) for one in _all(book.tree, role)) for role in ("Note", "Table")
    }
    assert columns == {"Note": 2, "Table": 2}


def _all(tree: Element, role: str) -> list[Element]:
    return [element for element in tree.walk() if element.role == role]


def _columns_of(specimen: Finished, element: Element) -> set[tuple[int, int]]:
    """The columns on which the lines of an element's first cells or words stand."""
    text = next((one for one in element.walk() if one.role == "P"), element) if element.role == "Note" else element
    slots = {slot for one in text.walk() if one.role in {"P", "TH"} and one.scope != "Column" for slot in one.slots()}
    return {
        (page.index, round(item.x))
        for page in specimen.book.pages
        for item in page.items
        if slots & set(getattr(item, "slots", ()))
    }
