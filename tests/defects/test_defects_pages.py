"""Seeded defects of pages: boxes, bleed, safe area, sheets, annotations."""

from __future__ import annotations

from defect import NOTE, WARNING, Defect, assert_found, each
from makers import TEXT, TRIM, Sheet, box, draw, image, line, press_file, rect, words

WIDE, HIGH = TRIM


@each(
    Defect(
        code="box-trim-missing",
        says="a page that does not say where it is cut is refused",
        pdf=lambda: press_file([Sheet(boxes={"TrimBox": None})]),
        page=0,
    ),
    Defect(
        code="box-two-trims",
        says="a page has a TrimBox or an ArtBox, not both",
        pdf=lambda: press_file([Sheet(), Sheet(boxes={"ArtBox": rect(10, 10, 100, 100)})]),
        page=1,
    ),
    Defect(
        code="box-bleed-missing",
        says="a page that says nothing of its bleed is refused",
        pdf=lambda: press_file([Sheet(boxes={"BleedBox": None})]),
        page=0,
    ),
    Defect(
        code="box-bleed-size",
        says="two millimetres of bleed are not three",
        pdf=lambda: press_file([Sheet(boxes={"BleedBox": rect(-2, -3, WIDE + 5, HIGH + 6)})]),
        page=0,
        found="2 mm",
    ),
    Defect(
        code="box-nested",
        says="the bleed lies inside the sheet",
        pdf=lambda: press_file([Sheet(boxes={"BleedBox": rect(-12, -3, WIDE + 15, HIGH + 6)})]),
        page=0,
        found="BleedBox",
    ),
    Defect(
        code="box-nested",
        says="the trim lies inside the bleed",
        pdf=lambda: press_file([Sheet(), Sheet(boxes={"BleedBox": rect(2, -3, WIDE + 1, HIGH + 6)})]),
        page=1,
        found="TrimBox",
    ),
    Defect(
        code="box-cropped",
        says="a CropBox at the trim hides the bleed",
        pdf=lambda: press_file([Sheet(boxes={"CropBox": rect(0, 0, *TRIM)})]),
        page=0,
    ),
    Defect(
        code="box-sizes",
        says="one page narrower than the others is found",
        pdf=lambda: press_file(
            [Sheet(), Sheet(), Sheet(boxes={"TrimBox": rect(0, 0, 205, HIGH), "BleedBox": rect(-3, -3, 211, HIGH + 6)})]
        ),
        page=2,
        found="205.0 × 297.0",
    ),
    Defect(
        code="box-rotated",
        says="a page turned by its dictionary is pointed out",
        pdf=lambda: press_file([Sheet(entries="/Rotate 90")]),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="box-unit",
        says="a page scaled by UserUnit is refused, all the more when it then fits",
        pdf=lambda: press_file([Sheet(entries="/UserUnit 1.0001")]),
        page=0,
    ),
    Defect(
        code="box-no-marks-room",
        says="a sheet that ends with the bleed has no room for marks",
        pdf=lambda: press_file([Sheet(boxes={"MediaBox": rect(-3, -3, WIDE + 6, HIGH + 6)})]),
        page=0,
        severity=NOTE,
    ),
    Defect(
        code="bleed-short",
        says="a panel that ends at the trim does not bleed",
        pdf=lambda: press_file([Sheet(TEXT + box(-3, 200, 213, 50))]),
        page=0,
        place=(-3, 200, 213, 50),
        found="right 0 mm",
    ),
    Defect(
        code="bleed-short",
        says="a panel with half its bleed is found on the other side of the sheet too",
        pdf=lambda: press_file([Sheet(), Sheet(TEXT + box(-1.5, -3, 50, 303))]),
        page=1,
        place=(-1.5, -3, 50, 303),
        found="left 1.5 mm",
    ),
    Defect(
        code="bleed-short",
        says="a picture clipped at the trim has lost its bleed",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + clipped(draw("Im", -3, 250, 216, 50)),
                    resources={"XObject": "/Im {im}"},
                )
            ],
            objects={"im": image(3000, 700)},
        ),
        page=0,
        place=(0, 250, 210, 47),
        found="left",
    ),
    Defect(
        code="bleed-short",
        says="in a book of facing pages the fore-edge of a recto is at right",
        pdf=lambda: press_file([Sheet(TEXT + box(0, 200, 210, 50))], catalog="/PageLayout /TwoPageRight"),
        page=0,
        found="bleed right 0 mm",
    ),
    Defect(
        code="bleed-short",
        says="a printer who wants bleed at the spine gets a word about it",
        pdf=lambda: press_file([Sheet(TEXT + box(0, 200, 213, 50))], catalog="/PageLayout /TwoPageRight"),
        change=(("spine_bleed", True),),
        page=0,
        found="bleed left 0 mm",
    ),
    Defect(
        code="bleed-short",
        says="a rule that stops at the trim leaves a gap when the knife wanders",
        pdf=lambda: press_file([Sheet(TEXT + line(100, 100, 210, 100))]),
        page=0,
        found="right",
    ),
    Defect(
        code="bleed-text",
        says="text two millimetres from the trim may be cut",
        pdf=lambda: press_file([Sheet(TEXT + words(2, 150, "Folio"))]),
        page=0,
        place=(2, 147.4, 8.8, 3.3),
        found="2 mm",
        severity=WARNING,
    ),
    Defect(
        code="page-multiple",
        says="five pages fill no sheet of four",
        pdf=lambda: press_file([Sheet() for _ in range(5)]),
        found="5 pages",
    ),
    Defect(
        code="page-blank",
        says="a page without anything on it is mentioned",
        pdf=lambda: press_file([Sheet(), Sheet(), Sheet("")]),
        page=2,
        severity=NOTE,
    ),
    Defect(
        code="page-blank",
        says="white on white is blank",
        pdf=lambda: press_file([Sheet(box(10, 10, 50, 50, "0 0 0 0 k"))]),
        page=0,
        severity=NOTE,
    ),
    Defect(
        code="annotation-inside",
        says="a comment on the page is found",
        pdf=lambda: press_file([Sheet(annotations=[f"<</Subtype /Text /Rect {rect(50, 60, 10, 10)}>>"])]),
        page=0,
        place=(50, 60, 10, 10),
    ),
    Defect(
        code="annotation-inside",
        says="a link in the bleed is found",
        pdf=lambda: press_file([Sheet(), Sheet(annotations=[f"<</Subtype /Link /Rect {rect(-2, 60, 1, 10)}>>"])]),
        page=1,
        place=(-2, 60, 1, 10),
    ),
    Defect(
        code="annotation-action",
        says="an action outside the bleed is still an action",
        pdf=lambda: press_file(
            [
                Sheet(
                    annotations=[
                        f"<</Subtype /Link /Rect {rect(-9, 60, 4, 4)} /A <</S /URI /URI (http://a.example)>>>>"
                    ]
                )
            ]
        ),
        page=0,
        place=(-9, 60, 4, 4),
    ),
)
def test_page_defect(defect):
    """The fault is found, at its place, and nothing else is."""
    assert_found(defect)


def clipped(content: str) -> str:
    """*content* clipped to the trim."""
    left, bottom, right, top = map(float, rect(0, 0, *TRIM).strip("[]").split())
    return f"q {left} {bottom} {right - left} {top - bottom} re W n {content} Q\n"
