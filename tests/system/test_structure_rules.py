"""What validators do not ask of tags: elements in their places, complete, named, and one for each thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
import yaml
from pypdf import PdfReader
from reading import Node, Tagged, read_tags
from saying import fold

from typeset import DIGITAL
from typeset.finishing import paint_all
from typeset.laying import Clock, lay_out
from typeset.manifest.loading import load
from typeset.preflight.printer import load_printer

GROUPS = {"Document", "Part", "Art", "Sect", "Aside", "Div", "BlockQuote"}
INLINE = {"Span", "Link", "Reference", "Note", "Quote", "Code"}
MAY_HOLD = {
    "L": {"Caption", "LI"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "Caption"},
    "TOCI": {"Lbl", "Reference", "P", "NonStruct"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "P": INLINE,
    **{f"H{level}": INLINE for level in range(1, 7)},
    "Link": {"Span"},
    "Reference": {"Link"},
    "Span": set(),
    "Note": {"Lbl", "P"},
    "Figure": set(),
    **{role: {*GROUPS, "P", "L", "TOC", "Table", "Figure", *(f"H{level}" for level in range(1, 7))} for role in GROUPS},
}
"""What an element may have right in it (ISO 32000-1, 14.8.4; ISO 14289-1, 7.1)."""

ONLY_IN = {"LI": {"L"}, "TOCI": {"TOC"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "LBody": {"LI"}}

SENTENCE = (
    "The soil beneath the hedge is older than the wall beside it, and whoever digs there finds roots of plants that "
    "nobody has grown for years. "
)
LONG = {
    "paragraph": ["A short beginning.", SENTENCE * 100],
    "list": "\n".join(f"- Item {number}: {SENTENCE}" for number in range(90)),
    "numbered": "\n".join(f"{number}. Item {number}: {SENTENCE}" for number in range(1, 91)),
    "views": [{"views": [f"View {number}: {SENTENCE}" for number in range(90)], "head": "On soil"}],
    "table": [
        {
            "table": {
                "title": "Long",
                "columns": ["Place", "Beds", "Trees"],
                "rows": [[f"Site {number}", str(number), str(number + 1)] for number in range(190)],
            }
        }
    ],
}


@pytest.fixture(scope="module")
def long_report(tmp_path_factory, chart_cache) -> dict[str, Tagged]:
    """For each kind of block a digital edition in which one of them goes over three pages at least."""
    made = {}
    for kind, text in LONG.items():
        folder = tmp_path_factory.mktemp(kind)
        part = {"part": "insight", "number": 1, "headline": "One", "text": text}
        report = {
            "report": {"title": "Long", "year": 2026, "publisher": "House", "language": "en-GB"},
            "book": [{"part": "cover"}, part, {"part": "thanks", "headline": "Thanks", "text": "Thank you."}],
        }
        (folder / "content.yaml").write_text(yaml.safe_dump(report, allow_unicode=True, width=10**6), "utf-8")
        laid = lay_out(load(folder / "content.yaml"), Clock(), cache=chart_cache)
        assert laid.is_sound, laid.problems
        files = paint_all(laid, (DIGITAL,), load_printer("coated"), Clock(), proven=False).files
        (folder / "long.pdf").write_bytes(files["long-digital.pdf"])
        made[kind] = read_tags(folder / "long.pdf")
    return made


@pytest.fixture(scope="module")
def tree(tagged) -> Node:
    """The structure of each report in turn."""
    return tagged.root


def with_parents(node: Node, parent: Node | None = None) -> Iterator[tuple[Node, Node | None]]:
    """Every element with the one that holds it."""
    yield node, parent
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from with_parents(kid, node)


def elements(node: Node, *roles: str) -> list[Node]:
    """All elements of these roles below *node*."""
    return [one for one in node.walk() if one.role in roles]


def attribute(node: Node, name: str) -> object:
    """An attribute of the element, whichever owner has it."""
    given = node.attributes.get("/A")
    found = given.get_object() if given is not None else []
    for one in found if isinstance(found, list) else [found]:
        if name in one.get_object():
            return one.get_object()[name]
    return None


# ---------------------------------------------------------------- one element for one thing


@pytest.mark.parametrize(
    ("kind", "role", "count"), [("paragraph", "P", 6), ("list", "L", 1), ("numbered", "L", 1), ("views", "L", 1)]
)
def test_one_thing_is_one_element_over_three_pages(long_report, kind, role, count):
    """A paragraph, a list or a run of views that three pages hold is a single element, and so is each item."""
    root = long_report[kind].root
    assert len(elements(root, role)) == count
    longest = max(elements(root, role), key=lambda node: len(node.text))
    assert len(pages_of(longest)) >= 3
    assert len(elements(root, "LI")) == (0 if role == "P" else 90)
    assert fold(SENTENCE * 3) in fold(root.text) or role == "L"


def test_one_table_is_one_element_over_three_pages(long_report):
    """A table that goes on has one element, one head, and each of its rows once; heads set again are no content."""
    tagged = long_report["table"]
    [table] = elements(tagged.root, "Table")
    assert len(pages_of(table)) >= 3
    assert len(elements(table, "THead")) == len(elements(table, "TBody")) == 1
    assert len(elements(table, "TR")) == 191
    assert fold(table.text).count("Beds") == 1
    again = sum(words.count("Beds") for page in tagged.artifacts for words in page)
    assert again >= 2


def pages_of(node: Node) -> set[int]:
    """The pages on which an element has content, by their objects."""
    found = set()
    for one in node.walk():
        if "/Pg" in one.attributes:
            found.add(one.attributes.raw_get("/Pg").idnum)
        kids = one.attributes.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            entry = kid.get_object()
            if isinstance(entry, dict) and entry.get("/Type") == "/MCR":
                found.add(entry.raw_get("/Pg").idnum)
    return found


# ---------------------------------------------------------------- places and completeness


def test_every_element_stands_where_it_may(tree):
    """Items in lists, rows in tables, entries in contents, words in paragraphs: nothing stands loose or in a wrong place."""
    wrong = []
    for node, parent in with_parents(tree):
        allowed = MAY_HOLD.get(node.role)
        if allowed is not None:
            wrong += [
                f"{kid.role} in {node.role}" for kid in node.kids if isinstance(kid, Node) and kid.role not in allowed
            ]
        if node.role in ONLY_IN:
            assert parent is not None
            assert parent.role in ONLY_IN[node.role]
    assert wrong == []


def test_groups_hold_no_bare_words(tree):
    """Words stand in paragraphs, headings, cells, labels: never right in a section, list or table."""
    groups = elements(tree, *GROUPS, "L", "LI", "TOC", "TOCI", "Table", "TR", "THead", "TBody")
    assert [node.role for node in groups for kid in node.kids if isinstance(kid, str)] == []


def test_every_item_has_a_body_and_its_label_agrees_with_the_numbering(tree):
    """A list with labels says how it counts, one without says None, and numbers run from one."""
    for listing in elements(tree, "L"):
        items = [kid for kid in listing.kids if isinstance(kid, Node) and kid.role == "LI"]
        assert items
        labels = [fold(kid.text) for item in items for kid in item.kids if isinstance(kid, Node) and kid.role == "Lbl"]
        assert all([kid.role for kid in item.kids if isinstance(kid, Node)][-1] == "LBody" for item in items)
        numbering = attribute(listing, "/ListNumbering")
        assert len(labels) in (0, len(items))
        assert (numbering == "/None") is (not labels)
        if numbering == "/Decimal":
            assert [int(re.sub(r"\D", "", label)) for label in labels] == list(range(1, len(items) + 1))


def test_rows_of_a_table_have_as_many_cells_and_each_head_says_what_it_heads(tree):
    """No table is ragged, heads have a scope that fits their place, and a cell is under or beside one.

    In a chart a value may stand without a label: its cell has no head but those of the rows about it.
    """
    for table in elements(tree, "Table"):
        grid = squares_of(table)
        columns = {column for _, column in grid}
        rows = {row for row, _ in grid}
        assert len(grid) == len(rows) * len(columns), fold(table.text)[:80]
        for (row, column), cell in grid.items():
            across = [grid[row, other] for other in columns]
            if cell.role == "TH":
                assert said(cell).strip()
                # One that goes right across is the head of the rows below it, whose columns have heads of their own.
                heads = all(other.role == "TH" for other in across[1:]) and len({id(other) for other in across}) > 1
                assert attribute(cell, "/Scope") == ("/Column" if heads else "/Row")
            elif said(cell).strip() and not table.title.startswith("Data of the chart"):
                assert any(grid[other, column].role == "TH" for other in rows)
                assert across[0].role == "TH"


def squares_of(table: Node) -> dict[tuple[int, int], Node]:
    """The cell on each square of a table, those that reach over several on all of theirs (14.8.5.7)."""
    grid: dict[tuple[int, int], Node] = {}
    for number, row in enumerate(elements(table, "TR")):
        column = 0
        for cell in row.kids:
            if isinstance(cell, Node):
                while (number, column) in grid:
                    column += 1
                deep, wide = (int(attribute(cell, key) or 1) for key in ("/RowSpan", "/ColSpan"))
                for down in range(deep):
                    for right in range(wide):
                        grid[number + down, column + right] = cell
    return grid


def said(cell: Node) -> str:
    """What a cell says: its words, or those that stand for what is drawn in it."""
    return " ".join([cell.text, *(str(node.attributes.get("/ActualText", "")) for node in cell.walk())])


def test_notes_follow_their_reference_and_lead_back(tree):
    """Each note stands right behind the reference that cites it, has a name, and its label is the way back."""
    for node in tree.walk():
        for before, kid in zip([None, *node.kids], node.kids, strict=False):
            if isinstance(kid, Node) and kid.role == "Note":
                assert isinstance(before, Node)
                assert before.role == "Reference"
                assert kid.attributes["/ID"]
                [label] = [one for one in kid.kids if isinstance(one, Node) and one.role == "Lbl"]
                assert fold(label.text) == fold(before.text)
                assert [str(link["/Contents"])[:4] for one in label.walk() for link in one.links] == ["Back"]
    keys = [str(node.attributes["/ID"]) for node in tree.walk() if "/ID" in node.attributes]
    assert len(set(keys)) == len(keys)


def test_every_link_has_one_element_and_something_to_hit(reader, tree):
    """Each Link holds words and an annotation, each annotation belongs to one Link, and each says what it leads to."""
    links = elements(tree, "Link")
    assert all(node.text.strip() and node.links for node in links)
    held = Counter(link.indirect_reference.idnum for node in tree.walk() for link in node.links)
    assert set(held.values()) == {1}
    on_pages = {entry.idnum for page in reader.pages for entry in page.get("/Annots", [])}
    assert set(held) == on_pages
    assert all(not node.links for node in tree.walk() if node.role != "Link")


@pytest.fixture(scope="module")
def reader(whole) -> PdfReader:
    """The digital edition of each report."""
    return PdfReader(whole.paths["digital"])


# ---------------------------------------------------------------- headings, figures, words


def test_headings_go_down_one_level_at_a_time_from_the_first(tree):
    """The first heading is of the first level, and none is more than one below the heading before it."""
    levels = [int(node.role[1]) for node in tree.walk() if re.fullmatch("H[1-6]", node.role)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_outline_is_the_headings_of_the_parts(reader, tree):
    """Every heading of the first level but that of the cover has its line in the outline, in the same order."""
    headings = [fold(node.text) for node in tree.walk() if node.role == "H1"]
    lines = [fold(str(entry.title)) for entry in reader.outline if not isinstance(entry, list)]
    named = [line for line in lines if line not in ("Cover", "Back cover")]
    assert len(named) == len(headings) - 1
    assert all(line.endswith(heading) for line, heading in zip(named, headings[1:], strict=True))


def test_the_outline_goes_down_to_the_second_level(reader, tree):
    """Under its part stands every heading of the second level, but for those of fact boxes, in the order of reading."""
    second = [fold(str(line.title)) for entry in reader.outline if isinstance(entry, list) for line in entry]
    headings = [
        fold(node.text)
        for node, parent in with_parents(tree)
        if node.role == "H2" and parent is not None and parent.role != "Aside"
    ]
    assert len(second) == len(headings) > 2
    assert all(line.endswith(heading) for line, heading in zip(second, headings, strict=True))


def test_figures_have_words_that_are_words(tree):
    """The alternative text of each figure is a sentence, not a file's name, and differs from its neighbours'."""
    for figure in elements(tree, "Figure"):
        alt = str(figure.attributes["/Alt"]).strip()
        assert len(alt.split()) > 2, alt
        assert not re.search(r"\.(png|jpe?g|pdf|svg)\b", alt, re.IGNORECASE)
        box = [float(value) for value in attribute(figure, "/BBox")]  # type: ignore[attr-defined]
        assert box[0] < box[2]
        assert box[1] < box[3]


def test_nothing_is_said_twice(tree):
    """Only what is drawn and not written is said by ActualText, and only figures have an alternative."""
    replaced = [node for node in tree.walk() if "/ActualText" in node.attributes]
    assert {node.role for node in replaced} <= {"Span"}
    assert [fold(node.text) for node in replaced if node.text.strip()] == []
    assert {node.role for node in tree.walk() if "/Alt" in node.attributes} <= {"Figure"}


def test_other_languages_and_abbreviations_are_marked(whole, tree):
    """A passage in another language carries it; an abbreviation carries what it is short for, once in a part at most."""
    spans = elements(tree, "Span")
    assert all(node.attributes.keys() & {"/Lang", "/E", "/ActualText"} for node in spans)
    assert all(
        re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(node.attributes["/Lang"]))
        for node in spans
        if "/Lang" in node.attributes
    )
    expansions = {fold(node.text): str(node.attributes["/E"]) for node in spans if "/E" in node.attributes}
    known = {fold(short): long for short, long in whole.report.abbreviations.items()}
    assert expansions.items() <= known.items()
    assert expansions


def test_asides_and_articles_are_what_they_are(tree):
    """Fact boxes are Aside, mapped to what every reader knows; commentaries and articles are Art."""
    assert elements(tree, "Aside")
    for node in elements(tree, "Art"):
        assert any(re.fullmatch("H[1-3]", kid.role) for kid in node.walk())


def test_our_roles_are_mapped_to_standard_ones(reader):
    """Aside is no structure type of PDF 1.7: the role map says what it is to a reader that does not know it."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    assert root["/RoleMap"] == {"/Aside": "/Sect"}


def test_the_document_opens_as_it_should(reader, whole):
    """Language, title in the window, outline shown, marked as tagged, page labels for every page."""
    root = reader.trailer["/Root"]
    assert root["/Lang"] == whole.report.report.language
    assert (
        root["/ViewerPreferences"]["/DisplayDocTitle"] is True or root["/ViewerPreferences"]["/DisplayDocTitle"].value
    )
    assert root["/PageMode"] == "/UseOutlines"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.page_labels == [page.label for page in whole.book.pages]
