"""Where lines end: total-fit breaking after Knuth and Plass, and its ragged and balanced kin.

D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and
Experience 11 (1981), 1119-1184. The boxes, glue and penalties of the paper come here
as columns of running totals, one row for each place where a line may end, so that the
width between any two of them is a subtraction.

The paper keeps a list of active breaks and tries each against every new one. Here it
is the other way round: from each break that some good line reaches, the next line's
possible ends lie in a window of the running totals, and two bisections find it. The
work is then in proportion to the lines worth looking at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import IntEnum
from itertools import accumulate

from layout.values import Struct, field, replace


class Kind(IntEnum):
    """What a line's end there looks like; dashes and hyphens make ladders."""

    SPACE = 0
    DASH = 1
    HYPHEN = 2
    FORCED = 3


RUNT = 3_000_000.0
"""Demerits of a runt: more than those of a line whose spaces are twice as wide."""
RUNT_AT_LAST = 10 * RUNT
"""The same where nothing better is left: more than those of a line whose spaces are nearly three times as wide."""


class Chances(Struct):
    """The places where a line may end, in order; filled by whoever sets the paragraph.

    Widths are points from the start of the paragraph. The last row is `FORCED`.
    """

    ends: list[float] = field(default_factory=list)
    """Up to the end of a line that ends here, hyphen included, overhang not."""
    starts: list[float] = field(default_factory=list)
    """Up to where the next line's measure would begin."""
    glue_ends: list[float] = field(default_factory=list)
    """How much of `ends` is word space that may stretch and shrink."""
    glue_starts: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    """Demerits of ending a line here, beyond what its kind costs."""
    kinds: list[Kind] = field(default_factory=list)
    start: float = 0.0
    """Where the first line's measure begins: its overhang."""


class Wishes(Struct, frozen=True, kw_only=True):
    """What lines are to look like."""

    measures: tuple[float, ...]
    """Of the first lines; the last one is that of all further lines."""
    last_line_least: float = 1 / 6
    """Share of the measure that a last line should reach."""
    runt: float = RUNT
    """Demerits of a last line that does not."""
    give: float = 0.0
    """What a loose line may win by tracking, as a share of its measure."""
    no_hyphen_after: frozenset[int] = frozenset()
    """Lines, counted from 0, that may not end in a hyphen."""
    lines: int = 0
    """How many lines there are to be; 0 for as many as look best. Of justified text only."""


FORCED, HYPHEN, DASH, SPACE = Kind.FORCED, Kind.HYPHEN, Kind.DASH, Kind.SPACE

Breaks = list[int]
"""Rows of the `Chances` at which lines end, ascending."""

# Word spaces are measured by their own width, as excess over it: -0.25 is a space three
# quarters as wide as normal, still readable in a text face; at +0.5 readers begin to see
# rivers, so that is badness 100, "just tolerable".
SHRINK, STRETCH = 0.25, 0.5
# Up to here spaces alone take the strain; beyond, the letters share it (see `share_slack`).
CALM_SHRINK, CALM_STRETCH = 0.125, 0.3
# Letters close up less willingly than they open.
TAKE = 2 / 3

# Demerits. Those of the paper, but for hyphens: at our measures (50 to 60 characters) it
# is the second hyphen in a row that disturbs, not the first.
HYPHEN_COST = 2_500.0
DASH_COST = 400.0
_SECOND_HYPHEN = 30_000.0
_HYPHEN_BEFORE_LAST = 40_000.0
_CLASH = 6_000.0
"""A tight line beside a loose one."""
_LADDER = 2
"""Lines in a row that may end in a hyphen. Those of the text count, and only ours are refused."""

_HAIR = 1e-6
_EMPTY = 24.0
"""Tightness of a line without word spaces that leaves its whole measure empty."""
_RAG = 100_000.0
"""A ragged line that leaves its whole measure empty."""
_RAGGED_HYPHEN = 8_000.0
"""As much as a line that is over a quarter short."""
_LEAST_FILLED = 0.4
"""Share of its measure that a ragged line fills if anything fits at all; shorter ones are not looked at."""
_OVERRUN = 1e9
"""For each point that a line is too long."""

_Node = tuple[float, int, int, int, int, "_Node | None"]
"""Demerits so far, row, fitness class, hyphens in a row, lines so far, the break before."""


def share_slack(slack: float, glue: float, give: float) -> tuple[float, float]:
    """Divide what a line is short of (negative: too long) among its spaces and its letters.

    *glue* is the sum of the word spaces, *give* what tracking may add at most; all in
    points. The answer is the excess of each space over its width, and the points that
    go between letters. Small differences are left to the spaces, where nobody sees
    them; before a space gets half as wide again, the letters have done their part.
    """
    if slack >= 0:
        calm, most = CALM_STRETCH, STRETCH
    else:
        calm, most, give = -CALM_SHRINK, -SHRINK, -give * TAKE
    if glue <= 0:
        return 0.0, 0.0
    if not give or abs(slack) <= abs(calm * glue):
        return slack / glue, 0.0
    strained = (most - calm) * glue + give
    share = min((slack - calm * glue) / strained, 1.0)
    return (slack - share * give) / glue, share * give


def break_justified(chances: Chances, wishes: Wishes, stretch: float, *, rescue: bool = False) -> Breaks | None:
    """Choose the ends of justified lines that together look best.

    No word space grows by more than *stretch* of its width; None if that cannot be, or not
    in so many lines as are wished.
    With *rescue* there is always an answer: lines may be looser without limit, and a
    box wider than its measure stands alone on a line that is too long.
    """
    ends, starts, kinds, costs = chances.ends, chances.starts, chances.kinds, chances.costs
    glue_ends, glue_starts = chances.glue_ends, chances.glue_starts
    # Lower and upper bounds of the window, made monotone so that bisection may be used:
    # a hyphen can make an earlier end lie further right than a later one.
    shrunk = [end - SHRINK * glue for end, glue in zip(ends, glue_ends, strict=True)]
    fits = list(accumulate(reversed(shrunk), min))[::-1]
    reaches = list(accumulate([end + stretch * glue for end, glue in zip(ends, glue_ends, strict=True)], max))

    measures, barred = wishes.measures, wishes.no_hyphen_after
    final = len(measures) - 1
    # From this line on all are alike, and two ways to one break need not be told apart
    # by how many lines they took.
    alike = max(final, *(line + 1 for line in barred)) if barred else final
    if wishes.lines:
        alike = max(alike, wishes.lines + 1)
    table: list[dict[int, _Node]] = [{} for _ in ends]
    table.append({0: (0.0, -1, 1, 0, 0, None)})
    stop = -1
    # Row -1 is the paragraph's start, which the table keeps at its end.
    for row in range(-1, len(ends) - 1):
        if row == stop:
            stop = kinds.index(FORCED, row + 1)
        if not table[row]:
            continue
        nodes = _worth_keeping(table[row])
        start, glue_start = (starts[row], glue_starts[row]) if row >= 0 else (chances.start, 0.0)
        for line in {node[4] for node in nodes} if alike else (0,):
            group = [node for node in nodes if node[4] == line] if alike else nodes
            measure = measures[min(line, final)]
            room, give = measure + start, wishes.give * measure
            take = give * TAKE
            top = bisect_right(fits, room + take - SHRINK * glue_start + _HAIR, row + 1, stop + 1)
            bottom = row + 1
            if not rescue:
                bottom = bisect_left(reaches, room - give + stretch * glue_start - _HAIR, row + 1, stop + 1)
                if top > stop:
                    bottom = min(bottom, stop)
            below = min(line + 1, alike)
            extended = False
            for end in range(bottom, top):
                slack = room - ends[end]
                glue = glue_ends[end] - glue_start
                kind = kinds[end]
                demerits = costs[end]
                # The excess of `share_slack`, in units of what is just tolerable; written
                # out here because a call would cost more than the sum.
                if slack >= 0:
                    if kind is FORCED:
                        tightness = 0.0
                        if slack > (1 - wishes.last_line_least) * measure:
                            demerits += wishes.runt
                        if row >= 0 and kinds[row] is HYPHEN:
                            demerits += _HYPHEN_BEFORE_LAST
                    elif glue > 0:
                        strain = slack - CALM_STRETCH * glue
                        if strain <= 0:
                            tightness = slack / glue / STRETCH
                        else:
                            strained = (STRETCH - CALM_STRETCH) * glue + give
                            if strain <= strained:
                                tightness = (CALM_STRETCH + (STRETCH - CALM_STRETCH) * strain / strained) / STRETCH
                            else:
                                tightness = (slack - give) / glue / STRETCH
                            if tightness * STRETCH > stretch + _HAIR and not rescue:
                                continue
                    elif rescue or slack <= _HAIR:
                        tightness = _EMPTY * slack / measure
                    else:
                        continue
                    fitness = 1 if tightness <= 0.5 else 2 if tightness <= 1 else 3
                else:
                    if -slack > SHRINK * glue + (take if glue > 0 else 0) + _HAIR:
                        continue
                    strain = -slack - CALM_SHRINK * glue
                    if strain <= 0:
                        tightness = -slack / glue / SHRINK
                    else:
                        strained = (SHRINK - CALM_SHRINK) * glue + take
                        tightness = (CALM_SHRINK + (SHRINK - CALM_SHRINK) * strain / strained) / SHRINK if glue else 0.0
                    fitness = 1 if tightness <= 0.5 else 0
                badness = 1 + 100 * tightness * tightness * tightness
                demerits += badness * badness
                best = table[end]
                laddered = kind is HYPHEN or kind is DASH
                if kind is HYPHEN and line in barred:
                    continue
                for node in group:
                    total = node[0] + demerits
                    hyphens = 0
                    if laddered:
                        hyphens = node[3] + 1
                        if hyphens > _LADDER:
                            if kind is HYPHEN:
                                continue
                            hyphens = _LADDER
                        if hyphens == _LADDER:
                            total += _SECOND_HYPHEN
                    if abs(node[2] - fitness) > 1:
                        total += _CLASH
                    key = below << 4 | hyphens << 2 | fitness
                    known = best.get(key)
                    if known is None or total < known[0]:
                        best[key] = (total, end, fitness, hyphens, below, node)
                    extended = True
            if rescue and not extended:
                _overrun(chances, row + 1, room, below, min(group), table)
    last = [node for node in table[len(ends) - 1].values() if not wishes.lines or node[4] == wishes.lines]
    return _trace(min(last)) if last else None


def _worth_keeping(best: dict[int, _Node]) -> list[_Node]:
    """The ways to one break that may still win.

    One that is behind by more than the lines to come can make good is dropped, unless
    it has something the leader lacks: a shorter ladder, or another line to stand on.
    """
    nodes = list(best.values())
    if len(nodes) == 1:
        return nodes
    leader = min(nodes)
    limit = leader[0] + _CLASH + _SECOND_HYPHEN
    return [node for node in nodes if node[0] <= limit or node[3] < leader[3] or node[4] != leader[4]]


def _overrun(chances: Chances, row: int, room: float, line: int, node: _Node, table: list[dict[int, _Node]]) -> None:
    """End a line too long at the first place that needs no hyphen of ours."""
    while chances.kinds[row] is HYPHEN:
        row += 1
    total = node[0] + _OVERRUN * (1 + max(0.0, chances.ends[row] - room))
    hyphens = min(node[3] + 1, _LADDER) if chances.kinds[row] is DASH else 0
    key = line << 4 | hyphens << 2
    known = table[row].get(key)
    if known is None or total < known[0]:
        table[row][key] = (total, row, 0, hyphens, line, node)


def _trace(node: _Node) -> Breaks:
    breaks: Breaks = []
    step: _Node | None = node
    while step is not None and step[1] >= 0:
        breaks.append(step[1])
        step = step[5]
    return breaks[::-1]


def ends_in_runt(chances: Chances, wishes: Wishes, breaks: Breaks) -> bool:
    """Tell whether the last of several lines is shorter than is wished."""
    if len(breaks) < 2:
        return False
    measure = wishes.measures[min(len(breaks), len(wishes.measures)) - 1]
    return chances.ends[-1] - chances.starts[breaks[-2]] < wishes.last_line_least * measure


def break_ragged(chances: Chances, wishes: Wishes) -> Breaks:
    """Choose the ends of ragged lines: word spaces keep their width, the edge runs smooth.

    A line costs the square of what it leaves empty, as a share of its measure; there
    is always an answer.
    """
    return _break_evenly(chances, wishes, None, None)


def break_balanced(chances: Chances, wishes: Wishes) -> Breaks:
    """Choose the ends of a heading's lines: as few as can be, as equal as they will go.

    What stands between two forced line ends is balanced by itself.
    """
    breaks: Breaks = []
    first = 0
    while first < len(chances.ends):
        past = chances.kinds.index(FORCED, first) + 1
        stretch = _between(chances, first, past)
        here = replace(wishes, measures=wishes.measures[len(breaks) :] or wishes.measures[-1:])
        lines = len(break_first_fit(stretch, here))
        ideal = (stretch.ends[-1] - stretch.start) / lines
        breaks += [first + row for row in _break_evenly(stretch, here, lines, ideal)]
        first = past
    return breaks


def _between(chances: Chances, first: int, past: int) -> Chances:
    rows = slice(first, past)
    return Chances(
        ends=chances.ends[rows],
        starts=chances.starts[rows],
        glue_ends=chances.glue_ends[rows],
        glue_starts=chances.glue_starts[rows],
        costs=chances.costs[rows],
        kinds=chances.kinds[rows],
        start=chances.starts[first - 1] if first else chances.start,
    )


def break_first_fit(chances: Chances, wishes: Wishes) -> Breaks:
    """Fill each line in turn: without hyphens of ours, the fewest lines that will do."""
    breaks: Breaks = []
    row, last = -1, len(chances.ends) - 1
    while row < last:
        measure = wishes.measures[min(len(breaks), len(wishes.measures) - 1)]
        room = measure + (chances.starts[row] if row >= 0 else chances.start) + _HAIR
        row += 1
        while row < last and chances.kinds[row] is not FORCED and chances.ends[row + 1] <= room:
            row += 1
        breaks.append(row)
    return breaks


def _break_evenly(chances: Chances, wishes: Wishes, lines: int | None, ideal: float | None) -> Breaks:
    """Shortest path where a line costs the square of its distance from the *ideal* width.

    With *lines* given, the answer has that many, and its last line counts like the
    others; else the last line is free. The ideal is the measure itself if not given.
    """
    ends, kinds, costs = chances.ends, chances.kinds, chances.costs
    measures, barred = wishes.measures, wishes.no_hyphen_after
    final = len(measures) - 1
    alike = lines or max([final, *(line + 1 for line in barred)])
    fits, reaches = list(accumulate(reversed(ends), min))[::-1], list(accumulate(ends, max))
    table: list[dict[int, _Node]] = [{} for _ in ends]
    table.append({0: (0.0, -1, 1, 0, 0, None)})
    stop = -1
    for row in range(-1, len(ends) - 1):
        if row == stop:
            stop = kinds.index(FORCED, row + 1)
        start = chances.starts[row] if row >= 0 else chances.start
        for node in table[row].values():
            line = node[4]
            measure = measures[min(line, final)]
            aim = ideal or measure
            below = min(line + 1, alike)
            extended = False
            top = bisect_right(fits, measure + start + _HAIR, row + 1, stop + 1)
            bottom = bisect_left(reaches, start + _LEAST_FILLED * aim, row + 1, top)
            for end in range(max(min(bottom, top - 1), row + 1), top):
                kind = kinds[end]
                width = ends[end] - start
                if width > measure + _HAIR or (kind is HYPHEN and line in barred):
                    continue
                hyphens = node[3] + 1 if kind is HYPHEN or kind is DASH else 0
                if hyphens > _LADDER:
                    if kind is HYPHEN:
                        continue
                    hyphens = _LADDER
                total = node[0] + costs[end]
                if kind is HYPHEN:
                    total += _RAGGED_HYPHEN
                if kind is not FORCED or lines:
                    total += _RAG * ((width - aim) / aim) ** 2
                elif width < wishes.last_line_least * measure:
                    total += wishes.runt
                key = below << 2 | hyphens
                known = table[end].get(key)
                if known is None or total < known[0]:
                    table[end][key] = (total, end, 1, hyphens, below, node)
                extended = True
            if not extended:
                _overrun(chances, row + 1, measure + start, below, node, table)
    last = table[len(ends) - 1].values()
    return _trace(min([node for node in last if node[4] == lines] or last))
