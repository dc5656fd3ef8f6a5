"""What a page paints: places, colours as plates, text, images."""

from __future__ import annotations

import pytest
from makers import SPOT, Sheet, Stream, box, draw, image, line, press_file, rect, words

from typeset.preflight.facts import Kind, Page
from typeset.preflight.read import read_pdf

MM = 72 / 25.4


def page_of(content: str, resources: dict[str, str] | None = None, objects=None, **sheet) -> Page:
    """The first page of a press file with *content*."""
    return read_pdf(press_file([Sheet(content, resources=resources or {}, **sheet)], objects=objects)).pages[0]


def placed(page: Page, at: int = 0) -> tuple[float, float, float, float]:
    """Left, top, width, height in mm of an object."""
    found = page.objects[at].box
    return tuple(round(v / MM, 2) for v in (found.x, found.y, found.width, found.height))  # type: ignore[return-value]


def test_places_count_from_the_trim():
    """A box is found where it stands from the trim's top-left corner, whatever the MediaBox."""
    assert placed(page_of(box(50, 100, 40, 30))) == (50, 100, 40, 30)


def test_matrices_multiply_in_the_right_order():
    """Translating, then scaling, moves by the scaled distance only when the standard says so."""
    page = page_of("q 1 0 0 1 100 100 cm 2 0 0 2 0 0 cm 10 10 5 5 re f Q")
    found = page.objects[0].box
    assert (found.width, found.height) == (10, 10)
    assert found.x + 10 * MM == pytest.approx(120, abs=0.01)  # 10 mm from MediaBox to trim


def test_clip_cuts_what_shows():
    """Only the part inside the clip counts, and what is wholly outside is not there."""
    left, bottom, right, top = rect(50, 100, 10, 10).strip("[]").split()
    clip = f"q {left} {bottom} {float(right) - float(left)} {float(top) - float(bottom)} re W n "
    page = page_of(clip + box(55, 95, 40, 30) + box(100, 100, 5, 5) + "Q " + box(100, 100, 5, 5))
    assert placed(page) == (55, 100, 5, 10)
    assert len(page.objects) == 2


def test_user_unit_scales_everything():
    """A page in units of two points is twice as large, and so is what stands on it."""
    page = page_of(box(50, 100, 40, 30), entries="/UserUnit 2")
    assert page.facts.width == pytest.approx(2 * 210 * MM, abs=0.01)
    assert placed(page) == (100, 200, 80, 60)


@pytest.mark.parametrize(
    ("paint", "plates"),
    [
        ("0.25 g", {"Black": 0.75}),
        ("0.1 0.2 0.3 0.4 k", {"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3, "Black": 0.4}),
        ("/Sp cs 0.8 scn", {"PANTONE 485 C": 0.8}),
        ("1 0 0 rg", {}),
        ("2 -1 0 0 k", {"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 0}),
    ],
)
def test_colours_come_as_plates(paint, plates):
    """Device colours and spots are told by the plates they touch; RGB touches none that is known."""
    page = page_of(box(10, 10, 10, 10, paint), {"ColorSpace": f"/Sp {SPOT}"})
    assert dict(page.objects[0].manner.colour.plates) == plates


def test_shading_is_as_heavy_as_its_heaviest_place():
    """A shading's plates are those of its fullest colour along the way."""
    shading = (
        "/Sh <</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 100 0] "
        "/Function <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 0.5 0 0] /N 1>>>>"
    )
    page = page_of("q 100 100 50 50 re W n /Sh sh Q", {"Shading": shading})
    assert page.objects[0].kind is Kind.SHADING
    assert dict(page.objects[0].manner.colour.plates) == {"Cyan": 1, "Magenta": 0.5, "Yellow": 0, "Black": 0}


def test_text_is_measured_and_read():
    """A string has its size on the page, its width from the font's own widths, and its words."""
    found = page_of(words(30, 40, "Half", size=10)).objects[0]
    assert found.text is not None
    assert found.text.text == "Half"
    assert found.text.size == pytest.approx(10)
    assert found.box.width == pytest.approx(20)  # four characters of half an em


def test_text_moves_on_by_what_was_shown():
    """A second string starts where the first one ended, kerning included."""
    page = page_of("BT /F1 10 Tf 100 100 Td [(ab) -500 (c)] TJ (d) Tj ET")
    first, second = page.objects
    assert second.box.x - first.box.x == pytest.approx(3 * 5 + 5)


def test_state_comes_back_after_restoring():
    """Colour, clip and matrix inside q … Q do not leak out."""
    page = page_of("q 1 0 0 rg 0.1 0 0 0.1 0 0 cm 0 0 1 1 re W n Q " + "100 100 50 50 re f")
    assert page.objects[0].manner.colour.space.family == "DeviceGray"
    assert page.objects[0].box.width == pytest.approx(50)


def test_image_knows_its_resolution_on_the_page():
    """Pixels divided by inches on the page, the worse direction counting."""
    page = page_of(draw("Im", 50, 100, 25.4, 50.8), {"XObject": "/Im {im}"}, {"im": image(300, 300)})
    assert page.objects[0].image is not None
    assert page.objects[0].image.ppi == pytest.approx(150, abs=0.1)


def test_inline_image_is_an_image():
    """An inline image is found with its size and colour space."""
    page = page_of("q 72 0 0 72 100 100 cm BI /W 4 /H 4 /BPC 8 /CS /G ID " + "x" * 16 + " EI Q")
    found = page.objects[0].image
    assert found is not None
    assert (found.width, found.height, found.ppi) == (4, 4, pytest.approx(4))
    assert found.space is not None
    assert found.space.base == "gray"


def test_stroke_width_is_that_on_the_page():
    """A line drawn inside a scaled matrix is as thin as it comes out."""
    page = page_of("q 0.5 0 0 0.5 0 0 cm 4 w 200 200 m 400 200 l S Q")
    assert page.objects[0].width == pytest.approx(2)


def test_overprint_needs_its_state():
    """Overprint and its mode come from the graphics state, and OP alone sets both (8.6.7)."""
    page = page_of("/x gs " + box(1, 1, 1, 1) + line(1, 1, 2, 2), {"ExtGState": "/x <</OP true /OPM 1>>"})
    assert [o.manner.overprint for o in page.objects] == [True, True]
    assert page.objects[0].manner.overprint_mode == 1


def test_form_content_says_where_it_comes_from():
    """What a form paints stands on the page through the form's own matrix."""
    form = Stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Matrix [2 0 0 2 100 100]", b"0 0 50 50 re f")
    page = page_of("/Fm Do", {"XObject": "/Fm {form}"}, {"form": form})
    assert page.objects[0].within == "form Fm"
    assert page.objects[0].box.width == pytest.approx(20)  # clipped to the form's box


def test_opacity_falls_on_a_group_as_a_whole():
    """Content that sets itself opaque inside a half transparent group is half transparent; without a group it is not."""
    opaque = Stream("/Type /XObject /Subtype /Form /BBox [0 0 99 99]", b"")
    for group, alpha in (("/Group <</S /Transparency>>", 0.5), ("", 1.0)):
        state = "/ExtGState <</full <</ca 1>>>>"
        form = Stream(f"{opaque.entries} /Resources <<{state}>> {group}", b"/full gs 0 0 50 50 re f")
        resources = {"XObject": "/Fm {form}", "ExtGState": "/half <</ca 0.5>>"}
        page = page_of("q /half gs /Fm Do Q 0 0 9 9 re f", resources, {"form": form})
        assert [o.manner.alpha for o in page.objects] == [alpha, 1.0]


def test_marked_content_tells_tagged_from_untagged():
    """Content with an MCID or in an artifact is tagged; the rest is not."""
    page = page_of("/P <</MCID 0>> BDC 0 0 9 9 re f EMC /Artifact BMC 0 0 9 9 re f EMC /Span BMC 0 0 9 9 re f EMC")
    assert [o.tagged for o in page.objects] == [True, True, False]
