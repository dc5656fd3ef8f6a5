"""The specimen's words that run right to left, read back from its files: each reader as far as it can.

ISO 32000-1, 14.8.2.3.3 lets letters stand in reverse within a word that is marked so, and
words in the order of reading. What the readers at hand make of it:

| reader | words | words in a row | numbers and stops |
|---|---|---|---|
| pypdf 7 | all | in order | Arabic figures turned round |
| pdftotext -raw (22.12) | all but those with very narrow letters | in order, one a line | stops on the wrong side of their word |
| pdfium | all | turned round within an English line | as pdftotext |
| mutool 1.21 | letters turned round | in order | in order |
"""

from __future__ import annotations

import re
import unicodedata

import pytest
from reading import blocks_of, pages_by, read_tags
from saying import fold, sayings

from layout.pages.book import PlacedLine
from tests.conftest import ROOT, Finished, finish
from typeset.review.pagetext import page_texts

RUNS = re.compile("[\u05d0-\u05f4]+|[\u0620-\u064a\u066e-\u06d3\u200c]+")
"""Words in one of the two scripts, without stops and figures."""
POINTS = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
"""Vowel signs: readers put them on either side of their letters."""


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory, chart_cache) -> Finished:
    """The specimen, built."""
    return finish(ROOT / "docs" / "specimen.yaml", tmp_path_factory.mktemp("specimen"), chart_cache)


@pytest.fixture(scope="module")
def passages() -> list[str]:
    """Every marked passage of the manifest in its order of reading, as words without points."""
    return [words for one in marked_passages() if (words := words_in(one))]


@pytest.fixture(scope="module")
def bare() -> list[str]:
    """The passages that have no vowel signs."""
    return [words for one in marked_passages() if not POINTS.search(one) and (words := words_in(one))]


def marked_passages() -> list[str]:
    """What the specimen marks as Hebrew or Arabic, without the notes in it."""
    source = (ROOT / "docs" / "specimen.yaml").read_text(encoding="utf-8")
    marked = re.findall(r"\[((?:[^\[\]]|\^\[[^\[\]]*\[[^\[\]]*\]\{he\}\])*)\]\{(?:he|ar)\}", source)
    return [re.sub(r"\^\[\[.*?\]\{he\}\]", " ", one) for one in marked]


def words_in(text: str) -> str:
    """What of *text* is in one of the two scripts, word by word."""
    bare = POINTS.sub("", unicodedata.normalize("NFKC", text).replace("\u2060", ""))
    return " ".join(RUNS.findall(bare))


def read(reader: str, specimen: Finished, ask, edition: str = "digital") -> str:
    """All words of either script that *reader* finds, in its order."""
    return words_in("\n".join(pages_by(reader, specimen.paths[edition], ask)))


def found(passages: list[str], text: str) -> float:
    """The share of *passages* that stand in *text* from their first word to their last."""
    padded = f" {text} "
    return sum(f" {one} " in padded for one in passages) / len(passages)


def test_the_specimen_has_such_passages(passages):
    """There is something to look for, in both scripts, long and short."""
    assert len(passages) > 30
    assert sum(one.count(" ") > 20 for one in passages) == 2
    assert sum(bool(re.search("[\u0620-\u064a]", one)) for one in passages) > 10


def test_the_tags_say_the_passages_in_the_order_of_reading(specimen):
    """Block by block the structure tree holds the manifest's words, whichever way they run."""
    report = specimen.report
    said = sayings(report, {key: str(spot.page + 1) for key, spot in specimen.book.anchors.items()})
    wanted = [fold(one.words) for one in said if not one.chart and RUNS.search(one.words)]
    told = [fold(text) for node, text in blocks_of(read_tags(specimen.paths["digital"]).root) if RUNS.search(text)]
    assert [one for one in wanted if one not in told] == []


def test_passages_have_their_language_in_the_tags(specimen):
    """Every word in Hebrew letters that the author marked stands in an element that says so."""
    root = read_tags(specimen.paths["digital"]).root
    spans = [node for node in root.walk() if node.attributes.get("/Lang") in ("he", "ar")]
    assert len(spans) > 30
    for node in spans:
        script = "[\u0590-\u05ff]" if node.attributes["/Lang"] == "he" else "[\u0600-\u06ff]"
        letters = re.sub(r"[^\w]|\d", "", node.text)
        assert not letters or re.search(script, letters) or letters == "Typeset", node.text


def test_page_texts_are_in_the_order_of_reading(specimen, passages):
    """The plain files hold each passage as the manifest has it."""
    text = words_in("\n".join(page_texts(specimen.book)))
    assert found(passages, text) == 1


def test_lines_hold_their_runs_in_the_order_of_reading(specimen, passages):
    """So do the lines of the book, one after the other."""
    runs = [
        run
        for page in specimen.book.pages
        for item in page.items
        if isinstance(item, PlacedLine)
        for run in item.runs
        if run.is_reverse
    ]
    assert len(runs) > 150
    assert all(len(run.pieces) == 1 and not run.pieces[0].tiers for run in runs)


def test_both_editions_hold_the_same_words(specimen, ask):
    """What pypdf reads from one it reads from the other."""
    assert read("pypdf", specimen, ask, "print") == read("pypdf", specimen, ask, "digital")


def test_pypdf_reads_every_passage(specimen, passages, ask):
    """Letters, words and passages come back as they were written, over line ends too."""
    assert found(passages, read("pypdf", specimen, ask)) == 1


def test_pdfium_reads_every_word(specimen, bare, ask):
    """Words come back as they were written; in an English line it takes several of them in the order of seeing."""
    text = read("pdfium", specimen, ask)
    assert {word for one in bare for word in one.split()} - set(text.split()) == set()
    assert found([one for one in bare if " " not in one], text) == 1


@pytest.mark.judge
def test_pdftotext_reads_passages_in_order(specimen, passages, bare, ask):
    """Passages come back in order; a word with a sign, or a letter narrower than a tenth of its size, as several words."""
    text = read("pdftotext", specimen, ask)
    assert found([one for one in bare if re.search("[\u05d0-\u05ea]", one)], text) == 1
    words = [word for one in passages for word in one.split()]
    assert sum(word in text.split() for word in words) / len(words) > 0.95


@pytest.mark.judge
def test_mutool_reads_words_in_order(specimen, bare, ask):
    """This release knows nothing of directions: letters come as they stand, but words in the order of reading."""
    text = read("mutool", specimen, ask)
    turned = [" ".join(word[::-1] for word in one.split()) for one in bare]
    assert found([one for one in turned if re.search("[\u05d0-\u05ea]", one)], text) == 1
