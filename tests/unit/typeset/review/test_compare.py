"""Comparing versions: reflow is nothing, a number is everything, and what moved is told as moved."""

import pytest
from versions import version

from layout.values import replace
from typeset.review.compare import Action, Topic, compare
from typeset.review.version import Block, ChartData, Figure, Kind, Stretch

RIVER = "The river rose in spring and fell again before the first of the hay was cut on either bank."
MILL = "Nobody had expected the mill to stand still for so long, and nobody was ready when it did."
HEDGE = "A hedge keeps out what it can, cattle first, then wind, and in our days for the most part noise."
GATE = "The gate of seven boards was painted green, and green it has been ever since that summer."


def told(old, new):
    """What changed, as topic, action and the words of the new side, or of the old where it has none."""
    return [(one.topic, one.action, one.new_text or one.old_text) for one in compare(old, new).changes]


def test_a_version_is_the_same_as_itself():
    """Nothing is told of two versions that say the same."""
    comparison = compare(version(RIVER, MILL), version(RIVER, MILL))
    assert comparison.is_same
    assert comparison.counts() == {}


def test_pages_that_break_elsewhere_are_no_change():
    """Paragraphs on other pages are the same paragraphs: reflow is silent."""
    old = version(f"{RIVER}\n{MILL}", f"{HEDGE}\n{GATE}")
    new = version(RIVER, f"{MILL}\n{HEDGE}", GATE)
    assert compare(old, new).is_same


def test_lines_that_break_elsewhere_are_no_change():
    """Where a line ends, and a hyphen that only its end asked for, says nothing."""
    block = Block(kind=Kind.PARAGRAPH, text="Nothing is ever told of\nwhere a line\u00a0ends.")
    other = replace(block, text="Nothing is ever told of where a line ends.")
    old, new = version(""), version("")
    assert compare(replace(old, blocks=(block,)), replace(new, blocks=(other,))).is_same


def test_changed_words_are_found_within_their_paragraph():
    """A paragraph of which a word changed is told as changed, with the very word and both pages."""
    (change,) = compare(version(f"{HEDGE}\n{RIVER}"), version(HEDGE, RIVER.replace("spring", "autumn"))).changes
    (edit,) = change.edits
    assert (change.old_text[slice(*edit.old)], change.new_text[slice(*edit.new)]) == ("spring", "autumn")
    assert (change.topic, change.old_page, change.new_page) == (Topic.TEXT, 0, 1)


def test_a_number_that_changed_comes_first():
    """However many words changed before it, a changed number is told before all else."""
    old = version(f"# The head of it\n{RIVER}\n{MILL} It was 41 per cent.\n{HEDGE}")
    new = version(f"# The new head of it\n{RIVER.replace('hay', 'wheat')}\n{MILL} It was 42 per cent.\n{HEDGE}")
    first = compare(old, new).changes[0]
    assert (first.topic, first.numbers) == (Topic.FIGURES, (("41", "42"),))


@pytest.mark.parametrize(
    ("was", "is_", "numbers"),
    [
        ("It was 41 per cent.", "It was 42 per cent.", (("41", "42"),)),
        ("It was half of them all.", "It was a third of them all.", (("half", "third"),)),
        ("It was 1,600 in all.", "It was 1600 in all.", ()),
        ("First 3, then 4 of them.", "First 4, then 3 of them.", ()),
        ("It was 41 per cent of all.", "It was some of all.", (("41", ""),)),
        ("It fell by 2 in 2015.", "It fell by 3 in 2014.", (("2", "3"), ("2015", "2014"))),
    ],
)
def test_a_number_is_changed_by_its_value_alone(was, is_, numbers):
    """Grouping and place make no other number; one that went, came or was replaced is one."""
    (change,) = compare(version(f"{RIVER} {was}"), version(f"{RIVER} {is_}")).changes
    assert change.numbers == numbers


def test_a_page_that_is_referred_to_is_no_figure():
    """`see page 16` that becomes `see page 18` is told as text: pages have moved, no figure has changed."""
    text = f"{RIVER} See page 16."
    at = text.index("16")
    block = Block(kind=Kind.PARAGRAPH, text=text, stretches=(), pointers=((at, at + 2),))
    old = replace(version(""), blocks=(block,))
    new = replace(version(""), blocks=(replace(block, text=text.replace("16", "18")),))
    (change,) = compare(old, new).changes
    assert (change.topic, change.numbers) == (Topic.TEXT, ())


def test_what_was_inserted_and_deleted_is_told_whole():
    """A paragraph that is nowhere on the other side came, or went."""
    assert told(version(f"{RIVER}\n{MILL}"), version(f"{RIVER}\n{HEDGE}")) == [
        (Topic.TEXT, Action.DELETED, MILL),
        (Topic.TEXT, Action.INSERTED, HEDGE),
    ]


def test_a_paragraph_that_moved_is_told_as_moved():
    """A paragraph that stands elsewhere is neither deleted nor inserted."""
    old = version(f"{RIVER}\n{MILL}\n{HEDGE}\n{GATE}")
    assert told(old, version(f"{MILL}\n{HEDGE}\n{GATE}\n{RIVER}")) == [(Topic.TEXT, Action.MOVED, RIVER)]


def test_paragraphs_that_moved_together_are_one_change():
    """A section that moved is told once, not paragraph by paragraph; its heading makes it structure."""
    section = "# Gates and hedges\n" + HEDGE.replace("noise", "talk") + "\n" + GATE
    rest = f"{RIVER}\n{MILL}\n{HEDGE} {RIVER}\n{GATE} {MILL}"
    (change,) = compare(version(f"{section}\n{rest}"), version(f"{rest}\n{section}")).changes
    assert (change.topic, change.action, len(change.new)) == (Topic.STRUCTURE, Action.MOVED, 3)


def test_a_paragraph_that_moved_and_changed_is_both():
    """It is told with the word that changed in it, and that it moved."""
    old = version(f"{RIVER}\n{MILL}\n{HEDGE}\n{GATE}")
    (change,) = compare(old, version(f"{MILL}\n{HEDGE}\n{GATE}\n{RIVER.replace('spring', 'autumn')}")).changes
    assert (change.action, change.moved, len(change.edits)) == (Action.CHANGED, True, 1)


def test_a_paragraph_that_was_divided_is_told_as_divided():
    """Two paragraphs with the words of one are that one, divided; the other way round they are joined."""
    one, two = version(f"{RIVER} {MILL}\n{GATE}"), version(f"{RIVER}\n{MILL}\n{GATE}")
    assert [(change.action, len(change.new)) for change in compare(one, two).changes] == [(Action.DIVIDED, 2)]
    assert [(change.action, len(change.old)) for change in compare(two, one).changes] == [(Action.JOINED, 2)]


def test_where_paragraphs_are_guessed_their_ends_are_no_change():
    """A PDF of others tells lines, not paragraphs: one that a page turn divides is the same words still."""
    one = version(f"{RIVER} {MILL}\n{GATE}", told=False)
    two = version(RIVER, f"{MILL}\n{GATE}", told=False)
    assert compare(one, two).is_same


def test_a_last_word_that_went_to_the_next_guessed_paragraph_is_no_change():
    """Where a short last line is taken for a paragraph of its own, and another time is not, no word has changed."""
    old = version(f"{RIVER} Here.\n{MILL}\n{GATE}", told=False)
    new = version(f"{RIVER}\nHere.\n{MILL}\n{GATE}", told=False)
    assert compare(old, new).is_same
    told = version(f"{RIVER}\nHere.\n{MILL}\n{GATE}")
    assert not compare(version(f"{RIVER} Here.\n{MILL}\n{GATE}"), told).is_same


def test_repeated_paragraphs_pair_up_in_their_order():
    """A kicker that stands on every page is not taken for one that moved when a page is taken out."""
    kicker = "Views of those who answered"
    old = version(*(f"{kicker}\n{text}" for text in (RIVER, MILL, HEDGE, GATE)))
    new = version(*(f"{kicker}\n{text}" for text in (RIVER, HEDGE, GATE)))
    assert sorted(words for _, action, words in told(old, new) if action is Action.DELETED) == [MILL, kicker]
    assert len(told(old, new)) == 2


def test_rows_of_tables_are_known_by_their_heads():
    """A row whose value changed is that row, whatever else came and went around it."""
    old = version("| Mill Lane | 90\n| Long Acre | 120\n| Together | 210")
    new = version("| Mill Lane | 91\n| Eastfield | 7\n| Long Acre | 120\n| Together | 218")
    changes = compare(old, new).changes
    assert [(change.action, change.numbers) for change in changes] == [
        (Action.CHANGED, (("90", "91"),)),
        (Action.CHANGED, (("210", "218"),)),
        (Action.INSERTED, ()),
    ]


def test_kinds_of_blocks_make_topics():
    """Headings are structure, lines of contents come last, alternative texts have a place of their own."""
    old = version(f"# The old head of this\n! A gate, shut\n> The gate 8–9\n{RIVER}")
    new = version(f"# The new head of this\n! A gate, open\n> The gate 10–11\n{RIVER.replace('hay', 'wheat')}")
    assert [topic for topic, _, _ in told(old, new)] == [Topic.STRUCTURE, Topic.TEXT, Topic.ALTS, Topic.CONTENTS]


def test_an_alternative_text_is_no_paragraph():
    """An alternative text that says what a caption says is not its successor."""
    assert [action for _, action, _ in told(version(f"! {RIVER}"), version(RIVER))] == [
        Action.INSERTED,
        Action.DELETED,
    ]


def test_what_one_side_cannot_tell_is_not_compared():
    """Alternative texts are not gone because the other file cannot hold any."""
    assert compare(version(f"{RIVER}\n! A river in spring"), version(RIVER, tells_alts=False)).is_same


# ---------------------------------------------------------------- ledger, charts, pictures


def test_figures_of_the_ledger_are_told_by_id():
    """What a figure was and is, and where it stands; one that is defined on one side only has an empty other."""
    beans = Figure(value="64%", measures="growers of beans", pages=("3",))
    old = version(RIVER, figures={"beans": beans, "kale": beans})
    new = version(RIVER, figures={"beans": replace(beans, value="65%", pages=("3", "4")), "leeks": beans})
    found = compare(old, new).figures
    assert [(one.id, one.old, one.new) for one in found] == [
        ("beans", "64%", "65%"), ("leeks", "", "64%"), ("kale", "64%", ""),
    ]  # fmt: skip
    assert found[0].new_pages == ("3", "4")


def chart(*rows: tuple[str, ...], kind: str = "bars") -> ChartData:
    """A chart with these rows, heads first."""
    return ChartData(title="What they grow", kind=kind, rows=rows)


def test_the_data_of_charts_are_told_cell_by_cell():
    """A value is named by its row, and by its column where there are several."""
    old = version(RIVER, charts={"grow": chart(("", "2015", "2016"), ("Beans", "60", "64"), ("Kale", "3", "4"))})
    new = version(RIVER, charts={"grow": chart(("", "2015", "2016"), ("Beans", "60", "65"), ("Leeks", "3", "4"))})
    (change,) = compare(old, new).charts
    assert [(cell.label, cell.old, cell.new) for cell in change.cells] == [
        ("Beans, 2016", "64", "65"),
        ("Leeks, 2015", "", "3"),
        ("Leeks, 2016", "", "4"),
        ("Kale, 2015", "3", ""),
        ("Kale, 2016", "4", ""),
    ]


def test_the_kind_and_the_order_of_a_chart_are_data_as_well():
    """A chart drawn otherwise, or in another order, has changed though no value has."""
    rows = (("", "n"), ("Beans", "6"), ("Kale", "3"))
    old = version(RIVER, charts={"a": chart(*rows), "b": chart(*rows), "c": chart(*rows)})
    new = version(
        RIVER, charts={"a": chart(*rows, kind="ring"), "b": chart(rows[0], rows[2], rows[1]), "d": chart(*rows)}
    )
    found = {one.id: (one.action, [cell.label for cell in one.cells]) for one in compare(old, new).charts}
    assert found == {
        "a": (Action.CHANGED, ["kind"]),
        "b": (Action.CHANGED, ["order"]),
        "c": (Action.DELETED, []),
        "d": (Action.INSERTED, []),
    }


def test_labels_of_charts_are_not_told_twice():
    """Where the data themselves are compared, what is printed of them is left out."""
    data = {"grow": chart(("", "n"), ("Beans", "6"))}
    other = {"grow": chart(("", "n"), ("Beans", "7"))}
    comparison = compare(version("= Beans | 6", charts=data), version("= Beans | 7", charts=other))
    assert (len(comparison.charts), comparison.changes) == (1, ())
    assert [change.topic for change in compare(version("= Beans | 6"), version("= Beans | 7")).changes] == [
        Topic.FIGURES
    ]


def test_pictures_are_told_from_one_another_by_their_bytes():
    """A picture with other pixels under the same name has changed."""
    old, new = version(RIVER, pictures={"gate.png": "a1"}), version(RIVER, pictures={"gate.png": "b2"})
    comparison = compare(old, new)
    (change,) = comparison.charts
    assert (change.id, change.what, change.action) == ("gate.png", "picture", Action.CHANGED)
    assert comparison.counts() == {"pictures": 1}


def test_a_change_is_placed_on_the_page_where_it_is():
    """A word that changed on the second page of a paragraph is told there, not where the paragraph begins."""
    text = f"{RIVER} {MILL}"
    at = text.index("Nobody")
    block = Block(
        kind=Kind.PARAGRAPH,
        text=text,
        stretches=(
            Stretch(0, 4, version(RIVER).blocks[0].stretches[0].box),
            Stretch(at, 5, version(RIVER).blocks[0].stretches[0].box),
        ),
    )
    old = replace(version(*[""] * 6), blocks=(block,))
    new = replace(old, blocks=(replace(block, text=text.replace("the mill", "the wheel")),))
    (change,) = compare(old, new).changes
    assert (change.old_page, change.new_page) == (5, 5)
