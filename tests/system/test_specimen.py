"""The type specimen: every feature of the pages once, built without a word of complaint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import READERS
from saying import fold

from layout.pages.book import PlacedLine
from layout.pages.looks import look_at
from layout.pages.tree import Element
from layout.type.faces import Fonts
from layout.type.glyphs import Run
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
    """No widow, runt, lonely heading, hyphen at a turn or overlap; level columns, short ladders, lines on the grid."""
    looks = look_at(specimen.book)
    assert looks.faults == ()
    assert looks.ladder <= 2


def test_nor_in_the_sample_report(sample):
    """The real report is as clean, and its author has nothing to mend either."""
    looks = look_at(sample.book)
    assert looks.faults == ()
    assert looks.ladder <= 2
    assert sample.book.complaints == ()


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


# ---------------------------------------------------------------- letters and figures


def lines(specimen: Finished) -> Iterator[PlacedLine]:
    """Every line of type of the book."""
    return (item for page in specimen.book.pages for item in page.items if isinstance(item, PlacedLine))


def run_with(specimen: Finished, words: str) -> Run:
    """The first run that says *words* and nothing else, or else more than that."""
    runs = [run for line in lines(specimen) for run in line.runs if words in run.text]
    return min(runs, key=lambda run: len(run.text.strip()) > len(words))


def gids_of(specimen: Finished, words: str) -> tuple[Run, list[int]]:
    """The run that says *words*, and the glyphs that they are set in."""
    run = run_with(specimen, words)
    glyphs = [(text, gid) for piece in run.pieces for text, gid in zip(piece.texts, piece.gids, strict=True)]
    start = "".join(text for text, _ in glyphs).index(words)
    at, found = 0, []
    for text, gid in glyphs:
        if start <= at < start + len(words):
            found.append(gid)
        at += len(text)
    return run, found


@pytest.mark.parametrize(
    ("words", "typed", "features"),
    [
        ("UNICEF", "unicef", ("smcp",)),
        ("nato", "nato", ("smcp",)),
        ("Lyon", "LYON", ()),
        ("(France)", "(FRANCE)", ("case",)),
        ("3/8", "3/8", ("frac",)),
        ("17/32", "17/32", ("frac",)),
        ("²", "2", ("sups",)),
        ("₂", "2", ("subs",)),
        ("me", "me", ("sups",)),
        ("0123456789", "0123456789", ("onum", "pnum")),
    ],
)
def test_letters_and_figures_are_those_that_the_specimen_names(specimen, words, typed, features):
    """Small capitals, capitals with raised brackets, fractions, raised and lowered figures, old-style figures."""
    run, gids = gids_of(specimen, words)
    face = Fonts(specimen.laid.faces).face(run.font)
    tracked = words in {"UNICEF", "nato", "Lyon", "(France)"}
    expected = [glyph.gid for glyph in face.glyphs_of(typed, features, "en-GB", ligatures=not tracked)]
    assert gids == expected


def test_the_serif_changes_its_cut_with_its_size(specimen):
    """Caption below nine points, small text for reading, subhead and display above: each size has one serif."""
    cuts = {run.font: run.size for line in lines(specimen) for run in line.runs}
    assert cuts["note"] < cuts["text"] < cuts["letter"] < cuts["subhead"] < cuts["display"]


def test_figures_in_tables_line_and_have_one_width(specimen):
    """Whatever digits a cell holds, units stand under units: theirs are the lining tabular ones."""
    cells = {slot for cell in _all(specimen.book.tree, "TD") for slot in cell.slots()}
    fonts = Fonts(specimen.laid.faces)
    widths = {
        (run.font, round(fonts.face(run.font).advance(gid)))
        for line in lines(specimen)
        for run in line.runs
        if set(line.slots) & cells
        for piece in run.pieces
        for text, gid in zip(piece.texts, piece.gids, strict=True)
        if text.isdigit()
    }
    assert widths
    assert len(widths) == len({font for font, _ in widths})


def test_numbers_of_notes_are_superior_figures(specimen):
    """They are drawn for their place, and not small ones raised."""
    references = {slot for one in _all(specimen.book.tree, "Reference") for slot in one.slots()}
    fonts = Fonts(specimen.laid.faces)
    found = 0
    for line in lines(specimen):
        for run in line.runs:
            if line.slots and line.slots[run.part] in references and run.text.isdigit():
                gids = [gid for piece in run.pieces for gid in piece.gids]
                face = fonts.face(run.font)
                assert gids == [glyph.gid for glyph in face.glyphs_of(run.text, ("sups",), "en", ligatures=True)]
                assert run.rise == 0
                found += 1
    assert found > 4


def test_signs_hang_clear_of_what_they_stand_before(specimen):
    """The dash of a list, the numerals of another and the marks of a quotation stand left of the words' edge."""
    by_start = {"".join(run.text for run in line.runs).strip(): line for line in lines(specimen)}
    first = next(line for text, line in by_start.items() if text.startswith("the second item is long"))
    below = next(line for text, line in by_start.items() if text.startswith("other line, which begins"))
    assert first.x == below.x
    ends = [line.x + line.runs[0].x + line.runs[0].width for text, line in by_start.items() if text in {"9.", "10."}]
    assert ends[0] == pytest.approx(ends[1], abs=0.1)
    quote = next(line for text, line in by_start.items() if text.startswith("“Words of one"))
    mark, words = quote.runs
    assert mark.text == "“"
    assert mark.x < -5
    assert words.x == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("reader", READERS)
def test_whoever_copies_gets_what_was_typed(specimen, folded_pages, reader):
    """Settings change the look alone: each reader gives the words back as the manifest has them."""
    text = " ".join(folded_pages(reader, specimen.paths["digital"]))
    for words in (
        "Interpol, Europol and nato; words",
        "Lyon (France) – the “seat” – since 1989, and",
        "3/8 and 17/32 like ½ and ¾",
        "m² and CO₂, and",
        "the XXe century, Mme Curie, x2.",
        "Auflage, Kaufleute, Schifffahrt, stofflich, but treffen, öffnen, häufig.",
        "(the Brief), the Brief’s, (half)?",
        "(fjord), (Just).",
        "A “mark within marks, ‘as here’,” is told apart, and so is “‘one’ that",
        "disposent-ils des moyens nécessaires ? » demande M. Dupont : 50 %",
        "διερεύνηση απαιτεί διεθνή συνεργασία.",
        "международного сотрудничества.",
    ):
        wanted = fold(words)
        assert (wanted.replace("-", "") if reader == "pdfium" else wanted) in text
