"""The data of charts as those get them who listen: whole tables, whatever the drawing writes out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf.generic import ArrayObject
from reading import READERS, Node, read_tags
from saying import fold

from layout.art import Label
from layout.pages.book import PlacedArt
from tests.conftest import ROOT, Finished, finish
from typeset.charts.registry import OURS
from typeset.charts.spec import Chart, Datum
from typeset.plots import Plot, find_plots

GALLERY = ROOT / "docs" / "charts.yaml"

CROWDED = """\
report: {title: Crowded, year: 2025, date: 2025-06-02, publisher: P, language: de, subject: s, keywords: [k]}
book:
  - part: cover
  - part: article
    id: one
    headline: Crowded
    text:
      - Charts of more data than find room to be written.
"""


def crowded() -> Iterator[str]:
    """A report of charts that cannot write out all their data, with gaps, equal values, zeros and long words."""
    yield CROWDED
    week = [("Montag", 3), ("Dienstag", 0), ("Mittwoch", 9), ("Sonntag", 1)]
    hours = [
        (f"label: {day}, group: '{hour:02d}:00'", "" if (day, hour) == ("Sonntag", 4) else (hour * by) % 97)
        for day, by in week
        for hour in range(24)
    ]
    yield from chart("heat", hours)
    # Of one weekday the last hours are not even missing: nothing is said of them.
    yield from chart("heat", hours[:-3], place="wide")
    years = [(f"label: '{year}', group: {name}", (year * by) % 89 - 20 if year != 1977 else "") for name, by in
             (("Eins", 7), ("Zwei", 11), ("Drei", 0)) for year in range(1950, 2020)]  # fmt: skip
    yield from chart("line", years)
    yield from chart("line", [(f"label: Woche {n}", n % 7) for n in range(300)])
    yield from chart("area", [(f"label: Woche {n}", n % 11 if n != 9 else "") for n in range(120)])
    yield from chart("multiples", [(f"label: M{n}, group: Rechtsschutzversicherung {name}", (n * by) % 31 if n != 5 else "")
                                   for name, by in (("Nord", 3), ("Süd", 0), ("West", 8)) for n in range(24)])  # fmt: skip
    yield from chart("strip", [("label: Antwort", n * n) for n in range(12)])
    yield from chart("numerals", [("label: Antwort", 10**n) for n in range(5)] + [("label: Rekord", 10**6)])
    tiles = "options: {tiles: ['AA BB CC DD EE FF']}"
    states = ("Niedersachsen", "Nordrhein-Westfalen", "Mecklenburg-Vorpommern", "Bremen", "Hamburg", "Saarland")
    regions = [(f"label: {name}, group: {code * 2}", at if at != 4 else "") for at, (name, code) in
               enumerate(zip(states, "ABCDEF", strict=True))]  # fmt: skip
    yield from chart("map", regions, tiles)
    yield from chart(
        "bars", [("label: Straftaten gegen die sexuelle Selbstbestimmung", 5), ("label: Tee- und Kaffeehandel", -5)]
    )
    yield "  - part: back-cover\n"


_count = 0


def chart(kind: str, data: list[tuple[str, object]], more: str = "", place: str = "column") -> Iterator[str]:
    """A chart in YAML; a datum without a value is a missing one."""
    global _count  # noqa: PLW0603  # ids need only differ
    _count += 1
    yield f"      - chart: c{_count}\n        kind: {kind}\n        title: T\n        measures: Gemessen wird {_count}\n"
    yield f"        place: {place}\n        base: Alle.\n        alt: Zahlen.\n        data:\n"
    for names, value in data:
        yield f"          - {{{names}, {f'value: {value}' if value != '' else 'missing: true'}}}\n"
    yield f"        {more}\n"


@pytest.fixture(scope="module", params=["gallery", "crowded", "sample"])
def finished(request, tmp_path_factory, chart_cache) -> Finished:
    """Every kind once, charts that write out little, and the real report."""
    if request.param == "sample":
        return request.getfixturevalue("sample")
    folder = tmp_path_factory.mktemp(request.param)
    manifest = GALLERY
    if request.param == "crowded":
        manifest = folder / "content.yaml"
        manifest.write_text("".join(crowded()), encoding="utf-8")
    made = finish(manifest, folder / "out", chart_cache)
    assert not [problem for problem in made.laid.problems if problem.is_error]
    return made


def is_table(node: Node | str) -> bool:
    """Tell whether this is the table of a chart's data."""
    return isinstance(node, Node) and node.role == "Table" and node.title.startswith("Data of the chart")


@pytest.fixture(scope="module")
def groups(finished) -> list[Node]:
    """What the digital edition's tags hold of each chart."""
    root = read_tags(finished.paths["digital"]).root
    return [node for node in root.walk() if any(map(is_table, node.kids))]


@pytest.fixture(scope="module")
def read(finished, groups) -> list[tuple[Plot, Node]]:
    """Each chart of the report with its table."""
    tables = [kid for group in groups for kid in group.kids if is_table(kid)]
    return list(zip(find_plots(finished.report), tables, strict=True))


def attribute(cell: Node, name: str) -> object:
    """An attribute of a cell's table attributes, or None."""
    return cell.attributes.get("/A", {}).get(name)


def cells(table: Node) -> Iterator[Node]:
    """All cells, row by row."""
    return (cell for row in table.kids if row.role == "TR" for cell in row.kids)


def told(table: Node) -> list[tuple[str, ...]]:
    """What the table says: for each value the heads that it names, and the value."""
    heads = {cell.attributes["/ID"]: fold(cell.said) for cell in cells(table) if cell.role == "TH"}
    return sorted(
        (*(heads[key] for key in attribute(cell, "/Headers")), fold(cell.said))
        for cell in cells(table)
        if cell.role == "TD" and cell.said
    )


def wanted(chart: Chart) -> list[tuple[str, ...]]:
    """What it must say, from the data alone."""
    grid = chart.kind in {"line", "area", "heat"}
    ranks = {} if chart.kind != "ranked" else {i: str(1 + sum(d.value > one.value for d in chart.data)) for i, one in enumerate(chart.data)}  # fmt: skip
    seen: set[str] = set()

    def head(i: int, datum: Datum) -> str:
        # Of those who share a rank it is written before the first.
        rank = ranks.get(i, "")
        known = rank in seen
        seen.add(rank)
        return fold(" ".join(part for part in ("" if known else rank, datum.label, datum.note) if part))

    rows: list[tuple[str, ...]] = []
    for i in sorted(range(len(chart.data)), key=lambda i: (-chart.data[i].reach, i)):
        datum = chart.data[i]
        names = [head(i, datum), fold(datum.group)] if grid else [fold(datum.group), head(i, datum)]
        if chart.kind == "map":
            names = [head(i, datum)]
        names = [name for name in names if name]
        if chart.kind == "slope":
            rows.append((*names, fold(chart.word("from")), datum.start_text))
            rows.append((*names, fold(chart.word("to")), datum.end_text))
        else:
            rows.append((*names, fold(datum.text + (chart.sign if is_signed(chart, i) else ""))))
    return sorted(rows)


def is_signed(chart: Chart, i: int) -> bool:
    """Tell whether the unit's sign is set with the value: where it stands large."""
    if chart.kind == "ring":
        return i == max(range(len(chart.data)), key=lambda k: (chart.data[k].emphasis, chart.data[k].reach, -k))
    return chart.kind == "paired"


def test_every_datum_is_in_the_table_under_its_heads(read):
    """Read back from the tags, each chart's table is its data: no value less, none more, each under its own heads."""
    for plot, table in read:
        assert told(table) == wanted(plot.chart), plot.chart.id


def test_tables_are_whole(read):
    """Every row has a cell for every column; heads have a scope and a name, values name their heads."""
    for plot, table in read:
        rows = [row for row in table.kids if row.role == "TR"]
        hanging = 0
        counts = set()
        for row in rows:
            counts.add(len(row.kids) + (hanging > 0))
            span = int(attribute(row.kids[0], "/RowSpan") or 1)
            hanging = max(hanging - 1, 0) if span == 1 else span - 1
        assert len(counts) == 1, (plot.chart.id, counts)
        ids = {cell.attributes.get("/ID") for cell in cells(table) if cell.role == "TH"}
        assert None not in ids
        for cell in cells(table):
            if cell.role == "TH":
                assert attribute(cell, "/Scope") in {"/Row", "/Column"}
                assert cell.said.strip(), plot.chart.id
            else:
                headers = attribute(cell, "/Headers")
                assert isinstance(headers, ArrayObject)
                assert headers
                assert set(headers) <= ids


def test_what_is_measured_heads_the_table(read):
    """It is the caption, or the corner over the heads of rows: never a first cell without words."""
    for plot, table in read:
        first = table.kids[0]
        named = first if first.role == "Caption" else first.kids[0]
        assert fold(named.said) == fold(plot.asked.measures.plain)


def test_every_table_follows_its_figure(finished, groups):
    """Each chart has its Figure with the author's words, also where every mark of it is a word of the table."""
    for plot, group in zip(find_plots(finished.report), groups, strict=True):
        at = next(at for at, kid in enumerate(group.kids) if is_table(kid))
        figure = group.kids[at - 1]
        assert figure.role == "Figure"
        assert str(figure.attributes["/Alt"]) == plot.asked.alt.plain


def test_words_stand_in_for_marks_on_spans_alone(read):
    """What is drawn and not written is said by a Span around its mark; each has a mark on the page."""
    for _, table in read:
        for node in table.walk():
            if "/ActualText" in node.attributes:
                assert node.role == "Span"
                assert "/K" in node.attributes


def test_the_gallery_says_every_kind(finished, read):
    """No kind is left out of this."""
    if Path(finished.loaded.report.span.file).name == GALLERY.name:
        assert {plot.chart.kind for plot, _ in read} == set(OURS)


def test_print_and_digital_have_the_same_words_on_every_page(finished, read_pages):
    """What the tags say in place of marks is in no page's text."""
    printed, digital = (read_pages("pypdf", finished.paths[edition]) for edition in ("print", "digital"))
    for one, other in zip(digital, printed, strict=True):
        # The print edition has the pressroom's words around the page.
        assert [line for line in one.splitlines() if line not in other.splitlines()] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", ["print", "digital"])
def test_every_word_of_a_chart_is_read_back(finished, folded_pages, reader, edition):
    """Four readers give back each label and value that a chart writes, from both editions."""
    pages = folded_pages(reader, finished.paths[edition])
    for page, text in zip(finished.book.pages, pages, strict=True):
        arts = [item.art for item in page.items if isinstance(item, PlacedArt)]
        for label in (mark for art in arts for mark in art.marks if isinstance(mark, Label)):
            words = fold(label.run.text)
            assert (words.replace("-", "") if reader == "pdfium" else words) in text, page.label
