"""What the pages of a report look like and what they cost: run `python bench/pages.py [MANIFEST]`.

The figures that the design sets a target for, counted in the finished Book and, where a
reader can see them, in the finished print file as well; then the time that typesetting
takes per page as the report grows. Times are the least of several runs.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from layout.values import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from paragraph import BODY, TEXT, cuts, look_at, time_one  # noqa: E402

from layout.design.book import set_book  # noqa: E402
from layout.design.parts import Commentary, Insight, Section, Story, Voices  # noqa: E402
from layout.geometry import mm  # noqa: E402
from layout.pages.book import Book, PlacedLine  # noqa: E402
from layout.pages.looks import look_at as look_at_book  # noqa: E402
from layout.type.faces import Fonts  # noqa: E402
from layout.type.paragraph import compose  # noqa: E402
from layout.type.style import Part  # noqa: E402
from typeset.charts.drawing import draw_all  # noqa: E402
from typeset.charts.theme import theme_of  # noqa: E402
from typeset.clock import Clock  # noqa: E402
from typeset.editing import edit  # noqa: E402
from typeset.finishing import paint_all  # noqa: E402
from typeset.fontfiles import FONTS_FOLDER  # noqa: E402
from typeset.laying import BRAND_FILE, lay_out  # noqa: E402
from typeset.manifest.brand import load_brand  # noqa: E402
from typeset.manifest.loading import load  # noqa: E402
from typeset.plots import find_plots  # noqa: E402
from typeset.preflight.printer import load_printer  # noqa: E402

MEASURE = 240.0
GROWN = (10, 40, 100, 400)


def main() -> None:
    """Print the table of figures, then that of times."""
    manifest = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content.yaml"
    with TemporaryDirectory() as cache:
        laid = lay_out(load(manifest), Clock(), cache=Path(cache))
        if laid.book is None:
            sys.exit("\n".join(problem.message for problem in laid.problems))
        printer = load_printer("coated")
        built = paint_all(laid, ("print",), printer, Clock())
    pdf = next(data for name, data in built.files.items() if name.endswith("-print.pdf"))
    print_looks(laid.book, pdf)
    print_times(manifest)


def print_looks(book: Book, pdf: bytes) -> None:
    """Each figure beside what it is to be."""
    fonts = Fonts({"text": (FONTS_FOLDER / "SourceSerif4SmText-Regular.ttf").read_bytes()})
    paragraphs = [compose([Part(text, TEXT)], BODY, MEASURE, fonts) for words in (45, 80, 120) for text in cuts(words)]
    alone, looks = look_at(paragraphs, MEASURE), look_at_book(book)
    eighty = sorted(time_one(text, MEASURE, fonts) for text in cuts(80))
    near, over = see_in_pdf(pdf)
    rows: list[tuple[str, str, str, bool]] = []

    def row(what: str, found: float, form: str, most: float) -> None:
        rows.append((what, form.format(found), form.format(most), found <= most))

    row(f"loose lines at {MEASURE:.0f} pt", 100 * alone.loose / alone.stretched, "{:.1f} %", 10)
    row("loose lines in the report", 100 * looks.loose / max(1, looks.justified), "{:.1f} %", 4)
    row("consecutive hyphens", max(alone.ladder, looks.ladder), "{}", 2)
    for kind in ("widow", "orphan", "runt", "lonely head"):
        row(f"{kind}s", len(looks.of(kind)), "{}", 0)
    row("hyphens at the turn of a column or page", len(looks.of("hyphen at a turn")), "{}", 0)
    row("columns of text that end over a line apart", len(looks.of("uneven columns")), "{}", 0)
    row("pairs of columns that their author is told of", uneven_of(book), "{}", 0)
    row("body baselines off the grid", len(looks.of("off the grid")), "{}", 0)
    row("lines out of their frame", len(looks.of("out of its frame")), "{}", 0)
    row("lines over others, or over a chart", len(looks.of("overlap")), "{}", 0)
    row("lines within 5 mm of the trim", len(looks.of("near the trim")), "{}", 0)
    row("characters in the PDF within 5 mm of the trim", near, "{}", 0)
    row("characters in the PDF over others", over, "{}", 0)
    row("one 80-word paragraph, warm", eighty[len(eighty) // 2], "{:.3f} ms", 0.6)
    print(f"{len(book.pages)} pages, {looks.lines} lines, {looks.running} of running text, {looks.justified} justified")
    for what, found, most, reached in rows:
        print(f"  {what:<48} {found:>10}   at most {most:>8}   {'' if reached else 'MISSED'}")
    for fault in looks.faults:
        print(f"    page {fault.page}: {fault.kind}: {fault.text.strip()[:70]}")
    print_white(book)


def uneven_of(book: Book) -> int:
    """Pairs of columns that layout itself says do not end level."""
    return sum(complaint.code == "uneven-columns" for complaint in book.complaints)


def print_white(book: Book) -> None:
    """How full the text pages are."""
    full = []
    for page in book.pages:
        if page.live is not None:
            lowest = max((item.baseline for item in page.items if _is_content(item)), default=page.live.y)
            full.append((lowest - page.live.y) / page.live.height)
    if full:
        print(
            f"  pages of text are filled to {100 * sum(full) / len(full):.0f} % on average, {100 * min(full):.0f} % at least"
        )


def _is_content(item: object) -> bool:
    return isinstance(item, PlacedLine) and set(item.slots) != {None}


def see_in_pdf(pdf: bytes) -> tuple[int, int]:
    """Characters that a viewer shows near the trim, and those that lie over another one.

    Folios and running heads stand further in; what crosses the trim bleeds on purpose.
    """
    import pypdfium2

    near = over = 0
    for page in pypdfium2.PdfDocument(pdf):
        left, bottom, right, top = page.get_trimbox()
        text = page.get_textpage()
        boxes = []
        for number in range(text.count_chars()):
            x1, y1, x2, y2 = text.get_charbox(number)
            inside = left <= x1 and x2 <= right and bottom <= y1 and y2 <= top
            if not inside or x2 - x1 < 0.5:
                continue
            boxes.append((x1, y1, x2, y2))
            safe = mm(5)
            near += not (left + safe <= x1 and x2 <= right - safe and bottom + safe <= y1 and y2 <= top - safe)
        over += sum(1 for _ in _overlapping(boxes))
    return near, over


Box = tuple[float, float, float, float]


def _overlapping(boxes: list[Box]) -> Iterator[int]:
    """Boxes whose middle lies inside another one; letters of one ligature, which share a box, are neighbours."""
    cells: dict[tuple[int, int], list[tuple[int, Box]]] = {}
    for number, box in enumerate(boxes):
        cells.setdefault((int(box[0] // 40), int(box[1] // 40)), []).append((number, box))
    for number, box in enumerate(boxes):
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for place, other in cells[int(box[0] // 40), int(box[1] // 40)]:
            if abs(place - number) > 2 and other[0] < x < other[2] and other[1] < y < other[3]:
                yield number
                break


# ---------------------------------------------------------------- growth


def print_times(manifest: Path) -> None:
    """Milliseconds a page for reports of ever more insights, made by repeating those there are."""
    story, brand, faces = _story_of(manifest)
    print("\n  insights   pages   cold ms/page   warm ms/page   against the first")
    first = 0.0
    gc.disable()  # its sweeps over what is kept would be taken for our own growth
    for count in GROWN:
        grown = grow(story, count)
        gc.collect()
        rounds = 3 if count <= 100 else 1
        cold, warm = [], []
        for _ in range(rounds):
            fonts = Fonts(faces)
            began = perf_counter()
            book = set_book(grown, brand, fonts)
            cold.append(perf_counter() - began)
            began = perf_counter()
            set_book(grown, brand, fonts)
            warm.append(perf_counter() - began)
        pages = len(book.pages)
        first = first or min(warm) / pages
        print(
            f"  {count:8} {pages:7} {1000 * min(cold) / pages:14.2f} {1000 * min(warm) / pages:14.2f}"
            f" {min(warm) / pages / first:12.2f} ×"
        )


def _story_of(manifest: Path):
    report = load(manifest).report
    brand = load_brand(BRAND_FILE).brand
    assert report is not None
    assert brand is not None
    faces = {role: (FONTS_FOLDER / name).read_bytes() for role, name in brand.faces.items()}
    plots = find_plots(report)
    arts = draw_all([(plot.chart.id, plot.job(brand)) for plot in plots], theme_of(brand), Fonts(faces), None)
    story, _ = edit(report, plots, arts)
    return story, brand, faces


def grow(story: Story, count: int) -> Story:
    """The same report with *count* insights, each with keys of its own."""
    insights = [section for section in story.sections if isinstance(section, Insight)]
    many = [_renamed(insights[number % len(insights)], number) for number in range(count)]
    sections: list[Section] = []
    for section in story.sections:
        if not isinstance(section, Insight):
            sections.append(section)
        elif section is insights[0]:
            sections += many
    return replace(story, sections=tuple(sections))


def _renamed(insight: Insight, number: int) -> Insight:
    round_ = number // 10
    if not round_:
        return replace(insight, number=number + 1)

    def own(key: str) -> str:
        return f"{key}~{round_}"

    def comment(one: Commentary) -> Commentary:
        return replace(one, key=own(one.key))

    voices: Voices | None = insight.voices
    return replace(
        insight,
        key=own(insight.key),
        number=number + 1,
        commentaries=tuple(comment(one) for one in insight.commentaries),
        voices=replace(voices, key=own(voices.key)) if voices is not None else None,
    )


if __name__ == "__main__":
    main()
