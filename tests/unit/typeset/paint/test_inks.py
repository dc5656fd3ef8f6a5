"""Tints as operators: process, spot and screen."""

import books
import pytest

from layout.ink import Cmyk, Ink, Rgb, Tint
from typeset.paint import press_edition
from typeset.paint.inks import Inks
from typeset.paint.store import Store


def test_a_tint_prints_as_its_share_of_each_plate(press):
    """Half of a process ink is half of each of its channels."""
    assert Inks(books.INKS, press).fill(Tint("deep", 0.5)) == b"0.5 0.31 0.19 0.18 k\n"
    assert Inks(books.INKS, press).stroke(Tint("deep", 0.5)) == b"0.5 0.31 0.19 0.18 K\n"


def test_a_tint_shows_as_its_mixture_with_white(screen):
    """On screen a tint is the ink's sRGB partner mixed with white."""
    assert Inks(books.INKS, screen).fill(Tint("house", 0.5)) == b"0.955 0.695 0.625 rg\n"


def test_a_spot_ink_prints_on_its_own_plate(press):
    """A spot ink is written in its separation, with CMYK as what to show where the plate is missing."""
    inks, store = Inks(books.INKS, press), Store((1, 6))
    assert inks.fill(Tint("house", 0.4)) == b"/S0 cs 0.4 scn\n"
    assert inks.stroke(Tint("house")) == b"/S0 CS 1 SCN\n"
    assert inks.separation(Tint("house")) == "S0"
    assert inks.plates() == ("PANTONE 7416 C",)
    inks.colour_spaces(store)
    written = store.finish({})
    assert b"/Separation /PANTONE#207416#20C /DeviceCMYK" in written
    assert b"/C1[0 0.72 0.7 0]" in written


def test_one_switch_makes_spots_process(press):
    """With spots off, the same ink is written in CMYK."""
    process = press_edition(press.intent, spots=False)
    assert Inks(books.INKS, process).fill(Tint("house", 0.5)) == b"0 0.36 0.35 0 k\n"
    assert Inks(books.INKS, process).separation(Tint("house")) == ""


@pytest.mark.parametrize(
    ("tint", "over"),
    [
        (Tint("ink"), True),
        (Tint("ink", 0.6), False),
        (Tint("white"), False),
        (Tint("deep"), False),
        (Tint("house"), False),
    ],
)
def test_only_the_solid_black_plate_overprints(press, tint, over):
    """Text in solid black overprints; tints of it, white and colours knock out."""
    assert Inks(books.INKS, press).overprints(tint) is over


def test_nothing_overprints_on_screen(screen):
    """Screens have no plates."""
    assert not Inks(books.INKS, screen).overprints(Tint("ink"))


def test_a_black_spot_does_not_overprint(press):
    """A spot ink whose alternate is black may be anything in print, such as a varnish."""
    palette = {"varnish": Ink("varnish", Cmyk(0, 0, 0, 1), Rgb(0, 0, 0), spot="Varnish")}
    assert not Inks(palette, press).overprints(Tint("varnish"))


def test_an_unknown_ink_is_named(press):
    """The error says which ink the palette lacks."""
    with pytest.raises(ValueError, match="'gold'"):
        Inks(books.INKS, press).fill(Tint("gold"))
