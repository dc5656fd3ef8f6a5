"""Laws of comparing: what holds for any two texts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.geometry import Rect
from typeset.review.compare import Action, compare
from typeset.review.pagetext import BLANK, texts_of_version
from typeset.review.telling import as_json, as_text
from typeset.review.version import Block, Kind, Stretch, Version
from typeset.review.words import differences, find_edits, in_order, tokens_of

WORDS = st.lists(
    st.sampled_from(["the", "river", "rose", "41", "cm", "by", "1,600", "–", "in", "spring,", "and", "fell"]),
    max_size=30,
)
KINDS = st.sampled_from([Kind.PARAGRAPH, Kind.HEADING, Kind.ROW, Kind.ALT, Kind.DATUM, Kind.CONTENTS])


@st.composite
def versions(draw) -> Version:
    """A version of a few pages."""
    said = draw(st.lists(st.tuples(KINDS, WORDS.filter(bool)), max_size=12))
    blocks = tuple(
        Block(
            kind=kind, text=" ".join(words), stretches=(Stretch(0, number // 4, Rect(0, 20 * (number % 4), 100, 12)),)
        )
        for number, (kind, words) in enumerate(said)
    )
    return Version(name="a", blocks=blocks, labels=("1", "2", "3"), told=draw(st.booleans()))


@given(versions())
def test_nothing_differs_from_itself(version):
    """Whatever a version says, it says the same as itself."""
    assert compare(version, version).is_same


@given(versions(), versions())
def test_every_block_is_told_once(old, new):
    """Side by side, both versions are whole: each block of either stands in one row, the new ones in their order."""
    rows = compare(old, new).rows
    assert [id(block) for row in rows for block in row.new] == [id(block) for block in new.blocks]
    assert sorted(id(block) for row in rows for block in row.old) == sorted(id(block) for block in old.blocks)


@given(versions(), versions())
def test_edits_turn_the_old_words_into_the_new_ones(old, new):
    """Applying what a change tells to the old words gives the new ones, but for spaces."""
    for change in compare(old, new).changes:
        if change.action is not Action.CHANGED:
            continue
        text, at = "", 0
        for edit in change.edits:
            text += change.old_text[at : edit.old[0]] + " " + change.new_text[slice(*edit.new)] + " "
            at = edit.old[1]
        text += change.old_text[at:]
        assert [t.key for t in tokens_of(text)] == [t.key for t in tokens_of(change.new_text)]


@given(versions(), versions())
def test_a_change_is_a_change_from_both_sides(old, new):
    """If one differs from the other, the other differs from the one; what came in is what went out."""
    there, back = compare(old, new), compare(new, old)
    assert there.is_same == back.is_same


@given(versions(), versions())
def test_comparisons_can_be_told(old, new):
    """Any comparison can be told, and is told alike every time."""
    assert as_text(compare(old, new)) == as_text(compare(old, new))
    assert as_json(compare(old, new)) == as_json(compare(old, new))


@given(WORDS, WORDS)
def test_differences_are_in_order_and_leave_the_same_words(a, b):
    """Between differences both sides hold the same words."""
    i = k = 0
    for a_from, a_to, b_from, b_to in differences(a, b):
        assert a[i:a_from] == b[k:b_from]
        assert a_from < a_to or b_from < b_to
        i, k = a_to, b_to
    assert a[i:] == b[k:]


@given(WORDS, WORDS)
def test_edits_lie_within_their_texts_and_do_not_touch(a, b):
    """Offsets rise, and never leave the text."""
    old, new = " ".join(a), " ".join(b)
    last = (0, 0)
    for edit in find_edits(tokens_of(old), tokens_of(new)):
        assert last[0] <= edit.old[0] <= edit.old[1] <= len(old)
        assert last[1] <= edit.new[0] <= edit.new[1] <= len(new)
        last = edit.old[1], edit.new[1]


@given(st.lists(st.integers(0, 40), unique=True, max_size=25))
def test_what_stays_in_order_rises(seconds):
    """The choice rises on both sides, and no longer one can be made."""
    pairs = list(enumerate(seconds))
    chosen = in_order(pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chosen))
    best: list[int] = []
    for number, second in enumerate(seconds):
        best.append(1 + max((best[n] for n in range(number) if seconds[n] < second), default=0))
    assert len(chosen) == max(best, default=0)


@given(versions())
def test_page_texts_hold_every_word(version):
    """Written out page by page, nothing is lost but alternative texts; a page without words says that it has none."""
    said = " ".join(text.removeprefix(f"{BLANK}\n") for text in texts_of_version(version)).split()
    assert said == " ".join(block.text for block in version.blocks if block.kind is not Kind.ALT).split()
