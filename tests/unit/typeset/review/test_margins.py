"""The proof: the same pages, with numbers, states, ids, notes and bars in their margins."""

import datetime as dt
import re
from collections import Counter

import pytest

from layout.pages.book import PlacedLine, PlacedMark
from layout.values import replace
from typeset.ledger.approvals import Approval, Approvals, hash_of_part
from typeset.ledger.ledger import index_uses
from typeset.ledger.passages import find_passages
from typeset.review.blocks import rows_of
from typeset.review.from_book import line_box, version_of_book
from typeset.review.pagetext import FURNITURE, page_texts
from typeset.review.proof import HEAD, LEFT, STRIP, _spread, number_lines, proof_of


def words(page) -> str:
    """All furniture of a page, as it is read, a line a line."""
    return "\n".join(
        " ".join("".join(run.text for run in item.runs).split())
        for item in page.items
        if isinstance(item, PlacedLine) and all(item.slots[run.part] is None for run in item.runs)
    )


@pytest.fixture(scope="module")
def proof(small):
    """The small report as a proof."""
    return proof_of(small.laid, Approvals())


def test_the_pages_are_the_books_own(proof, small):
    """Every item of every page is there, moved as one and otherwise untouched: nobody lays out again."""
    assert len(proof.pages) == len(small.book.pages)
    for sheet, page in zip(proof.pages, small.book.pages, strict=True):
        first = sheet.panels[0].count
        assert sheet.panels[1].count == len(page.items)
        for item, original in zip(sheet.items[first : first + len(page.items)], page.items, strict=True):
            if isinstance(original, PlacedLine):
                assert item == replace(original, x=original.x + LEFT, baseline=original.baseline + HEAD)


def test_page_text_without_furniture_is_the_same(proof, small):
    """What is added is furniture: a reader of the proof's words reads the report's."""

    def body(text: str) -> str:
        return text.partition(f"{FURNITURE}\n")[0].rstrip()

    assert [body(text) for text in page_texts(proof)] == [body(text) for text in page_texts(small.book)]
    assert proof.tree == small.book.tree


def test_panels_hold_every_item_and_cut_the_page_at_its_trim(proof, small):
    """What bleeds stays on its page; sheet, page and margin hold all items between them."""
    for sheet, page in zip(proof.pages, small.book.pages, strict=True):
        assert sum(panel.count for panel in sheet.panels) == len(sheet.items)
        area = sheet.panels[1].area
        assert (area.x, area.y, area.width, area.height) == (LEFT, HEAD, page.width, page.height)
        assert sheet.width == LEFT + page.width + STRIP


def test_every_line_of_text_has_a_number(small):
    """Numbers run from 1 on every page, one for each line of tagged words; cells of a row share theirs."""
    rows = {slot: n for n, row in enumerate(rows_of(small.book.tree)) if not row.alt for slot in row.slots()}
    numbered = {page.index: number_lines(page, rows) for page in small.book.pages}
    for page in small.book.pages:
        lines = numbered[page.index]
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        held = {(rows[s], round(i.baseline)) for i in page.items if isinstance(i, PlacedLine)
                for run in i.runs if run.text.strip() and (s := i.slots[run.part]) is not None}  # fmt: skip
        assert len(lines) == len(held)
    table = next(p for p in small.book.pages if any("Mill Lane" in "".join(r.text for r in i.runs)
                 and i.baseline for i in p.items if isinstance(i, PlacedLine)))  # fmt: skip
    baselines = Counter(round(line.item.baseline) for line in numbered[table.index])
    assert all(count <= 3 for count in baselines.values())


def test_numbers_stand_left_of_their_lines(proof, small):
    """A number is on its line's baseline, ends before the line begins, and stays on the sheet."""
    for sheet, page in zip(proof.pages, small.book.pages, strict=True):
        at = sheet.panels[0].count + sheet.panels[1].count
        digits = [
            i for i in sheet.items[at:] if isinstance(i, PlacedLine) and "".join(r.text for r in i.runs).isdigit()
        ]
        text = [i for i in page.items if isinstance(i, PlacedLine)]
        for number in digits:
            if number.x < LEFT + page.width:
                assert number.x > 0
                right = number.x + sum(run.width for run in number.runs)
                same = [i for i in text if abs(i.baseline + HEAD - number.baseline) < 0.01]
                assert any(right < i.x + LEFT for i in same)


def test_every_page_says_that_it_is_a_proof(proof):
    """State and page number stand on each sheet."""
    for number, page in enumerate(proof.pages, 1):
        assert "Proof · Final text" in words(page)
        assert f"Page {number} of {len(proof.pages)}" in words(page)


def test_states_and_embargo_come_from_the_approvals(small):
    """A section has the state of its approval while its words are those approved; else it is a draft again."""
    passages = find_passages(small.report)
    right, day = hash_of_part("insight-1", passages), dt.date(2024, 3, 1)
    approvals = Approvals(
        sections={
            "insight-1": Approval(state="approved", by="Anna Berg", on=day, hash=right),
            "insight-2": Approval(state="reviewed", by="Anna Berg", on=day, hash="0" * 16),
        },
        embargo=dt.date(2024, 4, 15),
    )
    proof = proof_of(small.laid, approvals)
    said = [words(page) for page in proof.pages]
    first, second = (small.book.anchors[key].page for key in ("insight-1", "insight-2"))
    assert "insight-1 approved by Anna Berg, 2024-03-01" in said[first]
    assert "insight-1" in said[second - 1]
    assert "draft, changed since it was reviewed" in said[second].replace("\n", " ")
    assert all("embargo until 2024-04-15" in page for page in said)


def test_figure_ids_stand_beside_their_lines(proof, small):
    """Where a figure is printed, its id stands in the margin with the number of the line."""
    page = small.book.anchors["insight-1"].page + 1
    notes = [line for line in words(proof.pages[page]).split("\n") if "kale" in line]
    (line,) = [one for one in notes if one.split()[0].isdigit()]
    rows = {slot: n for n, row in enumerate(rows_of(small.book.tree)) if not row.alt for slot in row.slots()}
    numbered = {one.number: one.item for one in number_lines(small.book.pages[page], rows)}
    printed = "".join(run.text for run in numbered[int(line.split()[0])].runs)
    assert "38" in printed


def test_ids_stand_beside_the_line_of_their_own_column(sample):
    """Where lines of two columns stand side by side, the id has the number of the one that holds the figure."""
    proof = proof_of(sample.laid, Approvals())
    rows = {slot: n for n, row in enumerate(rows_of(sample.book.tree)) if not row.alt for slot in row.slots()}
    uses = {key: {use.text for use in found if use.text} for key, found in index_uses(sample.report).items()}
    checked = 0
    for sheet, page in zip(proof.pages, sample.book.pages, strict=True):
        numbered = {one.number: one.item for one in number_lines(page, rows)}
        for line in words(sheet).split("\n"):
            match = re.fullmatch(r"(\d+) ([\w-]+)", line)
            if match and uses.get(match[2]):
                said = "".join(run.text for run in numbered[int(match[1])].runs)
                assert any(re.split(r"[\s\u00a0-]", text)[0] in said for text in uses[match[2]]), (line, said)
                checked += 1
    assert checked > 100


def test_editors_notes_stand_beside_what_they_are_about(proof, small):
    """A note on a section stands where it begins, and names it."""
    said = words(proof.pages[small.book.anchors["insight-1"].page]).replace("\n", " ")
    assert "insight-1 The figures of this report are invented." in said


def test_bars_mark_the_lines_that_changed(small, edited):
    """Against the earlier version each changed line has a bar, and no other line has one."""
    plain = proof_of(edited, Approvals())
    barred = proof_of(edited, Approvals(), version_of_book(small.laid, "old.yaml"))
    bars = [
        (page.index, item.mark.path.steps[0][2])
        for page, without in zip(barred.pages, plain.pages, strict=True)
        for item in set(page.items) - set(without.items)
        if isinstance(item, PlacedMark)
    ]
    marked = set()
    for page in edited.book.pages:
        for item in page.items:
            if isinstance(item, PlacedLine) and any(
                p == page.index and abs(y - HEAD - line_box(item).y) < 0.01 for p, y in bars
            ):
                marked.add("".join(run.text for run in item.runs).strip())
    assert any("65.5" in line for line in marked)
    assert any("counted" in line for line in marked)
    assert any("of all things" in line for line in marked)
    assert not any("Anyone who walks" in line for line in marked)
    assert "bars: changed since old.yaml" in words(barred.pages[2])


def test_notes_keep_clear_of_one_another():
    """Each is as near to its line as there is room, in order, within head and foot."""
    assert _spread([10, 50], [8, 8], 0, 100) == [10, 50]
    assert _spread([10, 12, 13], [8, 8, 8], 0, 100) == [10, 18, 26]
    assert _spread([95, 96], [8, 8], 0, 100) == [84, 92]
    assert _spread([], [], 0, 100) == []


def test_notes_that_find_no_room_go_on_to_the_next_page(small):
    """No note is lost: what a strip cannot hold stands beside the next page, with the page that it is about."""
    report = small.report
    note = report.editor_notes[0]
    long = tuple(replace(note, note=f"Note {number}: " + "much is to be said of this. " * 60) for number in range(20))
    laid = replace(small.laid, report=replace(report, editor_notes=long))
    proof = proof_of(laid, Approvals())
    said = " ".join(words(page).replace("\n", " ") for page in proof.pages)
    page = small.book.anchors[note.on].page + 1
    assert all(f"Note {number}:" in said for number in range(20))
    assert f"page {page} insight-1" in said


def test_notes_in_any_script_can_be_set(small):
    """A sign that the face does not have is a question mark, and no reason to fail."""
    note = replace(small.report.editor_notes[0], note="Ask 山田 → yes ✓, Ελένη agrees")
    laid = replace(small.laid, report=replace(small.report, editor_notes=(note,)))
    said = " ".join(words(page).replace("\n", " ") for page in proof_of(laid, Approvals()).pages)
    assert "Ask ??" in said
    assert "agrees" in said


def test_notes_that_find_no_room_at_all_are_counted(small):
    """On the last page what is left is at least told."""
    report = small.report
    note = report.editor_notes[0]
    last = replace(note, on="back-cover", note="Much is to be said of this. " * 140)
    part = report.book[-1]
    laid = replace(small.laid, report=replace(report, editor_notes=(replace(last, on=part.id),) * 9))
    proof = proof_of(laid, Approvals())
    assert "more in the manifest" in words(proof.pages[-1])
