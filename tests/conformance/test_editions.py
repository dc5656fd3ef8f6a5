"""Whole reports before outside judges: the sample, the starter, what stands in docs/, and fifty random ones.

What preflight says of our own files is tested with preflight; here others say it. veraPDF
is the command that the environment variable VERAPDF names.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from layout.geometry import mm
from layout.values import replace
from typeset import DIGITAL, EDITIONS, PRINT, SPREADS
from typeset.clock import Clock
from typeset.finishing import paint_all
from typeset.laying import Laid, lay_out
from typeset.manifest.loading import load
from typeset.preflight.printer import load_printer
from typeset.preflight.report import preflight
from typeset.starting import start_report

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from random_reports import write_report  # noqa: E402  # found only now

ROOT = HERE.parents[1]
COATED = load_printer("coated")
EXAMPLES = [path for path in (ROOT / "docs" / "specimen.yaml", ROOT / "docs" / "charts.yaml") if path.exists()]
RANDOM_REPORTS = 50
MARGIN = mm(3 + 11)
"""Points from the medium's edge to the trim: bleed and the room for marks."""

pytestmark = [pytest.mark.judge, pytest.mark.slow]


def ask(*command: str | Path, status: int = 0) -> str:
    """What a judge says, on whichever stream; skipped where there is none, but never in CI."""
    if not shutil.which(command[0]):
        said = f"{command[0]} is not on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, errors="replace"
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def verapdf(flavour: str, files: list[Path]) -> None:
    """Have veraPDF pass every one of *files*."""
    said = ask(os.environ.get("VERAPDF", "verapdf"), flavour, *files)
    assert said.count("PASS") == len(files), said


def laid_out(manifest: Path, cache: Path) -> Laid:
    """Lay out a report that has no error."""
    laid = lay_out(load(manifest), Clock(), page_multiple=COATED.page_multiple, cache=cache)
    assert laid.is_sound, [(problem.message, problem.span) for problem in laid.problems if problem.is_error]
    return laid


def painted(laid: Laid, folder: Path, editions=EDITIONS, printer=COATED) -> dict[str, Path]:
    """Paint *editions* of a report into *folder*; their files by edition."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, data in paint_all(laid, editions, printer, Clock()).files.items():
        paths[name.removesuffix(".pdf").rpartition("-")[2]] = folder / name
        (folder / name).write_bytes(data)
    return paths


@pytest.fixture(scope="module")
def reports(sample, tmp_path_factory, chart_cache) -> dict[str, dict[str, Path]]:
    """Both editions of the sample, of the starter, and of the examples in docs/."""
    folder = tmp_path_factory.mktemp("reports")
    made = {"sample": dict(sample.paths)}
    for manifest in (start_report(folder / "starter"), *EXAMPLES):
        name = "starter" if manifest.name == "content.yaml" else manifest.stem
        made[name] = painted(laid_out(manifest, chart_cache), folder / "out" / name)
    return made


def every(reports, edition: str) -> list[Path]:
    """One edition of every report."""
    return [paths[edition] for paths in reports.values()]


# ---------------------------------------------------------------- the digital edition


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_whole_reports_pass_verapdf(reports, flavour):
    """veraPDF finds nothing to fail in the sample, the starter and the examples."""
    verapdf(flavour, every(reports, DIGITAL))


def test_random_reports_pass_verapdf(tmp_path):
    """Nor in fifty reports that nobody wrote: charts, tables, lists, notes, links, pictures, six languages."""
    files = []
    for seed in range(RANDOM_REPORTS):
        laid = laid_out(write_report(seed, tmp_path / str(seed)), tmp_path / "cache")
        made = painted(laid, tmp_path / str(seed), (DIGITAL,))[DIGITAL]
        files.append(made.rename(tmp_path / f"{seed}.pdf"))
    for flavour in ("ua1", "3a"):
        verapdf(flavour, files)
    for file in files:
        assert "WARNING" not in ask("qpdf", "--check", file)


# ---------------------------------------------------------------- both editions


@pytest.mark.parametrize("edition", EDITIONS)
def test_qpdf_is_silent(reports, edition):
    """Syntax, streams and cross-references are sound."""
    for path in every(reports, edition):
        assert "WARNING" not in ask("qpdf", "--check", path)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "command",
    [
        ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"),
        ("pdftoppm", "-r", "10", "-png"),
        ("mutool", "draw", "-q", "-r", "10", "-o", os.devnull),
    ],
    ids=lambda command: command[0],
)
def test_renderers_have_nothing_to_say(reports, edition, command, tmp_path):
    """Ghostscript, poppler and MuPDF draw every page without a word."""
    for path in every(reports, edition):
        after = (tmp_path / "page",) if command[0] == "pdftoppm" else ()
        # Some builds of mutool say what they were built without, whatever the file.
        said = ask(*command, path, *after).replace("warning: ICC support is not available\n", "")
        assert said == ""


@pytest.mark.parametrize("edition", EDITIONS)
def test_pdfium_draws_every_page(reports, edition):
    """No page is refused, and none that has anything on it comes out white."""
    for path in every(reports, edition):
        words = [page.extract_text() for page in PdfReader(path).pages]
        document = pypdfium2.PdfDocument(path)
        try:
            for page, said in zip(document, words, strict=True):
                image = page.render(scale=0.2).to_pil().convert("L")
                assert image.getextrema()[0] < 200 or not said.strip()
        finally:
            document.close()


def test_spreads_draw_as_the_pages_do(sample, tmp_path):
    """A spread is its two pages, pixel by pixel, but for the line where they meet."""
    made = painted(sample.laid, tmp_path, (SPREADS,))["spreads"]
    assert "WARNING" not in ask("qpdf", "--check", made)
    single, double = (pypdfium2.PdfDocument(path) for path in (sample.paths[DIGITAL], made))
    try:
        for number, (left, right) in ((1, (1, 2)), (5, (9, 10)), (12, (23, 24))):
            spread = double[number].render(scale=0.5).to_pil().convert("L")
            for at, index in enumerate((left, right)):
                page = single[index].render(scale=0.5).to_pil().convert("L")
                x = round(at * spread.width / 2)
                inside = (2, 0, min(page.width, spread.width - x) - 2, page.height)
                shown = spread.crop((x, 0, x + page.width, spread.height)).crop(inside)
                grey = ImageChops.difference(shown, page.crop(inside)).histogram()
                # Half a pixel's shift softens edges; a missing piece would change whole areas.
                assert sum(grey[96:]) < 0.01 * sum(grey), (number, index)
    finally:
        single.close()
        double.close()


# ---------------------------------------------------------------- the print edition


def separations(pdf: Path, folder: Path, *, dpi: int, pages: str = "") -> dict[int, dict[str, Image.Image]]:
    """The plates of each page as Ghostscript makes them; 0 is bare paper, 255 solid ink."""
    folder.mkdir()
    some = (f"-sPageList={pages}",) if pages else ()
    ask("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{dpi}", *some, "-o", folder / "p%03d.tif", pdf)
    plates: dict[int, dict[str, Image.Image]] = {}
    for path in sorted(folder.glob("p*(*).tif")):
        number, _, name = path.stem.partition("(")
        plates.setdefault(int(number[1:]), {})[name.rstrip(")")] = ImageChops.invert(Image.open(path).convert("L"))
    return plates


def test_total_ink_is_within_what_paper_takes(reports, tmp_path):
    """Nowhere inside the bleed do Ghostscript's plates together lay down more than 300 per cent, in any report."""
    dpi = 36
    edge = round(mm(11) * dpi / 72) + 1
    for name, paths in reports.items():
        heaviest = {}
        for number, plates in separations(paths[PRINT], tmp_path / name, dpi=dpi).items():
            inside = (edge, edge, plates["Cyan"].width - edge, plates["Cyan"].height - edge)
            cut = [plate.crop(inside).tobytes() for plate in plates.values()]
            heaviest[number] = max(map(sum, zip(*cut, strict=True))) / 255
        assert len(heaviest) == len(PdfReader(paths[PRINT]).pages)
        assert 1 < max(heaviest.values()) <= 3.0, (name, heaviest)


def test_what_touches_the_trim_reaches_the_bleed(sample):
    """Wherever ink stands at the inside of the trim there is ink at the far edge of the bleed, but none at the spine."""
    scale = 1.0
    inner, outer = mm(0.4) * scale, mm(2.6) * scale
    document = pypdfium2.PdfDocument(sample.paths[PRINT])
    touching = folded = 0
    try:
        for number, page in enumerate(document, start=1):
            image = page.render(scale=scale).to_pil().convert("L")
            left = top = MARGIN * scale
            right, foot = image.width - left, image.height - top
            for x in range(round(left) + 2, round(right) - 2):
                for y, way in ((top, 1), (foot, -1)):
                    if image.getpixel((x, round(y + way * inner))) < 250:
                        touching += 1
                        assert image.getpixel((x, round(y - way * outer))) < 250, (number, x, y)
            for y in range(round(top) + 2, round(foot) - 2):
                sides = ((left, 1), (right, -1))
                for (x, way), spine in zip(sides, (number % 2 == 1, number % 2 == 0), strict=True):
                    if image.getpixel((round(x + way * inner), y)) < 250:
                        touching += 1
                        folded += spine
                        assert (image.getpixel((round(x - way * outer), y)) < 250) is not spine, (number, x, y)
    finally:
        document.close()
    assert touching > 10_000
    assert folded > 1_000


SPOT = "PANTONE 7416 C"


@pytest.fixture
def spotted(sample) -> Laid:
    """The sample with its signal as a spot colour of the brand."""
    brand = sample.laid.brand
    signal = replace(brand.inks["signal"], spot=SPOT)
    return replace(sample.laid, brand=replace(brand, inks={**brand.inks, "signal": signal}))


def opener_of(laid: Laid) -> str:
    """The number of the first opener: a page with dots in the signal's ink."""
    assert laid.book is not None
    return str(next(page.index + 1 for page in laid.book.pages if page.template == "opener"))


def test_a_spot_colour_of_the_brand_has_its_own_plate(spotted, tmp_path):
    """The dots of an opener stand on the spot's plate and cut through the process plates under them."""
    pdf = painted(spotted, tmp_path / "spot", (PRINT,))[PRINT]
    (plates,) = separations(pdf, tmp_path / "plates", dpi=72, pages=opener_of(spotted)).values()
    assert set(plates) == {"Cyan", "Magenta", "Yellow", "Black", SPOT}
    spot = plates[SPOT].point(lambda value: 255 * (value > 250))
    assert spot.histogram()[255] > 500
    under = ImageChops.multiply(plates["Cyan"], spot)
    inside = tuple(round(value) for value in (MARGIN, MARGIN, spot.width - MARGIN, spot.height - MARGIN))
    assert under.crop(inside).getextrema() == (0, 0)
    assert preflight(pdf.read_bytes(), COATED).passes


@pytest.mark.parametrize(("ordered", "has_plate"), [((), False), (("PANTONE 485 C",), False), ((SPOT,), True)])
def test_one_switch_makes_a_spot_process(spotted, tmp_path, ordered, has_plate):
    """A printer's profile that does not order the spot gets its CMYK alternate instead."""
    printer = replace(COATED, spots=ordered)
    pdf = painted(spotted, tmp_path / "spot", (PRINT,), printer)[PRINT]
    (plates,) = separations(pdf, tmp_path / "plates", dpi=20, pages=opener_of(spotted)).values()
    assert (SPOT in plates) is has_plate
    assert preflight(pdf.read_bytes(), printer).passes


def test_a_cover_wrap_stands_before_the_judges(sample, tmp_path):
    """Cover and inside are sound files, and their renderings have no fault."""
    report = sample.report
    asked = replace(report, report=replace(report.report, cover_wrap=True))
    made = painted(replace(sample.laid, report=asked), tmp_path, (PRINT,))
    for name in ("cover", "inside"):
        assert "WARNING" not in ask("qpdf", "--check", made[name])
        stop = ("-dPDFSTOPONERROR", "-dPDFSTOPONWARNING")
        assert ask("gs", "-q", "-dNOPAUSE", "-dBATCH", *stop, "-sDEVICE=nullpage", made[name]) == ""
        multiple = 1 if name == "cover" else COATED.page_multiple
        assert preflight(made[name].read_bytes(), replace(COATED, page_multiple=multiple)).passes
