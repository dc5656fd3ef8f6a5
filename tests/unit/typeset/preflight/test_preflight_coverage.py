"""Ink on the grid: knocking out, overprinting, images, letters."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from makers import SPOT, Sheet, box, draw, image, press_file, words

from typeset.preflight.coverage import Coverage, measure_coverage
from typeset.preflight.read import read_pdf

A4 = 210 * 297


def ink_of(content: str, resources: dict[str, str] | None = None, objects=None, limit: float = 3.0) -> Coverage:
    """The ink on a page with *content*."""
    page = read_pdf(press_file([Sheet(content, resources=resources or {})], objects=objects)).pages[0]
    return measure_coverage(page, limit)


def test_area_is_measured():
    """A box of 100 × 50 mm at 60 % covers its share of the page on its plate and no other."""
    plates = dict(ink_of(box(20, 20, 100, 50, "0.6 0 0 0 k")).plates)
    assert plates["Cyan"] == pytest.approx(0.6 * 5000 / A4, rel=0.01)
    assert plates["Magenta"] == 0


def test_what_lies_on_top_knocks_out():
    """Yellow over cyan leaves no cyan under it."""
    ink = ink_of(box(20, 20, 50, 50, "1 0 0 0 k") + box(20, 20, 50, 50, "0 0 1 0 k"))
    assert dict(ink.plates)["Cyan"] == 0
    assert ink.heaviest == pytest.approx(1)


def test_overprint_adds():
    """With overprint mode 1 the plates that are zero stay as they were."""
    ink = ink_of(box(20, 20, 50, 50, "1 0 0 0 k") + box(20, 20, 50, 50, "/over gs 0 0 1 0 k"))
    assert ink.heaviest == pytest.approx(2)


def test_spot_knocks_process_out_and_counts():
    """A spot replaces what lies under it, and its own plate counts."""
    ink = ink_of(
        box(20, 20, 50, 50, "1 1 0 0 k") + box(20, 20, 50, 50, "/Sp cs 0.8 scn"), {"ColorSpace": f"/Sp {SPOT}"}
    )
    assert ink.heaviest == pytest.approx(0.8, abs=0.01)
    assert dict(ink.plates)["PANTONE 485 C"] > 0


def test_opacity_mixes():
    """Half of black over full cyan is half of each."""
    ink = ink_of(
        box(20, 20, 50, 50, "1 0 0 0 k") + box(20, 20, 50, 50, "/x gs 0 0 0 1 k"), {"ExtGState": "/x <</ca 0.5>>"}
    )
    plates = dict(ink.plates)
    assert plates["Cyan"] == pytest.approx(plates["Black"], rel=0.02)


def test_hole_in_a_shape_stays_open():
    """An even-odd ring has paper inside; the same outline filled by winding has not."""
    ring = "200 200 200 200 re 250 250 100 100 re"
    open_ring = dict(ink_of(f"1 0 0 0 k {ring} f*").plates)["Cyan"]
    full = dict(ink_of(f"1 0 0 0 k {ring} f").plates)["Cyan"]
    assert open_ring == pytest.approx(full * 0.75, rel=0.02)


def test_round_shape_has_the_area_of_a_circle():
    """Curves are followed closely enough: a disc of 60 mm comes within one per cent."""
    r, k = 85.04, 85.04 * 0.5523
    disc = (
        f"1 0 0 1 300 400 cm {r} 0 m {r} {k} {k} {r} 0 {r} c {-k} {r} {-r} {k} {-r} 0 c "
        f"{-r} {-k} {-k} {-r} 0 {-r} c {k} {-r} {r} {-k} {r} 0 c h"
    )
    assert dict(ink_of(f"q 1 0 0 0 k {disc} f Q").plates)["Cyan"] == pytest.approx(3.14159 * 900 / A4, rel=0.01)


def test_line_of_no_length_with_round_ends_is_a_dot():
    """Such lines cover a disc; with butt ends they print nothing."""
    dot = "q 1 0 0 0 K 170.08 w {cap} J 300 400 m 300 400 l S Q\n"
    assert dict(ink_of(dot.format(cap=1)).plates)["Cyan"] == pytest.approx(3.14159 * 900 / A4, rel=0.01)
    assert dict(ink_of(dot.format(cap=0)).plates)["Cyan"] == 0


def test_image_is_sampled_the_right_way_up():
    """The lower half of a picture in which only the last rows are inked lies lower on the page."""
    data = bytes(4 * 100 * 50) + b"\xff\xff\xff\xff" * 100 * 50
    ink = ink_of(draw("Im", 50, 100, 30, 40), {"XObject": "/Im {im}"}, {"im": image(100, 100, data=data)})
    (place,) = ink.over
    assert place.y * 25.4 / 72 == pytest.approx(120, abs=1)
    assert ink.heaviest == pytest.approx(4)


def test_letters_count_a_fifth_in_the_sum_and_wholly_in_the_peak():
    """Black text over cyan is 200 % where a letter stands, but little in the average."""
    ink = ink_of(box(20, 20, 100, 50, "1 0 0 0 k") + words(30, 50))
    assert ink.heaviest == pytest.approx(2)
    assert dict(ink.plates)["Black"] < 0.001


def test_places_over_the_limit_are_told_apart():
    """Two heavy panels are two places."""
    heavy = "1 1 1 0.5 k"
    ink = ink_of(box(20, 20, 30, 30, heavy) + box(100, 20, 30, 30, heavy))
    assert [round(p.x * 25.4 / 72) for p in ink.over] == [20, 100]


@pytest.mark.judge
@pytest.mark.slow
def test_ghostscript_separations_agree(tmp_path):
    """Ghostscript's own plates of the same page have the same averages and the same heaviest place."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    from PIL import Image, ImageChops

    content = (
        box(-3, -3, 216, 100, "0.8 0.4 0 0.2 k")
        + box(20, 40, 80, 80, "/over gs 0 0 0.9 0 k")
        + box(60, 80, 80, 80, "0 0.7 0.7 0 k")
        + "q 0 0 0 1 K 8 w 100 100 m 400 500 l S Q 0.3 g 300 300 m 400 500 500 300 300 200 c f\n"
    )
    dots = (
        f"{300 + 9.3 * i} {500 + 9.3 * j} m {300 + 9.3 * i} {500 + 9.3 * j} l S " for i in range(25) for j in range(25)
    )
    content += f"q 0 0.8 0.7 0 K 6 w 1 J {' '.join(dots)} Q\n"
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(press_file([Sheet(content, boxes={"CropBox": None})]))
    out = tmp_path / "plate.tif"
    # tiffsep draws the MediaBox, at one pixel to the millimetre after reduction from four.
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dFirstPage=1", "-dLastPage=1", "-sDEVICE=tiffsep", "-r101.6"]
    subprocess.run([*command, f"-sOutputFile={out}", str(pdf)], check=True, capture_output=True)
    ink = dict(ink_of(content).plates)
    total = None
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        plate = Image.open(next(tmp_path.glob(f"*({name}).tif"))).convert("L")
        trim = plate.crop((40, 40, 40 + 840, 40 + 1188))
        average = 1 - sum(i * n for i, n in enumerate(trim.histogram())) / (255 * 840 * 1188)
        assert ink[name] == pytest.approx(average, abs=0.004), name
        covered = ImageChops.invert(trim).point(lambda v: v // 4)
        total = covered if total is None else ImageChops.add(total, covered)
    assert total is not None
    assert ink_of(content).heaviest == pytest.approx(total.getextrema()[1] * 4 / 255, abs=0.06)
