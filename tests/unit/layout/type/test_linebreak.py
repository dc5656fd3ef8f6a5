from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from layout.type import linebreak
from layout.type.linebreak import (
    DASH,
    FORCED,
    HYPHEN,
    SPACE,
    Chances,
    Wishes,
    break_balanced,
    break_first_fit,
    break_justified,
    break_ragged,
    ends_in_runt,
    share_slack,
)


def words(*widths: float, space: float = 4.0) -> Chances:
    """Words of these widths with breakable spaces between them."""
    chances, x, glue = Chances(), 0.0, 0.0
    for number, width in enumerate(widths, 1):
        x += width
        add(chances, x, glue, FORCED if number == len(widths) else SPACE)
        x += space
        glue += space
        chances.starts.append(x)
        chances.glue_starts.append(glue)
    return chances


def add(chances: Chances, end: float, glue: float, kind) -> None:
    """Put one more place to break at the end, its next start still to come."""
    chances.ends.append(end)
    chances.glue_ends.append(glue)
    chances.costs.append(0.0)
    chances.kinds.append(kind)


def hyphened(syllables: int, width: float, kind=HYPHEN) -> Chances:
    """One long word that may be divided after each syllable, and a last one that ends it."""
    chances = Chances()
    for number in range(1, syllables + 1):
        add(chances, number * width, 0.0, FORCED if number == syllables else kind)
        chances.starts.append(number * width)
        chances.glue_starts.append(0.0)
    return chances


def test_what_fits_on_one_line_stays_on_it():
    """A last line is not stretched, so a short paragraph is one line."""
    assert break_justified(words(20, 20, 20), Wishes(measures=(200.0,)), 1.0) == [2]


def test_a_bad_line_early_is_taken_for_a_better_whole():
    """Total fit leaves a word for the next line where first fit would ruin that one."""
    chances = words(*[22] * 4, 20, 40, 40, 17, *[22] * 3)
    wishes = Wishes(measures=(104.0,))
    assert break_justified(chances, wishes, 3.0) != break_first_fit(chances, wishes)


def test_no_space_is_stretched_beyond_what_is_allowed():
    """When words will not fill the lines, there is no answer rather than a bad one."""
    assert break_justified(words(60, 60, 60, 60), Wishes(measures=(100.0,)), 1.0) is None


def test_there_is_always_a_rescue():
    """With `rescue` each word has its line, however loose."""
    assert break_justified(words(60, 60, 60), Wishes(measures=(100.0,)), 1.0, rescue=True) == [0, 1, 2]


def test_a_box_wider_than_the_measure_stands_alone():
    """It overruns its own line, and spoils no other."""
    wishes = Wishes(measures=(100.0,))
    assert break_justified(words(40, 300, 40), wishes, 1.0, rescue=True) == [0, 1, 2]
    assert break_ragged(words(40, 300, 40), wishes) == [0, 1, 2]


def cost_of(chances: Chances, breaks: tuple[int, ...], wishes: Wishes, stretch: float) -> float:
    """The demerits of one way to break, told line by line; infinite if a line cannot be."""
    total, fitness, ladder, before = 0.0, 1, 0, -1
    for end in breaks:
        start = chances.starts[before] if before >= 0 else 0.0
        glue = chances.glue_ends[end] - (chances.glue_starts[before] if before >= 0 else 0.0)
        slack = wishes.measures[0] - (chances.ends[end] - start)
        kind = chances.kinds[end]
        is_last = kind is FORCED and slack >= 0
        excess, _ = (0.0, 0.0) if is_last else share_slack(slack, glue, wishes.give * wishes.measures[0])
        if not is_last and not glue and abs(slack) > 1e-6:
            return math.inf
        if not -linebreak.SHRINK - 1e-6 <= excess <= stretch + 1e-6:
            return math.inf
        tightness = excess / linebreak.STRETCH if excess >= 0 else -excess / linebreak.SHRINK
        now = 1 if tightness <= 0.5 else 0 if excess < 0 else 2 if tightness <= 1 else 3
        ladder = ladder + 1 if kind in (HYPHEN, DASH) else 0
        if ladder > 2:
            return math.inf
        total += chances.costs[end] + (1 + 100 * tightness**3) ** 2
        total += linebreak._CLASH * (abs(now - fitness) > 1) + linebreak._SECOND_HYPHEN * (ladder == 2)
        if is_last and before >= 0 and chances.kinds[before] is HYPHEN:
            total += linebreak._HYPHEN_BEFORE_LAST
        if is_last and slack > (1 - wishes.last_line_least) * wishes.measures[0]:
            total += linebreak.RUNT
        fitness, before = now, end
    return total


@pytest.mark.parametrize(("give", "stretch"), [(0.0, 2.0), (0.03, 2.0), (0.1, 0.4)])
@pytest.mark.parametrize("seed", range(60))
def test_no_other_breaking_is_better(seed, give, stretch):
    """Of all ways to break a short paragraph, tried one by one, the one chosen costs least."""
    chance = random.Random(seed)
    chances = words(*(chance.choice([8, 11, 15, 19, 24]) for _ in range(12)))
    for row in range(11):
        chances.kinds[row] = chance.choice([SPACE, SPACE, SPACE, HYPHEN])
        chances.costs[row] = chance.choice([0.0, 0.0, 900.0])
    wishes = Wishes(measures=(70.0,), give=give)
    ways = [(*some, 11) for count in range(12) for some in combinations(range(11), count)]
    best = min(cost_of(chances, way, wishes, stretch) for way in ways)
    breaks = break_justified(chances, wishes, stretch)
    found = math.inf if breaks is None else cost_of(chances, tuple(breaks), wishes, stretch)
    assert found == pytest.approx(best)


def test_forced_ends_are_always_taken():
    """A line never runs over the end that the author set, and it is not stretched."""
    chances = words(30, 30, 30, 30)
    chances.kinds[1] = FORCED
    assert break_justified(chances, Wishes(measures=(500.0,)), 0.3) == [1, 3]
    assert break_ragged(chances, Wishes(measures=(500.0,))) == [1, 3]
    assert break_balanced(chances, Wishes(measures=(500.0,))) == [1, 3]


@pytest.mark.parametrize("breaker", [break_ragged, lambda c, w: break_justified(c, w, 1.0, rescue=True)])
def test_never_three_hyphens_in_a_row(breaker):
    """A long word that would need three is rather left too long than made a ladder."""
    breaks = breaker(hyphened(8, 20.0), Wishes(measures=(45.0,)))
    assert len(breaks) == 3


def many_paragraphs() -> Iterator[Chances]:
    """Paragraphs of eighty words, some of which may be divided."""
    for seed in range(60):
        chance = random.Random(seed)
        chances = words(*(chance.randint(6, 24) for _ in range(80)))
        for row in range(79):
            chances.kinds[row] = chance.choice([SPACE, SPACE, HYPHEN])
        yield chances


def line_excesses(chances: Chances, breaks: list[int], measure: float) -> list[float]:
    """How much wider than normal the spaces of each line are, the last line apart."""
    excesses = []
    for before, end in pairwise([-1, *breaks[:-1]]):
        start = chances.starts[before] if before >= 0 else 0.0
        glue = chances.glue_ends[end] - (chances.glue_starts[before] if before >= 0 else 0.0)
        excesses.append((measure - chances.ends[end] + start) / glue)
    return excesses


@pytest.mark.parametrize("price", ["_SECOND_HYPHEN", "_CLASH"])
def test_ladders_and_clashes_have_their_price(monkeypatch, price):
    """Fewer lines in a row end in hyphens, and fewer tight lines meet loose ones, than if it cost nothing."""

    def count() -> int:
        found = 0
        for chances in many_paragraphs():
            breaks = break_justified(chances, Wishes(measures=(230.0,)), 2.0)
            if breaks is None:
                continue
            if price == "_SECOND_HYPHEN":
                found += sum(chances.kinds[a] is chances.kinds[b] is HYPHEN for a, b in pairwise(breaks))
            else:
                excesses = line_excesses(chances, breaks, 230.0)
                found += sum(min(two) < -0.125 and max(two) > 0.25 for two in pairwise(excesses))
        return found

    priced = count()
    monkeypatch.setattr(linebreak, price, 0.0)
    assert priced < count()


def test_no_hyphen_leads_to_the_last_line_if_it_can_be_helped():
    """The end of a word alone on the last line is the poorest use of a hyphen."""
    chances = words(*[10] * 21)
    wishes = Wishes(measures=(136.0,), last_line_least=0.0)
    assert break_justified(chances, wishes, 1.0) == [9, 19, 20]
    chances.kinds[19] = HYPHEN
    assert break_justified(chances, wishes, 1.0)[-2] != 19


def test_dashes_of_the_text_make_no_forbidden_ladder():
    """A chain of compounds may end line after line in its own hyphens."""
    breaks = break_justified(hyphened(12, 20.0, DASH), Wishes(measures=(41.0,)), 1.0, rescue=True)
    assert breaks == [1, 3, 5, 7, 9, 11]


def test_a_line_can_be_barred_from_ending_in_a_hyphen():
    """Before a page turn the word goes over whole, though the hyphen would fit better."""
    chances = words(40, 30, 30, 40, 30, 20)
    chances.kinds[1] = HYPHEN
    assert break_justified(chances, Wishes(measures=(74.0,)), 2.0) == [1, 3, 5]
    barred = Wishes(measures=(74.0,), no_hyphen_after=frozenset([0]))
    assert 1 not in break_justified(chances, barred, 2.0, rescue=True)
    assert 1 not in break_ragged(chances, barred)


def test_each_line_may_have_its_own_measure():
    """Beside a drop cap the first lines are shorter; the last measure holds for the rest."""
    assert break_ragged(words(*[20] * 9), Wishes(measures=(44.0, 44.0, 92.0))) == [1, 3, 7, 8]
    assert break_justified(words(*[20] * 9), Wishes(measures=(44.0, 68.0, 92.0)), 1.0) == [1, 4, 8]


def test_a_runt_is_avoided_when_the_lines_above_can_help():
    """A last word of its own is joined by another, at the price of looser spaces."""
    chances = words(*[10] * 15)
    wishes = Wishes(measures=(100.0,))
    assert ends_in_runt(chances, wishes, [6, 13, 14])
    breaks = break_justified(chances, wishes, 1.0)
    assert len(breaks) == 3
    assert not ends_in_runt(chances, wishes, breaks)


def test_ragged_lines_shun_a_deep_step():
    """A ragged edge runs smooth: a line that fits to the brim gives a word to a bare one."""
    chances = words(30, 30, 36, 50, 60, 40)
    wishes = Wishes(measures=(104.0,))
    assert break_first_fit(chances, wishes) == [2, 3, 5]
    assert break_ragged(chances, wishes) == [1, 3, 5]


def test_headings_are_as_equal_as_they_will_go():
    """Two lines of a heading are two halves, not a full line and a scrap."""
    assert break_first_fit(words(*[20] * 6), Wishes(measures=(120.0,))) == [4, 5]
    assert break_balanced(words(*[20] * 6), Wishes(measures=(120.0,))) == [2, 5]


def test_a_heading_keeps_its_least_number_of_lines():
    """Balancing never adds a line."""
    for count in range(1, 20):
        chances = words(*[17 + count % 3 for _ in range(count)])
        wishes = Wishes(measures=(80.0,))
        assert len(break_balanced(chances, wishes)) == len(break_first_fit(chances, wishes))


def test_a_heading_rather_does_not_end_a_line_where_it_costs():
    """A price on a break (after "of") moves it when another is nearly as even."""
    chances = words(20, 20, 12, 20, 20, 12)
    assert break_balanced(chances, Wishes(measures=(80.0,))) == [2, 5]
    chances.costs[2] = 50_000.0
    assert break_balanced(chances, Wishes(measures=(80.0,))) != [2, 5]


@pytest.mark.parametrize(("slack", "spaces", "letters"), [(2.0, 2.0, 0.0), (-2.0, -2.0, 0.0), (0.0, 0.0, 0.0)])
def test_spaces_alone_take_small_differences(slack, spaces, letters):
    """Letters are left alone while the spaces stay near their width."""
    excess, between = share_slack(slack, 20.0, 6.0)
    assert (excess * 20, between) == pytest.approx((spaces, letters))


def test_letters_have_done_their_part_before_a_space_is_half_as_wide_again():
    """At an excess of one half, tracking has given all it may, and gives no more after."""
    assert share_slack(0.5 * 20 + 6, 20.0, 6.0) == pytest.approx((0.5, 6.0))
    assert share_slack(20 + 6, 20.0, 6.0) == pytest.approx((1.0, 6.0))


@pytest.mark.parametrize("slack", [-8.0, -4.0, -1.0, 0.5, 5.0, 8.0, 12.0, 40.0])
def test_the_shares_add_up(slack):
    """What spaces and letters take is what the line is short of."""
    excess, between = share_slack(slack, 20.0, 6.0)
    assert excess * 20 + between == pytest.approx(slack)


def test_a_line_without_spaces_is_left_as_it_is():
    """A single word is never spread over the measure."""
    assert share_slack(30.0, 0.0, 6.0) == (0.0, 0.0)
