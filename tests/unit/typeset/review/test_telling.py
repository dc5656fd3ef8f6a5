"""A comparison told: for people, for terminals, for machines."""

import json

import pytest
from versions import version

from typeset.review.compare import compare
from typeset.review.telling import as_json, as_rich, as_text, short_name, summary

RIVER = "The river rose in spring by 41 cm and fell again before the first of the hay was cut on either bank."
MILL = "Nobody had expected the mill to stand still for so long, and nobody was ready when it did."


def comparison():
    """A heading and a number changed, a paragraph went, one came."""
    old = version(f"# The year of the flood\n{RIVER}", MILL, name="old.pdf")
    new = version(
        f"# The year of the storm\n{RIVER.replace('41', '42')}\nA fence is a place to put marrows on.", name="new.pdf"
    )
    return compare(old, new)


def test_changes_are_told_by_topic_with_their_pages():
    """Figures before structure before text; each with its page, what became of it, and the words."""
    assert as_text(comparison()) == (
        "old.pdf → new.pdf\n"
        "1 figure changed, 2 paragraphs changed, 1 paragraph deleted, 1 paragraph inserted; 2 → 1 pages\n"
        "\nFigures\n"
        "  page 1: paragraph changed\n"
        "    The river rose in spring by [-41-] {+42+} cm and fell again before the first of …\n"
        "\nStructure\n"
        "  page 1: heading changed\n"
        "    The year of the [-flood-] {+storm+}\n"
        "\nText\n"
        "  page 2: paragraph deleted\n"
        f"    [-{MILL}-]\n"
        "  page 1: paragraph inserted\n"
        "    {+A fence is a place to put marrows on.+}\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("More of it found here", "More found here", "More [-of it-] found here"),
        ("More found here now.", "More found here.", "More found here [-now-]."),
        ("Found here it is", "It was found here it is", "[-Found-] {+It was found+} here it is"),
        ("We now see more here", "See more here", "[-We now see-] {+See+} more here"),
        ("One of (many) here", "One of many here", "One of [-(-]many[-)-] here"),
    ],
)
def test_words_that_went_keep_the_spaces_they_had(old, new, said):
    """What is gone is told where it stood, parted from its neighbours as it was."""
    (change,) = compare(version(old), version(new)).changes
    told = as_text(compare(version(old), version(new))).splitlines()[-1].strip()
    assert change.edits
    assert told == said


def test_no_difference_is_a_sentence():
    """Versions that say the same are told so, with how much was compared."""
    assert summary(compare(version(RIVER), version(RIVER))) == "no difference in 1 page"


def test_a_terminal_gets_the_same_words_with_more_than_colour():
    """What is gone is struck through and what came is underlined: colour alone would tell some readers nothing."""
    text = as_rich(comparison())
    styles = {str(span.style) for span in text.spans}
    assert {"red strike", "green underline"} <= styles
    assert "41 42 cm" in text.plain


def test_machines_get_everything():
    """JSON has every change whole, with offsets of characters and pages from 1, and the same bytes every time."""
    said = as_json(comparison())
    assert said == as_json(comparison())
    data = json.loads(said)
    first = data["changes"][0]
    assert data["same"] is False
    assert data["counts"] == {"figures": 1, "changed": 2, "inserted": 1, "deleted": 1}
    assert (first["topic"], first["old_page"], first["new_page"]) == ("figures", 1, 1)
    assert first["numbers"] == [{"old": "41", "new": "42"}]
    (edit,) = first["edits"]
    assert first["old"][slice(*edit["old"])] == edit["gone"] == "41"
    assert [change["new"] for change in data["changes"] if change["action"] == "deleted"] == [None]


@pytest.mark.parametrize(
    ("name", "short"),
    [("/a/b/c.pdf", "c.pdf"), ("HEAD~1:sub/content.yaml", "HEAD~1:sub/content.yaml"), ("out/pages/", "pages")],
)
def test_names_are_shown_without_their_folders(name, short):
    """A path is shown by its last name; a revision whole, for it is the revision that matters."""
    assert short_name(name) == short
