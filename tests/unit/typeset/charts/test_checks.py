"""Colours that a reader may take for one are found, and named with the kind of vision."""

from layout.ink import Cmyk, Ink, Rgb, Tint
from typeset.charts.checks import VISIONS, check_theme, find_confusable, lab, simulate


def ink(name, r, g, b):
    """An ink of that screen colour."""
    return Ink(name, Cmyk(0, 0, 0, 0), Rgb(r, g, b))


def test_the_theme_can_be_told_apart_by_everybody(theme, inks):
    """No two colours set against each other in our charts fail, in any vision or in grey."""
    assert check_theme(theme, inks) == ()


def test_red_and_green_of_one_lightness_fail():
    """The classic pair fails for red-green blindness and in grey, and passes for tritanopia."""
    inks = {"red": ink("red", 0.80, 0.30, 0.20), "green": ink("green", 0.42, 0.50, 0.20)}
    failing = find_confusable([(("red", Tint("red")), ("green", Tint("green")))], inks)
    visions = {pair.vision for pair in failing}
    assert "greyscale" in visions
    assert visions & {"protanopia", "deuteranopia"}
    assert "tritanopia" not in visions


def test_greys_look_the_same_to_everybody():
    """The matrices leave neutral colours alone, as they must."""
    for matrix in VISIONS.values():
        seen = simulate(Rgb(0.5, 0.5, 0.5), matrix)
        assert max(abs(v - 0.5) for v in (seen.r, seen.g, seen.b)) < 0.001


def test_lightness_runs_from_black_to_white():
    """L* is 0 for black and 100 for white."""
    assert round(lab(Rgb(0, 0, 0))[0], 3) == 0
    assert round(lab(Rgb(1, 1, 1))[0], 3) == 100
