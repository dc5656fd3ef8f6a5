"""Comparing two versions of a report: what changed, where, and what matters most of it.

Both are streams of words in reading order, so a line or a page that breaks elsewhere is no
change. Whatever became of a number comes first, then charts, structure, words, alternative
texts, and last the lines of contents, which follow from the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from layout.values import Struct
from typeset.review.align import Item, Match, align
from typeset.review.version import Block, ChartData, Kind, Stretch, Version
from typeset.review.words import Edit, Token, find_edits, keys_of, numbers_of, tokens_of


class Topic(Enum):
    """What a change is about, in the order in which changes are told."""

    FIGURES = "figures"
    CHARTS = "charts"
    STRUCTURE = "structure"
    TEXT = "text"
    ALTS = "alternative texts"
    CONTENTS = "contents"


class Action(Enum):
    """What became of a paragraph."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    DIVIDED = "divided"
    JOINED = "joined"


class Change(Struct, frozen=True, kw_only=True):
    """What became of one paragraph, or of several that moved together."""

    topic: Topic
    action: Action
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    edits: tuple[Edit, ...] = ()
    """What changed within, by offsets in `old_text` and `new_text`."""
    numbers: tuple[tuple[str, str], ...] = ()
    """Each number that went, with the one that came for it; either may be missing."""
    moved: bool = False
    """It changed, and stands elsewhere."""

    @property
    def old_text(self) -> str:
        """All its old words, a paragraph a line."""
        return text_of(self.old)

    @property
    def new_text(self) -> str:
        return text_of(self.new)

    @property
    def old_page(self) -> int | None:
        """The page of its first old edit, or where it began."""
        return _page(self.old, self.edits[0].old[0] if self.edits else 0)

    @property
    def new_page(self) -> int | None:
        return _page(self.new, self.edits[0].new[0] if self.edits else 0)

    @property
    def kind(self) -> Kind:
        return (self.new or self.old)[0].kind


class FigureChange(Struct, frozen=True, kw_only=True):
    """What became of one number of the ledger; an empty side is one where it is not defined."""

    id: str
    measures: str
    old: str
    new: str
    old_pages: tuple[str, ...]
    new_pages: tuple[str, ...]


class Cell(Struct, frozen=True, kw_only=True):
    """One value of a chart that changed; an empty side is one where it is not."""

    label: str
    old: str
    new: str


class ChartChange(Struct, frozen=True, kw_only=True):
    """What became of the data of one chart, or of a picture."""

    id: str
    title: str
    action: Action
    old: Stretch | None = None
    """Where it was drawn."""
    new: Stretch | None = None
    cells: tuple[Cell, ...] = ()
    what: str = "chart"
    """``chart`` or ``picture``."""

    @property
    def old_page(self) -> int | None:
        return self.old.page if self.old is not None else None

    @property
    def new_page(self) -> int | None:
        return self.new.page if self.new is not None else None


class Row(Struct, frozen=True):
    """Paragraphs that stand side by side: what was there, what is there, and what became of it."""

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    change: Change | None = None


class Comparison(Struct, frozen=True, kw_only=True):
    """Everything that tells two versions apart."""

    old: Version
    new: Version
    figures: tuple[FigureChange, ...]
    """Of the ledger, where both sides have one."""
    charts: tuple[ChartChange, ...]
    changes: tuple[Change, ...]
    """By topic, and within a topic in the order of the new version."""
    rows: tuple[Row, ...] = ()
    """Both versions whole, in the order of the new one; what was deleted stands where it would be."""

    @property
    def is_same(self) -> bool:
        return not (self.figures or self.charts or self.changes)

    def counts(self) -> dict[str, int]:
        """How much of what changed, for a summary; what did not is left out."""
        counts = Counter({"figures": len(self.figures)})
        counts.update(f"{chart.what}s" for chart in self.charts)
        for change in self.changes:
            if change.numbers and not self.figures:
                counts["figures"] += 1
            if change.topic is Topic.CHARTS:
                counts["charts"] += 1
            elif change.kind is Kind.CONTENTS:
                counts["lines of contents"] += 1
            elif change.kind is Kind.ALT:
                counts["alternative texts"] += 1
            else:
                counts[change.action.value] += len(change.new or change.old)
        return {name: count for name, count in counts.items() if count}


def text_of(blocks: Sequence[Block]) -> str:
    """The words of several blocks, each on a line."""
    return "\n".join(block.text for block in blocks)


def places_of(blocks: Sequence[Block], start: int, end: int) -> Iterator[Stretch]:
    """Where the characters from *start* to *end* of their common text stand."""
    at = 0
    for block in blocks:
        low, high = max(start - at, 0), min(end - at, len(block.text))
        if low < high or (start == end and low == high):
            yield from block.places(low, high)
            if start == end:
                return
        at += len(block.text) + 1


def _page(blocks: Sequence[Block], at: int) -> int | None:
    for place in places_of(blocks, at, at + 1):
        return place.page
    return blocks[0].page if blocks else None


# ---------------------------------------------------------------- the comparison


def compare(old: Version, new: Version) -> Comparison:
    """Tell what became of *old* in *new*. What only one of them can know of itself is not compared."""
    rows = tuple(_rows(old, new))
    order: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        if row.change is not None:
            order.setdefault(id(row.change), (_rank(row.change.topic), number))
    changes = {id(row.change): row.change for row in rows if row.change is not None}
    return Comparison(
        old=old,
        new=new,
        figures=_compare_figures(old, new),
        charts=(*_compare_charts(old, new), *_compare_pictures(old, new)),
        changes=tuple(changes[key] for key in sorted(order, key=lambda key: order[key])),
        rows=rows,
    )


def _rows(old: Version, new: Version) -> list[Row]:
    """Every block of both versions that can be compared, with what became of it."""
    loosely = not (old.knows_hyphens and new.knows_hyphens)
    told = old.told and new.told
    left, right = _comparable(old, new), _comparable(new, old)
    olds, news = ([_item(block, loosely) for block in side] for side in (left, right))
    matches = align(olds, news)
    placed: list[tuple[tuple[int, int], Row]] = []
    for match in matches:
        was, is_ = tuple(left[i] for i in match.old), tuple(right[j] for j in match.new)
        same = [olds[i].words for i in match.old] == [news[j].words for j in match.new]
        change = None if same and not match.moved else _change(was, is_, moved=match.moved, loosely=loosely, told=told)
        placed.append(((match.new[0], match.old[0]), Row(was, is_, change)))
    for j in set(range(len(right))).difference(*(match.new for match in matches)):
        placed.append(((j, -1), _alone(Action.INSERTED, right[j])))
    follower = _followers(matches, len(left))
    for i in set(range(len(left))).difference(*(match.old for match in matches)):
        placed.append(((follower[i] - 1, len(left) + i), _alone(Action.DELETED, left[i])))
    placed.sort(key=lambda one: one[0])
    rows = [row for _, row in placed]
    if not told:
        rows = _regrouped(rows, loosely=loosely)
    return _moved_together(rows, {id(block): i for i, block in enumerate(left)})


def _regrouped(rows: Sequence[Row], *, loosely: bool) -> list[Row]:
    """The rows with neighbours as one where words only went from one to the other: that is how paragraphs were guessed."""
    found: list[Row] = []
    for row in rows:
        joined = _joined(found[-1], row, loosely=loosely) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(row)
    return found


def _joined(one: Row, other: Row, *, loosely: bool) -> Row | None:
    """Both rows as one, if less than half of what changed in them has then changed."""
    if one.change is None or other.change is None or _has_moved(one.change) or _has_moved(other.change):
        return None
    old, new = (*one.old, *other.old), (*one.new, *other.new)
    if not old or not new:
        return None
    change = _change(old, new, moved=False, loosely=loosely, told=False)
    if change is not None and 2 * _extent(change) > _extent(one.change) + _extent(other.change):
        return None
    return Row(old, new, change)


def _has_moved(change: Change) -> bool:
    return change.moved or change.action is Action.MOVED


def _extent(change: Change) -> int:
    """How many characters changed, on both sides."""
    if not change.edits:
        return len(change.old_text) + len(change.new_text)
    return sum(edit.old[1] - edit.old[0] + edit.new[1] - edit.new[0] for edit in change.edits)


def _alone(action: Action, block: Block) -> Row:
    old, new = ((), (block,)) if action is Action.INSERTED else ((block,), ())
    return Row(old, new, Change(topic=_topic(block), action=action, old=old, new=new))


def _moved_together(rows: list[Row], places: Mapping[int, int]) -> list[Row]:
    """The rows with one change for neighbours that moved and stayed neighbours; *places* are those of old blocks."""
    groups: list[list[int]] = []
    for number, row in enumerate(rows):
        if row.change is None or row.change.action is not Action.MOVED:
            continue
        before = rows[number - 1] if groups and groups[-1][-1] == number - 1 else None
        if before is not None and places[id(row.old[0])] == places[id(before.old[-1])] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    for group in groups:
        members = [rows[number] for number in group]
        change = Change(
            topic=min((_topic(row.new[0]) for row in members), key=_rank),
            action=Action.MOVED,
            old=tuple(block for row in members for block in row.old),
            new=tuple(block for row in members for block in row.new),
        )
        for number in group:
            rows[number] = Row(rows[number].old, rows[number].new, change)
    return rows


def _comparable(version: Version, other: Version) -> list[Block]:
    """The blocks that *other* could have as well."""
    left_out = set()
    if not (version.tells_alts and other.tells_alts):
        left_out.add(Kind.ALT)
    if version.charts is not None and other.charts is not None:
        # The data themselves are compared; what is printed of them follows.
        left_out |= {Kind.CHART, Kind.DATUM}
    return [block for block in version.blocks if block.kind not in left_out]


def _item(block: Block, loosely: bool) -> Item:
    return Item(block.kind, keys_of(block.text, loosely=loosely))


def _change(old: tuple[Block, ...], new: tuple[Block, ...], *, moved: bool, loosely: bool, told: bool) -> Change | None:
    old_tokens, new_tokens = (tokens_of(text_of(side), loosely=loosely) for side in (old, new))
    edits = tuple(find_edits(old_tokens, new_tokens))
    if edits:
        numbers = _changed_numbers(old, new, old_tokens, new_tokens, edits)
        topic = Topic.FIGURES if numbers and new[0].kind is not Kind.CONTENTS else _topic(new[0])
        return Change(topic=topic, action=Action.CHANGED, old=old, new=new, edits=edits, numbers=numbers, moved=moved)
    if moved:
        return Change(topic=_topic(new[0]), action=Action.MOVED, old=old, new=new)
    if not told or len(old) == len(new):
        return None
    action = Action.DIVIDED if len(new) > len(old) else Action.JOINED
    return Change(topic=_topic(new[0]), action=action, old=old, new=new)


def _followers(matches: Sequence[Match], count: int) -> list[int]:
    """For each old block the new place before which it would stand: after what its predecessor became."""
    became = {i: match.new[-1] + 1 for match in matches if not match.moved for i in match.old}
    found, last = [], 0
    for i in range(count):
        last = became.get(i, last)
        found.append(last)
    return found


_TOPICS = {
    Kind.HEADING: Topic.STRUCTURE,
    Kind.CHART: Topic.CHARTS,
    Kind.DATUM: Topic.CHARTS,
    Kind.ALT: Topic.ALTS,
    Kind.CONTENTS: Topic.CONTENTS,
}

_RANKS = {topic: number for number, topic in enumerate(Topic)}


def _topic(block: Block) -> Topic:
    return _TOPICS.get(block.kind, Topic.TEXT)


def _rank(topic: Topic) -> int:
    return _RANKS[topic]


def _changed_numbers(
    old: Sequence[Block],
    new: Sequence[Block],
    old_tokens: Sequence[Token],
    new_tokens: Sequence[Token],
    edits: Sequence[Edit],
) -> tuple[tuple[str, str], ...]:
    """The numbers that went and came; one that only moved within the paragraph, or is written otherwise, did neither."""
    gone = numbers_of(old_tokens, _pointers(old))
    come = numbers_of(new_tokens, _pointers(new))
    left = Counter(token.key for token in gone) - Counter(token.key for token in come)
    right = Counter(token.key for token in come) - Counter(token.key for token in gone)
    old_text, new_text = text_of(old), text_of(new)
    found: list[tuple[str, str]] = []
    for edit in edits:
        went = _taken(gone, edit.old, left, old_text)
        came = _taken(come, edit.new, right, new_text)
        for number in range(max(len(went), len(came))):
            found.append((went[number] if number < len(went) else "", came[number] if number < len(came) else ""))
    return tuple(found)


def _taken(numbers: Sequence[Token], reach: tuple[int, int], wanted: Counter[str], text: str) -> list[str]:
    """Those of *numbers* within *reach* that are still *wanted*, as written."""
    taken = []
    for token in numbers:
        if reach[0] <= token.start < reach[1] and wanted[token.key] > 0:
            wanted[token.key] -= 1
            taken.append(text[token.start : token.end])
    return taken


def _pointers(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    found, at = [], 0
    for block in blocks:
        found += [(at + start, at + end) for start, end in block.pointers]
        at += len(block.text) + 1
    return found


# ---------------------------------------------------------------- ledger, charts, pictures


def _compare_figures(old: Version, new: Version) -> tuple[FigureChange, ...]:
    if old.figures is None or new.figures is None:
        return ()
    changes = []
    for key in dict.fromkeys((*new.figures, *old.figures)):
        was, is_ = old.figures.get(key), new.figures.get(key)
        if was is not None and is_ is not None and was.value == is_.value:
            continue
        one = is_ or was
        assert one is not None
        changes.append(
            FigureChange(
                id=key,
                measures=one.measures,
                old=was.value if was else "",
                new=is_.value if is_ else "",
                old_pages=was.pages if was else (),
                new_pages=is_.pages if is_ else (),
            )
        )
    return tuple(changes)


def _compare_charts(old: Version, new: Version) -> Iterator[ChartChange]:
    if old.charts is None or new.charts is None:
        return
    for key in dict.fromkeys((*new.charts, *old.charts)):
        was, is_ = old.charts.get(key), new.charts.get(key)
        one = is_ or was
        assert one is not None
        cells = _changed_cells(was, is_) if was is not None and is_ is not None else ()
        if was is not None and is_ is not None and not cells:
            continue
        yield ChartChange(
            id=key,
            title=one.title,
            action=_action(was, is_),
            old=was.place if was else None,
            new=is_.place if is_ else None,
            cells=cells,
        )


def _action(old: object | None, new: object | None) -> Action:
    if old is None:
        return Action.INSERTED
    return Action.DELETED if new is None else Action.CHANGED


def _changed_cells(old: ChartData, new: ChartData) -> tuple[Cell, ...]:
    """The values that changed, each under its row's label and its column's head."""
    found = [Cell(label="kind", old=old.kind, new=new.kind)] if old.kind != new.kind else []
    was, is_ = _cells(old), _cells(new)
    found += [
        Cell(label=label, old=was.get(label, ""), new=is_.get(label, ""))
        for label in dict.fromkeys((*is_, *was))
        if was.get(label) != is_.get(label)
    ]
    if not found and [row[0] for row in old.rows] != [row[0] for row in new.rows]:
        found = [Cell(label="order", old=_listed(old), new=_listed(new))]
    return tuple(found)


def _cells(chart: ChartData) -> Mapping[str, str]:
    """Every value by a name of its own: the labels of its row, and its column's head where there are several."""
    heads, *rows = chart.rows or ((),)
    labels = sum(not head for head in heads) or 1
    cells: dict[str, str] = {}
    for row in rows:
        for column in range(labels, len(row)):
            name = ", ".join(filter(None, (*row[:labels], heads[column] if len(heads) - labels > 1 else "")))
            number, key = 2, name
            while key in cells:
                key, number = f"{name} ({number})", number + 1
            cells[key] = row[column]
    return cells


def _listed(chart: ChartData) -> str:
    return ", ".join(row[0] for row in chart.rows[1:])


def _compare_pictures(old: Version, new: Version) -> Iterator[ChartChange]:
    """Pictures are told from one another by their bytes; what is seen in them nobody compares."""
    if old.pictures is None or new.pictures is None:
        return
    for key in dict.fromkeys((*new.pictures, *old.pictures)):
        was, is_ = old.pictures.get(key), new.pictures.get(key)
        if was != is_:
            yield ChartChange(id=key, title="", action=_action(was, is_), what="picture")
