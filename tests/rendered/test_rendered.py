"""Small elements turned to pixels and compared with references: what words about numbers cannot say.

Each element stands on a page just large enough for it. References are renewed by one
deliberate command, UPDATE_RENDERED=1 ./build.sh test tests/rendered, and looked at before
they are kept. A failure leaves actual, expected and difference side by side in `failed/`.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from layout.art import Fill, Stroke
from layout.art import Path as Outline
from layout.geometry import Rect
from layout.pages.book import Book, Item, Page, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.pages.piece import moved_all
from layout.pages.tree import Element
from layout.values import replace
from typeset.paint import Document, paint, screen_edition, srgb

HERE = Path(__file__).parent
PROFILES = HERE.parents[1] / "typeset" / "profiles"

UNLIKE = 48
"""Grey levels by which a pixel may differ: more is another shape, less a rasteriser's mood."""

SHARE = 0.004
"""Share of pixels that may differ by more, for edges that fall between two pixels."""

LARGEST = 20_000
"""Bytes of a reference."""


# ---------------------------------------------------------------- elements


def bounds(path: Outline) -> Rect:
    """The rectangle around an outline's points."""
    points = [step[at : at + 2] for step in path.steps for at in range(1, len(step) - 1, 2)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def place(item: Item) -> Rect:
    """Roughly where an item stands."""
    match item:
        case PlacedLine():
            size = max((run.size for run in item.runs), default=item.leading)
            width = max((run.x + run.width for run in item.runs), default=0.0)
            return Rect(item.x, item.baseline - 0.75 * size, width, size)
        case PlacedMark(mark=Fill(path=path) | Stroke(path=path)):
            return bounds(path)
        case PlacedArt():
            return Rect(item.x, item.y, item.art.width, item.art.height)
        case PlacedPicture():
            return item.box


def words(item: Item) -> str:
    """What a line says."""
    return "".join(run.text for run in item.runs) if isinstance(item, PlacedLine) else ""


def page_with(book: Book, beginning: str) -> tuple[Page, PlacedLine]:
    """The first page on which a line of content begins so, and the line."""
    for page in book.pages:
        for item in page.items:
            if isinstance(item, PlacedLine) and words(item).startswith(beginning) and any(item.slots):
                return page, item
    raise LookupError(beginning)


def alone(book: Book, page: Page, area: Rect, extra: Iterable[Item] = ()) -> Book:
    """A book of one page as large as *area*, with what stands wholly in it (and *extra*)."""
    inside = [item for item in page.items if area.holds(place(item), slack=1.0)]
    items = moved_all((*extra, *inside), -area.x, -area.y)
    return one_page(book, replace(page, width=area.width, height=area.height, items=items, live=None))


def one_page(book: Book, page: Page) -> Book:
    """A book of just this page, with a tag for all that is on it."""
    slots: set[int] = set()
    for item in page.items:
        match item:
            case PlacedLine():
                slots |= {slot for slot in item.slots if slot}
            case PlacedArt():
                slots |= {item.slot, *(slot for _, slot in item.cells)}
            case _:
                slots |= {item.slot} if item.slot else set()
    tree = Element(role="Document", kids=(Element(role="P", kids=tuple(sorted(slots))),))
    return Book(pages=(replace(page, index=0, label="1"),), tree=tree, language=book.language)


def box(book: Book) -> Book:
    """A fact box with a list in it."""
    page, title = page_with(book, "What a pole should be")
    grounds = [place(item) for item in page.items if isinstance(item, PlacedMark) and item.name == "ground"]
    [area] = [ground for ground in grounds if ground.holds(place(title)) and ground.width < page.width / 2]
    return alone(book, page, area.grown(6))


def views(book: Book) -> Book:
    """A run of respondents' views under its head."""
    page, head = page_with(book, "On beans")
    below = [item for item in page.items if isinstance(item, PlacedLine) and head.x + 6 < item.x < head.x + 20]
    foot = max(item.baseline for item in below if 0 < item.baseline - head.baseline < 80)
    return alone(book, page, Rect(head.x - 4, head.baseline - 12, head.measure + 8, foot - head.baseline + 20))


def opener_of(book: Book, figure: str) -> Page:
    """The opener with that key figure."""
    openers = [page for page in book.pages if page.template == "opener"]
    [page] = [page for page in openers if any(words(item).strip() == figure for item in page.items)]
    return page


def field(book: Book) -> Book:
    """Where the lit dots of an opener end and the dark ones begin, on its ground."""
    page = opener_of(book, "64.5%")
    [dark] = [place(item) for item in page.items if isinstance(item, PlacedMark) and item.name == "dark dots"]
    extra = [item for item in page.items if isinstance(item, PlacedMark) and item.name.endswith(("ground", "dots"))]
    return alone(book, page, Rect(dark.x - 8, dark.y - 60, dark.width / 2, 120), extra)


def chart(book: Book) -> Book:
    """A bar chart with a datum that is missing."""
    for page in book.pages:
        for item in page.items:
            if isinstance(item, PlacedArt) and item.name == "what-they-grow":
                return alone(book, page, place(item).grown(4))
    raise LookupError


def opener(book: Book) -> Book:
    """A whole opener: numeral cropped by the edges, headline, key figure, dots."""
    return one_page(book, opener_of(book, "75%"))


# ---------------------------------------------------------------- pictures


@pytest.fixture(scope="module")
def draw(small) -> Callable[[Book, float], Image.Image]:
    """Paint a book as the digital edition and turn its page to pixels, *scale* pixels a point."""
    edition = screen_edition(srgb((PROFILES / "sRGB.icc").read_bytes()))
    about = Document(title="Element", language="en-GB", date="2024-04-15")

    def picture(book: Book, scale: float) -> Image.Image:
        data = paint(book, edition, brand_inks=small.laid.brand.inks, fonts=small.laid.faces, about=about)
        return pixels(data, scale)

    return picture


def pixels(pdf: bytes, scale: float, page: int = 0) -> Image.Image:
    """A page of a PDF as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return picture


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels in which two pictures differ; 1 when their sizes do."""
    if one.size != other.size:
        return 1.0
    levels = ImageChops.difference(one, other).convert("L").histogram()
    return sum(levels[UNLIKE:]) / sum(levels)


def compare(name: str, actual: Image.Image) -> None:
    """Compare a picture with its reference, and leave both where they can be seen if they differ."""
    reference = HERE / "references" / f"{name}.png"
    if os.environ.get("UPDATE_RENDERED") == "1":
        reference.parent.mkdir(exist_ok=True)
        actual.quantize(32, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(reference, optimize=True)
    assert reference.stat().st_size <= LARGEST
    expected = Image.open(reference).convert("RGB")
    share = unlike(actual, expected)
    if share > SHARE:
        kept = HERE / "failed" / f"{name}.png"
        kept.parent.mkdir(exist_ok=True)
        side_by_side(actual, expected).save(kept)
        pytest.fail(f"{share:.2%} of {name} differ: actual, expected and difference stand side by side in {kept}")


def side_by_side(actual: Image.Image, expected: Image.Image) -> Image.Image:
    """Actual, expected, and the difference in negative."""
    common = expected.resize(actual.size) if actual.size != expected.size else expected
    difference = ImageChops.invert(ImageChops.difference(actual, common))
    width, height = actual.size
    sheet = Image.new("RGB", (3 * width + 20, max(height, expected.height)), "white")
    for number, picture in enumerate((actual, expected, difference)):
        sheet.paste(picture, (number * (width + 10), 0))
    return sheet


ELEMENTS = {
    "box": (box, 1.0),
    "views": (views, 1.0),
    "dot-field": (field, 0.8),
    "chart": (chart, 1.0),
    "opener": (opener, 0.3),
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_looks_as_it_did(small, draw, name):
    """The element's pixels are those of its reference, give or take what rasterisers disagree about."""
    element, scale = ELEMENTS[name]
    compare(name, draw(element(small.book), scale))


def test_marks_stand_outside_the_bleed(small):
    """At the corner of a print page the ground fills the bleed, and crop marks stand clear of it."""
    [number] = [page.index for page in small.book.pages if page.template == "opener"][:1]
    picture = pixels(small.paths["print"].read_bytes(), 1.0, number)
    compare("corner", picture.crop((0, 0, 110, 110)))


def test_a_difference_is_seen(small, draw):
    """Moving a box by a point and a half, or changing its ink a little, is no longer alike."""
    book = box(small.book)
    picture = draw(book, 1.0)
    page = book.pages[0]
    moved = replace(book, pages=(replace(page, items=moved_all(page.items, 1.5, 0)),))
    assert unlike(picture, draw(moved, 1.0)) > SHARE
    grounds = [item for item in page.items if isinstance(item, PlacedMark) and item.name == "ground"]
    assert grounds
    darker = [
        replace(item, mark=replace(item.mark, tint=replace(item.mark.tint, ink="air"))) if item in grounds else item
        for item in page.items
    ]
    assert unlike(picture, draw(replace(book, pages=(replace(page, items=tuple(darker)),)), 1.0)) > SHARE
