"""What is reckoned once for many pages, or by a shorter way, comes out as the long way would."""

import pytest
from makers import Sheet, box, press_file, words

from layout.values import replace
from typeset.preflight import read
from typeset.preflight.coverage import measure_coverage
from typeset.preflight.read import _stands_by_itself, read_pdf

MM = 72 / 25.4


def dots(cap: int, *places: tuple[float, float], across: float = 20.0) -> str:
    """Lines of no length, as a pen's touch leaves them; places in points from the trim's foot."""
    lines = "".join(f"{x} {y} m {x + 0.02} {y + 0.01} l " for x, y in places)
    return f"q 0 0.5 0 0 K {across} w {cap} J {lines}S Q\n"


def test_dots_cover_the_area_of_their_discs():
    """A field of round touches covers as much as its circles, on its plate alone."""
    places = [(100 + 40 * column, 200 + 40 * row) for column in range(8) for row in range(8)]
    page = read_pdf(press_file([Sheet(dots(1, *places))])).pages[0]
    share = dict(measure_coverage(page, 3.0).plates)
    discs = 0.5 * 64 * 3.14159 * 10**2
    assert share["Magenta"] == pytest.approx(discs / (210 * 297 * MM**2), rel=0.03)
    assert share["Cyan"] == share["Black"] == 0


def test_dots_that_overlap_are_inked_once():
    """Two touches at one place are as heavy as one."""
    twice = read_pdf(press_file([Sheet(dots(1, (200, 300), (203, 300)))])).pages[0]
    assert measure_coverage(twice, 3.0).heaviest == pytest.approx(0.5, abs=0.01)


def test_a_touch_without_round_ends_is_no_disc():
    """With flat ends a line of no length leaves nothing that could be measured."""
    page = read_pdf(press_file([Sheet(dots(0, (200, 300)))])).pages[0]
    assert dict(measure_coverage(page, 3.0).plates)["Magenta"] == 0


@pytest.mark.parametrize(
    ("content", "alone"),
    [
        (b"q\n1 0 0 1 9 9 cm 0 0 m 9 9 l S\nQ\n", True),
        (b"q 0 0 m 9 9 l S Q", True),
        (b"q\nQ\n0 0 m 9 9 l S", False),
        (b"0 0 m 9 9 l S Q\n", False),
        (b"q\n/F1 9 Tf BT (x) Tj ET\nQ\n", False),
        (b"q\n/Im Do\nQ\n", False),
        (b"q\n/x gs 0 0 m 9 9 l S\nQ\n", False),
        (b"q\n/Span BMC 0 0 m 9 9 l S EMC\nQ\n", False),
        (b"", False),
    ],
)
def test_only_what_keeps_to_itself_may_be_shared(content, alone):
    """A stream that leaves a state behind, or leans on a page's resources, is run on each page anew."""
    assert _stands_by_itself(content) is alone


def test_shared_furniture_gives_the_objects_that_running_it_gives(small, monkeypatch):
    """Every page of a press file holds the same objects, in order, whether its marks are run or remembered."""
    pdf = small.paths["print"].read_bytes()
    remembered = read_pdf(pdf)
    monkeypatch.setattr(read, "_stands_by_itself", lambda _: False)
    run = read_pdf(pdf)
    assert len(run.pages) > 4
    for one, other in zip(remembered.pages, run.pages, strict=True):
        assert _unread(one.objects) == _unread(other.objects)
        assert (one.states, one.spaces, one.broken) == (other.states, other.spaces, other.broken)


def _unread(objects):
    """The objects without the way to their pixels, which each reading makes anew."""
    return [replace(one, image=one.image and replace(one.image, read_planes=None)) for one in objects]


def test_pages_of_other_files_are_read_as_before():
    """A page of one stream has nothing to share."""
    page = read_pdf(press_file([Sheet(box(20, 20, 50, 50) + words(20, 100))])).pages[0]
    assert [thing.kind.value for thing in page.objects][:1] == ["fill"]
