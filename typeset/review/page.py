"""A comparison as a page to read: one HTML file that needs nothing else.

First what changed, the figures before all; then every page that changed, old beside new,
in words and as a picture with the places marked. Nothing is loaded from anywhere and
nothing runs; the same comparison gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from layout.values import Struct
from typeset.preflight.thumbnails import Pictures, open_pictures
from typeset.review.compare import Action, Change, ChartChange, Comparison, Row, Topic, places_of
from typeset.review.telling import COME, GONE, between, counted, excerpt, short_name, summary, what
from typeset.review.version import Block, Kind, Stretch, Version

WIDTH = 560
"""Pixels of a page's picture."""

MOST_PICTURED = 40
"""Pages that get pictures; the ones that matter most. Their words are there for all."""

MOST_PAGES = 400
"""Pages shown side by side; of a report that was written anew the list of changes says enough."""

UNCHANGED = 110
"""Characters shown of a paragraph that did not change: enough to find one's way."""

ARROW = '<span class="unseen">became</span><span class="arrow" aria-hidden="true">→</span>'

WHOLE = ' class="whole"'
"""Of a mark about a figure of which something changed: a frame, for not all of it has."""

STYLE = Path(__file__).with_name("page.css")

_NAMES = {
    Topic.FIGURES: "Figures",
    Topic.CHARTS: "Charts",
    Topic.STRUCTURE: "Structure",
    Topic.TEXT: "Text",
    Topic.ALTS: "Alternative texts",
    Topic.CONTENTS: "Contents",
}


class Opening(Struct, frozen=True, kw_only=True):
    """A page that changed, beside what it was."""

    page: int
    """Of the new version, from 0; of the old one where it has no successor."""
    is_new: bool
    rows: tuple[Row, ...]
    charts: tuple[ChartChange, ...]
    old_pages: tuple[int, ...]

    @property
    def id(self) -> str:
        return f"{'page' if self.is_new else 'old-page'}-{self.page + 1}"

    @property
    def topics(self) -> tuple[Topic, ...]:
        found = {row.change.topic for row in self.rows if row.change is not None}
        found.update(Topic.CHARTS for _ in self.charts)
        return tuple(topic for topic in Topic if topic in found)


def as_html(comparison: Comparison) -> str:
    """The whole page."""
    openings = openings_of(comparison)
    old_pdf, new_pdf = (side.draw() if openings else b"" for side in (comparison.old, comparison.new))
    with open_pictures(old_pdf) as old, open_pictures(new_pdf) as new:
        body = "".join(_body(comparison, openings, old, new))
    title = escape(f"{short_name(comparison.old.name)} → {short_name(comparison.new.name)}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What changed: {title}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def openings_of(comparison: Comparison) -> tuple[Opening, ...]:
    """Every page on which something changed, with all that stands on it, in page order."""
    by_page: dict[tuple[bool, int], list[Row]] = {}
    last = (True, 0)
    for row in comparison.rows:
        # What crosses a page belongs to the page where it changed.
        page = (
            row.change.new_page if row.change is not None and row.new and len(row.change.new) == len(row.new) else None
        )
        page = page if page is not None else (row.new[0].page if row.new else None)
        if page is None and row.new:
            continue
        last = (True, page) if page is not None else last
        by_page.setdefault(last, []).append(row)
    charts: dict[tuple[bool, int], list[ChartChange]] = {}
    for chart in comparison.charts:
        at = chart.new_page if chart.new_page is not None else chart.old_page
        if at is not None:
            charts.setdefault((chart.new_page is not None, at), []).append(chart)
    changed = {key for key, rows in by_page.items() if any(row.change for row in rows)} | charts.keys()
    return tuple(
        _opening(key, by_page.get(key, []), charts.get(key, []))
        for key in sorted(changed, key=lambda key: (key[1], key[0]))
    )


def _opening(key: tuple[bool, int], rows: Sequence[Row], charts: Sequence[ChartChange]) -> Opening:
    is_new, page = key
    changed = [place.page for row in rows for place in _marks(row, old=True)]
    olds = [*changed, *(chart.old_page for chart in charts if chart.old_page is not None)]
    if not olds:  # what stood where this stands
        olds = [row.old[0].page for row in rows if row.old and row.old[0].page is not None][:1]
    pages = tuple(dict.fromkeys(olds)) if is_new else (page,)
    return Opening(page=page, is_new=is_new, rows=tuple(rows), charts=tuple(charts), old_pages=pages[:2])


def _marks(row: Row, *, old: bool) -> Iterator[Stretch]:
    """The places of a row's paragraphs that changed, on one side."""
    change = row.change
    if change is None:
        return
    if change.edits:
        for edit in change.edits:
            yield from places_of(change.old if old else change.new, *(edit.old if old else edit.new))
        return
    for block in row.old if old else row.new:
        yield from block.stretches


# ---------------------------------------------------------------- the page


def _body(comparison: Comparison, openings: Sequence[Opening], old: Pictures, new: Pictures) -> Iterator[str]:
    topics = _topics(comparison)
    yield from _header(comparison)
    if comparison.is_same:
        return
    yield from _filter(topics)
    yield '<main id="changes">\n'
    shown = {opening.id for opening in openings[:MOST_PAGES]}
    for topic in topics:
        yield from _list(topic, comparison, shown)
    yield from _pages(comparison, openings, old, new)
    yield "</main>\n"


def _topics(comparison: Comparison) -> list[Topic]:
    found = {change.topic for change in comparison.changes}
    found.update(Topic.FIGURES for _ in comparison.figures)
    found.update(Topic.CHARTS for _ in comparison.charts)
    return [topic for topic in Topic if topic in found]


def _header(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield '<a class="skip" href="#changes">Skip to the changes</a>\n<header>\n<p class="kicker">What changed</p>\n'
    yield f'<h1><span class="was">{escape(short_name(old.name))}</span> {ARROW} '
    yield f"<span>{escape(short_name(new.name))}</span></h1>\n"
    if comparison.is_same:
        yield f'<p class="verdict"><strong>Nothing changed.</strong> {escape(summary(comparison).capitalize())}.</p>\n</header>\n'
        return
    yield '<dl class="counts">\n'
    for name, count in comparison.counts().items():
        label = counted(name, count).partition(" ")[2]
        yield f'<div class="{"loud" if name == "figures" else ""}"><dt>{escape(label)}</dt><dd>{count}</dd></div>\n'
    yield f"<div><dt>pages</dt><dd>{_page_counts(old, new)}</dd></div>\n</dl>\n"
    yield '<p class="key"><del>Words like these</del> are gone, <ins>words like these</ins> have come. '
    yield "A line or a page that breaks elsewhere is no change.</p>\n</header>\n"


def _page_counts(old: Version, new: Version) -> str:
    a, b = len(old.labels), len(new.labels)
    return str(a) if a == b else f"{a} → {b}"


def _filter(topics: Sequence[Topic]) -> Iterator[str]:
    yield '<fieldset class="filter">\n<legend>Show</legend>\n'
    yield '<label><input type="radio" name="topic" id="show-all" checked>Everything</label>\n'
    for topic in topics:
        yield f'<label><input type="radio" name="topic" id="show-{_class(topic)}">{_NAMES[topic]}</label>\n'
    yield "</fieldset>\n"


def _list(topic: Topic, comparison: Comparison, shown: set[str]) -> Iterator[str]:
    key = _class(topic)
    yield f'<section class="topic {key}" aria-labelledby="{key}">\n<h2 id="{key}">{_NAMES[topic]}</h2>\n<ol class="changes">\n'
    if topic is Topic.FIGURES:
        for figure in comparison.figures:
            pages = figure.new_pages or figure.old_pages
            where = f"page{'s' if len(pages) > 1 else ''} {', '.join(pages)}" if pages else "on no page"
            yield f'<li class="figure"><p class="swap">{_swap(figure.old, figure.new)}</p>'
            yield f'<p class="about"><code>{escape(figure.id)}</code> {escape(figure.measures)} · {escape(where)}</p></li>\n'
    if topic is Topic.CHARTS:
        for chart in comparison.charts:
            yield from _chart(chart, comparison, shown)
    for change in comparison.changes:
        if change.topic is topic:
            yield f'<li><p class="about">{_link(change, comparison, shown)}{escape(what(change))}</p>'
            yield f'<p class="words">{_marked_up(excerpt(change))}</p></li>\n'
    yield "</ol>\n</section>\n"


def _chart(chart: ChartChange, comparison: Comparison, shown: set[str]) -> Iterator[str]:
    yield f'<li><p class="about">{_to_page(chart.old_page, chart.new_page, comparison, shown)}'
    yield f"{chart.what} {chart.action.value} <code>{escape(chart.id)}</code></p>"
    if chart.title:
        yield f'<p class="words">{escape(chart.title)}</p>'
    if chart.cells:
        yield f'<table><caption class="unseen">Values of {escape(chart.id)} that changed</caption>'
        yield '<thead><tr><th scope="col">Value</th><th scope="col">Old</th><th scope="col">New</th></tr></thead><tbody>'
        for cell in chart.cells:
            yield f'<tr><th scope="row">{escape(cell.label)}</th><td>{_wrapped(cell.old, "del")}</td><td>{_wrapped(cell.new, "ins")}</td></tr>'
        yield "</tbody></table>"
    yield "</li>\n"


def _wrapped(words: str, tag: str) -> str:
    return f"<{tag}>{escape(words)}</{tag}>" if words else '<span class="nothing">–</span>'


def _swap(old: str, new: str) -> str:
    return f"{_wrapped(old, 'del')} {ARROW} {_wrapped(new, 'ins')}"


def _link(change: Change, comparison: Comparison, shown: set[str]) -> str:
    return _to_page(change.old_page, change.new_page, comparison, shown)


def _to_page(old: int | None, new: int | None, comparison: Comparison, shown: set[str]) -> str:
    words = between(comparison, old, new)
    if not words:
        return ""
    words = escape(words[0].upper() + words[1:])
    id_ = f"page-{new + 1}" if new is not None else ""
    return f'<a class="place" href="#{id_}">{words}</a> ' if id_ in shown else f'<span class="place">{words}</span> '


def _marked_up(pieces: Iterable[tuple[str, str]]) -> str:
    tags = {GONE: "del", COME: "ins"}
    return "".join(
        f"<{tags[style]}>{escape(words)}</{tags[style]}>" if style in tags and words else escape(words)
        for words, style in pieces
    ).replace("\n", "<br>")


# ---------------------------------------------------------------- side by side


def _pages(comparison: Comparison, openings: Sequence[Opening], old: Pictures, new: Pictures) -> Iterator[str]:
    if not openings:
        return
    by_weight = sorted(range(len(openings)), key=lambda n: (min(map(_rank, openings[n].topics), default=9), n))
    pictured = set(by_weight[:MOST_PICTURED])
    yield '<section class="pages" aria-labelledby="side-by-side">\n<h2 id="side-by-side">Page by page</h2>\n'
    if len(openings) > MOST_PAGES:
        yield f'<p class="soft">The first {MOST_PAGES} of {len(openings)} pages that changed; all changes are listed above.</p>\n'
    for number, opening in enumerate(openings[:MOST_PAGES]):
        yield from _side_by_side(opening, comparison, old, new, pictured=number in pictured)
    yield "</section>\n"


def _rank(topic: Topic) -> int:
    return list(Topic).index(topic)


def _side_by_side(
    opening: Opening, comparison: Comparison, old: Pictures, new: Pictures, *, pictured: bool
) -> Iterator[str]:
    classes = " ".join(("opening", *map(_class, opening.topics)))
    side = comparison.new if opening.is_new else comparison.old
    yield f'<article class="{classes}" id="{opening.id}" aria-labelledby="{opening.id}-name">\n'
    yield f'<h3 id="{opening.id}-name">Page {escape(side.label(opening.page))}</h3>\n'
    if pictured:
        sheets = [_sheet(old, comparison, page, opening, old=True) for page in opening.old_pages]
        sheets_new = [_sheet(new, comparison, opening.page, opening, old=False)] if opening.is_new else []
        if any((*sheets, *sheets_new)):
            yield f'<div class="pair pictures"><div class="sheets">{"".join(sheets)}</div>'
            yield f'<div class="sheets">{"".join(sheets_new)}</div></div>\n'
    yield '<div class="columns" role="table" aria-label="Words of this page, old and new">'
    yield '<div class="pair heads" role="row"><span role="columnheader">Old</span><span role="columnheader">New</span></div>\n'
    quiet: list[Row] = []
    for row in opening.rows:
        if row.change is None:
            quiet.append(row)
            continue
        yield from _quiet(quiet)
        quiet = []
        yield '<div class="pair" role="row">'
        yield f'<div role="cell">{_side(row, comparison, old=True)}</div><div role="cell">{_side(row, comparison, old=False)}</div></div>\n'
    yield from _quiet(quiet)
    yield "</div>\n</article>\n"


def _quiet(rows: Sequence[Row]) -> Iterator[str]:
    """Paragraphs that did not change: the first and the last of them, to find one's way."""
    if len(rows) > 3:
        yield from _quiet(rows[:1])
        yield f'<div class="pair same skipped" role="row"><p role="cell">{len(rows) - 2} paragraphs unchanged</p></div>\n'
        yield from _quiet(rows[-1:])
        return
    for row in rows:
        cells = (f'<p role="cell">{escape(_opening_words(blocks))}</p>' for blocks in (row.old, row.new))
        yield f'<div class="pair same" role="row">{"".join(cells)}</div>\n'


def _opening_words(blocks: Sequence[Block]) -> str:
    text = " ".join(block.text for block in blocks)
    return text if len(text) <= UNCHANGED else f"{text[:UNCHANGED].rpartition(' ')[0]} …"


def _side(row: Row, comparison: Comparison, *, old: bool) -> str:
    """One side of a row that changed, in full."""
    change, blocks = row.change, row.old if old else row.new
    assert change is not None
    if not blocks:
        return ""
    tag = "del" if old else "ins"
    text = "\n".join(block.text for block in blocks)
    note = ""
    if change.moved or change.action is Action.MOVED:
        here, there = (row.old, row.new) if old else (row.new, row.old)
        label = (comparison.new if old else comparison.old).label(there[0].page)
        way = (
            "moved within the page"
            if here[0].page == there[0].page
            else f"moved {'to' if old else 'from'} page {label}"
        )
        note = f'<span class="moved">{escape(way)}</span> '
    if change.action in (Action.INSERTED, Action.DELETED):
        words = f"<{tag}>{escape(text)}</{tag}>"
    else:
        words, at = "", 0
        for edit in change.edits:
            start, end = edit.old if old else edit.new
            words += escape(text[at:start])
            words += f"<{tag}>{escape(text[start:end])}</{tag}>" if start < end else ""
            at = end
        words += escape(text[at:])
    kind = f'<span class="kind">{escape(blocks[0].kind.value)}</span> ' if blocks[0].kind.value != "paragraph" else ""
    return f"<p>{note}{kind}{words.replace(chr(10), '<br>')}</p>"


def _sheet(pictures: Pictures, comparison: Comparison, page: int, opening: Opening, *, old: bool) -> str:
    """A page as a picture, with the places that changed on it marked."""
    version = comparison.old if old else comparison.new
    if page >= len(version.sizes):
        return ""
    data = pictures.page(page, WIDTH)
    if not data:
        return ""
    width, height = version.sizes[page]
    side, label = ("old" if old else "new"), version.label(page)
    boxes = [
        (place.box, row.change.kind is Kind.ALT)
        for row in opening.rows
        if row.change is not None
        for place in _marks(row, old=old)
        if place.page == page and place.box.height
    ]
    for chart in opening.charts:
        place = chart.old if old else chart.new
        if place is not None and place.page == page:
            boxes.append((place.box, True))
    marks = "".join(
        f'<rect{WHOLE if whole else ""} x="{box.x - 1:.1f}" y="{box.y:.1f}" width="{box.width + 2:.1f}" height="{box.height:.1f}"/>'
        for box, whole in boxes
    )
    places = f"{len(boxes)} place{'' if len(boxes) == 1 else 's'} marked"
    alt = f"{side.capitalize()} page {label}, {places}; the words are below"
    return (
        f'<figure class="sheet {side}"><div><img src="{data}" alt="{escape(alt)}" '
        f'width="{WIDTH}" height="{round(WIDTH * height / width)}">'
        f'<svg viewBox="0 0 {width:.1f} {height:.1f}" aria-hidden="true">{marks}</svg></div>'
        f"<figcaption>{side.capitalize()}, page {escape(label)}</figcaption></figure>"
    )


def _class(topic: Topic) -> str:
    return topic.value.replace(" ", "-")
