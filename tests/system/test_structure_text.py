"""What a screen reader is told: the digital edition's tags say what the manifest says, in its order."""

import difflib
import unicodedata
from collections.abc import Iterator

import pytest
from reading import Node, blocks_of
from saying import fold

from typeset.manifest import model
from typeset.plots import find_plots


@pytest.fixture(scope="module")
def figures(whole, tagged) -> list[Node]:
    """The groups of a chart's figure, the words around it, and its data as a table."""
    pictures = {
        block.alt.plain
        for part in whole.report.book
        for block in getattr(part, "text", ())
        if isinstance(block, model.Illustration)
    }
    groups = [node for node in tagged.root.walk() if node.role == "Div"]
    return [node for node in groups if any(map(_is_chart_table, node.kids)) or _alts(node) - pictures]


def _alts(node: Node) -> set[str]:
    """The alternative texts of the figures right in *node*."""
    return {str(kid.attributes["/Alt"]) for kid in node.kids if isinstance(kid, Node) and kid.role == "Figure"}


def _is_chart_table(node: Node | str) -> bool:
    return isinstance(node, Node) and node.role == "Table" and node.title.startswith("Data of the chart")


def _data_of(table: Node) -> Iterator[Node]:
    """All of a chart's table but the line that says what is measured, which is its caption or its corner."""
    first = table.kids[0]
    measures = first if isinstance(first, Node) and first.role == "Caption" else first.kids[0]
    return (node for node in table.walk() if node is not measures)


def test_the_tags_say_what_the_manifest_says_in_its_order(tagged, said):
    """Block by block the structure tree holds the words of the manifest, nothing less, nothing more, in its order."""
    tables = {id(node) for table in tagged.root.walk() if _is_chart_table(table) for node in _data_of(table)}
    ranges = {id(kid) for entry in tagged.root.walk() if entry.role == "TOCI" for kid in entry.kids[-1:]}
    left_out = tables | ranges
    read = [
        fold(words)
        for node, words in blocks_of(tagged.root)
        if id(node) not in left_out and node.role != "Figure" and words.strip()
    ]
    wanted = [fold(one.words) for one in said if not one.chart]
    difference = [line[:160] for line in difflib.unified_diff(wanted, read, "manifest", "tags", n=0, lineterm="")]
    assert not difference, "\n".join(difference)


def test_every_chart_is_a_figure_with_the_authors_words_for_it(whole, tagged, figures):
    """Each chart of the manifest is a Figure whose alternative text is the author's, in the manifest's order."""
    asked = [plot.asked.alt.plain for plot in find_plots(whole.report)]
    told = [
        str(kid.attributes["/Alt"]) for group in figures for kid in group.kids if getattr(kid, "role", "") == "Figure"
    ]
    assert told == asked


def test_all_content_is_tagged_or_an_artifact(tagged):
    """Nothing is painted outside of marked content, and every tagged piece has its place in the tree."""
    assert tagged.loose == []
    assert tagged.unclaimed == []


def test_words_out_of_the_tree_are_furniture_alone(whole, tagged):
    """The words left out of the tree are running heads, folios and monograms, and nothing else."""
    report = whole.report
    heads = {fold((report.report.running_head or report.report.title).plain)}
    for part in report.book:
        for name in ("short", "kicker", "headline"):
            heads.add(fold(getattr(getattr(part, name, ""), "plain", "")))
    initials = {name[0] for person in report.people.values() for name in person.name.plain.split()}
    for page, words in zip(whole.book.pages, tagged.artifacts, strict=True):
        for text in map(fold, words):
            is_monogram = len(text) <= 2 and set(text) <= initials
            assert text in heads or text == page.label or is_monogram, (page.label, text)


def test_no_element_is_empty(tagged):
    """Every element says something, shows something, or is a cell of a table that has nothing to say."""
    may_be_empty = {"TD", "TH", "Figure"}
    empty = [node.role for node in tagged.root.walk() if not node.said.strip() and node.role not in may_be_empty]
    assert empty == []


def test_no_word_is_joined_to_the_next_over_a_line_end(whole, tagged, said):
    """The words that the tags give, taken one by one, are the manifest's own words."""
    known = {word for one in said for word in fold(one.words).split()}
    strange = [
        word
        for node, text in blocks_of(tagged.root)
        if node.role in {"P", "H1", "H2", "H3"}
        for word in fold(text).split()
        if word not in known and not word.replace("–", "").isdigit()
    ]
    assert strange == []


def test_text_is_letters_not_private_signs(tagged):
    """Ligatures come back as letters: no private-use or presentation-form character stands in the tree."""
    for character in set(tagged.root.text):
        assert unicodedata.category(character) not in {"Co", "Cn"}, hex(ord(character))
        assert not 0xFB00 <= ord(character) <= 0xFB06, hex(ord(character))
