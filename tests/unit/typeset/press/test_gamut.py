"""The press gamut: what the screen promises and paper cannot keep."""

from __future__ import annotations

import pytest

from layout.ink import Cmyk, Ink, Rgb
from typeset.editions import PROFILES
from typeset.laying import BRAND_FILE
from typeset.manifest.brand import load_brand
from typeset.press.gamut import difference, judge_gamut

PROFILE = (PROFILES / "FOGRA39L_coated.icc").read_bytes()


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 0, 0), (50, 0, 0), 0),
    ],
)
def test_differences_are_those_of_the_published_pairs(one, other, wanted):
    """CIEDE2000 agrees with the test pairs of its authors, in both directions."""
    assert difference(one, other) == pytest.approx(wanted, abs=1e-4)
    assert difference(other, one) == pytest.approx(wanted, abs=1e-4)


def test_the_brand_keeps_its_promises():
    """Every ink of our brand prints about as it looks on the screen."""
    loaded = load_brand(BRAND_FILE)
    assert loaded.brand is not None
    assert judge_gamut(loaded.brand.inks, PROFILE, loaded.sources) == ()


def test_a_screen_green_that_no_ink_prints_is_named_at_its_line():
    """The brightest green of a screen is out of reach of four plates; the ink is named where it stands."""
    loaded = load_brand(BRAND_FILE)
    assert loaded.brand is not None
    inks = {**loaded.brand.inks, "air": Ink("air", Cmyk(0.7, 0, 1, 0), Rgb(0, 1, 0))}
    (problem,) = judge_gamut(inks, PROFILE, loaded.sources)
    assert "`air`" in problem.message
    text = BRAND_FILE.read_text(encoding="utf-8").splitlines()[problem.span.line - 1]
    assert text.strip().startswith("air:")
    assert not problem.is_error
