"""The kit as a whole: which files there are, what they say, and that they are the same every time."""

from __future__ import annotations

import csv
import io
import struct
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from layout.art import Label
from layout.design.parts import Field, Manner
from layout.design.rich import words as rich
from layout.pages.book import PlacedArt, PlacedLine, PlacedMark
from layout.type.faces import Fonts
from typeset.cli import main
from typeset.presskit import kit as kits
from typeset.presskit.cards import SQUARE, WIDE, CardTable, Size
from typeset.presskit.kit import _Bench, kit_of
from typeset.presskit.matter import Credit, NumberMatter, QuoteMatter, find_matter

SVG = "{http://www.w3.org/2000/svg}"


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height from a PNG's head."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def test_every_thing_has_its_files(kit):
    """A chart comes in three sizes with data and text, quotes and key figures in two with text."""
    chart = {f"levels{size}.{kind}" for size in ("", "-wide", "-square") for kind in ("png", "svg")}
    cards = {
        f"{name}-{size}.{kind}"
        for name in ("key-figure", "quote-1", "quote-2")
        for size in ("wide", "square")
        for kind in ("png", "svg")
    }
    texts = {"levels.csv", "levels.txt", "key-figure.txt", "quote-1.txt", "quote-2.txt"}
    assert set(kit) == {f"insight-1/{name}" for name in chart | cards | texts} | {"index.html"}


def test_pictures_have_the_size_of_their_name(kit):
    """Wide is 1200 × 675 pixels, square 1080 × 1080, and a column's card is 300 pixels to the inch."""
    for name, data in kit.items():
        if name.endswith("-wide.png"):
            assert size_of(data) == (1200, 675)
        elif name.endswith("-square.png"):
            assert size_of(data) == (1080, 1080)
    width, _ = size_of(kit["insight-1/levels.png"])
    assert width / 300 == pytest.approx((234.2 + 36) / 72, abs=0.05)


def test_the_same_report_gives_the_same_kit(laid, kit, cache):
    """From an empty cache or a full one, every byte is the same."""
    assert kit_of(laid, None) == kit
    assert kit_of(laid, cache) == kit


def test_a_kept_picture_is_not_drawn_again(laid, kit, cache, monkeypatch):
    """With all pictures kept, none is drawn; one that was damaged is."""
    drawn = []
    real = kits.Darkroom._draw
    monkeypatch.setattr(kits.Darkroom, "_draw", lambda *a: drawn.append(1) or real(*a))
    kit_of(laid, cache)
    assert not drawn
    kept = min((cache / "press-kit").glob("*.png"))
    kept.write_bytes(kept.read_bytes()[:-9])
    assert kit_of(laid, cache) == kit
    assert len(drawn) == 1


def test_svg_is_a_named_and_described_image(kit):
    """Each SVG is one image with the finding as its title and the alternative text as its description."""
    root = ET.fromstring(kit["insight-1/levels-wide.svg"])  # noqa: S314  # written a moment ago, by us
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    assert [root.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == ["Levels < rose", "Bars: Till & Wear."]
    assert not root.findall(f".//{SVG}text")
    assert not root.findall(f".//{SVG}image")


def test_the_text_file_is_the_alternative_text(kit):
    """What stands in it can be pasted as it is."""
    assert kit["insight-1/levels.txt"] == b"Bars: Till & Wear.\n"


def test_data_are_typed(kit):
    """Numbers are plain numbers with the decimals of the report, ranges have two columns, what is missing is empty."""
    rows = list(csv.DictReader(io.StringIO(kit["insight-1/levels.csv"].decode())))
    assert rows[0] == {"label": "Till, north", "value": "1600", "low": "", "high": "", "note": ""}
    assert rows[1]["value"] == "26.0"
    assert (rows[2]["low"], rows[2]["high"]) == ("3", "5")
    assert (rows[3]["value"], rows[3]["note"]) == ("", "gauge lost")


def chapter_of(laid):
    """The one chapter of the report."""
    (chapter,) = find_matter(laid.story, laid.plots, {"levels": 234.0})
    return chapter


def test_only_verbatim_words_stand_between_quotation_marks(laid, kit):
    """A paraphrase has none and says what it is, on the card and in its text."""
    verbatim, paraphrase = chapter_of(laid).quotes
    assert verbatim.said == "“The river remembers what its banks forget.”"
    assert verbatim.attribution == "Ada Hart"
    assert paraphrase.said == "Rain tells more than any gauge."
    assert paraphrase.attribution == "A volunteer, in paraphrase"
    assert "“" not in kit["insight-1/quote-2.txt"].decode()
    assert "in paraphrase" in kit["insight-1/quote-2.txt"].decode()


@pytest.fixture(scope="module")
def bench(laid):
    """Where the cards of the report are made."""
    return _Bench(laid.brand, laid.faces, Credit(publisher="P", title="T 2016", year=2016, language="en-GB"), None)


def texts(card) -> list[str]:
    """Every line on a card, from top to bottom."""
    lines = [item for item in card.page.items if isinstance(item, PlacedLine)]
    return ["".join(run.text for run in line.runs).strip() for line in sorted(lines, key=lambda one: one.baseline)]


def test_a_card_says_what_the_figure_says(laid, bench):
    """Finding above; base, note and credit below: no chart leaves the house without them."""
    (matter,) = chapter_of(laid).charts
    for size in (WIDE, SQUARE):
        card = bench._table.set_chart(matter, size, bench._artist.draw_clean)
        said = " ".join(texts(card))
        for words in (
            "Levels < rose",
            "Level, cm",
            "Four rivers. Source: Talk at the county fair, 2016.",
            "Read once a day.",
        ):
            assert words in said
        assert texts(card)[-1].replace("\u00a0", " ") == "P · T 2016"


def test_the_chart_is_drawn_anew_at_the_size_of_the_card(laid, bench):
    """Its words are as large as the card's: the drawing fills its measure and is not blown up."""
    (matter,) = chapter_of(laid).charts
    card = bench._table.set_chart(matter, WIDE, bench._artist.draw_clean)
    (art,) = (item.art for item in card.page.items if isinstance(item, PlacedArt))
    (report,) = (plot for plot in laid.plots)
    assert {mark.run.size for mark in art.marks if isinstance(mark, Label)} == {8.0, 7.5}
    assert art.width != pytest.approx(234, abs=1)
    assert report.chart is matter.plot


@pytest.mark.parametrize("size", [WIDE, SQUARE, Size("banner", 1500, 500), Size("story", 1080, 1920)])
def test_nothing_leaves_its_card(laid, bench, size):
    """Whatever the shape, every line, mark and drawing lies inside the margins (grounds and the tab apart)."""
    chapter = chapter_of(laid)
    cards = [bench._table.set_chart(matter, size, bench._artist.draw_clean) for matter in chapter.charts]
    cards += [bench._table.set_quote(matter, size) for matter in chapter.quotes]
    cards += [bench._table.set_number(chapter.number, size)]
    for card in cards:
        page = card.page
        for item in page.items:
            match item:
                case PlacedLine():
                    right = max(item.x + run.x + run.width for run in item.runs)
                    assert item.x >= 0.04 * page.width
                    assert right <= 0.97 * page.width
                    assert 0 < item.baseline < page.height * 0.98
                case PlacedArt():
                    assert item.x + item.art.width <= 0.97 * page.width
                    assert item.y + item.art.height <= page.height
                case PlacedMark(name="ground"):
                    pass
                case PlacedMark():
                    assert all(-0.01 <= step[2] <= page.height for step in item.mark.path.steps if len(step) > 2)


@pytest.mark.parametrize("total", [1, 2, 3, 7, 20, 370, 1000, 20_000])
@pytest.mark.parametrize("size", [WIDE, SQUARE])
def test_any_number_of_dots_finds_its_field(bench, total, size):
    """One dot or twenty thousand: all of them are there, and none leaves the card."""
    field = Field(total=total, lit=total // 2, caption=rich("One dot is one reader"), alt="Dots.")
    card = bench._table.set_number(NumberMatter(figure="64.5%", sentence="of readers come", field=field), size)
    fields = [item.mark.path.steps for item in card.page.items if isinstance(item, PlacedMark) and "dots" in item.name]
    assert sum(step[0] == "M" for steps in fields for step in steps) == total
    assert all(0 < step[1] < card.page.width and 0 < step[2] < card.page.height for steps in fields for step in steps)


def test_longer_words_are_set_smaller(bench):
    """A quote that is three times as long stands in smaller type, whole."""
    short = QuoteMatter(text="The river remembers.", by="A", manner=Manner.PARAPHRASE)
    long_ = QuoteMatter(text="The river remembers. " * 12, by="A", manner=short.manner)
    one, other = (bench._table.set_quote(matter, WIDE) for matter in (short, long_))
    assert one.density > other.density
    assert " ".join(texts(other)).count("remembers") == 12


def test_names_that_would_clash_make_way(bench):
    """A chart called like another with `-wide` behind it gets files of its own."""
    assert [bench._stem("x", name) for name in ("levels", "levels-wide", "Levels")] == [
        "x/levels", "x/levels-wide-2", "x/Levels-2"
    ]  # fmt: skip


def test_a_year_in_the_title_is_not_said_twice():
    """The credit names publisher, title and year, each once."""
    credit = Credit(publisher="House", title="The Report 2016", year=2016, language="en")
    assert credit.line == "House · The Report 2016"
    other = Credit(publisher="House", title="The Report", year=2016, language="en")
    assert other.line == "House · The Report · 2016"
    assert other.bound.replace("\u00a0", " ") == other.line
    assert other.bound.endswith("Report\u00a0·\u00a02016")


class Page(HTMLParser):
    """What a page links to and shows."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.images: list[dict[str, str]] = []
        self.anchors: list[str] = []
        self.ids: list[str] = []
        self.heads: list[str] = []
        self.links: list[dict[str, str]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        if tag == "img":
            self.images.append(given)
            self.files.append(unquote(given["src"]))
        if tag == "a" and given["href"].startswith("#"):
            self.anchors.append(given["href"][1:])
        elif tag == "a":
            self.files.append(unquote(given["href"]))
            self.links.append(given)
        if tag in {"h1", "h2", "h3"}:
            self.heads.append(tag)


@pytest.fixture(scope="module")
def page(kit) -> Page:
    """The index, read."""
    found = Page()
    found.feed(kit["index.html"].decode())
    return found


def test_the_index_leads_to_every_file_and_to_nothing_else(kit, page):
    """Each file can be fetched from it, and no address leads outside."""
    assert set(page.files) == set(kit) - {"index.html"}
    assert b"http" not in kit["index.html"]
    assert b"<script" not in kit["index.html"]


def test_the_index_can_be_heard(page):
    """Every picture has its text, every link a name of its own, headings and anchors hold."""
    assert all(image["alt"] for image in page.images)
    assert {"alt": "Bars: Till & Wear."}.items() <= page.images[1].items()
    labels = [link["aria-label"] for link in page.links]
    assert len(set(labels)) == len(labels)
    assert page.heads[:3] == ["h1", "h2", "h3"]
    assert page.heads.count("h1") == 1
    assert set(page.anchors) <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


def test_what_authors_write_is_escaped(kit):
    """Signs of HTML in a title are characters."""
    text = kit["index.html"].decode()
    assert "Levels &lt; rose" in text
    assert "River Watch &amp; Sons" in text


def test_a_card_at_column_size_keeps_the_width_of_the_report(laid):
    """The chart on it is the very drawing of the book."""
    (matter,) = chapter_of(laid).charts
    table = CardTable(laid.brand, Fonts(laid.faces), Credit(publisher="P", title="T", year=2016, language="en-GB"))
    (art,) = (item.art for page in laid.book.pages for item in page.items if isinstance(item, PlacedArt))
    card = table.set_column(matter, art)
    assert any(isinstance(item, PlacedArt) and item.art is art for item in card.page.items)


def test_everything_is_written_in_its_folder(kit, tmp_path):
    """Names hold one folder at most, and can be files everywhere."""
    for name in kit:
        assert len(Path(name).parts) <= 2
        assert name.isascii()
        assert not set(name) & set('<>:"\\|?*')


@pytest.mark.slow
def test_the_command_line_makes_a_kit_when_asked(laid, tmp_path, capsys):
    """`--press-kit` adds the folder to what a build writes; without it there is none."""
    manifest = next(name for name in laid.sources if name.endswith("content.yaml"))
    assert main(["build", manifest, "--out", str(tmp_path / "plain"), "--edition", "digital"]) == 0
    assert not (tmp_path / "plain" / "press-kit").exists()
    assert main(["build", manifest, "--out", str(tmp_path / "kit"), "--edition", "digital", "--press-kit"]) == 0
    assert (tmp_path / "kit" / "press-kit" / "insight-1" / "levels-wide.png").is_file()
    assert "press-kit" in capsys.readouterr().out
