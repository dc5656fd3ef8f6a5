"""Aligning: which paragraph of the old version became which of the new one.

1. Paragraphs that are the same on both sides, and each there once, are the landmarks.
   From them sameness spreads to their neighbours, so that repeated lines pair up too.
2. Between landmarks, paragraphs that share enough of their words are one another's
   successors; then those that stand in the place of one another.
3. Anywhere, long paragraphs that share most of their words: they moved and changed.
4. A paragraph whose words are found beside a pair was divided, or joined.

The heaviest choice of pairs in the same order on both sides has stayed in its place; the
others have moved. The time grows with the length of the versions, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from layout.values import Struct
from typeset.review.version import Kind
from typeset.review.words import in_order

LIKE_HERE = 0.3
"""Share of word triples that makes two paragraphs of one place one another's successors."""

LIKE_ANYWHERE = 0.5
"""The same for paragraphs of different places."""

LEAST_MOVED = 8
"""Words of a paragraph that may be found anywhere though it changed; shorter ones are alike by chance."""

WITHIN = 0.7
"""Share of a paragraph's word triples that must be in another one for it to be a part of it."""

COMMONEST = 12
"""Word triples that more paragraphs hold than this tell nothing."""


class Item(Struct, frozen=True):
    """A paragraph as far as aligning is concerned."""

    kind: Kind
    words: tuple[str, ...]
    """Its words as compared."""


class Match(Struct, frozen=True):
    """Paragraphs that became one another: numbers of neighbours on either side, hardly ever more than one."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[Item], new: Sequence[Item]) -> tuple[Match, ...]:
    """Every pair of *old* and *new*, by the place of the new one; who is in none was deleted or inserted."""
    pairing = _Pairing(old, new)
    pairing.pair_same()
    stayed = pairing.stayed()
    pairing.pair_alike_here(stayed)
    pairing.pair_by_place(pairing.stayed())
    pairing.pair_alike_anywhere()
    kept = set(pairing.stayed())
    return pairing.matches(kept)


class _Pairing:
    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.old, self.new = old, new
        self.to_new: dict[int, int] = {}
        self.to_old: dict[int, int] = {}

    def pair(self, i: int, j: int) -> None:
        self.to_new[i], self.to_old[j] = j, i

    def stayed(self) -> list[tuple[int, int]]:
        """The pairs that are in the same order on both sides."""
        pairs = sorted(self.to_new.items())
        return in_order(pairs, [1 + len(self.new[j].words) for _, j in pairs])

    def gaps(self, stayed: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
        """What has no partner yet between neighbours of *stayed*, on both sides."""
        i = j = 0
        for a, b in (*stayed, (len(self.old), len(self.new))):
            olds = [n for n in range(i, a) if n not in self.to_new]
            news = [n for n in range(j, b) if n not in self.to_old]
            if olds and news:
                yield olds, news
            i, j = a + 1, b + 1

    # ---- the same words

    def pair_same(self) -> None:
        old, new = (_places(side) for side in (self.old, self.new))
        for key, places in old.items():
            others = new.get(key, [])
            if len(places) == len(others) == 1:
                self.pair(places[0], others[0])
        self._spread()
        # Repeated paragraphs between landmarks pair up in their order.
        for olds, news in list(self.gaps(self.stayed())):
            waiting = defaultdict(list)
            for j in reversed(news):
                waiting[_key(self.new[j])].append(j)
            for i in olds:
                if waiting[_key(self.old[i])]:
                    self.pair(i, waiting[_key(self.old[i])].pop())

    def _spread(self) -> None:
        for step in (1, -1):
            for i, j in sorted(self.to_new.items(), reverse=step < 0):
                a, b = i + step, j + step
                while (
                    0 <= a < len(self.old)
                    and 0 <= b < len(self.new)
                    and a not in self.to_new
                    and b not in self.to_old
                    and _key(self.old[a]) == _key(self.new[b])
                ):
                    self.pair(a, b)
                    a, b = a + step, b + step

    # ---- nearly the same words

    def pair_alike_here(self, stayed: Sequence[tuple[int, int]]) -> None:
        for olds, news in list(self.gaps(stayed)):
            self._pair_alike(olds, news, LIKE_HERE, 3)

    def pair_alike_anywhere(self) -> None:
        olds = [i for i in range(len(self.old)) if i not in self.to_new]
        news = [j for j in range(len(self.new)) if j not in self.to_old]
        self._pair_alike(olds, news, LIKE_ANYWHERE, LEAST_MOVED)

    def _pair_alike(self, olds: Iterable[int], news: Iterable[int], least: float, words: int) -> None:
        index: dict[tuple[str, ...], list[int]] = defaultdict(list)
        sizes: dict[int, int] = {}
        for i in olds:
            if len(self.old[i].words) >= words:
                triples = _triples(self.old[i])
                sizes[i] = len(triples)
                for triple in triples:
                    index[triple].append(i)
        found: list[tuple[float, int, int]] = []
        for j in news:
            if len(self.new[j].words) < words:
                continue
            triples = _triples(self.new[j])
            shared: Counter[int] = Counter()
            for triple in triples:
                holders = index.get(triple, ())
                if len(holders) <= COMMONEST:
                    shared.update(holders)
            for i, count in shared.items():
                share = 2 * count / (sizes[i] + len(triples))
                if share >= least and _may_be_one(self.old[i], self.new[j]):
                    found.append((-share, j, i))
        for _, j, i in sorted(found):
            if i not in self.to_new and j not in self.to_old:
                self.pair(i, j)

    def pair_by_place(self, stayed: Sequence[tuple[int, int]]) -> None:
        """What is left between the same neighbours: rows with the same head, then as many of a kind as of the other."""
        for olds, news in list(self.gaps(stayed)):
            for i in olds:
                for j in news:
                    if j not in self.to_old and self._is_same_row(i, j):
                        self.pair(i, j)
                        break
            left = [i for i in olds if i not in self.to_new]
            right = [j for j in news if j not in self.to_old]
            if [self.old[i].kind for i in left] == [self.new[j].kind for j in right]:
                for i, j in zip(left, right, strict=True):
                    if self._share_words(i, j):
                        self.pair(i, j)

    def _is_same_row(self, i: int, j: int) -> bool:
        old, new = self.old[i], self.new[j]
        rows = (Kind.ROW, Kind.DATUM, Kind.CONTENTS)
        return old.kind in rows and old.kind is new.kind and old.words[:2] == new.words[:2]

    def _share_words(self, i: int, j: int) -> bool:
        """Tell whether two neighbours may be one thing reworded: short ones always, long ones if a third is the same."""
        old, new = Counter(self.old[i].words), Counter(self.new[j].words)
        size = max(old.total(), new.total())
        return size <= 8 or (old & new).total() / size >= 1 / 3

    # ---- divided and joined

    def matches(self, stayed: set[tuple[int, int]]) -> tuple[Match, ...]:
        olds = {j: [i] for i, j in self.to_new.items()}
        news = {j: [j] for j in olds}
        for j in range(len(self.new)):
            if j not in self.to_old:
                self._join_part(j, news)
        for i in range(len(self.old)):
            if i not in self.to_new:
                self._join_old_part(i, olds)
        return tuple(
            Match(tuple(sorted(olds[j])), tuple(sorted(news[j])), (olds[j][0], j) not in stayed) for j in sorted(olds)
        )

    def _join_part(self, j: int, news: dict[int, list[int]]) -> None:
        """A new paragraph whose words stood in the predecessor of its neighbour."""
        for pair, members in ((p, news[p]) for p in (j - 1, j + 1, j - 2) if p in news):
            beside = j in (members[0] - 1, members[-1] + 1)
            if beside and self._is_reworded(pair) and _is_within(self.new[j], self.old[self.to_old[pair]]):
                members.append(j)
                members.sort()
                return
        # What was divided into three: the neighbour may itself be a part.
        for pair in (p for p in range(max(0, j - 12), j) if p in news and len(news[p]) > 1 and news[p][-1] == j - 1):
            if _is_within(self.new[j], self.old[self.to_old[pair]]):
                news[pair].append(j)
                return

    def _is_reworded(self, j: int) -> bool:
        """Tell whether a new paragraph holds more or less than its predecessor; the same one has room for nothing else."""
        return _key(self.new[j]) != _key(self.old[self.to_old[j]])

    def _join_old_part(self, i: int, olds: dict[int, list[int]]) -> None:
        """An old paragraph whose words stand in the successor of its neighbour."""
        for j in (self.to_new.get(i - 1), self.to_new.get(i + 1)):
            if j is not None and self._is_reworded(j) and _is_within(self.old[i], self.new[j]):
                olds[j].append(i)
                self.to_new[i] = j
                return


def _key(item: Item) -> tuple[object, ...]:
    # An alternative text may say just what a caption says, and is another thing.
    return (item.kind is Kind.ALT, *item.words)


def _places(items: Sequence[Item]) -> dict[tuple[object, ...], list[int]]:
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        places[_key(item)].append(number)
    return places


def _triples(item: Item) -> set[tuple[str, ...]]:
    words = tuple(word.lower() for word in item.words)
    return {words[at : at + 3] for at in range(max(1, len(words) - 2))}


def _may_be_one(old: Item, new: Item) -> bool:
    return (old.kind is Kind.ALT) == (new.kind is Kind.ALT)


def _is_within(part: Item, whole: Item) -> bool:
    if len(part.words) < 3 or not _may_be_one(part, whole):
        return False
    triples = _triples(part)
    return len(triples & _triples(whole)) / len(triples) >= WITHIN
