"""Round by round: what is laid out again is what a fresh start would give."""

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from layout.pages.book import PlacedPicture
from typeset.clock import Clock
from typeset.laying import BRAND_FILE, lay_out
from typeset.manifest.loading import load
from typeset.preview.board import Shown
from typeset.preview.telling import as_state
from typeset.preview.workshop import Workshop

SMALL = Path(__file__).parents[3] / "pages" / "small.yaml"

MANIFEST = """\
report: {title: Small, year: 2016, publisher: House, language: en-GB}
book:
  - part: half-title
  - part: letter
    headline: To whom it concerns
    text: |
      A first paragraph.

      A second one.
  - part: thanks
    headline: Afterwards
    text: A closing word.
"""


@pytest.fixture
def manifest(tmp_path):
    """A report of three pages."""
    path = tmp_path / "content.yaml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


@pytest.fixture
def workshop(manifest):
    """Its workshop."""
    return Workshop(manifest)


def edit(manifest, old, new):
    """Put other words into the manifest."""
    text = manifest.read_text(encoding="utf-8")
    assert old in text
    manifest.write_text(text.replace(old, new), encoding="utf-8")


def rounds(workshop, manifest, *edits):
    """What is shown at first and after each edit."""
    shown = [workshop.show(workshop.lay(), Shown())]
    for old, new in edits:
        edit(manifest, old, new)
        shown.append(workshop.show(workshop.lay(), shown[-1]))
    return shown


def test_only_the_edited_page_gets_a_new_number(workshop, manifest):
    """A page that looks as before keeps the number of its look, and with it its picture."""
    first, second = rounds(workshop, manifest, ("A second one", "Another one"))
    before, after = ([leaf.version for leaf in one.pages.leaves] for one in (first, second))
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True, True]
    assert second.written == (1,)


def test_lines_added_above_change_no_picture(workshop, manifest):
    """A comment moves every place in the file; no page looks different, and places are the new ones."""
    first, second = rounds(workshop, manifest, ("book:", "# a word\n# to editors\nbook:"))
    assert [leaf.version for leaf in first.pages.leaves] == [leaf.version for leaf in second.pages.leaves]
    assert second.written == ()
    before, after = (
        [one.pages.spans(item.origin).line for item in one.pages.leaves[1].page.items if getattr(item, "origin", 0)]
        for one in (first, second)
    )
    assert before
    assert after == [line + 2 for line in before]


def test_what_is_kept_changes_nothing(workshop, manifest):
    """After several edits the book is the one that a fresh start lays out."""
    shown = rounds(
        workshop,
        manifest,
        ("A first paragraph.", "A first paragraph, longer than before."),
        ("part: half-title", "part: half-title\n  - part: contents\n    headline: What is in it"),
        ("A closing word.", "A closing word and one more."),
        ("A first paragraph, longer than before.", "A first paragraph."),
    )
    fresh = lay_out(load(manifest), Clock())
    assert [one.items for one in shown[-1].pages.book.pages] == [one.items for one in fresh.book.pages]


def test_renewing_changes_no_number(workshop, manifest):
    """When memory is let go, pictures already shown stay the right ones."""
    (first,) = rounds(workshop, manifest)
    workshop.renew()
    second = workshop.show(workshop.lay(), first)
    assert [leaf.version for leaf in first.pages.leaves] == [leaf.version for leaf in second.pages.leaves]


def test_every_file_that_is_asked_for_is_told(workshop, manifest):
    """Included files, data and pictures are told whether they are there or not; so are those beside the manifest."""
    edit(manifest, "text: A closing word.", "text:\n      - include: there.yaml\n      - include: not-there.yaml")
    (manifest.parent / "there.yaml").write_text("A closing word.", encoding="utf-8")
    names = {path.name for path in workshop.lay().files}
    assert names >= {"content.yaml", "there.yaml", "not-there.yaml", "house.yaml", "approvals.yaml", "brand.yaml"}


def test_a_picture_with_other_pixels_is_new_on_its_page(tmp_path):
    """A photograph saved again under its name changes the page that shows it, and no word was touched."""
    shutil.copytree(SMALL.parent, tmp_path / "report")
    manifest, picture = tmp_path / "report" / SMALL.name, tmp_path / "report" / "gate.png"
    workshop = Workshop(manifest)
    first = workshop.show(workshop.lay(), Shown())
    with Image.open(picture) as image:
        turned = image.rotate(180)
    turned.save(picture)
    second = workshop.show(workshop.lay(), first)
    shows = [
        number
        for number, leaf in enumerate(second.pages.leaves)
        if any(isinstance(item, PlacedPicture) and item.data.endswith("gate.png") for item in leaf.page.items)
    ]
    assert shows
    assert list(second.written) == shows


def test_another_brand_is_another_look_of_every_page(workshop, manifest, tmp_path, monkeypatch):
    """An ink changed in the brand gives each page a new picture."""
    brand = tmp_path / "brand.yaml"
    brand.write_text(BRAND_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("typeset.laying.BRAND_FILE", brand)
    first = workshop.show(workshop.lay(), Shown())
    edit(brand, "#1f1d1e", "#000000")
    second = workshop.show(workshop.lay(), first)
    assert not {leaf.version for leaf in first.pages.leaves} & {leaf.version for leaf in second.pages.leaves}


def test_a_printer_that_is_not_there_is_told_and_pages_are_shown(workshop, manifest):
    """The author's mistake about the printer does not take the pages away."""
    edit(manifest, "language: en-GB", "language: en-GB, printer: nobody")
    done = workshop.lay()
    assert done.laid.book is not None
    problems, _ = workshop.audit(done, lambda: None)
    assert any("nobody" in problem.message for problem in problems)


def test_the_state_as_told_has_all_a_page_needs(workshop, manifest):
    """Pages with the numbers of their looks, the shape of the paper, and each problem with its line and page."""
    edit(manifest, "A second one.", "Of all of them 47.3 per cent did.")
    done = workshop.lay()
    shown = workshop.show(done, Shown())
    problems, sources = workshop.audit(done, lambda: None)
    told = json.loads(
        as_state(Shown(pages=shown.pages, problems=problems, sources=sources), "abc", "", str(manifest.parent))
    )
    assert [page["label"] for page in told["pages"]] == ["1", "2", "3", "4"]
    assert (round(told["shape"]["width"]), round(told["shape"]["bleed"], 1)) == (595, 8.5)
    problem = next(one for one in told["problems"] if "47.3" in one["message"])
    assert (problem["place"], problem["page"], problem["severity"]) == ("content.yaml:9:22", 1, "warning")
    assert problem["excerpt"] == ["Of all of them ", "47.3", " per cent did."]


def test_a_broken_off_audit_says_so(workshop):
    """What the pause raises comes out: nobody takes half an audit for a whole one."""

    class Off(Exception):
        pass

    def pause():
        raise Off

    with pytest.raises(Off):
        workshop.audit(workshop.lay(), pause)
