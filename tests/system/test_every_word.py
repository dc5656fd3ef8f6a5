"""Every word of the manifest is on a page, and once: nothing is lost on the way, nothing said twice or invented."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from saying import Speaker, fold

from layout.art import Label
from layout.pages.book import Book, PlacedArt, PlacedLine
from typeset.clock import Clock
from typeset.laying import lay_out
from typeset.manifest.loading import load
from typeset.plots import find_plots


def words_of(text: str) -> Counter[str]:
    """The words of a text, numbers included, signs left aside."""
    return Counter(re.findall(r"[^\W_]+(?:[’'.,][^\W_]+)*", fold(text.replace("\u2060", " "))))


def words_on(book: Book) -> Counter[str]:
    """The words on all pages but furniture, those that a line end cut made whole again."""
    slots: dict[int, str] = {}
    found: Counter[str] = Counter()
    for page in book.pages:
        for item in page.items:
            match item:
                case PlacedLine():
                    for run in item.runs:
                        slot = item.slots[run.part]
                        if slot is not None:
                            slots[slot] = slots.get(slot, "") + run.text
                case PlacedArt():
                    for mark in item.art.marks:
                        if isinstance(mark, Label) and mark.cell is not None:
                            found += words_of(mark.run.text)
                case _:
                    pass
    for text in slots.values():
        found += words_of(text)
    return found


def test_every_word_is_on_a_page_as_often_as_it_is_said(whole, said):
    """The words of the manifest and the words on the pages are the same, counted.

    By rule the contents repeat headlines and add pages, a chart writes its values out
    beside its labels, and labels that several of its data share are left out.
    """
    wanted: Counter[str] = Counter()
    for one in said:
        if not one.chart:
            wanted += words_of(one.words)
    drawn: Counter[str] = Counter()
    for plot in find_plots(whole.report):
        drawn += words_of(" ".join(" ".join(cell for cell in row) for row in _cells(plot)))
    on_pages = words_on(whole.book)
    ranges = words_of(" ".join(_ranges(whole)))
    lost = wanted - on_pages
    assert not lost, dict(lost)
    added = on_pages - wanted - ranges - drawn
    assert not added, dict(added)


def _cells(plot) -> list[tuple[str, ...]]:
    """What a chart may write: labels, notes, groups, values and their signs, its points in time, its ranks."""
    chart = plot.chart
    data = [(d.label, d.note, d.group, d.text, d.start_text, d.end_text, chart.sign, chart.unit) for d in chart.data]
    ranks = [tuple(str(rank + 1) for rank in range(len(data)))] if chart.kind == "ranked" else []
    return [*data, *ranks, *((str(value),) for value in chart.settings.values())]


def _ranges(whole) -> list[str]:
    """The pages that the contents give for each part."""
    spots = {part.id: whole.book.anchors[part.id].page for part in whole.report.book}
    starts = sorted(spots.values())
    ranges = []
    for start in starts:
        end = min((page for page in starts if page > start), default=len(whole.book.pages))
        ranges += [f"{start + 1}", f"{end}", f"{start + 1}–{end}"]
    return ranges


# ---------------------------------------------------------------- every block, wherever it is allowed

BLOCKS = """\
      - |
        Alpha one two.

        ## Bravo head

        - Charlie item
        - Delta item

        1. Echo item
      - views: [Foxtrot view]
        head: Golf head
      - pull: Hotel pull
        by: India
        as: paraphrase
      - number: n
        text: Juliett counted
        list: [Kilo, Lima]
      - box: Mike box
        text: |
          November text.

          ## Oscar head

          - Papa item
      - boxes:
          - {box: Quebec box, text: Romeo text.}
          - {box: Sierra box, text: Tango text.}
      - table:
          title: Uniform table
          measures: Victor measure
          columns: [Whiskey, Xray]
          rows: [[Yankee, "1"]]
          base: Zulu base.
          note: Amber note.
      - trends: Birch heading
        intro: Cedar intro.
        items: [{text: Date trend, view: Elder view.}]
      - aside: p
        text: |
          Fir aside.

          - Gorse item
      - chart: c
        kind: bars
        title: Hazel title
        measures: Ivy measure
        data: [{label: Juniper, value: 3, note: Kapok note}, {label: Larch, value: 2}]
        base: Maple base.
        alt: Bars.
        note: Nutmeg note.
      - picture: gate.png
        alt: A gate.
        caption: Oak caption.
        credit: Pine credit.
      - note: Quince note.
"""

PROSE = """|
        Alpha one two.

        ## Bravo head

        Then Charlie again.

        - Delta item

        1. Echo item
"""

PARTS = {
    "letter": "  - part: letter\n    kicker: Rowan kicker\n    headline: Spruce head\n    signed: {name: Teak, role: Umber role}\n    text:\n"
    + BLOCKS,
    "about": "  - part: about\n    kicker: Rowan kicker\n    headline: Spruce head\n    text:\n" + BLOCKS,
    "insight": "  - part: insight\n    number: 7\n    headline: Spruce head\n    key: {figure: n, display: '42', sentence: Teak sentence}\n"
    "    field: {count: 42, figure: n, caption: Umber caption}\n    text:\n" + BLOCKS,
    "commentary": "  - part: insight\n    number: 7\n    headline: Spruce head\n    text: Teak text.\n    commentaries:\n"
    "    - who: p\n      id: one\n      kicker: Umber kicker\n      headline: Vine head\n      standfirst: Walnut first.\n"
    "      box: {title: Yew box, text: Zelkova text.}\n      text:\n" + BLOCKS,
    "voices": "  - part: insight\n    number: 7\n    headline: Spruce head\n    text: Teak text.\n    voices:\n"
    "      kicker: Umber kicker\n      headline: Vine head\n      voices:\n"
    "      - {who: p, headline: Walnut head, text: Yew text.}\n      - who: p\n        headline: Zelkova\n        text: "
    + PROSE.replace(" " * 8, " " * 10),
    "reflection": "  - part: reflection\n    kicker: Rowan kicker\n    headline: Spruce head\n    who: p\n    text:\n" + BLOCKS,
    "article": "  - part: article\n    kicker: Rowan kicker\n    headline: Spruce head\n    standfirst: Teak first.\n    who: p\n    text:\n"
    + BLOCKS,
    "thanks": "  - part: thanks\n    headline: Spruce head\n    text: " + PROSE,
    "back-cover": "  - part: back-cover\n    text: " + PROSE,
    "contents": "  - part: contents\n    kicker: Rowan kicker\n    headline: Spruce head\n  - part: letter\n    kicker: Teak\n    headline: Umber\n    text: Vine.\n",
    "respondents": "  - part: about\n    headline: Spruce head\n    text: Teak text.\n    respondents:\n      headline: Umber head\n"
    "      countries: [Vine, Walnut]\n      text: " + PROSE,
    "experts": "  - part: about\n    headline: Spruce head\n    text: Teak text.\n    experts:\n      headline: Umber head\n"
    "      people: [p]\n      text: " + PROSE,
}  # fmt: skip

HEAD = """\
report: {title: Report, year: 2020, publisher: House, language: en-GB}
figures: {n: {value: 42, unit: things, measures: things}}
people: {p: {name: Willow Person, role: Poplar role, organisation: Rose house}}
book:
  - part: half-title
"""


@pytest.mark.parametrize("part", PARTS)
def test_every_block_that_a_part_accepts_is_printed(tmp_path, chart_cache, part):
    """Whatever the manifest lets an author write into a part stands on its pages, or is refused; never lost in silence."""
    shutil.copy(Path(__file__).parents[1] / "pages" / "gate.png", tmp_path)
    manifest = tmp_path / "content.yaml"
    manifest.write_text(
        HEAD + PARTS[part] + "  - {part: thanks, id: last, headline: End, text: End.}\n", encoding="utf-8"
    )
    loaded = load(manifest)
    assert loaded.report is not None
    assert [problem.message for problem in loaded.problems if problem.is_error] == []
    laid = lay_out(loaded, Clock(), cache=chart_cache)
    if laid.book is None or not laid.is_sound:
        # Too much for one page is told: then nothing is printed, and nothing lost in silence.
        told = {problem.code for problem in laid.problems if problem.is_error}
        assert laid.book is not None, told
        assert told <= {"overset", "block-not-here"}
    speaker = Speaker(loaded.report, lambda key: "0")
    wanted = words_of(" ".join(one.words for one in speaker.all()))
    refused = words_of(" ".join(problem.found + problem.message for problem in laid.problems))
    lost = wanted - words_on(laid.book) - refused
    assert not lost, dict(lost)
